"""The report as a workbook, read back by two libraries that did not write it."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests import command
from tests.conftest import Judge
from yshj.errors import Text
from yshj.render import xlsx
from yshj.render.phrases import STATUS_WORDS
from yshj.render.workbook import LONGEST_CELL, Book, Shown, harmless
from yshj.report.breakdown import Breakdown, Entry, Group
from yshj.report.compose import document_of
from yshj.report.document.kinds import By
from yshj.report.model import Report

ROOT = Path(__file__).resolve().parents[2]
RISKY = ("=", "+", "-", "@", "\t", "\r")
SHEETS = {
    "zh": ["总览", "指标", "不达标明细", "疑点"],
    "en": ["Summary", "Findings", "Failing rows", "Doubts"],
}


def book(report: Report, lang: str = "en") -> Any:
    return openpyxl.load_workbook(BytesIO(xlsx.render(document_of(report, lang))))


def table(sheet: Any) -> list[dict[str, Any]]:
    """The sheet's rows by their heads."""
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def cell(sheet: Any, row: int, head: str) -> Any:
    heads = [one.value for one in sheet[1]]
    return sheet.cell(row, heads.index(head) + 1)


def formulas(data: bytes) -> list[str]:
    """The sheets of a workbook that hold a formula."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert sheets
        return [name for name in sheets if re.search(rb"<f[ >/]", parts.read(name))]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample submission's workbooks, as the command writes them."""
    folder = tmp_path_factory.mktemp("books")
    for lang in ("zh", "en"):
        words = ["check", "samples/city-2021.csv", "samples/cases-2021.csv", "--as-of"]
        words += ["2021-12-31", "--lang", lang, "-q", "--report", f"xlsx:{folder / lang}.xlsx"]
        done = command.run(words, ROOT)
        assert done.returncode == 1, done.stderr.decode()
    return {lang: (folder / f"{lang}.xlsx").read_bytes() for lang in ("zh", "en")}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_numbers_are_those_of_the_json(sample: dict[str, bytes], lang: str) -> None:
    told = json.loads((ROOT / "tests/golden/check.json").read_text(encoding="utf-8"))
    workbook = openpyxl.load_workbook(BytesIO(sample[lang]))
    assert workbook.sheetnames == SHEETS[lang]
    heads = [one.value for one in workbook[SHEETS[lang][1]][1]]
    at = {name: heads.index(word) for name, word in zip(WORDS["en"], WORDS[lang], strict=True)}
    rows = list(workbook[SHEETS[lang][1]].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(told["results"]) == 182
    by_id = {row[at["id"]]: row for row in rows}
    for one in told["results"]:
        row = by_id[one["id"]]
        for name in ("n", "over", "open", "item"):
            assert row[at[name]] == one[name], one["id"]
        assert _plain(row[at["observed"]]) == one["observed"] or row[
            at["observed"]
        ] == pytest.approx(one["observed"], rel=1e-11), one["id"]
        assert _plain(row[at["deadline"]]) == one["deadline"]
        assert row[at["failing rows"]] == one["failures_total"]
        assert row[at["clause"]] == one["quote"]
        if one["statistic"] != "milestone":
            assert row[at["threshold"]] == one["threshold"]


WORDS = {
    "en": (
        *("id", "item", "observed", "n", "over", "open", "deadline", "threshold"),
        *("failing rows", "clause"),
    ),
    "zh": (
        *("编号", "事项", "实测", "n", "超限", "未办结", "期限", "限值"),
        *("不达标行数", "条款"),
    ),
}


def _plain(value: Any) -> Any:
    return value.date().isoformat() if isinstance(value, datetime) else value


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_summary_counts_the_rows_written(sample: dict[str, bytes], lang: str) -> None:
    told = json.loads((ROOT / "tests/golden/check.json").read_text(encoding="utf-8"))
    workbook = openpyxl.load_workbook(BytesIO(sample[lang]))
    summary, findings, failures = (workbook[name] for name in SHEETS[lang][:3])
    heads = [one.value for one in summary[4]]
    total = dict(zip(heads, (one.value for one in summary[9]), strict=True))
    written = Counter(row[0].value for row in findings.iter_rows(min_row=2))
    by_word = {word.in_(lang): status.value for status, word in STATUS_WORDS.items()}
    assert {by_word[word]: total[word] for word in by_word} == told["summary"]
    assert {word: n for word, n in total.items() if word in written} == written
    for at in range(1, 11):  # each column of the four sections adds up
        assert (
            sum(summary.cell(row, at + 1).value for row in range(5, 9))
            == summary.cell(9, at + 1).value
        )
    facts = {row[0].value: row[1].value for row in summary.iter_rows(min_row=11)}
    assert facts["不达标行数" if lang == "zh" else "failing rows"] == failures.max_row - 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_made_to_be_used_and_printed(sample: dict[str, bytes], lang: str) -> None:
    workbook = openpyxl.load_workbook(BytesIO(sample[lang]))
    for sheet in workbook:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.freeze_panes is not None
    for name, last in zip(SHEETS[lang][1:3], ("X183", "L24"), strict=True):
        sheet = workbook[name]
        assert sheet.auto_filter.ref == f"A1:{last}"
        assert sheet.print_title_rows == "$1:$1"
        rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
        words = {rule.formula[0].strip('"') for rule in rules}
        assert {word.in_(lang) for word in STATUS_WORDS.values()} <= words
        assert all(sheet.column_dimensions[letter].width >= 6 for letter in "AC")


def test_chinese_fits_its_column(sample: dict[str, bytes]) -> None:
    sheet = openpyxl.load_workbook(BytesIO(sample["zh"]))["不达标明细"]
    longest = max(len(row[2].value) for row in sheet.iter_rows(min_row=2))
    assert sheet.column_dimensions["C"].width >= min(2 * longest, 36)


def test_dates_are_dates(sample: dict[str, bytes]) -> None:
    sheet = openpyxl.load_workbook(BytesIO(sample["en"]))["Failing rows"]
    dues = [cell(sheet, row, "due") for row in range(2, sheet.max_row + 1)]
    assert {one.number_format for one in dues if one.value} <= {
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm:ss",
    }
    assert datetime(2021, 2, 10) in [one.value for one in dues]


def test_another_library_reads_the_same(sample: dict[str, bytes]) -> None:
    theirs = CalamineWorkbook.from_filelike(BytesIO(sample["zh"]))
    rows = theirs.get_sheet_by_name("指标").to_python()
    sheet = openpyxl.load_workbook(BytesIO(sample["zh"]))["指标"]
    assert [row[2] for row in rows] == [row[2].value for row in sheet.iter_rows()]


def test_there_is_no_formula(sample: dict[str, bytes]) -> None:
    assert [formulas(data) for data in sample.values()] == [[], []]


def test_the_same_report_gives_the_same_bytes(judge_csv: Judge) -> None:
    report = judge_csv("01-mobile-services,,2021,200,个", as_of="2021-12-31")
    assert xlsx.render(document_of(report, "zh")) == xlsx.render(document_of(report, "zh"))
    assert book(report).properties.created == datetime(2021, 12, 31)


def test_a_number_is_not_rounded_onto_its_limit(judge_csv: Judge) -> None:
    header = "target,reporter,period,numerator,denominator\n"
    report = judge_csv(header + "22-online-tax,,2021,899999,1000000")
    sheet = book(report)["Findings"]
    at = next(row for row in range(2, 200) if cell(sheet, row, "id").value == "22-online-tax")
    observed = cell(sheet, at, "observed")
    assert (observed.value, observed.number_format) == (89.9999, "#,##0.0000")
    margin = cell(sheet, at, "margin")
    assert (margin.value, margin.number_format) == (-0.0001, "#,##0.0000")
    assert cell(sheet, at, "status").value == "fail"


def test_what_a_float_cannot_hold_is_written_as_its_digits(judge_csv: Judge) -> None:
    header = "target,reporter,period,numerator,denominator\n"
    row = "22-online-tax,,2021,899999999999999,999999999999999"
    sheet = book(judge_csv(header + row))["Findings"]
    at = next(row for row in range(2, 200) if cell(sheet, row, "id").value == "22-online-tax")
    assert cell(sheet, at, "observed").value == "89.99999999999999"


def test_an_open_case_and_a_milestone(judge_csv: Judge) -> None:
    cases = "08-setup-time,金水区,1,2021-03-01,"
    report = judge_csv("08-milestone,,2021,2022-01-05,", cases, as_of="2022-01-10")
    rows = table(book(report)["Failing rows"])
    assert [(row["id"], row["observed"]) for row in rows] == [
        ("08-setup-time", "still open"),
        ("08-milestone", datetime(2022, 1, 5)),
    ]
    assert rows[0]["due"] == datetime(2021, 3, 2)
    assert rows[1]["limit"] == "≤ 2021-12-31"
    stone = next(r for r in table(book(report)["Findings"]) if r["id"] == "08-milestone")
    assert stone["threshold"] == datetime(2021, 12, 31)


HOSTILE = ("=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-2-3x", "＝1+1", "<b>&\"'", "a\u202eb\x07")


def test_hostile_text_stays_text(judge_csv: Judge) -> None:
    rows = "\n".join(
        f'08-setup-time,金水区,"{case.replace(chr(34), chr(34) * 2)}",2021-03-01,2021-03-09'
        for case in HOSTILE
    )
    rows += "\n=HYPERLINK(1),@x,1,2021-03-01,2021-03-09"
    report = judge_csv(cases=rows)
    data = xlsx.render(document_of(report, "zh"))
    assert formulas(data) == []
    workbook = openpyxl.load_workbook(BytesIO(data))
    assert workbook.sheetnames == [*SHEETS["zh"][:3], "拒收明细"]
    found = 0
    for sheet in workbook:
        assert sheet._hyperlinks == []
        for line in sheet.iter_rows():
            for one in line:
                if isinstance(one.value, str) and one.value not in ("-", "="):
                    assert one.data_type == "s"
                    assert not one.value.startswith(RISKY), one.value
                    assert all(char.isprintable() or char == "\n" for char in one.value)
                    found += one.value.startswith("'")
    assert found >= 6
    shown = [row["办件编号"] for row in table(workbook["不达标明细"])]
    assert "'=cmd|' /C calc'!A0" in shown
    assert "<b>&\"'" in shown
    assert "a\\u202eb\\x07" in shown


def test_a_cell_holds_no_more_than_it_can(judge_csv: Judge) -> None:
    report = judge_csv(cases=f"{'长' * 40_000},金水区,1,2021-03-01,2021-03-09")
    row = table(book(report, "zh")["拒收明细"])[0]
    assert len(row["原值"]) == LONGEST_CELL
    assert row["原值"].endswith("…")
    assert len(harmless("𠀀" * 40_000).encode("utf-16-le")) // 2 <= LONGEST_CELL


def test_more_faults_than_are_listed(judge_csv: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_PROBLEMS", 3)
    report = judge_csv("\n".join(f"no-such-{n},,2021,1,个" for n in range(5)))
    workbook = book(report)
    assert len(table(workbook["Refused rows"])) == 3
    facts = {row[0].value: row[1].value for row in workbook["Summary"].iter_rows(min_row=11)}
    assert (facts["faults in all"], facts["faults listed"]) == (5, 3)


def test_a_breakdown_has_a_sheet(judge_csv: Judge) -> None:
    rows = ["08-setup-zones,,2021,100%,", "98-waste-sorting,金水区,2021,99.996%,"]
    report = judge_csv("\n".join(rows))
    jinshui = next(one for one in report.results if one.finding.target.id == "98-waste-sorting")
    one = jinshui.finding
    entry = Entry(one.target, one.status, one.measure)
    report.breakdown = Breakdown(By.REPORTER, [Group("金水区", Text("金水区", "Jinshui"), [entry])])
    (row,) = table(book(report)["Breakdown"])
    assert (row["group"], row["id"], row["status"], row["observed"]) == (
        *("Jinshui", "98-waste-sorting", "fail"),
        99.996,
    )
    assert cell(book(report)["Breakdown"], 2, "observed").number_format == "#,##0.000"


def test_nothing_reported(judge_csv: Judge) -> None:
    workbook = book(judge_csv("01-mobile-services,,2021,,"))
    assert {row["status"] for row in table(workbook["Findings"])} == {"no data"}
    assert table(workbook["Failing rows"]) == []
    assert workbook["Failing rows"].auto_filter.ref == "A1:L1"


@given(st.text(max_size=50))
def test_any_text_comes_back_as_text(text: str) -> None:
    made = Book(date(2021, 1, 1), "t")
    sheet = made.sheet("s")
    sheet.put(0, 0, text)
    data = made.content()
    assert formulas(data) == []
    read = openpyxl.load_workbook(BytesIO(data))["s"]["A1"]
    assert (read.value or "") == harmless(text)
    assert not (read.value or "").startswith(RISKY) or _is_number(read.value)


def _is_number(text: str) -> bool:
    return text.lstrip("+-")[:1].isdigit()


@given(st.integers(0, 10**14), st.integers(1, 10**14), st.integers(0, 100))
def test_any_ratio_is_shown_on_its_own_side(top: int, bottom: int, limit: int) -> None:
    """The digits that a spreadsheet shows stand on the same side of the limit as the ratio."""
    ratio = Fraction(top, bottom)
    made = Book(date(2021, 1, 1), "t")
    made.sheet("s").put(0, 0, Shown(ratio, limit))
    read = openpyxl.load_workbook(BytesIO(made.content()))["s"]["A1"]
    if isinstance(read.value, str):
        shown = Fraction(read.value)
    else:
        places = len(read.number_format.partition(".")[2])
        shown = Fraction(f"{read.value:.{places}f}")
    assert (shown < limit, shown > limit) == (ratio < limit, ratio > limit)
