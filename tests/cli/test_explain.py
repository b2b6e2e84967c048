"""`yshj explain`: a code, a target, an item's number, or words."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("word", ["E032", "e032", " E032 "])
def test_a_code_in_both_languages(yshj: Run, word: str) -> None:
    done = yshj("explain", word, "--lang", "zh")
    assert done.code == 0
    assert "不认识的填报单位" in done.out
    assert "金水县" in done.out
    assert "金水区" in done.out
    done = yshj("explain", word, "--lang", "en")
    assert done.code == 0
    assert "unknown reporter" in done.out


@pytest.mark.parametrize("code", ["D01", "D07", "E001", "E081"])
def test_doubts_and_the_ends_of_the_list(yshj: Run, code: str) -> None:
    done = yshj("explain", code, "--output-format", "json")
    assert done.code == 0
    assert set(json.loads(done.out)) == {"code", "title", "meaning", "mend", "before", "after"}
    assert json.loads(done.out)["code"] == code


def test_an_item_lists_its_targets(yshj: Run) -> None:
    done = yshj("explain", "8", "--lang", "zh")
    assert done.code == 0
    assert {"08-setup-time", "08-setup-zones", "08-milestone"} <= set(done.out.split())
    done = yshj("explain", "8", "--output-format", "json")
    ids = [one["id"] for one in json.loads(done.out)["targets"]]
    assert ids == ["08-setup-time", "08-setup-zones", "08-milestone"]


def test_words_find_the_one_target_that_they_mean(yshj: Run) -> None:
    done = yshj("explain", "垃圾分类", "--lang", "zh")
    assert done.code == 0
    assert done.out.startswith("98-waste-sorting")
    assert "条款" in done.out


def test_words_list_what_they_may_mean(yshj: Run) -> None:
    done = yshj("explain", "仓储", "--lang", "zh")
    assert done.code == 0
    assert {"17-warehouse-steps", "17-warehouse-time"} <= set(done.out.split())


def test_words_find_codes(yshj: Run) -> None:
    done = yshj("explain", "合并单元格", "--lang", "zh")
    assert done.code == 0
    assert done.out.startswith("E025")


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("E999", "E001"),
        ("D99", "D07"),
        ("999", "999"),
        ("0", "0"),
        ("没有这样的东西", "yshj targets"),
        ("08-stup-time", "“08-setup-time”"),
        ("", "yshj targets"),
    ],
)
def test_nothing_found(yshj: Run, word: str, told: str) -> None:
    done = yshj("explain", word, "--lang", "zh")
    assert done.code == 2
    assert told in done.err
    assert done.out == ""
