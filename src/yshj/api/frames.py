"""A report as data frames of the caller's own library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any, NamedTuple, get_args, get_origin

import narwhals as nw

from yshj.errors import Text, UsageError, nearest, printable
from yshj.report.document.columns import columns
from yshj.report.document.keys import LAST, Part
from yshj.report.document.report import Doubt, Entry, Error, Report
from yshj.report.document.result import Failure, Reporter, Result

BACKENDS = ("pandas", "polars", "pyarrow", "duckdb", "modin")
Columns = dict[str, Any]  # a type of Narwhals by column


class _Row(NamedTuple):
    """What a row is about: a part of the report, the target it belongs to, the group it is in."""

    part: Any
    target: Any = None
    group: Any = None


class _Column(NamedTuple):
    place: int
    name: str
    kind: Any
    cell: Callable[[_Row], Any]


@dataclass(frozen=True)
class _Table:
    """The rows of a frame, the part whose columns it has, and what stands beside them."""

    rows: Callable[[Report], Iterable[_Row]]
    part: type[Part]
    beside: tuple[_Column, ...] = ()

    def columns(self) -> list[_Column]:
        """In order: each in its place, those without one last."""
        found = [column for one in columns(self.part, "frame") for column in _marked(one)]
        return sorted([*self.beside, *found], key=lambda one: one.place)


def frame(report: Report, backend: str | None, of: str) -> Any:
    """The findings, the findings by body or group, the failing rows or the problems of a report."""
    library = _known(backend)
    if of not in _TABLES:
        raise UsageError(
            Text(f"of 应为 {'、'.join(_TABLES)}", f"of is one of {', '.join(_TABLES)}")
            + nearest(str(of), _TABLES)
        )
    table = _TABLES[of]
    rows, made = list(table.rows(report)), table.columns()
    kinds: Columns = {one.name: one.kind for one in made}
    data = {one.name: [one.cell(row) for row in rows] for one in made}
    if library == "duckdb":
        return nw.from_dict(data, kinds, backend="pyarrow").lazy("duckdb").to_native()
    if library in ("pandas", "modin"):
        return _pandas(data, kinds, library)
    return nw.from_dict(data, kinds, backend=library).to_native()


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


def _marked(one: Any) -> Iterator[_Column]:
    """A key's column; a figure that may be a day has a column of days beside it."""

    kind = _kind(one.kind)

    def cell(row: _Row) -> Any:
        return _plain(one.value(row.part), kind)

    yield _Column(one.place, one.name, kind, cell)
    if one.name == "observed":
        yield _Column(one.place, "completed", nw.Date, lambda row: _day(one.value(row.part)))


def _kind(kind: Any) -> Any:
    """The type of a column by that of its key; of a figure that may be a day, that of a number."""
    kinds = (kind,) if get_origin(kind) is tuple else get_args(kind) or (kind,)
    for known, made in _KINDS:
        if isinstance(kinds[0], type) and issubclass(kinds[0], known) and datetime not in kinds:
            return made
    return nw.String  # words, lists of words, and days that may be moments


_KINDS: tuple[tuple[Any, Any], ...] = (
    (bool, nw.Boolean),
    (int, nw.Int64),
    ((Fraction, Decimal), nw.Float64),
    (date, nw.Date),
)


def _plain(value: Any, kind: Any) -> Any:
    """A value as a frame holds it: a float for an exact number, a list with a line a word."""
    if isinstance(value, (Fraction, Decimal)):
        return float(value)
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, date) and kind is not nw.Date:
        return value.isoformat() if kind is nw.String else None
    return str(value) if isinstance(value, str) else value


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _about(*places: int) -> tuple[_Column, ...]:
    """Which target a row is about: its id, its item, its name."""
    keys = (("id", nw.String), ("item", nw.Int64), ("name", nw.String))
    return tuple(
        _Column(place, name, kind, _of_target(name))
        for place, (name, kind) in zip(places, keys, strict=True)
    )


def _of_target(name: str) -> Callable[[_Row], Any]:
    return lambda row: getattr(row.target, name, None)


def _by_group(report: Report) -> Iterator[_Row]:
    targets = {one.id: one for one in report.results}
    for group in report.breakdown.groups if report.breakdown else ():
        for one in group.results:
            yield _Row(one, targets.get(one.id), group)


_TABLES = {
    "findings": _Table(lambda report: map(_Row, report.results), Result),
    "reporters": _Table(
        lambda report: (_Row(one, each) for each in report.results for one in each.reporters),
        *(Reporter, _about(1, 2, LAST)),
    ),
    "failures": _Table(
        lambda report: (_Row(one, each) for each in report.results for one in each.failures),
        *(Failure, _about(1, LAST, LAST)),
    ),
    "problems": _Table(lambda report: map(_Row, report.errors), Error),
    "doubts": _Table(lambda report: map(_Row, report.doubts), Doubt),
    "breakdown": _Table(
        _by_group,
        Entry,
        (
            _Column(1, "group", nw.String, lambda row: row.group.key),
            _Column(1, "group_name", nw.String, lambda row: row.group.name),
            *_about(2, 2, 2),
        ),
    ),
}


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
    for name, kind in columns.items():
        if kind is nw.String and None in data[name]:  # which pandas 2 has made the word None
            made[name] = made[name].where([cell is not None for cell in data[name]])
    gaps = {name: "Int64" for name in kinds if kinds[name] is not columns[name] is nw.Int64}
    return made.astype(gaps) if gaps else made
