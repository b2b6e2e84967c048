"""Reported figures on the as-of day: which periods stand, and what the others say beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.cells import Mark
from yshj.contract.figures import Figure
from yshj.contract.periods import Period
from yshj.errors import Text
from yshj.intake.measurements import Measured
from yshj.thresholds.numbers import show


@dataclass
class Reported:
    """What one body reported for one target: the standing figures, and what was left out."""

    figures: list[tuple[Period, Figure]] = field(default_factory=list)
    marks: set[Mark] = field(default_factory=set)
    outside: int = 0
    future: int = 0
    planned: int = 0  # milestones reported with a day that is still to come
    notes: list[Text] = field(default_factory=list)


def standing(target: Target, rows: Sequence[Measured], window: Period, as_of: date) -> Reported:
    """Of one body's rows for one target, those whose figures stand on the day `as_of`."""
    found = Reported()
    figures: list[tuple[Period, Figure]] = []
    for one in rows:
        period, state, figure = one.row.period, one.row.state, one.row.figure
        assert period is not None
        if not window.contains(period) and not target.is_milestone:
            found.outside += 1
        elif period.end > as_of and not target.is_milestone:
            found.future += 1
        elif figure is not None and figure.day is not None and figure.day > as_of:
            found.planned += 1
            found.notes.append(
                Text(
                    f"{figure.day} 晚于判定日，尚未完成",
                    f"{figure.day} is still to come: not completed",
                )
            )
        elif figure is not None:
            figures.append((period, figure))
            if state is not None:
                found.marks.add(state)
        elif state is not None:
            found.marks.add(state)
    if target.is_milestone:
        found.figures = figures
        return found
    _stand(target, sorted(figures, key=_longest_first), found)
    return found


def _longest_first(one: tuple[Period, Figure]) -> tuple[int, Period]:
    period = one[0]
    return (-(period.end - period.start).days, period)


def _stand(target: Target, figures: list[tuple[Period, Figure]], found: Reported) -> None:
    """Keep the periods that lie in no other; those inside are reconciled with it."""
    for period, figure in figures:
        if not any(outer.contains(period) for outer, _ in found.figures):
            found.figures.append((period, figure))
    if target.statistic is Statistic.EACH:
        _note_worse(target, figures, found)
    if target.statistic is Statistic.TOTAL:
        for outer, figure in figures:
            inner = [one for one in figures if one[0] != outer and outer.contains(one[0])]
            if inner and figure.value is not None:
                _reconcile(outer, figure.value, inner, found)
    found.figures.sort(key=lambda one: one[0])
    latest = target.statistic is Statistic.LEVEL or target.over_periods == "latest"
    if latest and len(found.figures) > 1:
        end = max(period.end for period, _ in found.figures)
        dropped = [period for period, _ in found.figures if period.end != end]
        found.figures = [one for one in found.figures if one[0].end == end][:1]
        periods = ", ".join(map(str, dropped))
        found.notes.append(
            Text(f"以最近一期为准，不计 {periods}", f"the latest stands, not {periods}")
        )


def _note_worse(target: Target, figures: list[tuple[Period, Figure]], found: Reported) -> None:
    """A worst case cannot be better over the whole than over a part: the worse one stands."""
    for at, (outer, reported) in enumerate(found.figures):
        inside = [one for one in figures if outer.contains(one[0]) and one[1].value is not None]
        period, worst = min(inside, key=lambda one: target.limit.margin(one[1].value or 0))
        if worst.value is None or reported.value is None or worst.value == reported.value:
            continue
        found.notes.append(
            Text(
                f"{period} 报 {show(worst.value)}，差于 {outer} 的 {show(reported.value)}，取前者",
                f"{show(worst.value)} for {period} is worse than {show(reported.value)} "
                f"for {outer}, which contains it; the worse one stands",
            )
        )
        found.figures[at] = (outer, worst)


def _reconcile(
    outer: Period, value: Fraction, inner: list[tuple[Period, Figure]], found: Reported
) -> None:
    """A longer period with the next shorter one of the same start, and with its pieces."""
    chain = [one for one in inner if one[0].start == outer.start]
    if chain:
        early, before = max(chain, key=lambda one: one[0])
        if before.value is not None and value < before.value:
            found.notes.append(
                Text(
                    f"累计数下降：{early} 为 {show(before.value)}，{outer} 为 {show(value)}",
                    f"a cumulative figure falls: {show(before.value)} for {early}, "
                    f"{show(value)} for {outer}",
                )
            )
    smallest = [
        one
        for one in inner
        if not any(other[0] != one[0] and one[0].contains(other[0]) for other in inner)
    ]
    _compare(outer, value, smallest, found)


def _compare(
    outer: Period, value: Fraction, pieces: list[tuple[Period, Figure]], found: Reported
) -> None:
    """Periods that tile the longer one should add up to it."""
    pieces = sorted(pieces)
    days = sum((period.end - period.start).days + 1 for period, _ in pieces)
    if days != (outer.end - outer.start).days + 1:
        return
    total = sum((figure.value or Fraction(0) for _, figure in pieces), Fraction(0))
    if total != value:
        found.notes.append(
            Text(
                f"{outer} 报 {show(value)}，其中各期合计 {show(total)}",
                f"{outer} is reported as {show(value)}, "
                f"the periods inside it add up to {show(total)}",
            )
        )
