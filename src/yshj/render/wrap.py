"""Lines of a terminal: broken between words and between Chinese characters, never in a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

_CLOSING = "，。；：、！？）》」】”’％%,.;:!?)]}"
_OPENING = "（《「【“‘([{"
_SIGNS = "≤≥<>="
_WORDS = re.compile(r"\S+\s*|\s+")
_BEFORE_A_FIGURE = re.compile(r"(?<= )(?=\d)")
_NUMBER = re.compile(r"(?:^|(?<=[^\w.:/-]))[-+]?\d[\d,.]*%? $")
_UNIT_BEGUN = re.compile(r"\d ?[\u2e80-\uffff]{1,2}$")


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; a figure stays with its unit and its sign.

    Only what is too long for a whole line is broken elsewhere: at its blanks, else anywhere.
    """
    width = max(width, 2)
    lines, line = [], ""
    for piece in _fitting(text, width):
        if line and cell_len((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def longest_piece(text: str) -> int:
    """How many columns the text needs so that no figure in it is broken."""
    return max((cell_len(piece.rstrip()) for piece in _pieces(text)), default=0)


def _fitting(text: str, width: int) -> Iterator[str]:
    for piece in _pieces(text):
        if cell_len(piece.rstrip()) <= width:
            yield piece
            continue
        for part in _BEFORE_A_FIGURE.split(piece):
            short = cell_len(part.rstrip()) <= width
            for word in [part] if short else _WORDS.findall(part):
                fits = cell_len(word.rstrip()) <= width
                yield from [word] if fits else chop_cells(word, width)


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken, each with the blanks behind it."""
    start = 0
    for at in range(1, len(text)):
        if _may_break(text, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before the character at this place."""
    before, here, head = text[at - 1], text[at], text[:at]
    if here in " /":
        return False
    if before == " ":
        left = head.rstrip()[-1:]
        if (left and left in _SIGNS) or _NUMBER.search(head[-30:]):
            return False
        return not (_is_wide(left) and left not in _CLOSING and here.isdigit())
    if before == "/":
        return here.isdigit() and text[at - 2 : at - 1].isdigit()
    if not (_is_wide(before) or _is_wide(here)):
        return False
    if here in _CLOSING or before in _OPENING:
        return False
    return not (before.isdigit() or (_UNIT_BEGUN.search(head[-4:]) and here not in _OPENING))


def _is_wide(char: str) -> bool:
    return bool(char) and cell_len(char) > 1
