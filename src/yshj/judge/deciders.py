"""Whose evidence decides a target, where several bodies have spoken."""

from __future__ import annotations

from collections.abc import Sequence

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue, Target
from yshj.contract.cells import Mark
from yshj.errors import Text
from yshj.judge.notes import list_of
from yshj.observe.cases import State
from yshj.observe.evidence import Evidence


def deciders(
    catalogue: Catalogue, target: Target, evidence: Sequence[Evidence]
) -> tuple[list[Evidence], list[Evidence], list[Text]]:
    """The evidence that decides, what stands beside it, and notes on what was set aside.

    Case files come first: they are what a reported figure sums up. Then the figure of whoever
    speaks for the whole city; then the bodies that add up to it.
    """
    said = [one for one in evidence if says(one)]
    if any(map(has_cases, said)):
        return _with_cases(catalogue, target, said)
    parts = {body.name for body in catalogue.parts}
    own = [one for one in said if one.body.name in parts]
    if target.over_bodies == "each" and own:  # each must reach the level: nobody speaks for it
        return own, [one for one in said if one not in own], []
    for name in _speakers(catalogue, target):
        for one in said:
            if one.body.name == name:
                return [one], [other for other in said if other is not one], []
    if not target.adds_up:
        return said, [], []
    parts |= {body.name for body in catalogue.expected(target)}
    summed = [one for one in said if one.body.name in parts]
    others = [one.body for one in said if one not in summed]
    notes = []
    if others:
        notes.append(
            list_of(
                others,
                "不是相加成全市的单位，未计入：",
                "not among the bodies that add up to the city, left out: ",
            )
        )
    return summed, [], notes


def _speakers(catalogue: Catalogue, target: Target) -> list[str]:
    """Who speaks for the whole city, the first that spoke deciding.

    The city itself; the one body named to report; else the bodies that answer for the item.
    """
    names = [catalogue.bodies.city.name]
    if isinstance(target.reported_by, tuple) and len(target.reported_by) == 1:
        names += [body.name for body in catalogue.expected(target)]
    elif isinstance(target.reported_by, str) and not target.is_milestone:
        found = map(catalogue.bodies.find, catalogue.items[target.item].answerable)
        names += [body.name for body in found if body is not None]
    return names


def _with_cases(
    catalogue: Catalogue, target: Target, said: Sequence[Evidence]
) -> tuple[list[Evidence], list[Evidence], list[Text]]:
    """Case files decide for the body that sent them; the other bodies' figures for themselves.

    What sums those case files up stands beside them: the same body's figures, and the city's,
    unless it is a worst case, which must hold as well.
    """
    city = catalogue.bodies.city
    for one in said:
        if one.body == city and has_cases(one):  # the city's own ledger, its parts beside it
            rest = [own(other) for other in said if other is not one]
            same = [Evidence(city, None, one.reported)] if one.reported.figures else []
            return [own(one)], [*same, *rest], []
    deciding, beside = [], []
    for one in said:
        if has_cases(one):
            deciding.append(own(one))
        elif one.body != city or target.statistic is Statistic.EACH:
            deciding.append(one)
            continue
        if one.reported.figures:
            beside.append(Evidence(one.body, None, one.reported))
    return deciding, beside, []


def own(one: Evidence) -> Evidence:
    """A body's case files without the figures that sum them up."""
    return Evidence(one.body, one.cases) if has_cases(one) else one


def says(one: Evidence) -> bool:
    """A figure or a case, or a word that it does not apply or that there was nothing."""
    spoken = one.reported.marks & {Mark.ZERO, Mark.NOT_APPLICABLE}
    said = one.reported.figures or one.reported.planned or spoken
    return has_cases(one) or bool(said)


def has_cases(one: Evidence) -> bool:
    return any(came.state in (State.DONE, State.OPEN) for came in one.cases or ())
