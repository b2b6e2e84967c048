"""Merged cells: one value for every row of a column that says what a row is; else refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbook.conftest import C, M, Take

WASTE, PARKS = "98-waste-sorting", "87-incubators"


def test_a_reporter_over_three_rows(take: Take, book: Callable[..., Path]) -> None:
    rows = [[PARKS, "金水区", 2021, 4, "家"], ["81-ip-stations", None, 2021, 5, "家"]]
    rows.append([WASTE, None, 2021, "97%", None])
    came = take(book(M, *rows, merges=["B2:B4"]))
    assert [(target, body) for target, body, _, _ in came.figures] == [
        ("81-ip-stations", "金水区"),
        (PARKS, "金水区"),
        (WASTE, "金水区"),
    ]


def test_target_period_and_unit_too(take: Take, book: Callable[..., Path]) -> None:
    rows = [
        [PARKS, "金水区", "2021", 4, "家"],
        [None, "中原区", None, 5, None],
        [None, "二七区", None, 6, None],
        [PARKS, "惠济区", "2020", 7, "家"],
    ]
    came = take(book(M, *rows, merges=["A2:A4", "C2:C4", "E2:E4"]))
    assert came.figures == [
        (PARKS, "中原区", "2021", 5),
        (PARKS, "二七区", "2021", 6),
        (PARKS, "惠济区", "2020", 7),
        (PARKS, "金水区", "2021", 4),
    ]


def test_what_lies_under_a_merged_cell_is_not_seen(take: Take, book: Callable[..., Path]) -> None:
    """A script may leave values there; Excel shows the first only."""
    rows = [[PARKS, "金水区", 2021, 4, "家"], ["81-ip-stations", "中原区", 2021, 5, "家"]]
    came = take(book(M, *rows, merges=["B2:B3"]))
    assert [body for _, body, _, _ in came.figures] == ["金水区", "金水区"]


@pytest.mark.parametrize(
    ("merge", "column", "rows"),
    [
        ("D2:D3", "D", ["2", "3"]),  # 400 over two districts is not 800
        ("D2:E2", "D", ["2", "2"]),
        ("A2:B2", "A", ["2", "2"]),
        ("B2:C3", "B", ["2", "2", "3", "3"]),
        ("E2:F3", "E", ["2", "3"]),  # over a column that is not read
    ],
)
def test_figures_and_ranges_across_columns_are_refused(
    take: Take, book: Callable[..., Path], merge: str, column: str, rows: list[str]
) -> None:
    made = [[PARKS, "金水区", 2021, 400, "家", "a"], [PARKS, "中原区", 2021, None, "家", "b"]]
    came = take(book([*M, "备注"], *made, [WASTE, "二七区", 2021, "97%"], merges=[merge]))
    assert came.counts == (3 - len(set(rows)), len(set(rows)), 0, 3)
    assert [place[1:] for place, _ in came.places()] == rows
    assert came.places()[0][0] == f"{column}2"
    assert all(f"{merge} are merged" in message for _, _, message in came.refused)
    assert came.problems[0].message.zh.startswith(f"{merge} 是合并单元格")


@pytest.mark.parametrize("merge", ["C2:C3", "D2:D3", "E2:E3", "F2:F3"])
def test_case_numbers_and_dates_are_refused(
    take: Take, book: Callable[..., Path], merge: str
) -> None:
    rows: list[list[object]] = [
        ["08-setup-time", "金水区", "A1", "2021-03-01", "2021-03-02", 0],
        ["08-setup-time", "金水区", "A2", "2021-03-01", "2021-03-02", 0],
    ]
    rows[1]["ABCDEF".index(merge[0])] = None
    came = take(book(C, *rows, merges=[merge]))
    assert came.cases == {}
    assert [place for place, _ in came.places()] == [f"{merge[0]}2", f"{merge[0]}3"]


def test_titles_footers_and_columns_that_nobody_reads_may_be_merged(
    take: Take, book: Callable[..., Path]
) -> None:
    rows = [
        ["营商环境指标报送表"],
        [*M, "备注"],
        [PARKS, "金水区", 2021, 4, "家", "甲"],
        [WASTE, "金水区", 2021, "97%", None],
        ["合计"],
        ["填表人：某某"],
    ]
    merges = ["A1:F1", "F3:F4", "A5:C5", "A6:F6"]
    came = take(book(*rows, merges=merges))
    assert came.counts == (2, 0, 2, 4)
    assert came.refused == []


def test_a_header_of_two_rows(take: Take, book: Callable[..., Path]) -> None:
    rows = [
        ["指标", "填报单位", "期间", "完成情况"],
        [None, None, None, "数值", "计量单位"],
        [PARKS, "金水区", 2021, 4, "家"],
    ]
    came = take(book(*rows, merges=["A1:A2", "B1:B2", "C1:C2", "D1:E1"]))
    assert came.figures == [(PARKS, "金水区", "2021", 4)]
    assert came.refused == []


def test_a_merged_value_alone_makes_no_row(take: Take, book: Callable[..., Path]) -> None:
    rows = [[PARKS, "金水区", 2021, 4, "家"], [None] * 5, [WASTE, "金水区", 2021, "97%"]]
    came = take(book(M, *rows, merges=["A2:A3", "B2:B3", "C2:C3"]))
    assert came.counts == (2, 0, 0, 2)


def test_a_merged_error_is_one_in_every_row(take: Take, book: Callable[..., Path]) -> None:
    from tests.workbook.made import error

    rows = [[PARKS, error("#N/A"), 2021, 4, "家"], ["81-ip-stations", None, 2021, 5, "家"]]
    came = take(book(M, *rows, merges=["B2:B3"]))
    assert came.places() == [("B2", "#N/A"), ("B3", "#N/A")]


def test_overlapping_ranges_are_damage(take: Take, book: Callable[..., Path]) -> None:
    ranges = [f"B2:B{row}" for row in range(3, 12)]
    came = take(book(M, [PARKS, "金水区", 2021, 4, "家"], merges=ranges))
    assert "overlap" in came.refused[0][2]
