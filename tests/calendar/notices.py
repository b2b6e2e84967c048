"""Two years of the State Council's notices, copied by hand from their text.

2021: 国办发明电〔2020〕27号. 2022: 国办发明电〔2021〕11号.
2023: 国办发明电〔2022〕16号, which takes 31 December 2022 into its New Year.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)
_OFF = [  # first and last day of each festival
    ("2021-01-01", "2021-01-03"),
    ("2021-02-11", "2021-02-17"),
    ("2021-04-03", "2021-04-05"),
    ("2021-05-01", "2021-05-05"),
    ("2021-06-12", "2021-06-14"),
    ("2021-09-19", "2021-09-21"),
    ("2021-10-01", "2021-10-07"),
    ("2022-01-01", "2022-01-03"),
    ("2022-01-31", "2022-02-06"),
    ("2022-04-03", "2022-04-05"),
    ("2022-04-30", "2022-05-04"),
    ("2022-06-03", "2022-06-05"),
    ("2022-09-10", "2022-09-12"),
    ("2022-10-01", "2022-10-07"),
    ("2022-12-31", "2023-01-02"),
]
MADE_UP_2021 = (
    *("2021-02-07", "2021-02-20", "2021-04-25", "2021-05-08"),
    *("2021-09-18", "2021-09-26", "2021-10-09"),
)
MADE_UP_2022 = (
    *("2022-01-29", "2022-01-30", "2022-04-02", "2022-04-24"),
    *("2022-05-07", "2022-10-08", "2022-10-09"),
)


def on(text: str) -> date:
    return date.fromisoformat(text)


def days(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included."""
    return [first + DAY * step for step in range((last - first).days + 1)]


DAYS_OFF = {day for first, last in _OFF for day in days(on(first), on(last))}
MADE_UP = {on(day) for day in MADE_UP_2021 + MADE_UP_2022}


def worked(day: date) -> bool:
    assert on("2021-01-01") <= day <= on("2023-01-03")
    return day in MADE_UP or (day.weekday() < 5 and day not in DAYS_OFF)
