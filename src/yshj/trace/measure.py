"""How good a draft is: the numeric targets it proposes, held against a hand-made catalogue's.

A proposed target is right where the hand-made catalogue has one in the same item, at the same
figure of the text, with the same comparator, threshold and unit. Targets implied by
all-or-nothing words carry no figure and are not counted on either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from yshj.catalogue.entries import TargetEntry
from yshj.catalogue.model import Catalogue
from yshj.thresholds.units import named_unit
from yshj.trace.accounts import Span, Taken, accounts_of, place
from yshj.trace.draft.catalogue import draft_items
from yshj.trace.draft.propose import ItemDraft
from yshj.trace.text import PlanItem, PlanText


@dataclass(frozen=True)
class Limit:
    """A numeric target reduced to what is compared."""

    item: int
    span: Span
    op: str
    threshold: Decimal
    unit: str
    words: str

    def same(self, other: Limit) -> bool:
        overlaps = self.span[0] < other.span[1] and other.span[0] < self.span[1]
        mine = (self.item, self.op, self.threshold, self.unit)
        return overlaps and mine == (other.item, other.op, other.threshold, other.unit)


@dataclass(frozen=True)
class Score:
    """`right` of `wanted` were found, among `proposed`."""

    wanted: tuple[Limit, ...]
    proposed: tuple[Limit, ...]
    missed: tuple[Limit, ...]
    wrong: tuple[Limit, ...]

    @property
    def right(self) -> int:
        return len(self.wanted) - len(self.missed)

    @property
    def recall(self) -> Fraction:
        return Fraction(self.right, len(self.wanted) or 1)

    @property
    def precision(self) -> Fraction:
        return Fraction(self.right, len(self.proposed) or 1)


def measure(plan: PlanText, catalogue: Catalogue) -> Score:
    """Draft `plan` and compare with `catalogue`, each target matched at most once."""
    wanted = [
        limit
        for number, item in catalogue.items.items()
        if (text := plan.by_number.get(number)) is not None
        for limit in _hand_made(text, item.entry.targets, catalogue)
    ]
    proposed = [limit for draft in draft_items(plan) for limit in _drafted(draft)]
    left, wrong = list(wanted), []
    for one in proposed:
        match = next((other for other in left if one.same(other)), None)
        if match is None:
            wrong.append(one)
        else:
            left.remove(match)
    return Score(tuple(wanted), tuple(proposed), tuple(left), tuple(wrong))


def _hand_made(text: PlanItem, targets: Sequence[TargetEntry], catalogue: Catalogue) -> list[Limit]:
    accounts = accounts_of(catalogue.items[text.number].entry)
    places = {
        account.target: place(account, text.text, text.bracket.start, Taken())
        for account in accounts
        if account.key == "figure"
    }
    return [
        Limit(text.number, spot, one.op.value, one.threshold, one.unit.zh, one.figure)
        for one in targets
        if not one.implied and (spot := places.get(one.id)) is not None
    ]


def _drafted(draft: ItemDraft) -> list[Limit]:
    found = []
    for proposal in draft.targets:
        entry, figure = proposal.entry, proposal.spot.figure
        if "implied" in entry:
            continue
        span, threshold = (figure.start, figure.end), Decimal(entry["threshold"])
        found.append(
            Limit(
                draft.item.number,
                span,
                entry["op"],
                threshold,
                named_unit(entry["unit"]).zh,
                entry["quote"],
            )
        )
    return found
