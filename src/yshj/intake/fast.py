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
SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace())  # as str.strip has it
_SAMPLE_ROWS = 500


@dataclass(frozen=True)
class Scan:
    """One case table and how the fast way reads its dates."""

    serial: int
    table: RawTable
    formats: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that this table's columns can give; the others are NULL in every row."""
        given = {"s": "started", "f": "finished", "s_timed": "started", "f_timed": "finished"}
        return tuple(key for key in KEYS if given.get(key, key) in self.table.header.columns)

    def read(self, source: str, precise: bool) -> str:
        """SQL over the raw cells of `source`: its columns, `clean`, and the keys of clean rows.

        A row that is not clean has no keys. `precise` keeps times of day and values.
        """
        moments = "".join(
            f", {self._moment(column)} AS {key}_at"
            for key, column in _MOMENTS.items()
            if key in self.keys
        )
        keys = "".join(
            f', CASE WHEN clean THEN {self._key(key, precise)} END AS "{key}"' for key in self.keys
        )
        return (
            f"SELECT *{keys} FROM (SELECT *, {self._clean()} AS clean "
            f"FROM (SELECT *{moments} FROM ({source})))"
        )

    def written(self) -> tuple[str, str]:
        """SQL of a row's cells as they are written, as JSON by column name, and of their hash."""
        columns = self.table.header.columns.items()
        parts = ", ".join(f'"{name}" := c{at}' for name, at in columns)
        cells = ", ".join(f"c{at}" for _, at in columns)
        return f"to_json(struct_pack({parts}))::VARCHAR", f"hash({cells})"

    def _moment(self, column: str) -> str:
        cell = self.table.cell(column)
        first, *others = map(literal, self.formats)
        return (
            f"coalesce(try_strptime({cell}, {first}), try_strptime({cell}, [{', '.join(others)}]))"
        )

    def _clean(self) -> str:
        """Whether the fast way can read a row, never NULL."""
        case = self.table.cell("case")
        tests = [
            # CASE looks at the costly tests only where the cheap ones do not decide: no space and
            # no 合计 sorts between these bounds
            f"CASE WHEN {case} IS NULL THEN false WHEN {case} BETWEEN '!' AND '~' THEN true "
            f"ELSE trim({case}, {literal(SPACES)}) <> '' AND NOT contains({case}, '计') END"
        ]
        for key, column in _MOMENTS.items():
            if key in self.keys:
                tests.append(self._inside(f"{key}_at", self.table.cell(column)))
        if {"s", "f"} <= set(self.keys):
            timed = f"{self._timed('finished')} AND f_at <> f_at::DATE"
            tests.append(f"NOT CASE WHEN f_at < s_at THEN {timed} ELSE false END")
        if "reported" in self.table.header.columns:
            tests.append(self._inside(self._moment("reported"), self.table.cell("reported")))
        if self.table.digest.has_nul:
            known = [f"c{at}" for at in self.table.header.columns.values()]
            tests += [f"NOT contains(coalesce({cell}, ''), chr(0))" for cell in known]
        if self.table.text is not None and self.table.reads_too_little:
            # the engine looks at the bytes of columns it reads only: let every pass read them all
            cells = ", ".join(f"c{at}" for at in range(len(self.table.text.header)))
            tests.append(f"concat({cells}) <> chr(0)")
        return " AND ".join(tests)

    def _inside(self, moment: str, cell: str) -> str:
        """A moment of our years, or a cell that is plainly blank."""
        first, last = f"TIMESTAMP '{EARLIEST}-01-01'", f"TIMESTAMP '{LATEST}-12-31 23:59:59.999999'"
        blank = f"{cell} IS NULL OR {cell} IN {_BLANK}"
        return f"coalesce({moment} BETWEEN {first} AND {last}, {blank})"

    def _timed(self, column: str) -> str:
        cell = self.table.cell(column)
        return f"(contains({cell}, ':') OR contains({cell}, '时'))"

    def _key(self, key: str, precise: bool) -> str:
        if key in _MOMENTS:
            return f"{key}_at" if precise else f"{key}_at::DATE::TIMESTAMP"
        if key in ("s_timed", "f_timed"):
            moment = key[0]
            timed = self._timed(_MOMENTS[moment])
            return f"CASE WHEN {moment}_at IS NOT NULL THEN {timed} END" if precise else "NULL"
        if key == "value" and not precise:
            return "NULL"
        return self.table.cell(key)


def learn_formats(con: duckdb.DuckDBPyConnection, table: RawTable) -> tuple[str, ...]:
    """The date formats, those of the table's first rows in front."""
    used = dict.fromkeys(FORMATS, 0)
    sample = f"SELECT * FROM ({table.sql}) LIMIT {_SAMPLE_ROWS}"
    for column in _MOMENTS.values():
        if column in table.header.columns:
            cell = table.cell(column)
            tries = ", ".join(f"count(try_strptime({cell}, {literal(form)}))" for form in FORMATS)
            counts = con.execute(f"SELECT {tries} FROM ({sample})").fetchone() or ()
            for form, count in zip(FORMATS, counts, strict=True):
                used[form] += count
    return tuple(sorted(FORMATS, key=lambda form: -used[form]))
