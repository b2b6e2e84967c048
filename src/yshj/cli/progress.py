"""How far a long read is: one line on a terminal's stderr, nothing anywhere else."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from yshj.errors import Text, printable
from yshj.intake.read import Progress, silence

PATIENCE = 1.0  # seconds of work before anything is shown
_EVERY = 0.2
_CLEAR = "\r\x1b[2K"


@contextmanager
def watched(lang: str) -> Iterator[Progress]:
    """A progress that shows rows, stage and time once the work has taken a second."""
    if not sys.stderr.isatty():
        yield silence
        return
    line = _Line(lang)
    watcher = threading.Thread(target=line.run, daemon=True)
    watcher.start()
    try:
        yield line.tell
    finally:
        line.done.set()
        watcher.join()


class _Line:
    """The line, drawn by a thread of its own, so that the work need not think of it."""

    def __init__(self, lang: str) -> None:
        self.done = threading.Event()
        self._lang = lang
        self._started = time.monotonic()
        self._stage = ("", 0)
        self._percent: Callable[[], float] | None = None
        self._furthest = 0.0  # the engine's own count may fall back while it reads

    def tell(self, stage: Text, rows: int, percent: Callable[[], float]) -> None:
        self._stage, self._percent = (stage.in_(self._lang), rows), percent
        self._furthest = 0.0

    def run(self) -> None:
        drawn = False
        while not self.done.wait(_EVERY):
            if time.monotonic() - self._started >= PATIENCE:
                sys.stderr.write(_CLEAR + self._words())
                sys.stderr.flush()
                drawn = True
        self._percent = None  # the engine must not outlive its connection here
        if drawn:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def _words(self) -> str:
        stage, rows = self._stage
        words = [printable(stage, 50)]
        percent = self._percent() if self._percent else -1.0
        if percent > 0:
            self._furthest = max(self._furthest, percent)
            words.append(f"{self._furthest:.0f}%")
        if rows:
            words.append(f"{rows:,} 行" if self._lang == "zh" else f"{rows:,} rows")
        words.append(f"{time.monotonic() - self._started:.0f} s")
        return " · ".join(words)
