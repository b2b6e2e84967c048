"""What a verdict waits for, and what the ledgers behind it cover."""

from __future__ import annotations

from typing import Literal

from yshj.report.document.keys import Part, key
from yshj.report.document.values import Count, Day, Word

SoFar = Literal["met", "missed"]


class MissingTime(Part):
    """Days of one body that no report of it covers, both included."""

    reporter: Word = key()
    from_: Day = key(alias="from")
    to: Day = key()


class LedgerOf(Part):
    """From when to when the cases run that a body sent, and how many of them belong to the plan."""

    reporter: Word = key()
    first: Day | None = key()
    last: Day | None = key()
    cases: Count = key()
