"""Every figure is found, and nothing that counts nothing."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yshj.trace.figures import FigureKind, find_figures
from yshj.trace.numerals import number
from yshj.trace.phrases import phrases


def found(text: str) -> list[str]:
    return [one.text for one in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("１５个工作日", ["１５个工作日"]),
        ("5.5个工作日、１．５天", ["5.5个工作日", "１．５天"]),
        ("1,200 件", ["1,200 件"]),
        ("90%、９５％和3‰", ["90%", "９５％", "3‰"]),
        ("1/2审限", ["1/2审限"]),
        ("压缩一半，减少四成", ["一半", "四成"]),
        ("1—2部，三至五个工作日", ["1—2部", "三至五个工作日"]),
        ("7×24小时", ["7×24小时"]),
        ("2021年6月底前，比 2017 年", ["2021年6月底前", "2017 年"]),
        ("二〇二一年十二月三十一日", ["二〇二一年十二月三十一日"]),
        ("第三季度，12月底前", ["第三季度", "12月底前"]),
        ("百分之九十，三分之二", ["百分之九十", "三分之二"]),
        ("15、22、32个工作日", ["15", "22", "32个工作日"]),
        ("三、五、十个工作日", ["三", "五", "十个工作日"]),
        ("一个半月，半年内", ["一个半月", "半年"]),
        ("500万元，1.2亿元，两千五百家", ["500万元", "1.2亿元", "两千五百家"]),
        ("10千伏，200米", ["10千伏", "200米"]),
        ("全覆盖，全公开，零收费，免费", ["全覆盖", "全公开", "零收费", "免费"]),
        ("一律、应缴尽缴、应公开、尽公开", ["一律", "应缴尽缴", "应公开、尽公开"]),
        ("翻一番，减半，两倍", ["翻一番", "减半", "两倍"]),
        ("（一）两级；（二）四类", ["（一）", "两级", "（二）", "四类"]),
        ("拨打110、12345市民热线", ["110", "12345"]),
        ("1+X改革", ["1"]),
    ],
)
def test_figures_are_found_with_their_words(text: str, figures: list[str]) -> None:
    assert found(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "一网通办、一次办成、一件事、一体化、统一、唯一、进一步",
        "十四五规划，三农工作，双随机、一公开，一单两库",
        "一企一策，一事一议，一户一表",
        "第一责任单位，第三方，第十二条第一、二款",
        "二七区、三门峡市、长三角、二手车、五险一金",
        "一家牵头、一口受理，零售，零部件，半导体，成立",
        "一般纳税人、一审案件、百姓点单",
    ],
)
def test_names_and_set_phrases_count_nothing(text: str) -> None:
    assert found(text) == []


def test_a_unit_is_shared_in_a_list() -> None:
    assert [one.unit for one in find_figures("3个、5和8个工作日")] == ["个工作日"] * 3


def test_a_measure_word_is_not_the_start_of_another_word() -> None:
    assert [one.unit for one in find_figures("12345市民，20家庭，3人民")] == ["", "", ""]


@settings(deadline=None)
@given(
    st.text(alphabet="0123456789一二两十百年月日个件%零全半至、，。（）()第成倍/×-", max_size=30)
)
def test_no_digit_is_left_over_and_places_are_right(text: str) -> None:
    figures = find_figures(text)
    covered = {at for one in figures for at in range(one.start, one.end)}
    assert {at for at, char in enumerate(text) if char.isdigit() and char.isascii()} <= covered
    assert all(text[one.start : one.end] == one.text for one in figures)
    assert all(one.start < one.core <= one.end for one in figures)
    assert all(a.end <= b.start for a, b in pairwise(figures))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四成", Fraction(2, 5)),
        ("四成五", Fraction(9, 20)),
        ("一半", Fraction(1, 2)),
        ("百分之九十", Fraction(9, 10)),
        ("千分之三", Fraction(3, 1000)),
        ("三分之一", Fraction(1, 3)),
        ("1/2", Fraction(1, 2)),
        ("十五", Fraction(15)),
        ("二十二", Fraction(22)),
        ("两千五百", Fraction(2500)),
        ("百", Fraction(100)),
        ("一点五", Fraction(3, 2)),
        ("二〇二一", Fraction(2021)),
        ("1.2万", Fraction(12000)),
        ("２２", Fraction(22)),
        ("一家", None),
        ("", None),
    ],
)
def test_numerals(text: str, value: Fraction | None) -> None:
    assert number(text) == value


def test_the_list_of_phrases_is_in_order() -> None:
    assert len(set(phrases())) == len(phrases()) > 100
    assert all(phrase.strip() == phrase and len(phrase) > 1 for phrase in phrases())


def test_labels_are_told_from_counts() -> None:
    kinds = [one.kind for one in find_figures("（一）办结；2. 受理3件")]
    assert kinds == [FigureKind.LABEL, FigureKind.LABEL, FigureKind.NUMBER]
