"""The command line: the only room that prints, writes files and exits."""

from __future__ import annotations

import os
import re
import sys
import traceback
from types import TracebackType
from typing import NoReturn

from yshj.cli import signals, streams


def main() -> NoReturn:
    """Run `yshj` and end the process. Whatever escapes is a fault of the tool: exit 4, never 1."""
    sys.excepthook = _fault
    out = streams.guard()
    signals.heed()
    for name in (
        "COLUMNS",
        "LINES",
        "TERMINAL_WIDTH",
    ):  # libraries take digits of any script for a number
        if not re.fullmatch("[0-9]{1,6}", os.environ.get(name, "0"), re.ASCII):
            del os.environ[name]
    code = _ended()
    if why := streams.lost(out):
        code = 2
        sys.stderr.write(f"yshj: {why}\n")
    sys.exit(code)


def _ended() -> int:
    """Run the command; its exit code."""
    try:
        from yshj.cli.app import app

        app()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        return signals.exit_code() if code == 130 else code
    except KeyboardInterrupt:
        return signals.exit_code()
    except MemoryError:
        sys.stderr.write("yshj: [E008] out of memory (内存不足)\n")
        return 3
    return 0


def _fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The process's last word on an error that nobody foresaw."""
    if os.environ.get("YSHJ_DEBUG"):
        traceback.print_exception(kind, error, trace)
    else:
        line = f"{kind.__name__}: {error}".splitlines()[0][:300]
        sys.stderr.write(
            f"yshj: a fault of the tool (工具自身故障): {line}\n"
            "Run again with YSHJ_DEBUG=1 for the details; please report them.\n"
        )
    sys.stderr.flush()
    os._exit(4)
