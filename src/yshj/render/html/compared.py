"""What changed since a baseline report, where the check was given one."""

from __future__ import annotations

from dataclasses import dataclass

from yshj.errors import Text
from yshj.render.diff import CHANGE_WORDS
from yshj.render.html.model import Mark, mark
from yshj.render.phrases import Phrases
from yshj.report.document.changes import Difference, Side
from yshj.report.document.kinds import Change
from yshj.report.document.report import Report

# a figure that moved without turning a verdict, and a target that is new, are only counted
_LISTED = (Change.REGRESSED, Change.GONE, Change.IMPROVED)


@dataclass(frozen=True)
class Moved:
    """One target whose verdict turned; a side is None where its report lacks the target.

    `id` is the anchor of its card, None where this report has none.
    """

    change: str
    name: str
    id: str | None
    before: Mark | None
    after: Mark | None


@dataclass(frozen=True)
class Compared:
    """`since` names the baseline; `counts` how many of each kind of change."""

    since: str
    counts: str
    moved: list[Moved]
    notes: list[str]


def compared(report: Report, say: Phrases) -> Compared | None:
    """The comparison in words, None where there is no baseline."""
    found = report.baseline
    if found is None:
        return None
    counts = [(CHANGE_WORDS[one], found.summary.get(one, 0)) for one in Change]
    told = [say(Text(f"{word.zh} {n:,}", f"{n:,} {word.en}")) for word, n in counts if n]
    return Compared(
        since=f"{found.path} · {found.as_of}",
        counts=say.listed(told),
        moved=[_moved(pair, say) for change in _LISTED for pair in found.of(change)],
        notes=list(found.notes),
    )


def _moved(pair: Difference, say: Phrases) -> Moved:
    return Moved(
        change=say(CHANGE_WORDS[pair.change]),
        name=pair.name,
        id=None if pair.after is None else pair.id,
        before=_mark(pair.before, say),
        after=_mark(pair.after, say),
    )


def _mark(side: Side | None, say: Phrases) -> Mark | None:
    return None if side is None else mark(side.status, say, side.counts_as)
