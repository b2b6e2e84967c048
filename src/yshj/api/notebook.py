"""A report as a notebook shows it: one small table, nothing from outside, hostile text escaped."""

from __future__ import annotations

from html import escape

from yshj.errors import printable
from yshj.judge.status import Status
from yshj.render.arrange import Labels
from yshj.render.standing import DOUBTS, doubt_lines, seen
from yshj.render.words import (
    STATUS_ORDER,
    STATUS_SIGNS,
    STATUS_WORDS,
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
_HEADS = {
    "zh": ("结论", "指标", "限值", "实际", "件数", "期限"),
    "en": ("status", "target", "limit", "observed", "n", "due"),
}


def page(report: Report) -> str:
    """The findings with data as HTML, what wants an eye first on top."""
    lang = report.lang or "en"
    shown = sorted(
        (one for one in report.results if one.status is not Status.NO_DATA),
        key=lambda one: STATUS_ORDER[one.effective],
    )
    left = len(shown[MOST_ROWS:])
    heads = "".join(_cell("th", head) for head in _HEADS[lang])
    labels = Labels(report)
    rows = "".join(_row(one, labels, lang) for one in shown[:MOST_ROWS])
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    more = ""
    if left:
        more = f"<p>{'另有 {:,} 项' if lang == 'zh' else 'and {:,} more'}</p>".format(left)
    table = table if shown else ""
    return f'<div lang="{lang}">{_head(report, lang)}{table}{more}{_doubts(report, labels)}</div>'


def _head(report: Report, lang: str) -> str:
    as_of = f"判定日 {report.as_of}" if lang == "zh" else f"as of {report.as_of}"
    counts = " · ".join(
        f"{STATUS_SIGNS[status]} {report.count(status)} {STATUS_WORDS[status].in_(lang)}"
        for status in STATUS_ORDER
        if report.count(status)
    )
    lines = [f"<b>{_safe(report.catalogue.title)}</b> · {as_of}", _safe(counts)]
    lines += [
        f'<span style="color:{_COLOURS[Status.FAIL]}">{_safe(str(problem))}</span>'
        for problem in report.errors[:MOST_PROBLEMS]
    ]
    left = len(report.errors[MOST_PROBLEMS:])
    if left:
        lines.append(f"另有 {left:,} 处错误" if lang == "zh" else f"and {left:,} more faults")
    return f"<p>{'<br>'.join(lines)}</p>"


def _doubts(report: Report, labels: Labels) -> str:
    """What looks odd, with its sender's answer; as many as the page shows faults."""
    lang, shown = report.lang or "en", report.doubts[:MOST_PROBLEMS]
    if not shown:
        return ""
    lines = [f"<b>{_safe(DOUBTS.in_(lang))}</b>"]
    for one in shown:
        told, answer = doubt_lines(one, labels, lang, _safe)
        lines.append(f"{_safe(one.id)} {told}<br><small>{answer}</small>")
    left = len(report.doubts) - len(shown)
    if left:
        lines.append(f"另有 {left:,} 项" if lang == "zh" else f"and {left:,} more")
    return f"<p>{'<br>'.join(lines)}</p>"


def _row(result: Result, labels: Labels, lang: str) -> str:
    status = result.effective
    word = f"{STATUS_SIGNS[status]} {STATUS_WORDS[result.status].in_(lang)}"
    style = f' style="color:{_COLOURS[status]}"' if status in _COLOURS else ""
    name = f"{_safe(result.name)}<br><small>{_safe(result.id)}</small>"
    name += "".join(f"<br><small>{_safe(line)}</small>" for line in remarks(result, lang))
    observed = "<br>".join(_safe(line) for line in seen(result, labels, lang))
    cells = (
        f"<b{style}>{_safe(word)}</b>",
        name,
        _safe(limit(result, lang)),
        observed,
        f"{result.n:,}",
        "" if result.deadline is None else str(result.deadline),
    )
    return f"<tr>{''.join(_cell('td', cell) for cell in cells)}</tr>"


def _cell(tag: str, content: str) -> str:
    return f'<{tag} style="text-align:left;vertical-align:top">{content}</{tag}>'


def _safe(text: str) -> str:
    return escape(printable(text, 500))
