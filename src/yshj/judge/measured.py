"""What evidence comes to: a figure, a yes or no, and what a reader must know beside them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from yshj.errors import Text

AllowedBy = Literal["rolled", "extended", "excluded"]


@dataclass
class Spread:
    """The distribution of case figures: counts by figure, in the target's unit."""

    counts: Counter[Fraction]

    def rank(self, share: Fraction) -> Fraction | None:
        """The nearest-rank percentile: the smallest figure with at least `share` at or below."""
        total = sum(self.counts.values())
        if not total:
            return None
        need = -((-share.numerator * total) // share.denominator)
        seen = 0
        for figure in sorted(self.counts):
            seen += self.counts[figure]
            if seen >= need:
                return figure
        return None


@dataclass
class Measure:
    """What the evidence measures. `numerator`/`denominator` are kept where a ratio was pooled."""

    holds: bool | None = None
    observed: Fraction | date | None = None
    n: int = 0
    over: int = 0
    open: int = 0
    rolled: int = 0
    margin: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    spread: Spread | None = None
    from_cases: bool = False
    allowed_by: tuple[AllowedBy, ...] = ()  # why the worst case is not over
    notes: list[Text] = field(default_factory=list)
