"""A case against its target's clock: its due date, whether it is over, the time it took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from yshj.calendar import clocks
from yshj.calendar.clocks import Clock, Due
from yshj.calendar.days import WorkCalendar
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.errors import OutsideCalendar
from yshj.thresholds.limits import Op
from yshj.thresholds.units import Kind, Unit

_CLOCK_OF = {
    Kind.WORKING_DAY: Clock.WORKING_DAY,
    Kind.CALENDAR_DAY: Clock.CALENDAR_DAY,
    Kind.MONTH: Clock.MONTH,
    Kind.TIME: Clock.HOUR,
}


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long a case may take, in one clock's own unit.

    `unit` is how much of the clock one unit of the target is: a case's own limit, or 1.
    """

    clock: Clock
    length: Fraction
    unit: Fraction = Fraction(1)


class CaseClock(NamedTuple):
    """Everything of a case file that time depends on. `limit` is the case's own (审限)."""

    started: date | datetime
    finished: date | datetime | None
    excluded: Decimal = Decimal(0)
    limit: tuple[Decimal, Unit] | None = None
    extended: bool = False


class Timing(NamedTuple):
    """Both readings of one case, kept apart. A mean and a floor have no due date.

    `due` and `over` rest on the due date; `elapsed`, in the target's unit, feeds means and
    percentiles (for a share of the case's own limit: the share of it that was used). `slack` is
    what was left before the due date, below zero how late it was.
    `rolled`: within its due date only because that moved past days off.
    """

    due: Due | None
    over: bool
    elapsed: Fraction
    slack: Fraction
    rolled: bool


def allowance(target: Target, case: CaseClock) -> Allowance:
    """The target's limit, its extension, or a share of the case's own limit."""
    return _allowance(target, case.limit, case.extended)


@lru_cache(maxsize=4096)
def _allowance(target: Target, limit: tuple[Decimal, Unit] | None, extended: bool) -> Allowance:
    assert target.clock is not None
    unit = _unit_of(target, limit)
    if target.clock is Clock.CASE_LIMIT:
        assert limit is not None
        return Allowance(_CLOCK_OF[limit[1].kind], Fraction(target.threshold) * unit, unit)
    length = target.threshold
    if extended and target.extension:
        length = target.extension.threshold
    return Allowance(target.clock, Fraction(length) * unit, unit)


def has_due_date(target: Target) -> bool:
    """Whether each case must end by a day; a mean has none, nor has a floor (不少于30日)."""
    return target.statistic is Statistic.EACH and target.op is Op.AT_MOST


def due_of(target: Target, case: CaseClock, cal: WorkCalendar, *, rolls: bool = True) -> Due:
    """The last day, or for hours the last moment, of the time the case is allowed."""
    start = CaseClock(case.started, None, case.excluded, case.limit, case.extended)
    return _due(target, start, cal, rolls)


@lru_cache(maxsize=1 << 15)  # many cases start on one day
def _due(target: Target, case: CaseClock, cal: WorkCalendar, rolls: bool) -> Due:
    allowed = allowance(target, case)
    extra = case.excluded
    if allowed.clock is Clock.HOUR:
        assert isinstance(case.started, datetime)
        return clocks.due_hours(case.started, allowed.length, Fraction(extra))
    start = day_of(case.started)
    if allowed.clock is Clock.WORKING_DAY:
        return clocks.due_working_days(start, allowed.length, int(extra), cal)
    rolls = rolls and target.rolls and target.statistic is Statistic.EACH
    if allowed.clock is Clock.CALENDAR_DAY:
        return clocks.due_calendar_days(start, allowed.length, int(extra), cal, rolls)
    return clocks.due_months(start, allowed.length, int(extra), cal, rolls)


def elapsed(
    clock: Clock, start: date | datetime, finish: date | datetime, cal: WorkCalendar
) -> Fraction:
    """The time from `start` to `finish` in the clock's unit, nothing left out."""
    if clock is Clock.HOUR:
        assert isinstance(start, datetime)
        assert isinstance(finish, datetime)
        return clocks.elapsed_hours(start, finish)
    if clock is Clock.WORKING_DAY:
        return clocks.elapsed_working_days(day_of(start), day_of(finish), cal)
    if clock is Clock.CALENDAR_DAY:
        return clocks.elapsed_calendar_days(day_of(start), day_of(finish))
    return clocks.elapsed_months(day_of(start), day_of(finish))


def time_case(target: Target, case: CaseClock, end: date | datetime, cal: WorkCalendar) -> Timing:
    """Time a case that ends at `end`: its finish, or the as-of day while it is open."""
    allowed = allowance(target, case)
    clock, unit = allowed.clock, allowed.unit
    if clock is Clock.MONTH:  # what is left out of months is calendar days
        counted = clocks.later(day_of(end), days=-int(case.excluded))
        took = clocks.elapsed_months(day_of(case.started), counted)
    else:
        took = elapsed(clock, case.started, end, cal)
        if case.excluded:
            took -= Fraction(case.excluded)
    figure = took if unit == 1 else took / unit
    if target.statistic is Statistic.MEAN:
        return Timing(None, False, figure, Fraction(0), False)
    if not has_due_date(target):
        over = not target.limit.holds(figure)
        return Timing(None, over, figure, target.limit.margin(figure), False)
    due = _due_if_known(target, case, end, cal)
    over = end > due.last if clock is Clock.HOUR else day_of(end) > day_of(due.last)
    slack = -_lateness(clock, due.last, end, cal) if over else elapsed(clock, end, due.last, cal)
    rolled = not over and due.before_roll is not None and day_of(end) > due.before_roll
    return Timing(due, over, figure, slack if unit == 1 else slack / unit, rolled)


def _due_if_known(target: Target, case: CaseClock, end: date | datetime, cal: WorkCalendar) -> Due:
    """The due date; that it rolls over beyond the calendar's years matters only to a late case."""
    try:
        return due_of(target, case, cal)
    except OutsideCalendar:
        fixed = due_of(target, case, cal, rolls=False)
        if day_of(end) > day_of(fixed.last):
            raise
        return fixed


def _unit_of(target: Target, limit: tuple[Decimal, Unit] | None) -> Fraction:
    if target.clock is Clock.CASE_LIMIT:
        assert limit is not None
        return Fraction(limit[0]) * limit[1].factor
    return target.unit.factor


def _lateness(
    clock: Clock, due: date | datetime, end: date | datetime, cal: WorkCalendar
) -> Fraction:
    """How long after its due date a case ended; a day off counts as the workday after it."""
    if clock is Clock.WORKING_DAY:
        end = cal.first_workday_from(day_of(end))
    return elapsed(clock, due, end, cal)


def day_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
