"""What the law costs: due dates, elapsed times and percentiles beside the grouped pass alone.

python -m tests.benchmarks law --rows 10000000
"""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from tests.benchmarks.ledger import DIRTY, write_ledger
from yshj.calendar.days import statutory
from yshj.catalogue.load import load
from yshj.contract.rows import Context
from yshj.intake import combinations, ledger
from yshj.intake.read import submission
from yshj.judge.findings import judge
from yshj.observe.evidence import observe


def run(rows: int) -> str:
    """Aim: the law adds no more than 30 % to reading and grouping. One process, one run."""
    catalogue = load()
    context = Context(catalogue, statutory())
    law = 0.0
    read = combinations.read_combinations

    def timed(*given: Any) -> Any:
        nonlocal law
        started = time.perf_counter()
        found = read(*given)
        law += time.perf_counter() - started
        return found

    vars(ledger)["read_combinations"] = timed
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.csv"
        write_ledger(path, rows, DIRTY)
        started = time.perf_counter()
        with submission([str(path)], context) as sent:
            reading = time.perf_counter() - started - law
            started = time.perf_counter()
            seen = observe(sent, context, date(2021, 12, 31))
            for target in catalogue.targets.values():
                judge(catalogue, target, seen.by_target.get(target.id, []), date(2021, 12, 31))
            law += time.perf_counter() - started
            combined = len(sent.ledger.facts)
    return (
        f"the law, {rows:,} cases, {combined:,} combinations\n"
        f"  reading and grouping alone      {reading:8.2f} s\n"
        f"  due dates, elapsed, percentiles {law:8.2f} s  {law / reading:6.1%}  (aim 30%)"
    )
