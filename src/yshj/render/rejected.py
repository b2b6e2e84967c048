"""The refused rows as CSV or a workbook, each with its reason, to repair and send again."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from yshj.contract.formulas import as_text
from yshj.contract.headers import Table
from yshj.errors import Text, utf8
from yshj.intake.mapped_sql import WRITTEN
from yshj.intake.rows import Refused
from yshj.render.phrases import Phrases

_REASON = (
    Text("来源文件", "source_file"),
    Text("来源行", "source_row"),
    Text("拒收原因", "reason"),
    Text("代码", "code"),
)


BOOK = ".xlsx"


def render(path: Path, refused: Sequence[Refused], say: Phrases) -> Iterator[tuple[Path, bytes]]:
    """Pairs of path and content. A workbook has a sheet for each kind of table; of CSV there is a
    file for each, since one header cannot serve both.

    Columns are those the rows came with; the reason stands in columns of its own, which a later
    check ignores.
    """
    order = {one.table.name: place for place, one in reversed(list(enumerate(refused)))}
    kinds = [kind for kind in Table if any(one.table.header.table is kind for one in refused)]
    tables: dict[Table, list[list[str]]] = {}
    for kind in kinds or [Table.MEASUREMENTS]:
        mine = [one for one in refused if one.table.header.table is kind]
        mine.sort(key=lambda one: (order[one.table.name], one.row))
        tables[kind] = _rows(mine, say)
    if path.suffix.casefold() == BOOK:
        yield path, _book({kind.value: rows for kind, rows in tables.items()})
        return
    for kind, rows in tables.items():
        out = io.StringIO(newline="")
        csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
        yield path if len(kinds) < 2 else part(path, kind), codecs.BOM_UTF8 + utf8(out.getvalue())


def _book(sheets: dict[str, list[list[str]]]) -> bytes:
    """Every cell text, so that a long number keeps its digits and nothing is computed."""
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    text = book.add_format({"num_format": "@"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, _shown(cell)[:_LONGEST], text)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    book.close()
    return made.getvalue()


_LONGEST = 32_767  # characters of a cell


def part(path: Path, kind: Table) -> Path:
    """The file for one kind of table where both have refused rows: `again.cases.csv`."""
    return path.with_suffix(f".{kind.value}{path.suffix}")


def _rows(refused: Sequence[Refused], say: Phrases) -> list[list[str]]:
    columns = list(dict.fromkeys(n for one in refused for n in one.table.header.columns))
    columns = [name for name in columns if not name.startswith(WRITTEN)]
    names = [
        next(one.table.header.written(c) for one in refused if c in one.table.header.columns)
        for c in columns
    ]
    rows = [[*names, *map(say, _REASON)]]
    for one in refused:
        cells = _split(one) if one.text else one.table.to_repair(one.cells)
        line = [cells.get(column) or "" for column in columns]
        told = [one.table.told(fault, one.cells).message for fault in one.faults]
        reason = "; ".join(say(message) for message in told)
        codes = " ".join(dict.fromkeys(message.code for message in told))
        if one.text:
            reason += f": {one.text}"
        rows.append([*line, one.table.name, str(one.row), reason, codes])
    return rows


def _split(one: Refused) -> dict[str, str]:
    """The cells of a record that did not fit its header, as far as they go."""
    text = one.table.text
    cells = next(csv.reader([one.text], delimiter=text.delimiter if text else ","), [])
    return {name: cells[at] for name, at in one.table.header.columns.items() if at < len(cells)}


def harmless(cell: str) -> str:
    """A cell that a spreadsheet leaves as it is and a terminal cannot obey.

    Plain negative numbers stay as they are.
    """
    return as_text(_shown(cell))


def _shown(cell: str) -> str:
    if cell.isprintable():
        return cell
    return "".join(
        char if char >= " " or char in "\t\n" else f"\\x{ord(char):02x}" for char in cell
    )
