"""What is said of a refused case file."""

from __future__ import annotations

from typing import Any

from yshj.codes.engines import TOO_MANY
from yshj.contract.rows import CaseRow, Context, RowFault, read_row
from yshj.intake.accepted import Raw

_READ_LATER = ("target", "unit", "flag", "excluded", "limit", "extended")
ALONE = TOO_MANY(
    "引擎中的办件与另一张办件表之间不查重复：请分别检查，或先合为一张表",
    "cases in an engine and in another table are not looked through for repeats between them: "
    "check them one by one, or make one table of both",
)


def faults_of(
    cells: Raw, faulty: list[str], context: Context, known: dict[tuple[Any, ...], list[RowFault]]
) -> list[RowFault]:
    """What the model says of a row, asked once for all rows of which it says the same.

    Where a cell cannot be read no rule of whole rows is asked: what is said depends on the faulty
    cells, and on those that are read combination by combination.
    """
    if faulty:
        columns = [*faulty, *_READ_LATER]
    else:
        columns = [name for name in cells if name not in ("reporter", "case", "evidence")]
    key = (*faulty, "", *(cells.get(name) for name in columns))
    if key not in known:
        read = read_row(CaseRow, cells, context)
        assert isinstance(read, list)  # the rules are the model's own
        known[key] = read
    return known[key]
