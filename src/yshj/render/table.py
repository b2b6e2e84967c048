"""The table for people: what is not met first; what is met is counted unless it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from rich.console import Console
from rich.text import Text as Rich

from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render import breakdown, diff
from yshj.render.arrange import by_section, rows_read
from yshj.render.console import Paper
from yshj.render.next_step import next_step
from yshj.render.phrases import Phrases
from yshj.render.rows import STYLES, results_table, shape_of
from yshj.render.standing import (
    doubt_lines,
    lacking,
    ledgers,
    so_far,
    whose,
)
from yshj.render.words import STATUS_ORDER, STATUS_SIGNS, came_to, remarks
from yshj.render.worst import worst_first
from yshj.render.wrap import wrapped
from yshj.report.document.report import Entry, Report
from yshj.report.document.result import Failure, Result

NOT_MET = Text("未达标", "Not met")
_SHOWN_FAILURES = 5
_SHOWN_UNSENT = 10
_MET = (Status.PASS, Status.COUNTED, Status.NOT_APPLICABLE)  # one line says how many
_SAID_ONCE = (*_MET, Status.NO_DATA)


def render(
    report: Report,
    *,
    width: int = 80,
    colour: bool = False,
    symbols: bool = True,
    verbose: int = 0,
    quiet: bool = False,
) -> str:
    """The report `width` columns wide: what changed since a baseline, what is not met with its
    rows, how much is met, what was not sent, what to do next.

    With `verbose` every target stands in its section of the plan.
    """
    paper, say = Paper(width, colour), Phrases.of(report)
    console = paper.console
    if not quiet:
        _head(report, say, console)
    if report.baseline is not None:
        diff.part(report.baseline, say, console, symbols, verbose, quiet)
    if not quiet:
        spoken = report.results if verbose else _not_met(report.results)
        if verbose:
            _sections(report, say, console, symbols)
        else:
            _tables(spoken, say, console, symbols)
        _failures(spoken, say, console)
        _incomplete(spoken, say, console)
        _notes(report.results, spoken, say, console)
        _doubts(report, say, console)
        if verbose:
            _ledgers(report, say, console)
        else:
            _met(report.results, say, console)
            _unsent(report.results, say, console)
        if report.breakdown is not None:
            breakdown.part(report, say, console, partial(_label, say, symbols), verbose)
    _summary(report, say, console, symbols, quiet)
    if not quiet and (told := next_step(report, say)):
        _print(told, console)
    return paper.text()


def _head(report: Report, say: Phrases, console: Console) -> None:
    plan = report.catalogue
    about = f"{printable(plan.document, 300)} · {say.as_of(report.as_of)}"
    console.print(Rich(printable(plan.title, 300), style="bold"))
    console.print(Rich(about, style="dim"))


def _not_met(results: Iterable[Result]) -> list[Result]:
    return worst_first(one for one in results if one.status not in _SAID_ONCE)


def _tables(shown: Sequence[Result], say: Phrases, console: Console, symbols: bool) -> None:
    """What fails, then what else is not met: warned of, at risk, undecided, waived."""
    if not shown:
        return
    shape = shape_of(shown, say, symbols, console.width)
    failing = [one for one in shown if one.effective is Status.FAIL]
    others = [one for one in shown if one.effective is not Status.FAIL]
    if failing:
        _heading(say(NOT_MET) + say.colon + say.targets(failing), console)
        console.print(results_table(failing, say, symbols, shape))
    if others:
        counts = [
            say(Text(f"{say.status(each)} {n} 项", f"{n} {say.status(each)}"))
            for each in STATUS_ORDER
            if (n := sum(one.effective is each for one in others))
        ]
        _heading(say.listed(counts), console)
        console.print(results_table(others, say, symbols, shape))


def _sections(report: Report, say: Phrases, console: Console, symbols: bool) -> None:
    shape = shape_of(report.results, say, symbols, console.width)
    for title, mine in by_section(report, say):
        _heading(printable(title, 300), console)
        shown = sorted(mine, key=lambda one: STATUS_ORDER[one.effective])
        console.print(results_table(shown, say, symbols, shape))


def _met(results: Sequence[Result], say: Phrases, console: Console) -> None:
    """`另有 78 项指标、87 项任务达标，-v 列出`."""
    met = [one for one in results if one.status is Status.PASS]
    aside = [
        say(Text(f"{n} 项{say.status(each)}", f"{n} {say.status(each)}"))
        for each in _MET[1:]
        if (n := sum(one.status is each for one in results))
    ]
    if met:
        counts = say.targets(met)
        told = [say(Text(f"{counts}达标", f"{counts} met")), *aside]
    else:
        told = aside
    if not told:
        return
    words = say(Text(f"另有 {'，'.join(told)}，-v 列出", f"and {', '.join(told)} (-v lists them)"))
    console.print()
    _print(words, console, style="green" if met else "dim")


def _unsent(results: Sequence[Result], say: Phrases, console: Console) -> None:
    """What nobody reported, by name."""
    silent = [one for one in results if one.status is Status.NO_DATA]
    if not silent:
        return
    _heading(say(Text("未报", "Not reported")) + say.colon + say.targets(silent), console)
    shown = silent[:_SHOWN_UNSENT]
    names = say.clauses(printable(one.name, 300) for one in shown)
    more = len(silent) - len(shown)
    if more:
        names += say(Text(f"；另 {more} 项，-v 列出", f"; and {more} more (-v lists them)"))
    _print(names, console, indent=2)


def _print(text: str, console: Console, *, indent: int = 0, hang: int = 0, style: str = "") -> None:
    """Lines that begin `indent` columns from the left, all but the first `hang` more."""
    room = console.width - indent - hang
    for at, line in enumerate(wrapped(text, room)):
        console.print(Rich(" " * (indent + hang * (at > 0)) + line, style=style), no_wrap=True)


def _notes(
    results: Sequence[Result], spoken: Sequence[Result], say: Phrases, console: Console
) -> None:
    """What a reader must know beside the figures; what is said of several targets is said once.

    Notes on what is met are counted where that is not listed.
    """
    said: dict[str, list[str]] = {}
    silent = [one for one in results if one.status is Status.NO_DATA]
    told = {one.id: one for one in (*spoken, *silent)}
    for one in told.values():
        for line in remarks(one, say):
            said.setdefault(line, []).append(printable(one.id))
    more = sum(len(remarks(one, say)) for one in results if one.id not in told)
    if not said:
        return
    _heading(say.notes, console)
    for line, ids in said.items():
        _print(", ".join(ids), console)
        _print(line, console, indent=2)
    if more:
        words = Text(f"另有 {more} 条，-v 列出", f"and {more} more (-v lists them)")
        console.print(Rich(say(words), style="dim"))


def _heading(title: str, console: Console) -> None:
    console.print()
    if title:
        _print(title, console, style="bold")


def _titled(id_: str, name: str, console: Console) -> None:
    _print(f"{printable(id_)} {printable(name, 300)}", console, hang=2)


def _incomplete(spoken: Iterable[Result], say: Phrases, console: Console) -> None:
    """Who and what time each `partial` waits for, at the full width of the page."""
    waiting = [one for one in spoken if one.status is Status.PARTIAL]
    if not waiting:
        return
    _heading(say.incomplete, console)
    for one in sorted(waiting, key=lambda one: STATUS_ORDER[one.effective]):
        _titled(one.id, one.name, console)
        room = max(40, 2 * console.width - 40)
        lines = [so_far(one, say), *lacking(one, say, room)]
        for at, line in enumerate(line for line in lines if line):
            _print(line, console, indent=2, style="" if at else STYLES[one.effective])


def _doubts(report: Report, say: Phrases, console: Console) -> None:
    if not report.doubts:
        return
    _heading(say.doubts, console)
    names = {one.id: one.name for one in report.results}
    for one in report.doubts:
        _titled(one.id, names.get(one.id, ""), console)
        told, answer = doubt_lines(one, say, lambda text: printable(text, 500))
        _print(told, console, indent=2)
        _print(answer, console, indent=4, style="" if one.remark else "dim")


def _ledgers(report: Report, say: Phrases, console: Console) -> None:
    sent = [one for one in report.results if one.ledgers]
    if not sent:
        return
    _heading(say.ledgers, console)
    for one in sent:
        _titled(one.id, one.name, console)
        for line in ledgers(one, say):
            _print(line, console, indent=2, style="dim")


def _failures(spoken: Iterable[Result], say: Phrases, console: Console) -> None:
    failing = [one for one in spoken if one.failures]
    if not failing:
        return
    _heading(say.failing_rows, console)
    for one in failing:
        _titled(one.id, one.name, console)
        for failure in one.failures[:_SHOWN_FAILURES]:
            _print(_failure(failure, one, say), console, indent=2, hang=2)
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
    return Rich(" ".join(words), style=STYLES[effective])


def _counting(n: int, status: Status, say: Phrases) -> str:
    """How many of the partial ones count as something else by now."""
    word = say.status(status)
    told = Text(f"{n} 项按{word}计", f"{n} {'counts' if n == 1 else 'count'} as {word}")
    return say.aside(say(told))


def _summary(report: Report, say: Phrases, console: Console, symbols: bool, quiet: bool) -> None:
    """A count for each status, no count broken in two; figures and tasks apart where nothing
    above has said it."""
    lines = [Rich()]
    for status in STATUS_ORDER:
        mine = [one for one in report.results if one.status is status]
        if not mine:
            continue
        part = _label(say, symbols, status, str(len(mine)))
        if quiet and any(one.is_milestone for one in mine):
            part.append(say.aside(say.targets(mine)))
        for counted in (Status.FAIL, Status.WARN):
            due = sum(one.counts_as is counted for one in mine)
            if due:
                part.append(_counting(due, counted, say), style=STYLES[counted])
        if lines[-1] and lines[-1].cell_len + 3 + part.cell_len > console.width:
            lines[-1].append(" ·")
            lines.append(Rich())
        lines[-1].append(" · " if lines[-1] else "")
        lines[-1].append_text(part)
    console.print()
    for line in lines:
        console.print(line)
    rows, refused = rows_read(report)
    style = "bold red" if refused else "dim"
    console.print(Rich(say.rows_read(rows, refused), style=style))
