"""What a report is made of, as a script meets it: plain values, words in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from yshj import errors
from yshj.catalogue.waivers import Waiver
from yshj.judge.measure import Measure
from yshj.judge.model import BodyFinding as Judged
from yshj.judge.model import Status
from yshj.report.model import Failure, Result


@dataclass(frozen=True)
class Problem:
    """One fault of what was submitted: a refused row, or a file that cannot be read.

    `file` is the file's or the frame's name; `row` counts the header as row 1 and is None for a
    whole file; `line` is the physical line of a text file (the row, where no other is known);
    `column` and `value` are as written; `message` says what was expected. `str(problem)` is the
    line that the command line prints.
    """

    file: str
    row: int | None
    line: int | None
    column: str | None
    value: str | None
    message: str
    told: str

    def __str__(self) -> str:
        return self.told


@dataclass(frozen=True)
class BodyFinding:
    """The same target on one body's evidence alone; the figures are as in `Finding`.

    `reporter` is the body's name in Chinese; `decides` says whether the verdict rests on it.
    """

    reporter: str
    status: Status
    decides: bool
    observed: Fraction | date | None
    n: int
    over: int
    open: int
    margin: Fraction | None


@dataclass(frozen=True)
class Finding:
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

    id: str
    item: int
    name: str
    status: Status
    statistic: str
    op: str
    threshold: Decimal
    unit: str
    observed: Fraction | date | None
    n: int
    over: int
    open: int
    margin: Fraction | None
    median: Fraction | None
    p90: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    deadline: date | None
    hedged: bool
    quote: str
    reporters: tuple[BodyFinding, ...]
    expected: tuple[str, ...]
    missing: tuple[str, ...]
    waivers: tuple[Waiver, ...]
    would_be: Status | None
    notes: tuple[str, ...]
    failures: tuple[Failure, ...]
    failures_total: int


def finding_of(result: Result, lang: str) -> Finding:
    """A result of the report, its words in `lang`."""
    found, target = result.finding, result.finding.target
    measure = found.measure
    return Finding(
        id=target.id,
        item=target.item,
        name=target.name.in_(lang),
        status=found.status,
        statistic=target.statistic.value,
        op=target.op.value,
        threshold=target.threshold,
        unit=target.unit.zh,
        observed=measure.observed,
        n=measure.n,
        over=measure.over,
        open=measure.open,
        margin=measure.margin,
        median=_rank(measure, Fraction(1, 2)),
        p90=_rank(measure, Fraction(9, 10)),
        numerator=measure.numerator,
        denominator=measure.denominator,
        deadline=target.due,
        hedged=target.hedge is not None,
        quote=target.quote,
        reporters=tuple(_body(one) for one in found.by_body),
        expected=tuple(body.name for body in found.expected),
        missing=tuple(body.name for body in found.missing),
        waivers=found.waivers,
        would_be=found.unwaived,
        notes=tuple(note.in_(lang) for note in found.notes),
        failures=tuple(result.failures),
        failures_total=result.failures_total,
    )


def _rank(measure: Measure, share: Fraction) -> Fraction | None:
    return None if measure.spread is None else measure.spread.rank(share)


def _body(one: Judged) -> BodyFinding:
    found = one.measure
    return BodyFinding(
        reporter=one.body.name,
        status=one.status,
        decides=one.decides,
        observed=found.observed,
        n=found.n,
        over=found.over,
        open=found.open,
        margin=found.margin,
    )


def problem_of(one: errors.Problem, lang: str) -> Problem:
    """A fault of the report, its words in `lang`."""
    line = one.line if one.line is not None else one.row
    return Problem(
        *(one.file, one.row, line, one.column, one.value),
        *(one.message.in_(lang), one.tell(lang)),
    )
