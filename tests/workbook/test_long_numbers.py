"""Case numbers that Excel took for numbers: what is lost is not made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbook.conftest import C, M, Take
from tests.workbook.made import number

HEADER = [*C[:5], "报送日期"]


def cases(*numbers: object) -> list[list[object]]:
    return [
        ["08-setup-time", "金水区", one, f"2021-03-{at:02d}", "2021-03-30", f"2021-04-{at:02d}"]
        for at, one in enumerate(numbers, start=1)
    ]


def test_three_cases_do_not_become_one(take: Take, book: Callable[..., Path]) -> None:
    """With 报送日期 two of them would be superseded, and the late one gone."""
    long = [number(f"41010520210301000000{at}") for at in range(3)]
    came = take(book(HEADER, *cases(*long)))
    assert came.cases == {}
    assert came.places() == [(f"C{row}", "4.10105E+20") for row in (2, 3, 4)]
    assert all("keeps 15 digits and lost the rest" in text for _, _, text in came.refused)
    assert "“文本”" in came.problems[0].message.zh


@pytest.mark.parametrize(
    ("held", "accepted"),
    [
        ("999999999999999", True),
        ("410105202103151", True),
        ("1000000000000000", False),
        ("4.1010520210315E+17", False),
        ("410105199001011234", False),
    ],
)
def test_fifteen_digits_are_kept(
    take: Take, book: Callable[..., Path], held: str, accepted: bool
) -> None:
    came = take(book(HEADER, *cases(number(held))))
    assert came.counts == (int(accepted), int(not accepted), 0, 1)


def test_in_a_column_that_nobody_reads_it_is_told(take: Take, book: Callable[..., Path]) -> None:
    rows = [[*row, number("410105199001011234")] for row in cases("A1", "A2")]
    came = take(book([*HEADER, "身份证号"], *rows))
    assert came.counts == (2, 0, 0, 2)
    assert "G2 4.10105E+17, G3 4.10105E+17" in came.note("cannot be trusted")


@pytest.mark.parametrize("cell", ["4.10105E+20", "4.10105e+20", "4E+05", "4.1E20", " 4.1E+20 "])
def test_scientific_notation_as_text(take: Take, tmp_path: Path, cell: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(C[:5])}\n08-setup-time,金水区,{cell},2021-03-01,2021-03-02\n")
    came = take(path)
    assert came.cases == {}
    assert "scientific notation" in came.refused[0][2]


@pytest.mark.parametrize("cell", ["410105202103150001234", "2E5", "A4.1E+20", "0001E+5"])
def test_numbers_of_cases_that_look_long(take: Take, tmp_path: Path, cell: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(C[:5])}\n08-setup-time,金水区,{cell},2021-03-01,2021-03-02\n")
    assert take(path).cases == {("08-setup-time", "金水区"): 1}


def test_a_figure_in_scientific_notation(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(M)}\n87-incubators,,2021,1.2E+05,家\n")
    assert "scientific notation" in take(path).refused[0][2]


@pytest.mark.parametrize("cell", ["'", "' ", "'\u3000"])
def test_an_apostrophe_alone_is_no_number(take: Take, tmp_path: Path, cell: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(C[:5])}\n08-setup-time,金水区,{cell},2021-03-01,2021-03-02\n")
    assert take(path).counts[:2] == (0, 1)


def test_the_same_case_with_and_without_it(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    row = "08-setup-time,金水区,{},2021-03-01,2021-03-02\n"
    path.write_text(f"{','.join(C[:5])}\n{row.format('007')}{row.format(chr(39) + '007')}")
    came = take(path)
    assert came.counts[:2] == (1, 1)
    assert "the same as" in came.refused[0][2]
