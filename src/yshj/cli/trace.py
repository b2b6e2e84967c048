"""`yshj trace` and `yshj draft`: a plan's text against its catalogue, or into one."""

from __future__ import annotations

from pathlib import Path

from yshj import __version__
from yshj.catalogue.load import load
from yshj.cli.options import OutputFormat
from yshj.cli.output import Colour, emit, say, screen, write_whole
from yshj.errors import Exit, Text, UsageError
from yshj.trace.text import PlanText, read_plan
from yshj.trace.trace import trace as hold


def trace(
    path: Path,
    name: str,
    items: list[int],
    output_format: OutputFormat,
    output_file: Path | None,
    lang: str,
    colour: Colour,
    quiet: bool,
) -> int:
    """Hold the plan at `path` against a catalogue; the exit code says whether they agree."""
    catalogue = load(name)
    plan = _read(path, lang)
    found = hold(plan, catalogue)
    by_number = {item.number: item for item in found.items}
    for number in items:
        if number not in by_number:
            raise UsageError(Text(f"没有第 {number} 项", f"the plan has no item {number}"))
    from yshj.render import trace as pages

    chosen = [by_number[number] for number in items] or list(found.items)
    shown = screen(colour)
    coloured = shown.colour and (output_file is None or colour is Colour.ALWAYS)
    symbols = shown.symbols or output_file is not None
    if output_format is OutputFormat.JSON:
        text = pages.as_json(found, chosen, __version__)
    elif items:
        text = "\n".join(
            pages.item_page(item, lang, shown.width, coloured, symbols) for item in chosen
        )
    else:
        text = pages.table(found, lang, shown.width, coloured, symbols, quiet)
    if output_file is None:
        emit(text, utf8=output_format is OutputFormat.JSON)
    else:
        write_whole(output_file, text.encode("utf-8"))
    wrong = any(item.faults for item in chosen)
    return int(Exit.TARGET_FAILED if wrong else Exit.OK)


def _read(path: Path, lang: str) -> PlanText:
    plan = read_plan(path)
    for note in plan.notes:
        say(note.in_(lang))
    return plan
