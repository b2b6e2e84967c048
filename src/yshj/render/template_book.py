"""The same template as a workbook: sheets to fill in, with drop-downs, and one that explains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yshj.catalogue.model import Target
from yshj.contract.headers import EXPLANATION, GUIDE, LISTS, Table
from yshj.errors import Text
from yshj.render.pages import STATISTICS, columns_of
from yshj.render.phrases import Phrases
from yshj.render.template import Template
from yshj.render.words import limit_of
from yshj.render.workbook import GRID, HEAD, Book, Cell, Column, Sheet, width_of
from yshj.thresholds.units import UNITS, Kind

SPARE_ROWS = 200  # below the measurements, with the same drop-downs
CASE_ROWS = 100_000
_SHEETS = {
    Table.MEASUREMENTS: Text("汇总数据", "Measurements"),
    Table.CASES: Text("办件", "Cases"),
}
_YELLOW, _GREY = "#FFF8DC", "#EDEDED"
_WIDEST = {"target": 34, EXPLANATION.en: 46, "reporter": 24, "evidence": 24, "case": 22}
_WORDS = ("target", "reporter", "period", "unit", "case", "limit", "evidence")
_TEXT = {"num_format": "@"}  # what is typed stays as it was typed: 95%, 000123, 2021-06-30
_RULES = (
    Text(
        "黄色单元格由填报单位填写，灰色的不必填。",
        "Yellow cells are yours to fill in; grey ones are not needed.",
    ),
    Text(
        "空白、--、/ 表示未报；确实为零填“零报告”；与本单位无关填“不涉及”。三者不同。",
        "A blank, -- or / is not reported; 零报告 (zero report) is a reported nothing; "
        "不涉及 (not applicable) means it does not concern you.",
    ),
    Text(
        "同一指标可填多期（如 2021-01..2021-06、2021-09），在下方另起一行；整行不填亦可删去。",
        "A target may have several periods (2021-01..2021-06, 2021-09), each in a row of its own.",
    ),
    Text(
        "有办件台账的指标可逐件填在“办件”表，则不必再填汇总数。",
        "Where you keep case files, fill in the sheet Cases instead of a figure.",
    ),
    Text("报送前自查：yshj validate 本文件", "Before sending: yshj validate this-file.xlsx"),
)


def render(template: Template, tables: Sequence[Table]) -> bytes:
    """The workbook's bytes; a kind of table that no target can be shown in is left out."""
    plan = template.catalogue.plan
    book = Book(
        plan.issued, f"{template.say(plan.title)} · {template.body.label(template.say.lang)}"
    )
    wanted = [table for table in tables if template.rows(table)]
    sheets = {table: book.sheet(template.say(_SHEETS[table])) for table in wanted}
    _guide(book.sheet(template.say(GUIDE)), template)
    lists = _Lists(book.sheet(template.say(LISTS)), template)
    for table, sheet in sheets.items():
        if table is Table.MEASUREMENTS:
            _measurements(sheet, template, lists)
        else:
            _cases(sheet, template, lists)
    return book.content()


class _Lists:
    """The words of the drop-downs, a column of a hidden sheet each: a rule cannot hold many."""

    def __init__(self, sheet: Sheet, template: Template) -> None:
        self._sheet, self._at = sheet, 0
        self._name = template.say(LISTS)
        sheet.page.hide()
        say = template.say
        self.targets = {
            table: self._add([one.id for one in template.rows(table)]) for table in Table
        }
        self.body = self._add([template.body.label(say.lang)])
        self.flags = self._add([say(Text("是", "yes")), say(Text("否", "no"))])
        names: dict[Kind, dict[str, None]] = {}
        for unit in UNITS:
            if unit.kind is not Kind.DATE:
                names.setdefault(unit.kind, {})[unit.name(say.lang)] = None
        self.units = {kind: self._add(list(words)) for kind, words in names.items()}
        self.any_unit = self._add(list(dict.fromkeys(n for each in names.values() for n in each)))

    def _add(self, words: Sequence[str]) -> str:
        """Write a list; returns its range as a drop-down names it."""
        letter = chr(ord("A") + self._at)
        for row, word in enumerate(words):
            self._sheet.put(row, self._at, word)
        self._at += 1
        return f"='{self._name}'!${letter}$1:${letter}${max(len(words), 1)}"

    def units_of(self, target: Target) -> str:
        """The units that convert into the target's; a change may be of anything."""
        if target.statistic.value == "change" or target.is_milestone:
            return self.any_unit
        return self.units[target.unit.kind]


def _drop_down(sheet: Sheet, source: str, column: int, first: int, last: int, say: Phrases) -> None:
    sheet.page.data_validation(
        first,
        column,
        last,
        column,
        {
            "validate": "list",
            "source": source,
            "error_type": "warning",  # other spellings are understood too
            "error_title": say(Text("不在列表中", "Not on the list")),
            "error_message": say(Text("请从下拉列表中选择。", "Please choose from the list.")),
        },
    )


def _heads(sheet: Sheet, template: Template, table: Table, columns: Sequence[str]) -> None:
    for at, name in enumerate(columns):
        sheet.put(0, at, template.head(name), 20, **HEAD, **GRID)
        own = [template.filled(one, name, table) for one in template.rows(table)]
        longest = max([width_of(template.head(name)) + 4, 12, *map(width_of, own)])
        style = _TEXT if name in _WORDS else {}
        widest = _WIDEST.get(name, 14)
        sheet.page.set_column(at, at, min(longest, widest), sheet.book.format(**style))
    sheet.page.freeze_panes(1, 1)
    sheet.page.repeat_rows(0)
    sheet.page.fit_to_pages(1, 0)


def _measurements(sheet: Sheet, template: Template, lists: _Lists) -> None:
    """A row a target, what is known filled in, and spare rows for further periods."""
    table, say = Table.MEASUREMENTS, template.say
    columns = template.columns(table)
    _heads(sheet, template, table, columns)
    rows = template.rows(table)
    unit = columns.index("unit") if "unit" in columns else None
    for row, target in enumerate(rows, start=1):
        to_fill = template.to_fill(target, table)
        for at, name in enumerate(columns):
            filled = template.filled(target, name, table)
            style: dict[str, Any] = {**GRID, "text_wrap": True}
            if name in to_fill or name in ("reported", "evidence"):
                style["bg_color"] = _YELLOW
            elif not filled:
                style["bg_color"] = _GREY
            typed = target.unit.kind in (Kind.PERCENT, Kind.DATE) and name == "value"
            if typed or name in _WORDS:
                style |= _TEXT
            sheet.put(row, at, filled, **style)
        if unit is not None:
            _drop_down(sheet, lists.units_of(target), unit, row, row, say)
    last = len(rows) + SPARE_ROWS
    _drop_down(sheet, lists.targets[table], 0, 1, last, say)
    _drop_down(sheet, lists.body, columns.index("reporter"), 1, last, say)
    if unit is not None:
        _drop_down(sheet, lists.any_unit, unit, len(rows) + 1, last, say)
    sheet.page.ignore_errors({"number_stored_as_text": f"A1:{chr(64 + len(columns))}{last + 1}"})


def _cases(sheet: Sheet, template: Template, lists: _Lists) -> None:
    """Heads and drop-downs: there is no knowing how many cases there are."""
    table, say = Table.CASES, template.say
    columns = [name for name in template.columns(table) if name != EXPLANATION.en]
    _heads(sheet, template, table, columns)
    sources = {
        "target": lists.targets[table],
        "reporter": lists.body,
        "unit": lists.any_unit,
        "flag": lists.flags,
        "extended": lists.flags,
    }
    for name, source in sources.items():
        if name in columns:
            _drop_down(sheet, source, columns.index(name), 1, CASE_ROWS, say)


_ABOUT = (
    Column(Text("编号", "id"), 34),
    Column(Text("名称", "name"), 36),
    Column(Text("事项", "item"), 36),
    Column(Text("限值", "threshold"), 20),
    Column(Text("统计方式", "statistic"), 12),
    Column(Text("范围", "scope"), 40),
    Column(Text("起算", "starts"), 30),
    Column(Text("截止", "ends"), 30),
    Column(Text("完成时限", "deadline"), 12),
    Column(Text("填哪些列", "what to fill in"), 50),
    Column(Text("原文条款", "clause"), 44),
    Column(Text("口径说明", "interpretation"), 60),
)


def _guide(sheet: Sheet, template: Template) -> None:
    """What each target means, and how a row is filled in."""
    say = template.say
    rows: list[list[Cell]] = []
    for one in template.targets:
        item = template.catalogue.items[one.item].entry
        rows.append(
            [
                one.id,
                say(one.name),
                f"{one.item}. {say(item.title)}",
                limit_of(one, say),
                say(STATISTICS[one.statistic]),
                say(one.scope),
                say(one.starts) if one.starts else "",
                say(one.ends) if one.ends else "",
                one.due,
                columns_of(one, say),
                one.quote,
                say(one.interpretation) if one.interpretation else "",
            ]
        )
    sheet.table(_ABOUT, rows, say, keep=2)
    sheet.page.fit_to_pages(2, 0)
    sheet.page.repeat_columns(0, 1)
    for at, rule in enumerate(_RULES, start=len(rows) + 2):
        sheet.put(at, 0, say(rule), 0)
