"""What can be wrong between a plan's text and its catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yshj.errors import Text


class FaultKind(StrEnum):
    """What can be wrong between a text and its catalogue."""

    UNACCOUNTED = "unaccounted"
    FIGURE = "figure"
    QUOTE = "quote"
    VALUE = "value"
    NOT_IN_TEXT = "not_in_text"
    NOT_IN_CATALOGUE = "not_in_catalogue"
    BODIES = "bodies"
    DEADLINE = "deadline"
    MEANING = "meaning"
    PLAN = "plan"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True)
class Fault:
    kind: FaultKind
    item: int
    message: Text
    words: str = ""
    line: int | None = None
    target: str | None = None
