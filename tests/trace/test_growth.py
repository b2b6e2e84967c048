"""Drafting and tracing cost a text twice as long twice the work: calls are counted, not seconds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from tests.examples import some
from yshj.catalogue.load import load
from yshj.trace.draft.catalogue import draft_files
from yshj.trace.text import parse_plan
from yshj.trace.trace import trace

# those that the default run tries; the rest is as bad a text as we could think of
REPEATED = ("由30日压缩至", "百分之", "一", "万亿", "（一）")
MORE = (
    *("二十", "、5个", "5%以上的", "，3日内办结", "《", "1", "力争", "2024年、", "| 5 |", "1:"),
    *("责任单位：", "除外", "甲企业100家，", "到2025年，"),
)


def calls(work: Callable[[], object]) -> int:
    """How many functions, built-in ones too, were called."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def text_of(words: str, length: int) -> str:
    """A plan whose first item repeats the words to about that many characters."""
    return f"滨河市2024年工作方案\n1. 甲{words * (length // len(words))}\n2. 在3日内办结。\n"


@pytest.mark.parametrize("words", some([*REPEATED, *MORE], 2))
def test_a_draft_grows_with_its_text(words: str) -> None:
    def drafted(length: int) -> int:
        plan = parse_plan(text_of(words, length))
        return calls(lambda: draft_files(plan, "x"))

    drafted(30)  # what is read once only
    assert drafted(2000) < 2.6 * drafted(1000)


@pytest.mark.thorough
@pytest.mark.parametrize("words", ["由30日压缩至", "、5个", "5%以上的", "，3日内办结"])
def test_a_trace_grows_with_its_text(words: str, tmp_path: Path) -> None:
    def traced(length: int) -> int:
        plan = parse_plan(text_of(words, length))
        folder = tmp_path / str(length)
        folder.mkdir()
        for name, written in draft_files(plan, "x").items():
            (folder / name).write_text(written, encoding="utf-8")
        catalogue = load(str(folder))
        return calls(lambda: trace(plan, catalogue))

    traced(30)
    assert traced(2400) < 2.6 * traced(1200)


@pytest.mark.parametrize(
    "text",
    [
        "一、\n第二条",
        "一、\n第二条\n",
        "1. 达到1000000000000000个。\n2. 建成9999999999999999999999家。\n",
        "1. 覆盖率达到120%。\n2. 建设5个中心。\n",
        f"1. 建成{'9' * 5000}个。\n2. 在三日内办结。\n",
        f"1. 建成{'一' * 5000}个、{'万亿' * 3000}家。\n2. 在三日内办结。\n",
        "1. 降低200%。\n2. 1:0、0:0、1:1。\n",
        "1. 占1/0、百分之零、零分之一。\n2. 2021年13月45日前建成5个。\n",
        "第一条\n第二条\n第三条",
        "| 指标 | 2025年 |\n1. 甲。\n| 1 | 2 |\n2. 乙\n|||||\n",
    ],
)
def test_what_is_drafted_is_loaded(text: str, tmp_path: Path) -> None:
    """No crash, and nothing written that the loader refuses."""
    plan = parse_plan(text)
    for name, written in draft_files(plan, "x").items():
        (tmp_path / name).write_text(written, encoding="utf-8")
    trace(plan, load(str(tmp_path)))


def test_a_check_starts_without_trace_and_draft() -> None:
    script = (
        "import sys; from yshj.cli import check; import yshj.api.check; "
        "print([name for name in sys.modules if name.startswith('yshj.trace')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
