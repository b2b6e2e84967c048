"""One finding a target: the evidence that decides, measured, and the status it gives."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from yshj.catalogue.bodies import Body, BodyKind
from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.waivers import Waiver
from yshj.contract.cells import Mark
from yshj.judge.deciders import deciders, own, says
from yshj.judge.measure import Measure, measure
from yshj.judge.model import BodyFinding, Finding, Status
from yshj.judge.notes import about, differences, left_out, list_of
from yshj.observe.evidence import Evidence


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
    spoken_of = {None, *(one.body.name for one in evidence), *(b.name for b in whole.missing)}
    used = tuple(waiver for waiver in mine if waiver.reporter in spoken_of)
    if not used:
        return whole
    aside = {waiver.reporter for waiver in used}
    kept = [one for one in evidence if None not in aside and one.body.name not in aside]
    if not any(map(says, kept)):
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
    if names:
        rest.notes.append(list_of(names, "已豁免：", "set aside by waiver: "))
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
    blank = [one for one in evidence if not says(one)]  # asked, and left without an answer
    finding.status = status(target, found, [*deciding, *blank], as_of, missing)
    finding.notes += left_out(evidence)
    finding.notes += [note for one in evidence for note in one.reported.notes]
    finding.notes += differences(target, found, deciding, beside)
    finding.notes += about(finding, evidence, as_of, catalogue.plan.window.start)
    names = {one.body.name for one in deciding}
    for one in evidence:
        alone = measure(target, [own(one)])
        part = one.body.kind in (BodyKind.DISTRICT, BodyKind.ZONE) or len(expected) > 1
        alone_status = status(target, alone, [one], as_of, target.adds_up and part)
        finding.by_body.append(BodyFinding(one.body, alone_status, alone, one.body.name in names))
    return finding


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
        alone = _city_is_missing(target, deciding)
        return wanted if alone or not deciding else tuple(one.body for one in deciding)
    if kinds == {BodyKind.CITY}:
        wanted = (catalogue.bodies.city,)
    elif len(deciding) == 1 and kinds == {BodyKind.AGENCY} and isinstance(target.reported_by, str):
        wanted = (deciding[0].body,)
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
    # a sum below its floor may yet reach it, one below its ceiling may yet pass it
    if target.adds_up and missing and found.holds == target.op.ceiling:
        return Status.PARTIAL
    if found.holds:
        return Status.PASS
    if target.due is not None and target.due > as_of:
        return Status.AT_RISK
    return Status.WARN if target.hedge else Status.FAIL


def _nothing(found: Measure, deciding: Sequence[Evidence]) -> Status:
    if found.open:
        return Status.UNDETERMINED
    marks = {mark for one in deciding for mark in one.reported.marks}
    said = marks & {Mark.NOT_APPLICABLE, Mark.ZERO}
    return Status.NOT_APPLICABLE if said and Mark.NOT_REPORTED not in marks else Status.NO_DATA
