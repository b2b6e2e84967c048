"""What is to be marked in which file: every fault, and the rows that do not count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from yshj.contract.headers import Header
from yshj.errors import Placed, Problem, Text
from yshj.intake.read import Submission
from yshj.intake.rows import Refused
from yshj.intake.sources import Source
from yshj.intake.tables import RawTable
from yshj.intake.workbook.places import parse_cell


class Kind(StrEnum):
    FAULT = "fault"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True)
class Mark:
    """`row` as the sheet has it (from 1), `column` from 0; both None where the whole sheet, or with
    no `sheet` the whole file, is meant."""

    sheet: str | None
    row: int | None
    column: int | None
    value: str | None
    message: Text
    code: str | None = None
    kind: Kind = Kind.FAULT


@dataclass
class Marked:
    """One input file, the tables that were read of it, and its marks in the order of its rows."""

    source: Source
    tables: list[RawTable] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def marked(sent: Submission) -> list[Marked]:
    """Every input file of a submission, those without a mark too."""
    found = {source.name: Marked(source) for source in sent.sources}
    names = {}
    for table in sent.tables:
        found[table.source.name].tables.append(table)
        names[table.name] = table.source.name
    for one in sent.refused:
        file = found[one.table.source.name]
        file.marks += _of_row(one)
        if one.table not in file.tables:  # a table of which nothing else was kept
            file.tables.append(one.table)
    for problem in sent.unreadable:
        name = _file_of(problem.file, found)
        if name is not None:
            found[name].marks.append(_of_problem(problem))
    _not_counted(sent.notes, names, found)
    for each in found.values():
        each.marks.sort(key=lambda one: (one.sheet or "", one.row or 0))
    return list(found.values())


def _of_row(one: Refused) -> Iterable[Mark]:
    for fault, problem in zip(one.faults, one.problems(None), strict=True):
        at = one.table.place_of(fault.column, one.cells) if fault.column else None
        row = problem.row
        if row is not None and at is None:
            at = first_column(one.table.header)
        yield Mark(
            *(one.table.sheet, row, at, problem.value or one.text or None),
            *(_about(problem), problem.code),
        )


def _about(problem: Problem) -> Text:
    """The message, with the column that a cell's place says only to who looks at the sheet."""
    if problem.column is None:
        return problem.message
    return Text(
        f"“{problem.column}”：{problem.message.zh}", f"{problem.column}: {problem.message.en}"
    )


def first_column(header: Header) -> int:
    """Where a row of the table begins."""
    return min((at for at in header.columns.values()), default=0)


def _of_problem(problem: Problem) -> Mark:
    place = parse_cell(problem.cell) if problem.cell else None
    row, column = place if place else (problem.row, None if problem.row is None else 0)
    return Mark(problem.sheet, row, column, problem.value, problem.message, problem.code)


def _file_of(name: str, files: Iterable[str]) -> str | None:
    return next((one for one in files if name == one or name.startswith(f"{one}[")), None)


def _not_counted(notes: Sequence[Text], names: dict[str, str], found: dict[str, Marked]) -> None:
    """Rows superseded, each with its place, and how many were left out of each table, and why."""
    for note in notes:
        if isinstance(note, Placed) and note.table in names:
            file = found[names[note.table]]
            table = next(one for one in file.tables if one.name == note.table)
            at = first_column(table.header)
            file.marks.append(Mark(table.sheet, note.row, at, None, note, kind=Kind.NOT_COUNTED))
    for file in found.values():
        for table in file.tables:
            for _, why in table.aside.left_out:
                mark = Mark(table.sheet, None, None, None, why, kind=Kind.NOT_COUNTED)
                if mark not in file.marks:
                    file.marks.append(mark)
