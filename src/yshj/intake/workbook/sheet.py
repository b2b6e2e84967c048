"""One sheet, row by row: each cell as the text of what is seen, or doubted.

ECMA-376, part 1, 18.3.1: `sheetData` holds rows that hold cells. Nothing here has the size of the
sheet's rectangle: a row is the cells that it has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from yshj.errors import Text
from yshj.intake.workbook.doubts import Why, doubted
from yshj.intake.workbook.formats import LAST_SERIAL, Format, moment_of, moment_text
from yshj.intake.workbook.package import BookFault, Budget, Package, new_parser
from yshj.intake.workbook.places import (
    LAST_COLUMN,
    LAST_ROW,
    Range,
    cell_name,
    column_of,
    parse_cell,
    parse_range,
)
from yshj.intake.workbook.strings import TextOf, unescaped

MOST_CELLS = 50_000_000
_MOST_MERGES = 200_000
_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # of the strict kind
)
_SHORTENED = 10**15
_EPOCH = datetime(1899, 12, 30)


class Row(NamedTuple):
    """`number` as in the sheet, from 1; `cells` by column, from 0, none of them blank."""

    number: int
    cells: dict[int, str]
    hidden: bool


@dataclass
class Known:
    """What the cells of all sheets refer to."""

    strings: list[str]
    formats: list[Format]
    in_1904: bool
    uncomputed: bool  # the workbook says that it must be computed when it is opened
    budget: Budget
    cells: int = 0


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
        Text(
            f"文件已损坏：单元格编号“{where[:20]}”有误",
            f"damaged: {where[:20]!r} is not a cell of a sheet",
        )
    )


def _tags(*names: str) -> dict[str, str]:
    return {f"{space} {name}": name for space in _SPACES for name in names}


class _Reader:
    """Handlers of one sheet. Two million cells pass through: what they need is local."""

    def __init__(self, sheet: Sheet, known: Known) -> None:
        self.sheet = sheet
        self.known = known
        self.rows: list[Row] = []
        self.spent = 0

    def parser(self) -> Any:
        parser = new_parser()
        known, sheet = self.known, self.sheet
        tags = _tags("row", "c", "v", "f", "is", "t", "rPh", "sheetData", "col", "sheetFormatPr")
        columns: dict[str, int] = {}
        styles = {str(at): form for at, form in enumerate(known.formats)}
        plain = {style for style, form in styles.items() if form.plain}
        dated = {style for style, form in styles.items() if form.dated}
        shared = {str(at): text for at, text in enumerate(known.strings)}
        rich = TextOf()
        # the row and the cell that are being read
        number, written, column = 0, "0", -1
        hidden = inside = all_hidden = cells_follow = False
        cells: dict[int, str] = {}
        kind = style = ""
        parts: list[str] = []
        reads = formula = valued = False

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal number, written, column, hidden, inside, all_hidden, cells, cells_follow
            nonlocal kind, style, reads, formula, valued
            name = tags.get(tag)
            if name == "c":
                place = attributes.get("r")
                if place is None:
                    column += 1
                else:
                    letters = place.removesuffix(written)
                    at = columns.get(letters)
                    if at is None:
                        at = _column(place, number)
                        columns[letters] = at
                    column = at
                if column >= LAST_COLUMN or not cells_follow:
                    raise _damaged(place or f"column {column + 1}")
                kind, style = attributes.get("t", "n"), attributes.get("s", "0")
                formula = valued = False
            elif name == "v":
                reads = valued = True
            elif name == "f":
                formula = True
            elif name == "row":
                given = attributes.get("r")
                last, number = number, _row(given, number)
                if number <= last or not inside:
                    raise _damaged(f"row {given}")
                written, column, cells = str(number), -1, {}
                cells_follow = True
                hidden = _yes(attributes.get("hidden")) or attributes.get("ht") == "0"
                hidden = hidden or (all_hidden and "ht" not in attributes)
            elif name == "is":
                valued = True
            elif name in ("t", "rPh"):
                rich.start(name)
            elif name == "sheetData":
                inside = True
            elif name == "col" and not inside:
                _hidden_column(sheet, attributes)
            elif name == "sheetFormatPr":
                all_hidden = _yes(attributes.get("zeroHeight"))

        def end(tag: str) -> None:
            nonlocal reads, inside, cells_follow
            name = tags.get(tag)
            if name == "v":
                reads = False
            elif name == "c":
                if valued or formula:
                    value = "".join(parts)
                    parts.clear()
                    text = ""
                    if kind == "s" and style in plain and not formula:
                        text = shared.get(value, "")
                    elif kind == "n" and not formula and value:
                        if style in plain and len(value) < 16 and value.isdecimal():
                            text = value
                        elif style in dated:
                            text = _moment(value, known.in_1904)
                    if not text:
                        place = number, column
                        text = _cell(known, place, kind, style, value, rich, formula, valued)
                    if text:
                        if column in cells:
                            raise _damaged(cell_name(number, column))
                        cells[column] = text
                        self.spent += len(text)
            elif name == "row":
                cells_follow = False
                if cells:
                    known.cells += len(cells)
                    if known.cells > MOST_CELLS:
                        raise BookFault(Text("单元格过多", "too many cells"))
                    self.rows.append(Row(number, cells, hidden))
            elif name in ("t", "rPh"):
                rich.end(name)
            elif name == "sheetData":
                inside = False

        def characters(data: str) -> None:
            if reads:
                parts.append(data)
            elif rich.reads:
                rich.parts.append(data)

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = characters
        return parser


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


def _hidden_column(sheet: Sheet, attributes: dict[str, str]) -> None:
    if not _yes(attributes.get("hidden")) and attributes.get("width") not in ("0", "0.0"):
        return
    first, last = attributes.get("min", ""), attributes.get("max", "")
    if first.isdecimal() and last.isdecimal() and len(first + last) <= 10:
        sheet.hidden_columns.append((int(first) - 1, int(last) - 1))


def _cell(
    known: Known,
    place: tuple[int, int],
    kind: str,
    style: str,
    value: str,
    rich: TextOf,
    formula: bool,
    valued: bool,
) -> str:
    """The text of one cell, or of the doubt about it."""
    if kind == "inlineStr":
        return _words(known, place, style, rich.take())
    if formula and (not valued or (not value and kind != "str") or _never_computed(known, value)):
        return doubted(Why.NO_RESULT, cell_name(*place), "")
    if kind == "s":
        at = int(value) if value.isdecimal() and len(value) < 10 else len(known.strings)
        if at >= len(known.strings):
            return doubted(Why.DAMAGED, cell_name(*place), value) if value else ""
        return _words(known, place, style, known.strings[at])
    if kind == "n":
        return _number(known, place, style, value) if value else ""
    if kind == "str":
        return _words(known, place, style, unescaped(value))
    if kind == "b":
        return "是" if value.strip() in ("1", "true") else "否"
    if kind == "e":
        return doubted(Why.ERROR, cell_name(*place), value)
    if kind == "d":
        return _iso(known, place, style, value)
    return doubted(Why.DAMAGED, cell_name(*place), value)


def _never_computed(known: Known, value: str) -> bool:
    """Programs that cannot compute write 0, and ask Excel to compute when it opens the file."""
    return known.uncomputed and value.strip() in ("", "0")


def _format(known: Known, style: str) -> Format:
    at = int(style) if style.isdecimal() and len(style) < 7 else 0
    return known.formats[at] if at < len(known.formats) else known.formats[0]


def _moment(value: str, in_1904: bool) -> str:
    """The commonest dates in short; nothing for what needs a closer look."""
    try:
        serial = float(value)
    except ValueError:
        return ""
    return moment_text(moment_of(serial, in_1904)) if 0 <= serial < LAST_SERIAL else ""


def _words(known: Known, place: tuple[int, int], style: str, text: str) -> str:
    shown = _format(known, style).words(text)
    return doubted(shown, cell_name(*place), text) if isinstance(shown, Why) else shown


def _number(known: Known, place: tuple[int, int], style: str, value: str) -> str:
    """A number at Excel's 15 significant digits, as its format shows it."""
    form = _format(known, style)
    if form.plain and value.isdecimal() and len(value) < 16:
        return value
    try:
        held = float(value)
        digits = format(held, ".15g")
        number = Decimal(digits)
    except ValueError:
        return doubted(Why.DAMAGED, cell_name(*place), value)
    if not number.is_finite():
        return doubted(Why.DAMAGED, cell_name(*place), value)
    if abs(number) >= _SHORTENED:
        return doubted(Why.SHORTENED, cell_name(*place), format(held, ".6G"))
    if form.plain and "e" not in digits:
        return digits
    shown = form.number(number, known.in_1904)
    if isinstance(shown, Why):
        seen = "########" if shown is Why.ERROR else digits
        return doubted(shown, cell_name(*place), seen)
    return shown


def _iso(known: Known, place: tuple[int, int], style: str, value: str) -> str:
    """A date as ISO 8601, which some programs write instead of a serial number."""
    try:
        when = datetime.fromisoformat(value.strip().removesuffix("Z"))
    except ValueError:
        return doubted(Why.DAMAGED, cell_name(*place), value)
    if when.tzinfo is not None:
        return value.strip()
    whole = str(when.date()) if when.time() == datetime.min.time() else when.isoformat(sep=" ")
    form = _format(known, style)
    if not any(section.dates for section in form.sections):
        return whole
    serial = Decimal((when - _EPOCH).total_seconds()) / 86_400
    shown = form.number(round(serial, 10), in_1904=False)
    return whole if isinstance(shown, Why) else shown
