"""What several statistics do with figures: add them up, weigh them, ask whether all agree."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.amounts import Figure
from yshj.errors import Text
from yshj.judge.account import Account
from yshj.judge.measured import Measure
from yshj.thresholds.units import PERCENT


def figures_of(accounts: Sequence[Account]) -> list[Figure]:
    return [each.figure for one in accounts for each in one.figures]


def weighted(found: Measure, target: Target, figures: list[Figure], column: Text) -> Measure:
    """Figures of several bodies or periods, weighted where every one names its weight."""
    values = [figure.value for figure in figures if figure.value is not None]
    weights = [figure.weight for figure in figures if figure.value is not None]
    found.n = len(values)
    if len(values) == 1:
        found.observed = values[0]
        found.holds = target.limit.holds(values[0])
        found.n = int(weights[0]) if weights[0] else 1
    elif any(weights) and None not in weights:
        total = sum((v * w for v, w in zip(values, weights, strict=True) if w), Fraction(0))
        cases = sum((w for w in weights if w), Fraction(0))
        settle_ratio(found, target, total, cases)
        found.n = int(cases)
    elif values:
        all_or_none(found, target, values, column)
    return found


def all_or_none(found: Measure, target: Target, values: list[Fraction], column: Text) -> None:
    """Without weights: all hold, pass; none holds, fail; mixed, nobody can say."""
    held = [target.limit.holds(value) for value in values]
    found.over = held.count(False)
    found.observed = max(values) if target.op.ceiling else min(values)
    if all(held) or not any(held):
        found.holds = held[0]
        return
    found.notes.append(
        Text(
            f"{len(held)} 个数值中 {found.over} 个不达标，无权重可合并；补报{column.zh}即可判定",
            f"{found.over} of {len(held)} figures miss and nothing weighs them: "
            f"the column {column.en} would settle it",
        )
    )


def settle_ratio(found: Measure, target: Target, top: Fraction, bottom: Fraction) -> None:
    found.numerator, found.denominator = top, bottom
    scale = 100 if target.unit == PERCENT and target.statistic is Statistic.SHARE else 1
    found.observed = top / bottom * scale
    found.holds = target.limit.holds(found.observed)


def added(found: Measure, target: Target, accounts: Sequence[Account], cases: int = 0) -> Measure:
    values = [figure.value for figure in figures_of(accounts) if figure.value is not None]
    found.n = len(values) + cases
    if found.n:
        found.observed = sum(values, Fraction(cases))
        found.holds = target.limit.holds(found.observed)
    return found
