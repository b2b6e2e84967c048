"""Every figure of an item read by the rules, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yshj.trace.figures import Figure
from yshj.trace.readers import rules_about as about
from yshj.trace.readers import rules_amounts as amounts
from yshj.trace.readers import rules_time as time
from yshj.trace.readers import rules_words as words
from yshj.trace.readers.readings import Reading, Verdict, other
from yshj.trace.readers.spots import PLAIN, Setting, Spot
from yshj.trace.readers.words import ABOUT_AFTER, ABOUT_BEFORE, DEMAND, HEDGE

TOO_LARGE = 10**15  # what a catalogue takes is smaller
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
    about.past,
    about.part_of_name,
    about.criterion,
    amounts.change,
    about.attribute,
    about.uncountable,
    time.open_hours,
    time.duration,
    amounts.share,
    amounts.amount,
)


def read_figures(text: str, figures: Sequence[Figure], setting: Setting = PLAIN) -> list[Reading]:
    """One reading a figure, in the same order; `text` with full-width marks (`widened`)."""
    readings: list[Reading] = []
    for at in range(len(figures)):
        spot = Spot(text, figures, at, readings, setting)
        reading = _first(spot)
        if reading.verdict is not Verdict.LABEL and any(
            abs(one.value) >= TOO_LARGE for one in (reading, *reading.more)
        ):
            reading = other(
                "数字过大，不是指标", "too large a number to be meant", spot.figure.text[:20]
            )
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
    if not any(spot.so_far[at].verdict is Verdict.LIMIT for at in spot.near()):
        start = spot.sentence[0]
    hedges = list(HEDGE.finditer(spot.text, start, spot.figure.start))
    found = hedges[-1] if hedges else None
    if found and DEMAND.search(spot.text, found.end(), spot.figure.start):
        found = None
    reading.hedge = found[0] if found else _about(spot)
    if not reading.hedge:
        return
    reading.because.append((reading.hedge, "hedged"))
    for one in reading.more:
        one.hedge = reading.hedge


def _about(spot: Spot) -> str:
    """约20家, 30个左右: the word that makes it a rough figure."""
    if before := ABOUT_BEFORE.search(spot.before):
        return before[0].strip()
    after = ABOUT_AFTER.match(spot.after)
    return after[1] if after else ""
