"""What a reader of a sheet must know although no row says it: hidden rows, cells nobody reads."""

from __future__ import annotations

from collections.abc import Mapping

from yshj.contract.headers import Header
from yshj.errors import Text, printable
from yshj.intake.layout import Layout
from yshj.intake.unread import listed
from yshj.intake.workbook.doubts import as_seen, doubt_of
from yshj.intake.workbook.places import cell_name, letters_of
from yshj.intake.workbook.sheet import Row, Sheet

_SHOWN = 5
FREE_TEXT = ("evidence", "remark")  # nothing of them is judged: told, and no reason to refuse


class Seen:
    """Counts while the rows of one sheet pass. `doubted`: some cell that is read cannot be."""

    def __init__(self, sheet: Sheet, header: Header, layout: Layout) -> None:
        self._sheet = sheet
        roles: Mapping[str, int] = layout.roles(header)
        self._read = set(roles.values())
        self._free = {roles[name] for name in FREE_TEXT if name in roles}
        self.doubted = False
        self._hidden: list[str] = []
        self._hidden_rows = 0
        self._doubts: list[str] = []
        self._doubts_total = 0

    def row(self, row: Row, doubted: bool) -> None:
        """Take a row of data in; cells of columns that nobody judges lose their doubt here."""
        if row.hidden:
            self._hidden_rows += 1
            if len(self._hidden) < _SHOWN:
                self._hidden.append(str(row.number))
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

    def notes(self) -> list[Text]:
        found = []
        if self._sheet.hidden:
            found.append(
                Text("这是隐藏的工作表，已照常读取", "a hidden sheet, read like any other")
            )
        if self._hidden_rows:
            rows, more = listed(self._hidden, self._hidden_rows)
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
        if self._doubts:
            cells, more = listed(self._doubts, self._doubts_total)
            found.append(
                Text(
                    f"不判定的列中有不可信的单元格（出错值、未计算的公式等）：{cells}{more.zh}",
                    "cells that cannot be trusted (errors, formulas without a result) in columns "
                    f"that are not judged: {cells.replace('、', ', ')}{more.en}",
                )
            )
        return found
