"""Numbers are read as written, kept exact, and shown on their own side of a limit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yshj.thresholds.numbers import (
    NumberFault,
    bounded,
    exact,
    grouped,
    normal,
    parse_number,
    plain,
    show,
)

# what the contract allows: below 10**15, at most 9 digits after the point
IN_RANGE = st.decimals(
    min_value=-(10**15) + 1, max_value=10**15 - 1, places=9, allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("0", "0", ""),
        ("90", "90", ""),
        ("+5", "5", ""),
        ("-5", "-5", ""),
        ("−5", "-5", ""),
        ("－５", "-5", ""),
        ("5.", "5", ""),
        ("007", "7", ""),
        ("1,234.5", "1234.5", ""),
        ("12,345,678", "12345678", ""),
        ("１，２３４．５０", "1234.5", ""),
        ("\u3000 90 \u00a0", "90", ""),
        ("90%", "90", "%"),
        ("９０％", "90", "%"),
        ("5 个工作日", "5", "个工作日"),
        ("3万", "30000", ""),
        ("1.2亿", "120000000", ""),
        ("1.5万亿", "1500000000000", ""),
        ("3万件", "30000", "件"),
        ("1.2 万", "12000", ""),
        ("3\u3000万 件", "30000", "件"),
        # a unit of money keeps its 万: it is what the plan printed
        ("2 亿元", "2", "亿元"),
        ("2亿元", "2", "亿元"),
        ("１．２万元", "1.2", "万元"),
        ("5万亿元", "5000000000000", "元"),
        ("999999999999999.999999999", "999999999999999.999999999", ""),
        ("0.0000000001万", "0.000001", ""),
        ("1.00000000000000000000", "1", ""),
    ],
)
def test_reads(text: str, value: str, rest: str) -> None:
    assert parse_number(text) == (Decimal(value), rest)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "+", ".", ".5", "%", "万", "nan", "NaN", "inf", "-inf", "Infinity"),
        *("1e5", "1E-5", "0x1F", "1_000", "1 234", "1.2.3", "--5", "5-", "- 5", "1+1", "(5)"),
        *("1,23", "1234,567", ",123", "1,,234", "1,234,5", "1,2345", "5万亿万", "5亿万", "5万万"),
        *("½", "2½", "٣", "三", "≥90", "90–95", "1:30", "2021-01-01", "5" + "a" * 100),
        # folding their width would make 102, 1 and 21 of these
        *("10²", "①", "2₁"),
    ],
)
def test_refuses_what_is_not_a_number(text: str) -> None:
    with pytest.raises(NumberFault) as fault:
        parse_number(text)
    assert fault.value.kind == "shape"


@pytest.mark.parametrize(
    "text",
    [
        *("1000000000000000", "-1000000000000000", "1,000,000,000,000,000", "1000万亿"),
        *("9" * 5_000, "-" + "9" * 5_000, "0." + "0" * 5_000 + "1"),
        *("0.0000000001", "1.0000000005", "99999999999999999999亿"),
    ],
)
def test_refuses_too_large_and_too_fine(text: str) -> None:
    with pytest.raises(NumberFault) as fault:
        parse_number(text)
    assert fault.value.kind == "size"


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_bounded_refuses_what_is_not_finite(value: str) -> None:
    with pytest.raises(NumberFault):
        bounded(Decimal(value))


@given(IN_RANGE)
def test_reads_back_what_it_prints(value: Decimal) -> None:
    assert parse_number(plain(value)) == (value, "")
    assert parse_number(f"{value:,f}") == (value, "")


@given(st.text(max_size=80))
def test_any_text_is_a_number_in_range_or_a_fault(text: str) -> None:
    try:
        value, rest = parse_number(text)
    except NumberFault:
        return
    assert abs(value) < 10**15
    assert value * 10**9 % 1 == 0
    assert normal(rest) == rest


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (Decimal("-0"), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("2.500"), "2.5"),
        (Decimal("-50"), "-50"),
        (Decimal("0.000000001"), "0.000000001"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 3), "0.333333333333"),
        (Fraction(-2, 3), "-0.666666666667"),
        (Fraction(1, 10**22), "0." + "0" * 21 + "1"),
    ],
)
def test_plain_has_no_exponent_and_no_idle_zeros(
    value: Decimal | Fraction | int, text: str
) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [
        (Fraction(899_999, 10_000), None, "90"),
        (Fraction(899_999, 10_000), 90, "89.9999"),
        (Fraction(900_001, 10_000), 90, "90.0001"),
        (Fraction(90), 90, "90"),
        (Fraction(1, 3), 1, "0.33"),
        (Fraction(1, 3), Decimal("0.33"), "0.333"),
        (Fraction(1, 1000), 0, "0.001"),
        (Fraction(-1, 1000), 0, "-0.001"),
        (Fraction(-1, 1000), None, "0"),
        (Decimal("-49.999"), -50, "-49.999"),
        (Decimal("5.504"), Decimal("5.5"), "5.504"),
    ],
)
def test_show_stays_on_its_side(
    value: Decimal | Fraction, limit: Decimal | None, text: str
) -> None:
    assert show(value, limit) == text


@given(
    limit=IN_RANGE,
    gap=st.builds(Fraction, st.integers(-(10**6), 10**6), st.integers(1, 10**30)),
)
@example(limit=Decimal(90), gap=Fraction(-1, 10**22))
@example(limit=Decimal(90), gap=Fraction(0))
def test_show_never_rounds_onto_or_across_a_limit(limit: Decimal, gap: Fraction) -> None:
    shown, edge = Fraction(show(exact(limit) + gap, limit)), exact(limit)
    assert (shown > edge, shown == edge) == (gap > 0, gap == 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4120, "4,120"),
        (-1234567, "-1,234,567"),
        (999, "999"),
        (0, "0"),
        (Decimal("1234567.891"), "1,234,567.89"),
        (Decimal("-0.5"), "-0.5"),
    ],
)
def test_grouped_in_threes(value: Decimal | int, text: str) -> None:
    assert grouped(value) == text


def test_a_number_on_a_limit_without_an_end_is_shown_all_the_same() -> None:
    third = Fraction(1, 3)
    assert show(third, third) == "0.333333333333"
    assert show(third + Fraction(1, 10**6), third) == "0.333334"


def test_grouped_minds_the_limit() -> None:
    assert grouped(Decimal("9999.9999"), 10_000) == "9,999.9999"
