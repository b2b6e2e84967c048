"""Short words for rows, and for asking the reference about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.evidence.model import Answer, CaseRow, FigureRow, Law, Row, Said, Submission
from tests.evidence.reference import judge

CITY = "郑州市"
YEAR = ("01-01", "12-31")
H1, H2 = ("01-01", "06-30"), ("07-01", "12-31")
QUARTERS = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))
MONTH_ENDS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTHS = tuple(
    (f"{number:02}-01", f"{number:02}-{last:02}") for number, last in enumerate(MONTH_ENDS, 1)
)
Days = tuple[str, str]


def day(text: str, year: int = 2021) -> date:
    return date.fromisoformat(text if text.count("-") == 2 else f"{year}-{text}")


def value(
    target: str, body: str, days: Days, figure: object, cases: int | None = None
) -> FigureRow:
    weight = None if cases is None else Fraction(cases)
    amount = Fraction(str(figure))
    return FigureRow(target, body, day(days[0]), day(days[1]), value=amount, cases=weight)


def parts(target: str, body: str, days: Days, top: int, bottom: int, unit: str = "") -> FigureRow:
    return FigureRow(
        *(target, body, day(days[0]), day(days[1])),
        top=Fraction(top),
        bottom=Fraction(bottom),
        unit=unit,
    )


def word(target: str, body: str, days: Days, said: Said) -> FigureRow:
    return FigureRow(target, body, day(days[0]), day(days[1]), said)


def completed(target: str, body: str, on: str) -> FigureRow:
    return FigureRow(target, body, day(YEAR[0]), day(YEAR[1]), day=day(on))


def case(target: str, body: str, started: str, finished: str | None, **more: object) -> CaseRow:
    ended = None if finished is None else day(finished)
    row = CaseRow(target, body, f"{body}-{started}-{finished}", day(started), ended)
    return replace(row, **more)  # type: ignore[arg-type]


def asked(
    law: Law,
    rows: list[Row],
    as_of: str = "2021-12-31",
    covers: tuple[str | tuple[date, date], ...] = (),
    **changes: object,
) -> Answer:
    """The answer on the one target of the rows; `changes` are keys of the catalogue."""
    target = law.catalogue.targets[rows[0].target]
    if changes:
        target = replace(target, **changes)  # type: ignore[arg-type]
    return judge(Submission(tuple(rows), day(as_of), covers), target, law)


def everybody(law: Law, target: str) -> list[str]:
    return [body.name for body in law.catalogue.expected(law.catalogue.targets[target])]
