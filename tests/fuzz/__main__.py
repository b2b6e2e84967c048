"""`python -m tests.fuzz --seconds 60 [--seed N] [--kind table]`: cases until the time is over.

The seed of each case is told where it breaks an invariant; its files stay in --keep.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz import blobs, tables, texts
from tests.fuzz.case import Case, Maker, ended, laid_out
from tests.fuzz.invariants import ALWAYS

KINDS: dict[str, Maker] = {
    "table": tables.table,
    "carried": tables.carried,
    "blob": blobs.blob,
    "workbook": blobs.workbook,
    "yaml": texts.yaml,
    "plan": texts.plan,
    "baseline": texts.baseline,
}


BROKEN = (AssertionError, ValueError, LookupError, OSError, SyntaxError, zipfile.BadZipFile)
"""What an invariant raises: its own word, or that of who reads an output and cannot."""


def case_of(kind: str, seed: int) -> Case:
    return KINDS[kind](random.Random(f"{kind} {seed}"))


def held(kind: str, seed: int, folder: Path) -> int:
    """The exit code of one case, all of whose invariants held in `folder`."""
    case = case_of(kind, seed)
    laid_out(case, folder)
    done = ended(folder, *case.words)
    for invariant in ALWAYS:
        invariant(folder, done)
    if case.more is not None:
        case.more(folder, done)
    return done.returncode


def _seeds(first: int | None, seconds: float) -> Iterator[int]:
    end = time.monotonic() + seconds
    start = time.time_ns() if first is None else first
    return itertools.takewhile(lambda _: time.monotonic() < end, itertools.count(start))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, help="of the first case; default: the clock")
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "yshj-fuzz")
    given = parser.parse_args()
    came: Counter[tuple[str, int]] = Counter()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in _seeds(given.seed, given.seconds):
            for kind in given.kind or KINDS:
                try:
                    came[kind, held(kind, seed, Path(folder) / "case")] += 1
                except BROKEN as told:
                    broken += 1
                    case = case_of(kind, seed)
                    laid_out(case, given.keep / f"{kind}-{seed}")
                    where = traceback.extract_tb(told.__traceback__)[-1].name
                    print(f"--seed {seed} --kind {kind}: {case.words}\n  {where}: {told}")
    for (kind, code), n in sorted(came.items()):
        print(f"{kind}: {n} cases with exit code {code}")
    print(f"{came.total()} cases held, {broken} did not")
    return 1 if broken or not came else 0


if __name__ == "__main__":
    sys.exit(main())
