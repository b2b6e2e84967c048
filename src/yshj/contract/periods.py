"""The periods that measurements are about: 2021, 上半年, 2021-Q3, 1—6月, 截至9月底."""

from __future__ import annotations

import re
from calendar import month_abbr, monthrange
from dataclasses import dataclass
from datetime import date

from yshj.codes.times import MADE_A_DATE, MONTH_UNCLEAR, PERIOD
from yshj.contract.cells import CellFault
from yshj.thresholds.numbers import normal


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days, both included."""

    start: date
    end: date

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def crosses(self, other: Period) -> bool:
        """Overlapping, without one lying inside the other."""
        overlap = self.start <= other.end and other.start <= self.end
        return overlap and not self.contains(other) and not other.contains(self)

    def __str__(self) -> str:
        first, last = self.start, self.end
        whole_months = first.day == 1 and last.day == _days(last.year, last.month)
        if not whole_months:
            return str(first) if first == last else f"{first}..{last}"
        if (first.month, last.month) == (1, 12) and first.year == last.year:
            return str(first.year)
        one, two = f"{first:%Y-%m}", f"{last:%Y-%m}"
        return one if one == two else f"{one}..{two}"


_YEAR = r"(?:(?P<year>\d{4})\s*[年-]?\s*)?"
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_DASH = r"(?:-|~|至|到)"
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        r"(?P<year>\d{4})年?(?:全年|度)?|全年",
        rf"{_YEAR}(?:h(?P<half>[12])|(?P<half_zh>[上下])半年)",
        rf"{_YEAR}(?:q(?P<quarter>[1-4])|第?(?P<quarter_zh>[一二三四1-4])季度?)",
        rf"{_YEAR}(?P<from>\d{{1,2}})月?{_DASH}(?P<to>\d{{1,2}})月",
        r"(?P<year>\d{4})[-./](?P<month>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})",
        rf"{_YEAR}(?P<first_three>前三季度)",
        r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月份?",
    )
)
_UNTIL = re.compile(
    r"截[至止]到?(?:(?P<year>\d{4})[年-])?(?P<month>\d{1,2})(?:月?(?:底|末)|月|(?:月|-)(?P<day>\d{1,2})日?)?",
    re.ASCII,
)
_END = r"((?:(?!\.\.)[^/]){4,20})"
_RANGE = re.compile(rf"{_END}(?:\.\.|/){_END}")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


_FIRST = re.compile(r"(\d{4})\.10?", re.ASCII)  # 2021.1 and 2021.10 are one number
_ENGLISH = {name.casefold(): at for at, name in enumerate(month_abbr) if name}
_CHANGED = re.compile(rf"({'|'.join(_ENGLISH)})-(\d\d)", re.ASCII)


def period(text: str, window: Period) -> Period:
    """The period that `text` names; a year left out is the plan's own."""
    word = "".join(normal(text).casefold().split())
    if first := _FIRST.fullmatch(word):
        year = first[1]
        raise CellFault(
            MONTH_UNCLEAR(
                f"{word} 可以是 1 月，也可以是 10 月（Excel 把 {year}.10 变成 {year}.1）："
                f"请写 {year}-01 或 {year}-10",
                f"{word} could be January or October (Excel turns {year}.10 into {year}.1): write "
                f"{year}-01 or {year}-10",
            )
        )
    found = _read(word, window) if len(word) <= 40 else None
    if found is None and (changed := _CHANGED.fullmatch(word)):
        month = f"20{changed[2]}-{_ENGLISH[changed[1]]:02d}"
        raise CellFault(
            MADE_A_DATE(
                f"是 Excel 改写的日期：是否为“{month}”？请把该列设为“文本”格式再填写",
                f"a date that Excel made of it: did you mean {month!r}? Format the column as text "
                "and type it again",
            )
        )
    if found is None:
        raise CellFault(
            PERIOD(
                "应为期间，如 2021、2021H1、2021-Q3、2021-09、2021-01..2021-06、1—6月、截至9月底",
                "expected a period such as 2021, 2021H1, 2021-Q3, 2021-09 or 2021-01..2021-06",
            )
        )
    if found.end < found.start:
        raise CellFault(PERIOD("期间的结束早于开始", "the period ends before it starts"))
    return found


def _read(word: str, window: Period) -> Period | None:
    try:
        if until := _UNTIL.fullmatch(word):
            year = int(until["year"] or window.end.year)
            month = int(until["month"])
            last = int(until["day"]) if until["day"] else _days(year, month)
            return Period(window.start, date(year, month, last))
        if day := _DAY.fullmatch(word):
            on = date(int(day[1]), int(day[2]), int(day[3]))
            return Period(on, on)
        if between := _RANGE.fullmatch(word):
            first, last_ = _read(between[1], window), _read(between[2], window)
            return Period(first.start, last_.end) if first and last_ else None
        for shape in _SHAPES:
            if found := shape.fullmatch(word):
                return _of_year(found.groupdict(), window)
    except (ValueError, IndexError):
        return None
    return None


def _of_year(part: dict[str, str | None], window: Period) -> Period | None:
    """A year left out is the plan's, or the one of its years in which the period lies."""
    if part.get("year"):
        return _months(part, int(part["year"] or 0))
    years = range(window.start.year, window.end.year + 1)
    inside = [found for year in years if window.contains(found := _months(part, year))]
    if not inside and len(years) == 1:
        return _months(part, years[0])
    return inside[0] if len(inside) == 1 else None


def _months(part: dict[str, str | None], year: int) -> Period:
    first, last = 1, 12
    if half := part.get("half") or {"上": "1", "下": "2"}.get(part.get("half_zh") or ""):
        first, last = 6 * int(half) - 5, 6 * int(half)
    elif quarter := part.get("quarter") or part.get("quarter_zh"):
        number = _NUMERALS.get(quarter) or int(quarter)
        first, last = 3 * number - 2, 3 * number
    elif part.get("first_three"):
        last = 9
    elif part.get("from"):
        first, last = int(part["from"] or 0), int(part["to"] or 0)
    elif part.get("month"):
        first = last = int(part["month"] or 0)
    return Period(date(year, first, 1), date(year, last, _days(year, last)))


def _days(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return monthrange(year, month)[1]
