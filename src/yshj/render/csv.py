"""CSV: one row a target, for spreadsheets and scripts. Numbers are exact; ids have no language."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction

from yshj.contract.formulas import guarded
from yshj.errors import inert, printable
from yshj.judge.measure import Measure
from yshj.judge.model import Finding
from yshj.report.model import Report, Result
from yshj.thresholds.numbers import Number, written

COLUMNS = (
    *("id", "item", "name", "statistic", "status", "observed", "unit", "op", "threshold"),
    *("n", "over", "open", "rolled", "margin", "median", "p90", "numerator", "denominator"),
    *("bodies_reported", "bodies_expected", "missing", "statutory", "statutory_unit"),
    *("deadline", "hedged", "waiver", "would_be", "notes", "failures", "quote"),
    *("as_of", "catalogue", "catalogue_sha256", "calendar_sha256", "version"),
)
_LONGEST = 32_000  # a cell of Excel's holds 32,767


def render(report: Report, lang: str) -> str:
    """The report as CSV: a byte-order mark, so that Excel shows Chinese, and CRLF line ends.

    Columns are `COLUMNS`, the words of the JSON report; what is a list there is joined by “; ”.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    shared = {
        "as_of": str(report.as_of),
        "catalogue": _text(report.catalogue.name),
        "catalogue_sha256": report.catalogue.sha256,
        "calendar_sha256": report.calendar.sha256(),
        "version": report.version,
    }
    for one in report.results:
        cells = _cells(one, lang) | shared
        writer.writerow([cells[name] for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _cells(result: Result, lang: str) -> dict[str, str]:
    finding = result.finding
    target = finding.target
    statutory = target.statutory
    return {
        "id": _text(target.id),
        "item": str(target.item),
        "name": _text(target.name.in_(lang)),
        "statistic": target.statistic.value,
        "status": finding.status.value,
        "unit": _text(target.unit.zh),
        "op": _text(target.op.value),
        "threshold": written(target.threshold),
        **_figures(finding.measure, target.threshold),
        "bodies_reported": str(sum(body in finding.reported for body in finding.expected)),
        "bodies_expected": str(len(finding.expected)),
        "missing": _text("; ".join(body.name for body in finding.missing)),
        "statutory": "" if statutory is None else written(statutory.value),
        "statutory_unit": "" if statutory is None else _text(statutory.unit.zh),
        "deadline": "" if target.due is None else str(target.due),
        "hedged": str(target.hedge is not None).lower(),
        "waiver": _text(_waiver(finding)),
        "would_be": "" if finding.unwaived is None else finding.unwaived.value,
        "notes": _text("; ".join(note.in_(lang) for note in finding.notes)),
        "failures": str(result.failures_total),
        "quote": _text(target.quote),
    }


def _figures(found: Measure, threshold: Number) -> dict[str, str]:
    median, p90 = (
        None if found.spread is None else found.spread.rank(share)
        for share in (Fraction(1, 2), Fraction(9, 10))
    )
    return {
        "observed": _figure(found.observed, threshold),
        "n": str(found.n),
        "over": str(found.over),
        "open": str(found.open),
        "rolled": str(found.rolled),
        "margin": _figure(found.margin, 0),
        "median": _figure(median, threshold),
        "p90": _figure(p90, threshold),
        "numerator": _figure(found.numerator),
        "denominator": _figure(found.denominator),
    }


def _figure(value: Fraction | date | None, limit: Number | None = None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else written(value, limit)


def _waiver(finding: Finding) -> str:
    return "; ".join(
        f"{one.reporter or '*'}: {one.reason} ({one.approver}, {one.expires})"
        for one in finding.waivers
    )


def _text(words: str) -> str:
    """One harmless line that no spreadsheet takes for a formula."""
    return guarded(inert(printable(words, _LONGEST)))
