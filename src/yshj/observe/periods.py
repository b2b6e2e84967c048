"""The same evidence period by period: figures by what they are about, cases by their month."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from yshj.catalogue.model import Catalogue
from yshj.contract.periods import Period
from yshj.intake.measurements import Measured
from yshj.intake.read import Submission
from yshj.observe.cases import Outcome, State, counted
from yshj.observe.evidence import Evidence, Observations
from yshj.observe.figures import standing

ByPeriod = dict[Period | None, dict[str, list[Evidence]]]


def by_period(
    submission: Submission, observations: Observations, catalogue: Catalogue, as_of: date
) -> ByPeriod:
    """Evidence by period and target id, in order of time; None is cases without a start.

    A case belongs to the month it started in, a milestone to the month of its day. Cases and
    figures outside the plan's window, or later than `as_of`, are in no period.
    """
    bodies = {body.name: body for body in catalogue.bodies.all}
    window = Period(catalogue.plan.window.start, catalogue.plan.window.end)
    found: dict[tuple[Period | None, str, str], Evidence] = {}
    for (month, target, body), tally in _by_month(submission, observations).items():
        found[(month, target, body)] = Evidence(bodies[body], tally)
    rows: dict[tuple[Period, str, str], list[Measured]] = defaultdict(list)
    for one in submission.measured:
        rows[(_about(one), one.row.target.id, one.row.reporter.name)].append(one)
    for (period, target, body), mine in rows.items():
        reported = standing(catalogue.targets[target], mine, window, as_of)
        if reported.figures or reported.marks or reported.planned:
            key = (period, target, body)
            found.setdefault(key, Evidence(bodies[body])).reported = reported
    order = {body.name: place for place, body in enumerate(catalogue.bodies.all)}
    periods: ByPeriod = {}
    for about, target, body in sorted(found, key=lambda key: (_time(key[0]), order[key[2]])):
        evidence = found[(about, target, body)]
        periods.setdefault(about, {}).setdefault(target, []).append(evidence)
    return periods


def _time(period: Period | None) -> tuple[date, int]:
    """By start, a longer period before those it begins with; last what has no date."""
    if period is None:
        return date.max, 0
    return period.start, -period.end.toordinal()


def _about(one: Measured) -> Period:
    figure, period = one.row.figure, one.row.period
    assert period is not None
    return month_of(figure.day) if figure is not None and figure.day else period


def month_of(day: date) -> Period:
    last = monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last))


def _by_month(
    submission: Submission, observations: Observations
) -> dict[tuple[Period | None, str, str], Counter[Outcome]]:
    """Cases counted once more, by month, target and body."""
    ledger = submission.ledger

    def known() -> Iterator[tuple[int, tuple[object, ...], tuple[Period | None, str, Outcome]]]:
        for number, (target, came) in observations.cases.outcomes.items():
            if came.state in (State.DONE, State.OPEN):
                started = ledger.facts[number][1].started
                month = None if started is None else month_of(started)
                yield number, (month, target.id, *came.parts()), (month, target.id, came)

    found: dict[tuple[Period | None, str, str], Counter[Outcome]] = defaultdict(Counter)
    for (month, target_id, came), body, n in counted(ledger, known()):
        found[(month, target_id, body.name)][came] += n
    return found
