"""A frame whose rows stay in their engine, as a table like any other."""

from __future__ import annotations

import duckdb

from yshj.contract.rows import Context
from yshj.errors import NOTHING, InputError, Problem, Refusal, Text, UsageError
from yshj.intake.frames import FrameSource
from yshj.intake.layout import OWN, Layout
from yshj.intake.pushed.asked import Asked
from yshj.intake.pushed.keys import Keys
from yshj.intake.pushed.opened import open_frame
from yshj.intake.pushed.table import Pushed
from yshj.intake.tables import RawTable

_NO_NUL = ("postgres", "sqlite")  # whose texts cannot hold one


def open_pushed(
    source: FrameSource,
    con: duckdb.DuckDBPyConnection,
    context: Context,
    asked: Asked,
    serial: int,
    layout: Layout,
) -> RawTable:
    """The table of groups that stands for the frame's rows."""
    frame = source.frame
    if layout != OWN:
        raise UsageError(
            Text(
                "--mapping 不能用于引擎中的数据：请在查询中改列名",
                "--mapping does not go with rows in an engine: rename columns in a query",
            )
        )
    header = layout.read(frame.names)
    if isinstance(header, Refusal):
        raise InputError(Problem(source.name, header))
    catalogue = context.catalogue
    opened = open_frame(frame, header, asked, catalogue)
    keys = Keys(header, opened.schema, opened.words, frame.library not in _NO_NUL)
    pushed = Pushed(con, opened, keys, catalogue, serial)
    pushed.load(asked.repeats)
    return RawTable(
        name=source.name,
        source=source,
        header=header,
        encoding=frame.library,
        digest=None,
        note=NOTHING,
        sql=pushed.rows,
        stored_rows=True,
        has_nul=frame.library not in _NO_NUL,
        pushed=pushed,
    )
