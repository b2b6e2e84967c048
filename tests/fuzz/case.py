"""One case: files, the command that reads them, and what the command said of them."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.command import Ended, run

Choice = random.Random
ENV = {"LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai", "COLUMNS": "80"}


@dataclass(frozen=True)
class Case:
    """`words` follow `yshj`, in a folder that holds `files`; `more` are invariants of its kind."""

    files: Mapping[str, bytes]
    words: tuple[str, ...]
    more: Callable[[Path, Ended], None] | None = None


Maker = Callable[[Choice], Case]


def laid_out(case: Case, folder: Path) -> None:
    """An empty `folder` with the files of `case`."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def ended(folder: Path, *words: str) -> Ended:
    return run(words, folder, ENV)


def report_of(folder: Path, *words: str) -> dict[str, Any]:
    """The report that `yshj check` writes of files in `folder`."""
    done = ended(folder, "check", *words, "--output-format", "json", "--as-of", "2021-12-31")
    return dict(json.loads(done.stdout)) if done.stdout else {"error": done.stderr.decode()}
