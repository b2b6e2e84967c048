"""Findings broken down by body, period, item and lead body: who has an entry, and what it says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.conftest import COMPLETE, Judge, case_rows
from yshj.catalogue.model import Catalogue
from yshj.catalogue.waivers import Waiver
from yshj.judge.question import Covers
from yshj.judge.status import Status
from yshj.report.breakdown import Breakdown, Entry, Group
from yshj.report.document.kinds import By
from yshj.report.model import Report
from yshj.report.selection import Selection

SETUP = Selection(targets=frozenset({"08-setup-time"}))
DISTRICTS = (
    *("中原区", "二七区", "金水区", "上街区", "惠济区", "管城回族区", "中牟县", "巩义市", "荥阳市"),
    *("新密市", "新郑市", "登封市", "郑州航空港经济综合实验区", "郑东新区"),
    *("郑州经济技术开发区", "郑州高新技术产业开发区"),
)


def parts(report: Report) -> Breakdown:
    assert report.breakdown is not None
    return report.breakdown


def group(report: Report, key: str) -> Group:
    return next(one for one in parts(report).groups if one.key == key)


def entry(report: Report, key: str, target: str) -> Entry:
    return next(one for one in group(report, key).entries if one.target.id == target)


def statuses(report: Report) -> dict[str, Status]:
    """By group, where one target was chosen."""
    return {one.key: one.entries[0].status for one in parts(report).groups}


def test_nothing_is_broken_down_unasked(judge_csv: Judge) -> None:
    assert judge_csv("82-patent-firms,郑州市,2021,28,家").breakdown is None


# --- by reporting body --------------------------------------------------------------------------


def test_each_body_is_judged_on_its_own_rows(judge_csv: Judge) -> None:
    cases = [
        case_rows("08-setup-time", "中原区", ("03-01", "03-02")),
        case_rows("08-setup-time", "金水区", ("03-01", "03-02"), ("03-01", "03-04")),
    ]
    report = judge_csv(cases=cases, selection=SETUP, by=By.REPORTER, covers=COMPLETE)
    late, met = entry(report, "金水区", "08-setup-time"), entry(report, "中原区", "08-setup-time")
    assert (late.status, late.measure.n, late.measure.over) == (Status.FAIL, 2, 1)
    assert (late.measure.observed, met.measure.observed) == (Fraction(3), Fraction(1))
    assert (met.status, met.measure.n) == (Status.PASS, 1)
    assert group(report, "金水区").name.en == "Jinshui District"


def test_a_body_that_a_target_waits_for_is_told_to_have_sent_nothing(judge_csv: Judge) -> None:
    rows = case_rows("08-setup-time", "中原区", ("03-01", "03-02"))
    days = Covers(periods=COMPLETE.periods)
    report = judge_csv(cases=rows, selection=SETUP, by=By.REPORTER, covers=days)
    expected = dict.fromkeys(DISTRICTS, Status.NO_DATA) | {"中原区": Status.PASS}
    assert statuses(report) == expected
    assert entry(report, "二七区", "08-setup-time").measure.n == 0


def test_a_body_that_need_not_report_has_no_entry(judge_csv: Judge) -> None:
    report = judge_csv("08-setup-time,郑州市,2021,1,工作日", selection=SETUP, by=By.REPORTER)
    assert statuses(report) == {"郑州市": Status.PASS}  # the city speaks for its districts


def test_a_target_nobody_reported_waits_for_those_who_must(judge_csv: Judge) -> None:
    chosen = Selection(targets=frozenset({"08-setup-zones", "60-other-trials", "08-milestone"}))
    rows = "82-patent-firms,郑州市,2021,28,家"
    report = judge_csv(rows, selection=chosen, by=By.REPORTER)
    waiting = {one.key: [entry.target.id for entry in one.entries] for one in parts(report).groups}
    assert waiting == {
        "郑州市": ["08-setup-zones", "08-milestone"],
        "市法院": ["60-other-trials"],
    }
    assert {one.status for each in parts(report).groups for one in each.entries} == {Status.NO_DATA}


def test_only_the_chosen_bodies_are_shown(judge_csv: Judge) -> None:
    chosen = Selection(SETUP.targets, reporters=frozenset({"金水区", "二七区"}))
    rows = case_rows("08-setup-time", "金水区", ("03-01", "03-02"))
    days = Covers(periods=COMPLETE.periods)
    report = judge_csv(cases=rows, selection=chosen, by=By.REPORTER, covers=days)
    assert statuses(report) == {"二七区": Status.NO_DATA, "金水区": Status.PASS}


def test_a_district_beside_the_city_keeps_its_own_verdict(judge_csv: Judge) -> None:
    rows = "08-setup-time,郑州市,2021,1,工作日\n08-setup-time,金水区,2021,2,工作日"
    report = judge_csv(rows, selection=SETUP, by=By.REPORTER)
    assert statuses(report) == {"郑州市": Status.PASS, "金水区": Status.FAIL}


@pytest.mark.parametrize(
    ("reporter", "expected"),
    [
        ("金水区", {"中原区": Status.FAIL, "金水区": Status.WAIVED}),
        (None, {"中原区": Status.WAIVED, "金水区": Status.WAIVED}),
    ],
)
def test_what_is_waived_is_waived_here_too(
    judge_csv: Judge, reporter: str | None, expected: dict[str, Status]
) -> None:
    cases = [case_rows("08-setup-time", name, ("03-01", "03-31")) for name in ("中原区", "金水区")]
    waiver = Waiver("08-setup-time", reporter, "flood", "Wang", date(2022, 6, 30))
    report = judge_csv(cases=cases, waivers=[waiver], selection=SETUP, by=By.REPORTER)
    found = statuses(report)
    assert {name: found[name] for name in expected} == expected
    rest = {status for name, status in found.items() if name not in expected}
    assert rest == {Status.NO_DATA if reporter else Status.WAIVED}


# --- by period ----------------------------------------------------------------------------------


def test_cases_belong_to_the_month_they_started_in(judge_csv: Judge) -> None:
    times = [("03-31", "04-01"), ("03-31", "04-02"), ("04-01", "04-02"), ("12-31", "")]
    rows = case_rows("08-setup-time", "中原区", *times)
    report = judge_csv(
        cases=rows, as_of="2021-12-31", selection=SETUP, by=By.PERIOD, covers=COMPLETE
    )
    found = [
        (one.key, one.entries[0].status, one.entries[0].measure.n) for one in parts(report).groups
    ]
    assert found == [
        ("2021-03", Status.FAIL, 2),
        ("2021-04", Status.PASS, 1),
        ("2021-12", Status.UNDETERMINED, 0),  # open, and not yet due
    ]


def test_cases_outside_the_window_or_in_the_future_are_in_no_period(judge_csv: Judge) -> None:
    rows = "\n".join(
        f"08-setup-time,中原区,{at},{day},"
        for at, day in enumerate(("2020-12-31", "2021-03-01", "2021-11-02"))
    )
    report = judge_csv(cases=rows, as_of="2021-06-30", selection=SETUP, by=By.PERIOD)
    assert list(statuses(report)) == ["2021-03"]


def test_figures_belong_to_their_period_in_order_of_time(judge_csv: Judge) -> None:
    rows = """08-setup-time,中原区,2021-02,1,工作日
              08-setup-time,中原区,2021-01,3,工作日
              08-setup-time,金水区,2021H1,2,工作日
              08-setup-time,金水区,2020,9,工作日
              08-setup-time,二七区,2021,1,工作日
              08-setup-time,上街区,2021-02,,"""
    report = judge_csv(rows, selection=SETUP, by=By.PERIOD)
    assert list(statuses(report).items()) == [
        ("2021", Status.FAIL),  # what lies in it misses
        ("2021-01..2021-06", Status.FAIL),
        ("2021-01", Status.FAIL),
        ("2021-02", Status.PARTIAL),  # the other bodies are asked for February too
    ]
    assert entry(report, "2021-01", "08-setup-time").measure.observed == 3


def test_only_what_was_asked_and_left_blank_is_no_data(judge_csv: Judge) -> None:
    rows = "08-setup-time,上街区,2021-02,,\n08-setup-time,二七区,2021-03,不涉及,"
    report = judge_csv(rows, selection=SETUP, by=By.PERIOD)
    assert statuses(report) == {"2021-02": Status.NO_DATA, "2021-03": Status.PARTIAL}


def test_a_share_is_pooled_within_its_period_alone(judge_csv: Judge) -> None:
    rows = """68-assisted-drafting,市法院,2021-Q1,79,100
              68-assisted-drafting,市法院,2021-Q2,81,100"""
    header = "target,reporter,period,numerator,denominator"
    chosen = Selection(targets=frozenset({"68-assisted-drafting"}))
    report = judge_csv(f"{header}\n{rows}", selection=chosen, by=By.PERIOD)
    found = report.results[0].finding  # 160 of 200
    assert (found.status, found.so_far) == (Status.PARTIAL, "met")
    assert statuses(report) == {"2021-01..2021-03": Status.FAIL, "2021-04..2021-06": Status.PASS}


def test_a_part_of_a_yearly_sum_is_no_failure(judge_csv: Judge) -> None:
    chosen = Selection(targets=frozenset({"82-patent-firms"}))  # at least 28 in the year
    rows = """82-patent-firms,郑州市,2021-Q1,3,家
              82-patent-firms,郑州市,2021-Q2,28,家"""
    report = judge_csv(rows, selection=chosen, by=By.PERIOD)
    assert statuses(report) == {"2021-01..2021-03": Status.PARTIAL, "2021-04..2021-06": Status.PASS}


@pytest.mark.parametrize(
    ("as_of", "period", "status"),
    [
        ("2022-01-10", "2021", Status.FAIL),  # the whole time
        ("2022-01-10", "2021-01..2021-09", Status.PARTIAL),
        ("2021-09-30", "2021-01..2021-09", Status.AT_RISK),  # all there is by then
    ],
)
def test_a_sum_over_the_whole_time_is_judged(
    judge_csv: Judge, as_of: str, period: str, status: Status
) -> None:
    chosen = Selection(targets=frozenset({"82-patent-firms"}))
    rows = f"82-patent-firms,郑州市,{period},27,家"
    report = judge_csv(rows, as_of=as_of, selection=chosen, by=By.PERIOD)
    assert statuses(report) == {period: status}


def test_cases_that_are_counted_are_a_part_of_the_sum(judge_csv: Judge) -> None:
    rows = "01-mobile-services,,A,2021-03-01,\n01-mobile-services,,B,,"
    chosen = Selection(targets=frozenset({"01-mobile-services"}))
    report = judge_csv(cases=rows, selection=chosen, by=By.PERIOD)
    found = [(one.key, one.entries[0].measure.observed) for one in parts(report).groups]
    assert found == [("2021-03", Fraction(1)), ("", Fraction(1))]
    assert set(statuses(report).values()) == {Status.PARTIAL}
    assert parts(report).groups[-1].name.en == "no date"


def test_a_milestone_belongs_to_the_month_of_its_day(judge_csv: Judge) -> None:
    chosen = Selection(items=frozenset({6}))  # due 2021-09-30
    report = judge_csv("06-milestone,郑州市,,2021-10-08,", selection=chosen, by=By.PERIOD)
    assert statuses(report) == {"2021-10": Status.FAIL}


def test_periods_keep_to_the_chosen_bodies(judge_csv: Judge) -> None:
    cases = [
        case_rows("08-setup-time", "中原区", ("03-01", "03-31")),
        case_rows("08-setup-time", "金水区", ("04-01", "04-02")),
    ]
    chosen = Selection(SETUP.targets, reporters=frozenset({"金水区"}))
    report = judge_csv(cases=cases, selection=chosen, by=By.PERIOD)
    assert statuses(report) == {"2021-04": Status.PASS}


# --- by item and by lead body -------------------------------------------------------------------


def test_every_finding_stands_under_its_item(judge_csv: Judge, catalogue: Catalogue) -> None:
    report = judge_csv("82-patent-firms,郑州市,2021,27,家", by=By.ITEM)
    groups = parts(report).groups
    assert [one.key for one in groups] == [
        str(n) for n in catalogue.items if catalogue.items[n].targets
    ]
    assert group(report, "82").count(Status.FAIL) == 1
    counted = sum(one.count(status) for one in groups for status in Status)
    assert counted == len(report.results) == len(catalogue.targets)


def test_an_item_that_several_bodies_lead_stands_under_each(
    judge_csv: Judge, catalogue: Catalogue
) -> None:
    item = catalogue.items[6]
    assert len(item.entry.lead) == 3
    chosen = Selection(items=frozenset({6}))
    report = judge_csv("06-milestone,郑州市,,2021-10-08,", selection=chosen, by=By.BODY)
    assert [one.name.en for one in parts(report).groups] == [
        *("General Office of the Municipal Government", "Development and Reform Commission"),
        "Government Services Office",
    ]
    assert set(statuses(report).values()) == {Status.FAIL}
    assert entry(report, parts(report).groups[0].key, "06-milestone").measure.margin == Fraction(-8)


def test_an_item_without_a_lead_stands_under_those_responsible(
    judge_csv: Judge, catalogue: Catalogue
) -> None:
    item = catalogue.items[59]
    assert item.entry.lead == ()
    chosen = Selection(items=frozenset({59}))
    report = judge_csv("06-milestone,郑州市,,2021-10-08,", selection=chosen, by=By.BODY)
    assert [one.key for one in parts(report).groups] == ["市法院"]
