"""What the law costs: due dates, elapsed times and percentiles beside the grouped pass alone.

python -m tests.benchmarks law --rows 10000000
"""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path

from yshj.intake.cases import CaseStore
from yshj.intake.lookup import Ledger

from tests.benchmarks.ledger import write_ledger
from yshj.calendar.days import statutory
from yshj.catalogue.load import load
from yshj.contract.rows import Context
from yshj.intake import settle as room
from yshj.intake.engine import engine
from yshj.intake.read import Submission
from yshj.intake.sources import open_source
from yshj.intake.tables import open_text
from yshj.intake.text_files import look
from yshj.judge.findings import judge
from yshj.observe.evidence import observe


def run(rows: int) -> str:
    """Aim: the law adds no more than 30 % to the grouped pass. One process, one run."""
    catalogue = load()
    context = Context(catalogue, statutory())
    with tempfile.TemporaryDirectory() as folder:
        path, scratch = Path(folder) / "ledger.csv", Path(folder) / "scratch"
        scratch.mkdir()
        write_ledger(path, rows)
        source = open_source(str(path), scratch)
        with engine([source.path], scratch) as con:
            table = open_text(look(source, catalogue.bodies, scratch, None))
            store = CaseStore(con, context)
            started = time.perf_counter()
            store.add(table)
            grouped = time.perf_counter() - started
            started = time.perf_counter()
            ledger = Ledger(store)
            room._read_combinations(ledger)
            room._read_reporters(ledger)
            sent = Submission([], ledger, [], [], [], [])
            seen = observe(sent, context, date(2021, 12, 31))
            for target in catalogue.targets.values():
                judge(catalogue, target, seen.by_target.get(target.id, []), date(2021, 12, 31))
            law = time.perf_counter() - started
    return (
        f"the law, {rows:,} cases, {len(ledger.facts):,} combinations\n"
        f"  the grouped pass alone          {grouped:8.2f} s\n"
        f"  due dates, elapsed, percentiles {law:8.2f} s  {law / grouped:6.1%}  (aim 30%)"
    )
