"""Workbooks: the sheets that hold a table, as tables of text."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

import duckdb

from yshj.catalogue.bodies import fold
from yshj.errors import NOTHING, InputError, Problem, Text, nearest
from yshj.intake.engine import load_columns
from yshj.intake.layout import FIRST_ROWS, OWN, Layout, numbers
from yshj.intake.parts import Places, number_of, percent, percent_places, unpacked
from yshj.intake.sources import LARGEST_RATIO, Digest, Source, digest
from yshj.intake.tables import RawTable
from yshj.intake.text_files import MOST_COLUMNS


def open_sheets(
    source: Source, con: duckdb.DuckDBPyConnection, serial: int, layout: Layout = OWN
) -> Iterator[RawTable]:
    """The sheets of a workbook that have a header we know; an error if none has."""
    import python_calamine

    faults: list[InputError] = []
    opened = False
    about = digest(source.path)
    shown = _check(source)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(source.path))
        wanted = _wanted(source, book.sheet_names, layout)
        sheets = [(name, book.get_sheet_by_name(name)) for name in wanted]
    except (python_calamine.CalamineError, OSError, ValueError) as fault:
        raise source.problem(
            "不是能读取的 XLSX 文件", "not an XLSX file that can be read"
        ) from fault
    for at, (sheet_name, sheet) in enumerate(sheets):
        rows = sheet.to_python(skip_empty_area=False)
        cells = [[_cell(value) for value in row] for row in rows]
        for row, column in shown.get(sheet_name, ()):
            if row < len(rows) and column < len(rows[row]):
                cells[row][column] = percent(rows[row][column]) or cells[row][column]
        name = source.name if len(book.sheet_names) == 1 else f"{source.name}[{sheet_name}]"
        try:
            table = _sheet(source, name, cells, con, f"sheet_{serial}_{at}", about, layout)
        except InputError as fault:
            faults.append(fault)
            continue
        if table is not None:
            opened = True
            yield table
    if not opened:
        if faults:
            raise faults[0]
        raise source.problem("工作簿中没有数据", "the workbook holds no data")


def _wanted(source: Source, names: Sequence[str], layout: Layout) -> list[str]:
    """The sheets to look at: all of them, or the one that is named or numbered."""
    if layout.sheet is None:
        return list(names)
    found = [name for name in names if fold(name) == fold(layout.sheet)]
    if not found and layout.sheet.isdecimal() and 1 <= int(layout.sheet) <= len(names):
        found = [names[int(layout.sheet) - 1]]
    if not found:
        message = Text(f"没有工作表“{layout.sheet}”", f"there is no sheet {layout.sheet!r}")
        raise InputError(Problem(source.name, message + nearest(layout.sheet, names)))
    return found


_MOST_CELLS = 75_000_000
_REFERENCE = re.compile(rb'r=["\']([A-Z]{0,3})(\d{1,7})["\']')
_FAR = (re.compile(rb'r=["\'][A-Z]{0,3}\d{6}'), re.compile(rb'r=["\'][A-Z]{3}'))


def _check(source: Source) -> dict[str, Places]:
    """The cells that each sheet shows as per cent, which the library does not tell.

    Refuses what would not fit in memory: a zip bomb, or a cell so far out that the sheet up to
    it would be all but endless. The library makes room for a whole sheet at once.
    """
    most = LARGEST_RATIO * source.path.stat().st_size + (64 << 20)
    try:
        with zipfile.ZipFile(source.path) as book:
            for part in book.namelist():
                far = False
                for chunk in unpacked(book, part):
                    most -= len(chunk)
                    if most < 0:
                        raise source.problem("解压后过大", "too large when unpacked")
                    far = far or any(pattern.search(chunk) for pattern in _FAR)
                if far and part.startswith("xl/worksheets/") and _area(book, part) > _MOST_CELLS:
                    raise source.problem(
                        "工作表过大（有单元格远离数据）",
                        "a sheet is too large (some cell lies far from the data)",
                    )
            return percent_places(book)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise source.problem(
            "不是能读取的 XLSX 文件", "not an XLSX file that can be read"
        ) from fault


def _area(book: zipfile.ZipFile, part: str) -> int:
    """How many cells a sheet has from A1 to the farthest that it mentions."""
    width = height = 0
    for chunk in unpacked(book, part):
        found = set(_REFERENCE.findall(chunk))
        width = max([width, *(number_of(letters) for letters, _ in found)])
        height = max([height, *(int(row) for _, row in found)])
    return width * height


def _sheet(
    source: Source,
    name: str,
    cells: list[list[str]],
    con: duckdb.DuckDBPyConnection,
    stored: str,
    about: Digest,
    layout: Layout,
) -> RawTable | None:
    filled = [at for at, row in enumerate(cells) if any(cell.strip() for cell in row)]
    if not filled:
        return None
    if layout.header is None:
        top = max(filled[:FIRST_ROWS], key=lambda at: (layout.known(cells[at]), -at))
    else:
        top = layout.header - 1
    first = cells[top] if 0 <= top < len(cells) else numbers(max(map(len, cells)))
    header = layout.read(first)
    if isinstance(header, Text):
        raise InputError(Problem(name, header, row=top + 1))
    width = len(first)
    if width > MOST_COLUMNS:
        raise InputError(Problem(name, Text("列数过多", "too many columns")))
    below = [at for at in filled if at > top]
    columns: dict[str, tuple[str, Sequence[Any]]] = {"row": ("BIGINT", [at + 1 for at in below])}
    for column in range(width):
        columns[f"c{column}"] = (
            "VARCHAR",
            [cells[at][column] if column < len(cells[at]) else "" for at in below],
        )
    load_columns(con, stored, columns)
    return RawTable(
        name=name,
        source=source,
        header=header,
        encoding="xlsx",
        digest=about,
        note=NOTHING,
        sql=f"SELECT * FROM {stored}",
        stored_rows=True,
    )


def _cell(value: Any) -> str:
    """A workbook's cell as the text a person would type for it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        at_midnight = value.time() == time(0)
        return str(value.date()) if at_midnight else value.isoformat(sep=" ")
    if isinstance(value, date):
        return str(value)
    return "" if value is None else str(value)
