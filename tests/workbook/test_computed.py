"""Computed figures at 15 significant digits, and never across a limit."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from tests.workbook.conftest import M, Take
from tests.workbook.made import formula, number

SHARE = "68-assisted-drafting"


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        (formula("5106/5956", repr(5106 / 5956), style=1), Fraction("85.7286769644056")),
        (formula("0.1+0.2", "0.30000000000000004", style=1), Fraction(30)),
        (number("0.79999999999999", 1), Fraction("79.999999999999")),
        (number("0.8", 1), Fraction(80)),
        (number("0.80000000000000004", 1), Fraction(80)),
        (number("0.79999999999999993", 1), Fraction(80)),  # as Excel has it, and shows it
    ],
)
def test_a_computed_share(
    take: Take, book: Callable[..., Path], cell: object, means: Fraction
) -> None:
    came = take(book(M, [SHARE, "市法院", 2021, cell, "%"], formats=["0.00%"]))
    assert [value for *_, value in came.figures] == [means]


@pytest.mark.parametrize(
    ("held", "means"),
    [
        (repr(13 / 3), "4.33333333333333"),
        ("4.440892098500626E-16", "0.000000000000000444089209850063"),
        ("1E-3", "0.001"),
        ("1.5E3", "1500"),
        ("+12", "12"),
    ],
)
def test_a_computed_number(take: Take, book: Callable[..., Path], held: str, means: str) -> None:
    came = take(book(M, ["87-incubators", "", 2021, number(held), "家"]))
    assert [value for *_, value in came.figures] == [Fraction(means)]


@pytest.mark.parametrize("digits", ["15.4447404047", "4.333333333333333", "0." + "3" * 30])
def test_as_many_digits_as_a_csv_holds(take: Take, tmp_path: Path, digits: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(M)}\n87-incubators,,2021,{digits},家\n")
    assert [value for *_, value in take(path).figures] == [Fraction(digits)]


@pytest.mark.parametrize("held", ["NaN", "INF", "1E400", "x", "1,5"])
def test_what_is_no_number_is_damaged(take: Take, book: Callable[..., Path], held: str) -> None:
    came = take(book(M, ["87-incubators", "", 2021, number(held), "家"]))
    assert came.places() == [("D2", held)]
    assert "damaged" in came.refused[0][2]


def test_words_in_many_pieces(take: Take, book: Callable[..., Path]) -> None:
    """Rich text joined, the reading beside it left out; shared, inline and stored by a formula."""
    from tests.workbook.made import Xml

    rich = "<r><t>金</t></r><r><rPr/><t>水区</t></r><rPh sb='0' eb='1'><t>ジン</t></rPh>"
    shared = Xml("<c {r} t='s'><v>0</v></c>")
    inline = Xml(f"<c {{r}} t='inlineStr'><is>{rich}</is></c>")
    computed = formula("A1", "金水_x533A_", kind="str")
    rows = [
        ["87-incubators", cell, year, 4, "家"]
        for cell, year in ((shared, 2019), (inline, 2020), (computed, 2021))
    ]
    came = take(book(M, *rows, strings=f"<si>{rich}</si>"))
    assert [body for _, body, _, _ in came.figures] == ["金水区"] * 3


def test_a_shared_string_that_is_not_there(take: Take, book: Callable[..., Path]) -> None:
    from tests.workbook.made import Xml

    cell = Xml("<c {r} t='s'><v>7</v></c>")
    came = take(book(M, ["87-incubators", cell, 2021, 4, "家"], strings="<si><t>a</t></si>"))
    assert came.places() == [("B2", "7")]


def test_yes_and_no(take: Take, book: Callable[..., Path]) -> None:
    from tests.workbook.made import Xml

    rows = [
        [
            "60-other-trials",
            "市法院",
            f"A{n}",
            "2021-03-01",
            "2021-03-02",
            "6个月",
            Xml(f"<c {{r}} t='b'><v>{n}</v></c>"),
        ]
        for n in (0, 1, 2)
    ]
    header = ["指标", "填报单位", "办件编号", "受理时间", "办结时间", "法定期限", "是否延长"]
    came = take(book(header, *rows))
    assert ("G4", "2") in came.places()
