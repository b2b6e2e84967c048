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
from yshj.render.arrange import Labels
from yshj.render.standing import EVERYBODY, incomplete, ledgers
from yshj.render.words import (
    STATUS_ORDER,
    STATUS_WORDS,
    day_in,
    describe,
    limit,
    value_of,
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
    lang = report.lang or "en"
    book = Book(report.as_of, report.catalogue.title)
    order = sorted(report.results, key=lambda one: STATUS_ORDER[one.effective])
    failures = [_Row(each, one) for one in order for each in one.failures]
    summary = book.sheet(_SHEETS["summary"].in_(lang))
    summarise(summary, report, len(failures), (len(report.errors), MOST_PROBLEMS))
    labels = Labels(report)
    found = _findings(labels, lang)
    sheet = _sheet(book, "findings", found, [_Row(one, one) for one in order], lang, keep=4)
    sheet.page.fit_to_pages(2, 0)
    sheet.page.repeat_columns(0, 3)
    margin = [one.head.name.en for one in found].index("margin")
    red = book.format(font_color="#9C0006")
    rule = {"type": "cell", "criteria": "<", "value": 0, "format": red}
    sheet.page.conditional_format(1, margin, max(len(order), 1), margin, rule)
    _sheet(book, "failures", _failures(lang), failures, lang, keep=2)
    if report.breakdown is not None:
        targets = {one.id: one for one in report.results}
        rows = [
            _Row(one, targets[one.id], group.name)
            for group in report.breakdown.groups
            for one in group.results
            if one.id in targets
        ]
        _sheet(book, "breakdown", _groups(lang), rows, lang, keep=2)
    if report.doubts:
        _doubts(book, report, lang)
    if report.errors:
        sheet = book.sheet(_SHEETS["problems"].in_(lang))
        marked = columns(Error, "sheet")
        heads = [Column(one.head.name, one.head.widest) for one in marked if one.head]
        cells = [[one.value(each) for one in marked] for each in report.errors[:MOST_PROBLEMS]]
        sheet.table(heads, cells, lang)
        sheet.page.fit_to_pages(1, 0)
    return book.content()


def _doubts(book: Book, report: Report, lang: str) -> None:
    names = {one.id: one.name for one in report.results}
    name = _Column(Head(3, Text("指标", "target"), 36), lambda row: names.get(row.part.id, ""))
    found = _in_order([*_marked(Doubt, lang), name])
    cells = [[one.cell(_Row(each, None)) for one in found] for each in report.doubts]
    sheet = book.sheet(_SHEETS["doubts"].in_(lang))
    sheet.table([Column(one.head.name, one.head.widest) for one in found], cells, lang)
    sheet.page.fit_to_pages(1, 0)


def _sheet(
    book: Book, name: str, found: Sequence[_Column], rows: Sequence[_Row], lang: str, keep: int
) -> Sheet:
    sheet = book.sheet(_SHEETS[name].in_(lang))
    heads = [Column(one.head.name, one.head.widest) for one in found]
    sheet.table(heads, [[one.cell(row) for one in found] for row in rows], lang, keep=keep)
    sheet.page.fit_to_pages(1, 0)
    _colour(sheet, 1, len(rows), 0, lang)
    return sheet


def _marked(model: type[Part], lang: str) -> list[_Column]:
    """The columns that a part's keys say they have in a workbook."""

    def cell(value: Callable[[Any], Any], against: str | None) -> Callable[[_Row], Cell]:
        def get(row: _Row) -> Cell:
            bound = row.target.threshold if against == "limit" else 0 if against else None
            return _cell(value(row.part), bound, lang)

        return get

    return [
        _Column(one.head, cell(one.value, one.against))
        for one in columns(model, "sheet")
        if one.head is not None
    ]


def _cell(value: Any, bound: Number | None, lang: str) -> Cell:
    """A value of the report as a cell: words in the report's language, numbers as numbers."""
    if isinstance(value, Status):
        return STATUS_WORDS[value].in_(lang)
    if isinstance(value, Op):
        return value.sign
    if isinstance(value, Exact):
        return Shown(value, bound)
    if isinstance(value, tuple):
        return _join(value, lang)
    plain_one: Cell = value
    return plain_one


def _in_order(found: Iterable[_Column]) -> list[_Column]:
    return sorted(found, key=lambda one: one.head.place)


def _findings(labels: Labels, lang: str) -> list[_Column]:
    """A result's own columns, and what is said of it in words."""
    words = (
        _Column(Head(6, Text("限值", "threshold")), lambda row: _threshold(row.target)),
        _Column(Head(7, Text("单位", "unit"), 14), lambda row: row.target.units.in_(lang)),
        _Column(Head(9, Text("实测说明", "in words"), 26), lambda row: _in_words(row.target, lang)),
        _Column(
            Head(17, Text("未报单位", "missing"), 24),
            lambda row: _join([labels(name) for name in row.target.missing], lang),
        ),
        _Column(
            Head(17, Text("报齐与否", "what is missing"), 30),
            lambda row: incomplete(row.target, labels, lang, EVERYBODY),
        ),
        _Column(
            Head(17, Text("办件起止", "ledgers"), 30),
            lambda row: _join(ledgers(row.target, labels, lang), lang),
        ),
        _Column(Head(18, Text("原规定", "before"), 12), lambda row: _before(row.target, lang)),
        _Column(Head(19, Text("豁免", "waiver"), 24), lambda row: _waiver(row.target, lang)),
    )
    return _in_order([*_marked(Result, lang), *words])


def _failures(lang: str) -> list[_Column]:
    words = (
        *_about(lang),
        _Column(Head(9, Text("实测", "observed"), 20), lambda row: _observed(row, lang)),
        _Column(
            Head(10, Text("单位", "unit"), 14),
            lambda row: "" if row.target.is_milestone else row.target.units.in_(lang),
        ),
        _Column(Head(11, Text("限值", "limit"), 20), lambda row: limit(row.target, lang)),
    )
    return _in_order([*words, *_marked(Failure, lang)])


def _groups(lang: str) -> list[_Column]:
    """One target as one group shows it: on that group's evidence alone."""
    words = (
        *_about(lang),
        _Column(Head(2, Text("分组", "group"), 30), lambda row: row.group),
        _Column(_UNIT, lambda row: row.target.units.in_(lang)),
    )
    return _in_order([*words, *_marked(Entry, lang)])


def _about(lang: str) -> tuple[_Column, ...]:
    """Which target a row is about; the status of a group's row is its own."""
    return (
        _Column(_STATUS, lambda row: _status(row, lang)),
        _Column(_ID, lambda row: row.target.id),
        _Column(_NAME, lambda row: row.target.name),
    )


def _status(row: _Row, lang: str) -> str:
    status = row.part.status if isinstance(row.part, Entry) else row.target.status
    return STATUS_WORDS[status].in_(lang)


def _threshold(target: Result) -> Cell:
    if target.is_milestone:
        return target.deadline or day_in(target.threshold)
    return Shown(target.threshold)


def _observed(row: _Row, lang: str) -> Cell:
    """What the row shows, or why it shows no figure."""
    seen = row.part.observed
    if seen is None:
        return value_of(row.part, row.target, lang)
    return seen if isinstance(seen, date) else Shown(seen, row.target.threshold)


def _in_words(target: Result, lang: str) -> str:
    if target.observed is None and not target.over:
        return ""
    return _join(describe(target, target, lang), lang)


def _before(target: Result, lang: str) -> str:
    before = target.statutory
    return "" if before is None else with_unit(plain(before.value), before, lang)


def _waiver(target: Result, lang: str) -> str:
    if not target.waivers:
        return ""
    zh = lang == "zh"
    reasons = _join(
        [
            f"{one.reporter or ''} {one.reason}（{one.approver}，有效至 {one.expires}）".strip()
            if zh
            else f"{one.reporter or ''} {one.reason} ({one.approver}, until {one.expires})".strip()
            for one in target.waivers
        ],
        lang,
    )
    if target.would_be is None:
        return reasons
    would = STATUS_WORDS[target.would_be].in_(lang)
    return f"{reasons}；不豁免则为：{would}" if zh else f"{reasons}; without it: {would}"


def _join(parts: Sequence[str], lang: str) -> str:
    return ("；" if lang == "zh" else "; ").join(parts)


def _colour(sheet: Sheet, first: int, count: int, column: int, lang: str) -> None:
    """Colour a column of statuses by their words, which stand there all the same."""
    for status, (ground, ink) in COLOURS.items():
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{STATUS_WORDS[status].in_(lang)}"',
            "format": sheet.book.format(bg_color=ground, font_color=ink, bold=True),
        }
        sheet.page.conditional_format(first, column, first + max(count, 1) - 1, column, rule)
