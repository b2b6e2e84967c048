"""A plan's text held against its catalogue, and a draft held against a confirmed one."""

from __future__ import annotations

from typing import Literal

from pydantic import NonNegativeInt

from yshj.report.document.keys import Part, key
from yshj.report.document.plan import Tool
from yshj.report.document.values import Count, Many, Raw, Sha256

Became = Literal[
    "threshold",
    "extension",
    "statutory",
    "earlier",
    "scope",
    "deadline",
    "heading",
    "body",
    "not_target",
]


class TracedPlan(Part):
    path: Raw = key("计划文本", "the plan's text")
    sha256: Sha256 = key()
    title: str | None = key()
    items: Count = key()
    lines_outside_items: Count = key()


class TracedBasis(Part):
    name: Raw = key()
    sha256: Sha256 = key()


class Disagreement(Part):
    """What text and catalogue do not say alike."""

    kind: str = key("何种不符", "what kind of difference")
    words: Raw = key("原文中的字样", "the words of the text")
    line: NonNegativeInt | None = key()
    target: str | None = key()
    message: str = key()


class Account(Part):
    """An entry of the catalogue that names a figure."""

    role: Became = key()
    target: str | None = key()
    key_: str = key("在该事项的 YAML 中的位置", "where it stands in the item's YAML", alias="key")
    figure: Raw = key()
    quote: Raw | None = key()
    reason: str | None = key()


class TracedFigure(Part):
    """A figure of the text; `start` and `end` are its place in the item's text."""

    text: Raw = key()
    start: Count = key()
    end: Count = key()
    line: Count = key()
    kind: str = key("何种数字", "what kind of figure")
    role: Became | None = key("成为什么；null 为未交代", "what it became; null: unaccounted for")
    accounts: Many[Account] = key()


class TracedItem(Part):
    item: Count = key()
    label: Raw | None = key()
    title: str | None = key()
    line: Count | None = key()
    text: Raw | None = key()
    figures: Many[TracedFigure] = key()
    faults: Many[Disagreement] = key()


class Trace(Part):
    """What `yshj trace --output-format json` writes."""

    schema_version: Literal[1] = key()
    tool: Tool = key()
    exit_code: Literal[0, 1] = key()
    plan: TracedPlan = key()
    catalogue: TracedBasis = key()
    summary: dict[str, Count] = key(
        "成为各项的数字有几处，及不符几处", "how many figures became what, and how many faults"
    )
    faults: Many[Disagreement] = key("不属于某一事项的不符", "those of no one item")
    items: Many[TracedItem] = key()


class DraftedLimit(Part):
    item: Count = key()
    op: str = key()
    threshold: str = key("十进制数", "a decimal number")
    unit: str = key()
    words: Raw = key()


class Measured(Part):
    """What `yshj draft --measure CATALOGUE --output-format json` writes."""

    schema_version: Literal[1] = key()
    tool: Tool = key()
    wanted: Count = key("目录中的限值", "limits of the catalogue")
    proposed: Count = key("起草的限值", "limits of the draft")
    right: Count = key()
    recall: str = key("查全率：right ÷ wanted", "right ÷ wanted")
    precision: str = key("查准率：right ÷ proposed", "right ÷ proposed")
    missed: Many[DraftedLimit] = key()
    wrong: Many[DraftedLimit] = key()
