"""The reference itself: the table of the issue, with expected values by reading."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.evidence.asking import (
    CITY,
    H1,
    MONTHS,
    QUARTERS,
    YEAR,
    asked,
    case,
    day,
    everybody,
    parts,
    value,
    word,
)
from tests.evidence.model import Law, Row, Said


def test_two_of_many_districts_are_not_all(law: Law) -> None:
    name = "41-capital-districts"
    answer = asked(law, [value(name, "金水区", YEAR, 3), value(name, "中原区", YEAR, 2)])
    assert (answer.status, answer.so_far, answer.counts_as) == ("partial", "met", None)
    assert set(answer.missing) == set(everybody(law, name)) - {"金水区", "中原区"}


@pytest.mark.parametrize(("top", "status"), [(100, "partial"), (96, "fail")])
def test_one_district_of_a_full_share(law: Law, top: int, status: str) -> None:
    answer = asked(law, [parts("98-waste-sorting", "金水区", YEAR, top, 100)])
    assert answer.status == status


def test_a_first_quarter_is_not_the_year(law: Law) -> None:
    answer = asked(law, [value("68-assisted-drafting", "市法院", QUARTERS[0], 85)])
    assert (answer.status, answer.so_far) == ("partial", "met")
    assert answer.missing_time == [("市法院", day("04-01"), day("12-31"))]


def test_a_quarter_kept_back_counts_as_missed(law: Law) -> None:
    rows: list[Row] = [
        parts("68-assisted-drafting", "市法院", days, 60, 100) for days in QUARTERS[:3]
    ]
    answer = asked(law, rows)
    assert (answer.status, answer.so_far, answer.counts_as) == ("partial", "missed", "fail")


def test_half_a_year_of_a_sum(law: Law) -> None:
    answer = asked(law, [value("87-high-tech-firms", CITY, H1, 500)])
    assert (answer.status, answer.so_far) == ("partial", "missed")
    assert answer.missing_time == [(CITY, day("07-01"), day("12-31"))]


def test_the_longer_span_decides(law: Law) -> None:
    name = "87-high-tech-firms"
    rows: list[Row] = [value(name, CITY, H1, 480)]
    rows += [value(name, body, YEAR, 70) for body in everybody(law, name)]
    answer = asked(law, rows)
    assert (answer.status, answer.observed) == ("pass", Fraction(16 * 70))
    assert answer.lines["金水区"] == "counted"


def test_strangers_are_refused(law: Law) -> None:
    row = value("64-report-sent", "市公安局", YEAR, 3)
    answer = asked(law, [row])
    assert (answer.status, answer.refused) == ("no_data", [row])


def test_a_stranger_moves_no_share(law: Law) -> None:
    name = "95-health-centres-standard"
    stranger = parts(name, "市公安局", YEAR, 1000, 1000)
    rows: list[Row] = [parts(name, body, YEAR, 7, 10) for body in everybody(law, name)]
    answer = asked(law, [*rows, stranger])
    assert (answer.status, answer.observed, answer.refused) == ("warn", Fraction(70), [stranger])


def test_a_figure_of_many_cases_goes_before_a_ledger_of_one(law: Law) -> None:
    name = "50-bankruptcy-time"
    rows: list[Row] = [case(name, "市法院", "03-01", "05-29"), value(name, CITY, YEAR, 480, 200)]
    answer = asked(law, rows)
    assert (answer.status, answer.observed) == ("fail", Fraction(480))


def test_a_full_share_has_a_hundred_misses(law: Law) -> None:
    name = "42-electronic-processing"
    rows: list[Row] = [case(name, CITY, "05-01", "05-02", flag=True)]
    rows.append(parts(name, CITY, YEAR, 900, 1000))
    answer = asked(law, rows)
    assert (answer.status, answer.observed) == ("fail", Fraction(90))


def test_a_reported_worst_case_counts_beside_a_case_in_time(law: Law) -> None:
    name = "08-setup-time"
    rows: list[Row] = [case(name, "金水区", "03-01", "03-02"), value(name, "金水区", YEAR, 3)]
    assert asked(law, rows).status == "fail"


def test_cases_that_belong_by_their_finish(law: Law) -> None:
    name = "50-bankruptcy-time"
    rows: list[Row] = [
        case(name, "市法院", "2019-03-01", "2021-05-20"),
        case(name, "市法院", "2019-06-01", "2021-06-20"),
        case(name, "市法院", "2020-01-01", "2021-11-20"),
        case(name, "市法院", "2021-03-01", "2021-06-29"),
    ]
    days = [811, 750, 689, 120]
    answer = asked(law, rows, belongs="finish")
    assert (answer.status, answer.observed) == ("fail", Fraction(sum(days), 4))


def test_what_was_to_be_reached_by_june_is_judged_from_june(law: Law) -> None:
    reached = (0, 20, 60, 90, 99, 100, 100, 100, 100)
    rows: list[Row] = [
        parts("42-remote-opening-rate", CITY, days, top, 100)
        for days, top in zip(MONTHS[:9], reached, strict=True)
    ]
    answer = asked(law, rows, "2021-09-30", when="by_deadline")
    assert (answer.status, answer.observed) == ("pass", Fraction(100))


def test_a_quarter_that_holds_the_deadline_month_and_meets(law: Law) -> None:
    rows: list[Row] = [
        value("41-guarantee-rate", CITY, days, figure)
        for days, figure in zip(QUARTERS, ("1.5", "1.2", "1.0", "0.9"), strict=True)
    ]
    answer = asked(law, rows, when="by_deadline")
    assert (answer.status, answer.observed) == ("pass", Fraction(9, 10))


def test_a_baseline_of_nothing_is_pooled(law: Law) -> None:
    name = "83-pledge-growth"
    amounts = {"金水区": (14000, 10000), "中原区": (3000, 0), "二七区": (1000, 1000)}
    rows: list[Row] = []
    for body in everybody(law, name):
        if body in amounts:
            rows.append(parts(name, body, YEAR, *amounts[body], unit="万元"))
        else:
            rows.append(word(name, body, YEAR, Said.NOT_APPLICABLE))
    answer = asked(law, rows)
    # 18000 over 11000 is a growth of 7000/11000
    assert (answer.status, answer.observed) == ("pass", Fraction(700, 11))


def test_two_leads_that_disagree(law: Law) -> None:
    name = "01-mobile-services"
    rows: list[Row] = [value(name, "市政务办", YEAR, 280), value(name, "市大数据局", YEAR, 320)]
    assert asked(law, rows).status == "undetermined"
    assert asked(law, rows[::-1]).status == "undetermined"


def test_districts_up_to_november(law: Law) -> None:
    name = "87-high-tech-firms"
    bodies = everybody(law, name)
    shares = [60] * 15 + [50]
    rows: list[Row] = [
        value(name, body, ("01-01", "11-30"), share)
        for body, share in zip(bodies, shares, strict=True)
    ]
    answer = asked(law, rows)
    assert (answer.status, answer.so_far, answer.missing) == ("partial", "missed", [])
    assert answer.missing_time[0][1:] == (day("12-01"), day("12-31"))
    assert len(answer.missing_time) == 16
