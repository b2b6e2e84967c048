"""Markdown (GFM): for a pull request, an issue or a step summary. It never shows a case number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yshj.errors import Text
from yshj.judge.status import Status
from yshj.render.arrange import rows_read
from yshj.render.marks import code, plain, row, table_head
from yshj.render.phrases import Phrases
from yshj.render.standing import ROOM, doubt_lines, seen, whose
from yshj.render.words import (
    STATUS_ORDER,
    STATUS_SIGNS,
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
_NOTHING_SENT = (Status.NOT_APPLICABLE, Status.NO_DATA)


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
        told = Text(f"篇幅所限，{cut:,} 行未列出", f"{cut:,} lines left out for length")
        parts.append(f"\n**{Phrases.of(report)(told)}**\n")
    return "".join(parts)


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _blocks(report: Report) -> list[Block]:
    say = Phrases.of(report)
    ordered = worst_first(report.results)
    missed = [one for one in ordered if one.status not in (*_MET, *_NOTHING_SENT)]
    met = [one for one in report.results if one.status is Status.PASS]
    counted = [one for one in report.results if one.status is Status.COUNTED]
    empty = [one for one in ordered if one.status in _NOTHING_SENT]
    notes = _Notes(say)
    blocks = [_head(report, [*missed, *met, *counted, *empty], say)]
    blocks += _lost(report, say)
    if missed:
        title = say.number(say(Text("未达标与待核实", "Not passed")), len(missed))
        rows = [_row(one, say, notes) for one in missed]
        blocks.append(Block(f"### {title}\n\n{_table_head(say)}", rows))
    blocks += _faults(report, say)
    blocks += _failing(missed, say)
    blocks += _doubts(report, say)
    for some, words in (
        (met, Text("达标", "Passed")),
        (
            counted,
            Text("计入全市，不单独判定", "Counted into the city, not judged by themselves"),
        ),
    ):
        if some:
            rows = [_row(one, say, notes) for one in some]
            title = say.number(say(words), len(some))
            blocks.append(_folded(title, _table_head(say), rows))
    if empty:
        title = say.number(say(Text("未报与不涉及", "No data, not applicable")), len(empty))
        blocks.append(_folded(title, "", [_listed(one, say, notes) for one in empty]))
    blocks += notes.block(report)
    blocks.append(_evidence(report, say))
    return blocks


def _folded(title: str, head: str, rows: list[str]) -> Block:
    return Block(f"<details><summary>{title}</summary>\n\n{head}", rows, foot="\n</details>\n\n")


def _head(report: Report, results: Sequence[Result], say: Phrases) -> Block:
    plan, parts = report.catalogue, []
    for status in STATUS_ORDER:
        n = sum(one.status is status for one in results)
        if n:
            part = plain(f"{STATUS_SIGNS[status]} {n} {say.status(status)}")
            parts.append(f"**{part}**" if status is Status.FAIL else part)
    return Block(
        f"## {plain(plan.title)}\n\n{plain(plan.document)} · {say.as_of(report.as_of)}\n\n"
        f"{' · '.join(parts)}\n\n{say.rows_read(*rows_read(report))}\n"
    )


def _table_head(say: Phrases) -> str:
    heads = [say(Text("状态", "status")), say.target, say(Text("事项", "item"))]
    heads += [say.limit, say.observed, "n", say.margin, say.due]
    return table_head(heads, right=(2, 5, 6))


def _row(result: Result, say: Phrases, notes: _Notes) -> str:
    word = f"{STATUS_SIGNS[result.effective]} {say.status(result.status)}"
    observed = seen(result, say, 2 * ROOM)
    return row(
        [
            plain(word),
            f"{plain(result.name)}<br>{code(result.id)}{notes.marks(result)}",
            str(result.item),
            plain(limit(result, say)),
            "<br>".join(plain(part) for part in observed),
            f"{result.n:,}" if result.n else "",
            margin(result, result.status, 1),
            "" if result.deadline is None else f"{result.deadline:%Y-%m}",
        ]
    )


def _listed(result: Result, say: Phrases, notes: _Notes) -> str:
    name, word = plain(result.name), plain(say.status(result.status))
    return f"- {word}{say.colon}{name} {code(result.id)}{notes.marks(result)}\n"


def _lost(report: Report, say: Phrases) -> list[Block]:
    found = losses(report, say)
    if not found:
        return []
    title = say.number(say(Text("比基准报告退步", "Worse than the baseline")), len(found))
    rows = [f"- {plain(one.name)} {code(one.id)}{say.colon}{plain(one.words)}\n" for one in found]
    return [Block(f"### {title}\n\n", rows)]


def _faults(report: Report, say: Phrases) -> list[Block]:
    found = faults(report, say)
    if not found:
        return []
    rows = [
        f"- {code(one.place(say))}{say.colon}{plain(one.message(say), 600)}\n"
        for one in found[:_SHOWN_FAULTS]
    ]
    more = len(found) - len(rows)
    if more:
        rows.append(f"- {say.more(more, '处')}\n")
    title = say.number(say(Text("拒收的行与读不了的文件", "Input with faults")), len(found))
    return [Block(f"### {title}\n\n", rows)]


def _doubts(report: Report, say: Phrases) -> list[Block]:
    if not report.doubts:
        return []
    names = {one.id: one.name for one in report.results}
    rows = []
    for one in report.doubts:
        told, answer = doubt_lines(one, say, lambda text: plain(text, 600))
        rows.append(f"- {plain(names.get(one.id, ''))} {code(one.id)}<br>{told}<br>{answer}\n")
    return [Block(f"### {say.number(say.doubts, len(report.doubts))}\n\n", rows)]


def _failing(missed: Sequence[Result], say: Phrases) -> list[Block]:
    rows = []
    for one in missed:
        if not one.failures:
            continue
        rows.append(f"- {plain(one.name)} {code(one.id)}\n")
        shown = one.failures[:_SHOWN_FAILURES]
        for failure in shown:
            place = f"{code(failure.file)} {say.row(failure.row)} "
            if of := plain(whose(failure.reporter, say)):
                place += f"{of}{say.colon}"
            rows.append(f"  - {place}{plain(came_to(failure, one, say))}\n")
        more = one.failures_total - len(shown)
        if more > 0:
            rows.append(f"  - {say.more(more)}\n")
    if not rows:
        return []
    return [_folded(say.failing_rows, "", rows)]


class _Notes:
    """What is said beside the figures, each once, numbered in the order of the page."""

    def __init__(self, say: Phrases) -> None:
        self._say = say
        self._numbers: dict[str, int] = {}

    def marks(self, result: Result) -> str:
        """The numbers of a finding's notes, raised."""
        said = dict.fromkeys(remarks(result, self._say))
        numbers = [self._numbers.setdefault(line, len(self._numbers) + 1) for line in said]
        return f" <sup>{', '.join(map(str, numbers))}</sup>" if numbers else ""

    def block(self, report: Report) -> list[Block]:
        """The notes by number, then what is said of the files and not of one target."""
        rows = [f"{number}. {plain(line)}\n" for line, number in self._numbers.items()]
        said = report.notes
        rows += ["\n"] * bool(rows and said) + [f"- {plain(one)}\n" for one in said[:_SHOWN_NOTES]]
        more = len(said) - _SHOWN_NOTES
        if more > 0:
            rows.append(f"- {self._say.more(more, '条')}\n")
        if not rows:
            return []
        return [Block(f"### {self._say.notes}\n\n", rows)]


def _evidence(report: Report, say: Phrases) -> Block:
    """What the verdicts rest on, so that another can repeat them."""
    words = (Text("文件", "file"), Text("行", "rows"), Text("拒收", "refused"))
    heads = [*map(say, words), "SHA-256"]
    rows = [
        row(
            [
                code(one.name),
                f"{one.rows:,}",
                f"{one.refused:,}",
                code(one.sha256) if one.sha256 else "",
            ]
        )
        for one in report.inputs
    ]
    catalogue, calendar = report.catalogue, report.calendar
    for word, name, sha in (
        (say.catalogue, catalogue.name, catalogue.sha256),
        (say.calendar, f"{calendar.name} {calendar.years}", calendar.sha256),
    ):
        rows.append(row([f"{word} {code(name)}", "", "", code(sha)]))
    rows.append(row([f"yshj {plain(report.tool.version)}", "", "", ""]))
    return _folded(say(Text("依据", "Evidence")), table_head(heads, right=(1, 2)), rows)
