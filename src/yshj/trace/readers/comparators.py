"""Which way a figure limits: by the words before it, behind it, or of the figure before it."""

from __future__ import annotations

import re

from yshj.catalogue.entries import Statistic
from yshj.thresholds.limits import Op
from yshj.thresholds.units import DURATIONS, Kind
from yshj.trace.figures import FigureKind
from yshj.trace.measures import unit_of
from yshj.trace.readers import words as w
from yshj.trace.readers.readings import Reading, Verdict
from yshj.trace.readers.spots import Spot

Found = tuple[Op, str]


def before(spot: Spot) -> Found | None:
    """The comparator that ends nearest before the figure: 控制在, 不低于, 突破."""
    best: tuple[int, Op, str] | None = None
    for op, pattern in w.BEFORE:
        for found in pattern.finditer(spot.before):
            gap = len(spot.before) - found.end()
            if op in (Op.ABOVE, Op.BELOW) and gap > w.STRICT_REACH:
                continue
            if best is None or gap < best[0]:
                best = (gap, op, found[0])
    return None if best is None else (best[1], best[2])


def behind(spot: Spot) -> Found | None:
    """以上, 以下, 以内 and 内 behind the figure and its noun, or behind the list it stands in."""
    if is_kind(spot, *DURATIONS) and spot.list_end.after.lstrip().startswith("内"):
        return Op.AT_MOST, "内"
    for op, pattern in w.AFTER:
        found = pattern.match(spot.list_end.after)
        if found:
            return op, found[0].strip()
    return None


def carried(spot: Spot) -> Reading | None:
    """The limit before it in the same list or sentence, whose comparator a bare figure shares."""
    for at in spot.near():
        if spot.so_far[at].verdict is Verdict.LIMIT:
            return spot.so_far[at]
    return None


def mean_word(spot: Spot, *, ceiling: bool) -> str:
    """平均 before the figure: in its clause, and in its sentence where no limit stands between.

    A ceiling shares the 平均 of the one before it: 平均环节压缩至5个，时间压缩至28天.
    """
    start = spot.clause[0]
    if ceiling or not any(
        spot.so_far[at].verdict is Verdict.LIMIT for at in spot.near() if spot.so_far
    ):
        start = spot.sentence[0]
    elif (base := carried(spot)) and base.statistic is Statistic.MEAN and spot.joined:
        return "平均"
    found = w.MEAN.search(spot.text, start, spot.figure.start)
    return found[0] if found else ""


def comparator(spot: Spot) -> Found | None:
    """What stands behind decides over what stands before, except a word that is itself exact."""
    front, back = before(spot), behind(spot)
    if front and (front[1].startswith(("不", "最", "至")) or back is None):
        return front
    return back


def is_kind(spot: Spot, *kinds: Kind) -> bool:
    unit = unit_of(spot.figure.unit)
    return unit is not None and (
        unit.kind in kinds or (unit.kind is Kind.OWN and Kind.COUNT in kinds)
    )


def achieves(spot: Spot) -> bool:
    """90%以上的事项实现网办: a share of things that something is then asked of."""
    if spot.figure.kind is not FigureKind.SHARE or spot.enclosure in ("（", "("):
        return False
    front = before(spot)
    strict = front is not None and front[0] in (Op.ABOVE, Op.BELOW)
    if strict and front is not None and spot.before.strip() != front[1]:
        return False
    return bool(w.ACHIEVED.search(spot.tail)) and not re.search(r"[占持]\S{0,6}$", spot.before)
