"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from yshj.errors import Text, UsageError, os_reason, printable


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; UsageError where the system refuses."""

    def write(work: Path) -> None:
        with work.open("xb") as file:
            file.write(data)

    _whole(path, write)


def move_whole(path: Path, source: Path) -> None:
    """The same for what is in the file `source` already, too large to be held in memory."""
    _whole(path, lambda work: shutil.copyfile(source, work))


def _whole(path: Path, write: Callable[[Path], object]) -> None:
    work = path.with_name(f".yshj-{secrets.token_hex(6)}")
    try:
        write(work)
        os.replace(work, path)
    except OSError as fault:
        where = printable(str(path))
        raise UsageError(
            Text(f"无法写入 {where}：", f"cannot write {where}: ") + os_reason(fault)
        ) from fault
    finally:
        work.unlink(missing_ok=True)
