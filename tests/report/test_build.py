"""What a check covers, and the exit code it comes to."""

from __future__ import annotations

import pytest

from tests.conftest import Judge, result
from yshj.catalogue.model import Catalogue
from yshj.errors import Exit
from yshj.judge.status import Status
from yshj.report.document.kinds import FailOn
from yshj.report.selection import Selection

NEVER, FAIL, WARN, MISSING = FailOn.NEVER, FailOn.FAIL, FailOn.WARN, FailOn.MISSING
SCALE = [NEVER, FAIL, WARN, MISSING]
ROWS = {
    Status.PASS: "82-patent-firms,郑州市,2021,28,家",
    Status.FAIL: "82-patent-firms,郑州市,2021,27,家",
    Status.WARN: "82-patent-firms,郑州市,2021,28,家\n95-health-centres-standard,郑州市,2021,79%,",
    Status.PARTIAL: "08-setup-time,中原区,2021,1,工作日",
    Status.UNDETERMINED: "17-warehouse-time,,2021H1,9,\n17-warehouse-time,,2021H2,1,",
    Status.NOT_APPLICABLE: "08-setup-time,郑州市,2021,不涉及,",
    Status.NO_DATA: "08-setup-time,郑州市,2021,,",
}
AT_RISK = "08-setup-time,郑州市,2021-Q1,27,工作日"


def selected(rows: str) -> Selection:
    return Selection(targets=frozenset(line.partition(",")[0] for line in rows.splitlines()))


@pytest.mark.parametrize(
    ("status", "first_failing"),
    [
        (Status.PASS, None),
        (Status.NOT_APPLICABLE, None),
        (Status.FAIL, FAIL),
        (Status.WARN, WARN),
        (Status.PARTIAL, MISSING),
        (Status.UNDETERMINED, MISSING),
        (Status.NO_DATA, MISSING),
    ],
)
@pytest.mark.parametrize("fail_on", SCALE)
def test_the_exit_code_is_a_scale(
    judge_csv: Judge, status: Status, first_failing: FailOn | None, fail_on: FailOn
) -> None:
    rows = ROWS[status]
    report = judge_csv(rows, selection=selected(rows), fail_on=fail_on)
    assert report.count(status) == 1
    fails = first_failing is not None and SCALE.index(fail_on) >= SCALE.index(first_failing)
    assert report.exit_code is (Exit.TARGET_FAILED if fails else Exit.OK)


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [(FAIL, Exit.OK), (WARN, Exit.TARGET_FAILED), (MISSING, Exit.TARGET_FAILED)],
)
def test_a_target_at_risk_counts_with_the_warnings(
    judge_csv: Judge, fail_on: FailOn, code: Exit
) -> None:
    report = judge_csv(AT_RISK, as_of="2021-04-01", selection=selected(AT_RISK), fail_on=fail_on)
    assert (report.count(Status.AT_RISK), report.exit_code) == (1, code)


@pytest.mark.parametrize(
    ("target", "code"), [("06-milestone", Exit.OK), ("08-setup-zones", Exit.TARGET_FAILED)]
)
def test_a_milestone_nobody_reported_is_not_missing(
    judge_csv: Judge, target: str, code: Exit
) -> None:
    chosen = Selection(targets=frozenset({target}))
    report = judge_csv(ROWS[Status.PASS], selection=chosen, fail_on=MISSING)
    assert (report.count(Status.NO_DATA), report.exit_code) == (1, code)


@pytest.mark.parametrize("fail_on", SCALE)
def test_a_refused_row_is_3_whatever_else_and_the_rest_is_judged(
    judge_csv: Judge, fail_on: FailOn
) -> None:
    report = judge_csv(f"{ROWS[Status.FAIL]}\n82-patent-firm,郑州市,2021,1,家", fail_on=fail_on)
    assert report.exit_code is Exit.INPUT
    assert [(one.row, one.column) for one in report.problems] == [(3, "target")]
    assert result(report, "82-patent-firms").finding.status is Status.FAIL
    assert (report.inputs[0].rows, report.inputs[0].refused) == (2, 1)


def test_every_target_has_one_result_in_the_plans_order(
    judge_csv: Judge, catalogue: Catalogue
) -> None:
    report = judge_csv(ROWS[Status.PASS])
    assert [one.finding.target.id for one in report.results] == list(catalogue.targets)
    assert report.count(Status.PASS) == 1
    assert report.count(Status.NO_DATA) == len(catalogue.targets) - 1


def test_items_and_targets_are_chosen_together(judge_csv: Judge) -> None:
    chosen = Selection(targets=frozenset({"82-patent-firms"}), items=frozenset({6, 21}))
    ids = [one.finding.target.id for one in judge_csv(AT_RISK, selection=chosen).results]
    assert ids == [
        *("06-milestone", "21-seizure-time", "21-free-mail", "21-milestone", "82-patent-firms")
    ]


def test_a_reporter_is_judged_alone(judge_csv: Judge) -> None:
    rows = "08-setup-time,中原区,2021,1,工作日\n08-setup-time,金水区,2021,2,工作日"
    for name, status in (("中原区", Status.PASS), ("金水区", Status.FAIL)):
        report = judge_csv(rows, selection=Selection(reporters=frozenset({name})))
        found = result(report, "08-setup-time").finding
        assert (found.status, [one.body.name for one in found.by_body]) == (status, [name])


def test_the_readers_notes_reach_the_report(judge_csv: Judge) -> None:
    report = judge_csv(
        "target,reporter,period,value,unit,附注\n82-patent-firms,郑州市,2021,28,家,x"
    )
    assert [note.en for note in report.notes] == [f"{report.inputs[0].name}: columns ignored: 附注"]
