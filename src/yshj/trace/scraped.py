"""Text that lost its line breaks: the numbered heads inside one long line begin lines again."""

from __future__ import annotations

import re

from yshj.trace.numerals import number

_LONG = 300
_HAN = "[一二三四五六七八九十百]{1,5}"
_ENDS = r"(?<=[。；：！？）)〕\]”》\s　\"])"
# each way of numbering, where a sentence or a heading has just ended
_HEADS = (
    re.compile(rf"(?:{_ENDS}|(?<=[^第条款项和及、]))第({_HAN})[章节](?=[\s　]\S)"),
    re.compile(rf"{_ENDS}第({_HAN})条(?=[\s　])"),
    re.compile(rf"{_ENDS}({_HAN})、(?=\S)"),
    re.compile(rf"(?<![第条款项照按至和及、])[（(]({_HAN})[）)](?=[^，。；、])"),
    re.compile(rf"{_ENDS}(\d{{1,2}})[.．、](?=[^\d\s])"),
)


def broken(text: str) -> list[tuple[int, str]]:
    """The lines of `text`, numbered; a long one is broken before each head that counts on."""
    lines = enumerate(text.splitlines(), start=1)
    return [(at, part) for at, line in lines for part in _parts(line)]


def _parts(line: str) -> list[str]:
    if len(line) < _LONG:
        return [line]
    cuts = sorted({at for pattern in _HEADS for at in _cuts(pattern, line)} - {0})
    return [line[a:b] for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True)]


def _cuts(pattern: re.Pattern[str], line: str) -> list[int]:
    """Where the heads stand that begin with one or follow the one before; 一、二审 is none."""
    found: list[int] = []
    last = 0
    for head in pattern.finditer(line):
        value = number(head[1])
        count = int(value) if value is not None else 0
        if count == 1 or count == last + 1 or (not found and count > 0 and not last):
            found.append(head.start())
            last = count
    return found if len(found) > 1 or last == 1 else []
