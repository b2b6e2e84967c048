"""The report as a workbook: a summary, the findings, the failing rows, the refused rows.

There is no formula in it: every count of the summary is taken from the rows that are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.errors import Text
from yshj.judge.measure import Measure
from yshj.judge.model import Finding
from yshj.render.words import STATUS_ORDER, STATUS_WORDS, describe
from yshj.render.workbook import Book, Cell, Column, Sheet, Shown
from yshj.render.xlsx_summary import COLOURS, summarise
from yshj.report.breakdown import Entry, Group
from yshj.report.model import Failure, Report, Result
from yshj.thresholds.numbers import plain

MOST_PROBLEMS = 20_000  # refused cells listed; --rejected writes every row
_SHEETS = {
    "summary": Text("总览", "Summary"),
    "findings": Text("指标", "Findings"),
    "failures": Text("不达标明细", "Failing rows"),
    "breakdown": Text("分组", "Breakdown"),
    "problems": Text("拒收明细", "Refused rows"),
}
_FINDINGS = (
    Column(Text("状态", "status")),
    Column(Text("事项", "item")),
    Column(Text("编号", "id"), 30),
    Column(Text("指标", "target"), 36),
    Column(Text("比较", "op")),
    Column(Text("限值", "threshold")),
    Column(Text("单位", "unit"), 14),
    Column(Text("实测", "observed")),
    Column(Text("实测说明", "in words"), 26),
    Column(Text("n", "n")),
    Column(Text("超限", "over")),
    Column(Text("未办结", "open")),
    Column(Text("余量", "margin")),
    Column(Text("期限", "deadline")),
    Column(Text("应报", "expected")),
    Column(Text("已报", "reported")),
    Column(Text("未报单位", "missing"), 24),
    Column(Text("原规定", "before"), 12),
    Column(Text("豁免", "waiver"), 24),
    Column(Text("说明", "notes"), 44),
    Column(Text("不达标行数", "failing rows")),
    Column(Text("条款", "clause"), 44),
)
_FAILURES = (
    Column(Text("状态", "status")),
    Column(Text("编号", "id"), 30),
    Column(Text("指标", "target"), 36),
    Column(Text("文件", "file"), 30),
    Column(Text("行", "row")),
    Column(Text("物理行", "line")),
    Column(Text("办件编号", "case"), 24),
    Column(Text("期限", "due")),
    Column(Text("实测", "observed"), 20),
    Column(Text("单位", "unit"), 14),
    Column(Text("限值", "limit"), 20),
)
_GROUPS = (
    Column(Text("状态", "status")),
    Column(Text("分组", "group"), 30),
    Column(Text("编号", "id"), 30),
    Column(Text("指标", "target"), 36),
    Column(Text("实测", "observed"), 20),
    Column(Text("单位", "unit"), 14),
    Column(Text("n", "n")),
    Column(Text("超限", "over")),
    Column(Text("未办结", "open")),
    Column(Text("余量", "margin")),
)
_PROBLEMS = (
    Column(Text("文件", "file"), 36),
    Column(Text("行", "row")),
    Column(Text("物理行", "line")),
    Column(Text("列", "column"), 20),
    Column(Text("原值", "value"), 36),
    Column(Text("问题", "message"), 70),
)


def render(report: Report, lang: str) -> bytes:
    """The workbook's bytes: the same for the same report."""
    book = Book(report.as_of, report.catalogue.plan.title.in_(lang))
    order = sorted(report.results, key=lambda one: STATUS_ORDER[one.finding.status])
    findings = [_finding(one, lang) for one in order]
    failures = [_failure(each, one, lang) for one in order for each in one.failures]
    problems: list[list[Cell]] = [
        [one.file, one.row, one.line or one.row, one.column, one.value, one.message.in_(lang)]
        for one in report.problems
    ]
    summary = book.sheet(_SHEETS["summary"].in_(lang))
    summarise(summary, report, lang, findings, len(failures), (len(problems), MOST_PROBLEMS))
    sheet = book.sheet(_SHEETS["findings"].in_(lang))
    sheet.table(_FINDINGS, findings, lang, keep=4)
    sheet.page.fit_to_pages(2, 0)
    sheet.page.repeat_columns(0, 3)
    _colour(sheet, 1, len(findings), 0, lang)
    red = book.format(font_color="#9C0006")
    rule = {"type": "cell", "criteria": "<", "value": 0, "format": red}
    sheet.page.conditional_format(1, 12, max(len(findings), 1), 12, rule)
    sheet = book.sheet(_SHEETS["failures"].in_(lang))
    sheet.table(_FAILURES, failures, lang, keep=2)
    sheet.page.fit_to_pages(1, 0)
    _colour(sheet, 1, len(failures), 0, lang)
    if report.breakdown is not None:
        groups = [
            _part(group, one, lang) for group in report.breakdown.groups for one in group.entries
        ]
        sheet = book.sheet(_SHEETS["breakdown"].in_(lang))
        sheet.table(_GROUPS, groups, lang, keep=2)
        sheet.page.fit_to_pages(1, 0)
        _colour(sheet, 1, len(groups), 0, lang)
    if problems:
        sheet = book.sheet(_SHEETS["problems"].in_(lang))
        sheet.table(_PROBLEMS, problems[:MOST_PROBLEMS], lang)
        sheet.page.fit_to_pages(1, 0)
    return book.content()


def _finding(result: Result, lang: str) -> list[Cell]:
    finding = result.finding
    target, found = finding.target, finding.measure
    threshold: Cell = target.due if target.is_milestone else Shown(target.threshold)
    observed = _observed(found.observed, target)
    before = target.statutory
    spoken = [body.name for body in finding.expected if body in finding.reported]
    words = (
        "" if observed is None and not found.over else _join(describe(found, target, lang), lang)
    )
    return [
        STATUS_WORDS[finding.status].in_(lang),
        target.item,
        target.id,
        target.name.in_(lang),
        target.op.sign,
        threshold,
        target.unit.name(lang),
        observed,
        words,
        found.n,
        found.over,
        found.open,
        _margin(found),
        target.due,
        len(finding.expected),
        len(spoken),
        _join([body.label(lang) for body in finding.missing], lang),
        "" if before is None else before.unit.with_number(plain(before.value), lang),
        _waiver(finding, lang),
        _join([note.in_(lang) for note in finding.notes], lang),
        result.failures_total,
        target.quote,
    ]


def _part(group: Group, one: Entry, lang: str) -> list[Cell]:
    """One target as one group shows it: on that group's evidence alone."""
    found = one.measure
    return [
        STATUS_WORDS[one.status].in_(lang),
        group.name.in_(lang),
        one.target.id,
        one.target.name.in_(lang),
        _observed(found.observed, one.target),
        one.target.unit.name(lang),
        found.n,
        found.over,
        found.open,
        _margin(found),
    ]


def _observed(value: Fraction | date | None, target: Target) -> Cell:
    """A figure in the target's unit, a milestone's day, or nothing."""
    return Shown(value, target.threshold) if isinstance(value, Fraction) else value


def _margin(found: Measure) -> Cell:
    return None if found.margin is None else Shown(found.margin, 0)


def _failure(failure: Failure, result: Result, lang: str) -> list[Cell]:
    target = result.finding.target
    milestone = target.is_milestone
    return [
        STATUS_WORDS[result.finding.status].in_(lang),
        target.id,
        target.name.in_(lang),
        failure.file,
        failure.row,
        failure.line if failure.line is not None else failure.row,
        failure.case,
        failure.due,
        _came_to(failure, target, lang),
        "" if milestone else target.unit.name(lang),
        f"≤ {target.due}" if milestone else target.limit.describe(lang),
    ]


def _came_to(failure: Failure, target: Target, lang: str) -> Cell:
    """What the row shows, or why it shows no figure."""
    if failure.observed is not None:
        return _observed(failure.observed, target)
    share = target.statistic is Statistic.SHARE
    return (Text("不符合", "not met") if share else Text("尚未办结", "still open")).in_(lang)


def _waiver(finding: Finding, lang: str) -> str:
    if not finding.waivers:
        return ""
    zh = lang == "zh"
    reasons = _join(
        [
            f"{one.reporter or ''} {one.reason}（{one.approver}，有效至 {one.expires}）".strip()
            if zh
            else f"{one.reporter or ''} {one.reason} ({one.approver}, until {one.expires})".strip()
            for one in finding.waivers
        ],
        lang,
    )
    if finding.unwaived is None:
        return reasons
    would = STATUS_WORDS[finding.unwaived].in_(lang)
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
