"""Rules for numbers that say something about a limit, or belong to something else."""

from __future__ import annotations

import re
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.errors import Text
from yshj.thresholds.limits import Op
from yshj.thresholds.units import DURATIONS, Kind
from yshj.trace.figures import FigureKind
from yshj.trace.measures import in_catalogue_unit, unit_of
from yshj.trace.numerals import WIDTH
from yshj.trace.readers import words as w
from yshj.trace.readers.comparators import achieves, before, behind, is_kind
from yshj.trace.readers.readings import Reading, Verdict, other
from yshj.trace.readers.spots import Spot

_PART_OF = re.compile(r"^\s?(?:及|含)?(?:以[上下内])?的")
_LAST_FEW = 8  # an extension is of a limit just before it
_LATE = re.compile(r"^(?:以?内)(?:仍)?(?:未|没有|不(?!超))|^未")
_PAST = Text("已有的成绩，不是目标", "an achievement, no target")
# 按不低于三十平方米的标准配建: the limit itself, though 的 stands behind it
_RATE_OF = re.compile(
    r"^\s?(?:以[上下内])?的(?:标准|比例|要求|幅度|额度|规模|速度|价格|费率|频次|[\u4e00-\u9fff]{0,4}(?:津贴|补贴|补助))"
)
_SIZE_OF = re.compile(r"\s?(?:及|含)?以[上下](?:的)?[\u4e00-\u9fff]{2,12}")
_RADIUS = re.compile(r"^\s?(?:范围|半径|以内的|辐射)")
_MADE_HERE = re.compile(rf"(?:{w.MADE.pattern})[^，。；、]{{0,2}}$")
# 百亿元以上工业企业: of that size; 5亿元以上贷款 is itself an amount
_OF_SIZE = re.compile(
    r"^(?:及|含)?以[上下内](?!资金|贷款|投资|产值|收入|融资|额|补助|信贷|税|费|债券|授信)[\u4e00-\u9fff]{2}"
)
_OF_IT = re.compile(r"[^，。；]{0,60}的[^，。；、的]{2,30}")
_FAILED = re.compile(r"未(?:能|按|于)?在?$|禁止[^，。；]{0,6}$")


def penalty(spot: Spot) -> Reading | None:
    if is_kind(spot, Kind.MONEY) or spot.figure.unit in ("倍", "%"):
        sentence = spot.text[slice(*spot.sentence)]
        found = w.PENALTY.search(spot.tail) or re.search(r"罚款|罚金", sentence)
        if found:
            return other("罚则中的数额", "an amount of a penalty", found[0])
    return None


def grant(spot: Spot) -> Reading | None:
    """给予最高500万元奖励, 按投资额的10%给予补助: what is given, not what is asked."""
    if (front := before(spot)) and front[0] is Op.AT_LEAST and front[1].startswith("不"):
        return None  # 给予不低于一百元的津贴: a floor all the same
    clause = spot.text[slice(*spot.clause)]
    if spot.figure.kind is FigureKind.SHARE and w.GIVEN.search(clause) and w.GRANT.search(clause):
        return other(
            "奖补的标准，不是要求达到的数量", "the rate of a grant, not a limit", clause[:8]
        )
    if is_kind(spot, Kind.MONEY) and re.search(
        rf"(?:{w.GIVEN.pattern})[^。；]*(?:{w.GRANT.pattern})[^。；]*$", spot.lead
    ):
        return other("奖补的标准，不是要求达到的数量", "the rate of a grant, not a limit", "给予")
    if is_kind(spot, Kind.MONEY) and not re.search(
        r"(?:安排|落实|发放|兑现|争取|筹集|投入)[^，。；]{0,8}$", spot.before
    ):
        found = w.GRANT.search(spot.clause_lead[-16:]) or w.GRANT.match(
            spot.after.lstrip("的以内上下")
        )
        if found:
            return other(
                "奖补的标准，不是要求达到的数量", "the rate of a grant, not a limit", found[0]
            )
    return None


def earlier(spot: Spot) -> Reading | None:
    """由60日压减到7日: the first is the value that the law sets, or that stood before."""
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
    if not found or not is_kind(spot, *DURATIONS):
        return None
    value, unit = in_catalogue_unit(spot.figure.value or Fraction(0), spot.figure.unit)
    earlier = spot.so_far[-_LAST_FEW:][::-1]
    base = next((one for one in earlier if one.verdict is Verdict.LIMIT), None)
    if base is None or base.unit != unit or base.op is not Op.AT_MOST:
        return other("延长的期限，没有可依附的指标", "an extension without a limit", found[0])
    total = value if found[0].endswith(("至", "到")) else value + base.value
    return Reading(Verdict.EXTENSION, [(found[0], "extension")], value=total, unit=unit)


def past(spot: Spot) -> Reading | None:
    """已建成5个, 2020年达到64% of a plan from 2021 on: an achievement, no target."""
    if spot.figure.kind not in (FigureKind.NUMBER, FigureKind.SHARE, FigureKind.CHANGE):
        return None
    at = spot.at - 1
    if at >= 0 and spot.beside(at) and spot.so_far[at].reason == _PAST:
        between = spot.text[spot.figures[at].end : spot.figure.start]
        if not w.AHEAD.search(between):
            return Reading(Verdict.OTHER, [(between.strip(), "told together")], _PAST)
    done = w.PAST.search(spot.clause_lead) or w.PAST.match(spot.text[spot.figure.end :][:6])
    if done and re.match(r"\S{0,4}的", spot.text[spot.clause[0] + done.end() : spot.figure.start]):
        done = None  # 已建成的小区按……: which ones, not what was done
    if done and not re.search(r"以(?:上|内|下)?(?:降|压|提)", spot.after):
        return Reading(Verdict.OTHER, [(done[0], _PAST.en)], _PAST)
    for at in spot.near():
        date = spot.figures[at]
        if date.kind is not FigureKind.DATE:
            continue
        if w.BASE.search(spot.text[max(0, date.start - 4) : date.start]):
            continue
        year = re.match(r"\d{4}", date.text.translate(WIDTH))
        if year and int(year[0]) < spot.setting.start:
            return Reading(Verdict.OTHER, [(date.text, "a year before the plan")], _PAST)
        return None
    return None


def part_of_name(spot: Spot) -> Reading | None:
    """中电科13所, 生产线二期, 甲、乙等4家企业, 6个专项行动: no quantity that anybody asks for."""
    figure = spot.figure
    if not is_kind(spot, Kind.COUNT) or figure.kind is not FigureKind.NUMBER:
        return None
    made = _MADE_HERE.search(spot.before)
    han = not figure.text[:1].isdigit()
    if figure.unit in ("所", "期", "部", "路", "院", "厂") and spot.before and (han or not made):
        named = re.match(r"[\u4e00-\u9fff“]", spot.after) and not behind(spot)
        if (han or named) and not before(spot) and not re.search(r"举办|开展", spot.clause_lead):
            return other("名称的一部分，不是数量", "part of a name, not a quantity", figure.text)
    if spot.before.endswith("等") and not w.MADE.search(spot.clause_lead):
        return other("列举的数目", "how many were listed", "等")
    if (
        (figure.value or 0) <= 30
        and w.STRUCTURE.match(spot.after)
        and not behind(spot)
        and not before(spot)
    ):
        return other("计划自身的结构", "how many parts the plan has", spot.after[:6])
    if re.match(
        r"[^，。；、]{0,12}?全(?:面)?(?:覆盖|公开|公示|达标)",
        spot.text[figure.end : spot.clause[1]],
    ):
        return Reading(Verdict.SCOPE, [(figure.text, "what is covered")])
    if re.match(r"[^，。；]{0,10}?[、和及与][^，。；]{0,4}$", spot.after) and _covered_list(spot):
        return Reading(Verdict.SCOPE, [(figure.text, "what is covered")])
    return None


def _covered_list(spot: Spot) -> bool:
    """实现7个重点行业和14个地区全覆盖: the first of two that are covered."""
    following = spot.following
    if following is None or following.start >= spot.clause[1]:
        return False
    rest = spot.text[following.end : spot.clause[1]]
    return bool(re.match(r"[^，。；、]{0,12}?全(?:面)?(?:覆盖|公开|公示|达标)", rest))


def attribute(spot: Spot) -> Reading | None:
    """500万元及以下的小微企业, 高于50%的项目: says which cases, limits nothing."""
    said = f"{spot.figure.text}{spot.after[:6]}"
    scope = Reading(Verdict.SCOPE, [(said, "which cases")])
    late = _LATE.match(spot.after) or _FAILED.search(spot.before)
    if late and is_kind(spot, *DURATIONS):
        return scope
    if _condition(spot) or _of_size(spot):
        return scope
    if _RATE_OF.match(spot.after):
        return None
    if _up_to(spot):
        return scope
    if (
        spot.so_far
        and spot.so_far[-1].verdict is Verdict.SCOPE
        and spot.before == "以上"
        and behind(spot)
    ):
        return scope
    trigger = w.TRIGGER.search(spot.before)
    if trigger and not is_kind(spot, Kind.COUNT, Kind.PERCENT):
        return Reading(Verdict.SCOPE, [(trigger[0] + spot.figure.text, "which cases")])
    opens = not spot.before.strip() and spot.at and not spot.joined
    if opens and behind(spot) and is_kind(spot, Kind.OWN) and not w.ACHIEVED.search(spot.tail):
        return scope
    if (
        is_kind(spot, Kind.MONEY)
        and _OF_SIZE.match(spot.after)
        and not _MADE_HERE.search(spot.before)
    ):
        return scope
    if w.SCOPE_NOUN.match(spot.after) and not achieves(spot):
        return scope if behind(spot) or before(spot) or is_kind(spot, Kind.MONEY) else None
    if not _PART_OF.match(spot.after) or achieves(spot):
        return None
    front = before(spot)
    strict = front is not None and front[0] in (Op.ABOVE, Op.BELOW)
    if behind(spot) and not is_kind(spot, *DURATIONS):
        return scope
    if strict or (front and not is_kind(spot, *DURATIONS)) or spot.after.strip() == "的":
        return scope
    return None


def _up_to(spot: Spot) -> bool:
    """The first of 一万元以上五万元以下."""
    following = spot.following
    if spot.after.strip() != "以上" or following is None:
        return False
    return spot.text.startswith("以下", following.end)


def _of_size(spot: Spot) -> bool:
    """淘汰10万千瓦以下机组6台, 供热半径30公里范围内: of that size, so far around."""
    following = spot.following
    counted = following is not None and following.start < spot.clause[1] and following.unit
    sized = behind(spot) and counted and _SIZE_OF.fullmatch(spot.after)
    return bool(sized or _RADIUS.match(spot.after))


def _condition(spot: Spot) -> bool:
    """投资超过1亿元的，给予……; 三十日内未答复的，视为……: the clause says when, not how much."""
    high = spot.clause[1]
    if not spot.text.endswith("的", 0, high):
        return False
    return spot.text[high : high + 1] in ("，", "；", "：") and bool(
        behind(spot) or before(spot) or is_kind(spot, *DURATIONS)
    )


def criterion(spot: Spot) -> Reading | None:
    """培育15个数控化率提升5%以上的集群: the 5% tells which clusters the 15 are."""
    if spot.figure.kind not in (FigureKind.NUMBER, FigureKind.SHARE, FigureKind.CHANGE):
        return None
    if not _OF_IT.search(spot.text, spot.figure.end, spot.clause[1]):
        return None
    counted = any(
        spot.so_far[at].verdict is Verdict.LIMIT
        and spot.figures[at].unit in ("个", "家", "项", "户", "名", "批", "类", "条", "处", "座")
        and spot.figures[at].start >= spot.clause[0]
        and spot.so_far[at].statistic is not Statistic.SHARE
        for at in spot.near()
    )
    return Reading(Verdict.SCOPE, [(spot.figure.text, "which of them count")]) if counted else None


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
