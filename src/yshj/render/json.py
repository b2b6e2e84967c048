"""JSON: the report for programs. Numbers are exact decimals; words are in one language."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from yshj.catalogue.model import Target
from yshj.errors import Exit, Problem
from yshj.intake.read import Input
from yshj.judge.measure import Measure
from yshj.judge.model import BodyFinding, Finding, Status
from yshj.report.breakdown import Breakdown
from yshj.report.model import SCHEMA_VERSION, Failure, Report, Result
from yshj.thresholds.numbers import Number, plain, written


class _Exact:
    """A number written as its decimal digits, which a binary float might not be."""

    def __init__(self, digits: str) -> None:
        self.digits = digits


def render(report: Report, lang: str) -> str:
    """The report as JSON; its words are in `lang`, its keys and ids in no language."""
    return dump(as_data(report, lang))


def as_data(report: Report, lang: str) -> dict[str, Any]:
    """The report as JSON's kinds of value.

    `mapping`, `selection`, `baseline` and `breakdown` are there only where one was asked for.
    """
    results = [_result(one, lang) for one in report.results]
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "yshj", "version": report.version},
        "as_of": str(report.as_of),
        "exit_code": int(report.exit_code),
        "catalogue": {
            "name": report.catalogue.name,
            "title": report.catalogue.plan.title.in_(lang),
            "document": report.catalogue.plan.document,
            "sha256": report.catalogue.sha256,
        },
        "calendar": {
            "name": report.calendar.name.in_(lang),
            "years": report.calendar.span(),
            "sha256": report.calendar.sha256(),
        },
        "inputs": _inputs(report.inputs),
        "summary": {
            status.value: sum(one["status"] == status.value for one in results) for status in Status
        },
        "results": results,
        "errors": _errors(report.problems, lang),
        "notes": [note.in_(lang) for note in report.notes],
        **_beside(report, lang),
    }


def _beside(report: Report, lang: str) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if report.mapping is not None:
        data["mapping"] = {"name": report.mapping.name, "sha256": report.mapping.sha256}
    if report.reporters:
        data["selection"] = {"reporters": list(report.reporters)}
    if report.comparison is not None:
        from yshj.render.diff import baseline  # which writes its numbers as this module does

        data["baseline"] = baseline(report.comparison, lang)
    if report.breakdown is not None:
        data["breakdown"] = _breakdown(report.breakdown, lang)
    return data


def _breakdown(found: Breakdown, lang: str) -> dict[str, Any]:
    return {
        "by": found.by.value,
        "groups": [
            {
                "key": group.key,
                "name": group.name.in_(lang),
                "summary": {status.value: group.count(status) for status in Status},
                "results": [
                    {
                        "id": one.target.id,
                        "status": one.status.value,
                        **_measure(one.measure, one.target),
                    }
                    for one in group.entries
                ],
            }
            for group in found.groups
        ],
    }


def _inputs(inputs: Sequence[Input]) -> list[dict[str, Any]]:
    return [
        {
            "path": one.name,
            "sha256": one.sha256,
            "encoding": one.encoding,
            "table": one.table.value,
            "rows": one.rows,
            "rows_refused": one.refused,
            "rows_left_out": one.left_out,
        }
        for one in inputs
    ]


def _errors(problems: Sequence[Problem], lang: str) -> list[dict[str, Any]]:
    return [
        {
            "file": one.file,
            "row": one.row,
            "line": one.line if one.line is not None else one.row,
            "column": one.column,
            "value": one.value,
            "message": one.message.in_(lang),
        }
        for one in problems
    ]


def validation(
    inputs: Sequence[Input], problems: Sequence[Problem], version: str, lang: str
) -> str:
    """The outcome of a validation, in a report's words."""
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "yshj", "version": version},
            "exit_code": int(Exit.INPUT if problems else Exit.OK),
            "inputs": _inputs(inputs),
            "errors": _errors(problems, lang),
        }
    )


def targets(chosen: Sequence[Target], lang: str) -> str:
    """Targets of a catalogue, milestones too, with the words of a report's results."""
    return dump([target_data(target, lang) for target in chosen])


def target_data(target: Target, lang: str) -> dict[str, Any]:
    """What the catalogue says of one target, in the report's words."""
    data: dict[str, Any] = {
        "id": target.id,
        "item": target.item,
        "name": target.name.in_(lang),
        "names": {"zh": target.name.zh, "en": target.name.en},
        "statistic": target.statistic.value,
        "op": target.op.value,
        "threshold": _number(target.threshold),  # a milestone's is its day, as 20211231
        "unit": target.unit.zh,
        "clock": target.clock.value if target.clock else None,
        "deadline": None if target.due is None else str(target.due),
        "hedged": target.hedge is not None,
        "implied": target.implied,
        "confirmed": target.confirmed,
        "statutory": None
        if target.statutory is None
        else {
            "value": _number(target.statutory.value),
            "unit": target.statutory.unit.zh,
            "kind": target.statutory.kind,
        },
        "scope": target.scope.in_(lang),
        "reported_by": list(target.reported_by)
        if isinstance(target.reported_by, tuple)
        else target.reported_by,
        "interpretation": target.interpretation and target.interpretation.in_(lang),
        "quote": target.quote,
    }
    return data


def _result(result: Result, lang: str) -> dict[str, Any]:
    finding = result.finding
    target = finding.target
    about = target_data(target, lang)
    keep = ("id", "item", "name", "statistic", "op", "threshold", "unit")
    return {
        **{key: about[key] for key in keep},
        "status": finding.status.value,
        **_measure(finding.measure, target),
        "statutory": about["statutory"],
        "deadline": about["deadline"],
        "hedged": about["hedged"],
        "bodies": {
            "reported": [body.name for body in finding.reported],
            "expected": len(finding.expected),
            "missing": [body.name for body in finding.missing],
        },
        "so_far": finding.so_far,
        "counts_as": None if finding.counts_as is None else finding.counts_as.value,
        "missing_time": [
            {"reporter": body.name, "from": str(period.start), "to": str(period.end)}
            for body, period in finding.missing_time
        ],
        "ledgers": [
            {
                "reporter": one.body.name,
                "first": None if one.first is None else str(one.first),
                "last": None if one.last is None else str(one.last),
                "cases": one.cases,
            }
            for one in finding.ledgers
        ],
        "reporters": [_body(one, target) for one in finding.by_body],
        "waiver": _waiver(finding),
        "notes": [note.in_(lang) for note in finding.notes],
        "quote": target.quote,
        "failures_total": result.failures_total,
        "failures": [_failure(one, target) for one in result.failures],
    }


def _measure(found: Measure, target: Target) -> dict[str, Any]:
    spread = found.spread
    return {
        "observed": _observed(found.observed, target),
        "n": found.n,
        "over": found.over,
        "open": found.open,
        "rolled": found.rolled,
        "margin": None if found.margin is None else _number(found.margin, 0),
        "median": None if spread is None else _observed(spread.rank(Fraction(1, 2)), target),
        "p90": None if spread is None else _observed(spread.rank(Fraction(9, 10)), target),
        "numerator": None if found.numerator is None else _number(found.numerator),
        "denominator": None if found.denominator is None else _number(found.denominator),
    }


def _body(one: BodyFinding, target: Target) -> dict[str, Any]:
    return {
        "reporter": one.body.name,
        "kind": one.body.kind.value,
        "status": one.status.value,
        "decides": one.decides,
        **_measure(one.measure, target),
    }


def _waiver(finding: Finding) -> dict[str, Any] | None:
    if not finding.waivers:
        return None
    return {
        "would_be": None if finding.unwaived is None else finding.unwaived.value,
        "entries": [
            {
                "reporter": one.reporter,
                "reason": one.reason,
                "approver": one.approver,
                "expires": str(one.expires),
            }
            for one in finding.waivers
        ],
    }


def _failure(one: Failure, target: Target) -> dict[str, Any]:
    return {
        "file": one.file,
        "row": one.row,
        "line": one.line if one.line is not None else one.row,
        "reporter": one.reporter,
        "case": one.case,
        "due": None if one.due is None else one.due.isoformat(),
        "observed": _observed(one.observed, target),
    }


def _observed(value: Fraction | date | None, target: Target) -> Any:
    if value is None:
        return None
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return _number(value, target.threshold)


def _number(value: Number, limit: Number | None = None) -> _Exact:
    """Exact where the decimal ends within 12 places, else rounded without crossing `limit`."""
    return _Exact(written(value, limit))


def exact(value: Number) -> _Exact:
    """A number with all its digits, of which there is an end."""
    return _Exact(plain(value))


def dump(data: Any) -> str:
    """`json.dumps` with two spaces, and exact numbers as their own digits."""
    return "".join(_write(data, 0)) + "\n"


def _write(data: Any, depth: int) -> list[str]:
    if isinstance(data, _Exact):
        return [data.digits]
    if isinstance(data, (dict, list)) and data:
        pad, end = "  " * (depth + 1), "  " * depth
        pairs = data.items() if isinstance(data, dict) else ((None, one) for one in data)
        parts = ["{\n" if isinstance(data, dict) else "[\n"]
        for at, (key, value) in enumerate(pairs):
            parts.append(",\n" + pad if at else pad)
            if key is not None:
                parts.append(_word(key) + ": ")
            parts += _write(value, depth + 1)
        parts.append("\n" + end + ("}" if isinstance(data, dict) else "]"))
        return parts
    return [_word(data)]


# half of a surrogate pair, as in a file name that is no UTF-8, and what a GitHub step would obey
_ESCAPED = re.compile(r"[\ud800-\udfff]|(?<=##)\[")


def _word(data: Any) -> str:
    """Anything that is no list, object or exact number."""
    text = json.dumps(data, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
