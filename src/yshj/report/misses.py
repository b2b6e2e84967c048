"""What a report has to say first: what is missed, where and by how much; what is undecided; who has
not sent. From the document alone, so that a saved report says what the check did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yshj.catalogue.bodies import BodyKind
from yshj.catalogue.entries import Statistic
from yshj.judge.status import Status
from yshj.report.document.plan import BodyOf, Item
from yshj.report.document.report import Report
from yshj.report.document.result import Failure, Reporter, Result
from yshj.report.document.values import Exact
from yshj.report.ranking import is_due

_MISSED = (Status.FAIL, Status.WARN)
_UNDECIDED = (Status.UNDETERMINED, Status.PARTIAL)
Span = tuple[date, date]


@dataclass(frozen=True)
class Place:
    """A body whose own evidence misses: its line, and by how much it is off."""

    line: Reporter
    gap: Exact | None

    @property
    def reporter(self) -> str:
        return self.line.reporter

    @property
    def over(self) -> int:
        """How many of its cases or figures miss."""
        return self.line.over


@dataclass(frozen=True)
class Miss:
    """One target that is not met, hedged ones too.

    `gap` is how far the figure is from its limit, never below zero, in the target's unit (days for
    a task); None where no figure says it. `unfinished` is a task that nobody has completed: its
    gap are the days gone since. `where` are the bodies whose own evidence misses, the worst first;
    the city's own line is no place, nor is a part of the city's figure.
    """

    result: Result
    gap: Exact | None
    unfinished: bool
    lead: tuple[str, ...]  # as the plan names them; where none leads, those responsible
    responsible: tuple[str, ...]
    where: tuple[Place, ...]

    @property
    def id(self) -> str:
        return self.result.id

    @property
    def name(self) -> str:
        return self.result.name

    @property
    def status(self) -> Status:
        """`fail`, or `warn` for hedged words: what a `partial` counts as too."""
        return self.result.effective

    @property
    def is_task(self) -> bool:
        """A milestone: something to be done by a day, not a figure to be reached."""
        return self.result.is_milestone

    @property
    def due(self) -> date | None:
        return self.result.deadline

    @property
    def cases(self) -> int:
        """How many case files miss; nought of a figure."""
        return self.result.over if self.result.statistic is Statistic.EACH else 0

    @property
    def rows(self) -> tuple[Failure, ...]:
        """The worst failing rows; `result.failures_total` says how many there are."""
        return self.result.failures


@dataclass(frozen=True)
class Unsent:
    """One target that a body has not sent, or not for the `spans` named.

    `whole` where nothing of it was sent; `due` once it is too late to send it in time.
    """

    result: Result
    whole: bool
    spans: tuple[Span, ...]
    due: bool


@dataclass(frozen=True)
class Silent:
    """A body that has not sent everything, and what it has not, in the plan's order."""

    reporter: str
    kind: BodyKind | None
    targets: tuple[Unsent, ...]

    @property
    def due(self) -> int:
        return sum(one.due for one in self.targets)

    @property
    def absent(self) -> int:
        """Of how many targets it has sent nothing at all."""
        return sum(one.whole for one in self.targets)


@dataclass(frozen=True)
class Misses:
    """`rows` are what is missed: `fail` before `warn`, then the furthest from its limit.

    `at_risk` is missed so far with time left; `undecided` neither met nor missed, and no `partial`
    that counts as a miss, which is one; `silent` who has not sent, in the plan's order.
    """

    rows: tuple[Miss, ...]
    at_risk: tuple[Result, ...]
    undecided: tuple[Result, ...]
    silent: tuple[Silent, ...]

    @property
    def failed(self) -> tuple[Miss, ...]:
        return tuple(one for one in self.rows if one.status is Status.FAIL)

    @property
    def hedged(self) -> tuple[Miss, ...]:
        return tuple(one for one in self.rows if one.status is Status.WARN)

    @property
    def figures(self) -> int:
        """How many figures fail; hedged ones are not among them."""
        return sum(not one.is_task for one in self.failed)

    @property
    def tasks(self) -> int:
        """How many tasks fail."""
        return sum(one.is_task for one in self.failed)

    def by_lead(self) -> dict[str, tuple[Miss, ...]]:
        """What is missed under each body that leads its item; under several where several lead.

        The bodies are named as the plan names them; "" has what no body answers for.
        """
        found: dict[str, list[Miss]] = {}
        for one in self.rows:
            for name in dict.fromkeys(one.lead or ("",)):
                found.setdefault(name, []).append(one)
        return {name: tuple(rows) for name, rows in found.items()}


def misses(report: Report) -> Misses:
    """What is missed, undecided and not sent in a report."""
    items = {item.number: item for section in report.sections or () for item in section.items}
    missed = [one for one in report.results if one.effective in _MISSED]
    missed.sort(key=lambda one: (_MISSED.index(one.effective), distance(one)))
    return Misses(
        rows=tuple(_miss(one, items.get(one.item), report.as_of) for one in missed),
        at_risk=tuple(one for one in report.results if one.effective is Status.AT_RISK),
        undecided=tuple(one for one in report.results if one.effective in _UNDECIDED),
        silent=tuple(_silent(report)),
    )


def distance(result: Result) -> tuple[int, Fraction]:
    """Low where the limit is far away: any miss of a limit of zero is the furthest.

    A milestone has no size to compare a delay with: its days count as shares of a year.
    """
    margin, threshold = result.margin, Fraction(result.threshold)
    if margin is None:
        return 2, Fraction(0)
    if result.is_milestone:
        return 1, margin / 365
    return (1, margin / abs(threshold)) if threshold else (0, margin)


def _miss(result: Result, item: Item | None, as_of: date) -> Miss:
    unfinished = result.is_milestone and result.observed is None
    gap = _gap(result.margin)
    if unfinished and result.deadline is not None:
        gap = Exact.of(max(0, (as_of - result.deadline).days), 0)
    return Miss(
        result=result,
        gap=gap,
        unfinished=unfinished,
        lead=item.answerable if item else (),
        responsible=item.responsible if item else (),
        where=_where(result.reporters),
    )


def _gap(margin: Exact | None) -> Exact | None:
    """A miss by its size; a figure may lie on its limit and still miss it (超过)."""
    return None if margin is None or margin > 0 else Exact.of(-margin, 0)


def _where(lines: Iterable[Reporter]) -> tuple[Place, ...]:
    """The worst first; those without a figure come behind those that have one."""
    found = [
        Place(one, _gap(one.margin))
        for one in lines
        if one.effective in _MISSED and one.kind is not BodyKind.CITY
    ]
    return tuple(sorted(found, key=lambda one: (one.gap is None, -(one.gap or 0), -one.over)))


def _silent(report: Report) -> Iterator[Silent]:
    """In the order in which the report names its bodies; a name it does not list comes last."""
    bodies = {one.name: one for one in report.bodies or ()}
    found: dict[str, list[Unsent]] = {name: [] for name in bodies}
    for result in report.results:
        due = is_due(result, report.catalogue, report.as_of)
        for name, whole in _unsent(result, bodies.values()):
            spans = tuple(
                (one.from_, one.to) for one in result.missing_time if one.reporter == name
            )
            found.setdefault(name, []).append(Unsent(result, whole, spans, due))
    for name, targets in found.items():
        if targets:
            yield Silent(name, bodies[name].kind if name in bodies else None, tuple(targets))


def _unsent(result: Result, bodies: Iterable[BodyOf]) -> Iterator[tuple[str, bool]]:
    """Who has not sent a target, and whether nothing of it; a waiver accepts that."""
    if result.status in (Status.WAIVED, Status.NOT_APPLICABLE):
        return
    waived = {one.reporter for one in result.waivers}
    absent = _absent(result)
    late = (one.reporter for one in result.missing_time)
    parts = {one.name: one.part_of for one in bodies}
    # the days of a body that lacks them because its parts sent nothing are told of the parts
    wholes = {parts.get(name) for name in absent}
    for name in dict.fromkeys((*absent, *(one for one in late if one not in wholes))):
        if name not in waived:
            yield name, name in absent


def _absent(result: Result) -> Sequence[str]:
    return result.missing or result.bodies.asked or ()
