"""Rules for figures that are words, dates or parts of names. Each answers for its kind only."""

from __future__ import annotations

import re
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.thresholds.limits import Op
from yshj.trace.figures import FigureKind
from yshj.trace.readers import words as w
from yshj.trace.readers.readings import Reading, Verdict, other
from yshj.trace.readers.spots import Spot

_COMPARED = re.compile(r"(?:比|较|同比|相比|以|自|从|据|经)\s?$")
_DUE = re.compile(r"(?:底|末|前|年)$")
_IN_FORCE = re.compile(r"(?:起|)\s?(?:施行|实施|生效|执行|废止)")
_RANK = re.compile(r"(?<![目之以当])前\s?$")
_NAMES = "《〔“"


def label(spot: Spot) -> Reading | None:
    return Reading(Verdict.LABEL) if spot.figure.kind is FigureKind.LABEL else None


def name(spot: Spot) -> Reading | None:
    """Figures inside 《》, 〔〕 or “” belong to a name; a limit in quotation marks does not."""
    sign, figure = spot.enclosure, spot.figure
    if sign not in ("", *_NAMES) or not sign:
        return None
    if sign == "“" and (figure.kind not in (FigureKind.NUMBER, FigureKind.RULE, FigureKind.DATE)):
        return None
    if sign == "“" and w.FINISHED.match(spot.after) and figure.unit not in ("", "个", "件"):
        return None
    return other("名称的一部分，不是数量", "part of a name, not a quantity", sign)


def ordinal(spot: Spot) -> Reading | None:
    if spot.text.endswith("第", 0, spot.figure.start):
        return other("序数，不是数量", "an ordinal, not a quantity", "第")
    if spot.figure.unit in ("号", "版"):
        return other("编号，不是数量", "a reference number, not a quantity", spot.figure.unit)
    if _RANK.search(spot.before):
        return _rank(spot)
    return None


def _rank(spot: Spot) -> Reading | None:
    """进入全省前20位 is a place to reach; 前3家 and 前三年 are no place."""
    figure = spot.figure
    found = w.RANKED.search(spot.clause_lead)
    if figure.unit not in ("名", "位", "%", "强", "个", "家"):
        return None
    if not found or figure.value is None or figure.unit in ("个", "家"):
        return other("名次，不是数量", "a rank, not a quantity", "前")
    reading = Reading(Verdict.LIMIT, [(found[0], "a place to reach: <=")], op=Op.AT_MOST)
    reading.value, reading.unit, reading.statistic = figure.value, figure.unit, Statistic.LEVEL
    return reading


def date(spot: Spot) -> Reading | None:
    """A date is a deadline of the limits behind it, or the year a comparison starts from."""
    if spot.figure.kind is not FigureKind.DATE:
        return None
    if _IN_FORCE.match(spot.after):
        return other("施行日期", "the day the text takes effect", spot.figure.text)
    of_it = spot.after.strip() == "的"  # 2020年的3倍
    if (
        of_it
        or _COMPARED.search(spot.before)
        or spot.after.lstrip().startswith(("相比", "的水平", "水平"))
    ):
        return Reading(Verdict.SCOPE, [(spot.figure.text, "base of a comparison")])
    if _DUE.search(spot.figure.text) or re.search(r"(?:到|至|截至|截止)\s?$", spot.before):
        return Reading(Verdict.DEADLINE, [(spot.figure.text, "deadline")])
    return Reading(Verdict.SCOPE, [(spot.figure.text, "period")])


def times(spot: Spot) -> Reading | None:
    """7×24小时 is two floors: hours a day and days a week."""
    figure = spot.figure
    if figure.kind is not FigureKind.TIMES or figure.value is None or figure.low is None:
        return None
    if figure.value != 24:
        return other("规格，不是数量", "a make, not a quantity", figure.text)
    because = [(figure.text, "hours a day, days a week")]
    hours = Reading(Verdict.LIMIT, because, value=figure.value, unit="小时/日")
    days = Reading(Verdict.LIMIT, because, value=figure.low, unit="天/周")
    hours.statistic = days.statistic = Statistic.LEVEL
    hours.more = [days]
    return hours


def zero(spot: Spot) -> Reading | None:
    """零收费, 免费, 零上门: at most none, in the unit that the word is about."""
    figure = spot.figure
    if figure.kind is not FigureKind.ZERO:
        return None
    ahead = spot.text[figure.start : figure.end + 2]
    if w.SAYING.match(ahead):
        return other("形象说法，不是数量", "a figure of speech, not a quantity", ahead)
    unit = next((unit for unit, words in w.ZERO_UNITS if words.match(ahead)), "")
    if not unit:
        return other("含“零”的词，没有可计的数量", "a word with 零, nothing to count", ahead)
    return Reading(
        Verdict.LIMIT,
        [(figure.text, f"none: <= 0 {unit}")],
        op=Op.AT_MOST,
        unit=unit,
        statistic=Statistic.EACH,
    )


def whole(spot: Spot) -> Reading | None:
    """全覆盖 and 全公开 are 100 %; 全部 only where something is then done to all of it."""
    figure = spot.figure
    if figure.kind is not FigureKind.WHOLE:
        return None
    if figure.text == "全额" or (figure.text == "全部" and not w.WHOLE_DONE.search(spot.after[:8])):
        return other(
            "说明范围，没有要求达到的比例", "says what is meant, asks no share", figure.text
        )
    if spot.after.startswith(("后", "的", "范围", "工作", "机制", "制度", "格局", "目标")):
        return other("修饰语，没有要求达到的比例", "a modifier, asks no share", figure.text)
    return _all(spot, implied=figure.text == "全部")


def rule(spot: Spot) -> Reading | None:
    """一律, 应缴尽缴, 不再收取: all of it, though no figure says so."""
    figure = spot.figure
    if figure.kind is not FigureKind.RULE:
        return None
    if figure.text == "杜绝":
        reading = _all(spot, implied=True)
        reading.op, reading.value, reading.unit = Op.AT_MOST, Fraction(0), "件"
        reading.statistic = Statistic.TOTAL
        return reading
    shares = (FigureKind.SHARE, FigureKind.CHANGE)
    beside = [spot.figures[at] for at in spot.near()] + [one for one in [spot.following] if one]
    if figure.text[0] == "全" and any(
        one.kind in shares and spot.clause[0] <= one.start < spot.clause[1] for one in beside
    ):
        return Reading(Verdict.SCOPE, [(figure.text, "what the share is of")])
    modifier = figure.text.startswith("全") and not w.WHOLE_DONE.match(spot.after[:6])
    if modifier or figure.text in ("全天候", "全方位", "全周期", "全时段"):
        return other("修饰语，没有要求达到的比例", "a modifier, asks no share", figure.text)
    if spot.after.startswith("的") or spot.before.endswith(("不能", "未能", "未")):
        return other("是条件，不是要求", "a condition, not a demand", figure.text)
    if re.search(r"可以?$", spot.before):
        return other("是许可，不是要求", "a permission, not a demand", spot.before[-2:])
    if "尽" in figure.text and spot.after.startswith(("原则", "机制", "的原则", "要求")):
        return other("原则的名称，没有要求达到的比例", "the name of a principle", figure.text)
    return _all(spot, implied=True)


def _all(spot: Spot, *, implied: bool) -> Reading:
    return Reading(
        Verdict.LIMIT,
        [(spot.figure.text, "all of it: >= 100 %")],
        value=Fraction(100),
        unit="%",
        statistic=Statistic.SHARE,
        implied=implied,
    )
