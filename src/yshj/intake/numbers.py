"""Which row of its file a loaded row is: the engine keeps the order, so its place tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from yshj.errors import Refusal


@dataclass(frozen=True)
class Broken:
    """A record that could not even be split into cells."""

    row: int
    message: Refusal
    text: str


class Run(NamedTuple):
    """From the loaded row `first` on (counted from 0) rows of the file follow each other: `row`."""

    first: int
    row: int


@dataclass(frozen=True)
class Numbers:
    """The numbers of a table's rows. `each`: how many loaded rows one row of the file became."""

    runs: tuple[Run, ...] = (Run(0, 2),)
    each: int = 1

    def row(self, at: int) -> int:
        """The number of the loaded row `at`."""
        run = self.runs[bisect_right(self.runs, (at, 1 << 62)) - 1]
        return run.row + (at - run.first) // self.each


def without(broken: Sequence[Broken], first_row: int, each: int) -> Numbers:
    """The numbers where broken records leave gaps; one that is not broken begins each run."""
    runs = {0: first_row}
    for lost, one in enumerate(broken):
        runs[(one.row - lost - first_row) * each] = one.row + 1
    return Numbers(tuple(Run(*run) for run in sorted(runs.items())), each)


def stored(con: duckdb.DuckDBPyConnection, rows: str, each: int) -> Numbers:
    """The numbers that `rows`, SQL with a column `row` in order, brings along."""
    found = con.execute(
        f"SELECT min(place) AS first, min(row) FROM (SELECT row, row_number() OVER () - 1 AS place "
        f"FROM ({rows})) GROUP BY row - place ORDER BY first"
    ).fetchall()
    return Numbers(tuple(Run(at * each, row) for at, row in found) or (Run(0, 2),), each)
