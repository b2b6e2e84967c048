"""The refused rows as CSV, each with its reason, to repair and send again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from yshj.contract.headers import Table
from yshj.intake.mapped_sql import WRITTEN
from yshj.intake.rows import Refused
from yshj.thresholds.numbers import NumberFault, parse_number

REASON = {"zh": ("来源文件", "来源行", "拒收原因"), "en": ("source_file", "source_row", "reason")}


def render(path: Path, refused: Sequence[Refused], lang: str) -> Iterator[tuple[Path, str]]:
    """Pairs of path and text: one file a kind of table, since one header cannot serve both.

    Columns are those the rows came with; the reason stands in columns of its own, which a later
    check ignores.
    """
    kinds = [kind for kind in Table if any(one.table.header.table is kind for one in refused)]
    for kind in kinds or [Table.MEASUREMENTS]:
        mine = [one for one in refused if one.table.header.table is kind]
        name = path if len(kinds) < 2 else path.with_suffix(f".{kind.value}{path.suffix}")
        yield name, _csv(mine, lang)


def _csv(refused: Sequence[Refused], lang: str) -> str:
    columns = list(dict.fromkeys(n for one in refused for n in one.table.header.columns))
    columns = [name for name in columns if not name.startswith(WRITTEN)]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = [
        next(one.table.header.written(c) for one in refused if c in one.table.header.columns)
        for c in columns
    ]
    writer.writerow([*names, *REASON[lang]])
    for one in refused:
        cells = one.table.to_repair(one.cells)
        line = [harmless(cells.get(column) or "") for column in columns]
        if one.text:  # could not be split: the whole record in the first cell
            line = [harmless(one.text), *line[1:]]
        told = (one.table.told(fault, one.cells) for fault in one.faults)
        reason = "; ".join(fault.message.in_(lang) for fault in told)
        writer.writerow([*line, harmless(one.table.name), str(one.row), harmless(reason)])
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that a spreadsheet cannot take for a formula; plain negative numbers stay."""
    if not cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return cell
    try:
        parse_number(cell)
    except NumberFault:
        return "'" + cell
    return cell
