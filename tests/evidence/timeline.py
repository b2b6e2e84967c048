"""Rules 7 to 10: what happened by the as-of day, what is judged, which days are covered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.evidence.model import (
    CaseRow,
    FigureRow,
    Law,
    Row,
    Said,
    Submission,
    is_latest,
)
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.thresholds.units import PERCENT

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Times:
    """The days that matter. `asked` is the first day judged: the window's, or rule 10's."""

    first: date
    end: date
    last: date
    as_of: date
    due: date
    asked: date
    binding: bool
    waits: bool
    report_within: int
    ledger_tail: int

    @property
    def days(self) -> set[date]:
        return days(self.asked, self.end)


def times(target: Target, law: Law, as_of: date) -> Times:
    window = law.catalogue.plan.window
    due = target.due or window.end
    by_deadline = getattr(target, "when", None) == "by_deadline" and not is_latest(target)
    binding = by_deadline and as_of >= due
    return Times(
        first=window.start,
        end=min(as_of, window.end),
        last=window.end,
        as_of=as_of,
        due=due,
        asked=due.replace(day=1) if binding else window.start,
        binding=binding,
        waits=by_deadline and as_of < due,
        report_within=int(getattr(law.catalogue.plan, "report_within", 0) or 0),
        ledger_tail=int(getattr(law.catalogue.plan, "ledger_tail", 92) or 92),
    )


def days(first: date, last: date) -> set[date]:
    return {first + ONE_DAY * n for n in range((last - first).days + 1)}


def day_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def accepted_figures(rows: list[Row], target: Target, at: Times) -> list[FigureRow]:
    """Rows that say something, whose period lies in the window (rule 9) and has ended."""
    found = [row for row in rows if isinstance(row, FigureRow) and row.said is not Said.BLANK]
    if target.is_milestone:
        return found
    return [row for row in found if at.first <= row.start and row.end <= at.end]


def belongs_on(case: CaseRow, target: Target) -> date | None:
    """Rule 9: the day by which a case belongs: its start, or its finish."""
    moment = case.finished if getattr(target, "belongs", "start") == "finish" else case.started
    return None if moment is None else day_of(moment)


def happened(case: CaseRow, as_of: date) -> CaseRow | None:
    """The case as it was known on the as-of day: a later finish is still open, a later start no."""
    if case.started is not None and day_of(case.started) > as_of:
        return None
    if case.finished is not None and day_of(case.finished) > as_of:
        return replace(case, finished=None)
    return case


def is_closed(case: CaseRow, target: Target) -> bool:
    """Whether the case shows a figure: times need a finish, values and flags are there or not."""
    return target.clock is None or case.finished is not None


def known_cases(rows: list[Row], target: Target, at: Times) -> list[CaseRow]:
    """Cases that belong, and open ones of targets that go by the finish (rule 18)."""
    found = []
    for row in rows:
        case = happened(row, at.as_of) if isinstance(row, CaseRow) else None
        if case is None:
            continue
        on = belongs_on(case, target)
        by_finish = getattr(target, "belongs", "start") == "finish"
        if (on is not None and at.first <= on <= at.end) or (on is None and by_finish):
            found.append(case)
    return found


def ledger_days(cases: list[CaseRow], target: Target, at: Times) -> set[date]:
    """Rule 8: what a body's ledger of one target covers."""
    belonging = [on for case in cases if (on := belongs_on(case, target)) is not None]
    if not belonging:  # rule 18: only open cases, which are never missing time
        return days(at.first, at.end)
    last = max(belonging)
    if (at.end - last).days < at.ledger_tail:
        return days(at.first, at.end)
    return days(at.first, min(_month_end(last), at.end))


def covers_days(sent: Submission, at: Times) -> set[date]:
    covered: set[date] = set()
    for first, last in sent.covered_spans:
        covered |= days(first, last)
    return covered & days(at.first, at.end)


def _month_end(day: date) -> date:
    return _add_months(day.replace(day=1), 1) - ONE_DAY


def _add_months(day: date, months: int) -> date:
    """The same day that many months on; `day` is a first of a month or its like in a short one."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - ONE_DAY).day
    return date(year, month + 1, min(day.day, last))


def months_of(row: FigureRow) -> int:
    """How many months a period has; a part of a month counts as one."""
    after = row.end + ONE_DAY
    whole = (after.year - row.start.year) * 12 + after.month - row.start.month
    return max(1, whole if after.day <= row.start.day else whole + 1)


def tail_is_missing(covered_to: date, shortest: int | None, at: Times) -> bool:
    """Rule 7: whether what follows the last day covered is missing already.

    `shortest` is the body's shortest period in months; None for a ledger (rule 8: what follows it
    is missing) and for a body that has sent nothing.
    """
    if covered_to >= at.end:
        return False
    if shortest is None:
        return True
    wait = ONE_DAY * at.report_within
    next_ended = _add_months(covered_to + ONE_DAY, shortest) - ONE_DAY
    return next_ended + wait <= at.as_of or at.last + wait <= at.as_of


# Rule 10 ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Judged:
    """What of one body is judged; `passed_over` says that figures or cases were left out."""

    figures: list[FigureRow]
    cases: list[CaseRow]
    passed_over: bool


def judged(figures: list[FigureRow], cases: list[CaseRow], target: Target, at: Times) -> Judged:
    """Of one body's rows, those that the target binds (rule 10)."""
    if not at.binding:
        return Judged(figures, cases, False)
    kept = []
    pieces = by_growth(figures) if target.statistic is Statistic.SHARE else figures
    for row in pieces:
        if row.end < at.asked:
            continue
        longer = row.start < at.asked
        if longer and row.said is Said.FIGURE and not meets(row, target):
            continue
        kept.append(row)
    held = [case for case in cases if (on := belongs_on(case, target)) is None or on >= at.asked]
    spoken = [row for row in pieces if row.said is Said.FIGURE]
    left = [row for row in kept if row.said is Said.FIGURE]
    return Judged(kept, held, len(left) < len(spoken) or len(held) < len(cases))


def by_growth(figures: list[FigureRow]) -> list[FigureRow]:
    """Cumulative shares as what each adds to the one before of the same first day."""
    pieces = []
    for row in figures:
        before = [
            one
            for one in figures
            if one.body == row.body
            and one.start == row.start
            and one.end < row.end
            and _has_parts(one)
        ]
        if not before or not _has_parts(row):
            pieces.append(row)
            continue
        last = max(before, key=lambda one: one.end)
        assert row.top is not None
        assert row.bottom is not None
        assert last.top is not None
        assert last.bottom is not None
        if row.bottom <= last.bottom:
            pieces.append(row)  # the figure stands as it is
            continue
        pieces.append(
            replace(
                row,
                start=last.end + ONE_DAY,
                top=row.top - last.top,
                bottom=row.bottom - last.bottom,
                value=None,
            )
        )
    return pieces


def _has_parts(row: FigureRow) -> bool:
    return row.said is Said.FIGURE and row.top is not None and row.bottom is not None


def meets(row: FigureRow, target: Target) -> bool:
    value = own_value(row, target)
    return value is not None and target.limit.holds(value)


def own_value(row: FigureRow, target: Target) -> Fraction | None:
    """What one figure says by itself, in the target's unit; None where its divisor is 0."""
    if row.value is not None:
        return row.value
    assert row.top is not None
    assert row.bottom is not None
    if row.bottom == 0:
        return None
    ratio = row.top / row.bottom
    if target.statistic is Statistic.CHANGE:
        return (ratio - 1) * 100
    return ratio * 100 if target.unit == PERCENT else ratio
