"""Words that name one place and no other: quotes, and the figure's words inside them."""

from __future__ import annotations

from yshj.trace.accounts import Account, Role, Span, Taken, place
from yshj.trace.figures import Figure
from yshj.trace.readers.spots import Spot, around

_SENTENCE_END = "。；;！!？?"
_MARKS = "，,。；;：:、 "
_STEP = 6
_STEPS = 12  # words that still stand twice are a text that repeats itself
_TOO_SHORT = 10  # a clause with fewer words beside its figure does not say what it limits


def clause_around(text: str, figure: Figure) -> Span:
    """The clause of a figure, widened to its sentence and beyond until it stands only once."""
    low, high = around(text, figure.start, figure.end, "，,：:" + _SENTENCE_END)
    return only(text, low, high, figure)


def only(text: str, low: int, high: int, figure: Figure) -> Span:
    """`low:high` without marks at its ends, widened until its words stand once in `text`."""
    while low < figure.start and text[low] in _MARKS:
        low += 1
    while high > figure.end and text[high - 1] in _MARKS:
        high -= 1
    for _ in range(_STEPS):
        words = text[low:high]
        if text.find(words) == low and text.find(words, low + 1) < 0:
            break
        low, high = max(0, low - _STEP), min(len(text), high + _STEP)
    return low, high


def words_in(text: str, quote: Span, start: int, end: int) -> str:
    """The words of `start:end`, with as many before them as make them the first of the quote."""
    low, high = quote
    while start > low and text.index(text[start:end], low, high) != start:
        start -= 1
    while end < high and text.index(text[start:end], low, high) != start:
        end += 1
    return text[start:end]


def limit_quote(spot: Spot, hedge: str) -> Span:
    """The clause that a target encodes: with its hedge, and with a subject where it has none."""
    text, figure = spot.text, spot.figure
    low, high = spot.clause
    sentence = spot.sentence[0]
    if hedge and hedge not in text[low:high]:
        low = text.rfind(hedge, sentence, figure.start)
    said = text[low : figure.start].strip(_MARKS), text[figure.end : high].strip(_MARKS)
    if len(said[0]) < 4 and len("".join(said)) < _TOO_SHORT and low > sentence:
        low, _ = around(text, low - 1, low - 1, "，,：:" + _SENTENCE_END)
    return only(text, max(low, 0), high, figure)


def attached(text: str, quote: Span, start: int, end: int) -> str | None:
    """Words for a scope, a statutory value or a deadline, found again from the target's quote."""
    wanted = (start, end)
    near = text[quote[0] : quote[1]]
    sentence, _ = around(text, start, end, _SENTENCE_END)
    while True:
        words = text[start:end]
        account = Account(Role.SCOPE, words, words, "", near=near)
        spot = place(account, text, len(text), Taken())
        if spot is not None and spot[0] <= wanted[0] and wanted[1] <= spot[1]:
            return words
        if start <= sentence:
            return None
        start -= 1
