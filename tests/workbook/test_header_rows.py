"""The header is the first row that is one; nothing above or below it vanishes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbook.conftest import C, M, Take

PARKS, SETUP = "87-incubators", "08-setup-time"
ROW = [PARKS, "金水区", 2021, 4, "家"]
MOBILE = ["01-mobile-services", None, 2021, 100, "个"]
OTHER = ["指标", "填报单位", "办件编号", "受理时间", "办结时间", "扣除天数"]


def test_a_better_header_below_takes_nothing_away(take: Take, book: Callable[..., Path]) -> None:
    rows = [M, MOBILE, ["81-ip-stations", None, 2021, 10, "家"], [], OTHER]
    came = take(book(*rows, [SETUP, "金水区", "A1", "2021-03-05", "2021-03-08"]))
    assert [target for target, *_ in came.figures] == ["01-mobile-services", "81-ip-stations"]
    assert [place for place, _ in came.places()] == ["5", "6"]
    assert "another header, different from the one above" in came.refused[0][2]
    assert "below another header" in came.refused[1][2]
    assert came.counts == (2, 2, 0, 4)


def test_a_header_that_gained_a_column(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(M, ROW, [*M, "件数"], [*MOBILE, 3]))
    assert came.figures == [(PARKS, "金水区", "2021", 4)]
    assert [place for place, _ in came.places()] == ["3", "4"]


def test_a_header_in_another_order(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(M, ROW, [M[1], M[0], *M[2:]], ["金水区", PARKS, 2021, 4, "家"]))
    assert came.counts == (1, 2, 0, 3)


def test_printed_lists_repeat_their_header(take: Take, book: Callable[..., Path]) -> None:
    rows = [M, ROW, M, MOBILE, ["指 标", *M[1:]], ["98-waste-sorting", "金水区", 2021, "97%"]]
    came = take(book(*rows))
    assert came.counts == (3, 0, 2, 5)
    assert "repeated headers left out: 2" in came.note("repeated")


@pytest.mark.parametrize(
    "above",
    [
        [["营商环境指标报送表"]],
        [["营商环境指标报送表"], [], ["2021年度", None, "单位：家"]],
        [["附件2"], ["表号：", "A01", "制表机关：", "统计局"]],
        [["基本情况", None, None, "完成情况", None]],
    ],
)
def test_titles_are_told(take: Take, book: Callable[..., Path], above: list[list[object]]) -> None:
    came = take(book(*above, M, ROW))
    assert came.counts == (1, 0, 0, 1)
    told = came.note("above the header, taken as a title")
    assert str(above[0][0]) in told


def test_data_above_the_header_is_refused(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(["表一"], MOBILE, ["合计", 300], M, ROW))
    assert came.figures == [(PARKS, "金水区", "2021", 4)]
    assert [place for place, _ in came.places()] == ["2", "3"]
    assert "above the header" in came.refused[0][2]
    assert came.counts == (1, 2, 0, 3)


def test_a_header_word_among_the_data_is_none(take: Take, book: Callable[..., Path]) -> None:
    """说明 may hold 数值; only a row with 指标 and another known word is a header."""
    came = take(book([*M, "备注"], [*ROW, "数值"], [*MOBILE, "期间"]))
    assert came.counts == (2, 0, 0, 2)


def test_no_header_in_the_first_rows(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(["a", "b"], ["c", "d"], ["指标", "数据"]))
    assert came.counts == (0, 0, 0, 0)
    assert came.problems[0].row == 3


def test_two_kinds_of_table_in_two_sheets(take: Take, book: Callable[..., Path]) -> None:
    from tests.workbook.made import sheet_xml

    cases = sheet_xml([C, [SETUP, "金水区", "A1", "2021-03-01", "2021-03-02", 0]])
    came = take(book(M, ROW, sheets=[("办件", cases)]))
    assert came.figures == [(PARKS, "金水区", "2021", 4)]
    assert came.cases == {(SETUP, "金水区"): 1}
