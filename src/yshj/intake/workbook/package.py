"""The zip that a workbook is: its parts, found through relationships, and what they may unpack to.

ECMA-376, part 2 (Open Packaging Conventions): names of parts are compared without regard to case,
a relationship's target is seen from the part that has it.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.parsers import expat

from yshj.codes.files import DAMAGED, ENCODING, OTHER_KIND, TOO_LARGE
from yshj.errors import Refusal

MOST_BYTES_A_BYTE = 200  # a packed one unpacks to a few dozen; a bomb to a thousand
SPARE_BYTES = 64 << 20
_CHUNK = 1 << 18
_ENCODINGS = {None, "utf-8", "utf8", "utf-16", "us-ascii"}
NOT_XLSX = DAMAGED("不是能读取的 XLSX 文件", "not an XLSX file that can be read")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class BookFault(Exception):
    """A workbook that cannot be read, or that nobody should."""

    def __init__(self, text: Refusal) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass
class Budget:
    """What a workbook may still unpack to, over all its parts and cells, in bytes.

    A cell that names a shared string costs as much as the string: a short one of a thousand
    characters, named a million times, is a gigabyte.
    """

    left: int

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise BookFault(TOO_LARGE("解压后过大", "too large when unpacked"))


@dataclass(frozen=True)
class Link:
    """One relationship: `kind` is the last word of its type, `part` the part's name in the zip."""

    id: str
    kind: str
    part: str


class Package:
    """An opened zip. BookFault: whatever is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.budget = Budget(MOST_BYTES_A_BYTE * path.stat().st_size + SPARE_BYTES)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as fault:
            raise BookFault(NOT_XLSX) from fault
        self._names: dict[str, str] = {}
        for name in self._zip.namelist():
            plain = name.replace("\\", "/").lstrip("/").casefold()
            if plain in self._names:
                raise BookFault(
                    DAMAGED("文件已损坏：两个部件同名", "damaged: two of its parts share a name")
                )
            self._names[plain] = name

    def close(self) -> None:
        self._zip.close()

    def has(self, part: str) -> bool:
        return part.casefold() in self._names

    def parse(self, part: str, parser: Any) -> Iterator[None]:
        """Feed a part to an expat parser, a step a chunk: what handlers found waits in between."""
        try:
            with self._zip.open(self._names[part.casefold()]) as stream:
                while chunk := stream.read(_CHUNK):
                    self.budget.take(len(chunk))
                    parser.Parse(chunk, False)
                    yield
                parser.Parse(b"", True)
                yield
        except KeyError:
            raise BookFault(
                DAMAGED("文件已损坏：缺少内部部件", "damaged: one of its parts is missing")
            ) from None
        except expat.ExpatError as fault:
            raise BookFault(
                DAMAGED("文件已损坏：内部的 XML 无法读取", "damaged: XML inside it cannot be read")
            ) from fault
        except _BROKEN as fault:
            raise BookFault(NOT_XLSX) from fault

    def mentions(self, part: str, word: bytes) -> bool:
        """Whether a part may hold a word: False is sure, so that another look is not needed."""
        seen = b""
        try:
            with self._zip.open(self._names[part.casefold()]) as stream:
                while chunk := stream.read(_CHUNK):
                    self.budget.take(len(chunk))
                    if not seen and b"\0" in chunk[:4]:  # UTF-16
                        return True
                    if word in seen + chunk:
                        return True
                    seen = chunk[-len(word) :]
        except KeyError:
            return False
        except _BROKEN as fault:
            raise BookFault(NOT_XLSX) from fault
        return False

    def links(self, part: str) -> list[Link]:
        """The relationships of a part; of the package itself for the empty name."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found: list[Link] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
                target = unquote(attributes.get("Target", "")).replace("\\", "/")
                whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                found.append(Link(attributes.get("Id", ""), kind, whole))

        if self.has(rels):
            parser = new_parser()
            parser.StartElementHandler = start
            for _ in self.parse(rels, parser):
                pass
        return found


def new_parser() -> Any:
    """An expat parser, names as `namespace name`, that takes no entities and no odd encoding."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.XmlDeclHandler = _known_encoding
    return parser


def _no_doctype(*_: object) -> None:
    raise BookFault(
        OTHER_KIND(
            "文件内部的 XML 自定义了实体（DOCTYPE），不予读取",
            "XML inside it declares entities of its own (DOCTYPE): it is not read",
        )
    )


def _known_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding and encoding.casefold()) not in _ENCODINGS:
        raise BookFault(
            ENCODING(
                "文件内部的 XML 不是 UTF-8 编码", "XML inside it is in an encoding other than UTF-8"
            )
        )


def local(tag: str) -> str:
    """A tag's name without its namespace."""
    return tag.rpartition(" ")[2]
