"""The rows behind a failure: at most a hundred of all of them, the worst first."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from tests.conftest import COMPLETE, Judge, case_rows, only, result
from yshj.catalogue.waivers import Waiver
from yshj.judge.status import Status
from yshj.report.model import Failure, Report
from yshj.report.selection import Selection

HEADER = "target,reporter,case,started,finished"


def briefly(report: Report, target: str) -> list[tuple[str | None, object]]:
    return [(one.case, one.observed) for one in result(report, target).failures]


def test_a_failing_case_is_named_with_its_place_and_due_date(judge_csv: Judge) -> None:
    rows = """08-setup-time,中原区,A-1,2021-03-01,2021-03-02,"two
              lines"
              08-setup-time,中原区,A-2,2021-03-05,2021-03-09,"""
    report = judge_csv(cases=f"{HEADER},evidence\n{rows}")
    failure = only(report).failures[0]
    assert Path(failure.file).name == "c0.csv"
    assert failure == Failure(
        failure.file, 3, 4, "中原区", "A-2", date(2021, 3, 8), failure.observed
    )
    assert failure.observed == 2  # Friday to Tuesday


def test_a_case_counted_in_hours_is_due_at_a_moment(judge_csv: Judge) -> None:
    row = "21-seizure-time,市资源规划局,1,2021-06-05 23:30,2021-06-06 01:30"
    failure = only(judge_csv(cases=row)).failures[0]
    assert (failure.due, failure.observed) == (datetime(2021, 6, 6, 0, 30), Fraction(2))


def test_the_latest_come_first_and_an_open_case_is_late_by_now(judge_csv: Judge) -> None:
    times = [("03-01", "03-04"), ("03-01", ""), ("03-01", "03-31"), ("03-01", "03-02")]
    report = judge_csv(cases=case_rows("08-setup-time", "中原区", *times))
    assert briefly(report, "08-setup-time") == [
        ("中原区-2", None),
        ("中原区-3", 22),
        ("中原区-1", 3),
    ]
    assert only(report).failures[0].due == date(2021, 3, 2)
    assert only(report).failures_total == only(report).finding.measure.over == 3


def test_lateness_and_not_the_time_taken_is_what_is_worst(judge_csv: Judge) -> None:
    rows = """08-setup-time,中原区,long,2021-03-01,2021-03-12,7
              08-setup-time,中原区,late,2021-03-01,2021-03-05,0"""
    report = judge_csv(cases=f"{HEADER},excluded\n{rows}")  # 1 and 3 working days late
    assert briefly(report, "08-setup-time") == [("late", 4), ("long", 2)]


def test_at_most_a_hundred_of_all_failures_are_listed(judge_csv: Judge) -> None:
    times = [("03-01", "03-03")] * 149 + [("03-01", "03-05")] + [("03-01", "03-02")] * 50
    one = only(judge_csv(cases=case_rows("08-setup-time", "中原区", *times)))
    assert (one.failures_total, one.finding.measure.over, len(one.failures)) == (150, 150, 100)
    assert [failure.case for failure in one.failures[:2]] == ["中原区-150", "中原区-1"]
    assert [failure.row for failure in one.failures[1:]] == list(range(2, 101))


def test_fees_come_highest_first_without_a_due_date(judge_csv: Judge) -> None:
    rows = "44-document-fee,1,0.5元\n44-document-fee,2,0元\n44-document-fee,3,3元"
    report = judge_csv(cases=f"target,case,value\n{rows}")
    assert briefly(report, "44-document-fee") == [("3", 3), ("1", 0.5)]
    assert only(report).failures[0].due is None


@pytest.mark.parametrize(("flags", "listed"), [("是是是是否", 0), ("是是是否否", 2)])
def test_unmet_flags_are_listed_when_the_share_is_missed(
    judge_csv: Judge, flags: str, listed: int
) -> None:
    rows = "\n".join(f"68-assisted-drafting,市法院,{n},{flag}" for n, flag in enumerate(flags))
    sent = f"target,reporter,case,flag\n{rows}"
    one = only(judge_csv(cases=sent, covers=COMPLETE))  # 80 % passes
    assert (one.failures_total, len(one.failures)) == (listed, listed)


def test_a_mean_has_no_failing_rows(judge_csv: Judge) -> None:
    rows = case_rows("17-warehouse-time", "郑州市", ("03-01", "03-31"))
    one = only(judge_csv(cases=rows, covers=COMPLETE))
    assert (one.finding.status, one.failures_total) == (Status.FAIL, 0)


# --- reported figures ---------------------------------------------------------------------------


def test_figures_that_miss_are_listed_the_worst_first(judge_csv: Judge) -> None:
    rows = """08-setup-time,中原区,2021,2,工作日
              08-setup-time,金水区,2021,1,工作日
              08-setup-time,二七区,2021,7,工作日"""
    one = only(judge_csv(rows))
    assert [failure.row for failure in one.failures] == [4, 2]
    assert [failure.observed for failure in one.failures] == [7, 2]
    assert (one.failures_total, one.failures[0].line, one.failures[0].case) == (2, 4, None)


def test_at_most_a_hundred_figures_are_listed(judge_csv: Judge) -> None:
    rows = "\n".join(
        f"08-setup-time,{body},2021-{month:02d},{2 + month},工作日"
        for month in range(1, 13)
        for body in ("中原", "二七", "金水", "上街", "惠济", "管城", "中牟", "巩义", "荥阳", "新密")
    )
    one = only(judge_csv(rows))
    assert (one.failures_total, len(one.failures)) == (120, 100)
    assert [one.failures[0].observed, one.failures[-1].observed] == [14, 5]


def test_only_figures_that_were_judged_are_listed(judge_csv: Judge) -> None:
    rows = """08-setup-time,中原区,2021,2,工作日
              08-setup-time,中原区,2021-03,3,工作日
              08-setup-time,金水区,2020,9,工作日
              08-setup-time,金水区,2021,1,工作日
              17-warehouse-time,郑州市,2021,6,工作日
              17-warehouse-time,市城建局,2021H1,9,工作日"""
    report = judge_csv(rows)  # 2020 lies outside, an inner period counts, the city decides
    for target, listed in (("08-setup-time", [3, 2]), ("17-warehouse-time", [6])):
        one = result(report, target)
        assert [failure.row for failure in one.failures] == listed
        assert one.failures_total == len(listed)
    assert [one.reporter for one in result(report, "17-warehouse-time").failures] == ["郑州市"]


def test_case_files_outside_the_window_hide_no_figure(judge_csv: Judge) -> None:
    cases = "08-setup-time,中原区,1,2020-12-01,2020-12-31"
    one = only(judge_csv("08-setup-time,中原区,2021,2,工作日", cases))
    assert (one.finding.status, one.finding.measure.from_cases) == (Status.FAIL, False)
    assert [failure.observed for failure in one.failures] == [2]


def test_a_late_milestone_shows_its_day_and_deadline(judge_csv: Judge) -> None:
    one = only(judge_csv("06-milestone,郑州市,,2021-10-08,"))
    assert [(failure.due, failure.observed) for failure in one.failures] == [
        (date(2021, 9, 30), date(2021, 10, 8))
    ]


def test_a_part_of_a_sum_does_not_fail_by_itself(judge_csv: Judge) -> None:
    rows = "82-patent-firms,郑州市,2021H1,13,家\n82-patent-firms,郑州市,2021H2,14,家"
    one = only(judge_csv(rows))
    assert (one.finding.status, one.failures_total) == (Status.FAIL, 0)


def test_the_one_figure_of_a_sum_is_listed(judge_csv: Judge) -> None:
    one = only(judge_csv("82-patent-firms,郑州市,2021,27,家"))
    assert (one.finding.status, one.failures_total) == (Status.FAIL, 1)


# --- what is set aside --------------------------------------------------------------------------

TWO = "\n".join(
    case_rows("08-setup-time", body, ("03-01", "03-05")) for body in ("中原区", "金水区")
)


def test_a_waived_bodys_rows_are_not_listed(judge_csv: Judge) -> None:
    waiver = Waiver("08-setup-time", "中原区", "flood", "Wang", date(2022, 6, 30))
    one = only(judge_csv(cases=TWO, waivers=[waiver]))
    assert (one.failures_total, [failure.case for failure in one.failures]) == (1, ["金水区-1"])


def test_a_waived_target_lists_none(judge_csv: Judge) -> None:
    waiver = Waiver("08-setup-time", None, "flood", "Wang", date(2022, 6, 30))
    one = only(judge_csv(cases=TWO, waivers=[waiver]))
    assert (one.finding.status, one.failures_total, one.failures) == (Status.WAIVED, 0, [])


def test_only_the_chosen_reporters_rows_are_listed(judge_csv: Judge) -> None:
    report = judge_csv(cases=TWO, selection=Selection(reporters=frozenset({"金水区"})))
    one = only(report)
    assert (one.failures_total, [failure.case for failure in one.failures]) == (1, ["金水区-1"])


def test_rows_that_only_the_model_can_read_are_listed_once_each(judge_csv: Judge) -> None:
    rows = """08-setup-time,金水区,iso,2021-03-05,2021-03-30
              08-setup-time,金水区,offset,2021-03-05T01:00:00+08:00,2021-03-30
              08-setup-time,金水区,packed,20210305,２０２１-03-30
              08-setup-time,金水区,packed,20210305,２０２１-03-30"""
    report = judge_csv(cases=f"{HEADER}\n{rows}")
    assert [problem.row for problem in report.problems] == [5]  # sent twice
    found = next(one for one in report.results if one.failures)
    assert [failure.case for failure in found.failures] == ["iso", "offset", "packed"]
    assert [failure.row for failure in found.failures] == [2, 3, 4]
    assert found.failures_total == 3
