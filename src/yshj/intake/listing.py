"""Every failing row written to a file by the engine: none of them passes through Python.

Rows are found by the groups they fall into, and joined to what is known of their combination of
cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from yshj.contract.formulas import NUMBER, REWRITTEN, RISKY
from yshj.errors import printable
from yshj.intake.accepted import Accepted
from yshj.intake.engine import literal, load_columns, running

# the columns of the file, with the engine's types; numbers come as their digits
COLUMNS = {
    **{"target": "VARCHAR", "item": "INTEGER", "kind": "VARCHAR", "reporter": "VARCHAR"},
    **{"period": "VARCHAR", "case": "VARCHAR", "file": "VARCHAR", "row": "BIGINT"},
    **{"started": "VARCHAR", "finished": "VARCHAR", "excluded": "VARCHAR", "due": "VARCHAR"},
    **{"elapsed": "VARCHAR", "observed": "VARCHAR", "flag": "VARCHAR", "limit": "VARCHAR"},
    **{"unit": "VARCHAR", "missed_by": "VARCHAR"},
}
NUMBERS = ("excluded", "elapsed", "observed", "limit", "missed_by")
LONGEST_NAME = 4096
PLACES = 12  # that a number may have
OF_ROWS = ("kind", "reporter", "period", "case", "file", "row")  # others are a combination's
_WORDS = ("target", "reporter", "case", "file", "unit")  # that somebody else wrote
# what nearly every cell looks like, so that one look is enough
_PLAIN = r"[0-9A-Za-z\x{4e00}-\x{9fff}][^\x00-\x08\x0b-\x1f]*"
_CONTROLS = (*range(9), *range(11, 32))  # not tab and newline, which a cell may hold


def write(
    con: duckdb.DuckDBPyConnection,
    accepted: Accepted | None,
    shared: Mapping[int, Mapping[str, Any]],
    figures: Sequence[Mapping[str, Any]],
    scratch: Path,
    path: Path,
) -> Path:
    """Write the rows of every combination in `shared`, and `figures`, to the run's own folder.

    `shared` holds the columns that are not `OF_ROWS`, and `rank`. The file is to become `path`,
    whose suffix says whether it is Parquet or CSV. Worst first by `rank`, then in the order of
    files by name, and of rows. A CSV file has a byte-order mark, and its cells are harmless to
    spreadsheets and terminals; Parquet keeps cells as they came.
    """
    kinds = COLUMNS | {"rank": "BIGINT"}
    columns = {f'"{name}"': (kind, [one[name] for one in figures]) for name, kind in kinds.items()}
    load_columns(con, "figures", columns)
    rows = "SELECT * FROM figures"
    if accepted is not None and shared:
        rows += f" UNION ALL BY NAME {_cases(con, accepted, shared)}"
    packed = path.suffix.casefold() == ".parquet"
    out = scratch / f"failures{path.suffix}"
    shown = ", ".join(_shown(name, packed) for name in COLUMNS)
    form = "FORMAT parquet" if packed else "FORMAT csv, HEADER"
    query = (
        f"COPY (SELECT {shown} FROM ({rows}) r ORDER BY r.rank, r.file, r.row) "
        f"TO {literal(str(out))} ({form})"
    )
    with running(con, query) as done:
        done.result()
    return out


def _cases(
    con: duckdb.DuckDBPyConnection, accepted: Accepted, shared: Mapping[int, Mapping[str, Any]]
) -> str:
    """SQL for the rows of case files: what they share, and where each stands."""
    kinds = {name: kind for name, kind in COLUMNS.items() if name not in OF_ROWS}
    kinds["rank"] = "BIGINT"
    columns = {
        f'"{name}"': (kind, [one[name] for one in shared.values()]) for name, kind in kinds.items()
    }
    load_columns(con, "failing", {"id": ("BIGINT", list(shared)), **columns})
    con.execute(
        "CREATE OR REPLACE TEMP TABLE failing_groups AS SELECT c.*, f.target AS of "
        "FROM combinations c JOIN failing f ON f.id = c.id"
    )
    runs = [
        (one.first + run.first, run.row, one.table.numbers.each, one.table.name)
        for one in accepted.tables
        for run in one.table.numbers.runs
    ]
    load_columns(
        con,
        "runs",
        {
            "first": ("BIGINT", [run[0] for run in runs]),
            "row": ("BIGINT", [run[1] for run in runs]),
            "each": ("BIGINT", [run[2] for run in runs]),
            "file": ("VARCHAR", [printable(run[3], LONGEST_NAME) for run in runs]),
        },
    )
    taken = ", ".join(f'f."{column}"' for column in kinds)
    return (
        f"SELECT {taken}, 'case' AS kind, t.body AS reporter, NULL::VARCHAR AS period, "
        't.case_cell AS "case", s.file, s.row + (t.place - s.first) // s.each AS row FROM '
        f"(SELECT g.place, g.case_cell, c.id, m.body FROM {accepted.found('failing_groups')}) t "
        "JOIN failing f ON f.id = t.id ASOF JOIN runs s ON t.place >= s.first"
    )


def _shown(name: str, packed: bool) -> str:
    cell = f'r."{name}"'
    if packed:
        number = f"TRY_CAST({cell} AS DECIMAL(38, {PLACES}))"
        return f'{number if name in NUMBERS else cell} AS "{name}"'
    if name in _WORDS:
        cell = harmless(cell)
    mark = "\ufeff" if name == next(iter(COLUMNS)) else ""
    return f'{cell} AS "{mark}{name}"'


def harmless(cell: str) -> str:
    """SQL for `render.rejected.harmless`, of the SQL expression `cell`; NULL stays NULL."""
    escaped = cell
    for code in _CONTROLS:
        escaped = f"replace({escaped}, chr({code}), '\\x{code:02x}')"
    return (
        f"CASE WHEN regexp_full_match({cell}, {literal(REWRITTEN)}) THEN '''' || {cell} "
        f"WHEN regexp_full_match({cell}, '{_PLAIN}') THEN {cell} "
        f"WHEN regexp_matches({cell}, '[\\x00-\\x08\\x0b-\\x1f]') "
        f"THEN {_guarded(escaped)} ELSE {_guarded(cell)} END"
    )


def _guarded(cell: str) -> str:
    return (
        f"CASE WHEN regexp_full_match({cell}, {literal(RISKY)}) THEN CASE "
        f"WHEN regexp_full_match({cell}, {literal(NUMBER)}) THEN {cell} ELSE '''' || {cell} END "
        f"ELSE {cell} END"
    )
