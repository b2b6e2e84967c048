"""`yshj check` at scale, against the practical limit and against what people would use instead.

    python -m tests.benchmarks scale --rows 10000000
    python -m tests.benchmarks peers --rows 1000000
    python -m tests.benchmarks memory --rows 100000000

Every table is one run: the commands take turns, the figures are medians, the ratios are to the
first line. The ledger is the one of `tests.benchmarks.ledger` with its faults, as ledgers come; a
clean one, which hides what explaining costs, stands in a line of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.benchmarks.ledger import BODIES, SERIES
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


def run(rows: int, rounds: int) -> str:
    """Whole processes: the ledger as ledgers come, worse ones, and other ways to write it."""
    yshj = str(Path(sys.executable).with_name("yshj"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dirty = ledger(folder / "ledger.csv", rows)
        clean = ledger(folder / "clean.csv", rows, "--clean")
        bad = ledger(folder / "bad.csv", rows, "--bad", "10")
        dates = ledger(folder / "dates.csv", rows, "--chinese-dates")
        gb = ledger(folder / "gb18030.csv", rows, "--encoding", "gb18030")
        check = [yshj, "check", "-q"]
        timed = race(
            {
                "the query written by hand": [sys.executable, "-c", HAND, str(dirty)],
                "check": [*check, str(dirty)],
                "check, a clean ledger": [*check, str(clean)],
                "check, 1 % bad rows": [*check, str(bad), "--rejected", str(folder / "out.csv")],
                "check, 2021年3月5日 9时05分": [*check, str(dates)],
                "check, GB18030": [*check, str(gb)],
                "check, --failures late.csv": [
                    *(*check, str(dirty), "--failures", str(folder / "late.csv"))
                ],
            },
            rounds,
        )
    own = timed["check"].seconds
    lines = [
        table(f"scale, {rows:,} rows, whole processes, median of {rounds}", timed, {"check": 3.5}),
        "  against `check` on the ledger as ledgers come:",
    ]
    aims = {"check, 1 % bad rows": 1.5, "check, 2021年3月5日 9时05分": 2.0}
    aims |= {"check, GB18030": 2.0, "check, --failures late.csv": 2.0}
    lines += [
        f"  {name:34}{timed[name].seconds / own:17.2f}{aim:7.1f}" for name, aim in aims.items()
    ]
    return "\n".join(lines)


def memory(rows: int) -> str:
    """The most memory, and the time a row, of `check` at a tenth of `rows` and at `rows`."""
    yshj = str(Path(sys.executable).with_name("yshj"))
    found: dict[str, Timed] = {}
    for size in (rows // 10, rows):
        with tempfile.TemporaryDirectory() as name:
            path = ledger(Path(name) / "ledger.csv", size)
            label = f"check, {size:,} rows"
            found |= race({label: [yshj, "check", "-q", str(path)]}, 1)
    small, large = found.values()
    slower = large.seconds / small.seconds / 10
    return (
        table("memory", found, {})
        + f"\n  {large.megabytes:.0f} MB (aim 1,000), a row in {slower:.2f} of the time (aim 1.3)"
    )


# Each does what it can of the same work: known targets and bodies, no case twice, a finish not
# before its start, all inside the plan's year, and how many cases came to what. Those on Polars
# judge too, in calendar days: how many cases of each target are over, the worst hundred of them,
# and each row that is refused with its number and why.
_WORDS = f"TARGETS = {[name for name, *_ in SERIES]}\nBODIES = {list(BODIES)}\n"
_POLARS = (
    f"DAYS = {{{', '.join(f'{name!r}: {days}' for name, _, days, _ in SERIES)}}}"
    + """
import sys, polars as pl
from datetime import datetime
frame = pl.read_csv(sys.argv[1], schema_overrides={"started": pl.String, "finished": pl.String},
    row_index_name="row", row_index_offset=2)
for name in ("started", "finished"):
    frame = frame.with_columns(read=pl.col(name).str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False))
    frame = frame.with_columns(unread=pl.col(name).is_not_null() & pl.col("read").is_null())
    frame = frame.with_columns(pl.col("read").alias(name), pl.col("unread").alias("bad_" + name))
frame = frame.drop("read", "unread")
CITY = frame["reporter"].str.strip_chars().str.strip_prefix("郑州市")
SHORT = {name[:2]: name for name in BODIES if len(name) == 3}
frame = frame.with_columns(reporter=CITY.replace(SHORT))
"""
)
_PANDERA = """
import pandera.polars as pa
schema = pa.DataFrameSchema({
    "target": pa.Column(str, pa.Check.isin(TARGETS)),
    "reporter": pa.Column(str, pa.Check.isin(BODIES)),
    "case": pa.Column(str),
    "started": pa.Column(pl.Datetime,
        pa.Check.in_range(datetime(2021, 1, 1), datetime(2022, 1, 1))),
    "finished": pa.Column(pl.Datetime, nullable=True)},
    checks=pa.Check(lambda data: data.lazyframe.select(
        (pl.col("finished") >= pl.col("started")).fill_null(True))),
    unique=["target", "reporter", "case"])
try:
    schema.validate(frame, lazy=True)
except pa.errors.SchemaErrors as fault:
    print(len(fault.failure_cases))
"""
_VERDICTS = """
why = (pl.when(~pl.col("target").is_in(TARGETS)).then(pl.lit("target"))
    .when(~pl.col("reporter").is_in(BODIES)).then(pl.lit("reporter"))
    .when(pl.col("bad_started") | pl.col("started").is_null()).then(pl.lit("started"))
    .when(pl.col("bad_finished")).then(pl.lit("finished"))
    .when(pl.col("finished") < pl.col("started")).then(pl.lit("order"))
    .when(~pl.struct("target", "reporter", "case").is_first_distinct()).then(pl.lit("repeat")))
frame = frame.with_columns(why=why)
print(frame.filter(pl.col("why").is_not_null()).select("row", "why").height)
good = frame.filter(pl.col("why").is_null()).with_columns(
    days=(pl.col("finished").fill_null(datetime(2021, 12, 31)).dt.date()
        - pl.col("started").dt.date()).dt.total_days(),
    limit=pl.col("target").replace_strict(DAYS))
late = good.filter(pl.col("days") > pl.col("limit"))
print(good.group_by("target", "reporter").agg(pl.len(), (pl.col("days") > pl.col("limit")).sum()))
print(late.sort(pl.col("limit") - pl.col("days"), "row").group_by("target").head(100).height)
"""
PEERS: dict[str, tuple[tuple[str, ...], str]] = {
    "polars, a script by hand": (("polars",), _WORDS + _POLARS + _VERDICTS),
    "pandera on polars": (("pandera[polars]",), _WORDS + _POLARS + _PANDERA + _VERDICTS),
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
from pydantic import BaseModel, ValidationError, model_validator
SHORT = {name[:2]: name for name in BODIES if len(name) == 3}
class Row(BaseModel):
    target: Literal[*TARGETS]
    reporter: Literal[*BODIES]
    case: str
    started: datetime
    finished: datetime | None
    @model_validator(mode="after")
    def ordered(self):
        if self.finished is not None and self.finished < self.started:
            raise ValueError("finished before it started")
        return self
counts, seen, bad = Counter(), set(), []
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for number, raw in enumerate(csv.DictReader(file), start=2):
        city = raw["reporter"].strip().removeprefix("郑州市")
        raw |= {"reporter": SHORT.get(city, city), "finished": raw["finished"] or None}
        try:
            row = Row.model_validate(raw)
        except ValidationError as fault:
            bad.append((number, fault.errors()))
            continue
        key = row.target, row.reporter, row.case
        if key in seen:
            bad.append((number, "repeat"))
            continue
        seen.add(key)
        finished = row.finished and row.finished.date()
        counts[row.target, row.reporter, row.started.date(), finished] += 1
print(len(counts), len(bad))
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
    return table(f"peers, {rows:,} rows, whole processes, median of {rounds}", timed, {})
