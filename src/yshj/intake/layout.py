"""Where a table stands in its file: what is known of it before it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from yshj.contract.headers import Header, known_words, read_header
from yshj.errors import Refusal

FIRST_ROWS = 20  # among which a header is looked for


@dataclass(frozen=True)
class Layout:
    """As it stands: a table with our own headers, found by its words.

    `header` is the row the header is on (from 1), 0 where there is none, None where it is the
    first of the first rows that is a valid one. `roles` says which column is read as what.
    """

    read: Callable[[Sequence[str]], Header | Refusal] = read_header
    known: Callable[[Sequence[str]], int] = known_words
    roles: Callable[[Header], Mapping[str, int]] = lambda header: header.columns
    ignore: frozenset[str] = frozenset()  # folded names of columns that may hold bodies
    fixed: frozenset[str] = frozenset()  # known columns that hold one word, whatever the rows say
    header: int | None = None
    delimiter: str | None = None
    sheet: str | None = None


OWN = Layout()


def numbers(width: int) -> tuple[str, ...]:
    """What the columns of a table without a header are called."""
    return tuple(str(at) for at in range(1, width + 1))
