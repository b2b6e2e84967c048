"""Markdown (GFM): for a pull request, an issue or a step summary. It never shows a case number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yshj.judge.status import Status
from yshj.render.arrange import Labels, rows_read
from yshj.render.marks import code, plain, row, table_head
from yshj.render.standing import DOUBTS, ROOM, doubt_lines, seen, whose
from yshj.render.words import (
    STATUS_ORDER,
    STATUS_SIGNS,
    STATUS_WORDS,
    came_to,
    limit,
    margin,
    remarks,
)
from yshj.render.worst import faults, losses, worst_first
from yshj.report.document.report import Report
from yshj.report.document.result import Result

_SHOWN_FAILURES = 5
_SHOWN_FAULTS = 20
_SHOWN_NOTES = 20
_MET = (Status.PASS, Status.COUNTED)
_SILENT = (Status.NOT_APPLICABLE, Status.NO_DATA)


@dataclass
class Block:
    """A part of the page: its rows may be cut where room is short, its ends may not."""

    head: str
    rows: list[str] = field(default_factory=list)
    foot: str = "\n"

    def text(self) -> str:
        return self.head + "".join(self.rows) + self.foot


def render(report: Report) -> str:
    """The whole report as Markdown."""
    return "".join(block.text() for block in _blocks(report))


def fitted(report: Report, room: int) -> str:
    """The report in at most `room` bytes of UTF-8, saying so where rows had to be left out.

    Empty where not even the head has room.
    """
    left, cut = room - 200, 0
    parts: list[str] = []
    for block in _blocks(report):
        ends = _size(block.head) + _size(block.foot)
        if ends > left:
            if not parts:
                return ""
            cut += max(len(block.rows), 1)
            continue
        left -= ends
        rows = []
        for one in block.rows:
            if _size(one) > left:
                break
            left -= _size(one)
            rows.append(one)
        cut += len(block.rows) - len(rows)
        parts.append(block.head + "".join(rows) + block.foot)
    if cut:
        text = (
            f"篇幅所限，{cut:,} 行未列出"
            if report.lang == "zh"
            else f"{cut:,} lines left out for length"
        )
        parts.append(f"\n**{text}**\n")
    return "".join(parts)


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _blocks(report: Report) -> list[Block]:
    lang = report.lang or "en"
    zh = lang == "zh"
    ordered = worst_first(report.results)
    missed = [one for one in ordered if one.status not in (*_MET, *_SILENT)]
    met = [one for one in report.results if one.status is Status.PASS]
    counted = [one for one in report.results if one.status is Status.COUNTED]
    silent = [one for one in ordered if one.status in _SILENT]
    notes, labels = _Notes(lang), Labels(report)
    blocks = [_head(report, [*missed, *met, *counted, *silent], lang)]
    blocks += _lost(report, lang)
    if missed:
        title = f"未达标与待核实（{len(missed)}）" if zh else f"Not passed ({len(missed)})"
        rows = [_row(one, labels, lang, notes) for one in missed]
        blocks.append(Block(f"### {title}\n\n{_table_head(lang)}", rows))
    blocks += _faults(report, lang)
    blocks += _failing(missed, labels, lang)
    blocks += _doubts(report, labels, lang)
    for some, zh_title, en_title in (
        (met, "达标", "Passed"),
        (counted, "计入全市，不单独判定", "Counted into the city, not judged by themselves"),
    ):
        if some:
            rows = [_row(one, labels, lang, notes) for one in some]
            title = f"{zh_title}（{len(some)}）" if zh else f"{en_title} ({len(some)})"
            blocks.append(_folded(title, _table_head(lang), rows))
    if silent:
        title = (
            f"未报与不涉及（{len(silent)}）" if zh else f"No data, not applicable ({len(silent)})"
        )
        blocks.append(_folded(title, "", [_silent(one, lang, notes) for one in silent]))
    blocks += notes.block(report)
    blocks.append(_evidence(report, lang))
    return blocks


def _folded(title: str, head: str, rows: list[str]) -> Block:
    return Block(f"<details><summary>{title}</summary>\n\n{head}", rows, foot="\n</details>\n\n")


def _head(report: Report, results: Sequence[Result], lang: str) -> Block:
    zh = lang == "zh"
    plan = report.catalogue
    as_of = f"判定日 {report.as_of}" if zh else f"as of {report.as_of}"
    parts = []
    for status in STATUS_ORDER:
        n = sum(one.status is status for one in results)
        if n:
            part = plain(f"{STATUS_SIGNS[status]} {n} {STATUS_WORDS[status].in_(lang)}")
            parts.append(f"**{part}**" if status is Status.FAIL else part)
    rows, refused = rows_read(report)
    read = (
        f"读取 {rows:,} 行，拒收 {refused:,} 行"
        if zh
        else f"{rows:,} rows read, {refused:,} refused"
    )
    return Block(
        f"## {plain(plan.title)}\n\n{plain(plan.document)} · {as_of}\n\n"
        f"{' · '.join(parts)}\n\n{read}\n"
    )


def _table_head(lang: str) -> str:
    heads = (
        ["状态", "指标", "事项", "限值", "实测", "n", "余量", "期限"]
        if lang == "zh"
        else ["status", "target", "item", "limit", "observed", "n", "margin", "due"]
    )
    return table_head(heads, right=(2, 5, 6))


def _row(result: Result, labels: Labels, lang: str, notes: _Notes) -> str:
    word = f"{STATUS_SIGNS[result.effective]} {STATUS_WORDS[result.status].in_(lang)}"
    observed = seen(result, labels, lang, 2 * ROOM)
    return row(
        [
            plain(word),
            f"{plain(result.name)}<br>{code(result.id)}{notes.marks(result)}",
            str(result.item),
            plain(limit(result, lang)),
            "<br>".join(plain(part) for part in observed),
            f"{result.n:,}" if result.n else "",
            margin(result, result.status, 1),
            "" if result.deadline is None else f"{result.deadline:%Y-%m}",
        ]
    )


def _silent(result: Result, lang: str, notes: _Notes) -> str:
    name, word = plain(result.name), plain(STATUS_WORDS[result.status].in_(lang))
    colon = "：" if lang == "zh" else ": "
    return f"- {word}{colon}{name} {code(result.id)}{notes.marks(result)}\n"


def _lost(report: Report, lang: str) -> list[Block]:
    found = losses(report, lang)
    if not found:
        return []
    title = "比基准报告退步" if lang == "zh" else "Worse than the baseline"
    colon = "：" if lang == "zh" else ": "
    title += f"（{len(found)}）" if lang == "zh" else f" ({len(found)})"
    rows = [f"- {plain(one.name)} {code(one.id)}{colon}{plain(one.words)}\n" for one in found]
    return [Block(f"### {title}\n\n", rows)]


def _faults(report: Report, lang: str) -> list[Block]:
    found = faults(report)
    if not found:
        return []
    zh = lang == "zh"
    colon = "：" if zh else ": "
    rows = [
        f"- {code(one.place(lang))}{colon}{plain(one.message(lang), 600)}\n"
        for one in found[:_SHOWN_FAULTS]
    ]
    more = len(found) - len(rows)
    if more:
        rows.append(f"- 另有 {more:,} 处\n" if zh else f"- and {more:,} more\n")
    title = (
        f"拒收的行与读不了的文件（{len(found):,}）" if zh else f"Input with faults ({len(found):,})"
    )
    return [Block(f"### {title}\n\n", rows)]


def _doubts(report: Report, labels: Labels, lang: str) -> list[Block]:
    if not report.doubts:
        return []
    names = {one.id: one.name for one in report.results}
    rows = []
    for one in report.doubts:
        told, answer = doubt_lines(one, labels, lang, lambda text: plain(text, 600))
        rows.append(f"- {plain(names.get(one.id, ''))} {code(one.id)}<br>{told}<br>{answer}\n")
    title, n = DOUBTS.in_(lang), len(report.doubts)
    return [Block(f"### {title}（{n}）\n\n" if lang == "zh" else f"### {title} ({n})\n\n", rows)]


def _failing(missed: Sequence[Result], labels: Labels, lang: str) -> list[Block]:
    zh = lang == "zh"
    rows = []
    for one in missed:
        if not one.failures:
            continue
        rows.append(f"- {plain(one.name)} {code(one.id)}\n")
        shown = one.failures[:_SHOWN_FAILURES]
        for failure in shown:
            place = f"{code(failure.file)} " + (
                f"第 {failure.row} 行" if zh else f"row {failure.row}"
            )
            of, colon = plain(whose(failure.reporter, labels)), "：" if zh else ": "
            place += f" {of}{colon}" if of else " "
            rows.append(f"  - {place}{plain(came_to(failure, one, lang))}\n")
        more = one.failures_total - len(shown)
        if more > 0:
            rows.append(f"  - 另有 {more:,} 行\n" if zh else f"  - and {more:,} more\n")
    if not rows:
        return []
    return [_folded("不达标的办件与数值" if zh else "Failing rows", "", rows)]


class _Notes:
    """What is said beside the figures, each once, numbered in the order of the page."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._numbers: dict[str, int] = {}

    def marks(self, result: Result) -> str:
        """The numbers of a finding's notes, raised."""
        said = dict.fromkeys(remarks(result, self._lang))
        numbers = [self._numbers.setdefault(line, len(self._numbers) + 1) for line in said]
        return f" <sup>{', '.join(map(str, numbers))}</sup>" if numbers else ""

    def block(self, report: Report) -> list[Block]:
        """The notes by number, then what is said of the files and not of one target."""
        title = "说明" if self._lang == "zh" else "Notes"
        rows = [f"{number}. {plain(line)}\n" for line, number in self._numbers.items()]
        said = report.notes
        rows += ["\n"] * bool(rows and said) + [f"- {plain(one)}\n" for one in said[:_SHOWN_NOTES]]
        more = len(said) - _SHOWN_NOTES
        if more > 0:
            rows.append(f"- 另有 {more:,} 条\n" if self._lang == "zh" else f"- and {more:,} more\n")
        if not rows:
            return []
        return [Block(f"### {title}\n\n", rows)]


def _evidence(report: Report, lang: str) -> Block:
    """What the verdicts rest on, so that another can repeat them."""
    zh = lang == "zh"
    heads = ["文件", "行", "拒收", "SHA-256"] if zh else ["file", "rows", "refused", "SHA-256"]
    rows = [
        row([code(one.name), f"{one.rows:,}", f"{one.refused:,}", code(one.sha256)])
        for one in report.inputs
    ]
    catalogue, calendar = report.catalogue, report.calendar
    words = ("目录", "日历", "依据") if zh else ("catalogue", "calendar", "Evidence")
    for word, name, sha in (
        (words[0], catalogue.name, catalogue.sha256),
        (words[1], f"{calendar.name} {calendar.years}", calendar.sha256),
    ):
        rows.append(row([f"{word} {code(name)}", "", "", code(sha)]))
    rows.append(row([f"yshj {plain(report.tool.version)}", "", "", ""]))
    return _folded(words[2], table_head(heads, right=(1, 2)), rows)
