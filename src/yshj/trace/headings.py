"""Which lines of a plan begin a numbered part, and in which style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from yshj.trace.numerals import number

_HAN = "[零〇一二三四五六七八九十百]+"


class Style(Enum):
    """A way of numbering; the value is how deep it usually lies, and its pattern."""

    TITLE = (0, r"#+\s*()")
    CHAPTER = (1, rf"第({_HAN}|\d+)[编篇章节部](?:分)?(?=[\s　]|$|\S{{2,20}}$)")
    HAN = (2, rf"({_HAN})[、．.]\s*")
    ARTICLE = (3, rf"第({_HAN}|\d+)条(?!第|规定|所|的|、|和|至|或)[\s　：:]*")
    HAN_PAREN = (4, rf"[（(]({_HAN})[）)][、．.]?\s*")
    ARABIC = (5, r"(\d{1,3})\s?[.．、](?!\d)\s*")
    ARABIC_PAREN = (6, r"[（(]?(\d{1,2})[）)]\s*")
    CIRCLED = (7, r"([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])\s*")

    @property
    def depth(self) -> int:
        return self.value[0]

    @property
    def numbers_items(self) -> bool:
        return self not in (Style.TITLE, Style.CHAPTER, Style.CIRCLED)

    def match(self, words: str) -> re.Match[str] | None:
        return _PATTERNS[self].match(words)


_PATTERNS = {style: re.compile(style.value[1]) for style in Style}
_MARKDOWN = re.compile(r"#+\s*|[-*>]\s+")
_ENDS = "。；：！？）)〕]】”》;:"
_SHORT = 25


@dataclass(frozen=True)
class Heading:
    """The numbered head of a line: `label` as printed, `length` of it with the marks before."""

    style: Style
    number: int
    label: str
    length: int


def headings(lines: list[tuple[int, str]]) -> dict[int, Heading]:
    """The heading of each line that begins a numbered part, by line.

    A line broken in the middle of a sentence may begin with `110、` or `一、二审`: a number that
    does not follow the last of its style counts only after a line that ends a sentence or is a
    heading.
    """
    found: dict[int, Heading] = {}
    last: dict[Style, int] = {}
    before = ""
    open_ = True  # whether the line before may be followed by a new part
    for at, words in lines:
        heading = _heading(words)
        if heading and not _follows(heading, last, open_):
            heading = None
        if heading:
            found[at] = heading
            if heading.style is not Style.TITLE:
                last[heading.style] = heading.number
            for deeper in list(last):
                if deeper.depth > heading.style.depth:
                    del last[deeper]
        before = words
        open_ = before[-1] in _ENDS or len(before) < _SHORT or bool(heading and len(before) < 60)
    return found


def _follows(heading: Heading, last: dict[Style, int], open_: bool) -> bool:
    if heading.style is Style.TITLE:
        return True
    previous = last.get(heading.style)
    if previous is not None and heading.number == previous + 1:
        return True
    return open_ and (heading.number == 1 or previous is None or heading.number > previous)


def _heading(words: str) -> Heading | None:
    mark = _MARKDOWN.match(words)
    skip = mark.end() if mark else 0
    for style in Style:
        if style is Style.TITLE:
            continue
        found = style.match(words[skip:])
        if found:
            value = _value(found[1])
            if value is not None:
                label = found[0].strip()
                return Heading(style, value, label, skip + found.end())
    return Heading(Style.TITLE, 0, "", skip) if words[:1] == "#" else None


def _value(digits: str) -> int | None:
    if "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    value = number(digits)
    return int(value) if value is not None and value.denominator == 1 else None
