"""The parts of a workbook, and what the library does not tell of them: which cells are shown as
per cent. 97% on the screen is a 0.97 in the file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from html import unescape
from typing import Any

Places = set[tuple[int, int]]
_PERCENT = {"9", "10"}  # the formats 0% and 0.00%, which need no code
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MERE_TEXT = re.compile(r"\"[^\"]*\"|\\.|_.")  # in a format's code
_LONGEST_TAG = 2000


def unpacked(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of one part, in chunks that overlap by more than one cell's tag."""
    rest = b""
    with book.open(part) as stream:
        while chunk := stream.read(1 << 20):
            yield rest + chunk
            rest = chunk[-200:]


def number_of(letters: bytes) -> int:
    """The number of a column, from 1: A is 1, AA is 27."""
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at


def percent_places(book: zipfile.ZipFile) -> dict[str, Places]:
    """By the name of a sheet its cells in per cent: row and column, from 0."""
    with suppress(KeyError):  # a part or an attribute that is not there: nothing is told of formats
        styles = _percent_styles(_text(book, "xl/styles.xml"))
        if styles:
            return {name: _styled(book, part, styles) for name, part in _sheets(book).items()}
    return {}


def percent(value: Any) -> str | None:
    """What a cell in per cent shows of a number, with all its digits; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return f"{(Decimal(repr(value)) * 100).normalize():f}%"


def _percent_styles(text: str) -> list[str]:
    """The numbers of the cell styles whose format is one of per cent."""
    formats = _PERCENT | {
        one["numFmtId"]
        for one in _tags(text, "numFmt")
        if "%" in _MERE_TEXT.sub("", one["formatCode"])
    }
    cells = _tags(text[text.find("cellXfs") : text.rfind("cellXfs")], "xf")
    return [str(at) for at, one in enumerate(cells) if one.get("numFmtId") in formats]


def _sheets(book: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    links = _tags(_text(book, "xl/_rels/workbook.xml.rels"), "Relationship")
    targets = {one["Id"]: one["Target"] for one in links}
    sheets = {}
    for one in _tags(_text(book, "xl/workbook.xml"), "sheet"):
        link = next((one[key] for key in one if key.endswith(":id")), "")
        target = targets[link]
        sheets[one["name"]] = target[1:] if target.startswith("/") else f"xl/{target}"
    return sheets


def _styled(book: zipfile.ZipFile, part: str, styles: list[str]) -> Places:
    style = rf"(?=[^>]{{0,200}}\bs=[\"'](?:{'|'.join(styles)})[\"'])"
    place = r"[^>]{0,200}?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']"
    cell = re.compile(rf"<(?:\w+:)?c\s{style}{place}".encode())
    return {
        (int(row) - 1, number_of(letters) - 1)
        for chunk in unpacked(book, part)
        for letters, row in cell.findall(chunk)
    }


def _text(book: zipfile.ZipFile, part: str) -> str:
    return book.read(part).decode("utf-8", "replace")


def _tags(text: str, name: str) -> Iterator[dict[str, str]]:
    """The attributes of each tag of that name."""
    for found in re.finditer(rf"<(?:\w+:)?{name}\s([^>]{{0,{_LONGEST_TAG}}})>", text):
        yield {key: unescape(one or other) for key, one, other in _ATTRIBUTE.findall(found[1])}
