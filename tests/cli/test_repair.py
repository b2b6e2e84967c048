"""What is written out to be mended, opened in a spreadsheet, and sent again."""

from __future__ import annotations

import csv
from pathlib import Path

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
