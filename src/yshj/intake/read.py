"""The room's door: names of files in, a submission out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from yshj.catalogue.bodies import Body
from yshj.contract.headers import Table
from yshj.contract.rows import Context
from yshj.errors import InputError, Problem, Text
from yshj.intake import sheets, sources, tables, text_files
from yshj.intake.cases import CaseStore
from yshj.intake.engine import engine
from yshj.intake.frames import Frame, FrameSource, frame_source, look_at_frame
from yshj.intake.layout import OWN, Layout
from yshj.intake.lookup import Ledger
from yshj.intake.mapped import apply
from yshj.intake.mapping import Mapping
from yshj.intake.measurements import (
    Measured,
    read_measurements,
    settle_crossings,
    settle_repeats,
)
from yshj.intake.rows import Refused, problems_of
from yshj.intake.senders import Names
from yshj.intake.settle import settle
from yshj.intake.sources import Source
from yshj.intake.tables import RawTable
from yshj.strict_yaml import unreadable as os_fault

# told of each stage: what it is, the rows read so far, and a way to ask how far the engine is (%)
Progress = Callable[[Text, int, Callable[[], float]], None]


def silence(stage: Text, rows: int, percent: Callable[[], float]) -> None:
    """Nobody watches."""


@dataclass
class Input:
    """One table that was read: its rows, and how many of them were refused."""

    name: str
    sha256: str
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
            opening = _Opening(con, scratch, context, encoding, mapping, sender, unreadable)
            yield _read(opening, opened, progress)


def _found(names: Iterable[str | Frame], unreadable: list[Problem]) -> list[str | Frame]:
    found: dict[str | Frame, None] = {}
    for name in names:
        if isinstance(name, Frame):
            found[name] = None
            continue
        try:
            found.update(dict.fromkeys(sources.find([name])))
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

    def tables(self, source: Source, serial: int) -> Iterator[RawTable]:
        layout = self.mapping.layout if self.mapping else OWN
        for table in self._as_laid_out(source, serial, layout):
            yield apply(self.mapping, table) if self.mapping else table

    def _as_laid_out(self, source: Source, serial: int, layout: Layout) -> Iterator[RawTable]:
        kind, con, bodies = source.kind, self.con, self.context.catalogue.bodies
        if kind == "xlsx":
            reading = sheets.Reading(con, Names(self.context.catalogue), layout, self.sender)
            yield from sheets.open_sheets(source, serial, reading, self.unreadable)
        elif kind == "parquet":
            yield tables.open_parquet(source, con, layout)
        elif isinstance(source, FrameSource):
            zone = self.context.zone
            written = look_at_frame(source, con, bodies, zone, self.scratch, layout)
            yield tables.open_text(written, layout)
        else:
            encoding = self.encoding or (self.mapping.encoding if self.mapping else None)
            file = text_files.look(source, bodies, self.scratch, encoding, layout)
            yield tables.open_text(file, layout)


def _read(opening: _Opening, opened: list[Source], progress: Progress) -> Submission:
    con, context, unreadable = opening.con, opening.context, opening.unreadable
    store = CaseStore(con, context)
    measured: list[Measured] = []
    refused: list[Refused] = []
    notes: list[Text] = []
    inputs: list[Input] = []
    stamps: list[tuple[Source, tuple[int, ...]]] = []
    for serial, source in enumerate(opened):
        told = Text(f"读取 {source.name}", f"reading {source.name}")
        progress(told, sum(one.rows for one in inputs), con.query_progress)
        if not isinstance(source, FrameSource):
            stamps.append((source, source.stamp))
        before, empty = len(inputs), list[Problem]()
        try:
            for table in opening.tables(source, serial):
                rows = _take(con, table, store, measured, refused)
                left_out = table.left_out(con)
                about = Input(
                    table.name, table.digest.sha256, table.encoding, table.header.table, rows
                )
                about.left_out = sum(count for count, _ in left_out)
                about.rows += about.left_out
                inputs.append(about)
                notes += _notes(table, [why for _, why in left_out])
                if rows == 0 and left_out:
                    message = Text("没有留下任何数据行", "every row was left out")
                    unreadable.append(Problem(table.name, message))
                elif rows == 0:
                    message = Text("只有表头，没有数据行", "a header and no rows")
                    empty.append(Problem(table.name, message))
        except InputError as fault:
            unreadable.append(fault.problem)
        except OSError as fault:
            unreadable.append(Problem(source.name, os_fault(fault)))
        except duckdb.Error as fault:
            unreadable.append(Problem(source.name, _engine_fault(fault)))
        if not any(one.rows > one.left_out for one in inputs[before:]):
            unreadable += empty  # a workbook may have sheets left empty beside one that is not
    progress(Text("核对", "settling"), sum(one.rows for one in inputs), con.query_progress)
    measured, repeated, superseded = settle_repeats(measured)
    measured, crossing = settle_crossings(measured)
    ledger, bad_cases, superseded_cases = settle(store)
    for source, stamp in stamps:
        if source.stamp != stamp:  # passes that saw different rows add up to nothing
            raise source.changed()
    refused += repeated + crossing + bad_cases
    for one in inputs:
        one.refused = sum(row.table.name == one.name for row in refused)
    notes += superseded + superseded_cases
    return Submission(
        measured, ledger, inputs, refused, unreadable, notes, opening.scratch, opening.mapping
    )


def _take(
    con: duckdb.DuckDBPyConnection,
    table: RawTable,
    store: CaseStore,
    measured: list[Measured],
    refused: list[Refused],
) -> int:
    if table.header.table is Table.CASES:
        bad, rows = store.add(table)
    else:
        good, bad, rows = read_measurements(con, table, store.context)
        measured += good
    refused += bad
    return rows


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


def _engine_fault(fault: duckdb.Error) -> Text:
    if isinstance(fault, duckdb.OutOfMemoryException):
        return Text("内存或临时磁盘空间不足", "out of memory or temporary disk space")
    first = str(fault).partition("\n")[0]
    return Text("文件内容无法解析，可能已损坏", f"the engine cannot read it: {first}")
