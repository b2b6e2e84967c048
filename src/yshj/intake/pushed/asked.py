"""What a caller says about rows that stay in their engine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Repeats(StrEnum):
    """Whether cases sent twice are looked for."""

    EXACT = "exact"
    DECLARED = "declared"  # the caller vouches that there are none
    OFF = "off"


@dataclass(frozen=True)
class Asked:
    """`key` is the column of whole numbers that tells rows apart."""

    key: str | None = None
    repeats: Repeats = Repeats.EXACT


NOTHING_ASKED = Asked()
# what may come to this machine in one pass; beyond it the table is refused, or examples end
MOST_GROUPS = 2_000_000
MOST_NAMES = 100_000
MOST_TWICE = 100_000  # cases that are sent more than once
MOST_ROWS = 300_000
SAMPLE_ROWS = 500
