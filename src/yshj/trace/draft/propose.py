"""From readings to entries: the targets and the not-targets of one item, each with its reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yshj.catalogue.entries import Statistic
from yshj.errors import Text
from yshj.thresholds.limits import Op
from yshj.thresholds.numbers import plain
from yshj.thresholds.units import Kind, Unit, find_unit
from yshj.trace.brackets import day_in, is_group
from yshj.trace.draft.naming import ends_of, name_of, scope_of, slug, starts_of
from yshj.trace.draft.places import attached, clause_around, limit_quote, words_in
from yshj.trace.draft.read import read_figures
from yshj.trace.draft.readings import Reading, Verdict
from yshj.trace.draft.spots import Spot, widened
from yshj.trace.figures import Figure, find_figures
from yshj.trace.text import PlanItem

Entry = dict[str, Any]
_CLOCKS = {
    Kind.WORKING_DAY: "working_day",
    Kind.CALENDAR_DAY: "calendar_day",
    Kind.MONTH: "month",
    Kind.TIME: "hour",
    Kind.LIMIT_SHARE: "case_limit",
}
_BEHIND = re.compile(r"\s?(?:及|含)?(?:以上|以下|以内|之内|内)")
_SCOPE_REASON = Text("限定范围，不是限值", "says which cases, not how much")
_DATE_REASON = Text("日期，句中没有限值", "a date in a sentence without a limit")


@dataclass
class Proposal:
    """One target as it will be written, and the words that made it."""

    entry: Entry
    because: list[tuple[str, str]]
    spot: Spot
    quote: tuple[int, int]


@dataclass
class ItemDraft:
    """What is proposed for one item."""

    item: PlanItem
    targets: list[Proposal] = field(default_factory=list)
    not_targets: list[Entry] = field(default_factory=list)


def draft_item(item: PlanItem, year: int) -> ItemDraft:
    """Every figure of the item as a target, as part of one, or as none, with the reason."""
    body = item.text[: item.bracket.start]
    labels = tuple(span for span in item.labels if span[1] <= len(body))
    figures = find_figures(body, labels)
    readings = read_figures(widened(body), figures)
    found = ItemDraft(item)
    owner: dict[int, list[Proposal]] = {}
    ids: set[str] = set()
    for at, reading in enumerate(readings):
        if reading.verdict is Verdict.LIMIT:
            spot = Spot(body, figures, at)
            owner[at] = [_target(item, spot, one, ids) for one in (reading, *reading.more)]
            found.targets += owner[at]
    for at, reading in enumerate(readings):
        if reading.verdict in (Verdict.LIMIT, Verdict.LABEL):
            continue
        spot = Spot(body, figures, at)
        if not _attach(spot, reading, owner, year):
            found.not_targets.append(_not_target(body, figures[at], reading))
    bracketed = find_figures(item.text, item.labels)
    found.not_targets += [
        _not_target(item.text, one, Reading(Verdict.OTHER, reason=_IN_BRACKET))
        for one in bracketed
        if one.start >= len(body) and not _told_by_bracket(item, one)
    ]
    return found


_IN_BRACKET = Text("括注中的数字，不是限值", "a figure in the bracket, no limit")


def _told_by_bracket(item: PlanItem, figure: Figure) -> bool:
    """Whether the bracket's deadline or one of its bodies holds the figure."""
    bracket = item.bracket
    named = [*bracket.lead, *bracket.responsible, bracket.deadline_quote or ""]
    return any(
        start <= figure.start and figure.core <= start + len(name)
        for name in named
        if name and (start := item.text.find(name, bracket.start)) >= 0
    )


def _target(item: PlanItem, spot: Spot, reading: Reading, ids: set[str]) -> Proposal:
    text, figure = spot.text, spot.figure
    low, high = limit_quote(spot, reading.hedge)
    behind = _BEHIND.match(text, figure.end, high)
    words = words_in(text, (low, high), figure.start, behind.end() if behind else figure.end)
    unit = find_unit(reading.unit)
    assert unit is not None, reading.unit
    because = [*reading.because, (figure.text, f"{plain(reading.threshold)} {unit.zh}")]
    entry: Entry = {
        "id": slug(item.number, reading, unit, ids),
        "name": {"zh": name_of(spot, item), "en": _english(item.number, reading, unit)},
        "quote": text[low:high],
        "figure": words,
        "statistic": reading.statistic.value,
        "op": reading.op.value,
        "threshold": plain(reading.threshold),
        "unit": unit.zh,
    }
    if clock := _CLOCKS.get(unit.kind):
        entry |= {"clock": clock, "starts": starts_of(spot), "ends": ends_of(spot)}
    entry["scope"] = scope_of(spot)
    if reading.hedge:
        entry["hedge"] = reading.hedge
    named = (*item.bracket.lead, *item.bracket.responsible)
    entry["reported_by"] = "city"
    if reading.statistic in (Statistic.TOTAL, Statistic.LEVEL):
        entry["over_bodies"] = "city"
    if len(named) == 1 and not is_group(named[0]):
        entry["reported_by"] = [named[0]]
        because.append((named[0], "the only body named"))
    if reading.implied:
        entry["implied"] = "true"
    entry["confirmed"] = "false"
    if reading.caution:
        entry["interpretation"] = {"zh": reading.caution.zh, "en": reading.caution.en}
    return Proposal(entry, because, spot, (low, high))


def _english(number: int, reading: Reading, unit: Unit) -> str:
    ways = {
        Op.AT_MOST: "at most",
        Op.BELOW: "below",
        Op.AT_LEAST: "at least",
        Op.ABOVE: "above",
        Op.EXACTLY: "exactly",
    }
    return f"Item {number}: {ways[reading.op]} {unit.with_number(plain(reading.threshold), 'en')}"


def _attach(spot: Spot, reading: Reading, owner: dict[int, list[Proposal]], year: int) -> bool:
    """Hang a statutory value, an extension, a scope or a deadline on the limits it is about."""
    for proposal in _owners(spot, reading, owner):
        start, end = spot.figure.start, spot.figure.end
        behind = _BEHIND.match(spot.text, end)
        if reading.verdict is Verdict.EXTENSION and reading.because:
            start -= len(reading.because[0][0])
        if reading.verdict is not Verdict.DEADLINE and behind:
            end = behind.end()
        words = attached(spot.text, proposal.quote, start, end)
        if words is None or not _hang(proposal.entry, reading, words, year):
            return False
        proposal.because += reading.because
    return bool(_owners(spot, reading, owner))


def _owners(spot: Spot, reading: Reading, owner: dict[int, list[Proposal]]) -> Sequence[Proposal]:
    """The limits that a figure is about: the next one; for an extension the one before it."""
    here = [at for at in owner if spot.beside(at)]
    after, earlier = [at for at in here if at > spot.at], [at for at in owner if at < spot.at]
    if reading.verdict in (Verdict.STATUTORY, Verdict.EARLIER):
        return owner[after[0]] if after and after[0] == spot.at + 1 else ()
    if reading.verdict is Verdict.EXTENSION:
        return owner[earlier[-1]] if earlier else ()
    if reading.verdict is Verdict.DEADLINE:
        return [one for at in after for one in owner[at]]
    if reading.verdict is Verdict.SCOPE:
        return owner[after[0]] if after else (owner[here[-1]] if here else ())
    return ()


def _hang(entry: Entry, reading: Reading, words: str, year: int) -> bool:
    if reading.verdict is Verdict.SCOPE:
        scopes = entry.setdefault("scope_figures", [])
        if words not in scopes:
            scopes.append(words)
        return True
    if reading.verdict is Verdict.DEADLINE:
        day = due_day(words, year)
        if day is None:
            return False
        entry["deadline"], entry["deadline_quote"] = day.isoformat(), words
        return True
    if reading.verdict is Verdict.EXTENSION:
        if "extension" in entry or entry["unit"] != find_unit_name(reading.unit):
            return False
        entry["extension"] = {
            "threshold": plain(reading.threshold),
            "unit": reading.unit,
            "quote": words,
        }
        return True
    kind = "statutory" if reading.verdict is Verdict.STATUTORY else "earlier"
    entry["statutory"] = {
        "value": plain(reading.threshold),
        "unit": find_unit_name(reading.unit),
        "quote": words,
        "kind": kind,
    }
    return True


def find_unit_name(name: str) -> str:
    unit = find_unit(name)
    return unit.zh if unit else name


def due_day(words: str, year: int) -> date | None:
    """The last day of a date; one without a year is of the plan's own."""
    return day_in(words) or day_in(f"{year}年{words}")


def _not_target(body: str, figure: Figure, reading: Reading) -> Entry:
    low, high = clause_around(body, figure)
    reason = reading.reason or (
        _DATE_REASON if reading.verdict is Verdict.DEADLINE else _SCOPE_REASON
    )
    return {
        "figure": words_in(body, (low, high), figure.start, figure.end),
        "quote": body[low:high],
        "reason": {"zh": reason.zh, "en": reason.en},
    }
