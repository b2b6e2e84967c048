"""Workbooks: the sheets that hold a table, as tables of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import duckdb

from yshj.catalogue.bodies import Body, fold
from yshj.codes.files import EMPTY, TOO_LARGE
from yshj.codes.tables import MAPPED_PLACE
from yshj.contract.headers import GUIDE, LISTS, Header
from yshj.errors import NOTHING, InputError, Problem, Refusal, Text, nearest
from yshj.intake.apart import ABOVE, Sieve, Sorter
from yshj.intake.engine import load_columns
from yshj.intake.heading import Heading, find_header, title_notes
from yshj.intake.layout import FIRST_ROWS, OWN, Layout, numbers
from yshj.intake.mapping import FILTER
from yshj.intake.numbers import Broken
from yshj.intake.senders import Names, Reporters, Speaker, name_of_file
from yshj.intake.sheet_notes import Seen
from yshj.intake.sources import Digest, Source, digest
from yshj.intake.tables import Aside, RawTable
from yshj.intake.text_header import MOST_COLUMNS
from yshj.intake.unread import Unread
from yshj.intake.workbook.book import Book, open_book
from yshj.intake.workbook.doubts import as_seen, doubt_of, is_doubted
from yshj.intake.workbook.lists import is_our_list
from yshj.intake.workbook.merges import Merged, spread
from yshj.intake.workbook.package import BookFault
from yshj.intake.workbook.places import cell_name
from yshj.intake.workbook.sheet import Row, Sheet

_FILLED = ("target", "reporter", "period", "unit")  # where a merged cell holds for every row
_MOMENTS = ("started", "finished", "reported")
_BATCH = 50_000
_1904 = 1462  # days between the two ways to count them


@dataclass(frozen=True)
class Reading:
    """What every sheet of a submission is read with."""

    con: duckdb.DuckDBPyConnection
    names: Names
    layout: Layout = OWN
    sender: Body | None = None


def open_sheets(
    source: Source, serial: int, reading: Reading, unreadable: list[Problem]
) -> Iterator[RawTable]:
    """The sheets of a workbook that have a header we know; an error if none has.

    A sheet that was meant for a table and is none goes into `unreadable`, the others are read.
    """
    faults: list[Problem] = []
    passed: list[str] = []
    tables: list[RawTable] = []
    about = digest(source.path)
    try:
        with open_book(source.path) as book:
            sheets = [sheet for sheet in book.sheets if not is_our_list(book, sheet)]
            for at, sheet in enumerate(_wanted(source, sheets, reading.layout)):
                name = source.name if len(sheets) == 1 else f"{source.name}[{sheet.name}]"
                loading = _Loading(source, name, book, sheet, f"sheet_{serial}_{at}", reading)
                try:
                    table = loading.table(about)
                except _NoTable as none:
                    passed.append(sheet.name)
                    faults.append(none.problem)
                except InputError as fault:
                    unreadable.append(fault.problem)
                    passed.append(sheet.name)
                else:
                    tables += [table] if table else []
    except BookFault as fault:
        raise InputError(Problem(source.name, fault.text)) from fault
    if not tables and not faults and not passed:
        raise source.problem(EMPTY("工作簿中没有数据", "the workbook holds no data"))
    if not tables and len(faults) == len(passed):
        raise InputError(faults[0])
    said = [one.sheet for one in faults if one.sheet and one.sheet not in _OF_OUR_TEMPLATE]
    if tables and said:
        tables[0].aside.notes.append(
            Text(
                f"没有表头的工作表未读：{'、'.join(said)}",
                f"sheets without a header, not read: {', '.join(said)}",
            )
        )
    yield from tables


_OF_OUR_TEMPLATE = {name for text in (GUIDE, LISTS) for name in (text.zh, text.en)}


class _NoTable(InputError):
    """A sheet that does not look like a table of ours."""


def _wanted(source: Source, sheets: Sequence[Sheet], layout: Layout) -> list[Sheet]:
    """The sheets to look at: all of them, or the one that is named or numbered."""
    if layout.sheet is None:
        return list(sheets)
    found = [one for one in sheets if fold(one.name) == fold(layout.sheet)]
    if not found and layout.sheet.isdecimal() and 1 <= int(layout.sheet) <= len(sheets):
        found = [sheets[int(layout.sheet) - 1]]
    if not found:
        message = MAPPED_PLACE(f"没有工作表“{layout.sheet}”", f"there is no sheet {layout.sheet!r}")
        message += nearest(layout.sheet, [one.name for one in sheets])
        raise InputError(Problem(source.name, message))
    return found


@dataclass
class _Loading:
    """One sheet on its way into the engine's temporary table `stored`."""

    source: Source
    name: str
    book: Book
    sheet: Sheet
    stored: str
    reading: Reading
    aside: Aside = field(default_factory=Aside)

    def table(self, about: Digest) -> RawTable | None:
        """The sheet as a table; None where nothing stands in it. InputError: it is none."""
        rows = self.book.rows(self.sheet)
        first: list[Row] = []
        for row in rows:
            first.append(row)
            if len(first) == FIRST_ROWS:
                break
        if not first:
            return None
        heading, top = self._heading(first)
        layout, names = self.reading.layout, self.reading.names
        header, fill = heading.header, Speaker(names, heading.block, self.reading.sender)
        if fill.body is not None and header.columns and "reporter" not in header.columns:
            header = _with_reporter(header)
        seen, unread = Seen(self.sheet, header, layout), Unread(header, layout, names)
        data = _Data(self, header, top, seen, unread, fill)
        data.load([row for row in first if row.number > top], rows)
        self._refuse(heading.refused, ABOVE)
        texts = [self.sheet.name, name_of_file(self.source.name)]
        texts += [text for _, text in heading.titles] + data.sieve.footers
        fault = unread.fault()
        if "reporter" not in layout.fixed:
            fault = fault or fill.faults(data.reporters, texts)
            self.aside.notes += fill.notes(data.reporters)
        if fault is not None:
            self.reading.con.execute(f"DROP TABLE {self.stored}")
            raise InputError(Problem(self.name, fault, sheet=self.sheet.name))
        self.aside.left_out += data.sieve.left_out()
        told = (title_notes(heading), *seen.notes(), *unread.notes())
        self.aside.notes += [note for note in told if note]
        return RawTable(
            name=self.name,
            source=self.source,
            header=header,
            encoding="xlsx",
            digest=about,
            note=NOTHING,
            sql=f"SELECT * FROM {self.stored}",
            stored_rows=True,
            has_nul=seen.doubted,
            aside=self.aside,
            sheet=self.sheet.name,
        )

    def _heading(self, first: Sequence[Row]) -> tuple[Heading, int]:
        """The heading, and the number of the row that the header is on; 0 for none."""
        layout = self.reading.layout
        seen = [_list(row, self) for row in spread(first, self.sheet.merges)]
        if layout.header is None:
            found = find_header(seen, layout, self.reading.names)
            if isinstance(found, Heading):
                return found, seen[found.at][0]
            number, reason = found
            known = max(layout.known(cells) for _, cells in seen)
            kind = _NoTable if known < 2 else InputError
            raise kind(Problem(self.name, reason, row=number, sheet=self.sheet.name))
        width = max(len(cells) for _, cells in seen)
        at = next((at for at, one in enumerate(seen) if one[0] == layout.header), None)
        header = layout.read(numbers(width) if at is None else seen[at][1])
        if isinstance(header, Refusal):
            raise InputError(Problem(self.name, header, row=layout.header, sheet=self.sheet.name))
        above = [(number, " ".join(filter(None, cells))) for number, cells in seen[: at or 0]]
        return Heading(at or 0, header, tuple(above)), layout.header

    def _refuse(self, rows: Sequence[tuple[int, Sequence[str]]], why: Refusal) -> None:
        for number, cells in rows:
            self.aside.refused.append(Broken(number, why, _as_csv(cells)))


class _Data:
    """The rows below the header: sorted, filled in, and stored by the engine batch by batch."""

    def __init__(
        self,
        loading: _Loading,
        header: Header,
        top: int,
        seen: Seen,
        unread: Unread,
        speaker: Speaker,
    ) -> None:
        self.loading, self.seen, self.unread, self.speaker = loading, seen, unread, speaker
        names = loading.reading.names
        roles = loading.reading.layout.roles(header)
        known = dict(enumerate(header.names))
        self.sieve = Sieve(Sorter(known, roles, names.is_target, names.is_body))
        fills = [roles[name] for name in _FILLED if name in roles]
        self.merged = Merged(loading.sheet.merges, roles.values(), fills, top)
        self.filters = [at for name, at in roles.items() if name.startswith(FILTER)]
        self.roles = roles
        self.reporter = roles.get("reporter")
        self.moments = [roles[name] for name in _MOMENTS if name in roles]
        self.reporters = Reporters()
        self.width = len(header.names)
        self.batch: list[Row] = []

    def load(self, first: Sequence[Row], rows: Iterator[Row]) -> None:
        cells = ", ".join(f"c{at} VARCHAR" for at in range(self.width))
        self.loading.reading.con.execute(
            f"CREATE OR REPLACE TEMP TABLE {self.loading.stored} (row BIGINT, {cells})"
        )
        for some in (first, rows):
            for row in some:
                self.take(row)
                if len(self.batch) == _BATCH:
                    self.store()
        self.store()

    def take(self, row: Row) -> None:
        if max(row.cells) >= MOST_COLUMNS:
            _list(row, self.loading)
        doubted = row.doubted
        if self.merged.touches(row):
            self.merged.apply(row)
            doubted = doubted or any(map(is_doubted, row.cells.values()))
        cells: Mapping[int, str] = row.cells
        if doubted:
            cells = {at: text for at, cell in cells.items() if (text := as_seen(cell)).strip()}
        if not cells:  # a row of which nothing is seen is none
            return
        taken = self.sieve.takes(cells)
        if isinstance(taken, Refusal):
            self.loading._refuse([_list(row, self.loading)], taken)
        elif taken:
            self.keep(row, cells, doubted)

    def keep(self, row: Row, seen: Mapping[int, str], doubted: bool) -> None:
        cells = row.cells
        self.seen.row(row, doubted)
        for at in self.filters:
            doubt = doubt_of(cells.get(at))
            if doubt is not None:
                place = Text(f"{cell_name(row.number, at)} ", f"{cell_name(row.number, at)}: ")
                self.loading._refuse([_list(row, self.loading)], doubt.text.at(place))
                return
        if self.loading.book.in_1904:
            self.since_1904(cells)
        self.unread.row(seen)
        written = "" if self.reporter is None else cells.get(self.reporter, "")
        who = self.reporters.take(row.number, written, self.speaker)
        if who and self.reporter is not None:
            cells[self.reporter] = who
        self.batch.append(row)

    def since_1904(self, cells: dict[int, str]) -> None:
        """Days that are shown as numbers, counted as every other workbook counts them."""
        target = self.roles.get("target")
        moments = list(self.moments)
        if target is not None and self.loading.reading.names.is_milestone(cells.get(target, "")):
            moments.append(self.roles.get("value", target))
        for at in moments:
            whole, point, part = cells.get(at, "").partition(".")
            if whole.isdecimal() and len(whole) == 5:
                cells[at] = f"{int(whole) + _1904}{point}{part}"

    def store(self) -> None:
        batch, self.batch = self.batch, []
        if not batch:
            return
        con = self.loading.reading.con
        columns: dict[str, tuple[str, Sequence[object]]] = {
            "row": ("BIGINT", [row.number for row in batch])
        }
        for at in range(self.width):
            columns[f"c{at}"] = ("VARCHAR", [row.cells.get(at, "") for row in batch])
        load_columns(con, "sheet_batch", columns)
        con.execute(f"INSERT INTO {self.loading.stored} BY NAME SELECT * FROM sheet_batch")
        con.execute("DROP TABLE sheet_batch")


def _list(row: Row, loading: _Loading) -> tuple[int, list[str]]:
    """A row's cells in a list, as they are seen; no longer than a table may be wide."""
    width = max(row.cells, default=-1) + 1
    if width > MOST_COLUMNS:
        place = cell_name(row.number, width - 1)
        message = TOO_LARGE(
            f"工作表过大：{place} 远离数据，请清空这个单元格",
            f"the sheet is too large: {place} lies far from the data, clear that cell",
        )
        raise InputError(Problem(loading.name, message, sheet=loading.sheet.name, cell=place))
    return row.number, [as_seen(row.cells.get(at, "")) for at in range(width)]


def _with_reporter(header: Header) -> Header:
    """The header of a table without the column, in which the form's own word stands in for it."""
    columns = {**header.columns, "reporter": len(header.names)}
    return replace(header, columns=columns, names=(*header.names, header.written("reporter")))


def _as_csv(cells: Sequence[str]) -> str:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
