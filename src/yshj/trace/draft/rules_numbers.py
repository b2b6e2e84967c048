"""Rules for numbers with a unit, in the order in which they are asked; the first answer stands."""

from __future__ import annotations

import re
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.errors import Text
from yshj.thresholds.limits import Op
from yshj.thresholds.units import DURATIONS, Kind
from yshj.trace.draft import words as w
from yshj.trace.draft.comparators import before, behind, carried, comparator
from yshj.trace.draft.readings import Reading, Verdict, other
from yshj.trace.draft.spots import Spot
from yshj.trace.figures import FigureKind
from yshj.trace.measures import in_catalogue_unit, unit_of

_POINTS = Text(
    "原文是“百分点”之差，不是变化率，请人工核对",
    "the text speaks of percentage points, which is no rate of change: look at it",
)
_PART_OF = re.compile(r"^\s?(?:及|含)?(?:以[上下内])?的")


def _is(spot: Spot, *kinds: Kind) -> bool:
    unit = unit_of(spot.figure.unit)
    return unit is not None and unit.kind in kinds


def penalty(spot: Spot) -> Reading | None:
    if _is(spot, Kind.MONEY) or spot.figure.unit in ("倍", "%"):
        found = w.PENALTY.search(spot.tail)
        if found:
            return other("罚则中的数额", "an amount of a penalty", found[0])
    return None


def grant(spot: Spot) -> Reading | None:
    if _is(spot, Kind.MONEY):
        found = w.GRANT.search(spot.clause_lead[-16:]) or w.GRANT.match(
            spot.after.lstrip("的以内上下")
        )
        if found:
            return other(
                "奖补的标准，不是要求达到的数量", "the rate of a grant, not a limit", found[0]
            )
    return None


def earlier(spot: Spot) -> Reading | None:
    """由60日压减到7日: the first of the two is the value that the law sets, or that stood before."""
    following, figure = spot.following, spot.figure
    if following is None or unit_of(figure.unit) is None or figure.kind is FigureKind.CHANGE:
        return None
    if not spot.sentence[0] <= following.start < spot.sentence[1]:
        return None
    between = spot.text[figure.end : following.start]
    moves = w.MOVES.match(between)
    mine, next_ = unit_of(figure.unit), unit_of(following.unit)
    if not moves or mine is None or next_ is None:
        return None
    alike = mine.kind is next_.kind or {mine.kind, next_.kind} <= DURATIONS
    origin = w.FROM.search(spot.before)
    if not alike or (before(spot) and not origin):
        return None
    law = w.LAW.search(spot.before)
    verdict = Verdict.STATUTORY if law else Verdict.EARLIER
    value, unit = in_catalogue_unit(figure.value or Fraction(0), figure.unit)
    because = [(law[0] if law else between.strip(), "value before the change")]
    return Reading(verdict, because, value=value, unit=unit)


def extension(spot: Spot) -> Reading | None:
    """最多延长一个月, after a limit in the same unit."""
    found = w.EXTENDED.search(spot.before)
    if not found or not _is(spot, *DURATIONS):
        return None
    value, unit = in_catalogue_unit(spot.figure.value or Fraction(0), spot.figure.unit)
    base = next((one for one in reversed(spot.so_far) if one.verdict is Verdict.LIMIT), None)
    if base is None or base.unit != unit or base.op is not Op.AT_MOST:
        return other("延长的期限，没有可依附的指标", "an extension without a limit", found[0])
    total = value if found[0].endswith(("至", "到")) else value + base.value
    return Reading(Verdict.EXTENSION, [(found[0], "extension")], value=total, unit=unit)


def attribute(spot: Spot) -> Reading | None:
    """500万元及以下的小微企业, 高于50%的项目: says which cases, limits nothing."""
    said = f"{spot.figure.text}{spot.after[:6]}"
    scope = Reading(Verdict.SCOPE, [(said, "which cases")])
    late = _LATE.match(spot.after) or _FAILED.search(spot.before)
    if late and _is(spot, *DURATIONS):
        return scope
    condition = spot.text[: spot.clause[1]].endswith("的")
    if condition and behind(spot) and _is(spot, Kind.COUNT, Kind.MONEY):
        return scope
    following = spot.following
    if spot.after.strip() == "以上" and following and spot.text.startswith("以下", following.end):
        return scope
    if spot.so_far and spot.so_far[-1].verdict is Verdict.SCOPE and spot.before == "以上" and behind(spot):
        return scope
    trigger = w.TRIGGER.search(spot.before)
    if trigger and not _is(spot, Kind.COUNT, Kind.PERCENT):
        return Reading(Verdict.SCOPE, [(trigger[0] + spot.figure.text, "which cases")])
    if w.SCOPE_NOUN.match(spot.after) and not _achieves(spot):
        return scope if behind(spot) or before(spot) or _is(spot, Kind.MONEY) else None
    if not _PART_OF.match(spot.after) or _achieves(spot):
        return None
    front = before(spot)
    strict = front is not None and front[0] in (Op.ABOVE, Op.BELOW)
    if behind(spot) and not _is(spot, *DURATIONS):
        return scope
    if strict or (front and not _is(spot, *DURATIONS)) or spot.after.strip() == "的":
        return scope
    return None


def _achieves(spot: Spot) -> bool:
    """90%以上的事项实现网办: a share of things that something is then asked of."""
    if spot.figure.kind is not FigureKind.SHARE or spot.enclosure in ("（", "("):
        return False
    front = before(spot)
    strict = front is not None and front[0] in (Op.ABOVE, Op.BELOW)
    if strict and front is not None and spot.before.strip() != front[1]:
        return False
    return bool(w.ACHIEVED.search(spot.after)) and not re.search(r"[占持]\S{0,6}$", spot.before)


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
    if not found or (figure.unit == "倍" and cut):
        return _times_of(spot)
    value = figure.value * 100 if figure.unit == "倍" else figure.value
    strict = bool(re.search(r"(?<!不)超过?$", found[0].strip()))
    reading = _changed(value, cut is not None, strict, found[0].strip())
    if "百分点" in figure.unit:
        reading.caution = _POINTS
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
    if spot.figure.unit != "倍" or not re.search(r"(?:到|至|达|的)\s?$", spot.before):
        return None
    value = ((spot.figure.value or Fraction(1)) - 1) * 100
    return _changed(value, down=False, strict=False, words=spot.before[-4:])


def uncountable(spot: Spot) -> Reading | None:
    """No unit, or one the catalogue lacks: 10千伏, 200米, 110."""
    figure = spot.figure
    if unit_of(figure.unit) is not None or figure.unit == "审限":
        return None
    if not figure.unit:
        return other("没有计量单位的数字", "a number without a unit", figure.text)
    said = f"“{figure.unit}”不是可考核的计量单位"
    return Reading(
        Verdict.SCOPE,
        [(figure.text, "which cases")],
        Text(said, f"{figure.unit} is no unit that targets are judged in"),
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
    if not _is(spot, *DURATIONS) or spot.figure.value is None:
        return None
    value, unit = in_catalogue_unit(spot.figure.value, spot.figure.unit)
    length = w.LENGTH.search(spot.before)
    found = comparator(spot)
    if spot.before.endswith("每"):
        return other("“每”字后的计量基准", "a base to count by", "每")
    if spot.after.startswith(("后", "之后", "以后")):
        return other("等候的期间，不是办理时限", "a time to wait, no limit", spot.after[:2])
    if length and not found:
        return other("期间的长度，不是办理时限", "the length of a period, no limit", length[0])
    notice = w.NOTICE.search(spot.clause_lead)
    reading = Reading(Verdict.LIMIT, op=Op.AT_MOST, value=value, unit=unit)
    if spot.after.startswith(("前", "之前", "以前")) or _AHEAD.search(spot.before):
        reading.op = Op.AT_LEAST
        reading.because = [("前", "that long ahead: >=")]
    elif found:
        reading.op = found[0]
        reading.because = [(found[1], f"{found[0]}")]
    elif notice and not _LESS.search(spot.before):
        reading.op = Op.AT_LEAST
        reading.because = [(notice[0], "open for that long: >=")]
    elif cut := _LESS.search(spot.before):
        return other("减少的时间，没有写明减到多少", "less by so long, not down to so long", cut[0])
    elif words := w.FINISHED.match(spot.list_end.after) or w.LIMIT_NOUN.search(spot.before):
        reading.because = [(words[0], "a time to finish in: <=")]
    else:
        base = carried(spot)
        if base is None or base.unit not in (
            "工作日",
            "日",
            "天",
            "自然日",
            "个月",
            "小时",
            "分钟",
        ):
            return other("期间，没有限制的字样", "a period without limiting words")
        reading.op = base.op
        reading.because = [*base.because[:1], (spot.before.strip() or "、", "same limit continued")]
    if reading.op is Op.AT_MOST and spot.figure.low is not None and not found:
        reading.because.append((spot.figure.text, "upper end of a range"))
    if reading.op is Op.AT_LEAST and spot.figure.low is not None:
        reading.value, reading.unit = in_catalogue_unit(spot.figure.low, spot.figure.unit)
        reading.because.append((spot.figure.text, "lower end of a range"))
    reading.statistic = Statistic.MEAN if w.MEAN.search(spot.lead) else Statistic.EACH
    return reading


def case_limit(spot: Spot) -> Reading | None:
    """1/2审限内: a share of the limit that the law sets the case."""
    figure = spot.figure
    ahead = spot.text[figure.end :].startswith(("审限", "法定审限", "的审限"))
    if figure.value is None or not (figure.unit == "审限" or ahead):
        return None
    value = figure.value if figure.unit == "审限" else figure.value / 100
    because = [("审限", "share of the case's own limit: <=")]
    return Reading(Verdict.LIMIT, because, op=Op.AT_MOST, value=value, unit="审限")


def share(spot: Spot) -> Reading | None:
    figure = spot.figure
    if figure.kind is not FigureKind.SHARE or figure.value is None:
        return None
    reading = Reading(Verdict.LIMIT, value=figure.value, unit=figure.unit or "%")
    reading.statistic = Statistic.SHARE
    found = comparator(spot)
    noun = w.RATE_NOUN.search(spot.before)
    if found:
        reading.op, reading.because = found[0], [(found[1], f"{found[0]}")]
    elif noun or _achieves(spot):
        words = noun[0] if noun else w.ACHIEVED.search(spot.after)[0]  # type: ignore[index]
        reading.because = [(words, "a share to reach: >=")]
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
    if not _is(spot, Kind.COUNT, Kind.MONEY) or spot.figure.value is None:
        return None
    figure = spot.figure
    value, unit = in_catalogue_unit(figure.value, figure.unit)
    assert value is not None
    reading = Reading(Verdict.LIMIT, value=value, unit=unit)
    found = comparator(spot)
    made = w.MADE.search(spot.clause_lead) or w.MADE.search(spot.lead)
    if not before(spot) and (cut := w.CUT.search(spot.before)):
        return other("减少的数量，没有写明减到多少", "less by so many, not down to so many", cut[0])
    if EACH_SUBJECT.search(spot.before):
        return other("“每”字后的计量基准", "a base to count by", "每")
    plainly = before(spot) or made or _ASKED.search(spot.clause_lead) or _is(spot, Kind.MONEY)
    several_by = found is not None and found[1] == "由" and figure.value != 1
    if found and plainly and not several_by:
        reading.op, reading.because = found[0], [(found[1], f"{found[0]}")]
    elif found and not several_by:
        return other("说明范围，没有要求的字样", "says which, asks for nothing", found[1])
    elif _is(spot, Kind.MONEY):
        return other("金额，没有限制的字样", "an amount without limiting words")
    elif base := _list_base(spot):
        reading.op, reading.because = base.op, [("、", "same limit continued")]
    elif made and not _small_word(spot):
        reading.because = [(made[0], "a count to reach: >=")]
    else:
        return other("计数，没有限制的字样", "a count without limiting words")
    return _statistic(spot, reading)


EACH_SUBJECT = re.compile(r"每\s?$")
_AHEAD = re.compile(r"(?:提前|(?<![目之以当])前)\s?$")
_LATE = re.compile(r"^(?:以?内)(?:仍)?(?:未|没有|不(?!超))|^未")
_FAILED = re.compile(r"未(?:能|按|于)?在?$")
_ASKED = re.compile(r"应当?|须|必须|指派|配备|配置|不少|要有|具有|具备")
_LESS = re.compile(r"(?:压缩|压减|缩短|减少|缩减|节约|节省)[^，。；到至为成在进]{0,8}$")
_HELD = re.compile(r"(?:开展|举办|举行|组织|进行|召开|发布|公布|评估|调度|通报|培训|演练|调查)$")
_BARE_ONE = ("个", "套", "项", "份", "张", "部", "类", "篇")
_OPEN_HOURS = re.compile(
    r"^\s?(?:全天候)?(?:不打烊|自助|服务|开放|在线|人工|营业|值班|值守|运行|接听|全天)"
)
_MODIFIES = re.compile(
    r"^[^，。；]{0,6}?的|^(?:联动|协同|联审|管理|体系|架构|统筹|贯通|公立|医院|市场|以上)"
)


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
        return not _HELD.search(spot.before)
    here = w.MADE.search(spot.clause_lead)
    return not here or bool(_MODIFIES.match(spot.after)) or spot.after[:1] in ("（", "(")


def _statistic(spot: Spot, reading: Reading) -> Reading:
    if reading.op.ceiling:
        reading.statistic = Statistic.MEAN if w.MEAN.search(spot.lead) else Statistic.EACH
    elif mean := w.MEAN.search(spot.lead):
        reading.statistic = Statistic.MEAN
        reading.because.append((mean[0], "mean"))
    elif rate := re.search(r"每?万人", spot.clause_lead):
        reading.statistic, reading.unit = Statistic.SHARE, "件/万人"
        reading.because.append((rate[0], "per 10,000 people"))
    elif flow := w.FLOWS.search(spot.lead):
        reading.statistic = Statistic.TOTAL
        reading.because.append((flow[0], "counted over the year"))
    else:
        reading.statistic = Statistic.LEVEL
    low = spot.figure.low
    if low is not None and not reading.op.ceiling:
        reading.value = in_catalogue_unit(low, spot.figure.unit)[0]
    return reading
