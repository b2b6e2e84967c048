"""Rules 11, 12 and 16 to 19: what the rows of some bodies, taken together, say.

Statistics themselves are as built: figures that nothing weighs agree or are undecided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.evidence.model import (
    CaseRow,
    FigureRow,
    Law,
    Outcome,
    Said,
    Verdict,
    is_latest,
    is_whole_share,
)
from tests.evidence.one_case import NOTHING, case_says, each, verdict_of, worst
from tests.evidence.timeline import (
    Judged,
    Times,
    belongs_on,
    is_closed,
    own_value,
)
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.thresholds.units import PERCENT


@dataclass(frozen=True)
class Piece:
    """One part of a pooled figure: weighed (`top`, `bottom`), or a `value` that nothing weighs."""

    top: Fraction | None = None
    bottom: Fraction | None = None
    value: Fraction | None = None


UNDECIDED_PIECE = Piece()


# Sums, means, shares, changes ---------------------------------------------------------------------


def outermost(figures: Sequence[FigureRow]) -> list[FigureRow]:
    """Rule 11: of nested periods of one body the longest stands. 不涉及 replaces no figure."""
    spoken = [row for row in figures if row.said in (Said.FIGURE, Said.ZERO)]
    return [
        row
        for row in spoken
        if not any(
            other.start <= row.start
            and row.end <= other.end
            and (other.start, other.end) != (row.start, row.end)
            for other in spoken
        )
    ]


def pieces(part: Judged, target: Target, law: Law, at: Times) -> list[Piece]:
    """What one body adds to a pooled figure, its case files and figures settled (rule 12)."""
    counted = [case for case in part.cases if is_closed(case, target)]
    found = []
    inside: list[CaseRow] = []
    for row in outermost(part.figures):
        mine = [
            case
            for case in counted
            if (on := belongs_on(case, target)) is not None and row.start <= on <= row.end
        ]
        if row.said is Said.FIGURE:
            inside += mine
            found.append(_settled(row, mine, target, law, at))
        elif target.statistic is Statistic.TOTAL:
            found.append(Piece(Fraction(0), Fraction(1)))  # rule 4: a sum of 0
    outside = [case for case in counted if case not in inside]
    if outside:
        found.append(_of_cases(outside, target, law, at))
    return found


def _settled(row: FigureRow, cases: list[CaseRow], target: Target, law: Law, at: Times) -> Piece:
    figure = _of_figure(row, target)
    if not cases:
        return figure
    ledger = _of_cases(cases, target, law, at)
    assert ledger.top is not None
    assert ledger.bottom is not None
    if target.statistic is Statistic.TOTAL:
        # each case is one: the fuller decides, and a larger sum always contains a smaller one
        assert figure.top is not None
        return ledger if ledger.top >= figure.top else figure
    if figure.top is None or figure.bottom is None:
        value = figure.value
        assert value is not None
        shown = _ratio(ledger.top, ledger.bottom, target)
        return ledger if target.limit.holds(value) == target.limit.holds(shown) else UNDECIDED_PIECE
    if ledger.bottom >= figure.bottom:
        return ledger
    holds_top = figure.top >= ledger.top
    if target.statistic is Statistic.SHARE:
        rest = figure.bottom - figure.top >= ledger.bottom - ledger.top
        return figure if holds_top and rest else UNDECIDED_PIECE
    return figure if holds_top else UNDECIDED_PIECE


def _of_figure(row: FigureRow, target: Target) -> Piece:
    statistic = target.statistic
    if statistic in (Statistic.TOTAL, Statistic.LEVEL):
        return Piece(row.value, Fraction(1))
    if statistic is Statistic.MEAN:
        assert row.value is not None
        if row.cases is None:
            return Piece(value=row.value)
        return Piece(row.value * row.cases, row.cases)
    if row.top is None or row.bottom is None:
        return Piece(value=row.value)
    if statistic is Statistic.CHANGE and row.unit in ("小时", "分钟"):
        # a mean duration is weighed by its 件数
        if row.cases is None:
            return Piece(value=own_value(row, target))
        return Piece(row.top * row.cases, row.bottom * row.cases)
    return Piece(row.top, row.bottom)


def _of_cases(cases: list[CaseRow], target: Target, law: Law, at: Times) -> Piece:
    if target.statistic is Statistic.TOTAL:
        return Piece(Fraction(len(cases)), Fraction(1))
    if target.statistic is Statistic.SHARE:
        flagged = sum(1 for case in cases if case.flag)
        return Piece(Fraction(flagged), Fraction(len(cases)))
    values = [case_says(case, target, law, at).value for case in cases]
    return Piece(sum((v for v in values if v is not None), Fraction(0)), Fraction(len(cases)))


def _ratio(top: Fraction, bottom: Fraction, target: Target) -> Fraction:
    ratio = top / bottom
    if target.statistic is Statistic.CHANGE:
        return (ratio - 1) * 100
    if target.statistic is Statistic.SHARE and target.unit == PERCENT:
        return ratio * 100
    return ratio


def pooled(all_pieces: list[Piece], target: Target) -> Outcome:
    """Weighed pieces pooled; pieces that nothing weighs agree, or nobody can say."""
    if not all_pieces:
        return NOTHING
    if UNDECIDED_PIECE in all_pieces:
        return Outcome(Verdict.UNDECIDED, shown=False)
    if all(one.bottom is not None and one.top is not None for one in all_pieces):
        top = sum((one.top for one in all_pieces if one.top is not None), Fraction(0))
        bottom = sum((one.bottom for one in all_pieces if one.bottom is not None), Fraction(0))
        if target.statistic in (Statistic.TOTAL, Statistic.LEVEL):
            return Outcome(verdict_of(top, target), top)
        if bottom == 0:
            # rule 19 for a baseline; a mean of no cases shows nothing
            undecided = target.statistic is Statistic.CHANGE
            return Outcome(Verdict.UNDECIDED, shown=False) if undecided else NOTHING
        value = _ratio(top, bottom, target)
        return Outcome(verdict_of(value, target), value)
    values = [
        one.value
        if one.top is None or one.bottom is None
        else (_ratio(one.top, one.bottom, target) if one.bottom else None)
        for one in all_pieces
    ]
    known = [value for value in values if value is not None]
    verdicts = {verdict_of(value, target) for value in known}
    if len(verdicts) != 1 or len(known) < len(values):
        return Outcome(Verdict.UNDECIDED, shown=False)
    return Outcome(verdicts.pop(), worst(known, target))


def whole_share(parts: Sequence[Judged], all_pieces: list[Piece], target: Target) -> Outcome:
    """A 100 % share: one figure or case that misses decides (rule 5).

    Observed: the pooled share if that misses, else the worst that counts.
    """
    values = [
        value
        for part in parts
        for row in part.figures
        if row.said is Said.FIGURE and (value := own_value(row, target)) is not None
    ]
    values += [Fraction(100 if case.flag else 0) for part in parts for case in part.cases]
    if not values:
        return NOTHING
    together = pooled(all_pieces, target)
    low = worst(values, target)
    if target.limit.holds(low):
        return Outcome(Verdict.MET, low)
    if together.verdict is Verdict.MISSED:
        return Outcome(Verdict.MISSED, together.observed, shown=together.shown)
    return Outcome(Verdict.MISSED, low)


# Latest targets and milestones --------------------------------------------------------------------


def newest(figures: Sequence[FigureRow]) -> FigureRow | None:
    """The row of the newest period; of several that end on one day a figure, the longest."""
    if not figures:
        return None
    return max(
        figures,
        key=lambda row: (row.end, row.said is not Said.NOT_APPLICABLE, -row.start.toordinal()),
    )


def level(parts: Sequence[Judged], target: Target) -> Outcome:
    """The newest figure of each body: added up where the plan adds, else the worst of them."""
    found = [row for part in parts if (row := newest(part.figures)) is not None]
    values = [
        Fraction(0) if row.said is Said.ZERO else row.value
        for row in found
        if row.said is not Said.NOT_APPLICABLE
    ]
    known = [value for value in values if value is not None]
    if not known:
        return NOTHING
    shown = sum(known, Fraction(0)) if target.over_bodies == "sum" else worst(known, target)
    return Outcome(verdict_of(shown, target), shown)


def milestone(parts: Sequence[Judged], target: Target, at: Times) -> Outcome:
    """Completed by the due day; a day still to come is not completed."""
    completed = [
        row.day
        for part in parts
        for row in part.figures
        if row.said is Said.FIGURE and row.day is not None
    ]
    if not completed:
        return NOTHING
    last = max(completed)
    if last > at.as_of:
        return Outcome(Verdict.MISSED, None, shown=False)
    return Outcome(Verdict.MET if last <= at.due else Verdict.MISSED, last)


def measure(parts: Sequence[Judged], target: Target, law: Law, at: Times) -> Outcome:
    """What these bodies' rows say together, whatever is missing."""
    if target.is_milestone:
        return milestone(parts, target, at)
    if target.statistic is Statistic.EACH:
        return each(parts, target, law, at)
    if target.statistic is Statistic.LEVEL:
        return level(parts, target)
    if is_latest(target):
        parts = [
            Judged([row], [], False) for part in parts if (row := newest(part.figures)) is not None
        ]
    all_pieces = [piece for part in parts for piece in pieces(part, target, law, at)]
    if is_whole_share(target):
        return whole_share(parts, all_pieces, target)
    said = pooled(all_pieces, target)
    if said.verdict is Verdict.NOTHING and any(part.cases for part in parts):
        return Outcome(Verdict.UNDECIDED, shown=False)  # rule 18: only open cases
    return said
