"""Rules 1 to 3: who may decide, who stands beside, who has to report, who is refused."""

from __future__ import annotations

from dataclasses import dataclass

from tests.evidence.model import FigureRow, Law, Row, Said, is_latest
from yshj.catalogue.bodies import Body
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target


@dataclass(frozen=True)
class Who:
    """Everybody about one target, by name.

    `expected` has to report (rule 2). `only` is the only reporter, if it is not the city: it
    belongs to the city's speaker. `leads` decide singly; `beside` are admitted and never decide.
    `parts` are the bodies pooled under an admitted one (rule 3).
    """

    city: str
    expected: tuple[str, ...]
    only: str | None
    leads: tuple[str, ...]
    beside: tuple[str, ...]
    parts: dict[str, tuple[str, ...]]

    @property
    def group(self) -> tuple[str, ...]:
        """Those who have to report, where they are not the city's speaker."""
        return () if self.only or self.expected == (self.city,) else self.expected

    @property
    def city_speaker(self) -> tuple[str, ...]:
        return (self.city, self.only) if self.only else (self.city,)

    @property
    def deciders(self) -> frozenset[str]:
        singly = (*self.city_speaker, *self.leads, *self.group)
        return frozenset((*singly, *(one for name in singly for one in self.parts.get(name, ()))))

    @property
    def admitted(self) -> frozenset[str]:
        parts = (one for name in self.beside for one in self.parts.get(name, ()))
        return self.deciders | frozenset((*self.beside, *parts))


def who(target: Target, law: Law) -> Who:
    """Rule 1's deciders and those beside, from the item's bracket and `reported_by`."""
    bodies = law.catalogue.bodies
    item = law.catalogue.items[target.item]
    city = bodies.city.name
    # rule 1: where the leads are districts and zones, the milestone is theirs: the catalogue's
    # milestone of such an item is reported by these kinds
    expected = _names(law.catalogue.expected(target))
    only = expected[0] if len(expected) == 1 and expected[0] != city else None
    leads = _names(item.lead.bodies if item.lead else item.responsible.bodies)
    leads = tuple(name for name in leads if name not in expected)
    kinds = item.lead.kinds | item.responsible.kinds
    responsible = _names((*item.responsible.bodies, *bodies.of_kinds(kinds)))
    deciding = {city, *expected, *leads}
    beside = tuple(name for name in responsible if name not in deciding)
    return Who(
        city,
        expected,
        only,
        leads,
        beside,
        {name: parts for name in (*deciding, *beside) if (parts := _parts(name, law, target.item))},
    )


def _names(found: tuple[Body, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body.name for body in found))


def _parts(name: str, law: Law, item: int) -> tuple[str, ...]:
    """The parts that report an item: all of them, unless `plan.yaml` names the items."""
    body = law.catalogue.bodies.find(name)
    items = law.catalogue.plan.parts_report.get(name)
    if body is None or (items is not None and item not in items):
        return ()
    return _names(law.catalogue.bodies.parts_of(body))


def refused(row: Row, target: Target, people: Who) -> bool:
    """Strangers, whatever the row holds (a blank is only told); what a target cannot take.

    Rule 4: 零报告 of a milestone is refused. Rule 17: case files of levels and milestones are
    (and of changes and latest shares, which rule 17 does not name among those they serve).
    """
    if isinstance(row, FigureRow):
        if row.said is Said.BLANK:
            return False
        if row.said is Said.ZERO and target.is_milestone:
            return True
    elif target.statistic is Statistic.CHANGE or target.is_milestone or is_latest(target):
        return True
    return row.body not in people.admitted
