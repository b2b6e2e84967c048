"""The same evidence by period: each period that a figure is about, each month that holds a case."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from yshj.catalogue.model import Catalogue, Target
from yshj.contract.periods import Period
from yshj.contract.windows import window_of
from yshj.observe.cases import State, Tally
from yshj.observe.evidence import Evidence, Observations
from yshj.observe.figures import Row

ByPeriod = dict[Period | None, dict[str, list[Evidence]]]


def by_period(observations: Observations, catalogue: Catalogue, as_of: date) -> ByPeriod:
    """Evidence by period and target id, in order of time; None is cases without a day.

    Everything that lies in a period, for each target with a row about that very period or a case of
    that month. A case belongs to the month of its start (or finish, as its target says), a
    milestone to the month of its day. In no period is what lies outside the target's window or
    later than `as_of`, nor several years of what is judged year by year.
    """
    found: ByPeriod = {}
    for name, evidence in observations.by_target.items():
        target = catalogue.targets[name]
        for period in _periods(target, evidence, window_of(catalogue, target), as_of):
            found.setdefault(period, {})[name] = _within(target, evidence, period)
    return dict(sorted(found.items(), key=lambda one: _time(one[0])))


def _time(period: Period | None) -> tuple[date, int]:
    """By start, a longer period before those it begins with; last what has no date."""
    if period is None:
        return date.max, 0
    return period.start, -period.end.toordinal()


def _periods(
    target: Target, evidence: Sequence[Evidence], window: Period, as_of: date
) -> set[Period | None]:
    found: set[Period | None] = set()
    for one in evidence:
        for row in one.rows:
            about = _about(row)
            inside = window.contains(about) and about.end <= as_of
            if target.yearly and about.start.year != about.end.year:
                continue  # of no single year
            if target.is_milestone or inside:
                found.add(about)
        for day, tally in one.cases.items():
            if any(came.state in (State.DONE, State.OPEN) for came in tally):
                found.add(None if day is None else month_of(day))
    return found


def _within(target: Target, evidence: Sequence[Evidence], period: Period | None) -> list[Evidence]:
    """Each body's evidence that lies in a period, bodies with none left out."""
    found = []
    for one in evidence:
        if period is None:
            kept = Evidence(one.body, {day: t for day, t in one.cases.items() if day is None})
        else:
            cases: dict[date | None, Tally] = {
                day: tally
                for day, tally in one.cases.items()
                if day is not None and period.start <= day <= period.end
            }
            rows = [row for row in one.rows if _lies(target, row, period)]
            kept = Evidence(one.body, cases, rows)
        if kept.cases or kept.rows:
            found.append(kept)
    return found


def _lies(target: Target, row: Row, period: Period) -> bool:
    return _about(row) == period if target.is_milestone else period.contains(row.period)


def _about(row: Row) -> Period:
    day = None if row.figure is None else row.figure.day
    return row.period if day is None else month_of(day)


def month_of(day: date) -> Period:
    last = monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last))
