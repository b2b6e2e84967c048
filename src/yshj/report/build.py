"""From a submission and its observations to a report and its exit code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from yshj.calendar.days import WorkCalendar
from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.waivers import Waiver
from yshj.contract.periods import Period
from yshj.errors import Exit, Text
from yshj.intake.read import Submission
from yshj.judge.findings import judge
from yshj.judge.model import Finding
from yshj.judge.question import NOTHING_VOUCHED, Covers, window_asked
from yshj.judge.status import Status
from yshj.observe.evidence import Evidence, Observations
from yshj.observe.periods import by_period
from yshj.report import breakdown
from yshj.report.breakdown import Breakdown
from yshj.report.document.kinds import By, FailOn
from yshj.report.failures import add_failures
from yshj.report.model import Report, Result
from yshj.report.selection import EVERYTHING, Selection, unconfirmed_notes

_FAILING = {
    FailOn.NEVER: frozenset[Status](),
    FailOn.REGRESSION: frozenset[Status](),  # `compare.against` decides
    FailOn.FAIL: frozenset({Status.FAIL}),
    FailOn.WARN: frozenset({Status.FAIL, Status.WARN, Status.AT_RISK}),
    FailOn.MISSING: frozenset(
        {Status.FAIL, Status.WARN, Status.AT_RISK, Status.PARTIAL, Status.UNDETERMINED}
    ),
}


def build(
    version: str,
    submission: Submission,
    observations: Observations,
    catalogue: Catalogue,
    calendar: WorkCalendar,
    as_of: date,
    waivers: Sequence[Waiver] = (),
    selection: Selection = EVERYTHING,
    fail_on: FailOn = FailOn.FAIL,
    by: By | None = None,
    covers: Covers = NOTHING_VOUCHED,
) -> Report:
    """Judge every chosen target and gather what a reader needs to repair what failed."""
    results = []
    for target in catalogue.targets.values():
        if selection.wants(target):
            evidence = observations.by_target.get(target.id, [])
            found = judge(
                *(catalogue, target, evidence, as_of, waivers),
                asked=selection.reporters,
                covers=covers,
            )
            results.append(Result(found, late=_late(target, evidence, catalogue)))
    add_failures(results, submission, observations, selection.reporters)
    problems = submission.problems()
    findings = [one.finding for one in results]
    reporters = tuple(sorted(selection.reporters))
    return Report(
        version=version,
        as_of=as_of,
        catalogue=catalogue,
        calendar=calendar,
        inputs=submission.inputs,
        results=results,
        problems=problems,
        notes=[
            *submission.notes,
            *_waiver_notes(
                [one for one in waivers if selection.covers(catalogue, one)],
                {one for f in findings if f.target.adds_up for one in f.waivers},
                *(as_of, observations),
            ),
            *unconfirmed_notes(selection),
        ],
        exit_code=Exit.INPUT if problems else exit_code(findings, fail_on),
        reporters=reporters,
        mapping=submission.mapping,
        fail_on=fail_on,
        breakdown=_breakdown(
            *(by, catalogue, findings, observations, as_of, waivers, reporters, covers)
        ),
    )


def _late(target: Target, evidence: Sequence[Evidence], catalogue: Catalogue) -> frozenset[str]:
    """The bodies of which a figure was reported (报送日期) too long after its period's end.

    Nobody is late where the plan does not say within how many days to report.
    """
    if not catalogue.plan.report_within or target.is_milestone:
        return frozenset()
    within = timedelta(days=catalogue.plan.report_within)
    return frozenset(
        one.body.name
        for one in evidence
        for row in one.rows
        if row.says and row.origin is not None and row.origin.row.reported is not None
        if row.origin.row.reported > row.period.end + within
    )


def _breakdown(
    by: By | None,
    catalogue: Catalogue,
    findings: Sequence[Finding],
    observations: Observations,
    as_of: date,
    waivers: Sequence[Waiver],
    reporters: Sequence[str],
    covers: Covers,
) -> Breakdown | None:
    if by is By.REPORTER:
        return breakdown.by_reporter(catalogue, findings, reporters)
    if by is By.ITEM:
        return breakdown.by_item(catalogue, findings)
    if by is By.BODY:
        return breakdown.by_lead(catalogue, findings)
    if by is None:
        return None
    evidence: dict[Period | None, dict[str, list[Evidence]]] = {}
    for period, by_target in by_period(observations, catalogue, as_of).items():
        for target, sent in by_target.items():
            mine = [one for one in sent if not reporters or one.body.name in reporters]
            if mine:
                evidence.setdefault(period, {})[target] = mine
    return breakdown.by_period(
        [one.target for one in findings],
        evidence,
        lambda target, sent, period: judge(
            *(catalogue, target, sent, as_of, waivers),
            asked=reporters,
            covers=covers,
            window=window_asked(catalogue, target, period, as_of),
        ),
    )


def exit_code(findings: Iterable[Finding], fail_on: FailOn) -> Exit:
    """0 or 1 for findings alone; refused rows and unreadable files are 3 before that."""
    for finding in findings:
        if {finding.status, finding.effective} & _FAILING[fail_on]:
            return Exit.TARGET_FAILED
        if fail_on is FailOn.MISSING and finding.unreported:
            return Exit.TARGET_FAILED
    return Exit.OK


def _waiver_notes(
    waivers: Sequence[Waiver], sparing: Collection[Waiver], as_of: date, observations: Observations
) -> list[Text]:
    """Waivers that have expired, and those that met no rows to set aside.

    A sum no longer waits for a body that is waived, so that such a waiver is used without rows.
    """
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
        elif not sent or (one.reporter and one.reporter not in sent and one not in sparing):
            notes.append(Text(f"豁免未用到：{name}", f"waiver not used: {name}"))
    return notes
