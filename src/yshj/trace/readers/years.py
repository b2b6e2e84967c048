"""Which year governs a limit: 到2025年，……; 2023年、2024年、2025年分别达到60%、70%、80%."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from yshj.trace.figures import FigureKind
from yshj.trace.numerals import WIDTH
from yshj.trace.readers.readings import Reading, Verdict
from yshj.trace.readers.spots import Spot

# what may stand between the clause's begin and a date that governs what follows
_OPENS = re.compile(
    r"(?:^|[，。；：:、）)】\]”]|到|至|截至|截止|力争|争取|确保|其中|在|于|计划)\s?$"
)
_YEARS = re.compile(r"(\d{4})\s?年?(?:\s?[-—–~～至到]\s?(\d{4}))?")
_MOST = 12


def governing(
    text: str, readings: Sequence[Reading], spots: Sequence[Spot], lines: Sequence[int]
) -> dict[int, int]:
    """Each limit's figure with the date figure that governs it, by number.

    `lines` are where the paragraphs begin: a date governs its own paragraph, until the next one.
    """
    found: dict[int, int] = {}
    current: tuple[int, int] | None = None  # a date, and its paragraph
    for at, reading in enumerate(readings):
        figure = spots[at].figure
        paragraph = bisect_right(lines, figure.start)
        if current is not None and current[1] != paragraph:
            current = None
        if figure.kind is FigureKind.DATE and reading.verdict in (Verdict.DEADLINE, Verdict.SCOPE):
            if years_of(figure.text) and _OPENS.search(
                text[max(0, figure.start - 8) : figure.start]
            ):
                current = (at, paragraph)
        elif reading.verdict is Verdict.LIMIT and at not in found:
            found |= _respectively(readings, spots, at)
            if at not in found and current is not None:
                found[at] = current[0]
    return found


def _respectively(
    readings: Sequence[Reading], spots: Sequence[Spot], first: int
) -> Mapping[int, int]:
    """The dates of a list that its limits answer one by one."""
    last = first
    while last + 1 < len(spots) and last - first < _MOST and spots[last + 1].joined:
        last += 1
    count = last - first + 1
    dates = range(first - count, first)
    if count < 2 or dates[0] < 0:
        return {}
    dated = all(spots[at].figure.kind is FigureKind.DATE for at in dates)
    listed = all(spots[at].joined for at in dates[1:])
    if not (dated and listed and spots[first].beside(dates[0])):
        return {}
    if any(readings[at].verdict is not Verdict.LIMIT for at in range(first, last + 1)):
        return {}
    return {first + step: dates[step] for step in range(count)}


def years_of(words: str) -> str:
    """The year or years that a date names: 2025, 2021-2025; empty where it names none."""
    found = _YEARS.match(words.translate(WIDTH))
    if not found:
        return ""
    return found[1] if found[2] is None else f"{found[1]}-{found[2]}"
