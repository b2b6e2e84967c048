"""What judging gives: a status, a finding a target, the same by body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from yshj.catalogue.bodies import Body
from yshj.catalogue.model import Target
from yshj.catalogue.waivers import Waiver
from yshj.contract.amounts import Figure
from yshj.contract.periods import Period
from yshj.errors import Text
from yshj.judge.doubts import Doubt
from yshj.judge.measured import Measure
from yshj.judge.status import Status

SoFar = Literal["met", "missed"]


@dataclass(frozen=True)
class LedgerSpan:
    """From when to when the cases run that a body sent for a target, and how many belong."""

    body: Body
    first: date | None
    last: date | None
    cases: int


@dataclass
class Verdict:
    """A status with what it rests on.

    A `partial` says what it would be were nothing missing (`so_far`), what it counts as from the
    due day on (`counts_as`: fail or warn), who is missing, and which days of whom.
    """

    status: Status
    measure: Measure
    so_far: SoFar | None = None
    counts_as: Status | None = None
    missing: tuple[Body, ...] = ()
    missing_time: tuple[tuple[Body, Period], ...] = ()

    @property
    def effective(self) -> Status:
        """The status that an exit code, an order and a gate go by."""
        return self.counts_as or self.status


@dataclass(kw_only=True)
class Finding(Verdict):
    """The verdict on one target.

    `reported` of `expected` bodies reported; `unwaived` is the status a waived target would have.
    `counting` are the figures a verdict rests on, by the body and period of their rows; `first` the
    first day that is judged (rule 10), where that is not the window's.
    """

    target: Target
    reported: tuple[Body, ...] = ()
    expected: tuple[Body, ...] = ()
    notes: list[Text] = field(default_factory=list)
    by_body: list[BodyFinding] = field(default_factory=list)
    waivers: tuple[Waiver, ...] = ()
    unwaived: Status | None = None
    ledgers: tuple[LedgerSpan, ...] = ()
    doubts: list[Doubt] = field(default_factory=list)
    counting: Mapping[tuple[str, Period], Figure] = field(default_factory=dict)
    first: date | None = None
    year: int | None = None
    years: tuple[Finding, ...] = ()  # of a yearly target: each year by itself, in order of time

    @property
    def by_itself(self) -> tuple[Finding, ...]:
        """What was judged by itself: each year of a yearly target, else the whole."""
        return self.years or (self,)

    @property
    def unreported(self) -> bool:
        """A figure that nobody sent; a milestone is none."""
        return self.status is Status.NO_DATA and not self.target.is_milestone


@dataclass(kw_only=True)
class BodyFinding(Verdict):
    """The same target on one body's evidence alone; `decides` whether that decides the whole."""

    body: Body
    decides: bool
