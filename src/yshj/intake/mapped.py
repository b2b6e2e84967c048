"""An export read through a mapping: a table whose SQL lays the known columns over the file's own.

Everything downstream reads it like any other table. A cell that the mapping cannot translate keeps
a mark in front that no reader accepts, so that its row is refused and told in the mapping's words.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from yshj.catalogue.bodies import fold
from yshj.codes.tables import MAPPED_VALUE
from yshj.contract.headers import CHINESE, Header
from yshj.contract.rows import RowFault
from yshj.errors import Refusal, Text, nearest
from yshj.intake.engine import SPACES, literal
from yshj.intake.mapped_sql import (
    EMPTY,
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

_UNREAD = "\0"


@dataclass
class MappedTable(RawTable):
    """`columns`: for each known column, SQL over the export's own columns of table `s`."""

    mapping: Mapping = field(kw_only=True)
    columns: dict[str, str] = field(kw_only=True)
    origins: dict[str, str] = field(kw_only=True)  # known columns by the export's names
    places: dict[str, int] = field(kw_only=True)  # of those columns in the file
    reasons: str = field(kw_only=True)  # SQL: 0, or why a row is left out

    @property
    def leaves_out(self) -> bool:
        return self.reasons != NO_REASON

    def over(self, source: str) -> str:
        cells = [f"{sql} AS c{at}" for at, sql in enumerate(self.columns.values())]
        if self.leaves_out:
            cells.append(f"({self.reasons})::UTINYINT AS left_out")
        return f"SELECT {', '.join(cells)} FROM ({source}) s"

    def left_out(self, counted: Dict[int, int]) -> list[tuple[int, Text]]:
        return self.aside.left_out + [
            (n, Text(zh.format(n // self.each), en.format(n // self.each)))
            for why, zh, en in _REASONS
            if (n := counted.get(why, 0))
        ]

    def told(self, fault: RowFault, cells: Dict[str, str | None]) -> RowFault:
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
        return trusted(RowFault(name, value, message))

    def place_of(self, column: str, cells: Dict[str, str | None]) -> int | None:
        which = cells.get(WIDE)
        if which is not None and column in ("target", "value", "unit"):
            column = WIDE + which
        return self.places.get(column)

    def _unread(self, column: str, written: str) -> Refusal:
        place = self.mapping.places.get(column)
        if place is not None and place.values:
            near = nearest(written, place.values)
            return (
                MAPPED_VALUE("映射文件的 values 中没有此值", "not among the mapping's values")
                + near
            )
        shown = ", ".join(self.mapping.date_formats)
        return MAPPED_VALUE(
            f"不符合映射文件的日期格式 {shown}", f"does not fit the mapping's date format {shown}"
        )

    def to_repair(self, cells: Dict[str, str | None]) -> Dict[str, str | None]:
        written = {
            name: cells.get(WRITTEN + name, cell) if (cell or "").startswith(_UNREAD) else cell
            for name, cell in cells.items()
        }
        return super().to_repair(written)


_REASONS = (
    (
        EMPTY,
        "所读各列均为空白的行未计入：{:,} 行",
        "rows with nothing in the columns that are read, left out: {:,}",
    ),
    (FILTERED, "映射文件的 filter 排除 {:,} 行", "rows left out by the mapping's filter: {:,}"),
    (TOTALLED, "合计行未计入：{:,} 行", "rows of totals (合计) left out: {:,}"),
    (
        SKIPPED,
        "值不在映射文件中而跳过：{:,} 行",
        "rows skipped, their values not in the mapping: {:,}",
    ),
)


def apply(mapping: Mapping, base: RawTable) -> MappedTable:
    """`base`, which was found by the mapping's layout, as the mapping reads it."""
    at = mapping.positions(base.header.names)
    assert not isinstance(at, Refusal)  # or the layout would have refused the header
    cell = {name: f"s.c{place}" for name, place in at.items()}
    columns = Projection(mapping, cell, own_dates=base.text is None or base.text.made).columns()
    _speak(columns, mapping, base)
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
    places = {
        name: at[place.column] for name, place in mapping.places.items() if place.column is not None
    }
    places |= {f"{WIDE}{n}": at[one.column] for n, one in enumerate(mapping.wide)}
    marked = any(WRITTEN + name in columns for name in ("case", "value", "evidence"))
    return MappedTable(
        name=base.name,
        source=base.source,
        header=header,
        encoding=base.encoding,
        digest=base.digest,
        note=_note(mapping, base),
        sql=base.sql,
        stored_rows=base.stored_rows,
        text=base.text,
        stamp=base.stamp,
        has_nul=base.has_nul or marked,
        each=len(mapping.wide) or 1,
        mapping=mapping,
        columns=columns,
        origins={name: base.header.names[place] for name, place in places.items()},
        places=places,
        aside=base.aside,
        speaker=base.speaker,
        sheet=base.sheet,
        reasons=reasons(mapping, cell),
    )


def _speak(columns: dict[str, str], mapping: Mapping, base: RawTable) -> None:
    """Fill in who reports where the rows do not say, but the form or the sender does."""
    body = base.speaker.body if base.speaker else None
    place = mapping.places.get("reporter")
    if body is None or (place is not None and place.column is None):
        return
    said, cell = literal(body.name), columns.get("reporter")
    blank = f"trim(coalesce({cell}, ''), {literal(SPACES)}) = ''"
    columns["reporter"] = f"CASE WHEN {blank} THEN {said} ELSE {cell} END" if cell else said


def _note(mapping: Mapping, base: RawTable) -> Text:
    zh, en = f"按映射“{mapping.name}”读取", f"read through the mapping {mapping.name}"
    if mapping.wide:
        zh += f"，每行作 {len(mapping.wide)} 条"
        en += f", each row as {len(mapping.wide)}"
    if base.note:
        zh, en = f"{base.note.zh}；{zh}", f"{base.note.en}; {en}"
    return Text(zh, en)
