"""The rows behind a failure, the worst first, found again in their files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.rules import Figure
from yshj.intake.lookup import Found, worst_rows
from yshj.intake.measurements import Measured
from yshj.intake.read import Submission
from yshj.judge.findings import Status
from yshj.observe.cases import Outcome, State
from yshj.observe.evidence import Observations
from yshj.report.model import Failure, Result
from yshj.thresholds.units import PERCENT

MOST_FAILURES = 100


def add_failures(
    results: Sequence[Result],
    submission: Submission,
    observations: Observations,
    reporters: Collection[str],
) -> None:
    """Give each result its failing rows: at most a hundred of `failures_total`."""
    by_target = {one.finding.target.id: one for one in results}
    for measured in submission.measured:
        result = by_target.get(measured.row.target.id)
        if result is not None:
            _add_figure(result, measured)
    _add_cases(by_target, submission, observations, reporters)


def _add_figure(result: Result, one: Measured) -> None:
    """A reported figure that misses the limit by itself, where figures of its kind decide."""
    finding, figure = result.finding, one.row.figure
    deciding = {body.body.name for body in finding.by_body if body.decides}
    if figure is None or one.row.reporter.name not in deciding or finding.measure.from_cases:
        return
    if finding.status in (Status.PASS, Status.WAIVED, Status.PARTIAL) or finding.target.adds_up:
        return  # a part of a sum does not fail by itself
    missed, value = _misses(one.row.target, figure)
    if missed:
        result.failures_total += 1
        if len(result.failures) < MOST_FAILURES:
            line = one.table.lines([one.at]).get(one.at)
            due = one.row.target.due if one.row.target.is_milestone else None
            result.failures.append(Failure(one.table.name, one.at, line, None, due, value))


def _misses(target: Target, figure: Figure) -> tuple[bool, Fraction | date | None]:
    if figure.day is not None:
        return target.due is not None and figure.day > target.due, figure.day
    value = figure.value
    if figure.denominator:
        scale = 100 if target.unit == PERCENT else 1
        value = (figure.numerator or Fraction(0)) / figure.denominator * scale
    return value is not None and not target.limit.holds(value), value


def _add_cases(
    by_target: dict[str, Result],
    submission: Submission,
    observations: Observations,
    reporters: Collection[str],
) -> None:
    failing = {
        number: (target, came)
        for number, (target, came) in observations.cases.outcomes.items()
        if _fails(came, target, by_target.get(target.id))
    }
    if not failing:
        return
    ledger = submission.ledger
    worst_first = sorted(failing, key=lambda number: (_badness(failing[number][1]), number))
    totals, rows = worst_rows(ledger, worst_first, reporters, MOST_FAILURES)
    for number, total in totals.items():
        by_target[failing[number][0].id].failures_total += total
    lines = _lines(rows)
    found: dict[str, list[tuple[tuple[bool, Fraction], Failure]]] = defaultdict(list)
    for row in rows:
        assert row.group is not None
        target, came = failing[row.group]
        due = ledger.facts[row.group][1].due
        name = row.scan.table.name
        failure = Failure(
            file=name,
            row=row.row,
            line=lines.get((name, row.row)),
            case=row.raw.get("case"),
            due=None if due is None else due.last,
            observed=came.figure,
        )
        found[target.id].append((_badness(came), failure))
    for target_id, failures in found.items():
        failures.sort(key=lambda one: (one[0], one[1].file, one[1].row))
        by_target[target_id].failures += [failure for _, failure in failures[:MOST_FAILURES]]


def _fails(came: Outcome, target: Target, result: Result | None) -> bool:
    if result is None or came.state not in (State.DONE, State.OPEN):
        return False
    if target.statistic is Statistic.SHARE:
        return came.flag is False and result.finding.status is not Status.PASS
    return target.statistic is Statistic.EACH and came.over


def _badness(came: Outcome) -> tuple[bool, Fraction]:
    """The worst first: the latest, or the highest; cases still open last."""
    if came.slack is not None:
        return (False, came.slack)
    return (came.figure is None, -(came.figure or Fraction(0)))


def _lines(rows: Sequence[Found]) -> dict[tuple[str, int], int]:
    by_table: dict[str, list[Found]] = defaultdict(list)
    for one in rows:
        by_table[one.scan.table.name].append(one)
    return {
        (name, row): line
        for name, found in by_table.items()
        for row, line in found[0].scan.table.lines(one.row for one in found).items()
    }
