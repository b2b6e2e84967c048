"""The rows behind a failure, the worst first, found again in their files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from yshj.catalogue.bodies import BodyKind
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.amounts import Figure
from yshj.contract.rules import CaseFacts
from yshj.intake.ledger import FoundRow, Ledger
from yshj.intake.measurements import Measured
from yshj.intake.read import Submission
from yshj.judge.misses import case_misses, one_miss_settles
from yshj.judge.model import Finding
from yshj.judge.standing import NONE, value_of
from yshj.judge.status import Status
from yshj.observe.cases import Outcome, State, day_of_case
from yshj.observe.evidence import Observations
from yshj.report.document.result import MOST_FAILURES
from yshj.report.model import Failure, Result

Badness = tuple[bool, Fraction]


@dataclass(frozen=True)
class Missed:
    """A reported figure that decides and misses the limit by itself; `room` is below zero."""

    measured: Measured
    room: Fraction
    value: Fraction | date


@dataclass(frozen=True)
class Failing:
    """Everything that fails: figures by target, the worst first, and combinations of cases."""

    figures: dict[str, list[Missed]]
    cases: dict[int, tuple[Target, Outcome]]

    def ranks(self) -> dict[int, int]:
        """How bad each combination is, counted over all targets; equals share a rank."""
        by_target: dict[str, list[tuple[Badness, int]]] = defaultdict(list)
        for number, (target, came) in self.cases.items():
            by_target[target.id].append((badness(came), number))
        ranks: dict[int, int] = {}
        last = 0
        for rows in by_target.values():
            for _, equals in groupby(sorted(rows), key=lambda one: one[0]):
                last += 1
                ranks |= {number: last for _, number in equals}
        return ranks


def failing(
    results: Iterable[Result], submission: Submission, observations: Observations
) -> Failing:
    """What fails by itself among the rows of `results`; what is waived or passes does not."""
    by_target = {one.finding.target.id: one for one in results}
    rows: dict[str, list[Measured]] = defaultdict(list)
    for measured in submission.measured:
        rows[measured.row.target.id].append(measured)
    figures = {
        target_id: _figures(result, rows[target_id])
        for target_id, result in by_target.items()
        if rows[target_id]
    }
    cases = {
        number: (target, came)
        for number, (target, came) in observations.cases.outcomes.items()
        if _fails(came, target, by_target.get(target.id))
        and _is_judged(target, submission.ledger.facts[number][1], by_target[target.id])
    }
    return Failing(figures, cases)


def add_failures(
    results: Sequence[Result],
    submission: Submission,
    observations: Observations,
    reporters: Collection[str],
) -> None:
    """Give each result its failing rows: at most a hundred of `failures_total`."""
    found = failing(results, submission, observations)
    by_target = {one.finding.target.id: one for one in results}
    for target_id, missed in found.figures.items():
        _add_figures(by_target[target_id], missed)
    if found.cases:
        _add_cases(by_target, found, submission.ledger, reporters)


_NOT_FAILING = (
    *(Status.PASS, Status.WAIVED, Status.PARTIAL, Status.COUNTED),
    *(Status.NO_DATA, Status.NOT_APPLICABLE),
)


def _figures(result: Result, rows: Sequence[Measured]) -> list[Missed]:
    """Reported figures that count and miss the limit by themselves, the worst first."""
    missed = [each for one in result.finding.by_itself for each in _of_finding(one, rows)]
    missed.sort(key=lambda one: (one.room, one.measured.table.name, one.measured.at))
    return missed


def _of_finding(finding: Finding, rows: Sequence[Measured]) -> list[Missed]:
    if finding.effective in _NOT_FAILING:
        return []
    of_the_city = finding.target.said_of_the_city
    if of_the_city and len(finding.counting) > 1:
        return []  # a part of what the city is judged on does not fail by itself
    missed = []
    for row in rows:
        if of_the_city and row.row.reporter.kind in (BodyKind.DISTRICT, BodyKind.ZONE):
            continue
        period = row.row.period
        figure = None if period is None else finding.counting.get((row.row.reporter.name, period))
        if figure is not None and figure != NONE:
            holds, room, value = _room(finding.target, figure)
            if not holds:
                missed.append(Missed(row, room, value))
    return missed


def _add_figures(result: Result, missed: Sequence[Missed]) -> None:
    result.failures_total += len(missed)
    target = result.finding.target
    due = target.due if target.is_milestone else None
    for one in missed[:MOST_FAILURES]:
        table, at = one.measured.table, one.measured.at
        line = table.lines([at]).get(at)
        name = one.measured.row.reporter.name
        result.failures.append(Failure(table.name, at, line, name, None, due, one.value))


def _room(target: Target, figure: Figure) -> tuple[bool, Fraction, Fraction | date]:
    """Whether a figure holds by itself, how much room it leaves, and the figure."""
    if figure.day is not None:
        assert target.due is not None
        return figure.day <= target.due, Fraction((target.due - figure.day).days), figure.day
    value = value_of(target, figure)
    if value is None:  # a change against nothing says nothing by itself
        return True, Fraction(0), Fraction(0)
    return target.limit.holds(value), target.limit.margin(value), value


def _add_cases(
    by_target: dict[str, Result], found: Failing, ledger: Ledger, reporters: Collection[str]
) -> None:
    ranks = found.ranks()
    whose = {
        target.id: bodies(by_target[target.id], reporters) for target, _ in found.cases.values()
    }
    totals, rows = ledger.worst(ranks, whose, MOST_FAILURES)
    for number, total in totals.items():
        by_target[found.cases[number][0].id].failures_total += total
    lines = _lines(rows)
    listed: dict[str, list[tuple[int, Failure]]] = defaultdict(list)
    for row in rows:
        target, came = found.cases[row.combination]
        due = ledger.facts[row.combination][1].due
        failure = Failure(
            file=row.table.name,
            row=row.row,
            line=lines.get((row.table.name, row.row)),
            reporter=row.reporter.name,
            case=row.case,
            due=None if due is None else due.last,
            observed=None if came.state is State.OPEN else came.figure,
        )
        listed[target.id].append((ranks[row.combination], failure))
    for target_id, failures in listed.items():
        failures.sort(key=lambda one: (one[0], one[1].file, one[1].row))
        by_target[target_id].failures += [failure for _, failure in failures[:MOST_FAILURES]]


def _fails(came: Outcome, target: Target, result: Result | None) -> bool:
    if result is None or result.finding.status is Status.WAIVED:
        return False
    if target.statistic is Statistic.SHARE:
        return case_misses(target, came) and result.finding.effective not in _NOT_FAILING
    return target.statistic is Statistic.EACH and case_misses(target, came)


def _is_judged(target: Target, facts: CaseFacts, result: Result) -> bool:
    """Whether a case lies from the first day on that is judged (rule 10), and in a year that fails
    where a share of less than all is judged year by year."""
    first, day = result.finding.first, day_of_case(target, facts)
    if day is None:
        return True
    if target.statistic is Statistic.SHARE:
        years = {one.year: one.effective for one in result.finding.years}
        if years.get(day.year) in _NOT_FAILING:
            return False
    return first is None or day >= first


def bodies(result: Result, reporters: Collection[str]) -> frozenset[str]:
    """Whose case files to list, nobody meaning everybody: a waived body's are set aside.

    A share of less than all is pooled over those that decide; the others' cases are not in it.
    """
    finding = result.finding
    lines = [one for one in finding.by_body if one.status is not Status.WAIVED]
    if not one_miss_settles(finding.target):
        return frozenset(one.body.name for one in lines if one.decides)
    return frozenset(one.body.name for one in lines) if finding.waivers else frozenset(reporters)


def badness(came: Outcome) -> Badness:
    """The worst first: the latest by now, or the highest."""
    if came.slack is not None:
        return (False, came.slack)
    return (came.figure is None, -(came.figure or Fraction(0)))


def _lines(rows: Sequence[FoundRow]) -> dict[tuple[str, int], int]:
    by_table: dict[str, list[FoundRow]] = defaultdict(list)
    for one in rows:
        by_table[one.table.name].append(one)
    return {
        (name, row): line
        for name, found in by_table.items()
        for row, line in found[0].table.lines(one.row for one in found).items()
    }
