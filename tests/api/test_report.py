"""What a report gives a script: objects, frames of every library, files, a notebook's table."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import yshj
from tests.api.conftest import AS_OF, CASES, CITY, ROOT
from yshj.catalogue.model import Catalogue

TABLES = ("findings", "reporters", "failures", "problems")


@pytest.fixture(scope="module")
def report(catalogue: Catalogue) -> yshj.Report:
    return yshj.check([CITY, CASES], as_of=AS_OF, plan=catalogue)


@pytest.fixture(scope="module")
def broken(catalogue: Catalogue) -> yshj.Report:
    return yshj.check(ROOT / "samples/broken.csv", as_of=AS_OF, plan=catalogue)


def test_a_finding_of_cases(report: yshj.Report) -> None:
    """The sample has 1,504 cases of item 8: six are open, three late, the worst by two days."""
    found = report.finding("08-setup-time")
    assert found is report.finding("Time to set up a company")
    assert (found.item, found.status, found.n, found.over, found.open) == (8, "fail", 1498, 3, 6)
    assert (found.observed, found.unit, found.threshold) == (Fraction(3), "工作日", Decimal(1))
    assert (found.margin, found.op, found.statistic) == (Fraction(-2), "<=", "each")
    assert (found.deadline, found.failures_total) == (date(2021, 12, 31), 3)
    first = found.failures[0]
    assert (first.file, first.row, first.case) == (str(CASES), 163, "SYN-08-0162")
    assert (first.due, first.observed) == (date(2021, 2, 10), Fraction(3))
    assert len(found.reporters) == len(found.expected) == 16
    assert sum(one.over for one in found.reporters) == 3
    assert found.missing == ()


def test_a_share_is_exact(report: yshj.Report) -> None:
    found = report.finding("98-waste-sorting")
    pooled = (Fraction(4_235_725), Fraction(4_335_820))
    assert (found.numerator, found.denominator) == pooled
    assert found.observed == Fraction(4_235_725 * 100, 4_335_820)


def test_findings_are_the_dicts_results(report: yshj.Report) -> None:
    data = report.to_dict()
    assert data["summary"] == dict(report.summary)
    for found, one in zip(report.findings, data["results"], strict=True):
        assert (found.id, found.name, found.status) == (one["id"], one["name"], one["status"])
        assert (found.n, found.over, found.open) == (one["n"], one["over"], one["open"])
        if isinstance(found.observed, date):
            assert str(found.observed) == one["observed"]
        elif found.observed is None:
            assert one["observed"] is None
        else:
            assert float(found.observed) == pytest.approx(one["observed"], abs=1e-9)
        assert list(found.notes) == one["notes"]
        assert list(found.missing) == one["bodies"]["missing"]


def test_problems(broken: yshj.Report) -> None:
    first = broken.problems[0]
    assert (first.row, first.line, first.column, first.value) == (3, 3, "指标", "08-setup-tme")
    assert "did you mean '08-setup-time'" in first.message
    assert str(first).endswith(f"{first.message} [E031]")
    assert first.code == "E031"
    assert broken.inputs[0].refused == 20


def test_its_words_are_in_the_language_asked_for(catalogue: Catalogue) -> None:
    in_chinese = yshj.check(CITY, as_of=AS_OF, items=8, plan=catalogue, lang="zh")
    assert in_chinese.finding("08-setup-zones").name == "政务服务大厅企业开办专区覆盖率"
    assert in_chinese.to_dict()["catalogue"]["title"].startswith("郑州市2021年")
    assert in_chinese.to_dict("en")["catalogue"]["title"].startswith("Zhengzhou 2021")
    with pytest.raises(yshj.UsageError, match="lang"):
        in_chinese.to_dict("fr")


def test_a_finding_that_is_not_there(report: yshj.Report, catalogue: Catalogue) -> None:
    with pytest.raises(yshj.UsageError, match="did you mean '08-setup-time'"):
        report.finding("08-setup-tme")
    narrow = yshj.check(CITY, as_of=AS_OF, items=8, plan=catalogue)
    with pytest.raises(yshj.UsageError, match="not among those judged"):
        narrow.finding("98-waste-sorting")


LIBRARIES = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "pyarrow": pa.Table,
    "duckdb": duckdb.DuckDBPyRelation,
}


def _dicts(native: Any) -> list[dict[str, Any]]:
    frame = nw.from_native(native)
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return [
        {
            name: None if pd.isna(cell) else cell.date() if isinstance(cell, datetime) else cell
            for name, cell in row.items()
        }
        for row in eager.rows(named=True)
    ]


@pytest.mark.parametrize("table", TABLES)
def test_frames_of_every_library_are_the_same(
    report: yshj.Report, broken: yshj.Report, table: Any
) -> None:
    unreadable = yshj.check("no-such.csv")
    for one in (report, broken, unreadable):
        frames = {library: one.to_frame(library, of=table) for library in LIBRARIES}
        for library, kind in LIBRARIES.items():
            assert isinstance(frames[library], kind)
        rows = [_dicts(frame) for frame in frames.values()]
        assert all(other == rows[0] for other in rows)


def test_a_frame_holds_what_the_objects_do(report: yshj.Report, broken: yshj.Report) -> None:
    frame = report.to_frame("polars")
    assert frame["id"].to_list() == [one.id for one in report.findings]
    row = frame.row(by_predicate=pl.col("id") == "08-setup-time", named=True)
    assert (row["observed"], row["over"], row["n"], row["margin"]) == (3.0, 3, 1498, -2.0)
    assert (row["deadline"], row["bodies_reported"]) == (date(2021, 12, 31), 16)
    milestone = frame.row(by_predicate=pl.col("id") == "08-milestone", named=True)
    assert milestone["observed"] is None
    assert milestone["completed"] == report.finding("08-milestone").observed
    reporters = report.to_frame("polars", of="reporters")
    assert len(reporters) == sum(len(one.reporters) for one in report.findings)
    failures = report.to_frame("polars", of="failures")
    assert len(failures) == sum(len(one.failures) for one in report.findings)
    problems = broken.to_frame("polars", of="problems")
    assert problems["message"].to_list() == [one.message for one in broken.problems]


def test_the_callers_own_library(catalogue: Catalogue) -> None:
    columns = {"target": ["01-mobile-services"], "period": ["2021"], "value": [310]}
    for make, kind in (
        (pd.DataFrame, pd.DataFrame),
        (pl.DataFrame, pl.DataFrame),
        (pl.LazyFrame, pl.DataFrame),
        (pa.table, pa.Table),
    ):
        report = yshj.check([CITY, make(columns)], plan=catalogue, items=1)
        assert isinstance(report.to_frame(), kind)
    relation = duckdb.from_arrow(pa.table(columns))
    mine = yshj.check(relation, plan=catalogue, items=1).to_frame()
    assert isinstance(mine, duckdb.DuckDBPyRelation)


@pytest.mark.parametrize(
    ("backend", "of", "says"),
    [
        (None, "findings", "no frame was given, so name a library"),
        ("panda", "findings", "did you mean 'pandas'"),
        ("polars", "finding", "did you mean 'findings'"),
        ("modin", "findings", "needs modin, which is not installed"),
    ],
)
def test_a_frame_of_no_library(report: yshj.Report, backend: Any, of: Any, says: str) -> None:
    with pytest.raises(yshj.UsageError, match=says):
        report.to_frame(backend, of=of)


def test_files_by_their_suffix(report: yshj.Report, tmp_path: Path) -> None:
    report.write(tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8")) == report.to_dict()
    report.write(str(tmp_path / "r.out"), "json", lang="zh")
    written = json.loads((tmp_path / "r.out").read_text(encoding="utf-8"))
    assert written == report.to_dict("zh")
    report.write(tmp_path / "r.csv")
    text = (tmp_path / "r.csv").read_bytes().decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) > len(report.findings)
    assert (tmp_path / "r.csv").stat().st_mode & 0o777 == (
        (tmp_path / "r.json").stat().st_mode & 0o777
    )
    report.write(tmp_path / "r.txt", lang="zh")
    assert "未达标" in (tmp_path / "r.txt").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.csv", "r.json", "r.out", "r.txt"]


def test_files_that_cannot_be_written(report: yshj.Report, tmp_path: Path) -> None:
    with pytest.raises(yshj.UsageError, match=r"did you mean '\.json'"):
        report.write(tmp_path / "r.jsn")
    with pytest.raises(yshj.UsageError, match="did you mean 'json'"):
        report.render("jsn")
    with pytest.raises(yshj.UsageError, match="cannot write"):
        report.write(tmp_path / "no" / "r.json")
    (tmp_path / "d.json").mkdir()
    with pytest.raises(yshj.UsageError, match="cannot write"):
        report.write(tmp_path / "d.json")
    assert [path.name for path in tmp_path.iterdir()] == ["d.json"]


def test_its_counts_are_nobodys_to_change(broken: yshj.Report) -> None:
    before = repr(broken)
    dict.update(broken.summary, {"fail": 99})
    assert repr(broken) == before


def test_it_says_what_it_is_in_one_line(report: yshj.Report, broken: yshj.Report) -> None:
    assert repr(report) == (
        "<yshj.Report zhengzhou-2021 as of 2021-12-31: 8 fail, 2 warn, 2 partial, 164 pass, "
        "6 no data; exit code 1>"
    )
    assert repr(broken).endswith(", 20 problems; exit code 3>")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert {name for name, _ in attrs} <= {"style", "lang"}

    def handle_data(self, data: str) -> None:
        self.cells.append(data)


def test_a_notebook_shows_a_table(report: yshj.Report) -> None:
    page = _Page()
    page.feed(report._repr_html_())
    assert set(page.tags) <= {
        *("div", "p", "b", "br", "small", "span"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert page.tags.count("tr") == 61  # the head and sixty of the 176 with data
    assert "and 116 more" in page.cells
    assert "✗ fail" in page.cells
    assert "3 of 1,498 over" in page.cells
    assert any("✗ 8 fail" in cell for cell in page.cells)


def test_a_notebook_is_given_no_hostile_text(catalogue: Catalogue, tmp_path: Path) -> None:
    evil = '<script>alert(1)</script>"&\x1b[2J'
    frame = pl.DataFrame(
        {
            "target": [evil, "08-setup-time"],
            "reporter": ["", "金水区"],
            "case": ["<img src=x onerror=alert(1)>", "1"],
            "started": ["2021-03-01", "2021-03-01"],
            "finished": ["2021-03-02", "2021-03-09"],
        }
    )
    waivers = tmp_path / "w.yaml"
    waivers.write_text(
        "waivers:\n  - {target: 08-setup-time, reason: '<b>x</b>', approver: y, "
        "expires: 2021-12-31}\n",
        encoding="utf-8",
    )
    report = yshj.check({evil: frame}, as_of=AS_OF, plan=catalogue, waivers=waivers)
    for lang in ("zh", "en"):
        page = yshj.check(
            {evil: frame},
            as_of=AS_OF,
            plan=catalogue,
            waivers=waivers,
            lang=lang,
        )._repr_html_()
        assert "<script" not in page
        assert "<img" not in page
        assert "<b>x" not in page
        assert "\x1b" not in page
        assert "&lt;script&gt;" in page
        assert "&lt;b&gt;x" in page
    assert report.problems[0].value == evil
