"""References to cells: `E5` is row 5, column 4 (from 0)."""

from __future__ import annotations

import re
from dataclasses import dataclass

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of a sheet in Excel 2007 and later
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


def letters_of(column: int) -> str:
    """The letters of a column numbered from 0: 0 is A, 26 is AA."""
    letters, at = "", column + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int | None:
    """The number, from 0, of a column's letters; None for what is no column of a sheet."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return None
    at = 0
    for letter in letters.upper():
        at = at * 26 + ord(letter) - 64
    return at - 1 if at <= LAST_COLUMN else None


def cell_name(row: int, column: int) -> str:
    return f"{letters_of(column)}{row}"


def parse_cell(text: str) -> tuple[int, int] | None:
    """Row (from 1) and column (from 0); None for what names no cell of a sheet."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        return None
    row, column = int(found[2]), column_of(found[1])
    return None if column is None or row > LAST_ROW else (row, column)


@dataclass(frozen=True, order=True)
class Range:
    """Cells from `top` to `bottom` and `left` to `right`, all included."""

    top: int
    bottom: int
    left: int
    right: int

    def __str__(self) -> str:
        return f"{cell_name(self.top, self.left)}:{cell_name(self.bottom, self.right)}"


def parse_range(text: str) -> Range | None:
    first, _, last = text.partition(":")
    one, other = parse_cell(first), parse_cell(last or first)
    if one is None or other is None:
        return None
    (top, left), (bottom, right) = one, other
    return Range(min(top, bottom), max(top, bottom), min(left, right), max(left, right))
