"""The product asked about a submission, and what it says held against the reference."""

from __future__ import annotations

import inspect
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yshj
from tests.evidence.model import Answer, Law, Row, Submission
from tests.evidence.reference import judge
from tests.evidence.who import who
from tests.evidence.written import write
from yshj.catalogue.model import Target

# What is compared; the status is the verdict, the others are measured apart.
MEASURES = (
    *("status", "refused", "so_far", "counts_as", "observed"),
    *("missing", "missing_time", "lines", "would_be"),
)


@dataclass
class Said:
    """The product's words on one target; `None` for what its report does not have yet."""

    status: str
    so_far: str | None
    counts_as: str | None
    observed: Fraction | date | None
    missing: list[str]
    missing_time: list[tuple[str, date, date]] | None
    lines: dict[str, str]
    would_be: str | None
    refused: list[Row]
    other_errors: list[str] = field(default_factory=list)
    has_so_far: bool = True


def ask(sent: Submission, target: Target, law: Law) -> Said:
    """The JSON report of `yshj.check` on the submission's CSV files."""
    return ask_all([(sent, target)], law)[0]


def ask_all(asked: Sequence[tuple[Submission, Target]], law: Law) -> list[Said]:
    """The same of many: those of different targets with the same options go into one report."""
    batches: list[dict[int, tuple[Submission, Target]]] = []
    for at, (sent, target) in enumerate(asked):
        fits = (one for one in batches if all(_go_together(sent, *other) for other in one.values()))
        batch: dict[int, tuple[Submission, Target]] | None = next(
            (one for one in fits if target not in [other[1] for other in one.values()]), None
        )
        if batch is None:
            batches.append({at: (sent, target)})
        else:
            batch[at] = (sent, target)
    answers = {at: said for batch in batches for at, said in _report(batch, law).items()}
    return [answers[at] for at in range(len(asked))]


def _go_together(one: Submission, other: Submission, _: Target) -> bool:
    options = (one.as_of, one.covers, one.reporter)
    return options == (other.as_of, other.covers, other.reporter) and one.reporter is None


def _report(batch: Mapping[int, tuple[Submission, Target]], law: Law) -> dict[int, Said]:
    first = next(iter(batch.values()))[0]
    together = replace(
        first,
        rows=tuple(row for sent, _ in batch.values() for row in sent.rows),
        waivers=tuple(one for sent, _ in batch.values() for one in sent.waivers),
    )
    with tempfile.TemporaryDirectory() as folder:
        files = write(together, law, Path(folder))
        options: dict[str, Any] = {"as_of": together.as_of, "plan": law.catalogue, "lang": "zh"}
        if together.covers and "covers" in inspect.signature(yshj.check).parameters:
            options["covers"] = [
                one if isinstance(one, str) else f"{one[0]}..{one[1]}" for one in together.covers
            ]
        if together.waivers:
            options["waivers"] = Path(folder) / "waivers.yaml"
            options["waivers"].write_text(_waivers(together), encoding="utf-8")
        if together.reporter is not None:
            options["reporters"] = [together.reporter]
        report = yshj.check([str(path) for path in files.paths], **options)
        document = json.loads(report.to_json("zh"), parse_float=Decimal)
    refused: dict[int, Row] = {}
    messages: dict[str, list[str]] = {}
    for error in document["errors"]:
        row = files.places.get((Path(error["file"]).name, error["row"]))
        if row is not None:
            refused[id(row)] = row
            messages.setdefault(row.target, []).append(str(error["message"]))
    found = {one["id"]: one for one in document["results"]}
    answers = {}
    for at, (sent, target) in batch.items():
        rows = [row for row in sent.rows if id(row) in refused]
        told = messages.get(target.id, [])
        if target.id in found:
            answers[at] = _said(found[target.id], rows, told)
        else:
            answers[at] = Said("(not listed)", None, None, None, [], None, {}, None, rows, told)
    return answers


def _said(found: Mapping[str, Any], refused: list[Row], others: list[str]) -> Said:
    times = found.get("missing_time")
    return Said(
        status=found["status"],
        so_far=found.get("so_far"),
        counts_as=found.get("counts_as"),
        observed=_figure(found),
        missing=sorted(found["bodies"]["missing"]),
        missing_time=None
        if times is None
        else sorted((one["reporter"], _day(one["from"]), _day(one["to"])) for one in times),
        lines={one["reporter"]: one["status"] for one in found["reporters"]},
        would_be=(found.get("waiver") or {}).get("would_be"),
        refused=refused,
        other_errors=others,
        has_so_far="so_far" in found,
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _figure(found: Mapping[str, Any]) -> Fraction | date | None:
    exact = (found.get("exact") or {}).get("observed")
    value = exact if exact is not None else found.get("observed")
    if value is None:
        return None
    if found["statistic"] == "milestone":
        return _day(value)
    return Fraction(value)


def _waivers(sent: Submission) -> str:
    lines = ["waivers:"]
    for one in sent.waivers:
        reporter = f", reporter: {one.body}" if one.body else ""
        words = f"target: {one.target}{reporter}, reason: a, approver: b, expires: {one.expires}"
        lines.append(f"  - {{{words}}}")
    return "\n".join(lines) + "\n"


def same_figure(mine: Fraction | date | None, theirs: Fraction | date | None) -> bool:
    """Equal, or equal to the twelve places that a report without `exact` shows."""
    if isinstance(mine, Fraction) and isinstance(theirs, Fraction):
        return abs(mine - theirs) <= Fraction(1, 10**11)
    return mine == theirs


def differences(
    mine: Answer, theirs: Said, one_speaker: Sequence[str]
) -> dict[str, tuple[object, object]]:
    """By measure, what the reference and the product say, where they differ."""
    found: dict[str, tuple[object, object]] = {}

    def hold(name: str, one: object, other: object) -> None:
        if one != other:
            found[name] = (one, other)

    hold("status", mine.status, theirs.status)
    refused = {id(row) for row in mine.refused}
    if refused != {id(row) for row in theirs.refused}:
        found["refused"] = (len(mine.refused), [len(theirs.refused), theirs.other_errors[:2]])
    hold("would_be", mine.would_be, theirs.would_be)
    lines = {name: status for name, status in mine.lines.items() if name in theirs.lines}
    hold("lines", lines, {name: theirs.lines[name] for name in lines})
    if mine.status != theirs.status:
        return found
    if theirs.has_so_far:
        hold("so_far", mine.so_far, theirs.so_far)
        hold("counts_as", mine.counts_as, theirs.counts_as)
    if mine.observed_known and not same_figure(mine.observed, theirs.observed):
        found["observed"] = (mine.observed, theirs.observed)
    if mine.status in ("partial", "no_data"):
        hold("missing", _as_one(mine.missing, one_speaker), _as_one(theirs.missing, one_speaker))
    if mine.status == "partial" and theirs.missing_time is not None:
        silent = {*mine.missing, *theirs.missing}  # whether their days are listed is not said
        times = (
            sorted(
                (*_as_one([name], one_speaker), first, last)
                for name, first, last in one
                if name not in silent
            )
            for one in (mine.missing_time, theirs.missing_time)
        )
        hold("missing_time", *times)
    return found


def _as_one(names: Sequence[str], one_speaker: Sequence[str]) -> list[str]:
    """Names in order; the city and its only reporter are one speaker, named either way."""
    return sorted({one_speaker[0] if name in one_speaker else name for name in names})


@dataclass
class Held:
    """One submission judged by both."""

    mine: Answer
    theirs: Said
    differs: dict[str, tuple[object, object]]


def hold(sent: Submission, target: Target, law: Law) -> Held:
    return hold_all([(sent, target)], law)[0]


def hold_all(asked: Sequence[tuple[Submission, Target]], law: Law) -> list[Held]:
    """Each submission judged by both."""
    held = []
    for (sent, target), theirs in zip(asked, ask_all(asked, law), strict=True):
        mine = judge(sent, target, law)
        one_speaker = who(target, law).city_speaker
        held.append(Held(mine, theirs, differences(mine, theirs, one_speaker)))
    return held


def shrink(sent: Submission, still: Callable[[Submission], bool]) -> Submission:
    """The submission with every row dropped without which `still` holds."""
    changed = True
    while changed and len(sent.rows) > 1:
        changed = False
        for row in sent.rows:
            fewer = sent.without(row)
            if fewer.rows and still(fewer):
                sent, changed = fewer, True
    return sent
