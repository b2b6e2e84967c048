"""The text of a Word document: a line a paragraph, its tables as Markdown rows."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from yshj.codes.files import OTHER_KIND
from yshj.errors import InputError, Problem

_BODY = "word/document.xml"
_LARGEST = 64 * 1024 * 1024  # of its XML: a small file may claim any size
_NOT_READ = OTHER_KIND(
    "不是可读取的 Word 文档（.docx）", "not a Word document (.docx) that can be read"
)


def is_docx(raw: bytes) -> bool:
    return raw[:4] == b"PK\x03\x04"


def text_of(raw: bytes, name: str) -> str:
    """Raises InputError where it is no Word document that can be read safely."""
    faults = (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, zlib.error)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(_BODY) as member:
            xml = member.read(_LARGEST + 1)
    except faults as fault:
        raise InputError(Problem(name, _NOT_READ)) from fault
    reader = _Reader()
    try:
        if len(xml) > _LARGEST:
            raise _Refused
        reader.parser.Parse(xml, True)
    except (expat.ExpatError, _Refused) as fault:
        raise InputError(Problem(name, _NOT_READ)) from fault
    return "\n".join(reader.lines)


class _Refused(Exception):
    """A document that declares types or entities: Word writes none."""


class _Reader:
    """Collects paragraphs; those inside a table's cell become one cell of its row."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._words: list[str] = []
        self._rows: list[list[str]] = []  # the open rows, one inside another
        self._in_text = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _start(self, tag: str, _: object) -> None:
        name = tag.rpartition(" ")[2]
        self._in_text = name == "t"
        if name in ("tab", "br"):
            self._words.append(" ")
        elif name == "tr":
            self._rows.append([])
        elif name == "tc" and self._rows:
            self._rows[-1].append("")

    def _text(self, words: str) -> None:
        if self._in_text:
            self._words.append(words)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        self._in_text = False
        if name == "p":
            words = "".join(self._words).strip()
            self._words.clear()
            if self._rows and self._rows[-1]:
                self._rows[-1][-1] += words.replace("|", "／")
            else:
                self.lines.append(words)
        elif name == "tr" and self._rows:
            self.lines.append("| " + " | ".join(self._rows.pop()) + " |")
