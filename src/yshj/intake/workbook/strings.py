"""Shared strings: rich text joined, the readings beside Japanese words (`rPh`) left out."""

from __future__ import annotations

import re

from yshj.codes.files import DAMAGED
from yshj.intake.workbook.package import BookFault, Package, local, new_parser

MOST_CHARACTERS = 32_767  # what a cell holds in Excel
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class TextOf:
    """The text of one string item (`si`, `is`): that of its `t`, outside any `rPh`."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.reads = False
        self._phonetic = 0

    def start(self, name: str) -> None:
        if name == "rPh":
            self._phonetic += 1
        elif name == "t":
            self.reads = self._phonetic == 0

    def end(self, name: str) -> None:
        if name == "rPh":
            self._phonetic -= 1
        elif name == "t":
            self.reads = False

    def take(self) -> str:
        text, self.parts = "".join(self.parts), []
        return unescaped(text)


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written `_x000D_`; a NUL stays as it is written."""
    if len(text) > MOST_CHARACTERS:
        raise BookFault(
            DAMAGED(
                f"文件已损坏：有单元格超过 {MOST_CHARACTERS} 字",
                f"damaged: a cell of more than {MOST_CHARACTERS} characters",
            )
        )
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code and not 0xD800 <= code < 0xE000 else found[0]


def read_strings(package: Package, part: str | None) -> list[str]:
    found: list[str] = []
    if part is None:
        return found
    text = TextOf()

    def start(tag: str, _: dict[str, str]) -> None:
        text.start(local(tag))

    def end(tag: str) -> None:
        name = local(tag)
        text.end(name)
        if name == "si":
            found.append(text.take())

    def characters(data: str) -> None:
        if text.reads:
            text.parts.append(data)

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    for _ in package.parse(part, parser):
        pass
    return found
