"""The working days of China, by the State Council's yearly notices.

The built-in years come from `chinesecalendar`, put right by `corrections.yaml` beside this module
where a notice says otherwise; a YAML file extends or replaces them:

    base: statutory            # or `none`: only what this file says
    years: [2027]              # whole years this file adds
    days_off: {2027-01-01: 元旦}
    workdays: {2027-01-09: 元旦}   # make-up Saturdays and Sundays

Its days may also lie in built-in years: the notice for one year can move days of the year before.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from yshj import strict_yaml
from yshj.codes.times import OUTSIDE_CALENDAR
from yshj.errors import CatalogueError, OutsideCalendar, Problem, Text

_WEEKEND = {5: Text("星期六", "Saturday"), 6: Text("星期日", "Sunday")}
_MAKE_UP = Text("调休上班", "make-up workday")
ONE_DAY = timedelta(days=1)
_NOTICES = Text("国务院办公厅放假通知", "State Council notices")


class WorkCalendar:
    """Which days of its years are worked, and why the others are not.

    `years` may have gaps between extensions; each year in it is known whole.
    """

    def __init__(
        self, years: set[int], off: Mapping[date, Text], worked: Mapping[date, Text], name: Text
    ) -> None:
        self.name = name
        self.years = frozenset(years)
        self._off = dict(off)
        self._made_up = dict(worked)
        self._workdays: list[date] = [
            day for year in sorted(years) for day in _days_of(year) if self._worked(day)
        ]
        self._count: dict[date, int] = {}
        counted = 0
        for year in sorted(years):
            for day in _days_of(year):
                counted += self._worked(day)
                self._count[day] = counted

    def _worked(self, day: date) -> bool:
        return day in self._made_up or (day.weekday() < 5 and day not in self._off)

    def is_workday(self, day: date) -> bool:
        self._need(day)
        return self._worked(day)

    def reason(self, day: date) -> Text:
        """Why `day` is a day off, or a make-up workday; nothing on an ordinary workday."""
        self._need(day)
        if day in self._made_up:
            return _MAKE_UP + Text(f"（{self._made_up[day].zh}）", f" ({self._made_up[day].en})")
        if day in self._off:
            return self._off[day]
        return _WEEKEND.get(day.weekday(), Text("", ""))

    def workdays_between(self, after: date, through: date) -> int:
        """How many working days lie after `after`, up to and including `through`."""
        self._need(after)
        self._need(through)
        self._need_years(after.year, through.year)
        return self._count[through] - self._count[after]

    def nth_workday_after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself for zero."""
        self._need(day)
        if count <= 0:
            return day
        position = self._count[day] + count - 1
        if position >= len(self._workdays):
            raise self.outside(date(max(self.years) + 1, 1, 1))
        found = self._workdays[position]
        self._need_years(day.year, found.year)
        return found

    def first_workday_from(self, day: date) -> date:
        """`day` if it is worked, else the next working day."""
        self._need(day)
        position = bisect_left(self._workdays, day)
        if position >= len(self._workdays):
            raise self.outside(date(day.year + 1, 1, 1))
        found = self._workdays[position]
        self._need_years(day.year, found.year)
        return found

    def outside(self, day: date) -> OutsideCalendar:
        known = _spans(self.years)
        return OutsideCalendar(
            OUTSIDE_CALENDAR(
                f"{day} 不在工作日历的年份内（已知：{known}）；可用 --calendar 补充",
                f"{day} lies outside the calendar, which knows {known}; --calendar extends it",
            )
        )

    def sha256(self) -> str:
        """One hash of everything that decides a working day."""
        digest = hashlib.sha256(",".join(map(str, sorted(self.years))).encode())
        for mark, days in (("-", self._off), ("+", self._made_up)):
            digest.update("".join(f"{mark}{day}" for day in sorted(days)).encode())
        return digest.hexdigest()

    def span(self) -> str:
        return _spans(self.years)

    def _need(self, day: date) -> None:
        if day.year not in self.years:
            raise self.outside(day)

    def _need_years(self, first: int, last: int) -> None:
        for year in range(first, last + 1):
            if year not in self.years:
                raise self.outside(date(year, 1, 1))


@cache
def statutory() -> WorkCalendar:
    """The built-in calendar, with every whole year that `chinesecalendar` knows."""
    off, worked, years = _notices()
    return WorkCalendar(years, off, worked, _NOTICES)


def from_file(path: Path) -> WorkCalendar:
    """The built-in calendar changed by the YAML file at `path`, or the file alone."""
    document = strict_yaml.read(path)
    file = strict_yaml.model(document, CalendarFile)
    off: dict[date, Text] = {}
    worked: dict[date, Text] = {}
    years: set[int] = set()
    if file.base == "statutory":
        off, worked, years = _notices()
    years |= set(file.years)
    problems: list[Problem] = []
    for days, table in ((file.days_off, "days_off"), (file.workdays, "workdays")):
        for day in days:
            if day.year not in years:
                message = Text("该日期不在日历的年份内", "not in the years of this calendar")
                problems.append(document.problem((table, str(day)), message, str(day)))
    _change(off, worked, file, {})
    if not years:
        message = Text("日历没有任何年份", "the calendar has no years")
        problems.append(document.problem(("years",), message))
    for day in sorted(set(file.days_off) & set(file.workdays)):
        message = Text("同一天既休息又上班", "both a day off and a workday")
        problems.append(document.problem(("workdays", str(day)), message, str(day)))
    if problems:
        raise CatalogueError(problems)
    return WorkCalendar(years, off, worked, Text(path.name, path.name))


def _iso_day(value: Any) -> date:
    try:
        day = date.fromisoformat(value)
        if str(day) != value:  # 20270101 and 2027-W01-1: one day, one spelling
            raise ValueError(value)
    except (TypeError, ValueError):
        text = Text("应为日期，如 2027-01-01", "expected a date such as 2027-01-01")
        raise PydanticCustomError("yshj", "not a date", {"text": text}) from None
    return day


Day = Annotated[date, BeforeValidator(_iso_day)]


class CalendarFile(BaseModel):
    """A YAML file of days off and make-up days."""

    model_config = ConfigDict(extra="forbid")

    base: Literal["statutory", "none"] = "statutory"
    years: list[Annotated[int, Field(ge=1900, le=2200)]] = []
    days_off: dict[Day, str] = {}
    workdays: dict[Day, str] = {}


def _change(
    off: dict[date, Text],
    worked: dict[date, Text],
    file: CalendarFile,
    english: Mapping[str, str],
) -> None:
    """What `file` says of a day wins over what is known of it."""
    for day, name in file.days_off.items():
        worked.pop(day, None)
        off[day] = Text(name, english.get(name, name))
    for day, name in file.workdays.items():
        off.pop(day, None)
        worked[day] = Text(name, english.get(name, name))


_CORRECTIONS = Path(__file__).with_name("corrections.yaml")


@cache
def _library() -> Any:
    import chinese_calendar  # 20 ms, and no need of it before a day is looked up

    return chinese_calendar


def _notices() -> tuple[dict[date, Text], dict[date, Text], set[int]]:
    constants = _library().constants
    names = {holiday.value: holiday.chinese for holiday in constants.Holiday}
    off = {day: Text(names[name], name) for day, name in constants.holidays.items()}
    worked = {day: Text(names[name], name) for day, name in constants.workdays.items()}
    years = {day.year for day in constants.holidays}
    corrections = strict_yaml.model(strict_yaml.read(_CORRECTIONS), CalendarFile)
    _change(off, worked, corrections, {zh: en for en, zh in names.items()})
    return off, worked, set(range(min(years), max(years) + 1))


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        if day == date.max:
            return
        day += ONE_DAY


def _spans(years: frozenset[int]) -> str:
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(f"{a}–{b}" if a != b else str(a) for a, b in spans)
