"""The settled ledger, and its rows looked up again: to explain, to refuse, to list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from yshj.catalogue.bodies import Body
from yshj.catalogue.model import Target
from yshj.contract.rules import CaseFacts
from yshj.intake.cases import CaseStore, needs_more
from yshj.intake.engine import literal, load_columns
from yshj.intake.fast import KEYS, Scan

COMBO = tuple(key for key in KEYS if key != "reporter")
SAME_COMBO = " AND ".join(f'g."{key}" IS NOT DISTINCT FROM c."{key}"' for key in COMBO)


@dataclass
class Ledger:
    """The settled case rows: `facts` of every combination, by its number in table `combos`."""

    store: CaseStore
    facts: dict[int, tuple[Target, CaseFacts]] = field(default_factory=dict)
    bodies: dict[str | None, Body] = field(default_factory=dict)
    gone: set[tuple[int, int, str]] = field(default_factory=set)  # repeats: file, row, target


@dataclass(frozen=True, slots=True)
class Found:
    """A row looked up again in its file."""

    scan: Scan
    row: int
    raw: dict[str, str | None]
    group: int | None = None


def find_rows(
    ledger: Ledger, groups: str, tag: str = "NULL", per: str = "NULL", most: int | None = None
) -> Iterator[Found]:
    """The rows that fall into the groups of table `groups`, file by file, in order.

    `tag` is a column of `groups` that comes back with each row; with `most`, at most that many
    rows of a file for each value of the column `per`.
    """
    store = ledger.store
    names = store.con.execute(f"SELECT DISTINCT file, target FROM {groups}").fetchall()
    for scan in store.scans:
        for precise, mine in spelled(store, [name for file, name in names if file == scan.serial]):
            yield from _find(store, scan, groups, mine, precise, tag, _first(per, most))
        yield from _find_by_model(store, scan, groups, tag, _first(per, most))


def _first(per: str, most: int | None) -> str:
    """SQL that keeps the first `most` rows for each value of `per`."""
    if most is None:
        return ""
    return f" QUALIFY row_number() OVER (PARTITION BY {per} ORDER BY row) <= {most}"


def spelled(
    store: CaseStore, names: Iterable[str | None]
) -> Iterator[tuple[bool, list[str | None]]]:
    """Names of targets as rows spell them, those apart that are read to times of day and values."""
    find = store.context.catalogue.find
    by_need: dict[bool, list[str | None]] = {False: [], True: []}
    for name in names:
        target = find(name or "")
        by_need[target is not None and needs_more(target)].append(name)
    yield from ((precise, mine) for precise, mine in by_need.items() if mine)


def _find(
    store: CaseStore,
    scan: Scan,
    groups: str,
    names: list[str | None],
    precise: bool,
    tag: str,
    first: str,
) -> Iterator[Found]:
    columns = list(scan.table.header.columns)
    cells = ", ".join(f"t.{scan.table.cell(name)}" for name in columns)
    query = f"SELECT t.row, {tag} AS tag, {cells} FROM {clean_rows(scan, groups, names, precise)}"
    for row in store.con.execute(f"{query}{first} ORDER BY t.row, w.target").fetchall():
        yield Found(
            scan, scan.table.number(row[0]), dict(zip(columns, row[2:], strict=True)), row[1]
        )


def clean_rows(scan: Scan, groups: str, names: list[str | None], precise: bool) -> str:
    """SQL behind FROM: the rows `t` that the fast way reads, each with its group `w`.

    Only groups whose target is written as one of `names`.
    """
    same = " AND ".join(f't."{key}" IS NOT DISTINCT FROM w."{key}"' for key in scan.keys)
    known = [literal(name) for name in names if name is not None]
    among = f"w.target IN ({', '.join(known) or 'NULL'})"
    if None in names:
        among = f"({among} OR w.target IS NULL)"
    return (
        f"({scan.read(scan.table.numbered(), precise)}) t JOIN {groups} w ON {same} "
        f"WHERE t.clean AND w.file = {scan.serial} AND {among}"
    )


def model_rows(scan: Scan, groups: str) -> str:
    """SQL behind FROM: the places `m` of rows that only the model could read, with `w`."""
    same = " AND ".join(f'm."{key}" IS NOT DISTINCT FROM w."{key}"' for key in KEYS)
    return f"by_model m JOIN {groups} w ON {same} AND m.file = w.file WHERE m.file = {scan.serial}"


def _find_by_model(
    store: CaseStore, scan: Scan, groups: str, tag: str, first: str
) -> Iterator[Found]:
    """The rows of those groups that the fast way could not read and the model accepted."""
    query = f"SELECT m.row, m.target, {tag} AS tag FROM {model_rows(scan, groups)}{first}"
    tags = {(row, target): tag for row, target, tag in store.con.execute(query).fetchall()}
    if not tags:
        return
    load_columns(store.con, "sought", {"place": ("BIGINT", sorted({row for row, _ in tags}))})
    for row, raw in store.rows(scan, "row IN (SELECT place FROM sought)"):
        key = (row, raw["target"])
        if key in tags:
            yield Found(scan, scan.table.number(row), raw, tags[key])


def worst_rows(
    ledger: Ledger, ranks: Mapping[int, int], reporters: Collection[str], most: int
) -> tuple[dict[int, int], list[Found]]:
    """How many rows each combination has, and the first rows of each target.

    `ranks` says how bad a combination is: the lowest of its target first, two of one rank equally
    bad; targets share no rank. Rows are looked up until a target has `most` of them. An empty
    `reporters` means every body.
    """
    con = ledger.store.con
    load_columns(
        con,
        "wanted",
        {
            "id": ("BIGINT", list(ranks)),
            "rank": ("BIGINT", list(ranks.values())),
            "name": ("VARCHAR", [ledger.facts[number][0].id for number in ranks]),
        },
    )
    names = [n for n, body in ledger.bodies.items() if not reporters or body.name in reporters]
    load_columns(con, "wanted_names", {"reporter": ("VARCHAR", names)})
    con.execute(
        "CREATE OR REPLACE TEMP TABLE wanted_groups AS "
        "SELECT g.* EXCLUDE (n), c.id AS combo, w.rank, w.name, sum(n) AS n "
        f"FROM grouped g JOIN combos c ON {SAME_COMBO} JOIN wanted w USING (id) "
        "JOIN wanted_names b ON g.reporter IS NOT DISTINCT FROM b.reporter "
        "GROUP BY ALL HAVING sum(n) > 0"
    )
    totals = con.execute("SELECT combo, sum(n) FROM wanted_groups GROUP BY combo").fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE worst_groups AS SELECT g.* FROM wanted_groups g JOIN "
        "(SELECT rank, coalesce(sum(sum(n)) OVER (PARTITION BY any_value(name) ORDER BY rank "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before "
        f"FROM wanted_groups GROUP BY rank) b USING (rank) WHERE b.before < {most}"
    )
    # rows sent twice are in the file still: look for as many more
    enough = most + len(ledger.gone)
    rows = [
        found
        for found in find_rows(ledger, "worst_groups", "w.combo", per="w.rank", most=enough)
        if found.group is None
        or (found.scan.serial, found.row, ledger.facts[found.group][0].id) not in ledger.gone
    ]
    return {combo: int(n) for combo, n in totals}, rows
