"""Columns that nobody reads: those that say whose a row is, and those without a name."""

from __future__ import annotations

from collections.abc import Mapping

from yshj.catalogue.bodies import fold
from yshj.codes.tables import UNREAD_BODIES
from yshj.contract.headers import FOR_THE_EYE, Header
from yshj.errors import Refusal, Text, printable
from yshj.intake.layout import Layout
from yshj.intake.senders import Names
from yshj.intake.workbook.places import letters_of

_SHOWN = 5


class Unread:
    """Counts what stands in such columns while rows pass.

    A column holds bodies where half of its cells, or more, name one that is not the row's reporter.
    """

    def __init__(self, header: Header, layout: Layout, names: Names) -> None:
        self._header = header
        roles = layout.roles(header)
        self._reporter = roles.get("reporter")
        self._named = {at for at, name in enumerate(header.names) if fold(name)}
        self._ignored = [
            at
            for at in sorted(self._named - set(roles.values()))
            if fold(header.names[at]) not in FOR_THE_EYE | layout.ignore
        ]
        self._nameless: set[int] = set()
        self._filled = dict.fromkeys(self._ignored, 0)
        self._bodies = dict.fromkeys(self._ignored, 0)
        self._example: dict[int, str] = {}
        self._find = names.find

    def row(self, cells: Mapping[int, str]) -> None:
        """Take in a row of data: its cells that are not blank, by column."""
        self.beyond(cells)
        if not self._ignored:
            return
        reporter = self._find("" if self._reporter is None else cells.get(self._reporter, ""))
        if reporter is None:  # refused, whatever stands beside it
            return
        for at in self._ignored:
            cell = cells.get(at)
            if cell is None:
                continue
            self._filled[at] += 1
            body = self._find(cell)
            if body is not None and body is not reporter:
                self._bodies[at] += 1
                self._example.setdefault(at, cell)

    def beyond(self, cells: Mapping[int, str]) -> None:
        """Note the cells of columns that have no name."""
        if not cells.keys() <= self._named:
            self._nameless |= cells.keys() - self._named

    def fault(self) -> Refusal | None:
        """Why the table cannot be read: a column that nobody reads says whose the rows are."""
        for at, filled in self._filled.items():
            if self._bodies[at] and self._bodies[at] * 2 >= filled:
                return self._whose(at)
        return None

    def _whose(self, at: int) -> Refusal:
        name, example = printable(self._header.names[at]), printable(self._example[at])
        reporter = self._header.written("reporter")
        return UNREAD_BODIES(
            f"“{name}”列写有单位名称（如“{example}”），但这一列不读，各行会算到别处：如果是填报单位，"
            f"请把列名改为“{reporter}”；如果不是，请删去此列，或在映射文件中写 ignore: [{name}]",
            f"column {name!r} holds names of bodies ({example!r}) and is not read, so that rows "
            f"would count elsewhere: call it {reporter!r} if it says who reports; else take it "
            f"out, or write ignore: [{name}] in a mapping",
        )

    def notes(self) -> list[Text]:
        if not self._nameless:
            return []
        letters = [letters_of(at) for at in sorted(self._nameless)]
        names, more = listed(letters[:_SHOWN], len(letters))
        return [
            Text(
                f"没有列名的列未读，其中有内容：{names}{more.zh}",
                f"columns without a name are not read although they hold something: "
                f"{names.replace('、', ', ')}{more.en}",
            )
        ]


def listed(shown: list[str], total: int) -> tuple[str, Text]:
    """Some of what is told of, and how many more there are."""
    more = total - len(shown)
    rest = Text(f" 等 {total:,} 处", f" and {more:,} more") if more > 0 else Text("", "")
    return "、".join(shown), rest
