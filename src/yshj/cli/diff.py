"""`yshj diff`: two reports compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from yshj import __version__
from yshj.cli.options import OutputFormat
from yshj.cli.output import Colour, emit, screen, spare, write_whole
from yshj.cli.render import STDIN, saved_report
from yshj.errors import Text, UsageError, utf8
from yshj.render import diff as page
from yshj.render.json import render
from yshj.render.phrases import Phrases
from yshj.report import compare
from yshj.report.compare import Saved


def diff(
    old: str,
    new: str,
    output_format: OutputFormat,
    output_file: Path | None,
    lang: str,
    colour: Colour,
    verbose: int = 0,
) -> None:
    """Print what differs; a report that cannot be read is an InputError."""
    if old == new == STDIN:
        raise UsageError(
            Text("标准输入只能是其中一份报告", "only one of the reports can be standard input")
        )
    spare(output_file, *(name for name in (old, new) if name != STDIN))
    before, after = (_in_language(saved_report(name), lang) for name in (old, new))
    found = compare.diff(before, after, __version__)
    shown = screen(colour)
    if output_format is OutputFormat.JSON:
        text = render(found)
    else:
        text = page.render(
            found,
            Phrases(lang),
            width=shown.width,
            colour=shown.colour and (output_file is None or colour is Colour.ALWAYS),
            symbols=shown.symbols or output_file is not None,
            verbose=verbose,
        )
    if output_file is None:
        emit(utf8(text) if output_format is OutputFormat.JSON else text)
    else:
        write_whole(output_file, utf8(text))


def _in_language(saved: Saved, lang: str) -> Saved:
    return replace(saved, report=saved.report.in_language(lang))
