"""Rules 2 and 13: who speaks, over which span, and what each speaker says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.evidence.cover import (
    Body,
    Gaps,
    body_of,
    covered,
    gaps_of,
    latest_is_missing,
)
from tests.evidence.measure import measure, newest
from tests.evidence.model import (
    CaseRow,
    FigureRow,
    Law,
    Outcome,
    Row,
    Said,
    Submission,
    Verdict,
    counts_every_miss,
    is_latest,
    is_sum,
)
from tests.evidence.timeline import ONE_DAY, Judged, Times, belongs_on, days, judged
from tests.evidence.who import Who
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target

CITY, LEAD, GROUP = 0, 1, 2  # over one span the city decides, then a lead, then the parts


@dataclass
class Question:
    """One target of one submission, with everything the rules need."""

    target: Target
    people: Who
    at: Times
    sent: Submission
    law: Law
    rows: list[Row]

    def of(self, name: str) -> list[Row]:
        return [row for row in self.rows if row.body == name]

    def body(self, name: str) -> Body:
        body = body_of(name, self.of(name), self.target, self.at)
        body.parts = [
            body_of(part, self.of(part), self.target, self.at)
            for part in self.people.parts.get(name, ())
        ]
        return body


@dataclass
class Speaker:
    rank: int
    bodies: list[Body]
    question: Question

    @property
    def spoke(self) -> bool:
        return any(body.spoke for body in self.bodies)

    @property
    def in_(self) -> list[Body]:
        """The bodies that are not out; with `covers: city` not those without a row (rule 8)."""
        found = [body for body in self.bodies if not body.is_out(self.question.target)]
        ledger = any(body.cases for body in self.bodies)
        if self.rank == GROUP and self.question.sent.covers_city and ledger:
            found = [body for body in found if body.spoke]
        return found

    @property
    def out(self) -> bool:
        return self.spoke and not self.in_

    def span(self, of: Sequence[Body] | None = None) -> int:
        """Rule 13: how far the speaker goes, what all its bodies share."""
        question = self.question
        spans = self.in_ if of is None else list(of)
        if not spans or not all(body.spoke for body in spans):
            return 0
        if question.target.is_milestone:
            return 1
        if is_latest(question.target):
            if is_sum(question.target) and any(
                latest_is_missing(body, question.at) for body in spans
            ):
                return 0  # rule 16: left out like a missing body, in deciding too
            return min(self._reach(body) for body in spans)
        each = [covered(body, question.target, question.at, question.sent) for body in spans]
        return len(set.intersection(*each) & question.at.days)

    def span_of_reported(self) -> int:
        """Rule 15: the span of those that have reported."""
        reported = [body for body in self.in_ if body.spoke]
        if is_latest(self.question.target):
            reported = [one for one in reported if not latest_is_missing(one, self.question.at)]
        return self.span(reported)

    def _reach(self, body: Body) -> int:
        row = newest(body.figures)
        return 0 if row is None else (row.end - self.question.at.first).days + 1

    def gaps(self) -> Gaps:
        gaps = Gaps()
        for body in self.in_:
            question = self.question
            gaps.add(gaps_of(body, question.target, question.at, question.sent))
        return gaps

    def says(self, *, current: bool = False) -> Outcome:
        """What it says, missing or not; `current` without those whose latest time is missing."""
        question = self.question
        bodies = self.in_
        if not bodies:
            return Outcome(Verdict.NOTHING)
        if current:
            bodies = [body for body in bodies if not latest_is_missing(body, question.at)]
        parts = [one for body in bodies for one in evidence(body, question)]
        outcome = measure(parts, question.target, question.law, question.at)
        return outcome if self.rank != CITY else self._with_the_other(outcome)

    @property
    def passed_over(self) -> bool:
        return any(
            one.passed_over
            for body in self.in_
            for one in (body.judged, *(part.judged for part in body.parts))
        )

    def _with_the_other(self, outcome: Outcome) -> Outcome:
        """Rule 2: if the verdict would differ with the other's figure of the same period."""
        question = self.question
        if question.people.only is None or counts_every_miss(question.target):
            return outcome
        other = pooled_body(question, first=question.people.only)
        again = measure(evidence(other, question), question.target, question.law, question.at)
        if again.verdict is outcome.verdict:
            return outcome
        return Outcome(Verdict.UNDECIDED, shown=False)


def evidence(body: Body, question: Question) -> list[Judged]:
    """A body's judged rows and its parts'; where its own row stands, they are shown (rule 3)."""
    if not body.parts:
        return [body.judged]
    if not body.sent:
        return [part.judged for part in body.parts]
    if body.cases and (question.sent.covers or body.for_all):
        return [body.judged]  # its case files speak for all
    own = {
        row.start + ONE_DAY * n
        for row in body.judged.figures
        if row.said is not Said.NOT_APPLICABLE
        for n in range((row.end - row.start).days + 1)
    }
    beside = []
    for part in body.parts:
        figures = [row for row in part.judged.figures if not own & days(row.start, row.end)]
        cases = [one for one in part.judged.cases if belongs_on(one, question.target) not in own]
        beside.append(Judged(figures, cases, part.judged.passed_over))
    return [body.judged, *beside]


def pooled_body(question: Question, first: str) -> Body:
    """Rule 2: the city and the only reporter as one; over one period the row of `first` stands."""
    people = question.people
    names = [first, *(name for name in people.city_speaker if name != first)]
    figures: list[FigureRow] = []
    cases: list[CaseRow] = []
    parts: list[Judged] = []
    for name in names:
        one = body_of(name, question.of(name), question.target, question.at)
        taken = {(row.start, row.end): row for row in figures}
        for row in one.figures:
            before = taken.get((row.start, row.end))
            # 不涉及 replaces no figure (rule 4), and one miss counts (rule 2)
            if before is None or counts_every_miss(question.target):
                figures.append(row)
            elif before.said is Said.NOT_APPLICABLE and row.said is not Said.NOT_APPLICABLE:
                figures[figures.index(before)] = row
        cases += one.cases
        parts.append(one.judged)
    together = judged(figures, cases, question.target, question.at)
    body = Body(people.only or people.city, figures, cases, together)
    body.for_all = any(case.body == people.city for case in cases)
    if people.only:
        body.parts = [
            body_of(part, question.of(part), question.target, question.at)
            for part in people.parts.get(people.only, ())
        ]
    return body


def speakers(question: Question) -> list[Speaker]:
    people = question.people
    found = [Speaker(CITY, [pooled_body(question, first=people.city)], question)]
    found += [Speaker(LEAD, [question.body(name)], question) for name in people.leads]
    if people.group:
        found.append(Speaker(GROUP, [question.body(name) for name in people.group], question))
    return found


def deciding(all_of_them: list[Speaker]) -> list[Speaker]:
    """Rule 13: the longest span, then the city, the leads together, the parts.

    Somebody all of whose rows say 不涉及 decides only where nobody says anything else.
    """
    spoke = [one for one in all_of_them if one.spoke]
    speaking = [one for one in spoke if not one.out] or spoke
    if not speaking:
        return []
    longest = max(one.span() for one in speaking)
    first = [one for one in speaking if one.span() == longest]
    rank = min(one.rank for one in first)
    return [one for one in first if one.rank == rank]


def settles(outcome: Outcome, target: Target) -> bool:
    """Rule 15: a sum that reaches a floor or exceeds a ceiling, whatever else is missing."""
    if not is_sum(target):
        return False
    wanted = Verdict.MISSED if target.op.ceiling else Verdict.MET
    return outcome.verdict is wanted


def misses(body: Body, question: Question) -> Outcome:
    """What counts as a miss of one body by itself (rule 5)."""
    target, at = question.target, question.at
    if is_latest(target) and latest_is_missing(body, at):
        return Outcome(Verdict.NOTHING)
    if target.statistic is Statistic.SHARE and is_latest(target):
        row = newest(body.judged.figures)
        newest_only = Judged([row] if row is not None else [], [], False)
        return measure([newest_only], target, question.law, at)
    return measure([body.judged], target, question.law, at)
