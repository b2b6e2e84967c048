"""The grouped case rows settled: names known, rules kept, nothing counted twice.

Each distinct combination of cells is read once, by the functions the row model uses. Rows of a
combination that breaks a rule are then found in their files and refused one by one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from yshj.catalogue.model import Target
from yshj.contract import cells, rules
from yshj.contract.cells import CellFault
from yshj.contract.figures import RuleFault
from yshj.contract.rows import CaseRow, Fault, read_row
from yshj.errors import Text
from yshj.intake.cases import CaseStore, group_key
from yshj.intake.engine import literal, load_columns
from yshj.intake.fast import SPACES, Scan
from yshj.intake.lookup import COMBO, SAME_COMBO, Found, Ledger, find_rows
from yshj.intake.repeats import Sent, decide
from yshj.intake.rows import Refused
from yshj.thresholds.units import Unit

_COMBO_SQL = ", ".join(f'"{key}"' for key in COMBO)


@dataclass(slots=True)
class Combination:
    """One distinct combination of cells, reporter aside, shaped like a row."""

    target: Target
    started: date | datetime | None
    finished: date | datetime | None
    value: str
    unit: Any
    flag: bool | None
    excluded: tuple[Decimal, Unit | None] | None
    limit: Any
    extended: bool | None


def settle(store: CaseStore) -> tuple[Ledger, list[Refused], list[Text]]:
    """Read every combination, refuse the rows of the bad ones and the rows sent twice."""
    ledger = Ledger(store)
    bad = _read_combinations(ledger)
    bad_names = _read_reporters(ledger)
    refused = _refuse_bad(ledger, bad, bad_names, _strangers(ledger))
    repeated, notes = _refuse_repeats(ledger)
    return ledger, refused + repeated, notes


def _read_combinations(ledger: Ledger) -> set[int]:
    con, context = ledger.store.con, ledger.store.context
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE combos AS SELECT row_number() OVER () AS id, * FROM "
        f"(SELECT DISTINCT {_COMBO_SQL} FROM grouped)"
    )
    bad: set[int] = set()
    targets: dict[str | None, Target | None] = {}
    for row in con.execute(f"SELECT id, {_COMBO_SQL} FROM combos").fetchall():
        number, name = row[0], row[1]
        if name not in targets:
            targets[name] = context.catalogue.find(name or "")
        target = targets[name]
        if target is None:
            bad.add(number)
            continue
        try:
            combination = _combination(target, row[1:])
            facts = rules.case(combination, context.window, context.calendar)
        except (CellFault, RuleFault):
            bad.add(number)
            continue
        ledger.facts[number] = (target, facts)
    return bad


def _combination(target: Target, row: tuple[Any, ...]) -> Combination:
    _, started, finished, s_timed, f_timed, excluded, limit, extended, flag, unit, value = row
    return Combination(
        target=target,
        started=started if s_timed else started and started.date(),
        finished=finished if f_timed else finished and finished.date(),
        value=(value or "").strip(),
        unit=_read_unit(unit),
        flag=_read_flag(flag),
        excluded=_read_excluded(excluded),
        limit=_read_limit(limit),
        extended=_read_flag(extended),
    )


@cache
def _read_unit(text: str | None) -> Any:
    return None if cells.is_blank(text) or text is None else cells.unit(text)


@cache
def _read_flag(text: str | None) -> bool | None:
    return None if cells.is_blank(text) or text is None else cells.flag(text)


@cache
def _read_excluded(text: str | None) -> tuple[Decimal, Unit | None] | None:
    return None if cells.is_blank(text) or text is None else cells.excluded(text)


@cache
def _read_limit(text: str | None) -> Any:
    return None if cells.is_blank(text) or text is None else cells.duration(text)


def _read_reporters(ledger: Ledger) -> list[str | None]:
    bodies = ledger.store.context.catalogue.bodies
    bad = []
    for (name,) in ledger.store.con.execute("SELECT DISTINCT reporter FROM grouped").fetchall():
        found = bodies.find(name or "")
        if found is None:
            bad.append(name)
        else:
            ledger.bodies[name] = found
    return bad


def _strangers(ledger: Ledger) -> list[tuple[str | None, str | None]]:
    """Targets and bodies, as rows spell them, of bodies that the target does not ask."""
    context = ledger.store.context
    found = ledger.store.con.execute("SELECT DISTINCT target, reporter FROM grouped").fetchall()
    strangers = []
    for name, reporter in found:
        target, body = context.catalogue.find(name or ""), ledger.bodies.get(reporter)
        if target is not None and body is not None and context.stranger(target, body) is not None:
            strangers.append((name, reporter))
    return strangers


def _refuse_bad(
    ledger: Ledger,
    bad: set[int],
    names: list[str | None],
    strangers: list[tuple[str | None, str | None]],
) -> list[Refused]:
    if not bad and not names and not strangers:
        return []
    store, con = ledger.store, ledger.store.con
    load_columns(
        con,
        "strangers",
        {
            "target": ("VARCHAR", [target for target, _ in strangers]),
            "reporter": ("VARCHAR", [reporter for _, reporter in strangers]),
        },
    )
    stranger = (
        "EXISTS (SELECT 1 FROM strangers s WHERE s.target IS NOT DISTINCT FROM g.target "
        "AND s.reporter IS NOT DISTINCT FROM g.reporter)"
    )
    load_columns(con, "bad_combos", {"id": ("BIGINT", sorted(bad))})
    load_columns(con, "bad_names", {"reporter": ("VARCHAR", names)})
    con.execute(
        "CREATE OR REPLACE TEMP TABLE bad_groups AS "
        f"SELECT DISTINCT g.* EXCLUDE (n) FROM grouped g JOIN combos c ON {SAME_COMBO} "
        "WHERE c.id IN (SELECT id FROM bad_combos) "
        f"OR g.reporter IN (SELECT reporter FROM bad_names) OR {stranger}"
    )
    refused = []
    for found in find_rows(ledger, "bad_groups"):
        read = read_row(CaseRow, found.raw, store.context)
        if not isinstance(read, list):  # the rules are the model's own: other cells stand there now
            raise found.scan.table.source.changed()
        refused.append(Refused(found.scan.table, found.row, tuple(read), found.raw))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE grouped AS "
        f"SELECT g.* FROM grouped g JOIN combos c ON {SAME_COMBO} "
        "WHERE c.id NOT IN (SELECT id FROM bad_combos) "
        "AND (g.reporter IS NULL OR g.reporter NOT IN (SELECT reporter FROM bad_names)) "
        f"AND NOT {stranger}"
    )
    return refused


def _refuse_repeats(ledger: Ledger) -> tuple[list[Refused], list[Text]]:
    """Cases sent twice: same target, reporter and number, in one file or over several."""
    store, con = ledger.store, ledger.store.con
    if not store.scans:
        return [], []
    parts = [
        f"SELECT {_identity(ledger, scan)} AS h FROM ({scan.table.sql})" for scan in store.scans
    ]
    twice = [
        h
        for (h,) in con.execute(
            f"SELECT h FROM ({' UNION ALL '.join(parts)}) GROUP BY h HAVING count(*) > 1"
        ).fetchall()
    ]
    if not twice:
        return [], []
    load_columns(con, "twice", {"h": ("UBIGINT", twice)})
    by_key: dict[tuple[str, str, str], list[tuple[Found, CaseRow]]] = defaultdict(list)
    for scan in store.scans:
        where = f"{_identity(ledger, scan)} IN (SELECT h FROM twice)"
        for at, raw in store.rows(scan, where):
            read = read_row(CaseRow, raw, store.context)
            if isinstance(read, CaseRow):
                key = (read.target.id, read.reporter.name, read.case)
                by_key[key].append((Found(scan, scan.table.number(at), raw), read))
    refused: list[Refused] = []
    notes: list[Text] = []
    gone: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for rows in by_key.values():
        verdict = decide([_sent(found, row) for found, row in rows])
        notes += verdict.superseded.values()
        for at in (*verdict.refused, *verdict.superseded):
            found, row = rows[at]
            gone[found.scan.serial].append(group_key(row, found.raw))
            ledger.gone.add((found.scan.serial, found.row, row.target.id))
            if at in verdict.refused:
                fault = Fault("case", found.raw.get("case"), verdict.refused[at])
                refused.append(Refused(found.scan.table, found.row, (fault,), found.raw))
    for scan in store.scans:
        store.count(scan, gone[scan.serial], -1)
    return refused, notes


def _identity(ledger: Ledger, scan: Scan) -> str:
    """SQL hashing what makes a case one: names that mean the same target or body made one."""
    targets: dict[str, str] = {}
    for (name,) in ledger.store.con.execute("SELECT DISTINCT target FROM grouped").fetchall():
        found = ledger.store.context.catalogue.find(name or "")
        if name is not None and found is not None:
            targets[name] = found.id
    bodies = {name: body.name for name, body in ledger.bodies.items() if name is not None}
    city = ledger.store.context.catalogue.bodies.city.name
    target = _renamed(scan.table.cell("target"), targets)
    reporter = _renamed(f"coalesce({scan.table.cell('reporter')}, {literal(city)})", bodies)
    case = scan.table.cell("case")
    # one byte a character and no space at either end: nothing to trim, which costs a second
    plain = (
        f"strlen({case}) = length({case}) AND ascii({case}) > 32 AND ascii(right({case}, 1)) > 32"
    )
    trimmed = f"CASE WHEN {plain} THEN {case} ELSE trim({case}, {literal(SPACES)}) END"
    return f"hash({target}, {reporter}, {trimmed})"


def _renamed(cell: str, names: dict[str, str]) -> str:
    changed = {name: to for name, to in names.items() if name != to}
    if not changed:
        return cell
    whens = " ".join(f"WHEN {literal(name)} THEN {literal(to)}" for name, to in changed.items())
    return f"CASE {cell} {whens} ELSE {cell} END"


def _sent(found: Found, row: CaseRow) -> Sent:
    name = found.scan.table.name
    return Sent(
        place=Text(f"{name} 第 {found.row} 行", f"{name} row {found.row}"),
        content=(
            *(row.started, row.finished, row.value, row.unit),
            *(row.flag, row.excluded, row.limit, row.extended),
        ),
        reported=row.reported,
    )
