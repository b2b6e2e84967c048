"""CSV: one row a target, for spreadsheets and scripts. Numbers are exact; ids have no language."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

from yshj.contract.formulas import guarded
from yshj.errors import inert, printable
from yshj.report.document.columns import Column, columns
from yshj.report.document.report import Report
from yshj.report.document.result import Result
from yshj.report.document.values import Exact
from yshj.thresholds.numbers import plain

_LONGEST = 32_000  # a cell of Excel's holds 32,767
_SHARED = 31  # the place of the report's own columns among those of a result


def render(report: Report) -> str:
    """The report as CSV: a byte-order mark, so that Excel shows Chinese, and CRLF line ends.

    Columns are the keys of a result that say so; what is a list there is joined by “; ”.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    mine = columns(Result, "csv")
    shared = {
        "as_of": report.as_of,
        "catalogue": report.catalogue.name,
        "catalogue_sha256": report.catalogue.sha256,
        "calendar_sha256": report.calendar.sha256,
        "version": report.tool.version,
    }
    front = [one for one in mine if one.place < _SHARED]
    back = [one for one in mine if one.place >= _SHARED]
    writer.writerow([*_names(front), *shared, *_names(back)])
    about = [_cell(value) for value in shared.values()]
    for result in report.results:
        cells = ([_cell(one.value(result)) for one in part] for part in (front, back))
        writer.writerow([*next(cells), *about, *next(cells)])
    return "\ufeff" + out.getvalue()


def _names(found: list[Column]) -> list[str]:
    return [one.name for one in found]


def _cell(value: Any) -> str:
    """A value as the JSON has it, in one harmless line that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Exact):
        return value.digits
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    text = "; ".join(value) if isinstance(value, tuple) else str(value)
    return text if isinstance(value, int) else guarded(inert(printable(text, _LONGEST)))
