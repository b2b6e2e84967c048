"""`yshj explain`: a code's page, a target's page, or what a word may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yshj.catalogue.bodies import fold
from yshj.catalogue.load import load
from yshj.catalogue.model import Catalogue, Target
from yshj.cli.options import OutputFormat
from yshj.cli.output import Colour, emit, screen
from yshj.codes.every import EVERY, RETIRED
from yshj.errors import Code, Text, UsageError, printable, utf8
from yshj.render.phrases import Phrases

_CODE = re.compile(r"[ED]\d{2,4}", re.ASCII | re.IGNORECASE)


def explain(name: str, word: str, output_format: OutputFormat, lang: str, colour: Colour) -> None:
    """Show what `word` means. UsageError: nothing of that name."""
    if _CODE.fullmatch(word.strip()):
        _show([], [_code(word.strip().upper())], None, output_format, Phrases(lang), colour)
        return
    from yshj.report.names import spoken_of

    catalogue = load(name)
    exact = catalogue.find(word)
    targets = [exact] if exact else spoken_of(catalogue, word.strip())
    codes = [] if exact else _codes_about(word)
    if not targets and not codes:
        raise UsageError(_nothing(catalogue, word))
    _show(targets, codes, catalogue, output_format, Phrases(lang), colour)


def _code(word: str) -> Code:
    found = EVERY.get(word)
    if found is None and word in RETIRED:
        raise UsageError(Text(f"代码 {word} 已停用", f"code {word} is no longer used"))
    if found is None:
        names = [name for name in EVERY if name[0] == word[0]]
        raise UsageError(
            Text(
                f"没有代码 {word}，现有 {names[0]} 至 {names[-1]}",
                f"there is no code {word}: they run from {names[0]} to {names[-1]}",
            )
        )
    return found


def _codes_about(word: str) -> list[Code]:
    """The codes whose title holds a word."""
    sought = fold(word)
    return [
        code
        for code in EVERY.values()
        if len(sought) > 1 and (sought in fold(code.title.zh) or sought in fold(code.title.en))
    ]


def _nothing(catalogue: Catalogue, word: str) -> Text:
    shown = printable(word)
    if word.strip().isdecimal():
        return Text(f"没有第 {shown} 项", f"the plan has no item {shown}")
    told = Text(f"没有找到“{shown}”", f"nothing is called {shown!r}")
    return told + (
        catalogue.nearest(word)
        or Text("；用 yshj targets 列出全部指标", "; yshj targets lists all targets")
    )


def _show(
    targets: Sequence[Target],
    codes: Sequence[Code],
    catalogue: Catalogue | None,
    output_format: OutputFormat,
    say: Phrases,
    colour: Colour,
) -> None:
    """The page of the one that was found, or the list of several."""
    if output_format is OutputFormat.JSON:
        emit(utf8(_data(targets, codes, catalogue, say)))
        return
    shown = screen(colour)
    if catalogue and len(targets) == 1 and not codes:
        from yshj.render import pages

        emit(pages.explain(catalogue, targets[0], say, shown.width, shown.colour))
        return
    from yshj.render import code_pages

    if len(codes) == 1 and not targets:
        emit(code_pages.page(codes[0], say, shown.width, shown.colour))
        return
    found = [(one.id, one.name) for one in targets] + [(one.id, one.title) for one in codes]
    emit(code_pages.candidates(found, say, shown.width, shown.colour))


def _data(
    targets: Sequence[Target], codes: Sequence[Code], catalogue: Catalogue | None, say: Phrases
) -> str:
    from yshj.render import code_pages
    from yshj.render.explained import explained
    from yshj.render.json import dump, render

    if catalogue and len(targets) == 1 and not codes:
        return render(explained(catalogue, targets[0], say))
    if len(codes) == 1 and not targets:
        return dump(code_pages.data(codes[0], say))
    return dump(
        {
            "targets": [{"id": one.id, "name": say(one.name)} for one in targets],
            "codes": [{"code": one.id, "title": say(one.title)} for one in codes],
        }
    )
