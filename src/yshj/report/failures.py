"""The rows behind a failure, the worst first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.figures import Figure
from yshj.intake.ledger import FoundRow, Ledger
from yshj.intake.measurements import Measured
from yshj.intake.read import Submission
from yshj.judge.model import Status
from yshj.observe.cases import Outcome, State
from yshj.observe.evidence import Evidence, Observations
from yshj.report.model import MOST_FAILURES, Failure, Result
from yshj.thresholds.units import PERCENT

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
        target_id: _figures(result, rows[target_id], observations.by_target.get(target_id, []))
        for target_id, result in by_target.items()
        if rows[target_id]
    }
    cases = {
        number: (target, came)
        for number, (target, came) in observations.cases.outcomes.items()
        if _fails(came, target, by_target.get(target.id))
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


def _figures(
    result: Result, rows: Sequence[Measured], evidence: Sequence[Evidence]
) -> list[Missed]:
    """Reported figures that decide and miss the limit by themselves, the worst first."""
    finding = result.finding
    if finding.status in (Status.PASS, Status.WAIVED, Status.PARTIAL):
        return []
    if finding.target.adds_up and finding.measure.n > 1:
        return []  # a part of a sum does not fail by itself
    deciding = {
        one.body.name for one in finding.by_body if one.decides and not one.measure.from_cases
    }
    standing = {
        (one.body.name, period)
        for one in evidence
        if one.body.name in deciding
        for period, _ in one.reported.figures
    }
    missed = []
    for row in rows:
        if row.row.figure is not None and (row.row.reporter.name, row.row.period) in standing:
            holds, room, value = _room(finding.target, row.row.figure)
            if not holds:
                missed.append(Missed(row, room, value))
    missed.sort(key=lambda one: (one.room, one.measured.table.name, one.measured.at))
    return missed


def _add_figures(result: Result, missed: Sequence[Missed]) -> None:
    result.failures_total += len(missed)
    target = result.finding.target
    due = target.due if target.is_milestone else None
    for one in missed[:MOST_FAILURES]:
        table, at = one.measured.table, one.measured.at
        line = table.lines([at]).get(at)
        result.failures.append(Failure(table.name, at, line, None, due, one.value))


def _room(target: Target, figure: Figure) -> tuple[bool, Fraction, Fraction | date]:
    """Whether a figure holds by itself, how much room it leaves, and the figure."""
    if figure.day is not None:
        assert target.due is not None
        return figure.day <= target.due, Fraction((target.due - figure.day).days), figure.day
    value = figure.value
    if figure.denominator:
        scale = 100 if target.unit == PERCENT else 1
        value = (figure.numerator or Fraction(0)) / figure.denominator * scale
    assert value is not None
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
    if came.state not in (State.DONE, State.OPEN):
        return False
    if target.statistic is Statistic.SHARE:
        wrong = came.flag is target.op.ceiling
        return wrong and result.finding.status is not Status.PASS
    return target.statistic is Statistic.EACH and came.over


def bodies(result: Result, reporters: Collection[str]) -> frozenset[str]:
    """Whose case files to list, nobody meaning everybody: a waived body's are set aside."""
    if not result.finding.waivers:
        return frozenset(reporters)
    return frozenset(one.body.name for one in result.finding.by_body if one.decides)


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
