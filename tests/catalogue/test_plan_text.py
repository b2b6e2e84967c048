"""The catalogue held against the plan's own text, where that text is at hand.

The text is not part of this project. It is looked for at YSHJ_PLAN_TEXT, else in a folder
`shared/plan` beside the checkout. In CI its absence is a failure.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from yshj.catalogue.load import load
from yshj.catalogue.model import Item

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "plan" / "zhengzhou-2021.md"
CATALOGUE = load("zhengzhou-2021")
# words of the text that hold a numeral and limit nothing by themselves, beside the item's bracket
_FIGURE = re.compile(
    r"\d+(?:[.—-]\d+)*%?|[零一二三四五六七八九十百千万亿两双半]+[个件家项张类级次元年月日天]"
)


@pytest.fixture(scope="module")
def plan_items() -> dict[int, str]:
    path = Path(os.environ.get("YSHJ_PLAN_TEXT", BESIDE))
    if not path.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"the plan's text is missing: {path}")
        pytest.skip("the plan's text is not at hand")
    return split(path.read_text(encoding="utf-8"))


def split(text: str) -> dict[int, str]:
    """Each numbered item as one line; line breaks of the source do not count."""
    body = text[text.index("# 郑州市2021年优化营商环境工作要点\n") :]
    body = re.sub(r"^#+ .*$", "", body, flags=re.MULTILINE)
    starts = [
        (int(found[1]), found.start(), found.end())
        for found in re.finditer(r"^(\d{1,3})\. ", body, re.MULTILINE)
    ]
    ends = [start for _, start, _ in starts[1:]] + [len(body)]
    return {
        number: body[begin:end].replace("\n", "")
        for (number, _, begin), end in zip(starts, ends, strict=True)
    }


def _items() -> list[Item]:
    return list(CATALOGUE.items.values())


def test_the_plan_has_the_catalogues_items(plan_items: dict[int, str]) -> None:
    assert list(plan_items) == list(CATALOGUE.items) == list(range(1, 101))


@pytest.mark.parametrize("item", _items(), ids=lambda item: str(item.number))
def test_every_quote_is_verbatim(item: Item, plan_items: dict[int, str]) -> None:
    text = plan_items[item.number]
    quotes = [item.entry.deadline_quote, *(entry.quote for entry in item.entry.not_targets)]
    for target in item.entry.targets:
        quotes += [target.quote, target.deadline_quote or "", *target.scope_figures]
        quotes.append(target.statutory.quote if target.statutory else "")
        quotes.append(target.extension.quote if target.extension else "")
    assert [quote for quote in quotes if quote not in text] == []


@pytest.mark.parametrize("item", _items(), ids=lambda item: str(item.number))
def test_the_bracket_names_the_bodies_and_the_deadline(
    item: Item, plan_items: dict[int, str]
) -> None:
    text = plan_items[item.number]
    bracket = text[max(text.rfind("牵头单位"), 0) or text.rfind("责任单位") :]
    named = re.split(r"牵头单位：|责任单位：|完成时[限间]", bracket)
    lead = named[1] if "牵头单位" in bracket else ""
    responsible = named[-2] if "责任单位" in bracket else ""
    assert _left(lead, item.entry.lead) == ""
    assert _left(responsible, item.entry.responsible) == ""
    month = re.search(r"完成时[限间]：(\d{4}) *年 *(\d{1,2}) *月", bracket)
    deadline = item.entry.deadline
    if month:
        assert deadline is not None
        assert (deadline.year, deadline.month) == (int(month[1]), int(month[2]))
    else:
        assert "持续推进" in bracket
        assert deadline is None


def _left(words: str, names: tuple[str, ...]) -> str:
    """What remains of a bracket once its bodies and its punctuation are taken out."""
    for name in sorted(names, key=len, reverse=True):
        assert name in words, f"{name} is not in {words}"
        words = words.replace(name, "", 1)
    return re.sub(r"[、，。；等。）)(（〕\]]", "", words).replace(" ", "")


@pytest.mark.parametrize("item", _items(), ids=lambda item: str(item.number))
def test_every_figure_is_accounted_for(item: Item, plan_items: dict[int, str]) -> None:
    text = plan_items[item.number]
    body = text[: text.rfind("牵头单位")] if "牵头单位" in text else text[: text.rfind("责任单位")]
    covered = [False] * len(body)
    accounts = [(entry.figure, entry.quote) for entry in item.entry.not_targets]
    for target in item.entry.targets:
        accounts.append((target.figure, target.quote))
        accounts += [(words, words) for words in target.scope_figures]
        accounts += [(words, words) for words in (target.deadline_quote,) if words]
        for other in (target.statutory, target.extension):
            if other:
                accounts.append((other.quote, other.quote))
    for figure, context in accounts:
        for found in re.finditer(re.escape(context), body):
            for inside in re.finditer(re.escape(figure), found[0]):
                begin = found.start() + inside.start()
                covered[begin : begin + len(figure)] = [True] * len(figure)
    missed = [
        found[0]
        for found in _FIGURE.finditer(body)
        if not all(covered[found.start() : found.end()])
    ]
    assert missed == []
