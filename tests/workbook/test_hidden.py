"""Hidden sheets, rows and columns are read, and nobody is left in the dark about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.workbook.conftest import M, Take
from tests.workbook.made import sheet_xml

PARKS = "87-incubators"
ROWS = [[PARKS, name, 2021, 4, "家"] for name in ("金水区", "中原区", "二七区")]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet(take: Take, book: Callable[..., Path], state: str) -> None:
    came = take(book(M, *ROWS, state=state))
    assert came.counts == (3, 0, 0, 3)
    assert came.note("hidden").endswith("a hidden sheet, read like any other")


def test_hidden_rows(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(M, *ROWS, hidden_rows=[2, 4]))
    assert came.counts == (3, 0, 0, 3)
    assert "hidden or filtered rows, read like any other: 2 (row 2, 4)" in came.note("filtered")


@pytest.mark.parametrize(
    "head",
    [
        "<cols><col min='4' max='4' hidden='1'/></cols>",
        "<cols><col min='3' max='16384' hidden='true'/></cols>",
        "<cols><col min='4' max='4' width='0' customWidth='1'/></cols>",
    ],
)
def test_hidden_columns(take: Take, book: Callable[..., Path], head: str) -> None:
    came = take(book(M, *ROWS, head=head))
    assert came.counts == (3, 0, 0, 3)
    assert "D" in came.note("hidden columns, read like any other").rpartition(": ")[2]


def test_rows_that_are_hidden_by_default(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(M, *ROWS, head="<sheetFormatPr defaultRowHeight='15' zeroHeight='1'/>"))
    assert "hidden or filtered rows, read like any other: 3" in came.note("filtered")


def test_as_openpyxl_hides(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = openpyxl.Workbook()
    sheet = made.active
    for row in (M, *ROWS):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    made.save(path)
    came = take(path)
    assert "(row 3)" in came.note("filtered")
    assert came.note("hidden columns").endswith(": C")


def test_nothing_hidden_nothing_said(take: Take, book: Callable[..., Path]) -> None:
    assert not [note for note in take(book(M, *ROWS)).notes if "hidden" in note]


def test_columns_without_a_name(take: Take, book: Callable[..., Path]) -> None:
    rows = [[*ROWS[0], "a"], ROWS[1], [*ROWS[2], None, None, "b"]]
    came = take(book(M, *rows))
    assert came.counts == (3, 0, 0, 3)
    assert came.note("without a name").endswith("F, H")


def test_a_sheet_without_a_header_is_told(take: Take, book: Callable[..., Path]) -> None:
    others = [("说明", sheet_xml([["请按要求填写"]])), ("空", sheet_xml([]))]
    came = take(book(M, *ROWS, sheets=others))
    assert came.counts == (3, 0, 0, 3)
    assert came.note("sheets without a header").endswith("not read: 说明")


def test_a_sheet_that_was_meant_for_a_table_is_refused(
    take: Take, book: Callable[..., Path]
) -> None:
    others = [("二", sheet_xml([["指标", "填报单位", "期间"], [PARKS, "金水区", 2021]]))]
    came = take(book(M, *ROWS, sheets=others))
    assert came.counts == (3, 0, 0, 3)
    assert [(p.sheet, p.row) for p in came.problems] == [("二", 1)]
    assert "neither case" in came.refused[0][2]
