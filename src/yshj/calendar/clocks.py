"""Time as the law counts it: one plain function a rule, and no other implementation anywhere.

Civil Code of the People's Republic of China, Book One, Chapter X:

* art. 201: counted by days, months or years, the first day is left out; counted by hours, time
  runs from the moment the law or the parties name.
* art. 202: a period in months ends on the corresponding day of its last month; where that month
  has no such day, on its last day.
* art. 203: where the last day is a statutory day off, the day after the days off is the last day.

Working days are those of the State Council's yearly notices, make-up Saturdays and Sundays
included (Administrative Licensing Law, art. 82: periods in days are working days). Time that
art. 45 of that law leaves out (hearing, tender, auction, inspection, test, quarantine, appraisal,
expert review) is `excluded`: it moves the last day before art. 203 is asked.
"""

from __future__ import annotations

import calendar as month_table
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple, TypeVar

from yshj.calendar.days import WorkCalendar
from yshj.codes.times import OUTSIDE_CALENDAR
from yshj.errors import OutsideCalendar

DAYS_IN_HALF_MONTH = 15
_PAST = OUTSIDE_CALENDAR("到期日超出可表示的年份", "the due date lies past the year 9999")
Moment = TypeVar("Moment", date, datetime)


class Clock(StrEnum):
    """What a duration is counted in."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    HOUR = "hour"
    CASE_LIMIT = "case_limit"  # a share of the limit that the case itself names


class Due(NamedTuple):
    """The last moment in time; `before_roll` is the last day art. 203 has moved, if it did."""

    last: date | datetime
    before_roll: date | None = None


def due_working_days(start: date, days: Fraction, excluded: int, cal: WorkCalendar) -> Due:
    """The last of `days` working days; the first day does not count (art. 201).

    Days are counted whole: 5.5 working days end with the fifth.
    """
    return Due(cal.nth_workday_after(start, floor(days) + excluded))


def due_calendar_days(
    start: date, days: Fraction, excluded: int, cal: WorkCalendar, rolls: bool
) -> Due:
    """The last of `days` days; the first does not count (201), a day off moves it on (203)."""
    return _rolled(later(start, days=floor(days) + excluded), cal, rolls)


def due_months(start: date, months: Fraction, excluded: int, cal: WorkCalendar, rolls: bool) -> Due:
    """The corresponding day or the month's last (202), moved on by a day off (203).

    A part of a month is counted in days, half a month being 15. `excluded` is calendar days.
    """
    whole = floor(months)
    part = floor((months - whole) * 2 * DAYS_IN_HALF_MONTH)
    return _rolled(later(add_months(start, whole), days=part + excluded), cal, rolls)


def due_hours(start: datetime, hours: Fraction, excluded: Fraction) -> Due:
    """The moment `hours` after `start`: hours run from the moment, days off included (201)."""
    return Due(later(start, microseconds=floor((hours + excluded) * 3_600_000_000)))


def elapsed_working_days(start: date, finish: date, cal: WorkCalendar) -> Fraction:
    """Working days after `start` up to and including `finish`."""
    return Fraction(cal.workdays_between(start, finish))


def elapsed_calendar_days(start: date, finish: date) -> Fraction:
    return Fraction((finish - start).days)


def elapsed_months(start: date, finish: date) -> Fraction:
    """Whole months by art. 202 and the days left over, a month being 30 of them."""
    whole = (finish.year - start.year) * 12 + finish.month - start.month
    if add_months(start, whole) > finish:
        whole -= 1
    rest = (finish - add_months(start, whole)).days
    return whole + Fraction(rest, 2 * DAYS_IN_HALF_MONTH)


def elapsed_hours(start: datetime, finish: datetime) -> Fraction:
    return Fraction((finish - start) // timedelta(microseconds=1), 3_600_000_000)


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later, or that month's last day (art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OutsideCalendar(_PAST)
    last = month_table.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def later(start: Moment, *, days: int = 0, microseconds: int = 0) -> Moment:
    """So much after `start`, or before it; a day that no calendar has is outside every one."""
    try:
        return start + timedelta(days=days, microseconds=microseconds)
    except OverflowError:
        raise OutsideCalendar(_PAST) from None


def _rolled(last: date, cal: WorkCalendar, rolls: bool) -> Due:
    if not rolls:
        return Due(last)
    moved = cal.first_workday_from(last)
    return Due(moved, last) if moved != last else Due(moved)
