"""Whose word decides, and what a reader is told about the others."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CASES, COMPLETE, MEASUREMENTS, Find, Judge, result, said
from tests.examples import few
from yshj.judge.model import Finding
from yshj.judge.status import Status
from yshj.report.model import Report

PARTS = "target,reporter,period,numerator,denominator\n"


def firms(*rows: tuple[str, int]) -> str:
    return "\n".join(f"82-patent-firms,{body},2021,{n},家" for body, n in rows)


def decides(found: Finding) -> dict[str, bool]:
    return {one.body.name: one.decides for one in found.by_body}


# --- the city beside its districts --------------------------------------------------------------


def test_the_city_row_decides_and_a_difference_is_noted(finding: Find) -> None:
    found = finding(firms(("中原区", 30), ("郑州市", 27), ("金水区", 5)))
    assert (found.status, found.measure.observed) == (Status.FAIL, 27)
    assert decides(found) == {"郑州市": True, "中原区": False, "金水区": False}
    assert said(found) == "Zhengzhou reports 27, the bodies together 35; Zhengzhou decides"
    assert [body.name for body in found.expected] == ["郑州市"]


def test_a_blank_reporter_is_the_city(finding: Find) -> None:
    found = finding(firms(("", 28), ("中原区", 28)))
    assert (found.status, found.measure.observed, said(found)) == (Status.PASS, 28, "")


def test_a_miss_of_a_district_counts_whatever_the_city_says(finding: Find) -> None:
    rows = "98-waste-sorting,郑州市,2021,100,100\n98-waste-sorting,中原区,2021,9,10"
    found = finding(PARTS + rows)
    assert (found.status, found.measure.observed) == (Status.FAIL, 90)
    assert said(found) == "Zhengzhou reports 100, the bodies together 90; Zhengzhou decides"


def test_of_two_misses_the_worse_is_shown(finding: Find) -> None:
    rows = "08-setup-time,郑州市,2021,3,工作日\n08-setup-time,中原区,2021,5,工作日"
    found = finding(rows)
    assert (found.status, found.measure.observed) == (Status.FAIL, 5)
    assert said(found) == "Zhengzhou reports 3, the bodies together 5; Zhengzhou decides"


def test_the_body_named_to_report_speaks_for_all(finding: Find) -> None:
    found = finding("22-online-tax,市税务局,2021,91%,")
    assert (found.status, found.measure.observed) == (Status.PASS, 91)
    assert decides(found) == {"市税务局": True}


def test_a_body_that_is_not_asked_is_not_added_up(judge_csv: Judge) -> None:
    report = judge_csv(firms(("中原区", 20), ("市法院", 100)))
    assert [one.value for one in report.problems] == ["市法院"]
    found = result(report, "82-patent-firms").finding
    assert (found.status, found.measure.observed) == (Status.PARTIAL, Fraction(20))


# --- case files beside figures ------------------------------------------------------------------


def test_a_late_case_counts_beside_a_figure_that_meets(finding: Find) -> None:
    cases = "08-setup-time,中原区,1,2021-03-01,2021-03-03"  # 2 working days
    found = finding("08-setup-time,中原区,2021,1,工作日", cases)
    assert (found.status, found.measure.n, found.measure.observed) == (Status.FAIL, 2, 2)
    assert found.by_body[0].measure.n == 2


def test_case_files_of_one_body_say_nothing_about_another(finding: Find) -> None:
    cases = "08-setup-time,中原区,1,2021-03-01,2021-03-02"
    found = finding("08-setup-time,金水区,2021,5,工作日", cases)
    assert (found.status, found.measure.n, found.measure.over) == (Status.FAIL, 2, 1)
    assert (len(found.reported), len(found.missing)) == (2, 14)


def test_cases_and_figures_are_pooled_over_bodies(finding: Find) -> None:
    cases = "target,reporter,case,flag\n" + "\n".join(
        f"98-waste-sorting,中原区,{n},{'是' if n else '否'}" for n in range(10)
    )
    found = finding(PARTS + "98-waste-sorting,金水区,2021,90,90", cases)
    assert (found.measure.observed, found.measure.n, found.measure.over) == (99, 100, 1)


def test_cases_and_figures_are_added_up_over_bodies(finding: Find) -> None:
    cases = "target,reporter,case\n" + "\n".join(f"82-patent-firms,中原区,{n}" for n in range(8))
    found = finding(firms(("金水区", 20)), cases)
    assert (found.status, found.measure.observed) == (Status.PASS, 28)


@pytest.mark.parametrize(
    ("weight", "status", "n"), [("3", Status.PASS, 4), ("", Status.UNDETERMINED, 2)]
)
def test_cases_and_figures_are_weighted_over_periods(
    finding: Find, weight: str, status: Status, n: int
) -> None:
    # one case of 10 working days in the first half, a mean of 4 over three in the second: 5.5
    cases = "17-warehouse-time,,1,2021-03-01,2021-03-15"
    header = "target,reporter,period,value,unit,cases\n"
    figure = f"{header}17-warehouse-time,,2021H2,4,工作日,{weight}"
    found = finding(figure, cases, covers=COMPLETE)
    assert (found.status, found.measure.n) == (status, n)


def test_the_citys_worst_case_must_hold_beside_the_districts_case_files(finding: Find) -> None:
    cases = "08-setup-time,中原区,1,2021-03-01,2021-03-02"
    found = finding("08-setup-time,郑州市,2021,3,工作日", cases)
    assert (found.status, found.measure.n, found.measure.over) == (Status.FAIL, 2, 1)


def test_a_mean_without_a_count_gives_way_to_cases_of_the_same_verdict(finding: Find) -> None:
    cases = "17-warehouse-time,,1,2021-03-01,2021-03-02"
    found = finding("17-warehouse-time,郑州市,2021,3,工作日", cases)
    assert (found.status, found.measure.n) == (Status.PASS, 1)
    assert said(found) == "2021: 1 case files give 1, the reported figure is 3"
    turned = finding("17-warehouse-time,郑州市,2021,6,工作日", cases)
    assert turned.status is Status.UNDETERMINED
    assert "the number of cases (件数, or numerator and denominator) would settle it" in said(
        turned
    )


def test_the_lead_body_speaks_for_the_city(finding: Find) -> None:
    found = finding("01-mobile-services,市政务办,2021,300,个")
    assert (found.status, found.measure.observed) == (Status.PASS, 300)


def test_a_city_figure_does_not_stand_in_for_the_districts_own_levels(finding: Find) -> None:
    rows = "41-capital-districts,,2021,20,亿元\n41-capital-districts,中原区,2021,1,亿元"
    found = finding(rows)
    assert (found.status, found.measure.observed) == (Status.FAIL, 1)
    above = finding(rows.replace(",1,", ",3,"))  # the city covers the year, the districts do not
    assert (above.status, above.measure.observed) == (Status.PASS, 20)


def test_amounts_are_pooled_and_not_their_growth(finding: Find) -> None:
    # 300 against 100 and 1,000 against 1,000: together 1,300 against 1,100, not 180 %
    header = "target,reporter,period,value,unit,baseline\n"
    rows = "83-pledge-growth,金水区,2021,300,万元,100\n83-pledge-growth,二七区,2021,1000,万元,1000"
    found = finding(header + rows)
    assert found.measure.observed * 11 == 200
    assert (found.status, found.so_far) == (Status.PARTIAL, "missed")


def test_districts_figures_stand_beside_the_citys_case_files(finding: Find) -> None:
    cases = "08-setup-time,,1,2021-03-01,2021-03-02"
    found = finding("08-setup-time,中原区,2021,3,工作日", cases)
    assert (found.status, found.measure.n) == (Status.FAIL, 2)
    assert decides(found) == {"郑州市": True, "中原区": False}


# --- honest denominators ------------------------------------------------------------------------


def test_a_finding_counts_who_reported(finding: Find) -> None:
    found = finding("08-setup-time,中原区,2021,1,工作日\n08-setup-time,登封,2021,不涉及,")
    assert [body.name for body in found.reported] == ["中原区", "登封市"]
    assert len(found.expected) == 15  # 登封市 has said that it does not apply
    assert len(found.missing) == 14
    assert "金水区" in [body.name for body in found.missing]


def test_a_body_with_a_figure_is_not_exempt(finding: Find) -> None:
    found = finding("08-setup-time,中原区,2021-Q1,不涉及,\n08-setup-time,中原区,2021-Q2,1,工作日")
    assert (len(found.expected), len(found.missing)) == (16, 15)


def test_named_bodies_are_the_ones_expected(finding: Find) -> None:
    found = finding("36-utilities-steps,市自来水公司,2021,2,个")
    assert [body.name for body in found.missing] == ["郑州华润燃气公司", "郑州热力公司"]


def test_each_body_has_a_verdict_of_its_own(finding: Find) -> None:
    found = finding("08-setup-time,中原区,2021,1,工作日\n08-setup-time,金水区,2021,2,工作日")
    assert [one.status for one in found.by_body] == [Status.PASS, Status.FAIL]
    assert found.status is Status.FAIL


# --- order --------------------------------------------------------------------------------------

FIGURES = [
    *("82-patent-firms,中原区,1—6月,9,家", "82-patent-firms,中原区,1—9月,8,家"),
    *("82-patent-firms,金水区,2021,5,家", "82-patent-firms,郑州市,2021,30,家"),
    *("08-setup-time,中原区,2021,1,工作日", "08-setup-time,金水,2021,4,工作日"),
    *("41-capital-districts,中原区,2021-Q1,3亿元,", "41-capital-districts,中原区,2021-Q2,1亿元,"),
    *("17-warehouse-time,,2021H1,9,工作日", "17-warehouse-time,市城建局,2021,4,工作日"),
    *("06-milestone,市政务办,,2021-09-01,", "06-milestone,市发展改革委,,2021-10-01,"),
    *("98-waste-sorting,中原区,2021,不涉及,", "98-waste-sorting,金水区,2021,99%,"),
]
FILES = [
    *(
        "08-setup-time,二七区,1,2021-03-01,2021-03-02",
        "08-setup-time,二七区,2,2021-03-01,2021-03-09",
    ),
    *("08-setup-time,二七,3,2021-03-01,", "08-setup-time,新密,4,2021-03-05,2021-03-09"),
    *(
        "50-bankruptcy-time,市法院,5,2021-01-05,2021-12-01",
        "50-bankruptcy-time,市法院,6,2021-02-05,",
    ),
]


def _verdicts(report: Report) -> list[object]:
    assert report.problems == []
    return [
        (
            *(one.finding.status, one.finding.measure.observed, one.finding.measure.margin),
            *(one.finding.measure.n, one.finding.measure.over, one.finding.measure.open),
            *(one.finding.notes, one.finding.reported, one.finding.expected),
            [(body.body, body.status, body.decides) for body in one.finding.by_body],
            (one.failures_total, [(each.case, each.observed, each.due) for each in one.failures]),
        )
        for one in report.results
    ]


@pytest.fixture(scope="module")
def in_order(judge_csv: Judge) -> list[object]:
    return _verdicts(judge_csv("\n".join(FIGURES), "\n".join(FILES)))


@few(20)
@given(
    figures=st.permutations(FIGURES),
    files=st.permutations(FILES),
    cut=st.integers(1, len(FIGURES) - 1),
)
def test_no_order_of_rows_and_files_changes_a_verdict(
    judge_csv: Judge, in_order: list[object], figures: list[str], files: list[str], cut: int
) -> None:
    two = ["\n".join(figures[:cut]), "\n".join(figures[cut:])]
    shuffled = judge_csv(two, ["\n".join(files[:2]), "\n".join(files[2:])])
    assert _verdicts(shuffled) == in_order


def _swapped(header: str, rows: list[str]) -> str:
    lines = [line.split(",") for line in (header, *rows)]
    return "\n".join(",".join([cells[0], *reversed(cells[1:])]) for cells in lines)


def test_columns_may_come_in_any_order(judge_csv: Judge, in_order: list[object]) -> None:
    report = judge_csv(_swapped(MEASUREMENTS, FIGURES), _swapped(CASES, FILES))
    assert _verdicts(report) == in_order
