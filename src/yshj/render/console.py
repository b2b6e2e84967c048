"""What the pages for people share: a console that writes into text, and small words."""

from __future__ import annotations

import io

from rich import box
from rich.console import Console
from rich.table import Table


class Paper:
    """A console of a given width whose output is text; no markup is read from what it prints."""

    def __init__(self, width: int, colour: bool) -> None:
        self._out = io.StringIO()
        self.console = Console(
            file=self._out,
            width=width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def text(self) -> str:
        """Everything printed, without blanks at line ends."""
        return "".join(line.rstrip() + "\n" for line in self._out.getvalue().splitlines())


def grid(symbols: bool = True) -> Table:
    """A table with a line under its heads; in ASCII where the console has no other signs."""
    return Table(
        box=box.SIMPLE_HEAD if symbols else box.ASCII2,
        show_edge=False,
        padding=0,
        expand=True,
    )


def hyphenated(name: str, width: int) -> str:
    """An id broken at its hyphens where it is too long for a line."""
    lines = [""]
    for part in name.replace("-", "-\0").split("\0"):
        if lines[-1] and len(lines[-1]) + len(part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)
