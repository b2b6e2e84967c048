"""How the bodies that report stand to each other (综合考评): counts of targets, and no score.

All of it follows from the document, so that a saved report is ranked as the check did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from yshj.catalogue.bodies import BodyKind
from yshj.catalogue.plan_entry import OPEN_END
from yshj.judge.status import Status
from yshj.report.document.plan import BodyOf, CatalogueOf
from yshj.report.document.ranking import Ranked
from yshj.report.document.report import Report
from yshj.report.document.result import Reporter, Result
from yshj.report.document.values import Exact

_MISSED = (Status.FAIL, Status.WARN)
_JUDGED = (Status.PASS, Status.AT_RISK, *_MISSED)
_ASIDE = (Status.NOT_APPLICABLE, Status.WAIVED)


@dataclass(frozen=True)
class _Asked:
    """One target asked of one body: what came of it, and what it weighs."""

    status: Status
    weight: Fraction
    due: bool  # whether it is too late to send it
    late: bool = False

    @property
    def missed(self) -> bool:
        return self.status in _MISSED

    @property
    def not_sent(self) -> bool:
        return self.status in (Status.NO_DATA, Status.PARTIAL)

    @property
    def short(self) -> bool:
        return self.missed or (self.not_sent and self.due) or self.late


def ranking(report: Report) -> tuple[Ranked, ...]:
    """Every body that was asked for something, by kind, then by place, then in the plan's order.

    Ranked by (missed + not sent once due) ÷ asked, then by how many are met, each target by its
    weight; ties share a place. What a body sent on time is not looked at unless the plan says
    within how many days (`report_within`): then what was sent later counts like what was not.
    """
    return ranked(report.results, report.bodies or (), report.catalogue, report.as_of)


def ranked(
    results: Iterable[Result], bodies: Sequence[BodyOf], plan: CatalogueOf, as_of: date
) -> tuple[Ranked, ...]:
    """The same of the parts of a report that is still being put together."""
    asked: dict[str, list[_Asked]] = {body.name: [] for body in bodies}
    for result in results:
        due = is_due(result, plan, as_of)
        for name in expected(result, bodies):
            found = _asked(result, name, due)
            if found is not None and found.status not in _ASIDE:
                asked[name].append(found)
    found_of = [(body, asked[body.name]) for body in bodies if asked[body.name]]
    lines = []
    for kind in BodyKind:
        mine = [(body, _measured(of)) for body, of in found_of if body.kind is kind]
        for body, of in found_of:
            if body.kind is kind:
                lines.append(_line(body, of, _measured(of), [key for _, key in mine], plan))
    order = list(BodyKind)
    last = len(lines) + 1
    return tuple(sorted(lines, key=lambda one: (order.index(one.kind or kind), one.rank or last)))


_Key = tuple[Fraction, Fraction] | None


def _measured(of: Sequence[_Asked]) -> _Key:
    """What a body is ranked by, the better the lower; None where all of it weighs nothing."""
    whole = sum((one.weight for one in of), Fraction(0))
    if not whole:
        return None
    met = sum((one.weight for one in of if one.status is Status.PASS), Fraction(0))
    return sum((one.weight for one in of if one.short), Fraction(0)) / whole, -met


def _line(
    body: BodyOf, of: Sequence[_Asked], key: _Key, others: Sequence[_Key], plan: CatalogueOf
) -> Ranked:
    def count(holds: Callable[[_Asked], bool]) -> int:
        return sum(map(holds, of))

    return Ranked.model_construct(
        reporter=body.name,
        kind=body.kind,
        rank=None if key is None else 1 + sum(one is not None and one < key for one in others),
        asked=len(of),
        judged=count(lambda one: one.status in _JUDGED),
        met=count(lambda one: one.status is Status.PASS),
        missed=count(lambda one: one.missed),
        not_sent=count(lambda one: one.not_sent),
        late=count(lambda one: one.late) if plan.report_within else None,
        short=None if key is None else Exact.of(key[0], 0),
    )


def expected(result: Result, bodies: Sequence[BodyOf]) -> tuple[str, ...]:
    """The bodies that have to report a target, as its `reported_by` names them.

    A report from before `reported_by` was written names those whose word was needed.
    """
    words = result.reported_by
    if words is None:
        known = {body.name for body in bodies}
        named = dict.fromkeys((*result.expected, *result.missing))
        return tuple(name for name in named if name in known)
    found: dict[str, None] = {}
    for word in (words,) if isinstance(words, str) else words:
        for body in bodies:
            if _means(word, body):
                found[body.name] = None
    return tuple(found)


def _means(word: str, body: BodyOf) -> bool:
    if word == "districts":
        return body.adds_up
    if word in tuple(BodyKind):
        return body.kind == word and body.part_of is None
    return word == body.name or word in body.also


def _asked(result: Result, name: str, due: bool) -> _Asked | None:
    """What came of one target for one body; None where nobody waits for it."""
    weight = Fraction(1) if result.weight is None else Fraction(result.weight)
    line = next((one for one in result.reporters if one.reporter == name), None)
    aside = {one.reporter for one in result.waivers}
    waived = name in aside or (None in aside and result.status is Status.WAIVED)
    if waived:
        return _Asked(Status.WAIVED, weight, due)
    if line is not None:
        return _Asked(_of_line(result, line), weight, due, bool(line.late))
    if name in result.missing or name in (result.bodies.asked or ()):
        return _Asked(Status.NO_DATA, weight, due)
    return None


def _of_line(result: Result, line: Reporter) -> Status:
    """A body's own status; what is counted into the city is not sent where its time is missing."""
    lacks = any(one.reporter == line.reporter for one in result.missing_time)
    return Status.PARTIAL if line.status is Status.COUNTED and lacks else line.effective


def is_due(result: Result, plan: CatalogueOf, as_of: date) -> bool:
    """Whether the target's day has come, and the days within which to report it have gone."""
    window = plan.window
    due = result.deadline
    if due is None and window is not None:
        due = window.start if window.end == OPEN_END else window.end
    return due is not None and as_of >= due + timedelta(days=plan.report_within or 0)


def places(result: Result, bodies: Sequence[BodyOf]) -> dict[str, int]:
    """Each body's place among those of its kind by its own figure of one target, the best first.

    A body without a figure has none; ties share one.
    """
    kinds = {body.name: body.kind for body in bodies}
    figures: dict[str, Fraction | int] = {}
    for one in result.reporters:
        seen = one.observed
        if seen is not None:
            size = seen.toordinal() if isinstance(seen, date) else Fraction(seen)
            figures[one.reporter] = size if result.op.ceiling else -size
    return {
        name: 1
        + sum(other < mine for of, other in figures.items() if kinds.get(of) == kinds.get(name))
        for name, mine in figures.items()
    }
