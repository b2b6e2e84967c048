"""Each table loaded once, in the order of its file, into a table of the engine.

Reported figures are loaded as text. Case files are read on the way: targets and reporters by the
catalogue's own names, dates by the formats in use. A row whose cells are all read is clean. Of a
row that is not, every cell is kept as it is written, for the row model to read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import duckdb

from yshj.catalogue.model import Catalogue
from yshj.contract.cells import ERROR_SHAPE
from yshj.contract.headers import CASE_COLUMNS
from yshj.errors import InputError
from yshj.intake.dates import BLANK, DateFormats, is_timed, learn_formats
from yshj.intake.engine import SPACES, literal, running
from yshj.intake.mapped_sql import WRITTEN
from yshj.intake.tables import RawTable, broken_records, take_rejects

MOMENTS = ("started", "finished")
# cells that are loaded as they stand: `CASE_COLUMNS` without those that are read
TEXTS = tuple(n for n in CASE_COLUMNS if n not in ("target", "reporter", *MOMENTS))
_ROW_BITS = 40  # of a row's place: the table's number stands above its row's


def load(
    con: duckdb.DuckDBPyConnection,
    table: RawTable,
    into: str,
    scratch: Path,
    select: Callable[[str], str] = str,
) -> int:
    """Make the engine's table `into` of `select` over the rows of `table`; how many there are.

    Its bytes are looked through meanwhile: where that shows that they must be read in another way,
    they are. InputError for what is no table of data.
    """
    try:
        while True:
            try:
                query = f"CREATE OR REPLACE TABLE {into} AS {select(table.rows)}"
                with running(con, query) as made:
                    made.result()
            except duckdb.InvalidInputException:  # what it makes of lines that end in several ways
                if not table.read_otherwise(scratch):
                    raise
                continue
            rejects = take_rejects(con)
            if not table.read_otherwise(scratch):
                break
        table.broken = broken_records(table, rejects)
        found = con.execute(f"SELECT count(*) FROM {into}").fetchone()
        assert found is not None
        table.number_rows(con, found[0])
    except (InputError, OSError, duckdb.Error):  # a table read in part counts for nothing
        con.execute(f"DROP TABLE IF EXISTS {into}")
        take_rejects(con)
        raise
    return int(found[0])


def left_out(con: duckdb.DuckDBPyConnection, table: RawTable, loaded: str) -> dict[int, int]:
    """How many of the loaded rows are not meant, by the reason's number."""
    if not table.leaves_out:
        return {}
    query = f"SELECT left_out, count(*) FROM {loaded} WHERE left_out > 0 GROUP BY left_out"
    return dict(con.execute(query).fetchall())


class Names(NamedTuple):
    """Every name that a cell may hold to be known at once."""

    targets: list[str]
    bodies: list[str]


def serial_of(place: str) -> str:
    """SQL for the number of the table that a place is in."""
    return f"({place} >> {_ROW_BITS})"


def make_names(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> Names:
    """Make the engine's types `target_name` and `body_name`."""
    targets = [
        word for one in catalogue.targets.values() for word in (one.id, one.name.zh, one.name.en)
    ]
    names = Names(list(dict.fromkeys(targets)), list(dict.fromkeys(catalogue.bodies.names)))
    for kind, listed in (("target", names.targets), ("body", names.bodies)):
        words = ", ".join(map(literal, listed))
        con.execute(f"CREATE TYPE ledger.{kind}_name AS ENUM ({words})")
    return names


@dataclass(frozen=True)
class CaseTable:
    """One table of case files, loaded as `name`: a column for each known one that it has.

    Clean rows have a `target`. `as_written` holds every cell of a row that is not clean, in the
    order of `cells`; of a clean row only those of `kept`, where they cannot be told from the row.
    """

    serial: int
    table: RawTable
    formats: DateFormats
    rows: int
    until: int | None = None  # the row from which on none counts: another header

    @property
    def name(self) -> str:
        return f"ledger.cases_{self.serial}"

    @property
    def amended(self) -> str:
        return f"ledger.amended_{self.serial}"

    @property
    def apart(self) -> str:
        """The engine's table of the rows that are no data, where they were looked for."""
        return f"ledger.apart_{self.serial}"

    @property
    def counts(self) -> str:
        """SQL for whether a row can count at all."""
        return "true" if self.until is None else f"rowid < {self.until}"

    @property
    def groups(self) -> int:
        """How many of its rows, the first, stand for groups of rows that are elsewhere."""
        return 0 if self.table.pushed is None else self.table.pushed.groups

    @property
    def copies(self) -> str:
        """SQL for how many rows a row stands for."""
        return "1" if self.table.pushed is None else "copies"

    @property
    def others(self) -> list[int]:
        """The places of columns that nobody reads, whose cells tell what is no row of data."""
        return others(self.table)

    @property
    def cells(self) -> list[str]:
        return list(self.table.header.columns)

    @property
    def kept(self) -> list[str]:
        return kept(self.table)

    def has(self, column: str) -> bool:
        return column in self.table.header.columns

    @property
    def first(self) -> int:
        """The place of its first row among the rows of all tables."""
        return self.serial << _ROW_BITS

    @property
    def last(self) -> int:
        return self.first + (1 << _ROW_BITS) - 1

    def timed(self, column: str) -> str:
        """SQL for whether a clean row's moment tells a time of day; NULL where there is none."""
        if not self.has(column):
            return "NULL"
        written = f"as_written[{self.kept.index(column) + 1}]"
        usual = str(self.formats.usual_is_timed).lower()
        return (
            f"CASE WHEN {column} IS NULL THEN NULL WHEN {written} IS NULL THEN {usual} "
            f"ELSE {is_timed(written)} END"
        )

    def raw(self, row: tuple[Any, ...]) -> dict[str, str | None]:
        """The cells of a row as they are written: a row of `self.columns` of `name`."""
        given = dict(zip(self.columns, row, strict=True))
        written = given.pop("as_written")
        if given["target"] is None:
            return dict(zip(self.cells, written[: len(self.cells)], strict=True))
        for name in MOMENTS:
            if given.get(name) is not None:
                given[name] = self.formats.written(given[name])
        if written:
            given |= {
                name: cell
                for name, cell in zip(self.kept, written, strict=True)
                if cell is not None or name not in MOMENTS
            }
        return {name: given.get(name) for name in self.cells}

    @property
    def columns(self) -> list[str]:
        known = [name for name in self.cells if not name.startswith(WRITTEN)]
        return [*dict.fromkeys(("target", *known)), "as_written"]


def others(table: RawTable) -> list[int]:
    if table.sieve is None:
        return []
    known = set(table.header.columns.values())
    return [at for at in range(len(table.header.names)) if at not in known]


def kept(table: RawTable) -> list[str]:
    """The columns whose cells a row does not tell: moments, if unusual, and what was translated."""
    columns = table.header.columns
    moments = [name for name in MOMENTS if name in columns]
    return moments + [name for name in columns if name.startswith(WRITTEN)]


def load_cases(
    con: duckdb.DuckDBPyConnection, table: RawTable, serial: int, zone: ZoneInfo, scratch: Path
) -> CaseTable:
    """Load a table of case files; InputError, OSError and the engine's errors leave nothing."""
    given = [table.cell(name) for name in MOMENTS if name in table.header.columns]
    first = table.first_rows(con)
    sample = " UNION ALL ".join(f"SELECT {cell} AS cell FROM ({first})" for cell in given)
    formats = learn_formats(con, sample, zone) if sample else DateFormats()
    loaded = CaseTable(serial, table, formats, 0)
    rows = load(con, table, loaded.name, scratch, lambda cells: _read(table, formats, cells))
    return CaseTable(serial, table, formats, rows)


def _read(table: RawTable, formats: DateFormats, cells: str) -> str:
    """SQL for the rows of a `CaseTable` over a table's raw cells."""
    columns = table.header.columns
    moments = [name for name in MOMENTS if name in columns]
    read = ["try_cast({} AS ledger.target_name) AS target".format(table.cell("target"))]
    if "reporter" in columns:
        read.append(f"try_cast({table.cell('reporter')} AS ledger.body_name) AS reporter")
    read += [f"{formats.moment(table.cell(name))} AS {name}" for name in moments]
    inner = f"SELECT *, {', '.join(read)} FROM ({cells})"
    inner = f"SELECT *, {_is_clean(table, formats)} AS clean FROM ({inner})"
    taken = ["CASE WHEN clean THEN target END AS target"]
    taken += ["reporter"] * ("reporter" in columns)
    taken += [f"CASE WHEN {formats.inside(name)} THEN {name} END AS {name}" for name in moments]
    taken += [f'{_text(table, name)} AS "{name}"' for name in TEXTS if name in columns]
    taken.append(f"{_as_written(table, formats, moments)} AS as_written")
    if table.leaves_out:
        taken.append("left_out")
    if table.pushed is not None:
        taken.append("copies")
    return f"SELECT {', '.join(taken)} FROM ({inner})"


def _text(table: RawTable, name: str) -> str:
    cell = table.cell(name)
    return bare(cell) if name == "case" else cell


def bare(cell: str) -> str:
    """SQL for `formulas.bare`."""
    return f"CASE WHEN ascii({cell}) = 39 THEN substr({cell}, 2) ELSE {cell} END"


def _is_clean(table: RawTable, formats: DateFormats) -> str:
    """SQL for whether every cell of a row was read, never NULL."""
    columns = table.header.columns
    tests = ["target IS NOT NULL", f"NOT {odd_case(table.cell('case'))}"]
    if "reporter" in columns:
        tests.append(f"(reporter IS NOT NULL OR {is_blank(table.cell('reporter'))})")
    tests += [_is_read(name, table.cell(name), formats) for name in MOMENTS if name in columns]
    if set(MOMENTS) <= columns.keys():
        tests.append(f"NOT {early('started', 'finished', is_timed(table.cell('finished')))}")
    if "reported" in columns:
        cell = table.cell("reported")
        tests.append(_is_read(formats.moment(cell), cell, formats))
    if "value" in columns:  # which is not read where only days count
        tests.append(f"NOT {is_error(table.cell('value'))}")
    if table.has_nul:
        tests += [f"NOT contains(coalesce(c{at}, ''), chr(0))" for at in columns.values()]
    if table.leaves_out:
        tests.append("left_out = 0")
    return " AND ".join(tests)


def _is_read(moment: str, cell: str, formats: DateFormats) -> str:
    return f"coalesce({formats.inside(moment)}, {cell} IS NULL OR {cell} IN {BLANK})"


def is_blank(cell: str) -> str:
    return f"({cell} IS NULL OR {cell} = '')"


def odd_case(cell: str) -> str:
    """SQL for whether the model must look at a case number: blank, a total, or spoilt by Excel."""
    # CASE looks at the costly tests only where the cheap ones do not decide: no space and no 合计
    # sorts between these bounds; 4.1E+20 and #N/A are what Excel leaves of a number
    spoilt = (
        f"CASE WHEN contains({cell}, '+') OR contains({cell}, '.') OR contains({cell}, '#') "
        f"THEN regexp_matches({cell}, '(?i)e[+0-9-]|#') ELSE false END"
    )
    return (
        f"CASE WHEN {cell} IS NULL THEN true "
        f"WHEN ascii({cell}) = 39 THEN trim(substr({cell}, 2), {literal(SPACES)}) = '' OR {spoilt} "
        f"WHEN {cell} BETWEEN '!' AND '~' THEN {spoilt} "
        f"ELSE trim({cell}, {literal(SPACES)}) = '' OR contains({cell}, '计') OR {spoilt} END"
    )


def is_error(cell: str) -> str:
    """SQL for `cells.is_error`, never NULL."""
    matches = f"regexp_full_match({cell}, {literal('(?i)' + ERROR_SHAPE)})"
    return f"CASE WHEN starts_with({cell}, '#') THEN {matches} ELSE false END"


def early(started: str, finished: str, timed: str) -> str:
    """SQL for whether a case ends before it starts, by the time of day."""
    return (
        f"CASE WHEN {finished} < {started} THEN {timed} AND {finished} <> {finished}::DATE "
        "ELSE false END"
    )


def _as_written(table: RawTable, formats: DateFormats, moments: list[str]) -> str:
    places = [*table.header.columns.values(), *others(table)]
    cells = ", ".join(f"c{at}" for at in places)
    parts, unusual = [], []
    for name in moments:
        cell = table.cell(name)
        usual = f"({cell} IS NULL OR {formats.is_usual(cell, name)})"
        unusual.append(f"NOT {usual}")
        parts.append(f"CASE WHEN NOT {usual} THEN {cell} END")
    translated = [name for name in table.header.columns if name.startswith(WRITTEN)]
    parts += [table.cell(name) for name in translated]
    whens = ["WHEN left_out > 0 THEN NULL"] if table.leaves_out else []
    whens.append(f"WHEN NOT clean THEN [{cells}]")
    if translated:
        whens.append(f"ELSE [{', '.join(parts)}]")
    elif parts:
        whens.append(f"WHEN {' OR '.join(unusual)} THEN [{', '.join(parts)}]")
    return f"CASE {' '.join(whens)} END"
