"""Every status of design section 3, and what separates it from its neighbours."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import COMPLETE, Find, said
from yshj.catalogue.model import Catalogue
from yshj.catalogue.waivers import Waiver
from yshj.judge.findings import judge
from yshj.judge.status import Status
from yshj.observe.evidence import Evidence


def firms(n: int, body: str = "郑州市", period: str = "2021") -> str:
    return f"82-patent-firms,{body},{period},{n},家"


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("82-patent-firms,郑州市,2021,28,家", Status.PASS),
        ("82-patent-firms,郑州市,2021,27,家", Status.FAIL),
        ("83-financing-amount,郑州市,2021,2亿元,", Status.FAIL),  # 突破2亿元
        ("83-financing-amount,郑州市,2021,20000.01万元,", Status.PASS),
        ("08-setup-time,郑州市,2021,1,工作日", Status.PASS),
        ("08-setup-time,郑州市,2021,1.000000001,工作日", Status.FAIL),
        ("44-document-fee,郑州市,2021,0元,", Status.PASS),
        ("44-document-fee,郑州市,2021,0.01元,", Status.FAIL),
        ("73-unlawful-evidence,郑州市,2021,0,件", Status.PASS),
        ("73-unlawful-evidence,郑州市,2021,1,件", Status.FAIL),
        ("22-online-tax,市税务局,2021,90%,", Status.PASS),
        ("22-online-tax,市税务局,2021,899.999999‰,", Status.FAIL),
        ("47-clearance-time,郑州海关,2021-12,-50%,", Status.PASS),
        ("47-clearance-time,郑州海关,2021-12,-49.999999999%,", Status.FAIL),
    ],
)
def test_pass_and_fail_meet_at_the_limit(finding: Find, row: str, status: Status) -> None:
    assert finding(row).status is status


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2021-12-30", Status.AT_RISK),
        ("2021-12-31", Status.FAIL),  # the deadline is reached
        ("2022-01-01", Status.FAIL),
    ],
)
def test_a_miss_is_at_risk_until_the_deadline(finding: Find, as_of: str, status: Status) -> None:
    """Of a milestone; a sum that is short of time waits for it, before the day and after."""
    row = "01-milestone,市政务办,,2022-01-01,"
    assert finding(row, as_of=as_of).status is status


def test_at_risk_shows_progress_against_the_calendar(finding: Find) -> None:
    found = finding(firms(14, period="2021-Q1"), as_of="2021-03-31")  # day 90 of 365
    assert said(found) == "50% done, 25% of the time gone"


def test_a_target_without_a_deadline_is_due_when_the_window_ends(finding: Find) -> None:
    row = "33-customer-investment,郑州供电公司,2021-03,1元,"
    assert finding(row, as_of="2021-04-01").status is Status.AT_RISK
    assert finding(row, as_of="2021-12-31").status is Status.FAIL


@pytest.mark.parametrize(
    ("as_of", "status"), [("2021-12-30", Status.AT_RISK), ("2021-12-31", Status.WARN)]
)
def test_a_hedged_miss_is_a_warning(finding: Find, as_of: str, status: Status) -> None:
    row = "95-health-centres-standard,郑州市,2021-01..2021-12-30,79.9%,"
    row = row if as_of == "2021-12-30" else row.replace("2021-12-30", "2021-12-31")
    assert finding(row, as_of=as_of).status is status
    assert finding(row.replace("79.9", "80"), as_of=as_of).status is Status.PASS


def test_a_milestone_in_the_future_is_not_yet_met(finding: Find) -> None:
    row = "06-milestone,郑州市,,2021-08-15,"
    assert finding(row, as_of="2021-08-14").status is Status.AT_RISK
    assert finding(row, as_of="2021-08-15").status is Status.PASS


def test_one_body_still_to_finish_keeps_a_milestone_open(finding: Find) -> None:
    rows = "06-milestone,市政务办,,2021-09-01,\n06-milestone,市发展改革委,,2021-09-20,"
    found = finding(rows, as_of="2021-09-10")
    assert (found.status, found.measure.n, found.measure.over) == (Status.AT_RISK, 1, 1)
    assert "2021-09-20 is still to come: not completed" in said(found)
    assert finding(rows, as_of="2021-09-20").status is Status.PASS


def test_a_milestone_that_will_be_late_is_at_risk_and_then_failed(finding: Find) -> None:
    row = "06-milestone,郑州市,,2021-10-15,"
    assert finding(row, as_of="2021-09-29").status is Status.AT_RISK
    assert finding(row, as_of="2021-09-30").status is Status.FAIL


def test_a_sum_short_of_bodies_is_partial_and_names_them(finding: Find) -> None:
    found = finding(f"{firms(5, '中原区')}\n{firms(6, '金水区')}")
    assert (found.status, found.measure.observed) == (Status.PARTIAL, 11)
    assert (len(found.reported), len(found.expected), len(found.missing)) == (2, 16, 14)
    assert [body.en for body in found.missing[:2]] == ["Erqi District", "Shangjie District"]


def test_a_sum_already_reached_passes_without_the_others(finding: Find) -> None:
    assert finding(firms(28, "中原区")).status is Status.PASS


@pytest.mark.parametrize(("last", "status"), [(13, Status.PASS), (12, Status.FAIL)])
def test_a_sum_of_all_bodies_is_judged(
    finding: Find, catalogue: Catalogue, last: int, status: Status
) -> None:
    *others, one = [body.name for body in catalogue.parts]
    assert len(others) == 15
    found = finding("\n".join([*(firms(1, name) for name in others), firms(last, one)]))
    assert (found.status, found.missing) == (status, ())


def test_one_districts_file_alone_is_judged_on_what_it_says(finding: Find) -> None:
    assert finding("08-setup-time,中原区,2021,2,工作日").status is Status.FAIL
    assert finding("41-capital-districts,中原区,2021,2亿元,").status is Status.PARTIAL
    assert finding("81-ip-stations,中原区,2021,3,家").status is Status.PARTIAL
    assert finding("83-financing-amount,中原区,2021,2亿元,").status is Status.PARTIAL


def test_more_of_a_ceiling_only_makes_it_worse(finding: Find) -> None:
    assert finding("73-unlawful-evidence,市公安局,2021,1,件").status is Status.FAIL


@pytest.mark.parametrize(
    ("word", "status", "observed", "expected"),
    [
        ("不涉及", Status.PARTIAL, None, 15),
        ("零报告", Status.PARTIAL, 0, 16),
        ("", Status.NO_DATA, None, 16),
        ("--", Status.NO_DATA, None, 16),
        ("0", Status.PARTIAL, 0, 16),
    ],
)
def test_three_ways_of_no_figure_are_three_outcomes(
    finding: Find, word: str, status: Status, observed: int | None, expected: int
) -> None:
    found = finding(f"82-patent-firms,中原区,2021,{word},家")
    assert (found.status, found.measure.observed) == (status, observed)
    assert (len(found.expected), bool(found.reported)) == (expected, status is not Status.NO_DATA)


@pytest.mark.parametrize(
    ("word", "note"),
    [
        ("不涉及", "does not apply to: "),
        ("零报告", "reported as zero by: "),
        ("/", "left blank by: "),
    ],
)
def test_what_stood_in_place_of_a_figure_is_named(finding: Find, word: str, note: str) -> None:
    found = finding(f"08-setup-time,中原区,2021,{word},\n08-setup-time,金水区,2021,1,工作日")
    assert (found.status, found.measure.n, found.so_far) == (Status.PARTIAL, 1, "met")
    assert f"{note}Zhongyuan District" in said(found).splitlines()


@pytest.mark.parametrize(
    "row", ["22-online-tax,市税务局,2021,零报告,", "08-setup-time,郑州市,2021,零报告,"]
)
def test_nothing_to_judge_is_not_a_pass(finding: Find, row: str) -> None:
    found = finding(row)
    assert (found.status, found.measure.n) == (Status.NOT_APPLICABLE, 0)


def test_no_parts_of_nothing_are_no_share(finding: Find) -> None:
    header = "target,reporter,period,numerator,denominator\n"
    assert finding(f"{header}22-online-tax,市税务局,2021,0,0").status is Status.NOT_APPLICABLE


def test_a_waiver_of_the_whole_target(finding: Find) -> None:
    waiver = Waiver("82-patent-firms", None, "flood", "Wang", date(2022, 6, 30))
    found = finding(firms(27), waivers=[waiver])
    assert (found.status, found.unwaived, found.waivers) == (Status.WAIVED, Status.FAIL, (waiver,))
    assert found.measure.observed == 27


def test_without_evidence_nothing_passes(catalogue: Catalogue) -> None:
    silent = [Evidence(body) for body in catalogue.parts]
    for target in catalogue.targets.values():
        for evidence in ([], silent):
            found = judge(catalogue, target, evidence, date(2022, 1, 10))
            assert found.status is Status.NO_DATA, target.id


# --- found by a reader who had not seen the work ------------------------------------------------


def test_the_citys_own_ledger_speaks_for_the_city(finding: Find) -> None:
    header = "target,reporter,case\n"
    rows = header + "".join(f"87-incubators,,{n}\n" for n in range(10))
    found = finding(cases=rows, as_of="2022-12-31")
    # cases without a day show no time: the city is asked when they run
    assert (found.status, found.so_far, found.measure.n) == (Status.PARTIAL, "missed", 10)
    whole = finding(cases=rows, as_of="2022-12-31", covers=COMPLETE)
    assert (whole.status, whole.measure.n) == (Status.FAIL, 10)
    both = rows + "".join(f"87-incubators,金水区,{n}\n" for n in range(10))
    assert finding(cases=both, as_of="2022-12-31").measure.n == 10
    fewer = rows + "87-incubators,金水区,0\n"
    told = said(finding(cases=fewer, as_of="2022-12-31", covers=COMPLETE))
    assert told == "Zhengzhou reports 10, the bodies together 1; Zhengzhou decides"


def test_a_ceiling_sum_is_not_kept_while_bodies_are_missing(finding: Find) -> None:
    header = "target,reporter,period,value,unit\n"
    found = finding(header + "73-unlawful-evidence,市公安局,2021,0,件")
    assert found.status is Status.PARTIAL
    assert finding(header + "73-unlawful-evidence,市公安局,2021,1,件").status is Status.FAIL


def test_a_blank_is_not_a_word_that_it_does_not_apply(finding: Find) -> None:
    header = "target,reporter,period,numerator,denominator,value\n"
    rows = header + "98-waste-sorting,金水区,2021,,,--\n98-waste-sorting,中原区,2021,,,不涉及\n"
    found = finding(rows)
    assert (found.status, found.so_far) == (Status.PARTIAL, None)
    assert "金水区" in {body.name for body in found.missing}
    assert {one.body.name: one.status for one in found.by_body} == {
        "金水区": Status.NO_DATA,
        "中原区": Status.NOT_APPLICABLE,
    }


def test_an_overdue_open_case_is_as_bad_as_it_is_by_now(finding: Find) -> None:
    rows = "target,reporter,case,started,finished\n08-setup-time,金水区,1,2021-12-01,\n"
    found = finding(cases=rows, as_of="2021-12-10")  # 2 to 10 December: 7 working days
    assert (found.status, found.measure.observed) == (Status.AT_RISK, 7)
    assert (found.measure.over, found.measure.margin) == (1, -6)


def test_a_worst_case_cannot_get_better(finding: Find) -> None:
    header = "target,reporter,period,value,unit\n"
    rows = "20-capacity,市人社局,2021Q1,31,日\n20-capacity,市人社局,2021H1,29,日\n"
    found = finding(header + rows)
    assert (found.status, found.measure.observed) == (Status.FAIL, 31)
