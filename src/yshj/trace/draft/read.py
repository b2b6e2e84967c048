"""Every figure of an item read by the rules, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yshj.trace.draft import rules_about as about
from yshj.trace.draft import rules_amounts as amounts
from yshj.trace.draft import rules_time as time
from yshj.trace.draft import rules_words as words
from yshj.trace.draft.readings import Reading, Verdict, other
from yshj.trace.draft.spots import Spot
from yshj.trace.draft.words import HEDGE
from yshj.trace.figures import Figure

Rule = Callable[[Spot], Reading | None]

# asked from the top; the first that answers decides
RULES: tuple[Rule, ...] = (
    words.label,
    words.times,
    words.zero,
    words.name,
    words.ordinal,
    words.date,
    words.whole,
    words.rule,
    about.penalty,
    about.grant,
    time.case_limit,
    about.earlier,
    about.extension,
    amounts.change,
    about.attribute,
    about.uncountable,
    time.open_hours,
    time.duration,
    amounts.share,
    amounts.amount,
)


def read_figures(text: str, figures: Sequence[Figure]) -> list[Reading]:
    """One reading a figure, in the same order."""
    readings: list[Reading] = []
    for at in range(len(figures)):
        spot = Spot(text, figures, at, tuple(readings))
        reading = _first(spot)
        if reading.verdict is Verdict.LIMIT:
            _hedged(spot, reading)
        readings.append(reading)
    return readings


def _first(spot: Spot) -> Reading:
    for rule in RULES:
        reading = rule(spot)
        if reading is not None:
            return reading
    return other("没有限制的字样", "no limiting words")


def _hedged(spot: Spot, reading: Reading) -> None:
    """A hedge counts for the figures of its clause, or the first figure of its sentence."""
    start = spot.clause[0]
    earlier = [
        n for n, one in enumerate(spot.so_far) if one.verdict is Verdict.LIMIT and spot.beside(n)
    ]
    if not earlier:
        start = spot.sentence[0]
    hedges = list(HEDGE.finditer(spot.text, start, spot.figure.start))
    if not hedges:
        return
    found = hedges[-1]
    reading.hedge = found[0]
    reading.because.append((found[0], "hedged"))
    for one in reading.more:
        one.hedge = reading.hedge
