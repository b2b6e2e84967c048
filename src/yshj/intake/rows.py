"""Rows by the model, one by one: every measurement, and each case the fast way cannot read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yshj.contract.rows import Fault
from yshj.errors import Problem
from yshj.intake.tables import RawTable


@dataclass(frozen=True)
class Refused:
    """A row that does not count, with every reason and its cells as written."""

    table: RawTable
    row: int
    faults: tuple[Fault, ...]
    cells: Mapping[str, str | None]
    text: str = ""  # the record as it stands, where it could not be split into cells

    @property
    def reporter(self) -> str | None:
        """Whose row it is, as written: blank is the city. None where it has no cells to ask."""
        return (self.cells.get("reporter") or "") if self.cells else None

    def problems(self, line: int | None) -> list[Problem]:
        return [
            Problem(
                self.table.name,
                fault.message,
                row=self.row,
                line=line,
                column=fault.column,
                value=fault.value,
                reporter=self.reporter,
            )
            for fault in (self.table.told(each, self.cells) for each in self.faults)
        ]


def broken_rows(table: RawTable) -> list[Refused]:
    """The records that could not be split into cells, as refused rows."""
    return [
        Refused(
            table,
            broken.row,
            (Fault(None, broken.text or None, broken.message),),
            cells={},
            text=broken.text,
        )
        for broken in table.broken
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
