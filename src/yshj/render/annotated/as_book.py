"""A table that is in no workbook as one: every cell text, each row at its own number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import xlsxwriter

from yshj.codes.files import TOO_LARGE
from yshj.errors import InputError, Problem, printable
from yshj.intake.engine import engine, file_literal
from yshj.intake.tables import RawTable
from yshj.intake.text_files import records
from yshj.intake.workbook.places import LAST_ROW

_LONGEST = 32_767  # characters of a cell
_AT_ONCE = 10_000


def as_book(table: RawTable | None, path: Path, target: Path) -> None:
    """Write the table of the file at `path` to `target`; a file that was no table has no rows.

    InputError: more rows than a sheet has.
    """
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("data")
    text = book.add_format({"num_format": "@"})
    try:
        for row, cells in _rows(table, path, target.parent):
            if row > LAST_ROW:
                assert table is not None
                message = TOO_LARGE(
                    "行数超过工作表的上限，不能做成标注副本；请用 --rejected",
                    "more rows than a sheet has, so no copy to annotate: use --rejected",
                )
                raise InputError(Problem(table.name, message, row=row))
            for at, cell in enumerate(cells):
                if cell:
                    sheet.write_string(row - 1, at, printable(cell, _LONGEST), text)
    finally:
        book.close()


def _rows(table: RawTable | None, path: Path, scratch: Path) -> Iterator[tuple[int, Sequence[str]]]:
    if table is None:
        return
    if table.text is not None:
        yield from records(table.text)
        return
    with engine([path], scratch) as con:
        found = con.execute(f"FROM read_parquet({file_literal(path)})")
        yield 1, [str(one[0]) for one in found.description or ()]
        row = 1
        while batch := found.fetchmany(_AT_ONCE):
            for cells in batch:
                row += 1
                yield row, ["" if cell is None else str(cell) for cell in cells]
