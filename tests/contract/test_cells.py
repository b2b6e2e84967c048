"""One cell read: marks, numbers, units, moments, flags, durations."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from yshj.contract import cells
from yshj.contract.cells import CellFault, Mark
from yshj.thresholds.units import find_unit

ZHENGZHOU = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    "cell",
    [
        *(None, "", "   ", "\u3000", "\xa0", "-", "--", "---", "—", "——", "/", "／"),
        *("N/A", "n/a", "NA", "n.a.", "..", "...", "．．"),
        *("未报", "未填报", "未 上报", "not reported"),
    ],
)
def test_not_reported_is_no_figure_and_no_zero(cell: str | None) -> None:
    assert cells.mark(cell) is Mark.NOT_REPORTED
    assert cells.is_blank(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("不涉及", Mark.NOT_APPLICABLE),
        (" 不适用 ", Mark.NOT_APPLICABLE),
        ("Not applicable", Mark.NOT_APPLICABLE),
        ("零报告", Mark.ZERO),
        ("zero report", Mark.ZERO),
        ("nil", Mark.ZERO),
        ("0", None),
        ("零", None),
        ("无", None),
        ("N/A/", None),
    ],
)
def test_marks_differ_from_each_other_and_from_figures(cell: str, expected: Mark | None) -> None:
    assert cells.mark(cell) is expected
    assert not cells.is_blank(cell)


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("90", "90", None),
        ("1,234.5", "1234.5", None),
        ("１２３．５", "123.5", None),
        ("−3", "-3", None),
        ("+7", "7", None),
        ("90%", "90", "%"),
        ("９０％", "90", "%"),
        ("9‰", "9", "‰"),
        ("2亿元", "2", "亿元"),
        ("1.2万元", "1.2", "万元"),
        ("1.2万", "12000", None),
        ("1.2万件", "12000", "件"),
        ("3 个工作日", "3", "工作日"),
        ("12\xa0working days", "12", "工作日"),
        ("999999999999999.123456789", "999999999999999.123456789", None),
    ],
)
def test_a_number_and_its_unit(cell: str, value: str, unit: str | None) -> None:
    assert cells.number(cell) == (Decimal(value), None if unit is None else find_unit(unit))


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("NaN", "expected a number"),
        ("inf", "expected a number"),
        ("Infinity", "expected a number"),
        ("1e5", "expected a number"),
        ("1-2", "expected a number"),
        ("12,34", "expected a number"),
        ("1 234", "expected a number"),
        ("约90", "expected a number"),
        ("90瓦", "unknown unit"),
        ("3工作天", "did you mean '工作日'"),
        ("1" * 16, "below 10^15"),
        ("9" * 5000, "below 10^15"),
        ("0." + "1" * 31, "at most 30 digits"),
        ("4.10105E+20", "scientific notation"),
        ("13/", "expected a number such as"),
        ("x" * 5000, "expected a number"),
    ],
)
def test_what_is_no_number(cell: str, says: str) -> None:
    with pytest.raises(CellFault) as fault:
        cells.number(cell)
    assert says in fault.value.text.en
    assert fault.value.text.zh


@pytest.mark.parametrize("cell", ["-1", "90%", "3天", "two"])
def test_a_count_is_a_plain_number(cell: str) -> None:
    with pytest.raises(CellFault):
        cells.count(cell)
    assert cells.count("1,200件") == 1200


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021-03-05", date(2021, 3, 5)),
        ("2021/3/5", date(2021, 3, 5)),
        ("2021.3.5", date(2021, 3, 5)),
        ("20210305", date(2021, 3, 5)),
        ("2021年3月5日", date(2021, 3, 5)),
        ("２０２１－０３－０５", date(2021, 3, 5)),
        ("\u3000 2021-03-05\xa0", date(2021, 3, 5)),
        ("2021/3/5 9:32", datetime(2021, 3, 5, 9, 32)),
        ("2021-03-05\u30009：32", datetime(2021, 3, 5, 9, 32)),
        ("2021-03-05T09:32:07", datetime(2021, 3, 5, 9, 32, 7)),
        ("2021-03-05 00:00", datetime(2021, 3, 5)),
        ("2021年3月5日9时5分", datetime(2021, 3, 5, 9, 5)),
        ("2021年3月5日 9点", datetime(2021, 3, 5, 9)),
        ("2021-03-05 09:00:00.25", datetime(2021, 3, 5, 9, 0, 0, 250_000)),
        ("2024-02-29", date(2024, 2, 29)),
        # moments with an offset are told in the plan's own zone
        ("2021-03-01T23:30:00Z", datetime(2021, 3, 2, 7, 30)),
        ("2021-03-01 23:30:00+08:00", datetime(2021, 3, 1, 23, 30)),
        ("2021-03-01 00:30:00+0930", datetime(2021, 2, 28, 23, 0)),
        ("2021-12-31T20:00-05:00", datetime(2022, 1, 1, 9, 0)),
    ],
)
def test_moments(cell: str, expected: date | datetime) -> None:
    found = cells.moment(cell, ZHENGZHOU)
    assert (type(found), found) == (type(expected), expected)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("2021-02-29", "no such day"),
        ("2021-13-01", "no such day"),
        ("20210230", "no such day"),
        ("2021-03-05 24:00", "00:00:00 to 23:59:59"),
        ("2021-03-05 09:60", "00:00:00 to 23:59:59"),
        ("2016-12-31 23:59:60", "00:00:00 to 23:59:59"),
        ("2021-03-05 09:00+24:00", "offset"),
        ("2021-03-05 09:00+08:60", "offset"),
        ("1989-12-31", "the year must be"),
        ("2101-01-01", "the year must be"),
        ("0021-03-05", "the year must be"),
        ("21-03-05", "expected a date"),
        ("21/3/5", "expected a date"),
        ("03/05/2021", "expected a date"),
        ("2021-03/05", "expected a date"),
        ("2021-3-15:30", "expected a date"),  # never 1 March, 5:30
        ("2021030510:00", "expected a date"),
        ("2021-03-05 9", "expected a date"),
        ("2021- 03-05", "expected a date"),
        ("2021年3月", "expected a date"),
        ("epoch", "expected a date"),
        ("infinity", "expected a date"),
        ("now", "expected a date"),
        ("2021-03-05\0", "expected a date"),
        ("2" * 5000, "expected a date"),
    ],
)
def test_what_is_no_moment(cell: str, says: str) -> None:
    with pytest.raises(CellFault) as fault:
        cells.moment(cell, ZHENGZHOU)
    assert says in fault.value.text.en
    assert fault.value.text.zh


@pytest.mark.parametrize("cell", ["是", "yes", "Y", "TRUE", "1", "符合", " √ "])
def test_yes(cell: str) -> None:
    assert cells.flag(cell) is True


@pytest.mark.parametrize("cell", ["否", "no", "N", "False", "0", "不符合", "×"])
def test_no(cell: str) -> None:
    assert cells.flag(cell) is False


@pytest.mark.parametrize("cell", ["也许", "2", "是否", "oui"])
def test_neither_yes_nor_no(cell: str) -> None:
    with pytest.raises(CellFault, match="expected yes or no"):
        cells.flag(cell)


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("6个月", 6, "个月"),
        ("30日", 30, "日"),
        ("20 个工作日", 20, "工作日"),
        ("24小时", 24, "小时"),
        ("六个月", 6, "个月"),
        ("三个月", 3, "个月"),
        ("两个月", 2, "个月"),
        ("十五日", 15, "日"),
        ("二十个工作日", 20, "工作日"),
        ("三十五天", 35, "天"),
        ("1年", 12, "个月"),
        ("一年", 12, "个月"),
        ("２ 年", 24, "个月"),
    ],
)
def test_a_limit_has_a_unit(cell: str, value: int, unit: str) -> None:
    assert cells.duration(cell) == (Decimal(value), find_unit(unit))


@pytest.mark.parametrize(
    "cell",
    ["6", "6件", "90%", "0个月", "-1个月", "10001日", "半年", "百日", "一二日", "2021年", "年"],
)
def test_what_is_no_limit(cell: str) -> None:
    with pytest.raises(CellFault):
        cells.duration(cell)


def test_excluded_time_keeps_the_unit_it_is_written_in() -> None:
    assert cells.excluded("5") == (Decimal(5), None)
    assert cells.excluded("5个工作日") == (Decimal(5), find_unit("工作日"))


@pytest.mark.parametrize("cell", ["-1", "5件", "五天", "5个个", "10001", "9" * 15])
def test_what_is_no_excluded_time(cell: str) -> None:
    with pytest.raises(CellFault):
        cells.excluded(cell)
