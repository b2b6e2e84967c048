"""Which days are worked: the notices, and the YAML files that extend or replace them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.calendar.notices import DAYS_OFF, MADE_UP, days, on, worked
from yshj.calendar.days import WorkCalendar, from_file, statutory
from yshj.errors import CatalogueError, OutsideCalendar

CAL = statutory()


@pytest.mark.parametrize("year", [2021, 2022])
def test_every_day_of_the_notices(year: int) -> None:
    every = days(date(year, 1, 1), date(year, 12, 31))
    assert [day for day in every if CAL.is_workday(day) != worked(day)] == []


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        # 国办发明电〔2019〕16号, then 国办发明电〔2020〕1号: Spring Festival to 2 February
        ("2020-01-19", True),  # Sunday, made up
        ("2020-01-24", False),
        ("2020-01-31", False),  # the extension begins
        ("2020-02-01", False),  # was to be a make-up Saturday
        ("2020-02-02", False),
        ("2020-02-03", True),
        # 国办发明电〔2018〕15号, for 2019: it moves days of 2018
        ("2018-12-29", True),  # Saturday, made up
        ("2018-12-31", False),  # Monday, off
        ("2019-01-01", False),
        ("2019-01-02", True),
    ],
)
def test_days_of_other_notices(day: str, is_worked: bool) -> None:
    assert CAL.is_workday(on(day)) is is_worked


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        ("2021-05-03", "劳动节", "Labour Day"),
        ("2021-05-08", "调休上班（劳动节）", "make-up workday (Labour Day)"),
        ("2021-05-15", "星期六", "Saturday"),
        ("2021-05-16", "星期日", "Sunday"),
        ("2021-05-17", "", ""),
    ],
)
def test_says_why(day: str, zh: str, en: str) -> None:
    reason = CAL.reason(on(day))
    assert (reason.zh, reason.en) == (zh, en)


@pytest.mark.parametrize(
    ("after", "count", "found"),
    [
        ("2021-04-30", 0, "2021-04-30"),
        ("2021-05-02", 0, "2021-05-02"),
        ("2021-04-30", 1, "2021-05-06"),
        ("2021-05-07", 1, "2021-05-08"),
        ("2018-12-28", 2, "2019-01-02"),  # the 29th is a make-up Saturday, 30th to 1st are off
    ],
)
def test_nth_workday(after: str, count: int, found: str) -> None:
    assert CAL.nth_workday_after(on(after), count) == on(found)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2021-05-01", "2021-05-06"),
        ("2021-05-08", "2021-05-08"),
        ("2021-05-09", "2021-05-10"),
        ("2018-12-30", "2019-01-02"),
    ],
)
def test_first_workday_from(day: str, found: str) -> None:
    assert CAL.first_workday_from(on(day)) == on(found)


@pytest.mark.parametrize(
    ("after", "through", "count"),
    [
        ("2021-04-30", "2021-04-30", 0),
        ("2021-04-30", "2021-05-05", 0),
        ("2021-04-30", "2021-05-10", 4),  # 6, 7, make-up 8, 10 May
        ("2018-12-28", "2019-01-02", 2),
    ],
)
def test_workdays_between(after: str, through: str, count: int) -> None:
    assert CAL.workdays_between(on(after), on(through)) == count


OUTSIDE: dict[str, Callable[[WorkCalendar], object]] = {
    "is_workday": lambda cal: cal.is_workday(date(2003, 12, 31)),
    "reason": lambda cal: cal.reason(date(2027, 1, 1)),
    "nth, starting": lambda cal: cal.nth_workday_after(date(2003, 12, 31), 1),
    "nth, ending": lambda cal: cal.nth_workday_after(date(2026, 12, 31), 1),
    "nth, far": lambda cal: cal.nth_workday_after(date(2021, 1, 4), 10**12),
    "from": lambda cal: cal.first_workday_from(date(2027, 1, 1)),
    "between": lambda cal: cal.workdays_between(date(2026, 12, 1), date(2027, 1, 4)),
}


@pytest.mark.parametrize("ask", OUTSIDE.values(), ids=list(OUTSIDE))
def test_outside_its_years_it_names_them(ask: Callable[[WorkCalendar], object]) -> None:
    with pytest.raises(OutsideCalendar) as fault:
        ask(CAL)
    assert "2004–2026" in fault.value.text.zh
    assert "2004–2026" in fault.value.text.en


def file(folder: Path, text: str) -> Path:
    path = folder / "calendar.yaml"
    path.write_text(text, encoding="utf-8")
    return path


EXTENDED = """\
base: statutory
years: [2027]
days_off:
  2026-12-31: 元旦
  2027-01-01: 元旦
  2021-05-08: 本地调整
workdays:
  2026-12-26: 元旦
  2021-05-03: 本地调整
"""


def test_a_file_extends_the_notices(tmp_path: Path) -> None:
    cal = from_file(file(tmp_path, EXTENDED))
    assert cal.span() == "2004–2027"
    assert cal.name.en == "calendar.yaml"
    # Saturday 26 December made up for Thursday 31 December; then New Year and a weekend
    assert cal.is_workday(date(2026, 12, 26))
    assert cal.nth_workday_after(date(2026, 12, 30), 1) == date(2027, 1, 4)
    # what the file says of a built-in day wins; its other days stay
    assert not cal.is_workday(date(2021, 5, 8))
    assert cal.is_workday(date(2021, 5, 3))
    assert not cal.is_workday(date(2021, 5, 4))
    assert cal.reason(date(2026, 12, 31)).zh == "元旦"


def test_a_file_alone_replaces_the_notices(tmp_path: Path) -> None:
    cal = from_file(file(tmp_path, "base: none\nyears: [2021, 2023]\ndays_off: {2021-01-04: 停}"))
    assert cal.span() == "2021, 2023"
    assert not cal.is_workday(date(2021, 1, 4))
    assert cal.is_workday(date(2021, 5, 3))  # Labour Day, of which this file says nothing
    assert not cal.is_workday(date(2021, 5, 8))  # an ordinary Saturday now
    asks: list[Callable[[], object]] = [
        lambda: cal.is_workday(date(2022, 6, 1)),
        lambda: cal.nth_workday_after(date(2021, 12, 31), 1),  # never jumps to 2023
        lambda: cal.workdays_between(date(2021, 12, 31), date(2023, 1, 2)),
        lambda: cal.first_workday_from(date(2023, 12, 31)),
    ]
    for ask in asks:
        with pytest.raises(OutsideCalendar, match="2021, 2023"):
            ask()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            "years: [2027]\ndays_off:\n  2027-01-01: a\nworkdays:\n  2027-01-01: b",
            5,
            "both a day off and a workday",
        ),
        ("years: [2027]\ndays_off:\n  2027-01-01: a\n  2028-01-01: b", 4, "not in the years"),
        ("base: none\nyears: [2021]\nworkdays:\n  2022-01-01: b", 4, "not in the years"),
        ("years: [2027]\ndays_off:\n  2027-02-30: a", 3, "expected a date"),
        ("years: [2027]\ndays_off:\n  1 May: a", 3, "expected a date"),
        # one spelling of a day, so that no day is named twice
        ("years: [2027]\ndays_off:\n  20270101: a", 3, "expected a date"),
        ("years: [2027]\n\nday_off:\n  2027-01-01: a", 3, "did you mean 'days_off'?"),
        ("base: statutary", 1, "did you mean 'statutory'?"),
        ("base: none", 1, "no years"),
        ("years:\n  - 2027\n  - next", 3, "next"),
        ("years:\n  - 10000", 2, "10000"),
        ("years:\n  - 0", 2, "0"),
        ("years: [2027]\ndays_off:\n  2027-01-01: a\n  2027-01-01: b", 4, "duplicate key"),
    ],
)
def test_faults_of_a_file(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(CatalogueError) as fault:
        from_file(file(tmp_path, text))
    (problem,) = fault.value.problems
    assert words in problem.tell("en")
    assert problem.file.endswith("calendar.yaml")
    assert problem.line == line


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = (
        "years: [2021]\ndays_off:\n  2021-13-01: a\n  2030-01-01: b\n  2031-01-01: b\nholidays: {}"
    )
    with pytest.raises(CatalogueError) as fault:
        from_file(file(tmp_path, text))
    assert {3, 6} <= {problem.line for problem in fault.value.problems}
    with pytest.raises(CatalogueError) as fault:
        from_file(file(tmp_path, text.replace("  2021-13-01: a\n", "").replace("holidays: {}", "")))
    assert [problem.line for problem in fault.value.problems] == [3, 4]


def test_the_hash_says_whether_two_calendars_are_one(tmp_path: Path) -> None:
    same = from_file(file(tmp_path, "base: statutory"))
    assert same.sha256() == statutory().sha256()
    others = [
        from_file(file(tmp_path, text)).sha256()
        for text in (
            "years: [2027]",
            "days_off: {2021-05-08: a}",
            "workdays: {2021-05-03: a}",
            "base: none\nyears: [2021]",
        )
    ]
    assert len({same.sha256(), *others}) == 5


def test_the_table_of_this_test_is_whole() -> None:
    """The days that the notices say of each festival (共3天, 共7天 and so on), added up."""
    assert len(DAYS_OFF) == (3 + 7 + 3 + 5 + 3 + 3 + 7) * 2 + 3
    assert len(MADE_UP) == 7 + 7
    assert {day.weekday() for day in MADE_UP} <= {5, 6}
