"""Indicator tables: a row an indicator, its unit in its head, a column a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from yshj.catalogue.entries import Statistic
from yshj.thresholds.limits import Op
from yshj.trace.figures import Figure
from yshj.trace.numerals import WIDTH, number
from yshj.trace.readers import words as w
from yshj.trace.readers.readings import Reading, Verdict, other
from yshj.trace.readers.years import years_of
from yshj.trace.text import PlanItem

_NUMBER = re.compile(
    r"(?P<op>≥|≤|>=|<=|＞|＜|>|<|不低于|不少于|不超过|不高于|超过|达到|约|力争)?\s*"
    r"(?P<sum>[\[〔【])?\s*(?P<n>-?\d[\d,]*(?:\.\d+)?(?:万|亿)?)\s*(?P<unit>%|％|‰)?\s*(?:[\]〕】])?\s*"
    r"(?P<after>以上|以下|以内|左右)?(?:\s*[\[〔（(](?:累计|年均)[\]〕）)])?"
)
_OPS = {
    **dict.fromkeys(("≤", "<=", "不超过", "不高于", "以下", "以内"), Op.AT_MOST),
    **dict.fromkeys(("＞", ">", "超过"), Op.ABOVE),
    **dict.fromkeys(("＜", "<"), Op.BELOW),
}
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_NAME_HEAD = re.compile(r"指标|名称|项目|内容|任务|类别")
_NO_LIMIT = re.compile(r"^序号$|^编号$|现状|基期|基数|完成值|实际|属性|备注|说明|责任|牵头|类型")
_GOAL = re.compile(r"目标|计划|要求|任务")
_IN_NAME = re.compile(r"[（(〔\[]\s*(?:单位[：:])?\s*([^（）()〔〕\[\]]{1,12}?)\s*[）)〕\]]\s*$")
_FALLS = re.compile(r"(?:降低|下降|减少|压减|削减|缩短)")
_LOW = re.compile(r"失业率|死亡率|能耗强度|漏损率|投诉率|发生率|差错率|次品率|办理时限|办理时间")


@dataclass(frozen=True)
class Cell:
    """One figure of a table: where it stands in the item's text, and what it is read as."""

    start: int
    end: int
    row: tuple[int, int]
    name: str
    years: str
    reading: Reading


def put_tables(
    item: PlanItem, figures: Sequence[Figure], readings: list[Reading], start: int
) -> dict[int, Cell]:
    """Read the figures of its tables by their heads; the cells that limit something, by figure."""
    found: dict[int, Cell] = {}
    lines = _in_table(item)
    if not lines:
        return found
    by_place = {cell.start: cell for cell in _cells(item, start)}
    for at, figure in enumerate(figures):
        if not any(low <= figure.start < high for low, high in lines):
            continue
        cell = by_place.get(figure.start)
        readings[at] = cell.reading if cell else other("表中的文字", "words of a table")
        if cell and cell.reading.verdict is Verdict.LIMIT:
            found[at] = cell
    return found


def _cells(item: PlanItem, start: int) -> Iterator[Cell]:
    """The numbers of every Markdown table in the item; `start` is the plan's first year."""
    head: list[str] = []
    for low, high in _lines(item):
        row = _row(item.text, low, high)
        if row is None:
            head = []
        elif all(set(item.text[a:b].strip()) <= set("-: ") for a, b in row):
            continue
        elif not head:
            head = [item.text[a:b].strip() for a, b in row]
        else:
            yield from _of_row(item.text, (low, high), row, head, start)


def _in_table(item: PlanItem) -> list[tuple[int, int]]:
    """Where the lines of tables stand, heads among them."""
    return [line for line in _lines(item) if _row(item.text, *line) is not None]


def _lines(item: PlanItem) -> list[tuple[int, int]]:
    return list(pairwise([*(at for at, _ in item.places), len(item.text)]))


def _row(text: str, low: int, high: int) -> list[tuple[int, int]] | None:
    if text[low : low + 1] != "|" or text[low:high].count("|") < 3:
        return None
    bars = [at for at in range(low, high) if text[at] == "|"]
    if bars[-1] < high - 1:
        bars.append(high)
    return [(a + 1, b) for a, b in pairwise(bars)]


def _of_row(
    text: str, line: tuple[int, int], row: list[tuple[int, int]], head: list[str], start: int
) -> Iterator[Cell]:
    shown = [text[a:b].strip() for a, b in row]
    named = next((n for n, word in enumerate(head) if _NAME_HEAD.search(word)), None)
    if named is None or named >= len(shown):
        named = next((n for n, word in enumerate(shown) if not _NUMBER.fullmatch(word)), 0)
    measured = next((n for n, word in enumerate(head) if _UNIT_HEAD.match(word)), None)
    name, unit = (
        shown[named],
        shown[measured] if measured is not None and measured < len(shown) else "",
    )
    if not unit and (inside := _IN_NAME.search(name)):
        unit = inside[1]
        name = name[: inside.start()].strip()
    for at, (low, high) in enumerate(row):
        found = _NUMBER.fullmatch(shown[at].translate(WIDTH))
        value = number(found["n"].lstrip("-")) if found else None
        if found is None or value is None or at == named:
            continue
        column = head[at] if at < len(head) else ""
        begin = high - len(text[low:high].lstrip()) + found.start("n")
        reading = _read(found, value, name, unit or _unit_of_head(column), column, start)
        yield Cell(begin, begin + len(found["n"]), line, name, years_of_head(column), reading)


def _unit_of_head(column: str) -> str:
    inside = _IN_NAME.search(column)
    return inside[1] if inside and not years_of(inside[1]) else ""


def years_of_head(column: str) -> str:
    found = re.search(r"\d{4}", column.translate(WIDTH))
    return years_of(column.translate(WIDTH)[found.start() :]) if found else ""


def _read(
    found: re.Match[str], value: Fraction, name: str, unit: str, column: str, start: int
) -> Reading:
    year = years_of_head(column)
    if _NO_LIMIT.search(column) or (year and int(year[:4]) < start):
        return other("表中的序号、现状或说明", "a number, a state or a remark of the table", column)
    if not year and not _GOAL.search(column):
        return other("表中没有写明目标的列", "a column that names no goal", column)
    unit = (found["unit"] or unit or "个").replace("％", "%")
    sign = next((word for word in (found["op"], found["after"]) if word), "")
    op = _OPS.get(sign, Op.AT_MOST if not sign and _LOW.search(name) else Op.AT_LEAST)
    reading = Reading(Verdict.LIMIT, [(column, "a goal of a table")], op=op, value=value, unit=unit)
    reading.hedge = sign if sign in ("约", "左右", "力争") else ""
    percent = unit in ("%", "‰")
    if percent and _FALLS.search(name):
        reading.op, reading.value = Op.AT_MOST, -abs(value)
        reading.statistic = Statistic.CHANGE
    elif percent and (w.GROWTH.search(name) or re.search(r"增[长速]", name + column)):
        reading.statistic = Statistic.CHANGE
    elif percent and value <= 100:
        reading.statistic = Statistic.SHARE
    elif "个百分点" in unit:
        reading.statistic = Statistic.DIFFERENCE
    elif found["sum"] or "累计" in found[0] + name or "新增" in name:
        reading.statistic = Statistic.TOTAL
    else:
        reading.statistic = Statistic.LEVEL
    return reading
