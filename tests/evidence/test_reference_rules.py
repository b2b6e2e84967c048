"""The reference itself: the rules' own examples, one by one, with expected values by reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.evidence.asking import (
    CITY,
    H1,
    H2,
    MONTHS,
    YEAR,
    asked,
    case,
    completed,
    day,
    everybody,
    parts,
    value,
    word,
)
from tests.evidence.model import Law, Row, Said


def test_the_only_reporter_and_the_city_are_one(law: Law) -> None:
    """Rule 2: each fills the other's gaps; over one period a differing verdict is undetermined."""
    name = "68-assisted-drafting"
    rows: list[Row] = [parts(name, CITY, H1, 90, 100), parts(name, "市法院", H2, 80, 100)]
    answer = asked(law, rows)
    assert (answer.status, answer.observed) == ("pass", Fraction(85))
    rows = [parts(name, CITY, YEAR, 90, 100), parts(name, "市法院", YEAR, 70, 100)]
    assert asked(law, rows).status == "undetermined"
    rows = [parts(name, CITY, YEAR, 90, 100), parts(name, "市法院", YEAR, 85, 100)]
    assert (asked(law, rows).status, asked(law, rows).observed) == ("pass", Fraction(90))


def test_another_lead_fills_no_gap(law: Law) -> None:
    """Rule 13: speakers never fill each other's gaps."""
    name = "01-mobile-services"
    answer = asked(law, [value(name, CITY, H1, 200), value(name, "市政务办", H2, 150)])
    assert (answer.status, answer.so_far) == ("partial", "missed")


@pytest.mark.parametrize(
    ("said", "status"), [(Said.NOT_APPLICABLE, "not_applicable"), (Said.ZERO, "not_applicable")]
)
def test_nothing_to_judge(law: Law, said: Said, status: str) -> None:
    assert asked(law, [word("68-assisted-drafting", "市法院", YEAR, said)]).status == status


def test_zero_reported_is_a_sum_of_nothing(law: Law) -> None:
    """Rule 4."""
    assert asked(law, [word("01-mobile-services", CITY, YEAR, Said.ZERO)]).status == "fail"
    assert asked(law, [word("85-dispute-mechanisms", CITY, YEAR, Said.ZERO)]).status == "fail"
    zero = word("03-milestone", CITY, YEAR, Said.ZERO)
    assert asked(law, [zero]).refused == [zero]


def test_not_applicable_at_the_latest_time_puts_a_body_out(law: Law) -> None:
    name = "85-dispute-mechanisms"
    rows: list[Row] = [value(name, CITY, H1, 1), word(name, CITY, H2, Said.NOT_APPLICABLE)]
    assert asked(law, rows).status == "not_applicable"


def test_a_miss_beside_the_deciders_counts(law: Law) -> None:
    """Rules 5 and 6: of somebody beside; where nobody decides, nothing else is said."""
    name = "04-no-paper"
    row = parts(name, CITY, YEAR, 100, 100)
    assert asked(law, [row]).status == "pass"
    name = "42-electronic-processing"
    beside = parts(name, "市公共资源交易中心", H1, 99, 100)
    rows: list[Row] = [parts(name, CITY, YEAR, 100, 100), beside]
    assert asked(law, rows).status == "fail"
    assert asked(law, [beside]).status == "fail"
    assert asked(law, [replace(beside, top=Fraction(100))]).status in ("no_data", "partial")


def test_an_older_figure_of_a_latest_target_is_no_miss(law: Law) -> None:
    name = "98-waste-sorting"
    bodies = everybody(law, name)
    rows: list[Row] = [parts(name, body, H1, 96, 100) for body in bodies]
    answer = asked(law, rows)
    assert (answer.status, answer.so_far, answer.counts_as) == ("partial", "missed", "fail")
    rows += [parts(name, body, H2, 100, 100) for body in bodies]
    assert asked(law, rows).status == "pass"


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2021-04-29", "pass"), ("2021-04-30", "partial"), ("2021-05-20", "partial")],
)
def test_a_tail_waits_for_the_shortest_period(law: Law, as_of: str, status: str) -> None:
    """Rule 7: months to March; April is missing once it has ended."""
    rows: list[Row] = [parts("68-assisted-drafting", "市法院", days, 9, 10) for days in MONTHS[:3]]
    assert asked(law, rows, as_of).status == status


def test_a_gap_is_missing_at_once(law: Law) -> None:
    rows: list[Row] = [
        parts("68-assisted-drafting", "市法院", days, 9, 10) for days in (MONTHS[0], MONTHS[2])
    ]
    answer = asked(law, rows, "2021-04-10")
    assert answer.missing_time == [("市法院", day("02-01"), day("02-28"))]


def test_parts_of_the_court(law: Law) -> None:
    """Rule 3: the court's own row stands over the same days; if it sends none, all its parts."""
    name = "68-assisted-drafting"
    courts = [body.name for body in law.catalogue.bodies.all if body.part_of == "市法院"]
    rows: list[Row] = [parts(name, court, YEAR, 9, 10) for court in courts]
    assert (asked(law, rows).status, asked(law, rows).observed) == ("pass", Fraction(90))
    assert (asked(law, rows[1:]).status, asked(law, rows[1:]).missing) == ("partial", courts[:1])
    rows.append(parts(name, "市法院", YEAR, 7, 10))
    assert (asked(law, rows).status, asked(law, rows).observed) == ("fail", Fraction(70))


def test_how_far_a_ledger_goes(law: Law) -> None:
    """Rule 8."""
    name = "60-small-claims"
    late: list[Row] = [case(name, "市法院", "10-20", "10-25")]
    assert asked(law, late).status == "pass"
    early: list[Row] = [case(name, "市法院", "03-10", "03-25")]
    answer = asked(law, early)
    assert answer.missing_time == [("市法院", day("04-01"), day("12-31"))]
    covers = ((day("01-01"), day("12-31")),)
    assert asked(law, early, covers=covers).status == "pass"


def test_a_ledger_of_the_whole_city(law: Law) -> None:
    """Rule 8: rows that name bodies, and nobody else handled a case."""
    rows: list[Row] = [case("08-setup-time", "金水区", "10-20", "10-20")]
    assert asked(law, rows).status == "partial"
    assert asked(law, rows, covers=("city",)).status == "pass"
    whole: list[Row] = [case("08-setup-time", CITY, "10-20", "10-20")]
    assert asked(law, whole).status == "pass"


def test_before_the_deadline_a_miss_is_at_risk(law: Law) -> None:
    """Rule 10: before it no time is missing."""
    rows: list[Row] = [parts("42-remote-opening-rate", CITY, MONTHS[0], 50, 100)]
    answer = asked(law, rows, "2021-05-20", when="by_deadline")
    assert answer.status == "at_risk"
    rows = [parts("42-remote-opening-rate", CITY, MONTHS[0], 100, 100)]
    assert asked(law, rows, "2021-05-20", when="by_deadline").status == "pass"


def test_cumulative_shares_are_judged_by_growth(law: Law) -> None:
    """Rule 10: 截至5月底 and 截至6月底 say what June was."""
    name = "42-remote-opening-rate"
    rows: list[Row] = [parts(name, CITY, ("01-01", "05-31"), 100, 200)]
    rows.append(parts(name, CITY, ("01-01", "06-30"), 200, 300))
    assert asked(law, rows, "2021-06-30", when="by_deadline").status == "pass"
    rows[1] = parts(name, CITY, ("01-01", "06-30"), 190, 300)
    assert asked(law, rows, "2021-06-30", when="by_deadline").status == "fail"


def test_nothing_left_by_the_deadline(law: Law) -> None:
    """Rule 10: half a year that misses says nothing of June."""
    rows: list[Row] = [parts("42-remote-opening-rate", CITY, H1, 90, 100)]
    answer = asked(law, rows, "2021-06-30", when="by_deadline")
    assert (answer.status, answer.so_far, answer.counts_as) == ("partial", "missed", "fail")
    assert [run[1:] for run in answer.missing_time] == [(day("06-01"), day("06-30"))]


def test_nested_periods_of_one_body(law: Law) -> None:
    """Rule 11: the longest stands."""
    name = "01-mobile-services"
    rows: list[Row] = [value(name, CITY, H1, 250), value(name, CITY, H2, 250)]
    assert asked(law, rows).status == "pass"
    rows.append(value(name, CITY, YEAR, 299))
    assert (asked(law, rows).status, asked(law, rows).observed) == ("fail", Fraction(299))


def test_case_files_and_a_figure_of_one_body(law: Law) -> None:
    """Rule 12, a mean: the fuller decides, if it can contain the other."""
    name = "50-bankruptcy-time"
    files: list[Row] = [case(name, "市法院", f"0{n}-01", f"0{n}-11") for n in (1, 2, 3)]
    assert asked(law, [*files, value(name, "市法院", YEAR, 500, 2)]).observed == 10
    assert asked(law, [*files, value(name, "市法院", YEAR, 500, 4)]).observed == 500
    # four cases of 5 days in all 20 cannot contain three that took 30
    assert asked(law, [*files, value(name, "市法院", YEAR, 5, 4)]).status == "undetermined"
    assert asked(law, [*files, value(name, "市法院", YEAR, 500)]).status == "undetermined"
    assert asked(law, [*files, value(name, "市法院", YEAR, 300)]).observed == 10


def test_leads_of_a_milestone(law: Law) -> None:
    """Rule 14: each that reports must have finished, the later day stands."""
    rows: list[Row] = [completed("11-milestone", "市城建局", "2021-06-30")]
    assert asked(law, rows).status == "pass"
    rows.append(completed("11-milestone", "市财政局", "2022-01-05"))
    answer = asked(law, rows, "2022-01-10")
    assert (answer.status, answer.observed) == ("fail", date(2022, 1, 5))


def test_the_milestone_of_districts_is_theirs(law: Law) -> None:
    """Rule 1: item 13 is led by zones and districts."""
    rows: list[Row] = [completed("13-milestone", "金水区", "2021-06-30")]
    answer = asked(law, rows)
    assert (answer.status, len(answer.missing)) == ("partial", 15)
    stranger = completed("13-milestone", "市公安局", "2021-06-30")
    assert asked(law, [stranger]).refused == [stranger]


def test_a_sum_settles_itself(law: Law) -> None:
    """Rule 15."""
    name = "87-incubators"
    answer = asked(law, [value(name, "金水区", H1, 16)])
    assert (answer.status, answer.observed) == ("pass", Fraction(16))
    answer = asked(law, [value("73-unlawful-evidence", "市公安局", H1, 1)])
    assert answer.status == "fail"


def test_a_shorter_span_that_settles_what_the_longer_denies(law: Law) -> None:
    name = "87-incubators"
    rows: list[Row] = [value(name, CITY, YEAR, 12), value(name, "金水区", H1, 16)]
    assert asked(law, rows).status == "undetermined"
    rows[1] = value(name, "金水区", YEAR, 16)
    assert asked(law, rows).status == "fail"


def test_a_summed_level_leaves_out_what_is_not_current(law: Law) -> None:
    """Rule 16: 28 of June and 4 of December are not 32."""
    name = "81-ip-stations"
    rows: list[Row] = [value(name, "金水区", H1, 28), value(name, "中原区", H2, 4)]
    answer = asked(law, rows)
    assert (answer.status, answer.observed, answer.so_far) == ("partial", Fraction(4), "met")


def test_open_cases(law: Law) -> None:
    """Rule 18."""
    name = "60-small-claims"
    assert asked(law, [case(name, "市法院", "12-20", None)]).status == "undetermined"
    assert asked(law, [case(name, "市法院", "10-20", None)], "2021-12-31").status == "warn"
    name = "50-bankruptcy-time"
    assert asked(law, [case(name, "市法院", "12-20", None)]).status == "undetermined"
