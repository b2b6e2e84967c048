"""From readings to entries: the targets and the not-targets of one item, each with its reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yshj.catalogue.entries import Statistic
from yshj.errors import Text
from yshj.thresholds.numbers import plain
from yshj.thresholds.units import Kind, named_unit
from yshj.trace.brackets import day_in, is_group
from yshj.trace.draft.naming import distinct, ends_of, name_of, scope_of, slug, starts_of
from yshj.trace.draft.places import attached, clause_around, limit_quote, words_in
from yshj.trace.figures import Figure, find_figures
from yshj.trace.readers.beside import Softens, qualifiers
from yshj.trace.readers.read import read_figures
from yshj.trace.readers.readings import Reading, Verdict, other
from yshj.trace.readers.spots import Setting, Spot, widened
from yshj.trace.readers.tables import Cell, put_tables
from yshj.trace.readers.years import governing, years_of
from yshj.trace.text import PlanItem

Entry = dict[str, Any]
_CLOCKS = {
    Kind.WORKING_DAY: "working_day",
    Kind.CALENDAR_DAY: "calendar_day",
    Kind.MONTH: "month",
    Kind.TIME: "hour",
    Kind.LIMIT_SHARE: "case_limit",
}
_FEW = 40  # figures looked at for the limit that one is about
_BEHIND = re.compile(r"\s?(?:及|含)?(?:以上|以下|以内|之内|内)")
_UNTIL = re.compile(r"^.*?\d{4}\s?年?\s?[-—–~～至到]\s?(?=\d{4}\s?年)")
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

    @property
    def says_nothing(self) -> bool:
        """Whether it has no figure and nobody named: such an article is left out."""
        return not (self.targets or self.not_targets or self.item.is_named)


@dataclass
class Plan:
    """What is known of the whole plan while its items are drafted."""

    window: tuple[int, int]  # its first and last year
    statute: bool
    names: set[str] = field(default_factory=set)

    @property
    def several(self) -> bool:
        return self.window[0] != self.window[1]


def draft_item(item: PlanItem, plan: Plan, *, past: bool) -> ItemDraft:
    """Every figure of the item as a target, as part of one, or as none, with the reason.

    `past`: its section tells what was reached before the plan.
    """
    body = item.body
    figures = [one for one in find_figures(body, _labels(item)) if not _hidden(item, one)]
    readings = read_figures(widened(body), figures, Setting(plan.window[0], plan.statute))
    spots = [Spot(body, figures, at, readings) for at in range(len(figures))]
    rows = put_tables(item, figures, readings, plan.window[0])
    if past:
        readings = [_as_past(one) for one in readings]
    found = ItemDraft(item)
    dated = governing(body, readings, spots, [at for at, _ in item.places])
    owner: dict[int, list[Proposal]] = {}
    governed: dict[int, list[Proposal]] = {}
    ids: dict[str, int] = {}
    for at, reading in enumerate(readings):
        if reading.verdict is not Verdict.LIMIT:
            continue
        row, date = rows.get(at), dated.get(at)
        years = row.years if row else years_of(figures[date].text) if date is not None else ""
        if not (plan.several and _years_inside(years, plan)):
            years = ""
        owner[at] = [
            _target(item, spots[at], one, ids, plan, row, years) for one in (reading, *reading.more)
        ]
        found.targets += owner[at]
        if date is not None and not row:
            governed.setdefault(date, []).extend(owner[at])
    for at, reading in enumerate(readings):
        if reading.verdict in (Verdict.LIMIT, Verdict.LABEL):
            continue
        if not _attach(spots[at], reading, owner, governed, plan):
            found.not_targets.append(_not_target(body, figures[at], reading))
    found.not_targets += [
        _not_target(item.text, one, Reading(Verdict.OTHER, reason=_IN_BRACKET))
        for one in find_figures(item.text, item.labels)
        if _hidden(item, one) and not _told_by_bracket(item, one)
    ]
    return found


def _labels(item: PlanItem) -> tuple[tuple[int, int], ...]:
    return tuple(
        span
        for span in item.labels
        if not any(low < span[1] and span[0] < high for low, high in item.bracket.spans)
    )


def _hidden(item: PlanItem, figure: Figure) -> bool:
    """Whether a bracket that names who is responsible holds the figure."""
    return any(low < figure.end and figure.start < high for low, high in item.bracket.spans)


def _as_past(reading: Reading) -> Reading:
    if reading.verdict is Verdict.LABEL:
        return reading
    return other(
        "所在部分写的是已有成绩或现状", "its section tells what was reached before the plan"
    )


def _years_inside(years: str, plan: Plan) -> bool:
    return bool(years) and all(
        plan.window[0] <= int(year) <= plan.window[1] for year in years.split("-")
    )


_EACH_YEAR = "每年"
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


def _target(
    item: PlanItem,
    spot: Spot,
    reading: Reading,
    ids: dict[str, int],
    plan: Plan,
    row: Cell | None,
    years: str,
) -> Proposal:
    text, figure = spot.text, spot.figure
    low, high = row.row if row else limit_quote(spot, reading.hedge)
    behind = _BEHIND.match(text, figure.end, high)
    words = words_in(text, (low, high), figure.start, behind.end() if behind else figure.end)
    unit = named_unit(reading.unit)
    because = [*reading.because, (figure.text, f"{plain(reading.threshold)} {unit.zh}")]
    entry: Entry = {
        "id": slug(item.number, reading, unit, ids),
        "name": {"zh": distinct(row.name if row else name_of(spot, item), item, years, plan.names)},
        "quote": text[low:high],
        "figure": words,
        "statistic": reading.statistic.value,
        "op": reading.op.value,
        "threshold": plain(reading.threshold),
        "unit": unit.zh,
    }
    clock = _CLOCKS.get(unit.kind)
    if clock and reading.statistic is not Statistic.DIFFERENCE:
        entry |= {"clock": clock, "starts": starts_of(spot), "ends": ends_of(spot)}
    entry["scope"] = scope_of(spot, _narrowed(spot, (low, high)))
    if years:
        entry["for"] = years
    if plan.several and _EACH_YEAR in text[max(0, low - len(_EACH_YEAR)) : figure.start]:
        entry["yearly"] = "true"
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


def _narrowed(spot: Spot, quote: tuple[int, int]) -> list[str]:
    """The words beside the quote that narrow it (除……外, 情形复杂), for its scope to tell."""
    figures = [(one.start, one.end) for one in (spot.previous, spot.following) if one]
    figure = spot.figure.start, spot.figure.end
    return [
        one.word
        for one in qualifiers(spot.text, quote, figure, figures)
        if one.kind is Softens.SCOPE
    ]


def _attach(
    spot: Spot,
    reading: Reading,
    owner: dict[int, list[Proposal]],
    governed: dict[int, list[Proposal]],
    plan: Plan,
) -> bool:
    """Hang a statutory value, an extension, a scope or a deadline on the limits it is about."""
    hung = False
    owners = [*_owners(spot, reading, owner)]
    if reading.verdict is Verdict.DEADLINE:
        owners = governed.get(spot.at, [])
    for proposal in owners:
        start, end = spot.figure.start, spot.figure.end
        behind = _BEHIND.match(spot.text, end)
        if reading.verdict is Verdict.EXTENSION and reading.because:
            start -= len(reading.because[0][0])
        if reading.verdict is not Verdict.DEADLINE and behind:
            end = behind.end()
        words = attached(spot.text, proposal.quote, start, end)
        if words is not None and _hang(proposal.entry, reading, words, plan):
            proposal.because += reading.because
            hung = True
    return hung


def _owners(spot: Spot, reading: Reading, owner: dict[int, list[Proposal]]) -> Sequence[Proposal]:
    """The limits that a figure is about: the next one; for an extension the one before it."""
    earlier = [at for at in range(spot.at - 1, max(-1, spot.at - _FEW), -1) if at in owner]
    after = []
    for at in range(spot.at + 1, min(len(spot.figures), spot.at + _FEW)):
        if not spot.beside(at):
            break
        if at in owner:
            after.append(at)
    here = [at for at in earlier if spot.beside(at)]
    if reading.verdict in (Verdict.STATUTORY, Verdict.EARLIER):
        return owner[after[0]] if after and after[0] == spot.at + 1 else ()
    if reading.verdict is Verdict.EXTENSION:
        return owner[earlier[0]] if earlier else ()
    if reading.verdict is Verdict.SCOPE:
        return owner[after[0]] if after else (owner[here[0]] if here else ())
    return ()


def _hang(entry: Entry, reading: Reading, words: str, plan: Plan) -> bool:
    if reading.verdict is Verdict.SCOPE:
        scopes = entry.setdefault("scope_figures", [])
        if words not in scopes:
            scopes.append(words)
        return True
    if reading.verdict is Verdict.DEADLINE:
        day = due_day(words, plan.window[0])
        if day is None or not plan.window[0] <= day.year <= plan.window[1]:
            return False
        entry["deadline"], entry["deadline_quote"] = day.isoformat(), words
        return True
    if reading.verdict is Verdict.EXTENSION:
        if "extension" in entry or entry["unit"] != named_unit(reading.unit).zh:
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
        "unit": named_unit(reading.unit).zh,
        "quote": words,
        "kind": kind,
    }
    return True


def due_day(words: str, year: int) -> date | None:
    """The last day of a date; one without a year is of the plan's own."""
    last = _UNTIL.sub("", words)  # 2023年—2025年 ends with 2025
    return day_in(last) or day_in(f"{year}年{last}")


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
