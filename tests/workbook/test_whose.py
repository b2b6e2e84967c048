"""Whose a table is where its rows leave the reporter blank."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbook.conftest import C, M, Take
from tests.workbook.made import formula

PARKS, WASTE = "87-incubators", "98-waste-sorting"
NO_REPORTER = ["指标", "期间", "数值", "计量单位"]
BLANK = [PARKS, "", 2021, 4, "家"]


@pytest.mark.parametrize(
    "block",
    [
        ["填报单位：金水区"],
        ["填报单位:  金水区人民政府  "],
        ["填报单位（盖章）：金水区"],
        ["报送单位（公章）：金水区（盖章）", None, "填报日期：2021-12-31"],
        ["填报单位", "金水区", "填报日期", "2021-12-31"],
        ["填报单位：", "金水区"],
        ["填报区县：", None, "金水区"],
        ["单位：金水区"],
        ["填表单位：__金水区__"],
    ],
)
def test_a_block_fills_blank_reporters(
    take: Take, book: Callable[..., Path], block: list[object]
) -> None:
    came = take(book(["营商环境统计表"], block, M, BLANK))
    assert came.figures == [(PARKS, "金水区", "2021", 4)]
    assert "1 rows without 填报单位, taken as Jinshui District" in came.note("as the form says")
    assert "above the header" in came.note("above the header")


def test_without_the_column_too(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(["填报单位：金水区"], NO_REPORTER, [PARKS, 2021, 4, "家"]))
    assert came.figures == [(PARKS, "金水区", "2021", 4)]


def test_of_case_files_too(take: Take, book: Callable[..., Path]) -> None:
    came = take(
        book(["填报单位：金水区"], C, ["08-setup-time", "", "A1", "2021-03-01", "2021-03-02"])
    )
    assert came.cases == {("08-setup-time", "金水区"): 1}


def test_a_cell_that_differs_is_remarked(take: Take, book: Callable[..., Path]) -> None:
    rows = [BLANK, [PARKS, "中原区", 2021, 5, "家"], [WASTE, "金水", 2021, "97%"]]
    came = take(book(["填报单位：金水区"], M, *rows))
    assert [body for _, body, _, _ in came.figures] == ["中原区", "金水区", "金水区"]
    assert "1 rows name another reporter than the form's '金水区'" in came.note("row 4 '中原区'")


def test_a_block_of_nobody_we_know(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(["填报单位：金水区数据局"], M, BLANK))
    assert came.figures == []
    assert "no known body" in came.refused[0][2]
    assert "--sender" in came.problems[0].message.zh
    filled = take(book(["填报单位：金水区数据局"], M, [PARKS, "金水区", 2021, 4, "家"]))
    assert filled.figures == [(PARKS, "金水区", "2021", 4)]
    told = take(book(["填报单位：金水区数据局"], M, BLANK), sender="金水区")
    assert told.figures == [(PARKS, "金水区", "2021", 4)]


@pytest.mark.parametrize("block", ["单位：万元", "填报单位：", "填报单位：____", "单位：家、%"])
def test_what_names_nobody(take: Take, book: Callable[..., Path], block: str) -> None:
    came = take(book([block], M, BLANK))
    assert came.figures == [(PARKS, "郑州市", "2021", 4)]
    assert "1 rows without 填报单位, taken as the whole city" in came.note("whole city")


@pytest.mark.parametrize(
    "how",
    [
        {"path": "金水区2021年报送表.xlsx"},
        {"path": "2021-jinshui-district.xlsx"},
        {"name": "金水区"},
        {"rows": [["金水区优化营商环境指标统计表"]]},
        {"rows": [["郑州市金水区2021年优化营商环境工作要点指标表"]]},
        {"foot": [["金水区营商办（盖章）"], ["注：金水区数据"]]},
    ],
)
def test_a_name_without_a_reporter_waits_for_the_sender(
    take: Take, book: Callable[..., Path], how: dict[str, object]
) -> None:
    top = how.pop("rows", [])
    foot = how.pop("foot", [])
    assert isinstance(top, list)
    assert isinstance(foot, list)
    path = book(*top, M, BLANK, *foot[1:], **how)
    came = take(path)
    assert came.figures == []
    assert "every reporter is blank" in came.refused[0][2]
    assert "--sender 金水区" in came.problems[0].message.zh
    for sender, body in (("金水区", "金水区"), ("郑州市", "郑州市")):
        told = take(path, sender=sender)
        assert told.figures == [(PARKS, body, "2021", 4)]
        assert "as --sender says" in told.note("without 填报单位")


@pytest.mark.parametrize(
    "how",
    [
        {"path": "郑州市2021年优化营商环境工作要点.xlsx"},
        {"name": "郑州"},
        {"path": "汇总数据.xlsx"},
    ],
)
def test_the_city_and_the_plan_are_nobody_else(
    take: Take, book: Callable[..., Path], how: dict[str, object]
) -> None:
    came = take(book(["郑州市2021年优化营商环境工作要点"], M, BLANK, **how))
    assert came.figures == [(PARKS, "郑州市", "2021", 4)]


def test_one_reporter_is_enough(take: Take, book: Callable[..., Path]) -> None:
    """Who fills the column in knows it; the blank rows are the city's, and told."""
    came = take(book(M, BLANK, [WASTE, "金水区", 2021, "97%"], path="金水区.xlsx"))
    assert [body for _, body, _, _ in came.figures] == ["郑州市", "金水区"]
    assert "1 rows without 填报单位" in came.note("taken as the whole city")


@pytest.mark.parametrize("name", ["单位", "区县", "责任单位", "所属区县"])
def test_a_column_of_bodies_that_is_not_read(
    take: Take, book: Callable[..., Path], name: str
) -> None:
    came = take(book([*NO_REPORTER, name], [PARKS, 2021, 4, "家", "金水区"]))
    assert came.figures == []
    assert f"column '{name}' holds names of bodies ('金水区')" in came.refused[0][2]
    assert f"ignore: [{name}]" in came.problems[0].message.zh
    assert "“填报单位”" in came.problems[0].message.zh


def test_a_column_that_repeats_the_reporter_takes_nothing_away(
    take: Take, book: Callable[..., Path]
) -> None:
    rows = [[PARKS, "金水区", 2021, 4, "家", "金水"], [PARKS, "中原区", 2021, 4, "家", "中原区"]]
    came = take(book([*M, "区县"], *rows))
    assert came.counts == (2, 0, 0, 2)


def test_a_remark_that_once_is_a_name(take: Take, book: Callable[..., Path]) -> None:
    rows = [[PARKS, name, 2021, 4, "家", f"备注{name}"] for name in ("中原区", "二七区", "惠济区")]
    came = take(book([*M, "备注"], *rows, [PARKS, "中牟县", 2021, 4, "家", "新郑市"]))
    assert came.counts == (4, 0, 0, 4)


def test_an_error_among_the_reporters_is_nobody(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(M, [PARKS, formula("B9"), 2021, 4, "家"]))
    assert came.figures == []
    assert came.places() == [("B2", "=B9")]
