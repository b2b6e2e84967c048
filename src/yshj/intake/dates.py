"""SQL for dates and times as they are usually written, by the formats that a table is found to use.

It only ever reads less than the row model: what no format reads goes to the model, once a distinct
text. A property test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import duckdb

from yshj.contract.cells import EARLIEST, LATEST
from yshj.intake.engine import literal

FORMATS = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"),
    *("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d"),
    *("%Y年%m月%d日 %H时%M分", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日"),
)
BLANK = "('', '-', '--', '/', 'N/A', 'n/a', '..')"  # plainly
_OFFSET, _MOST_OFFSETS = r"(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$", 3
_AS_CAST = {"%Y-%m-%d %H:%M:%S": "TIMESTAMP", "%Y-%m-%d": "DATE"}  # how the engine writes its own


@dataclass(frozen=True)
class DateFormats:
    """How a table's dates are written: the likeliest format first, which is the usual one.

    `offsets` are formats that end in an offset, such as +08:00, with the minutes from there to the
    plan's own clock; they hold from the year `earliest`.
    """

    plain: tuple[str, ...] = FORMATS
    offsets: tuple[tuple[str, int], ...] = ()
    earliest: int = EARLIEST

    def moment(self, cell: str) -> str:
        """SQL for the moment that a cell tells, NULL where no format reads it.

        The engine takes `epoch`, `infinity` and years of two digits, so years outside ours are
        left to the model.
        """
        first, *others = map(literal, self.plain)
        tries = [f"try_strptime({cell}, {first})"]
        tries += [
            f"try_strptime({cell}, {literal(form)}) + to_minutes({minutes})"
            for form, minutes in self.offsets
        ]
        tries.append(f"try_strptime({cell}, [{', '.join(others)}])")
        return f"coalesce({', '.join(tries)})"

    def inside(self, moment: str) -> str:
        """SQL for whether a moment lies in our years; NULL for none."""
        first = f"TIMESTAMP '{self.earliest}-01-01'"
        last = f"TIMESTAMP '{LATEST}-12-31 23:59:59.999999'"
        return f"({moment} BETWEEN {first} AND {last})"

    def is_usual(self, cell: str, moment: str) -> str:
        """SQL for whether a cell is, to the letter, its moment in the usual format; never NULL."""
        usual = self.plain[0]
        if usual in _AS_CAST:
            again = f"CAST(CAST({moment} AS {_AS_CAST[usual]}) AS VARCHAR)"
        else:
            again = f"strftime({moment}, {literal(usual)})"
        width = len(written(datetime(2021, 12, 31), usual).encode())
        same = f"coalesce({again} = {cell}, false)"
        return f"CASE WHEN strlen({cell}) = {width} THEN {same} ELSE false END"

    def written(self, moment: datetime) -> str:
        """A moment in the usual format."""
        return written(moment, self.plain[0])

    @property
    def usual_is_timed(self) -> bool:
        return "%H" in self.plain[0]


def written(moment: datetime, form: str) -> str:
    """A moment by one of the `FORMATS`, whatever the machine's language is."""
    year, month, day, hour, minute, second = moment.timetuple()[:6]
    parts = {"%Y": f"{year:04}", "%m": f"{month:02}", "%d": f"{day:02}"}
    parts |= {"%H": f"{hour:02}", "%M": f"{minute:02}", "%S": f"{second:02}"}
    for mark, part in parts.items():
        form = form.replace(mark, part)
    return form


def is_timed(cell: str) -> str:
    """SQL for whether a cell that is a moment tells a time of day."""
    return f"(contains({cell}, ':') OR contains({cell}, '时'))"


def learn_formats(con: duckdb.DuckDBPyConnection, cells: str, zone: ZoneInfo) -> DateFormats:
    """The formats, those of the first rows in front: `cells` is SQL for their column `cell`."""
    used = _count(con, cells, FORMATS)
    plain = tuple(sorted(FORMATS, key=lambda form: -used[form]))
    endings = con.execute(
        f"SELECT DISTINCT regexp_extract(cell, {literal(_OFFSET)}) AS ending FROM ({cells}) "
        f"WHERE ending <> '' ORDER BY ending LIMIT {_MOST_OFFSETS}"
    ).fetchall()
    earliest = _steady_since(zone) if endings else None
    if earliest is None:
        return DateFormats(plain)
    own = _minutes(datetime(LATEST, 1, 1, tzinfo=zone))
    shifts = {
        form + ending: own - _minutes(datetime.fromisoformat(f"2100-01-01T00:00{ending.upper()}"))
        for (ending,) in endings
        for form in FORMATS
        if "%M" in form
    }
    seen = _count(con, cells, tuple(shifts))
    offsets = tuple((form, minutes) for form, minutes in shifts.items() if seen[form])
    return DateFormats(plain, offsets, max(EARLIEST, earliest)) if offsets else DateFormats(plain)


def _count(con: duckdb.DuckDBPyConnection, cells: str, formats: tuple[str, ...]) -> dict[str, int]:
    """How many of the cells each format reads."""
    tries = ", ".join(f"count(try_strptime(cell, {literal(form)}))" for form in formats)
    counts = con.execute(f"SELECT {tries} FROM ({cells})").fetchone()
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
