"""Per cent and other formats: what the cell shows counts, in full precision, or it is refused."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from tests.workbook.conftest import C, M, Take
from tests.workbook.made import number

WASTE, PARKS = "98-waste-sorting", "87-incubators"
_PAD = ["0%"] * 9


@pytest.mark.parametrize("references", [True, False])
@pytest.mark.parametrize("code", ["0%", "0.00%", 9, 10, "0.0%;[Red]-0.0%", "[>=1]0%;0.00%", "#%"])
def test_per_cent_is_what_is_shown(
    take: Take, book: Callable[..., Path], code: str | int, references: bool
) -> None:
    """Power BI writes cells without a reference: 97 % is not 0.97 %."""
    rows = [M, [WASTE, "金水区", 2021, number("0.97", 1), "%"]]
    came = take(book(*rows, formats=[code], references=references))
    assert came.figures == [(WASTE, "金水区", "2021", 97)]


@pytest.mark.parametrize(
    ("code", "value", "means"),
    [
        ('0.0"%"', "0.5", Fraction(1, 2)),  # a sign that is mere text multiplies nothing
        ("0.0\\%", "0.5", Fraction(1, 2)),
        ("0.00%", "0.9999999", Fraction("99.99999")),  # nothing is rounded on its way
        ("0%", "0.85728676964405641", Fraction("85.7286769644056")),
    ],
)
def test_a_per_cent_in_full(
    take: Take, book: Callable[..., Path], code: str, value: str, means: Fraction
) -> None:
    came = take(book(M, [WASTE, "金水区", 2021, number(value, 1), "%"], formats=[code]))
    assert came.figures == [(WASTE, "金水区", "2021", means)]


SCALING = [
    *("0!.0,", "0.0,", "#,##0,", "0,,", '0.00,"万"', "0!.0000", '0"."0000', "0%%"),
    *("#,##0,.00", "0.0,;-0.0,", '[>=10000]0!.0,"万";0', "0,%"),
]


@pytest.mark.parametrize("code", SCALING)
def test_a_format_that_scales_is_refused(take: Take, book: Callable[..., Path], code: str) -> None:
    """0!.0, shows 100,000,000 as 10000.0: of 万元, ten thousand times too much."""
    came = take(book(M, [PARKS, "", 2021, number(100_000_000, 1), "家"], formats=[code]))
    assert came.places() == [("D2", "100000000")]
    assert "shows another number than the cell holds" in came.refused[0][2]
    assert came.problems[0].message.zh.startswith("数字格式使显示的数")


PLAIN = [
    *("0", "#,##0", "#,##0.00", "0.00E+00", "# ?/?", "_ * #,##0_ ", "[Red]0", "0.0_);(0.0)"),
    *("¥#,##0.00", "[$¥-804]#,##0", '"¥"#,##0;-"¥"#,##0', "General", "@", 3, 4, 11, 37, 41, 44),
    *("[DBNum1]0", "0_ ", "##0", "# ##0", "G/通用格式", "[>100]0;0.0"),
]


@pytest.mark.parametrize("code", PLAIN)
def test_a_format_that_only_decorates(
    take: Take, book: Callable[..., Path], code: str | int
) -> None:
    came = take(book(M, [PARKS, "", 2021, number(1234, 1), "家"], formats=[code]))
    assert came.figures == [(PARKS, "郑州市", "2021", 1234)]


def test_a_unit_in_the_format_is_a_unit(take: Take, book: Callable[..., Path]) -> None:
    rows = [
        [PARKS, "", 2021, number(25, 1)],
        [PARKS, "金水区", 2021, number(25, 2), "家"],
        [PARKS, "中原区", 2021, number(25, 3), "家"],
    ]
    came = take(book(M, *rows, formats=['0"家"', "0件", '"约"0']))
    assert came.figures == [(PARKS, "郑州市", "2021", 25)]
    assert came.places() == [("D3", "25件"), ("D4", "约25")]


@pytest.mark.parametrize("code", [";;;", "0;-0;;@", '0;-0;"-"', 43, '#,##0;;"--"', '""'])
def test_a_number_that_its_format_hides_is_no_blank(
    take: Take, book: Callable[..., Path], code: str | int
) -> None:
    came = take(book(M, [PARKS, "", 2021, number(0, 1), "家"], formats=[code]))
    assert came.places() == [("D2", "0")]
    assert "shows as a blank or a dash" in came.refused[0][2]


def test_words_that_a_format_shows(take: Take, book: Callable[..., Path]) -> None:
    """[=1]"是";"否" shows a word for a number, @"区" a word around another."""
    header = [*C[:5], "是否延长"]
    rows = [["08-setup-time", "金水", n, "2021-03-01", "2021-03-02"] for n in (1, 2)]
    from tests.workbook.made import Xml

    for row, flag in zip(rows, (1, 0), strict=True):
        row[1] = Xml("<c {r} s='2' t='inlineStr'><is><t>中牟</t></is></c>")
        row.append(number(flag, 1))
    came = take(book(header, *rows, formats=['[=1]"是";[=0]"否"', '@"县"']))
    assert [value for _, value in came.places()] == ["是"]  # 是否延长 is no question here
    assert came.cases == {("08-setup-time", "中牟县"): 1}


def test_leading_zeros_that_are_shown_belong_to_a_case(
    take: Take, book: Callable[..., Path]
) -> None:
    rows = [["08-setup-time", "金水区", cell, "2021-03-01", "2021-03-02"] for cell in (1, 2)]
    rows[0][2], rows[1][2] = number(123, 1), "000123"
    came = take(book(C, *rows, formats=["000000"]))
    assert came.places() == [("C3", "000123")]  # one case, sent twice
