"""`yshj schema`: JSON Schema of what is read and written."""

from __future__ import annotations

from pathlib import Path

from yshj.cli.output import emit, write_whole
from yshj.errors import Text, UsageError, nearest, printable
from yshj.render.schema import NAMES, render


def schema(name: str | None, output: Path | None, lang: str) -> None:
    """Write one schema, or all of them in one document."""
    if name is not None and name not in NAMES:
        word = printable(name)
        unknown = Text(
            f"没有名为“{word}”的 schema，应为 {'、'.join(NAMES)}",
            f"no schema {word!r}: expected one of {', '.join(NAMES)}",
        )
        raise UsageError(unknown + nearest(name, NAMES))
    content = render(name, lang).encode("utf-8")
    if output is None:
        emit(content)
    else:
        write_whole(output, content)
