"""What `plan.yaml` may say: the plan's names and days, and the bodies that report."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from yshj.catalogue.bodies import Body, BodyKind
from yshj.catalogue.entries import KINDS, Bilingual
from yshj.catalogue.scalars import Day, Entry, Exact, Factor, Share, Whole, WholeDay, Words, wrong

# the end of a window without one: an ordinance in force from a day on; no row is later (2100)
OPEN_END = date(2100, 12, 31)


class Window(Entry):
    """The days the plan is about, both included; without `end`, in force from `start` on."""

    start: WholeDay
    end: Day = OPEN_END

    def __str__(self) -> str:
        return f"{self.start}.." + ("" if self.end == OPEN_END else str(self.end))

    @model_validator(mode="after")
    def _ordered(self) -> Window:
        if self.start > self.end:
            raise wrong("窗口的起始晚于结束", "the window ends before it starts")
        return self


def _groups(value: Any) -> Any:
    """A bare list of names is read as names that admit nobody."""
    return dict.fromkeys(value, ()) if _all_text(value) else value


def _all_text(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


_NAMES = {"type": "array", "items": {"type": "string"}}
_KINDS_OF = {"type": "array", "items": {"enum": list(KINDS)}}
Groups = Annotated[
    dict[Words, tuple[BodyKind, ...]],
    BeforeValidator(_groups),
    WithJsonSchema({"anyOf": [_NAMES, {"type": "object", "additionalProperties": _KINDS_OF}]}),
]


class Doubts(Entry):
    """From when a figure is doubted (疑点); none of it changes a verdict.

    `repeats` periods running with the same figure; a figure `growth` times that of the period
    before, where that is at least `growth_from` (in the target's unit); `last_day_share` of the
    cases on the last day allowed, for limits of `last_day_limit` days and more; excluded days in
    more than `excluded_share` of the cases.
    """

    repeats: Annotated[Whole, Field(ge=2)] = 3
    growth: Factor = Fraction(10)
    growth_from: Exact = Fraction(10)
    last_day_share: Share = Fraction(1, 3)
    last_day_limit: Exact = Fraction(3)
    excluded_share: Share = Fraction(1, 2)


class PlanFile(Entry):
    """`plan.yaml`."""

    plan: Words
    title: Bilingual
    document: Words
    issued: WholeDay
    time_zone: Words
    window: Window
    sections: tuple[Words, ...]
    calendar: Words | None = None
    adds_up_to_city: tuple[BodyKind, ...]
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    bodies: tuple[Body, ...]
    groups: Groups = Field(default_factory=dict)
    report_within: Whole = 0
    ledger_tail: Whole = 92
    doubts: Doubts = Doubts()
    weights: dict[Words, Exact] = Field(default_factory=dict)
    parts_report: dict[Words, tuple[Whole, ...]] = Field(default_factory=dict)
