"""Mapping files: each feature, and nothing lost on the way."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.examples import few
from tests.intake.mapped import CLEAR, FIGURES, INQUIRY, LEDGER, WIDE, Send, read_mapped
from yshj.contract.rows import Context
from yshj.intake.read import submission

ROOT = Path(__file__).resolve().parents[2]


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
        (CLEAR, "市人社局", "2021-03-01", "2021-03-03", None, 1),
        (CLEAR, "市人社局", "2021-03-02", None, None, 1),
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
        "row 5, column 类别: a row needs a target, by its id or name; take an empty row out",
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
    assert {group[4] for group in sent.groups} == {True, False}
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
        ("2021-02-03", "2021-02-04"),
        ("2021-02-03", None),
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
    assert sent.groups[0][2] == "2021-04-03"


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


def test_totals_are_left_out_without_a_mapping_too(tmp_path: Path, context: Context) -> None:
    figures = "target,reporter,period,value\n87-incubators,合计,2021,4\n87-incubators,,2021,4\n"
    cases = "target,case\n08-setup-time,A\n08-setup-time, 合 计\n"
    for text in (figures, cases):
        path = tmp_path / "own.csv"
        path.write_text(text, encoding="utf-8")
        with submission([str(path)], context) as sent:
            assert [(one.rows, one.left_out) for one in sent.inputs] == [(2, 1)]
            assert "rows of totals (合计) left out: 1" in "\n".join(n.en for n in sent.notes)


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


CELL = st.sampled_from(
    ["", "简单", " 一般", "咨询", "A", "合计", "2021-03-01", "01.03.2021", "31.02.2021", "--", "坏"]
)


@few(30, HealthCheck.function_scoped_fixture)
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
    sent = read_mapped(context, folder / "x.csv", folder / "m.yaml")
    each = 2 if wide else 1
    # a delimiter too many at the end of a line is let pass
    broken = [at for at, row in enumerate(rows, start=2) if len(row) == 4 or any(row[5:])]
    assert sent.rows == (len(rows) - len(broken)) * each + len(broken)
    assert len(sent.measured) + sent.cases + len(sent.refused) + sent.left_out == sent.rows
    assert [one.row for one in sent.refused if one.text] == broken
