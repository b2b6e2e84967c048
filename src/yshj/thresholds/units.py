"""The one list of units, with Chinese and English names.

Conversions exist inside a kind only: yuan to 10,000 yuan, ‰ to %, minutes to hours. Calendar days
are not working days, and hours are not days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from yshj.thresholds.numbers import Number, exact, normal


class Kind(StrEnum):
    """What a unit measures; only units of one kind convert into each other."""

    COUNT = "count"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    TIME = "hour"
    MONEY = "money"
    PERCENT = "percent"
    RATE = "rate"
    DAILY = "hours a day"
    WEEKLY = "days a week"
    LIMIT_SHARE = "share of the case's own limit"
    DATE = "date"
    POINTS = "percentage points"
    OWN = "the plan's own word"  # 吨, 亩, 人次, 元/吨: compared only with itself


DURATIONS = frozenset({Kind.WORKING_DAY, Kind.CALENDAR_DAY, Kind.MONTH, Kind.TIME})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a plan or a row prints it; `factor` is its size within its kind."""

    zh: str
    en: str
    kind: Kind
    factor: Fraction = Fraction(1)
    aliases: tuple[str, ...] = ()

    def name(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en

    def with_number(self, digits: str, lang: str) -> str:
        """`2 working days`, `1 working day`, `90%`, `2 亿元`."""
        name = self.name(lang)
        if name in ("%", "‰"):
            return digits + name
        if digits in ("1", "-1") and lang == "en":
            name = "person" if name == "people" else re.sub(r"s\b", "", name, count=1)
        return f"{digits} {name}"

    def converts_to(self, other: Unit) -> bool:
        return self.kind is other.kind and (self.kind is not Kind.OWN or self.zh == other.zh)


def _count(*names: str, en: str) -> list[Unit]:
    return [Unit(name, en, Kind.COUNT) for name in names]


PERCENT = Unit("%", "%", Kind.PERCENT, aliases=("percent", "百分比"))
DATE = Unit("日期", "date", Kind.DATE)

UNITS: tuple[Unit, ...] = (
    Unit("工作日", "working days", Kind.WORKING_DAY, aliases=("个工作日", "working day")),
    Unit("日", "days", Kind.CALENDAR_DAY, aliases=("day", "calendar days", "calendar day")),
    Unit("天", "days", Kind.CALENDAR_DAY),
    Unit("自然日", "calendar days", Kind.CALENDAR_DAY, aliases=("个自然日", "日历日", "日历天")),
    Unit("个月", "months", Kind.MONTH, aliases=("month", "months")),
    Unit("月", "months", Kind.MONTH),
    Unit("小时", "hours", Kind.TIME, aliases=("hour", "个小时", "h")),
    Unit("分钟", "minutes", Kind.TIME, Fraction(1, 60), ("minute", "min")),
    PERCENT,
    Unit("‰", "‰", Kind.PERCENT, Fraction(1, 10), ("permille",)),
    Unit("元", "yuan", Kind.MONEY, aliases=("cny", "rmb", "人民币元", "元人民币")),
    Unit("万元", "ten thousand yuan", Kind.MONEY, Fraction(10_000), ("10000 yuan",)),
    Unit("亿元", "hundred million yuan", Kind.MONEY, Fraction(100_000_000), ("100000000 yuan",)),
    Unit("件/万人", "per 10,000 people", Kind.RATE, aliases=("per 10000 people", "件每万人")),
    Unit("小时/日", "hours a day", Kind.DAILY, aliases=("小时/天", "小时每天", "hours/day")),
    Unit("天/周", "days a week", Kind.WEEKLY, aliases=("日/周", "天每周", "days/week")),
    Unit("审限", "of the statutory limit", Kind.LIMIT_SHARE, aliases=("倍审限",)),
    DATE,
    Unit("个百分点", "percentage points", Kind.POINTS, aliases=("百分点", "percentage point")),
    *_count(
        "个", "件", "项", "张", "部", "场", "座", "份", "类", "宗", "篇", "套", "处", en="items"
    ),
    *_count("家", en="units"),
    *_count("次", en="times"),
    *_count("户", en="households"),
    *_count("人", en="people"),
    Unit("count", "items", Kind.COUNT, aliases=("item", "case", "times", "time", "cases")),
)


def _fold(name: str) -> str:
    return "".join(normal(name).casefold().replace("_", " ").split())


_BY_NAME = {
    _fold(name): unit for unit in reversed(UNITS) for name in (unit.en, unit.zh, *unit.aliases)
}
UNIT_NAMES = tuple(dict.fromkeys(name for unit in UNITS for name in (unit.zh, unit.en)))
ALL_UNIT_NAMES = tuple(
    dict.fromkeys([*UNIT_NAMES, *(name for unit in UNITS for name in unit.aliases)])
)


def find_unit(name: str) -> Unit | None:
    """The unit of that Chinese or English name, whatever its width, case or inner spaces."""
    return _BY_NAME.get(_fold(name))


def named_unit(name: str) -> Unit:
    """The unit of that name; where the engine knows none, the plan's own word, as printed."""
    word = "".join(normal(name).split())
    return find_unit(name) or Unit(word, word, Kind.OWN)


def convert(value: Number, unit: Unit, to: Unit) -> Fraction:
    """`value` in `unit`, expressed in `to`: the caller has asked `converts_to`."""
    return exact(value) * unit.factor / to.factor
