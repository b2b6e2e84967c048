"""Rows of case files that are not clean: each distinct text that was not read, read by the model.

What comes of them stands in a table of its own beside the loaded one, of which no row is ever
changed. An amended row is refused, or counts like a clean one from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import duckdb

from yshj.codes.tables import UNREADABLE_COLUMN
from yshj.contract import cells
from yshj.contract.cells import CellFault
from yshj.contract.rows import CaseRow, Context, read_row
from yshj.errors import InputError, Problem
from yshj.intake.dates import BLANK, is_timed
from yshj.intake.engine import literal, load_columns
from yshj.intake.load import MOMENTS, TEXTS, CaseTable, bare, early, is_blank, is_error, odd_case
from yshj.intake.mapped_sql import WRITTEN

MOST_TEXTS = 1_000_000  # of one column, brought to the model
_NUL = "contains(coalesce({}, ''), chr(0))"


def amend(con: duckdb.DuckDBPyConnection, cases: CaseTable, context: Context) -> bool:
    """Make the table of amended rows, if some row is not clean; whether there is one.

    InputError where a column holds more different texts than anybody could have meant.
    """
    if not _gather(con, cases):
        return False
    zone, catalogue = context.zone, context.catalogue

    def target(text: str) -> tuple[Any, ...] | None:
        found = catalogue.find(text)
        return None if found is None else (found.id,)

    def reporter(text: str) -> tuple[Any, ...] | None:
        found = catalogue.bodies.find(text)
        return None if found is None else (found.name,)

    def case(text: str) -> tuple[Any, ...] | None:
        told = read_row(CaseRow, {"case": text}, context)
        assert isinstance(told, list)  # for there is no target
        return None if any(fault.column == "case" for fault in told) else ()

    def moment(text: str) -> tuple[Any, ...] | None:
        if cells.is_blank(text):
            return None, None
        try:
            when = cells.moment(text, zone)
        except CellFault:
            return None
        timed = isinstance(when, datetime)
        return (when if timed else datetime.combine(when, time(0))), timed

    _learn(con, cases, "target", ("target",), target, {"found": "ledger.target_name"})
    _learn(con, cases, "reporter", ("reporter",), reporter, {"found": "ledger.body_name"})
    _learn(con, cases, "case", ("case",), case, {})
    moments = (*MOMENTS, "reported")
    _learn(con, cases, "moment", moments, moment, {"moment": "TIMESTAMP", "timed": "BOOLEAN"})
    con.execute(f"CREATE OR REPLACE TABLE {cases.amended} AS {_amended(cases)}")
    con.execute("DROP TABLE odd")
    return True


def _gather(con: duckdb.DuckDBPyConnection, cases: CaseTable) -> bool:
    """Make the table `odd` of the rows that are not clean: what was read, and every cell."""
    read = [name for name in ("reporter", *MOMENTS) if cases.has(name)]
    columns = ["rowid AS row_id", f"{cases.copies} AS copies", *read]
    columns += [
        f"as_written[{at}] AS cell_{name}"
        for at, name in enumerate(cases.cells, start=1)
        if not name.startswith(WRITTEN)
    ]
    meant = f"target IS NULL AND {cases.counts}"
    meant += " AND left_out = 0" if cases.table.leaves_out else ""
    meant += f" AND rowid NOT IN (FROM {cases.apart})" if cases.table.sieve else ""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE odd AS SELECT {', '.join(columns)} FROM {cases.name} "
        f"WHERE {meant}"
    )
    found = con.execute("SELECT count(*) FROM odd").fetchone()
    return found is not None and found[0] > 0


def _unread(column: str) -> str:
    """SQL for whether a row of `odd` has a cell there that the model must look at."""
    cell = f"odd.cell_{column}"
    if column == "target":
        return f"{cell} IS NOT NULL"
    if column == "case":
        return f"({odd_case(cell)} OR {_NUL.format(cell)})"
    if column == "reporter":
        return f"(odd.reporter IS NULL AND NOT {is_blank(cell)})"
    blank = f"({cell} IS NULL OR {cell} IN {BLANK})"
    return f"NOT {blank}" if column == "reported" else f"(odd.{column} IS NULL AND NOT {blank})"


def _learn(
    con: duckdb.DuckDBPyConnection,
    cases: CaseTable,
    kind: str,
    columns: tuple[str, ...],
    read: Callable[[str], tuple[Any, ...] | None],
    types: dict[str, str],
) -> None:
    """Make the table of those texts of some columns that the model can read."""
    texts: dict[str, None] = {}
    for column in filter(cases.has, columns):
        found = con.execute(
            f"SELECT DISTINCT cell_{column} FROM odd WHERE {_unread(column)} "
            f"AND cell_{column} IS NOT NULL LIMIT {MOST_TEXTS + 1}"
        ).fetchall()
        if len(found) > MOST_TEXTS:
            raise _too_many(cases, column, found[0][0])
        texts |= dict.fromkeys(text for (text,) in found)
    known = [(text, *came) for text in texts if (came := read(text)) is not None]
    kinds = {"text": "VARCHAR", **types}
    load_columns(
        con,
        f"words_{kind}",
        {name: (of, [one[at] for one in known]) for at, (name, of) in enumerate(kinds.items())},
    )


def _too_many(cases: CaseTable, column: str, example: str) -> InputError:
    name = cases.table.header.written(column)
    message = UNREADABLE_COLUMN(
        f"“{name}”列有超过 {MOST_TEXTS:,} 种读不出的写法，整个文件未读：请核对该列是否填错",
        f"column {name!r} holds more than {MOST_TEXTS:,} different texts that cannot be read, so "
        "nothing of the file was read: check what the column holds",
    )
    return InputError(Problem(cases.table.name, message, column=name, value=example))


def _amended(cases: CaseTable) -> str:
    """SQL for the amended rows. `faulty` names the columns of cells that the model cannot read."""
    taken = ["odd.row_id", "odd.copies", "target.found AS target"]
    joins = ["LEFT JOIN words_target target ON odd.cell_target = target.text"]
    faulty = {"target": "target.text IS NULL"}
    if cases.has("reporter"):
        taken.append("coalesce(odd.reporter, reporter.found) AS reporter")
        joins.append("LEFT JOIN words_reporter reporter ON odd.cell_reporter = reporter.text")
        faulty["reporter"] = f"{_unread('reporter')} AND reporter.text IS NULL"
    joins.append('LEFT JOIN words_case "case" ON odd.cell_case = "case".text')
    faulty["case"] = f'{_unread("case")} AND "case".text IS NULL'
    for name in filter(cases.has, (*MOMENTS, "reported")):
        joins.append(f"LEFT JOIN words_moment {name} ON odd.cell_{name} = {name}.text")
        faulty[name] = f"{_unread(name)} AND {name}.text IS NULL"
    for name in filter(cases.has, MOMENTS):
        written = is_timed(f"odd.cell_{name}")
        timed = f"CASE WHEN odd.{name} IS NULL THEN {name}.timed ELSE {written} END"
        taken += [
            f"coalesce(odd.{name}, {name}.moment) AS {name}",
            f"{timed} AS {name}_timed",
        ]
    texts = {name: f"odd.cell_{name}" for name in TEXTS if cases.has(name)}
    texts["case"] = bare(texts["case"])
    taken += [f'{cell} AS "{name}"' for name, cell in texts.items()]
    faulty |= {n: _NUL.format(f"odd.cell_{n}") for n in ("value", "evidence") if cases.has(n)}
    if cases.has("value"):
        faulty["value"] = f"({faulty['value']} OR {is_error('odd.cell_value')})"
    told = ", ".join(f"CASE WHEN {test} THEN {literal(name)} END" for name, test in faulty.items())
    inner = (
        f"SELECT {', '.join(taken)}, list_filter([{told}], lambda name: name IS NOT NULL) "
        f"AS faulty FROM odd {' '.join(joins)}"
    )
    both = all(map(cases.has, MOMENTS))
    late = early("started", "finished", "finished_timed") if both else "false"
    return f"SELECT *, len(faulty) > 0 OR {late} AS refused FROM ({inner})"
