"""What a reader must know beside a figure: what was left out, who is missing, what disagrees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from yshj.catalogue.bodies import Body
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.cells import Mark
from yshj.errors import Text
from yshj.judge.measure import Measure, measure
from yshj.judge.model import Finding, Status
from yshj.observe.cases import State
from yshj.observe.evidence import Evidence
from yshj.thresholds.numbers import show


def left_out(evidence: Sequence[Evidence]) -> list[Text]:
    """What was sent and not judged, counted and named."""
    notes = []
    outside = sum(_cases(evidence, State.OUTSIDE)) + sum(one.reported.outside for one in evidence)
    if outside:
        notes.append(
            Text(
                f"{outside:,} 条在计划窗口之外，未判定",
                f"{outside:,} outside the plan's window, not judged",
            )
        )
    future = sum(_cases(evidence, State.FUTURE)) + sum(one.reported.future for one in evidence)
    if future:
        notes.append(
            Text(
                f"{future:,} 条晚于判定日，未判定",
                f"{future:,} later than the as-of day, not judged",
            )
        )
    for mark, zh, en in (
        (Mark.NOT_APPLICABLE, "不涉及：", "does not apply to: "),
        (Mark.NOT_REPORTED, "未报：", "left blank by: "),
        (Mark.ZERO, "零报告：", "reported as zero by: "),
    ):
        named = [one.body for one in evidence if mark in one.reported.marks]
        if named:
            notes.append(list_of(named, zh, en))
    return notes


def _cases(evidence: Sequence[Evidence], state: State) -> list[int]:
    return [n for one in evidence for came, n in (one.cases or {}).items() if came.state is state]


def differences(
    target: Target, found: Measure, deciding: Sequence[Evidence], beside: Sequence[Evidence]
) -> list[Text]:
    """Reported figures that say something else than what decided."""
    if not beside:
        return []
    other = measure(target, beside)
    if found.from_cases:  # like with like: the same bodies' case files, or all for the city
        names = {one.body.name for one in beside}
        found = measure(target, [one for one in deciding if one.body.name in names] or deciding)
    if not isinstance(other.observed, Fraction) or not isinstance(found.observed, Fraction):
        return []
    comparable = target.adds_up or target.statistic is Statistic.EACH
    comparable = comparable or other.numerator is not None or found.from_cases
    if other.observed == found.observed or (not comparable and other.holds == found.holds):
        return []
    mine, theirs = show(found.observed, target.threshold), show(other.observed, target.threshold)
    if found.from_cases and not other.from_cases:
        return [
            Text(
                f"按办件为 {mine}，填报数为 {theirs}，以办件为准",
                f"the case files give {mine}, the reported figure is {theirs}; the cases decide",
            )
        ]
    if len(deciding) > 1 or target.over_bodies == "each":
        return [
            Text(
                f"另有填报 {theirs}，以各单位所报为准",
                f"{theirs} is reported beside; the bodies' own figures decide",
            )
        ]
    name = deciding[0].body
    return [
        Text(
            f"{name.name}报 {mine}，各单位合并为 {theirs}，以{name.name}为准",
            f"{name.en} reports {mine}, the bodies together {theirs}; {name.en} decides",
        )
    ]


def about(finding: Finding, evidence: Sequence[Evidence], as_of: date, start: date) -> list[Text]:
    found, target, notes = finding.measure, finding.target, []
    if found.rolled:
        notes.append(
            Text(
                f"{found.rolled:,} 件因期限末日为休息日顺延而未超期",
                f"{found.rolled:,} within the limit only because the last day rolled over",
            )
        )
    if finding.status is Status.AT_RISK:
        notes.append(_progress(found, target, as_of, start))
    blank = {one.body.name for one in evidence if Mark.NOT_REPORTED in one.reported.marks}
    silent = [body for body in finding.missing if body.name not in blank]  # those are told already
    if finding.status is Status.PARTIAL and silent:
        notes.append(list_of(silent, "尚未报：", "not yet reported: "))
    return notes


def _progress(found: Measure, target: Target, as_of: date, start: date) -> Text:
    """How far a sum has come, and how much of the time until the deadline is gone."""
    assert target.due is not None
    gone = Fraction((as_of - start).days + 1, (target.due - start).days + 1)
    time = show(max(gone, Fraction(0)) * 100, 100, 0)
    if not target.adds_up or not target.threshold or not isinstance(found.observed, Fraction):
        return Text(f"时间过去 {time}%", f"{time}% of the time gone")
    done = show(found.observed / Fraction(target.threshold) * 100, 100, 0)
    return Text(f"已完成 {done}%，时间过去 {time}%", f"{done}% done, {time}% of the time gone")


def list_of(bodies: Sequence[Body], zh: str, en: str) -> Text:
    shown, more = bodies[:4], len(bodies) - 4
    zh += "、".join(body.name for body in shown) + (f" 等 {len(bodies)} 个" if more > 0 else "")
    en += ", ".join(body.en for body in shown) + (f" and {more} more" if more > 0 else "")
    return Text(zh, en)
