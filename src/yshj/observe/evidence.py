"""For each target, what each body has shown: case files by day, reported rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from yshj.catalogue.bodies import Body
from yshj.contract.rows import Context
from yshj.intake.read import Submission
from yshj.observe.cases import CaseEvidence, Outcome, Tally, tally
from yshj.observe.figures import Row, row_of

Days = Mapping[date | None, Tally]  # outcomes by the day on which a case belongs; None: no such day


@dataclass
class Evidence:
    """One body's evidence for one target, as it was sent: no rule has been asked yet."""

    body: Body
    cases: Days = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    @property
    def tally(self) -> Tally:
        """Every case, whatever its day."""
        total: Counter[Outcome] = Counter()
        for of_day in self.cases.values():
            total.update(of_day)
        return total


@dataclass
class Observations:
    """Evidence by target id; `cases` remembers which combinations came to what."""

    by_target: dict[str, list[Evidence]]
    cases: CaseEvidence


def observe(submission: Submission, context: Context, as_of: date) -> Observations:
    """All evidence of a submission as it stands on the day `as_of`."""
    bodies = {body.name: body for body in context.catalogue.bodies.all}
    found: dict[tuple[str, str], Evidence] = {}

    def at(target: str, body: str) -> Evidence:
        return found.setdefault((target, body), Evidence(bodies[body]))

    cases = tally(submission.ledger, as_of, context.calendar)
    for (target, body), counted in cases.tallies.items():
        at(target, body).cases = counted
    for one in submission.measured:
        at(one.row.target.id, one.row.reporter.name).rows.append(row_of(one))
    order = {body.name: place for place, body in enumerate(context.catalogue.bodies.all)}
    by_target: dict[str, list[Evidence]] = {}
    for (target, _), evidence in sorted(found.items(), key=lambda one: order[one[0][1]]):
        evidence.rows.sort(key=lambda row: (row.period.start, row.period.end))
        by_target.setdefault(target, []).append(evidence)
    return Observations(by_target, cases)
