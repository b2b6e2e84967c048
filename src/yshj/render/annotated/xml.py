"""Changes to a part of a package by its bytes: what is not touched stays as it was, to the byte."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from yshj.errors import printable
from yshj.intake.workbook.package import local, new_parser

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")

Start = Callable[[str, dict[str, str], int, int], None]  # name, attributes, offset, depth
End = Callable[[str, int, int], None]


def as_utf8(part: bytes) -> bytes:
    """A part in UTF-8; the reader takes no other encoding but UTF-16."""
    for bom, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if part.startswith(bom):
            text = re.sub(r"^<\?xml[^>]*\?>", "", part.decode(encoding))
            return text.encode("utf-8")
    return part


def scan(part: bytes, start: Start, end: End = lambda *_: None) -> None:
    """Call `start` and `end` for each element, with the offset of that tag in `part`.

    An element of one tag ends where it starts.
    """
    parser, begun_at = new_parser(), list[int]()

    def begun(tag: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        start(local(tag), attributes, at, len(begun_at))
        begun_at.append(at)

    def ended(tag: str) -> None:
        at, first = parser.CurrentByteIndex, begun_at.pop()
        if part[at - 2 : at] == b"/>" and len(tag_at(part, first)) == at - first:
            at = first
        end(local(tag), at, len(begun_at))

    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    parser.Parse(part, True)


def tag_at(part: bytes, offset: int) -> bytes:
    """The whole tag that begins at `offset`."""
    found = _TAG.match(part, offset)
    assert found is not None  # the parser saw a tag here
    return found[0]


def prefix_of(tag: bytes) -> str:
    """`x:` of `<x:row …>`; nothing where the namespace is the default one."""
    found = re.match(rb"</?([\w.-]+:)?", tag)
    return (found[1] or b"").decode() if found else ""


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """The tag with one attribute set."""
    wanted = f"{name}={quoteattr(value)}".encode()
    old = re.compile(rb"(?<=\s)" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')")
    if old.search(tag):
        return old.sub(lambda _: wanted, tag, count=1)
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + b" " + wanted + tag[at:]


def without_attribute(tag: bytes, name: str) -> bytes:
    return re.sub(rb"\s" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", b"", tag)


class Edits:
    """Replacements of stretches of one part, made all at once."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        self._edits: list[tuple[int, int, bytes]] = []

    def insert(self, at: int, new: str | bytes) -> None:
        self.replace(at, at, new)

    def replace(self, start: int, end: int, new: str | bytes) -> None:
        self._edits.append((start, end, new.encode() if isinstance(new, str) else new))

    def tag(self, at: int, change: Callable[[bytes], bytes]) -> None:
        """Change the tag that begins at `at`."""
        old = tag_at(self.part, at)
        new = change(old)
        if new != old:
            self.replace(at, at + len(old), new)

    def inside(self, start: int, end: int, new: str) -> None:
        """Put `new` last into the element whose tags begin at `start` and `end`."""
        opening = tag_at(self.part, start)
        if opening.endswith(b"/>"):
            name = opening[1:-2].split()[0].decode()
            self.replace(start, start + len(opening), opening[:-2] + f">{new}</{name}>".encode())
        else:
            self.insert(end, new)

    def made(self) -> bytes:
        parts: list[bytes] = []
        at = 0
        for start, end, new in sorted(self._edits, key=lambda one: one[:2]):
            parts += [self.part[at:start], new]
            at = end
        return b"".join([*parts, self.part[at:]])


def text(words: str) -> str:
    """Words of a file as XML text: nothing in them is markup, none is a character XML forbids."""
    lines = words.replace("\r\n", "\n").split("\n")
    return escape("\n".join(printable(line, 2000) for line in lines))


def relations_of(root: dict[str, str] | str) -> str:
    """The namespace of relationships beside a main namespace: transitional, or strict."""
    return f"{_STRICT}officeDocument/relationships" if _STRICT in str(root) else RELATIONS
