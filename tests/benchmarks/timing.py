"""Whole processes side by side: the median of several rounds, as ratios to the first."""

from __future__ import annotations

import resource
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Timed:
    """One command: medians of its wall and its processor time in seconds, its most memory in MB."""

    seconds: float
    busy: float
    megabytes: float


def race(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Timed]:
    """Run every command once a round, in turn, so that a noisy machine is noisy for all."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    busy: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, float] = dict.fromkeys(commands, 0.0)
    for _ in range(rounds):
        for name, words in commands.items():
            started = time.perf_counter()
            process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, used = _wait(process)
            times[name].append(time.perf_counter() - started)
            busy[name].append(used.ru_utime + used.ru_stime)
            memory[name] = max(memory[name], used.ru_maxrss / 1024)
            if status not in (0, 1, 3):  # 3: the ledger with bad rows
                raise SystemExit(f"{name} ended with {status}: {' '.join(words)}")
    return {
        name: Timed(statistics.median(times[name]), statistics.median(busy[name]), memory[name])
        for name in commands
    }


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, int, resource.struct_rusage]:
    import os

    pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return pid, process.returncode, used


def table(title: str, timed: Mapping[str, Timed], aims: Mapping[str, float]) -> str:
    """The ratios to the first command, with the aim where there is one.

    Where something else keeps the machine busy, the processor's time tells more than the clock.
    """
    first = next(iter(timed.values()))
    head = f"{'seconds':>9}{'ratio':>8}{'aim':>7}{'CPU s':>8}{'ratio':>8}{'MB':>8}"
    lines = [title, f"  {'':34}{head}"]
    for name, one in timed.items():
        aim = f"{aims[name]:.1f}" if name in aims else ""
        wall = f"{one.seconds:9.2f}{one.seconds / first.seconds:8.2f}{aim:>7}"
        busy = f"{one.busy:8.2f}{one.busy / first.busy:8.2f}"
        lines.append(f"  {name:34}{wall}{busy}{one.megabytes:8.0f}")
    return "\n".join(lines)
