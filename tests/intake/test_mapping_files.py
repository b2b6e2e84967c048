"""Mapping files over every kind of file, and headers that do not fit them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from tests.intake.mapped import FIGURES, LEDGER, Send, read_mapped
from yshj.contract.rows import Context

ROOT = Path(__file__).resolve().parents[2]


def _book(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(at, column, cell, day)
                    else:
                        sheet.write(at, column, cell)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    rows: list[list[object]] = [["台账"], [], ["类别", "流水号", "受理", "办结"]]
    rows += [["简单", "A", datetime(2021, 3, 5), "08.03.2021"], ["简单", "B", "06.03.2021", ""]]
    rows += [["简单", "C", "2021/3/5", ""], ["", "合计", "", ""]]
    path = tmp_path / "book.xlsx"
    _book(path, {"说明": [["类别"], ["无"]], "明细": rows})
    return path


@pytest.mark.parametrize("sheet", ["明细", "2", None])
def test_a_workbook(tmp_path: Path, context: Context, book: Path, sheet: str | None) -> None:
    """Real dates beside text in one column: each is read as what it is."""
    rules = tmp_path / "m.yaml"
    head = f"sheet: {sheet}\nheader: 3\n" if sheet else ""
    rules.write_text(head + LEDGER + 'date_format: "%d.%m.%Y"\n', encoding="utf-8")
    sent = read_mapped(context, book, rules)
    assert [group[2:4] for group in sent.groups] == [
        ("2021-03-05", "2021-03-08"),
        ("2021-03-06", None),
    ]
    assert (sent.rows, sent.left_out) == (4, 1)
    assert sent.told == [
        'C6, column 受理: "2021/3/5" does not fit the mapping\'s date format %d.%m.%Y'
    ]


def test_a_workbook_without_a_header(tmp_path: Path, context: Context) -> None:
    path, rules = tmp_path / "x.xlsx", tmp_path / "m.yaml"
    _book(path, {"一": [["金水区", 4], [], ["中原区", "x", "more"]]})
    numbered = FIGURES.replace("单位", "1").replace("数", "2")
    rules.write_text("header: 0\n" + numbered, encoding="utf-8")
    sent = read_mapped(context, path, rules)
    assert sent.values == [("87-incubators", "金水区", 1, "4")]
    assert sent.told == ['B3, column 2: "x" expected a number such as 300 or 85.7']


def test_a_sheet_that_is_not_there(tmp_path: Path, context: Context, book: Path) -> None:
    rules = tmp_path / "m.yaml"
    rules.write_text("sheet: 明细表\n" + LEDGER, encoding="utf-8")
    sent = read_mapped(context, book, rules)
    assert "there is no sheet '明细表'; did you mean '明细'?" in sent.problems[0].tell("en")


def test_parquet(tmp_path: Path, context: Context) -> None:
    path, rules = tmp_path / "x.parquet", tmp_path / "m.yaml"
    table = duckdb.sql(
        "SELECT '简单' AS 类别, i::VARCHAR AS 流水号, DATE '2021-03-01' + i::INT AS 受理, "
        "NULL::TIMESTAMP AS 办结 FROM range(3) t(i)"
    )
    assert table is not None
    table.write_parquet(str(path))
    rules.write_text(LEDGER + 'date_format: "%d.%m.%Y"\n', encoding="utf-8")
    sent = read_mapped(context, path, rules)
    assert (sent.rows, sent.cases, sent.problems) == (3, 3, [])


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (
            "类别,流水,受理,办结",
            "no columns 流水号, which the mapping 台账 names; did you mean '流水'?",
        ),
        ("类别,流水号,受理,受理,办结", "several columns are called '受理'"),
    ],
)
def test_a_header_that_does_not_fit(send: Send, header: str, told: str) -> None:
    sent = send(LEDGER, header + "\n1,2,3,4\n")
    assert told in sent.problems[0].tell("en")


def test_a_position_beyond_the_table_and_a_header_on_no_row(send: Send) -> None:
    far = send(FIGURES.replace("value: 数", "value: 9"), "单位,数\n金水区,4\n")
    assert "no columns 9" in far.problems[0].tell("en")
    low = send(FIGURES + "header: 8\n", "单位,数\n金水区,4\n")
    assert "there is nothing on row 8" in low.problems[0].tell("en")


def test_nothing_left_is_an_error(send: Send) -> None:
    sent = send(FIGURES, "单位,数\n合计,4\n")
    assert "every row was left out" in sent.problems[0].tell("en")
