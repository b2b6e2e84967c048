"""Case files sent twice: same target, reporter and number, in one table or over several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby

from yshj.catalogue.model import Catalogue
from yshj.contract.rows import CaseRow, Context, RowFault, read_row
from yshj.errors import Placed, Refusal, Text
from yshj.intake.accepted import Accepted
from yshj.intake.engine import SPACES, literal, load_columns, running
from yshj.intake.load import MOMENTS
from yshj.intake.repeats import Sent, decide, same_as
from yshj.intake.rows import Refused

_AT_ONCE = 10_000  # groups of rows that the model reads
# what a row says of its case, and when; as `_sent` has it
_CONTENT = (
    *(*MOMENTS, *(f"{name}_timed" for name in MOMENTS)),
    *("value", "unit", "flag", "excluded", "limit", "extended", "reported"),
)


@dataclass
class Repeats:
    """What comes of cases sent twice: the rows refused, each with the first of them or the reason
    why none stands, and notes on rows superseded."""

    again: list[tuple[int, int]] = field(default_factory=list)  # places: of a row, of its like
    differ: dict[int, Refusal] = field(default_factory=dict)  # places: why it is refused
    notes: list[Text] = field(default_factory=list)


@contextmanager
def looked_for(accepted: Accepted, catalogue: Catalogue) -> Iterator[None]:
    """While something else is done, make the table `twice`: the hash of every case sent twice."""
    identity, lists = _identity(accepted, catalogue, ())
    query = (
        f"CREATE OR REPLACE TEMP TABLE twice AS SELECT hash(target, reporter, number) AS h "
        f"FROM ({identity}) GROUP BY h HAVING count(*) > 1"
    )
    with running(accepted.con, query, lists) as found:
        yield
        found.result()


def settle_repeats(accepted: Accepted, context: Context, most: int) -> Repeats:
    """Make the table `gone` of rows that do not stand, by what the table `twice` holds.

    Rows in the table `refused` are no repeats. At most so many are told one by one.
    """
    con = accepted.con
    con.execute("CREATE OR REPLACE TEMP TABLE gone (place BIGINT)")
    con.execute("CREATE OR REPLACE TEMP TABLE again (place BIGINT, first BIGINT)")
    if con.execute("SELECT count(*) FROM twice").fetchone() == (0,):
        return Repeats()
    identity, lists = _identity(accepted, context.catalogue, _CONTENT)
    said = ", ".join(f'"{name}"' for name in ("target", "reporter", "number", *_CONTENT))
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE alike AS SELECT place, h, row({said})::VARCHAR AS said FROM "
        f"(SELECT *, hash(target, reporter, number) AS h FROM ({identity})) "
        "WHERE h IN (FROM twice) AND place NOT IN (SELECT place FROM refused)",
        lists,
    )
    con.execute(
        "INSERT INTO again SELECT a.place, f.first FROM alike a JOIN "
        "(SELECT h, min(place) AS first FROM alike GROUP BY h HAVING min(said) = max(said)) f "
        "ON a.h = f.h WHERE a.place > f.first"
    )
    con.execute("INSERT INTO gone SELECT place FROM again")
    pairs = con.execute(f"SELECT place, first FROM again ORDER BY place LIMIT {most}").fetchall()
    found = Repeats(pairs)
    others = con.execute(
        "SELECT h, place FROM alike WHERE h IN "
        "(SELECT h FROM alike GROUP BY h HAVING min(said) < max(said)) ORDER BY h, place"
    ).fetchall()
    groups = [[place for _, place in same] for _, same in groupby(others, key=lambda one: one[0])]
    groups.sort()
    for at in range(0, len(groups), _AT_ONCE):
        _decide(accepted, context, groups[at : at + _AT_ONCE], found)
    return found


def _decide(accepted: Accepted, context: Context, groups: list[list[int]], found: Repeats) -> None:
    """Cases that somebody sent twice in different words: each row read by the model."""
    cells = accepted.cells(place for same in groups for place in same)
    gone: list[int] = []
    for same in groups:
        by_key: dict[tuple[str, str, str], list[tuple[int, CaseRow]]] = defaultdict(list)
        for place in same:  # two that are not the same may share a hash
            read = read_row(CaseRow, cells[place], context)
            if isinstance(read, CaseRow):
                by_key[read.target.id, read.reporter.name, read.case].append((place, read))
        for rows in by_key.values():
            verdict = decide([_sent(accepted, place, row) for place, row in rows])
            for at, why in verdict.superseded.items():
                table, number = accepted.place(rows[at][0])
                found.notes.append(Placed(why.zh, why.en, table.name, number))
            gone += [rows[at][0] for at in (*verdict.refused, *verdict.superseded)]
            found.differ |= {rows[at][0]: why for at, why in verdict.refused.items()}
    load_columns(accepted.con, "gone_too", {"place": ("BIGINT", gone)})
    accepted.con.execute("INSERT INTO gone FROM gone_too")


def refused_for(accepted: Accepted, found: Repeats) -> list[Refused]:
    """The rows refused because they were sent twice."""
    why = dict(found.differ)
    for place, first in found.again:
        table, row = accepted.place(first)
        why[place] = same_as(Text(f"{table.name} 第 {row} 行", f"{table.name} row {row}"))
    return [
        accepted.refused(place, (RowFault("case", cells.get("case"), why[place]),), cells)
        for place, cells in accepted.cells(why).items()
    ]


def _sent(accepted: Accepted, at: int, row: CaseRow) -> Sent:
    table, number = accepted.place(at)
    return Sent(
        place=Text(f"{table.name} 第 {number} 行", f"{table.name} row {number}"),
        content=(
            *(row.started, row.finished, row.value, row.unit),
            *(row.flag, row.excluded, row.limit, row.extended),
        ),
        reported=row.reported,
    )


def _identity(
    accepted: Accepted, catalogue: Catalogue, columns: Sequence[str]
) -> tuple[str, list[list[int]]]:
    """SQL for every row's place, what makes its case one, and further columns; its parameters.

    Names that mean the same target or body are made one.
    """
    targets = {one.id: at for at, one in enumerate(catalogue.targets.values())}
    bodies = {one.name: at for at, one in enumerate(catalogue.bodies.all)}
    of_targets, of_bodies = [-1] * len(accepted.names.targets), [-1] * len(accepted.names.bodies)
    for at, name in _present(accepted, "target"):
        target = catalogue.find(name)
        assert target is not None
        of_targets[at] = targets[target.id]
    for at, name in _present(accepted, "reporter"):
        body = catalogue.bodies.find(name)
        assert body is not None
        of_bodies[at] = bodies[body.name]
    # one byte a character and no space at either end: nothing to trim, which costs a second
    case = '"case"'
    plain = (
        f"strlen({case}) = length({case}) AND ascii({case}) > 32 AND ascii(right({case}, 1)) > 32"
    )
    further = "".join(f', "{name}"' for name in columns)
    return (
        "SELECT place, ($1::SMALLINT[])[enum_code(target) + 1] AS target, "
        "coalesce(($2::SMALLINT[])[enum_code(reporter) + 1], "
        f"{bodies[catalogue.bodies.city.name]}) AS reporter, "
        f"CASE WHEN {plain} THEN {case} ELSE trim({case}, {literal(SPACES)}) END AS number "
        f"{further} "
        f"FROM ({accepted.rows('target', 'reporter', 'case', *columns, groups=False)})",
        [of_targets, of_bodies],
    )


def _present(accepted: Accepted, key: str) -> list[tuple[int, str]]:
    """The names that stand in some row, with their numbers among all that are known."""
    if key not in accepted.keys:
        return []
    query = f"SELECT DISTINCT enum_code({key}), {key} FROM grouped WHERE {key} IS NOT NULL"
    return accepted.con.execute(query).fetchall()
