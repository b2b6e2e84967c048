"""Every failing row written to a file by the engine: none of them passes through Python.

Rows are looked up in the files by the groups they fall into, as `lookup` does, and joined to what
is known of their combination of cells. What comes out is kept in Parquet files in the run's own
folder, then sorted with little memory, whatever its size, into the one file that is wanted.
"""

from __future__ import annotations

import errno
import os
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from yshj.contract.formulas import NUMBER, RISKY
from yshj.errors import Text, UsageError, os_reason, printable
from yshj.intake.cases import CaseStore
from yshj.intake.engine import engine, file_literal, literal, load_columns
from yshj.intake.fast import Scan
from yshj.intake.lookup import SAME_COMBO, Ledger, clean_rows, model_rows, spelled
from yshj.intake.tables import RawTable

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
_ORDER = {"rank": "BIGINT", "place": "INTEGER"}  # place: of the file among the files by name
_SORT_MEMORY = "250MB"
_BLOCK = 256
_WORDS = ("target", "reporter", "case", "file", "unit")  # that somebody else wrote
# what nearly every cell looks like, so that one look is enough
_PLAIN = r"[0-9A-Za-z\x{4e00}-\x{9fff}][^\x00-\x08\x0b-\x1f]*"
_ERRNO = re.compile(r'"errno"\s*:\s*"(\d+)"')  # how the engine tells the system's reason
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CONTROLS = (*range(9), *range(11, 32))  # not tab and newline, which a cell may hold


def collect_cases(
    ledger: Ledger,
    shared: Mapping[int, Mapping[str, Any]],
    bodies: Mapping[str, Collection[str]],
    places: Mapping[str, int],
    scratch: Path,
) -> list[Path]:
    """Look up the rows of every combination in `shared`; the Parquet files they were put into.

    `shared` holds the columns that are not `OF_ROWS`, and `rank`; `bodies` says of each target
    whose rows are meant, nobody meaning everybody; `places` puts the files in order.
    """
    store, con = ledger.store, ledger.store.con
    kinds = {name: kind for name, kind in COLUMNS.items() if name not in OF_ROWS}
    kinds["rank"] = _ORDER["rank"]
    columns = {
        f'"{name}"': (kind, [one[name] for one in shared.values()]) for name, kind in kinds.items()
    }
    load_columns(con, "failing", {"id": ("BIGINT", list(shared)), **columns})
    named = [
        (target, name, body.name)
        for target, wanted in bodies.items()
        for name, body in ledger.bodies.items()
        if not wanted or body.name in wanted
    ]
    load_columns(
        con,
        "failing_names",
        {
            name: ("VARCHAR", [row[at] for row in named])
            for at, name in enumerate(("of", "reporter", "body"))
        },
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE failing_groups AS SELECT g.* EXCLUDE (n), c.id, b.body "
        f"FROM grouped g JOIN combos c ON {SAME_COMBO} JOIN failing f USING (id) "
        "JOIN failing_names b ON g.reporter IS NOT DISTINCT FROM b.reporter AND f.target = b.of "
        "GROUP BY ALL HAVING sum(n) > 0"
    )
    gone = sorted(ledger.gone)
    load_columns(
        con,
        "gone",
        {
            "file": ("INTEGER", [file for file, _, _ in gone]),
            "row": ("BIGINT", [row for _, row, _ in gone]),
            "of": ("VARCHAR", [target for _, _, target in gone]),
        },
    )
    found: list[Path] = []
    for scan, rows in _sources(store):
        found.append(scratch / f"failing-{len(found)}.parquet")
        row = _numbering(con, scan.table)
        name = scan.table.name
        taken = ", ".join(f'f."{column}"' for column in kinds)
        con.execute(
            f"COPY (SELECT {taken}, {places[name]}::INTEGER AS place, 'case' AS kind, "
            't.body AS reporter, NULL::VARCHAR AS period, t."case", '
            f"{literal(printable(name, LONGEST_NAME))} AS file, t.number AS row "
            f"FROM (SELECT r.*, {row} AS number FROM ({rows}) r LEFT JOIN gaps s "
            f"ON r.row // {_BLOCK} = s.block) t JOIN failing f ON t.id = f.id "
            f"WHERE NOT EXISTS (SELECT 1 FROM gone WHERE gone.file = {scan.serial} "
            "AND gone.row = t.number AND gone.of = f.target)) "
            f"TO {literal(str(found[-1]))} (FORMAT parquet)"
        )
    con.execute("DROP TABLE failing_groups")
    con.execute("DROP TABLE failing")
    return found


def _sources(store: CaseStore) -> Iterator[tuple[Scan, str]]:
    """SQL for the failing rows of each table: `row` as the table numbers it, `case`, group."""
    names = store.con.execute("SELECT DISTINCT file, target FROM failing_groups").fetchall()
    for scan in store.scans:
        case = f't.{scan.table.cell("case")} AS "case", w.id, w.body'
        for precise, mine in spelled(store, [name for file, name in names if file == scan.serial]):
            yield (
                scan,
                f"SELECT t.row, {case} FROM {clean_rows(scan, 'failing_groups', mine, precise)}",
            )
        odd = f"SELECT m.row, m.target, w.id, w.body FROM {model_rows(scan, 'failing_groups')}"
        if store.con.execute(f"{odd} LIMIT 1").fetchone():
            rows = scan.read(scan.table.numbered(), precise=False)
            yield (
                scan,
                f"SELECT t.row, {case} FROM ({rows}) t JOIN ({odd}) w ON t.row = w.row "
                f"AND t.{scan.table.cell('target')} IS NOT DISTINCT FROM w.target "
                "WHERE NOT t.clean",
            )


def _numbering(con: duckdb.DuckDBPyConnection, table: RawTable) -> str:
    """SQL for `RawTable.number` over `gaps`, which holds the broken records block by block."""
    gaps = [broken.row - at for at, broken in enumerate(table.broken)]
    blocks = range(table.records // _BLOCK + 1 if gaps else 0)
    ends = [bisect_left(gaps, block * _BLOCK) for block in (*blocks, len(blocks))]
    load_columns(
        con,
        "gaps",
        {
            "block": ("BIGINT", list(blocks)),
            "before": ("BIGINT", ends[: len(blocks)]),
            "inside": ("BIGINT[]", [gaps[ends[at] : ends[at + 1]] for at in blocks]),
        },
    )
    if not gaps:
        return "r.row"
    return "r.row + s.before + len(list_filter(s.inside, lambda gap: gap <= r.row))"


def write_listing(
    collected: Sequence[Path], figures: Sequence[Mapping[str, Any]], scratch: Path, path: Path
) -> Path:
    """Sort the collected rows, and `figures` among them, into one file of the run's own folder.

    It is to become `path`, whose suffix says whether it is Parquet or CSV. Worst first by `rank`,
    then in the order of files and rows. A CSV file has a byte-order mark, and its cells are
    harmless to spreadsheets and terminals; Parquet keeps cells as they came.
    """
    kinds = _ORDER | COLUMNS
    columns = {f'"{name}"': (kind, [one[name] for one in figures]) for name, kind in kinds.items()}
    packed = path.suffix.casefold() == ".parquet"
    out = scratch / f"failures{path.suffix}"
    shown = ", ".join(_shown(name, packed) for name in COLUMNS)
    with engine(collected, scratch, memory=_SORT_MEMORY) as con:
        load_columns(con, "rows", columns)
        rows = "SELECT * FROM rows"
        if collected:
            files = ", ".join(map(file_literal, collected))
            rows += f" UNION ALL BY NAME SELECT * FROM read_parquet([{files}])"
        form = "FORMAT parquet" if packed else "FORMAT csv, HEADER"
        with written_to(path, scratch):
            con.execute(
                f"COPY (SELECT {shown} FROM ({rows}) r ORDER BY r.rank, r.place, r.row) "
                f"TO {literal(str(out))} ({form})"
            )
    return out


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
        f"CASE WHEN regexp_full_match({cell}, '{_PLAIN}') THEN {cell} "
        f"WHEN regexp_matches({cell}, '[\\x00-\\x08\\x0b-\\x1f]') "
        f"THEN {_guarded(escaped)} ELSE {_guarded(cell)} END"
    )


def _guarded(cell: str) -> str:
    return (
        f"CASE WHEN regexp_full_match({cell}, {literal(RISKY)}) THEN CASE "
        f"WHEN regexp_full_match({cell}, {literal(NUMBER)}) THEN {cell} ELSE '''' || {cell} END "
        f"ELSE {cell} END"
    )


@contextmanager
def written_to(path: Path, scratch: Path) -> Iterator[None]:
    """Say that `path` cannot be written where the disk refuses what is put into `scratch`."""
    try:
        yield
    except duckdb.IOException as fault:
        number = _ERRNO.search(str(fault))
        reason = OSError(int(number[1]), os.strerror(int(number[1]))) if number else OSError()
        if reason.errno not in _FULL and str(scratch) not in str(fault):
            raise  # an input
        where = printable(str(path))
        raise UsageError(
            Text(f"无法写入 {where}：", f"cannot write {where}: ") + os_reason(reason)
        ) from fault
