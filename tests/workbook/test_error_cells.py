"""Error cells (#N/A, #VALUE!, #DIV/0!, #REF!) are no blanks, in a workbook and in text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbook.conftest import C, M, Take
from tests.workbook.made import error

GOOD = ["08-setup-time", "金水区", "A1", "2021-03-01", "2021-03-02", None]
ERRORS = ("#N/A", "#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!")


@pytest.mark.parametrize("code", ERRORS)
@pytest.mark.parametrize("column", range(6))
def test_a_case_with_an_error(
    take: Take, book: Callable[..., Path], code: str, column: int
) -> None:
    bad = [*GOOD[:2], "A2", *GOOD[3:]]
    bad[column] = error(code)
    came = take(book(C, GOOD, bad))
    assert came.cases == {("08-setup-time", "金水区"): 1}
    assert came.refused == [
        (
            f"{'ABCDEF'[column]}3",
            code,
            "an error of Excel, not data: mend the formula, or type what belongs there",
        )
    ]
    assert came.problems[0].column == C[column]
    assert came.problems[0].sheet == "汇总"


@pytest.mark.parametrize("column", range(5))
def test_a_figure_with_an_error(take: Take, book: Callable[..., Path], column: int) -> None:
    bad: list[object] = ["87-incubators", "金水区", "2021", 4, "家"]
    bad[column] = error("#N/A")
    came = take(book(M, ["87-incubators", "中原区", 2021, 20, "家"], bad))
    assert came.figures == [("87-incubators", "中原区", "2021", 20)]
    assert came.places() == [(f"{'ABCDE'[column]}3", "#N/A")]


@pytest.mark.parametrize("code", [*ERRORS, "########"])
def test_the_same_error_as_text(take: Take, tmp_path: Path, code: str) -> None:
    """Excel writes its errors into a CSV file as they stand."""
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(M)}\n87-incubators,{code},2021,4,家\n87-incubators,,2021,20,家\n")
    came = take(path)
    assert came.figures == [("87-incubators", "郑州市", "2021", 20)]
    assert came.places() == [("2", code)]
    assert "error of Excel" in came.refused[0][2]


def test_every_error_of_a_row_is_told(take: Take, book: Callable[..., Path]) -> None:
    bad = ["08-setup-time", error("#N/A"), "A2", "2021-03-01", error("#REF!"), error("#VALUE!")]
    came = take(book(C, GOOD, bad))
    assert came.places() == [("B3", "#N/A"), ("E3", "#REF!"), ("F3", "#VALUE!")]
    assert came.counts == (1, 1, 0, 2)


def test_in_a_column_that_nobody_reads_it_is_told(take: Take, book: Callable[..., Path]) -> None:
    rows = [[*GOOD, error("#N/A")], [*GOOD[:2], "A2", *GOOD[3:], "件"]]
    came = take(book([*C, "备注"], *rows))
    assert came.counts == (2, 0, 0, 2)
    assert "G2 #N/A" in came.note("cannot be trusted")


def test_evidence_is_not_judged(take: Take, book: Callable[..., Path]) -> None:
    came = take(book([*C, "佐证材料"], [*GOOD, error("#REF!")]))
    assert came.counts == (1, 0, 0, 1)
    assert "G2 #REF!" in came.note("cannot be trusted")


def test_words_that_look_like_an_error_are_words(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(C, [*GOOD[:2], "#1", *GOOD[3:]], [*GOOD[:2], "N/A-7", *GOOD[3:]]))
    assert came.counts == (2, 0, 0, 2)
