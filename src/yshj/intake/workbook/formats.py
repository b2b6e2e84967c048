"""Number formats: what a cell shows of the number that it holds.

ECMA-376, part 1, 18.8.30 (numFmt) and 18.8.31 (numFmts): the codes behind the built-in numbers,
those of a Chinese Excel included, and up to four sections for positive, negative, zero and text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from yshj.contract.cells import MARK_WORDS
from yshj.intake.workbook.doubts import Why

GENERAL = "General"
_YEAR_MONTH, _MONTH_DAY, _WHOLE = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_TIME_ZH = 'h"时"mm"分"'
BUILT_IN = {
    **dict(enumerate((GENERAL, "0", "0.00", "#,##0", "#,##0.00"))),
    **dict.fromkeys((5, 6, 7, 8, 37, 38, 39, 40), "#,##0.00"),
    **{9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??"},
    **{14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM"},
    **{19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm"},
    **dict.fromkeys((41, 42), '#,##0;-#,##0;"-";@'),
    **dict.fromkeys((43, 44), '#,##0.00;-#,##0.00;"-";@'),
    **{45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@"},
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    **{30: "m/d/yy", 31: _WHOLE, 32: _TIME_ZH, 33: _TIME_ZH, 34: _TIME_ZH, 35: _TIME_ZH},
    **{55: _TIME_ZH, 56: _TIME_ZH},
}
# literal text first, then what a code means: brackets, times of day, letters, digits
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_.|\*.'
    r"|\[(?P<bracket>[^\]]*)\]?|(?P<half>am/pm|a/p|上午/下午)"
    r"|(?P<general>general|g/通用格式)|(?P<exponent>e[+-])"
    r"|(?P<date>y+|e+|m+|d+|h+|s+|a{3,4}|b{2,4}|g{1,3})"
    r"|(?P<digit>[0#?])|(?P<sign>[.,%@/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\s*(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d+)?)\s*")
_LONGEST_CODE = 1000
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
LAST_SERIAL = 2_957_003  # 9999-12-31, the last day that Excel shows, counted from 1904


@dataclass(frozen=True)
class Section:
    """One section of a code. `dates` are letters of ymdhs (`n` for minutes) in their order."""

    condition: tuple[str, Decimal] | None
    dates: str
    elapsed: bool
    digits: int
    per_cent: int
    scaled: bool
    general: bool
    zeros: int  # digits that are shown even where they lead: 000 shows 7 as 007
    before: str
    after: str
    text: str | None  # with @: the literal text around it, `\0` for the cell's own


@dataclass(frozen=True)
class Format:
    """How a cell of one style is shown.

    `plain`: numbers as they are, text as it is. `dated`: every number as a day or a moment.
    """

    sections: tuple[Section, ...]
    plain: bool
    dated: bool

    def number(self, value: Decimal, in_1904: bool) -> str | Why:
        """The text a person would type for what she sees, in full precision."""
        section = self._section(value)
        if section is None:
            return Why.CONCEALED
        if section.dates:
            return _date(section, value, in_1904)
        if section.scaled or section.per_cent > 1:
            return Why.SCALED
        if section.text is not None and not section.digits:
            return section.text.replace("\0", plain_number(value))
        if not section.digits and not section.general:
            words = section.before.strip()
            return Why.CONCEALED if words.casefold() in MARK_WORDS else words
        digits = plain_number(value * 100 if section.per_cent else value)
        if section.zeros > 1 and digits.isdecimal():
            digits = digits.zfill(section.zeros)
        sign = "%" if section.per_cent else ""
        return f"{_told(section.before)}{digits}{sign}{_told(section.after)}"

    def words(self, text: str) -> str | Why:
        """What is shown of a cell that holds text."""
        shows = [one for one in self.sections if one.text is not None]
        if shows:
            return (shows[-1].text or "").replace("\0", text)
        hidden = len(self.sections) == 4 and not self.sections[3].before.strip()
        return Why.CONCEALED if hidden and text.strip() else text

    def _section(self, value: Decimal) -> Section | None:
        """The section for a number; None where the code has none that would show it."""
        numeric = [one for one in self.sections if one.text is None] or list(self.sections)
        if any(one.condition for one in numeric):
            for one in numeric:
                if one.condition is None or _holds(one.condition, value):
                    return one
            return None
        at = 0
        if value < 0 and len(numeric) > 1:
            at = 1
        elif value == 0 and len(numeric) > 2:
            at = 2
        return numeric[at]


def plain_number(value: Decimal) -> str:
    """Digits without exponent or trailing zeros."""
    if value == value.to_integral_value():
        return f"{value.to_integral_value():f}" if value else "0"
    return f"{value.normalize():f}"


def parse(code: str) -> Format:
    """A format from its code; what nobody could mean by it counts as literal text."""
    code = code[:_LONGEST_CODE]
    sections = [_Reader()]
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            sections.append(_Reader())
        else:
            sections[-1].take(token)
    read = tuple(one.section() for one in sections[:4])
    only = read[0]
    plain = len(read) == 1 and (
        only.general
        or (only.digits > 0 and only.zeros <= 1)
        or (only.text == "\0" and not only.digits)
    )
    odd = only.dates or only.scaled or only.per_cent or _told(only.before) or _told(only.after)
    day = "d" in only.dates and not only.elapsed
    unconditional = only.condition is None
    return Format(
        read, plain and not odd and unconditional, len(read) == 1 and day and unconditional
    )


class _Reader:
    """The tokens of one section, put together."""

    def __init__(self) -> None:
        self.condition: tuple[str, Decimal] | None = None
        self.dates = ""
        self.elapsed = self.general = self.at = False
        self.digits = self.zeros = self.per_cent = 0
        self.point = False
        self.trailing = self.split = False
        self.before = self.after = ""

    def take(self, token: re.Match[str]) -> None:
        kind = token.lastgroup
        text = token[kind] if kind else ""
        if kind in ("quoted", "escaped", "other"):
            self.literal(text)
        elif kind == "bracket":
            self.bracket(text)
        elif kind == "general":
            self.general = True
        elif kind == "date":
            self.date(text.casefold())
        elif kind == "digit":
            self.digit(text)
        elif kind == "sign":
            self.sign(text)

    def literal(self, text: str) -> None:
        if self.digits or self.at or self.general:
            self.after += text
        else:
            self.before += text

    def bracket(self, text: str) -> None:
        folded = text.casefold()
        if found := _CONDITION.fullmatch(text):
            self.condition = found[1], Decimal(found[2])
        elif folded and set(folded) <= set("hms") and len(set(folded)) == 1:
            self.elapsed = True
            self.dates += {"m": "n"}.get(folded[0], folded[0])

    def date(self, text: str) -> None:
        letter = {"e": "y", "b": "y"}.get(text[0], text[0])
        if letter in "ag":  # weekdays and eras say nothing of the date that its other parts do not
            letter = "d" if letter == "a" else ""
        if letter == "m" and len(text) <= 2 and self.dates[-1:] == "h":
            letter = "n"
        if letter == "s" and self.dates[-1:] == "m":
            self.dates = self.dates[:-1] + "n"
        self.dates += letter

    def digit(self, text: str) -> None:
        if self.after.strip():  # 0!.0 shows 12 as 1.2
            self.split = True
        self.digits += 1
        self.trailing = False
        if not self.point:
            self.zeros += text == "0"

    def sign(self, text: str) -> None:
        if text == "@":
            self.at = True
        elif text == "%":
            self.per_cent += 1
        elif text == "." and not self.dates:
            self.split = self.split or self.trailing  # #,##0,.00 is in thousands
            self.point = True
        elif text == "," and self.digits:
            self.trailing = True
        elif text == "/" and not self.digits:
            self.literal(text)

    def section(self) -> Section:
        return Section(
            condition=self.condition,
            dates="" if self.general or self.at else self.dates,
            elapsed=self.elapsed,
            digits=self.digits,
            per_cent=self.per_cent,
            scaled=self.trailing or self.split,
            general=self.general,
            zeros=self.zeros,
            before=self.before,
            after=self.after,
            text=f"{self.before}\0{self.after}" if self.at else None,
        )


def _told(literal: str) -> str:
    """Literal text beside a number that says something: a unit, not a currency sign or brackets."""
    said = any(char.isalnum() or char in "%‰" for char in literal)
    return literal.strip() if said else ""


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, limit = condition
    return {
        "=": value == limit,
        "<>": value != limit,
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
    }[sign]


def _date(section: Section, value: Decimal, in_1904: bool) -> str | Why:
    """A day, moment, month, year or time of day: as much of it as is shown.

    A month and a day without a year are the whole day: Excel knows the year.
    """
    if not 0 <= value < LAST_SERIAL:
        return Why.ERROR  # shown as ########
    parts = set(section.dates)
    if section.elapsed:
        whole = int(value * 86_400)
        return f"{whole // 3600}:{whole // 60 % 60:02d}"
    when = moment_of(float(value), in_1904)
    if not parts & {"y", "m", "d"}:
        return when.strftime("%H:%M:%S")
    if "d" in parts:
        return moment_text(when)
    if "y" not in parts:
        return f"{when.month}月"
    return f"{when:%Y-%m}" if "m" in parts else f"{when:%Y}"


def moment_of(serial: float, in_1904: bool) -> datetime:
    """The moment that a serial number means, to the millisecond; `serial` is 0 or more."""
    day = int(serial)
    return _EPOCHS[in_1904] + timedelta(day, 0, 0, round((serial - day) * 86_400_000))


def moment_text(when: datetime) -> str:
    """A day, or a day and its time where that is not midnight."""
    text = when.isoformat(" ")
    return text[:10] if text.endswith(" 00:00:00") else text
