"""What judging gives: a status, a finding a target, the same by body."""

from __future__ import annotations

from dataclasses import dataclass, field

from yshj.catalogue.bodies import Body
from yshj.catalogue.model import Target
from yshj.catalogue.waivers import Waiver
from yshj.errors import Text
from yshj.judge.measure import Measure
from yshj.judge.status import Status as Status  # noqa: PLC0414 - for this room


@dataclass
class Finding:
    """The verdict on one target.

    `reported` of `expected` bodies reported; `unwaived` is the status a waived target would have.
    """

    target: Target
    status: Status
    measure: Measure
    reported: tuple[Body, ...] = ()
    expected: tuple[Body, ...] = ()
    notes: list[Text] = field(default_factory=list)
    by_body: list[BodyFinding] = field(default_factory=list)
    waivers: tuple[Waiver, ...] = ()
    unwaived: Status | None = None

    @property
    def missing(self) -> tuple[Body, ...]:
        return tuple(body for body in self.expected if body not in self.reported)

    @property
    def unreported(self) -> bool:
        """A figure that nobody sent; a milestone is none."""
        return self.status is Status.NO_DATA and not self.target.is_milestone


@dataclass
class BodyFinding:
    """The same target on one body's evidence alone."""

    body: Body
    status: Status
    measure: Measure
    decides: bool
