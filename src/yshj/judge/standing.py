"""Which of one body's reported figures stand (rules 4, 10 and 11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.amounts import Figure
from yshj.contract.cells import Mark
from yshj.contract.periods import Period
from yshj.judge.days import ONE_DAY
from yshj.judge.question import Question
from yshj.observe.figures import Row
from yshj.thresholds.units import PERCENT

NONE = Figure()  # 零报告 where it is no sum: a figure of no cases


@dataclass(frozen=True)
class Standing:
    """A figure that counts: the days it is about, and the row it comes from.

    The two periods differ where a cumulative share is judged by its growth.
    """

    period: Period
    figure: Figure
    row: Row


@dataclass
class Figures:
    """Of one body: what stands, everything that is judged (inner periods too), what is set aside.

    `passed_over`: a word that it does not apply is newer than every figure of a latest target.
    """

    standing: list[Standing] = field(default_factory=list)
    judged: list[Standing] = field(default_factory=list)
    aside: list[Row] = field(default_factory=list)
    passed_over: bool = False


def accepted(question: Question, rows: Iterable[Row]) -> list[Row]:
    """Rule 9: the rows that say something and lie in the window, up to the end."""
    if question.target.is_milestone:
        return [row for row in rows if row.says]
    inside = (row for row in rows if row.says and question.window.contains(row.period))
    return [row for row in inside if row.period.end <= question.end]


def figures_of(question: Question, rows: Sequence[Row]) -> Figures:
    """What of one body's accepted rows stands. A milestone's day counts whatever its period."""
    found = Figures()
    pieces = [
        Standing(row.period, row.figure or NONE, row)
        for row in rows
        if row.figure is not None or row.mark is Mark.ZERO
    ]
    if question.target.is_milestone:
        found.standing = found.judged = pieces
        return found
    if question.target.latest:
        _latest(pieces, rows, found)
        return found
    if question.binds:
        pieces = _from_the_deadline(question, pieces, found)
    found.judged = pieces
    for piece in sorted(pieces, key=_longest_first):
        if not any(outer.period.contains(piece.period) for outer in found.standing):
            found.standing.append(piece)
    if question.target.statistic is Statistic.EACH:
        found.standing = [_worst_in(question.target, outer, pieces) for outer in found.standing]
    found.standing.sort(key=lambda one: one.period)
    return found


def _longest_first(one: Standing) -> tuple[int, Period]:
    return (-(one.period.end - one.period.start).days, one.period)


def _latest(pieces: list[Standing], rows: Sequence[Row], found: Figures) -> None:
    """Rule 4: the newest figure stands; a newer 不涉及 puts the body out."""
    if not pieces:
        return
    newest = max(pieces, key=lambda one: (one.period.end, (one.period.end - one.period.start)))
    if max(row.period.end for row in rows) > newest.period.end:
        found.passed_over = True
        found.aside = [piece.row for piece in pieces]
        return
    found.standing = found.judged = [newest]
    found.aside = [piece.row for piece in pieces if piece is not newest]


def _worst_in(target: Target, outer: Standing, pieces: Sequence[Standing]) -> Standing:
    """A worst case cannot be better over the whole than over a part: the worse one stands."""
    inside = [one for one in pieces if outer.period.contains(one.period)]
    valued = [one for one in inside if one.figure.value is not None]
    if not valued:
        return outer
    worst = min(valued, key=lambda one: (target.limit.margin(one.figure.value or 0), one.period))
    same = outer.figure.value == worst.figure.value
    return outer if same else Standing(outer.period, worst.figure, worst.row)


# --- rule 10 --------------------------------------------------------------------------------------


def _from_the_deadline(
    question: Question, pieces: Sequence[Standing], found: Figures
) -> list[Standing]:
    """Those that lie from the month of the deadline on; a longer one only where it meets."""
    if question.target.statistic is Statistic.SHARE:
        pieces = _growths(pieces)
    kept = []
    for one in pieces:
        holds = one.period.end >= question.first and _meets(question.target, one.figure)
        if one.period.start >= question.first or holds:
            kept.append(one)
        else:
            found.aside.append(one.row)
    return kept


def _growths(pieces: Sequence[Standing]) -> list[Standing]:
    """Cumulative shares as what was added from one to the next, where their denominators grow."""
    chains: dict[object, list[Standing]] = defaultdict(list)
    found = []
    for one in pieces:
        if one.figure.denominator is None:
            found.append(one)
        else:
            chains[one.period.start].append(one)
    for chain in chains.values():
        chain.sort(key=lambda one: one.period.end)
        found.append(chain[0])
        found += [_growth(before, one) for before, one in pairwise(chain)]
    return found


def _growth(before: Standing, one: Standing) -> Standing:
    top, bottom = one.figure.numerator, one.figure.denominator
    early_top, early_bottom = before.figure.numerator, before.figure.denominator
    assert top is not None
    assert bottom is not None
    assert early_top is not None
    assert early_bottom is not None
    if bottom <= early_bottom:
        return one
    period = Period(before.period.end + ONE_DAY, one.period.end)
    grown = Figure(numerator=top - early_top, denominator=bottom - early_bottom)
    return Standing(period, grown, one.row)


def _meets(target: Target, figure: Figure) -> bool:
    """Whether a figure meets the limit by itself; one of no cases misses nothing."""
    return figure == NONE or holds(target, figure) is True


def value_of(target: Target, figure: Figure) -> Fraction | None:
    """What a figure says in the target's unit, or None: no cases, or a baseline of 0."""
    if target.statistic is Statistic.SHARE and figure.denominator:
        scale = 100 if target.unit == PERCENT else 1
        return (figure.numerator or Fraction(0)) / figure.denominator * scale
    return figure.value


def holds(target: Target, figure: Figure) -> bool | None:
    """Whether a figure meets the limit by itself; None where it says nothing by itself."""
    value = value_of(target, figure)
    return None if value is None else target.limit.holds(value)
