"""Rows of a table that are no data: who may leave them out, and what is told of them.

One rule for every carrier. A row whose target is known is data, and no cell of a remark can take
it away; only the few others are looked at closely.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from yshj.catalogue.bodies import fold
from yshj.codes.tables import ABOVE_HEADER, ANOTHER_HEADER
from yshj.contract.cells import is_total, total_of
from yshj.contract.headers import header_words
from yshj.errors import Refusal, Text
from yshj.intake.heading import is_label


class Apart(StrEnum):
    """Why a row below the header is not read."""

    EMPTY = "empty"
    TOTAL = "total"
    FORM = "form"
    REPEATED = "repeated"
    ANOTHER = "another"  # a different header: refused, with every row below it


_FOOTERS = 20
_LEFT_OUT: dict[Apart, tuple[str, str]] = {
    Apart.EMPTY: (
        "所读各列均为空白的行未计入：{:,} 行",
        "rows with nothing in the columns that are read, left out: {:,}",
    ),
    Apart.TOTAL: ("合计行未计入：{:,} 行", "rows of totals (合计) left out: {:,}"),
    Apart.FORM: (
        "填表人、审核人、联系电话、注等不是数据的行未计入：{:,} 行",
        "rows that are no data (who filled it in, checked it, notes) left out: {:,}",
    ),
    Apart.REPEATED: ("重复的表头未计入：{:,} 行", "repeated headers left out: {:,}"),
}
ANOTHER = ANOTHER_HEADER(
    "这里另有一个表头，与上面的不同：请把两张表分开，各存为一个工作表或文件",
    "another header, different from the one above: put the two tables into sheets or files of "
    "their own",
)
BELOW_ANOTHER = ANOTHER_HEADER(
    "在另一个表头之下，不知各列是什么：请把两张表分开，各存为一个工作表或文件",
    "below another header, so that its columns are not known: put the two tables into sheets or "
    "files of their own",
)
ABOVE = ABOVE_HEADER(
    "在表头之上，不知各列是什么：请移到表头之下，或删去",
    "above the header, so that its columns are not known: move it below the header, or take it out",
)


class Sorter:
    """Tells the rows of one table apart.

    `header` holds the header's cells by column; `roles` where known columns stand, `target`,
    `reporter` and `case` among them.
    """

    def __init__(
        self,
        header: Mapping[int, str],
        roles: Mapping[str, int],
        is_target: Callable[[str], bool],
        is_body: Callable[[str], bool],
    ) -> None:
        self._header = {at: fold(cell) for at, cell in header.items() if fold(cell)}
        self._target = roles.get("target")
        self._totalled = [roles[name] for name in ("reporter", "case") if name in roles]
        self._read = frozenset(roles.values())
        self._is_target, self._is_body = is_target, is_body
        self._known: set[str] = set()

    def __call__(self, cells: Mapping[int, str]) -> Apart | None:
        """Why a row is no data, None for one that is; `cells` by column, blank ones left out."""
        target = "" if self._target is None else cells.get(self._target, "")
        if target in self._known or (target and self._is_target(target)):
            self._known.add(target)
            for at in self._totalled:
                cell = cells.get(at, "")
                if ("计" in cell or "otal" in cell) and self._totals(cell):
                    return Apart.TOTAL
            return None
        return self._closely(cells, target)

    def _closely(self, cells: Mapping[int, str], target: str) -> Apart | None:
        if self._read.isdisjoint(cells):
            return Apart.EMPTY
        if self._target is not None and self._heads(cells):
            folded = {at: fold(cell) for at, cell in cells.items() if fold(cell)}
            return Apart.REPEATED if folded == self._header else Apart.ANOTHER
        first = cells[min(cells)]
        if target and target != first:
            first = target
        if is_label(first):
            return Apart.FORM
        if any(self._totals(cells.get(at, "")) for at in self._totalled) or self._totals(first):
            return Apart.TOTAL
        return None

    def _heads(self, cells: Mapping[int, str]) -> bool:
        found = header_words(list(cells.values()))
        return len(found) >= 2 and "target" in found

    def _totals(self, cell: str) -> bool:
        if not is_total(cell) or self._is_body(cell):
            return False
        of = total_of(cell)  # of 金水区: its figure, perhaps, so that its row is refused instead
        return not of or not self._is_body(of)


class Sieve:
    """The rows of one table as they pass: which are data, which are left out, which refused."""

    def __init__(self, sort: Sorter) -> None:
        self._sort = sort
        self._another = False
        self.counts: dict[Apart, int] = {}
        self.footers: list[str] = []  # in which a body may be named

    def takes(self, cells: Mapping[int, str], copies: int = 1) -> bool | Refusal:
        """Whether a row, or so many that are the same, is data; where it has to be refused, why."""
        why = self._sort(cells)
        if why is Apart.ANOTHER or (self._another and why is None):
            reason = BELOW_ANOTHER if self._another else ANOTHER
            self._another = True
            return reason
        if why is None:
            return True
        self.counts[why] = self.counts.get(why, 0) + copies
        if why is Apart.FORM and len(self.footers) < _FOOTERS:
            self.footers.append(" ".join(cells[at] for at in sorted(cells)))
        return False

    def leave_out_empty(self, rows: int) -> None:
        """Count rows that hold nothing, which somebody else has found."""
        if rows:
            self.counts[Apart.EMPTY] = self.counts.get(Apart.EMPTY, 0) + rows

    def left_out(self) -> list[tuple[int, Text]]:
        """How many rows were left out, and the sentence for each reason."""
        return [
            (n, Text(zh.format(n), en.format(n)))
            for why, (zh, en) in _LEFT_OUT.items()
            if (n := self.counts.get(why, 0))
        ]
