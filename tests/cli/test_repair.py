"""What is written out to be mended, opened in a spreadsheet, and sent again."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import polars as pl

from tests.cli.conftest import Run

HEAD = "指标,填报单位,办件编号,受理时间,办结时间"
LONG = ["410105202103050001", "410105202103050002", "007", "3-5", "12E5", "1234567890123"]


def test_what_is_written_out_survives_a_spreadsheet(yshj: Run, tmp_path: Path) -> None:
    """Refused rows come back, mended, as the cases that they were; so do failing ones."""
    rows = [f"08-setup-time,金水区,{one},2021-03-05,?" for one in LONG]
    rows += [f"08-setup-time,二七区,{one},2021-03-05,2021-03-09" for one in LONG]
    (tmp_path / "a.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    done = yshj("check", "a.csv", "--item", "8", "--rejected", "r.csv", "--failures", "f.csv")
    assert done.code == 3
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["case"] for row in csv.DictReader(file)] == [f"'{one}" for one in LONG]
    back = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    assert [row["办件编号"] for row in csv.DictReader(back.splitlines())] == [
        f"'{one}" for one in LONG
    ]
    (tmp_path / "r.csv").write_text(back.replace(",?", ",2021-03-09"), encoding="utf-8")
    done = yshj("check", "r.csv", "--item", "8", "--failures", "f.parquet")
    assert done.code == 1
    sent = pl.read_parquet(tmp_path / "f.parquet")["case"].to_list()
    assert sent == LONG


FIGURES = "指标,填报单位,期间,数值,计量单位\n87-incubators,金水区,2021,=1+1,家\n"


def test_the_suffix_of_a_workbook_is_a_workbook(yshj: Run, tmp_path: Path) -> None:
    """Text in every cell, a sheet a kind of table; mended, each of its rows counts."""
    cases = [f"08-setup-time,金水区,{one},2021-03-05,?" for one in LONG]
    (tmp_path / "a.csv").write_text("\n".join([HEAD, *cases]), encoding="utf-8")
    (tmp_path / "b.csv").write_text(FIGURES, encoding="utf-8")
    done = yshj("check", "a.csv", "b.csv", "--rejected", "r.xlsx")
    assert done.code == 3
    assert "written" not in done.err
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["measurements", "cases"]
    assert [row[2].value for row in book["cases"].iter_rows(min_row=2)] == LONG
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
    assert book["measurements"]["D2"].value == "=1+1"
    book["measurements"]["D2"] = 4
    for row in book["cases"].iter_rows(min_row=2):
        row[4].value = "2021-03-09"
    book.save(tmp_path / "r.xlsx")
    done = yshj("validate", "r.xlsx")
    assert done.code == 0, done.err
    assert "1 rows, 1 good" in done.out
    assert "6 rows, 6 good" in done.out


def test_two_files_are_told_by_their_names(yshj: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{HEAD}\n08-setup-time,金水区,1,2021-03-05,?\n", "utf-8")
    (tmp_path / "b.csv").write_text(FIGURES, encoding="utf-8")
    done = yshj("validate", "a.csv", "b.csv", "--rejected", "r.csv")
    assert "written: r.measurements.csv, r.cases.csv" in done.err
    assert {path.name for path in tmp_path.glob("r.*")} == {"r.measurements.csv", "r.cases.csv"}
