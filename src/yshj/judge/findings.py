"""One finding a target: what the rules say of all its evidence, and of each body's alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from yshj.catalogue.bodies import Body
from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.waivers import Waiver
from yshj.catalogue.who import who
from yshj.contract.amounts import Figure
from yshj.contract.periods import Period
from yshj.contract.windows import years_of
from yshj.judge.account import Account, is_case
from yshj.judge.doubts import doubts_of, inside_differs
from yshj.judge.measured import Measure
from yshj.judge.misses import one_miss_settles
from yshj.judge.model import BodyFinding, Finding, LedgerSpan
from yshj.judge.notes import about, differences, left_out, list_of, not_begun
from yshj.judge.question import NOTHING_VOUCHED, Covers, question
from yshj.judge.ruling import Ruling, rule
from yshj.judge.speakers import Hearing, Rank
from yshj.judge.standing import Standing, accepted
from yshj.judge.status import Status
from yshj.judge.years import of_year, together
from yshj.observe.evidence import Evidence


def judge(
    catalogue: Catalogue,
    target: Target,
    evidence: Sequence[Evidence],
    as_of: date,
    waivers: Sequence[Waiver] = (),
    *,
    asked: Collection[str] = (),
    covers: Covers = NOTHING_VOUCHED,
    window: Period | None = None,
) -> Finding:
    """One target on all its evidence; what a waiver sets aside is judged as well, and shown.

    `asked` narrows it to some bodies (empty: everyone), `window` to one period. A yearly target is
    judged year by year, of the years that have begun.
    """
    among = frozenset(asked) or None

    def over(span: Period | None, sent: Sequence[Evidence], year: int | None = None) -> Hearing:
        by_name = {one.body.name: one for one in sent}
        asking = question(catalogue, target, as_of, covers, span, year)
        return Hearing(asking, who(catalogue, target), by_name, among)

    if window is not None:
        year = window.start.year if target.yearly else None
        return _judged(over(window, evidence, year), catalogue, waivers)
    hearing, spans = over(None, evidence), years_of(catalogue, target, as_of)
    if not target.yearly and (spans or target.years is None):
        return _judged(hearing, catalogue, waivers)
    found = Finding(target=target, status=Status.NOT_APPLICABLE, measure=Measure())
    if not spans:
        found.notes = [not_begun(hearing.question)]
    else:
        parts = [
            (year, span, over(span, of_year(evidence, span, spans), year))
            for year, span in spans.items()
        ]
        found = together(
            [
                (each.question.judged, replace(_judged(each, catalogue, waivers), year=year))
                for year, _, each in parts
            ],
            {body.name for body in hearing.who.reporters},
        )
    _tell(found, hearing, catalogue)
    return found


def _judged(hearing: Hearing, catalogue: Catalogue, waivers: Sequence[Waiver]) -> Finding:
    """What is found over one window, with what waivers set aside."""
    whole = _finding(hearing, catalogue)
    used = _used(hearing, waivers)
    if not used:
        return whole
    aside = {waiver.reporter for waiver in used}
    if None in aside or not _anyone_else(hearing, aside):
        whole.waivers, whole.unwaived, whole.status = used, whole.status, Status.WAIVED
        whole.so_far = whole.counts_as = None
        return whole
    names = frozenset(name for name in aside if name is not None)
    spared = Hearing(hearing.question, hearing.who, hearing.evidence, hearing.asked, names)
    rest = _finding(spared, catalogue)
    rest.waivers, rest.unwaived = used, whole.status
    for one in rest.by_body:
        if one.body.name in names:
            one.status, one.so_far, one.counts_as, one.decides = Status.WAIVED, None, None, False
    set_aside = [one.body for one in hearing.evidence.values() if one.body.name in names]
    if set_aside:
        rest.notes.append(list_of(set_aside, "已豁免：", "set aside by waiver: "))
    return rest


def _used(hearing: Hearing, waivers: Sequence[Waiver]) -> tuple[Waiver, ...]:
    """The valid waivers that are about this target and about somebody who sent or had to."""
    asking = hearing.question
    spoken_of = {None, *hearing.evidence, *(body.name for body in hearing.who.reporters)}
    return tuple(
        one
        for one in waivers
        if one.target == asking.target.id and one.valid(asking.as_of) and one.reporter in spoken_of
    )


def _anyone_else(hearing: Hearing, aside: Collection[str | None]) -> bool:
    """Whether somebody not set aside has said something, or still has to."""
    sent = {one.body for one in hearing.evidence.values() if says(one)}
    asked = hearing.among((*sent, *hearing.who.reporters))
    return any(body.name not in aside for body in asked)


def says(one: Evidence) -> bool:
    """A figure or a case, or a word that it does not apply or that there was nothing."""
    return any(row.says for row in one.rows) or any(
        is_case(came) for tally in one.cases.values() for came in tally
    )


def _sent(hearing: Hearing) -> list[Evidence]:
    """The evidence of those asked."""
    sent = hearing.evidence.values()
    return [one for one in sent if hearing.asked is None or one.body.name in hearing.asked]


def _tell(finding: Finding, hearing: Hearing, catalogue: Catalogue) -> None:
    """What is said of the rows themselves, whichever years they are about."""
    asking = hearing.question
    heard = [one for one in _sent(hearing) if one.body.name not in hearing.aside]
    finding.notes += left_out(asking, heard, catalogue.relatives(finding.target))
    for one in heard:
        finding.doubts += doubts_of(asking, one, catalogue.plan.doubts)
        finding.notes += inside_differs(finding.target, accepted(asking, one.rows))
    finding.ledgers = tuple(filter(None, map(_ledger, _sent(hearing))))


def _finding(hearing: Hearing, catalogue: Catalogue) -> Finding:
    """The whole, with each body's own line: the same rule asked of that body alone."""
    asking, target = hearing.question, hearing.question.target
    ruling = rule(hearing)
    reported, expected = _bodies(hearing, ruling)
    decider = ruling.decider
    finding = Finding(
        target=target,
        status=ruling.status,
        measure=ruling.measure,
        so_far=ruling.so_far,
        counts_as=ruling.counts_as,
        missing=ruling.missing,
        missing_time=ruling.missing_time,
        reported=reported,
        expected=expected,
        counting=_counting(ruling, target),
        first=asking.first if asking.binds else None,
    )
    finding.notes += ruling.notes
    if asking.year is None:
        _tell(finding, hearing, catalogue)
    finding.notes += [note for one in ruling.admitted for note in one.notes]
    if decider is not None:
        finding.notes += differences(target, ruling, decider)
    finding.notes += about(finding, asking)
    deciding = {body.name for body in reported} if decider else set()
    for one in _sent(hearing):
        finding.by_body.append(_line(hearing, one.body, one.body.name in deciding))
    return finding


def _line(hearing: Hearing, body: Body, decides: bool) -> BodyFinding:
    """A body's line asks only its own periods."""
    names = {body.name}
    if hearing.own(body).said:  # rule 3: the rows of its parts are pooled with its own
        names |= {part.name for part in hearing.who.parts.get(body.name, ())}
    asking = hearing.question
    alone = Hearing(asking, hearing.who, hearing.evidence, names, (), hearing.heard)
    ruling = rule(alone)
    return BodyFinding(
        body=body,
        status=ruling.status,
        measure=ruling.measure,
        so_far=ruling.so_far,
        counts_as=ruling.counts_as,
        missing=(),
        missing_time=ruling.missing_time,
        decides=decides,
    )


def _bodies(hearing: Hearing, ruling: Ruling) -> tuple[tuple[Body, ...], tuple[Body, ...]]:
    """Of those who decide, who has reported, and who had to."""
    who_, decider = hearing.who, ruling.decider
    if decider is None:
        return (), tuple(hearing.among(who_.reporters))
    if decider.rank is Rank.PARTS:
        reported = tuple(one.body for one in decider.accounts if one.said)
        return reported, decider.wanted
    names: list[Body] = []
    if decider.rank is Rank.CITY:
        names = [who_.city, *([who_.only] if who_.only else [])]
    else:
        names = [one.body for one in decider.accounts]
    names += [part for body in names for part in who_.parts.get(body.name, ())]
    sent = [body for body in hearing.among(names) if body.name in hearing.evidence]
    reported = tuple(body for body in sent if says(hearing.evidence[body.name]))
    expected = dict.fromkeys((*(body for body in reported), *decider.silent))
    out = {one.body for one in decider.accounts if one.out}
    return reported, tuple(body for body in expected if body not in out)


def _ledger(one: Evidence) -> LedgerSpan | None:
    """From when to when a body's cases run, those that belong to the plan."""
    by_day = {
        day: n
        for day, tally in one.cases.items()
        if (n := sum(count for came, count in tally.items() if is_case(came)))
    }
    if not by_day:
        return None
    known = [day for day in by_day if day is not None]
    first, last = (min(known), max(known)) if known else (None, None)
    return LedgerSpan(one.body, first, last, sum(by_day.values()))


def _counting(ruling: Ruling, target: Target) -> dict[tuple[str, Period], Figure]:
    """The figures that a verdict rests on: where one miss settles it everybody's, else a few's."""
    deciding = [] if ruling.decider is None else ruling.decider.accounts
    if one_miss_settles(target) or target.over_bodies == "each":
        found = [(one, each) for one in ruling.admitted for each in one.judged]
    else:
        found = [(one, each) for one in deciding for each in one.figures]
    return {(_whose(one, each), each.row.period): each.figure for one, each in found}


def _whose(one: Account, each: Standing) -> str:
    """The body whose row it is; the words of several may be one (rules 2 and 3)."""
    origin = each.row.origin
    return one.body.name if origin is None else origin.row.reporter.name
