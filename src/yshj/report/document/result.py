"""A result: the verdict on one target, what was observed, the same by body, the failing rows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from yshj.catalogue.bodies import BodyKind
from yshj.errors import Text
from yshj.judge.status import Status
from yshj.report.document.keys import LAST, Head, Part, derived, key, spare
from yshj.report.document.kinds import Kind, State
from yshj.report.document.measure import Limited, Measure, Spread, Statutory
from yshj.report.document.values import (
    Both,
    Count,
    Day,
    Figure,
    Many,
    Moment,
    Number,
    Raw,
    Word,
)

MOST_FAILURES = 100


class Bodies(Part):
    """Whose word was needed and who has reported, by their Chinese names."""

    reported: Many[str] = key(default=(), csv=None, frame=None)
    expected: Count = key(
        "需要其数据的单位数",
        "how many bodies' word was needed",
        0,
        csv=(20, "bodies_expected"),
        frame=(18, "bodies_expected"),
        sheet=Head(15, Text("应报", "expected")),
    )
    missing: Many[str] = key(default=(), csv=21, frame=None)
    needed: Many[str] | None = spare("需要其数据的单位", "the bodies whose word was needed")
    asked: Many[str] | None = spare(
        "该指标的填报单位：无数据而无从列出谁未报时才写",
        "the bodies that the target asks, where it has no data and none of them is missing",
    )

    @derived.column(
        csv=(19, "bodies_reported"),
        frame=(17, "bodies_reported"),
        sheet=Head(16, Text("已报", "reported")),
    )
    def heard(self) -> int:
        """How many of those whose word was needed have reported."""
        return self.expected - len(self.missing)


class _Spoken(Part):
    reporter: Word = key("单位的中文名称", "the body's name in Chinese", frame=3)
    kind: Kind = key(default=BodyKind.AGENCY)
    status: State = key(frame=4)
    decides: bool = key("结论是否以其为据", "whether the verdict rests on it", frame=5)


SoFar = Literal["met", "missed"]


class MissingTime(Part):
    """Days of one body that no report of it covers, both included."""

    reporter: Word = key()
    from_: Day = key(alias="from")
    to: Day = key()


class YearOf(Part):
    """One year of a yearly target, judged by itself."""

    year: Count = key()
    status: State = key()
    observed: Figure | None = key(against="limit")
    so_far: SoFar | None = spare()
    counts_as: State | None = spare()

    @property
    def effective(self) -> Status:
        """The status that it is coloured by."""
        return self.counts_as or self.status


class LedgerOf(Part):
    """From when to when the cases run that a body sent, and how many of them belong to the plan."""

    reporter: Word = key()
    first: Day | None = key()
    last: Day | None = key()
    cases: Count = key()


class Reporter(Measure, _Spoken):
    """The same target on one body's evidence alone.

    `reporter` is the body's name in Chinese; `decides` says whether the verdict rests on it.
    """

    so_far: SoFar | None = spare("尚未报齐时，按已报部分是否达标", "of a `partial`: met or missed")
    counts_as: State | None = spare("期限后按此计", "what it counts as once it is due")

    late: bool | None = spare("逾期报送", "sent later than the plan's report_within allows")

    @property
    def effective(self) -> Status:
        """The status that it is coloured and ordered by."""
        return self.counts_as or self.status


class WaiverEntry(Part):
    reporter: str | None = key(default=None)
    reason: str = key()
    approver: str = key()
    expires: Day = key()


class Waiver(Part):
    """What sets the target aside, and the status without it."""

    would_be: State | None = key(csv=27, frame=None)
    entries: Many[WaiverEntry] = key(default=())

    @derived.column(csv=(26, "waiver"))
    def in_short(self) -> str:
        """Who waived it, why and until when, in no language."""
        return "; ".join(
            f"{one.reporter or '*'}: {one.reason} ({one.approver}, {one.expires})"
            for one in self.entries
        )


class Failure(Part):
    """One failing row, and the body whose it is.

    `observed` is in the target's unit, a day for a milestone, None for a case still open; `due` is
    the last day or moment that was allowed.
    """

    file: Raw = key(frame=2, sheet=Head(4, Text("文件", "file"), 30))
    row: Count = key(frame=3, sheet=Head(5, Text("行", "row")))
    line: Count = key(frame=4, sheet=Head(6, Text("物理行", "line")))
    case: Raw | None = key(
        "办件编号",
        "the case's number: personal data",
        frame=5,
        sheet=Head(7, Text("办件编号", "case"), 24),
    )
    due: Moment | None = key(frame=6, sheet=Head(8, Text("期限", "due")))
    observed: Figure | None = key(against="limit", frame=7)
    reporter: Word | None = key(
        "该行所属单位", "whose row it is", None, sheet=Head(10, Text("填报单位", "reporter"), 20)
    )


class Result(Measure, Limited):
    """The verdict on one target.

    `observed` is exact, in the target's `unit` (named as the plan prints it): for a limit that
    each case must keep, the worst; for a milestone, the day it was completed; None where nothing
    was measured. `median` and `p90` (nearest rank) are of cases, None elsewhere. `margin` is the
    room that was left, below zero how far it was missed, in the unit (days for a milestone). `n`
    is how many were judged, `over` how many of them miss, `open` how many cases are not finished.
    `numerator` and `denominator` are kept where a ratio was pooled. `threshold` is in the unit too
    (a milestone's is its day, as 20211231). `deadline` is the target's own or its item's day, None
    for 持续推进. `reporters` are the findings by body; `expected` and `missing` the Chinese names
    of the bodies whose word is needed, and of those who have not reported. `would_be` is the status
    a waived target would have. `failures` are the worst failing rows, at most 100 of
    `failures_total`.
    """

    statutory: Statutory | None = key(default=None)
    deadline: Day | None = key(
        default=None, csv=24, frame=15, sheet=Head(14, Text("期限", "deadline"))
    )
    hedged: bool = key(default=False, csv=25, frame=16)
    bodies: Bodies = key(default=Bodies.model_construct())
    reporters: Many[Reporter] = key(default=())
    waiver: Waiver | None = key(default=None)
    notes: Many[str] = key(default=(), csv=28, frame=20, sheet=Head(20, Text("说明", "notes"), 44))
    notes_text: Many[Both] | None = spare()
    quote: str = key(default="", csv=30, sheet=Head(22, Text("条款", "clause"), 44))
    failures_total: Count = key(
        "不达标的全部行数，failures 至多列 100 行",
        "all failing rows, of which failures lists at most 100",
        0,
        csv=(29, "failures"),
        frame=19,
        sheet=Head(21, Text("不达标行数", "failing rows")),
    )
    failures: Annotated[Many[Failure], Field(max_length=MOST_FAILURES)] = key(default=())
    clock: str | None = spare("时限按什么计算", "what a duration is counted in")
    hedge: str | None = spare("弱化字样", "the words that hedge it")
    adds_up: bool | None = spare(
        "各单位的数值是否为一个总和的部分", "whether figures of bodies are parts of one sum"
    )
    reported_by: Literal["city", "districts"] | Many[str] | None = spare("由谁填报", "who reports")
    scope: str | None = spare("适用于哪些办件或数量", "what it is about")
    scope_text: Both | None = spare()
    interpretation: str | None = spare(
        "原文不明确处的理解", "what was decided where the plan leaves something open"
    )
    interpretation_text: Both | None = spare()
    spread: Spread | None = spare("办件分布", "how the cases' figures lie")
    so_far: SoFar | None = key(
        "尚未报齐时，按已报部分是否达标",
        "of a `partial`: whether what was reported meets the limit; null where that is undecided",
        None,
    )
    counts_as: State | None = key(
        "期限后仍未报齐且目前未达标的，按 fail 或 warn 计",
        "what a `partial` missed so far counts as once it is due: fail or warn",
        None,
    )
    missing_time: Many[MissingTime] = key(
        "哪些单位缺哪些日期", "whose report of which days is missing", ()
    )
    ledgers: Many[LedgerOf] = key("各单位办件的起止日期", "from when to when ledgers run", ())
    years: Many[YearOf] | None = spare(
        "每年各自的结论，以最差的一年为准", "each year by itself; the worst decides"
    )
    weight: Number | None = spare("排名时的权重，未写的为 1", "its weight in the ranking, else 1")

    @property
    def expected(self) -> tuple[str, ...]:
        return self.bodies.needed or ()

    @property
    def missing(self) -> tuple[str, ...]:
        return self.bodies.missing

    @property
    def by_year(self) -> tuple[YearOf, ...]:
        return self.years or ()

    @derived.column(csv=(LAST - 1, "missing_time"), frame=(LAST - 1, "missing_time"))
    def lacks(self) -> tuple[str, ...]:
        """Whose report of which days is missing, in no language."""
        return tuple(f"{one.reporter} {one.from_}..{one.to}" for one in self.missing_time)

    @property
    def waivers(self) -> tuple[WaiverEntry, ...]:
        return self.waiver.entries if self.waiver else ()

    @property
    def would_be(self) -> Status | None:
        return self.waiver.would_be if self.waiver else None

    @property
    def effective(self) -> Status:
        """The status that an exit code, an order and a gate go by."""
        return self.counts_as or self.status

    @property
    def unreported(self) -> bool:
        """A figure that nobody sent; a milestone is none."""
        return self.status is Status.NO_DATA and not self.is_milestone

    def __repr__(self) -> str:
        return f"<yshj.Finding {self.id}: {self.status}, {self.over} of {self.n} over>"
