"""What the JSON of `targets` and `explain` says of one target of a catalogue."""

from __future__ import annotations

from typing import Literal

from yshj.report.document.keys import Part, key
from yshj.report.document.kinds import OpOf, StatisticOf
from yshj.report.document.measure import Statutory
from yshj.report.document.values import Both, Count, Day, Many, Printed, Word


class Target(Part):
    """One target of `yshj targets --output-format json`."""

    id: Word = key()
    item: Count = key()
    name: Word = key()
    names: Both = key()
    statistic: StatisticOf = key()
    op: OpOf = key()
    threshold: Printed = key(
        "限值；里程碑为日期，如 20211231", "the limit; a milestone's is its day, as 20211231"
    )
    unit: Word = key()
    clock: str | None = key("时限按什么计算", "what a duration is counted in")
    deadline: Day | None = key()
    hedged: bool = key()
    implied: bool = key("原文无数字，按全有或全无理解", "no figure in the text: all or nothing")
    confirmed: bool = key(
        "false：由规则起草，未经人工确认", "false: drafted by rule, and nobody has looked yet"
    )
    statutory: Statutory | None = key()
    scope: str = key("适用于哪些办件或数量", "what it is about")
    reported_by: Literal["city", "districts"] | Many[str] = key("由谁填报", "who reports")
    interpretation: str | None = key(
        "原文不明确处的理解", "what was decided where the plan leaves something open"
    )
    quote: str = key("所依据的条款，一字不改", "the clause it encodes, verbatim")
    belongs: Literal["start", "finish"] = key(
        "办件归属计划期间以何日为准：受理或办结",
        "whether a case belongs to the plan's window by its start or by its finish",
    )
    when: Literal["throughout", "by_deadline"] = key(
        "自何时起判定：全期，或自期限当月起",
        "from when it binds: all of the window, or the month of its deadline on",
    )


class Columns(Part):
    """The columns that a row must fill in, by kind of table."""

    cases: Many[str] | None = key(default=None)
    measurements: Many[str] = key()


class Explained(Target):
    """The target of `yshj explain --output-format json`."""

    starts: str | None = key("从何时起算", "what starts the clock")
    ends: str | None = key("到何时为止", "what ends it")
    clock_rules: Many[str] = key("计时规则", "the rules of its clock")
    columns: Columns = key("一行须填的列", "the columns that a row fills in")
    reporters: Many[str] = key("须报的单位", "the bodies that have to report")
    beside: Many[str] = key(
        "可另报的单位：其未达标的办件计入，不代替须报的单位",
        "who may report beside them: their misses count, nobody waits for them",
    )
