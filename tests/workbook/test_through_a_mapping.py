"""An export through a mapping: what cannot be trusted is neither filtered nor skipped away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.mapped import read_mapped
from tests.workbook.made import Xml, error, formula, write_book
from yshj.contract.rows import Context

MAPPING = """\
mapping: 台账
table: cases
columns:
  target: {column: 类别, values: {设立: 08-setup-time}, otherwise: skip}
  reporter: 单位
  case: 流水号
  started: 受理
  finished: 办结
date_format: "%Y-%m-%d"
filter: [{column: 状态, in: [有效]}]
"""
HEADER = ["类别", "单位", "流水号", "受理", "办结", "状态", "窗口"]
GOOD = ["设立", "金水区", "A1", "2021-03-01", "2021-03-02", "有效", "金水区"]


@pytest.mark.parametrize("column", range(6))
@pytest.mark.parametrize("cell", [error("#N/A"), formula("1+1")])
def test_a_cell_that_cannot_be_trusted(
    tmp_path: Path, context: Context, column: int, cell: Xml
) -> None:
    bad = [*GOOD[:2], "A2", *GOOD[3:]]
    bad[column] = cell
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    path = write_book(tmp_path / "a.xlsx", [HEADER, GOOD, bad])
    sent = read_mapped(context, path, tmp_path / "m.yaml")
    assert (sent.rows, sent.cases, len(sent.refused), sent.left_out) == (2, 1, 1, 0)
    problem = sent.problems[0]
    place = f"{'ABCDEF'[column]}3"
    assert place in (problem.cell or problem.message.en)
    assert "Excel" in problem.message.en or "stored result" in problem.message.en


def test_a_column_of_bodies_waits_for_ignore(tmp_path: Path, context: Context) -> None:
    rows = [HEADER, [*GOOD[:6], "中原区"], [*GOOD[:2], "A2", *GOOD[3:6], "二七区"]]
    path = write_book(tmp_path / "a.xlsx", rows)
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    sent = read_mapped(context, path, tmp_path / "m.yaml")
    assert sent.cases == 0
    assert "ignore: [窗口]" in sent.problems[0].message.zh
    (tmp_path / "m.yaml").write_text(MAPPING + "ignore: [窗口]\n", encoding="utf-8")
    assert read_mapped(context, path, tmp_path / "m.yaml").cases == 2


def test_in_text_too(tmp_path: Path, context: Context) -> None:
    lines = [HEADER, [*GOOD[:6], "中原区"], [""] * 7, [""] * 7]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    assert read_mapped(context, path, tmp_path / "m.yaml").cases == 0
    (tmp_path / "m.yaml").write_text(MAPPING + "ignore: [窗口]\n", encoding="utf-8")
    sent = read_mapped(context, path, tmp_path / "m.yaml")
    assert (sent.rows, sent.cases, sent.left_out) == (3, 1, 2)
