"""Every input as one thing: a relation of raw text cells, its header, and its row numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import duckdb

from yshj.contract.headers import Header
from yshj.contract.rows import Fault
from yshj.errors import NOTHING, InputError, Problem, Text
from yshj.intake.engine import file_literal, literal, plain_bytes, plain_float
from yshj.intake.layout import OWN, Layout
from yshj.intake.sources import Digest, Source, digest, is_utf8
from yshj.intake.text_files import SWALLOWED, TextFile, physical_lines, rows_of
from yshj.intake.workbook.doubts import as_seen, doubt_of

MOST_RECORD_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True)
class Broken:
    """A record that could not even be split into cells."""

    row: int
    message: Text
    text: str


@dataclass
class Aside:
    """What a reader found out about a table while it read it: rows that never come to be read."""

    notes: list[Text] = field(default_factory=list)
    left_out: list[tuple[int, Text]] = field(default_factory=list)
    refused: list[Broken] = field(default_factory=list)


@dataclass
class RawTable:
    """A table of raw cells. `name` is what messages call it: the file, and the sheet if any.

    SQL sees columns `c0`…`cN`; `row` numbers records with the header as row 1.
    """

    name: str
    source: Source
    header: Header
    encoding: str
    digest: Digest
    note: Text
    sql: str
    first_sql: str  # the same for the one scan that remembers broken records
    stored_rows: bool = False  # whether `sql` has a column `row` of its own
    text: TextFile | None = None
    broken: list[Broken] = field(default_factory=list)
    records: int = 0  # the header and every row, once they have been counted
    aside: Aside = field(default_factory=Aside)
    sheet: str | None = None  # the sheet of a workbook

    def cell(self, column: str) -> str:
        """The SQL for one known column, NULL where the file has none."""
        at = self.header.columns.get(column)
        return "NULL::VARCHAR" if at is None else f"c{at}"

    def numbered(self) -> str:
        """`sql` with a column `row`; `number` turns it into the record's number."""
        if self.stored_rows:
            return self.sql
        cells = ", ".join(f"c{at}" for at in self.header.columns.values())
        return f"SELECT {cells}, row_number() OVER () + 1 AS row FROM ({self.sql})"

    def number(self, row: int) -> int:
        """The number of the record that `numbered` calls `row`: broken ones are not there."""
        if self.broken:
            row += bisect_right(self._gaps, row)
        return row

    @cached_property
    def _gaps(self) -> list[int]:
        # before surviving row r stand those broken records b whose number, less the broken ones
        # before b, is at most r
        return [broken.row - at for at, broken in enumerate(self.broken)]

    def lines(self, rows: Iterable[int]) -> dict[int, int]:
        """Physical lines of records; without blank lines and quoted newlines they are the rows."""
        wanted = sorted(set(rows))
        if self.text is None or self.text.made or not wanted:
            return {}
        one_each = self.digest.newlines + self.digest.ends_open == self.text.skipped + self.records
        one_byte = self.encoding in ("utf-8", "gb18030")  # is what a newline takes
        if one_each and one_byte and not self.digest.mixed:
            return {row: row + self.text.skipped for row in wanted}
        return physical_lines(self.text, wanted)

    def raw(self, cells: Sequence[str | None]) -> dict[str, str | None]:
        return {name: cells[at] for name, at in self.header.columns.items()}

    def told(self, fault: Fault, cells: Mapping[str, str | None]) -> Fault:
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

    def left_out(self, con: duckdb.DuckDBPyConnection) -> list[tuple[int, Text]]:
        """How many rows were left out on purpose, and why."""
        del con
        return self.aside.left_out


def trusted(fault: Fault) -> Fault:
    """The fault; of a cell whose text cannot be taken for what was meant, the reason for that."""
    doubt = doubt_of(fault.value)
    return fault if doubt is None else replace(fault, value=doubt.shown or None, message=doubt.text)


def open_text(file: TextFile, layout: Layout = OWN) -> RawTable:
    header = layout.read(file.header)
    if isinstance(header, Text):
        value = file.delimiter.join(file.header)
        raise InputError(Problem(file.source.name, header, row=1, value=value))
    if file.digest.endless is not None:
        raise InputError(Problem(file.source.name, _WHY[_TOO_LONG], line=file.digest.endless))
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(file.header)))
    every = ""
    if _reads_too_little(file, header):
        # the engine looks at the bytes of columns it reads only: let every pass read them all
        cells = ", ".join(f"c{at}" for at in range(len(file.header)))
        every = f" WHERE concat({cells}, '.') <> ''"

    def scan(errors: str) -> str:
        return (
            f"SELECT * FROM read_csv({file_literal(file.path)}, auto_detect = false, "
            f"header = {str(file.has_header).lower()}, delim = {literal(file.delimiter)}, "
            "quote = '\"', escape = '\"', "
            f"skip = {file.skipped}, max_line_size = {MOST_RECORD_BYTES}, {errors}, "
            f"columns = {{{columns}}}){every}"
        )

    return RawTable(
        name=file.source.name,
        source=file.source,
        header=header,
        encoding=file.encoding,
        digest=file.digest,
        note=file.note,
        # with `ignore_errors` alone the engine (2.0.0) drops every row behind a quote that is not
        # closed, so the later scans store what they cannot split as well, where nobody looks
        sql=scan(f"{_REJECTS}, rejects_table = 'seen_errors', rejects_scan = 'seen_scans'"),
        first_sql=scan(_REJECTS),
        text=file,
    )


def _reads_too_little(file: TextFile, header: Header) -> bool:
    """Whether some pass leaves a column unread, where bytes may be that are not UTF-8."""
    always = header.columns.keys() - {"value", "evidence"}  # none, where a mapping reads the file
    return file.encoding == "utf-8" and len(file.header) > len(always) and not is_utf8(file.path)


_REJECTS = "store_rejects = true, rejects_limit = 0"
_TOO_LONG = "LINE SIZE OVER MAXIMUM"
_UNCLOSED = "UNQUOTED VALUE"
_WHY = {
    "MISSING COLUMNS": Text(
        "单元格少于表头的列；空的单元格也要留出分隔符",
        "fewer cells than the header: a blank cell keeps its separator",
    ),
    "TOO MANY COLUMNS": Text(
        "单元格多于表头的列；单元格里有分隔符（如逗号）时，要用英文双引号括起",
        "more cells than the header: a cell that holds a separator needs double quotes",
    ),
    _UNCLOSED: Text(
        "英文双引号没有配对，或引号后还有文字", "a quote is not closed, or has text behind it"
    ),
    _TOO_LONG: Text("一行过长", "the line is too long"),
    "INVALID ENCODING": Text("字节不是 UTF-8", "bytes that are not UTF-8"),
}


def take_rejects(con: duckdb.DuckDBPyConnection, table: RawTable) -> None:
    """Remember the records that the first whole scan of `table` could not split."""
    if table.text is None:
        return
    rows = con.execute(
        "SELECT line, any_value(error_type ORDER BY column_idx), any_value(csv_line) "
        "FROM reject_errors GROUP BY line ORDER BY line"
    ).fetchall()
    con.execute("DELETE FROM reject_errors")
    con.execute("DELETE FROM reject_scans")
    numbers = rows_of(table.text, [row[0] for row in rows]) if rows else {}
    table.broken = [
        Broken(
            numbers[at],
            _WHY.get(kind, Text("无法读取的行", "a line that cannot be read")),
            (text or "").strip("\r\n"),
        )
        for at, kind, text in rows
    ]
    for (_, kind, _), broken in zip(rows, table.broken, strict=True):
        if kind == _UNCLOSED and broken.text.count("\n") > SWALLOWED:
            message = Text(
                "英文双引号没有配对，其后各行无法分开，整个文件未读",
                "a quote is never closed, so the rows behind it cannot be told apart: "
                "nothing of the file was read",
            )
            first = broken.text.partition("\n")[0]
            raise InputError(Problem(table.name, message, row=broken.row, value=first))


def open_parquet(source: Source, con: duckdb.DuckDBPyConnection, layout: Layout = OWN) -> RawTable:
    path = file_literal(source.path)
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM read_parquet({path})").fetchall()
    except duckdb.Error as fault:
        raise source.problem(
            "不是能读取的 Parquet 文件", "not a Parquet file that can be read"
        ) from fault
    names = tuple(row[0] for row in described)
    header = layout.read(names)
    if isinstance(header, Text):
        raise InputError(Problem(source.name, header))
    casts = ", ".join(_cast(row[0], row[1], at) for at, row in enumerate(described))
    sql = (
        f"SELECT {casts}, file_row_number + 2 AS row "
        f"FROM read_parquet({path}, file_row_number = true)"
    )
    return RawTable(
        name=source.name,
        source=source,
        header=header,
        encoding="parquet",
        digest=digest(source.path),
        note=NOTHING,
        sql=sql,
        first_sql=sql,
        stored_rows=True,
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
