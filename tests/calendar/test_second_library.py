"""Every day of every built-in year, held against a second library that somebody else keeps.

`holidays` reads the same notices independently. Where the two differ, the notice decides: the day
goes into `corrections.yaml` if the first library is wrong, into `SECOND_IS_WRONG` if the second is.
"""

from __future__ import annotations

from datetime import date

import chinese_calendar
import pytest
from holidays import country_holidays

from tests.calendar.notices import days
from yshj.calendar.days import statutory

YEARS = range(2004, 2027)
# of `chinesecalendar`, each with what the notice says of the day
FIRST_IS_WRONG = {
    date(2005, 12, 31): True,  # 国办发明电〔2005〕35号: 12月31日（星期六）上班
}
SECOND_IS_WRONG: dict[date, bool] = {}


@pytest.fixture(scope="module")
def second() -> dict[date, bool]:
    """Each day and whether it is worked, by `holidays`."""
    china = country_holidays("CN", years=YEARS)
    return {
        day: day in china.weekend_workdays or (day.weekday() < 5 and day not in china)
        for year in YEARS
        for day in days(date(year, 1, 1), date(year, 12, 31))
    }


def test_the_years_are_all_that_we_know() -> None:
    assert statutory().years == set(YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_both_libraries_know_the_same_working_days(year: int, second: dict[date, bool]) -> None:
    ours = statutory()
    differ = {
        day: ours.is_workday(day)
        for day, worked in second.items()
        if day.year == year and ours.is_workday(day) != worked
    }
    assert differ == {day: is_ for day, is_ in SECOND_IS_WRONG.items() if day.year == year}


def test_each_correction_is_still_needed(second: dict[date, bool]) -> None:
    """The first library as it is says otherwise on just the days that we put right."""
    differ = {
        day: worked
        for day, worked in second.items()
        if chinese_calendar.is_workday(day) != worked and day not in SECOND_IS_WRONG
    }
    assert differ == FIRST_IS_WRONG


def test_the_corrected_day_counts_and_says_why() -> None:
    """国办发明电〔2005〕35号: Saturday 31 December 2005 is worked, 1 to 3 January 2006 are off."""
    ours = statutory()
    assert ours.workdays_between(date(2005, 12, 30), date(2006, 1, 4)) == 2  # the 31st, the 4th
    reason = ours.reason(date(2005, 12, 31))
    assert (reason.zh, reason.en) == ("调休上班（元旦）", "make-up workday (New Year's Day)")
