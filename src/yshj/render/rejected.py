"""The refused rows as CSV, each with its reason, to repair and send again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from yshj.contract.formulas import as_text
from yshj.contract.headers import Table
from yshj.errors import Text
from yshj.intake.mapped_sql import WRITTEN
from yshj.intake.rows import Refused
from yshj.render.phrases import Phrases

_REASON = (
    Text("来源文件", "source_file"),
    Text("来源行", "source_row"),
    Text("拒收原因", "reason"),
    Text("代码", "code"),
)


def render(path: Path, refused: Sequence[Refused], say: Phrases) -> Iterator[tuple[Path, str]]:
    """Pairs of path and text: one file a kind of table, since one header cannot serve both.

    Columns are those the rows came with; the reason stands in columns of its own, which a later
    check ignores.
    """
    order = {one.table.name: place for place, one in reversed(list(enumerate(refused)))}
    kinds = [kind for kind in Table if any(one.table.header.table is kind for one in refused)]
    for kind in kinds or [Table.MEASUREMENTS]:
        mine = [one for one in refused if one.table.header.table is kind]
        mine.sort(key=lambda one: (order[one.table.name], one.row))
        yield path if len(kinds) < 2 else part(path, kind), _csv(mine, say)


def part(path: Path, kind: Table) -> Path:
    """The file for one kind of table where both have refused rows: `again.cases.csv`."""
    return path.with_suffix(f".{kind.value}{path.suffix}")


def _csv(refused: Sequence[Refused], say: Phrases) -> str:
    columns = list(dict.fromkeys(n for one in refused for n in one.table.header.columns))
    columns = [name for name in columns if not name.startswith(WRITTEN)]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = [
        next(one.table.header.written(c) for one in refused if c in one.table.header.columns)
        for c in columns
    ]
    writer.writerow([*names, *map(say, _REASON)])
    for one in refused:
        cells = _split(one) if one.text else one.table.to_repair(one.cells)
        line = [harmless(cells.get(column) or "") for column in columns]
        told = [one.table.told(fault, one.cells).message for fault in one.faults]
        reason = "; ".join(say(message) for message in told)
        codes = " ".join(dict.fromkeys(message.code for message in told))
        if one.text:
            reason += f": {one.text}"
        writer.writerow([*line, harmless(one.table.name), str(one.row), harmless(reason), codes])
    return out.getvalue()


def _split(one: Refused) -> dict[str, str]:
    """The cells of a record that did not fit its header, as far as they go."""
    text = one.table.text
    cells = next(csv.reader([one.text], delimiter=text.delimiter if text else ","), [])
    return {name: cells[at] for name, at in one.table.header.columns.items() if at < len(cells)}


def harmless(cell: str) -> str:
    """A cell that a spreadsheet leaves as it is and a terminal cannot obey.

    Plain negative numbers stay as they are.
    """
    if cell.isprintable():
        return as_text(cell)
    return as_text(
        "".join(char if char >= " " or char in "\t\n" else f"\\x{ord(char):02x}" for char in cell)
    )
