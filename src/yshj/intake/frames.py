"""Data frames as inputs: of pandas, Polars, pyarrow, DuckDB and what else Narwhals knows.

A frame is written once, by the engine, as the CSV file that a person would have sent instead, and
that file is read like any other: one set of rules, whatever holds the rows. The frame itself is
not changed, and nothing of it is needed afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import duckdb

from yshj.codes.files import EMPTY
from yshj.errors import Text, UsageError, printable
from yshj.intake.engine import literal, plain_bytes, plain_float
from yshj.intake.frame_cells import pandas_columns, polars_columns
from yshj.intake.layout import Layout
from yshj.intake.senders import Names
from yshj.intake.sources import Source
from yshj.intake.text_files import TextFile, look

if TYPE_CHECKING:
    import narwhals as nw


@dataclass(frozen=True, eq=False)
class Frame:
    """A frame and what it is called; `data` has its columns renamed `c0`…`cN`, in order."""

    name: str
    names: tuple[str, ...]
    data: nw.DataFrame[Any] | nw.LazyFrame[Any]
    key: str | None = None  # the column that tells its rows apart

    @property
    def library(self) -> str:
        """pandas, polars, pyarrow, duckdb …"""
        if self.data.implementation.is_ibis():
            return str(self.data.to_native().get_backend().name)
        return str(self.data.implementation.value)

    @property
    def stays(self) -> bool:
        """Whether its rows stay in the engine that holds them."""
        return bool(self.data.implementation.is_ibis())


@dataclass(frozen=True)
class FrameSource(Source):
    """A frame among the inputs: `path` is where its rows are written as text."""

    frame: Frame

    @property
    def kind(self) -> str:
        return "frame"


def frame_of(name: str, native: Any) -> Frame:
    """A frame under the name that messages give it; UsageError for what is no frame."""
    import narwhals as nw  # not for files, which do without

    if nw.dependencies.is_pandas_dataframe(native) or nw.dependencies.is_modin_dataframe(native):
        # names that are numbers, or that two columns share, are no fault before they are read
        names = [str(name) for name in native.columns]
        native = native.set_axis(_numbers(names), axis=1)
    elif nw.dependencies.is_pyarrow_table(native):
        names = list(native.column_names)
        native = native.rename_columns(_numbers(names))
    elif nw.dependencies.is_duckdb_relation(native):
        names = list(native.columns)
        native = native.project(", ".join(f"#{at} AS c{at - 1}" for at in range(1, len(names) + 1)))
    else:
        names = []
    try:
        data = nw.from_native(native)
    except TypeError:
        kind = printable(f"{type(native).__module__}.{type(native).__qualname__}")
        raise UsageError(
            Text(
                f"{printable(name)} 应为文件名或数据框，而不是 {kind}",
                f"{printable(name)}: expected a file's name or a data frame, not {kind}",
            )
        ) from None
    if not names:
        names = data.collect_schema().names()
        data = data.rename(dict(zip(names, _numbers(names), strict=True)))
    return Frame(name, tuple(names), data)


def _numbers(names: Sequence[str]) -> list[str]:
    return [f"c{at}" for at in range(len(names))]


def frame_source(frame: Frame, scratch: Path) -> FrameSource:
    return FrameSource(frame.name, scratch / f"frame-{id(frame):x}.csv", frame)


def look_at_frame(
    source: FrameSource,
    con: duckdb.DuckDBPyConnection,
    names: Names,
    zone: ZoneInfo,
    scratch: Path,
    layout: Layout,
) -> TextFile:
    """Write the frame's rows to `source.path` and tell how that file is to be read.

    Its header is its columns' names, wherever a mapping says the header of a file is.
    """
    if not source.frame.names:
        raise source.problem(EMPTY("没有任何列", "there are no columns"))
    try:
        _write(source, con, zone)
    except duckdb.InvalidInputException:
        if not source.frame.data.implementation.is_pandas_like():
            raise
        _write(source, con, zone, every=True)  # text that is not Unicode, which only pandas holds
    found = look(source, names, scratch, "utf-8", replace(layout, header=1, delimiter=","))
    return replace(found, encoding=source.frame.library, made=True)


def _write(
    source: FrameSource, con: duckdb.DuckDBPyConnection, zone: ZoneInfo, every: bool = False
) -> None:
    given = _scannable(source.frame, every)
    con.register("frame_given", given)
    try:
        table = "frame_given"
        if isinstance(given, _Stream) and source.frame.library == "duckdb":
            con.execute("CREATE TEMP TABLE frame_read AS SELECT * FROM frame_given")
            table = "frame_read"  # a relation is run once, not at every look
        cells = _cells(con, table, zone)
        header = ", ".join(_name(name) for name in source.frame.names)
        con.execute(
            f"COPY (SELECT {header} UNION ALL SELECT {cells} FROM {table}) "
            f"TO {literal(str(source.path))} "
            "(FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '')"
        )
    finally:
        con.unregister("frame_given")
        con.execute("DROP TABLE IF EXISTS frame_read")


def _name(name: str) -> str:
    return literal(name.replace("\0", " ").encode("utf-8", "backslashreplace").decode("utf-8"))


class _Stream:
    """A frame as an Arrow stream and nothing more: the engine needs no other library for it."""

    def __init__(self, native: Any) -> None:
        self._native = native

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return self._native.__arrow_c_stream__(requested_schema)


def _scannable(frame: Frame, every: bool) -> Any:
    """The frame as something that the engine can scan."""
    import narwhals as nw

    try:
        data = frame.data
        if isinstance(data, nw.LazyFrame):
            if frame.library == "duckdb":
                return _Stream(data.to_native())
            data = data.collect()
        if data.implementation.is_pandas_like():
            return pandas_columns(data.to_pandas(), every)
        if data.implementation.is_polars():
            return _Stream(polars_columns(data.to_native()))
        return data.to_arrow()
    except ModuleNotFoundError as fault:
        missing = fault.name or "pyarrow"
        raise UsageError(
            Text(
                f"读取 {frame.library} 数据框需要安装 {missing}",
                f"reading a frame of {frame.library} needs {missing}, which is not installed",
            )
        ) from fault


def _cells(con: duckdb.DuckDBPyConnection, table: str, zone: ZoneInfo) -> str:
    """SQL for every column as the text that a person would type."""
    kinds = con.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()
    columns = [(f"c{at}", kind[1]) for at, kind in enumerate(kinds)]
    days = _days(con, table, [name for name, kind in columns if kind in _MOMENTS])
    return ", ".join(
        f"{cell_text(name, kind, name in days, zone)} AS {name}" for name, kind in columns
    )


_MOMENTS = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")


def _days(con: duckdb.DuckDBPyConnection, table: str, names: Sequence[str]) -> set[str]:
    """The columns of moments that are all midnight: of days, for which pandas has no type."""
    if not names:
        return set()
    tests = ", ".join(f"bool_and({name}::TIMESTAMP::DATE = {name}::TIMESTAMP)" for name in names)
    found = con.execute(f"SELECT {tests} FROM {table}").fetchone() or ()
    return {name for name, is_day in zip(names, found, strict=True) if is_day}


def cell_text(name: str, kind: str, days: bool, zone: ZoneInfo) -> str:
    """SQL for a column of some type as the text that a person would type."""
    if kind in ("DOUBLE", "FLOAT"):
        return plain_float(name)
    if kind in _MOMENTS:
        moment = f"{name}::TIMESTAMP"  # to the microsecond, which is as far as a cell goes
        return f"CAST({moment}{'::DATE' if days else ''} AS VARCHAR)"
    if kind == "BLOB":
        return plain_bytes(name)
    if kind == "TIMESTAMP WITH TIME ZONE":
        # on the plan's clock, which is what a cell without an offset means: a cell with one would
        # have to be read by the model, a hundred times as slow
        return f"CAST(timezone({literal(str(zone))}, {name}) AS VARCHAR)"
    # nothing and an empty text are the same blank, so that equal frames have equal hashes
    return f"nullif(CAST({name} AS VARCHAR), '')"
