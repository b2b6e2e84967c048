"""Names and set phrases whose numerals count nothing, from the one reviewed list beside this file.

Phrases built on a pattern are here: 一企一策 and its kind (一X一X), and 十四五-like plan names.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("phrases.txt")
# 一企一策, 一事一议, 一户一表; not 一月一日, which is a date, nor two counted things (一个一级)
_DOUBLED = r"一[^\W\d一二三四五六七八九十月年日天个次]一[^\W\d月日年天个次级]"


@cache
def phrases() -> tuple[str, ...]:
    """The reviewed list, longest first."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    words = {line.partition("#")[0].strip() for line in lines} - {""}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join([_DOUBLED, *map(re.escape, phrases())]))


def phrase_spans(text: str) -> list[tuple[int, int]]:
    """Where set phrases stand in `text`, overlapping ones too."""
    spans, at = [], 0
    while found := _pattern().search(text, at):
        spans.append(found.span())
        at = found.start() + 1
    return spans
