"""From a submission and its observations to a report and its exit code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yshj.calendar.days import WorkCalendar
from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.waivers import Waiver
from yshj.errors import Exit, Text
from yshj.intake.read import Submission
from yshj.judge.findings import judge
from yshj.judge.model import Finding, Status
from yshj.observe.evidence import Observations
from yshj.report.failures import add_failures
from yshj.report.model import FailOn, Report, Result

_FAILING = {
    FailOn.NEVER: frozenset[Status](),
    FailOn.FAIL: frozenset({Status.FAIL}),
    FailOn.WARN: frozenset({Status.FAIL, Status.WARN, Status.AT_RISK}),
    FailOn.MISSING: frozenset(
        {Status.FAIL, Status.WARN, Status.AT_RISK, Status.PARTIAL, Status.UNDETERMINED}
    ),
}


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
    add_failures(results, submission, observations, selection.reporters)
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


def _waiver_notes(waivers: Sequence[Waiver], as_of: date, observations: Observations) -> list[Text]:
    """Waivers that have expired, and those that met no rows to set aside."""
    notes = []
    for one in waivers:
        name = f"{one.target} {one.reporter or ''}".strip()
        sent = {each.body.name for each in observations.by_target.get(one.target, [])}
        if not one.valid(as_of):
            notes.append(
                Text(
                    f"豁免已于 {one.expires} 到期：{name}",
                    f"waiver expired on {one.expires}: {name}",
                )
            )
        elif not sent or (one.reporter and one.reporter not in sent):
            notes.append(Text(f"豁免未用到：{name}", f"waiver not used: {name}"))
    return notes
