"""The fast way: SQL that reads a case row's cells where they are in plain shape.

It only ever accepts less than the row model: what it cannot read is not clean, and the model
decides. A property test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from yshj.contract.cells import EARLIEST, LATEST
from yshj.intake.engine import literal
from yshj.intake.tables import RawTable

KEYS = (
    *("target", "reporter", "s", "f", "s_timed", "f_timed"),
    *("excluded", "limit", "extended", "flag", "unit", "value"),
)
TYPES = dict.fromkeys(KEYS, "VARCHAR") | {
    "s": "TIMESTAMP",
    "f": "TIMESTAMP",
    "s_timed": "BOOLEAN",
    "f_timed": "BOOLEAN",
}
FORMATS = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"),
    *("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d"),
    *("%Y年%m月%d日 %H时%M分", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日"),
)
_MOMENTS = {"s": "started", "f": "finished"}
_BLANK = "('-', '--', '/', 'N/A', 'n/a', '..')"
SPACES = " \t\r\n\u00a0\u3000\u2002\u2003\u2009\u200a\u202f\u205f\u1680"
_SAMPLE_ROWS = 500


@dataclass(frozen=True)
class Scan:
    """One case table and how the fast way reads its dates."""

    serial: int
    table: RawTable
    formats: tuple[str, ...]

    def moment(self, column: str) -> str:
        formats = ", ".join(map(literal, self.formats))
        return f"try_strptime({self.table.cell(column)}, [{formats}])"

    def clean(self) -> str:
        """Whether the fast way can read a row: SQL over the raw cells, never NULL."""
        case = self.table.cell("case")
        tests = [
            f"{case} IS NOT NULL",
            f"(strlen({case}) > 12 OR trim({case}, {literal(SPACES)}) <> '')",
        ]
        for column in _MOMENTS.values():
            if column in self.table.header.columns:
                cell = self.table.cell(column)
                inside = f"year({self.moment(column)}) BETWEEN {EARLIEST} AND {LATEST}"
                tests.append(f"({cell} IS NULL OR {cell} IN {_BLANK} OR coalesce({inside}, false))")
        if self.table.digest.has_nul:
            cells = [f"c{at}" for at in self.table.header.columns.values()]
            tests += [f"NOT contains(coalesce({cell}, ''), chr(0))" for cell in cells]
        return " AND ".join(tests)

    def keys(self, precise: bool) -> list[str]:
        """SQL for each key of a clean row; `precise` keeps times of day and values."""
        columns = []
        for column in _MOMENTS.values():
            if column not in self.table.header.columns:
                columns.append("NULL::TIMESTAMP")
            elif precise:
                columns.append(self.moment(column))
            else:
                columns.append(f"{self.moment(column)}::DATE::TIMESTAMP")
        for column in _MOMENTS.values():
            cell = self.table.cell(column)
            timed = f"(contains({cell}, ':') OR contains({cell}, '时'))"
            columns.append(timed if precise else "NULL::BOOLEAN")
        front = [self.table.cell("target"), self.table.cell("reporter")]
        back = [self.table.cell(name) for name in ("excluded", "limit", "extended", "flag", "unit")]
        value = self.table.cell("value") if precise else "NULL::VARCHAR"
        return [*front, *columns, *back, value]

    def typed(self, source: str, precise: bool) -> str:
        """SQL giving each row's keys; a row that is not clean has none but `clean` = false."""
        inner = f"SELECT *, {self.clean()} AS clean FROM ({source})"
        keys = ", ".join(
            f'CASE WHEN clean THEN {sql} END AS "{key}"'
            for key, sql in zip(KEYS, self.keys(precise), strict=True)
        )
        return f"SELECT clean, {keys} FROM ({inner})"


def learn_formats(con: duckdb.DuckDBPyConnection, table: RawTable) -> tuple[str, ...]:
    """The date formats, those of the table's first rows in front."""
    used = dict.fromkeys(FORMATS, 0)
    for column in _MOMENTS.values():
        if column in table.header.columns:
            tries = ", ".join(
                f"count(try_strptime({table.cell(column)}, {literal(form)}))" for form in FORMATS
            )
            sample = f"SELECT * FROM ({table.sql}) LIMIT {_SAMPLE_ROWS}"
            counts = con.execute(f"SELECT {tries} FROM ({sample})").fetchone() or ()
            for form, count in zip(FORMATS, counts, strict=True):
                used[form] += count
    return tuple(sorted(FORMATS, key=lambda form: -used[form]))
