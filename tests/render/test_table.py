"""The terminal: what is not met first, no figure broken in two, ids where there is room."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from tests.conftest import Judge
from tests.render.conftest import Check
from yshj.render.table import render
from yshj.render.wrap import longest_piece, wrapped
from yshj.report.compose import document_of
from yshj.report.document.report import Report

SAMPLES = ("samples/city-2021.csv", "samples/cases-2021.csv")
MET = "01-mobile-services,,2021,312,个\n49-milestone,郑州市,2021,2021-06-20,\n"
MISSED = "93-village-performances,市文化广电和旅游局,2021,1166,场\n"
TASK = "06-milestone,郑州市,2021,2021-11-12,\n"


@pytest.fixture(scope="module")
def year(check: Check) -> dict[str, Report]:
    found = check(*SAMPLES)
    return {lang: document_of(found, lang) for lang in ("zh", "en")}


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("4,235,725/4,335,820", 12, ["4,235,725/", "4,335,820"]),
        ("最长 13 日（末日顺延）", 12, ["最长 13 日", "（末日顺延）"]),
        ("worst 2 hundred million yuan", 12, ["worst", "2 hundred", "million yuan"]),
        ("≤ 2021-09-30", 5, ["≤", "2021-", "09-30"]),
        ("实际 3 工作日", 9, ["实际", "3 工作日"]),
        ("审理期限，逾期", 8, ["审理期", "限，逾期"]),
        ("24 小时/日", 10, ["24 小时/日"]),
        ("10千伏单电源", 8, ["10千伏单", "电源"]),
        ("due 2021-02-10, 3 working days", 20, ["due 2021-02-10,", "3 working days"]),
        ("", 8, [""]),
    ],
)
def test_a_line_ends_beside_a_figure_never_in_it(text: str, width: int, lines: list[str]) -> None:
    found = wrapped(text, width)
    assert found == lines
    assert max(map(cell_len, found)) <= width
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


def test_what_a_figure_needs() -> None:
    assert longest_piece("最长 13 日（末日顺延）") == 8
    assert longest_piece("≥ 2 hundred million yuan") == 11


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_number_stands_apart_from_its_unit(
    year: dict[str, Report], lang: str, width: int
) -> None:
    text = render(year[lang], width=width)
    assert max(map(cell_len, text.splitlines())) <= width
    torn = re.compile(r"(?:[≤≥]|(?:最长|最差|worst|实际) [\d.]+)(?:  |$)")
    assert not [line for line in text.splitlines() if torn.search(line)]


def test_what_is_missed_stands_first_and_what_is_met_is_one_line(judge_csv: Judge) -> None:
    report = document_of(judge_csv(MET + MISSED + TASK), "zh")
    lines = render(report).splitlines()
    assert lines[3] == "未达标：1 项指标、1 项任务"
    assert "另有 1 项指标、1 项任务达标，-v 列出" in lines
    text = "\n".join(lines)
    assert text.index("舞台艺术") < text.index("另有 1 项指标") < text.index("\n未报：")
    assert "新增掌上办事项数" not in text  # it is met
    assert lines[-1].startswith("下一步：yshj explain 06-milestone ")
    english = render(document_of(judge_csv(MET + MISSED), "en"))
    assert "Not met: 1 target\n" in english
    assert "and 1 target and 1 milestone met (-v lists them)\n" in english


def test_everything_has_its_section_with_v(judge_csv: Judge) -> None:
    report = document_of(judge_csv(MET + MISSED), "zh")
    text = render(report, verbose=1)
    assert text.index("一、") < text.index("新增掌上办事项数") < text.index("四、")
    assert text.index("四、") < text.index("舞台艺术进乡村")
    assert "另有" not in text.split("不达标的办件与数值")[0]


def test_an_id_makes_no_row_higher(judge_csv: Judge) -> None:
    # four lines of figures beside it: there is room for the id under the name
    report = document_of(judge_csv("95-new-health-centres,金水区,2021,2,家\n" + MISSED), "zh")
    text = render(report, width=80)
    rows = text.split("余量 期限\n")[1].split("\n\n")[0]
    assert "95-new-health-centres" in rows
    assert "93-village-performances" not in rows
    assert "93-village-performances" in render(report, width=120).split("\n\n")[1]


def test_a_task_nobody_has_finished_says_so(judge_csv: Judge) -> None:
    report = document_of(judge_csv("97-milestone,郑州市,2021,2022-03-01,\n"), "zh")
    (row,) = [line for line in render(report).splitlines() if "推动教育优质发展" in line]
    assert "尚未完成" in row


def test_refused_rows_come_before_a_miss(judge_csv: Judge) -> None:
    report = document_of(judge_csv(MISSED + "93-village-performances,市文旅,2021,x,场\n"), "zh")
    last = render(report).splitlines()[-1]
    assert last.startswith("下一步：改正被拒收的行")
    assert re.search(r"yshj explain E\d{3} ", last)


def test_who_has_to_send_is_named_where_nothing_is_missed(judge_csv: Judge) -> None:
    report = document_of(judge_csv(MET), "zh")
    last = render(report, width=200).splitlines()[-1]
    assert re.fullmatch(r"下一步：\S+尚缺 \d+ 项，yshj template --body \S+ -o 填报.xlsx .*", last)
