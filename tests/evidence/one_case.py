"""Rules 5 and 18: what one case says, and the worst of cases and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

from tests.evidence.model import CaseRow, Law, Outcome, Said, Verdict
from tests.evidence.timeline import ONE_DAY, Judged, Times, own_value
from yshj.calendar.clocks import Clock
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.timing import CaseClock, time_case

NOTHING = Outcome(Verdict.NOTHING)


def verdict_of(value: Fraction, target: Target) -> Verdict:
    return Verdict.MET if target.limit.holds(value) else Verdict.MISSED


def worst(values: Sequence[Fraction], target: Target) -> Fraction:
    return max(values) if target.op.ceiling else min(values)


# One case -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CaseSaid:
    """`missed` of one case; `value` is its figure, None while open (rule 18)."""

    missed: bool
    value: Fraction | None


def case_says(case: CaseRow, target: Target, law: Law, at: Times) -> CaseSaid:
    if target.statistic is Statistic.SHARE:
        return CaseSaid(not case.flag, Fraction(100 if case.flag else 0))
    if target.clock is None:
        assert case.value is not None
        return CaseSaid(not target.limit.holds(case.value), case.value)
    assert case.started is not None
    clock = CaseClock(
        case.started, case.finished, Decimal(case.excluded), case.limit, case.extended
    )
    if case.finished is not None:
        timing = time_case(target, clock, case.finished, law.calendar)
        return CaseSaid(timing.over, timing.elapsed)
    if target.statistic is Statistic.MEAN:
        return CaseSaid(False, None)
    # open on the as-of day: over if that day is past its due date
    moment: date | datetime = at.as_of
    if target.clock is Clock.HOUR:
        moment = datetime.combine(at.as_of + ONE_DAY, time(0))
    return CaseSaid(time_case(target, clock, moment, law.calendar).over, None)


# Worst cases and worst figures --------------------------------------------------------------------


def each(parts: Sequence[Judged], target: Target, law: Law, at: Times) -> Outcome:
    """`each`: every figure, every case, inner periods too (rule 5)."""
    values: list[Fraction] = []
    missed = open_ones = overdue = False
    for part in parts:
        for row in part.figures:
            if row.said is Said.FIGURE and (value := own_value(row, target)) is not None:
                values.append(value)
                missed |= not target.limit.holds(value)
        for case in part.cases:
            said = case_says(case, target, law, at)
            missed |= said.missed
            if said.value is None:
                open_ones = True
                overdue |= said.missed
            else:
                values.append(said.value)
    if not values and not open_ones:
        return NOTHING
    observed = worst(values, target) if values else None
    if missed:
        return Outcome(Verdict.MISSED, observed, shown=not overdue)
    if not values:
        return Outcome(Verdict.UNDECIDED)  # rule 18: only open cases
    return Outcome(Verdict.MET, observed)
