"""Figures around a target's limit, one row or one case at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from tests.evidence.model import CaseRow, FigureRow, Said, is_sum
from yshj.calendar.clocks import Clock
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.thresholds.units import PERCENT, Kind, find_unit


def figure(
    rng: Random, target: Target, body: str, days: tuple[date, date], bad: float, share: Fraction
) -> FigureRow:
    """A figure of one body and period. `bad` is the chance of a miss; `share` is the part of the
    city's sum that falls on it."""
    first, last = days
    row = FigureRow(target.id, body, first, last)
    missing = rng.random() < bad
    kind = target.statistic
    if kind is Statistic.MILESTONE:
        shift = rng.choice((1, 5, 40)) if missing else -rng.choice((0, 0, 1, 20, 60))
        assert target.due is not None
        return replace(row, day=target.due + timedelta(days=shift))
    if kind is Statistic.SHARE:
        return _share(rng, target, row, missing)
    if kind is Statistic.CHANGE:
        return _change(rng, target, row, missing)
    if is_sum(target):
        return replace(row, value=_summand(rng, target, share, missing))
    value = _around(rng, target, missing)
    if kind is Statistic.MEAN and rng.random() < 0.7:
        return replace(row, value=value, cases=Fraction(rng.choice((1, 2, 3, 5, 8, 20, 200))))
    return replace(row, value=value)


def _around(rng: Random, target: Target, missing: bool) -> Fraction:
    """A value at, just beside or well beside the limit, on the side asked for."""
    limit = Fraction(target.threshold)
    step = Fraction(1, 10) if target.unit == PERCENT or (limit < 10 and limit % 1) else Fraction(1)
    away = rng.choice((Fraction(1), Fraction(1), Fraction(2), limit / 2 if limit else Fraction(3)))
    away = max(step, Fraction(int(away * 10), 10) * step)
    up = target.op.ceiling if missing else not target.op.ceiling
    if not missing and rng.random() < 0.4 and target.limit.holds(limit):
        return limit
    value = limit + away if up else limit - away
    return max(Fraction(0), value)


def _share(rng: Random, target: Target, row: FigureRow, missing: bool) -> FigureRow:
    limit = Fraction(target.threshold)
    if target.unit != PERCENT:  # 件/万人
        people = rng.choice((500, 1000, 1260))
        top = people * limit + (-rng.choice((1, 700)) if missing else rng.choice((0, 0, 500)))
        return replace(row, top=Fraction(top), bottom=Fraction(people))
    if rng.random() < 0.25:
        if missing:
            value = limit - rng.choice((Fraction(1, 10), Fraction(5), Fraction(30)))
        else:
            value = min(Fraction(100), limit + rng.choice((Fraction(0), Fraction(5))))
        return replace(row, value=value)
    bottom = rng.choice((1, 2, 3, 5, 10, 50, 100, 100, 1000))
    least = int(-(-bottom * limit // 100))  # the smallest numerator that meets the limit
    if missing:
        reached = max(0, least - rng.choice((1, 1, 2, max(1, bottom // 4))))
    else:
        reached = min(bottom, least + rng.choice((0, 0, 1, bottom)))
    return replace(row, top=Fraction(reached), bottom=Fraction(bottom))


def _change(rng: Random, target: Target, row: FigureRow, missing: bool) -> FigureRow:
    limit = Fraction(target.threshold)
    meets = not missing
    up = target.op.ceiling != meets
    rate = limit + (rng.choice((1, 10, 40)) if up else -rng.choice((0, 1, 5)))
    if up and meets:
        rate = limit + rng.choice((0, 1, 20))
    if rng.random() < 0.15:
        return replace(row, value=rate)
    if target.op.ceiling:  # a duration, weighed by its 件数
        cases = Fraction(rng.choice((5, 10, 40))) if rng.random() < 0.7 else None
        base = Fraction(rng.choice((20, 40, 100)))
        return replace(row, top=base * (100 + rate) / 100, bottom=base, cases=cases, unit="小时")
    base = Fraction(rng.choice((100, 1000, 1000, 5000)))
    top = base * (100 + rate) / 100
    if rng.random() < 0.05:
        base = Fraction(0)
    return replace(row, top=top, bottom=base, unit="万元")


def _summand(rng: Random, target: Target, share: Fraction, missing: bool) -> Fraction:
    part = Fraction(target.threshold) * share
    if part == 0:
        return Fraction(rng.choice((1, 2)) if missing else 0)
    if missing:
        part *= rng.choice((Fraction(1, 10), Fraction(1, 2), Fraction(9, 10)))
    else:
        part *= rng.choice((Fraction(1), Fraction(1), Fraction(11, 10), Fraction(2)))
    if target.unit.kind is Kind.MONEY:
        return Fraction(-(-part * 1000 // 1), 1000)
    return Fraction(int(part)) if missing else Fraction(-(-part // 1))


def case(rng: Random, target: Target, body: str, number: str, on: date, bad: float) -> CaseRow:
    """A case file that starts on a day (or finishes then, where the target goes by the finish)."""
    missing = rng.random() < bad
    row = CaseRow(target.id, body, number, on, on + timedelta(days=rng.choice((0, 1, 3))))
    changes: dict[str, Any] = {}
    if target.statistic is Statistic.SHARE:
        changes["flag"] = not missing
    elif target.clock is None and target.statistic is not Statistic.TOTAL:
        changes["value"] = _around(rng, target, missing)
    elif target.clock is not None:
        changes = _timed(rng, target, on, missing)
    if target.belongs == "finish" and isinstance(row.started, date):
        return _moved(row, changes, on)
    return replace(row, **changes)


def _moved(row: CaseRow, changes: dict[str, Any], on: date) -> CaseRow:
    """The same case so that it finishes on the day given."""
    moved = replace(row, **changes)
    if moved.finished is None or isinstance(moved.finished, datetime):
        return moved
    assert isinstance(moved.started, date)
    took = moved.finished - moved.started
    return replace(moved, started=on - took, finished=on)


def _timed(rng: Random, target: Target, on: date, missing: bool) -> dict[str, Any]:
    is_open = rng.random() < 0.15
    limit = float(target.threshold)
    if target.clock is Clock.HOUR:
        start = datetime.combine(on, time(rng.choice((9, 11, 15)), 0))
        minutes = rng.choice((61, 90, 2000)) if missing else rng.choice((10, 50, 60))
        end = start + timedelta(minutes=minutes)
        return {"started": start, "finished": None if is_open else end}
    changes: dict[str, Any] = {}
    if target.clock is Clock.CASE_LIMIT:
        months = rng.choice((3, 6))
        month = find_unit("个月")
        assert month is not None
        changes["limit"] = (Decimal(months), month)
        span = 30 * months * limit
    elif target.clock is Clock.MONTH:
        span = 30 * limit
        if target.extension is not None and rng.random() < 0.2:
            changes["extended"] = True
            span *= 2
    elif target.clock is Clock.WORKING_DAY:
        span = limit
    else:
        span = limit
    long = rng.choice((12, 20, 60)) if span < 100 else rng.choice((30, 100, 300))
    took = int(span) + long if missing else int(span * rng.choice((0, 0.5, 0.9, 1)))
    if took > 8 and rng.random() < 0.1:
        changes["excluded"] = rng.choice((1, 3))
    changes["started"] = on
    changes["finished"] = None if is_open else on + timedelta(days=took)
    return changes


def mark(row: FigureRow, said: Said) -> FigureRow:
    """The same row with a word in place of its figure."""
    return FigureRow(row.target, row.body, row.start, row.end, said)
