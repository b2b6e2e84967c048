"""Mapping files: each feature, each fault with its line, and nothing lost on the way."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from textwrap import dedent

import duckdb
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import command
from yshj.catalogue.model import Catalogue
from yshj.contract.headers import COLUMNS
from yshj.contract.rows import Context
from yshj.errors import CatalogueError, Problem
from yshj.intake.mapping import read_mapping
from yshj.intake.mapping_file import Places
from yshj.intake.measurements import Measured
from yshj.intake.read import submission
from yshj.intake.rows import Refused

ROOT = Path(__file__).resolve().parents[2]
CLEAR, INQUIRY = "20-injury-clear", "20-injury-investigated"


@dataclass
class Sent:
    """What one file became, counted in three ways that must add up."""

    rows: int
    left_out: int
    measured: list[Measured]
    cases: int
    refused: list[Refused]
    problems: list[Problem]
    notes: str
    groups: list[tuple[object, ...]]

    @property
    def told(self) -> list[str]:
        return [problem.tell("en").partition(", ")[2] for problem in self.problems]

    @property
    def values(self) -> list[tuple[str, str, int, str | None]]:
        return [
            (one.row.target.id, one.row.reporter.name, one.at, one.cells["value"])
            for one in self.measured
        ]


Send = Callable[..., Sent]


def _read(context: Context, path: Path, mapping: Path, encoding: str | None = None) -> Sent:
    rules = read_mapping(mapping, context.catalogue)
    with submission([str(path)], context, encoding, mapping=rules) as sent:
        con = sent.ledger.store.con
        groups = con.execute(
            "SELECT target, reporter, CAST(s AS VARCHAR), CAST(f AS VARCHAR), flag, sum(n) "
            "FROM grouped GROUP BY ALL HAVING sum(n) > 0 ORDER BY ALL"
        ).fetchall()
        return Sent(
            rows=sum(one.rows for one in sent.inputs),
            left_out=sum(one.left_out for one in sent.inputs),
            measured=sent.measured,
            cases=sum(int(group[-1]) for group in groups),
            refused=sent.refused,
            problems=sent.problems(),
            notes="\n".join(note.en for note in sent.notes),
            groups=groups,
        )


@pytest.fixture
def send(tmp_path: Path, context: Context) -> Send:
    def sent(
        mapping: str, content: str | bytes, name: str = "export.csv", encoding: str | None = None
    ) -> Sent:
        path, rules = tmp_path / name, tmp_path / "mapping.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        rules.write_text(dedent(mapping), encoding="utf-8")
        found = _read(context, path, rules, encoding)
        accepted = len(found.measured) + found.cases
        assert accepted + len(found.refused) + found.left_out == found.rows
        return found

    return sent


LEDGER = f"""\
mapping: 台账
table: cases
columns:
  target:
    column: 类别
    values: {{简单: {CLEAR}, 一般: {INQUIRY}}}
  reporter: {{constant: 市人社局}}
  case: 流水号
  started: 受理
  finished: 办结
"""
FIGURES = """\
mapping: 汇总
table: measurements
period: 2021
columns:
  target: {constant: 87-incubators}
  reporter: 单位
  value: 数
"""


# what a mapping reads


def test_columns_by_name_position_and_constant(send: Send) -> None:
    sent = send(
        f"""
        mapping: m
        table: 办件
        columns:
          target: {{constant: {CLEAR}}}
          reporter: {{constant: 人社局}}
          case: 2
          started: " 受 理 "
          finished: {{column: 办结}}
        """.replace("人社局", "市人社局"),
        "序号,案,受理,办结\n1,A,2021-03-01,2021-03-03\n2,B,2021-03-02,\n",
    )
    assert sent.groups == [
        (CLEAR, "市人社局", "2021-03-01 00:00:00", "2021-03-03 00:00:00", None, 1),
        (CLEAR, "市人社局", "2021-03-02 00:00:00", None, None, 1),
    ]
    assert "columns ignored: 序号" in sent.notes


def test_values_become_targets_and_others_are_refused(send: Send) -> None:
    sent = send(
        LEDGER,
        "类别,流水号,受理,办结\n"
        "简单,A,2021-03-01,\n 一般\u3000,B,2021-03-01,\n一股,C,2021-03-01,\n,D,2021-03-01,\n"
        f"{CLEAR},E,2021-03-01,\n",
    )
    assert [group[0] for group in sent.groups] == [CLEAR, INQUIRY]
    assert sent.told == [
        "row 4, column 类别: \"一股\" not among the mapping's values; did you mean '一般'?",
        "row 5, column 类别: a row needs a target, by its id or name",
        f'row 6, column 类别: "{CLEAR}" not among the mapping\'s values',
    ]


def test_a_value_that_skips(send: Send) -> None:
    skipping = LEDGER.replace("一般: 20-", "一般: 20-").replace(
        f"{INQUIRY}}}\n", f"{INQUIRY}}}\n    otherwise: 跳过\n"
    )
    rows = "类别,流水号,受理,办结\n咨询,A,not a date,\n简单,B,2021-03-01,\n,C,,\n"
    sent = send(skipping, rows)
    assert (sent.rows, sent.left_out, sent.cases, sent.refused) == (3, 2, 1, [])
    assert "rows skipped, their values not in the mapping: 2" in sent.notes


def test_flags_by_their_own_words_and_blank_stays_blank(send: Send) -> None:
    mapping = """
        mapping: m
        table: cases
        columns:
          target: {constant: 04-no-paper}
          case: 号
          flag: {column: 结论, values: {合格: 是, 不合格: 否}}
        """
    sent = send(mapping, "号,结论\nA,合格\nB,不合格\nC,是\nD,\n")
    assert sorted(str(group[4]) for group in sent.groups) == ["否", "是"]
    assert [told.partition(":")[0] for told in sent.told] == [
        "row 4, column 结论",
        "row 5, column 结论",
    ]
    assert "not among the mapping's values" in sent.told[0]
    assert "needs the flag" in sent.told[1]


def test_filters_hold_together_and_are_counted(send: Send) -> None:
    mapping = LEDGER + (
        'filter:\n  - {column: 状态, in: [已办结, 在办, ""]}\n  - {column: 备注, not_in: [作废]}\n'
    )
    sent = send(
        mapping,
        "类别,流水号,受理,办结,状态,备注\n"
        "简单,A,2021-03-01,,已办结,\n简单,B,2021-03-01,,撤销,\n简单,C,2021-03-01,, 在办 ,作废\n"
        "简单,D,2021-03-01,,,\n坏的,E,x,,撤销,\n",
    )
    assert (sent.rows, sent.left_out, sent.cases, sent.refused) == (5, 3, 2, [])
    assert "rows left out by the mapping's filter: 3" in sent.notes


def test_rows_keep_their_numbers_behind_what_is_left_out_and_what_is_broken(send: Send) -> None:
    mapping = LEDGER + "filter:\n  - {column: 状态, in: [好]}\n"
    lines = ["类别,流水号,受理,办结,状态"]
    lines += ["简单,A,2021-03-01,,坏", "简单,B,2021-03-01,,好,多,余", "", "简单,C,2021-03-01,,坏"]
    lines += ["简单,D,31/31,,好", '简单,"E\nE",2021-03-01,,好', "简单,F,2021-99-01,,好"]
    sent = send(mapping, "\n".join(lines) + "\n")
    assert [(problem.row, problem.line) for problem in sent.problems] == [(3, 3), (5, 6), (7, 9)]
    assert "more cells than the header" in sent.told[0]
    assert (sent.rows, sent.left_out, sent.cases) == (6, 2, 1)


def test_a_file_without_a_header(send: Send) -> None:
    mapping = f"""
        mapping: m
        table: cases
        header: 0
        columns:
          target: {{constant: {CLEAR}}}
          reporter: {{constant: 市人社局}}
          case: 1
          started: 3
        """
    sent = send(mapping, "A;x;2021-03-01\nB;x;soon\nC;x;2021-03-01;more\nD;x;2021-03-04\n")
    assert sent.told == [
        'row 2, column 3: "soon" expected a date such as 2021-03-05, 2021/3/5 9:32 or 2021年3月5日',
        'row 3: "C;x;2021-03-01;more" more cells than the header: a cell that holds a separator '
        "needs double quotes",
    ]
    assert (sent.rows, sent.cases) == (4, 2)


@pytest.mark.parametrize("header", ["header: 3\n", ""])
def test_a_header_below_a_title(send: Send, header: str) -> None:
    sent = send(header + FIGURES, "统计表\n\n单位,数\n金水区,4\n中原区,x\n")
    assert sent.values == [("87-incubators", "金水区", 2, "4")]
    assert [(problem.row, problem.line) for problem in sent.problems] == [(3, 5)]


def test_the_delimiter_and_the_encoding(send: Send) -> None:
    text = "单位|数|注\n金水区|4|a,b\n"
    assert send(FIGURES + 'delimiter: "|"\nencoding: gbk\n', text.encode("gb18030")).values
    assert send(FIGURES + 'delimiter: "|"\n', text.encode("gb18030"), encoding="gb18030").values


def test_gb18030_is_told_by_the_names_that_the_mapping_knows(send: Send) -> None:
    named = FIGURES.replace("reporter: 单位\n", "reporter: {constant: 金水区}\n  evidence: 说明\n")
    sent = send(named, "说明,数\n虚构,4\n".encode("gb18030"))
    assert len(sent.measured) == 1
    assert "read as GB18030, told by its header" in sent.notes


def test_a_date_format(send: Send) -> None:
    mapping = LEDGER + 'date_format: ["%d.%m.%Y %H:%M", "%d.%m.%Y"]\n'
    sent = send(
        mapping,
        "类别,流水号,受理,办结\n"
        "简单,A,03.02.2021,4.2.2021 09:30\n简单,B,2021-02-03,\n简单,C,31.02.2021,--\n"
        "简单,D,０３．０２．２０２１ ,未报\n简单,E,03.02.2221,\n",
    )
    assert [group[2:4] for group in sent.groups] == [
        ("2021-02-03 00:00:00", "2021-02-04 00:00:00"),
        ("2021-02-03 00:00:00", None),
    ]
    why = "does not fit the mapping's date format %d.%m.%Y %H:%M, %d.%m.%Y"
    assert sent.told == [
        f'row 3, column 受理: "2021-02-03" {why}',
        f'row 4, column 受理: "31.02.2021" {why}',
        'row 6, column 受理: "03.02.2221" the year must be 1990 to 2100',
    ]


def test_a_format_does_not_take_the_standard_shape_beside_it(send: Send) -> None:
    """03/04 is April in this export: nothing falls back on another reading."""
    sent = send(LEDGER + "date_format: '%d/%m/%Y'\n", "类别,流水号,受理,办结\n简单,A,03/04/2021,\n")
    assert sent.groups[0][2] == "2021-04-03 00:00:00"


@pytest.mark.parametrize(
    "target",
    ["target: 项", "target: {column: 项, values: {甲: 01-milestone, 乙: 87-incubators}}"],
)
def test_a_date_format_reads_the_values_of_milestones_only(send: Send, target: str) -> None:
    words = ("甲", "乙") if "values" in target else ("01-milestone", "87-incubators")
    mapping = f"""
        mapping: m
        table: measurements
        period: 2021
        date_format: "%Y%d%m"
        columns:
          {target}
          value: 数
        """.replace("%Y%d%m", "%d%m%Y")
    sent = send(mapping, f"项,数\n{words[0]},05032021\n{words[1]},05032021\n{words[0]},5 March\n")
    days = [one.row.figure.day for one in sent.measured if one.row.figure]
    assert days == [date(2021, 3, 5), None]
    assert sent.told == [
        'row 4, column 数: "5 March" does not fit the mapping\'s date format %d%m%Y'
    ]


def test_totals_are_left_out_with_a_mapping(send: Send) -> None:
    sent = send(FIGURES, "单位,数\n金水区,4\n 合\u3000计,4\n小计,1\n总计,5\n合计区,2\n")
    assert (sent.rows, sent.left_out, len(sent.measured)) == (5, 3, 1)
    assert "rows of totals (合计) left out: 3" in sent.notes
    assert sent.told[0].startswith('row 6, column 单位: "合计区" unknown reporter')
    cases = send(LEDGER, "类别,流水号,受理,办结\n简单,A,2021-03-01,\n,合计,,\n")
    assert (cases.rows, cases.left_out, cases.cases) == (2, 1, 1)


def test_totals_are_refused_without_a_mapping(tmp_path: Path, context: Context) -> None:
    figures = "target,reporter,period,value\n87-incubators,合计,2021,4\n"
    cases = "target,case\n87-incubators,A\n87-incubators, 合 计\n"
    for text, row in ((figures, 2), (cases, 3)):
        path = tmp_path / "own.csv"
        path.write_text(text, encoding="utf-8")
        with submission([str(path)], context) as sent:
            told = [(problem.row, problem.message.en) for problem in sent.problems()]
        assert told == [(row, "a row of totals, not of data: take it out")]


WIDE = """\
mapping: 宽表
table: measurements
period: 2021
columns: {reporter: 单位}
wide:
  - {column: 载体, target: 87-incubators}
  - {column: 3, target: 41-capital-districts, unit: 亿元}
"""


def test_a_wide_table_turned_long(send: Send) -> None:
    sent = send(
        WIDE, "单位,载体,资金,注\n金水区,4,2.5,\n合计,4,2.5,\n中原区,四,2个,\n二七区,--,不涉及,\n"
    )
    assert sent.values == [
        ("87-incubators", "金水区", 2, "4"),
        ("41-capital-districts", "金水区", 2, "2.5"),
        ("87-incubators", "二七区", 5, "--"),
        ("41-capital-districts", "二七区", 5, "不涉及"),
    ]
    assert (sent.rows, sent.left_out) == (8, 2)
    assert sent.told[0] == 'row 4, column 载体: "四" expected a number such as 300 or 85.7'
    assert sent.told[1].startswith('row 4, column 资金: "2个" ')
    assert "each row as 2" in sent.notes
    assert "rows of totals (合计) left out: 1" in sent.notes


def test_a_wide_table_of_milestones_and_of_cases(send: Send) -> None:
    days = send(
        """
        mapping: m
        table: measurements
        date_format: "%d.%m.%Y"
        columns: {}
        wide: [{column: 甲, target: 01-milestone}, {column: 乙, target: 02-milestone}]
        """,
        "甲,乙\n31.10.2021,soon\n",
    )
    assert [one.row.figure.day for one in days.measured if one.row.figure] == [date(2021, 10, 31)]
    assert days.told == [
        'row 2, column 乙: "soon" does not fit the mapping\'s date format %d.%m.%Y'
    ]
    cases = send(
        """
        mapping: m
        table: cases
        columns: {case: 号}
        wide: [{column: 环节, target: 10-permit-steps}, {column: 家, target: 14-one-surveyor}]
        """,
        "号,环节,家\nA,5,1\nB,x,2\nA,5,1\n",
    )
    assert (cases.rows, cases.cases) == (6, 3)
    assert cases.told[0] == 'row 3, column 环节: "x" expected a number such as 300 or 85.7'
    assert [problem.row for problem in cases.problems] == [3, 4, 4]
    assert "the same as" in cases.told[1]


def test_texts_are_never_sql(send: Send) -> None:
    nasty = "a'); DROP TABLE grouped; --"
    sent = send(
        f"""
        mapping: "x'; y"
        table: cases
        columns:
          target: {{column: "{nasty}", values: {{"it's": {CLEAR}}}}}
          case: '"c" %s {{}}'
          started: started
          reporter: {{constant: 市人社局}}
        filter: [{{column: "{nasty}", not_in: ["'", "{nasty}"]}}]
        """,
        f'{nasty},"""c"" %s {{}}",started\nit\'s,o\'k,2021-03-01\n\',x,\n',
    )
    assert (sent.cases, sent.left_out, sent.rows) == (1, 1, 2)


def test_nul_in_a_file_is_refused_not_taken_for_the_mark(send: Send) -> None:
    mapping = LEDGER.replace("case: 流水号", "case: {column: 流水号, values: {A: A1}}")
    sent = send(mapping, "类别,流水号,受理,办结\n简单,A,2021-03-01,\n简单,B,2021-03-01,\n\0,A,,\n")
    assert sent.cases == 1
    assert {problem.row for problem in sent.problems} == {3, 4}


# the other kinds of file


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
    sent = _read(context, book, rules)
    assert [group[2:4] for group in sent.groups] == [
        ("2021-03-05 00:00:00", "2021-03-08 00:00:00"),
        ("2021-03-06 00:00:00", None),
    ]
    assert (sent.rows, sent.left_out) == (4, 1)
    assert sent.told == [
        'row 6, column 受理: "2021/3/5" does not fit the mapping\'s date format %d.%m.%Y'
    ]


def test_a_workbook_without_a_header(tmp_path: Path, context: Context) -> None:
    path, rules = tmp_path / "x.xlsx", tmp_path / "m.yaml"
    _book(path, {"一": [["金水区", 4], [], ["中原区", "x", "more"]]})
    numbered = FIGURES.replace("单位", "1").replace("数", "2")
    rules.write_text("header: 0\n" + numbered, encoding="utf-8")
    sent = _read(context, path, rules)
    assert sent.values == [("87-incubators", "金水区", 1, "4")]
    assert sent.told == ['row 3, column 2: "x" expected a number such as 300 or 85.7']


def test_a_sheet_that_is_not_there(tmp_path: Path, context: Context, book: Path) -> None:
    rules = tmp_path / "m.yaml"
    rules.write_text("sheet: 明细表\n" + LEDGER, encoding="utf-8")
    sent = _read(context, book, rules)
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
    sent = _read(context, path, rules)
    assert (sent.rows, sent.cases, sent.problems) == (3, 3, [])


# faults of an export that only the mapping can see


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


# faults of a mapping


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


# nothing lost, whatever stands in the file

CELL = st.sampled_from(
    ["", "简单", " 一般", "咨询", "A", "合计", "2021-03-01", "01.03.2021", "31.02.2021", "--", "坏"]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(st.lists(CELL, min_size=4, max_size=6), min_size=1, max_size=12),
    otherwise=st.sampled_from(["refuse", "skip"]),
    formats=st.sampled_from(["", 'date_format: "%d.%m.%Y"\n']),
    wide=st.booleans(),
)
def test_accepted_refused_and_left_out_are_the_rows(
    tmp_path_factory: pytest.TempPathFactory,
    context: Context,
    rows: list[list[str]],
    otherwise: str,
    formats: str,
    wide: bool,
) -> None:
    folder = tmp_path_factory.mktemp("p")
    mapping = WIDE.replace("columns: {reporter: 单位}", "columns: {reporter: 类别}")
    mapping = mapping.replace("载体", "受理").replace("column: 3", "column: 2")
    if not wide:
        mapping = LEDGER.replace(f"{INQUIRY}}}\n", f"{INQUIRY}}}\n    otherwise: {otherwise}\n")
    (folder / "m.yaml").write_text(
        mapping + formats + "filter: [{column: 办结, not_in: [坏]}]\n", encoding="utf-8"
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([["类别", "流水号", "受理", "办结", "注"], *rows])
    (folder / "x.csv").write_text(out.getvalue(), encoding="utf-8")
    sent = _read(context, folder / "x.csv", folder / "m.yaml")
    each = 2 if wide else 1
    # a delimiter too many at the end of a line is let pass
    broken = [at for at, row in enumerate(rows, start=2) if len(row) == 4 or any(row[5:])]
    assert sent.rows == (len(rows) - len(broken)) * each + len(broken)
    assert len(sent.measured) + sent.cases + len(sent.refused) + sent.left_out == sent.rows
    assert [one.row for one in sent.refused if one.text] == broken


# the command line


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    done = command.run(words, ROOT)
    return subprocess.CompletedProcess(
        words, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


SAMPLES = {
    "health": ("export-health.csv", 0, 7, 1),
    "carriers": ("export-carriers.xlsx", 0, 7, 1),
    "wide": ("export-wide.txt", 0, 27, 3),
    "ledger": ("export-ledger.csv", 1, 11, 3),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples(name: str) -> None:
    export, code, rows, left_out = SAMPLES[name]
    mapping = f"samples/mapping-{name}.yaml"
    assert _run("lint", mapping).returncode == 0
    done = _run(
        *("check", "--mapping", mapping, f"samples/{export}"),
        *("--as-of", "2022-01-10", "--output-format", "json"),
    )
    assert done.returncode == code, done.stderr
    (one,) = json.loads(done.stdout)["inputs"]
    assert (one["rows"], one["rows_refused"], one["rows_left_out"]) == (rows, 0, left_out)
    shown = _run("validate", "--mapping", mapping, f"samples/{export}", "--lang", "en")
    assert shown.stdout.endswith(
        f"{rows} rows, {rows - left_out} good, 0 refused, {left_out} left out\n"
    )


def test_every_sample_mapping_is_tested() -> None:
    assert {path.stem for path in (ROOT / "samples").glob("mapping-*.yaml")} == {
        f"mapping-{name}" for name in SAMPLES
    }


def test_a_faulty_mapping_is_found_before_any_input_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(LEDGER.replace("cases", "case"), encoding="utf-8")
    for words in (["check", "nowhere.csv", "--mapping", str(path)], ["lint", str(path)]):
        done = _run(*words, "--lang", "en")
        assert done.returncode == 2
        assert "m.yaml, line 2, key table" in done.stderr


def test_refused_rows_are_written_under_our_names(tmp_path: Path) -> None:
    """So that they can be repaired and sent again without the mapping."""
    export, mapping, rejected = (tmp_path / name for name in ("x.csv", "m.yaml", "r.csv"))
    mapping.write_text(LEDGER + 'date_format: "%d.%m.%Y"\n', encoding="utf-8")
    export.write_text(
        "类别,流水号,受理,办结\n别的,A,01.03.2021,\n简单,B,3月,02.03.2021\n", encoding="utf-8"
    )
    words = ("--mapping", str(mapping), "--rejected", str(rejected), "--lang", "en")
    assert _run("validate", str(export), *words).returncode == 3
    rows = list(csv.DictReader(io.StringIO(rejected.read_text(encoding="utf-8-sig"))))
    rows.sort(key=lambda row: row["source_row"])
    assert [list(row.values())[:5] for row in rows] == [
        ["别的", "市人社局", "A", "2021-03-01", ""],
        [CLEAR, "市人社局", "B", "3月", "2021-03-02"],
    ]
    assert list(rows[0])[:5] == ["指标", "填报单位", "办件编号", "受理时间", "办结时间"]
    assert rows[1]["reason"] == "does not fit the mapping's date format %d.%m.%Y"
