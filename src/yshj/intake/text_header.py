"""A delimited text's header: its delimiter, the records above it, and its cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from yshj.codes.files import EMPTY, TOO_LARGE
from yshj.codes.tables import NOT_SPLIT
from yshj.errors import InputError
from yshj.intake.heading import Heading, find_header
from yshj.intake.layout import FIRST_ROWS, Layout, numbers
from yshj.intake.senders import Names
from yshj.intake.sources import Source

SAMPLE = 1 << 18  # bytes from a file's beginning
MOST_COLUMNS = 2000
SWALLOWED = 20  # lines inside one cell or record, beyond which its quote was never closed
DELIMITERS = (",", "\t", ";", "，")


def one_line(text: str, source: Source) -> None:
    if len(text) >= SAMPLE // 4 and "\n" not in text and "\r" not in text:
        raise _too_long(source)


def _too_long(source: Source) -> InputError:
    return source.problem(
        TOO_LARGE("第一行过长，不是数据表", "the first line is too long for a table")
    )


def _endless_quote(source: Source) -> InputError:
    return source.problem(
        NOT_SPLIT(
            "表头的英文双引号没有配对，其后各行无法分开",
            "a quote in the header is never closed, so the rows behind it cannot be told apart",
        )
    )


def _bounded(header: Sequence[str], source: Source) -> None:
    if any(cell.count("\n") > SWALLOWED for cell in header):
        raise _endless_quote(source)
    if len(header) > MOST_COLUMNS:
        raise source.problem(TOO_LARGE("列数过多", "too many columns"))


Headed = tuple[str, int, tuple[str, ...], Heading | None]


def text_header(text: str, source: Source, layout: Layout, names: Names) -> Headed:
    """The delimiter, the records above the header, the header's cells, and what stands above it.

    The header is the first of the first twenty records that is a valid one; where none is, the one
    with the most known words says what is missing.
    """
    best: tuple[int, int, str, list[str]] | None = None
    delimiters = (layout.delimiter,) if layout.delimiter else DELIMITERS
    if layout.header is not None:
        return *_header_at(text, source, layout, delimiters), None
    found = []
    for delimiter in delimiters:
        records = first_records(text, delimiter)
        heading = find_header(list(enumerate(records, start=1)), layout, names)
        if isinstance(heading, Heading):
            found.append((heading.at, delimiter, tuple(records[heading.at]), heading))
    if found:
        at, delimiter, header, heading = min(found, key=lambda one: one[0])
        _bounded(header, source)
        return delimiter, at, header, heading
    for delimiter in delimiters:
        for at, cells in enumerate(first_records(text, delimiter)):
            score = layout.known(cells)
            if score and (best is None or score > best[0]):
                best = (score, at, delimiter, cells)
    if best is None:
        if not text.strip():
            raise source.problem(EMPTY("文件中没有内容", "there is nothing in the file"))
        delimiter = max(delimiters, key=text.lstrip().partition("\n")[0].count)
        records = first_records(text, delimiter)
        if not records:  # longer than a cell can be
            raise _endless_quote(source) if '"' in text else _too_long(source)
        filled = ((0, at, delimiter, cells) for at, cells in enumerate(records) if any(cells))
        best = next(filled, None)
        if best is None:
            raise source.problem(
                EMPTY(
                    f"前 {len(records)} 行没有内容",
                    f"there is nothing in the first {len(records)} rows",
                )
            )
    _bounded(best[3], source)
    return best[2], best[1], tuple(best[3]), None


def _header_at(
    text: str, source: Source, layout: Layout, delimiters: Sequence[str]
) -> tuple[str, int, tuple[str, ...]]:
    """The header on the row that is named; without a header, numbers as wide as the first row."""
    found = []
    for delimiter in delimiters:
        records = first_records(text, delimiter)
        if layout.header:
            cells = records[layout.header - 1] if layout.header <= len(records) else []
            found.append((layout.known(cells), len(cells), delimiter, tuple(cells)))
        else:
            width = next((len(cells) for cells in records if any(cells)), 0)
            found.append((0, width, delimiter, numbers(width)))
    _, _, delimiter, header = max(found, key=lambda one: one[:2])
    _bounded(header, source)
    if not any(cell.strip() for cell in header):
        row = layout.header or 1
        raise source.problem(EMPTY(f"第 {row} 行没有内容", f"there is nothing on row {row}"))
    return delimiter, max(layout.header or 0, 1) - 1, header


def first_records(text: str, delimiter: str, most: int = FIRST_ROWS) -> list[list[str]]:
    """The first records, or those before one that cannot be split."""
    found = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            found.append(cells)
            if len(found) == most:
                break
    except csv.Error:
        pass
    return found
