"""Delimited text as it really comes: its encoding, delimiter and header, told and said aloud."""

from __future__ import annotations

import codecs
import csv
import io
import mmap
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from yshj.catalogue.bodies import Bodies
from yshj.codes.files import ENCODING
from yshj.errors import NOTHING, InputError, Problem, Text, UsageError, nearest
from yshj.intake.heading import Heading
from yshj.intake.layout import OWN, Layout
from yshj.intake.senders import Names
from yshj.intake.sources import Counted, Digest, Source, looked_through
from yshj.intake.text_header import DELIMITERS, SAMPLE, first_records, one_line, text_header

SAMPLE_ROWS = 500
_NAMES = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "cp936": "gb18030",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-16-be": "utf-16-be",
}
ENCODINGS = ("utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class TextFile:
    """How to read one text file: `path` is UTF-8, transcoded where the source was not."""

    source: Source
    path: Path
    encoding: str
    delimiter: str
    skipped: int  # records above the header, blank lines among them
    header: tuple[str, ...]
    note: Text
    sample: tuple[tuple[str, ...], ...] = ()  # its first records
    copied: Digest | None = None  # of the source, whose lines are those of a copy by now
    has_header: bool = True
    heading: Heading | None = None  # where the header was looked for
    made: bool = False  # written from a frame: its lines are nobody's

    @property
    def first_row(self) -> int:
        """The number of the first row of data."""
        return 2 if self.has_header else 1

    def with_like_lines(self, scratch: Path) -> TextFile:
        """A copy, byte for byte, whose lines all end alike."""
        path, seen = _copied(self.source, "latin-1", "latin-1", scratch)
        return replace(self, path=path, copied=seen)


def encoding_name(word: str) -> str:
    """The encoding that `--encoding` names."""
    found = _NAMES.get(word.casefold().replace("_", "-"))
    if found is None:
        raise UsageError(
            Text(f"未知的编码“{word}”", f"unknown encoding {word!r}") + nearest(word, ENCODINGS)
        )
    return found


def look(
    source: Source,
    names: Names,
    scratch: Path,
    encoding: str | None,
    layout: Layout = OWN,
) -> TextFile:
    """Tell a file's encoding, delimiter and header from its beginning.

    Bytes that are not UTF-8 are taken as GB18030 only where that makes known words of the header
    or of the reporters; otherwise the file is refused, since nothing is guessed in silence.
    """
    with source.path.open("rb") as file:
        head = file.read(SAMPLE)
    whole = len(head) < SAMPLE
    chosen, note = (
        (encoding, NOTHING) if encoding else _tell(head, whole, source, names.bodies, layout)
    )
    text = _decode(head, chosen, whole)
    if text is None:
        raise _bad_bytes(source, head, chosen)
    text = text.removeprefix("\ufeff")
    one_line(text, source)
    delimiter, skipped, header, heading = text_header(text, source, layout, names)
    records = first_records(text, delimiter, skipped + 1 + SAMPLE_ROWS)
    has_header = layout.header != 0
    sample = tuple(map(tuple, records[skipped + has_header :]))
    path, copied = source.path, None
    if chosen != "utf-8":
        path, copied = _copied(source, chosen, "utf-8", scratch)
    return TextFile(
        source, path, chosen, delimiter, skipped, header, note, sample, copied, has_header, heading
    )


def _tell(
    head: bytes, whole: bool, source: Source, bodies: Bodies, layout: Layout
) -> tuple[str, Text]:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", Text("按 UTF-16 读取", "read as UTF-16, by its byte order mark")
    if _decode(head, "utf-8", whole) is not None:
        return "utf-8", NOTHING
    text = _decode(head, "gb18030", whole)
    if text is not None and _known(text, bodies, layout):
        return "gb18030", Text(
            "不是 UTF-8，按 GB18030 读取（据表头或单位名称判断）",
            "not UTF-8: read as GB18030, told by its header or reporters",
        )
    for name in ("utf-8",) if text is not None else ("utf-8", "gb18030"):
        if _known(head.decode(name, "ignore"), bodies, layout):
            raise _bad_bytes(source, head, name)
    raise source.problem(
        ENCODING(
            "既不是 UTF-8，按 GB18030 读也没有认识的表头或单位；请另存为 UTF-8 的 CSV，或用 "
            f"--encoding 指明编码（{'、'.join(ENCODINGS)}）",
            "not UTF-8, and no known header or reporter when read as GB18030: save it as UTF-8, or "
            f"name its encoding with --encoding ({', '.join(ENCODINGS)})",
        )
    )


def _bad_bytes(source: Source, head: bytes, encoding: str) -> InputError:
    """The line of the first bytes that are not of an encoding."""
    try:
        good = head.decode(encoding)
    except UnicodeDecodeError as fault:
        good = head[: fault.start].decode(encoding, "replace")
    message = ENCODING(
        f"不是 {encoding} 编码：此行有损坏的字节，请改正或重新导出",
        f"not {encoding}: broken bytes on this line, put them right or export the file again",
    )
    return InputError(Problem(source.name, message, line=good.count("\n") + 1))


def _known(text: str, bodies: Bodies, layout: Layout) -> bool:
    """Whether words beyond ASCII are known: a Chinese header, or the names of bodies."""
    lines = text.splitlines()[:200]
    for delimiter in DELIMITERS:
        rows = [_cells(line, delimiter) for line in lines]
        words = [cell for row in rows for cell in row if cell.strip() and not cell.isascii()]
        if layout.known([cell for row in rows[:20] for cell in row if not cell.isascii()]) >= 2:
            return True
        if words and any(bodies.find(word) is not None for word in words):
            return True
    return False


def _decode(head: bytes, encoding: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(head, final=whole)
    except UnicodeError:
        return None


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _copied(source: Source, encoding: str, to: str, scratch: Path) -> tuple[Path, Digest]:
    """A copy in another encoding whose lines all end alike, since the engine stumbles over lines
    that end in several ways; bytes that the encoding does not know stop it.

    The source is hashed on the way.
    """
    target = scratch / f"utf8-{len(list(scratch.iterdir()))}"
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)
    at, counted = 0, Counted()
    try:
        with source.path.open("rb") as file, target.open("w", encoding=to, newline="") as out:
            while chunk := file.read(1 << 22):
                counted.add(chunk)
                out.write(decoder.decode(chunk))
                at += len(chunk)
            out.write(decoder.decode(b"", final=True))
    except UnicodeDecodeError as fault:
        message = ENCODING(
            f"第 {at + fault.start} 字节附近不是 {encoding} 编码",
            f"not {encoding} near byte {at + fault.start}",
        )
        raise InputError(Problem(source.name, message)) from fault
    return target, looked_through(counted)


class Lines:
    """The physical line on which each record begins (header: row 1), found in one pass.

    Kept where rows and lines part only: from a row on, what its line is ahead.
    """

    def __init__(self, file: TextFile) -> None:
        self._rows, self._ahead = array("q"), array("q")
        self._last = 0
        for row, _, begun, _ in _numbered(file):
            if not self._rows or begun - row != self._ahead[-1]:
                self._rows.append(row)
                self._ahead.append(begun - row)
            self._last = row

    def of(self, rows: Sequence[int]) -> dict[int, int]:
        """The lines of those records that the pass came to."""
        known = [row for row in rows if row <= self._last]
        return {row: row + self._ahead[bisect_right(self._rows, row) - 1] for row in known}


def rows_of(file: TextFile, counted: Sequence[int]) -> dict[int, int]:
    """The rows of records that the engine counted in its own way.

    It counts the blank lines and what stands above the header, too.
    """
    if not _has_blank_lines(file.path):
        return {at: at - file.skipped for at in counted}
    wanted = set(counted)
    found = {at: row for row, at, *_ in _numbered(file) if at in wanted}
    return {at: found.get(at, at - file.skipped) for at in counted}


def records(file: TextFile) -> Iterator[tuple[int, list[str]]]:
    """Each record's row (the header's is 1) and its cells, as far as they can be split."""
    for row, _, _, cells in _numbered(file):
        yield row, cells


def _numbered(file: TextFile) -> Iterator[tuple[int, int, int, list[str]]]:
    """Each record's row (the header's is 1), its place with blank lines counted, its line and its
    cells."""
    with file.path.open("r", encoding="utf-8-sig", errors="replace", newline="") as stream:
        reader = csv.reader((line.replace("\0", "") for line in stream), delimiter=file.delimiter)
        row, begun = 0, 1
        try:
            for at, cells in enumerate(reader, start=1):
                if cells and at > file.skipped:
                    row += 1
                    yield row, at, begun, cells
                begun = reader.line_num + 1
        except csv.Error:  # a field beyond csv's limit: the rows behind it keep their row number
            return


def _has_blank_lines(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return re.search(rb"\n\r?\n|\r\r", data) is not None
