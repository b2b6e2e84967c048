"""Two reports compared: a part of a check's table, a page of its own, and data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from yshj.catalogue.entries import Statistic
from yshj.errors import Exit, Text, printable
from yshj.judge.model import Status
from yshj.render.console import Paper, grid, hyphenated
from yshj.render.json import dump, exact
from yshj.render.words import STATUS_WORDS
from yshj.report.compare import Change, Comparison, Origin, Pair, Side
from yshj.report.model import SCHEMA_VERSION
from yshj.thresholds.numbers import grouped, plain, show
from yshj.thresholds.units import DURATIONS, Kind, find_unit

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
_TIMES = DURATIONS | {Kind.LIMIT_SHARE}


def render(
    found: Comparison, lang: str, *, width: int = 80, colour: bool = False, symbols: bool = True
) -> str:
    """The page of `yshj diff`: every target that is not the same, regressions first."""
    paper = Paper(width, colour)
    console = paper.console
    old, new = _file(found.old, lang), _file(found.new, lang)
    console.print(Rich(f"{old} → {new}" if symbols else f"{old} -> {new}", style="bold"))
    different = [pair for pair in found.pairs if pair.change is not Change.SAME]
    _print(found, different, lang, console, symbols)
    return paper.text()


def part(
    found: Comparison, lang: str, console: Console, symbols: bool, verbose: int, quiet: bool
) -> None:
    """What a check's table says of its baseline.

    Targets that are new or whose figure alone changed are counted; `verbose` lists them.
    """
    old = _file(found.old, lang)
    title = Rich(f"与 {old}相比" if lang == "zh" else f"Compared with {old}", style="bold")
    console.print()
    if quiet:
        colon = "：" if lang == "zh" else ": "
        console.print(title.append(colon).append(_counts(found, lang, symbols)))
        return
    console.print(title)
    _print(found, [pair for pair in found.pairs if _weighs(pair, verbose)], lang, console, symbols)


def _weighs(pair: Pair, verbose: int) -> bool:
    if pair.change in (Change.SAME, Change.ADDED):
        return verbose > 0 and pair.change is Change.ADDED
    if pair.change is Change.CHANGED and not pair.limit_changed:
        assert pair.before is not None
        assert pair.after is not None
        return verbose > 0 or pair.before.status is not pair.after.status
    return True


def _print(
    found: Comparison, pairs: Sequence[Pair], lang: str, console: Console, symbols: bool
) -> None:
    if pairs:
        console.print(_table(pairs, lang, symbols, console.width))
    for note in found.notes:
        console.print(Padding(Rich(note.in_(lang)), (0, 0, 0, 2)))
    console.print()
    console.print(_counts(found, lang, symbols))


def _file(origin: Origin, lang: str) -> str:
    name = printable(origin.path or "")
    return f"{name}（{origin.as_of}）" if lang == "zh" else f"{name} ({origin.as_of})"


def _table(pairs: Sequence[Pair], lang: str, symbols: bool, width: int) -> Table:
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
        name = Rich(printable(pair.one.name.in_(lang), 200))
        name.append(f"\n{hyphenated(printable(pair.one.id), name_width - 1)}", style="dim")
        table.add_row(
            Rich(f"{sign} {word}" if symbols else word, style=style),
            name,
            _side(pair.before, pair, lang),
            _side(pair.after, pair, lang),
        )
    return table


def _side(side: Side | None, pair: Pair, lang: str) -> Rich:
    """A status and what was observed; the limit too, where the two reports differ in it."""
    if side is None:
        return Rich("–", style="dim")
    shown = Rich(STATUS_WORDS[side.status].in_(lang))
    if side.would_be is not None and side.status is Status.WAIVED:
        would = STATUS_WORDS[side.would_be].in_(lang)
        shown.append(f"（否则{would}）" if lang == "zh" else f" (else {would})")
    lines = observed(side, lang)
    if side.margin is not None:
        margin = show(side.margin, 0, 1)
        lines.append(f"余量 {margin}" if lang == "zh" else f"margin {margin}")
    if pair.limit_changed:
        lines.append(f"{'限值' if lang == 'zh' else 'limit'} {_limit(side, lang)}")
    shown.append("".join(f"\n{line}" for line in lines), style="dim")
    return shown


def observed(side: Side, lang: str) -> list[str]:
    """What one report observed, in short lines; nothing where there was nothing."""
    zh = lang == "zh"
    each = side.statistic is Statistic.EACH
    lines = []
    if each and side.over:
        over, n = f"{side.over:,}", f"{side.n:,}"
        lines.append(f"{over}/{n} 件超限" if zh else f"{over} of {n} over")
    if isinstance(side.observed, date):
        lines.append(str(side.observed))
    elif side.observed is not None:
        figure = _with_unit(grouped(side.observed, side.threshold), side, lang)
        unit = find_unit(side.unit)
        worst = "最长" if unit is not None and unit.kind in _TIMES else "最差"
        lines.append((f"{worst} {figure}" if zh else f"worst {figure}") if each else figure)
    return lines


def _limit(side: Side, lang: str) -> str:
    digits = plain(side.threshold)
    if side.statistic is Statistic.MILESTONE and len(digits) == 8:  # its day, as 20211231
        return f"≤ {digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return f"{side.op.sign} {_with_unit(digits, side, lang)}"


def _with_unit(digits: str, side: Side, lang: str) -> str:
    unit = find_unit(side.unit)
    return unit.with_number(digits, lang) if unit else f"{digits} {printable(side.unit, 20)}"


def _counts(found: Comparison, lang: str, symbols: bool) -> Rich:
    parts = Rich()
    for change, (sign, style) in _STYLES.items():
        n = len(found.of(change))
        if n:
            parts.append(" · " if parts else "")
            word = CHANGE_WORDS[change].in_(lang)
            parts.append(f"{sign} {n} {word}" if symbols else f"{n} {word}", style=style)
    return parts


def as_json(found: Comparison, version: str, lang: str) -> str:
    """The comparison of `yshj diff` for programs."""
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "yshj", "version": version},
            "exit_code": int(Exit.OK),
            "old": _origin(found.old),
            "new": _origin(found.new),
            **_differences(found, lang),
        }
    )


def baseline(found: Comparison, lang: str) -> dict[str, Any]:
    """What a check's JSON says of its baseline."""
    return {**_origin(found.old), **_differences(found, lang)}


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "path": origin.path,
        "sha256": origin.sha256,
        "as_of": str(origin.as_of),
        "catalogue": {"name": origin.catalogue, "sha256": origin.catalogue_sha256},
    }


def _differences(found: Comparison, lang: str) -> dict[str, Any]:
    different = [_pair(pair, lang) for pair in found.pairs if pair.change is not Change.SAME]
    return {
        "summary": {change.value: len(found.of(change)) for change in Change},
        "changes": different,
        "notes": [note.in_(lang) for note in found.notes],
    }


def _pair(pair: Pair, lang: str) -> dict[str, Any]:
    return {
        "id": pair.one.id,
        "item": pair.one.item,
        "name": pair.one.name.in_(lang),
        "change": pair.change.value,
        "before": None if pair.before is None else _data(pair.before),
        "after": None if pair.after is None else _data(pair.after),
    }


def _data(side: Side) -> dict[str, Any]:
    figure = side.observed
    return {
        "status": side.status.value,
        "would_be": None if side.would_be is None else side.would_be.value,
        "op": side.op.value,
        "threshold": exact(side.threshold),
        "unit": side.unit,
        "observed": exact(figure) if isinstance(figure, Decimal) else figure and str(figure),
        "n": side.n,
        "over": side.over,
        "margin": None if side.margin is None else exact(side.margin),
    }
