"""Where words go: results to stdout or a file, everything else to stderr."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from yshj.api.files import write_whole as write_whole  # noqa: PLC0414 - for this room
from yshj.codes.files import OUT_OF_MEMORY
from yshj.errors import Exit, Problem, Text, UsageError, YshjError, inert, utf8

SHOWN_PROBLEMS = 20


class Lang(StrEnum):
    ZH = "zh"
    EN = "en"


class Colour(StrEnum):
    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def language(chosen: Lang | None) -> str:
    """The language asked for, else the locale's."""
    if chosen is not None:
        return chosen.value
    words = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    word = next((word for word in words if word), "") or (locale.getlocale()[0] or "")
    return "zh" if word.casefold().startswith(("zh", "chinese")) else "en"


@dataclass(frozen=True)
class Screen:
    """What stdout can show."""

    width: int
    colour: bool
    symbols: bool


def screen(colour: Colour) -> Screen:
    """Width by COLUMNS or the terminal; colour by --color, NO_COLOR, FORCE_COLOR, terminal."""
    terminal = sys.stdout.isatty()
    if colour is Colour.AUTO:
        wanted = terminal or bool(os.environ.get("FORCE_COLOR"))
        wanted = wanted and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    else:
        wanted = colour is Colour.ALWAYS
    width = 80
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        width = int(columns)
    elif terminal:
        width = os.get_terminal_size().columns or 80
    return Screen(max(60, min(width, 400)), wanted, _can_print("✓✗≤–─"))


def _can_print(signs: str) -> bool:
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def emit(content: str | bytes) -> None:
    """Write a result to stdout: text in the console's encoding, bytes as they are."""
    if isinstance(content, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(_shown(content))
    sys.stdout.flush()


def _shown(text: str) -> str:
    return inert(utf8(text).decode("utf-8"))


def spare(output: Path | None, *inputs: str | Path) -> None:
    """No input is written over by what is said of it: a UsageError before it is read."""
    if output is not None and output.resolve() in {Path(name).resolve() for name in inputs}:
        raise UsageError(
            Text(f"不能写入输入文件 {output.name}", f"{output.name} is an input: not written over")
        )


def no_workbook_on_a_terminal(output: Path | None) -> None:
    """Refuse to print the bytes of a workbook on a terminal; into a pipe they may go."""
    if output is None and sys.stdout.isatty():
        raise UsageError(
            Text(
                "工作簿不能显示在终端上，请用 -o 写入文件",
                "a workbook cannot be shown on a terminal: write it to a file with -o",
            )
        )


def say(text: str) -> None:
    """Write a line to stderr."""
    sys.stderr.write(_shown(text) + "\n")
    sys.stderr.flush()


def tell_problems(problems: Sequence[Problem], lang: str, every: bool) -> None:
    """The first twenty in full, then a count; all of them with -v."""
    shown = problems if every else problems[:SHOWN_PROBLEMS]
    for problem in shown:
        say(problem.tell(lang))
    more = len(problems) - len(shown)
    if more:
        say(
            f"另有 {more:,} 处错误，用 -v 全部列出"
            if lang == "zh"
            else f"and {more:,} more faults; -v lists all"
        )


@contextmanager
def told(lang: str) -> Iterator[None]:
    """Turn the package's own errors into a message and their exit code."""
    import typer

    from yshj.cli.sources import sources_in

    try:
        yield
    except YshjError as error:
        message = error.text.in_(lang)
        say(message)
        for source in sources_in(message, lang):
            say(source)
        raise typer.Exit(int(error.exit_code)) from None
    except MemoryError:
        say(f"[{OUT_OF_MEMORY.code}] {OUT_OF_MEMORY.in_(lang)}")
        raise typer.Exit(int(Exit.INPUT)) from None
