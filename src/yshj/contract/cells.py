"""One cell of a submission, read as what it should be, or a fault that says what was expected.

Every reader takes the text as written and returns a value; a `CellFault` carries the message.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from yshj.catalogue.bodies import fold
from yshj.codes.cases import EXCLUDED, FLAG, LIMIT
from yshj.codes.cells import ERROR, SHORTENED
from yshj.codes.figures import NEGATIVE, NUMBER, SIZE, UNIT_DOES_NOT_FIT, UNKNOWN_UNIT
from yshj.codes.times import DATE, TIME_OF_DAY
from yshj.errors import Refusal, nearest
from yshj.thresholds.numbers import MOST_PLACES, NumberFault, normal, parse_number
from yshj.thresholds.units import DURATIONS, UNIT_NAMES, Unit, find_unit

EARLIEST, LATEST = 1990, 2100
LONGEST = 10_000  # in days, months or hours, as a limit or as excluded time


class CellFault(ValueError):
    def __init__(self, text: Refusal) -> None:
        self.text = text
        super().__init__(text.en)


class UnknownUnit(CellFault):
    """A word where a unit should be."""


class Mark(StrEnum):
    """Words that stand where a figure could: none of them is a zero unless it says so."""

    NOT_REPORTED = "not reported"  # blank, --, /, N/A, ..
    NOT_APPLICABLE = "not applicable"  # 不涉及
    ZERO = "zero reported"  # 零报告


_MARKS = {
    **dict.fromkeys(
        ("", "-", "--", "---", "/", "n/a", "na", "n.a.", "..", "...", "......"),
        Mark.NOT_REPORTED,
    ),
    **dict.fromkeys(("未报", "未填报", "未上报", "notreported"), Mark.NOT_REPORTED),
    **dict.fromkeys(("不涉及", "不适用", "notapplicable"), Mark.NOT_APPLICABLE),
    **dict.fromkeys(("零报告", "zeroreport", "nilreport", "nil"), Mark.ZERO),
}
MARK_WORDS = tuple(_MARKS)
TOTALS = ("合计", "总计", "小计", "共计", "total", "subtotal", "grandtotal")
# 市区小计, 合计：, 总计（件）, 合计12件
_TOTAL = re.compile(
    r"(?P<of>.{0,12}?)(?:合计|总计|小计|共计)数?(?:[（(][^）)]*[）)])?[:：]?(?:[\d.,]+\w{0,3})?"
    r"|(?:grand|sub)?totals?[:：]?"
)


def is_total(text: str | None) -> bool:
    """Whether a cell heads a row of totals, which is neither a body nor a case.

    全市合计 may be a name of the city: ask for bodies first.
    """
    if text is None or len(text) > 40:
        return False
    folded = fold(text)
    return _TOTAL.fullmatch(folded) is not None


def total_of(text: str) -> str:
    """What a total is of: 市区 of 市区小计, nothing of 合计."""
    found = _TOTAL.fullmatch(fold(text))
    return (found["of"] or "") if found else ""


def mark(text: str | None) -> Mark | None:
    """The mark a cell carries instead of a figure, or None for anything else."""
    if text is None:
        return Mark.NOT_REPORTED
    if text[:1].isdecimal():  # no mark begins with a digit: most cells need no closer look
        return None
    return _MARKS.get("".join(normal(text).casefold().split()))


# what a spreadsheet writes where a formula fails, and ######## where a column is too narrow
ERROR_SHAPE = r"#(?:N/A|VALUE!|DIV/0!|REF!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)\s*"
_ERROR = re.compile(ERROR_SHAPE, re.IGNORECASE)
EXCEL_ERROR = ERROR(
    "是 Excel 的出错值，不是数据：请改正公式，或直接填写应填的内容",
    "an error of Excel, not data: mend the formula, or type what belongs there",
)


def is_error(text: str | None) -> bool:
    """Whether a cell holds an error of a spreadsheet: no blank, and no data."""
    return text is not None and text[:1] == "#" and _ERROR.fullmatch(text) is not None


def is_blank(text: str | None) -> bool:
    return mark(text) is Mark.NOT_REPORTED


def number(text: str) -> tuple[Decimal, Unit | None]:
    """A figure and the unit written behind it, if any: `90%`, `2亿元`, `1,234.5`."""
    try:
        value, rest = parse_number(text, MOST_PLACES)
    except NumberFault as fault:
        if fault.kind == "size":
            raise CellFault(
                SIZE(
                    f"数字须小于 10¹⁵ 且小数不超过 {MOST_PLACES} 位",
                    f"a number must be below 10^15 with at most {MOST_PLACES} digits after the "
                    "point",
                )
            ) from None
        if is_shortened(text):
            raise CellFault(SCIENTIFIC) from None
        raise CellFault(_NUMBER) from None
    if rest and not any(char.isalpha() or char in "%‰" for char in rest):
        raise CellFault(_NUMBER)  # 13/ is no number of something called /
    return value, unit(rest) if rest else None


_NUMBER = NUMBER("应为数字，如 300 或 85.7", "expected a number such as 300 or 85.7")
SCIENTIFIC = SHORTENED(
    "应为数字或号码：这里是科学计数法，Excel 这样显示长数字，其余位数可能已丢失；请把该列设为“文本”"
    "格式，填写完整的内容",
    "expected a number in full: this is scientific notation, in which Excel shows long numbers and "
    "may have lost digits; format the column as text and type all of it",
)
_SHORTENED = re.compile(r"[-+]?\d(?:\.\d+e[-+]?|e\+)\d{1,3}", re.ASCII | re.IGNORECASE)


def is_shortened(text: str) -> bool:
    """Whether a cell is what a spreadsheet leaves of a long number: 4.10105E+20."""
    return len(text) < 40 and _SHORTENED.fullmatch(normal(text)) is not None


def count(text: str) -> Decimal:
    """A figure that is not negative and whose unit, if written, only counts things."""
    value, written = number(text)
    if written is not None and written.kind.value != "count":
        raise CellFault(
            UNIT_DOES_NOT_FIT(
                "此处应为不带单位的数，如 300", "expected a number without a unit, such as 300"
            )
        )
    if value < 0:
        raise CellFault(NEGATIVE("不能为负数", "must not be negative"))
    return value


def unit(text: str) -> Unit:
    found = find_unit(text)
    if found is None:
        near = [name for name in UNIT_NAMES if ("/" in name) == ("/" in text)]
        raise UnknownUnit(UNKNOWN_UNIT("未知的计量单位", "unknown unit") + nearest(text, near))
    return found


_DATE = (
    r"(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日|(\d{4})(\d{2})(\d{2}))"
)
_TIME = (
    r"(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6}))?)?|[时点](?:(\d{1,2})分(?:(\d{1,2})秒)?)?)"
)
_ZONE = r"\s*(z|[+-]\d{2}:?\d{2})?"
_MOMENT = re.compile(rf"{_DATE}(?:(?:t|\s+|(?<=日)){_TIME}{_ZONE})?", re.ASCII)
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d(?: (?:[01]\d|2[0-3]):\d\d:\d\d)?", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.(\d{1,12}))?", re.ASCII)
_EXPECTED = DATE(
    "应为日期，如 2021-03-05、2021/3/5 9:32 或 2021年3月5日",
    "expected a date such as 2021-03-05, 2021/3/5 9:32 or 2021年3月5日",
)


def moment(text: str, zone: ZoneInfo) -> date | datetime:
    """A date, or a date and time of day in the plan's time zone.

    With an offset the moment is converted: 2021-03-01T23:30:00Z is 2 March in Zhengzhou.
    """
    if _PLAIN.fullmatch(text) and (when := _iso(text)):
        return when
    folded = normal(text).casefold()
    found = _MOMENT.fullmatch(folded) if len(folded) <= 40 else None
    if serial := _SERIAL.fullmatch(folded):
        return _from_serial(serial)
    if not found:
        raise CellFault(_EXPECTED)
    parts = found.groups()
    year, month, day = (
        int(next(p for p in choice if p)) for choice in zip(*_dates(parts), strict=True)
    )
    try:
        on = date(year, month, day)
    except ValueError:
        raise CellFault(DATE("没有这一天", "there is no such day")) from None
    if not EARLIEST <= year <= LATEST:
        raise CellFault(
            DATE(
                f"年份应在 {EARLIEST} 至 {LATEST} 之间", f"the year must be {EARLIEST} to {LATEST}"
            )
        )
    if parts[10] is None:
        return on
    return _at(on, parts[10:], zone)


def _iso(text: str) -> date | datetime | None:
    """The plainest spelling of a day or a moment, read by the library; None for any other."""
    kind = date if len(text) == 10 else datetime
    try:
        when = kind.fromisoformat(text)
    except ValueError:
        return None
    return when if EARLIEST <= when.year <= LATEST else None


def _from_serial(found: re.Match[str]) -> date | datetime:
    """A day as a spreadsheet counts it, 1 January 1900 being 1 (and 1900 a leap year)."""
    day = date(1899, 12, 30) + timedelta(days=int(found[1]))
    if not EARLIEST <= day.year <= LATEST:
        raise CellFault(_EXPECTED)
    if found[2] is None:
        return day
    seconds = round(Decimal(f"0.{found[2]}") * 86_400)
    return datetime.combine(day, time(0)) + timedelta(seconds=seconds)


def _dates(parts: tuple[str | None, ...]) -> tuple[tuple[str | None, ...], ...]:
    return (
        (parts[0], parts[2], parts[3]),
        (parts[4], parts[5], parts[6]),
        (parts[7], parts[8], parts[9]),
    )


def _at(on: date, parts: tuple[str | None, ...], zone: ZoneInfo) -> datetime:
    hour, minute, second, fraction, minute_zh, second_zh, offset = parts
    try:
        clock = time(
            int(hour or 0),
            int(minute or minute_zh or 0),
            int(second or second_zh or 0),
            int((fraction or "").ljust(6, "0")),
        )
    except ValueError:
        raise CellFault(
            TIME_OF_DAY(
                "时刻应在 00:00:00 至 23:59:59 之间", "the time must be 00:00:00 to 23:59:59"
            )
        ) from None
    if offset is None:
        return datetime.combine(on, clock)
    if offset == "z":
        shift = timedelta(0)
    else:
        digits = offset[1:].replace(":", "")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        if shift >= timedelta(hours=24) or int(digits[2:]) > 59:
            raise CellFault(
                TIME_OF_DAY("时区偏移应如 +08:00", "expected a UTC offset such as +08:00")
            )
        shift = -shift if offset[0] == "-" else shift
    aware = datetime.combine(on, clock, timezone(shift))
    return aware.astimezone(zone).replace(tzinfo=None)


_YES = {"是", "yes", "y", "true", "1", "符合", "达标", "√", "✓", "✔"}
_NO = {"否", "no", "n", "false", "0", "不符合", "不达标", "未达标", "×", "✗", "✘"}


def flag(text: str) -> bool:
    word = normal(text).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellFault(FLAG("应为 是 或 否", "expected yes or no (是/否)"))


_DIGITS = {**dict(zip("一二三四五六七八九", range(1, 10), strict=True)), "两": 2}
_NUMERAL = re.compile(
    r"([一二两三四五六七八九])?(十)([一二三四五六七八九])?|([一二两三四五六七八九])"
)
_YEARS = re.compile(r"(\d{1,3})\s*年", re.ASCII)


def _in_digits(text: str) -> str:
    """Chinese numerals up to 99 in front of a unit as digits: 六个月, 十五日, 二十天."""
    found = _NUMERAL.match(text)
    if found is None:
        return text
    tens, ten, ones, only = found.groups()
    if ten:
        value = 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    else:
        value = _DIGITS[only]
    return f"{value}{text[found.end() :]}"


def _in_months(text: str) -> str:
    """Years as months, in which a limit of years ends (Civil Code, article 202): 1年 is 12个月."""
    found = _YEARS.fullmatch(text)
    return f"{12 * int(found[1])}个月" if found else text


def duration(text: str) -> tuple[Decimal, Unit]:
    """A case's own limit: `6个月`, `30日`, `20个工作日`; the unit must be written."""
    expected = CellFault(
        LIMIT(
            "应为带单位的期限，如 6个月、30日",
            "expected a limit with its unit, such as 6个月 or 30日",
        )
    )
    try:
        value, written = number(_in_months(_in_digits(normal(text))))
    except CellFault:
        raise expected from None
    if written is None or written.kind not in DURATIONS:
        raise expected
    if not 0 < value <= LONGEST:
        raise CellFault(
            LIMIT(
                f"期限应大于 0，至多 {LONGEST}", f"a limit must be above zero and at most {LONGEST}"
            )
        )
    return value, written


def excluded(text: str) -> tuple[Decimal, Unit | None]:
    """Time left out of the count, in the clock's own days (hours for an hour clock)."""
    expected = CellFault(EXCLUDED("应为天数，如 5", "expected a number of days such as 5"))
    try:
        value, written = number(text)
    except CellFault:
        raise expected from None
    if written is not None and written.kind not in DURATIONS:
        raise expected
    if value < 0:
        raise CellFault(EXCLUDED("扣除天数不能为负", "excluded time must not be negative"))
    if value > LONGEST:
        raise CellFault(EXCLUDED(f"扣除天数至多 {LONGEST}", f"excluded time is at most {LONGEST}"))
    return value, written
