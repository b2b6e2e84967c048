"""Rows of a loaded table of case files that are no data: found among those that are not clean.

A row whose target is known is data, so that only the few others are looked at; of a million rows
that hold nothing (what Excel leaves behind a table) none is brought here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

import duckdb

from yshj.errors import InputError, Problem, Refusal
from yshj.intake.apart import Sieve
from yshj.intake.engine import SPACES, literal, load_columns
from yshj.intake.load import CaseTable, is_blank
from yshj.intake.numbers import Broken
from yshj.intake.senders import Names, Reporters

_MOST = 1_000_000  # rows, and texts, that are looked at one by one


def set_apart(con: duckdb.DuckDBPyConnection, cases: CaseTable, names: Names) -> CaseTable:
    """The table without the rows that are no data, which its `aside` tells of.

    They stand in the engine's table `cases.apart`; from `cases.until` on every row is refused.
    """
    sieve = cases.table.sieve
    if sieve is None:
        return cases
    con.execute(
        f"CREATE OR REPLACE TABLE {cases.apart} AS SELECT rowid AS row_id FROM {cases.name} "
        f"WHERE target IS NULL AND as_written IS NOT NULL AND {_is_empty(cases)}"
    )
    (empty,) = con.execute(
        f"SELECT coalesce(sum({cases.copies}), 0) FROM {cases.name} "
        f"WHERE rowid IN (FROM {cases.apart})"
    ).fetchone() or (0,)
    sieve.leave_out_empty(int(empty))
    places = [*cases.table.header.columns.values(), *cases.others]
    apart: list[int] = []
    another: tuple[int, Refusal] | None = None
    for at, copies, written in _suspects(con, cases, names):
        taken = sieve.takes(filled(places, written), copies)
        if taken is False:
            apart.append(at)
        elif taken is not True:
            another = at, taken
            break
    load_columns(con, "apart_rows", {"row_id": ("BIGINT", apart)})
    con.execute(f"INSERT INTO {cases.apart} SELECT row_id FROM apart_rows")
    if another is not None:
        if cases.table.pushed is not None:  # which rows are below it nobody knows
            raise InputError(Problem(cases.table.name, another[1]))
        cases = replace(cases, until=another[0])
        _refuse_below(con, cases, sieve, another[1])
    return cases


def _is_empty(cases: CaseTable) -> str:
    """SQL for whether every cell that is read is blank."""
    known = f"as_written[1:{len(cases.cells)}]"
    return (
        f"len(list_filter({known}, lambda cell: trim(coalesce(cell, ''), {literal(SPACES)}) <> ''"
        ")) = 0"
    )


def _suspects(
    con: duckdb.DuckDBPyConnection, cases: CaseTable, names: Names
) -> list[tuple[int, int, list[str | None]]]:
    """The rows whose target is not known or that may be totals, in order, with how many rows each
    stands for."""
    target = f"as_written[{cases.cells.index('target') + 1}]"
    written = con.execute(
        f"SELECT DISTINCT {target} FROM {cases.name} WHERE target IS NULL LIMIT {_MOST}"
    ).fetchall()
    unknown = [text for (text,) in written if text and not names.is_target(text)]
    load_columns(con, "apart_words", {"text": ("VARCHAR", unknown)})
    tests = [is_blank(target), f"{target} IN (FROM apart_words)"]
    for name in ("reporter", "case"):
        if cases.has(name):
            cell = f"coalesce(as_written[{cases.cells.index(name) + 1}], '')"
            tests.append(f"contains({cell}, '计') OR contains({cell}, 'otal')")
    return con.execute(
        f"SELECT rowid, {cases.copies}, as_written FROM {cases.name} WHERE target IS NULL "
        f"AND as_written IS NOT NULL AND rowid NOT IN (FROM {cases.apart}) "
        f"AND ({' OR '.join(tests)}) ORDER BY rowid "
        f"LIMIT {_MOST}"
    ).fetchall()


def _refuse_below(
    con: duckdb.DuckDBPyConnection, cases: CaseTable, sieve: Sieve, why: Refusal
) -> None:
    """Refuse another header, for `why`, and every row below it that is not left out."""
    columns = ", ".join(f'"{name}"' for name in cases.columns)
    found = con.execute(
        f"SELECT rowid, {columns} FROM {cases.name} WHERE rowid >= {cases.until} AND rowid NOT IN "
        f"(FROM {cases.apart}) ORDER BY rowid LIMIT {_MOST}"
    ).fetchall()
    header = cases.table.header.columns
    for at, *row in found:
        raw = cases.raw(tuple(row))
        taken: bool | Refusal = why
        if at != cases.until:
            taken = sieve.takes(filled([header[name] for name in raw], list(raw.values())))
        if isinstance(taken, Refusal):
            text = as_csv([raw[name] or "" for name in header])
            cases.table.aside.refused.append(Broken(cases.table.number(at), taken, text))


def filled(places: Sequence[int], cells: Sequence[str | None]) -> dict[int, str]:
    """The cells that are not blank, by their place."""
    return {
        place: cell
        for place, cell in zip(places, cells, strict=True)
        if cell and not cell.isspace()
    }


def as_csv(cells: list[str]) -> str:
    """Cells as one record of a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def reporters(con: duckdb.DuckDBPyConnection, cases: CaseTable) -> Reporters:
    """Who reports, over the rows that are data."""
    table, found = cases.table, Reporters()
    meant = [f"rowid NOT IN (FROM {cases.apart})"] if table.sieve else []
    meant += [f"rowid < {cases.until}"] if cases.until is not None else []
    meant += ["left_out = 0"] if table.leaves_out else []
    where = f" WHERE {' AND '.join(meant)}" if meant else ""
    (rows,) = con.execute(
        f"SELECT coalesce(sum({cases.copies}), 0)::BIGINT FROM {cases.name}{where}"
    ).fetchone() or (0,)
    if not cases.has("reporter"):
        found.blank = rows
        return found
    written = f"as_written[{cases.cells.index('reporter') + 1}]"
    named = con.execute(
        "SELECT coalesce(reporter::VARCHAR, cell, '') AS who, sum(n), min(first) FROM (SELECT "
        f"reporter, CASE WHEN reporter IS NULL AND target IS NULL THEN {written} END AS cell, "
        f"sum({cases.copies}) AS n, min(rowid) AS first FROM {cases.name}{where} "
        "GROUP BY reporter, cell) "
        f"GROUP BY who LIMIT {_MOST}"
    ).fetchall()
    for who, count, first in sorted(named, key=lambda row: row[2]):
        if not who.strip():
            found.blank += int(count)
        elif table.speaker and table.speaker.differs(who):
            found.differing += int(count)
            found.differs = found.differs or (table.number(first), who)
    found.filled = rows - found.blank
    return found
