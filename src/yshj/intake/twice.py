"""Case files sent twice: same target, reporter and number, in one table or over several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby

from yshj.catalogue.model import Catalogue
from yshj.contract.rows import CaseRow, Context, Fault, read_row
from yshj.errors import Text
from yshj.intake.accepted import Accepted
from yshj.intake.engine import SPACES, literal, running
from yshj.intake.repeats import Sent, decide
from yshj.intake.rows import Refused

_AT_ONCE = 20_000  # rows of which some are repeats


@dataclass
class Repeats:
    """The rows that do not stand, by place: those refused, and notes on those superseded."""

    gone: list[int] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


@contextmanager
def looked_for(accepted: Accepted, catalogue: Catalogue) -> Iterator[None]:
    """While something else is done, make the table `twice`: the hash of every case sent twice."""
    identity, lists = _identity(accepted, catalogue)
    query = (
        f"CREATE OR REPLACE TEMP TABLE twice AS SELECT h FROM ({identity}) "
        "GROUP BY h HAVING count(*) > 1"
    )
    with running(accepted.con, query, lists) as found:
        yield
        found.result()


def repeats(accepted: Accepted, context: Context) -> Repeats:
    """What comes of the cases in table `twice`, each read by the model."""
    if accepted.con.execute("SELECT count(*) FROM twice").fetchone() == (0,):
        return Repeats()
    identity, lists = _identity(accepted, context.catalogue)
    places = accepted.con.execute(
        f"SELECT h, place FROM ({identity}) WHERE h IN (FROM twice) ORDER BY h, place", lists
    ).fetchall()
    groups = [[at for _, at in same] for _, same in groupby(places, key=lambda one: one[0])]
    groups.sort()
    found, waiting, size = Repeats(), list[list[int]](), 0
    for same in groups:
        waiting.append(same)
        size += len(same)
        if size >= _AT_ONCE:
            _decide(accepted, context, waiting, found)
            waiting, size = [], 0
    _decide(accepted, context, waiting, found)
    return found


def _decide(accepted: Accepted, context: Context, groups: list[list[int]], found: Repeats) -> None:
    cells = accepted.cells(at for same in groups for at in same)
    for same in groups:
        by_key: dict[tuple[str, str, str], list[tuple[int, CaseRow]]] = defaultdict(list)
        for at in same:  # two that differ may share a hash
            read = read_row(CaseRow, cells[at], context)
            if isinstance(read, CaseRow):
                by_key[read.target.id, read.reporter.name, read.case].append((at, read))
        for rows in by_key.values():
            verdict = decide([_sent(accepted, at, row) for at, row in rows])
            found.notes += verdict.superseded.values()
            found.gone += [rows[at][0] for at in (*verdict.refused, *verdict.superseded)]
            for at, why in verdict.refused.items():
                fault = Fault("case", cells[rows[at][0]].get("case"), why)
                found.refused.append(accepted.refused(rows[at][0], (fault,), cells[rows[at][0]]))


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


def _identity(accepted: Accepted, catalogue: Catalogue) -> tuple[str, list[list[int]]]:
    """SQL for every row's place and the hash `h` of what makes a case one, and its parameters.

    Names that mean the same target or body are made one.
    """
    targets = {one.id: at for at, one in enumerate(catalogue.targets.values())}
    bodies = {one.name: at for at, one in enumerate(catalogue.bodies.all)}
    of_targets, of_bodies = [], []
    for name in accepted.names.targets:
        target = catalogue.find(name)
        assert target is not None
        of_targets.append(targets[target.id])
    for name in accepted.names.bodies:
        body = catalogue.bodies.find(name)
        assert body is not None
        of_bodies.append(bodies[body.name])
    # one byte a character and no space at either end: nothing to trim, which costs a second
    plain = (
        'strlen("case") = length("case") AND ascii("case") > 32 AND ascii(right("case", 1)) > 32'
    )
    trimmed = f'CASE WHEN {plain} THEN "case" ELSE trim("case", {literal(SPACES)}) END'
    reporter = "($2::SMALLINT[])[enum_code(reporter) + 1]"
    return (
        f"SELECT place, hash(($1::SMALLINT[])[enum_code(target) + 1], "
        f"coalesce({reporter}, {bodies[catalogue.bodies.city.name]}), {trimmed}) AS h "
        f"FROM ({accepted.rows('target', 'reporter', 'case')})",
        [of_targets, of_bodies],
    )
