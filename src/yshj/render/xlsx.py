"""The report as a workbook: a summary, the findings, the failing rows, the refused rows.

There is no formula in it: every count of the summary is taken from the rows that are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yshj.errors import Text
from yshj.judge.status import Status
from yshj.render.phrases import Phrases
from yshj.render.standing import EVERYBODY, incomplete, ledgers, years
from yshj.render.words import (
    STATUS_ORDER,
    day_in,
    describe,
    limit,
    value_of,
    waiver_in_words,
    with_unit,
)
from yshj.render.workbook import Book, Cell, Column, Sheet, Shown
from yshj.render.xlsx_summary import COLOURS, summarise
from yshj.report.document.columns import columns
from yshj.report.document.keys import Head, Part
from yshj.report.document.report import Doubt, Entry, Error, Report
from yshj.report.document.result import Failure, Result
from yshj.report.document.values import Exact
from yshj.thresholds.limits import Op
from yshj.thresholds.numbers import Number, plain

MOST_PROBLEMS = 20_000  # refused cells listed; --rejected writes every row
_SHEETS = {
    "summary": Text("总览", "Summary"),
    "findings": Text("指标", "Findings"),
    "failures": Text("不达标明细", "Failing rows"),
    "breakdown": Text("分组", "Breakdown"),
    "doubts": Text("疑点", "Doubts"),
    "problems": Text("拒收明细", "Refused rows"),
}
_STATUS = Head(1, Text("状态", "status"))
_ID = Head(3, Text("编号", "id"), 30)
_NAME = Head(4, Text("指标", "target"), 36)
_UNIT = Head(9, Text("单位", "unit"), 14)


@dataclass(frozen=True)
class _Row:
    """What a row of a sheet is about: a part of the report, and the target it belongs to."""

    part: Any
    target: Any  # a Result; None of what is about no target
    group: str = ""


@dataclass(frozen=True)
class _Column:
    head: Head
    cell: Callable[[_Row], Cell]


def render(report: Report) -> bytes:
    """The workbook's bytes: the same for the same report."""
    say = Phrases.of(report)
    book = Book(report.as_of, report.catalogue.title)
    order = sorted(report.results, key=lambda one: STATUS_ORDER[one.effective])
    failures = [_Row(each, one) for one in order for each in one.failures]
    summary = book.sheet(say(_SHEETS["summary"]))
    summarise(summary, report, len(failures), (len(report.errors), MOST_PROBLEMS))
    found = _findings(say)
    sheet = _sheet(book, "findings", found, [_Row(one, one) for one in order], say, keep=4)
    sheet.page.fit_to_pages(2, 0)
    sheet.page.repeat_columns(0, 3)
    margin = [one.head.name.en for one in found].index("margin")
    red = book.format(font_color="#9C0006")
    rule = {"type": "cell", "criteria": "<", "value": 0, "format": red}
    sheet.page.conditional_format(1, margin, max(len(order), 1), margin, rule)
    _sheet(book, "failures", _failures(say), failures, say, keep=2)
    if report.breakdown is not None:
        targets = {one.id: one for one in report.results}
        rows = [
            _Row(one, targets[one.id], group.name)
            for group in report.breakdown.groups
            for one in group.results
            if one.id in targets
        ]
        _sheet(book, "breakdown", _groups(say), rows, say, keep=2)
    if report.doubts:
        _doubts(book, report, say)
    if report.errors:
        sheet = book.sheet(say(_SHEETS["problems"]))
        marked = columns(Error, "sheet")
        heads = [Column(one.head.name, one.head.widest) for one in marked if one.head]
        cells = [[one.value(each) for one in marked] for each in report.errors[:MOST_PROBLEMS]]
        sheet.table(heads, cells, say)
        sheet.page.fit_to_pages(1, 0)
    return book.content()


def _doubts(book: Book, report: Report, say: Phrases) -> None:
    names = {one.id: one.name for one in report.results}
    name = _Column(Head(3, Text("指标", "target"), 36), lambda row: names.get(row.part.id, ""))
    found = _in_order([*_marked(Doubt, say), name])
    cells = [[one.cell(_Row(each, None)) for one in found] for each in report.doubts]
    sheet = book.sheet(say(_SHEETS["doubts"]))
    sheet.table([Column(one.head.name, one.head.widest) for one in found], cells, say)
    sheet.page.fit_to_pages(1, 0)


def _sheet(
    book: Book, name: str, found: Sequence[_Column], rows: Sequence[_Row], say: Phrases, keep: int
) -> Sheet:
    sheet = book.sheet(say(_SHEETS[name]))
    heads = [Column(one.head.name, one.head.widest) for one in found]
    sheet.table(heads, [[one.cell(row) for one in found] for row in rows], say, keep=keep)
    sheet.page.fit_to_pages(1, 0)
    _colour(sheet, 1, len(rows), 0, say)
    return sheet


def _marked(model: type[Part], say: Phrases) -> list[_Column]:
    """The columns that a part's keys say they have in a workbook."""

    def cell(value: Callable[[Any], Any], against: str | None) -> Callable[[_Row], Cell]:
        def get(row: _Row) -> Cell:
            bound = row.target.threshold if against == "limit" else 0 if against else None
            return _cell(value(row.part), bound, say)

        return get

    return [
        _Column(one.head, cell(one.value, one.against))
        for one in columns(model, "sheet")
        if one.head is not None
    ]


def _cell(value: Any, bound: Number | None, say: Phrases) -> Cell:
    """A value of the report as a cell: words in the report's language, numbers as numbers."""
    if isinstance(value, Status):
        return say.status(value)
    if isinstance(value, Op):
        return value.sign
    if isinstance(value, Exact):
        return Shown(value, bound)
    if isinstance(value, tuple):
        return say.clauses(value)
    plain_one: Cell = value
    return plain_one


def _in_order(found: Iterable[_Column]) -> list[_Column]:
    return sorted(found, key=lambda one: one.head.place)


def _findings(say: Phrases) -> list[_Column]:
    """A result's own columns, and what is said of it in words."""
    words = (
        _Column(Head(6, Text("限值", "threshold")), lambda row: _threshold(row.target)),
        _Column(Head(7, Text("单位", "unit"), 14), lambda row: say(row.target.units)),
        _Column(Head(9, Text("实测说明", "in words"), 26), lambda row: _in_words(row.target, say)),
        _Column(
            Head(17, Text("未报单位", "missing"), 24),
            lambda row: say.clauses(map(say.labels, row.target.missing)),
        ),
        _Column(
            Head(17, Text("报齐与否", "what is missing"), 30),
            lambda row: incomplete(row.target, say, EVERYBODY),
        ),
        _Column(
            Head(17, Text("办件起止", "ledgers"), 30),
            lambda row: say.clauses(ledgers(row.target, say)),
        ),
        _Column(Head(18, Text("原规定", "before"), 12), lambda row: _before(row.target, say)),
        _Column(Head(19, Text("豁免", "waiver"), 24), lambda row: _waiver(row.target, say)),
    )
    return _in_order([*_marked(Result, say), *words])


def _failures(say: Phrases) -> list[_Column]:
    words = (
        *_about(say),
        _Column(Head(9, Text("实测", "observed"), 20), lambda row: _observed(row, say)),
        _Column(
            Head(10, Text("单位", "unit"), 14),
            lambda row: "" if row.target.is_milestone else say(row.target.units),
        ),
        _Column(Head(11, Text("限值", "limit"), 20), lambda row: limit(row.target, say)),
    )
    return _in_order([*words, *_marked(Failure, say)])


def _groups(say: Phrases) -> list[_Column]:
    """One target as one group shows it: on that group's evidence alone."""
    words = (
        *_about(say),
        _Column(Head(2, Text("分组", "group"), 30), lambda row: row.group),
        _Column(_UNIT, lambda row: say(row.target.units)),
    )
    return _in_order([*words, *_marked(Entry, say)])


def _about(say: Phrases) -> tuple[_Column, ...]:
    """Which target a row is about; the status of a group's row is its own."""
    return (
        _Column(_STATUS, lambda row: _status(row, say)),
        _Column(_ID, lambda row: row.target.id),
        _Column(_NAME, lambda row: row.target.name),
    )


def _status(row: _Row, say: Phrases) -> str:
    status = row.part.status if isinstance(row.part, Entry) else row.target.status
    return say.status(status)


def _threshold(target: Result) -> Cell:
    if target.is_milestone:
        return target.deadline or day_in(target.threshold)
    return Shown(target.threshold)


def _observed(row: _Row, say: Phrases) -> Cell:
    """What the row shows, or why it shows no figure."""
    seen = row.part.observed
    if seen is None:
        return value_of(row.part, row.target, say)
    return seen if isinstance(seen, date) else Shown(seen, row.target.threshold)


def _in_words(target: Result, say: Phrases) -> str:
    if target.observed is None and not target.over:
        return say.clauses(years(target, say))
    return say.clauses([*describe(target, target, say), *years(target, say)])


def _before(target: Result, say: Phrases) -> str:
    before = target.statutory
    return "" if before is None else with_unit(plain(before.value), before, say)


def _waiver(target: Result, say: Phrases) -> str:
    told = [waiver_in_words(one, say) for one in target.waivers]
    if target.would_be is not None:
        told.append(say.without_waiver(target.would_be))
    return say.clauses(told)


def _colour(sheet: Sheet, first: int, count: int, column: int, say: Phrases) -> None:
    """Colour a column of statuses by their words, which stand there all the same."""
    for status, (ground, ink) in COLOURS.items():
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{say.status(status)}"',
            "format": sheet.book.format(bg_color=ground, font_color=ink, bold=True),
        }
        sheet.page.conditional_format(first, column, first + max(count, 1) - 1, column, rule)
