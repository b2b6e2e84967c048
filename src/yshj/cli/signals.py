"""A process that is asked to end cleans up first, as after Ctrl-C, and says who asked: 128 + n."""

from __future__ import annotations

import signal
from types import FrameType

_ASKED = [one for one in ("SIGTERM", "SIGHUP") if hasattr(signal, one)]
_by: list[int] = []


def heed() -> None:
    """End at SIGTERM and SIGHUP as at Ctrl-C, but where the caller has them ignored (nohup)."""
    for name in _ASKED:
        number = signal.Signals[name]
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def exit_code() -> int:
    """That of an interrupted process."""
    return 128 + (_by[0] if _by else signal.SIGINT)


def _end(number: int, _frame: FrameType | None) -> None:
    _by.append(number)
    for name in _ASKED:  # once is enough: a second one would end the cleaning up
        signal.signal(signal.Signals[name], signal.SIG_IGN)
    raise KeyboardInterrupt
