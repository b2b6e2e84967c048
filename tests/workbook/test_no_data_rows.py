"""合计, 填表人：…, 注：… and rows of nothing are left out, and said to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbook.conftest import C, M, Take
from tests.workbook.made import formula

ROW = ["87-incubators", "金水区", 2021, 4, "家"]


@pytest.mark.parametrize(
    "foot",
    [
        ["填表人：某某"],
        ["填表人：", "某某", "审核人：", "某某"],
        ["填表人：某某  审核人：某某  联系电话：0371-12345678"],
        ["填表人", "某某"],
        ["审核人（签字）："],
        ["单位负责人：", None, None, "填报日期：2021-12-31"],
        ["联系电话", 12345678],
        ["注：本表数据截至12月底"],
        ["注1：口径见附件"],
        ["备注：无"],
        ["说明：数据来源于平台"],
        ["填报说明：按月填报"],
        [None, "填表人：某某"],
        [None, None, None, "填报单位（盖章）："],
        ["（盖章）"],
        ["Prepared by: someone"],
    ],
)
def test_footers(take: Take, book: Callable[..., Path], foot: list[object]) -> None:
    came = take(book(M, ROW, foot))
    assert came.counts == (1, 0, 1, 2)
    assert "rows that are no data" in came.note("left out: 1")


@pytest.mark.parametrize(
    "total",
    [
        ["合计", None, None, 300],
        ["合 计", None, None, formula("SUM(D2)")],
        ["总计：", None, 2021, 300, "家"],
        ["小计", None, None, 4],
        [None, "合计", None, 300],
        ["87-incubators", "合计", 2021, 300, "家"],
        ["87-incubators", "市区小计", 2021, 300, "家"],
        ["合计（家）", None, None, 300],
        ["Total", None, None, 300],
    ],
)
def test_totals(take: Take, book: Callable[..., Path], total: list[object]) -> None:
    came = take(book(M, ROW, total))
    assert came.counts == (1, 0, 1, 2)
    assert "rows of totals (合计) left out: 1" in came.note("totals")


def test_a_total_of_cases(take: Take, book: Callable[..., Path]) -> None:
    row = ["08-setup-time", "金水区", "A1", "2021-03-01", "2021-03-02", 0]
    came = take(book(C, row, ["08-setup-time", "金水区", "合计", 1, None, None]))
    assert came.counts == (1, 0, 1, 2)


def test_names_of_the_city_are_no_totals(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(M, [*ROW[:1], "全市合计", *ROW[2:]], [*ROW[:1], "全市总计", 2020, 4, "家"]))
    assert [body for _, body, _, _ in came.figures] == ["郑州市", "郑州市"]


def test_a_total_of_one_body_is_refused(take: Take, book: Callable[..., Path]) -> None:
    """金水区合计 may be the district's figure: nobody passes it over."""
    came = take(book(M, [*ROW[:1], "金水区合计", *ROW[2:]], ROW))
    assert came.places() == [("B2", "金水区合计")]


def test_rows_with_nothing_that_is_read(take: Take, book: Callable[..., Path]) -> None:
    rows = [["序号", *M], [1, *ROW], [2, None, None, None, None, None], [3, " ", None, None, " "]]
    came = take(book(*rows))
    assert came.counts == (1, 0, 2, 3)
    assert "nothing in the columns that are read, left out: 2" in came.note("nothing in")


def test_a_remark_takes_no_row_away(take: Take, book: Callable[..., Path]) -> None:
    """A row whose target is known is data, whatever stands beside it."""
    rows = [["备注", *M], ["注：已核实", *ROW], ["合计", *ROW[:2], 2020, *ROW[3:]]]
    came = take(book(*rows))
    assert came.counts == (2, 0, 0, 2)


def test_what_is_no_footer_is_refused(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(M, ROW, ["以上数据真实", None, None, None, None]))
    assert came.places() == [("A3", "以上数据真实")]
