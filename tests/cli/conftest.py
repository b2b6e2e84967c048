"""The installed command, run as its users run it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import command

ROOT = Path(__file__).resolve().parents[2]
YSHJ = command.YSHJ


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def yshj(tmp_path: Path) -> Run:
    """`yshj("check", file, LANG="zh")` in an empty folder; capitals are environment."""

    def run(
        *words: str | Path, stdin: bytes | None = None, cwd: Path = tmp_path, **env: str
    ) -> Done:
        plain = {
            name: value
            for name, value in os.environ.items()
            if name not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "LANG", "LC_ALL", "LC_MESSAGES"}
        }
        done = command.run(words, cwd, {**plain, "LC_ALL": "C.UTF-8", **env}, stdin or b"")
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str, str], Path]:
    """`table("m.csv", text)` writes a file for the command to read."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
