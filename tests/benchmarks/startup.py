"""How long the command takes to start: the sample check, and pages that need no engine, against
the imports alone.

python -m tests.benchmarks startup
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.timing import race, table

ROOT = Path(__file__).resolve().parents[2]
ALL = "import typer, pydantic, yaml, rich, duckdb, narwhals"
PAGES = "import typer, pydantic, yaml, rich"


def run(rounds: int = 15) -> str:
    """Aims: the check under 3.0 times its imports, `due` and `explain` under 2.5 of theirs."""
    yshj = str(Path(sys.executable).with_name("yshj"))
    sample = [str(ROOT / "samples" / name) for name in ("city-2021.csv", "cases-2021.csv")]
    check = race(
        {
            "the imports of a check": [sys.executable, "-c", ALL],
            "yshj check, the sample": [yshj, "check", *sample, "--as-of", "2021-12-31"],
        },
        rounds,
    )
    pages = race(
        {
            "the imports of a page": [sys.executable, "-c", PAGES],
            "yshj --help": [yshj, "--help"],
            "yshj due": [yshj, "due", "2021-03-05", "--within", "3 working_day"],
            "yshj explain": [yshj, "explain", "08-setup-time"],
        },
        rounds,
    )
    return "\n".join(
        [
            table("start-up", check, {"yshj check, the sample": 3.0}),
            table("start-up, no file read", pages, {"yshj due": 2.5, "yshj explain": 2.5}),
        ]
    )
