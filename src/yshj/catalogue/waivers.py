"""Waivers: what is set aside for a while, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from yshj import strict_yaml
from yshj.catalogue.model import Catalogue
from yshj.catalogue.scalars import DAY_SCHEMA, Entry, Words, last_day, wrong
from yshj.errors import CatalogueError, Problem, Text


@dataclass(frozen=True, slots=True)
class Waiver:
    """Valid through its last day. Without a reporter it covers the whole target."""

    target: str
    reporter: str | None
    reason: str
    approver: str
    expires: date

    def valid(self, as_of: date) -> bool:
        return as_of <= self.expires


def _expiry(value: Any) -> date:
    day = last_day(value) if isinstance(value, str) else None
    if day is None:
        raise wrong(
            "应为日期：2021-12-31 或 2021-12（当月最后一日）",
            "expected a date: 2021-12-31 or 2021-12 (its last day)",
        )
    return day


class WaiverEntry(Entry):
    target: Words
    reporter: Words | None = None
    reason: Words
    approver: Words
    expires: Annotated[date, BeforeValidator(_expiry), WithJsonSchema(DAY_SCHEMA)]


class WaiverFile(Entry):
    waivers: tuple[WaiverEntry, ...]


def read_waivers(path: Path, catalogue: Catalogue) -> tuple[Waiver, ...]:
    """The waivers of a YAML file. Unknown targets and bodies are errors with the nearest word."""
    document = strict_yaml.read(path)
    file = strict_yaml.model(document, WaiverFile)
    problems: list[Problem] = []
    waivers = []
    for at, entry in enumerate(file.waivers):
        target = catalogue.find(entry.target)
        if target is None:
            message = Text("未知的指标", "unknown target") + catalogue.nearest(entry.target)
            problems.append(document.problem(("waivers", at, "target"), message, entry.target))
        body = catalogue.bodies.find(entry.reporter) if entry.reporter else None
        if entry.reporter and body is None:
            message = Text("未知的填报单位", "unknown reporter")
            message += catalogue.bodies.nearest(entry.reporter)
            problems.append(document.problem(("waivers", at, "reporter"), message, entry.reporter))
        if target is not None:
            name = body.name if body else None
            waivers.append(Waiver(target.id, name, entry.reason, entry.approver, entry.expires))
    if problems:
        raise CatalogueError(problems)
    return tuple(waivers)
