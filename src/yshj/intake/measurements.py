"""Reported figures: every row by the model, and rows sent twice told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from yshj.codes.times import CROSSING
from yshj.contract.cells import Mark
from yshj.contract.periods import Period
from yshj.contract.rows import Context, MeasurementRow, RowFault, read_row
from yshj.errors import Placed, Text
from yshj.intake.case_apart import as_csv, filled
from yshj.intake.load import left_out, load
from yshj.intake.numbers import Broken
from yshj.intake.repeats import Sent, decide
from yshj.intake.rows import Refused
from yshj.intake.senders import Reporters
from yshj.intake.tables import RawTable


@dataclass(frozen=True)
class Measured:
    """An accepted measurement and where it stands."""

    row: MeasurementRow
    table: RawTable
    at: int
    cells: Mapping[str, str | None]

    def place(self) -> Text:
        return Text(f"{self.table.name} 第 {self.at} 行", f"{self.table.name} row {self.at}")


def read_measurements(
    con: duckdb.DuckDBPyConnection, table: RawTable, context: Context, scratch: Path
) -> tuple[list[Measured], list[Refused], dict[int, int], Reporters]:
    """The table's accepted rows, its refused rows, how many were left out, by the reason, and who
    reports."""
    load(con, table, "ledger.figures", scratch)
    without = left_out(con, table, "ledger.figures")
    known = table.header.columns
    others = [at for at in range(len(table.header.names)) if at not in known.values()]
    places = [*known.values(), *(others if table.sieve else ())]
    cells = ", ".join(f"c{at}" for at in places)
    meant = " WHERE left_out = 0" if table.leaves_out else ""
    rows = con.execute(
        f"SELECT rowid, {cells} FROM ledger.figures{meant} ORDER BY rowid"
    ).fetchall()
    con.execute("DROP TABLE ledger.figures")
    good: list[Measured] = []
    refused: list[Refused] = []
    who = Reporters()
    for at, *found in rows:
        row = table.number(at)
        taken = table.sieve is None or table.sieve.takes(filled(places, found))
        if taken is not True:
            if taken:
                line = as_csv([found[places.index(place)] or "" for place in sorted(places)])
                table.aside.refused.append(Broken(row, taken, line))
            continue
        raw = dict(zip(known, found[: len(known)], strict=True))
        who.take(row, (raw.get("reporter") or "").strip(), table.speaker)
        read = read_row(MeasurementRow, raw, context)
        if isinstance(read, list):
            refused.append(Refused(table, row, tuple(read), raw))
        else:
            good.append(Measured(read, table, row, raw))
    return good, refused, without, who


def settle_repeats(measured: list[Measured]) -> tuple[list[Measured], list[Refused], list[Text]]:
    """The rows that stand among those for the same target, reporter and period."""
    by_key: dict[tuple[object, ...], list[Measured]] = defaultdict(list)
    for one in measured:
        by_key[(one.row.target.id, one.row.reporter.name, one.row.period)].append(one)
    dropped: set[int] = set()
    refused: list[Refused] = []
    notes: list[Text] = []
    for every in by_key.values():
        rows, yielding = _without_blanks(every)
        if yielding:
            notes.append(_yields(yielding, rows[0]))
            dropped |= {id(one) for one in yielding}
        sent = [
            Sent(one.place(), (one.row.state, one.row.figure), one.row.reported) for one in rows
        ]
        verdict = decide(sent)
        for at, message in verdict.refused.items():
            fault = RowFault(None, rows[at].row.target.id, message)
            refused.append(Refused(rows[at].table, rows[at].at, (fault,), rows[at].cells))
        for at, why in verdict.superseded.items():
            notes.append(Placed(why.zh, why.en, rows[at].table.name, rows[at].at))
        dropped |= {id(rows[at]) for at in (*verdict.refused, *verdict.superseded)}
    return [one for one in measured if id(one) not in dropped], refused, notes


def _without_blanks(rows: list[Measured]) -> tuple[list[Measured], list[Measured]]:
    """The rows that count, and those that say nothing and yield: a template's row left blank.

    One that was sent later than every figure takes them back, and does not yield.
    """
    said = [one for one in rows if one.row.state is not Mark.NOT_REPORTED]
    days = [one.row.reported for one in said]
    dated = [day for day in days if day is not None]
    latest = max(dated) if dated and len(dated) == len(days) else None

    def yields(one: Measured) -> bool:
        day = one.row.reported
        return not (day and latest and day > latest)

    blank = [one for one in rows if one.row.state is Mark.NOT_REPORTED and yields(one)]
    if not blank or not said:
        return rows, []
    return [one for one in rows if not any(one is other for other in blank)], blank


def _yields(blank: list[Measured], standing: Measured) -> Text:
    places = [one.place() for one in blank]
    now = standing.place()
    return Text(
        f"{'、'.join(place.zh for place in places)}空白，以{now.zh}为准",
        f"{', '.join(place.en for place in places)} left blank and superseded by {now.en}",
    )


def settle_crossings(measured: list[Measured]) -> tuple[list[Measured], list[Refused]]:
    """Without the figures of one target and reporter whose periods overlap in part.

    Cumulative periods lie inside each other, months beside each other; periods that cross count
    some days twice, so none of them stands. A milestone's period means nothing.
    """
    by_key: dict[tuple[str, str], list[tuple[Period, Measured]]] = defaultdict(list)
    for one in measured:
        row = one.row
        if row.figure is not None and row.period is not None and not row.target.is_milestone:
            by_key[(row.target.id, row.reporter.name)].append((row.period, one))
    crossed: dict[int, tuple[Measured, Measured]] = {}
    for rows in by_key.values():
        rows.sort(key=lambda one: one[0])
        for at, (period, one) in enumerate(rows):
            for other_period, other in rows[at + 1 :]:
                if other_period.start > period.end:
                    break
                if period.crosses(other_period):
                    crossed.setdefault(id(one), (one, other))
                    crossed.setdefault(id(other), (other, one))
    refused = []
    for one, other in crossed.values():
        place = other.place()
        message = CROSSING(
            f"期间与{place.zh}（{other.row.period}）交叉，无法相加",
            f"the period crosses that of {place.en} ({other.row.period}), "
            "so the two cannot be added up",
        )
        fault = RowFault("period", one.cells.get("period"), message)
        refused.append(Refused(one.table, one.at, (fault,), one.cells))
    return [one for one in measured if id(one) not in crossed], refused
