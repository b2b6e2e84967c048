"""Random submissions that look like users': one target, many rows that meet each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.evidence import figures
from tests.evidence.model import (
    CaseRow,
    FigureRow,
    Law,
    Row,
    Said,
    Submission,
    Waived,
    counts_every_miss,
    is_latest,
    is_whole_share,
)
from tests.evidence.timeline import belongs_on
from tests.evidence.who import Who, who
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.periods import Period
from yshj.thresholds.units import Kind

YEAR = 2021
Days = tuple[date, date]


@dataclass(frozen=True)
class Made:
    """A submission about one target, and where it came from."""

    seed: int
    number: int
    target: Target
    sent: Submission


def make(seed: int, number: int, law: Law, only: str | None = None) -> Made:
    """The `number`-th submission of a seed; of the one target, where it is named."""
    rng = Random(f"{seed}/{number}/{only}")
    target = law.catalogue.targets[only] if only else _any_target(rng, law)
    maker = _Maker(rng, target, law)
    return Made(seed, number, target, maker.submission())


def _any_target(rng: Random, law: Law) -> Target:
    """Any target, those where more rules meet more often."""
    targets = list(law.catalogue.targets.values())
    if rng.random() < 0.08:
        return rng.choice([one for one in targets if one.is_milestone])
    targets = [one for one in targets if not one.is_milestone]
    pooled = (Statistic.MEAN, Statistic.SHARE)
    several = [one for one in targets if len(who(one, law).leads) > 1]
    kinds = [
        targets,
        [one for one in targets if one.when == "by_deadline"],
        [one for one in targets if who(one, law).group],
        [one for one in several if not counts_every_miss(one)] or several,
        [one for one in targets if who(one, law).parts],
        [one for one in targets if one.statistic in (Statistic.TOTAL, Statistic.CHANGE)],
        [one for one in targets if one.statistic is Statistic.LEVEL],
        [one for one in targets if one.statistic in pooled and not is_whole_share(one)],
    ]
    return rng.choice(rng.choice([kind for kind in kinds if kind]))


def month(number: int) -> Days:
    after = date(YEAR + number // 12, number % 12 + 1, 1)
    return date(YEAR, number, 1), after - timedelta(days=1)


def _months(first: int, last: int) -> Days:
    return month(first)[0], month(last)[1]


def _cadences(rng: Random) -> list[Days]:
    """One body's habit of reporting, as it would be with nothing kept back."""
    year = _months(1, 12)
    quarters = [_months(n, n + 2) for n in (1, 4, 7, 10)]
    halves = [_months(1, 6), _months(7, 12)]
    months = [month(n) for n in range(1, 13)]
    until = rng.choice(((3, 6, 9, 12), (6, 12), (11,), range(1, 13), (2, 5, 6, 12), (4, 6, 10, 11)))
    cumulative = [_months(1, n) for n in until]
    mixed = [[*halves, year], [*quarters, year], [*quarters, halves[0]], [year, month(12)]]
    late = rng.randint(2, 10)
    odd = [(date(YEAR, 1, 1), date(YEAR, 9, 15)), (date(YEAR, 9, 16), date(YEAR, 12, 31))]
    return rng.choice(
        (
            *([year], [year], halves, halves, quarters, quarters, months, cumulative, cumulative),
            *(rng.choice(mixed), months[late - 1 :], [_months(late, 12)], odd),
        )
    )


class _Maker:
    def __init__(self, rng: Random, target: Target, law: Law) -> None:
        self.rng, self.target, self.law = rng, target, law
        self.people: Who = who(target, law)
        self.rows: list[Row] = []
        self.bad = rng.choice((0.0, 0.0, 0.1, 0.5, 1.0))
        self.serial = 0
        self.habit = _cadences(rng)  # that several share, so that spans are equal

    def submission(self) -> Submission:
        rng = self.rng
        as_of = self._as_of()
        for body in self._bodies():
            self._body(body, as_of)
        while not self.rows:  # a ledger kept back as a whole leaves none
            self._body(self.people.city, as_of)
        covers: list[str | Days] = []
        if any(isinstance(row, CaseRow) for row in self.rows) and rng.random() < 0.25:
            covers += ["city"] if rng.random() < 0.6 else []
            until = 12 if rng.random() < 0.5 else rng.randint(3, 11)
            covers += (
                [_months(rng.choice((1, 1, 6, 9)), max(9, until))] if rng.random() < 0.6 else []
            )
        reporters = sorted({row.body for row in self.rows} & self.people.admitted)
        reporter = rng.choice(reporters) if reporters and rng.random() < 0.03 else None
        waivers = () if reporter else self._waivers()
        return Submission(tuple(self.rows), as_of, tuple(covers), waivers, reporter)

    def _as_of(self) -> date:
        rng, due = self.rng, self.target.due or date(YEAR, 12, 31)
        end = date(YEAR, 12, 31)
        days = [end] * 5 + [date(YEAR + 1, 1, 15), date(YEAR + 1, 2, 20)]
        days += [due, due, due - timedelta(days=1), due + timedelta(days=30)]
        days += [date(YEAR, 4, 20), date(YEAR, 7, 1), date(YEAR, 9, 30), date(YEAR, 11, 14)]
        return rng.choice(days)

    def _bodies(self) -> list[str]:
        """Who sends anything."""
        rng, people = self.rng, self.people
        chosen: list[str] = []
        if people.group:
            how = rng.random()
            if how < 0.45:
                chosen += people.group
            elif how < 0.6:
                left = rng.randint(1, max(1, len(people.group) // 4))
                chosen += rng.sample(people.group, max(1, len(people.group) - left))
            elif how < 0.85:
                chosen += rng.sample(people.group, rng.randint(1, min(3, len(people.group))))
            chosen += [people.city] if rng.random() < 0.35 else []
        else:
            chosen += [people.city] if rng.random() < 0.6 else []
            chosen += [people.only] if people.only and rng.random() < 0.7 else []
        for lead in people.leads:
            chosen += [lead] if rng.random() < 0.5 else []
        if people.beside and rng.random() < 0.25:
            chosen += rng.sample(people.beside, rng.randint(1, min(2, len(people.beside))))
        for parts in people.parts.values():
            if rng.random() < 0.5:
                chosen += rng.sample(parts, rng.choice((1, 2, len(parts))))
        if rng.random() < 0.12:
            chosen.append(rng.choice(self.law.catalogue.bodies.all).name)
        rng.shuffle(chosen)
        return list(dict.fromkeys(chosen))

    def _body(self, body: str, as_of: date) -> None:
        rng, target = self.rng, self.target
        bad = self.bad if rng.random() < 0.8 else rng.choice((0.0, 1.0))
        cases = self._takes_cases() and rng.random() < 0.4
        if cases:
            self._ledger(body, as_of, bad)
            if rng.random() < 0.4:
                return
        if target.is_milestone:
            row = figures.figure(rng, target, body, _months(1, 12), bad, Fraction(1))
            self._add([self._marked(row, rng.random())])
            return
        habit = self.habit if rng.random() < 0.4 else _cadences(rng)
        if rng.random() < 0.35:
            habit = habit[: max(1, len(habit) - rng.randint(1, 3))]  # a tail kept back
        if rng.random() < 0.15 and len(habit) > 2:
            habit = [one for one in habit if one != rng.choice(habit)]  # a gap
        fate = rng.random()
        parts = len(self.people.group) or 1
        if body not in self.people.group or rng.random() < 0.05:
            parts = 1
        made = []
        for days in habit:
            length = Fraction((days[1] - days[0]).days + 1, 365)
            share = (length if not is_latest(target) else Fraction(1)) / parts
            row = figures.figure(rng, target, body, days, bad, share)
            made.append(self._marked(row, fate if fate < 0.06 else rng.random()))
        if rng.random() < 0.5 and target.statistic is Statistic.SHARE:
            made = _growing(made)
        self._add(made)

    def _marked(self, row: FigureRow, fate: float) -> FigureRow:
        if fate < 0.04:
            return figures.mark(row, Said.NOT_APPLICABLE)
        if fate < 0.07 and not (self.target.is_milestone and self.rng.random() < 0.7):
            return figures.mark(row, Said.ZERO)
        return figures.mark(row, Said.BLANK) if fate < 0.09 else row

    def _takes_cases(self) -> bool:
        target = self.target
        if target.statistic is Statistic.TOTAL:
            return target.unit.kind is Kind.COUNT and target.threshold <= 30
        return target.takes_cases and not is_latest(target)

    def _ledger(self, body: str, as_of: date, bad: float) -> None:
        rng = self.rng
        last = min(as_of, date(YEAR, 12, 31))
        if rng.random() < 0.3:
            last -= timedelta(days=rng.choice((95, 130, 200)))
        first = date(YEAR, 1, 1) - timedelta(days=rng.choice((0, 0, 0, 60)))
        if last <= first:
            return
        for _ in range(rng.choice((1, 1, 2, 4, 8))):
            self.serial += 1
            on = first + timedelta(days=rng.randint(0, (last - first).days))
            row = figures.case(rng, self.target, body, f"A-{self.serial}", on, bad)
            if abs((last - (belongs_on(row, self.target) or last)).days - 92) > 1:
                self.rows.append(row)

    def _add(self, made: Iterable[FigureRow]) -> None:
        """Rows that cross or repeat another of the same speaker are refused at the door: left out.

        So is 零报告 around a figure, of which the words do not say which stands.
        """
        speaker = self.people.city_speaker
        for row in made:
            mine = Period(row.start, row.end)
            same = [
                (one, Period(one.start, one.end))
                for one in self.rows
                if isinstance(one, FigureRow)
                and (one.body == row.body or {one.body, row.body} <= set(speaker))
            ]
            clash = any(
                mine.crosses(theirs)
                or (mine == theirs and one.body == row.body)
                or (mine.contains(theirs) and row.said is Said.ZERO and mine != theirs)
                or (theirs.contains(mine) and one.said is Said.ZERO and mine != theirs)
                for one, theirs in same
            )
            if not clash:
                self.rows.append(row)

    def _waivers(self) -> tuple[Waived, ...]:
        rng = self.rng
        expires = rng.choice((date(YEAR, 12, 31), date(YEAR + 1, 6, 30), date(YEAR, 3, 31)))
        spoke = sorted({row.body for row in self.rows} & set(self.people.group))
        if len(spoke) > 2 and rng.random() < 0.1:
            return (Waived(self.target.id, rng.choice(spoke), expires),)
        silent = sorted(set(self.people.group) - set(spoke))
        if spoke and silent and rng.random() < 0.15:
            return tuple(Waived(self.target.id, one, expires) for one in silent[:3])
        return (Waived(self.target.id, None, expires),) if rng.random() < 0.02 else ()


def _growing(made: list[FigureRow]) -> list[FigureRow]:
    """Cumulative shares as they are sent: parts that grow."""
    grown: list[FigureRow] = []
    top = bottom = Fraction(0)
    for row in sorted(made, key=lambda one: one.end):
        if row.start != date(YEAR, 1, 1) or row.top is None or row.bottom is None:
            grown.append(row)
            continue
        top, bottom = top + row.top, bottom + row.bottom
        grown.append(replace(row, top=top, bottom=bottom))
    return grown
