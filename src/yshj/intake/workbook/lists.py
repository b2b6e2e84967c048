"""The sheet that an annotated copy has in front: known again, so that it is not read as data."""

from __future__ import annotations

from yshj.contract.headers import PROBLEMS, PROBLEMS_HEAD
from yshj.intake.workbook.book import Book
from yshj.intake.workbook.doubts import as_seen
from yshj.intake.workbook.sheet import Sheet


def is_our_list(book: Book, sheet: Sheet) -> bool:
    """By its name and by the words in its first cell: a sheet of the sender's own has not both."""
    names = tuple(name.casefold() for name in (PROBLEMS.zh, PROBLEMS.en))
    if not sheet.name.casefold().startswith(names):
        return False
    first = next(iter(book.rows(sheet)), None)
    if first is None or first.number != 1:
        return False
    return as_seen(first.cells.get(0, "")) in (PROBLEMS_HEAD.zh, PROBLEMS_HEAD.en)
