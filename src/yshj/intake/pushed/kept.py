"""What a table knows of its rows that are kept in an engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class EngineRow(NamedTuple):
    """A row fetched from its engine: the place of its group, its number, its cells as written."""

    group: int
    row: int
    cells: dict[str, str | None]


class Pushed(Protocol):
    """Rows that stay in an engine: `groups` of them stand here for them, as the first rows."""

    groups: int

    @property
    def sample(self) -> str: ...
    def fetch(self, groups: Sequence[int], most_each: int) -> list[EngineRow]: ...
    def check_unchanged(self) -> None: ...
