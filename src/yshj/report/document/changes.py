"""Two reports compared: what became of each target."""

from __future__ import annotations

from typing import Literal

from yshj.errors import Text
from yshj.judge.status import Status
from yshj.report.document.keys import Part, key, spare
from yshj.report.document.kinds import Change, ChangeOf, Changes, OpOf, State, StatisticOf
from yshj.report.document.plan import Tool
from yshj.report.document.result import SoFar
from yshj.report.document.values import (
    Both,
    Count,
    Day,
    Figure,
    Many,
    Number,
    Printed,
    Raw,
    Sha256,
    Word,
    named,
)
from yshj.thresholds.limits import Op


class Basis(Part):
    name: Word = key()
    sha256: Sha256 = key()


class Side(Part):
    """One target as one report has it; `would_be` is the status without the waivers."""

    status: State = key()
    would_be: State | None = key(default=None)
    op: OpOf = key()
    threshold: Printed = key()
    unit: Word = key()
    observed: Figure | None = key()
    n: Count = key()
    over: Count = key()
    margin: Number | None = key()
    unit_names: Both | None = spare()
    clock: str | None = spare("时限按什么计算", "what a duration is counted in")
    so_far: SoFar | None = spare("尚未报齐时，按已报部分是否达标", "of a `partial`: met or missed")
    counts_as: State | None = spare("期限后按此计", "what it counts as once it is due")

    @property
    def units(self) -> Text:
        return self.unit_names or named(self.unit)

    @property
    def limit(self) -> tuple[Op, object, str]:
        return self.op, self.threshold, self.unit

    @property
    def verdict(self) -> Status:
        """The status, and under a waiver that set everything aside what it would have been."""
        if self.status is Status.WAIVED and self.would_be is not None:
            return self.would_be
        return self.status

    @property
    def reported(self) -> bool:
        return self.verdict is not Status.NO_DATA


class Difference(Part):
    """One target before and after; None where that report does not have it."""

    id: Word = key()
    item: Count = key()
    name: Word = key()
    name_text: Both | None = spare()
    change: ChangeOf = key()
    before: Side | None = key()
    after: Side | None = key()
    statistic: StatisticOf | None = spare()

    @property
    def regression(self) -> bool:
        """Whether `--fail-on regression` fails for it: a target that was reported and has gone
        from the catalogue counts, or deleting it would be a way through the gate."""
        if self.change is Change.GONE:
            return self.before is not None and self.before.reported
        return self.change is Change.REGRESSED

    @property
    def limit_changed(self) -> bool:
        before, after = self.before, self.after
        return before is not None and after is not None and before.limit != after.limit


class Origin(Part):
    """Which report it is: its file, as of when, against what. This very run has no file."""

    path: Raw | None = key()
    sha256: Sha256 | None = key()
    as_of: Day = key()
    catalogue: Basis = key()


class Differences(Part):
    """Every target of either report that is not the same: by kind of change, then in the plan's
    order."""

    summary: Changes = key()
    changes: Many[Difference] = key()
    notes: Many[str] = key(default=())
    notes_text: Many[Both] | None = spare()

    def of(self, change: Change) -> list[Difference]:
        return [one for one in self.changes if one.change is change]

    @property
    def regressions(self) -> list[Difference]:
        return [one for one in self.changes if one.regression]


class Baseline(Differences, Origin):
    """The earlier report that this one is compared with."""


class _Two(Part):
    schema_version: Literal[1] = key()
    tool: Tool = key()
    exit_code: Literal[0] = key()
    old: Origin = key()
    new: Origin = key()


class Diff(Differences, _Two):
    """What `yshj diff --output-format json` writes."""
