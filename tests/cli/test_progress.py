"""Progress: on a terminal after a second of work, and nowhere else."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from tests.benchmarks.ledger import write_ledger
from tests.cli.conftest import YSHJ


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "ledger.csv"
    write_ledger(path, 4_000_000)
    return path


def _stderr_of_a_terminal(words: list[str]) -> str:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    said = b""
    while True:
        try:
            said += os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
    os.close(ours)
    assert process.wait() == 0
    return said.decode("utf-8")


def test_a_terminal_is_told_rows_stage_and_time(ledger: Path) -> None:
    said = _stderr_of_a_terminal([str(YSHJ), "check", str(ledger), "-q", "--lang", "en"])
    assert re.search(r"4,000,000 rows · \d+ s", said)
    percents = [
        int(told[1])
        for line in said.split("\r\x1b[2K")
        if (told := re.match(r"reading .* · (\d+)% · \d+ s", line))
    ]
    assert percents == sorted(percents)
    assert len(set(percents)) > 1
    assert said.endswith("\x1b[2K")  # the line is cleared behind it


@pytest.mark.thorough
def test_a_log_is_told_nothing(ledger: Path) -> None:
    done = subprocess.run([str(YSHJ), "check", str(ledger), "-q"], capture_output=True, check=True)
    assert done.stderr == b""
