"""A report as a notebook shows it: one small table, nothing from outside, hostile text escaped."""

from __future__ import annotations

from html import escape

from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render.phrases import Phrases
from yshj.render.standing import doubt_lines, seen
from yshj.render.words import (
    STATUS_ORDER,
    STATUS_SIGNS,
    limit,
    remarks,
)
from yshj.report.document.report import Report
from yshj.report.document.result import Result

MOST_ROWS = 60
MOST_PROBLEMS = 10
_COLOURS = {
    Status.PASS: "#1a7f37",
    Status.FAIL: "#c4181f",
    Status.WARN: "#8a5a00",
    Status.AT_RISK: "#8a5a00",
}
_HEADS = (
    *(Text("结论", "status"), Text("指标", "target"), Text("限值", "limit")),
    *(Text("实际", "observed"), Text("件数", "n"), Text("期限", "due")),
)


def page(report: Report) -> str:
    """The findings with data as HTML, what wants an eye first on top."""
    say = Phrases.of(report)
    shown = sorted(
        (one for one in report.results if one.status is not Status.NO_DATA),
        key=lambda one: STATUS_ORDER[one.effective],
    )
    left = len(shown[MOST_ROWS:])
    heads = "".join(_cell("th", say(head)) for head in _HEADS)
    rows = "".join(_row(one, say) for one in shown[:MOST_ROWS])
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    more = f"<p>{say.more(left, '项')}</p>" if left else ""
    table = table if shown else ""
    about, doubts = _head(report, say), _doubts(report, say)
    return f'<div lang="{say.lang}">{about}{table}{more}{doubts}</div>'


def _head(report: Report, say: Phrases) -> str:
    counts = " · ".join(
        f"{STATUS_SIGNS[status]} {report.count(status)} {say.status(status)}"
        for status in STATUS_ORDER
        if report.count(status)
    )
    lines = [f"<b>{_safe(report.catalogue.title)}</b> · {say.as_of(report.as_of)}", _safe(counts)]
    lines += [
        f'<span style="color:{_COLOURS[Status.FAIL]}">{_safe(str(problem))}</span>'
        for problem in report.errors[:MOST_PROBLEMS]
    ]
    left = len(report.errors[MOST_PROBLEMS:])
    if left:
        lines.append(say(Text(f"另有 {left:,} 处错误", f"and {left:,} more faults")))
    return f"<p>{'<br>'.join(lines)}</p>"


def _doubts(report: Report, say: Phrases) -> str:
    """What looks odd, with its sender's answer; as many as the page shows faults."""
    shown = report.doubts[:MOST_PROBLEMS]
    if not shown:
        return ""
    lines = [f"<b>{_safe(say.doubts)}</b>"]
    for one in shown:
        told, answer = doubt_lines(one, say, _safe)
        lines.append(f"{_safe(one.id)} {told}<br><small>{answer}</small>")
    left = len(report.doubts) - len(shown)
    if left:
        lines.append(say.more(left, "项"))
    return f"<p>{'<br>'.join(lines)}</p>"


def _row(result: Result, say: Phrases) -> str:
    status = result.effective
    word = f"{STATUS_SIGNS[status]} {say.status(result.status)}"
    style = f' style="color:{_COLOURS[status]}"' if status in _COLOURS else ""
    name = f"{_safe(result.name)}<br><small>{_safe(result.id)}</small>"
    name += "".join(f"<br><small>{_safe(line)}</small>" for line in remarks(result, say))
    observed = "<br>".join(_safe(line) for line in seen(result, say))
    cells = (
        f"<b{style}>{_safe(word)}</b>",
        name,
        _safe(limit(result, say)),
        observed,
        f"{result.n:,}",
        "" if result.deadline is None else str(result.deadline),
    )
    return f"<tr>{''.join(_cell('td', cell) for cell in cells)}</tr>"


def _cell(tag: str, content: str) -> str:
    return f'<{tag} style="text-align:left;vertical-align:top">{content}</{tag}>'


def _safe(text: str) -> str:
    return escape(printable(text, 500))
