"""The document: a key is one line, numbers are exact, and what is read is what was written."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from copy import copy, deepcopy
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yshj
from tests.conftest import Judge
from yshj.render.json import render
from yshj.report.compose import document_of
from yshj.report.document.kinds import By
from yshj.report.document.measure import Spread
from yshj.report.document.report import Report
from yshj.report.document.values import Exact
from yshj.report.saved import parse

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(yshj.__file__).parent
LAST_KEY = "    spread: Spread | None = spare("
NEW_KEY = '    extra: Count = key("又一项", "one more", 7)\n'
SCRIPT = """
import json, sys
import yshj
from yshj.render.schema import schema
from yshj.report.saved import parse

report = yshj.check("samples/city-2021.csv", plan="targets/zhengzhou-2021", as_of="2021-12-31",
                    items=8)
written = report.to_json()
found = schema("report", "en")["$defs"]["Result"]
first = report.findings[0]
later = written.replace('"extra": 7', '"extra": 9')
older = written.replace('"extra": 7', '"other": 7')
print(json.dumps({
    "json": [one["extra"] for one in json.loads(written)["results"]],
    "python": first.extra,
    "schema": [found["properties"]["extra"]["description"], "extra" in found["required"]],
    "frame": report.to_frame("polars").columns,
    "values": report.to_frame("polars")["extra"].to_list(),
    "csv": report.render("csv").decode("utf-8-sig").splitlines()[0].split(","),
    "read": [parse(text.encode(), "x").report.results[0].extra for text in (later, older)],
}))
"""


def test_a_new_key_is_one_line(tmp_path: Path) -> None:
    """In a copy of the package, with no other line changed."""
    shutil.copytree(PACKAGE, tmp_path / "yshj")
    file = tmp_path / "yshj" / "report" / "document" / "result.py"
    text = file.read_text(encoding="utf-8")
    assert text.count(LAST_KEY) == 1
    file.write_text(text.replace(LAST_KEY, NEW_KEY + LAST_KEY), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert set(found["json"]) == {7}
    assert found["python"] == 7
    assert found["schema"] == ["one more", True]
    assert found["frame"].index("extra") > found["frame"].index("notes")
    assert set(found["values"]) == {7}
    assert found["csv"].index("extra") > found["csv"].index("version")
    assert found["read"] == [9, 7]


ROWS = "01-mobile-services,,2021,300,个\n82-patent-firms,金水区,2021,27,家"
SHARES = "target,reporter,period,numerator,denominator\n95-health-centres-standard,,2021,2,3"
CASES = "08-setup-time,金水区,1,2021-03-01,2021-03-05\n08-setup-time,二七区,2,2021-03-01,"


@pytest.mark.parametrize("by", [None, *By])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_read_is_what_was_written(judge_csv: Judge, lang: str, by: By | None) -> None:
    judged = judge_csv([ROWS, SHARES, "nothing,,2021,1,个"], CASES, as_of="2021-12-31", by=by)
    report = document_of(judged, lang)
    text = render(report)
    read = parse(text.encode(), "x").report
    assert read == report
    assert render(read) == text
    assert Report.model_validate(report.model_copy()) == report


def test_an_exact_number_keeps_its_digits_and_its_fraction() -> None:
    number = Exact.of(Fraction(13, 3), 4)
    assert number == Fraction(13, 3)
    assert number.digits == "4.333333333333"
    assert number.rounded
    for same in (copy(number), deepcopy(number)):
        assert (same, same.digits) == (number, number.digits)
    assert not Exact.of(Fraction(9, 4), None).rounded
    assert repr(number) == "Fraction(13, 3)"
    # 8,999,999,999,999,999 of 10 to the 16th is 89.99999999999999 per cent, not 90
    assert Exact.of(Fraction(8_999_999_999_999_999, 10**14), 90).digits == "89.99999999999999"


@given(st.fractions(-(10**15), 10**15), st.integers(0, 100))
def test_any_fraction_comes_back(value: Fraction, limit: int) -> None:
    number = Exact.of(value, limit)
    spread = Spread(
        cases=1,
        least=number,
        most=number,
        step=number,
        whole=False,
        first=0,
        last=0,
        gathered=False,
        bins=(),
    )
    text = render(spread)
    read = Spread.model_validate(json.loads(text, parse_float=Decimal))
    assert (read.least, read.most, read.step) == (value, value, value)
    assert render(read) == text
