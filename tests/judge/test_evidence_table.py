"""What was once a verdict on the wrong evidence: each row of it, as it must be.

The window is 2021, and every submission is judged as of its last day unless it says otherwise.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.conftest import Find, Judge, result, said
from yshj.catalogue.model import Catalogue
from yshj.errors import Exit
from yshj.judge.status import Status
from yshj.report.document.kinds import FailOn
from yshj.report.selection import Selection

PARTS = "target,reporter,period,numerator,denominator\n"
AS_OF = "2021-12-31"


def lacks(found: Any) -> dict[str, list[str]]:
    """Of each body that has reported, the days that are missing."""
    silent = {body.name for body in found.missing}
    days: dict[str, list[str]] = {}
    for body, period in found.missing_time:
        if body.name not in silent:
            days.setdefault(body.name, []).append(f"{period.start}..{period.end}")
    return days


def test_two_districts_of_many_are_no_pass(finding: Find, judge_csv: Judge) -> None:
    rows = "41-capital-districts,中原区,2021,3,亿元\n41-capital-districts,金水区,2021,2,亿元"
    found = finding(rows, as_of=AS_OF)
    assert (found.status, found.so_far, found.counts_as) == (Status.PARTIAL, "met", None)
    assert "巩义市" in [body.name for body in found.missing]
    assert not {"中原区", "金水区"} & {body.name for body in found.missing}
    alone = Selection(targets=frozenset({"41-capital-districts"}))
    assert judge_csv(rows, as_of=AS_OF, selection=alone).exit_code is Exit.OK
    strict = judge_csv(rows, as_of=AS_OF, selection=alone, fail_on=FailOn.MISSING)
    assert strict.exit_code is Exit.TARGET_FAILED


@pytest.mark.parametrize(
    ("parts", "status"), [("100,100", Status.PARTIAL), ("96,100", Status.FAIL)]
)
def test_one_district_of_a_full_coverage(finding: Find, parts: str, status: Status) -> None:
    found = finding(f"{PARTS}98-waste-sorting,中原区,2021,{parts}", as_of=AS_OF)
    assert found.status is status
    assert found.so_far == ("met" if status is Status.PARTIAL else None)


def test_a_quarter_of_the_year_is_no_pass(finding: Find) -> None:
    found = finding(f"{PARTS}68-assisted-drafting,市法院,2021Q1,85,100", as_of=AS_OF)
    assert (found.status, found.so_far) == (Status.PARTIAL, "met")
    assert lacks(found) == {"市法院": ["2021-04-01..2021-12-31"]}


def test_a_quarter_kept_back_does_not_save_the_others(judge_csv: Judge) -> None:
    rows = "\n".join(f"68-assisted-drafting,市法院,2021Q{n},60,100" for n in (1, 2, 3))
    alone = Selection(targets=frozenset({"68-assisted-drafting"}))
    report = judge_csv(PARTS + rows, as_of=AS_OF, selection=alone)
    found = result(report, "68-assisted-drafting").finding
    assert (found.status, found.so_far, found.counts_as) == (
        *(Status.PARTIAL, "missed"),
        Status.FAIL,
    )
    assert lacks(found) == {"市法院": ["2021-10-01..2021-12-31"]}
    assert report.exit_code is Exit.TARGET_FAILED


def test_half_a_year_does_not_fail_a_floor_for_the_year(finding: Find) -> None:
    found = finding("87-high-tech-firms,郑州市,2021H1,500,家", as_of=AS_OF)
    assert (found.status, found.so_far, found.counts_as) == (
        *(Status.PARTIAL, "missed"),
        Status.FAIL,
    )
    assert lacks(found) == {"郑州市": ["2021-07-01..2021-12-31"]}


def test_districts_that_cover_the_year_decide_over_the_citys_half(
    finding: Find, catalogue: Catalogue
) -> None:
    rows = "\n".join(f"87-high-tech-firms,{body.name},2021,70,家" for body in catalogue.parts)
    found = finding(f"87-high-tech-firms,郑州市,2021H1,480,家\n{rows}", as_of=AS_OF)
    assert len(catalogue.parts) == 16  # 16 x 70 = 1,120
    assert (found.status, found.measure.observed) == (Status.PASS, 1120)


def test_a_stranger_is_refused_and_told_who_reports(judge_csv: Judge) -> None:
    report = judge_csv("64-report-sent,市公安局,2021,3,工作日", as_of=AS_OF)
    [problem] = report.problems
    assert (problem.row, problem.column, problem.value) == (2, "reporter", "市公安局")
    assert "市法院" in problem.message.zh
    assert "市法院" in problem.message.en
    assert result(report, "64-report-sent").finding.status is Status.NO_DATA


def test_a_strangers_share_is_not_pooled(judge_csv: Judge, catalogue: Catalogue) -> None:
    asked = catalogue.expected(catalogue.targets["95-health-centres-standard"])
    rows = "\n".join(f"95-health-centres-standard,{body.name},2021,7,10" for body in asked)
    stranger = "95-health-centres-standard,市公安局,2021,1000,1000"
    report = judge_csv(f"{PARTS}{rows}\n{stranger}", as_of=AS_OF)
    assert len(report.problems) == 1
    found: Any = result(report, "95-health-centres-standard").finding
    assert (found.status, found.measure.observed) == (Status.WARN, 70)


def test_one_closed_case_does_not_replace_a_mean_of_two_hundred(finding: Find) -> None:
    cases = "50-bankruptcy-time,市法院,1,2021-01-04,2021-04-03"  # 89 days later
    header = "target,reporter,period,value,unit,cases\n"
    found = finding(f"{header}50-bankruptcy-time,郑州市,2021,480,天,200", cases, as_of=AS_OF)
    assert (found.status, found.measure.observed) == (Status.FAIL, 480)


def test_one_flagged_case_does_not_replace_a_share(finding: Find) -> None:
    cases = "target,reporter,case,started,flag\n42-electronic-processing,,1,2021-12-01,是"
    found = finding(f"{PARTS}42-electronic-processing,郑州市,2021,900,1000", cases, as_of=AS_OF)
    assert (found.status, found.measure.observed) == (Status.FAIL, 90)
    assert found.measure.over == 100


def test_one_case_in_time_does_not_outweigh_the_bodys_own_worst(finding: Find) -> None:
    cases = "08-setup-time,中原区,1,2021-12-01,2021-12-02"
    found = finding("08-setup-time,中原区,2021,3,工作日", cases, as_of=AS_OF)
    assert (found.status, found.measure.observed) == (Status.FAIL, 3)


def test_a_bankruptcy_belongs_by_the_day_it_was_closed(finding: Find) -> None:
    cases = """target,reporter,case,started,finished
        50-bankruptcy-time,市法院,1,2019-03-01,2021-05-20
        50-bankruptcy-time,市法院,2,2019-06-03,2021-06-18
        50-bankruptcy-time,市法院,3,2020-01-06,2021-11-30
        50-bankruptcy-time,市法院,4,2021-06-01,2021-09-29"""
    found = finding(cases=cases, as_of=AS_OF)
    # 305 days left in 2019, 366 in 2020, 140 to 20 May: 811; likewise 746, 694 and 120
    assert found.measure.observed == Fraction(811 + 746 + 694 + 120, 4)
    assert (found.status, found.measure.n) == (Status.FAIL, 4)
    assert "outside" not in said(found)


def test_what_is_to_be_reached_by_a_day_is_judged_from_its_month_on(finding: Find) -> None:
    by_june = zip(range(1, 6), (0, 20, 60, 90, 99), strict=True)
    months = [*by_june, *((month, 100) for month in range(6, 10))]
    rows = "\n".join(
        f"42-remote-opening-rate,郑州市,2021-{month:02d},{n},100" for month, n in months
    )
    found = finding(PARTS + rows, as_of="2021-09-30")
    assert (found.status, found.measure.observed, found.measure.over) == (Status.PASS, 100, 0)


def test_a_worst_case_by_the_years_end_is_that_of_the_last_quarter(finding: Find) -> None:
    quarters = zip(range(1, 5), ("1.5", "1.2", "1.0", "0.9"), strict=True)
    rows = "\n".join(f"41-guarantee-rate,郑州市,2021Q{n},{rate}%," for n, rate in quarters)
    found = finding(rows, as_of=AS_OF)
    assert (found.status, found.measure.observed) == (Status.PASS, Fraction(9, 10))


def test_a_baseline_of_nothing_is_pooled_with_the_others(
    finding: Find, catalogue: Catalogue
) -> None:
    header = "target,reporter,period,value,unit,baseline\n"
    sent = {"中原区": "14000,万元,10000", "金水区": "3000,万元,0", "二七区": "1000,万元,1000"}
    rows = "\n".join(
        f"83-pledge-growth,{body.name},2021,{sent.get(body.name, '不涉及,,')}"
        for body in catalogue.parts
    )
    found = finding(header + rows, as_of=AS_OF)
    assert found.measure.observed == Fraction(18000 - 11000, 11000) * 100  # 63.6 %
    assert found.status is Status.PASS


def test_two_leads_that_differ_decide_nothing(finding: Find) -> None:
    rows = ["01-mobile-services,市政务办,2021,280,个", "01-mobile-services,市大数据局,2021,320,个"]
    for order in (rows, rows[::-1]):
        found = finding("\n".join(order), as_of=AS_OF)
        assert found.status is Status.UNDETERMINED
        assert "the lead bodies report differently" in said(found)


def test_november_is_not_the_year(finding: Find, catalogue: Catalogue) -> None:
    first, *others = catalogue.parts
    each = [f"87-high-tech-firms,{body.name},截至11月底,60,家" for body in others]
    rows = "\n".join([f"87-high-tech-firms,{first.name},截至11月底,50,家", *each])
    found = finding(rows, as_of=AS_OF)
    assert found.measure.observed == 950
    assert (found.status, found.so_far, found.counts_as) == (
        *(Status.PARTIAL, "missed"),
        Status.FAIL,
    )
    assert {str(period) for _, period in found.missing_time} == {"2021-12"}
    assert len(found.missing_time) == 16
