"""Every failing row, however many: what is known of each combination, written out by the engine."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

from yshj.catalogue.model import Target
from yshj.contract.rules import CaseFacts
from yshj.contract.timing import allowance
from yshj.errors import Text, UsageError, printable
from yshj.intake.listing import COLUMNS, LONGEST_NAME, PLACES
from yshj.intake.read import Submission
from yshj.observe.cases import Outcome, State
from yshj.observe.evidence import Observations
from yshj.report.failures import Missed, bodies, failing
from yshj.report.model import Report
from yshj.thresholds.numbers import Number, exact, written

SUFFIXES = (".csv", ".parquet")
_TARGET, _CASES = 1 << 40, 1 << 39  # a rank: the target's place, figures before cases, how bad


def need_suffix(path: Path, option: str = "--failures") -> None:
    """The name says which kind of file it is: UsageError for any other."""
    if path.suffix.casefold() not in SUFFIXES:
        name = printable(path.name)
        raise UsageError(
            Text(
                f"{option}：{name} 应以 .csv 或 .parquet 结尾",
                f"{option}: {name} must end in .csv or .parquet",
            )
        )


def list_every_failure(
    report: Report, submission: Submission, observations: Observations, path: Path
) -> Path:
    """Every row that `report` counts as failing, in a file of the run's folder to become `path`.

    Targets in the plan's order; of each, reported figures and then cases, the worst first, equals
    in the order of files and rows. The columns are those of `intake.listing`.
    """
    found = failing(report.results, submission, observations)
    ledger, ranks = submission.ledger, found.ranks()
    results = {one.finding.target.id: one for one in report.results}
    order = {target: at for at, target in enumerate(results)}
    figures = [
        {"rank": order[target] * _TARGET + at} | _figure(results[target].finding.target, one)
        for target, missed in found.figures.items()
        for at, one in enumerate(missed)
    ]
    cases = {
        number: {"rank": order[target.id] * _TARGET + _CASES + ranks[number]}
        | _case(target, ledger.facts[number][1], came)
        for number, (target, came) in found.cases.items()
    }
    whose = {
        target.id: bodies(results[target.id], report.reporters)
        for target, _ in found.cases.values()
    }
    return ledger.write(cases, figures, whose, path)


def _case(target: Target, facts: CaseFacts, came: Outcome) -> dict[str, Any]:
    """What all cases of one combination share. One that is open has no finish and no figure."""
    done = came.state is State.DONE
    threshold: Number = target.threshold
    if facts.clock is not None:
        allowed = allowance(target, facts.clock)
        threshold = allowed.length / allowed.unit
    missed = None if came.slack is None else -came.slack
    if came.slack is None and came.figure is not None and facts.clock is None:
        missed = -target.limit.margin(came.figure)
    started = facts.started if facts.clock is None else facts.clock.started
    return {
        **_about(target),
        "started": started and str(started),
        "finished": str(facts.finished) if done and facts.finished else None,
        "excluded": _digits(facts.clock.excluded, 0) if facts.clock else None,
        "due": None if facts.due is None else str(facts.due.last),
        "elapsed": _digits(came.figure, threshold) if facts.clock else None,
        "observed": _digits(came.figure, threshold) if done else None,
        "flag": None if came.flag is None else ("yes" if came.flag else "no"),
        "limit": _digits(threshold, threshold),
        "missed_by": _digits(missed, 0),
    }


def _figure(target: Target, one: Missed) -> dict[str, Any]:
    """A reported figure; of a milestone its days, and by how many days it is late."""
    row, days = one.measured.row, isinstance(one.value, date)
    return {
        **dict.fromkeys(COLUMNS),
        **_about(target),
        "kind": "measurement",
        "reporter": row.reporter.name,
        "period": None if days else str(row.period),
        "file": printable(one.measured.table.name, LONGEST_NAME),
        "row": one.measured.at,
        "finished": str(one.value) if days else None,
        "due": str(target.due) if days else None,
        "observed": None if isinstance(one.value, date) else _digits(one.value, target.threshold),
        "limit": None if days else _digits(target.threshold, target.threshold),
        "missed_by": _digits(-one.room, 0),
        "unit": "日" if days else target.unit.zh,
    }


def _about(target: Target) -> dict[str, Any]:
    return {"target": target.id, "item": target.item, "unit": target.unit.zh}


def _digits(value: Number | None, limit: Number) -> str | None:
    """All digits, or as many as the file's numbers have, and never across `limit`."""
    if value is None:
        return None
    digits = written(value, limit)
    if len(digits.partition(".")[2]) <= PLACES:
        return digits
    rounding = ROUND_FLOOR if exact(value) < exact(limit) else ROUND_CEILING
    return format(Decimal(digits).quantize(Decimal(1).scaleb(-PLACES), rounding), "f")
