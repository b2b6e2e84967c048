"""The geometry of the page's charts, in the units of each drawing; the template draws them.

A chart only helps the eye: the figures stand beside it as text. So this is the one place where
numbers become floats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from yshj.report.document.measure import Spread
from yshj.thresholds.limits import Op
from yshj.thresholds.numbers import grouped

WIDTH = 200  # of every chart
_PAD = Fraction(4)  # at both ends, so that a mark at the edge is whole
HEIGHT = 56  # of the bars of a histogram


@dataclass(frozen=True)
class Bullet:
    """An observed figure against its limit. All are x or widths; None is not drawn.

    `room` is where the limit is met, from and how wide; `bar` the observed figure from zero.
    """

    zero: float
    bar: tuple[float, float] | None
    end: float | None
    limit: float
    room: tuple[float, float]
    statutory: float | None


def bullet(
    observed: Fraction | None,
    limit: Fraction,
    op: Op,
    statutory: Fraction | None = None,
    full: Fraction | None = None,
) -> Bullet:
    """A scale from zero over all the figures given, at least up to `full`."""
    known = [one for one in (observed, limit, statutory, full, Fraction(0)) if one is not None]
    low, high = min(known), max(known)
    if full is None or high > full:
        reach = (high - low) / 12 or Fraction(1)
        high += reach if high > 0 or low == high else 0
        low -= reach if low < 0 else 0
    width = WIDTH - 2 * _PAD

    def at(value: Fraction) -> Fraction:
        return _PAD + (value - low) / (high - low) * width

    edge, zero = at(limit), at(Fraction(0))
    if op is Op.EXACTLY:
        room = (edge - 1, Fraction(2))
    elif op.ceiling:
        room = (Fraction(0), edge)
    else:
        room = (edge, WIDTH - edge)
    end = None if observed is None else at(observed)
    bar = None if end is None else (_px(min(zero, end)), _px(abs(end - zero)))
    return Bullet(
        zero=_px(zero),
        bar=bar,
        end=None if end is None else _px(end),
        limit=_px(edge),
        room=(_px(room[0]), _px(room[1])),
        statutory=None if statutory is None else _px(at(statutory)),
    )


@dataclass(frozen=True)
class Bin:
    """One bar of a histogram: its place, how many cases, and whether it lies beyond the limit."""

    x: float
    width: float
    height: float
    n: int
    beyond: bool
    label: str
    counted: bool = False  # the number is written over the bar


@dataclass(frozen=True)
class Histogram:
    """How the cases' figures lie. `ticks` are (x, text); `limit` is an x, None outside."""

    bins: list[Bin]
    limit: float | None
    ticks: list[tuple[float, str]]


def histogram(spread: Spread, limit: Fraction, op: Op) -> Histogram | None:
    """The bars of a distribution as the report has them, scaled to the tallest."""
    if not spread.bins or spread.last < spread.first:
        return None
    scale = _Scale(limit, spread.step, op, spread.whole)
    counts = {one.place: one.n for one in spread.bins}
    return _draw(counts, spread.first, spread.last, scale, spread.gathered)


@dataclass(frozen=True)
class _Scale:
    """Bars by their place: those that miss the limit above 0 for a ceiling, below 0 for a floor.

    A ceiling is met at its figure, which ends a bar; a floor's begins one.
    """

    limit: Fraction
    step: Fraction
    op: Op
    whole: bool  # a bar is one whole number

    def beyond(self, place: int) -> bool:
        return place > 0 if self.op.ceiling else place < 0

    def low(self, place: int) -> Fraction:
        """The figure at a bar's left edge."""
        return self.limit + (place - 1 if self.op.ceiling else place) * self.step

    def label(self, place: int, gathered: bool) -> str:
        """Which figures a bar holds: a whole number, or from one edge to the next."""
        low = self.low(place) + (1 if self.whole and self.op.ceiling else 0)
        if gathered:
            return f"{'≥' if self.whole or not self.op.ceiling else '>'} {grouped(low)}"
        end = grouped(low + self.step)
        return grouped(low) if self.whole else f"{grouped(max(low, Fraction(0)))}–{end}"


def _draw(
    counts: Mapping[int, int], first: int, last: int, scale: _Scale, gathered: bool
) -> Histogram:
    wide = (WIDTH - 2 * _PAD) / (last - first + 1)
    tallest = max(*counts.values(), 1)
    few = sum(scale.beyond(place) for place in counts) <= 4
    gap = min(wide / 8, Fraction(2))
    bins = []
    for place in sorted(counts):
        n, beyond = counts[place], scale.beyond(place)
        x = _PAD + (place - first) * wide
        height = max(Fraction(n, tallest) * HEIGHT, Fraction(2))
        label = scale.label(place, gathered and place == last)
        width = max(wide - gap, Fraction(1))
        bins.append(Bin(_px(x), _px(width), _px(height), n, beyond, label, beyond and few))

    def at(figure: Fraction) -> float:
        """A whole number's tick stands under the middle of its bar."""
        steps = (figure - scale.low(first)) / scale.step
        steps -= Fraction(1, 2) if scale.whole and scale.op.ceiling else 0
        return _px(min(max(_PAD + steps * wide, _PAD), WIDTH - _PAD))

    end = scale.low(last) + (scale.step if scale.op.ceiling else 0)
    ticks = [(at(Fraction(0)), "0")]
    ticks.append((at(end), scale.label(last, True) if gathered else grouped(end)))
    edge = 1 if scale.op.ceiling else 0  # the limit is the left edge of this place
    inside = first <= edge <= last + 1
    return Histogram(bins, _px(_PAD + (edge - first) * wide) if inside else None, ticks)


def _px(value: Fraction) -> float:
    """A tenth of a unit is finer than any screen."""
    tenth = round(float(value), 1)
    return int(tenth) if tenth == int(tenth) else tenth
