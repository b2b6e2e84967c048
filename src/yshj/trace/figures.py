"""Every figure of a text, with its place: what must be accounted for.

A figure is a numeral in Arabic digits (of any width), a date, a fraction, a range, a Chinese
numeral with a measure word behind it, a share in words (一半, 四成, 百分之九十), a zero in words
(零收费, 免费) or a word that leaves no exception (全覆盖, 一律, 应缴尽缴).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import chain

from yshj.trace.measures import HALVES, measure_pattern
from yshj.trace.numerals import HAN, WIDTH, number
from yshj.trace.phrases import phrase_spans


class FigureKind(StrEnum):
    LABEL = "label"  # （一）, 1. inside an item
    DATE = "date"
    TIMES = "times"  # 7×24
    NUMBER = "number"
    SHARE = "share"  # %, 分之, 成, 一半
    CHANGE = "change"  # 减半, 翻一番
    ZERO = "zero"  # 零收费, 免费
    WHOLE = "whole"  # 全覆盖, 全公开
    RULE = "rule"  # 一律, 应缴尽缴, 不再收取: all or nothing without a figure
    NAMED = "named"  # words that only the catalogue takes for a figure: 多种形式


@dataclass(frozen=True, slots=True)
class Figure:
    """`start:end` is the figure with its unit; `start:core` its numeral, which must be covered.

    `value` is its number, the upper one of a range whose lower one is `low`; `unit` the measure
    word behind it, or the one it shares with the figures after it in a list (22、32个工作日).
    """

    start: int
    end: int
    core: int
    kind: FigureKind
    text: str
    value: Fraction | None = None
    unit: str = ""
    low: Fraction | None = None


# each run of digits is tried once, and a run of Chinese numerals no farther than anybody counts
_ARABIC = r"(?<!\d)(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?)"
_N = rf"(?:{_ARABIC})(?:\s?(?:百|千)?(?:万亿|万|亿)|\s?千(?!伏|瓦|克|米|卡)|\s?百(?!分))?"
_H = rf"[{HAN}]{{1,20}}(?:点[{HAN}]{{1,20}})?"
_YEAR = r"(?:\d{4}|[二〇零一三四五六七八九]{4})"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:\d{1,2}|[一二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_DATE_END = r"(?:年?(?:底|末|初|终))?(?:之前|以前|前|以来|之后|以后|起)?"
_M = measure_pattern()
_TO = r"\s?(?:[-—–~～]+|至|到)\s?"

_DATE = re.compile(
    rf"(?P<core>{_YEAR}\s?(?:年)?\s?[-—–~～至到]\s?{_YEAR}\s?年(?!度?版)|"
    rf"{_YEAR}\s?年(?:\s?{_MONTH}\s?月(?:\s?{_DAY}\s?日)?|第?[一二三四1-4]季度|[上下]半年)?|"
    rf"(?<![\d个{HAN}]){_MONTH}\s?月(?:\s?{_DAY}\s?日|(?=底|末|初|前|起|份))|"
    rf"第?[一二三四]季度|[上下]半年){_DATE_END}"
)
_TIMES = re.compile(rf"(?<!\d)(?P<a>\d++)\s?[×xX*✕＊]\s?(?P<core>\d+)\s?(?:{_M})?")
# 1:3 is counted in its own head: 3 of “1:”
_RATIO = re.compile(
    r"(?<![\d:：第.])(?P<unit>1\s?[:：])\s?(?P<n>\d+(?:\.\d+)?)(?![\d:：])|"
    r"(?<![\d:：第.])(?P<many>\d{1,6}(?:\.\d{1,6})?)\s?[:：]\s?1(?![\d:：.])|"
    rf"(?<![{HAN}])一比(?P<han>[{HAN}]{{1,4}})(?![{HAN}])"
)
_HALF = re.compile(
    r"(?P<cut>减半|压半|折半|过半|半价)|"
    r"(?P<fold>翻(?P<times>[一两二三四])?番|翻(?P<double>[一两])倍)|(?P<half>一半|半数)"
)
_TENTHS = re.compile(
    r"(?<![\d.])(?P<core>[一二两三四五六七八九1-9]成[一二三四五六七八九半]?)"
    r"(?!为|立|员|果|本|功|效|长|熟|品|分|交|绩|都|就|人|家|型|套|片|群|活|千|百)"
)
_PARTS = re.compile(
    rf"(?P<core>{_H}分之{_H}|(?<!\d)\d++分之\d+)(?:{_M})?|(?P<slash>(?<!\d)\d++\s?/\s?\d+)(?:审限)?"
)
_RANGE = re.compile(
    rf"(?P<low>{_N})\s?(?:{_M})?{_TO}(?P<n>{_N})\s?(?P<more>余|多)?\s?(?P<unit>{_M})?|"
    rf"(?P<hlow>{_H})(?:{_M})?{_TO}(?P<hn>{_H})(?P<hmore>余|多)?(?P<hunit>{_M})"
)
_ONE = re.compile(
    rf"(?P<n>{_N})\s?(?P<more>余|多|来)?\s?(?P<unit>{_M})?|"
    rf"(?P<hn>{_H}|半(?=个?月|年|天|日|小时|个?工作日))(?P<hmore>余|多|来)?(?P<hunit>{_M})"
)
_LIST = re.compile(rf"(?:{_H})(?:[、和或及](?:{_H})){{1,12}}(?=(?:{_M}))")
_ORDINAL = re.compile(rf"第(?:[{HAN}第条款项、和至到]|或者)*$")
_JOIN = re.compile(r"\s?(?:[、,，和或及与/]|或者|以及)\s?")
_LABEL = re.compile(
    rf"[（(](?:[{HAN}十]{{1,3}}|\d{{1,2}})[）)](?=\S)|[①-⑳]|(?<=[。；;：:])\s?\d{{1,2}}[.．、](?!\d)"
)
_ZERO = re.compile(
    r"(?P<core>零)(?=[\u4e00-\u9fff])(?![〇一二三四五六七八九十百千万亿点])[\u4e00-\u9fff]{1,2}|"
    r"(?P<free>免费|免收|免缴|免征|免交|全免)"
)
_WHOLE = re.compile(r"全(?:面)?(?:覆盖|公开|公示|上网|入网|达标|免)|全部|全额|(?<![数无百])百分百")
_RULE = re.compile(
    r"(?:即时|当场|现场即|立即)办[结理]|(?:当[日天]|即日|次日|隔日)(?:受理|办结|发证|出证|领取|送达)|立等可取|"
    r"(?:停止|取消|免除|不收)(?:收取)?[^，。；、（）]{0,8}?费(?!用?制度)|停征|"
    r"一律|全(?:过程|流程|链条|程|天候|时段|方位|周期)(?!度)|"
    r"(?P<do>[应能可愿宜该需])(?P<verb>[\u4e00-\u9fff]{1,2})[、，]?尽(?P=verb)|"
    r"不再(?:要求|收取|提供|提交|办理|审批|核发|受理|征收|实施|进行|保留)|"
    r"免于(?:办理|提交|提供|缴纳|审批|核准|备案|申请|验收|评审)|"
    r"免于(?!刑|起诉|追究|处罚|行政处罚)|免申即享|杜绝|"
    r"不得(?=[^，。；、]{0,16}?(?:再次|重复|另行|额外)(?:提供|提交|要求|收取|审批|检查|采集))|"
    r"不需要(?=[^，。；]{0,8}任何)|无一例外|无例外"
)


def find_figures(text: str, labels: tuple[tuple[int, int], ...] = ()) -> list[Figure]:
    """Every figure of `text` in order; `labels` are places already known to be numbering.

    What an earlier finder took, a later one leaves alone; set phrases are taken from the start.
    No Arabic digit outside a set phrase is ever left over.
    """
    plain = text.translate(WIDTH)
    taken = [False] * len(text)
    for start, end in phrase_spans(text):
        taken[start:end] = [True] * (end - start)
    found: list[Figure] = []
    numbering = [Figure(*span, span[1], FigureKind.LABEL, text[slice(*span)]) for span in labels]
    matched = (
        figure
        for pattern, make in _FINDERS
        for match in pattern.finditer(plain)
        for figure in make(match, text)
    )
    for figure in chain(numbering, matched):
        if not any(taken[figure.start : figure.end]):
            taken[figure.start : figure.end] = [True] * (figure.end - figure.start)
            found.append(figure)
    rest = "".join(" " if gone else char for gone, char in zip(taken, plain, strict=True))
    for match in re.finditer(_ARABIC, rest, re.ASCII):
        start, end = match.span()
        kind = FigureKind.NUMBER
        found.append(Figure(start, end, end, kind, text[start:end], number(match[0])))
    found.sort(key=lambda figure: figure.start)
    return _shared_units(plain, found)


def _whole(
    match: re.Match[str], text: str, kind: FigureKind, value: Fraction | None = None
) -> list[Figure]:
    """A figure in words; only the group `core` of it must be covered, where there is one."""
    start, end = match.span()
    core = end if match.groupdict().get("core") is None else match.end("core")
    return [Figure(start, end, core, kind, text[start:end], value)]


def _times(match: re.Match[str], text: str) -> list[Figure]:
    start, end = match.span()
    low, value = Fraction(match["a"]), Fraction(match["core"])
    kind = FigureKind.TIMES
    return [Figure(start, end, match.end("core"), kind, text[start:end], value, "小时", low)]


def _ratio(match: re.Match[str], text: str) -> list[Figure]:
    start, end = match.span()
    kind = FigureKind.NUMBER
    value = number(match["n"] or match["many"] or match["han"])
    unit = "1:" if match["n"] else ":1" if match["many"] else "一比"
    return [Figure(start, end, end, kind, text[start:end], value, unit)]


def _share(match: re.Match[str], text: str) -> list[Figure]:
    start, end = match.span()
    words = match.groupdict()
    numeral = words["core"] or words["slash"]
    core = match.start() + len(numeral)
    value = number(numeral)
    unit = text[core:end].strip()
    if unit == "审限":
        return [Figure(start, end, core, FigureKind.SHARE, text[start:end], value, "审限")]
    value = None if value is None else value * 100
    return [Figure(start, end, core, FigureKind.SHARE, text[start:end], value, "%")]


def _half(match: re.Match[str], text: str) -> list[Figure]:
    start, end = match.span()
    value = Fraction(50)
    kind = FigureKind.SHARE if match["half"] or match[0] == "过半" else FigureKind.CHANGE
    if match["cut"] and match[0] != "过半":
        value = Fraction(-50)
    if match["fold"]:
        times = number(match["times"] or "一") or Fraction(1)
        value = (Fraction(2) ** int(times) - 1) * 100
        if match["double"]:
            value = (number(match["double"]) or Fraction(1)) * 100
    return [Figure(start, end, end, kind, text[start:end], value, "%")]


def _count(match: re.Match[str], text: str) -> list[Figure]:
    """A number or a range with its measure word; an ordinal in Chinese numerals counts nothing."""
    words, plain = match.groupdict(), match.string
    han = words["n"] is None
    group = "hn" if han else "n"
    if han and _ORDINAL.search(plain[max(0, match.start() - 20) : match.start()]):
        return []
    numeral, unit = words[group], words["hunit" if han else "unit"] or ""
    low = words.get("hlow" if han else "low")
    core = match.end(group)
    if unit == "元" and numeral[-1] in "万亿" and len(numeral) > 1:
        numeral, unit, core = numeral[:-1], numeral[-1] + unit, core - 1
    end = match.end("hunit" if han else "unit") if unit else core
    kind = FigureKind.SHARE if unit in ("%", "‰") else FigureKind.NUMBER
    lower = number(low) if low else None
    shown, value = text[match.start() : end], number(numeral)
    if unit in HALVES and value is not None:
        value, unit = value + Fraction(1, 2), HALVES[unit]
    return [Figure(match.start(), end, core, kind, shown, value, unit, lower)]


def _listed(match: re.Match[str], text: str) -> list[Figure]:
    """The members of 三、五、十个工作日 but the last, whose measure word they share."""
    if _ORDINAL.search(match.string[max(0, match.start() - 20) : match.start()]):
        return []
    parts = [
        (match.start() + p.start(), match.start() + p.end()) for p in re.finditer(_H, match[0])
    ]
    kind = FigureKind.NUMBER
    return [
        Figure(start, end, end, kind, text[start:end], number(text[start:end]))
        for start, end in parts[:-1]
    ]


# asked in this order
_FINDERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], list[Figure]]], ...] = (
    (_LABEL, partial(_whole, kind=FigureKind.LABEL)),
    (_DATE, partial(_whole, kind=FigureKind.DATE)),
    (_TIMES, _times),
    (_RATIO, _ratio),
    (_PARTS, _share),
    (_TENTHS, _share),
    (_HALF, _half),
    (_ZERO, partial(_whole, kind=FigureKind.ZERO, value=Fraction(0))),
    (_WHOLE, partial(_whole, kind=FigureKind.WHOLE, value=Fraction(100))),
    (_RULE, partial(_whole, kind=FigureKind.RULE)),
    (_RANGE, _count),
    (_LIST, _listed),
    (_ONE, _count),
)


def _shared_units(plain: str, found: list[Figure]) -> list[Figure]:
    """22、32个工作日: a figure without a unit takes that of the next one in its list."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        one, following = shared[at], shared[at + 1]
        counted = one.kind is FigureKind.NUMBER and following.kind is FigureKind.NUMBER
        bare = one.unit in ("", "个") and following.unit not in ("", one.unit)
        if counted and bare and _JOIN.fullmatch(plain[one.end : following.start]):
            shared[at] = replace(one, unit=following.unit)
    return shared
