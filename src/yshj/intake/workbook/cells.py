"""One cell: its value, type and style (ECMA-376, part 1, 18.3.1.4) as the text that is seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from yshj.intake.workbook import doubts
from yshj.intake.workbook.doubts import Why
from yshj.intake.workbook.formats import Format, moment_text
from yshj.intake.workbook.package import Budget
from yshj.intake.workbook.places import cell_name
from yshj.intake.workbook.strings import unescaped

_SHORTENED = 10**15  # a number of more digits than Excel keeps
_EPOCH, _DAY = datetime(1899, 12, 30), timedelta(days=1)


@dataclass
class Known:
    """What the cells of all sheets refer to."""

    strings: list[str]
    formats: list[Format]
    in_1904: bool
    uncomputed: bool  # the workbook asks to be computed when it is opened
    budget: Budget
    cells: int = 0  # so many so far

    def format(self, style: str) -> Format:
        at = int(style) if style.isdecimal() and len(style) < 7 else 0
        return self.formats[at] if at < len(self.formats) else self.formats[0]


class Cell(NamedTuple):
    """A cell as the XML has it."""

    row: int
    column: int
    kind: str
    style: str
    value: str

    def doubted(self, why: Why, shown: str) -> str:
        return doubts.doubted(why, cell_name(self.row, self.column), shown)

    def text(self, known: Known) -> str:
        """The text that is seen, or of the doubt about it; inline strings apart."""
        value = self.value
        if self.kind == "n":
            return self.number(known) if value.strip() else ""
        if self.kind == "s":
            at = int(value) if value.isdecimal() and len(value) < 10 else len(known.strings)
            if at >= len(known.strings):
                return self.doubted(Why.DAMAGED, value) if value else ""
            return self.words(known, known.strings[at])
        if self.kind == "str":
            return self.words(known, unescaped(value))
        if self.kind == "b" and value.strip() in ("0", "1", "true", "false"):
            return "是" if value.strip() in ("1", "true") else "否"
        if self.kind == "d":
            return self.moment(known)
        if not value:
            return ""
        return self.doubted(Why.ERROR if self.kind == "e" else Why.DAMAGED, value)

    def words(self, known: Known, text: str) -> str:
        shown = known.format(self.style).words(text)
        return self.doubted(shown, text) if isinstance(shown, Why) else shown

    def number(self, known: Known) -> str:
        """A number at Excel's 15 significant digits, as its format shows it."""
        try:
            held = float(self.value)
        except ValueError:
            return self.doubted(Why.DAMAGED, self.value)
        digits = format(held, ".15g")
        number = Decimal(digits)
        if not number.is_finite():
            return self.doubted(Why.DAMAGED, self.value)
        if abs(number) >= _SHORTENED:
            return self.doubted(Why.SHORTENED, format(held, ".6G"))
        shown = known.format(self.style).number(number, known.in_1904)
        if isinstance(shown, Why):
            return self.doubted(shown, "########" if shown is Why.ERROR else digits)
        return shown

    def moment(self, known: Known) -> str:
        """A date as ISO 8601, which some programs write instead of a serial number."""
        written = self.value.strip()
        try:
            when = datetime.fromisoformat(written)
        except ValueError:
            return self.doubted(Why.DAMAGED, written)
        if when.tzinfo is not None:
            return written
        form = known.format(self.style)
        if any(section.dates for section in form.sections):
            serial = Decimal((when - _EPOCH) / _DAY)
            shown = form.number(round(serial, 10), in_1904=False)
            if isinstance(shown, str):
                return shown
        return moment_text(when)
