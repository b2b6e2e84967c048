"""CSV: the numbers of the JSON, text that stays text, one row a target."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from tests.examples import few
from tests.render.conftest import STATUSES
from tests.render.hostile import CASE, NASTY, painted, texts
from yshj.errors import printable
from yshj.render import csv as csv_format
from yshj.render import json as json_format
from yshj.report.compose import document_of
from yshj.report.model import Report

FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def rows_of(report: Report, lang: str = "en") -> list[dict[str, str]]:
    text = csv_format.render(document_of(report, lang))
    assert text.startswith("\ufeffid,item,name,statistic,status,observed,unit,op,threshold,n,over,")
    assert text.count("\r\n") == text.count("\n") == len(report.results) + 1
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def is_number(cell: str) -> bool:
    return cell.replace("-", "", 1).replace(".", "", 1).isdecimal()


def test_it_says_what_the_json_says(sample: Report, every_status: Report) -> None:
    for report in (sample, every_status):
        data = json.loads(json_format.render(document_of(report, "zh")), parse_float=Decimal)
        rows = rows_of(report, "zh")
        assert [row["id"] for row in rows] == [one["id"] for one in data["results"]]
        for row, one in zip(rows, data["results"], strict=True):
            for name in ("name", "status", "statistic", "unit", "quote", "deadline", "observed"):
                assert row[name] == ("" if one[name] is None else str(one[name]))
            for name in ("item", "n", "over", "open", "rolled", "threshold", "margin", "median"):
                assert row[name] == ("" if one[name] is None else str(one[name])), one["id"]
            for name in ("p90", "numerator", "denominator"):
                assert row[name] == ("" if one[name] is None else str(one[name])), one["id"]
            assert row["op"].removeprefix("'") == one["op"]
            assert row["hedged"] == ("true" if one["hedged"] else "false")
            assert row["failures"] == str(one["failures_total"])
            assert row["bodies_expected"] == str(one["bodies"]["expected"])
            assert row["missing"] == "; ".join(one["bodies"]["missing"])
            assert row["as_of"] == data["as_of"]
            assert row["catalogue_sha256"] == data["catalogue"]["sha256"]


def test_known_rows_of_the_sample(sample: Report) -> None:
    rows = {row["id"]: row for row in rows_of(sample)}
    one = rows["08-setup-time"]
    assert (one["status"], one["observed"], one["unit"], one["margin"]) == (
        *("fail", "3", "工作日"),
        "-2",  # a number, not text: negative numbers are no formulas
    )
    assert (one["n"], one["over"], one["bodies_reported"], one["bodies_expected"]) == (
        *("1498", "3", "16", "16"),
    )
    assert (rows["98-waste-sorting"]["numerator"], rows["98-waste-sorting"]["denominator"]) == (
        *("4235725", "4335820"),
    )
    assert rows["49-milestone"]["observed"] == "2021-08-20"


def test_every_status(every_status: Report) -> None:
    rows = {row["id"]: row for row in rows_of(every_status)}
    assert {id_: rows[id_]["status"] for id_ in STATUSES} == STATUSES
    waived = rows["44-document-fee"]
    assert waived["would_be"] == "at_risk"
    assert waived["waiver"] == "*: 系统迁移 (市政务办, 2021-12-31)"


def test_no_target_at_all(sample: Report) -> None:
    assert rows_of(replace(sample, results=[])) == []


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_is_a_formula(every_status: Report, text: str) -> None:
    report = painted(every_status, text)
    written = csv_format.render(document_of(report, "en"))
    assert CASE not in written
    for row in rows_of(report):
        for cell in row.values():
            assert not cell.startswith(FORMULA) or is_number(cell), cell
            assert printable(cell, 40_000) == cell
    for line in written.splitlines():
        assert not line.lstrip("\ufeff \u3000").startswith("::")
        assert "##[" not in line


@pytest.mark.thorough
@few(60)
@given(text=texts)
def test_text_comes_back(every_status: Report, text: str) -> None:
    report = painted(every_status, text)
    report.results = report.results[:1]
    (row,) = rows_of(report)
    wanted = printable(text, 32_000)
    if "##[" not in wanted and not wanted.lstrip().startswith("::"):
        assert row["name"] in (wanted, "'" + wanted)
        assert row["quote"] == row["name"]
    assert not row["name"].startswith(FORMULA) or re.fullmatch(
        r"[-+－＋]?[\d,.，．]+(e[-+]?\d+)? ?[^\W\d_]*[%％]*", row["name"], re.IGNORECASE
    )
