"""Case files on the as-of day: what each came to, and how many came to the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from yshj.calendar.clocks import Clock
from yshj.calendar.days import WorkCalendar
from yshj.catalogue.bodies import Body
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.rules import CaseFacts
from yshj.contract.timing import allowance, day_of, time_case
from yshj.errors import OutsideCalendar
from yshj.intake.ledger import Ledger

T = TypeVar("T")


class State(StrEnum):
    DONE = "done"
    OPEN = "open"
    OUTSIDE = "outside the window"
    FUTURE = "not yet started"


@dataclass(frozen=True)
class Outcome:
    """What a case came to on the as-of day.

    `figure` is the time it took (of an open case: until the as-of day, for a mean) or its value;
    `slack` what was left before its due date, below zero when late.
    """

    state: State
    over: bool = False
    figure: Fraction | None = None
    slack: Fraction | None = None
    rolled: bool = False
    flag: bool | None = None
    extended: bool = False
    excluded: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.parts()))

    def __hash__(self) -> int:
        """Made once: tallies are keyed by outcomes and added up many times."""
        return self._hash  # type: ignore[attr-defined, no-any-return]

    def parts(self) -> tuple[object, ...]:
        """What tells two outcomes apart, in values that hash fast (a fraction does not)."""
        figure = self.figure and self.figure.as_integer_ratio()
        slack = self.slack and self.slack.as_integer_ratio()
        return (
            *(self.state, self.over, figure, slack),
            *(self.rolled, self.flag, self.extended, self.excluded),
        )


Tally = Counter[Outcome]


@dataclass
class CaseEvidence:
    """`tallies` by target, body and day; `outcomes` by combination, to find its rows again."""

    tallies: dict[tuple[str, str], dict[date | None, Tally]]
    outcomes: dict[int, tuple[Target, Outcome]]


def day_of_case(target: Target, facts: CaseFacts) -> date | None:
    """Rule 9: the day on which a case belongs, its start, or its finish if the target says so."""
    if target.belongs == "finish":
        return None if facts.finished is None else day_of(facts.finished)
    return facts.started


def outcome(target: Target, facts: CaseFacts, as_of: date, calendar: WorkCalendar) -> Outcome:
    """One case on the day `as_of`, whose whole day has happened."""
    if not facts.inside:
        return Outcome(State.OUTSIDE)
    if facts.started is not None and facts.started > as_of:
        return Outcome(State.FUTURE)
    unfinished = facts.finished is None or day_of(facts.finished) > as_of
    if target.clock is None:
        if facts.finished is not None and unfinished:
            return Outcome(State.OPEN)
        over = facts.value is not None and not target.limit.holds(facts.value)
        return Outcome(State.DONE, over, facts.value, flag=facts.flag)
    if not unfinished:
        assert facts.timing is not None
        assert facts.clock is not None
        timed, clock = facts.timing, facts.clock
        return Outcome(
            *(State.DONE, timed.over, timed.elapsed, timed.slack, timed.rolled),
            extended=clock.extended,
            excluded=bool(clock.excluded),
        )
    return _open(target, facts, as_of, calendar)


def _open(target: Target, facts: CaseFacts, as_of: date, calendar: WorkCalendar) -> Outcome:
    assert facts.clock is not None
    hours = allowance(target, facts.clock).clock is Clock.HOUR
    now = datetime.combine(as_of, time.max) if hours else as_of
    if target.statistic is Statistic.MEAN:
        try:
            so_far = time_case(target, facts.clock, now, calendar).elapsed
        except OutsideCalendar:  # a late as-of day alone is no error: the case is left out anyway
            return Outcome(State.OPEN)
        return Outcome(State.OPEN, figure=max(so_far, Fraction(0)))
    if facts.due is None:  # a floor: it is too early to say
        return Outcome(State.OPEN)
    last = facts.due.last
    over = now > last if isinstance(last, datetime) else as_of > last
    if not over:
        return Outcome(State.OPEN)
    try:
        timed = time_case(target, facts.clock, now, calendar)
    except OutsideCalendar:  # how late it is by now is not needed to say that it is late
        return Outcome(State.OPEN, over)
    return Outcome(State.OPEN, over, timed.elapsed, timed.slack)


def tally(ledger: Ledger, as_of: date, calendar: WorkCalendar) -> CaseEvidence:
    """Count the outcomes of every target and body: the law is asked once a combination."""
    outcomes: dict[int, tuple[Target, Outcome]] = {}
    same: dict[tuple[object, ...], Outcome] = {}
    for number, (target, facts) in ledger.facts.items():
        came = outcome(target, facts, as_of, calendar)
        # one object for all that are alike: it is soon found equal
        outcomes[number] = (target, same.setdefault(came.parts(), came))

    def like() -> Iterator[tuple[int, tuple[object, ...], tuple[str, date | None, Outcome]]]:
        for number, (target, came) in outcomes.items():
            day = None
            if came.state in (State.DONE, State.OPEN):
                day = day_of_case(target, ledger.facts[number][1])
            if day is not None and day > as_of:  # belongs by a finish that has not happened yet
                day = None
            yield number, (target.id, day, *came.parts()), (target.id, day, came)

    tallies: dict[tuple[str, str], dict[date | None, Tally]] = {}
    for (target_id, day, came), body, n in counted(ledger, like()):
        by_day = tallies.setdefault((target_id, body.name), {})
        by_day.setdefault(day, Counter())[came] += n
    return CaseEvidence(tallies, outcomes)


def counted(
    ledger: Ledger, combinations: Iterable[tuple[int, tuple[object, ...], T]]
) -> Iterator[tuple[T, Body, int]]:
    """How many rows of each kind each body has.

    A combination is its number, a key that those of one kind share, and what that kind is.
    """
    numbers: dict[tuple[object, ...], int] = {}
    kinds: list[T] = []
    classes: dict[int, int] = {}
    for number, key, kind in combinations:
        if key not in numbers:
            numbers[key] = len(kinds)
            kinds.append(kind)
        classes[number] = numbers[key]
    for of, body, n in ledger.groups(classes):
        yield kinds[of], body, n
