"""What a figure is read as, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from yshj.catalogue.entries import Statistic
from yshj.errors import Text
from yshj.thresholds.limits import Op
from yshj.thresholds.numbers import MAX_PLACES, bounded


class Verdict(StrEnum):
    """What a figure is: a limit, something said about one, or nothing of the kind."""

    LIMIT = "limit"
    STATUTORY = "statutory"
    EARLIER = "earlier"
    EXTENSION = "extension"
    SCOPE = "scope"
    DEADLINE = "deadline"
    OTHER = "other"
    LABEL = "label"


@dataclass
class Reading:
    """`because` are pairs: the words seen, and what they were taken to mean."""

    verdict: Verdict
    because: list[tuple[str, str]] = field(default_factory=list)
    reason: Text | None = None
    op: Op = Op.AT_LEAST
    value: Fraction = Fraction(0)
    unit: str = ""
    statistic: Statistic = Statistic.EACH
    implied: bool = False
    hedge: str = ""
    caution: Text | None = None  # what a person should look at first
    more: list[Reading] = field(default_factory=list)  # a second limit in the same words: 7×24

    @property
    def threshold(self) -> Decimal:
        """The value with at most nine digits after the point, as the catalogue allows.

        What does not end is cut to the lenient side, so that two thirds meet 三分之二以上.
        """
        scaled = self.value * 10**MAX_PLACES
        whole = ceil(scaled) if self.op.ceiling else floor(scaled)
        return bounded(Decimal(whole).scaleb(-MAX_PLACES))


def other(zh: str, en: str, words: str = "") -> Reading:
    """A figure that limits nothing, and why."""
    return Reading(Verdict.OTHER, [(words, en)] if words else [], Text(zh, en))
