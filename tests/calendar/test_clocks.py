"""Time as the law counts it.

Every expected day was found on a paper calendar with the notice for 2021 (国办发明电〔2020〕27号)
beside it. CC is the Civil Code.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from tests.calendar.notices import DAY, days, on, worked
from yshj.calendar import clocks
from yshj.calendar.days import statutory
from yshj.errors import OutsideCalendar

CAL = statutory()
CHINA = country_holidays("CN", years=range(2004, 2027))
DATES = st.dates(date(2004, 1, 1), date(2026, 12, 31))


def working(start: str, length: str, excluded: int = 0) -> str:
    return str(clocks.due_working_days(on(start), Fraction(length), excluded, CAL).last)


def calendar_days(start: str, length: int, excluded: int = 0, rolls: bool = True) -> str:
    return str(clocks.due_calendar_days(on(start), Fraction(length), excluded, CAL, rolls).last)


def months(start: str, length: str, excluded: int = 0, rolls: bool = True) -> str:
    return str(clocks.due_months(on(start), Fraction(length), excluded, CAL, rolls).last)


@pytest.mark.parametrize(
    ("start", "length", "last"),
    [
        # CC 201: the first day does not count
        ("2021-03-01", "1", "2021-03-02"),
        ("2021-03-01", "0", "2021-03-01"),
        ("2021-03-05", "1", "2021-03-08"),  # Friday to Monday
        # days off inside, and make-up days that count
        ("2021-04-30", "1", "2021-05-06"),
        ("2021-04-30", "3", "2021-05-08"),  # 6, 7 and make-up Saturday 8 May
        ("2021-04-30", "4", "2021-05-10"),
        ("2021-04-24", "1", "2021-04-25"),  # make-up Sunday
        ("2021-02-05", "1", "2021-02-07"),  # make-up Sunday
        ("2021-02-10", "3", "2021-02-20"),  # 18, 19 and make-up Saturday 20 February
        ("2021-09-17", "1", "2021-09-18"),
        ("2021-09-18", "1", "2021-09-22"),
        ("2021-09-24", "1", "2021-09-26"),
        ("2021-09-30", "2", "2021-10-09"),
        # started on a day off
        ("2021-05-01", "1", "2021-05-06"),
        ("2021-05-05", "1", "2021-05-06"),
        ("2021-10-03", "3", "2021-10-11"),
        ("2021-03-06", "1", "2021-03-08"),
        # started on a make-up day
        ("2021-05-08", "1", "2021-05-10"),
        # the turn of the year (New Year 2021: 1–3 January; 2022: 1–3 January)
        ("2020-12-31", "1", "2021-01-04"),
        ("2021-12-31", "1", "2022-01-04"),
        ("2021-12-30", "2", "2022-01-04"),
        # Spring Festival 2020, lengthened to 2 February (国办发明电〔2020〕1号)
        ("2020-01-23", "1", "2020-02-03"),
        ("2020-01-17", "1", "2020-01-19"),  # make-up Sunday
        ("2020-01-17", "6", "2020-02-03"),
        # the notice for 2019 moves days of 2018 (国办发明电〔2018〕15号)
        ("2018-12-28", "1", "2018-12-29"),
        ("2018-12-29", "1", "2019-01-02"),
        # days are counted whole
        ("2021-03-01", "5.5", "2021-03-08"),
        ("2021-03-01", "0.5", "2021-03-01"),
    ],
)
def test_working_days(start: str, length: str, last: str) -> None:
    assert working(start, length) == last


@pytest.mark.parametrize(
    ("start", "length", "last", "rolled_from"),
    [
        # CC 201
        ("2021-03-01", 1, "2021-03-02", None),
        ("2021-03-01", 7, "2021-03-08", None),
        # CC 203: the last day is a day off
        ("2021-04-24", 7, "2021-05-06", "2021-05-01"),
        ("2021-04-25", 7, "2021-05-06", "2021-05-02"),
        ("2021-04-29", 7, "2021-05-06", None),
        ("2021-03-06", 7, "2021-03-15", "2021-03-13"),  # an ordinary Saturday
        ("2021-01-04", 38, "2021-02-18", "2021-02-11"),
        # a day off that is followed by a make-up day ends there
        ("2021-09-20", 5, "2021-09-26", "2021-09-25"),
        # days off on the way count
        ("2021-04-30", 6, "2021-05-06", None),
        # a make-up Saturday or Sunday is a working day: it stays
        ("2021-05-01", 7, "2021-05-08", None),
        ("2021-01-31", 7, "2021-02-07", None),
        ("2021-08-27", 30, "2021-09-26", None),
        # over the turn of the year
        ("2021-12-02", 30, "2022-01-04", "2022-01-01"),
    ],
)
def test_calendar_days(start: str, length: int, last: str, rolled_from: str | None) -> None:
    due = clocks.due_calendar_days(on(start), Fraction(length), 0, CAL, True)
    assert due == clocks.Due(on(last), on(rolled_from) if rolled_from else None)


@pytest.mark.parametrize(
    ("start", "length", "last"),
    [
        # CC 202: the corresponding day
        ("2021-01-04", "1", "2021-02-04"),
        ("2021-05-17", "3", "2021-08-17"),
        ("2020-12-15", "1", "2021-01-15"),
        ("2021-03-31", "12", "2022-03-31"),
        # CC 202: the month's last day, where there is no corresponding one
        ("2021-01-31", "1", "2021-02-28"),
        ("2021-01-29", "1", "2021-02-28"),
        ("2020-01-31", "1", "2020-02-29"),
        ("2021-03-31", "1", "2021-04-30"),
        ("2020-11-30", "3", "2021-02-28"),
        ("2023-11-30", "3", "2024-02-29"),
        ("2020-02-29", "1", "2020-03-29"),  # corresponding, not the last
        ("2020-02-29", "12", "2021-02-28"),
        ("2020-02-29", "48", "2024-02-29"),
        ("2021-04-30", "1", "2021-05-30"),
        # half a month is 15 days, counted after the months
        ("2021-01-04", "1.5", "2021-02-19"),
        ("2021-01-31", "1.5", "2021-03-15"),
        ("2021-01-04", "0.5", "2021-01-19"),
    ],
)
def test_months(start: str, length: str, last: str) -> None:
    assert months(start, length, rolls=False) == last


@pytest.mark.parametrize(
    ("start", "length", "last", "rolled_from"),
    [
        ("2021-01-31", 1, "2021-03-01", "2021-02-28"),  # a Sunday
        ("2021-04-01", 1, "2021-05-06", "2021-05-01"),
        ("2021-03-03", 1, "2021-04-06", "2021-04-03"),
        ("2021-04-08", 1, "2021-05-08", None),  # make-up Saturday: it stays
        ("2021-01-07", 1, "2021-02-07", None),  # make-up Sunday
        ("2021-10-01", 3, "2022-01-04", "2022-01-01"),
    ],
)
def test_months_that_end_on_a_day_off(
    start: str, length: int, last: str, rolled_from: str | None
) -> None:
    due = clocks.due_months(on(start), Fraction(length), 0, CAL, True)
    assert due == clocks.Due(on(last), on(rolled_from) if rolled_from else None)


def test_no_roll_leaves_the_last_day_where_it_is() -> None:
    assert calendar_days("2021-04-24", 7, rolls=False) == "2021-05-01"
    assert months("2021-04-01", "1", rolls=False) == "2021-05-01"


def test_excluded_moves_the_last_day_before_it_rolls() -> None:
    assert working("2021-04-28", "1", excluded=2) == "2021-05-06"
    # 24 April + 7 + 3 = 4 May, then on to 6 May; three days after 6 May would be 9 May
    assert calendar_days("2021-04-24", 7, excluded=3) == "2021-05-06"
    assert calendar_days("2021-04-24", 7, excluded=8) == "2021-05-10"  # 9 May is a Sunday
    # 1 April + 1 month = 1 May, + 4 calendar days = 5 May, then on
    assert months("2021-04-01", "1", excluded=4) == "2021-05-06"
    assert months("2021-04-01", "1", excluded=7) == "2021-05-08"  # make-up Saturday


@pytest.mark.parametrize(
    ("start", "hours", "excluded", "last"),
    [
        ("2021-04-30 09:30:00", "1", "0", "2021-04-30 10:30:00"),
        ("2021-04-30 23:30:00", "1", "0", "2021-05-01 00:30:00"),  # into a day off
        ("2021-05-01 09:00:00", "24", "0", "2021-05-02 09:00:00"),
        ("2021-12-31 23:59:59", "0.5", "0", "2022-01-01 00:29:59"),
        ("2021-04-30 09:30:00", "1", "0.5", "2021-04-30 11:00:00"),  # hours for hours
        ("2021-04-30 09:30:00", "1/60", "0", "2021-04-30 09:31:00"),
        ("2030-06-01 12:00:00", "1", "0", "2030-06-01 13:00:00"),  # asks no calendar
    ],
)
def test_hours_run_from_the_moment(start: str, hours: str, excluded: str, last: str) -> None:
    due = clocks.due_hours(datetime.fromisoformat(start), Fraction(hours), Fraction(excluded))
    assert due == clocks.Due(datetime.fromisoformat(last))


@pytest.mark.parametrize(
    ("start", "finish", "took"),
    [
        ("2021-01-04", "2021-01-04", "0"),
        ("2021-01-04", "2021-02-04", "1"),
        ("2021-01-04", "2021-02-19", "3/2"),
        ("2021-01-31", "2021-02-28", "1"),
        ("2021-01-31", "2021-03-01", "31/30"),
        ("2021-01-31", "2021-02-27", "27/30"),
        ("2020-02-29", "2021-02-28", "12"),
        ("2020-12-31", "2021-03-31", "3"),
    ],
)
def test_elapsed_months(start: str, finish: str, took: str) -> None:
    assert clocks.elapsed_months(on(start), on(finish)) == Fraction(took)


def test_other_elapsed() -> None:
    # finished on a day off: the working days before it; 5 May is the last day of Labour Day
    assert clocks.elapsed_working_days(on("2021-04-29"), on("2021-05-05"), CAL) == 1
    assert clocks.elapsed_working_days(on("2021-05-02"), on("2021-05-08"), CAL) == 3
    assert clocks.elapsed_calendar_days(on("2021-04-29"), on("2021-05-05")) == 6
    began = datetime(2021, 4, 30, 23, 30)
    assert clocks.elapsed_hours(began, datetime(2021, 5, 1, 1, 0)) == Fraction(3, 2)


@pytest.mark.parametrize("amount", [10**8, 10**14])
def test_a_day_past_every_calendar_is_outside_not_a_crash(amount: int) -> None:
    start, none = date(2021, 1, 4), Fraction(0)
    with pytest.raises(OutsideCalendar):
        clocks.due_working_days(start, none, amount, CAL)
    with pytest.raises(OutsideCalendar):
        clocks.due_calendar_days(start, none, amount, CAL, False)
    with pytest.raises(OutsideCalendar):
        clocks.due_months(start, none, amount, CAL, False)
    with pytest.raises(OutsideCalendar):
        clocks.due_months(start, Fraction(amount), 0, CAL, False)


# The same clocks counted day by day, by nothing but a test of one day.


def month_later(day: date, count: int) -> date:
    """CC 202, one month at a time: the same number, or the last that the month has."""
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def test_every_start_of_2021_in_working_days() -> None:
    for start in days(on("2021-01-01"), on("2021-12-31")):
        last = start
        for length in range(31):
            if length:
                last += DAY
                while not worked(last):
                    last += DAY
            assert clocks.due_working_days(start, Fraction(length), 0, CAL).last == last
            assert clocks.elapsed_working_days(start, last, CAL) == length


@pytest.mark.parametrize("rolls", [True, False])
def test_every_start_of_2021_in_days_and_months(rolls: bool) -> None:
    def rolled(day: date) -> date:
        while rolls and not worked(day):
            day += DAY
        return day

    for start in days(on("2021-01-01"), on("2021-12-31")):
        for length in range(31):
            due = clocks.due_calendar_days(start, Fraction(length), 0, CAL, rolls)
            plain = start + DAY * length
            assert due.last == rolled(plain)
            assert due.before_roll == (None if due.last == plain else plain)
        for length in range(13):
            due = clocks.due_months(start, Fraction(length), 0, CAL, rolls)
            plain = month_later(start, length)
            assert due.last == rolled(plain)
            assert due.before_roll == (None if due.last == plain else plain)


def is_worked(day: date) -> bool:
    """By a library that our calendar is not made of."""
    return day in CHINA.weekend_workdays or (day.weekday() < 5 and day not in CHINA)


def known(day: date) -> bool:
    return 2004 <= day.year <= 2026


@given(start=DATES, length=st.integers(0, 60), excluded=st.integers(0, 20))
def test_working_days_of_any_year(start: date, length: int, excluded: int) -> None:
    last, left = start, length + excluded
    while left and known(last + DAY):
        last += DAY
        left -= is_worked(last)
    if left:
        with pytest.raises(OutsideCalendar):
            clocks.due_working_days(start, Fraction(length), excluded, CAL)
    else:
        assert clocks.due_working_days(start, Fraction(length), excluded, CAL).last == last


@given(
    start=DATES, length=st.integers(0, 400), excluded=st.integers(0, 20), of_months=st.booleans()
)
def test_days_and_months_of_any_year(
    start: date, length: int, excluded: int, of_months: bool
) -> None:
    count = clocks.due_months if of_months else clocks.due_calendar_days
    plain = month_later(start, length) if of_months else start + DAY * length
    plain += DAY * excluded
    last = plain
    while known(last) and not is_worked(last):
        last += DAY
    if known(last):
        due = count(start, Fraction(length), excluded, CAL, True)
        assert due == clocks.Due(last, plain if plain != last else None)
    else:
        with pytest.raises(OutsideCalendar):
            count(start, Fraction(length), excluded, CAL, True)
    assert count(start, Fraction(length), excluded, CAL, False) == clocks.Due(plain)


@given(DATES, st.integers(0, 800))
def test_elapsed_of_any_year(start: date, length: int) -> None:
    finish = min(start + DAY * length, date(2026, 12, 31))
    passed = days(start, finish)[1:]
    assert clocks.elapsed_working_days(start, finish, CAL) == sum(map(is_worked, passed))
    assert clocks.elapsed_calendar_days(start, finish) == len(passed)
    whole = max(n for n in range(30) if month_later(start, n) <= finish)
    rest = (finish - month_later(start, whole)).days
    assert clocks.elapsed_months(start, finish) == whole + Fraction(rest, 30)


@given(DATES, st.integers(0, 28 * 24), st.fractions(0, 100, max_denominator=3600))
def test_hours_of_any_moment(day: date, quarter: int, hours: Fraction) -> None:
    start = datetime(day.year, day.month, day.day) + timedelta(minutes=15 * quarter)
    last = clocks.due_hours(start, hours, Fraction(0)).last
    assert isinstance(last, datetime)
    # never later than the exact moment, and less than a microsecond before it
    short = hours - clocks.elapsed_hours(start, last)
    assert 0 <= short < Fraction(1, 3_600_000_000)
