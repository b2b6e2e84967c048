"""A limit and what was observed against it: what a result, a body's part and a group's share."""

from __future__ import annotations

from typing import Literal

from yshj.catalogue.entries import Statistic
from yshj.errors import Text
from yshj.report.document.keys import Head, Part, derived, key, spare
from yshj.report.document.kinds import OpOf, State, StatisticOf
from yshj.report.document.values import (
    Both,
    Count,
    Figure,
    Many,
    Number,
    Printed,
    Word,
    named,
)

AllowedBy = Literal["rolled", "extended", "excluded"]


class Measure(Part):
    """What was observed; `observed` is in the result's unit, a day for a milestone."""

    observed: Figure | None = key(
        "实测值，按 unit；里程碑为日期",
        "in the result's unit; a milestone's is a day",
        against="limit",
        csv=6,
        frame=10,
        sheet=Head(8, Text("实测", "observed")),
    )
    n: Count = key(
        "判定所依据的件数", "what was judged", csv=10, frame=11, sheet=Head(10, Text("n", "n"))
    )
    over: Count = key(
        "超限件数",
        "how many are beyond the limit",
        csv=11,
        frame=12,
        sheet=Head(11, Text("超限", "over")),
    )
    open: Count = key(
        "未办结件数",
        "how many are not finished",
        0,
        csv=12,
        frame=13,
        sheet=Head(12, Text("未办结", "open")),
    )
    rolled: Count = key(
        "因末日顺延才在限值内的件数",
        "how many are within only because the last day moved on",
        0,
        csv=13,
    )
    margin: Number | None = key(
        "余量，负数为差距",
        "how much room is left; below zero, how much is missing",
        against="zero",
        csv=14,
        frame=14,
        sheet=Head(13, Text("余量", "margin")),
    )
    median: Figure | None = key(
        "中位数", "the median (nearest rank)", None, against="limit", csv=15
    )
    p90: Figure | None = key(
        "第 90 百分位", "the 90th percentile (nearest rank)", None, against="limit", csv=16
    )
    numerator: Number | None = key("合并后的分子", "of a pooled ratio", None, csv=17)
    denominator: Number | None = key("合并后的分母", "of a pooled ratio", None, csv=18)
    allowed_by: Many[AllowedBy] | None = spare(
        "最长的一件为何不算超限：末日顺延、延长、扣除",
        "why the worst case is not over: its last day moved on, it was extended, time excluded",
    )


class Limited(Part):
    """A target, its limit, and a status."""

    id: Word = key(csv=1, frame=1, sheet=Head(3, Text("编号", "id"), 30))
    item: Count = key(csv=2, frame=2, sheet=Head(2, Text("事项", "item")))
    name: Word = key(csv=3, frame=3, sheet=Head(4, Text("指标", "target"), 36))
    name_text: Both | None = spare()
    statistic: StatisticOf = key(csv=4, frame=5)
    op: OpOf = key(csv=8, frame=6, sheet=Head(5, Text("比较", "op")))
    threshold: Printed = key(
        "限值；里程碑为日期，如 20211231",
        "the limit; a milestone's is its day, as 20211231",
        csv=9,
        frame=None,
    )
    unit: Word = key(csv=7, frame=8)
    unit_names: Both | None = spare()
    status: State = key(csv=5, frame=4, sheet=Head(1, Text("状态", "status")))

    @derived.column(frame=(7, "threshold"))
    def limit(self) -> Printed | None:
        """The limit as a number; a milestone's is a day."""
        return None if self.is_milestone else self.threshold

    @property
    def is_milestone(self) -> bool:
        return self.statistic is Statistic.MILESTONE

    @property
    def units(self) -> Text:
        return self.unit_names or named(self.unit)


class Statutory(Part):
    """What the law sets, or what stood before."""

    value: Printed = key(csv=(22, "statutory"), frame=None)
    unit: str = key(csv=(23, "statutory_unit"), frame=None)
    kind: Literal["statutory", "earlier"] = key(csv=None, frame=None)
    quote: str | None = spare("原文", "the plan's words")
    unit_names: Both | None = spare()

    @property
    def units(self) -> Text:
        return self.unit_names or named(self.unit)


class Bin(Part):
    """One bar of a distribution: how many cases, `place` steps from the limit."""

    place: int = key()
    n: Count = key()


class Spread(Part):
    """How the figures of the cases lie: bars counted from the limit, so that none lies on both
    sides of it. Of a ceiling the bar at place 0 ends with the limit, of a floor it begins there.
    """

    cases: Count = key("件数", "how many cases")
    least: Number = key(against="limit")
    most: Number = key(against="limit")
    step: Number = key("每格的宽度", "the width of a bar")
    whole: bool = key("每格是否为一个整数", "whether a bar is one whole number")
    first: int = key("第一格", "the first place of the scale")
    last: int = key("最后一格", "the last place of the scale")
    gathered: bool = key(
        "最后一格是否包括更远的数值", "whether the last bar holds what lies beyond it too"
    )
    bins: Many[Bin] = key()
