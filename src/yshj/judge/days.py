"""Spans of days as plain arithmetic: what is covered, what lies between, what is shared."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from yshj.contract.periods import Period

ONE_DAY = timedelta(days=1)


def union(spans: Iterable[Period]) -> list[Period]:
    """The same days in order of time, spans that touch or overlap made one."""
    joined: list[Period] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + ONE_DAY:
            joined[-1] = Period(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def clip(spans: Iterable[Period], within: Period) -> list[Period]:
    """What of the spans lies within a period."""
    cut = (Period(max(one.start, within.start), min(one.end, within.end)) for one in spans)
    return [one for one in cut if one.start <= one.end]


def gaps(spans: Iterable[Period], within: Period) -> list[Period]:
    """The days of a period that no span covers."""
    left, at = [], within.start
    for one in union(clip(spans, within)):
        if one.start > at:
            left.append(Period(at, one.start - ONE_DAY))
        at = one.end + ONE_DAY
    return left + ([Period(at, within.end)] if at <= within.end else [])


def shared(some: Iterable[Period], others: Iterable[Period]) -> list[Period]:
    """The days that both cover."""
    theirs = union(others)
    return [each for one in union(some) for each in clip(theirs, one)]


def length(spans: Iterable[Period]) -> int:
    """How many days they cover."""
    return sum((one.end - one.start).days + 1 for one in union(spans))


def months(period: Period) -> int:
    """How many months a period is long, a begun one counted whole."""
    first, after = period.start, period.end + ONE_DAY
    whole = (after.year - first.year) * 12 + after.month - first.month
    return max(1, whole + (after.day > first.day))


def after_months(day: date, count: int) -> date:
    """The last day of a period of so many months that begins on `day`."""
    at = day.year * 12 + day.month - 1 + count
    year, month = divmod(at, 12)
    last = monthrange(year, month + 1)[1]
    if day.day > last:
        return date(year, month + 1, last)
    return date(year, month + 1, day.day) - ONE_DAY
