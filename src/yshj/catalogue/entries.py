"""What a catalogue's YAML may say: the files as pydantic models, which convict themselves."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from yshj.calendar.clocks import Clock
from yshj.catalogue.bodies import BodyKind
from yshj.catalogue.scalars import (
    Day,
    Deadline,
    Entry,
    Figure,
    Flag,
    PlanUnit,
    Words,
    Years,
    unknown_unit,
    wrong,
)
from yshj.errors import Text
from yshj.thresholds.limits import Limit, Op
from yshj.thresholds.units import Kind


class Statistic(StrEnum):
    """How many figures become one verdict; see design section 3 for each."""

    EACH = "each"
    MEAN = "mean"
    SHARE = "share"
    TOTAL = "total"
    LEVEL = "level"
    CHANGE = "change"
    DIFFERENCE = "difference"  # value − baseline: 提高5个百分点, 减少3个环节
    MILESTONE = "milestone"


class Bilingual(Entry):
    """Words in both languages; the Chinese ones stand for English ones that are missing."""

    zh: Words
    en: Words = ""

    @model_validator(mode="after")
    def _stands_for(self) -> Bilingual:
        if not self.en:
            object.__setattr__(self, "en", self.zh)
        return self

    def in_(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


class Statutory(Entry):
    """The value that the law sets, or that stood before: 法定30日 → 2个工作日."""

    value: Figure
    unit: PlanUnit
    quote: Words
    kind: Literal["statutory", "earlier"] = "statutory"


class Extension(Entry):
    """The limit of an extended case, counted from the same start."""

    threshold: Figure
    unit: PlanUnit
    quote: Words


class Read(Entry):
    """A reading agreed to: `word` of the plan, taken `as` what the target says, and why.

    `as` is what the target holds: an operator, a statistic, a unit, `hedge`, `no hedge`, a date, a
    year, or `scope` for words that narrow or loosen it and are told in its scope or interpretation.
    """

    word: Words
    as_: Words = Field(alias="as")
    reason: Bilingual


_CLOCK_OF = {
    Kind.WORKING_DAY: Clock.WORKING_DAY,
    Kind.CALENDAR_DAY: Clock.CALENDAR_DAY,
    Kind.MONTH: Clock.MONTH,
    Kind.TIME: Clock.HOUR,
    Kind.LIMIT_SHARE: Clock.CASE_LIMIT,
}


# Who reports: the city, every part of it (districts), or names and kinds of body together.
KINDS = tuple(kind.value for kind in BodyKind)


def _reporters(value: Any) -> Any:
    """A single kind is a list of one; other single words are not, as they may be misspelt."""
    return (value,) if value in KINDS and value != BodyKind.CITY else value


ReportedBy = Annotated[
    Literal["city", "districts"] | tuple[Words, ...],
    BeforeValidator(_reporters),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["districts", *KINDS]},
                {"type": "array", "items": {"type": "string", "pattern": r"\S"}, "minItems": 1},
            ]
        }
    ),
]


class TargetEntry(Entry):
    """One measurable statement of the plan, as the catalogue writes it."""

    id: Annotated[str, Field(pattern=r"^\d{2,3}-[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Bilingual
    quote: Words
    figure: Words
    statistic: Statistic
    op: Op
    threshold: Figure
    unit: PlanUnit
    clock: Clock | None = None
    starts: Bilingual | None = None
    ends: Bilingual | None = None
    scope: Bilingual
    scope_figures: tuple[Words, ...] = ()
    deadline: Day | None = None
    deadline_quote: Words | None = None
    for_: Years | None = Field(default=None, alias="for")
    yearly: Flag = False  # 每年: each of its years is judged by itself
    hedge: Words | None = None
    statutory: Statutory | None = None
    extension: Extension | None = None
    reported_by: ReportedBy
    over_bodies: Literal["each", "sum", "city"] | None = None
    over_periods: Literal["latest", "pooled"] = "pooled"
    belongs: Literal["start", "finish"] = "start"
    when: Literal["throughout", "by_deadline"] = "throughout"
    rolls: Flag = True
    implied: Flag = False
    confirmed: Flag = True  # false: drafted by rule, and no person has looked yet
    interpretation: Bilingual | None = None
    reads: tuple[Read, ...] = ()

    @property
    def _takes_cases(self) -> bool:
        return self.statistic not in (Statistic.LEVEL, Statistic.CHANGE, Statistic.DIFFERENCE)

    @property
    def limit(self) -> Limit:
        return Limit(self.op, self.threshold, self.unit)

    @model_validator(mode="after")
    def _fits_together(self) -> TargetEntry:
        faults = (
            self._quote_fault(),
            self._clock_fault(),
            self._value_fault(),
            self._time_fault(),
        )
        for fault in faults:
            if fault:
                raise PydanticCustomError("yshj", "{en}", {"text": fault, "en": fault.en})
        return self

    def _quote_fault(self) -> Text | None:
        for unit, printed in (
            (self.unit, self.quote),
            *((one.unit, one.quote) for one in (self.statutory, self.extension) if one),
        ):
            if fault := unknown_unit(unit, printed):
                return fault
        if self.figure not in self.quote:
            return Text(
                f"figure“{self.figure}”不在 quote 中", f"figure {self.figure!r} is not in the quote"
            )
        if self.hedge and self.hedge not in self.quote:
            return Text(
                f"hedge“{self.hedge}”不在 quote 中", f"hedge {self.hedge!r} is not in the quote"
            )
        if (self.deadline is None) != (self.deadline_quote is None):
            return Text(
                "deadline 与 deadline_quote 应同时出现", "deadline and deadline_quote go together"
            )
        return None

    def _clock_fault(self) -> Text | None:
        needed = _CLOCK_OF.get(self.unit.kind)
        if self.statistic is Statistic.DIFFERENCE:
            needed = None  # less by 5 days is counted by no clock
        if needed is not self.clock:
            return Text(
                f"计量单位“{self.unit.zh}”对应的 clock 应为 {needed or '（无）'}",
                f"unit {self.unit.zh} needs clock {needed or '(none)'}",
            )
        if self.clock and self.statistic not in (Statistic.EACH, Statistic.MEAN):
            return Text(
                "时限指标的 statistic 应为 each 或 mean", "a duration is judged by each or mean"
            )
        if self.clock is Clock.CASE_LIMIT and self.statistic is not Statistic.EACH:
            return Text("审限指标的 statistic 应为 each", "a case's own limit is judged by each")
        if self.clock and not (self.starts and self.ends):
            return Text("时限指标须写明 starts 与 ends", "a duration needs starts and ends")
        if not self.clock and (self.starts or self.ends or not self.rolls):
            return Text(
                "starts、ends、rolls 只用于时限指标", "starts, ends and rolls belong to durations"
            )
        if self.extension and (self.clock is None or self.extension.unit != self.unit):
            return Text(
                "extension 的单位应与指标相同", "extension needs a duration of the same unit"
            )
        return None

    def _value_fault(self) -> Text | None:
        kind, value = self.unit.kind, self.threshold
        if self.statistic is Statistic.SHARE and kind not in (Kind.PERCENT, Kind.RATE):
            return Text("share 的单位应为 % 或 件/万人", "a share is in % or 件/万人")
        if self.statistic is Statistic.CHANGE and kind is not Kind.PERCENT:
            return Text("change 的单位应为 %", "a change is in %")
        if self.statistic is Statistic.MILESTONE or kind is Kind.DATE:
            return Text("里程碑由事项期限生成", "milestones come from an item's deadline")
        if (kind is Kind.POINTS) > (self.statistic is Statistic.DIFFERENCE):
            return Text("百分点的 statistic 应为 difference", "percentage points are a difference")
        if value < 0 and self.statistic not in (Statistic.CHANGE, Statistic.DIFFERENCE):
            return Text("门槛值不应为负", "the threshold must not be negative")
        if self.statistic is Statistic.SHARE and kind is Kind.PERCENT and value > 100:
            return Text("比例不应超过 100 %", "a share is at most 100 %")
        if self.implied and value not in (0, 100):
            return Text("implied 的门槛值应为 0 或 100", "an implied threshold is 0 or 100")
        if self.statistic is Statistic.DIFFERENCE:
            if self.over_bodies not in (None, "sum"):
                return Text(
                    "difference 的 over_bodies 只可写 sum（各单位的增减相加）或不写",
                    "over_bodies of a difference is sum (the bodies' differences add up) or none",
                )
        elif (self.over_bodies is None) is (self.statistic in (Statistic.TOTAL, Statistic.LEVEL)):
            return Text(
                "total 与 level 须写 over_bodies，其他不写",
                "over_bodies belongs to total and level, and they need it",
            )
        return None

    def _time_fault(self) -> Text | None:
        """Which cases and days it is about; that `when` needs a due day, its item knows."""
        statistic = self.statistic
        latest = self.over_periods == "latest"
        if latest and statistic not in (Statistic.SHARE, Statistic.LEVEL):
            return Text(
                "over_periods: latest 只用于 share（level 本就取最近一期）",
                "over_periods: latest is for a share (a level is the latest anyway)",
            )
        if self.belongs == "finish" and not self._takes_cases:
            return Text(
                "level、change 与 difference 没有办件，不写 belongs",
                "belongs is about cases, which no level, change or difference has",
            )
        if self.when == "by_deadline" and (
            latest or statistic in (Statistic.LEVEL, Statistic.TOTAL)
        ):
            return Text(
                "when: by_deadline 只用于 each、mean、share、change、difference，且不取最近一期",
                "when: by_deadline is for each, mean, share, change or difference over all periods",
            )
        if self.when == "by_deadline" and self.yearly:
            return Text(
                "yearly（每年）与 when: by_deadline 不能并用：每年各自判定全年",
                "yearly and when: by_deadline exclude each other: each year is judged throughout",
            )
        return None


class NotTarget(Entry):
    """A figure of the plan that limits nothing, and why."""

    figure: Words
    quote: Words
    reason: Bilingual

    @model_validator(mode="after")
    def _figure_in_quote(self) -> NotTarget:
        if self.figure not in self.quote:
            raise wrong("figure 不在 quote 中", "the figure is not in the quote")
        return self


class ItemEntry(Entry):
    """One numbered item of the plan."""

    number: Annotated[int, Field(ge=1, le=999)]
    title: Bilingual
    lead: tuple[Words, ...]
    responsible: tuple[Words, ...]
    deadline: Deadline
    deadline_quote: Words | None = None
    targets: tuple[TargetEntry, ...] = ()
    not_targets: tuple[NotTarget, ...] = ()

    @model_validator(mode="after")
    def _deadline_is_quoted(self) -> ItemEntry:
        if self.deadline is not None and self.deadline_quote is None:
            raise wrong("有 deadline 须有 deadline_quote", "a deadline needs its deadline_quote")
        return self


class SectionHead(Entry):
    number: Words
    title: Bilingual


class SectionHeadFile(Entry):
    """A section's file; its items are read one by one, so that each has its say."""

    section: SectionHead
    items: tuple[Any, ...]
