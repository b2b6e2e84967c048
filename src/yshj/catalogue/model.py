"""The catalogue as the rest of the program knows it: sections, items, targets, bodies."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from yshj.calendar.clocks import Clock
from yshj.catalogue.bodies import Bodies, Body, BodyKind, fold
from yshj.catalogue.brackets import Names
from yshj.catalogue.entries import (
    KINDS,
    Bilingual,
    Extension,
    ItemEntry,
    Read,
    Statistic,
    Statutory,
)
from yshj.catalogue.plan_entry import PlanFile
from yshj.errors import Text, nearest
from yshj.thresholds.limits import Limit, Op
from yshj.thresholds.numbers import exact
from yshj.thresholds.units import DATE, Kind, Unit

# 覆盖率（2025年）, 到2025年覆盖率, coverage (2025): the year, with what stands around it
_YEAR_IN_NAME = re.compile(
    r"[（(\s]*(?:到|至|by |in )?20\d\d\s?(?:[-—–~至]\s?20\d\d)?\s?(?:年度?)?(?:底|末)?[）)]?",
    re.ASCII,
)


@dataclass(frozen=True, eq=False)  # a target is itself: compared and hashed by identity
class Target:
    """A target of one item.

    `due` is its own deadline, its item's, or the end of the years it is `for`; None is 持续推进.
    """

    id: str
    name: Bilingual
    quote: str
    figure: str
    statistic: Statistic
    op: Op
    threshold: Decimal
    unit: Unit
    clock: Clock | None
    starts: Bilingual | None
    ends: Bilingual | None
    scope: Bilingual
    scope_figures: tuple[str, ...]
    deadline: date | None
    deadline_quote: str | None
    for_: str | None
    yearly: bool
    hedge: str | None
    statutory: Statutory | None
    extension: Extension | None
    reported_by: Literal["city", "districts"] | tuple[str, ...]  # names and kinds together
    over_bodies: Literal["each", "sum", "city"] | None
    over_periods: Literal["latest", "pooled"]
    belongs: Literal["start", "finish"]
    when: Literal["throughout", "by_deadline"]
    rolls: bool
    implied: bool
    confirmed: bool
    interpretation: Bilingual | None
    reads: tuple[Read, ...]
    item: int
    due: date | None

    @property
    def limit(self) -> Limit:
        return Limit(self.op, self.threshold, self.unit)

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and last year it is about, where it is not about all of the plan's."""
        if self.for_ is None:
            return None
        first, _, last = self.for_.partition("-")
        return int(first), int(last or first)

    @property
    def is_milestone(self) -> bool:
        return self.statistic is Statistic.MILESTONE

    @property
    def latest(self) -> bool:
        """Whether only the latest period counts: a level, or a share that says so."""
        return self.statistic is Statistic.LEVEL or self.over_periods == "latest"

    @property
    def full_share(self) -> bool:
        """Whether a single miss settles it: a share in % with a floor of 100 or a ceiling of 0."""
        if self.statistic is not Statistic.SHARE or self.unit.kind is not Kind.PERCENT:
            return False
        if self.op is Op.AT_MOST:
            return self.threshold == 0
        return self.op is Op.AT_LEAST and exact(self.threshold) * self.unit.factor == 100

    @property
    def adds_up(self) -> bool:
        """Whether figures of several bodies are parts of one sum, or of the city's own figure."""
        return self.over_bodies in ("sum", "city")

    @property
    def said_of_the_city(self) -> bool:
        """Whether it judges no district: shares but 100 %, means, changes, sums."""
        if self.statistic is Statistic.SHARE:
            return not self.full_share
        if self.statistic is Statistic.LEVEL:
            return self.over_bodies == "sum"
        sums = (Statistic.MEAN, Statistic.CHANGE, Statistic.DIFFERENCE, Statistic.TOTAL)
        return self.statistic in sums

    @property
    def takes_cases(self) -> bool:
        """Whether case files can show it (a level, a change and a milestone cannot)."""
        return self.statistic in (
            Statistic.EACH,
            Statistic.MEAN,
            Statistic.SHARE,
            Statistic.TOTAL,
        )


def milestone(item: ItemEntry, lead: Names, parts: Collection[BodyKind]) -> Target:
    """The item completed by its deadline: by the city, or by each of its leads.

    The latter where all that lead it are among the bodies that add up to the city (各开发区、
    区县（市）): each has its own day.
    """
    assert item.deadline is not None
    assert item.deadline_quote is not None
    day = item.deadline
    kinds = lead.kinds | {body.kind for body in lead.bodies}
    theirs = bool(kinds) and not lead.collective and kinds <= set(parts)
    leads = tuple(body.name for body in lead.bodies)
    leads += tuple(kind.value for kind in BodyKind if kind in lead.kinds)
    return Target(
        id=f"{item.number:02d}-milestone",
        name=Bilingual(zh=f"完成：{item.title.zh}", en=f"Completed: {item.title.en}"),
        quote=item.deadline_quote,
        figure=item.deadline_quote,
        statistic=Statistic.MILESTONE,
        op=Op.AT_MOST,
        threshold=Decimal(day.year * 10_000 + day.month * 100 + day.day),
        unit=DATE,
        clock=None,
        starts=None,
        ends=None,
        scope=Bilingual(zh="整个事项", en="the whole item"),
        scope_figures=(),
        deadline=None,
        deadline_quote=None,
        for_=None,
        yearly=False,
        hedge=None,
        statutory=None,
        extension=None,
        reported_by=leads if theirs else "city",
        over_bodies="each" if theirs else None,
        over_periods="pooled",
        belongs="start",
        when="throughout",
        rolls=False,
        implied=False,
        confirmed=True,
        interpretation=None,
        reads=(),
        item=item.number,
        due=day,
    )


@dataclass(frozen=True)
class Item:
    """One item, its targets and its bracket: `lead` (牵头单位) and `responsible` (责任单位)."""

    entry: ItemEntry
    targets: tuple[Target, ...]
    lead: Names
    responsible: Names

    @property
    def number(self) -> int:
        return self.entry.number

    @property
    def answerable(self) -> tuple[str, ...]:
        """The bodies that answer for the item: its lead bodies, else the responsible ones."""
        return self.entry.lead or self.entry.responsible


@dataclass(frozen=True)
class Section:
    number: str
    title: Bilingual
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Catalogue:
    """A plan as data: its `sections`, `items` by number, `targets` by id, and `bodies`.

    `sha256` is that of its YAML files, `folder` where they are.
    """

    name: str
    plan: PlanFile
    bodies: Bodies
    sections: tuple[Section, ...]
    sha256: str
    folder: Path

    @cached_property
    def items(self) -> dict[int, Item]:
        return {item.number: item for section in self.sections for item in section.items}

    @cached_property
    def own_units(self) -> dict[str, Unit]:
        """The plan's own units by their word: 吨, 亩, 人次."""
        units = (target.unit for target in self.targets.values())
        return {unit.zh: unit for unit in units if unit.kind is Kind.OWN}

    @cached_property
    def targets(self) -> dict[str, Target]:
        """Every target by id, milestones too, in the plan's order."""
        return {target.id: target for item in self.items.values() for target in item.targets}

    @cached_property
    def parts(self) -> tuple[Body, ...]:
        """The bodies whose figures add up to the city's, districts and zones."""
        return self.bodies.of_kinds(self.plan.adds_up_to_city)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.plan.time_zone)

    @cached_property
    def _names(self) -> dict[str, Target]:
        """Targets by id and by name; a name that two targets share finds neither."""
        names: dict[str, Target | None] = {}
        for target in self.targets.values():
            for name in {fold(target.name.zh), fold(target.name.en)}:
                names[name] = None if name in names else target
        names |= {fold(target.id): target for target in self.targets.values()}
        return {name: target for name, target in names.items() if target is not None}

    @cached_property
    def _families(self) -> dict[str, tuple[Target, ...]]:
        """Targets that are about years, by their names without the year."""
        found: dict[str, tuple[Target, ...]] = {}
        for target in self.targets.values():
            for name in dict.fromkeys((target.name.zh, target.name.en)):
                if target.years and (bare := fold(_YEAR_IN_NAME.sub("", name))):
                    found[bare] = (*found.get(bare, ()), target)
        return found

    def family(self, word: str) -> tuple[Target, ...]:
        """The targets that a name without a year may mean, one for each year or span of years."""
        return self._families.get(fold(word), ())

    def relatives(self, target: Target) -> tuple[Target, ...]:
        """A target with those of the same name for other years, in order of time."""
        found = self.family(_YEAR_IN_NAME.sub("", target.name.zh)) or (target,)
        return tuple(sorted(found, key=lambda one: one.years or (0, 0)))

    def find(self, word: str) -> Target | None:
        """The target of that id, or of that Chinese or English name."""
        return self._names.get(fold(word))

    def nearest(self, word: str) -> Text:
        known = [
            name
            for target in self.targets.values()
            for name in ((target.id,) if word.isascii() else (target.name.zh,))
        ]
        return nearest(word, known)

    def expected(self, target: Target) -> tuple[Body, ...]:
        """The bodies that have to report a target: its `reported_by`, kinds as their bodies."""
        words = target.reported_by
        if isinstance(words, str):
            words = (words,)
        found: list[Body | None] = []
        for word in words:
            if word == "districts":
                found += self.parts
            elif word in KINDS:
                found += self.bodies.of_kinds((BodyKind(word),))
            else:
                found.append(self.bodies.find(word))
        return tuple(body for body in dict.fromkeys(found) if body is not None)
