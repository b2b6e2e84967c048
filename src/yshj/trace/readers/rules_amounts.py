"""Rules for changes, shares, counts and money."""

from __future__ import annotations

import re
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.thresholds.limits import Op
from yshj.thresholds.units import Kind
from yshj.trace.figures import FigureKind
from yshj.trace.measures import in_catalogue_unit
from yshj.trace.readers import words as w
from yshj.trace.readers.comparators import (
    Found,
    achieves,
    before,
    carried,
    comparator,
    is_kind,
    mean_word,
)
from yshj.trace.readers.readings import Reading, Verdict, other
from yshj.trace.readers.spots import Spot

_HELD = re.compile(r"(?:开展|举办|举行|组织|进行|召开|发布|公布|评估|调度|通报|培训|演练|调查)$")
_GROWN_TO = re.compile(r"(?:达到?|(?:增|增加|增长|提高|提升|扩大)[到至])[^，。；]{0,12}$")
_BARE_ONE = ("个", "套", "项", "份", "张", "部", "类", "篇")
_PRICE = re.compile(r"(?:利率|税率|费率)\s?$")
_MADE_LAST = re.compile(rf"(?:{w.MADE.pattern})[^，。；、]{{0,3}}$")
# 实现 and 覆盖 make a state; 提升 and 推动 alone add nothing up either
_MADE_FLOW = re.compile(rf"(?!实现|达到?|覆盖|拥有|提升|保障)(?:{w.MADE.pattern})")
_OFTEN = re.compile(r"每(?:半年|季度?|个?月|周|天|日|年|学期|两个?[年月])")
_EACH = re.compile(r"每\s?$")
_ASKED = re.compile(r"应当?|须|必须|指派|配备|配置|不少|要有|具有|具备")
_MODIFIES = re.compile(
    r"^[^，。；]{0,4}?的|^(?:联动|协同|联审|管理|体系|架构|统筹|贯通|公立|医院|市场|以上)"
)


def change(spot: Spot) -> Reading | None:
    """压缩一半, 减少50%以上, 增长10%, 翻一番: by how much, not to what."""
    figure = spot.figure
    if figure.value is None:
        return None
    if figure.kind is FigureKind.CHANGE:
        down = figure.value < 0
        return _changed(figure.value, down, strict=False, words=figure.text)
    rate = figure.kind is FigureKind.SHARE and figure.unit == "%"
    if not rate and figure.unit not in ("倍", "个百分点", "百分点"):
        return None
    cut, growth = w.CUT.search(spot.before), w.GROWTH.search(spot.before)
    found = cut or growth
    base = carried(spot) if spot.joined and not found else None
    if base is not None and base.statistic in (Statistic.CHANGE, Statistic.DIFFERENCE):
        reading = _changed(figure.value, base.value < 0, False, "、")  # 分别下降12%和10%
        reading.unit, reading.statistic = base.unit, base.statistic
        return reading
    if not found or (figure.unit == "倍" and cut):
        return _times_of(spot)
    value = figure.value * 100 if figure.unit == "倍" else figure.value
    strict = bool(re.search(r"(?<!不)超过?$", found[0].strip()))
    reading = _changed(value, cut is not None, strict, found[0].strip())
    if "百分点" in figure.unit:
        reading.unit, reading.statistic = "个百分点", Statistic.DIFFERENCE
    return reading


def _changed(value: Fraction, down: bool, strict: bool, words: str) -> Reading:
    ops = (Op.BELOW, Op.AT_MOST) if down else (Op.ABOVE, Op.AT_LEAST)
    return Reading(
        Verdict.LIMIT,
        [(words, "change against a baseline")],
        op=ops[0] if strict else ops[1],
        value=-abs(value) if down else value,
        unit="%",
        statistic=Statistic.CHANGE,
    )


def _times_of(spot: Spot) -> Reading | None:
    """达到2020年的2倍 is a growth of 100 %."""
    if spot.figure.unit != "倍" or not _GROWN_TO.search(spot.clause_lead):
        return None
    value = ((spot.figure.value or Fraction(1)) - 1) * 100
    return _changed(value, down=False, strict=False, words=spot.before[-4:])


def share(spot: Spot) -> Reading | None:
    figure = spot.figure
    if figure.kind is not FigureKind.SHARE or figure.value is None:
        return None
    reading = Reading(Verdict.LIMIT, value=figure.value, unit=figure.unit or "%")
    reading.statistic = Statistic.SHARE if figure.value <= 100 else Statistic.LEVEL
    found = comparator(spot)
    noun = None if _PRICE.search(spot.before) else w.RATE_NOUN.search(spot.before)
    if found:
        reading.op, reading.because = found[0], [(found[1], f"{found[0]}")]
    elif noun or achieves(spot):
        seen = noun or w.ACHIEVED.search(spot.after)
        reading.because = [(seen[0] if seen else figure.text, "a share to reach: >=")]
    elif base := carried(spot):
        if base.statistic is not Statistic.SHARE:
            return other("比例，没有限制的字样", "a share without limiting words")
        reading.op, reading.because = (
            base.op,
            [(spot.before.strip() or "、", "same limit continued")],
        )
    else:
        return other("比例，没有限制的字样", "a share without limiting words")
    if reading.op.ceiling and w.FEE_NOUN.search(spot.lead):
        reading.statistic = Statistic.EACH
        reading.because.append((w.FEE_NOUN.findall(spot.lead)[-1], "a fee of each case"))
    if figure.low is not None and not reading.op.ceiling:
        reading.value = figure.low
    return reading


def amount(spot: Spot) -> Reading | None:
    """Counts and money: a ceiling by its words, else a floor where something is made or reached."""
    if not is_kind(spot, Kind.COUNT, Kind.MONEY) or spot.figure.value is None:
        return None
    if _EACH.search(spot.before):
        return other("“每”字后的计量基准", "a base to count by", "每")
    figure = spot.figure
    if figure.text[:1] in "万亿" and not before(spot):
        return other("折算的基数", "a base to count by", figure.text)  # 万元产值用水量
    value, unit = in_catalogue_unit(spot.figure.value, figure.unit)
    reading = Reading(Verdict.LIMIT, value=value, unit=unit)
    front, found = before(spot), comparator(spot)
    if front is None and (cut := w.CUT.search(spot.before)):
        return _fewer(reading, cut[0])
    if spot.after.startswith("的") and not found and not w.MADE.search(spot.clause_lead):
        return other("说明是哪一些，没有要求", "says which, asks for nothing", "的")
    if found and found[1] == "由":
        if figure.value != 1 or not _plainly(spot, found):
            return other("说明范围，没有要求的字样", "says which, asks for nothing", found[1])
    elif found and not _plainly(spot, found):
        return other("说明范围，没有要求的字样", "says which, asks for nothing", found[1])
    if found:
        reading.op, reading.because = found[0], [(found[1], f"{found[0]}")]
    elif base := _list_base(spot):
        reading.op, reading.because = base.op, [("、", "same limit continued")]
    elif words := _asked_for(spot):
        reading.because = [(words, "a count to reach: >=")]
    else:
        return other("计数，没有限制的字样", "a count without limiting words")
    return _statistic(spot, reading)


def _fewer(reading: Reading, words: str) -> Reading:
    """减少3个环节: a difference from before, not a number of its own."""
    reading.op, reading.value = Op.AT_MOST, -reading.value
    reading.statistic = Statistic.DIFFERENCE
    reading.because = [(words, "fewer by so many: <=")]
    return reading


def _plainly(spot: Spot, found: Found) -> bool:
    """Whether the comparator asks for something, and is not of a thing described."""
    front = before(spot)
    return bool(
        (front and (front[1] != "由" or front == found))
        or w.MADE.search(spot.clause_lead)
        or _ASKED.search(spot.clause_lead)
        or is_kind(spot, Kind.MONEY)
        or not (spot.setting.statute or w.GOVERNED.match(spot.before))
    )


def _asked_for(spot: Spot) -> str:
    """The words that make a bare number one to reach: a verb, or whatever a plan puts before it."""
    if _small_word(spot):
        return ""
    often = _OFTEN.search(spot.clause_lead)  # 每季度通报1次
    if spot.figure.unit == "次" and not (often or w.MADE.search(spot.clause_lead)):
        return ""
    if often and spot.figure.unit in ("次", "场次", "期"):
        return often[0]
    inside = spot.before.startswith("在") and w.MADE.search(spot.before)  # 在平台增加四类
    if w.GOVERNED.match(spot.before) and not (inside or _MADE_LAST.search(spot.before)):
        return ""
    made = w.MADE.search(spot.clause_lead)
    if made:
        return made[0]
    earlier = w.MADE.search(spot.lead)
    if is_kind(spot, Kind.MONEY) or spot.setting.statute:
        return ""
    words = spot.before.strip("，、 ")
    digits = spot.figure.text[:1].isdigit()
    if digits and not w.ABOUT_BEFORE.sub("", words) and (done := w.ACHIEVED.search(spot.tail)):
        return done[0]
    if len(words) < 2:
        return ""
    return earlier[0] if earlier else words[-4:]


def _list_base(spot: Spot) -> Reading | None:
    base = carried(spot)
    return (
        base if spot.joined and base is not None and base.statistic is not Statistic.SHARE else None
    )


def _small_word(spot: Spot) -> bool:
    """A small Chinese numeral that describes rather than counts: 三方, 四个阶段, 五类纠纷."""
    figure = spot.figure
    numeral = figure.text[: figure.core - figure.start]
    if numeral.strip()[:1].isdigit() or (figure.value or 0) > 10:
        return bool(spot.after.startswith("的"))
    if numeral == "一" and figure.unit in _BARE_ONE:
        return True
    if figure.unit == "次":  # 一次领取: at one go; 开展一次评估 counts
        return not (_HELD.search(spot.before) or _OFTEN.search(spot.clause_lead))
    here = w.MADE.search(spot.clause_lead)
    return not here or bool(_MODIFIES.match(spot.after)) or spot.after[:1] in ("（", "(")


def _statistic(spot: Spot, reading: Reading) -> Reading:
    if reading.op.ceiling:
        reading.statistic = Statistic.MEAN if mean_word(spot, ceiling=True) else Statistic.EACH
    elif mean := mean_word(spot, ceiling=False):
        reading.statistic = Statistic.MEAN
        reading.because.append((mean, "mean"))
    elif rate := re.search(r"每?万人", spot.clause_lead):
        reading.statistic, reading.unit = Statistic.SHARE, "件/万人"
        reading.because.append((rate[0], "per 10,000 people"))
    elif flow := _flow(spot):
        reading.statistic = Statistic.TOTAL
        reading.because.append((flow, "counted over the year"))
    else:
        reading.statistic = Statistic.LEVEL
    low = spot.figure.low
    if low is not None and not reading.op.ceiling:
        reading.value = in_catalogue_unit(low, spot.figure.unit)[0]
    return reading


def _flow(spot: Spot) -> str:
    """What is added over time (新增, 建设, 培训): its counts add up; 达到 and 保持 are a state."""
    if flow := w.FLOWS.search(spot.clause_lead):
        return flow[0]
    if w.STATE.search(spot.before):
        return ""
    lead = spot.clause_lead
    if made := _MADE_FLOW.search(lead) or (
        None if lead.strip("约近") else _MADE_FLOW.search(spot.tail)
    ):
        return made[0]
    base = carried(spot)
    if base is not None and base.statistic is Statistic.TOTAL:
        return "、"
    return ""
