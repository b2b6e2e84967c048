"""Rows by the model, one by one: every measurement, and each case the fast way cannot read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yshj.contract.rows import RowFault
from yshj.errors import Problem
from yshj.intake.tables import RawTable
from yshj.intake.workbook.places import cell_name


@dataclass(frozen=True)
class Refused:
    """A row that does not count, with every reason and its cells as written."""

    table: RawTable
    row: int
    faults: tuple[RowFault, ...]
    cells: Mapping[str, str | None]
    text: str = ""  # the record as it stands, where it could not be split into cells

    @property
    def reporter(self) -> str | None:
        """Whose row it is, as written: blank is the city. None where it has no cells to ask."""
        return (self.cells.get("reporter") or "") if self.cells else None

    def problems(self, line: int | None) -> list[Problem]:
        return [self._problem(fault, line) for fault in self.faults]

    def _problem(self, fault: RowFault, line: int | None) -> Problem:
        table = self.table
        at = None
        if table.sheet is not None and fault.column is not None:
            at = table.place_of(fault.column, self.cells)
        told = table.told(fault, self.cells)
        return Problem(
            table.name,
            told.message,
            row=self.row if self.row > 0 else None,  # above the header: known by its line
            line=line,
            column=told.column,
            value=told.value,
            sheet=table.sheet,
            cell=None if at is None else cell_name(self.row, at),
            reporter=self.reporter,
        )


def broken_rows(table: RawTable) -> list[Refused]:
    """The records that could not be split into cells, or have no columns, as refused rows."""
    return [
        Refused(
            table,
            broken.row,
            (RowFault(None, broken.text or None, broken.message),),
            cells={},
            text=broken.text,
        )
        for broken in (*table.broken, *table.aside.refused)
    ]


def problems_of(refused: Sequence[Refused]) -> list[Problem]:
    """Every reason of every refused row, in the order of the files, with physical lines."""
    by_table: dict[str, list[Refused]] = {}
    for one in refused:
        by_table.setdefault(one.table.name, []).append(one)
    found = []
    for rows in by_table.values():
        lines = rows[0].table.lines(one.row for one in rows)
        for one in sorted(rows, key=lambda each: each.row):
            found += one.problems(lines.get(one.row))
    return found
