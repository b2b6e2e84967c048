"""The status of a target: the first of the ordered list that holds (rules 6, 10, 14, 15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yshj.catalogue.bodies import Body
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.periods import Period
from yshj.errors import Text
from yshj.judge.account import Account
from yshj.judge.measure import measure
from yshj.judge.measured import Measure
from yshj.judge.misses import counted_misses, one_miss_settles, shown
from yshj.judge.model import SoFar, Verdict
from yshj.judge.question import Question
from yshj.judge.speakers import Hearing, Rank, Speaker, speakers
from yshj.judge.standing import holds
from yshj.judge.status import Status
from yshj.observe.periods import month_of


@dataclass(kw_only=True)
class Ruling(Verdict):
    """A verdict with the speaker that decides and what every admitted body has said for itself."""

    decider: Speaker | None = None
    admitted: list[Account] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def rule(hearing: Hearing) -> Ruling:
    """The one function that decides: the whole, single bodies, `--reporter`, `--by period`."""
    question, target = hearing.question, hearing.question.target
    admitted = [hearing.own(body) for body in hearing.among(_heard(hearing))]
    heard = [one for one in admitted if one.said]
    said = [one for one in speakers(hearing) if one.said]
    decider, disagree = _decider(target, said)
    found = Ruling(status=Status.NO_DATA, measure=Measure(), decider=decider, admitted=admitted)
    if decider is None:  # rule 6
        found.missing = tuple(hearing.among(hearing.who.reporters))
        found.measure = measure(target, heard)
    else:
        found.measure = decider.measure
        found.missing, found.missing_time = decider.silent, tuple(decider.missing_time)
        found.notes += [*decider.measure.notes, *decider.unsure]
    wanted = [one for one in heard if one.body in _wanted(hearing)]
    if misses := counted_misses(question, heard, wanted):
        found.measure = shown(
            target, misses, heard, wanted, decider.measure if decider else Measure()
        )
        found.status = _missed(question)
    elif decider is not None and disagree:
        found.status = Status.UNDETERMINED
        found.notes.append(_LEADS_DISAGREE)
    elif decider is not None and _is_a_part(hearing, decider):
        found.status = Status.COUNTED
    elif decider is not None:
        _weigh(question, said, decider, found)
    return found


def _is_a_part(hearing: Hearing, decider: Speaker) -> bool:
    """Whether a few are asked about what only the city is judged on."""
    asked_alone = hearing.asked is not None and decider.rank is Rank.PARTS
    return asked_alone and hearing.question.target.said_of_the_city


_LEADS_DISAGREE = Text(
    "牵头单位所报不同，结论不同：须核对",
    "the lead bodies report differently, and the verdict with it: check both",
)
_SHORTER_SUM = Text(
    "较短期间的合计已定结论，较长期间却相反：须核对",
    "a sum over a shorter time settles what the longer one denies: check both",
)


def _weigh(question: Question, said: Sequence[Speaker], decider: Speaker, found: Ruling) -> None:
    """The list from a sum that settles itself on."""
    target, known = question.target, decider.known
    if settled := _settles(target, said, decider):
        found.measure = settled.measure
        found.status = _verdict(question, settled.measure.holds)
    elif decider.lacks:
        _partial(question, found, decider)
    elif not known.n and _set_aside(question, decider):
        _nothing_left(question, found, decider)
    elif not known.n and not known.open:
        found.status = Status.NOT_APPLICABLE
    elif decider.holds is None:
        found.status = Status.UNDETERMINED
    elif _denied(target, said, decider):
        found.status = Status.UNDETERMINED
        found.notes.append(_SHORTER_SUM)
    else:
        found.status = _verdict(question, decider.holds)


def _heard(hearing: Hearing) -> Sequence[Body]:
    """Everybody admitted who sent something, in the order of the plan."""
    admitted = set(hearing.who.admitted)
    return [one.body for one in hearing.evidence.values() if one.body in admitted]


def _wanted(hearing: Hearing) -> Sequence[Body]:
    """Who has to report; where one body alone is asked for itself, that one."""
    wanted = hearing.among(hearing.who.reporters)
    return wanted or ([one.body for one in hearing.evidence.values()] if hearing.asked else [])


def _verdict(question: Question, holds: bool | None) -> Status:
    return Status.PASS if holds else _missed(question)


def _missed(question: Question) -> Status:
    if question.early:
        return Status.AT_RISK
    return Status.WARN if question.target.hedge else Status.FAIL


# --- rules 13 and 14 ------------------------------------------------------------------------------


def _decider(target: Target, said: Sequence[Speaker]) -> tuple[Speaker | None, bool]:
    """The longest span, over one span the first in rank; and whether two leads disagree."""
    speaking = [one for one in said if not one.out] or list(said)
    if not speaking:
        return None, False
    span = max(one.span for one in speaking)
    longest = [one for one in speaking if one.span == span]
    rank = min(one.rank for one in longest)
    first = [one for one in longest if one.rank is rank]
    if rank is not Rank.LEAD or len(first) == 1:
        return first[0], False
    return _of_leads(target, first)


def _of_leads(target: Target, leads: Sequence[Speaker]) -> tuple[Speaker, bool]:
    """Milestones: the later day; otherwise the worse figure, if they agree on met or missed."""
    telling = [one for one in leads if one.known.n] or list(leads)
    verdicts = {one.holds for one in telling}
    worse = min(telling, key=lambda one: (one.holds is not False, one.known.margin or 0))
    return worse, len(verdicts) > 1 and not target.is_milestone


# --- rule 15 --------------------------------------------------------------------------------------


def _is_sum(target: Target) -> bool:
    if target.statistic is Statistic.DIFFERENCE:  # what is missing may be below zero
        return False
    return target.over_bodies == "sum" or target.statistic is Statistic.TOTAL


def _settling(target: Target, found: Measure) -> bool:
    """Whether a sum alone reaches a floor or exceeds a ceiling: no more of it can undo that."""
    return found.holds is not None and found.holds is not target.op.ceiling


def _settles(target: Target, said: Sequence[Speaker], decider: Speaker) -> Speaker | None:
    """A speaker whose sum settles what the decider leaves open."""
    if not decider.lacks or not _is_sum(target):
        return None
    able = [one for one in said if _settling(target, one.measure) and not _is_stale(target, one)]
    return min(able, key=lambda one: (one is not decider, one.rank), default=None)


def _is_stale(target: Target, one: Speaker) -> bool:
    """A level of one body says nothing while its latest time is missing."""
    return target.latest and all(each.stale for each in one.accounts)


def _denied(target: Target, said: Sequence[Speaker], decider: Speaker) -> bool:
    """Whether a shorter span already settles a sum that the decider's longer one denies."""
    if target.statistic is not Statistic.TOTAL or _settling(target, decider.measure):
        return False
    return any(
        _settling(target, one.measure) and one.heard < decider.span
        for one in said
        if one is not decider
    )


# --- partial --------------------------------------------------------------------------------------


def _partial(question: Question, found: Ruling, decider: Speaker) -> None:
    found.status = Status.PARTIAL
    if one_miss_settles(question.target) and _last_known_misses(question.target, decider):
        found.so_far = "missed"
    elif decider.known.n and decider.holds is not None:
        found.so_far = "met" if decider.holds else "missed"
    elif _set_aside(question, decider) and not decider.known.n:
        found.so_far = "missed"
    found.counts_as = _counts_as(question, found.so_far)


def _last_known_misses(target: Target, decider: Speaker) -> bool:
    """Whether a figure misses that would count were it not too old."""
    figures = (each.figure for one in decider.accounts for each in one.figures)
    return any(holds(target, figure) is False for figure in figures)


def _counts_as(question: Question, so_far: SoFar | None) -> Status | None:
    """From the due day on a partial missed so far counts as the same figure would, if complete."""
    if so_far != "missed" or not question.late:
        return None
    return Status.WARN if question.target.hedge else Status.FAIL


def _set_aside(question: Question, decider: Speaker) -> bool:
    """Whether figures or cases were set aside as from before the deadline's month (rule 10)."""
    return question.binds and any(
        one.aside_cases or any(row.figure is not None for row in one.aside)
        for one in decider.accounts
    )


def _nothing_left(question: Question, found: Ruling, decider: Speaker) -> None:
    """Rule 10: nothing that counts is left by the deadline; the month to send is named."""
    month = month_of(question.due)
    month = Period(month.start, min(month.end, question.end))
    found.status, found.so_far = Status.PARTIAL, "missed"
    found.missing_time = tuple((body, month) for body in decider.wanted)
    found.counts_as = _counts_as(question, "missed")
