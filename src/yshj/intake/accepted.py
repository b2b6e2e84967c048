"""The case rows that count so far, clean or amended, over every table: SQL for whoever asks.

A row's place is its number among all rows; `place` in SQL.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import duckdb

from yshj.contract.rows import RowFault
from yshj.intake.engine import literal, load_columns
from yshj.intake.load import MOMENTS, TEXTS, CaseTable, Names
from yshj.intake.rows import Refused
from yshj.intake.tables import RawTable

Raw = dict[str, str | None]  # a row's cells as they are written, by column name
KINDS = {
    "target": "ledger.target_name",
    "reporter": "ledger.body_name",
    **dict.fromkeys(MOMENTS, "TIMESTAMP"),
    **{f"{name}_timed": "BOOLEAN" for name in MOMENTS},
    **dict.fromkeys(TEXTS, "VARCHAR"),
}
# what a row's group is made of; the last ones only where a target needs more than whole days
GROUPED = ("target", "reporter", *MOMENTS, "excluded", "limit", "extended", "flag", "unit")
PRECISE = (*(f"{name}_timed" for name in MOMENTS), "value")


@dataclass(frozen=True)
class Fetched:
    """A row that was looked up in its engine, and the place of what stands for it here."""

    place: int
    table: RawTable
    row: int
    cells: Raw

    def refused(self, faults: Sequence[RowFault]) -> Refused:
        return Refused(self.table, self.row, tuple(faults), self.cells)


@dataclass
class Accepted:
    """`tables` that were loaded, `amended` those of them that have amended rows."""

    con: duckdb.DuckDBPyConnection
    names: Names
    tables: list[CaseTable] = field(default_factory=list)
    amended: set[int] = field(default_factory=set)
    precise: Sequence[str] = ()  # names of targets that need times of day and values

    def rows(self, *columns: str, groups: bool = True) -> str:
        """SQL for some columns of every row, with its place and how many it stands for.

        Without `groups` those that stand for others are left out.
        """
        parts = []
        for one in self.tables:
            own = "" if groups or not one.groups else f" AND {{}} >= {one.groups}"
            clean = [self._column(one, name, clean=True) for name in columns]
            select = ", ".join([f"{one.first} + rowid AS place", f"{one.copies} AS copies", *clean])
            parts.append(
                f"SELECT {select} FROM {one.name} WHERE target IS NOT NULL AND {one.counts}"
                + own.format("rowid")
            )
            if one.serial in self.amended:
                read = [self._column(one, name, clean=False) for name in columns]
                select = ", ".join([f"{one.first} + row_id AS place", "copies", *read])
                parts.append(
                    f"SELECT {select} FROM {one.amended} WHERE NOT refused" + own.format("row_id")
                )
        return " UNION ALL ".join(parts)

    def _column(self, one: CaseTable, name: str, clean: bool) -> str:
        moment = name.removesuffix("_timed")
        if not one.has(moment):
            return f'NULL::{KINDS[name]} AS "{name}"'
        if name != moment and clean:
            return f"{one.timed(moment)} AS {name}"
        return f'"{name}"'

    @property
    def keys(self) -> tuple[str, ...]:
        """What rows are grouped by: columns that some table has."""
        wanted = (*GROUPED, *PRECISE) if self.precise else GROUPED
        return tuple(
            name
            for name in wanted
            if any(one.has(name.removesuffix("_timed")) for one in self.tables)
        )

    @property
    def reporter(self) -> str:
        """SQL for the reporter of a row or group `g`."""
        return "g.reporter" if "reporter" in self.keys else "NULL"

    @property
    def stranger(self) -> str:
        """SQL for whether a row or group `g` is of a body that may not speak of its target."""
        return (
            "EXISTS (SELECT 1 FROM strangers s WHERE s.target = g.target::VARCHAR "
            f"AND s.reporter IS NOT DISTINCT FROM {self.reporter}::VARCHAR)"
        )

    def keyed(self, *columns: str) -> str:
        """SQL for every row with the keys of its group, and some further columns."""
        names = ", ".join(map(literal, self.precise))
        taken = []
        for key in self.keys:
            if key in MOMENTS:
                day = f"{key}::DATE::TIMESTAMP"
                whole = f"CASE WHEN target IN ({names}) THEN {key} ELSE {day} END"
                taken.append(f"{whole if names else day} AS {key}")
            elif key in PRECISE:
                taken.append(f'CASE WHEN target IN ({names}) THEN "{key}" END AS "{key}"')
            else:
                taken.append(f'"{key}"')
        taken += [f'"{name}" AS "{name}_cell"' for name in columns]
        rows = self.rows(*dict.fromkeys((*self.keys, *columns)))
        return f"SELECT place, copies, {', '.join(taken)} FROM ({rows})"

    def same(self, one: str, other: str) -> str:
        """SQL for whether two groups differ by the reporter only."""
        return " AND ".join(
            f'{one}."{key}" = {other}."{key}"'
            if key == "target"
            else f'{one}."{key}" IS NOT DISTINCT FROM {other}."{key}"'
            for key in self.keys
            if key != "reporter"
        )

    def found(self, groups: str) -> str:
        """SQL behind FROM: rows `g`, each with its group `c` of the table `groups`.

        Their reporters are among those of the table `meant`, which names `m.body`; rows sent twice
        are not among them.
        """
        return (
            f"({self.keyed('case')}) g JOIN {groups} c ON {self.same('g', 'c')} JOIN meant m "
            f"ON m.of = c.of AND m.reporter IS NOT DISTINCT FROM {self.reporter}::VARCHAR "
            "WHERE g.place NOT IN (FROM gone)"
        )

    def place(self, at: int) -> tuple[RawTable, int]:
        """The table and the row there."""
        one = self.tables[self._at(at)]
        return one.table, one.table.number(at - one.first)

    def refused(self, at: int, faults: Sequence[RowFault], cells: Raw) -> Refused:
        table, row = self.place(at)
        return Refused(table, row, tuple(faults), cells)

    @property
    def counted(self) -> str:
        """SQL for how many rows a group of rows stands for."""
        return "sum(copies)" if any(one.groups for one in self.tables) else "count(*)"

    @property
    def is_group(self) -> str:
        """SQL for whether the place of a row `g` is one that stands for others."""
        parts = [
            f"g.place BETWEEN {one.first} AND {one.first + one.groups - 1}"
            for one in self.tables
            if one.groups
        ]
        return f"({' OR '.join(parts)})" if parts else "false"

    def fetched(self, places: Iterable[int], most_each: int) -> list[Fetched]:
        """The rows, wherever they are, that places of groups stand for: the first of each."""
        by_table: dict[int, list[int]] = {}
        for place in places:
            by_table.setdefault(self._at(place), []).append(place)
        found = []
        for at, wanted in by_table.items():
            one = self.tables[at]
            assert one.table.pushed is not None
            groups = [place - one.first for place in wanted]
            found += [
                Fetched(one.first + row.group, one.table, row.row, row.cells)
                for row in one.table.pushed.fetch(groups, most_each)
            ]
        return found

    def stands_for_others(self, place: int) -> bool:
        one = self.tables[self._at(place)]
        return place - one.first < one.groups

    def _at(self, place: int) -> int:
        return bisect_right(self.tables, place, key=lambda table: table.first) - 1

    def cells(self, places: Iterable[int]) -> dict[int, Raw]:
        """The cells of rows as they are written, by place, in order."""
        load_columns(self.con, "sought", {"place": ("BIGINT", sorted(set(places)))})
        found: dict[int, Raw] = {}
        for one in self.tables:
            columns = ", ".join(f't."{name}"' for name in one.columns)
            query = (
                f"SELECT s.place, {columns} FROM {one.name} t JOIN sought s "
                f"ON t.rowid = s.place - {one.first} ORDER BY s.place"
            )
            found |= {row[0]: one.raw(row[1:]) for row in self.con.execute(query).fetchall()}
        return found
