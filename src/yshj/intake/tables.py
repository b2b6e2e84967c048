"""Every input as one thing: a relation of raw text cells, its header, and its row numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from yshj.codes.files import DAMAGED, ENCODING, TOO_LARGE
from yshj.codes.tables import NOT_SPLIT
from yshj.contract.headers import Header
from yshj.contract.rows import RowFault
from yshj.errors import NOTHING, InputError, Problem, Refusal, Text
from yshj.intake import numbers as numbering
from yshj.intake.apart import Sieve
from yshj.intake.engine import SPACES, file_literal, literal, load_columns, plain_bytes, plain_float
from yshj.intake.layout import OWN, Layout
from yshj.intake.numbers import Broken, Numbers
from yshj.intake.pushed.kept import Pushed
from yshj.intake.senders import Speaker
from yshj.intake.sources import Digest, Source, digest
from yshj.intake.text_files import SAMPLE_ROWS, Lines, TextFile, rows_of
from yshj.intake.text_header import SWALLOWED
from yshj.intake.workbook.doubts import as_seen, doubt_of

MOST_RECORD_BYTES = 2 * 1024 * 1024


@dataclass
class Aside:
    """What a reader found out about a table while it read it: rows that never come to be read."""

    notes: list[Text] = field(default_factory=list)
    left_out: list[tuple[int, Text]] = field(default_factory=list)
    refused: list[Broken] = field(default_factory=list)


@dataclass
class RawTable:
    """A table of raw cells. `name` is what messages call it: the file, and the sheet if any.

    SQL sees columns `c0`…`cN`, in the order of the file; rows are numbered with the header as
    row 1, or by a column `row` of their own.
    """

    name: str
    source: Source
    header: Header
    encoding: str
    digest: Digest | None  # none of rows that are in no file
    note: Text
    sql: str
    stored_rows: bool = False  # whether `sql` has a column `row`
    text: TextFile | None = None
    has_nul: bool = False  # whether a cell may hold one
    broken: list[Broken] = field(default_factory=list)
    records: int = 0  # the header and every row, once they have been counted
    numbers: Numbers = field(default_factory=Numbers)
    stamp: tuple[int, ...] = ()  # of the file that was read
    _lines: Lines | None = None
    each: int = 1  # how many rows a row of the file becomes
    aside: Aside = field(default_factory=Aside)
    sheet: str | None = None  # the sheet of a workbook
    sieve: Sieve | None = None  # for rows that are no data, where nobody has taken them out yet
    speaker: Speaker | None = None  # for rows without a reporter
    adds_reporter: bool = False  # the file has no such column
    pushed: Pushed | None = None  # where the rows stay in an engine

    @property
    def leaves_out(self) -> bool:
        """Whether a column `left_out` says why a row is not meant: 0 for those that are."""
        return False

    def cell(self, column: str) -> str:
        """The SQL for one known column, NULL where the file has none."""
        at = self.header.columns.get(column)
        return "NULL::VARCHAR" if at is None else f"c{at}"

    def over(self, source: str) -> str:
        """SQL for the known columns over rows as the file has them."""
        body = self.speaker.body if self.speaker else None
        if body is None:
            return source
        at = self.header.columns["reporter"]
        said = literal(body.name)
        if self.adds_reporter:
            return f"SELECT *, {said} AS c{at} FROM ({source})"
        blank = f"trim(coalesce(c{at}, ''), {literal(SPACES)}) = ''"
        filled = f"CASE WHEN {blank} THEN {said} ELSE c{at} END"
        return f"SELECT * REPLACE ({filled} AS c{at}) FROM ({source})"

    @property
    def rows(self) -> str:
        """SQL for every row."""
        return self.over(self.sql)

    def first_rows(self, con: duckdb.DuckDBPyConnection) -> str:
        """SQL for a few of the first rows, the file not being read for them."""
        if self.text is None:
            rows = self.sql if self.pushed is None else self.pushed.sample
            con.execute(
                f"CREATE OR REPLACE TEMP TABLE first_rows AS FROM ({rows}) LIMIT {SAMPLE_ROWS}"
            )
        else:
            sample = self.text.sample
            columns = {
                f"c{at}": (
                    "VARCHAR",
                    [(row[at] if at < len(row) else "") or None for row in sample],
                )
                for at in range(len(self.text.header))
            }
            load_columns(con, "first_rows", columns)
        return self.over("FROM first_rows")

    def read_otherwise(self, scratch: Path) -> bool:
        """Whether what its bytes turned out to be asks for another reading: changed for that."""
        if self.text is None:
            return False
        assert self.digest is not None  # of every file
        seen = self.digest.bytes
        if seen.endless is not None:
            raise InputError(Problem(self.name, _WHY[_TOO_LONG], line=seen.endless))
        if seen.mixed and self.text.copied is None:
            self.text = self.text.with_like_lines(scratch)
        elif not seen.is_utf8 and self.sql == _scan(self.text, every_cell=False):
            self.sql = _scan(self.text, every_cell=True)
            return True
        elif not seen.has_nul or self.has_nul:
            return False
        self.has_nul = seen.has_nul
        self.sql = _scan(self.text, every_cell=not seen.is_utf8)
        return True

    def number_rows(self, con: duckdb.DuckDBPyConnection, rows: int) -> None:
        """Know the number of each of the `rows` that were loaded in order."""
        if self.stored_rows:
            self.numbers = numbering.stored(con, self.sql, self.each)
        else:
            first = self.text.first_row if self.text else 2
            self.numbers = numbering.without(self.broken, first, self.each)
            self.records = first - 1 + rows // self.each + len(self.broken)

    def number(self, at: int) -> int:
        """The number of the loaded row `at`, counted from 0."""
        return self.numbers.row(at)

    def lines(self, rows: Iterable[int]) -> dict[int, int]:
        """Physical lines of records; without blank lines and quoted newlines they are the rows."""
        wanted = sorted(set(rows))
        if self.text is None or self.text.made or not wanted:
            return {}
        assert self.digest is not None
        seen = self.digest.bytes
        one_each = seen.newlines + seen.ends_open == self.text.skipped + self.records
        one_byte = self.encoding in ("utf-8", "gb18030")  # is what a newline takes
        if one_each and one_byte and not seen.mixed:
            return {row: row + self.text.skipped for row in wanted}
        if self.text.copied is None and self.source.stamp != self.stamp:
            return {}  # by now it is another file
        if self._lines is None:
            self._lines = Lines(self.text)
        return self._lines.of(wanted)

    def raw(self, cells: Sequence[str | None]) -> dict[str, str | None]:
        return {name: cells[at] for name, at in self.header.columns.items()}

    def told(self, fault: RowFault, cells: Mapping[str, str | None]) -> RowFault:
        """The fault with its column and value as the file writes them."""
        del cells
        name = None if fault.column is None else self.header.written(fault.column)
        return trusted(replace(fault, column=name))

    def to_repair(self, cells: Mapping[str, str | None]) -> Mapping[str, str | None]:
        """A refused row's cells as they are written out, to repair and send again."""
        if self.sheet is None:
            return cells
        return {name: as_seen(cell or "") for name, cell in cells.items()}

    def place_of(self, column: str, cells: Mapping[str, str | None]) -> int | None:
        """Where a known column stands in the file, from 0."""
        del cells
        return self.header.columns.get(column)

    def left_out(self, counted: Mapping[int, int]) -> list[tuple[int, Text]]:
        """How many rows were left out on purpose, and why: `counted` by the reason's number."""
        del counted
        return self.aside.left_out + (self.sieve.left_out() if self.sieve else [])


def trusted(fault: RowFault) -> RowFault:
    """The fault; of a cell whose text cannot be taken for what was meant, the reason for that."""
    doubt = doubt_of(fault.value)
    return fault if doubt is None else replace(fault, value=doubt.shown or None, message=doubt.text)


def open_text(file: TextFile, layout: Layout = OWN) -> RawTable:
    header = layout.read(file.header)
    if isinstance(header, Refusal):
        value = file.delimiter.join(file.header)
        raise InputError(Problem(file.source.name, header, row=1, value=value))
    return RawTable(
        name=file.source.name,
        source=file.source,
        header=header,
        encoding=file.encoding,
        digest=file.copied or digest(file.source.path, _reads_too_little(file, header)),
        note=file.note,
        sql=_scan(file, every_cell=False),
        text=file,
        stamp=file.source.stamp,
    )


def _reads_too_little(file: TextFile, header: Header) -> bool:
    """Whether some column is left unread, where bytes may be that are not UTF-8."""
    return file.encoding == "utf-8" and len(file.header) > len(header.columns)


def _scan(file: TextFile, every_cell: bool) -> str:
    """SQL for the file's cells. The engine looks at the bytes of columns that it reads only: with
    `every_cell` all of them."""
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(file.header)))
    cells = ", ".join(f"c{at}" for at in range(len(file.header)))
    return (
        f"SELECT * FROM read_csv({file_literal(file.path)}, auto_detect = false, "
        f"header = {str(file.has_header).lower()}, delim = {literal(file.delimiter)}, "
        f"quote = '\"', escape = '\"', skip = {file.skipped}, "
        f"max_line_size = {MOST_RECORD_BYTES}, {_REJECTS}, columns = {{{columns}}})"
        + (f" WHERE concat({cells}, '.') <> ''" if every_cell else "")
    )


_REJECTS = "store_rejects = true, rejects_limit = 0"
_TOO_LONG = "LINE SIZE OVER MAXIMUM"
_UNCLOSED = "UNQUOTED VALUE"
_WHY = {
    "MISSING COLUMNS": NOT_SPLIT(
        "单元格少于表头的列；空的单元格也要留出分隔符",
        "fewer cells than the header: a blank cell keeps its separator",
    ),
    "TOO MANY COLUMNS": NOT_SPLIT(
        "单元格多于表头的列；单元格里有分隔符（如逗号）时，要用英文双引号括起",
        "more cells than the header: a cell that holds a separator needs double quotes",
    ),
    _UNCLOSED: NOT_SPLIT(
        "英文双引号没有配对，或引号后还有文字", "a quote is not closed, or has text behind it"
    ),
    _TOO_LONG: TOO_LARGE("一行过长", "the line is too long"),
    "INVALID ENCODING": ENCODING("字节不是 UTF-8", "bytes that are not UTF-8"),
}


Reject = tuple[int, str, str | None]  # where the engine saw it, what it is, the record


def take_rejects(con: duckdb.DuckDBPyConnection) -> list[Reject]:
    """The records that the scan just made could not split."""
    try:
        found = con.execute(
            "SELECT line, any_value(error_type ORDER BY column_idx), any_value(csv_line) "
            "FROM reject_errors GROUP BY line ORDER BY line"
        ).fetchall()
    except duckdb.CatalogException:  # nothing was ever scanned that may have some
        return []
    con.execute("DELETE FROM reject_errors")
    con.execute("DELETE FROM reject_scans")
    return found


def broken_records(table: RawTable, rejects: Sequence[Reject]) -> list[Broken]:
    """Rejects as records of the file. InputError where a quote swallowed the rest of it."""
    if table.text is None or not rejects:
        return []
    rows = rows_of(table.text, [at for at, _, _ in rejects])
    broken = [
        Broken(
            rows[at],
            _WHY.get(kind, NOT_SPLIT("无法读取的行", "a line that cannot be read")),
            (text or "").strip("\r\n"),
        )
        for at, kind, text in rejects
    ]
    for (_, kind, _), one in zip(rejects, broken, strict=True):
        if kind == _UNCLOSED and one.text.count("\n") > SWALLOWED:
            message = NOT_SPLIT(
                "英文双引号没有配对，其后各行无法分开，整个文件未读",
                "a quote is never closed, so the rows behind it cannot be told apart: "
                "nothing of the file was read",
            )
            first = one.text.partition("\n")[0]
            raise InputError(Problem(table.name, message, row=one.row, value=first))
    return broken


def open_parquet(source: Source, con: duckdb.DuckDBPyConnection, layout: Layout = OWN) -> RawTable:
    path = file_literal(source.path)
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM read_parquet({path})").fetchall()
    except duckdb.Error as fault:
        raise source.problem(
            DAMAGED("不是能读取的 Parquet 文件", "not a Parquet file that can be read")
        ) from fault
    names = tuple(row[0] for row in described)
    header = layout.read(names)
    if isinstance(header, Refusal):
        raise InputError(Problem(source.name, header))
    casts = ", ".join(_cast(row[0], row[1], at) for at, row in enumerate(described))
    return RawTable(
        name=source.name,
        source=source,
        header=header,
        encoding="parquet",
        digest=digest(source.path),
        note=NOTHING,
        sql=f"SELECT {casts} FROM read_parquet({path})",
    )


def _cast(name: str, kind: str, at: int) -> str:
    column = '"' + name.replace('"', '""') + '"'
    if kind == "TIMESTAMP WITH TIME ZONE":  # else written in the machine's own zone
        return f"CAST(timezone('UTC', {column}) AS VARCHAR) || 'Z' AS c{at}"
    if kind in ("DOUBLE", "FLOAT"):
        return f"{plain_float(column)} AS c{at}"
    if kind == "BLOB":
        return f"{plain_bytes(column)} AS c{at}"
    if kind == "TIMESTAMP_NS":  # to the microsecond, which is as far as a cell goes
        column += "::TIMESTAMP"
    return f"CAST({column} AS VARCHAR) AS c{at}"
