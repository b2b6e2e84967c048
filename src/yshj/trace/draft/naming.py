"""Names and words of a drafted target, taken from the clause: its subject, its start, its end."""

from __future__ import annotations

import re
from itertools import islice

from yshj.thresholds.limits import Op
from yshj.thresholds.numbers import plain
from yshj.thresholds.units import Unit
from yshj.trace.figures import FigureKind
from yshj.trace.readers import words as w
from yshj.trace.readers.readings import Reading, Verdict
from yshj.trace.readers.spots import Spot
from yshj.trace.text import PlanItem

Bilingual = dict[str, str]
_LONGEST_NAME = 24
_MARKS = "，,。；;：:、 　"
_LEADING = re.compile(
    r"^(?:将|对于|对|由|把|使|确保|实现|推动|推进|力争|争取|加快|进一步|全面|逐步|努力|持续|并|且|以及|其中|应当|"
    r"原则上|一般|到|于|在|年?底前|前|，|、)+"
)
_TRAILING = re.compile(
    r"(?:不得|不|应当|应|须|要|可|由|从|在|于|自|全部|均|都|一般|原则上|力争|争取|平均|分别|法定|至|到|达|为|约)+$"
)
_DUTY = re.compile(r"^.*?(?:应当|必须|负责|依法|需要)(?=\S{4})")
_ENDS_WITH_VERB = re.compile(rf"(?:{w.MADE.pattern})[^，。；、]{{0,1}}$")
_START = re.compile(
    r"(?:自|从)([^，。；]{2,24}?)之?日?起|([^，。；]{2,16}?)后\s?$|收到([^，。；]{2,16}?)之?日?起"
)
_THING = re.compile(r"[^，。；、：（）()]{2,}")
_COMPARATORS = {"最多", "最长", "最迟", "至多", "至少", "不得", "一般", "原则上", "并在", "应当在"}
_WAYS = {
    Op.AT_MOST: "at-most",
    Op.BELOW: "below",
    Op.AT_LEAST: "at-least",
    Op.ABOVE: "above",
    Op.EXACTLY: "exactly",
}


def title_of(item: PlanItem) -> str:
    """The item's first sentence where it is short, else its first clause, cut."""
    text = item.text[: item.bracket.start].strip(_MARKS)
    sentence = re.split(r"[。；;]", text, maxsplit=1)[0]
    if len(sentence) > _LONGEST_NAME:
        sentence = re.split(r"[，,：:]", sentence, maxsplit=1)[0]
    return sentence[:_LONGEST_NAME] or item.label or str(item.number)


def name_of(spot: Spot, item: PlanItem) -> str:
    """What is measured: its own name in a list, else the nearest words before its comparator."""
    if spot.figure.kind in (FigureKind.WHOLE, FigureKind.RULE, FigureKind.ZERO):
        before = re.split(r"[，、：:]", spot.before)[-1][-14:]
        return (before + spot.figure.text + re.split(r"[，、：:]", spot.after)[0])[:_LONGEST_NAME]
    listed = _listed(spot)
    if listed:
        return listed[-_LONGEST_NAME:]
    for start in (spot.clause[0], spot.sentence[0]):
        low = max(start, spot.previous.end) if spot.previous else start
        words = _subject(spot.text[low : spot.figure.start])
        if len(words) >= 2 and words not in _COMPARATORS:
            bare = words.endswith(("和", "及", "与"))
            if (bare or words.startswith("每") or _ENDS_WITH_VERB.search(words)) and (
                thing := _thing(spot)
            ):
                words = thing if bare else words + thing
            return _short(words)
    before = spot.so_far[spot.at - 1] if spot.so_far and spot.at else None
    if before is not None and before.verdict in (Verdict.STATUTORY, Verdict.EARLIER):
        return name_of(Spot(spot.text, spot.figures, spot.at - 1, spot.so_far), item)
    if following := _thing(spot):
        return following
    for at in islice(spot.near(), 3):  # 一个工作日，最多不超过三个工作日: of the limit before
        if spot.so_far and spot.so_far[at].verdict is Verdict.LIMIT:
            return name_of(Spot(spot.text, spot.figures, at, spot.so_far), item)
    return title_of(item)


def _thing(spot: Spot) -> str:
    """What a number counts, behind it: 建成100个现代农业示范区."""
    found = _THING.match(spot.after.lstrip("以上左右"))
    return found[0][:_LONGEST_NAME].rstrip("和及与") if found else ""


def _short(words: str) -> str:
    """The words without whose duty it is, cut at the front where that is not enough."""
    if len(words) > _LONGEST_NAME:
        words = _DUTY.sub("", words)
    while len(words) > _LONGEST_NAME and "、" in words[:-6]:
        words = words.partition("、")[2]
    return words[-_LONGEST_NAME:]


def distinct(name: str, item: PlanItem, years: str, names: set[str]) -> str:
    """`name`, told from those used before by its year, its item or a number."""
    best = name
    if best in names and years:
        best = f"{name}（{years}年）"
    if best in names:
        best = f"{name}（{item.label.strip('、. ') or item.number}）"
    count = 2
    while best in names:
        best, count = f"{name}（{item.number}-{count}）", count + 1
    names.add(best)
    return best


def _subject(words: str) -> str:
    """The last clause of `words` that names something, without its comparator."""
    named = (_bare(part) for part in reversed(re.split(r"[，,。]", words)))
    return next((part for part in named if len(part) >= 2 and part not in _COMPARATORS), "")


def _bare(part: str) -> str:
    """A clause without the words that lead in, and without the comparator at its end."""
    for _, pattern in w.BEFORE:
        last = list(pattern.finditer(part))
        if last and len(part) - last[-1].end() <= w.STRICT_REACH:
            part = part[: last[-1].start()]
    return _TRAILING.sub("", _LEADING.sub("", part.strip(_MARKS))).strip(_MARKS)


def _listed(spot: Spot) -> str:
    """甲、乙、丙分别在5、10、15日内: the name at the figure's own place in the list."""
    first = spot.at
    while first and spot.at - first < 40 and Spot(spot.text, spot.figures, first).joined:
        first -= 1
    count = spot.list_end.at - first + 1
    names = re.search(r"(?:^|[，,])([^，,]+?)(?:审批|办理)?(?:时限|时间)?分别", spot.lead)
    if count < 2 or not names:
        return ""
    parts = re.split(r"、|和|以及|及", names[1])
    return parts[spot.at - first].strip(_MARKS) if len(parts) == count else ""


def scope_of(spot: Spot, narrowed: list[str]) -> Bilingual:
    """The condition (……的，) or the words after 对 that open the sentence; what narrows it."""
    words = _condition(spot) or "本条款所述事项"
    more = "；".join(dict.fromkeys(one for one in narrowed if one not in words))
    return {"zh": f"{words}（原文：{more}）" if more else words}


def _condition(spot: Spot) -> str:
    lead = spot.text[spot.sentence[0] : spot.figure.start]
    found = re.search(r"(?:^|，)([^，]{2,40}?)的，", lead) or re.match(
        r"对于?([^，]{2,40}?)，", lead
    )
    if found:
        return found[1].strip(_MARKS)
    return ""


def starts_of(spot: Spot) -> Bilingual:
    found = _START.search(spot.lead)
    words = next((group for group in found.groups() if group), "") if found else ""
    if words:
        return {"zh": f"{words}之日"}
    return {"zh": "受理之日（原文未写明）"}


def ends_of(spot: Spot) -> Bilingual:
    found = w.FINISHED.match(spot.after)
    if found:
        words = found[0].lstrip("以内之完毕 ")
        return {"zh": words}
    return {"zh": "办结之日（原文未写明）"}


def slug(number: int, reading: Reading, unit: Unit, taken: dict[str, int]) -> str:
    """An id that says the limit: 08-at-most-1-working-day; -2 where it is taken."""
    value = plain(abs(reading.threshold)).replace(".", "-")
    names = {"%": "percent", "‰": "permille", "件/万人": "per-10000"}
    english = unit.en.removesuffix("s") if value == "1" else unit.en
    word = names.get(unit.zh) or re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")
    word = word or "units"
    down = "minus-" if reading.threshold < 0 else ""
    base = f"{number:02d}-{_WAYS[reading.op]}-{down}{value}-{word}"
    taken[base] = taken.get(base, 0) + 1
    return base if taken[base] == 1 else f"{base}-{taken[base]}"
