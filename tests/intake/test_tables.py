"""Workbooks and Parquet: the same rows, whatever holds them."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from tests.intake.conftest import Reader

HEADER = ["target", "reporter", "case", "started", "finished"]
SETUP = "08-setup-time"


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        dated = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, dated)
                    elif cell is not None:
                        sheet.write(at, column, cell)
    return path


def test_real_dates_beside_text_dates(read: Reader, tmp_path: Path) -> None:
    rows = [
        [SETUP, "金水区", "A1", date(2021, 3, 4), "2021/3/5"],
        [SETUP, "金水区", "A2", "2021年3月4日", datetime(2021, 3, 5, 9, 32)],
        [SETUP, "金水区", "A3", datetime(2021, 3, 4, 9, 32), date(2021, 3, 5)],
        [SETUP, "金水区", 4, "2021-03-04", None],
    ]
    found = read(workbook(tmp_path / "a.xlsx", S=[HEADER, *rows]))
    assert found.problems == []
    assert found.inputs[0].encoding == "xlsx"
    starts = {facts.started for _, _, facts in found.cases}
    assert starts == {date(2021, 3, 4)}
    assert sum(n for (_, _, facts), n in found.cases.items() if facts.finished is None) == 1


def test_rows_are_numbered_as_in_the_workbook(read: Reader, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["办件台账"],
        [None],
        HEADER,
        [SETUP, "金水区", "A1", "2021-03-04", "2021-03-05"],
        [None, " "],
        ["no-such", "金水区", "A2", "2021-03-04", "2021-03-05"],
        ["合计", None, 2],
        *([None] for _ in range(3)),
    ]
    found = read(workbook(tmp_path / "a.xlsx", S=rows))
    assert [(row, line) for row, line, _, _ in found.places()] == [(6, None)]
    assert found.inputs[0].left_out == 1
    assert (found.rows, found.adds_up()) == (3, True)


def test_every_sheet_with_a_header_we_know(read: Reader, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        台账=[HEADER, [SETUP, "金水区", "A1", "2021-03-04", None]],
        空=[],
        数据=[["指标", "期间", "数值"], ["01-mobile-services", "2021", 310.0]],
    )
    found = read(path)
    assert [one.name for one in found.inputs] == [f"{path}[台账]", f"{path}[数据]"]
    figure = found.measured[0].row.figure
    assert figure is not None
    assert figure.value == 310
    assert found.accepted == 2


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        ({"S": [["a", "b"], [1, 2]]}, "no column target"),
        ({"S": []}, "no data"),
        ({"S": [HEADER]}, "a header and no rows"),
    ],
)
def test_a_workbook_without_a_table(
    read: Reader, tmp_path: Path, sheets: dict[str, list[list[Any]]], says: str
) -> None:
    assert says in read(workbook(tmp_path / "a.xlsx", **sheets)).only_problem()


def test_a_cell_far_from_the_data_does_not_take_all_memory(read: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_048_575, 16_383, "x")
    assert "too large" in read(path).only_problem()


def test_parquet_with_its_own_types(
    read: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A moment with a zone is told in the plan's, whatever zone the machine is in."""
    monkeypatch.setenv("TZ", "America/New_York")
    path = tmp_path / "a.parquet"
    duckdb.sql(
        f"COPY (SELECT '{SETUP}' AS \"指标\", '金水区' AS \"填报单位\", 'A' || i AS case, "
        "DATE '2021-03-01' AS started, TIMESTAMPTZ '2021-03-01 23:30:00+00' AS finished, "
        'TRUE AS extended, [1, 2] AS "other ""one""" FROM range(2) t(i) '
        f"UNION ALL SELECT 'x', '', 'B', NULL, NULL, NULL, NULL) TO '{path}'"
    )
    found = read(path)
    assert found.inputs[0].encoding == "parquet"
    assert {row for row, _, _, _ in found.places()} == {2, 3, 4}
    assert found.places()[0] == (2, None, "extended", "true")
    assert found.adds_up()
    duckdb.sql(f"COPY (SELECT * EXCLUDE extended FROM '{path}') TO '{tmp_path}/b.parquet'")
    good = read(tmp_path / "b.parquet")
    assert [(facts.finished, n) for (_, _, facts), n in good.cases.items()] == [
        (date(2021, 3, 2), 2)
    ]


@pytest.mark.parametrize(
    ("shown", "value", "unit", "means"),
    [
        ("0%", 0.97, "%", 97),
        ("0.00%", 0.97, None, 97),
        ("0.0%;[Red]-0.0%", 1, "%", 100),
        ("[>=1]0%;0.00%", 0.9999999, "%", Fraction("99.99999")),
        ("0%", "97%", "%", 97),
        ('0.0"%"', 0.5, "%", Fraction(1, 2)),  # a sign that is mere text multiplies nothing
        ("0.0\\%", 0.5, "%", Fraction(1, 2)),
        ("0.00", 0.5, "%", Fraction(1, 2)),
    ],
)
def test_a_cell_in_per_cent_is_what_the_workbook_shows(
    read: Reader, tmp_path: Path, shown: str, value: float | str, unit: str | None, means: Fraction
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("说明").write(0, 0, "填表说明")
        sheet = book.add_worksheet("A & B")
        sheet.write_row(
            0, 0, ["指标", "填报单位", "期间", "计量单位", *"ABCDEFGHIJKLMNOPQRSTUVW", "数值"]
        )
        sheet.write_row(1, 0, ["98-waste-sorting", "金水区", 2021, unit])
        sheet.write(1, 27, value, book.add_format({"num_format": shown}))
    found = read(path)
    assert found.problems == []
    figure = found.measured[0].row.figure
    assert figure is not None
    assert figure.value == means


def test_parquet_as_other_programs_write_it(read: Reader, tmp_path: Path) -> None:
    """Text as bytes, numbers as floats, moments finer than a cell can be."""
    duckdb.sql(
        f"COPY (SELECT '{SETUP}' AS target, encode('金水区') AS reporter, i::DOUBLE AS \"case\", "
        "TIMESTAMP_NS '2021-03-01 10:00:00.123456789' AS started, 'nan'::FLOAT AS excluded "
        f"FROM range(2) t(i)) TO '{tmp_path}/a.parquet'"
    )
    (tmp_path / "b.csv").write_text(f"target,reporter,case,started\n{SETUP},金水区,1,2021-03-01\n")
    found = read(tmp_path / "a.parquet", tmp_path / "b.csv")
    assert {body for _, body, _ in found.cases} == {"金水区"}
    assert len(found.problems) == 2  # both files hold a case 1, and only the time of day differs
    assert found.adds_up()
