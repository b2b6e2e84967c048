"""A limit answers exactly, at its boundary too (Civil Code, art. 1259: 以上, 以内 include)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yshj.thresholds.limits import Limit, Op
from yshj.thresholds.units import PERCENT, Unit, find_unit

NANO = Decimal("0.000000001")  # the finest difference a figure can show


def unit(name: str) -> Unit:
    found = find_unit(name)
    assert found is not None
    return found


@pytest.mark.parametrize("edge", [Decimal(90), Decimal(0), Decimal(-50), Decimal("5.5")])
@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        ("<=", True, True, False),
        ("<", True, False, False),
        (">=", False, True, True),
        (">", False, False, True),
        ("==", False, True, False),
    ],
)
def test_at_the_boundary(op: str, edge: Decimal, below: bool, at: bool, above: bool) -> None:
    limit = Limit(Op(op), edge, PERCENT)
    figures = (edge - NANO, edge, edge + NANO)
    assert [limit.holds(figure) for figure in figures] == [below, at, above]


def test_a_share_is_not_rounded_up_to_its_limit() -> None:
    limit = Limit(Op.AT_LEAST, Decimal(90), PERCENT)
    assert not limit.holds(Fraction(899_999, 1_000_000) * 100)
    assert limit.holds(Fraction(900_000, 1_000_000) * 100)


def test_halving_is_at_most_minus_fifty() -> None:
    halved = Limit(Op.AT_MOST, Decimal(-50), PERCENT)
    assert halved.holds(Decimal(-50))
    assert halved.holds(Decimal(-60))
    assert not halved.holds(Decimal("-49.999"))
    assert not halved.holds(0)


@pytest.mark.parametrize(
    ("op", "figure", "margin"),
    [
        ("<=", 3, 2),
        ("<=", 5, 0),
        ("<=", 7, -2),
        ("<", 3, 2),
        ("<", 7, -2),
        (">=", 7, 2),
        (">=", 5, 0),
        (">=", 3, -2),
        (">", 7, 2),
        (">", 3, -2),
        ("==", 5, 0),
        ("==", 3, -2),
        ("==", 7, -2),
    ],
)
def test_margin_is_room_left_or_below_zero_what_is_missing(
    op: str, figure: int, margin: int
) -> None:
    assert Limit(Op(op), Decimal(5), PERCENT).margin(figure) == margin


@given(
    op=st.sampled_from(["<=", "<", ">=", ">", "=="]),
    edge=st.integers(-(10**24), 10**24),
    part=st.integers(-(10**15), 10**15),
    whole=st.integers(1, 10**15),
)
@example(op=">=", edge=90 * 10**9, part=899_999, whole=1_000_000)
@example(op=">=", edge=90 * 10**9, part=9, whole=10)
@example(op=">", edge=0, part=0, whole=7)
def test_agrees_with_whole_numbers(op: str, edge: int, part: int, whole: int) -> None:
    """`part` of `whole` in per cent against `edge` billionths, without one division."""
    left, right = part * 100 * 10**9, edge * whole
    expected = {
        "<=": left <= right,
        "<": left < right,
        ">=": left >= right,
        ">": left > right,
        "==": left == right,
    }[op]
    limit = Limit(Op(op), Decimal(edge).scaleb(-9), PERCENT)
    figure = Fraction(part, whole) * 100
    assert limit.holds(figure) is expected
    margin = limit.margin(figure)
    assert (margin >= 0) is (expected or (op in "<>" and left == right))


@pytest.mark.parametrize(
    ("op", "value", "name", "zh", "en"),
    [
        ("<=", "1", "工作日", "≤ 1 工作日", "≤ 1 working day"),
        (">=", "90", "%", "≥ 90%", "≥ 90%"),
        ("<", "0.5", "‰", "< 0.5‰", "< 0.5‰"),
        ("==", "2", "亿元", "= 2 亿元", "= 2 hundred million yuan"),
    ],
)
def test_describes_itself(op: str, value: str, name: str, zh: str, en: str) -> None:
    limit = Limit(Op(op), Decimal(value), unit(name))
    assert (limit.describe("zh"), limit.describe("en")) == (zh, en)
