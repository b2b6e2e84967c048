"""Case files on the as-of day: due dates, open cases, the window, and the two readings.

Holidays of 2021 by the State Council's notice 国办发明电〔2020〕27号: Qingming 3 to 5 April, Labour
Day 1 to 5 May. March has none and begins on a Monday.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import pytest

from tests.conftest import COMPLETE, Find, case_rows, said
from yshj.judge.status import Status

HEADER = "target,reporter,case,started,finished"


@pytest.fixture(scope="session")
def finding(finding: Find) -> Find:
    """What a complete ledger comes to: nobody and no time is missing from it."""
    return partial(finding, covers=COMPLETE)


def setup(*times: tuple[str, str]) -> str:
    return case_rows("08-setup-time", "中原区", *times)


def mediation(start: str, finish: str, extended: str = "") -> str:
    row = f"59-pretrial-mediation,市法院,1,2021-{start},2021-{finish},{extended}"
    return f"{HEADER},extended\n{row}"


def trial(start: str, finish: str, limit: str) -> str:
    return f"{HEADER},limit\n60-other-trials,市法院,1,2021-{start},2021-{finish},{limit}"


# --- open cases ---------------------------------------------------------------------------------


@pytest.mark.parametrize("finish", ["", "03-04"])  # never, or after the as-of day
@pytest.mark.parametrize(
    ("as_of", "n", "over", "status"),
    [("2021-03-02", 0, 0, Status.UNDETERMINED), ("2021-03-03", 1, 1, Status.AT_RISK)],
)
def test_an_open_case_is_over_once_its_due_date_has_passed(
    finding: Find, finish: str, as_of: str, n: int, over: int, status: Status
) -> None:
    found = finding(cases=setup(("03-01", finish)), as_of=as_of)  # due on 2 March
    assert (found.measure.n, found.measure.over, found.measure.open) == (n, over, 1)
    assert found.status is status
    assert ("every case is still open" in said(found)) is (n == 0)


def test_open_counts_every_unfinished_case_and_n_what_was_judged(finding: Find) -> None:
    rows = setup(("03-01", "03-02"), ("03-01", ""), ("03-02", ""), ("03-02", "03-10"))
    found = finding(cases=rows, as_of="2021-03-03").measure
    assert (found.n, found.over, found.open) == (2, 1, 3)


def test_a_case_that_starts_later_has_not_happened(finding: Find) -> None:
    found = finding(cases=setup(("03-01", "03-02"), ("03-03", "")), as_of="2021-03-02")
    assert (found.measure.n, found.measure.open, found.status) == (1, 0, Status.PASS)
    assert "1 later than the as-of day, not judged" in said(found)


@pytest.mark.parametrize(
    ("as_of", "turns"),
    [("2021-03-09", False), ("2021-03-10", True)],  # 6 and 7 working days beside a case of 5
)
def test_a_mean_leaves_open_cases_out_and_says_where_they_would_turn_it(
    finding: Find, as_of: str, turns: bool
) -> None:
    rows = case_rows("17-warehouse-time", "郑州市", ("03-01", "03-08"), ("03-01", ""))
    found = finding(cases=rows, as_of=as_of)
    assert (found.status, found.measure.observed) == (Status.PASS, 5)
    assert (found.measure.n, found.measure.open) == (1, 1)
    note = "closing the open cases today would make the mean 6 and turn the verdict"
    assert said(found) == (note if turns else "")


def test_closing_open_cases_can_mend_a_mean_too(finding: Find) -> None:
    rows = case_rows("17-warehouse-time", "郑州市", ("03-01", "03-09"), ("03-08", ""))
    found = finding(cases=rows, as_of="2021-03-09")  # 6, and 1 so far: 3.5
    assert found.status is Status.AT_RISK
    assert "would make the mean 3.5 and turn the verdict" in said(found)


def test_a_mean_of_open_cases_only_is_not_known(finding: Find) -> None:
    found = finding(cases=case_rows("17-warehouse-time", "郑州市", ("03-01", "")))
    assert (found.status, found.measure.n, found.measure.open) == (Status.UNDETERMINED, 0, 1)


def test_an_as_of_day_beyond_the_calendar_is_no_error(finding: Find) -> None:
    rows = case_rows("17-warehouse-time", "郑州市", ("03-01", "03-08"), ("03-01", ""))
    found = finding(cases=rows, as_of="2090-01-01")
    assert (found.measure.observed, found.measure.open) == (5, 1)


# --- the window ---------------------------------------------------------------------------------


def test_a_case_belongs_by_its_start(finding: Find) -> None:
    # the first working day of 2022 is 4 January; the other two would be over, were they judged
    rows = """08-setup-time,中原区,in,2021-12-31,2022-01-04
              08-setup-time,中原区,before,2020-12-31,2021-03-01
              08-setup-time,中原区,after,2022-01-01,2022-01-10"""
    found = finding(cases=rows, as_of="2022-01-31")
    assert (found.status, found.measure.n, found.measure.over) == (Status.PASS, 1, 0)
    assert "2 outside the plan's window, not judged" in said(found)


def test_cases_outside_the_window_alone_are_no_data(finding: Find) -> None:
    found = finding(cases="08-setup-time,中原区,1,2020-12-31,2021-03-01")
    assert (found.status, found.measure.n) == (Status.NO_DATA, 0)


# --- the two readings ---------------------------------------------------------------------------


def test_a_case_within_its_limit_only_by_the_rolled_day_is_counted(finding: Find) -> None:
    # one month from 3 March is 3 April, in the Qingming holiday: 6 April
    found = finding(cases=mediation("03-03", "04-06"))
    assert (found.status, found.measure.rolled, found.measure.over) == (Status.PASS, 1, 0)
    assert found.measure.observed == 1 + Fraction(3, 30)  # what it took is not shortened
    assert "1 within the limit only because the last day rolled over" in said(found)


@pytest.mark.parametrize(
    ("finish", "over", "rolled"), [("04-02", 0, 0), ("04-03", 0, 0), ("04-07", 1, 0)]
)
def test_only_the_rolled_days_are_rolled(
    finding: Find, finish: str, over: int, rolled: int
) -> None:
    found = finding(cases=mediation("03-03", finish)).measure
    assert (found.over, found.rolled) == (over, rolled)


@pytest.mark.parametrize(
    ("finish", "extended", "status"),
    [
        ("03-01", "", Status.PASS),  # 28 February is a Sunday
        ("03-02", "", Status.FAIL),
        ("03-02", "否", Status.FAIL),
        ("03-31", "是", Status.PASS),  # two months from 31 January
        ("04-01", "是", Status.FAIL),  # where one month chained to another would end
    ],
)
def test_an_extended_mediation_has_two_months_from_its_start(
    finding: Find, finish: str, extended: str, status: Status
) -> None:
    assert finding(cases=mediation("01-31", finish, extended)).status is status


@pytest.mark.parametrize(
    ("limit", "last", "late"),
    [
        ("6个月", "06-03", "06-04"),
        ("3个月", "04-19", "04-20"),  # 3 April and 15 days: Sunday 18 April
        ("30日", "03-18", "03-19"),
        ("20个工作日", "03-17", "03-18"),
    ],
)
def test_other_trials_have_half_of_the_cases_own_limit(
    finding: Find, limit: str, last: str, late: str
) -> None:
    assert finding(cases=trial("03-03", last, limit)).status is Status.PASS
    found = finding(cases=trial("03-03", late, limit))
    assert (found.status, found.measure.over) == (Status.WARN, 1)  # 争取


@pytest.mark.parametrize(("finish", "over"), [("10:00:00", 0), ("10:00:01", 1)])
def test_hours_run_from_the_moment(finding: Find, finish: str, over: int) -> None:
    row = f"21-seizure-time,市资源规划局,1,2021-06-05 09:00,2021-06-05 {finish}"
    assert finding(cases=row).measure.over == over


@pytest.mark.parametrize(("excluded", "over"), [("2", 0), ("1", 1)])
def test_excluded_days_move_the_due_date(finding: Find, excluded: str, over: int) -> None:
    row = f"08-setup-time,中原区,1,2021-03-01,2021-03-04,{excluded}"
    found = finding(cases=f"{HEADER},excluded\n{row}").measure
    assert (found.over, found.observed) == (over, 3 - int(excluded))


@pytest.mark.parametrize(("fee", "status"), [("0", Status.PASS), ("0.01", Status.FAIL)])
def test_a_fee_of_zero_passes_and_a_fen_does_not(finding: Find, fee: str, status: Status) -> None:
    found = finding(cases=f"target,case,value,unit\n44-document-fee,1,{fee},元")
    assert (found.status, found.measure.observed) == (status, Fraction(fee))


def test_many_equal_cases_count_as_many(finding: Find) -> None:
    times = [("03-01", "03-02")] * 997 + [("03-01", "03-03")] * 3
    found = finding(cases=setup(*times)).measure
    assert (found.n, found.over, found.observed) == (1000, 3, 2)
