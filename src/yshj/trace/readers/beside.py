"""Words in and right beside a quote that soften or narrow it: hedges, means, exceptions.

The stretch looked at is the quote, the rest of its clause before it, and what follows it in its
sentence up to the next figure; then a sentence that refers back to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from yshj.trace.accounts import Span
from yshj.trace.readers import words as w

_CLAUSE_END = "，,。；;！？：:"
_SENTENCE_END = "。；;！？"
_BEFORE, _BEHIND = 60, 40


class Softens(StrEnum):
    HEDGE = "hedge"
    MEAN = "mean"
    SCOPE = "scope"


@dataclass(frozen=True)
class Qualifier:
    kind: Softens
    word: str
    start: int


_ABOUT = re.compile(r"左右|上下(?!游|级|文|联)|大约|(?<![\u4e00-\u9fff])约(?=\d)|(?<=[在为到至])约")
# what leaves something out, comes first somewhere, or can be put off
SCOPE = re.compile(
    r"除[^，。；（）()]{1,24}?(?:之?外|以外)|[^，。；（）()、]{0,14}除外|"
    r"特殊(?:情况|情形|原因)|(?:情况|情形|案情)(?:特别)?复杂|(?:有|具备|符合)条件(?:的|可)|条件(?:成熟|具备|允许)|"
    r"先行先试|先行(?!赔|登记|调解|垫|受理|政|官)|试点(?=先|范围|单位|地区|后)|可(?:以)?适当(?:延长|放宽|调整|降低)|视情|酌情|"
    r"另有规定|不适用|仅限于?|只适用|暂不|有特殊规定|确有困难|确需延长|非[^，。；、]{1,8}项目除外|有条件地区|重点区域"
)
# right before a quote these are about it, whatever it goes on to say
_RIGHT_BEFORE = re.compile(
    r"(?:一般|通常|大约|约|近|力争|争取|争创|逐步|原则上|努力|尽量|尽可能|鼓励|倡导|探索|基本)$"
)
_REFERS = re.compile(
    r"^\s*(?:上述|前述|以上|前款|该(?:时限|期限|比例|指标|要求)|其中|但是?|特殊|情[况形]|确[需有]|不具备|除)"
)


def qualifiers(text: str, quote: Span, figure: Span, others: list[Span]) -> list[Qualifier]:
    """What softens or narrows a target at its place; `others` are other quotes beside it.

    A hedge or a mean governs what comes after it: those behind the figure are about something else.
    """
    low, high = _stretch(text, quote, others)
    before = min(figure[0], quote[1])
    found = [Qualifier(Softens.HEDGE, one[0], one.start()) for one in _hedges(text, low, before)]
    found += [
        Qualifier(Softens.HEDGE, one[0], one.start()) for one in _ABOUT.finditer(text, low, high)
    ]
    if right := _RIGHT_BEFORE.search(text[max(0, quote[0] - 6) : quote[0]]):
        found.append(Qualifier(Softens.HEDGE, right[0], quote[0] - len(right[0])))
    found += [
        Qualifier(Softens.MEAN, one[0], one.start()) for one in w.MEAN.finditer(text, low, before)
    ]
    found += [
        Qualifier(Softens.SCOPE, one[0], one.start()) for one in SCOPE.finditer(text, low, high)
    ]
    following = _sentence_after(text, quote[1])
    if _REFERS.match(text[slice(*following)]):
        found += [
            Qualifier(Softens.SCOPE, one[0], one.start())
            for one in SCOPE.finditer(text, *following)
            if not any(a <= one.start() < b for a, b in others)
        ]
    return found


def _hedges(text: str, low: int, high: int) -> list[re.Match[str]]:
    return [
        one
        for one in w.HEDGE.finditer(text, low, high)
        if not w.DEMAND.search(text, one.end(), high)
    ]


def _stretch(text: str, quote: Span, others: list[Span]) -> Span:
    low, high = quote
    while low > max(0, quote[0] - _BEFORE) and text[low - 1] not in _CLAUSE_END:
        low -= 1
    while high < min(len(text), quote[1] + _BEHIND) and text[high] not in _SENTENCE_END:
        high += 1
    for a, b in others:  # what another quote says is about that one
        if a >= quote[1]:
            high = min(high, a)
        elif b <= quote[0]:
            low = max(low, b)
    return low, high


def _sentence_after(text: str, at: int) -> Span:
    """The sentence behind the one that holds `at`."""
    low = at
    while low < len(text) and low - at < 200 and text[low] not in "。；;":
        low += 1
    low += 1
    high = low
    while high < len(text) and high - low < 80 and text[high] not in "。；;":
        high += 1
    return low, high
