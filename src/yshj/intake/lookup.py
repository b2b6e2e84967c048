"""The settled ledger, and its rows looked up again: to explain, to refuse, to list."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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
    ledger: Ledger, groups: str, tag: str = "NULL", most: int | None = None
) -> Iterator[Found]:
    """The rows that fall into the groups of table `groups`, file by file, in order.

    `tag` is a column of `groups` that comes back with each row; with `most`, at most that many
    rows for each tag and file.
    """
    store = ledger.store
    names = store.con.execute(f"SELECT DISTINCT file, target FROM {groups}").fetchall()
    find = store.context.catalogue.find
    for scan in store.scans:
        wanted = [name for file, name in names if file == scan.serial]
        for precise in (False, True):
            mine = [name for name in wanted if _precise(find(name or "")) is precise]
            if mine:
                yield from _find(store, scan, groups, mine, precise, tag, most)
        yield from _find_by_model(store, scan, groups, tag, most)


def _precise(target: Target | None) -> bool:
    return target is not None and needs_more(target)


def _find(
    store: CaseStore,
    scan: Scan,
    groups: str,
    names: list[str | None],
    precise: bool,
    tag: str,
    most: int | None,
) -> Iterator[Found]:
    columns = list(scan.table.header.columns)
    cells = ", ".join(f"t.{scan.table.cell(name)}" for name in columns)
    same = " AND ".join(f't."{key}" IS NOT DISTINCT FROM w."{key}"' for key in scan.keys)
    known = [literal(name) for name in names if name is not None]
    among = f"w.target IN ({', '.join(known) or 'NULL'})"
    if None in names:
        among = f"({among} OR w.target IS NULL)"
    query = (
        f"SELECT t.row, {tag} AS tag, {cells} "
        f"FROM ({scan.read(scan.table.numbered(), precise)}) t JOIN {groups} w ON {same} "
        f"WHERE t.clean AND w.file = {scan.serial} AND {among}"
    )
    if most is not None:
        query += f" QUALIFY row_number() OVER (PARTITION BY tag ORDER BY t.row) <= {most}"
    for row in store.con.execute(query + " ORDER BY t.row, w.target").fetchall():
        yield Found(
            scan, scan.table.number(row[0]), dict(zip(columns, row[2:], strict=True)), row[1]
        )


def _find_by_model(
    store: CaseStore, scan: Scan, groups: str, tag: str, most: int | None
) -> Iterator[Found]:
    """The rows of those groups that the fast way could not read and the model accepted."""
    same = " AND ".join(f'm."{key}" IS NOT DISTINCT FROM w."{key}"' for key in KEYS)
    query = (
        f"SELECT m.row, m.target, {tag} AS tag FROM by_model m JOIN {groups} w ON {same} "
        f"AND m.file = w.file WHERE m.file = {scan.serial}"
    )
    if most is not None:
        query += f" QUALIFY row_number() OVER (PARTITION BY tag ORDER BY m.row) <= {most}"
    tags = {(row, target): tag for row, target, tag in store.con.execute(query).fetchall()}
    if not tags:
        return
    load_columns(store.con, "sought", {"place": ("BIGINT", sorted({row for row, _ in tags}))})
    for row, raw in store.rows(scan, "row IN (SELECT place FROM sought)"):
        key = (row, raw["target"])
        if key in tags:
            yield Found(scan, scan.table.number(row), raw, tags[key])


def worst_rows(
    ledger: Ledger, combinations: Sequence[int], reporters: Collection[str], most: int
) -> tuple[dict[int, int], list[Found]]:
    """How many rows each combination has, and the rows of the first ones of each target.

    `combinations` come worst first; rows are looked up until a target has `most` of them. An empty
    `reporters` means every body.
    """
    con = ledger.store.con
    load_columns(
        con,
        "wanted",
        {"id": ("BIGINT", combinations), "place": ("BIGINT", range(len(combinations)))},
    )
    names = [n for n, body in ledger.bodies.items() if not reporters or body.name in reporters]
    load_columns(con, "wanted_names", {"reporter": ("VARCHAR", names)})
    con.execute(
        "CREATE OR REPLACE TEMP TABLE wanted_groups AS "
        "SELECT g.* EXCLUDE (n), c.id AS combo, w.place, sum(n) AS n "
        f"FROM grouped g JOIN combos c ON {SAME_COMBO} JOIN wanted w USING (id) "
        "JOIN wanted_names b ON g.reporter IS NOT DISTINCT FROM b.reporter "
        "GROUP BY ALL HAVING sum(n) > 0"
    )
    totals = con.execute("SELECT combo, sum(n) FROM wanted_groups GROUP BY combo").fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE worst_groups AS SELECT g.* FROM wanted_groups g JOIN "
        "(SELECT combo, coalesce(sum(sum(n)) OVER (PARTITION BY any_value(target) "
        "ORDER BY any_value(place) ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before "
        f"FROM wanted_groups GROUP BY combo) b USING (combo) WHERE b.before < {most}"
    )
    # rows sent twice are in the file still: look for as many more
    enough = most + len(ledger.gone)
    rows = [
        found
        for found in find_rows(ledger, "worst_groups", tag="w.combo", most=enough)
        if found.group is None
        or (found.scan.serial, found.row, ledger.facts[found.group][0].id) not in ledger.gone
    ]
    return {combo: int(n) for combo, n in totals}, rows
