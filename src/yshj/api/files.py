"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from yshj.errors import Text, UsageError, os_reason, printable


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; UsageError where the system refuses."""
    _whole(path, lambda file: file.write(data))


def move_whole(path: Path, source: Path) -> None:
    """The same for what is in the file `source` already, too large to be held in memory."""

    def copy(file: BinaryIO) -> None:
        with source.open("rb") as content:
            shutil.copyfileobj(content, file, 1 << 20)

    _whole(path, copy)


def new_folder(path: Path) -> None:
    """Make a folder where there is none; UsageError where the system refuses."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise _cannot_write(path, fault) from fault


def _cannot_write(path: Path, fault: OSError) -> UsageError:
    where = printable(str(path))
    return UsageError(Text(f"无法写入 {where}：", f"cannot write {where}: ") + os_reason(fault))


def _whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Replace the file, behind a link the one that it names.

    A pipe or `/dev/null` is written into: to replace it would take it from everybody else.
    """
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with path.open("wb") as file:
                write(file)
        else:
            _replace(Path(os.path.realpath(path)), write)
    except OSError as fault:
        raise _cannot_write(path, fault) from fault


def _replace(path: Path, write: Callable[[BinaryIO], object]) -> None:
    work = path.with_name(f".yshj-{secrets.token_hex(6)}")
    try:
        with work.open("xb") as file:
            write(file)
        os.replace(work, path)
    finally:
        work.unlink(missing_ok=True)
