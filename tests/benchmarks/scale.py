"""`yshj check` at scale, against the practical limit and against what people would use instead.

    python -m tests.benchmarks scale --rows 10000000
    python -m tests.benchmarks peers --rows 1000000
    python -m tests.benchmarks memory --rows 100000000

Every table is one run: the commands take turns, the figures are medians, the ratios are to the
first line. The ledgers are clean: `tests.benchmarks.ledger` makes them, all within their limits.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.benchmarks.ledger import DISTRICTS, SERIES
from tests.benchmarks.ledger import in_a_process_of_its_own as ledger
from tests.benchmarks.timing import Timed, race, table

HAND = """
import duckdb, sys
rows = duckdb.sql(f'''
    SELECT target, reporter, started::DATE, finished::DATE, count(*)
    FROM read_csv('{sys.argv[1]}', auto_detect = false, header = true, store_rejects = true,
        rejects_limit = 0, timestampformat = '%Y-%m-%d %H:%M:%S', columns = {{
            'target': 'VARCHAR', 'reporter': 'VARCHAR', 'case': 'VARCHAR',
            'started': 'TIMESTAMP', 'finished': 'TIMESTAMP'}})
    GROUP BY ALL''').fetchall()
print(sum(row[-1] for row in rows))
"""
NO_REPEATS = """
import sys
import yshj.intake.settle as room
room._refuse_repeats = lambda ledger: ([], [])
from yshj.cli import main
main()
"""


def run(rows: int, rounds: int) -> str:
    """The aims of whole processes on clean rows, bad rows, Chinese dates and GB18030."""
    yshj = str(Path(sys.executable).with_name("yshj"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clean = ledger(folder / "clean.csv", rows)
        bad = ledger(folder / "bad.csv", rows, "--bad-percent", "1")
        dates = ledger(folder / "dates.csv", rows, "--chinese-dates")
        gb = ledger(folder / "gb18030.csv", rows, "--encoding", "gb18030")
        check = [yshj, "check", "-q"]
        timed = race(
            {
                "the query written by hand": [sys.executable, "-c", HAND, str(clean)],
                "check, repeats not looked for": [
                    *(sys.executable, "-c", NO_REPEATS, "check", "-q", str(clean))
                ],
                "check": [*check, str(clean)],
                "check, 1 % bad rows": [*check, str(bad), "--rejected", str(folder / "out.csv")],
                "check, 2021年3月5日 9时05分": [*check, str(dates)],
                "check, GB18030": [*check, str(gb)],
            },
            rounds,
        )
    own = timed["check"].seconds
    lines = [
        table(
            f"scale, {rows:,} rows, whole processes, median of {rounds}",
            timed,
            {"check, repeats not looked for": 1.6, "check": 2.5},
        ),
        "  against `check` on clean UTF-8 rows:",
    ]
    aims = {"check, 1 % bad rows": 1.5, "check, 2021年3月5日 9时05分": 2.0, "check, GB18030": 3.0}
    lines += [
        f"  {name:34}{timed[name].seconds / own:17.2f}{aim:7.1f}" for name, aim in aims.items()
    ]
    return "\n".join(lines)


def memory(rows: int) -> str:
    """The most memory of `check` at a tenth of `rows` and at `rows`."""
    yshj = str(Path(sys.executable).with_name("yshj"))
    found: dict[str, Timed] = {}
    for size in (rows // 10, rows):
        with tempfile.TemporaryDirectory() as name:
            path = ledger(Path(name) / "ledger.csv", size)
            label = f"check, {size:,} rows"
            found |= race({label: [yshj, "check", "-q", str(path)]}, 1)
    small, large = (one.megabytes for one in found.values())
    return table("memory", found, {}) + f"\n  memory grew {large / small:.2f} times (aim 1.5)"


# Each does what it can of the same work: known targets and bodies, no case twice, a finish not
# before its start, all inside the plan's year, and how many cases came to what.
_WORDS = f"TARGETS = {[name for name, _, _ in SERIES]}\nBODIES = {list(DISTRICTS)}\n"
PEERS: dict[str, tuple[tuple[str, ...], str]] = {
    "pandera on polars": (
        ("pandera[polars]",),
        _WORDS
        + """
import sys, polars as pl, pandera.polars as pa
from datetime import datetime
schema = pa.DataFrameSchema({
    "target": pa.Column(str, pa.Check.isin(TARGETS)),
    "reporter": pa.Column(str, pa.Check.isin(BODIES)),
    "case": pa.Column(str),
    "started": pa.Column(pl.Datetime,
        pa.Check.in_range(datetime(2021, 1, 1), datetime(2022, 1, 1))),
    "finished": pa.Column(pl.Datetime)},
    checks=pa.Check(lambda data: data.lazyframe.select(pl.col("finished") >= pl.col("started"))),
    unique=["target", "reporter", "case"])
frame = pl.read_csv(sys.argv[1], try_parse_dates=True)
schema.validate(frame, lazy=True)
days = frame.with_columns(pl.col("started", "finished").dt.date())
print(days.group_by("target", "reporter", "started", "finished").len().height)
""",
    ),
    "frictionless": (
        ("frictionless",),
        _WORDS
        + """
import sys
from pathlib import Path
from frictionless import Resource, Schema
day = {"type": "datetime", "format": "%Y-%m-%d %H:%M:%S"}
schema = Schema.from_descriptor({"primaryKey": ["target", "reporter", "case"], "fields": [
    {"name": "target", "type": "string", "constraints": {"required": True, "enum": TARGETS}},
    {"name": "reporter", "type": "string", "constraints": {"required": True, "enum": BODIES}},
    {"name": "case", "type": "string", "constraints": {"required": True}},
    {"name": "started", **day}, {"name": "finished", **day}]})
path = Path(sys.argv[1])
print(Resource(path=path.name, basepath=str(path.parent), schema=schema).validate().valid)
""",
    ),
    "pydantic, row by row": (
        ("pydantic",),
        _WORDS
        + """
import csv, sys
from collections import Counter
from datetime import datetime
from typing import Literal
from pydantic import BaseModel, model_validator
class Row(BaseModel):
    target: Literal[*TARGETS]
    reporter: Literal[*BODIES]
    case: str
    started: datetime
    finished: datetime
    @model_validator(mode="after")
    def ordered(self):
        if self.finished < self.started:
            raise ValueError("finished before it started")
        return self
counts, seen = Counter(), set()
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for raw in csv.DictReader(file):
        row = Row.model_validate(raw)
        key = row.target, row.reporter, row.case
        assert key not in seen
        seen.add(key)
        counts[row.target, row.reporter, row.started.date(), row.finished.date()] += 1
print(len(counts))
""",
    ),
}


def peers(rows: int, rounds: int) -> str:
    """What people would use instead, each in an environment of its own; none counts the law."""
    yshj = str(Path(sys.executable).with_name("yshj"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = ledger(folder / "ledger.csv", rows)
        commands = {"yshj check": [yshj, "check", "-q", str(path)]}
        for at, (peer, (packages, script)) in enumerate(PEERS.items()):
            home = folder / f"env{at}"
            venv.create(home, with_pip=True)
            python = str(home / "bin" / "python")
            subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
            commands[peer] = [python, "-c", script, str(path)]
        timed = race(commands, rounds)
    aims = {"pandera on polars": 4.0, "frictionless": 30.0}
    return table(f"peers, {rows:,} rows, whole processes, median of {rounds}", timed, aims)
