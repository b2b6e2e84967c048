"""What a reader must know beside a figure: what was left out, who is missing, what disagrees."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from yshj.catalogue.bodies import Body
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.cells import Mark
from yshj.contract.periods import Period
from yshj.contract.windows import years_there_are
from yshj.errors import Text
from yshj.judge.measure import measure
from yshj.judge.measured import Measure
from yshj.judge.model import Finding
from yshj.judge.question import Question
from yshj.judge.ruling import Ruling
from yshj.judge.speakers import Rank, Speaker
from yshj.judge.status import Status
from yshj.observe.cases import State
from yshj.observe.evidence import Evidence
from yshj.thresholds.numbers import show


def left_out(
    question: Question, evidence: Sequence[Evidence], relatives: Sequence[Target]
) -> list[Text]:
    """What was sent and not judged, counted and named.

    `relatives` are the targets of the same name for other years, the target itself among them.
    """
    notes: list[Text] = []
    crossing: list[Period] = []
    outside = sum(_cases(one, State.OUTSIDE) for one in evidence)
    future = sum(_cases(one, State.FUTURE) for one in evidence)
    if not question.target.is_milestone:
        for one in evidence:
            for row in one.rows:
                if not question.window.contains(row.period):
                    outside += 1
                elif row.period.end > question.end:
                    future += 1
                elif question.target.yearly and row.period.start.year != row.period.end.year:
                    crossing.append(row.period)
    if outside:
        notes.append(_outside(outside, relatives))
    if crossing:
        periods = ", ".join(map(str, crossing))
        notes.append(
            Text(
                f"按年判定，跨年的期间不归入任何一年，未判定：{periods}",
                f"judged year by year; what lies in no single year is not judged: {periods}",
            )
        )
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
        named = [one.body for one in evidence if any(row.mark is mark for row in one.rows)]
        if named:
            notes.append(list_of(named, zh, en))
    return notes


def _outside(count: int, relatives: Sequence[Target]) -> Text:
    if not any(one.years for one in relatives):
        return Text(
            f"{count:,} 条在计划窗口之外，未判定",
            f"{count:,} outside the plan's window, not judged",
        )
    years = years_there_are(tuple(relatives))
    return Text(
        f"{count:,} 条不在该指标的年份之内，未判定；有目标的年份：{years.zh}",
        f"{count:,} about other years than the target, not judged; there are targets for: "
        f"{years.en}",
    )


def not_begun(question: Question) -> Text:
    """Why a target of later years is not judged yet."""
    start = question.window.start
    return Text(f"{start} 起才判定，尚未开始", f"judged from {start} on: not begun yet")


def _cases(one: Evidence, state: State) -> int:
    return sum(
        n for tally in one.cases.values() for came, n in tally.items() if came.state is state
    )


def differences(target: Target, ruling: Ruling, decider: Speaker) -> list[Text]:
    """What the others reported, where it says something else than what decided."""
    deciding = {one.body for one in decider.accounts}
    beside = [
        one
        for one in ruling.admitted
        if one.said and one.body not in deciding and (one.figures or one.cases)
    ]
    if not beside:
        return []
    found, other = decider.known, measure(target, beside)
    if not isinstance(other.observed, Fraction) or not isinstance(found.observed, Fraction):
        return []
    comparable = target.adds_up or target.statistic is Statistic.EACH
    comparable = comparable or other.numerator is not None
    if other.observed == found.observed or (not comparable and other.holds == found.holds):
        return []
    mine, theirs = show(found.observed, target.threshold), show(other.observed, target.threshold)
    if decider.rank is Rank.PARTS:
        return [
            Text(
                f"另有填报 {theirs}，以各单位所报为准",
                f"{theirs} is reported beside; the bodies' own figures decide",
            )
        ]
    name = decider.accounts[0].body
    return [
        Text(
            f"{name.name}报 {mine}，各单位合并为 {theirs}，以{name.name}为准",
            f"{name.en} reports {mine}, the bodies together {theirs}; {name.en} decides",
        )
    ]


def about(finding: Finding, question: Question) -> list[Text]:
    """What a reader must know of the verdict itself."""
    found, target, notes = finding.measure, finding.target, []
    if found.rolled:
        notes.append(
            Text(
                f"{found.rolled:,} 件因期限末日为休息日顺延而未超期",
                f"{found.rolled:,} within the limit only because the last day rolled over",
            )
        )
    if finding.status is Status.AT_RISK:
        notes.append(_progress(found, target, question))
    return notes


def _progress(found: Measure, target: Target, question: Question) -> Text:
    """How far a sum has come, and how much of the time until the deadline is gone."""
    start = question.window.start
    gone = Fraction((question.as_of - start).days + 1, (question.due - start).days + 1)
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
