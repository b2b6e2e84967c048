"""The command line: the only room that prints, writes files and exits."""

from __future__ import annotations

import os
import sys
import traceback
from types import TracebackType


def main() -> None:
    """Run `yshj`. Whatever escapes is a fault of the tool: exit 4, never 1."""
    sys.excepthook = _fault
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that lacks a sign prints “?”, not a crash
            stream.reconfigure(errors="replace")
    from yshj.cli.app import app

    app()


def _fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The process's last word on an error that nobody foresaw."""
    if issubclass(kind, KeyboardInterrupt):
        os._exit(130)
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
