"""What one body has to say about a target: its figures and cases, its time (rules 4, 7, 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from yshj.catalogue.bodies import Body
from yshj.contract.cells import Mark
from yshj.contract.periods import Period
from yshj.errors import Text
from yshj.judge import days
from yshj.judge.question import Question
from yshj.judge.sources import reconciled
from yshj.judge.standing import Figures, Standing, accepted, figures_of
from yshj.observe.cases import Outcome, State, Tally
from yshj.observe.evidence import Days, Evidence
from yshj.observe.figures import Row
from yshj.observe.periods import month_of


@dataclass
class Account:
    """One body's word.

    `figures` and `cases` are what is measured, `judged` and `all_cases` what a miss is looked for
    in (rule 5). `covered` and `missing` are days from the first one judged to the end. `silent`
    are parts of the body (rule 3) that have not reported where they had to. `stale`: of a latest
    target, the latest time is missing. `unsure` says why its sources leave it undecided.
    """

    body: Body
    said: bool = False
    out: bool = False
    figures: list[Standing] = field(default_factory=list)
    cases: Tally = field(default_factory=Counter)
    judged: list[Standing] = field(default_factory=list)
    all_cases: Tally = field(default_factory=Counter)
    aside: list[Row] = field(default_factory=list)
    aside_cases: int = 0
    planned: int = 0
    covered: list[Period] = field(default_factory=list)
    missing: list[Period] = field(default_factory=list)
    silent: tuple[Body, ...] = ()
    stale: bool = False
    unsure: Text | None = None
    notes: list[Text] = field(default_factory=list)

    @property
    def newest(self) -> date | None:
        return max((one.end for one in self.covered), default=None)


def account(question: Question, body: Body, rows: Iterable[Row], cases: Days) -> Account:
    """One body's own word, its parts aside."""
    rows = accepted(question, rows)
    belonging = _belonging(question, cases)
    said = bool(rows) or any(belonging.values())
    found = Account(body, said)
    words = {row.mark for row in rows if row.figure is None}
    found.out = bool(rows) and not belonging and words == {Mark.NOT_APPLICABLE}
    found.out = found.out and not any(row.figure for row in rows)
    figures = figures_of(question, rows)
    found.out = found.out or (figures.passed_over and not belonging)
    if question.target.is_milestone:
        _milestone(question, found, figures)
        return found
    judged = {day: tally for day, tally in belonging.items() if _is_judged(question, day, tally)}
    found.aside = figures.aside
    found.aside_cases = sum(sum(t.values()) for d, t in belonging.items() if d not in judged)
    found.judged = figures.judged
    found.all_cases = _sum(judged.values())
    settled = reconciled(question.target, figures.standing, judged)
    found.figures, found.cases = settled.figures, settled.cases
    found.unsure, found.notes = settled.unsure, settled.notes + _set_aside(question, figures)
    ledger = ledger_of(question, cases)
    left_out = {id(row) for row in figures.aside} if question.binds else set()
    spoken = [row.period for row in rows if id(row) not in left_out]
    found.covered = days.clip(days.union([*ledger, *spoken]), question.judged)
    found.missing = missing_time(question, found.covered, rows, ledger)
    found.stale = question.target.latest and bool(found.missing)
    return found


def _set_aside(question: Question, figures: Figures) -> list[Text]:
    """Rows that are accepted and not judged, since others stand in their place."""
    periods = ", ".join(str(row.period) for row in figures.aside)
    if not periods:
        return []
    if question.binds:
        month = f"{question.due:%Y-%m}"
        return [
            Text(
                f"自期限当月（{month}）起判定，不计 {periods}",
                f"judged from {month} on, the month of the deadline; not {periods}",
            )
        ]
    return [Text(f"以最近一期为准，不计 {periods}", f"the latest stands, not {periods}")]


def _sum(tallies: Iterable[Tally]) -> Tally:
    total: Counter[Outcome] = Counter()
    for one in tallies:
        total.update(one)
    return total


def _milestone(question: Question, found: Account, figures: Figures) -> None:
    """The days that have come; one that is still to come is a plan and completes nothing."""
    for one in figures.standing:
        day = one.figure.day
        assert day is not None
        if day <= question.as_of:
            found.figures.append(one)
        else:
            found.planned += 1
            found.notes.append(
                Text(f"{day} 晚于判定日，尚未完成", f"{day} is still to come: not completed")
            )
    found.judged = found.figures


def _belonging(question: Question, cases: Days) -> Days:
    """Rule 9: the cases of the window. One without a day belongs; it shows no time."""
    window, end = question.window, question.end
    found = {}
    for day, tally in cases.items():
        if day is None or window.start <= day <= end:
            kept = Counter({one: n for one, n in tally.items() if is_case(one)})
            if kept:
                found[day] = kept
    return found


def is_case(one: Outcome) -> bool:
    return one.state in (State.DONE, State.OPEN)


def _is_judged(question: Question, day: date | None, tally: Tally) -> bool:
    """Rule 10: from the deadline on, what lies from its month on; what is open is not over yet."""
    if not question.binds:
        return True
    if day is None:
        return all(one.state is State.OPEN for one in tally)
    return day >= question.first


# --- time -----------------------------------------------------------------------------------------


def ledger_of(question: Question, cases: Days) -> list[Period]:
    """Rule 8: how long a ledger runs: to the end, or to the end of the month of its last case.

    Cases count that belong (rule 9); of one year of several, later ones show that it ran on.
    """
    belonging = _belonging(question, cases)
    if not belonging:
        return []
    vouched = list(question.covers.periods)
    known = [day for day in belonging if day is not None]
    if not known:
        return vouched
    last, start = max(known), question.window.start
    recent = last > question.end - timedelta(days=question.ledger_tail)
    until = question.end if recent or _runs_on(question, cases) else month_of(last).end
    return [Period(start, until), *vouched]


def _runs_on(question: Question, cases: Days) -> bool:
    """Whether a ledger has cases of a later year, which show that it covers this one whole."""
    return question.year is not None and any(
        day is not None and day > question.window.end and any(map(is_case, tally))
        for day, tally in cases.items()
    )


def missing_time(
    question: Question,
    covered: Sequence[Period],
    rows: Sequence[Row],
    ledger: Sequence[Period] = (),
) -> list[Period]:
    """Rule 7: the days that nobody covered, given what a body covers and its accepted rows."""
    if question.timeless:
        return []
    if not covered:
        return [question.judged]
    gaps = days.gaps(covered, question.judged)
    last = max(one.end for one in covered)
    tail = [one for one in gaps if one.start > last]
    early = [] if question.target.latest else [one for one in gaps if one.start < last]
    if tail and not _tail_is_missing(question, last, rows, ledger):
        return early
    return early + tail


def _tail_is_missing(
    question: Question, last: date, rows: Sequence[Row], ledger: Sequence[Period]
) -> bool:
    within = timedelta(days=question.report_within)
    if question.as_of >= question.window.end + within:
        return True
    by_row = [row.period for row in rows if row.period.end >= last]
    if not by_row and ledger:
        return True  # what follows a ledger's last month is missing (rule 8)
    shortest = min(days.months(row.period) for row in rows)
    return question.as_of >= days.after_months(last + days.ONE_DAY, shortest) + within


# --- bodies that are one --------------------------------------------------------------------------


def pooled(first: Evidence, second: Evidence) -> tuple[list[Row], Days]:
    """Rule 2: rows and cases of two that are one speaker; over one period the first one's stands.

    A word that it does not apply replaces no figure of the other's.
    """
    by_period: dict[Period, Row] = {}
    for row in (*first.rows, *second.rows):
        there = by_period.get(row.period)
        if there is None or _weight(row) > _weight(there):
            by_period[row.period] = row
    merged: dict[date | None, Counter[Outcome]] = {}
    for one in (first, second):
        for day, tally in one.cases.items():
            merged.setdefault(day, Counter()).update(tally)
    return sorted(by_period.values(), key=lambda row: row.period), merged


def _weight(row: Row) -> int:
    """A figure or a zero before a word that it does not apply, that before a blank."""
    return int(row.says) + int(row.figure is not None or row.mark is Mark.ZERO)


def outside(ruled: Sequence[Period], sent: Evidence) -> Evidence:
    """What a part of a body sent about days that the body itself has not spoken for."""
    cases = {
        day: tally
        for day, tally in sent.cases.items()
        if day is None or not any(one.start <= day <= one.end for one in ruled)
    }
    rows = [row for row in sent.rows if not days.clip(ruled, row.period)]
    return Evidence(sent.body, cases, rows)


def with_parts(
    question: Question, own: Account, parts: Sequence[Account], pooled_too: Sequence[Account]
) -> Account:
    """Rule 3: a body and the bodies that are part of it.

    `pooled_too` are the parts on days that the body has not spoken for; over the others they are
    only shown, and a miss in them counts (rule 5). The body's span is its own, or where it sent
    nothing what all its parts share.
    """
    found = replace(own, judged=list(own.judged), all_cases=Counter(own.all_cases))
    found.figures = own.figures + [each for one in pooled_too for each in one.figures]
    found.cases = own.cases + _sum(one.cases for one in pooled_too)
    found.aside = own.aside + [row for one in pooled_too for row in one.aside]
    found.aside_cases += sum(one.aside_cases for one in pooled_too)
    found.planned += sum(one.planned for one in pooled_too)
    found.unsure = next((one.unsure for one in (own, *pooled_too) if one.unsure), None)
    speaking = [one for one in parts if not one.out]
    found.said = own.said or any(one.said for one in parts)
    found.out = (own.out or not own.said) and not any(one.said for one in speaking) and found.said
    if own.said:
        return found
    found.silent = tuple(one.body for one in speaking if not one.said)
    found.covered = [question.judged]
    for one in speaking:
        found.covered = days.shared(found.covered, one.covered)
    found.missing = days.union(each for one in speaking for each in one.missing)
    found.stale = question.target.latest and bool(found.missing)
    return found
