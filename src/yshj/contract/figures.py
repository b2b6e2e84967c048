"""The rules of a reported figure: its unit, its parts, its range."""

from __future__ import annotations

from fractions import Fraction
from zoneinfo import ZoneInfo

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.codes.figures import (
    DIFFERS,
    MORE_THAN_ALL,
    NEGATIVE,
    NO_BASELINE,
    NO_PARTS_HERE,
    NO_UNIT,
    ONE_PART,
    TWO_UNITS,
    WORD_AND_FIGURE,
    ZERO_DENOMINATOR,
)
from yshj.codes.times import NO_PERIOD
from yshj.contract import cells
from yshj.contract.amounts import Figure, Measurement, RuleFault, figure, read
from yshj.contract.cells import CellFault, Mark
from yshj.contract.periods import Period
from yshj.contract.timing import day_of
from yshj.thresholds.numbers import show
from yshj.thresholds.units import DURATIONS, PERCENT, Kind, convert


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
                NO_PERIOD(
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
                WORD_AND_FIGURE(
                    "既写不涉及或零报告，又有分子分母",
                    "a numerator or denominator beside a word that says there is none",
                ),
            )
        if target.is_milestone and state is Mark.ZERO:
            raise RuleFault(
                "value",
                WORD_AND_FIGURE(
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
        when = read("value", lambda text: cells.moment(text, zone), row.value)
        return None, Figure(day=day_of(when)), about
    weight = None if row.cases is None else Fraction(row.cases)
    if target.statistic is Statistic.CHANGE and not cells.is_blank(row.baseline):
        return None, _change(row, weight), about
    if target.statistic is Statistic.DIFFERENCE and not cells.is_blank(row.baseline):
        return None, Figure(value=_difference(row), weight=weight), about
    if target.statistic in (Statistic.CHANGE, Statistic.DIFFERENCE):
        _needs_baseline(row)
    value = figure("value", row.value, row.unit, target)
    if target.statistic is Statistic.DIFFERENCE:
        _says_which_way(value, target)
    return None, Figure(value=value, weight=weight), about


def _needs_baseline(row: Measurement) -> None:
    """An amount where a change is asked: what it is to be compared with is missing."""
    try:
        written = cells.number(row.value)[1] or row.unit
    except CellFault:
        return
    change = row.target.statistic is Statistic.CHANGE
    itself = PERCENT if change else row.target.unit
    if written is not None and not written.converts_to(itself):
        like = "12.5%" if change else f"5{itself.zh}"
        raise RuleFault(
            "baseline",
            NO_BASELINE(
                f"该指标是增减幅度：填的是“{written.zh}”，还须填“基期值”；"
                f"或直接填增减数，如 {like}",
                f"this target is a change: beside a figure in {written.en} ({written.zh}) it needs "
                f"the baseline (基期值) too; or write the change itself, such as {like}",
            ),
        )


def _difference(row: Measurement) -> Fraction:
    """Value less baseline, both in the target's unit; shares in % for percentage points."""
    target = row.target
    if target.unit.kind is not Kind.POINTS:
        now = figure("value", row.value, row.unit, target)
        before = figure("baseline", row.baseline, row.unit, target)
    else:
        now, before = _percent("value", row.value, row), _percent("baseline", row.baseline, row)
    for column, one in (("value", now), ("baseline", before)):
        if one < 0:
            raise RuleFault(column, NEGATIVE("不能为负数", "must not be negative"))
    return now - before


def _percent(column: str, text: str, row: Measurement) -> Fraction:
    """A share in %, written with its sign or under a unit column that says %."""
    value, written = read(column, cells.number, text)
    unit = written or row.unit
    if unit is None or not unit.converts_to(PERCENT):
        raise RuleFault(
            column,
            NO_UNIT(
                "该指标以百分点计：数值与基期值须写明 %，如 65%",
                "this target is in percentage points: write value and baseline with the %, as 65%",
            ),
        )
    return convert(value, unit, PERCENT)


def _says_which_way(value: Fraction, target: Target) -> None:
    """7 where the plan says 减少3个: the figure of now, or by how much it fell? Nobody can tell."""
    if value > 0 > target.threshold:
        raise RuleFault(
            "baseline",
            NO_BASELINE(
                "该指标是减少量：直接填增减数的，减少写负数（如 -3）；填现值的，还须填“基期值”",
                "this target is a decrease: write it with a minus, such as -3; beside the figure "
                "of now it needs the baseline (基期值)",
            ),
        )


def _counts(target: Target) -> bool:
    return target.statistic in (Statistic.TOTAL, Statistic.LEVEL)


def _share(
    row: Measurement, parts: tuple[bool, bool], about: Period
) -> tuple[Mark | None, Figure | None, Period]:
    target = row.target
    if target.statistic is not Statistic.SHARE:
        raise RuleFault(
            "numerator",
            NO_PARTS_HERE(
                "该指标报“数值”，不报分子分母", "this target takes a value, not a numerator"
            ),
        )
    if not all(parts):
        missing = "denominator" if parts[0] else "numerator"
        raise RuleFault(
            missing, ONE_PART("分子与分母须同时填报", "numerator and denominator go together")
        )
    top = Fraction(read("numerator", cells.count, row.numerator))
    bottom = Fraction(read("denominator", cells.count, row.denominator))
    if target.unit.kind is Kind.RATE and row.denominator.strip().endswith("人"):
        bottom /= 10_000
    if bottom == 0:
        if top:
            raise RuleFault(
                "denominator",
                ZERO_DENOMINATOR(
                    "分母为零，分子不为零", "the denominator is zero, the numerator is not"
                ),
            )
        return Mark.ZERO, None, about
    if target.unit == PERCENT and top > bottom:
        raise RuleFault(
            "numerator", MORE_THAN_ALL("分子大于分母", "the numerator exceeds the denominator")
        )
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
            DIFFERS(
                f"与分子÷分母（{show(shown)}）不符",
                f"differs from numerator ÷ denominator, {show(shown)}",
            ),
        )


def _change(row: Measurement, weight: Fraction | None) -> Figure:
    """A change in per cent, with the parts that pool it over bodies.

    Amounts add up; a mean, which is what a duration or a per cent is, adds up times its 件数.
    """
    value, unit = read("value", cells.number, row.value)
    base, base_unit = read("baseline", cells.number, row.baseline)
    unit, base_unit = unit or row.unit, base_unit or row.unit
    if (unit is None) != (base_unit is None):
        raise RuleFault(
            "baseline", TWO_UNITS("数值与基期值的单位不同", "value and baseline differ in unit")
        )
    exact, exact_base = Fraction(value), Fraction(base)
    if unit and base_unit:
        if not unit.converts_to(base_unit):
            raise RuleFault(
                "baseline", TWO_UNITS("数值与基期值的单位不同", "value and baseline differ in unit")
            )
        exact = convert(value, unit, base_unit)
    if exact < 0:
        raise RuleFault("value", NEGATIVE("不能为负数", "must not be negative"))
    if exact_base < 0:
        raise RuleFault("baseline", NEGATIVE("不能为负数", "must not be negative"))
    adds_up = unit is not None and unit.kind not in (*DURATIONS, Kind.PERCENT, Kind.RATE)
    factor = base_unit.factor if adds_up and base_unit else weight
    top = None if factor is None else exact * factor
    if not exact_base:  # rule 19: no fault, since others may be pooled with it
        return Figure(None, top, Fraction(0), weight)
    bottom = None if factor is None else exact_base * factor
    return Figure((exact - exact_base) / exact_base * 100, top, bottom, weight)
