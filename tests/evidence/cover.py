"""Rules 3, 7 and 8: which days a body has covered, and which of them are missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tests.evidence.measure import newest
from tests.evidence.model import CaseRow, FigureRow, Row, Said, Submission, is_latest
from tests.evidence.timeline import (
    ONE_DAY,
    Judged,
    Times,
    accepted_figures,
    covers_days,
    judged,
    known_cases,
    ledger_days,
    months_of,
    tail_is_missing,
)
from yshj.catalogue.model import Target


@dataclass
class Body:
    """One body (or the city with its only reporter), as far as its rows go by the as-of day."""

    name: str
    figures: list[FigureRow]
    cases: list[CaseRow]
    judged: Judged
    parts: list[Body] = field(default_factory=list)
    for_all: bool = False  # some of its cases are the city's, which speak for all (rule 8)

    @property
    def sent(self) -> bool:
        return bool(self.figures or self.cases)

    @property
    def spoke(self) -> bool:
        return self.sent or any(part.sent for part in self.parts)

    def is_out(self, target: Target) -> bool:
        """Rule 4: all rows say 不涉及, or those of the latest time of a latest target do."""
        speaking = [part for part in self.parts if part.sent]
        if not all(part.is_out(target) for part in speaking) or self.cases:
            return False
        if not self.sent:
            return bool(speaking) and len(speaking) == len(self.parts)
        if is_latest(target):
            row = newest(self.figures)
            return row is not None and row.said is Said.NOT_APPLICABLE
        return all(row.said is Said.NOT_APPLICABLE for row in self.figures)


def body_of(name: str, rows: Iterable[Row], target: Target, at: Times) -> Body:
    """A body from its own rows; rule 10 splits cumulative shares body by body."""
    mine = list(rows)
    figures = accepted_figures(mine, target, at)
    cases = known_cases(mine, target, at)
    return Body(name, figures, cases, judged(figures, cases, target, at))


# Days covered -------------------------------------------------------------------------------------


def figure_days(body: Body, at: Times) -> set[date]:
    """What periods, 零报告 and 不涉及 cover; one that rule 10 sets aside covers nothing."""
    rows = list(body.judged.figures)
    rows += [row for row in body.figures if at.binding and row.end < at.asked]
    return {row.start + ONE_DAY * n for row in rows for n in range((row.end - row.start).days + 1)}


def case_days(body: Body, target: Target, at: Times, sent: Submission) -> set[date]:
    if not body.cases:
        return set()
    return ledger_days(body.cases, target, at) | covers_days(sent, at)


def covered(body: Body, target: Target, at: Times, sent: Submission) -> set[date]:
    """All days of the window that a body covers; if it sends nothing, what its parts share."""
    if body.parts and not body.sent:
        return _shared(covered(part, target, at, sent) for part in body.parts)
    return figure_days(body, at) | case_days(body, target, at, sent)


def _shared(found: Iterable[set[date]]) -> set[date]:
    sets = list(found)
    return set.intersection(*sets) if sets else set()


# Days missing -------------------------------------------------------------------------------------


@dataclass
class Gaps:
    """`bodies` have sent nothing; `time` are (body, first day, last day) of the others."""

    bodies: list[str] = field(default_factory=list)
    time: list[tuple[str, date, date]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.bodies or self.time)

    def add(self, other: Gaps) -> None:
        self.bodies += other.bodies
        self.time += other.time


def latest_is_missing(body: Body, at: Times) -> bool:
    """Latest targets: whether what follows the newest period of the body is missing."""
    row = newest(body.figures)
    if row is None:
        return False
    return tail_is_missing(row.end, min(months_of(one) for one in body.figures), at)


def gaps_of(body: Body, target: Target, at: Times, sent: Submission) -> Gaps:
    """What is missing of a body that has to speak, or of its parts if it sends nothing."""
    if not body.spoke:
        return Gaps([body.name])
    if target.is_milestone or body.is_out(target):
        return Gaps()
    if not body.sent:
        gaps = Gaps()
        for part in body.parts:
            gaps.add(gaps_of(part, target, at, sent))
        return gaps
    if is_latest(target):
        row = newest(body.figures)
        if row is not None and latest_is_missing(body, at):
            return Gaps(time=[(body.name, row.end + ONE_DAY, at.end)])
        return Gaps()
    if at.waits:
        return Gaps()  # rule 10: before the deadline no time is missing
    return Gaps(time=_runs(body.name, _missing_days(body, target, at, sent)))


def _missing_days(body: Body, target: Target, at: Times, sent: Submission) -> set[date]:
    """Rule 7: gaps before the last day covered at once, the tail when it is due."""
    own = figure_days(body, at)
    known = own | case_days(body, target, at, sent)
    asked = at.days
    if not known:
        missing_all = tail_is_missing(at.first - ONE_DAY, _shortest(body), at)
        return asked if missing_all else set()
    last = max(known)
    missing = {day for day in asked if day < last and day not in known}
    # what follows a ledger is missing (rule 8), what follows a period when its like has ended
    shortest = _shortest(body) if last in own else None
    if tail_is_missing(last, shortest, at):
        missing |= {day for day in asked if day > last}
    return missing


def _shortest(body: Body) -> int | None:
    return min((months_of(row) for row in body.figures), default=None)


def _runs(name: str, missing: set[date]) -> list[tuple[str, date, date]]:
    runs: list[tuple[str, date, date]] = []
    for day in sorted(missing):
        if runs and runs[-1][2] == day - ONE_DAY:
            runs[-1] = (name, runs[-1][1], day)
        else:
            runs.append((name, day, day))
    return runs
