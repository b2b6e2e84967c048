"""The first sheet of a report's workbook: the counts, and what the verdict rests on."""

from __future__ import annotations

from collections import Counter
from typing import Any

from yshj.contract.headers import Table
from yshj.errors import Text
from yshj.judge.status import Status
from yshj.render.arrange import rows_read, titled
from yshj.render.phrases import Phrases
from yshj.render.words import STATUS_ORDER
from yshj.render.workbook import GRID, HEAD, Cell, Sheet
from yshj.report.document.report import Report

_KINDS = {Table.MEASUREMENTS: Text("汇总", "measurements"), Table.CASES: Text("办件", "cases")}
_GREY = ("#EDEDED", "#595959")
# ground and ink
COLOURS = {
    Status.PASS: ("#C6EFCE", "#006100"),
    Status.FAIL: ("#FFC7CE", "#9C0006"),
    Status.AT_RISK: ("#FFEB9C", "#7F6000"),
    Status.WARN: ("#FFEB9C", "#7F6000"),
    Status.WAIVED: ("#DDEBF7", "#1F4E78"),
    Status.PARTIAL: ("#DAEEF3", "#0B5563"),
    Status.UNDETERMINED: ("#EADCF4", "#5B2C83"),
    Status.NOT_APPLICABLE: _GREY,
    Status.NO_DATA: _GREY,
    Status.COUNTED: _GREY,
}


def summarise(
    sheet: Sheet,
    report: Report,
    failures: int,
    problems: tuple[int, int],
) -> None:
    """What the other sheets come to, and what the verdict rests on.

    `failures` is how many rows are listed; `problems`: how many there are, and how many of them
    the workbook lists at most.
    """
    plan, say = report.catalogue, Phrases.of(report)
    sheet.put(0, 0, plan.title, 0, bold=True, font_size=14)
    about = f"{plan.document} · {say.as_of(report.as_of)}"
    sheet.put(1, 0, about, 0, font_color="#595959")
    sheet.page.freeze_panes(2, 0)
    row = _counts(sheet, 3, report, say)
    rows, refused = rows_read(report)
    total = sum(one.failures_total for one in report.results)
    calendar = report.calendar
    facts: list[tuple[Text, Cell]] = [
        (Text("读取行数", "rows read"), rows),
        (Text("拒收行数", "rows refused"), refused),
        (Text("不达标行数", "failing rows"), total),
        (Text("其中列出", "of them listed"), failures),
        (Text("退出码", "exit code"), int(report.exit_code)),
        (Text("目录", "catalogue"), f"{report.catalogue.name} (SHA-256 {report.catalogue.sha256})"),
        (
            Text("日历", "calendar"),
            f"{calendar.name} {calendar.years} (SHA-256 {calendar.sha256})",
        ),
        (Text("工具", "tool"), f"yshj {report.tool.version}"),
    ]
    if problems[0] > problems[1]:
        facts.insert(2, (Text("列出的错误", "faults listed"), problems[1]))
        facts.insert(2, (Text("错误总数", "faults in all"), problems[0]))
    for at, (word, value) in enumerate(facts, start=row + 1):
        sheet.put(at, 0, say(word), bold=True)
        sheet.put(at, 1, value, 8, align="left")
    row += len(facts) + 2
    row = _inputs(sheet, row, report, say)
    for at, note in enumerate(report.notes):
        if at == 0:
            sheet.put(row, 0, say(Text("说明", "notes")), bold=True)
        sheet.put(row + at, 1, note, 8)
    sheet.fit()
    sheet.page.fit_to_pages(1, 0)


def _counts(sheet: Sheet, row: int, report: Report, say: Phrases) -> int:
    """Statuses by section, counted from the findings; returns the row after."""
    sections = report.sections or ()
    section_of = {item.number: section for section in sections for item in section.items}
    words = [say.status(status) for status in STATUS_ORDER]
    seen = Counter(
        (section_of[one.item].number, one.status)
        for one in report.results
        if one.item in section_of
    )
    total = say(Text("合计", "total"))
    heads = [say(Text("章节", "section")), *words, total]
    for at, head in enumerate(heads):
        sheet.put(row, at, head, 12, **HEAD, **GRID)
    for at, (status, word) in enumerate(zip(STATUS_ORDER, words, strict=True), start=1):
        ground, ink = COLOURS[status]
        style: dict[str, Any] = {"bold": True, "bg_color": ground, "font_color": ink, **GRID}
        sheet.put(row, at, word, 12, **style)
    lines: list[tuple[str, list[int]]] = []
    for section in sections:
        lines.append((titled(section, say), [seen[section.number, one] for one in STATUS_ORDER]))
    everything = [report.count(status) for status in STATUS_ORDER]
    lines.append((total, everything))
    for at, (title, counts) in enumerate(lines, start=row + 1):
        style = {"bold": at == row + len(lines), **GRID}
        sheet.put(at, 0, title, 44, **style)
        for column, count in enumerate([*counts, sum(counts)], start=1):
            sheet.put(at, column, count, **style)
    return row + len(lines) + 1


def _inputs(sheet: Sheet, row: int, report: Report, say: Phrases) -> int:
    """The tables that were read; returns the row after."""
    heads = (
        *(Text("输入", "input"), Text("类型", "table"), Text("行数", "rows")),
        *(Text("拒收", "refused"), Text("未计入", "left out"), Text("编码", "encoding")),
    )
    for at, head in enumerate([*map(say, heads), "SHA-256"]):
        sheet.put(row, at, head, 12, **HEAD, **GRID)
    for at, one in enumerate(report.inputs, start=row + 1):
        cells: list[Cell] = [one.name, say(_KINDS[one.table])]
        cells += [one.rows, one.refused, one.left_out, one.encoding, one.sha256 or ""]
        for column, cell in enumerate(cells):
            sheet.put(at, column, cell, 44 if column == 0 else 12, **GRID)
    return row + len(report.inputs) + 2
