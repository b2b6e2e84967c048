"""What a plan and its catalogue say of the whole: title, year, document number, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yshj.catalogue.bodies import fold
from yshj.catalogue.model import Catalogue
from yshj.errors import Text
from yshj.trace.numerals import WIDTH
from yshj.trace.text import PlanText

_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[（(]\d{4}[〕\]）)]\d{1,4}号")
_YEARS = re.compile(r"(?:19|20)\d\d")


def head_faults(plan: PlanText, catalogue: Catalogue) -> Iterator[tuple[Text, str]]:
    """Each difference, and the words of the text it is about."""
    printed, mine = _packed(plan.title), _packed(catalogue.plan.title.zh)
    years = set(_YEARS.findall(printed)), set(_YEARS.findall(mine))
    if years[0] != years[1]:
        message = Text(
            f"标题的年份：目录为 {_listed(years[1])}，原文为 {_listed(years[0])}",
            f"year of the title: {_listed(years[1])} in the catalogue, "
            f"{_listed(years[0])} in the text",
        )
        yield message, plan.title
    elif printed not in mine and mine not in printed:
        yield (
            Text(f"标题：目录为“{mine}”", f"title: {mine!r} in the catalogue"),
            plan.title,
        )
    numbers = _DOCUMENT.findall(_packed(plan.preamble))
    document = _packed(catalogue.plan.document)
    if numbers and not any(one.endswith(document) or document.endswith(one) for one in numbers):
        yield (
            Text(f"文号：目录为 {document}", f"document number: {document} in the catalogue"),
            numbers[0],
        )
    heads = [section.title for section in plan.sections if section.title]
    listed = [section.title.zh for section in catalogue.sections]
    left = iter(fold(one) for one in heads)
    for at, title in enumerate(listed, start=1):
        if fold(title) not in left:  # in their order; one that sets nothing may be left out
            message = Text(
                f"第 {at} 部分的标题“{title}”不在原文中，或次序不同",
                f"heading of section {at}, {title!r}: not in the text, or in another order",
            )
            yield message, title
            return


def _packed(words: str) -> str:
    return "".join(words.translate(WIDTH).split()).replace("《", "").replace("》", "")


def _listed(years: set[str]) -> str:
    return "、".join(sorted(years)) or "—"
