"""The rules of a reported figure: its unit, its parts, its range."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract import cells
from yshj.contract.cells import CellFault, Mark
from yshj.contract.periods import Period
from yshj.contract.timing import day_of
from yshj.errors import Text
from yshj.thresholds.numbers import normal, plain, show
from yshj.thresholds.units import DURATIONS, PERCENT, Kind, Unit, convert

T = TypeVar("T")


class RuleFault(ValueError):
    """A row that breaks a rule; `column` is the cell to look at."""

    def __init__(self, column: str | None, text: Text) -> None:
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


def _cell(column: str, reader: Callable[[str], T], text: str) -> T:
    try:
        return reader(text)
    except CellFault as fault:
        raise RuleFault(column, fault.text) from None


def measurement(
    row: Measurement, window: Period, zone: ZoneInfo
) -> tuple[Mark | None, Figure | None, Period]:
    """The row's mark or figure, and the period it is about."""
    target = row.target
    about = row.period
    if about is None:
        if not target.is_milestone:
            raise RuleFault(
                "period",
                Text(
                    "缺少期间，如 2021 或 2021-09",
                    "a measurement needs a period such as 2021 or 2021-09",
                ),
            )
        about = window
    state = cells.mark(row.value)
    parts = not cells.is_blank(row.numerator), not cells.is_blank(row.denominator)
    if state in (Mark.NOT_APPLICABLE, Mark.ZERO):
        if any(parts):
            raise RuleFault(
                "numerator",
                Text(
                    "既写不涉及或零报告，又有分子分母",
                    "a numerator or denominator beside a word that says there is none",
                ),
            )
        if target.is_milestone and state is Mark.ZERO:
            raise RuleFault(
                "value",
                Text(
                    "完成事项不能零报告：尚未完成请留空",
                    "a milestone knows no zero: leave it blank while it is not completed",
                ),
            )
        zero = Figure(value=Fraction(0)) if _counts(target) and state is Mark.ZERO else None
        return state, zero, about
    if any(parts):
        return _share(row, parts, about)
    if state is Mark.NOT_REPORTED:
        return state, None, about
    if target.is_milestone:
        when = _cell("value", lambda text: cells.moment(text, zone), row.value)
        return None, Figure(day=day_of(when)), about
    weight = None if row.cases is None else Fraction(row.cases)
    if target.statistic is Statistic.CHANGE and not cells.is_blank(row.baseline):
        return None, _change(row, weight), about
    if target.statistic is Statistic.CHANGE:
        _needs_baseline(row)
    value = figure("value", row.value, row.unit, target)
    return None, Figure(value=value, weight=weight), about


def _needs_baseline(row: Measurement) -> None:
    """An amount where a change is asked: what it is to be compared with is missing."""
    try:
        written = cells.number(row.value)[1] or row.unit
    except CellFault:
        return
    if written is not None and not written.converts_to(PERCENT):
        raise RuleFault(
            "baseline",
            Text(
                f"该指标是增减幅度：填的是“{written.zh}”，还须填“基期值”；或直接填百分数，如 12.5%",
                f"this target is a change: beside a figure in {written.en} ({written.zh}) it needs "
                "the baseline (基期值) too; or write the per cent itself, such as 12.5%",
            ),
        )


def _counts(target: Target) -> bool:
    return target.statistic in (Statistic.TOTAL, Statistic.LEVEL)


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
            Text(
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
            Text(
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
            Text(
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
            Text("金额须写明单位：元、万元 或 亿元", "money needs a unit: 元, 万元 or 亿元"),
        )
    if kind is Kind.TIME:
        raise RuleFault(
            column,
            Text("须写明单位：小时 或 分钟", "write the unit: 小时 (hours) or 分钟 (minutes)"),
        )
    if kind is Kind.PERCENT and abs(value) <= 1:
        raise RuleFault(
            column,
            Text(
                f"“{plain(value)}”可指 {plain(value * 100)}% 或 {plain(value)}%，请写明 %",
                f"{plain(value)} could mean {plain(value * 100)}% or {plain(value)}%: write the %",
            ),
        )
    return target.unit


def _in_range(column: str, value: Fraction, target: Target) -> Fraction:
    if value < 0 and target.statistic not in (Statistic.CHANGE, Statistic.DIFFERENCE):
        raise RuleFault(column, Text("不能为负数", "must not be negative"))
    if target.statistic is Statistic.SHARE and target.unit == PERCENT and value > 100:
        raise RuleFault(column, Text("比例不能超过 100%", "a share cannot exceed 100%"))
    return value


def _share(
    row: Measurement, parts: tuple[bool, bool], about: Period
) -> tuple[Mark | None, Figure | None, Period]:
    target = row.target
    if target.statistic is not Statistic.SHARE:
        raise RuleFault(
            "numerator",
            Text("该指标报“数值”，不报分子分母", "this target takes a value, not a numerator"),
        )
    if not all(parts):
        missing = "denominator" if parts[0] else "numerator"
        raise RuleFault(
            missing, Text("分子与分母须同时填报", "numerator and denominator go together")
        )
    top = Fraction(_cell("numerator", cells.count, row.numerator))
    bottom = Fraction(_cell("denominator", cells.count, row.denominator))
    if target.unit.kind is Kind.RATE and row.denominator.strip().endswith("人"):
        bottom /= 10_000
    if bottom == 0:
        if top:
            raise RuleFault(
                "denominator",
                Text("分母为零，分子不为零", "the denominator is zero, the numerator is not"),
            )
        return Mark.ZERO, None, about
    if target.unit == PERCENT and top > bottom:
        raise RuleFault("numerator", Text("分子大于分母", "the numerator exceeds the denominator"))
    if not cells.is_blank(row.value):
        _agrees(row, top / bottom)
    return None, Figure(numerator=top, denominator=bottom), about


def _agrees(row: Measurement, ratio: Fraction) -> None:
    """A value beside a numerator and denominator may round them, not contradict them."""
    target = row.target
    value = figure("value", row.value, row.unit, target)
    shown = ratio * 100 if target.unit == PERCENT else ratio
    if abs(value - shown) > Fraction(1, 2):
        raise RuleFault(
            "value",
            Text(
                f"与分子÷分母（{show(shown)}）不符",
                f"differs from numerator ÷ denominator, {show(shown)}",
            ),
        )


def _change(row: Measurement, weight: Fraction | None) -> Figure:
    """A change in per cent, with the parts that pool it over bodies.

    Amounts add up; a mean, which is what a duration or a per cent is, adds up times its 件数.
    """
    value, unit = _cell("value", cells.number, row.value)
    base, base_unit = _cell("baseline", cells.number, row.baseline)
    unit, base_unit = unit or row.unit, base_unit or row.unit
    if (unit is None) != (base_unit is None):
        raise RuleFault(
            "baseline", Text("数值与基期值的单位不同", "value and baseline differ in unit")
        )
    exact, exact_base = Fraction(value), Fraction(base)
    if unit and base_unit:
        if not unit.converts_to(base_unit):
            raise RuleFault(
                "baseline", Text("数值与基期值的单位不同", "value and baseline differ in unit")
            )
        exact = convert(value, unit, base_unit)
    if exact < 0:
        raise RuleFault("value", Text("不能为负数", "must not be negative"))
    if exact_base < 0:
        raise RuleFault("baseline", Text("不能为负数", "must not be negative"))
    adds_up = unit is not None and unit.kind not in (*DURATIONS, Kind.PERCENT, Kind.RATE)
    factor = base_unit.factor if adds_up and base_unit else weight
    top = None if factor is None else exact * factor
    if not exact_base:  # rule 19: no fault, since others may be pooled with it
        return Figure(None, top, Fraction(0), weight)
    bottom = None if factor is None else exact_base * factor
    return Figure((exact - exact_base) / exact_base * 100, top, bottom, weight)
