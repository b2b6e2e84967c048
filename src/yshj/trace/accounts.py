"""What the catalogue says of the figures of one item: each account, and its place in the text.

An account names the figure's words; the quote around them gives the place. It covers that one
place and no other: the same words standing twice in an item need two accounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice

from yshj.catalogue.entries import Bilingual, ItemEntry, TargetEntry
from yshj.thresholds.units import Unit

Span = tuple[int, int]
_MOST = 100  # places of the same words that are tried: no item says anything as often


class Role(StrEnum):
    """What a figure became. The order is that of precedence, where accounts overlap."""

    THRESHOLD = "threshold"
    EXTENSION = "extension"
    STATUTORY = "statutory"
    EARLIER = "earlier"
    SCOPE = "scope"
    DEADLINE = "deadline"
    HEADING = "heading"
    BODY = "body"
    NOT_TARGET = "not_target"


@dataclass(frozen=True)
class Account:
    """One entry that names a figure. `key` is where it stands in the item's YAML."""

    role: Role
    figure: str
    quote: str
    key: str
    target: str | None = None
    reason: Bilingual | None = None
    values: tuple[Decimal, ...] = ()
    unit: Unit | None = None
    near: str | None = None  # the target's clause, where the account's own words are its quote
    in_bracket: bool = False


def accounts_of(item: ItemEntry) -> list[Account]:
    """Every account of an item, as the catalogue lists them."""
    found = [one for target in item.targets for one in _of_target(target)]
    if item.deadline_quote is not None:
        found.append(
            Account(
                Role.DEADLINE,
                item.deadline_quote,
                item.deadline_quote,
                "deadline_quote",
                in_bracket=True,
            )
        )
    found += [
        Account(Role.BODY, name, name, key, in_bracket=True)
        for key in ("lead", "responsible")
        for name in getattr(item, key)
    ]
    found += [
        Account(Role.NOT_TARGET, entry.figure, entry.quote, f"not_targets.{at}", None, entry.reason)
        for at, entry in enumerate(item.not_targets)
    ]
    return found


def _of_target(target: TargetEntry) -> Iterator[Account]:
    mine, near = target.id, target.quote
    values: tuple[Decimal, ...] = () if target.implied else (target.threshold,)
    yield Account(
        Role.THRESHOLD, target.figure, near, "figure", mine, values=values, unit=target.unit
    )
    for at, words in enumerate(target.scope_figures):
        yield Account(Role.SCOPE, words, words, f"scope_figures.{at}", mine, near=near)
    if target.deadline_quote:
        words = target.deadline_quote
        yield Account(Role.DEADLINE, words, words, "deadline_quote", mine, near=near)
    if (law := target.statutory) is not None:
        role = Role.STATUTORY if law.kind == "statutory" else Role.EARLIER
        yield Account(
            role,
            law.quote,
            law.quote,
            "statutory",
            mine,
            values=(law.value,),
            unit=law.unit,
            near=near,
        )
    if (more := target.extension) is not None:
        # the limit of an extended case runs from the same start: 一个月，最多延长一个月 makes 2
        values = (more.threshold, more.threshold - target.threshold)
        yield Account(
            Role.EXTENSION,
            more.quote,
            more.quote,
            "extension",
            mine,
            values=values,
            unit=more.unit,
            near=near,
        )


def occurrences(words: str, text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Every place of `words` in `text[start:end]`, overlapping ones too."""
    return list(_each(words, text, start, len(text) if end is None else end))


def _each(words: str, text: str, start: int, end: int) -> Iterator[Span]:
    at = text.find(words, start, end)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1, end)


class Taken:
    """Places that accounts have; the same words, asked for again, go on from where they were."""

    def __init__(self) -> None:
        self._spans: set[Span] = set()
        self._open: dict[tuple[str, str], tuple[Span, Iterator[Span]]] = {}

    def add(self, span: Span) -> None:
        self._spans.add(span)

    def first_free(self, figure: str, quote: str, text: str) -> Span | None:
        """The first place of `figure` in a place of `quote` that is free, else the first of all."""
        key = figure, quote
        if key not in self._open:
            spots = (
                spot
                for low, high in _each(quote, text, 0, len(text))
                for spot in _each(figure, text, low, high)
            )
            first = next(spots, None)
            if first is None:
                return None
            self._open[key] = first, islice(chain([first], spots), _MOST)
        first, spots_left = self._open[key]
        return next((spot for spot in spots_left if spot not in self._spans), first)


def place(account: Account, text: str, bracket: int, taken: Taken) -> Span | None:
    """Where in the item's text the account's figure stands; None where it does not.

    Words that a target's clause holds are placed in it, else nearest to it. Any other account
    takes the first place its quote gives that no account has yet.
    """
    if account.in_bracket:
        return next(_each(account.figure, text, bracket, len(text)), None)
    if account.near is not None:
        return _nearest(account.figure, account.near, text)
    return taken.first_free(account.figure, account.quote, text)


def _nearest(words: str, near: str, text: str) -> Span | None:
    """Where `words` stand in the first place of `near`, else the place nearest to it."""
    low = text.find(near)
    if low < 0:
        at = text.find(words)
        return None if at < 0 else (at, at + len(words))
    high, size = low + len(near), len(words)
    after = text.find(words, low)
    if 0 <= after <= high - size:
        return after, after + size
    # none starts in the quote and ends in it: the last before its end, or the first behind it
    before = text.rfind(words, 0, high)
    spots = [(at, at + size) for at in (before, after) if at >= 0]
    return min(spots, key=lambda spot: (max(low - spot[0], spot[1] - high), spot), default=None)
