"""Merged cells: the value that a column's range holds for each of its rows, or a doubt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from yshj.codes.files import DAMAGED
from yshj.intake.workbook.doubts import Why, as_seen, doubted
from yshj.intake.workbook.package import BookFault
from yshj.intake.workbook.places import Range
from yshj.intake.workbook.sheet import Row


def spread(rows: Iterable[Row], merges: Sequence[Range]) -> list[Row]:
    """The few rows around a header, each cell of a merged column with the column's value."""
    found = [row._replace(cells=dict(row.cells)) for row in rows]
    by_number = {row.number: row for row in found}
    for one in merges:
        top = by_number.get(one.top)
        if top is not None and one.left == one.right and one.left in top.cells:
            for row in found:
                if one.top < row.number <= one.bottom:
                    row.cells[one.left] = top.cells[one.left]
    return found


class Merged:
    """The ranges that touch columns which are read, met row by row.

    In the columns of `fills` a range within one column holds its value for every row; anywhere
    else nobody can tell which row or column the content belongs to.
    """

    def __init__(
        self, merges: Iterable[Range], read: Collection[int], fills: Collection[int], header: int
    ) -> None:
        self._read, self._fills = sorted(read), frozenset(fills)
        self._coming = [one for one in merges if one.bottom > header and self._touched(one)]
        self._coming.sort(reverse=True)
        self._active: list[Range] = []
        self._values: dict[Range, str] = {}

    def _touched(self, one: Range) -> list[int]:
        if (one.top, one.left) == (one.bottom, one.right):
            return []
        return [at for at in self._read if one.left <= at <= one.right]

    def touches(self, row: Row) -> bool:
        """Whether some range may reach this row or one below it."""
        return bool(self._active) or bool(self._coming and self._coming[-1].top <= row.number)

    def apply(self, row: Row) -> None:
        """Give the row's merged cells their values; a row without any of its own stays so."""
        while self._coming and self._coming[-1].top <= row.number:
            self._active.append(self._coming.pop())
        self._active = [one for one in self._active if one.bottom >= row.number]
        if len(self._active) > len(self._read):
            raise BookFault(
                DAMAGED(
                    "文件已损坏：合并单元格互相重叠", "damaged: merged cells overlap each other"
                )
            )
        inside = {at for one in self._active for at in self._touched(one)}
        if any(row.number == one.top for one in self._active) or any(
            at in row.cells for at in self._read if at not in inside
        ):
            for one in self._active:
                self._fill(row, one)
        else:  # what lies under merged cells is not seen
            for at in inside:
                row.cells.pop(at, None)

    def _fill(self, row: Row, one: Range) -> None:
        if one.left != one.right or one.left not in self._fills:
            for at in self._touched(one):
                row.cells[at] = doubted(Why.MERGED, str(one), as_seen(row.cells.get(at, "")))
        elif row.number == one.top:
            self._values[one] = row.cells.get(one.left, "")
        else:
            row.cells.pop(one.left, None)
            if self._values.get(one):
                row.cells[one.left] = self._values[one]
