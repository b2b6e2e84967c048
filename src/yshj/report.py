"""The report: everything a renderer may print, and the exit code, decided once.

A renderer is a function from a Report to text or bytes; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from yshj.calendar.days import WorkCalendar
from yshj.catalogue.bodies import Body
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.waivers import Waiver
from yshj.contract.rules import CaseFacts
from yshj.errors import Exit, Problem, Text
from yshj.intake.engine import load_columns
from yshj.intake.read import Input, Submission
from yshj.intake.settle import find_rows
from yshj.judge.findings import Finding, Status, judge
from yshj.observe.cases import Outcome, State
from yshj.observe.evidence import Observations

SCHEMA_VERSION = 1
MOST_FAILURES = 100


class FailOn(StrEnum):
    """What makes the exit code 1: each step includes those before it."""

    NEVER = "never"
    FAIL = "fail"
    WARN = "warn"
    MISSING = "missing"


_FAILING = {
    FailOn.NEVER: frozenset[Status](),
    FailOn.FAIL: frozenset({Status.FAIL}),
    FailOn.WARN: frozenset({Status.FAIL, Status.WARN, Status.AT_RISK}),
    FailOn.MISSING: frozenset(
        {Status.FAIL, Status.WARN, Status.AT_RISK, Status.PARTIAL, Status.UNDETERMINED}
    ),
}


@dataclass(frozen=True)
class Failure:
    """One failing row. `observed` is in the target's unit; None for a case still open."""

    file: str
    row: int
    line: int | None
    case: str | None
    due: date | datetime | None
    observed: Fraction | None


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

    def count(self, status: Status) -> int:
        return sum(one.finding.status is status for one in self.results)


@dataclass(frozen=True)
class Selection:
    """Which targets and which bodies a check is about; empty means all."""

    targets: frozenset[str] = frozenset()
    items: frozenset[int] = frozenset()
    reporters: frozenset[str] = frozenset()

    def wants(self, target: Target) -> bool:
        if self.targets or self.items:
            return target.id in self.targets or target.item in self.items
        return True


def build(
    version: str,
    submission: Submission,
    observations: Observations,
    catalogue: Catalogue,
    calendar: WorkCalendar,
    as_of: date,
    waivers: Sequence[Waiver] = (),
    selection: Selection = Selection(),
    fail_on: FailOn = FailOn.FAIL,
) -> Report:
    """Judge every chosen target and gather what a reader needs to repair what failed."""
    results = []
    for target in catalogue.targets.values():
        if selection.wants(target):
            evidence = [
                one
                for one in observations.by_target.get(target.id, [])
                if not selection.reporters or one.body.name in selection.reporters
            ]
            results.append(Result(judge(catalogue, target, evidence, as_of, waivers)))
    _add_failures(results, submission, observations, selection)
    problems = submission.problems()
    findings = [one.finding for one in results]
    return Report(
        version=version,
        as_of=as_of,
        catalogue=catalogue,
        calendar=calendar,
        inputs=submission.inputs,
        results=results,
        problems=problems,
        notes=[*submission.notes, *_waiver_notes(waivers, as_of, observations)],
        exit_code=Exit.INPUT if problems else exit_code(findings, fail_on),
    )


def exit_code(findings: Iterable[Finding], fail_on: FailOn) -> Exit:
    """0 or 1 for findings alone; refused rows and unreadable files are 3 before that."""
    for finding in findings:
        if finding.status in _FAILING[fail_on]:
            return Exit.TARGET_FAILED
        missing = finding.status is Status.NO_DATA and not finding.target.is_milestone
        if fail_on is FailOn.MISSING and missing:
            return Exit.TARGET_FAILED
    return Exit.OK


def _add_failures(
    results: Sequence[Result],
    submission: Submission,
    observations: Observations,
    selection: Selection,
) -> None:
    by_target = {one.finding.target.id: one for one in results}
    _failing_figures(by_target, submission)
    _failing_cases(by_target, submission, observations, selection)


def _failing_figures(by_target: dict[str, Result], submission: Submission) -> None:
    """Reported figures that miss the limit by themselves: a worst case, a share, a day."""
    for one in submission.measured:
        result = by_target.get(one.row.target.id)
        if result is None or result.finding.measure.from_cases:
            continue
        target, figure = one.row.target, one.row.figure
        deciding = {body.body.name for body in result.finding.by_body if body.decides}
        if figure is None or one.row.reporter.name not in deciding:
            continue
        if result.finding.status in (Status.PASS, Status.WAIVED, Status.PARTIAL):
            continue
        value = figure.value
        if target.is_milestone:
            missed = figure.day is not None and target.due is not None and figure.day > target.due
        elif figure.denominator:
            value = (figure.numerator or Fraction(0)) / figure.denominator * 100
            missed = not target.limit.holds(value)
        else:
            missed = value is not None and not target.limit.holds(value)
        if missed:
            line = one.table.lines([one.at]).get(one.at)
            result.failures_total += 1
            result.failures.append(Failure(one.table.name, one.at, line, None, target.due, value))


def _failing_cases(
    by_target: dict[str, Result],
    submission: Submission,
    observations: Observations,
    selection: Selection,
) -> None:
    ledger = submission.ledger
    failing = {
        number: (target, came)
        for number, (target, came) in observations.cases.outcomes.items()
        if _fails(came, target, by_target.get(target.id))
    }
    if not failing:
        return
    con = ledger.store.con
    ordered = sorted(failing, key=lambda number: _badness(failing[number][1]))
    load_columns(con, "failing", {"id": ("BIGINT", ordered), "place": ("BIGINT", range(len(ordered)))})
    names = [name for name, body in ledger.bodies.items() if _wanted(body, by_target, selection)]
    load_columns(con, "failing_bodies", {"reporter": ("VARCHAR", names)})
    from yshj.intake.fast import KEYS

    same = " AND ".join(f'g."{key}" IS NOT DISTINCT FROM c."{key}"' for key in KEYS if key != "reporter")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE failing_groups AS SELECT g.*, c.id AS combo, f.place FROM "
        f"grouped g JOIN combos c ON {same} JOIN failing f USING (id) "
        "JOIN failing_bodies b ON g.reporter IS NOT DISTINCT FROM b.reporter WHERE n > 0"
    )
    for name, total in con.execute(
        "SELECT c.id, sum(g.n) FROM failing_groups g JOIN combos c ON g.combo = c.id GROUP BY c.id"
    ).fetchall():
        by_target[failing[name][0].id].failures_total += int(total)
    con.execute(
        "DELETE FROM failing_groups WHERE (target, place) NOT IN (SELECT target, place FROM "
        "(SELECT target, place, sum(sum(n)) OVER (PARTITION BY target ORDER BY place "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM failing_groups "
        f"GROUP BY target, place) WHERE coalesce(before, 0) < {MOST_FAILURES})"
    )
    found = list(find_rows(ledger, "failing_groups", tag="w.combo", most=MOST_FAILURES))
    gathered: dict[str, list[tuple[tuple[bool, Fraction], Failure, CaseFacts]]] = {}
    for row in found:
        assert row.group is not None
        target, came = failing[row.group]
        facts = ledger.facts[row.group][1]
        last = facts.due.last if facts.due else None
        failure = Failure(row.scan.table.name, row.row, None, row.raw.get("case"), last, came.figure)
        gathered.setdefault(target.id, []).append((_badness(came), failure, facts))
    lines = _lines(found)
    for name, rows in gathered.items():
        worst = sorted(rows, key=lambda one: (one[0], one[1].file, one[1].row))[:MOST_FAILURES]
        by_target[name].failures += [
            Failure(f.file, f.row, lines.get((f.file, f.row)), f.case, f.due, f.observed)
            for _, f, _ in worst
        ]


def _lines(found: Sequence[object]) -> dict[tuple[str, int], int]:
    from yshj.intake.settle import Found

    by_table: dict[str, list[Found]] = {}
    for one in found:
        assert isinstance(one, Found)
        by_table.setdefault(one.scan.table.name, []).append(one)
    return {
        (name, row): line
        for name, rows in by_table.items()
        for row, line in rows[0].scan.table.lines(one.row for one in rows).items()
    }


def _fails(came: Outcome, target: Target, result: Result | None) -> bool:
    if result is None or came.state not in (State.DONE, State.OPEN):
        return False
    if target.statistic is Statistic.SHARE:
        return came.flag is False and result.finding.status is not Status.PASS
    return target.statistic is Statistic.EACH and came.over


def _badness(came: Outcome) -> tuple[bool, Fraction]:
    """The worst first: the latest, then values, then cases still open."""
    if came.slack is not None:
        return (False, came.slack)
    return (came.figure is None, -(came.figure or Fraction(0)))


def _wanted(body: Body, by_target: dict[str, Result], selection: Selection) -> bool:
    return not selection.reporters or body.name in selection.reporters


def _waiver_notes(
    waivers: Sequence[Waiver], as_of: date, observations: Observations
) -> list[Text]:
    notes = []
    for one in waivers:
        name = f"{one.target} {one.reporter or ''}".strip()
        if not one.valid(as_of):
            notes.append(
                Text(f"豁免已于 {one.expires} 到期：{name}", f"waiver expired on {one.expires}: {name}")
            )
            continue
        bodies = {each.body.name for each in observations.by_target.get(one.target, [])}
        if (one.reporter and one.reporter not in bodies) or not bodies:
            notes.append(Text(f"豁免未用到：{name}", f"waiver not used: {name}"))
    return notes


Renderer = Callable[[Report, str], str]
