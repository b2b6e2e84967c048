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
from yshj.render.standing import so_far
from yshj.render.words import STATUS_WORDS, day_in, is_timed, with_unit
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
_STYLES = {
    Change.REGRESSED: ("✗", "bold red"),
    Change.GONE: ("–", "magenta"),
    Change.IMPROVED: ("✓", "green"),
    Change.CHANGED: ("~", "yellow"),
    Change.ADDED: ("+", "cyan"),
    Change.SAME: ("=", "dim"),
}


def render(
    found: Diff, lang: str, *, width: int = 80, colour: bool = False, symbols: bool = True
) -> str:
    """The page of `yshj diff`: every target that is not the same, regressions first."""
    paper = Paper(width, colour)
    console = paper.console
    old, new = _file(found.old, lang), _file(found.new, lang)
    console.print(Rich(f"{old} → {new}" if symbols else f"{old} -> {new}", style="bold"))
    _print(found, found.changes, lang, console, symbols)
    return paper.text()


def part(
    found: Baseline, lang: str, console: Console, symbols: bool, verbose: int, quiet: bool
) -> None:
    """What a check's table says of its baseline.

    Targets that are new or whose figure alone changed are counted; `verbose` lists them.
    """
    old = _file(found, lang)
    title = Rich(f"与 {old}相比" if lang == "zh" else f"Compared with {old}", style="bold")
    console.print()
    if quiet:
        colon = "：" if lang == "zh" else ": "
        console.print(title.append(colon).append(_counts(found, lang, symbols)))
        return
    console.print(title)
    _print(
        found, [pair for pair in found.changes if _weighs(pair, verbose)], lang, console, symbols
    )


def _weighs(pair: Difference, verbose: int) -> bool:
    if pair.change is Change.ADDED:
        return verbose > 0
    if pair.change is Change.CHANGED and not pair.limit_changed:
        before, after = pair.before, pair.after
        moved = before is None or after is None or before.status is not after.status
        return verbose > 0 or moved
    return True


def _print(
    found: Differences, pairs: Sequence[Difference], lang: str, console: Console, symbols: bool
) -> None:
    if pairs:
        console.print(_table(pairs, lang, symbols, console.width))
    for note in found.notes:
        console.print(Padding(Rich(printable(note, 500)), (0, 0, 0, 2)))
    console.print()
    console.print(_counts(found, lang, symbols))


def _file(origin: Origin, lang: str) -> str:
    name = printable(origin.path or "")
    return f"{name}（{origin.as_of}）" if lang == "zh" else f"{name} ({origin.as_of})"


def _table(pairs: Sequence[Difference], lang: str, symbols: bool, width: int) -> Table:
    table = grid(symbols)
    zh = lang == "zh"
    name_width = max(20, width * 32 // 100)
    table.add_column("", no_wrap=True)
    table.add_column("指标" if zh else "target", width=name_width, overflow="fold")
    table.add_column("之前" if zh else "before", ratio=1, overflow="fold")
    table.add_column("现在" if zh else "now", ratio=1, overflow="fold")
    for pair in pairs:
        sign, style = _STYLES[pair.change]
        word = CHANGE_WORDS[pair.change].in_(lang)
        name = Rich(printable(pair.name, 200))
        name.append(f"\n{hyphenated(printable(pair.id), name_width - 1)}", style="dim")
        table.add_row(
            Rich(f"{sign} {word}" if symbols else word, style=style),
            name,
            _side(pair.before, pair, lang),
            _side(pair.after, pair, lang),
        )
    return table


def _side(side: Side | None, pair: Difference, lang: str) -> Rich:
    """A status and what was observed; the limit too, where the two reports differ in it."""
    if side is None:
        return Rich("–", style="dim")
    shown = Rich(STATUS_WORDS[side.status].in_(lang))
    if side.would_be is not None and side.status is Status.WAIVED:
        would = STATUS_WORDS[side.would_be].in_(lang)
        shown.append(f"（否则{would}）" if lang == "zh" else f" (else {would})")
    lines = [*observed(side, pair.statistic, lang), so_far(side, lang)]
    lines = [line for line in lines if line]
    if side.margin is not None:
        margin = show(side.margin, 0, 1)
        lines.append(f"余量 {margin}" if lang == "zh" else f"margin {margin}")
    if pair.limit_changed:
        lines.append(f"{'限值' if lang == 'zh' else 'limit'} {_limit(side, pair.statistic, lang)}")
    shown.append("".join(f"\n{line}" for line in lines), style="dim")
    return shown


def observed(side: Side, statistic: Statistic | None, lang: str) -> list[str]:
    """What one report observed, in short lines; nothing where there was nothing."""
    zh = lang == "zh"
    each = statistic is Statistic.EACH
    lines = []
    if each and side.over:
        over, n = f"{side.over:,}", f"{side.n:,}"
        lines.append(f"{over}/{n} 件超限" if zh else f"{over} of {n} over")
    if isinstance(side.observed, date):
        lines.append(str(side.observed))
    elif side.observed is not None:
        figure = with_unit(grouped(side.observed, side.threshold), side, lang)
        worst = "最长" if is_timed(side) else "最差"
        lines.append((f"{worst} {figure}" if zh else f"worst {figure}") if each else figure)
    return lines


def _limit(side: Side, statistic: Statistic | None, lang: str) -> str:
    if statistic is Statistic.MILESTONE:
        return f"≤ {day_in(side.threshold)}"
    return f"{side.op.sign} {with_unit(plain(side.threshold), side, lang)}"


def _counts(found: Differences, lang: str, symbols: bool) -> Rich:
    parts = Rich()
    for change, (sign, style) in _STYLES.items():
        n = found.summary.get(change, 0)
        if n:
            parts.append(" · " if parts else "")
            word = CHANGE_WORDS[change].in_(lang)
            parts.append(f"{sign} {n} {word}" if symbols else f"{n} {word}", style=style)
    return parts
