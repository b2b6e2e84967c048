"""What a target says held against what the readers read where its figure stands.

Each difference is a fault, unless the target's `reads` agree to it: `as` names what the target
holds, so that a target changed afterwards is agreed to no more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yshj.catalogue.entries import ItemEntry, Statistic, TargetEntry
from yshj.errors import Text
from yshj.thresholds.limits import Op
from yshj.thresholds.units import Kind, Unit, named_unit
from yshj.trace.accounts import Span, Taken, accounts_of, place
from yshj.trace.figures import Figure, find_figures
from yshj.trace.readers.beside import Softens, qualifiers
from yshj.trace.readers.read import read_figures
from yshj.trace.readers.readings import Reading, Verdict
from yshj.trace.readers.spots import Setting, widened
from yshj.trace.readers.tables import put_tables
from yshj.trace.text import PlanItem

_LIMIT = Verdict.LIMIT
_REACH = 200  # how far from a quote another one, or the value before it, may stand
# an interpretation also names columns and marks of what is submitted, and words the plan has not
_OF_TABLES = ("扣除天数", "法定期限", "不涉及", "零报告", "未报", "基期值", "件数", "分子", "分母")
_NOT_SAID = re.compile(r"(?:未写|不写|没有|并非|不是|未说|不含|无|也可以读作|如|例如)$")
_CITED = re.compile(r"“([^”]{1,60})”|「([^」]{1,60})」")


@dataclass(frozen=True)
class Difference:
    """One thing that text and target say differently; `accepted` is the `as` that agrees to it."""

    target: str
    word: str
    start: int
    accepted: str
    message: Text
    softens: bool = False  # told by a hedge, a mean or an exception beside the quote


@dataclass(frozen=True)
class _Item:
    text: PlanItem
    figures: Sequence[Figure]
    readings: Sequence[Reading]
    quotes: dict[str, Span]
    places: dict[str, Span]
    starts: Sequence[int]  # of the figures
    packed: str  # the text without its spaces

    def between(self, low: int, high: int) -> range:
        """The figures that begin in `low:high`, by number."""
        return range(bisect_left(self.starts, low), bisect_left(self.starts, high))

    def beside(self, target: str) -> list[Span]:
        """The quotes of other targets near this one's."""
        low, high = self.quotes[target]
        return [
            span
            for key, span in self.quotes.items()
            if key != target and span[1] > low - _REACH and span[0] < high + _REACH
        ]


def differences(text: PlanItem, entry: ItemEntry, setting: Setting) -> Iterator[Difference]:
    """Every difference in meaning of one item's targets, agreed ones left out."""
    if not entry.targets:
        return
    item = _read(text, entry, setting)
    for target in entry.targets:
        if target.id not in item.places or target.id not in item.quotes:
            continue  # a quote that is not in the text is a fault of its own
        used: set[int] = set()
        for one in _of_target(item, target):
            agreed = [
                at
                for at, read in enumerate(target.reads)
                if read.as_ == one.accepted and _agrees(read.word, one, target)
            ]
            used.update(agreed)
            if not agreed:
                yield one
        yield from _idle(item, target, used)


def _agrees(word: str, one: Difference, target: TargetEntry) -> bool:
    """What softens is agreed to word by word; what limits, by any word of the quote."""
    return _about(word, one.word) or (not one.softens and word in target.quote)


def _about(agreed: str, seen: str) -> bool:
    return agreed in seen or seen in agreed


def _idle(item: _Item, target: TargetEntry, used: set[int]) -> Iterator[Difference]:
    """A `reads` entry whose word is gone, or that there is nothing to agree to."""
    for at, read in enumerate(target.reads):
        if read.word not in item.text.text:
            message = Text("reads 的 word 不在原文中", "this word of reads is not in the item")
        elif at not in used:
            message = Text("reads 没有可同意的差异", "reads agrees to no difference")
        else:
            continue
        start = item.quotes[target.id][0]
        yield Difference(
            target.id, read.word, start, "", Text(f"{target.id}：", f"{target.id}: ") + message
        )


def _read(text: PlanItem, entry: ItemEntry, setting: Setting) -> _Item:
    figures = find_figures(text.body, text.labels)
    readings = read_figures(widened(text.body), figures, setting)
    put_tables(text, figures, readings, setting.start)
    quotes = {
        one.id: (at, at + len(one.quote))
        for one in entry.targets
        if (at := text.text.find(one.quote)) >= 0
    }
    places = {}
    for account in accounts_of(entry):
        if account.key == "figure" and account.target:
            spot = place(account, text.text, text.bracket.start, Taken())
            if spot is not None:
                places[account.target] = spot
    starts = [one.start for one in figures]
    return _Item(text, figures, readings, quotes, places, starts, _packed(text.text))


def _of_target(item: _Item, target: TargetEntry) -> Iterator[Difference]:
    figure, reading = _reading_of(item, target)
    yield from _limit(item, target, figure, reading)
    yield from (replace(one, softens=True) for one in _beside(item, target, reading))
    yield from _law(item, target)
    yield from _rests_on(item, target)


def _reading_of(item: _Item, target: TargetEntry) -> tuple[Figure | None, Reading | None]:
    """The figure that prints the limit, and what it is read as; the second of 7×24 by its unit."""
    low, high = item.places[target.id]
    over = [
        at
        for at in item.between(low - _REACH, high)
        if low < item.figures[at].core and item.readings[at].verdict is not Verdict.LABEL
    ]
    limits = [at for at in over if item.readings[at].verdict is Verdict.LIMIT]
    if not over:
        return None, None
    printing = [at for at in limits if _same_value(item.readings[at], target)]
    at = (printing or limits or over)[0]
    reading = item.readings[at]
    for one in (reading, *reading.more):
        if one.verdict is Verdict.LIMIT and _same_unit(named_unit(one.unit), target.unit):
            return item.figures[at], one
    return item.figures[at], reading


def _same_value(reading: Reading, target: TargetEntry) -> bool:
    return any(one.threshold == target.threshold for one in (reading, *reading.more))


def _limit(
    item: _Item, target: TargetEntry, figure: Figure | None, reading: Reading | None
) -> Iterator[Difference]:
    low, high = item.places[target.id]
    words = item.text.text[low:high]
    if reading is None or figure is None or (target.implied and reading.verdict is not _LIMIT):
        yield from _without_figure(target, words, low)
        return
    said = "、".join(dict.fromkeys(word for word, _ in reading.because if word)) or words
    if reading.verdict is not _LIMIT:
        yield _differs(target, words, low, "比较", "comparator", "—", target.op.value)
        if figure.unit and not _same_unit(named_unit(figure.unit), target.unit):
            yield _differs(target, words, low, "计量单位", "unit", figure.unit, target.unit.zh)
        yield _differs(target, words, low, "统计方式", "statistic", "—", target.statistic.value)
        return
    if reading.op is not target.op:
        yield _differs(target, said, low, "比较", "comparator", reading.op.value, target.op.value)
    if not _same_unit(named_unit(reading.unit), target.unit):
        yield _differs(target, words, low, "计量单位", "unit", reading.unit, target.unit.zh)
    if reading.statistic is not target.statistic:
        yield _differs(
            target,
            said,
            low,
            "统计方式",
            "statistic",
            reading.statistic.value,
            target.statistic.value,
        )


def _without_figure(target: TargetEntry, words: str, low: int) -> Iterator[Difference]:
    """Nothing printed to compare with: all of it or none of it, or agreed to word by word."""
    implied = target.implied
    op = {100: Op.AT_LEAST, 0: Op.AT_MOST}.get(int(target.threshold)) if implied else None
    unit, statistic = ("%", Statistic.SHARE) if implied else (None, None)
    if op is not target.op:
        yield _differs(target, words, low, "比较", "comparator", str(op or "—"), target.op.value)
    if unit != target.unit.zh:
        yield _differs(target, words, low, "计量单位", "unit", unit or "—", target.unit.zh)
    if statistic is not target.statistic:
        mine = target.statistic.value
        yield _differs(target, words, low, "统计方式", "statistic", str(statistic or "—"), mine)


def _same_unit(read: Unit, mine: Unit) -> bool:
    """The same word where things are counted; elsewhere the same size (万元 and 亿元 convert)."""
    if read.kind is not mine.kind:
        return False
    return read.zh == mine.zh if read.kind in (Kind.COUNT, Kind.OWN) else True


def _differs(
    target: TargetEntry, word: str, start: int, zh: str, en: str, read: str, mine: str
) -> Difference:
    return Difference(
        target.id,
        word,
        start,
        mine,
        Text(
            f"{target.id} {zh}：原文读作 {read}，目录为 {mine}",
            f"{target.id} {en}: the text reads {read}, the catalogue says {mine}",
        ),
    )


def _beside(item: _Item, target: TargetEntry, reading: Reading | None) -> Iterator[Difference]:
    quote = item.quotes[target.id]
    found = qualifiers(item.text.body, quote, item.places[target.id], item.beside(target.id))
    start = quote[0]
    hedges = [one.word for one in found if one.kind is Softens.HEDGE]
    hedges += [reading.hedge] if reading is not None and reading.hedge else []
    if target.hedge and target.hedge not in hedges:
        yield _differs(target, target.hedge, start, "缓和词", "hedge", "无", "hedge")
    for word in dict.fromkeys(hedges):
        if not target.hedge or not _about(word, target.hedge):
            yield _differs(
                target, word, start, f"缓和词“{word}”", f"hedge {word}", word, "no hedge"
            )
    means = [one.word for one in found if one.kind is Softens.MEAN]
    told = target.scope.zh + (target.interpretation.zh if target.interpretation else "")
    if target.statistic in (Statistic.CHANGE, Statistic.DIFFERENCE):
        means = [word for word in means if word not in target.name.zh]  # of a mean itself
    if means and target.statistic is not Statistic.MEAN:
        yield _differs(target, means[0], start, "平均", "mean", "mean", target.statistic.value)
    for one in found:
        if one.kind is Softens.SCOPE and one.word not in told:
            yield _differs(
                target, one.word, one.start, "限定词", "words that narrow it", one.word, "scope"
            )


def _law(item: _Item, target: TargetEntry) -> Iterator[Difference]:
    """由法定20日: whether the value before was the law's, or only stood before."""
    if target.statutory is None:
        return
    near = item.quotes[target.id]
    for at in item.between(near[0] - _REACH, near[1] + _REACH):
        one, verdict = item.figures[at], item.readings[at].verdict
        if verdict not in (Verdict.STATUTORY, Verdict.EARLIER):
            continue
        if one.text not in target.statutory.quote:
            continue
        if (
            verdict.value != target.statutory.kind
            and item.readings[at].value == target.statutory.value
        ):
            yield _differs(
                target,
                one.text,
                one.start,
                "法定或原有",
                "law",
                verdict.value,
                target.statutory.kind,
            )
            return


def _rests_on(item: _Item, target: TargetEntry) -> Iterator[Difference]:
    """Words of the plan that the interpretation cites in “” must still stand in the item."""
    if target.interpretation is None:
        return
    for cited in _CITED.finditer(target.interpretation.zh):
        words = cited[1] or cited[2]
        before = target.interpretation.zh[max(0, cited.start() - 8) : cited.start()]
        if words in _OF_TABLES or _NOT_SAID.search(before):
            continue
        parts = [_packed(part) for part in re.split(r"……|…", words) if part]
        if not all(part in item.packed for part in parts):
            message = Text(
                f"{target.id}：释义引用的“{words}”不在原文中",
                f"{target.id}: the interpretation cites {words!r}, which the item does not say",
            )
            yield Difference(target.id, words, item.quotes[target.id][0], "scope", message)


def _packed(words: str) -> str:
    return "".join(words.split())
