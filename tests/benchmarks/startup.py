"""How long the command takes to start: `--help`, and the sample check, against the imports alone.

python -m tests.benchmarks startup
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.timing import race, table

ROOT = Path(__file__).resolve().parents[2]
IMPORTS = "import typer, pydantic, yaml, rich, duckdb, narwhals"


def run(rounds: int = 15) -> str:
    """Aims: help under 1.0 times the imports, the sample check under 1.6 times."""
    yshj = str(Path(sys.executable).with_name("yshj"))
    sample = [str(ROOT / "samples" / name) for name in ("city-2021.csv", "cases-2021.csv")]
    timed = race(
        {
            "the imports alone": [sys.executable, "-c", IMPORTS],
            "yshj --help": [yshj, "--help"],
            "yshj check, the sample": [yshj, "check", *sample],
        },
        rounds,
    )
    return table("start-up", timed, {"yshj --help": 1.0, "yshj check, the sample": 1.6})
