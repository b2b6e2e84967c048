"""The fast way: SQL that reads a case row's cells where they are in plain shape.

It only ever accepts less than the row model: what it cannot read is not clean, and the model
decides. A property test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

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
_OFFSET, _MOST_OFFSETS = r"(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$", 3


@dataclass(frozen=True)
class Formats:
    """How a table's dates are written: the likeliest format first.

    `offsets` are formats that end in an offset, such as +08:00, with the minutes from there to the
    plan's own clock; they hold from the year `earliest`.
    """

    plain: tuple[str, ...]
    offsets: tuple[tuple[str, int], ...] = ()
    earliest: int = EARLIEST


@dataclass(frozen=True)
class Scan:
    """One case table and how the fast way reads its dates."""

    serial: int
    table: RawTable
    formats: Formats

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
        first, *others = map(literal, self.formats.plain)
        tries = [f"try_strptime({cell}, {first})"]
        tries += [
            f"try_strptime({cell}, {literal(form)}) + to_minutes({minutes})"
            for form, minutes in self.formats.offsets
        ]
        return f"coalesce({', '.join(tries)}, try_strptime({cell}, [{', '.join(others)}]))"

    def _clean(self) -> str:
        """Whether the fast way can read a row, never NULL."""
        case = self.table.cell("case")
        tests = [
            # CASE looks at the costly tests only where the cheap ones do not decide: no space and
            # no 合计 sorts between these bounds
            f"CASE WHEN {case} IS NULL THEN false WHEN {case} BETWEEN '!' AND '~' THEN "
            f"NOT CASE WHEN contains({case}, '+') OR contains({case}, '.') OR {case} < '$' "
            f"THEN regexp_matches({case}, '(?i)e[+0-9-]|#') ELSE false END "
            f"ELSE trim({case}, {literal(SPACES)}) <> '' AND NOT contains({case}, '计') "
            f"AND NOT regexp_matches({case}, '(?i)e[+0-9-]|#') END"
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
        return " AND ".join(tests)

    def _inside(self, moment: str, cell: str) -> str:
        """A moment of our years, or a cell that is plainly blank."""
        first = f"TIMESTAMP '{self.formats.earliest}-01-01'"
        last = f"TIMESTAMP '{LATEST}-12-31 23:59:59.999999'"
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


def learn_formats(con: duckdb.DuckDBPyConnection, table: RawTable, zone: ZoneInfo) -> Formats:
    """The date formats, those of the table's first rows in front."""
    sample = f"SELECT * FROM ({table.sql}) LIMIT {_SAMPLE_ROWS}"
    cells = [table.cell(name) for name in _MOMENTS.values() if name in table.header.columns]
    written = " UNION ALL ".join(f"SELECT {cell} AS cell FROM ({sample})" for cell in cells)
    if not cells:
        return Formats(FORMATS)
    used = _count(con, written, FORMATS)
    plain = tuple(sorted(FORMATS, key=lambda form: -used[form]))
    endings = con.execute(
        f"SELECT DISTINCT regexp_extract(cell, {literal(_OFFSET)}) AS ending FROM ({written}) "
        f"WHERE ending <> '' ORDER BY ending LIMIT {_MOST_OFFSETS}"
    ).fetchall()
    earliest = _steady_since(zone) if endings else None
    if earliest is None:
        return Formats(plain)
    own = _minutes(datetime(LATEST, 1, 1, tzinfo=zone))
    shifts = {
        form + ending: own - _minutes(datetime.fromisoformat(f"2100-01-01T00:00{ending.upper()}"))
        for (ending,) in endings
        for form in FORMATS
        if "%M" in form
    }
    seen = _count(con, written, tuple(shifts))
    offsets = tuple((form, minutes) for form, minutes in shifts.items() if seen[form])
    return Formats(plain, offsets, max(EARLIEST, earliest)) if offsets else Formats(plain)


def _count(
    con: duckdb.DuckDBPyConnection, written: str, formats: tuple[str, ...]
) -> dict[str, int]:
    """How many of the cells each format reads."""
    tries = ", ".join(f"count(try_strptime(cell, {literal(form)}))" for form in formats)
    counts = con.execute(f"SELECT {tries} FROM ({written})").fetchone()
    assert counts is not None
    return dict(zip(formats, counts, strict=True))


def _minutes(when: datetime) -> int:
    offset = when.utcoffset()
    assert offset is not None
    return offset // timedelta(minutes=1)


@cache
def _steady_since(zone: ZoneInfo) -> int | None:
    """The first year since which a zone's clock has not moved; None where it still does."""
    last = datetime(LATEST, 12, 31, 12, tzinfo=zone)
    steady = None
    for year in range(LATEST, EARLIEST - 1, -1):
        days = (datetime(year, 1, 1, 12, tzinfo=zone) + timedelta(n) for n in range(0, 366, 7))
        if any(day.utcoffset() != last.utcoffset() for day in days):
            break
        steady = year
    return steady
