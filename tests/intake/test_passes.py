"""How often the bytes of an input are read: once by the engine, once to be hashed and counted.

The one exception: where blank lines or line breaks inside cells stand between rows and lines, the
lines of rows that must be told are looked for in one more pass.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.ledger import DIRTY, Faults, write_ledger

ROWS = 60_000
COUNTED = """
import sys
from pathlib import Path
def read() -> int:  # by every thread of this process; what is mapped into memory is not counted
    return int(Path("/proc/self/io").read_text().split()[1])
from datetime import date
from yshj.catalogue.load import load
from yshj.calendar.days import statutory
from yshj.contract.rows import Context
from yshj.intake.read import submission
from yshj.observe.evidence import observe
from yshj.report.build import build
from yshj.report.every_failure import list_every_failure
from yshj.report.selection import Selection
import yshj.intake.accepted
context = Context(load(), statutory())
name, late = Path(sys.argv[1]), Path(sys.argv[1]).with_name("late.csv")
before = read()
with submission([str(name)], context) as sent:
    day = date(2021, 12, 31)
    seen = observe(sent, context, day)
    report = build("test", sent, seen, context.catalogue, context.calendar, day, (), Selection())
    list_every_failure(report, sent, seen, late)
    lines = [one.line for one in report.problems]
print((read() - before) / name.stat().st_size, len(report.problems), lines.count(None))
"""


def passes(path: Path) -> tuple[float, int, int]:
    """How many times its size was read, how many faults were told, how many without a line."""
    words = [sys.executable, "-c", COUNTED, str(path)]
    done = subprocess.run(words, capture_output=True, check=True, encoding="utf-8")
    times, faults, unplaced = done.stdout.split()
    return float(times), int(faults), int(unplaced)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what a process reads")
@pytest.mark.parametrize("faults", [pytest.param(Faults(bad=5), marks=pytest.mark.thorough), DIRTY])
def test_bytes_are_read_once_beside_the_hash(tmp_path: Path, faults: Faults) -> None:
    write_ledger(tmp_path / "a.csv", ROWS, faults)
    times, told, unplaced = passes(tmp_path / "a.csv")
    assert 2 <= times < 2.1
    assert told > 40
    assert unplaced == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what a process reads")
def test_lines_are_looked_for_once_where_rows_do_not_tell_them(tmp_path: Path) -> None:
    write_ledger(tmp_path / "a.csv", ROWS, DIRTY)
    with (tmp_path / "a.csv").open("a") as file:
        file.write('08-setup-time,金水区,"A\n1",2021-03-05,2021-03-05\n')
        file.write("08-setup-time,无名,B,2021-03-05,2021-03-05\n")
    times, _, unplaced = passes(tmp_path / "a.csv")
    assert 3 <= times < 3.2
    assert unplaced == 0
