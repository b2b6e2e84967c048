"""The text of a Word document: a line a paragraph, its tables as Markdown rows."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from yshj.errors import InputError, Problem, Text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_LARGEST = 64 * 1024 * 1024  # of its XML: a small file may claim any size


def is_docx(raw: bytes) -> bool:
    return raw[:4] == b"PK\x03\x04"


def text_of(raw: bytes, name: str) -> str:
    """Raises InputError where it is no Word document that can be read safely."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(_BODY) as member:
            xml = member.read(_LARGEST + 1)
    except (
        zipfile.BadZipFile,
        KeyError,
        OSError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
    ) as fault:
        raise InputError(Problem(name, _NOT_READ)) from fault
    if len(xml) > _LARGEST or b"<!DOCTYPE" in xml[:4096]:
        raise InputError(Problem(name, _NOT_READ))
    try:
        body = ElementTree.fromstring(xml).find(f"{_W}body")
    except ElementTree.ParseError as fault:
        raise InputError(Problem(name, _NOT_READ)) from fault
    return "\n".join(_lines(body)) if body is not None else ""


_NOT_READ = Text("不是可读取的 Word 文档（.docx）", "not a Word document (.docx) that can be read")


def _lines(body: ElementTree.Element) -> Iterator[str]:
    for part in body:
        if part.tag == f"{_W}p":
            yield _words(part)
        elif part.tag == f"{_W}tbl":
            for row in part.iter(f"{_W}tr"):
                cells = (_words(cell).replace("|", "／") for cell in row.findall(f"{_W}tc"))
                yield "| " + " | ".join(cells) + " |"
            yield ""


def _words(part: ElementTree.Element) -> str:
    found = []
    for one in part.iter():
        if one.tag == f"{_W}t":
            found.append(one.text or "")
        elif one.tag in (f"{_W}tab", f"{_W}br"):
            found.append(" ")
    return "".join(found).strip()
