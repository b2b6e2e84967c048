"""The rules of a case file that no single cell can break: its times against its target's clock.

Both ways of reading use them: the row model on a whole row, the fast way on each distinct
combination of cells.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

from yshj.calendar.clocks import Clock, Due
from yshj.calendar.days import WorkCalendar
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.codes.cases import EXCLUDED, FLAG, LIMIT, NOT_EXTENDED
from yshj.codes.figures import NO_FIGURE
from yshj.codes.rows import OTHER_TABLE
from yshj.codes.times import EARLY, NO_START, TIME_OF_DAY
from yshj.contract import cells
from yshj.contract.amounts import RuleFault, figure
from yshj.contract.periods import Period
from yshj.contract.timing import (
    CaseClock,
    Timing,
    allowance,
    day_of,
    due_of,
    has_due_date,
    time_case,
)
from yshj.errors import OutsideCalendar, Text
from yshj.thresholds.units import Unit, find_unit


class CaseFacts(NamedTuple):
    """What a case file shows: its times, its figure, or its flag.

    `inside`: it belongs to the plan's window, by its start or its finish as its target says.
    Outside it no time is counted.
    """

    started: date | None
    finished: date | datetime | None
    inside: bool
    clock: CaseClock | None = None
    due: Due | None = None
    timing: Timing | None = None
    value: Fraction | None = None
    flag: bool | None = None


class Case(Protocol):
    target: Target
    started: date | datetime | None
    finished: date | datetime | None
    value: str
    unit: Unit | None
    flag: bool | None
    excluded: tuple[Decimal, Unit | None] | None
    limit: tuple[Decimal, Unit] | None
    extended: bool | None


def case(row: Case, window: Period, calendar: WorkCalendar) -> CaseFacts:
    """What the case shows, once it has passed every rule its target makes."""
    target = row.target
    if not target.takes_cases:
        raise RuleFault(
            "target",
            OTHER_TABLE(
                "该指标不能按办件填报，请用汇总数据表", "this target is reported as a measurement"
            ),
        )
    started = None if row.started is None else day_of(row.started)
    day = started
    if target.belongs == "finish":  # rule 9
        day = None if row.finished is None else day_of(row.finished)
    inside = day is None or window.start <= day <= window.end
    _ordered(row, target)
    if row.extended and target.extension is None:
        raise RuleFault(
            "extended",
            NOT_EXTENDED(
                "该指标没有延长期限，应为 否 或留空",
                "this target knows no extension: expected no (否) or a blank",
            ),
        )
    facts = CaseFacts(started, row.finished, inside)
    if target.clock is not None:
        clock = _clock(row, target)
        return _timed(facts, target, clock, calendar) if inside else facts._replace(clock=clock)
    if target.statistic is Statistic.SHARE:
        if row.flag is None:
            raise RuleFault(
                "flag",
                FLAG(
                    "缺少“是否符合”（是 或 否）", "this target needs the flag (是否符合), yes or no"
                ),
            )
        return facts._replace(flag=row.flag)
    if target.statistic is Statistic.TOTAL:
        return facts
    if cells.mark(row.value) is not None:
        raise RuleFault(
            "value", NO_FIGURE("缺少数值，如 300", "this target needs a value such as 300")
        )
    return facts._replace(value=figure("value", row.value, row.unit, target))


def _ordered(row: Case, target: Target) -> None:
    """Nothing finishes before it starts.

    Where days are counted, a finish at midnight sharp is a day whose time nobody wrote.
    """
    if row.started is None or row.finished is None:
        return
    if isinstance(row.started, datetime) and isinstance(row.finished, datetime):
        no_time = row.finished.time() == time(0) and target.clock is not Clock.HOUR
        early = row.finished < row.started and not no_time
    else:
        early = False
    if early or day_of(row.finished) < day_of(row.started):
        raise RuleFault(
            "finished",
            EARLY(f"办结早于受理（{row.started}）", f"finished before it started ({row.started})"),
        )


def _clock(row: Case, target: Target) -> CaseClock:
    if row.started is None:
        raise RuleFault(
            "started",
            NO_START(
                "缺少受理时间，如 2021-03-05",
                "this target needs the start (受理时间), as 2021-03-05",
            ),
        )
    if target.clock is Clock.CASE_LIMIT and row.limit is None:
        raise RuleFault(
            "limit",
            LIMIT("缺少法定期限，如 6个月", "this target needs the case's limit, such as 6个月"),
        )
    case_clock = CaseClock(
        row.started,
        row.finished,
        Decimal(0) if row.excluded is None else row.excluded[0],
        row.limit if target.clock is Clock.CASE_LIMIT else None,
        bool(row.extended),
    )
    counted = allowance(target, case_clock).clock
    _counted_in(counted, row.excluded)
    if counted is Clock.HOUR:
        for column, when in (("started", row.started), ("finished", row.finished)):
            if when is not None and not isinstance(when, datetime):
                raise RuleFault(
                    column,
                    TIME_OF_DAY(
                        "按小时计算须写明时刻，如 9:32", "hours need a time of day, such as 9:32"
                    ),
                )
    elif case_clock.excluded % 1:
        raise RuleFault("excluded", EXCLUDED("扣除天数应为整数", "excluded days must be whole"))
    return case_clock


_EXCLUDED_IN = {
    Clock.WORKING_DAY: Text("工作日", "working days"),
    Clock.CALENDAR_DAY: Text("日", "days"),
    Clock.MONTH: Text("日", "days"),
    Clock.HOUR: Text("小时", "hours"),
}


def _counted_in(clock: Clock, excluded: tuple[Decimal, Unit | None] | None) -> None:
    """A unit written behind excluded time must be the clock's own."""
    written = excluded[1] if excluded else None
    if written is None:
        return
    wanted = _EXCLUDED_IN[clock]
    own = find_unit(wanted.zh)
    assert own is not None
    if written.kind is not own.kind or written.factor != own.factor:
        raise RuleFault(
            "excluded",
            EXCLUDED(f"扣除时间须以{wanted.zh}计", f"excluded time is counted in {wanted.en} here"),
        )


def _timed(facts: CaseFacts, target: Target, clock: CaseClock, calendar: WorkCalendar) -> CaseFacts:
    """The case with its due date and, once finished, its two readings."""
    try:
        if clock.finished is None:
            due = due_of(target, clock, calendar) if has_due_date(target) else None
            return CaseFacts(facts.started, None, True, clock, due)
        timing = time_case(target, clock, clock.finished, calendar)
    except OutsideCalendar as fault:
        raise RuleFault("started" if clock.finished is None else "finished", fault.text) from None
    if timing.elapsed < 0:
        raise RuleFault(
            "excluded", EXCLUDED("扣除天数多于全部用时", "more than the whole time the case took")
        )
    return CaseFacts(facts.started, facts.finished, True, clock, timing.due, timing)
