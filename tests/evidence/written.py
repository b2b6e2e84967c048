"""A submission as the CSV files that would be sent, and as words for a reader."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tests.evidence.model import CaseRow, FigureRow, Law, Row, Said, Submission
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target

FIGURES = (
    *("target", "reporter", "period", "value", "unit", "numerator", "denominator"),
    *("baseline", "cases"),
)
CASES = (
    *("target", "reporter", "case", "started", "finished", "value", "unit", "flag"),
    *("excluded", "limit", "extended"),
)


@dataclass(frozen=True)
class Files:
    """Where the rows went: (file name, row number) of each, the header being row 1."""

    paths: tuple[Path, ...]
    places: dict[tuple[str, int], Row]


def write(sent: Submission, law: Law, folder: Path) -> Files:
    """The submission as `figures.csv` and `cases.csv`, of which an empty one is not written."""
    kinds: dict[str, list[Row]] = {"figures.csv": [], "cases.csv": []}
    for row in sent.rows:
        kinds["figures.csv" if isinstance(row, FigureRow) else "cases.csv"].append(row)
    paths, places = [], {}
    for name, rows in kinds.items():
        if not rows:
            continue
        columns = FIGURES if name == "figures.csv" else CASES
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for at, row in enumerate(rows, start=2):
                cells = written(row, law.catalogue.targets[row.target])
                writer.writerow([cells.get(column, "") for column in columns])
                places[name, at] = row
        paths.append(folder / name)
    return Files(tuple(paths), places)


def written(row: Row, target: Target) -> dict[str, str]:
    """The cells of one row, by column."""
    cells = {"target": row.target, "reporter": row.body}
    return cells | (_figure(row, target) if isinstance(row, FigureRow) else _case(row, target))


def _figure(row: FigureRow, target: Target) -> dict[str, str]:
    cells = {} if target.is_milestone else {"period": _period(row)}
    if row.said is not Said.FIGURE:
        return cells | {"value": row.said.value}
    if row.day is not None:
        return cells | {"value": str(row.day)}
    if row.cases is not None:
        cells["cases"] = plain(row.cases)
    if row.value is not None:
        unit = "%" if target.statistic is Statistic.CHANGE else target.unit.zh
        return cells | {"value": plain(row.value), "unit": unit}
    assert row.top is not None
    assert row.bottom is not None
    if target.statistic is Statistic.CHANGE:
        amounts = {"value": plain(row.top), "baseline": plain(row.bottom), "unit": row.unit}
        return cells | amounts
    return cells | {"numerator": plain(row.top), "denominator": plain(row.bottom)}


def _period(row: FigureRow) -> str:
    january, months = (row.start.month, row.start.day) == (1, 1), _whole_months(row)
    if months and january and row.end.month == 12:
        return str(row.start.year)
    if not months:
        return f"{row.start}..{row.end}"
    if row.start.month == row.end.month:
        return f"{row.start:%Y-%m}"
    return f"{row.start:%Y-%m}..{row.end:%Y-%m}"


def _whole_months(row: FigureRow) -> bool:
    after = date.fromordinal(row.end.toordinal() + 1)
    return row.start.day == 1 and after.day == 1


def _case(row: CaseRow, target: Target) -> dict[str, str]:
    cells = {"case": row.number, "started": _moment(row.started), "finished": _moment(row.finished)}
    if row.value is not None:
        cells |= {"value": plain(row.value), "unit": target.unit.zh}
    if row.flag is not None:
        cells["flag"] = "是" if row.flag else "否"
    if row.excluded:
        cells["excluded"] = str(row.excluded)
    if row.limit is not None:
        cells["limit"] = f"{row.limit[0]}{row.limit[1].zh}"
    if row.extended:
        cells["extended"] = "是"
    return cells


def _moment(moment: date | datetime | None) -> str:
    if moment is None:
        return ""
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else str(moment)


def plain(number: Fraction) -> str:
    """A fraction whose decimal ends, written out."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    assert Fraction(exact) == number, f"{number} does not end"
    return f"{exact:f}"


def listed(rows: Iterable[Row], law: Law) -> str:
    """Rows for a reader, the cells that hold something, one row a line."""
    lines = []
    for row in rows:
        cells = written(row, law.catalogue.targets[row.target])
        lines.append("    " + ", ".join(f"{k}={v}" for k, v in cells.items() if v))
    return "\n".join(lines)
