"""One table in every carrier: one verdict on each row, or one refusal."""

from __future__ import annotations

import csv
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import few
from tests.intake.conftest import accepted_cases
from tests.workbook.conftest import C, M
from tests.workbook.made import sheet_xml, write_book
from yshj.catalogue.load import calendar_of, load
from yshj.contract.rows import Context
from yshj.intake.frames import frame_of
from yshj.intake.read import submission

CELLS = {
    "指标": ["87-incubators", "08-setup-time", "合计", "填表人：某某", "", "x", "#N/A", "指标"],
    "填报单位": ["金水区", "", "中原", "合计", "市区小计", "#REF!", "火星", "全市"],
    "期间": ["2021", "2021.1", "2021-03", "", "#N/A", "Mar-21", "2021年3月"],
    "数值": ["4", "", "--", "4.333333333333333", "#DIV/0!", "1.2E+05", "13/", "不涉及"],
    "计量单位": ["家", "", "件", "#N/A"],
    "办件编号": ["A1", "A2", "A3", "4.10105E+20", "", "合计", "#VALUE!", "000123"],
    "受理时间": ["2021-03-01", "2021年3月", "", "#N/A", "2021/3/1 9:00"],
    "办结时间": ["2021-03-02", "", "#VALUE!", "2021-03-05 17:30:00"],
    "扣除天数": ["", "0", "1", "#VALUE!", "三"],
}


def rows_of(header: Sequence[str]) -> st.SearchStrategy[list[list[str]]]:
    likely = [st.sampled_from(CELLS[name][:2]) | st.sampled_from(CELLS[name]) for name in header]
    some = st.sampled_from([[""] * len(header), list(header)])
    return st.lists(st.tuples(*likely).map(list) | some, min_size=1, max_size=6)


def as_csv(path: Path, rows: list[list[str]]) -> str:
    with (path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path / "t.csv")


def as_xlsx(path: Path, rows: list[list[str]]) -> str:
    return str(write_book(path / "t.xlsx", sheet=sheet_xml([[c or None for c in r] for r in rows])))


def as_parquet(path: Path, rows: list[list[str]]) -> str:
    frame = pl.DataFrame(rows[1:], schema=rows[0], orient="row")
    frame.write_parquet(path / "t.parquet")
    return str(path / "t.parquet")


def as_pandas(_: Path, rows: list[list[str]]) -> object:
    return frame_of("t", pd.DataFrame(rows[1:], columns=rows[0]))


def as_polars(_: Path, rows: list[list[str]]) -> object:
    return frame_of("t", pl.DataFrame(rows[1:], schema=rows[0], orient="row"))


CARRIERS: list[Callable[[Path, list[list[str]]], object]] = [
    *(as_csv, as_xlsx, as_parquet, as_pandas, as_polars)
]


def came_of(name: object) -> tuple[object, ...]:
    """What is accepted, what refused and why, what left out; blank rows of a sheet are no rows."""
    with submission([name], context()) as sent:  # type: ignore[list-item]
        figures = sorted(
            (one.row.target.id, one.row.reporter.name, str(one.row.period), str(one.row.figure))
            for one in sent.measured
        )
        problems = sorted(
            (one.row or 0, one.column or "", one.value or "", one.message.zh.replace(one.file, "t"))
            for one in sent.problems()
            if one.row is not None  # a table without a row is told in words of its carrier
        )
        rows = sum(one.rows for one in sent.inputs)
        left_out = sum(one.left_out for one in sent.inputs)
        refused = sum(one.refused for one in sent.inputs)
        cases = accepted_cases(sent)
        superseded = sum("superseded" in note.en for note in sent.notes)
        assert len(figures) + cases.total() + refused + left_out + superseded == rows
        return figures, sorted(cases.items(), key=str), problems, refused


FEW = few(12)


@cache
def context() -> Context:
    """Not a fixture: a failing example would print it."""
    catalogue = load()
    return Context(catalogue, calendar_of(catalogue, None))


@given(rows=rows_of(M))
@FEW
def test_figures_have_one_verdict(rows: list[list[str]]) -> None:
    agrees([M, *rows])


@given(rows=rows_of(C))
@FEW
def test_cases_have_one_verdict(rows: list[list[str]]) -> None:
    agrees([C, *rows])


def agrees(table: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        expected = came_of(as_csv(Path(folder), table))
        for carrier in CARRIERS[1:]:
            assert came_of(carrier(Path(folder), table)) == expected, carrier.__name__


def test_the_carriers_are_what_they_say(tmp_path: Path) -> None:
    rows = [M, ["87-incubators", "金水区", "2021", "4", "家"]]
    assert zipfile.is_zipfile(as_xlsx(tmp_path, rows))
    assert Path(as_parquet(tmp_path, rows)).read_bytes().startswith(b"PAR1")
