"""Two reports compared: a part of a check's table, and a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from yshj.catalogue.entries import Statistic
from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render.console import Paper, grid, hyphenated
from yshj.render.phrases import Phrases
from yshj.render.standing import so_far
from yshj.render.words import day_in, with_unit, worst_of
from yshj.report.document.changes import Baseline, Diff, Difference, Differences, Origin, Side
from yshj.report.document.kinds import Change
from yshj.thresholds.numbers import grouped, plain, show

CHANGE_WORDS = {
    Change.REGRESSED: Text("退步", "regressed"),
    Change.GONE: Text("不再有", "gone"),
    Change.IMPROVED: Text("改善", "improved"),
    Change.CHANGED: Text("有变化", "changed"),
    Change.ADDED: Text("新增", "added"),
    Change.SAME: Text("不变", "same"),
}
_MISSED = (Status.FAIL, Status.WARN)
_STYLES = {
    Change.REGRESSED: ("✗", "bold red"),
    Change.GONE: ("–", "magenta"),
    Change.IMPROVED: ("✓", "green"),
    Change.CHANGED: ("~", "yellow"),
    Change.ADDED: ("+", "cyan"),
    Change.SAME: ("=", "dim"),
}


def render(
    found: Diff,
    say: Phrases,
    *,
    width: int = 80,
    colour: bool = False,
    symbols: bool = True,
    verbose: int = 0,
) -> str:
    """The page of `yshj diff`: what regressed, then what else is worse or asked in another way;
    what improved is counted, and listed with `verbose`."""
    paper = Paper(width, colour)
    console = paper.console
    old, new = _file(found.old, say), _file(found.new, say)
    console.print(Rich(f"{old} → {new}" if symbols else f"{old} -> {new}", style="bold"))
    _print(found, _weighty(found, verbose), say, console, symbols)
    return paper.text()


def part(
    found: Baseline, say: Phrases, console: Console, symbols: bool, verbose: int, quiet: bool
) -> None:
    """What a check's table says of its baseline.

    Targets that improved, are new or whose figure alone changed are counted; `verbose` lists them.
    """
    old = _file(found, say)
    title = Rich(say(Text(f"与 {old}相比", f"Compared with {old}")), style="bold")
    console.print()
    if quiet:
        console.print(title.append(say.colon).append(_counts(found, say, symbols)))
        return
    console.print(title)
    _print(found, _weighty(found, verbose), say, console, symbols)


def _weighty(found: Differences, verbose: int) -> list[Difference]:
    """What is worse first: what the later report misses before what only moved."""
    pairs = [pair for pair in found.changes if verbose or _weighs(pair)]
    order = list(Change)

    def key(pair: Difference) -> tuple[bool, bool, int]:
        after = pair.after
        missed = after is not None and (after.counts_as or after.status) in _MISSED
        improved = pair.change is Change.IMPROVED
        return not pair.regression, improved or not missed, order.index(pair.change)

    return sorted(pairs, key=key)


def _weighs(pair: Difference) -> bool:
    if pair.change in (Change.ADDED, Change.IMPROVED):
        return False
    if pair.change is Change.CHANGED and not pair.limit_changed:
        before, after = pair.before, pair.after
        return before is None or after is None or before.status is not after.status
    return True


def _print(
    found: Differences, pairs: Sequence[Difference], say: Phrases, console: Console, symbols: bool
) -> None:
    if pairs:
        console.print(_table(pairs, say, symbols, console.width))
    for note in found.notes:
        console.print(Padding(Rich(printable(note, 500)), (0, 0, 0, 2)))
    console.print()
    console.print(_counts(found, say, symbols))


def _file(origin: Origin, say: Phrases) -> str:
    return printable(origin.path or "") + say.aside(str(origin.as_of))


def _table(pairs: Sequence[Difference], say: Phrases, symbols: bool, width: int) -> Table:
    table = grid(symbols)
    name_width = max(20, width * 32 // 100)
    table.add_column("", no_wrap=True)
    table.add_column(say.target, width=name_width, overflow="fold")
    table.add_column(say(Text("之前", "before")), ratio=1, overflow="fold")
    table.add_column(say(Text("现在", "now")), ratio=1, overflow="fold")
    for pair in pairs:
        sign, style = _STYLES[pair.change]
        word = say(CHANGE_WORDS[pair.change])
        name = Rich(printable(pair.name, 200))
        name.append(f"\n{hyphenated(printable(pair.id), name_width - 1)}", style="dim")
        table.add_row(
            Rich(f"{sign} {word}" if symbols else word, style=style),
            name,
            _side(pair.before, pair, say),
            _side(pair.after, pair, say),
        )
    return table


def _side(side: Side | None, pair: Difference, say: Phrases) -> Rich:
    """A status and what was observed; the limit too, where the two reports differ in it."""
    if side is None:
        return Rich("–", style="dim")
    shown = Rich(say.status(side.status))
    if side.would_be is not None and side.status is Status.WAIVED:
        would = say.status(side.would_be)
        shown.append(say.aside(say(Text(f"否则{would}", f"else {would}"))))
    lines = [*observed(side, pair.statistic, say), so_far(side, say)]
    lines = [line for line in lines if line]
    if side.margin is not None:
        lines.append(f"{say.margin} {show(side.margin, 0, 1)}")
    if pair.limit_changed:
        lines.append(f"{say.limit} {_limit(side, pair.statistic, say)}")
    shown.append("".join(f"\n{line}" for line in lines), style="dim")
    return shown


def observed(side: Side, statistic: Statistic | None, say: Phrases) -> list[str]:
    """What one report observed, in short lines; nothing where there was nothing."""
    each = statistic is Statistic.EACH
    lines = []
    if each and side.over:
        lines.append(say.over(side.over, side.n))
    if isinstance(side.observed, date):
        lines.append(str(side.observed))
    elif side.observed is not None:
        figure = with_unit(grouped(side.observed, side.threshold), side, say)
        lines.append(worst_of(figure, side, say) if each else figure)
    return lines


def _limit(side: Side, statistic: Statistic | None, say: Phrases) -> str:
    if statistic is Statistic.MILESTONE:
        return f"≤ {day_in(side.threshold)}"
    return f"{side.op.sign} {with_unit(plain(side.threshold), side, say)}"


def _counts(found: Differences, say: Phrases, symbols: bool) -> Rich:
    parts = Rich()
    for change, (sign, style) in _STYLES.items():
        n = found.summary.get(change, 0)
        if n:
            parts.append(" · " if parts else "")
            word = say(CHANGE_WORDS[change])
            parts.append(f"{sign} {n} {word}" if symbols else f"{n} {word}", style=style)
    return parts
