"""`yshj due`: a due date, and the days on the way that do not count."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

from yshj.calendar import clocks
from yshj.calendar.days import ONE_DAY, WorkCalendar, from_file, statutory
from yshj.cli.output import emit
from yshj.contract.cells import CellFault, moment
from yshj.contract.timing import day_of
from yshj.errors import Text, UsageError, quoted
from yshj.render.due import due_page
from yshj.render.phrases import Phrases
from yshj.thresholds.numbers import normal
from yshj.thresholds.units import DURATIONS, UNIT_NAMES, Kind, Unit, find_unit

ZONE = ZoneInfo("Asia/Shanghai")
LONGEST = 5000


def due(
    start: str, within: str, excluded: int, rolls: bool, calendar: Path | None, lang: str
) -> None:
    """Print the last day (or moment) of a limit that starts at `start`."""
    cal = from_file(calendar) if calendar else statutory()
    try:
        started = moment(start, ZONE)
    except CellFault as fault:
        shown = Text(f"DATE：{quoted(start, 'zh')} ", f"DATE: {quoted(start, 'en')} ")
        raise UsageError(shown + fault.text) from None
    length, unit = _length(within)
    if unit.kind is Kind.TIME:
        if not isinstance(started, datetime):
            raise UsageError(
                Text("按小时计算须写明时刻，如 2021-04-30 09:30", "hours need a time of day")
            )
        found = clocks.due_hours(started, Fraction(length) * unit.factor, Fraction(excluded))
        emit(due_page(started, found, [], unit, Phrases(lang)))
        return
    first = day_of(started)
    count = Fraction(length)
    if unit.kind is Kind.WORKING_DAY:
        found = clocks.due_working_days(first, count, excluded, cal)
        days = _days(first + ONE_DAY, found, cal, unit)
    elif unit.kind is Kind.CALENDAR_DAY:
        found = clocks.due_calendar_days(first, count, excluded, cal, rolls)
        days = _days(found.before_roll, found, cal, unit)
    else:
        found = clocks.due_months(first, count, excluded, cal, rolls)
        days = _days(found.before_roll, found, cal, unit)
    emit(due_page(first, found, days, unit, Phrases(lang)))


def _days(
    begin: date | None, found: clocks.Due, cal: WorkCalendar, unit: Unit
) -> list[tuple[object, Text, bool]]:
    """Days worth a word: those skipped, and make-up days that count though they are weekends."""
    if begin is None:
        return []  # nothing was skipped
    days: list[tuple[object, Text, bool]] = []
    day, last = begin, day_of(found.last)
    while day <= last:
        counted = cal.is_workday(day)
        if not counted or (unit.kind is Kind.WORKING_DAY and cal.reason(day)):
            days.append((day, cal.reason(day), counted))
        day += ONE_DAY
    return days


def _length(within: str) -> tuple[Decimal, Unit]:
    text = normal(within)
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)\s*(.+)", text, re.ASCII)
    unit = find_unit(found[2].replace("_", " ")) if found else None
    if found is None or unit is None or unit.kind not in DURATIONS:
        names = [name for name in UNIT_NAMES if (u := find_unit(name)) and u.kind in DURATIONS]
        raise UsageError(
            Text(
                f"--within “{within}”应为数字加单位，单位为：{'、'.join(names)}",
                f"--within {within!r} must be a number and a unit: {', '.join(names)}",
            )
        )
    if Decimal(found[1]) > LONGEST:
        raise UsageError(Text("期限过长", "the limit is too long"))
    return Decimal(found[1]), unit
