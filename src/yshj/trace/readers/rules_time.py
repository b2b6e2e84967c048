"""Rules for lengths of time."""

from __future__ import annotations

import re
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.thresholds.limits import Op
from yshj.thresholds.units import DURATIONS
from yshj.trace.measures import in_catalogue_unit
from yshj.trace.readers import words as w
from yshj.trace.readers.comparators import behind, carried, comparator, is_kind, mean_word
from yshj.trace.readers.readings import Reading, Verdict, other
from yshj.trace.readers.spots import Spot

_TIMES = ("工作日", "日", "天", "自然日", "个月", "小时", "分钟")
_AHEAD = re.compile(r"(?:提前|(?<![目之以当])前)\s?$")
_AND_NEXT = re.compile(r"[、和及，][\u4e00-\u9fff]{1,8}")
_LESS = re.compile(r"(?:压缩|压减|缩短|减少|缩减|节约|节省)[^，。；到至为成在进]{0,8}$")
_OPEN_HOURS = re.compile(
    r"^\s?(?:全天候)?(?:不打烊|自助|服务|开放|在线|人工|营业|值班|值守|运行|接听|全天)"
)


def open_hours(spot: Spot) -> Reading | None:
    """24小时不打烊: hours a day, no time limit."""
    found = _OPEN_HOURS.match(spot.after)
    if spot.figure.value != 24 or spot.figure.unit not in ("小时", "个小时") or not found:
        return None
    if comparator(spot):
        return None
    because = [(found[0], "hours a day")]
    reading = Reading(Verdict.LIMIT, because, value=spot.figure.value, unit="小时/日")
    reading.statistic = Statistic.LEVEL
    return reading


def duration(spot: Spot) -> Reading | None:
    """A time to finish in, a time something must stay open, or merely a period."""
    figure = spot.figure
    if not is_kind(spot, *DURATIONS) or figure.value is None:
        return None
    reading = _period(spot) or _limit(spot)
    if reading.verdict is not Verdict.LIMIT or reading.statistic is Statistic.DIFFERENCE:
        return reading
    value = figure.value
    if figure.low is not None and reading.op is Op.AT_LEAST:
        value = figure.low
        reading.because.append((figure.text, "lower end of the range"))
    elif figure.low is not None:
        reading.because.append((figure.text, "upper end of the range"))
    reading.value, reading.unit = in_catalogue_unit(value, figure.unit)
    reading.statistic = Statistic.MEAN if mean_word(spot, ceiling=True) else Statistic.EACH
    return reading


def _period(spot: Spot) -> Reading | None:
    """每3年, 三十日后, 有效期五年, 压减5天: lengths that nothing has to keep within."""
    found = comparator(spot)
    if spot.before.endswith("每"):
        return other("“每”字后的计量基准", "a base to count by", "每")
    if spot.after.startswith(("后", "之后", "以后")):
        return other("等候的期间，不是办理时限", "a time to wait, no limit", spot.after[:2])
    if spot.after.startswith("期") and (spot.figure.unit == "年" or not found):
        return other("期间的长度，不是办理时限", "the length of a period, no limit", "期")
    if _AHEAD.search(spot.before) and not spot.before.endswith("提前") and spot.after[:1] == "内":
        return other("回溯的期间，不是办理时限", "a time looked back on, no limit", "前……内")
    length = None if found else w.LENGTH.search(spot.before)
    if length:
        return other("期间的长度，不是办理时限", "the length of a period, no limit", length[0])
    inside = spot.after.startswith(("内", "以内"))
    counted = spot.following is not None and spot.following.start < spot.clause[1]
    if spot.figure.unit == "年" and inside and counted and w.MADE.search(spot.tail):
        return other("期间，不是办理时限", "a period, no time to finish in", "年内")
    less = None if found else _LESS.search(spot.before)
    if less:
        reading = Reading(Verdict.LIMIT, [(less[0], "less by so long: <=")], op=Op.AT_MOST)
        value, reading.unit = in_catalogue_unit(spot.figure.value or Fraction(0), spot.figure.unit)
        reading.value, reading.statistic = -value, Statistic.DIFFERENCE
        return reading
    return None


def _limit(spot: Spot) -> Reading:
    reading = Reading(Verdict.LIMIT, op=Op.AT_MOST)
    if spot.after.startswith(("前", "之前", "以前")) or _AHEAD.search(spot.before):
        reading.op, reading.because = Op.AT_LEAST, [("前", "that long ahead: >=")]
    elif found := comparator(spot):
        reading.op, reading.because = found[0], [(found[1], f"{found[0]}")]
    elif notice := w.NOTICE.search(spot.clause_lead):
        reading.op, reading.because = Op.AT_LEAST, [(notice[0], "open for that long: >=")]
    elif words := w.FINISHED.match(spot.list_end.after) or w.LIMIT_NOUN.search(spot.before):
        reading.because = [(words[0], "a time to finish in: <=")]
    elif shared := _shared_end(spot):
        reading.because = [(shared, "a time to finish in, with the next one: <=")]
    else:
        base = carried(spot)
        if base is None or base.unit not in _TIMES:
            return other("期间，没有限制的字样", "a period without limiting words")
        reading.op = base.op
        reading.because = [*base.because[:1], (spot.before.strip() or "、", "same limit continued")]
    return reading


def _shared_end(spot: Spot) -> str:
    """城区45分钟、农村2小时内到达: the first shares what stands behind the second."""
    if spot.following is None or not _AND_NEXT.fullmatch(
        spot.text[spot.figure.end : spot.following.start]
    ):
        return ""
    after = Spot(spot.text, spot.figures, spot.at + 1, spot.so_far, spot.setting)
    if not is_kind(after, *DURATIONS):
        return ""
    found = behind(after)
    if found and found[0] is Op.AT_MOST:
        return found[1]
    words = w.FINISHED.match(after.list_end.after)
    return words[0] if words else ""


def case_limit(spot: Spot) -> Reading | None:
    """1/2审限内: a share of the limit that the law sets the case."""
    figure = spot.figure
    ahead = spot.text[figure.end :].startswith(("审限", "法定审限", "的审限"))
    if figure.value is None or not (figure.unit == "审限" or ahead):
        return None
    value = figure.value if figure.unit == "审限" else figure.value / 100
    because = [("审限", "share of the case's own limit: <=")]
    return Reading(Verdict.LIMIT, because, op=Op.AT_MOST, value=value, unit="审限")
