"""The catalogue as the rest of the program knows it: sections, items, targets, bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from yshj.calendar.clocks import Clock
from yshj.catalogue.bodies import Bodies, Body, fold
from yshj.catalogue.entries import (
    Bilingual,
    Extension,
    ItemEntry,
    PlanFile,
    Statistic,
    Statutory,
)
from yshj.errors import Text, nearest
from yshj.thresholds.limits import Limit, Op
from yshj.thresholds.units import DATE, Unit


@dataclass(frozen=True, eq=False)  # a target is itself: compared and hashed by identity
class Target:
    """A target of one item. `due` is its own deadline or its item's; None is 持续推进."""

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
    hedge: str | None
    statutory: Statutory | None
    extension: Extension | None
    reported_by: Literal["city", "districts"] | tuple[str, ...]
    over_bodies: Literal["each", "sum", "city"] | None
    over_periods: Literal["latest", "pooled"]
    rolls: bool
    implied: bool
    confirmed: bool
    interpretation: Bilingual | None
    item: int
    due: date | None

    @property
    def limit(self) -> Limit:
        return Limit(self.op, self.threshold, self.unit)

    @property
    def is_milestone(self) -> bool:
        return self.statistic is Statistic.MILESTONE

    @property
    def adds_up(self) -> bool:
        """Whether figures of several bodies are parts of one sum, or of the city's own figure."""
        return self.over_bodies in ("sum", "city")

    @property
    def takes_cases(self) -> bool:
        """Whether case files can show it (a level, a change and a milestone cannot)."""
        return self.statistic in (
            Statistic.EACH,
            Statistic.MEAN,
            Statistic.SHARE,
            Statistic.TOTAL,
        )


def milestone(item: ItemEntry) -> Target:
    """The item completed by its deadline."""
    assert item.deadline is not None
    assert item.deadline_quote is not None
    day = item.deadline
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
        hedge=None,
        statutory=None,
        extension=None,
        reported_by="city",
        over_bodies=None,
        over_periods="pooled",
        rolls=False,
        implied=False,
        confirmed=True,
        interpretation=None,
        item=item.number,
        due=day,
    )


@dataclass(frozen=True)
class Item:
    entry: ItemEntry
    targets: tuple[Target, ...]

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
    def targets(self) -> dict[str, Target]:
        """Every target by id, milestones too, in the plan's order."""
        return {target.id: target for item in self.items.values() for target in item.targets}

    @cached_property
    def parts(self) -> tuple[Body, ...]:
        """The bodies whose figures add up to the city's."""
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
        """The bodies that a target waits for, where the city does not speak for all."""
        if isinstance(target.reported_by, tuple):
            found = [self.bodies.find(name) for name in target.reported_by]
            return tuple(body for body in found if body is not None)
        return self.parts if target.reported_by == "districts" else (self.bodies.city,)
