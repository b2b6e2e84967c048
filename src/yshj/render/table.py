"""The table for people: the plan's sections as groups, failures first."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from yshj.errors import Text, printable
from yshj.judge.findings import Finding, Status
from yshj.judge.measure import describe
from yshj.report.model import Failure, Report, Result
from yshj.thresholds.numbers import grouped, show

WORDS = {
    Status.PASS: Text("达标", "pass"),
    Status.FAIL: Text("未达标", "fail"),
    Status.AT_RISK: Text("有风险", "at risk"),
    Status.WARN: Text("提醒", "warn"),
    Status.WAIVED: Text("豁免", "waived"),
    Status.PARTIAL: Text("部分", "partial"),
    Status.UNDETERMINED: Text("无法判定", "unclear"),
    Status.NOT_APPLICABLE: Text("不涉及", "n/a"),
    Status.NO_DATA: Text("未报", "no data"),
}
_STYLES = {
    Status.PASS: ("✓", "green"),
    Status.FAIL: ("✗", "bold red"),
    Status.AT_RISK: ("!", "yellow"),
    Status.WARN: ("!", "yellow"),
    Status.WAIVED: ("~", "blue"),
    Status.PARTIAL: ("…", "cyan"),
    Status.UNDETERMINED: ("?", "magenta"),
    Status.NOT_APPLICABLE: ("–", "dim"),
    Status.NO_DATA: ("○", "dim"),
}
_ORDER = {
    status: place
    for place, status in enumerate(
        (
            *(Status.FAIL, Status.UNDETERMINED, Status.WARN, Status.AT_RISK, Status.PARTIAL),
            *(Status.WAIVED, Status.NOT_APPLICABLE, Status.PASS, Status.NO_DATA),
        )
    )
}
_SHOWN_FAILURES = 5


def render(
    report: Report,
    lang: str,
    *,
    width: int = 80,
    colour: bool = False,
    symbols: bool = True,
    verbose: int = 0,
    quiet: bool = False,
) -> str:
    """The report as a table `width` columns wide.

    Milestones met and targets without data are counted; with `verbose` they are listed.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    if not quiet:
        _head(report, lang, console)
        for section in report.catalogue.sections:
            numbers = {item.number for item in section.items}
            mine = [one for one in report.results if one.finding.target.item in numbers]
            title = f"{section.number}、{section.title.zh}" if lang == "zh" else section.title.en
            _section(title, mine, lang, console, verbose, symbols)
        _notes(report.results, lang, console)
        _failures(report, lang, console)
    _summary(report, lang, console, symbols)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _head(report: Report, lang: str, console: Console) -> None:
    plan = report.catalogue.plan
    as_of = f"判定日 {report.as_of}" if lang == "zh" else f"as of {report.as_of}"
    console.print(Rich(plan.title.in_(lang), style="bold"))
    console.print(Rich(f"{plan.document} · {as_of}", style="dim"))


def _section(
    title: str, results: list[Result], lang: str, console: Console, verbose: int, symbols: bool
) -> None:
    shown = [one for one in results if _is_shown(one.finding, verbose)]
    shown.sort(key=lambda one: _ORDER[one.finding.status])
    met = sum(
        one.finding.target.is_milestone and one.finding.status is Status.PASS
        for one in results
        if not _is_shown(one.finding, verbose)
    )
    if not shown and not met:
        return
    console.print()
    console.print(Rich(title, style="bold"))
    if shown:
        console.print(_table(shown, lang, symbols, console.width))
    if met:
        text = f"另有 {met} 个里程碑按期完成" if lang == "zh" else f"and {met} milestones met"
        console.print(Rich(f"  {text}", style="green"))


def _is_shown(finding: Finding, verbose: int) -> bool:
    if finding.status is Status.NO_DATA:
        return verbose > 0
    met = finding.target.is_milestone and finding.status is Status.PASS
    return verbose > 0 or not met


def _table(results: Iterable[Result], lang: str, symbols: bool, width: int) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD if symbols else box.ASCII2,
        show_edge=False,
        padding=(0, 1, 0, 0),
        expand=True,
    )
    heads = (
        ("", "指标", "限值", "实测", "n", "余量", "期限")
        if lang == "zh"
        else ("", "target", "limit", "observed", "n", "margin", "due")
    )
    name_width = max(20, width * 30 // 100)
    for at, head in enumerate(heads):
        table.add_column(
            head,
            justify="right" if at in (4, 5) else "left",
            no_wrap=at in (0, 4, 5, 6),
            width=name_width if at == 1 else None,
            ratio={2: 2, 3: 3}.get(at),
            overflow="fold",
        )
    for one in results:
        table.add_row(*_row(one, lang, symbols, name_width))
    return table


def _row(result: Result, lang: str, symbols: bool, name_width: int) -> tuple[Rich, ...]:
    finding = result.finding
    target, found = finding.target, finding.measure
    sign, style = _STYLES[finding.status]
    word = WORDS[finding.status].in_(lang)
    name = Rich(target.name.in_(lang))
    name.append(f"\n{_hyphenated(target.id, name_width - 1)}", style="dim")
    observed = Rich(describe(found, target, lang))
    if finding.status is not Status.PASS:
        observed.stylize(style)
    denominator = _denominator(finding, lang)
    if denominator:
        observed.append(f"\n{denominator}", style="dim")
    margin = "" if found.margin is None else show(found.margin, 0, 1)
    return (
        Rich(f"{sign} {word}" if symbols else word, style=style),
        name,
        Rich(f"≤ {target.due}" if target.is_milestone else target.limit.describe(lang)),
        observed,
        Rich(f"{found.n:,}" if found.n else ""),
        Rich(margin),
        Rich("" if target.due is None else f"{target.due:%Y-%m}"),
    )


def _hyphenated(name: str, width: int) -> str:
    """An id broken at its hyphens where it is too long for a line."""
    lines = [""]
    for part in name.replace("-", "-\0").split("\0"):
        if lines[-1] and len(lines[-1]) + len(part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _denominator(finding: Finding, lang: str) -> str:
    """How many of the bodies whose word was needed have reported."""
    expected = finding.expected
    if len(expected) < 2 or finding.status is Status.NO_DATA:
        return ""
    got = sum(body in finding.reported for body in expected)
    if lang == "zh":
        return f"{got}/{len(expected)} 个单位已报"
    return f"{got} of {len(expected)} bodies"


def _notes(results: Iterable[Result], lang: str, console: Console) -> None:
    """What a reader must know beside the figures: what was left out, who has not reported."""
    said = False
    for one in results:
        finding = one.finding
        lines = [note.in_(lang) for note in finding.notes]
        if finding.unwaived is not None:
            would = WORDS[finding.unwaived].in_(lang)
            why = "; ".join(waiver.reason for waiver in finding.waivers)
            lines.insert(
                0,
                f"豁免（{why}）；不豁免则为：{would}"
                if lang == "zh"
                else f"waived ({why}); without the waiver: {would}",
            )
        if not lines or finding.status is Status.NO_DATA:
            continue
        if not said:
            console.print()
            console.print(Rich("说明" if lang == "zh" else "Notes", style="bold"))
            said = True
        console.print(Rich(finding.target.id))
        for line in lines:
            console.print(Padding(Rich(printable(line, 300)), (0, 0, 0, 2)))


def _failures(report: Report, lang: str, console: Console) -> None:
    failing = [one for one in report.results if one.failures]
    if not failing:
        return
    console.print()
    console.print(Rich("不达标的办件与数值" if lang == "zh" else "Failing rows", style="bold"))
    for one in failing:
        target = one.finding.target
        console.print(Rich(f"{target.id} {target.name.in_(lang)}"))
        for failure in one.failures[:_SHOWN_FAILURES]:
            console.print(Rich(f"  {_failure(failure, one, lang)}"))
        more = one.failures_total - len(one.failures[:_SHOWN_FAILURES])
        if more > 0:
            text = f"  另有 {more:,} 行" if lang == "zh" else f"  and {more:,} more"
            console.print(Rich(text, style="dim"))


def _failure(failure: Failure, result: Result, lang: str) -> str:
    target = result.finding.target
    place = f"{printable(failure.file)}:{failure.row}"
    case = f" {printable(failure.case, 40)}" if failure.case else ""
    due = (
        ""
        if failure.due is None or failure.case is None
        else (f" 应于 {failure.due} 前办结" if lang == "zh" else f" due {failure.due}")
    )
    if failure.observed is None:
        took = "" if failure.case is None else (" 尚未办结" if lang == "zh" else " still open")
        if target.statistic.value == "share":
            took = " 不符合" if lang == "zh" else " not met"
    else:
        digits = grouped(failure.observed, target.threshold)
        took = f" {target.unit.with_number(digits, lang)}"
    return place + case + due + took


def _summary(report: Report, lang: str, console: Console, symbols: bool) -> None:
    parts = Rich()
    for status in _ORDER:
        n = report.count(status)
        if not n:
            continue
        sign, style = _STYLES[status]
        word = WORDS[status].in_(lang)
        parts.append(" · " if parts else "")
        label = f"{sign} {n} {word}" if symbols else f"{n} {word}"
        parts.append(label, style=style)
    console.print()
    console.print(parts)
    refused = sum(one.refused for one in report.inputs)
    rows = sum(one.rows for one in report.inputs)
    text = (
        f"读取 {rows:,} 行，拒收 {refused:,} 行"
        if lang == "zh"
        else f"{rows:,} rows read, {refused:,} refused"
    )
    console.print(Rich(text, style="bold red" if refused else "dim"))
