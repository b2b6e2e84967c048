"""What a report holds. A renderer is a function from a Report to text; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from yshj.calendar.days import WorkCalendar
from yshj.catalogue.model import Catalogue
from yshj.errors import Exit, Problem, Text
from yshj.intake.mapping import Mapping
from yshj.intake.read import Input
from yshj.judge.model import Finding, Status
from yshj.report.breakdown import Breakdown
from yshj.report.compare import Comparison

SCHEMA_VERSION = 1
MOST_FAILURES = 100


class FailOn(StrEnum):
    """What makes the exit code 1: each step includes those before it."""

    NEVER = "never"
    FAIL = "fail"
    WARN = "warn"
    MISSING = "missing"
    REGRESSION = "regression"  # no step of that scale: what is worse than in a baseline


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
    """A finding with its worst failing rows, at most 100 of `failures_total`."""

    finding: Finding
    failures: list[Failure] = field(default_factory=list)
    failures_total: int = 0


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
    comparison: Comparison | None = None  # with the baseline, where one was given
    reporters: tuple[str, ...] = ()  # the bodies it was narrowed to; none is all
    breakdown: Breakdown | None = None  # where one was asked for
    mapping: Mapping | None = None  # how the inputs were read, where not as they stand
    fail_on: FailOn = FailOn.FAIL  # what the exit code was asked to tell

    def count(self, status: Status) -> int:
        return sum(one.finding.status is status for one in self.results)
