"""The distinct combinations of cells that case files came in, each read once.

The law's functions see this small table, whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from yshj.calendar.clocks import Clock
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract import cells, rules
from yshj.contract.amounts import RuleFault
from yshj.contract.cells import CellFault
from yshj.contract.rows import Context
from yshj.contract.rules import CaseFacts
from yshj.thresholds.units import Unit

Facts = dict[int, tuple[Target, CaseFacts]]


@dataclass(slots=True)
class Combination:
    """One distinct combination of cells, reporter aside, shaped like a row."""

    target: Target
    started: date | datetime | None
    finished: date | datetime | None
    value: str
    unit: Any
    flag: bool | None
    excluded: tuple[Decimal, Unit | None] | None
    limit: Any
    extended: bool | None


def needs_more(target: Target) -> bool:
    """Whether a target needs times of day or values, beyond whole days."""
    if target.clock is None:
        return target.statistic in (Statistic.EACH, Statistic.MEAN)
    return target.clock in (Clock.HOUR, Clock.CASE_LIMIT)


def read_combinations(
    rows: list[tuple[Any, ...]], names: list[str], context: Context
) -> tuple[Facts, list[int]]:
    """What each combination shows, by its number, and the numbers of those that break a rule.

    A row is its number, and its cells by `names`.
    """
    facts: Facts = {}
    bad: list[int] = []
    targets: dict[str, Target] = {}
    for number, *found in rows:
        given = dict(zip(names, found, strict=True))
        name = given["target"]
        if name not in targets:
            target = context.catalogue.find(name)
            assert target is not None  # or it would not have been loaded under that name
            targets[name] = target
        try:
            combination = _combination(targets[name], given)
            facts[number] = (
                combination.target,
                rules.case(combination, context.window_of(combination.target), context.calendar),
            )
        except (CellFault, RuleFault):
            bad.append(number)
    return facts, bad


def _combination(target: Target, given: Mapping[str, Any]) -> Combination:
    return Combination(
        target=target,
        started=_moment(given, "started"),
        finished=_moment(given, "finished"),
        value=(given.get("value") or "").strip(),
        unit=_read_unit(given.get("unit")),
        flag=_read_flag(given.get("flag")),
        excluded=_read_excluded(given.get("excluded")),
        limit=_read_limit(given.get("limit")),
        extended=_read_flag(given.get("extended")),
    )


def _moment(given: Mapping[str, Any], name: str) -> date | datetime | None:
    when: datetime | None = given.get(name)
    return when if when is None or given.get(f"{name}_timed") else when.date()


@cache
def _read_unit(text: str | None) -> Any:
    return None if cells.is_blank(text) or text is None else cells.unit(text)


@cache
def _read_flag(text: str | None) -> bool | None:
    return None if cells.is_blank(text) or text is None else cells.flag(text)


@cache
def _read_excluded(text: str | None) -> tuple[Decimal, Unit | None] | None:
    return None if cells.is_blank(text) or text is None else cells.excluded(text)


@cache
def _read_limit(text: str | None) -> Any:
    return None if cells.is_blank(text) or text is None else cells.duration(text)
