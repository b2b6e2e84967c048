"""What a trace found: a table, one item with its figures marked in place, or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from yshj.errors import Text, printable
from yshj.render.console import Paper, grid
from yshj.render.phrases import Phrases
from yshj.thresholds.numbers import show
from yshj.trace.accounts import Account, Role
from yshj.trace.draft.propose import ItemDraft
from yshj.trace.faults import Fault
from yshj.trace.figures import FigureKind
from yshj.trace.measure import Limit, Score
from yshj.trace.trace import ItemTrace, Trace, Traced

ROLES = {
    Role.THRESHOLD: Text("限值", "threshold"),
    Role.EXTENSION: Text("延长", "extension"),
    Role.STATUTORY: Text("法定", "statutory"),
    Role.EARLIER: Text("原值", "earlier"),
    Role.SCOPE: Text("范围", "scope"),
    Role.DEADLINE: Text("期限", "deadline"),
    Role.HEADING: Text("序号", "heading"),
    Role.BODY: Text("单位名称", "body"),
    Role.NOT_TARGET: Text("非指标", "not a target"),
}
UNACCOUNTED = Text("未交代", "unaccounted")
_COLOURS = {
    Role.THRESHOLD: "bold green",
    Role.EXTENSION: "green",
    Role.STATUTORY: "cyan",
    Role.EARLIER: "cyan",
    Role.SCOPE: "blue",
    Role.DEADLINE: "magenta",
    Role.HEADING: "dim",
    Role.BODY: "dim",
    Role.NOT_TARGET: "yellow",
}
_WRONG = "bold red"


def table(found: Trace, say: Phrases, width: int, colour: bool, symbols: bool, quiet: bool) -> str:
    """Item by item, what each figure became; then the faults, then how many of each."""
    paper = Paper(width, colour)
    for item in () if quiet else found.items:
        if item.figures or item.faults:
            paper.console.print(_title(item, say))
            paper.console.print(Padding(_figures(item.figures, say, symbols), (0, 0, 0, 2)))
            _tell(paper, item.faults, say)
            paper.console.print()
    _tell(paper, found.faults if quiet else found.whole, say)
    paper.console.print(_summary(found, say))
    return paper.text()


def item_page(found: ItemTrace, say: Phrases, width: int, colour: bool, symbols: bool) -> str:
    """One item: its text with every figure marked and numbered, and what each became."""
    paper = Paper(width, colour)
    console = paper.console
    console.print(_title(found, say))
    console.print()
    if found.plan is not None:
        console.print(Padding(_marked(found, colour), (0, 0, 0, 2)))
        console.print()
        console.print(Padding(_figures(found.figures, say, symbols, numbered=True), (0, 0, 0, 2)))
    _tell(paper, found.faults, say)
    return paper.text()


def _title(item: ItemTrace, say: Phrases) -> Rich:
    words = say(item.entry.title) if item.entry else (item.plan.text[:24] if item.plan else "")
    return Rich(f"{item.number}  {words}", style="bold")


def _figures(
    figures: Sequence[Traced], say: Phrases, symbols: bool, *, numbered: bool = False
) -> Table:
    rows = grid(symbols)
    if numbered:
        rows.add_column("#", no_wrap=True)
    rows.add_column(say(Text("原文", "figure")), ratio=3, overflow="fold")
    rows.add_column(say(Text("成为", "became")), no_wrap=True)
    rows.add_column(say(Text("目录", "by")), ratio=5, overflow="fold")
    for at, one in enumerate(figures, start=1):
        role = one.role
        name = ROLES[role] if role else UNACCOUNTED
        style = _COLOURS[role] if role else _WRONG
        number = [Rich(str(at), style="dim")] if numbered else []
        said = Rich(_said(one, say))
        rows.add_row(*number, Rich(_shown(one)), Rich(say(name), style=style), said)
    return rows


def _shown(one: Traced) -> str:
    """The figure as printed; a bare numeral with the words that its account names."""
    if one.figure.unit or one.figure.kind is not FigureKind.NUMBER:
        return one.figure.text
    return next((a.figure for a in one.accounts if a.role is one.role), one.figure.text)


def _said(one: Traced, say: Phrases) -> str:
    """Who accounted for it: the targets, or the reason it is none."""
    chosen = [account for account in one.accounts if account.role is one.role]
    reasons = [say(account.reason) for account in chosen if account.reason]
    if reasons:
        return reasons[0]
    names = dict.fromkeys(_limit(account, say) for account in chosen if account.target)
    if names:
        return ", ".join(names)
    if one.role is Role.DEADLINE:
        return say(Text("本事项", "the item"))
    return ""


def _limit(account: Account, say: Phrases) -> str:
    name = account.target or ""
    if account.role is Role.THRESHOLD and account.values and account.unit:
        return f"{name} ({account.unit.with_number(f'{account.values[0]:f}', say.lang)})"
    return name


def _marked(found: ItemTrace, colour: bool) -> Rich:
    """The item's text; each figure in its colour, or in square brackets, with its number."""
    assert found.plan is not None
    text, marked, at = found.plan.text, Rich(), 0
    for number, one in enumerate(found.figures, start=1):
        start, end = max(one.figure.start, at), one.figure.end
        if start >= end:
            continue
        _plain(marked, text, at, start, found)
        style = _COLOURS[one.role] if one.role else _WRONG + " reverse"
        if colour:
            marked.append(text[start:end], style=f"{style} underline")
            marked.append(str(number), style="dim")
        else:
            marked.append(f"[{number}|{text[start:end]}]")
        at = end
    _plain(marked, text, at, len(text), found)
    return marked


def _plain(marked: Rich, text: str, start: int, end: int, found: ItemTrace) -> None:
    """The words between two figures; set phrases, which count nothing, are dim."""
    base = len(marked)
    marked.append(text[start:end])
    for low, high in found.set_phrases:
        if start <= low and high <= end:
            marked.stylize("dim italic", base + low - start, base + high - start)


def _tell(paper: Paper, faults: Sequence[Fault], say: Phrases) -> None:
    for fault in faults:
        where = _item_number(fault.item) if fault.item else Text("计划", "the plan")
        if fault.line:
            where += Text(f"，第 {fault.line} 行", f", line {fault.line}")
        words = printable(fault.words)
        shown = say(Text(f"“{words}”", f'"{words}" ')) if words else ""
        told = f"✗ {say(where)}{say.colon}{shown}{say(fault.message)}"
        paper.console.print(Rich(told, style="red"))


def _item_number(number: int) -> Text:
    return Text(f"第 {number} 项", f"item {number}")


def _summary(found: Trace, say: Phrases) -> Rich:
    counts = found.roles()
    total = sum(counts.values())
    parts = [
        say(Text(f"{name.zh} {counts[role]}", f"{counts[role]} {name.en}"))
        for role, name in ROLES.items()
        if counts[role]
    ]
    told, faults = say.listed(parts), len(found.faults)
    head = Text(
        f"{len(found.items)} 个事项，{total} 处数字：{told}；{faults} 处不符",
        f"{len(found.items)} items, {total} figures: {told}; {faults} faults",
    )
    return Rich(say(head), style="bold green" if found.holds else "bold red")


def measure(found: Score, say: Phrases) -> str:
    """Recall and precision of a draft, and every target it missed or got wrong."""
    right, wanted, proposed = found.right, len(found.wanted), len(found.proposed)
    recall, precision = show(found.recall * 100, places=1), show(found.precision * 100, places=1)
    head = Text(
        f"查全率 {recall}%（{right}/{wanted}），查准率 {precision}%（{right}/{proposed}）",
        f"recall {recall}% ({right} of {wanted}), precision {precision}% ({right} of {proposed})",
    )
    missed, wrong = say(Text("未找到", "missed")), say(Text("不应有", "wrong "))
    lines = [
        say(head),
        *(f"{missed} {_limit_line(one, say)}" for one in found.missed),
        *(f"{wrong} {_limit_line(one, say)}" for one in found.wrong),
    ]
    return "".join(line + "\n" for line in lines)


def _limit_line(one: Limit, say: Phrases) -> str:
    where = say(_item_number(one.item))
    return f"{where} {one.op} {one.threshold:f} {one.unit} {printable(one.words, 40)}"


def review(
    items: Sequence[ItemDraft], say: Phrases, width: int, colour: bool, symbols: bool
) -> str:
    """Each clause on the left, on the right what is proposed for it and the words that made it."""
    paper = Paper(width, colour)
    rows = grid(symbols)
    rows.add_column(say.clause, ratio=1, overflow="fold")
    rows.add_column(say(Text("建议", "proposal")), ratio=1, overflow="fold")
    for draft in items:
        for one in draft.targets:
            clause = Rich(printable(one.entry["quote"], 300))
            clause.stylize("bold", *_within(one.entry["quote"], one.entry["figure"]))
            rows.add_row(clause, Rich(_proposed(one.entry, one.because, say)))
    paper.console.print(rows)
    return paper.text()


def _within(quote: str, words: str) -> tuple[int, int]:
    start = max(quote.find(words), 0)
    return start, start + len(words)


def _proposed(entry: dict[str, Any], because: Sequence[tuple[str, str]], say: Phrases) -> str:
    limit = f"{entry['op']} {entry['threshold']} {entry['unit']} ({entry['statistic']})"
    keys = [f"{key}: {entry[key]}" for key in ("for", "deadline", "hedge") if key in entry]
    seen = "; ".join(f"{words.strip()} → {means}" for words, means in because)
    told = f"{say(Text('依据', 'because'))}: {seen}"
    parts = (entry["id"], entry["name"]["zh"], limit, *keys, entry["scope"]["zh"], told)
    return "\n".join(printable(part, 300) for part in parts) + "\n"
