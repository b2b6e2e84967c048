"""The two kinds of table, told apart by their header."""

from __future__ import annotations

import pytest

from yshj.contract.headers import (
    CASE_COLUMNS,
    CHINESE,
    COLUMNS,
    MEASUREMENT_COLUMNS,
    Header,
    Table,
    read_header,
)
from yshj.errors import Text


def read(*cells: str) -> Header:
    header = read_header(cells)
    assert isinstance(header, Header), header
    return header


def refused(*cells: str) -> Text:
    fault = read_header(cells)
    assert isinstance(fault, Text), fault
    assert fault.zh
    return fault


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("columns", "table"), [(MEASUREMENT_COLUMNS, Table.MEASUREMENTS), (CASE_COLUMNS, Table.CASES)]
)
@pytest.mark.parametrize("chinese", [True, False])
def test_every_column_in_either_language_and_any_order(
    columns: tuple[str, ...], table: Table, chinese: bool, order: int
) -> None:
    names = [CHINESE[name] if chinese else name for name in columns][::order]
    header = read(*names)
    assert (header.table, header.extra) == (table, ())
    assert list(header.columns) == list(columns[::order])
    assert header.written(columns[0]) == names[header.columns[columns[0]]]


@pytest.mark.parametrize(("name", "word"), [(n, w) for n, ws in COLUMNS.items() for w in ws])
def test_every_other_word_for_a_column(name: str, word: str) -> None:
    others = {"target", "case", "value"} - {name}
    case_only = name not in MEASUREMENT_COLUMNS
    if not case_only:
        others -= {"case"}
    assert read(word, *sorted(others)).columns[name] == 0


def test_languages_widths_and_spaces_may_be_mixed() -> None:
    header = read("\ufeff指 标", "ＶＡＬＵＥ", " Period ", "填报\n单位")
    assert set(header.columns) == {"target", "value", "period", "reporter"}


def test_an_unknown_column_is_extra_and_an_empty_one_nothing() -> None:
    header = read("target", "remarks", "", "value")
    assert (header.extra, header.columns) == (("remarks",), {"target": 0, "value": 3})


@pytest.mark.parametrize(
    ("extra", "meant"),
    [
        ("填报单住", "填报单位"),
        ("Reporters", "reporter"),
        ("数値", ""),  # the table has its value
        ("填报人", ""),
        ("note", ""),
    ],
)
def test_a_column_with_a_slip_in_its_name_says_which_is_meant(extra: str, meant: str) -> None:
    header = read_header(["指标", extra, "数值"])
    assert isinstance(header, Header)
    assert header.extra == (extra,)
    hint = header.hint(extra)
    assert (hint.zh, hint.en) == (
        (f"（是否为“{meant}”？）", f" (did you mean {meant!r}?)") if meant else ("", "")
    )


def test_a_column_of_the_other_kind_is_extra() -> None:
    assert read("target", "value", "受理时间").extra == ("受理时间",)
    assert read("target", "办件编号", "numerator").extra == ("numerator",)


def test_two_columns_the_same() -> None:
    fault = refused("target", "数值", "完成值")
    assert "数值" in fault.en
    assert "完成值" in fault.en


def test_the_nearest_word_for_a_header_nobody_knows() -> None:
    assert "did you mean 'target'" in refused("tarqet", "valu").en
    assert "是否为“指标名称”" in refused("指标名", "数").zh


def test_a_table_needs_a_figure_or_a_case() -> None:
    fault = refused("target", "reporter", "period")
    assert "case" in fault.en
    assert "数值" in fault.zh
    assert read("target", "numerator").table is Table.MEASUREMENTS


def test_a_column_that_is_not_there_is_named_in_the_files_language() -> None:
    assert read("指标", "办件编号").written("started") == "受理时间"
    assert read("target", "case").written("started") == "started"
    assert read("指标", "办结日期", "办件编号").written("finished") == "办结日期"
