"""A case against its target's clock. Days are those of 国办发明电〔2020〕27号 (2021).

Labour Day 2021: 1–5 May are off, Sunday 25 April and Saturday 8 May are worked.
"""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from yshj.calendar.clocks import Clock, Due
from yshj.calendar.days import statutory
from yshj.catalogue.entries import Statistic
from yshj.catalogue.load import load
from yshj.catalogue.model import Target
from yshj.contract.timing import CaseClock, Timing, allowance, due_of, time_case
from yshj.errors import OutsideCalendar
from yshj.thresholds.units import find_unit

TARGETS = load().targets
CAL = statutory()
SETUP = TARGETS["08-setup-time"]  # each, 1 working day
PERMIT = TARGETS["10-permit-time"]  # mean, 25 calendar days
WAREHOUSE = TARGETS["17-warehouse-time"]  # mean, 5.5 working days
INJURY = TARGETS["20-injury-clear"]  # each, 7 calendar days
SEIZURE = TARGETS["21-seizure-time"]  # each, 1 hour
MEDIATION = TARGETS["59-pretrial-mediation"]  # each, 1 month, 2 months when extended
CLAIMS = TARGETS["60-small-claims"]  # each, 1 month
TRIALS = TARGETS["60-other-trials"]  # each, half of the case's own limit


def when(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if ":" in text else date.fromisoformat(text)


def case(
    started: str, excluded: str = "0", limit: str | None = None, extended: bool = False
) -> CaseClock:
    """`limit` is a number, a space and a unit."""
    own = None
    if limit is not None:
        number, _, name = limit.partition(" ")
        unit = find_unit(name)
        assert unit is not None
        own = (Decimal(number), unit)
    return CaseClock(when(started), None, Decimal(excluded), own, extended)


def name_of(value: object) -> str:
    return value.id if isinstance(value, Target) else str(value)


def due(target: Target, one: CaseClock) -> str:
    return str(due_of(target, one, CAL).last)


def timed(target: Target, one: CaseClock, end: str) -> Timing:
    return time_case(target, one, when(end), CAL)


@pytest.mark.parametrize(
    ("target", "started", "last"),
    [
        (SETUP, "2021-04-30", "2021-05-06"),
        (SETUP, "2021-04-24", "2021-04-25"),  # Saturday to make-up Sunday
        (SETUP, "2021-04-30 23:59:59", "2021-05-06"),  # the time of day does not matter
        (TARGETS["30-power-10kv"], "2021-09-10", "2021-10-09"),  # 16 working days, two festivals
        (INJURY, "2021-04-24", "2021-05-06"),  # 1 May is off
        (INJURY, "2021-05-01", "2021-05-08"),  # make-up Saturday stays
        (SEIZURE, "2021-04-30 23:30:00", "2021-05-01 00:30:00"),  # days off included
        (CLAIMS, "2021-01-31", "2021-03-01"),  # 28 February is a Sunday
        (CLAIMS, "2021-03-31", "2021-04-30"),
    ],
    ids=name_of,
)
def test_due(target: Target, started: str, last: str) -> None:
    assert due(target, case(started)) == last


@pytest.mark.parametrize(
    ("limit", "last"),
    [
        ("3 个月", "2021-02-19"),  # 1 month and 15 days: 4 February + 15
        ("6 个月", "2021-04-06"),  # 4 April is Tomb-sweeping Day, 3–5 April off
        ("1 个月", "2021-01-19"),
        ("30 日", "2021-01-19"),
        ("15 日", "2021-01-11"),  # 7.5 days: the seventh
        ("20 工作日", "2021-01-18"),
        ("5 工作日", "2021-01-06"),  # 2.5: the second
    ],
)
def test_half_of_the_cases_own_limit(limit: str, last: str) -> None:
    assert due(TRIALS, case("2021-01-04", limit=limit)) == last


def test_half_of_a_limit_in_hours_or_minutes() -> None:
    assert due(TRIALS, case("2021-01-04 09:00", limit="48 小时")) == "2021-01-05 09:00:00"
    assert due(TRIALS, case("2021-01-04 09:00", limit="90 分钟")) == "2021-01-04 09:45:00"


def test_half_of_three_months_is_half_of_its_own_clock() -> None:
    allowed = allowance(TRIALS, case("2021-01-04", limit="3 个月"))
    assert (allowed.clock, allowed.length) == (Clock.MONTH, Fraction(3, 2))


@pytest.mark.parametrize(
    ("started", "plain", "extended"),
    [
        # two months from 31 January is 31 March; one month and one more, chained, would be the
        # 28th, and chained after the roll 1 April
        ("2021-01-31", "2021-03-01", "2021-03-31"),
        ("2021-03-31", "2021-04-30", "2021-05-31"),
        ("2020-12-31", "2021-02-01", "2021-03-01"),  # 31 January and 28 February are Sundays
    ],
)
def test_an_extension_is_two_months_from_the_start(started: str, plain: str, extended: str) -> None:
    assert due(MEDIATION, case(started)) == plain
    assert due(MEDIATION, case(started, extended=True)) == extended


def test_extended_says_nothing_where_the_plan_knows_no_extension() -> None:
    assert due(CLAIMS, case("2021-03-31", extended=True)) == "2021-04-30"


def test_five_and_a_half_working_days_end_with_the_fifth() -> None:
    each = replace(WAREHOUSE, statistic=Statistic.EACH)
    assert due(each, case("2021-03-01")) == "2021-03-08"
    assert not timed(each, case("2021-03-01"), "2021-03-08").over
    assert timed(each, case("2021-03-01"), "2021-03-09").over


@pytest.mark.parametrize(
    ("target", "started", "excluded", "last"),
    [
        (SETUP, "2021-04-28", "2", "2021-05-06"),  # working days: 29, 30 April, 6 May
        # calendar days, before the roll: 1 May + 3 = 4 May, moved to 6 May (not 6 + 3 = 9)
        (INJURY, "2021-04-24", "3", "2021-05-06"),
        (INJURY, "2021-04-24", "7", "2021-05-08"),
        (SEIZURE, "2021-04-30 09:30:00", "1.5", "2021-04-30 12:00:00"),  # hours
        # calendar days for months: 4 February + 10 = 14 February, Spring Festival to the 17th
        (CLAIMS, "2021-01-04", "10", "2021-02-18"),
    ],
    ids=name_of,
)
def test_excluded_time_moves_the_due_date(
    target: Target, started: str, excluded: str, last: str
) -> None:
    assert due(target, case(started, excluded)) == last


@pytest.mark.parametrize(
    ("end", "over", "elapsed", "slack"),
    [
        ("2021-04-30", False, 0, 1),
        ("2021-05-03", False, 0, 1),  # finished on a day off, in time
        ("2021-05-06", False, 1, 0),
        ("2021-05-06 23:59:59", False, 1, 0),
        ("2021-05-07", True, 2, -1),
        ("2021-05-08", True, 3, -2),  # make-up Saturday
        # Sunday 9 May: three working days were used, and it is as late as Monday, three days
        ("2021-05-09", True, 3, -3),
        ("2021-05-10", True, 4, -3),
    ],
)
def test_over_rests_on_the_due_date(end: str, over: bool, elapsed: int, slack: int) -> None:
    timing = timed(SETUP, case("2021-04-30"), end)  # due 6 May
    assert timing == Timing(Due(date(2021, 5, 6)), over, Fraction(elapsed), Fraction(slack), False)


def test_late_on_a_day_off_straight_after_the_due_date_is_a_day_late() -> None:
    timing = timed(SETUP, case("2021-04-29"), "2021-05-01")  # due 30 April
    assert (timing.over, timing.slack, timing.elapsed) == (True, Fraction(-1), Fraction(1))


@pytest.mark.parametrize(
    ("end", "over", "elapsed", "slack", "rolled"),
    [
        ("2021-04-30", False, 6, 6, False),
        ("2021-05-01", False, 7, 5, False),  # within seven days without any roll
        ("2021-05-02", False, 8, 4, True),
        ("2021-05-06", False, 12, 0, True),
        ("2021-05-07", True, 13, -1, False),
    ],
)
def test_rolled_only_where_it_passes_because_of_the_roll(
    end: str, over: bool, elapsed: int, slack: int, rolled: bool
) -> None:
    timing = timed(INJURY, case("2021-04-24"), end)
    moved = Due(date(2021, 5, 6), date(2021, 5, 1))
    assert timing == Timing(moved, over, Fraction(elapsed), Fraction(slack), rolled)


def test_a_target_may_switch_the_roll_off() -> None:
    still = replace(INJURY, rolls=False)
    assert due(still, case("2021-04-24")) == "2021-05-01"
    assert timed(still, case("2021-04-24"), "2021-05-02").over


@pytest.mark.parametrize(
    ("end", "over", "seconds_left"),
    [
        ("2021-05-01 00:30:00", False, 0),
        ("2021-05-01 00:29:59", False, 1),
        ("2021-05-01 00:30:01", True, -1),
        ("2021-05-01 00:30:00.000001", True, Fraction(-1, 1_000_000)),
    ],
)
def test_an_hour_is_over_to_the_microsecond(
    end: str, over: bool, seconds_left: Fraction | int
) -> None:
    timing = timed(SEIZURE, case("2021-04-30 23:30:00"), end)
    assert timing.over is over
    assert timing.slack * 3600 == seconds_left
    assert timing.elapsed * 3600 == 3600 - seconds_left


@pytest.mark.parametrize(
    ("target", "started", "excluded", "end", "took"),
    [
        (PERMIT, "2021-04-06", "0", "2021-05-02", "26"),
        (PERMIT, "2021-04-06", "3", "2021-05-02", "23"),
        (WAREHOUSE, "2021-04-24", "0", "2021-05-05", "6"),  # 25 April and 26–30 April
        (WAREHOUSE, "2021-04-24", "2", "2021-05-05", "4"),
    ],
    ids=name_of,
)
def test_a_mean_has_no_due_date_and_never_rolls(
    target: Target, started: str, excluded: str, end: str, took: str
) -> None:
    timing = timed(target, case(started, excluded), end)
    assert timing == Timing(None, False, Fraction(took), Fraction(0), False)


def test_elapsed_leaves_out_what_is_excluded() -> None:
    assert timed(SEIZURE, case("2021-04-30 09:00", "0.5"), "2021-04-30 10:30").elapsed == 1
    assert timed(INJURY, case("2021-04-24", "3"), "2021-05-06").elapsed == 9
    # months: 18 February less ten calendar days is 8 February, one month and four days
    assert timed(CLAIMS, case("2021-01-04", "10"), "2021-02-18").elapsed == 1 + Fraction(4, 30)


def test_elapsed_and_slack_are_in_the_targets_own_unit() -> None:
    # the share used of the case's own limit: 1 month and 15 days of 3 months, due that day
    timing = timed(TRIALS, case("2021-01-04", limit="3 个月"), "2021-02-19")
    assert (timing.elapsed, timing.slack, timing.over) == (Fraction(1, 2), Fraction(0), False)
    timing = timed(TRIALS, case("2021-01-04", limit="30 日"), "2021-01-22")  # due 19 January
    assert (timing.elapsed, timing.slack) == (Fraction(18, 30), Fraction(-3, 30))
    minutes = find_unit("分钟")
    assert minutes is not None
    quick = replace(SEIZURE, threshold=Decimal(60), unit=minutes)
    timing = timed(quick, case("2021-04-30 09:00"), "2021-04-30 10:15")
    assert (timing.elapsed, timing.slack, timing.over) == (Fraction(75), Fraction(-15), True)


@pytest.mark.parametrize(
    ("target", "started", "needs"),
    [
        (SETUP, "2026-12-31", "2027"),
        (SETUP, "2003-12-31", "2003"),
        (INJURY, "2026-12-28", "2027"),
        (CLAIMS, "2026-12-04", "2027"),
        (replace(PERMIT, statistic=Statistic.EACH), "2026-12-20", "2027"),
    ],
    ids=name_of,
)
def test_a_needed_day_outside_the_calendar_is_an_error(
    target: Target, started: str, needs: str
) -> None:
    with pytest.raises(OutsideCalendar, match="2004–2026") as fault:
        due_of(target, case(started), CAL)
    assert needs in fault.value.text.zh


def test_a_day_that_is_not_needed_is_no_error() -> None:
    assert timed(PERMIT, case("2026-12-20"), "2027-01-10").elapsed == 21
    assert due(replace(INJURY, rolls=False), case("2026-12-28")) == "2027-01-04"
    assert due(SEIZURE, case("2027-01-04 09:00")) == "2027-01-04 10:00:00"


@pytest.mark.parametrize(
    ("target", "one"),
    [
        (INJURY, case("2021-04-24", "999999999999999")),
        (CLAIMS, case("2021-04-24", "999999999999999")),
        (SEIZURE, case("2021-04-24 09:00", "999999999999999")),
        (replace(TRIALS, threshold=Decimal(1)), case("2021-01-04", limit="100000 个月")),
    ],
    ids=["days", "months", "hours", "limit"],
)
def test_a_due_date_past_the_end_of_time_is_an_error_of_the_row(
    target: Target, one: CaseClock
) -> None:
    """A row may hold such figures (cells.excluded, cells.duration); they must not crash."""
    with pytest.raises(OutsideCalendar):
        due_of(target, one, CAL)
    with pytest.raises(OutsideCalendar):
        time_case(target, one, datetime(2021, 5, 6, 9), CAL)
