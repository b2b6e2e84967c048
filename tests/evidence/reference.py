"""A plain, slow judge of one submission, written from the rules' words alone.

Where the words leave something open, `tests/evidence/__init__.py` lists the reading taken.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.evidence.cover import Body, Gaps
from tests.evidence.measure import measure
from tests.evidence.model import (
    Answer,
    Law,
    Outcome,
    Submission,
    Verdict,
    counts_every_miss,
    is_latest,
    is_of_each_body,
    is_said_of_city,
    is_sum,
    is_whole_share,
)
from tests.evidence.one_case import worst
from tests.evidence.speakers import (
    GROUP,
    Question,
    Speaker,
    deciding,
    misses,
    settles,
    speakers,
)
from tests.evidence.timeline import ONE_DAY, Times, times
from tests.evidence.who import Who, refused, who
from yshj.catalogue.bodies import BodyKind
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target


def judge(sent: Submission, target: Target, law: Law) -> Answer:
    """What is said of one target."""
    people = who(target, law)
    mine = [row for row in sent.rows if row.target == target.id]
    answer = Answer(target.id, refused=[row for row in mine if refused(row, target, people)])
    valid = [one for one in sent.waivers if one.target == target.id and sent.as_of <= one.expires]
    waived = {one.body for one in valid}
    kept = [row for row in mine if row not in answer.refused and row.body not in waived]
    people = replace(
        people,
        expected=tuple(name for name in people.expected if name not in waived),
        leads=tuple(name for name in people.leads if name not in waived),
    )
    question = Question(target, people, times(target, law, sent.as_of), sent, law, kept)
    if sent.reporter is None:
        _status(answer, question)
    else:
        answer.status = line(question, sent.reporter)
        answer.observed_known = False
    for name in sorted({row.body for row in kept}):
        answer.lines[name] = line(question, name)
    if None in waived:
        answer.would_be, answer.status = answer.status, "waived"
    return answer


def line(question: Question, name: str) -> str:
    """One body's own line: only its own rows and periods; `counted` in a figure of the city."""
    if is_counted(question, name):
        return "counted"
    alone = Answer(question.target.id)
    people = Who(name, (name,), None, (), (), {name: question.people.parts.get(name, ())})
    _status(alone, replace(question, people=people))
    return alone.status


def is_counted(question: Question, name: str) -> bool:
    """A target said of the city judges no district, nor another whose figure is a part of it."""
    people = question.people
    if not is_said_of_city(question.target):
        return False
    body = question.law.catalogue.bodies.find(name)
    assert body is not None
    kinds = (BodyKind.DISTRICT, BodyKind.ZONE)
    return body.kind in kinds or name not in (*people.city_speaker, *people.leads)


def _status(answer: Answer, question: Question) -> None:
    """The first that holds."""
    target, at = question.target, question.at
    everybody = speakers(question)
    deciders = deciding(everybody)
    counted = counted_misses(question)
    if counted:
        answer.rules.append("1 counted miss of " + "、".join(body.name for body, _ in counted))
        answer.status = missed(target, at)
        _observed_with_a_miss(answer, question, deciders, [said for _, said in counted])
        return
    if not deciders:
        answer.rules.append("2 nothing said by anybody who may decide")
        answer.status = "no_data"
        answer.observed_known = False  # rule 6: it shows what the others said
        answer.missing = [body.name for body in _expected(everybody, question)]
        return
    said, disagree = _together(deciders, target)
    answer.observed, answer.observed_known = said.observed, said.shown
    answer.rules.append("decides: " + "、".join(b.name for one in deciders for b in one.bodies[:2]))
    if disagree:
        answer.rules.append("3 leads that disagree")
        answer.status = "undetermined"
        answer.observed_known = False
        return
    gaps = Gaps()
    for one in deciders:
        gaps.add(one.gaps())
    answer.missing, answer.missing_time = gaps.bodies, gaps.time
    settled = _settled(deciders, everybody, gaps, target)
    if settled is not None:
        answer.rules.append("4 a sum that settles itself")
        answer.status = "pass" if settled.verdict is Verdict.MET else missed(target, at)
        answer.observed, answer.observed_known = settled.observed, settled.shown
        return
    nothing_left = (
        at.binding and said.verdict is Verdict.NOTHING and any(one.passed_over for one in deciders)
    )
    if gaps or nothing_left:
        answer.rules.append("5 something missing" if gaps else "6 nothing left by the deadline")
        answer.status = "partial"
        _so_far(answer, said, nothing_left, question)
        if is_latest(target):
            answer.observed_known = is_sum(target)
            if is_sum(target):
                answer.observed = deciders[0].says(current=True).observed
        return
    if said.verdict is Verdict.NOTHING:
        answer.rules.append("7 nothing to judge")
        answer.status = "not_applicable"
    elif said.verdict is Verdict.UNDECIDED or _contradicted(deciders, everybody, target):
        answer.rules.append("8 undecidable")
        answer.status = "undetermined"
        answer.observed_known = False
    else:
        answer.rules.append(f"9 {said.verdict}")
        answer.status = "pass" if said.verdict is Verdict.MET else missed(target, at)


def missed(target: Target, at: Times) -> str:
    if at.as_of < at.due:
        return "at_risk"
    return "warn" if target.hedge else "fail"


def _expected(everybody: list[Speaker], question: Question) -> list[Body]:
    group = [one for one in everybody if one.rank == GROUP]
    return (group or everybody[:1])[0].bodies if question.people.expected else []


def _so_far(answer: Answer, said: Outcome, nothing_left: bool, question: Question) -> None:
    at = question.at
    if said.verdict is Verdict.MISSED or nothing_left:
        answer.so_far = "missed"
        if at.as_of >= at.due + ONE_DAY * at.report_within:
            answer.counts_as = "warn" if question.target.hedge else "fail"
    elif said.verdict is Verdict.MET:
        answer.so_far = "met"


# Rule 5 -------------------------------------------------------------------------------------------


def counted_misses(question: Question) -> list[tuple[Body, Outcome]]:
    target, people = question.target, question.people
    if counts_every_miss(target):
        names = people.admitted
    elif is_of_each_body(target) or (target.is_milestone and people.group):
        names = frozenset(people.expected)
    else:
        return []
    found = []
    for name in sorted(names):
        body = question.body(name)
        if not body.sent or body.is_out(target):
            continue
        said = misses(body, question)
        if said.verdict is Verdict.MISSED:
            found.append((body, said))
    return found


def _observed_with_a_miss(
    answer: Answer, question: Question, deciders: list[Speaker], counted: list[Outcome]
) -> None:
    """Of `each` the worst of all; of a 100 % share the deciders' pooled share if that misses."""
    target = question.target
    answer.observed_known = all(said.shown for said in counted)
    if is_whole_share(target) and deciders:
        said, disagree = _together(deciders, target)
        if said.verdict is Verdict.MISSED and not disagree:
            answer.observed, answer.observed_known = said.observed, said.shown
            return
    if target.is_milestone:
        answer.observed = _last_day(counted)
        return
    if target.statistic is Statistic.EACH:
        bodies = [question.body(name).judged for name in sorted(question.people.admitted)]
        counted = [measure(bodies, target, question.law, question.at)]
        answer.observed_known = counted[0].shown
    answer.observed = _worst(counted, target)


def _last_day(said: list[Outcome]) -> date | None:
    return max((one.observed for one in said if isinstance(one.observed, date)), default=None)


def _worst(said: list[Outcome], target: Target) -> Fraction | None:
    figures = [one.observed for one in said if isinstance(one.observed, Fraction)]
    return worst(figures, target) if figures else None


# Rules 14 and 15 ----------------------------------------------------------------------------------


def _together(deciders: list[Speaker], target: Target) -> tuple[Outcome, bool]:
    """What the deciding speaker says, or several leads over one span; whether they disagree."""
    said = [one.says() for one in deciders]
    if len(said) == 1:
        return said[0], False
    if target.is_milestone:
        verdict = Verdict.MISSED if any(s.verdict is Verdict.MISSED for s in said) else Verdict.MET
        shown = all(s.shown for s in said)
        return Outcome(verdict, _last_day(said), shown), False
    telling = [s for s in said if s.verdict is not Verdict.NOTHING]
    if not telling:
        return said[0], False
    if len({s.verdict for s in telling}) > 1 or telling[0].verdict is Verdict.UNDECIDED:
        both = {Verdict.MET, Verdict.MISSED} <= {s.verdict for s in telling}
        return Outcome(Verdict.UNDECIDED, shown=False), both
    return Outcome(telling[0].verdict, _worst(telling, target)), False


def _settled(
    deciders: list[Speaker], everybody: list[Speaker], gaps: Gaps, target: Target
) -> Outcome | None:
    """Rule 15: for a decider that is `partial`, any speaker whose sum alone decides."""
    if not gaps or not is_sum(target):
        return None
    latest = target.statistic is Statistic.LEVEL
    for one in (*deciders, *everybody):
        if one.spoke and not one.out:
            said = one.says(current=latest)
            if settles(said, target):
                return said
    return None


def _contradicted(deciders: list[Speaker], everybody: list[Speaker], target: Target) -> bool:
    """Rule 15: a shorter span that already settles a sum which the longer one denies."""
    if not is_sum(target):
        return False
    denied = not any(settles(one.says(), target) for one in deciders)
    span = max(one.span() for one in deciders)
    latest = target.statistic is Statistic.LEVEL
    return denied and any(
        settles(one.says(current=latest), target) and one.span_of_reported() < span
        for one in everybody
        if one.spoke and not one.out and one not in deciders
    )
