"""Where a figure stands: its clause, its sentence, the words on either side of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from yshj.trace.accounts import Span
from yshj.trace.figures import Figure, FigureKind
from yshj.trace.readers.readings import Reading

_SENTENCE_END = "。；;！!？?"
_CLAUSE_END = "，,：:" + _SENTENCE_END
_OPEN, _CLOSE = "（(〔[【《“", "）)〕]】》”"
# no clause or sentence is looked at farther than this on either side: time stays linear
REACH = 400
_LONGEST_LIST = 40
_JOIN = re.compile(r"\s?(?:[、,，和或及与/]|或者|以及)\s?")


# half-width marks read as full-width ones, a character for a character; 1,200 keeps its comma
_HALF = re.compile(r"(?<!\d),|,(?!\d)|[;:()!?]")
_WIDE = str.maketrans(",;:()!?", "，；：（）！？")


def widened(text: str) -> str:
    """`text` with the marks the rules look for; places stay the same."""
    return _HALF.sub(lambda mark: mark[0].translate(_WIDE), text)


@dataclass(frozen=True)
class Setting:
    """What the rules know of the plan: its first year, and whether it is a statute of articles."""

    start: int = 0
    statute: bool = False


PLAIN = Setting()


@dataclass(frozen=True)
class Spot:
    """Figure number `at` of `figures`, in an item's `text` up to its bracket."""

    text: str
    figures: Sequence[Figure]
    at: int
    so_far: Sequence[Reading] = ()  # what the figures before it were read as
    setting: Setting = PLAIN

    @property
    def figure(self) -> Figure:
        return self.figures[self.at]

    @property
    def previous(self) -> Figure | None:
        return self.figures[self.at - 1] if self.at else None

    @property
    def following(self) -> Figure | None:
        return self.figures[self.at + 1] if self.at + 1 < len(self.figures) else None

    @cached_property
    def clause(self) -> Span:
        return self._behind_label(_CLAUSE_END)

    @cached_property
    def sentence(self) -> Span:
        return self._behind_label(_SENTENCE_END)

    def _behind_label(self, ends: str) -> Span:
        """The stretch around the figure, from behind a label such as （一） where one is in it."""
        low, high = around(self.text, self.figure.start, self.figure.end, ends)
        at = self.at - 1
        while at >= 0 and self.figures[at].end > low:
            if self.figures[at].kind is FigureKind.LABEL:
                return self.figures[at].end, high
            at -= 1
        return low, high

    @cached_property
    def before(self) -> str:
        """The clause's words before the figure, back to the figure before it."""
        start = self.clause[0]
        if self.previous is not None:
            start = max(start, self.previous.end)
        return self.text[start : self.figure.start]

    @cached_property
    def after(self) -> str:
        """The clause's words behind the figure, up to the next figure."""
        end = self.clause[1]
        if self.following is not None:
            end = min(end, self.following.start)
        return self.text[self.figure.end : end]

    @property
    def lead(self) -> str:
        """The sentence's words before the figure."""
        return self.text[self.sentence[0] : self.figure.start]

    @property
    def clause_lead(self) -> str:
        return self.text[self.clause[0] : self.figure.start]

    @property
    def tail(self) -> str:
        """The clause's words behind the figure, other figures among them."""
        return self.text[self.figure.end : self.clause[1]]

    @cached_property
    def enclosure(self) -> str:
        """The opening sign of the innermost quotation marks or brackets around the figure."""
        open_: list[str] = []
        for char in self.text[self.sentence[0] : self.figure.start]:
            if char in _OPEN:
                open_.append(char)
            elif char in _CLOSE and open_:
                open_.pop()
        return open_[-1] if open_ else ""

    @property
    def joined(self) -> bool:
        """Whether the figure before it is the one it stands in a list with: 22、32个工作日."""
        if self.previous is None:
            return False
        return bool(_JOIN.fullmatch(self.text[self.previous.end : self.figure.start]))

    @cached_property
    def list_end(self) -> Spot:
        """The last figure of the list it stands in; itself, where it stands in none."""
        end = self
        while end.at + 1 < len(self.figures) and end.at - self.at < _LONGEST_LIST:
            following = Spot(self.text, self.figures, end.at + 1)
            if not following.joined or following.figure.unit != self.figure.unit:
                break
            end = following
        return end

    def near(self) -> Iterator[int]:
        """The numbers of the figures before it in its sentence, the nearest first."""
        at = self.at - 1
        while at >= 0 and self.figures[at].start >= self.sentence[0]:
            yield at
            at -= 1

    def beside(self, other: int) -> bool:
        """Whether figure number `other` stands in the same sentence."""
        return self.sentence[0] <= self.figures[other].start < self.sentence[1]


def around(text: str, start: int, end: int, ends: str) -> Span:
    """The stretch of `text` around a figure between two of the signs `ends`.

    A sign inside brackets that open and close within the stretch does not end it.
    """
    depth, low = 0, start
    while low > max(0, start - REACH):
        char = text[low - 1]
        depth += (char in _CLOSE) - (char in _OPEN)
        if (depth <= 0 and char in ends) or (depth < 0 and char in "（(〔[【"):
            break
        low -= 1
    depth, high = 0, end
    while high < min(len(text), end + REACH):
        char = text[high]
        depth += (char in _OPEN) - (char in _CLOSE)
        if (depth <= 0 and char in ends) or (depth < 0 and char in "）)〕]】"):
            break
        high += 1
    return low, high
