"""A report as data frames of the caller's own library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from importlib import import_module
from typing import Any

import narwhals as nw

from yshj.api.findings import finding_of, problem_of
from yshj.errors import Text, UsageError, nearest, printable
from yshj.report.model import Report

BACKENDS = ("pandas", "polars", "pyarrow", "duckdb", "modin")
Columns = dict[str, Any]  # a type of Narwhals by column
_PLACE: Columns = {"file": nw.String, "row": nw.Int64, "line": nw.Int64}
_FIGURES: Columns = {
    "observed": nw.Float64,
    "completed": nw.Date,
    "n": nw.Int64,
    "over": nw.Int64,
    "open": nw.Int64,
    "margin": nw.Float64,
}


def frame(report: Report, backend: str | None, of: str, lang: str) -> Any:
    """The findings, the findings by body, the failing rows or the problems of a report."""
    library = _known(backend)
    if of not in _TABLES:
        raise UsageError(
            Text(f"of 应为 {'、'.join(_TABLES)}", f"of is one of {', '.join(_TABLES)}")
            + nearest(str(of), _TABLES)
        )
    columns, rows_of = _TABLES[of]
    rows = list(rows_of(report, lang))
    data = {name: [row[at] for row in rows] for at, name in enumerate(columns)}
    if library == "duckdb":
        return nw.from_dict(data, columns, backend="pyarrow").lazy("duckdb").to_native()
    if library in ("pandas", "modin"):
        return _pandas(data, columns, library)
    return nw.from_dict(data, columns, backend=library).to_native()


def _known(backend: str | None) -> Any:
    if backend is None:
        raise UsageError(
            Text(
                f"没有传入数据框，请写明库：{'、'.join(BACKENDS)}",
                f"no frame was given, so name a library: {', '.join(BACKENDS)}",
            )
        )
    if backend not in BACKENDS:
        shown = printable(str(backend))
        raise UsageError(
            Text(
                f"未知的数据框库“{shown}”，应为 {'、'.join(BACKENDS)}",
                f"unknown library {shown!r}: expected one of {', '.join(BACKENDS)}",
            )
            + nearest(str(backend), BACKENDS)
        )
    for needed in (backend, "pyarrow") if backend == "duckdb" else (backend,):
        try:
            import_module(needed)
        except ImportError:
            raise UsageError(
                Text(
                    f"{backend} 数据框需要安装 {needed}",
                    f"a frame of {backend} needs {needed}, which is not installed",
                )
            ) from None
    return backend


def _pandas(data: dict[str, list[Any]], columns: Columns, library: Any) -> Any:
    """pandas has no type of days, and of whole numbers none with gaps among its plain ones."""
    kinds = dict(columns)
    for name, kind in columns.items():
        if kind is nw.Date:
            kinds[name] = nw.Datetime("us")
            days = data[name]
            data[name] = [day and datetime.combine(day, time(0)) for day in days]
        elif kind is nw.Int64 and None in data[name]:
            kinds[name] = nw.Float64
    made = nw.from_dict(data, kinds, backend=library).to_native()
    gaps = {name: "Int64" for name in kinds if kinds[name] is not columns[name] is nw.Int64}
    return made.astype(gaps) if gaps else made


def _figure(value: Fraction | date | None) -> tuple[float | None, date | None]:
    """A figure as a float, or as a milestone's day."""
    if isinstance(value, date):
        return None, value
    return None if value is None else float(value), None


def _margin(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _findings(report: Report, lang: str) -> Iterator[Sequence[Any]]:
    for result in report.results:
        one = finding_of(result, lang)
        yield (
            *(one.id, one.item, one.name, one.status.value, one.statistic, one.op),
            *(float(one.threshold), one.unit),
            *(*_figure(one.observed), one.n, one.over, one.open, _margin(one.margin)),
            *(one.deadline, one.hedged, len(one.expected) - len(one.missing), len(one.expected)),
            *(one.failures_total, "\n".join(one.notes)),
        )


def _reporters(report: Report, lang: str) -> Iterator[Sequence[Any]]:
    for result in report.results:
        for one in finding_of(result, lang).reporters:
            target = result.finding.target
            yield (
                *(target.id, target.item, one.reporter, one.status.value, one.decides),
                *(*_figure(one.observed), one.n, one.over, one.open, _margin(one.margin)),
            )


def _failures(report: Report, lang: str) -> Iterator[Sequence[Any]]:
    del lang
    for result in report.results:
        for one in result.failures:
            line = one.line if one.line is not None else one.row
            due = None if one.due is None else one.due.isoformat()
            place = (one.file, one.row, line, one.case, due)
            yield (result.finding.target.id, *place, *_figure(one.observed))


def _problems(report: Report, lang: str) -> Iterator[Sequence[Any]]:
    for problem in report.problems:
        one = problem_of(problem, lang)
        yield one.file, one.row, one.line, one.column, one.value, one.message


_TABLES: dict[str, tuple[Columns, Callable[[Report, str], Iterator[Sequence[Any]]]]] = {
    "findings": (
        {
            **dict.fromkeys(("id", "item", "name", "status", "statistic", "op"), nw.String),
            "item": nw.Int64,
            "threshold": nw.Float64,
            "unit": nw.String,
            **_FIGURES,
            "deadline": nw.Date,
            "hedged": nw.Boolean,
            "bodies_reported": nw.Int64,
            "bodies_expected": nw.Int64,
            "failures_total": nw.Int64,
            "notes": nw.String,
        },
        _findings,
    ),
    "reporters": (
        {
            "id": nw.String,
            "item": nw.Int64,
            "reporter": nw.String,
            "status": nw.String,
            "decides": nw.Boolean,
            **_FIGURES,
        },
        _reporters,
    ),
    "failures": (
        {
            "id": nw.String,
            **_PLACE,
            "case": nw.String,
            "due": nw.String,
            "observed": nw.Float64,
            "completed": nw.Date,
        },
        _failures,
    ),
    "problems": (
        {**_PLACE, "column": nw.String, "value": nw.String, "message": nw.String},
        _problems,
    ),
}
