"""A table whose columns have types comes to what the same table says as text."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import few
from tests.workbook.conftest import C, M
from tests.workbook.made import number, write_book
from tests.workbook.test_carriers import as_csv, came_of
from yshj.intake.frames import frame_of

Cell = str | int | float | date | None
Rows = list[list[Cell]]

DAY_STYLE, TIME_STYLE = 1, 2
FORMATS = ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")
EXCEL_DAY_0 = datetime(1899, 12, 30)

AMOUNTS = (
    st.integers(-3, 10**9)
    | st.decimals(0, 10**6, places=4).map(float)
    | st.sampled_from([0.1 + 0.2, 13 / 3, 2.675, 97.0])
)
DAYS = st.dates(date(2020, 12, 25), date(2022, 1, 5))
TIMES = DAYS.flatmap(
    lambda day: st.integers(0, 86_399).map(
        lambda seconds: datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
    )
)
FIGURES = st.tuples(
    st.sampled_from(["87-incubators", "01-mobile-services"]),
    st.sampled_from(["", "金水区", "火星"]),
    st.sampled_from([2021, 2020]),
    AMOUNTS | st.none(),
    st.sampled_from(["家", "个"]),
)


def cases_of(moments: st.SearchStrategy[date]) -> st.SearchStrategy[Rows]:
    row = st.tuples(
        st.sampled_from(["08-setup-time", "20-capacity"]),
        st.sampled_from(["", "金水区"]),
        st.integers(1, 10**14),
        moments,
        moments | st.none(),
        st.integers(0, 3) | st.none(),
    )
    return _rows(row, lambda one: one[2])


def _rows(
    row: st.SearchStrategy[tuple[Cell, ...]], unique_by: object = None
) -> st.SearchStrategy[Rows]:
    return st.lists(row.map(list), min_size=1, max_size=6, unique_by=unique_by)  # type: ignore[arg-type]


def as_text(cell: Cell) -> str:
    if isinstance(cell, float):  # what Excel would show of it
        return f"{cell:.15g}"
    return "" if cell is None else str(cell)


def as_cell(cell: Cell) -> object:
    if isinstance(cell, datetime):
        return number(repr((cell - EXCEL_DAY_0) / timedelta(days=1)), TIME_STYLE)
    if isinstance(cell, date):
        return number((cell - EXCEL_DAY_0.date()).days, DAY_STYLE)
    return cell if cell != "" else None


def agrees(header: Sequence[str], rows: Rows) -> None:
    columns = {name: [row[at] for row in rows] for at, name in enumerate(header)}
    with tempfile.TemporaryDirectory() as folder:
        texts = [list(header), *([as_text(cell) for cell in row] for row in rows)]
        expected = came_of(as_csv(Path(folder), texts))
        frame = pl.DataFrame(columns, strict=False)
        frame.write_parquet(Path(folder, "t.parquet"))
        book: list[list[object]] = [list(header), *([as_cell(one) for one in row] for row in rows)]
        carriers = {
            "workbook": str(write_book(Path(folder, "t.xlsx"), book, formats=FORMATS)),
            "parquet": str(Path(folder, "t.parquet")),
            "polars": frame_of("t", frame),
            "pandas": frame_of("t", pd.DataFrame(columns)),
            "pandas, its own types": frame_of("t", pd.DataFrame(columns).convert_dtypes()),
        }
        for name, carrier in carriers.items():
            assert came_of(carrier) == expected, name


@given(rows=_rows(FIGURES))
@few(12)
def test_figures_of_numbers(rows: Rows) -> None:
    agrees(M, rows)


@given(rows=cases_of(DAYS))
@few(12)
def test_cases_of_days(rows: Rows) -> None:
    agrees(C, rows)


@given(rows=cases_of(TIMES))
@few(12)
def test_cases_of_times(rows: Rows) -> None:
    agrees(C, rows)
