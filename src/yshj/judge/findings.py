"""Which evidence decides, and the status it gives: one finding a target."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from yshj.catalogue.bodies import Body, BodyKind
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.waivers import Waiver
from yshj.contract.cells import Mark
from yshj.errors import Text
from yshj.judge.measure import Measure, measure
from yshj.observe.cases import State
from yshj.observe.evidence import Evidence
from yshj.thresholds.numbers import show


class Status(StrEnum):
    """Only `pass` is green."""

    PASS = "pass"  # noqa: S105 - a verdict
    FAIL = "fail"
    AT_RISK = "at_risk"
    WARN = "warn"
    WAIVED = "waived"
    PARTIAL = "partial"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"


@dataclass
class Finding:
    """The verdict on one target.

    `reported` of `expected` bodies reported; `unwaived` is the status a waived target would have.
    """

    target: Target
    status: Status
    measure: Measure
    reported: tuple[Body, ...] = ()
    expected: tuple[Body, ...] = ()
    notes: list[Text] = field(default_factory=list)
    by_body: list[BodyFinding] = field(default_factory=list)
    waivers: tuple[Waiver, ...] = ()
    unwaived: Status | None = None

    @property
    def missing(self) -> tuple[Body, ...]:
        return tuple(body for body in self.expected if body not in self.reported)


@dataclass
class BodyFinding:
    """The same target on one body's evidence alone."""

    body: Body
    status: Status
    measure: Measure
    decides: bool


def judge(
    catalogue: Catalogue,
    target: Target,
    evidence: Sequence[Evidence],
    as_of: date,
    waivers: Sequence[Waiver] = (),
) -> Finding:
    """One target on all its evidence; what a waiver sets aside is judged as well, and shown."""
    mine = [waiver for waiver in waivers if waiver.target == target.id and waiver.valid(as_of)]
    if not mine:
        return _judge(catalogue, target, evidence, as_of)
    whole = _judge(catalogue, target, evidence, as_of)
    sent = {None, *(one.body.name for one in evidence)}
    used = tuple(waiver for waiver in mine if waiver.reporter in sent)
    if not used:
        return whole
    aside = {waiver.reporter for waiver in used}
    kept = [one for one in evidence if None not in aside and one.body.name not in aside]
    if not any(map(_says, kept)):
        whole.waivers, whole.unwaived, whole.status = used, whole.status, Status.WAIVED
        return whole
    rest = _judge(catalogue, target, kept, as_of, aside)
    rest.waivers, rest.unwaived = used, whole.status
    left = iter(rest.by_body)
    rest.by_body = [
        BodyFinding(one.body, Status.WAIVED, one.measure, False)
        if one.body.name in aside
        else next(left)
        for one in whole.by_body
    ]
    names = [one.body for one in evidence if one.body.name in aside]
    rest.notes.append(_list(names, "已豁免：", "set aside by waiver: "))
    return rest


def _judge(
    catalogue: Catalogue,
    target: Target,
    evidence: Sequence[Evidence],
    as_of: date,
    aside: Collection[str | None] = (),
) -> Finding:
    deciding, beside, notes = deciders(catalogue, target, evidence)
    found = measure(target, deciding)
    expected = _expected(catalogue, target, deciding)
    expected = tuple(body for body in expected if body.name not in aside)
    reported = tuple(one.body for one in deciding)
    finding = Finding(target, Status.NO_DATA, found, reported, expected, [*notes, *found.notes])
    missing = bool(finding.missing) or _city_is_missing(target, deciding)
    finding.status = status(target, found, deciding, as_of, missing)
    finding.notes += _left_out(evidence)
    finding.notes += [note for one in evidence for note in one.reported.notes]
    finding.notes += _differences(target, found, deciding, beside)
    finding.notes += _about(finding, as_of, catalogue.plan.window.start)
    names = {one.body.name for one in deciding}
    for one in evidence:
        alone = measure(target, [_own(one)])
        part = one.body.kind in (BodyKind.DISTRICT, BodyKind.ZONE) or len(expected) > 1
        alone_status = status(target, alone, [one], as_of, target.adds_up and part)
        finding.by_body.append(BodyFinding(one.body, alone_status, alone, one.body.name in names))
    return finding


def deciders(
    catalogue: Catalogue, target: Target, evidence: Sequence[Evidence]
) -> tuple[list[Evidence], list[Evidence], list[Text]]:
    """The evidence that decides, what stands beside it, and notes on what was set aside.

    Case files come first: they are what a reported figure sums up. Then the city's own figure,
    then that of the one body named to report; then the bodies that add up to the city.
    """
    said = [one for one in evidence if _says(one)]
    if any(map(_has_cases, said)):
        return _with_cases(catalogue, said)
    speakers = [catalogue.bodies.city.name]
    if isinstance(target.reported_by, tuple) and len(target.reported_by) == 1:
        speakers += [body.name for body in catalogue.expected(target)]
    for name in speakers:
        for one in said:
            if one.body.name == name:
                return [one], [other for other in said if other is not one], []
    if not target.adds_up:
        return said, [], []
    parts = {body.name for body in (*catalogue.parts, *catalogue.expected(target))}
    summed = [one for one in said if one.body.name in parts]
    others = [one.body for one in said if one not in summed]
    notes = []
    if others:
        notes.append(
            _list(
                others,
                "不是相加成全市的单位，未计入：",
                "not among the bodies that add up to the city, left out: ",
            )
        )
    return summed, [], notes


def _with_cases(
    catalogue: Catalogue, said: Sequence[Evidence]
) -> tuple[list[Evidence], list[Evidence], list[Text]]:
    """Case files decide for the body that sent them; the other bodies' figures for themselves.

    What sums those case files up stands beside them: the same body's figures, and the city's.
    """
    city = catalogue.bodies.city
    alone = any(one.body == city for one in said if _has_cases(one))
    deciding, beside = [], []
    for one in said:
        if _has_cases(one):
            deciding.append(_own(one))
        elif not alone and one.body != city:
            deciding.append(one)
            continue
        if one.reported.figures:
            beside.append(one)
    return deciding, beside, []


def _own(one: Evidence) -> Evidence:
    """A body's case files without the figures that sum them up."""
    return Evidence(one.body, one.cases) if _has_cases(one) else one


def _says(one: Evidence) -> bool:
    """A figure or a case, or a word that it does not apply or that there was nothing."""
    spoken = one.reported.marks & {Mark.ZERO, Mark.NOT_APPLICABLE}
    said = one.reported.figures or one.reported.planned or spoken
    return _has_cases(one) or bool(said)


def _has_cases(one: Evidence) -> bool:
    return any(came.state in (State.DONE, State.OPEN) for came in one.cases or ())


def _city_is_missing(target: Target, deciding: Sequence[Evidence]) -> bool:
    """A figure that only the city can give, from bodies that are not the city."""
    if target.over_bodies != "city" or not deciding:
        return False
    return all(one.body.kind in (BodyKind.DISTRICT, BodyKind.ZONE) for one in deciding)


def _expected(
    catalogue: Catalogue, target: Target, deciding: Sequence[Evidence]
) -> tuple[Body, ...]:
    """The bodies whose word was needed, given who spoke: the city speaks for all."""
    exempt = {
        one.body.name
        for one in deciding
        if one.reported.marks == {Mark.NOT_APPLICABLE} and not one.reported.figures
    }
    kinds = {one.body.kind for one in deciding}
    wanted = catalogue.expected(target)
    if target.over_bodies == "city":
        return wanted
    if BodyKind.CITY in kinds and not any(_has_cases(one) for one in deciding):
        wanted = (catalogue.bodies.city,)
    elif target.reported_by == "city" and kinds & {BodyKind.DISTRICT, BodyKind.ZONE}:
        wanted = catalogue.parts
    elif target.reported_by == "city" and deciding:
        wanted = tuple(one.body for one in deciding)
    return tuple(body for body in wanted if body.name not in exempt)


def status(
    target: Target, found: Measure, deciding: Sequence[Evidence], as_of: date, missing: bool
) -> Status:
    """The status of a measure: see design section 3. Nothing judged is never a pass."""
    if target.over_bodies == "city" and missing and found.n:
        return Status.PARTIAL  # only the city can say, and parts of it may count a thing twice
    if found.n == 0:
        return _nothing(found, deciding)
    if found.holds is None:
        return Status.UNDETERMINED
    if found.holds:
        return Status.PASS
    if target.adds_up and missing and not target.op.ceiling:
        return Status.PARTIAL
    if target.due is not None and target.due > as_of:
        return Status.AT_RISK
    return Status.WARN if target.hedge else Status.FAIL


def _nothing(found: Measure, deciding: Sequence[Evidence]) -> Status:
    if found.open:
        return Status.UNDETERMINED
    marks = {mark for one in deciding for mark in one.reported.marks}
    return Status.NOT_APPLICABLE if marks else Status.NO_DATA


def _left_out(evidence: Sequence[Evidence]) -> list[Text]:
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
            notes.append(_list(named, zh, en))
    return notes


def _cases(evidence: Sequence[Evidence], state: State) -> list[int]:
    return [n for one in evidence for came, n in (one.cases or {}).items() if came.state is state]


def _differences(
    target: Target, found: Measure, deciding: Sequence[Evidence], beside: Sequence[Evidence]
) -> list[Text]:
    """Reported figures that say something else than what decided."""
    if not beside:
        return []
    other = measure(target, [Evidence(one.body, None, one.reported) for one in beside])
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
    if found.from_cases:
        return [
            Text(
                f"按办件为 {mine}，填报数为 {theirs}，以办件为准",
                f"the case files give {mine}, the reported figure is {theirs}; the cases decide",
            )
        ]
    name = deciding[0].body
    return [
        Text(
            f"{name.name}报 {mine}，各单位合并为 {theirs}，以{name.name}为准",
            f"{name.en} reports {mine}, the bodies together {theirs}; {name.en} decides",
        )
    ]


def _about(finding: Finding, as_of: date, start: date) -> list[Text]:
    found, target, notes = finding.measure, finding.target, []
    if found.rolled:
        notes.append(
            Text(
                f"{found.rolled:,} 件因期限末日为休息日顺延而未超期",
                f"{found.rolled:,} within the limit only because the last day rolled over",
            )
        )
    if finding.status is Status.AT_RISK and target.adds_up and target.threshold and target.due:
        assert isinstance(found.observed, Fraction)
        year = Fraction((as_of - start).days + 1, (target.due - start).days + 1)
        done = show(found.observed / Fraction(target.threshold) * 100, 100, 0)
        notes.append(
            Text(
                f"已完成 {done}%，时间过去 {show(max(year, Fraction(0)) * 100, 100, 0)}%",
                f"{done}% done, {show(max(year, Fraction(0)) * 100, 100, 0)}% of the time gone",
            )
        )
    if finding.status is Status.PARTIAL and finding.missing:
        notes.append(_list(finding.missing, "尚未报：", "not yet reported: "))
    return notes


def _list(bodies: Sequence[Body], zh: str, en: str) -> Text:
    shown, more = bodies[:4], len(bodies) - 4
    zh += "、".join(body.name for body in shown) + (f" 等 {len(bodies)} 个" if more > 0 else "")
    en += ", ".join(body.en for body in shown) + (f" and {more} more" if more > 0 else "")
    return Text(zh, en)
