"""Case ledgers: one grouped pass over the rows, and the model for every row it cannot read.

The pass groups rows by (target, reporter, start day, finish day, excluded, limit, …), so that ten
million rows become a small table. Only whole days are kept: targets that count hours, or that
judge a value, are grouped once more by what they need.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import date, datetime, time
from typing import Any

import duckdb
import narwhals as nw

from yshj.calendar.clocks import Clock
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.rows import CaseRow, Context, read_row
from yshj.errors import InputError
from yshj.intake.engine import literal, load_columns, running
from yshj.intake.fast import KEYS, TYPES, Scan, learn_formats
from yshj.intake.rows import Refused, broken_rows
from yshj.intake.tables import RawTable, take_rejects

Raw = dict[str, str | None]  # a row's cells as they are written, by column name


class CaseStore:
    """The grouped rows of every case table, in the engine's temporary table `grouped`."""

    def __init__(self, con: duckdb.DuckDBPyConnection, context: Context) -> None:
        self.con = con
        self.context = context
        self.scans: list[Scan] = []
        types = ", ".join(f'"{key}" {kind}' for key, kind in TYPES.items())
        con.execute(f"CREATE TEMP TABLE grouped (file INTEGER, {types}, n BIGINT)")
        con.execute(f"CREATE TEMP TABLE by_model (file INTEGER, row BIGINT, {types})")

    def add(self, table: RawTable) -> tuple[list[Refused], int]:
        """Group one table's rows; its refused rows so far, and how many rows it has."""
        scan = Scan(len(self.scans), table, learn_formats(self.con, table, self.context.zone))
        self.scans.append(scan)
        try:
            return self._add(scan)
        except (InputError, duckdb.Error):  # a table read in part counts for nothing
            self.scans.remove(scan)
            self.con.execute(f"DELETE FROM grouped WHERE file = {scan.serial}")
            raise

    def _add(self, scan: Scan) -> tuple[list[Refused], int]:
        table = scan.table
        self._group("first", scan, table.first_sql, precise=False)
        take_rejects(self.con, table)
        counts = self.con.execute(
            "SELECT coalesce(sum(n), 0), coalesce(sum(n) FILTER (NOT clean), 0) FROM first"
        ).fetchone()
        assert counts is not None
        table.records = 1 + int(counts[0]) + len(table.broken)
        self._regroup(scan)
        refused = broken_rows(table)
        if counts[1]:
            refused += self._by_model(scan)
        return refused, int(counts[0]) + len(table.broken) + len(table.aside.refused)

    def _group(self, name: str, scan: Scan, source: str, precise: bool, where: str = "") -> None:
        """The one pass over the rows: how many there are of each combination of keys.

        Rows that are not clean have no keys: what is written in them stands in place of a target,
        where it costs the others nothing.
        """
        cells, h = scan.written()
        target = f"CASE WHEN clean THEN target ELSE {h} || ' ' || {cells} END AS target"
        read = f"SELECT * REPLACE ({target}) FROM ({scan.read(source, precise)})"
        rows = nw.from_native(self.con.sql(read + where))
        groups = rows.group_by("clean", *scan.keys).agg(nw.len().alias("n")).to_native()
        query = f"CREATE OR REPLACE TEMP TABLE {name} AS {groups.sql_query()}"
        with running(self.con, query) as grouped:
            grouped.result()
        self.con.execute(
            f"INSERT INTO grouped BY NAME SELECT {scan.serial} AS file, "
            f"* EXCLUDE (clean) FROM {name} WHERE clean"
        )

    def _regroup(self, scan: Scan) -> None:
        """Group again, with times of day and values, what the whole days do not decide."""
        names = self.con.execute("SELECT DISTINCT target FROM first WHERE clean").fetchall()
        found = {name: self.context.catalogue.find(name) for (name,) in names if name is not None}
        precise = [name for name, target in found.items() if target and needs_more(target)]
        if not precise:
            return
        wanted = ", ".join(map(literal, precise))
        self.con.execute(f"DELETE FROM grouped WHERE file = {scan.serial} AND target IN ({wanted})")
        where = f" WHERE clean AND {scan.table.cell('target')} IN ({wanted})"
        self._group("second", scan, scan.table.sql, precise=True, where=where)

    def _by_model(self, scan: Scan) -> list[Refused]:
        """Every row that is not clean, read by the model: kept among the groups, or refused."""
        self.con.execute(
            "CREATE OR REPLACE TEMP TABLE dirty AS "
            "SELECT row_number() OVER () AS id, split_part(target, ' ', 1)::UBIGINT AS h, "
            "substr(target, instr(target, ' ') + 1) AS cells FROM first WHERE NOT clean"
        )
        found = self.con.execute("SELECT id, cells FROM dirty").fetchall()
        written: dict[int, Raw] = {at: json.loads(cells) for at, cells in found}
        with self._places(scan) as places:
            read = {at: read_row(CaseRow, raw, self.context) for at, raw in written.items()}
        refused = []
        good: list[tuple[Any, ...]] = []
        rows: list[int] = []
        for row, at in places.result():
            verdict = read[at]
            if isinstance(verdict, list):
                number = scan.table.number(row)
                refused.append(Refused(scan.table, number, tuple(verdict), written[at]))
            else:
                good.append(group_key(verdict, written[at]))
                rows.append(row)
        self.count(scan, good, 1)
        if good:
            load_columns(self.con, "placed", {"row": ("BIGINT", rows), **_columns(good)})
            self.con.execute(f"INSERT INTO by_model SELECT {scan.serial}, * FROM placed")
        return refused

    def _places(self, scan: Scan) -> AbstractContextManager[Future[list[tuple[int, int]]]]:
        """The rows on which the cells of table `dirty` stand: (row, id), in order.

        The engine numbers rows on one core, the model reads them on the other.
        """
        cells, h = scan.written()
        query = (
            f"SELECT t.row, d.id FROM ({scan.table.numbered()}) t JOIN dirty d ON {h} = d.h "
            # only for rows of the same hash: two that differ may share one
            f"WHERE CASE WHEN d.h IS NOT NULL THEN {cells} = d.cells END ORDER BY t.row, d.id"
        )
        return running(self.con, query)

    def rows(self, scan: Scan, where: str) -> Iterator[tuple[int, Raw]]:
        """Rows of a table as `numbered` has them, by column name, in a pass of their own."""
        names = list(scan.table.header.columns)
        cells = ", ".join(scan.table.cell(name) for name in names)
        found = self.con.execute(
            f"SELECT row, {cells} FROM ({scan.table.numbered()}) WHERE {where} "
            f"ORDER BY row, {scan.table.cell('target')}"
        ).fetchall()
        for row in found:
            yield row[0], dict(zip(names, row[1:], strict=True))

    def count(self, scan: Scan, keys: Sequence[tuple[Any, ...]], each: int) -> None:
        """Add rows to the groups, or with `each` = -1 take them out again."""
        if not keys:
            return
        load_columns(self.con, "counted", _columns(keys))
        self.con.execute(f"INSERT INTO grouped SELECT {scan.serial}, *, {each} FROM counted")


def _columns(keys: Sequence[tuple[Any, ...]]) -> dict[str, tuple[str, Sequence[Any]]]:
    return {f'"{key}"': (TYPES[key], [row[at] for row in keys]) for at, key in enumerate(KEYS)}


def needs_more(target: Target) -> bool:
    """Whether a target needs times of day or values, beyond whole days."""
    if target.clock is None:
        return target.statistic in (Statistic.EACH, Statistic.MEAN)
    return target.clock in (Clock.HOUR, Clock.CASE_LIMIT)


def group_key(row: CaseRow, raw: dict[str, str | None]) -> tuple[Any, ...]:
    """The group that an accepted row falls into, as the grouped pass would have put it."""
    precise = needs_more(row.target)
    times: list[Any] = []
    for when in (row.started, row.finished):
        if when is None:
            times.append(None)
        elif isinstance(when, datetime):
            times.append(when if precise else datetime.combine(when.date(), time(0)))
        else:
            times.append(datetime.combine(when, time(0)))
    timed: list[bool | None] = [None, None]
    if precise:
        timed = [_timed(when) for when in (row.started, row.finished)]
    cells = [raw.get(key) for key in ("excluded", "limit", "extended", "flag", "unit")]
    value = raw.get("value") if precise else None
    return (raw["target"], raw.get("reporter"), *times, *timed, *cells, value)


def _timed(when: date | datetime | None) -> bool | None:
    return None if when is None else isinstance(when, datetime)
