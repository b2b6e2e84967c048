"""The words that a report chooses from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, WithJsonSchema

from yshj.catalogue.bodies import BodyKind
from yshj.catalogue.entries import Statistic
from yshj.judge.status import Status
from yshj.report.document.values import Count
from yshj.thresholds.limits import Op


class FailOn(StrEnum):
    """What makes the exit code 1: each step includes those before it."""

    NEVER = "never"
    FAIL = "fail"
    WARN = "warn"
    MISSING = "missing"
    REGRESSION = "regression"  # no step of that scale: what is worse than in a baseline


class By(StrEnum):
    """What findings are broken down by."""

    REPORTER = "reporter"
    PERIOD = "period"
    ITEM = "item"
    BODY = "body"


class Change(StrEnum):
    """What became of a target, in the order a reader wants to see it."""

    REGRESSED = "regressed"
    GONE = "gone"
    IMPROVED = "improved"
    CHANGED = "changed"
    ADDED = "added"
    SAME = "same"


State = Annotated[Status, Field(strict=False)]
Kind = Annotated[BodyKind, Field(strict=False)]
StatisticOf = Annotated[Statistic, Field(strict=False)]
OpOf = Annotated[Op, Field(strict=False)]
ChangeOf = Annotated[Change, Field(strict=False)]
_COUNT = {"type": "integer", "minimum": 0}
Tally = Annotated[
    dict[State, Count],
    WithJsonSchema({"type": "object", "properties": {one.value: _COUNT for one in Status}}),
]
Changes = Annotated[
    dict[ChangeOf, Count],
    WithJsonSchema({"type": "object", "properties": {one.value: _COUNT for one in Change}}),
]
