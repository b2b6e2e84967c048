"""The groups of `--by` as parts of the document, a body with its rank among its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from yshj.judge import measured as judged
from yshj.judge.status import Status
from yshj.report import breakdown as groups
from yshj.report.document import plan
from yshj.report.document.filled import filled
from yshj.report.document.kinds import By
from yshj.report.document.ranking import Ranked
from yshj.report.document.report import Breakdown, Entry, Group
from yshj.report.document.result import Result
from yshj.report.model import Report as Judged
from yshj.report.ranking import places, ranked


def tally(statuses: Iterable[Status]) -> dict[Status, int]:
    """How often each status is there."""
    seen = list(statuses)
    return {status: seen.count(status) for status in Status}


class _Ranks:
    """The percentiles of a measure, under the names of their keys."""

    def __init__(self, spread: judged.Spread | None) -> None:
        self.median = None if spread is None else spread.rank(Fraction(1, 2))
        self.p90 = None if spread is None else spread.rank(Fraction(9, 10))


def figures_of(found: judged.Measure) -> tuple[object, object]:
    """What the keys of a measure are filled from."""
    return found, _Ranks(found.spread)


def breakdown_of(
    found: Judged,
    results: Sequence[Result],
    bodies: Sequence[plan.BodyOf],
    about: plan.CatalogueOf,
    lang: str,
) -> Breakdown:
    """What the report was asked to be broken down by; it must have been asked."""
    parts = found.breakdown
    assert parts is not None
    counts: dict[str, Ranked] = {}
    place: dict[tuple[str, str], int] = {}
    if parts.by is By.REPORTER:
        counts = {one.reporter: one for one in ranked(results, bodies, about, found.as_of)}
        place = {(one.id, name): at for one in results for name, at in places(one, bodies).items()}
    return Breakdown.model_construct(
        by=parts.by,
        groups=tuple(
            filled(
                Group,
                (group, *filter(None, [counts.get(group.key)])),
                lang,
                summary=tally(one.status for one in group.entries),
                results=tuple(
                    _entry(one, place.get((one.target.id, group.key)), lang)
                    for one in group.entries
                ),
            )
            for group in parts.groups
        ),
    )


def _entry(one: groups.Entry, place: int | None, lang: str) -> Entry:
    figures = figures_of(one.measure)
    given = {"limit": one.target.threshold, "place": place}
    return filled(Entry, (one, one.target, *figures), lang, **given)
