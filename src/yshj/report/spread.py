"""The distribution of case figures as a few dozen bars, however many cases there are."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import ceil, floor

from yshj.judge.measured import Spread as Counted
from yshj.report.document.measure import Bin, Spread
from yshj.report.document.values import Exact
from yshj.thresholds.limits import Op

_MOST_BARS = 24
_MOST_WHOLE = 32  # so many bars of one whole number each


def spread_of(found: Counted, limit: Fraction, op: Op) -> Spread | None:
    """Bars counted from the limit, so that none lies on both sides of it; None without cases.

    Far figures are gathered in the last bar, or a single one would flatten all the others.
    """
    if not found.counts:
        return None
    ceiling = op.ceiling
    most = max(found.counts)
    cap = max(limit, found.rank(Fraction(9, 10)) or most, Fraction(0)) * 3
    top = max(min(most, cap) if cap else most, limit)
    whole = all(one.denominator == 1 for one in (limit, *found.counts)) and top <= _MOST_WHOLE
    step = Fraction(1) if whole else _step(limit, top)

    def place(figure: Fraction) -> int:
        steps = (figure - limit) / step
        return ceil(steps) if ceiling else floor(steps)

    zero, last = place(Fraction(0)), place(top)
    counts: Counter[int] = Counter()
    for figure, n in found.counts.items():
        counts[max(min(place(figure), last), zero - 1)] += n
    return Spread.model_construct(
        cases=sum(found.counts.values()),
        least=Exact.of(min(found.counts), limit),
        most=Exact.of(most, limit),
        step=Exact.of(step, None),
        whole=whole,
        first=min(*counts, zero if whole or not ceiling else min(zero + 1, last)),
        last=last,
        gathered=place(most) > last,
        bins=tuple(Bin.model_construct(place=at, n=counts[at]) for at in sorted(counts)),
    )


def _step(limit: Fraction, top: Fraction) -> Fraction:
    """The width of about two dozen bars, a part of the limit where the limit is wide enough."""
    if top <= 0:
        return Fraction(1)
    parts = floor(_MOST_BARS * limit / top) if limit > 0 else 0
    return limit / parts if parts else top / _MOST_BARS
