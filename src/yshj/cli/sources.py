"""Where the settings of this run come from, for the messages that speak of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yshj.errors import Text, printable

if TYPE_CHECKING:  # `yshj --help` has no need of it
    from yshj.cli.settings import Setting

in_force: dict[str, Setting] = {}  # what this run took from elsewhere, by key


def sources_in(text: str, lang: str) -> list[str]:
    """Where the settings that a message speaks of come from, one line each."""
    lines = []
    for name, one in in_force.items():
        values = [str(v) for v in (one.value if isinstance(one.value, list) else [one.value])]
        if f"--{name}" in text or any(_speaks_of(text, value) for value in values):
            shown, origin = printable(", ".join(values)), printable(one.origin)
            from_ = Text(f"{name} = {shown} 来自 {origin}", f"{name} = {shown} is from {origin}")
            lines.append(from_.in_(lang))
    return lines


def _speaks_of(text: str, value: str) -> bool:
    """Whether a message names a value, or the file at the end of its path."""
    names = {value, value.replace("\\", "/").rpartition("/")[2]}
    return any(
        re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.ASCII) is not None
        for name in names
        if len(name) > 1
    )
