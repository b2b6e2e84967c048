"""One figure of a row: a cell's number in the target's own unit, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeVar

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.codes.figures import (
    AMOUNT_UNCLEAR,
    MORE_THAN_ALL,
    NEGATIVE,
    NO_UNIT,
    PER_CENT_UNCLEAR,
    TWO_UNITS,
    UNIT_DOES_NOT_FIT,
)
from yshj.contract import cells
from yshj.contract.cells import CellFault
from yshj.contract.periods import Period
from yshj.errors import Refusal, Text
from yshj.thresholds.numbers import normal, plain
from yshj.thresholds.units import PERCENT, Kind, Unit, convert

T = TypeVar("T")


class RuleFault(ValueError):
    """A row that breaks a rule; `column` is the cell to look at."""

    def __init__(self, column: str | None, text: Refusal) -> None:
        super().__init__(text.en)
        self.column = column
        self.text = text


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported figure: `value` in the target's unit, the parts of a share or change, a day.

    A change against a baseline of 0 has no value, and a denominator of 0.
    """

    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    weight: Fraction | None = None  # the cases a mean or a change stands for
    day: date | None = None


class Measurement(Protocol):
    target: Target
    period: Period | None
    value: str
    unit: Unit | None
    numerator: str
    denominator: str
    baseline: str
    cases: Decimal | None


def read(column: str, reader: Callable[[str], T], text: str) -> T:
    try:
        return reader(text)
    except CellFault as fault:
        raise RuleFault(column, fault.text) from None


def figure(column: str, text: str, unit: Unit | None, target: Target) -> Fraction:
    """A cell's figure in the target's own unit, converted inside a kind, or refused."""
    own = target.unit if target.unit.kind is Kind.OWN else None
    bare = text.rstrip().removesuffix(own.zh) if own else text
    try:
        value, written = cells.number(bare)
        written = own if bare != text.rstrip() else written
    except cells.UnknownUnit as fault:
        raise RuleFault(column, fault.text + own_unit(target)) from None
    except CellFault as fault:
        raise RuleFault(column, fault.text) from None
    if written and unit and written != unit:
        raise RuleFault(
            column,
            TWO_UNITS(
                f"数值中的单位“{written.zh}”与计量单位列“{unit.zh}”不同",
                f"the cell says {written.en} ({written.zh}), the unit column {unit.en} ({unit.zh})",
            ),
        )
    if written is None and _TEN_THOUSANDS.fullmatch(normal(text)):
        _whole_amount(column, text, unit or target.unit)
    unit = written or unit or _implied_unit(column, value, target)
    if not unit.converts_to(target.unit):
        raise RuleFault(
            column if written else "unit",
            UNIT_DOES_NOT_FIT(
                f"单位“{unit.zh}”不能换算为该指标的单位“{target.unit.zh}”",
                f"unit {unit.zh} ({unit.en}) does not convert into the target's "
                f"{target.unit.zh} ({target.unit.en})",
            ),
        )
    return _in_range(column, convert(value, unit, target.unit), target)


_TEN_THOUSANDS = re.compile(r".*[万亿]\s*")


def _whole_amount(column: str, text: str, unit: Unit) -> None:
    """3200万 in a column of 亿元: nobody can tell whether 3200万元 is meant."""
    if unit.kind is Kind.MONEY and unit.factor != 1:
        amount = f"{normal(text)}元"
        raise RuleFault(
            column,
            AMOUNT_UNCLEAR(
                f"与计量单位“{unit.zh}”连用，意思不明：是否为“{amount}”？请把单位写全",
                f"unclear beside the unit {unit.en} ({unit.zh}): did you mean {amount!r}? Write "
                "the unit in full",
            ),
        )


def own_unit(target: Target) -> Text:
    """For a unit that nobody knows: the one that the target is counted in."""
    unit = target.unit
    return Text(f"；该指标以“{unit.zh}”计", f"; this target is in {unit.zh} ({unit.en})")


def _implied_unit(column: str, value: Decimal, target: Target) -> Unit:
    kind = target.unit.kind
    if kind is Kind.MONEY:
        raise RuleFault(
            column,
            NO_UNIT("金额须写明单位：元、万元 或 亿元", "money needs a unit: 元, 万元 or 亿元"),
        )
    if kind is Kind.TIME:
        raise RuleFault(
            column,
            NO_UNIT("须写明单位：小时 或 分钟", "write the unit: 小时 (hours) or 分钟 (minutes)"),
        )
    if kind is Kind.PERCENT and abs(value) <= 1:
        raise RuleFault(
            column,
            PER_CENT_UNCLEAR(
                f"“{plain(value)}”可指 {plain(value * 100)}% 或 {plain(value)}%，请写明 %",
                f"{plain(value)} could mean {plain(value * 100)}% or {plain(value)}%: write the %",
            ),
        )
    return target.unit


def _in_range(column: str, value: Fraction, target: Target) -> Fraction:
    if value < 0 and target.statistic not in (Statistic.CHANGE, Statistic.DIFFERENCE):
        raise RuleFault(column, NEGATIVE("不能为负数", "must not be negative"))
    if target.statistic is Statistic.SHARE and target.unit == PERCENT and value > 100:
        raise RuleFault(column, MORE_THAN_ALL("比例不能超过 100%", "a share cannot exceed 100%"))
    return value
