"""Which days a target is about: the plan's window, the years it is for, one of its years."""

from __future__ import annotations

from datetime import date

from yshj.catalogue.model import Catalogue, Target
from yshj.codes.rows import WHICH_YEAR
from yshj.contract.periods import Period
from yshj.errors import Refusal, Text


def window_of(catalogue: Catalogue, target: Target) -> Period:
    """The plan's window, cut to the years that the target is for."""
    window = Period(catalogue.plan.window.start, catalogue.plan.window.end)
    if target.years is None:
        return window
    first, last = target.years
    return _within(window, Period(date(first, 1, 1), date(last, 12, 31)))


def years_of(catalogue: Catalogue, target: Target, as_of: date) -> dict[int, Period]:
    """The years of a target that have begun by `as_of`, each with its days."""
    window = window_of(catalogue, target)
    last = min(window.end, as_of).year
    return {
        year: _within(window, Period(date(year, 1, 1), date(year, 12, 31)))
        for year in range(window.start.year, last + 1)
        if window.start <= as_of
    }


def _within(window: Period, years: Period) -> Period:
    return Period(max(window.start, years.start), min(window.end, years.end))


def of_its_year(catalogue: Catalogue, word: str, about: Period) -> Target | Refusal | None:
    """The target that a name without a year means for a period, or why it means none.

    None where the name is no such name: it stands for itself.
    """
    family = catalogue.family(word)
    if not family:
        return None
    fitting = [one for one in family if window_of(catalogue, one).contains(about)]
    if not fitting:
        return WHICH_YEAR(
            f"“{word}”没有 {about} 的目标，只有：{years_there_are(family).zh}",
            f"{word!r} has no target for {about}, only for: {years_there_are(family).en}",
        )
    return min(fitting, key=lambda one: window_of(catalogue, one).end)


def years_there_are(family: tuple[Target, ...]) -> Text:
    """The years of targets of one name, with the id of each."""
    told = [(one.for_ or "", one.id) for one in family]
    return Text(
        "、".join(f"{years} 年（{id_}）" for years, id_ in told),
        ", ".join(f"{years} ({id_})" for years, id_ in told),
    )
