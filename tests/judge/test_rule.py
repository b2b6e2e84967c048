"""The one rule itself: a verdict stands only if nothing that is still missing could turn it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yshj.catalogue.bodies import Body
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue, Target
from yshj.contract.amounts import Figure
from yshj.contract.cells import Mark
from yshj.contract.periods import Period
from yshj.judge.findings import judge
from yshj.judge.model import Finding
from yshj.judge.status import Status
from yshj.observe.evidence import Evidence
from yshj.observe.figures import Row

STANDS = {Status.PASS, Status.FAIL, Status.WARN}
TARGETS = (
    "08-setup-time",  # each, of every district and zone
    "36-utilities-hookup",  # each, of three bodies by name
    "41-guarantee-rate",  # each, by a deadline
    "98-waste-sorting",  # a share of 100 %, the latest
    "03-agency-supervision",  # a share of 100 %, over the year
    "42-remote-opening-rate",  # the same, by a deadline
    "95-health-centres-standard",  # another share, the latest, hedged
    "68-assisted-drafting",  # another share, over the year, with parts
    "17-warehouse-time",  # a mean
    "47-clearance-time",  # a change, by a deadline
    "83-pledge-growth",  # a change, of every district and zone
    "87-high-tech-firms",  # a sum with a floor
    "73-unlawful-evidence",  # a sum with a ceiling
    "81-ip-stations",  # a summed level
    "41-capital-districts",  # a level of each
    "41-capital-city",  # a level of one
)
QUARTERS = [
    Period(date(2021, 3 * n + 1, 1), date(2021, 3 * n + 3, 31 if n in (0, 3) else 30))
    for n in range(4)
]
MUCH = Fraction(10**9)


def figure(target: Target, size: Fraction, *, much: bool = False) -> Figure:
    """A figure of `size` (0 to 1) between as little and as much as there could be.

    With `much` it weighs more than everything else together.
    """
    weight = MUCH**2 if much else Fraction(100)
    most = MUCH if much else Fraction(target.threshold) * 2
    if target.statistic is Statistic.SHARE:
        return Figure(numerator=size * weight, denominator=weight)
    if target.statistic is Statistic.MEAN:
        return Figure(value=size * most, weight=weight)
    if target.statistic is Statistic.CHANGE:  # from -100 % to 300 %
        return Figure((4 * size - 1) * 100, 4 * size * weight, weight, weight)
    return Figure(value=size * most)


def asked(
    catalogue: Catalogue, target: Target, rows: dict[Body, list[Row]], as_of: date
) -> Finding:
    sent = [Evidence(body, {}, rows[body]) for body in catalogue.bodies.all if body in rows]
    return judge(catalogue, target, sent, as_of)


def completed(
    rows: dict[Body, list[Row]], found: Finding, with_figure: Figure
) -> dict[Body, list[Row]]:
    """The same with a valid row for each body and time that is named missing."""
    more = {body: list(mine) for body, mine in rows.items()}
    for body, period in found.missing_time:
        more.setdefault(body, []).append(Row(period, with_figure))
    return more


@st.composite
def sent(draw: st.DrawFn, catalogue: Catalogue) -> tuple[Target, dict[Body, list[Row]], date]:
    """Quarters of some of those that have to report, most of them complete."""
    target = catalogue.targets[draw(st.sampled_from(TARGETS))]
    reporters = catalogue.expected(target)
    rows: dict[Body, list[Row]] = {}
    all_of = draw(st.sampled_from([0, 0, 0, 1, 3]))
    for body in reporters:
        if all_of and draw(st.integers(0, all_of)) == 0:
            continue
        quarters = QUARTERS[: draw(st.sampled_from([4, 4, 4, 3, 1]))]
        sizes = st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1)])
        size = draw(sizes)
        mine = [Row(one, figure(target, size)) for one in quarters]
        if draw(st.integers(0, 9)) == 0:
            mine = [Row(one, mark=Mark.NOT_APPLICABLE) for one in quarters]
        if draw(st.integers(0, 9)) == 0 and len(mine) > 1:
            mine.pop(0)
        rows[body] = mine
    return target, rows, draw(st.sampled_from([date(2021, 12, 31), date(2022, 1, 31)]))


FEW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(data=st.data())
def test_no_completion_turns_a_verdict_that_stands(
    catalogue: Catalogue, data: st.DataObject
) -> None:
    target, rows, as_of = data.draw(sent(catalogue))
    found = asked(catalogue, target, rows, as_of)
    if found.status not in STANDS:
        return
    for much in (False, True):
        for size in (Fraction(0), Fraction(1, 3), Fraction(1)):
            more = completed(rows, found, figure(target, size, much=much))
            assert asked(catalogue, target, more, as_of).status is found.status


@FEW
@given(data=st.data())
def test_every_partial_can_still_become_either(catalogue: Catalogue, data: st.DataObject) -> None:
    target, rows, as_of = data.draw(sent(catalogue))
    found = asked(catalogue, target, rows, as_of)
    if found.status is not Status.PARTIAL:
        return
    assert _verdicts(catalogue, target, rows, found, as_of) == {True, False}


def _verdicts(
    catalogue: Catalogue, target: Target, rows: dict[Body, list[Row]], found: Finding, as_of: date
) -> set[bool]:
    sizes: Iterable[Fraction] = (Fraction(0), Fraction(1))
    ends = [
        asked(catalogue, target, completed(rows, found, figure(target, size, much=True)), as_of)
        for size in sizes
    ]
    assert all(one.status in STANDS for one in ends)
    return {one.status is Status.PASS for one in ends}


@pytest.mark.parametrize("name", TARGETS)
def test_the_cases_that_the_rule_is_tried_on_are_partial_and_stand(
    catalogue: Catalogue, name: str
) -> None:
    """The two tests above are about something: of each target there are verdicts of both kinds."""
    target = catalogue.targets[name]
    bodies = catalogue.expected(target)
    size = Fraction(0) if target.op.ceiling else Fraction(1)
    met = figure(target, size, much=True)
    whole = {body: [Row(one, met) for one in QUARTERS] for body in bodies}
    assert asked(catalogue, target, whole, date(2021, 12, 31)).status is Status.PASS
    first = {bodies[0]: [Row(QUARTERS[0], met)]}
    found = asked(catalogue, target, first, date(2021, 12, 31))
    settled = target.statistic is Statistic.TOTAL and not target.op.ceiling
    assert found.status is (Status.PASS if settled else Status.PARTIAL)
