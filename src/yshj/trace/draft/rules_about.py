"""Rules for numbers that say something about a limit, or belong to something else."""

from __future__ import annotations

import re
from fractions import Fraction

from yshj.errors import Text
from yshj.thresholds.limits import Op
from yshj.thresholds.units import DURATIONS, Kind
from yshj.trace.draft import words as w
from yshj.trace.draft.comparators import achieves, before, behind, is_kind
from yshj.trace.draft.readings import Reading, Verdict, other
from yshj.trace.draft.spots import Spot
from yshj.trace.figures import FigureKind
from yshj.trace.measures import in_catalogue_unit, unit_of

_PART_OF = re.compile(r"^\s?(?:及|含)?(?:以[上下内])?的")
_LATE = re.compile(r"^(?:以?内)(?:仍)?(?:未|没有|不(?!超))|^未")
_FAILED = re.compile(r"未(?:能|按|于)?在?$|禁止[^，。；]{0,6}$")


def penalty(spot: Spot) -> Reading | None:
    if is_kind(spot, Kind.MONEY) or spot.figure.unit in ("倍", "%"):
        sentence = spot.text[slice(*spot.sentence)]
        found = w.PENALTY.search(spot.tail) or re.search(r"罚款|罚金", sentence)
        if found:
            return other("罚则中的数额", "an amount of a penalty", found[0])
    return None


def grant(spot: Spot) -> Reading | None:
    if is_kind(spot, Kind.MONEY):
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
    if late and is_kind(spot, *DURATIONS):
        return scope
    condition = spot.text[: spot.clause[1]].endswith("的")
    if condition and behind(spot) and is_kind(spot, Kind.COUNT, Kind.MONEY):
        return scope
    following = spot.following
    if spot.after.strip() == "以上" and following and spot.text.startswith("以下", following.end):
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
