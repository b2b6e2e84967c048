"""An export read through a mapping: a table whose SQL lays the known columns over the file's own.

Everything downstream reads it like any other table. A cell that the mapping cannot translate keeps
a mark in front that no reader accepts, so that its row is refused and told in the mapping's words.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace

import duckdb

from yshj.catalogue.bodies import fold
from yshj.contract.headers import CHINESE, Header, Table
from yshj.contract.rows import Fault
from yshj.errors import Text, nearest
from yshj.intake.mapped_sql import (
    FILTERED,
    NO_REASON,
    SKIPPED,
    TOTALLED,
    WIDE,
    WRITTEN,
    Projection,
    reasons,
)
from yshj.intake.mapping import Mapping
from yshj.intake.tables import RawTable, trusted
from yshj.intake.workbook.doubts import as_seen

_UNREAD = "\0"


@dataclass
class MappedTable(RawTable):
    """`columns`: for each known column, SQL over the base table `s`."""

    mapping: Mapping = field(kw_only=True)
    base: RawTable = field(kw_only=True)
    columns: dict[str, str] = field(kw_only=True)
    origins: dict[str, str] = field(kw_only=True)  # known columns by the export's names
    reasons: str = field(kw_only=True)  # SQL: 0, or why a row is left out

    def over(self, source: str) -> str:
        """The known columns over the rows of `source` that are meant, with `row` if it has one."""
        cells = [f"{sql} AS c{at}" for at, sql in enumerate(self.columns.values())]
        if self.stored_rows:
            cells.append("s.row")
        return f"SELECT {', '.join(cells)} FROM ({source}) s WHERE ({self.reasons}) = 0"

    def numbered(self) -> str:
        if self.stored_rows:
            return self.sql
        return replace(self, stored_rows=True).over(with_rows(self.base, self.base.sql))

    def left_out(self, con: duckdb.DuckDBPyConnection) -> list[tuple[int, Text]]:
        if self.reasons == NO_REASON:
            return self.aside.left_out
        counted = dict(
            con.execute(
                f"SELECT {self.reasons} AS why, count(*) FROM ({self.base.sql}) s GROUP BY why"
            ).fetchall()
        )
        each = len(self.mapping.wide) or 1
        return self.aside.left_out + [
            (n * each, Text(zh.format(n), en.format(n)))
            for why, zh, en in _REASONS
            if (n := counted.get(why, 0))
        ]

    def told(self, fault: Fault, cells: Dict[str, str | None]) -> Fault:
        column = fault.column
        if column is None:
            return fault
        message, value = fault.message, fault.value
        if WRITTEN + column in cells:
            written = cells[WRITTEN + column]
            if value is not None and value.startswith(_UNREAD):
                message = self._unread(column, written or "")
            value = written
        which = cells.get(WIDE)
        if which is not None and column in ("target", "value", "unit"):
            name = self.origins[WIDE + which]
        else:
            name = self.origins.get(column, column)
        return trusted(Fault(name, value, message))

    def place_of(self, column: str, cells: Dict[str, str | None]) -> int | None:
        which = cells.get(WIDE)
        if which is not None and column in ("target", "value", "unit"):
            column = WIDE + which
        name = self.origins.get(column)
        return None if name is None else self.base.header.names.index(name)

    def _unread(self, column: str, written: str) -> Text:
        place = self.mapping.places.get(column)
        if place is not None and place.values:
            near = nearest(written, place.values)
            return Text("映射文件的 values 中没有此值", "not among the mapping's values") + near
        shown = ", ".join(self.mapping.date_formats)
        return Text(
            f"不符合映射文件的日期格式 {shown}", f"does not fit the mapping's date format {shown}"
        )

    def to_repair(self, cells: Dict[str, str | None]) -> Dict[str, str | None]:
        return {
            name: as_seen(
                (cells.get(WRITTEN + name, cell) if (cell or "").startswith(_UNREAD) else cell)
                or ""
            )
            for name, cell in cells.items()
        }


_REASONS = (
    (FILTERED, "映射文件的 filter 排除 {:,} 行", "rows left out by the mapping's filter: {:,}"),
    (TOTALLED, "合计行未计入：{:,} 行", "rows of totals (合计) left out: {:,}"),
    (
        SKIPPED,
        "值不在映射文件中而跳过：{:,} 行",
        "rows skipped, their values not in the mapping: {:,}",
    ),
)


def with_rows(table: RawTable, source: str) -> str:
    """`source` with the number of each record: the row behind the header is the second."""
    if table.stored_rows:
        return source
    above = 1 if table.text is not None and table.text.has_header else 0
    return f"SELECT *, row_number() OVER () + {above} AS row FROM ({source})"


def apply(mapping: Mapping, base: RawTable) -> MappedTable:
    """`base`, which was found by the mapping's layout, as the mapping reads it."""
    at = mapping.positions(base.header.names)
    assert not isinstance(at, Text)  # or the layout would have refused the header
    cell = {name: f"s.c{place}" for name, place in at.items()}
    columns = Projection(mapping, cell, own_dates=base.text is None or base.text.made).columns()
    header = Header(
        mapping.table,
        {name: place for place, name in enumerate(columns)},
        tuple(CHINESE.get(name, name) for name in columns),
        tuple(
            name
            for place, name in enumerate(base.header.names)
            if place not in at.values() and fold(name) and mapping.layout.header != 0
        ),
    )
    origins = {
        name: base.header.names[at[place.column]]
        for name, place in mapping.places.items()
        if place.column is not None
    }
    origins |= {
        f"{WIDE}{n}": base.header.names[at[one.column]] for n, one in enumerate(mapping.wide)
    }
    # every measurement is looked at one by one anyhow, and must know its row in the same scan
    with_row = base.stored_rows or mapping.table is Table.MEASUREMENTS
    marked = any(WRITTEN + name in columns for name in ("case", "value", "evidence"))
    table = MappedTable(
        name=base.name,
        source=base.source,
        header=header,
        encoding=base.encoding,
        digest=replace(base.digest, has_nul=base.digest.has_nul or marked),
        note=_note(mapping, base),
        sql="",
        first_sql="",
        stored_rows=with_row,
        text=base.text,
        aside=base.aside,
        sheet=base.sheet,
        mapping=mapping,
        base=base,
        columns=columns,
        origins=origins,
        reasons=reasons(mapping, cell),
    )
    for name in ("sql", "first_sql"):
        source = getattr(base, name)
        setattr(table, name, table.over(with_rows(base, source) if with_row else source))
    return table


def _note(mapping: Mapping, base: RawTable) -> Text:
    zh, en = f"按映射“{mapping.name}”读取", f"read through the mapping {mapping.name}"
    if mapping.wide:
        zh += f"，每行作 {len(mapping.wide)} 条"
        en += f", each row as {len(mapping.wide)}"
    if base.note:
        zh, en = f"{base.note.zh}；{zh}", f"{base.note.en}; {en}"
    return Text(zh, en)
