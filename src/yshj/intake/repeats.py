"""Rows sent twice: which one stands, or that nobody can say."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from yshj.codes.rows import CONTRADICT, SAME
from yshj.errors import Refusal, Text


@dataclass(frozen=True)
class Sent:
    """One of several rows for the same thing: where it stands, what it says, when it was sent."""

    place: Text
    content: Hashable
    reported: date | None


@dataclass(frozen=True)
class Verdict:
    """For each row that does not stand, by its position: why it is refused or superseded."""

    refused: dict[int, Refusal]
    superseded: dict[int, Text]


def same_as(place: Text) -> Refusal:
    """Why the later of two rows that say the same is refused."""
    return SAME(f"与{place.zh}重复", f"the same as {place.en}")


def decide(rows: Sequence[Sent]) -> Verdict:
    """Identical: the later row is refused. Differing: the latest 报送日期 stands and supersedes
    the others; without that date on every row, all are refused."""
    verdict = Verdict({}, {})
    standing: dict[Hashable, int] = {}
    for at, row in enumerate(rows):
        first = standing.setdefault((row.content, row.reported), at)
        if first != at:
            verdict.refused[at] = same_as(rows[first].place)
    left = list(standing.values())
    if len(left) < 2:
        return verdict
    dates = [rows[at].reported for at in left]
    latest = max((day for day in dates if day), default=None)
    if None in dates or dates.count(latest) > 1:
        for at in left:
            place = rows[next(other for other in left if other != at)].place
            verdict.refused[at] = CONTRADICT(
                f"与{place.zh}内容不同，又无报送日期可分先后",
                f"differs from {place.en}, and no later 报送日期 (reported) says which is true",
            )
        return verdict
    winner = left[dates.index(latest)]
    for at in left:
        if at != winner:
            was, now = rows[at].place, rows[winner].place
            verdict.superseded[at] = Text(
                f"{was.zh}被{now.zh}取代", f"{was.en} is superseded by {now.en}"
            )
    return verdict
