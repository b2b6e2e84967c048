"""Mapping files: each fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.mapped import CLEAR, FIGURES, INQUIRY, LEDGER, WIDE
from yshj.catalogue.model import Catalogue
from yshj.contract.headers import COLUMNS
from yshj.errors import CatalogueError
from yshj.intake.mapping import read_mapping
from yshj.intake.mapping_file import Places

ROOT = Path(__file__).resolve().parents[2]


def _faults(tmp_path: Path, catalogue: Catalogue, text: str) -> list[str]:
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_mapping(path, catalogue)
    return [problem.tell("en").removeprefix(f"{path}, ") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("table: cases", "table: case", 'line 2, key table: "case" expected one of'),
        ("table: cases", "tabel: cases", "unknown key; did you mean 'table'?"),
        (
            "  case:",
            "  cace:",
            "line 8, key columns.cace: \"流水号\" unknown key; did you mean 'case'?",
        ),
        ("  case: 流水号\n", "", "line 3, key columns: column case is missing"),
        (
            "  case:",
            "  baseline: 3\n  case:",
            "line 8, key columns.baseline: no column of cases",
        ),
        ("constant: 市人社局", "constant: 市人社厅", "did you mean '市人社局'?"),
        (
            "constant:",
            "konstant:",
            'line 7, key columns.reporter.konstant: "市人社局" unknown key',
        ),
        (
            f"一般: {INQUIRY}",
            "一般: 20-injury-cler",
            "unknown target; did you mean '20-injury-clear'?",
        ),
        (f"一般: {INQUIRY}", "一般: 01-milestone", "this target does not take cases"),
        (f"一般: {INQUIRY}", f'" 简单": {INQUIRY}', "differs from another by spaces only"),
        (
            f"{{简单: {CLEAR}, 一般: {INQUIRY}}}",
            "{}",
            "line 6, key columns.target.values: must not be",
        ),
        (
            f"一般: {INQUIRY}",
            "一般: ''",
            'line 6, key columns.target.values.一般: "" must not be empty',
        ),
        ("    column: 类别\n", "", "needs either column or constant"),
        (
            "  started: 受理",
            "  started: {column: 受理, constant: 1}",
            "needs either column or constant",
        ),
        (
            "  started: 受理",
            "  started: {column: 受理, otherwise: skip}",
            "otherwise goes with values",
        ),
        ("  started: 受理", "  started: {constant: 1, values: {a: b}}", "values go with a column"),
        ("  started: 受理", "  started: {constant: 2021-13-01}", "there is no such day"),
        (
            "  started: 受理",
            "  started: {column: 受理, values: {a: soon}}",
            "expected a date such as",
        ),
        ("  started: 受理", "  started: 0", "columns are 1 to 2000"),
        ("  finished: 办结", "  flag: {constant: 也许}", "expected yes or no"),
        ("mapping: 台账", "mapping: ''", "must not be empty"),
        (
            "mapping: 台账",
            "mapping: m\nheader: 21",
            "expected the row of the header, 1 to 20, or 0",
        ),
        (
            "mapping: 台账",
            "mapping: m\nheader: 0",
            "without a header (header: 0) a column is a number",
        ),
        (
            "mapping: 台账",
            "mapping: m\nencoding: utf9",
            "unknown encoding 'utf9'; did you mean 'utf-8'?",
        ),
        ("mapping: 台账", "mapping: m\ndelimiter: ';;'", "expected one character"),
        ("mapping: 台账", "mapping: m\ndate_format: '%d.%m'", "expected a date format with year"),
        (
            "mapping: 台账",
            "mapping: m\ndate_format: '%d.%m.%Y %Q'",
            "expected a date format with year",
        ),
        ("mapping: 台账", "mapping: m\ndate_format: '%Y-%d-%m'", "cannot be told from year, month"),
        ("mapping: 台账", "mapping: m\nperiod: 2021", "line 2, key period: no column of cases"),
        ("mapping: 台账", "mapping: m\nfilter: [{column: a}]", "needs either in or not_in"),
        (
            "mapping: 台账",
            "mapping: m\nfilter: [{column: a, in: []}]",
            "filter.0.in: must not be empty",
        ),
        ("mapping: 台账", "mapping: m\nfilter: [{column: a, in: [x,]}, {columm: a}]", "'column'?"),
        ("mapping: 台账", "mapping: m\nwide: []", "line 2, key wide: must not be empty"),
        (
            "mapping: 台账",
            f"mapping: m\nwide: [{{column: a, target: {CLEAR}}}]",
            "wide says it already",
        ),
        ("mapping: 台账", "mapping: m\nmapping: n", "line 2: duplicate key 'mapping'"),
    ],
)
def test_a_fault_of_a_mapping(
    tmp_path: Path, catalogue: Catalogue, was: str, now: str, told: str
) -> None:
    assert was in LEDGER
    faults = _faults(tmp_path, catalogue, LEDGER.replace(was, now))
    assert any(told in fault for fault in faults), faults
    assert all(fault.startswith("line ") for fault in faults)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FIGURES + "  period: 期\n", "line 3, key period: given by columns.period"),
        (
            FIGURES.replace("period: 2021", "period: 2021Q5"),
            'line 3, key period: "2021Q5" expected',
        ),
        (FIGURES.replace("  value: 数\n", ""), "column value is missing"),
        (FIGURES.replace("  target: {constant: 87-incubators}\n", ""), "column target is missing"),
        (FIGURES + "  case: 号\n", "no column of measurements"),
        (
            FIGURES.replace("单位", "1").replace("数", "2"),
            "say which row the header is on (0: none)",
        ),
        (
            WIDE.replace("target: 87-", "target: 88-"),
            'line 6, key wide.0.target: "88-incubators"',
        ),
        (WIDE.replace("亿元", "亿园"), 'line 7, key wide.1.unit: "亿园" unknown unit'),
        (WIDE.replace("column: 3", "column: 载体"), "this column is used already"),
        (WIDE.replace("单位}", "单位, unit: 位}"), "columns.unit says it already"),
    ],
)
def test_a_fault_of_a_mapping_of_figures(
    tmp_path: Path, catalogue: Catalogue, text: str, told: str
) -> None:
    faults = _faults(tmp_path, catalogue, text)
    assert any(told in fault for fault in faults), faults


def test_every_fault_is_told_at_once(tmp_path: Path, catalogue: Catalogue) -> None:
    text = LEDGER.replace("市人社局", "市人社厅").replace(INQUIRY, "20-x").replace("受理", "0")
    assert len(_faults(tmp_path, catalogue, text)) == 3


def test_the_known_columns_are_those_of_the_header() -> None:
    assert set(Places.model_fields) == set(COLUMNS)
