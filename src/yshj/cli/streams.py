"""Standard output and error that may be closed, full or without a reader.

The exit code is the verdict's whatever becomes of them: messages that cannot be written are
dropped, and a result that cannot be written is remembered, so that the process can end with 2.
A reader that went away has what it wanted: nothing is lost (contract, section 4).
"""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import Any

from yshj.errors import os_reason

_elsewhere: list[bool] = []


class _Guarded(io.RawIOBase):
    """Writes to another raw stream, and goes on where that fails."""

    def __init__(self, stream: Any) -> None:
        """`stream` is text over the raw stream, or None where that was closed."""
        self.fault: OSError | None = None
        self._stream = stream  # which would close the raw one if nobody held it
        buffer = getattr(stream, "buffer", None)
        # unbuffered (python -u), the one is the other
        self._under: io.RawIOBase | None = getattr(buffer, "raw", buffer)

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int | None:
        if self._under is not None and self.fault is None:
            try:
                return self._under.write(data)
            except OSError as fault:
                self.fault = fault
        elif self._under is None:
            self.fault = self.fault or OSError(errno.EBADF, "closed")
        return len(data)

    def fileno(self) -> int:
        if self._under is None:
            raise io.UnsupportedOperation("fileno")
        return self._under.fileno()

    def isatty(self) -> bool:
        return self._under is not None and self._under.isatty()


def guard() -> _Guarded:
    """Guard both streams of this process; the guard of standard output knows what was lost."""
    _hold_the_first_three()
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - as long as the process
    out, _ = _guarded("stdout"), _guarded("stderr")
    return out


def kept_elsewhere() -> None:
    """The result is in a file too, so that nothing is lost with standard output."""
    _elsewhere.append(True)


def lost(out: _Guarded) -> str:
    """Why a result could not be written, empty if it was."""
    with suppress(ValueError):  # closed by whoever wrote last
        sys.stdout.flush()
    if out.fault is None or isinstance(out.fault, BrokenPipeError) or _elsewhere:
        return ""
    reason = os_reason(out.fault)
    return f"cannot write the result to stdout: {reason.en} (无法写出结果：{reason.zh})"


def _hold_the_first_three() -> None:
    """Open the null device for descriptors that are closed: else the next file opened gets one
    of them, and what a library says of itself would be written into that file."""
    while True:
        opened = os.open(os.devnull, os.O_RDWR)
        if opened > 2:
            os.close(opened)
            return


def _guarded(name: str) -> _Guarded:
    stream = getattr(sys, name)
    made = _Guarded(stream)
    encoding = (stream.encoding if stream is not None else None) or "utf-8"
    # a console that lacks a sign prints “?”, not a crash
    text = io.TextIOWrapper(
        io.BufferedWriter(made),
        encoding=encoding,
        errors="replace",
        line_buffering=name == "stderr" or bool(getattr(stream, "line_buffering", False)),
    )
    setattr(sys, name, text)
    return made
