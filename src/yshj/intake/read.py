"""The room's door: names of files in, a submission out."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import duckdb

from yshj.catalogue.bodies import Body
from yshj.codes.files import EMPTY, not_opened
from yshj.contract.headers import Table
from yshj.contract.rows import Context
from yshj.errors import InputError, Problem, Text
from yshj.intake import sheets, sources, tables, text_files
from yshj.intake.engine import FULL, engine, engine_fault, folder_is_full, no_room
from yshj.intake.frames import Frame, FrameSource, frame_source, look_at_frame
from yshj.intake.layout import OWN, Layout
from yshj.intake.ledger import Ledger
from yshj.intake.links import left_by_a_link
from yshj.intake.look_over import look_over, told
from yshj.intake.mapped import apply
from yshj.intake.mapping import Mapping
from yshj.intake.measurements import (
    Measured,
    read_measurements,
    settle_crossings,
    settle_repeats,
)
from yshj.intake.pushed.asked import NOTHING_ASKED, Asked
from yshj.intake.pushed.door import open_pushed
from yshj.intake.rows import Refused, broken_rows, problems_of
from yshj.intake.senders import Names
from yshj.intake.sources import Source
from yshj.intake.tables import RawTable

# told of each stage: what it is, the rows read so far, and a way to ask how far the engine is (%)
Progress = Callable[[Text, int, Callable[[], float]], None]


def silence(stage: Text, rows: int, percent: Callable[[], float]) -> None:
    """Nobody watches."""


@dataclass
class Input:
    """One table that was read: its rows, and how many of them were refused."""

    name: str
    sha256: str | None  # none of rows that are in no file
    encoding: str
    table: Table
    rows: int
    refused: int = 0
    left_out: int = 0


@dataclass
class Submission:
    """Everything that was sent: what counts, what does not and why."""

    measured: list[Measured]
    ledger: Ledger
    inputs: list[Input]
    refused: list[Refused]
    unreadable: list[Problem]
    notes: list[Text]
    scratch: Path = field(default_factory=Path)  # the run's own folder, gone when it ends
    mapping: Mapping | None = None
    sources: list[Source] = field(default_factory=list)
    tables: list[RawTable] = field(default_factory=list)

    def check_unchanged(self) -> None:
        """InputError where an engine has other rows by now than when the first of them came."""
        for table in self.ledger.tables:
            if table.pushed is not None:
                table.pushed.check_unchanged()

    def problems(self) -> list[Problem]:
        """Every fault: files that could not be read, then refused rows in order."""
        return self.unreadable + problems_of(self.refused)


@contextmanager
def submission(
    names: Iterable[str | Frame],
    context: Context,
    encoding: str | None = None,
    progress: Progress = silence,
    mapping: Mapping | None = None,
    sender: Body | None = None,
    asked: Asked = NOTHING_ASKED,
) -> Iterator[Submission]:
    """Read every file that `names` mean, and every frame among them.

    A file that cannot be read does not stop the others. Rows without a reporter are `sender`'s,
    where somebody says who sends them; else the whole city's.

    The submission is good inside the `with`: failing rows are looked up in the files again.
    """
    unreadable: list[Problem] = []
    with tempfile.TemporaryDirectory(prefix="yshj-") as folder:
        scratch = Path(folder)
        opened: list[Source] = []
        for name in _found(names, unreadable):
            if isinstance(name, Frame):
                opened.append(frame_source(name, scratch))
                continue
            try:
                opened.append(sources.open_source(name, scratch))
            except InputError as fault:
                unreadable.append(fault.problem)
        with engine((source.path for source in opened), scratch) as con:
            opening = _Opening(con, scratch, context, encoding, mapping, sender, unreadable, asked)
            yield _read(opening, opened, progress)


def _found(names: Iterable[str | Frame], unreadable: list[Problem]) -> list[str | Frame]:
    found: dict[str | Frame, None] = {}
    for name in names:
        if isinstance(name, Frame):
            found[name] = None
            continue
        try:
            for file in sources.find([name]):
                if astray := left_by_a_link(name, file):
                    unreadable.append(astray)
                else:
                    found[file] = None
        except InputError as fault:
            unreadable.append(fault.problem)
    files = set(sources.each_once(name for name in found if isinstance(name, str)))
    return [name for name in found if isinstance(name, Frame) or name in files]


@dataclass
class _Opening:
    """What every source is opened with; faults of whole files are gathered in `unreadable`."""

    con: duckdb.DuckDBPyConnection
    scratch: Path
    context: Context
    encoding: str | None
    mapping: Mapping | None
    sender: Body | None
    unreadable: list[Problem]
    asked: Asked

    @cached_property
    def names(self) -> Names:
        return Names(self.context.catalogue)

    def tables(self, source: Source, serial: int) -> Iterator[RawTable]:
        layout = self.mapping.layout if self.mapping else OWN
        for table in self._as_laid_out(source, serial, layout):
            if table.sheet is None:
                look_over(self.con, table, layout, self.names, self.sender, bool(self.mapping))
            yield apply(self.mapping, table) if self.mapping else table

    def _as_laid_out(self, source: Source, serial: int, layout: Layout) -> Iterator[RawTable]:
        kind, con, names = source.kind, self.con, self.names
        if kind == "xlsx":
            reading = sheets.Reading(con, names, layout, self.sender)
            yield from sheets.open_sheets(source, serial, reading, self.unreadable)
        elif kind == "parquet":
            yield tables.open_parquet(source, con, layout)
        elif isinstance(source, FrameSource) and source.frame.stays:
            yield open_pushed(source, con, self.context, self.asked, serial, layout)
        elif isinstance(source, FrameSource):
            zone = self.context.zone
            written = look_at_frame(source, con, names, zone, self.scratch, layout)
            yield tables.open_text(written, layout)
        else:
            encoding = self.encoding or (self.mapping.encoding if self.mapping else None)
            file = text_files.look(source, names, self.scratch, encoding, layout)
            yield tables.open_text(file, layout)


def _read(opening: _Opening, opened: list[Source], progress: Progress) -> Submission:
    con, context, scratch = opening.con, opening.context, opening.scratch
    unreadable = opening.unreadable
    ledger = Ledger(con, context, scratch)
    measured: list[Measured] = []
    refused: list[Refused] = []
    notes: list[Text] = []
    inputs: list[Input] = []
    read: list[RawTable] = []
    for serial, source in enumerate(opened):
        stage = Text(f"读取 {source.name}", f"reading {source.name}")
        progress(stage, sum(one.rows for one in inputs), con.query_progress)
        stamp = source.stamp
        taken: list[_Taken] = []
        try:
            for table in opening.tables(source, serial):
                taken.append(_take(con, table, ledger, context, scratch))
            if source.stamp != stamp and not isinstance(source, FrameSource):
                ledger.drop([one.table for one in taken])
                taken = []
                raise source.changed()
        except InputError as fault:
            unreadable.append(fault.problem)
        except OSError as fault:
            if fault.errno in FULL:  # a copy found no room, for which no input is to blame
                raise InputError(Problem("", folder_is_full())) from fault
            unreadable.append(Problem(source.name, not_opened(fault)))
        except duckdb.Error as fault:
            if no_room(fault) is not None:
                raise
            unreadable.append(Problem(source.name, engine_fault(fault)))
        for one in taken:
            read.append(one.table)
            measured += one.measured
            refused += one.refused
            inputs.append(one.about)
            notes += _notes(one.table, one.left_out)
        unreadable += _empty(taken)
    progress(Text("核对", "settling"), sum(one.rows for one in inputs), con.query_progress)
    measured, repeated, superseded = settle_repeats(measured)
    measured, crossing = settle_crossings(measured)
    ledger.settle()
    twice, superseded_cases = ledger.repeats()
    refused += repeated + crossing
    counted = Counter(row.table.name for row in refused) + ledger.refused()
    for about in inputs:
        about.refused = counted[about.name]
    refused += ledger.unclean() + twice
    if counted.total() > len(refused):
        notes.append(
            Text(
                f"拒收 {counted.total():,} 行，只逐行列出其中 {len(refused):,} 行",
                f"of {counted.total():,} refused rows {len(refused):,} are listed one by one",
            )
        )
    notes += superseded + superseded_cases
    return Submission(
        *(measured, ledger, inputs, refused, unreadable, notes, scratch, opening.mapping),
        *(opened, read),
    )


@dataclass
class _Taken:
    """What came of one table."""

    table: RawTable
    about: Input
    measured: list[Measured]
    refused: list[Refused]
    left_out: list[Text]


def _take(
    con: duckdb.DuckDBPyConnection, table: RawTable, ledger: Ledger, context: Context, scratch: Path
) -> _Taken:
    measured: list[Measured] = []
    refused: list[Refused] = []
    if table.header.table is Table.CASES:
        rows, without, reporters = ledger.add(table)
    else:
        measured, refused, without, reporters = read_measurements(con, table, context, scratch)
        rows = len(measured) + len(refused)
    try:
        told(table, reporters)
    except InputError:
        ledger.drop([table])
        raise
    refused += broken_rows(table)
    left_out = table.left_out(without)
    lost = len(table.broken) + len(table.aside.refused)
    about = Input(
        name=table.name,
        sha256=table.digest.sha256 if table.digest else None,
        encoding=table.encoding,
        table=table.header.table,
        rows=rows + lost + sum(count for count, _ in left_out),
        left_out=sum(count for count, _ in left_out),
    )
    return _Taken(table, about, measured, refused, [why for _, why in left_out])


def _empty(taken: Sequence[_Taken]) -> list[Problem]:
    """Tables without a row; a workbook may have sheets left empty beside one that is not."""
    found = [
        Problem(one.table.name, EMPTY("没有留下任何数据行", "every row was left out"))
        for one in taken
        if one.about.rows == one.about.left_out > 0
    ]
    if not any(one.about.rows > one.about.left_out for one in taken):
        message = EMPTY("只有表头，没有数据行", "a header and no rows")
        found += [Problem(one.table.name, message) for one in taken if one.about.rows == 0]
    return found


def _notes(table: RawTable, left_out: list[Text]) -> list[Text]:
    notes = []
    for note in (table.note, *table.aside.notes, *left_out):
        if note:
            notes.append(Text(f"{table.name}：{note.zh}", f"{table.name}: {note.en}"))
    if table.header.extra:
        names = [Text(name, name) + table.header.hint(name) for name in table.header.extra]
        notes.append(
            Text(
                f"{table.name}：忽略列 {'、'.join(name.zh for name in names)}",
                f"{table.name}: columns ignored: {', '.join(name.en for name in names)}",
            )
        )
    return notes
