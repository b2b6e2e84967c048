"""Counted misses (rule 5): what fails whatever else is missing or said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.judge.account import Account
from yshj.judge.measure import measure
from yshj.judge.measured import Measure
from yshj.judge.question import Question
from yshj.judge.standing import Standing, holds
from yshj.observe.cases import Outcome, State


@dataclass
class Misses:
    """Of one account: the figures that miss, and how many of its cases do."""

    account: Account
    figures: list[Standing] = field(default_factory=list)
    cases: int = 0

    def __bool__(self) -> bool:
        return bool(self.figures or self.cases)


def one_miss_settles(target: Target) -> bool:
    """Whether a miss of anybody admitted counts: the worst case, and shares of all or none."""
    return target.statistic is Statistic.EACH or target.full_share


def counted_misses(
    question: Question, admitted: Sequence[Account], wanted: Sequence[Account]
) -> list[Misses]:
    """The misses that count, by account: of everybody admitted, or of each that has to report.

    Each account is its body's own, so that no other's word stands in place of its rows.
    """
    target = question.target
    if one_miss_settles(target):
        found = [_of(target, one) for one in admitted]
    elif target.over_bodies == "each":
        found = [_of(target, one) for one in wanted]
    else:
        found = []
    return [one for one in found if one]


def _of(target: Target, one: Account) -> Misses:
    """Of a latest target a figure counts only if its body's latest time is not missing."""
    missed = Misses(one)
    if target.is_milestone:
        assert target.due is not None
        late = [each for each in one.figures if each.figure.day and each.figure.day > target.due]
        missed.figures, missed.cases = late, one.planned
        return missed
    if not one.stale:
        missed.figures = [each for each in one.judged if holds(target, each.figure) is False]
    missed.cases = sum(n for came, n in one.all_cases.items() if case_misses(target, came))
    return missed


def case_misses(target: Target, came: Outcome) -> bool:
    """Whether a case misses by itself: it is over its limit, or flagged as what must not be."""
    if target.statistic is Statistic.SHARE:
        return came.state is State.DONE and came.flag is target.op.ceiling
    return came.over and came.state in (State.DONE, State.OPEN)


def shown(
    target: Target,
    misses: Sequence[Misses],
    admitted: Sequence[Account],
    wanted: Sequence[Account],
    deciding: Measure,
) -> Measure:
    """What is shown with a counted miss.

    Of `each` the worst of all; of what each body must reach, those whose figures count; of a 100 %
    share the deciders' pooled share if that misses, else the worst that counts.
    """
    if target.statistic is Statistic.EACH:
        return measure(target, admitted)
    if not target.full_share:
        return measure(target, [one for one in wanted if not one.stale])
    if deciding.holds is False:
        return deciding
    shares = [
        measure(target, [Account(one.account.body, figures=[each])])
        for one in misses
        for each in one.figures
    ]
    shares += [
        measure(target, [Account(one.account.body, cases=one.account.all_cases)])
        for one in misses
        if one.cases
    ]
    return min(shares, key=lambda one: one.margin or 0)
