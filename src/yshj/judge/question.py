"""What is asked of the evidence: one target, over a window, on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.plan_entry import OPEN_END
from yshj.contract.periods import Period
from yshj.contract.windows import window_of, years_of


@dataclass(frozen=True)
class Covers:
    """What a sender vouches for about the ledgers sent (rule 8).

    `city`: they hold the cases of every body, so that one without a row has none. `periods`: they
    are complete over these days.
    """

    city: bool = False
    periods: tuple[Period, ...] = ()


NOTHING_VOUCHED = Covers()


@dataclass(frozen=True)
class Question:
    """`due` is the target's deadline, its item's, else the last day of the plan's window, or its
    first where it has no end. `window` is that of the plan, of the years the target is for, of one
    of its years (`year`), or the period asked about.

    `report_within` and `ledger_tail` are in days.
    """

    target: Target
    window: Period
    as_of: date
    due: date
    report_within: int = 0
    ledger_tail: int = 92
    covers: Covers = field(default=NOTHING_VOUCHED)
    year: int | None = None

    @property
    def end(self) -> date:
        return min(self.as_of, self.window.end)

    @property
    def binds(self) -> bool:
        """Rule 10: whether a day has come from which on alone the target is judged."""
        return self.target.when == "by_deadline" and self.end >= self.due

    @property
    def first(self) -> date:
        """The first day that is judged: the window's, or of the month of the deadline (rule 10)."""
        if self.binds:
            return max(self.window.start, self.due.replace(day=1))
        return self.window.start

    @property
    def judged(self) -> Period:
        """From the first day that is judged to the end; before the window it is no time at all."""
        return Period(self.first, self.end)

    @property
    def timeless(self) -> bool:
        """Whether no time can be missing: of a milestone, and before a deadline (rules 7, 10)."""
        waits = self.target.when == "by_deadline" and not self.binds
        return self.target.is_milestone or waits or self.end < self.first

    @property
    def early(self) -> bool:
        """Whether a miss is still at risk only."""
        return self.as_of < self.due or (self.target.when == "by_deadline" and not self.binds)

    @property
    def late(self) -> bool:
        """Whether who has not reported by now is treated as if what he sent were all."""
        return self.as_of >= self.due + timedelta(days=self.report_within)


def question(
    catalogue: Catalogue,
    target: Target,
    as_of: date,
    covers: Covers = NOTHING_VOUCHED,
    window: Period | None = None,
    year: int | None = None,
) -> Question:
    """The question about a target, over its window or (`--by period`) one of its periods.

    With `year`, the window is that year: it is due on its last day, or earlier where the target's
    deadline lies in it.
    """
    plan = catalogue.plan
    whole = window_of(catalogue, target)
    # an ordinance without an end binds from its first day on: nobody has until 2100
    last = whole.start if whole.end == OPEN_END else whole.end
    due = target.due or last
    if year is not None:
        assert window is not None
        due = due if target.due and window.start <= due <= window.end else window.end
    return Question(
        *(target, window or whole, as_of, due),
        *(plan.report_within, plan.ledger_tail, covers, year),
    )


def window_asked(
    catalogue: Catalogue, target: Target, period: Period | None, as_of: date
) -> Period | None:
    """The window of one period (`--by period`), or None for the target's own.

    A sum over a part of the time is a part, from which the rest of the window (of a yearly target:
    of its year) is missing. What has no date is of the last year that has begun.
    """
    if not target.yearly:
        return None if target.statistic is Statistic.TOTAL else period
    spans = years_of(catalogue, target, as_of)
    if period is None:
        return spans[max(spans)]
    return spans[period.start.year] if target.statistic is Statistic.TOTAL else period
