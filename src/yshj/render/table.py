"""The table for people: the plan's sections as groups, failures first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render import breakdown, diff
from yshj.render.arrange import by_section, rows_read
from yshj.render.console import Paper, grid, hyphenated
from yshj.render.phrases import Phrases, plural
from yshj.render.standing import (
    doubt_lines,
    lacking,
    ledgers,
    seen_in_short,
    so_far,
    whose,
)
from yshj.render.words import (
    STATUS_ORDER,
    STATUS_SIGNS,
    came_to,
    describe,
    limit,
    margin,
    remarks,
)
from yshj.report.document.report import Entry, Report
from yshj.report.document.result import Failure, Result

_STYLES = {
    Status.PASS: "green",
    Status.FAIL: "bold red",
    Status.AT_RISK: "yellow",
    Status.WARN: "yellow",
    Status.WAIVED: "blue",
    Status.PARTIAL: "cyan",
    Status.UNDETERMINED: "magenta",
    Status.NOT_APPLICABLE: "dim",
    Status.NO_DATA: "dim",
    Status.COUNTED: "dim",
}
_SHOWN_FAILURES = 5


def render(
    report: Report,
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
    paper, say = Paper(width, colour), Phrases.of(report)
    console = paper.console
    if not quiet:
        _head(report, say, console)
        for title, mine in by_section(report, say):
            _section(title, mine, say, console, verbose, symbols)
        if report.breakdown is not None:
            breakdown.part(report, say, console, partial(_label, say, symbols), verbose)
        _incomplete(report, say, console)
        _notes(report.results, say, console)
        _failures(report, say, console)
        _doubts(report, say, console)
        if verbose:
            _ledgers(report, say, console)
    if report.baseline is not None:
        diff.part(report.baseline, say, console, symbols, verbose, quiet)
    _summary(report, say, console, symbols)
    return paper.text()


def _head(report: Report, say: Phrases, console: Console) -> None:
    plan = report.catalogue
    about = f"{printable(plan.document, 300)} · {say.as_of(report.as_of)}"
    console.print(Rich(printable(plan.title, 300), style="bold"))
    console.print(Rich(about, style="dim"))


def _section(
    title: str, results: list[Result], say: Phrases, console: Console, verbose: int, symbols: bool
) -> None:
    shown = [one for one in results if _is_shown(one, verbose)]
    shown.sort(key=lambda one: STATUS_ORDER[one.effective])
    met = sum(
        one.is_milestone and one.status is Status.PASS
        for one in results
        if not _is_shown(one, verbose)
    )
    if not shown and not met:
        return
    console.print()
    if title:
        console.print(Rich(printable(title, 300), style="bold"))
    if shown:
        console.print(_table(shown, say, symbols, console.width))
    if met:
        told = Text(f"另有 {met} 个里程碑按期完成", f"and {met} {plural(met, 'milestone')} met")
        console.print(Rich(f"  {say(told)}", style="green"))


def _is_shown(result: Result, verbose: int) -> bool:
    if result.status is Status.NO_DATA:
        return verbose > 0
    met = result.is_milestone and result.status is Status.PASS
    return verbose > 0 or not met


def _table(results: Iterable[Result], say: Phrases, symbols: bool, width: int) -> Table:
    table = grid(symbols)
    heads = ("", say.target, say.limit, say.observed, "n", say.margin, say.due)
    name_width = max(20, width * 28 // 100)
    limit_width = max(12, width * 14 // 100)
    for at, head in enumerate(heads):
        table.add_column(
            head,
            justify="right" if at in (4, 5) else "left",
            no_wrap=at in (0, 4, 5, 6),
            width={1: name_width, 2: limit_width}.get(at),
            min_width=10 if at == 3 else None,
            ratio=1 if at == 3 else None,
            overflow="fold",
        )
    for one in results:
        table.add_row(*_row(one, say, symbols, name_width))
    return table


def _row(result: Result, say: Phrases, symbols: bool, name_width: int) -> tuple[Rich, ...]:
    sign, style = STATUS_SIGNS[result.effective], _STYLES[result.effective]
    word = say.status(result.status)
    name = Rich(printable(result.name, 300))
    name.append(f"\n{hyphenated(printable(result.id), name_width - 1)}", style="dim")
    measured, rest = describe(result, result, say), seen_in_short(result, say)
    observed = Rich("\n".join(measured))
    if result.status is not Status.PASS:
        observed.stylize(style)
    for line in rest[len(measured) :]:
        observed.append(f"\n{line}", style=style if result.counts_as else "dim")
    return (
        Rich(f"{sign} {word}" if symbols else word, style=style),
        name,
        Rich(limit(result, say)),
        observed,
        Rich(f"{result.n:,}" if result.n else ""),
        Rich(margin(result, result.status, 1)),
        Rich("" if result.deadline is None else f"{result.deadline:%Y-%m}"),
    )


def _notes(results: Iterable[Result], say: Phrases, console: Console) -> None:
    """What a reader must know beside the figures; what is said of several targets is said once."""
    said: dict[str, list[str]] = {}
    for one in results:
        for line in remarks(one, say):
            said.setdefault(line, []).append(printable(one.id))
    if not said:
        return
    _heading(say.notes, console)
    for line, ids in said.items():
        console.print(Rich(", ".join(ids)))
        console.print(Padding(Rich(line), (0, 0, 0, 2)))


def _heading(title: str, console: Console) -> None:
    console.print()
    console.print(Rich(title, style="bold"))


def _incomplete(report: Report, say: Phrases, console: Console) -> None:
    """Who and what time each `partial` waits for, at the full width of the page."""
    waiting = [one for one in report.results if one.status is Status.PARTIAL]
    if not waiting:
        return
    _heading(say.incomplete, console)
    for one in sorted(waiting, key=lambda one: STATUS_ORDER[one.effective]):
        console.print(Rich(f"{printable(one.id)} {printable(one.name, 300)}"))
        room = max(40, 2 * console.width - 40)
        lines = [so_far(one, say), *lacking(one, say, room)]
        style = _STYLES[one.effective]
        for at, line in enumerate(line for line in lines if line):
            # a line breaks at a blank, and Chinese needs none
            told = say(Text(line.replace(" ", ""), line))
            console.print(Padding(Rich(told, style="" if at else style), (0, 0, 0, 2)))


def _doubts(report: Report, say: Phrases, console: Console) -> None:
    if not report.doubts:
        return
    _heading(say.doubts, console)
    names = {one.id: one.name for one in report.results}
    for one in report.doubts:
        console.print(Rich(f"{printable(one.id)} {printable(names.get(one.id, ''), 300)}"))
        told, answer = doubt_lines(one, say, lambda text: printable(text, 500))
        console.print(Padding(Rich(told), (0, 0, 0, 2)))
        console.print(Padding(Rich(answer, style="" if one.remark else "dim"), (0, 0, 0, 4)))


def _ledgers(report: Report, say: Phrases, console: Console) -> None:
    sent = [one for one in report.results if one.ledgers]
    if not sent:
        return
    _heading(say.ledgers, console)
    for one in sent:
        console.print(Rich(f"{printable(one.id)} {printable(one.name, 300)}"))
        for line in ledgers(one, say):
            console.print(Padding(Rich(line, style="dim"), (0, 0, 0, 2)))


def _failures(report: Report, say: Phrases, console: Console) -> None:
    failing = [one for one in report.results if one.failures]
    if not failing:
        return
    _heading(say.failing_rows, console)
    for one in failing:
        console.print(Rich(f"{printable(one.id)} {printable(one.name, 300)}"))
        for failure in one.failures[:_SHOWN_FAILURES]:
            console.print(Padding(Rich(_failure(failure, one, say)), (0, 0, 0, 2)))
        more = one.failures_total - len(one.failures[:_SHOWN_FAILURES])
        if more > 0:
            console.print(Rich(f"  {say.more(more)}", style="dim"))


def _failure(failure: Failure, target: Result, say: Phrases) -> str:
    """`cases.csv:161 Jinshui District SYN-0160 due 2021-02-10, 3 working days`."""
    place = f"{printable(failure.file)}:{failure.row} {whose(failure.reporter, say)}".rstrip()
    if failure.case:
        place += f" {printable(failure.case, 40)}"
    return f"{place} {came_to(failure, target, say)}"


def _label(say: Phrases, symbols: bool, of: Status | Entry, number: str) -> Rich:
    """`✗ 3 fail`; without a number the sign and the word."""
    status, effective = (of, of) if isinstance(of, Status) else (of.status, of.effective)
    words = [STATUS_SIGNS[effective]] if symbols else []
    words += [word for word in (number, say.status(status)) if word]
    return Rich(" ".join(words), style=_STYLES[effective])


def _counting(n: int, status: Status, say: Phrases) -> str:
    """How many of the partial ones count as something else by now."""
    word = say.status(status)
    told = Text(f"{n} 项按{word}计", f"{n} {'counts' if n == 1 else 'count'} as {word}")
    return say.aside(say(told))


def _summary(report: Report, say: Phrases, console: Console, symbols: bool) -> None:
    parts = Rich()
    for status in STATUS_ORDER:
        n = report.count(status)
        if not n:
            continue
        parts.append(" · " if parts else "")
        parts.append(_label(say, symbols, status, str(n)))
        for counted in (Status.FAIL, Status.WARN):
            due = sum(one.status is status and one.counts_as is counted for one in report.results)
            if due:
                parts.append(_counting(due, counted, say), style=_STYLES[counted])
    console.print()
    console.print(parts)
    rows, refused = rows_read(report)
    style = "bold red" if refused else "dim"
    console.print(Rich(say.rows_read(rows, refused), style=style))
