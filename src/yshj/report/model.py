"""What a check found, before it becomes a document: findings with their failing rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from yshj.calendar.days import WorkCalendar
from yshj.catalogue.model import Catalogue
from yshj.errors import Exit, Problem, Text
from yshj.intake.mapping import Mapping
from yshj.intake.read import Input
from yshj.judge.model import Finding
from yshj.judge.status import Status
from yshj.report.breakdown import Breakdown
from yshj.report.document.kinds import FailOn


@dataclass(frozen=True)
class Failure:
    """One failing row, and the body whose it is.

    `observed` is in the target's unit, a day for a milestone, None for a case still open.
    """

    file: str
    row: int
    line: int | None
    reporter: str | None
    case: str | None
    due: date | datetime | None
    observed: Fraction | date | None


@dataclass
class Result:
    """A finding with its worst failing rows, at most 100 of `failures_total`.

    `late` names the bodies that sent a figure of it later than the plan allows.
    """

    finding: Finding
    failures: list[Failure] = field(default_factory=list)
    failures_total: int = 0
    late: frozenset[str] = frozenset()


@dataclass
class Report:
    """What a check found. `results` are in the plan's order, every chosen target once."""

    version: str
    as_of: date
    catalogue: Catalogue
    calendar: WorkCalendar
    inputs: list[Input]
    results: list[Result]
    problems: list[Problem]
    notes: list[Text]
    exit_code: Exit
    reporters: tuple[str, ...] = ()  # the bodies it was narrowed to; none is all
    breakdown: Breakdown | None = None  # where one was asked for
    mapping: Mapping | None = None  # how the inputs were read, where not as they stand
    fail_on: FailOn = FailOn.FAIL  # what the exit code was asked to tell

    def count(self, status: Status) -> int:
        return sum(one.finding.status is status for one in self.results)
