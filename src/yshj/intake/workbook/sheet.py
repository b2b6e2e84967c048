"""One sheet, row by row: each cell as the text of what is seen, or doubted.

ECMA-376, part 1, 18.3.1: `sheetData` holds rows that hold cells. Nothing here has the size of the
sheet's rectangle: a row is the cells that it has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from yshj.codes.files import DAMAGED, TOO_LARGE
from yshj.intake.workbook.cells import Cell, Known
from yshj.intake.workbook.doubts import Why, is_doubted
from yshj.intake.workbook.formats import LAST_SERIAL, moment_of, moment_text
from yshj.intake.workbook.package import BookFault, Package, new_parser
from yshj.intake.workbook.places import (
    LAST_COLUMN,
    LAST_ROW,
    Range,
    cell_name,
    parse_cell,
    parse_range,
)
from yshj.intake.workbook.strings import TextOf

MOST_CELLS = 50_000_000
_MOST_MERGES = 200_000
_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # of the strict kind
)


class Row(NamedTuple):
    """`number` as in the sheet, from 1; `cells` by column, from 0, none of them blank."""

    number: int
    cells: dict[int, str]
    hidden: bool = False
    doubted: bool = False  # some cell is


@dataclass
class Sheet:
    """`merges` and `hidden_columns` are whole once the rows have been asked for."""

    name: str
    part: str
    hidden: bool
    merges: list[Range] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def read_merges(package: Package, sheet: Sheet) -> None:
    """The sheet's merged ranges, which its XML has only behind the rows."""
    if not package.mentions(sheet.part, b"mergeCell"):
        return

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith(" mergeCell"):
            found = parse_range(attributes.get("ref", ""))
            if found is None or len(sheet.merges) >= _MOST_MERGES:
                raise _damaged(attributes.get("ref", ""))
            sheet.merges.append(found)

    parser = new_parser()
    parser.StartElementHandler = start
    for _ in package.parse(sheet.part, parser):
        pass
    sheet.merges.sort()


def read_rows(package: Package, sheet: Sheet, known: Known) -> Iterator[Row]:
    """The sheet's rows that hold anything, in their order."""
    reader = _Reader(sheet, known)
    parser = reader.parser()
    for _ in package.parse(sheet.part, parser):
        known.budget.take(reader.spent)
        reader.spent = 0
        rows, reader.rows = reader.rows, []
        yield from rows


def _damaged(where: str) -> BookFault:
    return BookFault(
        DAMAGED(
            f"文件已损坏：单元格编号“{where[:20]}”有误",
            f"damaged: {where[:20]!r} is not a cell of a sheet",
        )
    )


class _Reader:
    """Handlers of one sheet's XML: expat calls the one of each tag, two million times and more."""

    def __init__(self, sheet: Sheet, known: Known) -> None:
        self.sheet, self.known = sheet, known
        self.rows: list[Row] = []
        self.spent = 0  # on text that shared strings repeat
        styles = {str(at): form for at, form in enumerate(known.formats)}
        self.plain = {style for style, form in styles.items() if form.plain}
        self.dated = {style for style, form in styles.items() if form.dated}
        self.shared = {str(at): text for at, text in enumerate(known.strings)}
        self.columns: dict[str, int] = {}
        self.rich = TextOf()
        # the row that is being read, and its cell
        self.inside = self.all_hidden = False
        self.number, self.written, self.column = 0, "", -1
        self.hidden = self.doubted = False
        self.cells: dict[int, str] = {}
        self.kind = self.style = ""
        self.value: list[str] | None = None
        self.formula: list[str] | None = None
        self.into: list[str] | None = None  # where characters go

    def parser(self) -> Any:
        parser = new_parser()
        starts = _by_tag(
            c=self.start_cell,
            v=self.start_value,
            f=self.start_formula,
            row=self.start_row,
            sheetData=self.start_data,
            col=self.start_column,
            sheetFormatPr=self.start_defaults,
            t=lambda _: self.rich.start("t"),
            rPh=lambda _: self.rich.start("rPh"),
        )
        ends = {
            **_by_tag(c=self.end_cell, v=self.end_text, f=self.end_text, row=self.end_row),
            **_by_tag(sheetData=self.end_data),
            **_by_tag(t=lambda: self.rich.end("t"), rPh=lambda: self.rich.end("rPh")),
        }

        def start(tag: str, attributes: dict[str, str]) -> None:
            if handler := starts.get(tag):
                handler(attributes)

        def end(tag: str) -> None:
            if handler := ends.get(tag):
                handler()

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = self.characters
        return parser

    def characters(self, data: str) -> None:
        if self.into is not None:
            self.into.append(data)
        elif self.rich.reads:
            self.rich.parts.append(data)

    def start_data(self, _: dict[str, str]) -> None:
        self.inside = True

    def end_data(self) -> None:
        self.inside = False

    def start_column(self, attributes: dict[str, str]) -> None:
        if not _yes(attributes.get("hidden")) and attributes.get("width") not in ("0", "0.0"):
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first + last) <= 10:
            self.sheet.hidden_columns.append((int(first) - 1, int(last) - 1))

    def start_defaults(self, attributes: dict[str, str]) -> None:
        self.all_hidden = _yes(attributes.get("zeroHeight"))

    def start_row(self, attributes: dict[str, str]) -> None:
        last, self.number = self.number, _row(attributes.get("r"), self.number)
        if self.number <= last or not self.inside:
            raise _damaged(f"row {self.number}")
        self.written, self.column = str(self.number), -1
        self.cells, self.doubted = {}, False
        self.hidden = _yes(attributes.get("hidden")) or attributes.get("ht") == "0"
        self.hidden = self.hidden or (self.all_hidden and "ht" not in attributes)

    def end_row(self) -> None:
        if self.cells:
            self.known.cells += len(self.cells)
            if self.known.cells > MOST_CELLS:
                raise BookFault(TOO_LARGE("单元格过多", "too many cells"))
            self.rows.append(Row(self.number, self.cells, self.hidden, self.doubted))
        self.written = ""

    def start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self.column += 1
        else:
            letters = place.removesuffix(self.written)
            at = self.columns.get(letters)
            if at is None or letters == place:
                at = self.columns[letters] = _column(place, self.number)
            self.column = at
        if self.column >= LAST_COLUMN or not self.written:
            raise _damaged(place or f"column {self.column + 1}")
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.value = self.formula = None

    def start_value(self, _: dict[str, str]) -> None:
        self.into = self.value = []

    def start_formula(self, _: dict[str, str]) -> None:
        self.into = self.formula = []

    def end_text(self) -> None:
        self.into = None

    def end_cell(self) -> None:
        text = self.commonest() or self.any_other()
        if not text or text.isspace():
            return
        if self.column in self.cells:
            raise _damaged(cell_name(self.number, self.column))
        self.cells[self.column] = text
        self.spent += len(text)

    def commonest(self) -> str:
        """The text of shared strings, plain whole numbers and dates; of any other cell nothing."""
        if self.value is None or self.formula is not None:
            return ""
        value = self.value[0] if len(self.value) == 1 else "".join(self.value)
        if self.kind == "s":
            return self.shared.get(value, "") if self.style in self.plain else ""
        if self.kind == "n":
            if self.style in self.plain:
                return value if len(value) < 16 and value.isdecimal() else ""
            if self.style in self.dated:
                return _moment(value, self.known.in_1904)
        return ""

    def any_other(self) -> str:
        """The text of any cell, or of the doubt about it."""
        value = "".join(self.value or ())
        cell = Cell(self.number, self.column, self.kind, self.style, value)
        if self.kind == "inlineStr":
            text = cell.words(self.known, self.rich.take())
        elif self.formula is not None and self.uncomputed(value):
            text = cell.doubted(Why.NO_RESULT, "=" + "".join(self.formula)[:100])
        else:
            text = cell.text(self.known)
        self.doubted = self.doubted or is_doubted(text)
        return text

    def uncomputed(self, value: str) -> bool:
        """Whether a formula's result is not there.

        Who cannot compute writes 0, and asks Excel to compute when it opens the file.
        """
        if not value:
            return self.kind != "str" or self.value is None  # "" may be a result
        return self.known.uncomputed and value.strip() == "0"


def _by_tag(**handlers: Any) -> dict[str, Any]:
    return {f"{space} {name}": one for space in _SPACES for name, one in handlers.items()}


def _column(place: str, number: int) -> int:
    found = parse_cell(place)
    if found is None or found[0] != number or "$" in place:
        raise _damaged(place)
    return found[1]


def _row(given: str | None, last: int) -> int:
    if given is None:
        number = last + 1
    elif given.isascii() and given.isdecimal() and len(given) <= 7:
        number = int(given)
    else:
        raise _damaged(f"row {given}")
    if not 1 <= number <= LAST_ROW:
        raise _damaged(f"row {given}")
    return number


def _yes(text: str | None) -> bool:
    return text in ("1", "true", "on")


def _moment(value: str, in_1904: bool) -> str:
    """The commonest dates in short; nothing for what needs a closer look."""
    try:
        serial = float(value)
    except ValueError:
        return ""
    return moment_text(moment_of(serial, in_1904)) if 0 <= serial < LAST_SERIAL else ""
