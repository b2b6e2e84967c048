"""A limit: a comparator, a number and its unit, which answers for itself.

Words to comparators: 以上, 以下, 以内 include the number (Civil Code, art. 1259), and so do 不超过
and 不低于 by usage; 超过, 突破, 高于 exclude it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import eq, ge, gt, le, lt

from yshj.thresholds.numbers import Number, exact, in_groups, plain
from yshj.thresholds.units import Unit


class Op(StrEnum):
    AT_MOST = "<="
    BELOW = "<"
    AT_LEAST = ">="
    ABOVE = ">"
    EXACTLY = "=="

    @property
    def ceiling(self) -> bool:
        return self in (Op.AT_MOST, Op.BELOW)

    @property
    def sign(self) -> str:
        return {"<=": "≤", ">=": "≥", "==": "="}.get(self.value, self.value)


_COMPARE: dict[Op, Callable[[Fraction, Fraction], bool]] = {
    Op.AT_MOST: le,
    Op.BELOW: lt,
    Op.AT_LEAST: ge,
    Op.ABOVE: gt,
    Op.EXACTLY: eq,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """What a target asks of a figure, in the target's own unit."""

    op: Op
    value: Decimal
    unit: Unit

    def holds(self, figure: Number) -> bool:
        return _COMPARE[self.op](exact(figure), exact(self.value))

    def margin(self, figure: Number) -> Fraction:
        """How much room is left; below zero, how much is missing. Zero meets <= and >=."""
        if self.op is Op.EXACTLY:
            return -abs(exact(figure) - exact(self.value))
        gap = exact(self.value) - exact(figure)
        return gap if self.op.ceiling else -gap

    def describe(self, lang: str) -> str:
        return f"{self.op.sign} {self.unit.with_number(in_groups(plain(self.value)), lang)}"
