"""Who of several speaks for a target (rules 2, 3, 13): the city, a lead, those that report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from yshj.catalogue.bodies import Body
from yshj.catalogue.entries import Statistic
from yshj.catalogue.who import Who
from yshj.contract.cells import Mark
from yshj.contract.periods import Period
from yshj.errors import Text
from yshj.judge import days
from yshj.judge.account import Account, account, ledger_of, outside, pooled, with_parts
from yshj.judge.measure import measure
from yshj.judge.measured import Measure
from yshj.judge.question import NOTHING_VOUCHED, Question
from yshj.judge.standing import accepted
from yshj.observe.evidence import Days, Evidence
from yshj.observe.figures import Row


class Rank(IntEnum):
    """Over one span the first decides."""

    CITY = 0
    LEAD = 1
    PARTS = 2


@dataclass
class Speaker:
    """One that may decide.

    `wanted` have to report (bodies out left aside), `silent` of them have not; `span` is what they
    cover together, `heard` what those that have reported do: days, for latest targets the last day
    of the newest period, for milestones reported or not. `measure` is what is shown and decides,
    `known` the same with the last known figures of those whose latest time is missing.
    """

    rank: Rank
    accounts: list[Account]
    wanted: tuple[Body, ...]
    silent: tuple[Body, ...]
    span: int
    heard: int
    measure: Measure
    known: Measure
    unsure: list[Text] = field(default_factory=list)

    @property
    def said(self) -> bool:
        return any(one.said for one in self.accounts)

    @property
    def out(self) -> bool:
        """All that it says is that the target does not apply."""
        said = [one for one in self.accounts if one.said]
        return bool(said) and all(one.out for one in said)

    @property
    def missing_time(self) -> list[tuple[Body, Period]]:
        return [
            (one.body, period)
            for one in self.accounts
            if one.body in self.wanted
            for period in one.missing
        ]

    @property
    def lacks(self) -> bool:
        """Whether a body or time is missing."""
        return bool(self.silent or self.missing_time)

    @property
    def holds(self) -> bool | None:
        """Whether the limit is met as far as is known, with the last known figures."""
        return None if self.unsure else self.known.holds


@dataclass(frozen=True)
class Hearing:
    """The evidence by body's name, narrowed to those `asked` (None: everyone).

    Bodies that a waiver sets `aside` are out (rule 4).
    """

    question: Question
    who: Who
    evidence: Mapping[str, Evidence]
    asked: Collection[str] | None = None
    aside: Collection[str] = ()
    heard: dict[str, Account] = field(default_factory=dict)  # each body's own word, asked once

    def of(self, body: Body) -> Evidence:
        return self.evidence.get(body.name) or Evidence(body)

    def among(self, bodies: Iterable[Body]) -> list[Body]:
        kept = [body for body in bodies if body.name not in self.aside]
        return kept if self.asked is None else [one for one in kept if one.name in self.asked]

    def own(self, body: Body) -> Account:
        """A body's own word, its parts aside."""
        if body.name not in self.heard:
            sent = self.of(body)
            self.heard[body.name] = account(self.question, body, sent.rows, sent.cases)
        return self.heard[body.name]

    def word(self, body: Body) -> Account:
        """A body's word with that of its parts (rule 3)."""
        found, parts = self.own(body), self.among(self.who.parts.get(body.name, ()))
        if not parts:
            return found
        vouched = self.question.covers != NOTHING_VOUCHED
        sent = self.of(body)
        return self._joined(found, sent.rows, [sent.cases] if vouched else [], parts)

    def city(self, only: Body | None) -> tuple[Account, Account | None]:
        """Rule 2: the city and the only reporter as one, and the same if the latter's row stood."""
        city = self.of(self.who.city) if self.among([self.who.city]) else Evidence(self.who.city)
        if only is None:
            return self.own(self.who.city), None
        other, parts = self.of(only), self.among(self.who.parts.get(only.name, ()))
        clash = {row.period for row in city.rows if row.says}
        clash &= {row.period for row in other.rows if row.says}
        words: list[Account] = []
        for one, two in ((city, other), (other, city))[: 2 if clash else 1]:
            rows, cases = pooled(one, two)
            found = account(self.question, only, rows, cases)
            if parts:
                vouched = self.question.covers != NOTHING_VOUCHED
                ledgers = [city.cases, *([other.cases] if vouched else [])]
                found = self._joined(found, rows, ledgers, parts)
            words.append(found)
        return words[0], words[1] if clash else None

    def _joined(
        self, own: Account, rows: Sequence[Row], ledgers: Sequence[Days], parts: Sequence[Body]
    ) -> Account:
        """`ledgers` are case files that speak for the parts too, with the body's own `rows`."""
        question = self.question
        ruled = [
            row.period for row in accepted(question, rows) if row.figure or row.mark is Mark.ZERO
        ]
        ruled += [span for one in ledgers for span in ledger_of(question, one)]
        beside = [self.own(part) for part in parts]
        if not ruled:
            return with_parts(question, own, beside, beside)
        others = [outside(ruled, self.of(part)) for part in parts]
        pooled_too = [account(question, one.body, one.rows, one.cases) for one in others]
        return with_parts(question, own, beside, pooled_too)


def speakers(hearing: Hearing) -> list[Speaker]:
    """Everyone that may decide, the city first.

    Where none of the bodies asked may decide, they are asked for themselves.
    """
    who, found = hearing.who, []
    only = next(iter(hearing.among([who.only])), None) if who.only else None
    if only or hearing.among([who.city]):
        found.append(_city(hearing, only))
    for body in hearing.among(who.leads):
        found.append(_speaker(hearing, Rank.LEAD, [hearing.word(body)]))
    group = hearing.among(who.group)
    if not found and not group and hearing.asked is not None:
        group = hearing.among(one.body for one in hearing.evidence.values())
    if group:
        found.append(_speaker(hearing, Rank.PARTS, [hearing.word(body) for body in group]))
    return found


def _city(hearing: Hearing, only: Body | None) -> Speaker:
    """Where the only reporter's row for the same period would turn it, nobody can tell."""
    word, other = hearing.city(only)
    found = _speaker(hearing, Rank.CITY, [word])
    target = hearing.question.target
    if other is None or target.statistic is Statistic.EACH or target.full_share:
        return found
    if measure(target, [other]).holds != found.known.holds:
        assert only is not None
        city = hearing.who.city
        found.unsure.append(
            Text(
                f"{city.name}与{only.name}同一期间所报不同，结论不同",
                f"{city.en} and {only.en} report the same period differently, "
                "and the verdict with it",
            )
        )
    return found


def _speaker(hearing: Hearing, rank: Rank, accounts: list[Account]) -> Speaker:
    question, target = hearing.question, hearing.question.target
    ledgers = any(one.all_cases or one.aside_cases for one in accounts)
    excused = question.covers.city and ledgers and rank is Rank.PARTS  # rule 8
    wanted = [one for one in accounts if not one.out and (one.said or not excused)]
    silent = [part for one in wanted for part in (one.silent if one.said else (one.body,))]
    if rank is Rank.LEAD:  # when a lead decides, no other body is missing, only its own time
        silent = []
    known = measure(target, accounts)
    summed = target.statistic is Statistic.LEVEL and target.over_bodies == "sum"
    fresh = [one for one in accounts if not one.stale]
    heard = [one for one in wanted if one.said]
    return Speaker(
        *(rank, accounts, tuple(one.body for one in wanted), tuple(silent)),
        span=_span(question, wanted) if len(heard) == len(wanted) else 0,
        heard=_span(question, heard),
        measure=measure(target, fresh) if summed else known,  # rule 16
        known=known,
        unsure=[one.unsure for one in accounts if one.unsure is not None],
    )


def _span(question: Question, accounts: Sequence[Account]) -> int:
    """What all of them share."""
    if not accounts:
        return 0
    if question.target.is_milestone:
        return int(all(one.said for one in accounts))
    if question.target.latest:
        return min(one.newest.toordinal() if one.newest else 0 for one in accounts)
    common = [question.judged]
    for one in accounts:
        common = days.shared(common, one.covered)
    return days.length(common)
