"""One list of units; conversions inside a kind only."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yshj.thresholds.units import UNIT_NAMES, UNITS, Unit, convert, find_unit

SAME_KIND = [(a, b) for a in UNITS for b in UNITS if a.kind is b.kind]


def unit(name: str) -> Unit:
    found = find_unit(name)
    assert found is not None, name
    return found


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("天", "日"),
        ("day", "日"),
        ("Days", "日"),
        ("个工作日", "工作日"),
        ("WORKING DAYS", "工作日"),
        ("Working  Day", "工作日"),
        ("自然日", "日"),
        ("日历日", "日"),
        ("月", "个月"),
        ("个小时", "小时"),
        ("h", "小时"),
        ("min", "分钟"),
        ("％", "%"),
        ("percent", "%"),
        ("permille", "‰"),
        ("RMB", "元"),
        ("working_day", "工作日"),
        ("10000 yuan", "万元"),
        (" 亿 元 ", "亿元"),
        ("件／万人", "件/万人"),
        ("hours/day", "小时/日"),
        ("日/周", "天/周"),
    ],
)
def test_finds_a_unit_by_any_of_its_names(written: str, name: str) -> None:
    found, wanted = unit(written), unit(name)
    assert (found.kind, found.factor) == (wanted.kind, wanted.factor)


@pytest.mark.parametrize("name", ["", " ", "万", "fortnight", "工作", "日日", "days/month", "k%"])
def test_knows_no_other_word(name: str) -> None:
    assert find_unit(name) is None


def test_no_name_stands_for_two_different_sizes() -> None:
    meanings: dict[str, set[tuple[str, Fraction]]] = {}
    for one in UNITS:
        for name in (one.zh, one.en, *one.aliases):
            found = unit(name)
            meanings.setdefault(name, set()).update(
                {(one.kind, one.factor), (found.kind, found.factor)}
            )
    assert {name: sizes for name, sizes in meanings.items() if len(sizes) > 1} == {}


def test_every_printed_name_is_offered() -> None:
    assert set(UNIT_NAMES) == {name for one in UNITS for name in (one.zh, one.en)}
    assert len(UNIT_NAMES) == len(set(UNIT_NAMES))


@pytest.mark.parametrize(
    ("value", "name", "to", "expected"),
    [
        ("2", "亿元", "万元", Fraction(20_000)),
        ("2", "亿元", "元", Fraction(200_000_000)),
        ("1", "元", "亿元", Fraction(1, 100_000_000)),
        ("5", "‰", "%", Fraction(1, 2)),
        ("90", "%", "‰", Fraction(900)),
        ("90", "分钟", "小时", Fraction(3, 2)),
        ("1", "分钟", "小时", Fraction(1, 60)),
        ("0.5", "小时", "分钟", Fraction(30)),
        ("7", "天", "日", Fraction(7)),
        ("7", "件", "项", Fraction(7)),
    ],
)
def test_converts_exactly(value: str, name: str, to: str, expected: Fraction) -> None:
    assert unit(name).converts_to(unit(to))
    assert convert(Decimal(value), unit(name), unit(to)) == expected


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("日", "工作日"),
        ("小时", "日"),
        ("小时", "工作日"),
        ("个月", "日"),
        ("%", "件"),
        ("元", "件"),
        ("件", "件/万人"),
        ("小时", "小时/日"),
        ("天", "天/周"),
        ("审限", "%"),
        ("日期", "日"),
    ],
)
def test_kinds_do_not_convert(name: str, other: str) -> None:
    assert not unit(name).converts_to(unit(other))
    assert not unit(other).converts_to(unit(name))


@given(
    st.sampled_from(SAME_KIND),
    st.decimals(min_value=-(10**14), max_value=10**14, places=9),
)
def test_there_and_back_is_where_it_began(pair: tuple[Unit, Unit], value: Decimal) -> None:
    one, other = pair
    assert convert(convert(value, one, other), other, one) == Fraction(value)


@pytest.mark.parametrize(
    ("name", "digits", "zh", "en"),
    [
        ("工作日", "2", "2 工作日", "2 working days"),
        ("工作日", "1", "1 工作日", "1 working day"),
        ("工作日", "0", "0 工作日", "0 working days"),
        ("%", "90", "90%", "90%"),
        ("‰", "0.5", "0.5‰", "0.5‰"),
        ("小时/日", "1", "1 小时/日", "1 hour a day"),
        ("天/周", "1", "1 天/周", "1 day a week"),
        ("件/万人", "1", "1 件/万人", "1 per 10,000 people"),
        ("人", "1", "1 人", "1 person"),
    ],
)
def test_a_number_with_its_unit(name: str, digits: str, zh: str, en: str) -> None:
    one = unit(name)
    assert (one.with_number(digits, "zh"), one.with_number(digits, "en")) == (zh, en)
