"""Every phrasing is read as a careful reader would read it."""

from __future__ import annotations

import pytest

from tests.trace.phrasings import PHRASINGS
from yshj.trace.figures import find_figures
from yshj.trace.readers.read import read_figures
from yshj.trace.readers.readings import Verdict


def limits(text: str) -> list[str]:
    readings = read_figures(text, find_figures(text))
    return [
        f"{one.op} {one.threshold:f} {one.unit}" + (" implied" if one.implied else "")
        for reading in readings
        for one in (reading, *reading.more)
        if one.verdict is Verdict.LIMIT
    ]


@pytest.mark.parametrize(("text", "expected"), PHRASINGS.items())
def test_a_clause_is_read_right(text: str, expected: list[str]) -> None:
    assert limits(text) == expected


@pytest.mark.parametrize(("text", "expected"), PHRASINGS.items())
def test_a_limit_says_which_words_made_it_one(text: str, expected: list[str]) -> None:
    readings = read_figures(text, find_figures(text))
    assert all(one.because for one in readings if one.verdict is Verdict.LIMIT), expected


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("一般不超过30天。", "一般"),
        ("原则上五个工作日内办结。", "原则上"),
        ("力争全年新增50家以上。", "力争"),
        ("一般需核查的案件压减到30日。", ""),  # a class of case
        ("一般纳税人登记1日内办结。", ""),
        ("一般公共预算收入增长8%。", ""),
    ],
)
def test_a_hedge_is_of_the_result_not_a_class_of_case(text: str, hedge: str) -> None:
    (reading,) = [
        one for one in read_figures(text, find_figures(text)) if one.verdict is Verdict.LIMIT
    ]
    assert reading.hedge == hedge


@pytest.mark.parametrize(
    ("text", "verdict", "value"),
    [
        ("由法定时限60日压减到7日。", Verdict.STATUTORY, 60),
        ("由三个工作日缩短为一个工作日。", Verdict.EARLIER, 3),
        ("覆盖率由30%提高到50%。", Verdict.EARLIER, 30),
        ("应于一个月内调解完毕，最多延长一个月。", Verdict.EXTENSION, 2),
        ("二十日内办结；确需延长的，可以延长十日。", Verdict.EXTENSION, 30),
        ("三十日内办结，经批准可以延长至六十日。", Verdict.EXTENSION, 60),
    ],
)
def test_what_stands_beside_a_limit(text: str, verdict: Verdict, value: int) -> None:
    readings = read_figures(text, find_figures(text))
    assert [one.threshold for one in readings if one.verdict is verdict] == [value]
    assert sum(one.verdict is Verdict.LIMIT for one in readings) == 1
