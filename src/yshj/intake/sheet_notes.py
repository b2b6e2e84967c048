"""What a reader of a sheet must know although no row says it: hidden rows, cells nobody reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from yshj.catalogue.bodies import Body, fold
from yshj.contract.headers import FOR_THE_EYE, Header
from yshj.errors import Text, printable
from yshj.intake.layout import Layout
from yshj.intake.senders import Names
from yshj.intake.workbook.doubts import as_seen, doubt_of
from yshj.intake.workbook.places import cell_name, letters_of
from yshj.intake.workbook.sheet import Row, Sheet

_SHOWN = 5
_LONGEST_NAME = 40
FREE_TEXT = ("evidence", "remark")  # nothing of them is judged: told, and no reason to refuse


class Seen:
    """Counts while the rows of one sheet pass. `doubted`: some cell that is read cannot be."""

    def __init__(self, sheet: Sheet, header: Header, layout: Layout, names: Names) -> None:
        self._sheet, self._header, self._names = sheet, header, names
        roles = layout.roles(header)
        self._free = {roles[name] for name in FREE_TEXT if name in roles}
        self._read = set(roles.values())
        self._named = {at for at, name in enumerate(header.names) if fold(name)}
        self._ignored = [
            at
            for at in sorted(self._named - self._read)
            if fold(header.names[at]) not in FOR_THE_EYE | layout.ignore
        ]
        self.asks = bool(self._ignored)
        self.doubted = False
        self._hidden: list[int] = []
        self._hidden_rows = 0
        self._doubts: list[str] = []
        self._doubts_total = 0
        self._nameless: set[int] = set()
        self._filled = dict.fromkeys(self._ignored, 0)
        self._bodies = dict.fromkeys(self._ignored, 0)
        self._example: dict[int, str] = {}
        self._find = lru_cache(maxsize=4096)(names.bodies.find)

    def row(self, row: Row, doubted: bool) -> None:
        """Take a row of data in; cells of columns that nobody judges lose their doubt here."""
        if row.hidden:
            self._hidden_rows += 1
            if len(self._hidden) < _SHOWN:
                self._hidden.append(row.number)
        self.beyond(row.cells)
        if not doubted:
            return
        for at, cell in row.cells.items():
            doubt = doubt_of(cell)
            if doubt is None:
                continue
            if at in self._read and at not in self._free:
                self.doubted = True
                continue
            row.cells[at] = as_seen(cell)
            self._doubts_total += 1
            if len(self._doubts) < _SHOWN:
                shown = f" {printable(doubt.shown, 20)}" if doubt.shown else ""
                self._doubts.append(cell_name(row.number, at) + shown)

    def beyond(self, cells: Mapping[int, str]) -> None:
        """Note the cells of columns that have no name."""
        if not cells.keys() <= self._named:
            self._nameless |= cells.keys() - self._named

    def bodies(self, cells: Mapping[int, str], reporter: Body | None) -> None:
        """Look for bodies in columns that nobody reads, other than the one that reports."""
        for at in self._ignored:
            cell = cells.get(at, "")
            if not cell.strip():
                continue
            self._filled[at] += 1
            body = self._find(cell) if len(cell) <= _LONGEST_NAME else None
            if body is not None and body is not reporter:
                self._bodies[at] += 1
                self._example.setdefault(at, cell)

    def fault(self) -> Text | None:
        """Why the table cannot be read: a column that nobody reads says whose the rows are."""
        for at in self._ignored:
            if self._bodies[at] * 2 >= max(self._filled[at], 1):
                return bodies_ignored(self._header, at, self._example[at])
        return None

    def notes(self) -> list[Text]:
        found = []
        if self._sheet.hidden:
            found.append(
                Text("这是隐藏的工作表，已照常读取", "a hidden sheet, read like any other")
            )
        if self._hidden_rows:
            rows, more = _listed([str(number) for number in self._hidden], self._hidden_rows)
            found.append(
                Text(
                    f"隐藏（含被筛选掉）的 {self._hidden_rows:,} 行已照常读取：第 {rows} 行"
                    + more.zh,
                    f"hidden or filtered rows, read like any other: {self._hidden_rows:,} "
                    f"(row {rows.replace('、', ', ')}{more.en})",
                )
            )
        columns = [
            letters_of(at)
            for at in sorted(self._read)
            if any(first <= at <= last for first, last in self._sheet.hidden_columns)
        ]
        if columns:
            found.append(
                Text(
                    f"隐藏的列已照常读取：{'、'.join(columns)}",
                    f"hidden columns, read like any other: {', '.join(columns)}",
                )
            )
        if self._nameless:
            letters = [letters_of(at) for at in sorted(self._nameless)]
            names, more = _listed(letters[:_SHOWN], len(letters))
            found.append(
                Text(
                    f"没有列名的列未读，其中有内容：{names}{more.zh}",
                    f"columns without a name are not read although they hold something: "
                    f"{names.replace('、', ', ')}{more.en}",
                )
            )
        if self._doubts:
            cells, more = _listed(self._doubts, self._doubts_total)
            found.append(
                Text(
                    f"不判定的列中有不可信的单元格（出错值、未计算的公式等）：{cells}{more.zh}",
                    "cells that cannot be trusted (errors, formulas without a result) in columns "
                    f"that are not judged: {cells.replace('、', ', ')}{more.en}",
                )
            )
        return found


def bodies_ignored(header: Header, at: int, example: str) -> Text:
    name = printable(header.names[at])
    reporter = header.written("reporter")
    return Text(
        f"“{name}”列写有单位名称（如“{printable(example)}”），但这一列不读，各行会算到别处："
        f"如果是填报单位，请把列名改为“{reporter}”；如果不是，请删去此列，或在映射文件中写 ignore: "
        f"[{name}]",
        f"column {name!r} holds names of bodies ({printable(example)!r}) and is not read, so that "
        f"rows would count elsewhere: call it {reporter!r} if it says who reports; else take it "
        f"out, or write ignore: [{name}] in a mapping",
    )


def _listed(shown: Sequence[str], total: int) -> tuple[str, Text]:
    more = total - len(shown)
    rest = Text(f" 等 {total:,} 处", f" and {more:,} more") if more > 0 else Text("", "")
    return "、".join(shown), rest
