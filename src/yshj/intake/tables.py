"""Every input as one thing: a relation of raw text cells, its header, and its row numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

import duckdb

from yshj.contract.headers import Header, known_words, read_header
from yshj.errors import NOTHING, InputError, Problem, Text
from yshj.intake.engine import file_literal, literal, load_columns
from yshj.intake.sources import Digest, Source, digest
from yshj.intake.text_files import MOST_COLUMNS, TextFile, physical_lines

MOST_RECORD_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True)
class Broken:
    """A record that could not even be split into cells."""

    row: int
    message: Text
    text: str


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
        if self.text is None or not wanted:
            return {}
        return physical_lines(self.text, wanted)

    def raw(self, cells: Sequence[str | None]) -> dict[str, str | None]:
        return {name: cells[at] for name, at in self.header.columns.items()}


def open_text(file: TextFile) -> RawTable:
    header = read_header(file.header)
    if isinstance(header, Text):
        row = file.skipped + 1
        value = file.delimiter.join(file.header)
        raise InputError(Problem(file.source.name, header, row=row, value=value))
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(file.header)))

    def scan(errors: str) -> str:
        return (
            f"SELECT * FROM read_csv({file_literal(file.path)}, auto_detect = false, "
            f"header = true, delim = {literal(file.delimiter)}, quote = '\"', escape = '\"', "
            f"skip = {file.skipped}, max_line_size = {MOST_RECORD_BYTES}, {errors}, "
            f"columns = {{{columns}}})"
        )

    return RawTable(
        name=file.source.name,
        source=file.source,
        header=header,
        encoding=file.encoding,
        digest=digest(file.source.path),
        note=file.note,
        sql=scan("ignore_errors = true"),
        first_sql=scan("store_rejects = true, rejects_limit = 0"),
        text=file,
    )


_WHY = {
    "MISSING COLUMNS": Text("列数少于表头", "fewer cells than the header"),
    "TOO MANY COLUMNS": Text("列数多于表头", "more cells than the header"),
    "UNQUOTED VALUE": Text("引号没有配对", "a quote is not closed, or has text behind it"),
    "LINE SIZE OVER MAXIMUM": Text("一行过长", "the line is too long"),
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
    table.broken = [
        Broken(
            row,
            _WHY.get(kind, Text("无法读取的行", "a line that cannot be read")),
            (text or "").strip("\r\n"),
        )
        for row, kind, text in rows
    ]


def open_sheets(source: Source, con: duckdb.DuckDBPyConnection, serial: int) -> Iterator[RawTable]:
    """The sheets of a workbook that have a header we know; an error if none has."""
    import python_calamine

    seen: list[str] = []
    faults: list[InputError] = []
    opened = False
    about = digest(source.path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(source.path))
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError) as fault:
        raise source.problem(
            "不是能读取的 XLSX 文件", "not an XLSX file that can be read"
        ) from fault
    for at, (sheet_name, sheet) in enumerate(sheets):
        rows = sheet.to_python(skip_empty_area=False)
        seen.append(sheet_name)
        cells = [[_cell(value) for value in row] for row in rows]
        name = source.name if len(sheets) == 1 else f"{source.name}[{sheet_name}]"
        try:
            table = _sheet(source, name, cells, con, f"sheet_{serial}_{at}", about)
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


def _sheet(
    source: Source,
    name: str,
    cells: list[list[str]],
    con: duckdb.DuckDBPyConnection,
    stored: str,
    about: Digest,
) -> RawTable | None:
    filled = [at for at, row in enumerate(cells) if any(cell.strip() for cell in row)]
    if not filled:
        return None
    top = max(filled[:20], key=lambda at: (known_words(cells[at]), -at))
    header = read_header(cells[top])
    if isinstance(header, Text):
        raise InputError(Problem(name, header, row=top + 1))
    width = len(cells[top])
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
        first_sql=f"SELECT * FROM {stored}",
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


def open_parquet(source: Source, con: duckdb.DuckDBPyConnection) -> RawTable:
    path = file_literal(source.path)
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM read_parquet({path})").fetchall()
    except duckdb.Error as fault:
        raise source.problem(
            "不是能读取的 Parquet 文件", "not a Parquet file that can be read"
        ) from fault
    names = tuple(row[0] for row in described)
    header = read_header(names)
    if isinstance(header, Text):
        raise InputError(Problem(source.name, header))
    casts = ", ".join(_cast(name, at) for at, name in enumerate(names))
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


def _cast(name: str, at: int) -> str:
    column = '"' + name.replace('"', '""') + '"'
    return f"CAST({column} AS VARCHAR) AS c{at}"
