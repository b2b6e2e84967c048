"""What every workbook that we write has in common.

Text stays text, numbers and dates are real ones, a number is never shown across its limit, sheets
print on A4, and the same content gives the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from io import BytesIO
from typing import Any

import xlsxwriter

from yshj.contract.formulas import guarded
from yshj.errors import Text, printable
from yshj.render.phrases import Phrases
from yshj.thresholds.numbers import Number, exact, show

LONGEST_CELL = 32_767  # UTF-16 units, a spreadsheet's own limit
MOST_DIGITS = 15  # that a spreadsheet keeps
HEAD = {"bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF", "text_wrap": True}
GRID = {"border": 1, "border_color": "#BFBFBF", "valign": "top"}
_A4 = 9


@dataclass(frozen=True)
class Shown:
    """A number, and the limit that its digits must not be rounded onto or across."""

    value: Number
    limit: Number | None = None


Cell = str | int | date | datetime | Shown | None


@dataclass(frozen=True)
class Column:
    """A column's head, and how wide it may grow before its text wraps (in Latin letters)."""

    head: Text
    widest: int = 40


class Book:
    """A workbook in memory. `created` stands in its properties instead of the time of writing."""

    def __init__(self, created: date, title: str) -> None:
        self._out = BytesIO()
        self.file = xlsxwriter.Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
                "remove_timezone": True,
            },
        )
        self.file.set_properties(
            {"title": harmless(title), "created": datetime.combine(created, time(0))}
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        """The one format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(properties)
        return self._formats[key]

    def sheet(self, name: str) -> Sheet:
        return Sheet(self, self.file.add_worksheet(name))

    def content(self) -> bytes:
        """The finished file; nothing can be written afterwards."""
        self.file.close()
        return self._out.getvalue()


class Sheet:
    """One sheet: landscape A4, its columns as wide as what was written into them."""

    def __init__(self, book: Book, page: Any) -> None:
        self.book = book
        self.page = page
        self._widths: dict[int, int] = {}
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(0.4, 0.4, 0.5, 0.6)
        page.set_footer("&L&A&R&P / &N")

    def put(self, row: int, column: int, value: Cell, widest: int = 40, **style: Any) -> None:
        """One cell, as what it is: text as text, numbers with all the digits that matter."""
        if value is None or value == "":
            self.page.write_blank(row, column, None, self.book.format(**style))
            return
        if isinstance(value, (int, Shown)):
            value = self._number(row, column, value, style)
            if value is None:
                return
        if isinstance(value, date):
            form = "yyyy-mm-dd hh:mm:ss" if isinstance(value, datetime) else "yyyy-mm-dd"
            style = {"num_format": form, "align": "left", **style}
            self.page.write_datetime(row, column, value, self.book.format(**style))
            self._widen(column, 19 if isinstance(value, datetime) else 11, widest)
            return
        text = harmless(str(value))
        self.page.write_string(row, column, text, self.book.format(**style))
        self._widen(column, max(map(width_of, text.splitlines())), widest)

    def _number(self, row: int, column: int, value: int | Shown, style: dict[str, Any]) -> Any:
        """Write a number, or return its digits where a spreadsheet could not hold them."""
        number = value if isinstance(value, Shown) else Shown(value)
        digits = show(number.value, number.limit)
        if not fits(number, digits):
            return digits
        places = len(digits.partition(".")[2])
        form = "#,##0" + ("." + "0" * places if places else "")
        style = {"num_format": form, **style}
        self.page.write_number(row, column, float(number.value), self.book.format(**style))
        self._widen(column, len(digits) + len(digits.partition(".")[0]) // 3 + 1, 30)
        return None

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], say: Phrases, keep: int = 0
    ) -> None:
        """Heads in row 1, frozen with the first `keep` columns, filtered, repeated in print."""
        for at, column in enumerate(columns):
            self.put(0, at, say(column.head), column.widest, **HEAD, **GRID)
        for row, cells in enumerate(rows, start=1):
            for at, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                style = {"text_wrap": True, **GRID} if isinstance(cell, str) else GRID
                self.put(row, at, cell, column.widest, **style)
        self.page.freeze_panes(1, keep)
        self.page.repeat_rows(0)
        self.page.autofilter(0, 0, len(rows), len(columns) - 1)
        self.fit()

    def fit(self) -> None:
        """Set the widths of the columns written so far."""
        for column, width in self._widths.items():
            self.page.set_column(column, column, width + 2)

    def _widen(self, column: int, width: int, widest: int) -> None:
        self._widths[column] = max(self._widths.get(column, 4), min(width, widest))


def fits(number: Shown, digits: str) -> bool:
    """Whether a spreadsheet, which counts in binary floats, keeps the digits and their side."""
    if len(digits.replace(".", "").lstrip("-0")) > MOST_DIGITS:
        return False
    if number.limit is None:
        return True
    edge, value, stored = exact(number.limit), exact(number.value), Fraction(float(number.value))
    return (stored < edge, stored > edge) == (value < edge, value > edge)


def width_of(text: str) -> int:
    """Columns on a screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def harmless(text: str) -> str:
    """Text that is no formula, not even after a copy as CSV, without control characters, and short
    enough for a cell."""
    text = guarded("\n".join(printable(line, LONGEST_CELL) for line in text.split("\n")))
    units = text.encode("utf-16-le")
    if len(units) > 2 * LONGEST_CELL:
        text = units[: 2 * LONGEST_CELL - 2].decode("utf-16-le", "ignore") + "…"
    return text
