"""Ways to say something else than the plan does: in the catalogue, and in the plan's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from yshj.catalogue.entries import ItemEntry, Statistic, TargetEntry
from yshj.catalogue.model import Catalogue
from yshj.thresholds.limits import Op
from yshj.thresholds.units import Kind, named_unit
from yshj.trace.meaning import Difference, differences
from yshj.trace.readers.spots import Setting
from yshj.trace.text import PlanItem, PlanText

SETTING = Setting(2021)
_FLIPPED = {
    Op.AT_MOST: Op.AT_LEAST,
    Op.AT_LEAST: Op.AT_MOST,
    Op.BELOW: Op.ABOVE,
    Op.ABOVE: Op.BELOW,
}
_STRICT = {
    Op.AT_MOST: Op.BELOW,
    Op.AT_LEAST: Op.ABOVE,
    Op.BELOW: Op.AT_MOST,
    Op.ABOVE: Op.AT_LEAST,
}
BEFORE = ("力争", "原则上", "逐步", "一般", "平均", "除特殊情形外", "争取", "尽量", "鼓励", "约")
BEHIND = ("左右", "（特殊情况除外）", "，有条件的地区先行", "，情形复杂的除外", "，具备条件的先行")
AFTER = ("上述时限不适用于涉外项目。", "其中，特殊情况可适当延长。", "但情况复杂的除外。")


def of_catalogue(target: TargetEntry) -> Iterator[tuple[str, dict[str, Any]]]:
    """What may be changed in a target, by name."""
    yield "comparator", {"op": _FLIPPED[target.op]}
    yield "strictness", {"op": _STRICT[target.op]}
    if target.statistic is Statistic.EACH:
        yield "each to mean", {"statistic": Statistic.MEAN}
    if target.statistic is Statistic.MEAN:
        yield "mean to each", {"statistic": Statistic.EACH}
    if target.statistic is Statistic.TOTAL:
        yield "total to level", {"statistic": Statistic.LEVEL}
    if target.statistic is Statistic.LEVEL:
        yield "level to total", {"statistic": Statistic.TOTAL}
    if target.hedge:
        yield "hedge dropped", {"hedge": None}
    if target.unit.kind in (Kind.COUNT, Kind.OWN):
        other = "件" if target.unit.zh != "件" else "个"
        yield "unit", {"unit": named_unit(other)}


def changed(entry: ItemEntry, target: TargetEntry, change: dict[str, Any]) -> ItemEntry:
    other = target.model_copy(update=change)
    targets = tuple(other if one is target else one for one in entry.targets)
    return entry.model_copy(update={"targets": targets})


def seen(text: PlanItem, entry: ItemEntry, target: str) -> list[Difference]:
    return [one for one in differences(text, entry, SETTING) if one.target == target]


def with_words(text: PlanItem, at: int, words: str) -> PlanItem:
    """The item with `words` put in at a place; what stands behind moves."""
    longer = text.text[:at] + words + text.text[at:]
    places = tuple((n + len(words) if n > at else n, line) for n, line in text.places)
    labels = tuple((a + len(words), b + len(words)) if a >= at else (a, b) for a, b in text.labels)
    return replace(text, text=longer, places=places, labels=labels)


def targets_of(
    plan: PlanText, catalogue: Catalogue
) -> Iterator[tuple[PlanItem, ItemEntry, TargetEntry]]:
    for number, item in catalogue.items.items():
        for target in item.entry.targets:
            yield plan.by_number[number], item.entry, target
