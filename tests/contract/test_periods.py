"""The periods of design section 2, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from yshj.contract.cells import CellFault
from yshj.contract.periods import Period, period

WINDOW = Period(date(2021, 1, 1), date(2021, 12, 31))


def months(first: int, last: int, year: int = 2021) -> Period:
    days = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
    return Period(date(year, first, 1), date(year, last, days.get(last, 31)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021", months(1, 12)),
        ("2021年", months(1, 12)),
        ("2021年度", months(1, 12)),
        ("全年", months(1, 12)),
        ("2020", months(1, 12, 2020)),
        ("2021H1", months(1, 6)),
        ("2021-h2", months(7, 12)),
        ("上半年", months(1, 6)),
        ("2021年下半年", months(7, 12)),
        ("2021-Q3", months(7, 9)),
        ("2021Q1", months(1, 3)),
        ("Q4", months(10, 12)),
        ("三季度", months(7, 9)),
        ("2021年第三季度", months(7, 9)),
        ("2021-09", months(9, 9)),
        ("2021-02", months(2, 2)),
        ("9月", months(9, 9)),
        ("2021年9月份", months(9, 9)),
        ("2021-01..2021-06", months(1, 6)),
        ("2021-01/2021-06", months(1, 6)),
        ("1—6月", months(1, 6)),
        ("1-6月", months(1, 6)),
        ("1～6月", months(1, 6)),
        ("1月至6月", months(1, 6)),
        ("2021年1—6月", months(1, 6)),
        ("１－６月", months(1, 6)),
        (" 1 — 6 月 ", months(1, 6)),
        ("截至9月底", months(1, 9)),
        ("截止2021年9月末", months(1, 9)),
        ("截至9月15日", Period(date(2021, 1, 1), date(2021, 9, 15))),
        ("2021-03-05", Period(date(2021, 3, 5), date(2021, 3, 5))),
        ("2021-03-05..2021-04-05", Period(date(2021, 3, 5), date(2021, 4, 5))),
    ],
)
def test_a_period_is_read(text: str, expected: Period) -> None:
    assert period(text, WINDOW) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("2021-13", "2021-00", "2021Q5", "五季度", "2021H3", "0-6月", "1—13月", "去年"),
        *("2021-06-31", "21", "0000", "截至13月底", "截至2月30日", "x" * 5000),
        *("2021..", "2021-01..2021-06..2021-09"),
    ],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(CellFault) as fault:
        period(text, WINDOW)
    assert "expected a period" in fault.value.text.en
    assert "应为期间" in fault.value.text.zh


@pytest.mark.parametrize("text", ["6—1月", "2021-06..2021-01", "截至2020年9月底"])
def test_a_period_ends_after_it_starts(text: str) -> None:
    with pytest.raises(CellFault, match="ends before it starts"):
        period(text, WINDOW)


@pytest.mark.parametrize(
    ("one", "other", "inside", "crosses"),
    [
        (months(1, 6), months(1, 3), True, False),
        (months(1, 6), months(1, 6), True, False),
        (months(1, 6), months(4, 9), False, True),
        (months(1, 6), months(7, 9), False, False),
        (months(1, 3), months(1, 6), False, False),
    ],
)
def test_how_two_periods_lie(one: Period, other: Period, inside: bool, crosses: bool) -> None:
    assert (one.contains(other), one.crosses(other)) == (inside, crosses)


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        (months(1, 12), "2021"),
        (months(9, 9), "2021-09"),
        (months(1, 6), "2021-01..2021-06"),
        (Period(date(2021, 3, 5), date(2021, 3, 5)), "2021-03-05"),
        (Period(date(2021, 3, 5), date(2021, 4, 5)), "2021-03-05..2021-04-05"),
    ],
)
def test_a_period_as_shown_reads_back(about: Period, shown: str) -> None:
    assert str(about) == shown
    assert period(shown, WINDOW) == about
