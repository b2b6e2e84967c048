"""The verdict: a plan's text and its catalogue held against each other, item by item."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from yshj.catalogue.entries import ItemEntry
from yshj.catalogue.model import Catalogue
from yshj.errors import Text
from yshj.thresholds.numbers import MAX_PLACES, exact
from yshj.thresholds.units import DURATIONS, Kind
from yshj.trace.accounts import Account, Role, Span, Taken, accounts_of, place
from yshj.trace.bracket_faults import bracket_faults
from yshj.trace.brackets import Bracket, find_bracket
from yshj.trace.faults import Fault, FaultKind
from yshj.trace.figures import Figure, FigureKind, find_figures
from yshj.trace.heads import head_faults
from yshj.trace.meaning import differences
from yshj.trace.measures import unit_of
from yshj.trace.phrases import phrase_spans
from yshj.trace.readers.comparators import comparator
from yshj.trace.readers.spots import Setting, Spot, widened
from yshj.trace.text import PlanItem, PlanText

_SMALLEST = Fraction(1, 10**MAX_PLACES)  # a third is printed, but catalogued to nine places
_MEASURED = DURATIONS | {Kind.MONEY, Kind.PERCENT}


@dataclass(frozen=True)
class Traced:
    """One figure and what became of it; no accounts where nobody accounted for it."""

    figure: Figure
    line: int
    accounts: tuple[Account, ...] = ()

    @property
    def role(self) -> Role | None:
        if self.figure.kind is FigureKind.LABEL:
            return Role.HEADING
        order = list(Role)
        return min((one.role for one in self.accounts), key=order.index, default=None)


@dataclass(frozen=True)
class ItemTrace:
    """One item: of the text, of the catalogue, or of both."""

    number: int
    plan: PlanItem | None
    entry: ItemEntry | None
    figures: tuple[Traced, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def set_phrases(self) -> list[Span]:
        return phrase_spans(self.plan.text) if self.plan else []


@dataclass(frozen=True)
class Trace:
    plan: PlanText
    catalogue: Catalogue
    items: tuple[ItemTrace, ...]
    whole: tuple[Fault, ...] = ()  # of no item: title, sections, what nobody confirmed

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        return (*self.whole, *(fault for item in self.items for fault in item.faults))

    @property
    def holds(self) -> bool:
        return not self.faults

    def roles(self) -> dict[str, int]:
        """How many figures became what; `unaccounted` counts those that became nothing."""
        counts = Counter(
            one.role.value if one.role else "unaccounted"
            for item in self.items
            for one in item.figures
        )
        return {name: counts[name] for name in (*Role, "unaccounted")}


def trace(plan: PlanText, catalogue: Catalogue) -> Trace:
    """Hold `plan` against `catalogue`; an account covers the one place it names, and no other."""
    known = [body.name for body in catalogue.bodies.all]
    known += [alias for body in catalogue.bodies.all for alias in body.aliases]
    known += catalogue.plan.groups
    numbers = sorted(set(plan.by_number) | set(catalogue.items))
    items = tuple(_item(n, plan, catalogue, known) for n in numbers)
    return Trace(plan, catalogue, items, tuple(_of_the_whole(plan, catalogue)))


def _of_the_whole(plan: PlanText, catalogue: Catalogue) -> Iterator[Fault]:
    for message, words in head_faults(plan, catalogue):
        yield Fault(FaultKind.PLAN, 0, message, words)
    open_ = [one.id for one in catalogue.targets.values() if not one.confirmed]
    if open_:
        message = Text(
            f"{len(open_)} 个指标未经人工确认：对照不能为草稿作证",
            f"{len(open_)} targets nobody has confirmed: a draft is not certified",
        )
        yield Fault(FaultKind.UNCONFIRMED, 0, message)


def _item(number: int, plan: PlanText, catalogue: Catalogue, known: Sequence[str]) -> ItemTrace:
    text = plan.by_number.get(number)
    item = catalogue.items.get(number)
    if text is None:
        assert item is not None
        message = Text("目录中有此事项，原文没有", "the catalogue has this item, the text has not")
        fault = Fault(FaultKind.NOT_IN_TEXT, number, message, item.entry.title.zh)
        return ItemTrace(number, None, item.entry, (), (fault,))
    figures = find_figures(text.text, text.labels)
    if item is None and not text.is_named and all(f.kind is FigureKind.LABEL for f in figures):
        return ItemTrace(number, text, None)  # an article that sets nothing may be left out
    if item is None:
        message = Text("原文有此事项，目录中没有", "the text has this item, the catalogue has not")
        fault = Fault(
            FaultKind.NOT_IN_CATALOGUE, number, message, text.text[:20], line=text.line(0)
        )
        loose = tuple(Traced(one, text.line(one.start)) for one in figures)
        return ItemTrace(number, text, None, loose, (fault,))
    bracket = find_bracket(text.text, known, text.year)
    placed, faults = _placed(text, item.entry, bracket)
    traced = _match(text, figures, placed)
    faults += _values(traced, number)
    faults += [
        Fault(
            FaultKind.UNACCOUNTED,
            number,
            Text("目录没有交代这个数字", "nobody accounted for this figure"),
            one.figure.text,
            one.line,
        )
        for one in traced
        if one.role is None
    ]
    faults += bracket_faults(text, item.entry, bracket)
    if any(not one.confirmed for one in item.entry.targets) or _is_draft(catalogue):
        faults += _became_nothing(text, traced, plan, catalogue)
    faults += [
        Fault(FaultKind.MEANING, number, one.message, one.word, text.line(one.start), one.target)
        for one in differences(
            text, item.entry, Setting(catalogue.plan.window.start.year, plan.statute)
        )
    ]
    return ItemTrace(number, text, item.entry, tuple(traced), tuple(faults))


def _is_draft(catalogue: Catalogue) -> bool:
    return any(not one.confirmed for one in catalogue.targets.values())


def _became_nothing(
    text: PlanItem, traced: Sequence[Traced], plan: PlanText, catalogue: Catalogue
) -> list[Fault]:
    """In a draft: each figure that became nothing although limit words stand beside it."""
    numbered = [one for one in traced if one.figure.kind is not FigureKind.NAMED]
    figures = [one.figure for one in numbered]
    body = widened(text.body)
    setting = Setting(catalogue.plan.window.start.year, plan.statute)
    faults = []
    for at, became in enumerate(numbered):
        one = became.figure
        if one.kind not in (FigureKind.NUMBER, FigureKind.SHARE) or one.start >= text.bracket.start:
            continue
        if became.role is not Role.NOT_TARGET:
            continue
        if found := comparator(Spot(body, figures, at, (), setting)):
            message = Text(
                f"旁有“{found[1].strip()}”，起草时没有列为指标，请核对",
                f"{found[1].strip()!r} stands beside it, yet the draft makes it no target: look",
            )
            faults.append(Fault(FaultKind.UNCONFIRMED, text.number, message, one.text, became.line))
    return faults


def _placed(
    text: PlanItem, entry: ItemEntry, bracket: Bracket
) -> tuple[list[tuple[Account, Span]], list[Fault]]:
    """Each account with its place; a fault for words that are not verbatim in the item."""
    placed: list[tuple[Account, Span]] = []
    faults: list[Fault] = []
    taken = Taken()
    for account in accounts_of(entry):
        spot = place(account, text.text, bracket.start, taken)
        if spot is not None:
            taken.add(spot)
            placed.append((account, spot))
        if account.role is Role.BODY or (account.key == "deadline_quote" and account.in_bracket):
            continue  # the bracket's faults say it better
        missing = _missing(account, text.text)
        if missing:
            faults.append(_not_verbatim(account, missing, entry.number, text))
    return placed, faults


def _missing(account: Account, text: str) -> str | None:
    if account.quote not in text:
        return account.quote
    if account.near is None and account.figure not in account.quote:
        return account.figure
    return None


def _not_verbatim(account: Account, words: str, item: int, text: PlanItem) -> Fault:
    where = f"{account.target} {account.key}" if account.target else account.key
    if words == account.figure:
        message = Text(
            f"{where}：这个数字不在原文中", f"{where}: this figure is not in the item's text"
        )
        return Fault(FaultKind.FIGURE, item, message, words, text.line(0), account.target)
    message = Text(f"{where}：引文与原文不一致", f"{where}: this quote is not verbatim in the item")
    return Fault(FaultKind.QUOTE, item, message, words, text.line(0), account.target)


def _match(
    text: PlanItem, figures: list[Figure], placed: list[tuple[Account, Span]]
) -> list[Traced]:
    """Each figure with the accounts that cover its numeral, and what only accounts name."""
    traced = []
    ordered = sorted(placed, key=lambda one: one[1][0])
    longest = max((span[1] - span[0] for _, span in placed), default=0)

    def over_(figure: Figure) -> list[tuple[Account, Span]]:
        low = bisect_left(ordered, figure.start - longest, key=lambda one: one[1][0])
        high = bisect_left(ordered, figure.core, key=lambda one: one[1][0])
        return [one for one in ordered[low:high] if figure.start < one[1][1]]

    for figure in figures:
        over = over_(figure)
        covered = all(any(s[0] <= at < s[1] for _, s in over) for at in range(*_core(figure)))
        accounts = tuple(account for account, _ in over) if covered else ()
        traced.append(Traced(figure, text.line(figure.start), accounts))
    named: dict[Span, list[Account]] = {}
    starts = [one.start for one in figures]
    for account, span in placed:
        if account.role in (Role.BODY, Role.DEADLINE):
            continue
        at = bisect_left(
            starts, span[1]
        )  # figures do not overlap: the last that begins before its end
        if not (at and span[0] < figures[at - 1].core):
            named.setdefault(span, []).append(account)
    for (start, end), accounts_here in named.items():
        words = text.text[start:end]
        figure = Figure(start, end, end, FigureKind.NAMED, words)
        traced.append(Traced(figure, text.line(start), tuple(accounts_here)))
    return sorted(traced, key=lambda one: (one.figure.start, one.figure.end))


def _core(figure: Figure) -> Span:
    return figure.start, figure.core


def _values(traced: list[Traced], item: int) -> list[Fault]:
    """A threshold, statutory value or extension whose number or unit its words do not print."""
    seen: dict[tuple[str, str, str], tuple[Account, list[Figure], int]] = {}
    for one in traced:
        for account in one.accounts:
            if account.values:
                key = (account.target or "", account.key, account.figure)
                seen.setdefault(key, (account, [], one.line))[1].append(one.figure)
    faults = []
    for account, figures, line in seen.values():
        if any(_prints(figure, account) for figure in figures):
            continue
        unit = account.unit.zh if account.unit else ""
        value = account.values[0]
        message = Text(
            f"{account.target} {account.key}：目录写作 {value} {unit}，原文不是",
            f"{account.target} {account.key}: these words do not say {value} {unit}",
        )
        faults.append(Fault(FaultKind.VALUE, item, message, account.figure, line, account.target))
    return faults


def _prints(figure: Figure, account: Account) -> bool:
    """Whether the figure prints one of the account's values, in its unit where both have one."""
    printed = {abs(value) for value in (figure.value, figure.low) if value is not None}
    if figure.unit == "倍":  # 提高3倍 is +300 %, 达到3倍 is +200 %
        printed |= {value * 100 for value in printed} | {abs(value - 1) * 100 for value in printed}
    unit, wanted = unit_of(figure.unit), account.unit
    scale = exact(1)
    if unit and wanted and unit.kind in _MEASURED and wanted.kind in _MEASURED:
        if unit.kind is not wanted.kind:
            return False
        scale = unit.factor / wanted.factor
    return any(
        abs(abs(exact(value)) - one * scale) < _SMALLEST
        for value in account.values
        for one in printed
    )
