"""For each target, what each body has shown: case files, reported figures, or a mark."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from yshj.catalogue.bodies import Body
from yshj.contract.rows import Context
from yshj.intake.measurements import Measured
from yshj.intake.read import Submission
from yshj.observe.cases import CaseEvidence, Tally, tally
from yshj.observe.figures import Reported, standing


@dataclass
class Evidence:
    """One body's evidence for one target."""

    body: Body
    cases: Tally | None = None
    reported: Reported = field(default_factory=Reported)


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
    rows: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    for one in submission.measured:
        rows[(one.row.target.id, one.row.reporter.name)].append(one)
    for (target, body), mine in rows.items():
        reported = standing(context.catalogue.targets[target], mine, context.window, as_of)
        at(target, body).reported = reported
    order = {body.name: place for place, body in enumerate(context.catalogue.bodies.all)}
    by_target: dict[str, list[Evidence]] = defaultdict(list)
    for (target, _), evidence in sorted(found.items(), key=lambda one: order[one[0][1]]):
        by_target[target].append(evidence)
    return Observations(dict(by_target), cases)
