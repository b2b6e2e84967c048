"""Reading a workbook: `check` on one of so many case files, against the same rows as CSV and
against what a library takes to give its cells.

python -m tests.benchmarks workbook --rows 200000
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook

from tests.benchmarks.ledger import in_a_process_of_its_own as ledger
from tests.benchmarks.timing import race, table

READ_ONLY = """
import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).active
print(sum(len(row) for row in sheet.iter_rows(values_only=True)))
"""
OTHERS = ("经办人", "备注", "窗口")  # columns of the sender's own: eight in all


def run(rows: int, rounds: int) -> str:
    yshj = str(Path(sys.executable).with_name("yshj"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = ledger(folder / "ledger.csv", rows)
        book = folder / "ledger.xlsx"
        _write(path, book)
        timed = race(
            {
                "check, the rows as CSV": [yshj, "check", "-q", str(path)],
                "check, the workbook": [yshj, "check", "-q", str(book)],
                "openpyxl, read-only, cells alone": [sys.executable, "-c", READ_ONLY, str(book)],
            },
            rounds,
        )
    return table(f"workbook, {rows:,} rows of 8 cells, median of {rounds}", timed, {})


def _write(path: Path, book: Path) -> None:
    made = Workbook(write_only=True)
    sheet = made.create_sheet()
    with path.open(encoding="utf-8", newline="") as file:
        for at, row in enumerate(csv.reader(file)):
            sheet.append([*row, *(OTHERS if at == 0 else ("某人", "", "3号"))])
    made.save(book)
