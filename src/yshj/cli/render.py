"""`yshj render`: a saved report in any format, without the submission."""

from __future__ import annotations

import sys
from pathlib import Path

from yshj.cli.deliver import Delivery, deliver, writable
from yshj.report.compare import Saved
from yshj.report.saved import LARGEST, parse, read

STDIN = "-"


def render(name: str, wanted: Delivery, lang: str) -> None:
    """Deliver the report in the file `name`; InputError where it is none."""
    writable(wanted.paths, [] if name == STDIN else [Path(name)])
    deliver(saved_report(name).report.in_language(lang), wanted)


def saved_report(name: str) -> Saved:
    """The report in a file, or on standard input."""
    if name == STDIN:
        return parse(sys.stdin.buffer.read(LARGEST + 1), "<stdin>")
    return read(Path(name))
