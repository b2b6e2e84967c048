"""One sheet's XML with cells of it in other styles, and a drawing of comments named at its end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yshj.intake.workbook.places import Range, cell_name, parse_cell, parse_range
from yshj.render.annotated.styles import Styles
from yshj.render.annotated.xml import (
    Edits,
    prefix_of,
    relations_of,
    scan,
    tag_at,
    with_attribute,
    without_attribute,
)

Place = tuple[int, int]  # row from 1, column from 0
_AFTER_DRAWING = {
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent"),
    *("webPublishItems", "tableParts", "extLst"),
}
_MERGE = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z0-9:$]+)[\"']")


def merged_in(part: bytes) -> list[Range]:
    """The merged ranges of a sheet, which stand behind its rows."""
    after = max(part.rfind(b"sheetData>"), 0)
    found = (parse_range(one[1].decode()) for one in _MERGE.finditer(part, after))
    return [one for one in found if one]


def shown_at(merges: Sequence[Range], place: Place) -> Place:
    """Where a cell is to be seen: a merged one at the first of its range."""
    row, column = place
    for merged in merges:
        if merged.top <= row <= merged.bottom and merged.left <= column <= merged.right:
            return merged.top, merged.left
    return place


@dataclass
class _Row:
    """The row that is being read."""

    number: int = 0
    start: int = 0
    column: int = -1
    prefix: str = ""


class SheetPatch:
    """`made()` after the scan; `drawing` is the id of the drawing of comments it already names."""

    def __init__(self, part: bytes, wanted: set[Place], styles: Styles) -> None:
        self.part, self.styles = part, styles
        self.edits = Edits(part)
        self.drawing: str | None = None
        self._wanted: dict[int, list[int]] = {}
        for row, column in sorted(wanted):
            self._wanted.setdefault(row, []).append(column)
        self._row = _Row()
        self._left: list[int] = []
        self._root = b""
        self._drawing_at: int | None = None
        scan(part, self._start, self._end)

    def made(self, drawing: str | None = None) -> bytes:
        """The sheet; `drawing` is the id of the relationship to its comments, if it needs one."""
        if drawing is not None and self.drawing is None:
            assert self._drawing_at is not None
            tag = f"{prefix_of(self._root)}legacyDrawing"
            names = relations_of(self._root.decode())
            self.edits.insert(self._drawing_at, f'<{tag} xmlns:r="{names}" r:id="{drawing}"/>')
        return self.edits.made()

    def _start(self, name: str, attributes: Mapping[str, str], at: int, depth: int) -> None:
        if name == "c" and depth == 3:
            self._cell(attributes, at)
        elif name == "row" and depth == 2:
            row = self._row
            given = attributes.get("r")
            number = row.number + 1 if given is None else int(given)
            self._row = _Row(number, at, -1, prefix_of(tag_at(self.part, at)))
            self._left = self._wanted.pop(number, [])
        elif name == "sheetView" and "tabSelected" in attributes:
            self.edits.tag(at, lambda tag: without_attribute(tag, "tabSelected"))
        elif name == "legacyDrawing" and depth == 1:
            self.drawing = next((v for k, v in attributes.items() if k.endswith(" id")), None)
        elif depth == 0:
            self._root = tag_at(self.part, at)
        if depth == 1 and name in _AFTER_DRAWING and self._drawing_at is None:
            self._drawing_at = at

    def _cell(self, attributes: Mapping[str, str], at: int) -> None:
        place = parse_cell(attributes.get("r", ""))
        self._row.column = self._row.column + 1 if place is None else place[1]
        while self._left and self._left[0] < self._row.column:
            self._insert(self._left.pop(0), at)
        said = attributes.get("s", "0")
        style = int(said) if said.isdecimal() else 0
        if self._left and self._left[0] == self._row.column:
            self._left.pop(0)
            new = self.styles.red(style)
        elif self.styles.is_red(style):  # of an earlier copy, and mended since
            new = self.styles.plain(style)
        else:
            return
        self.edits.tag(at, lambda tag: with_attribute(tag, "s", str(new)))

    def _insert(self, column: int, at: int) -> None:
        self.edits.insert(at, self._blank(column))

    def _blank(self, column: int) -> str:
        return (
            f'<{self._row.prefix}c r="{cell_name(self._row.number, column)}" '
            f's="{self.styles.red(0)}"/>'
        )

    def _end(self, name: str, at: int, depth: int) -> None:
        if name == "row" and depth == 2 and self._left:
            new = "".join(self._blank(column) for column in self._left)
            self.edits.inside(self._row.start, at, new)
            self._left = []
        elif depth == 0 and self._drawing_at is None:
            self._drawing_at = at


def unselected(part: bytes) -> bytes:
    """A sheet that is not the one shown first; two that are would be typed into together."""
    edits = Edits(part)

    def start(name: str, attributes: Mapping[str, str], at: int, _: int) -> None:
        if name == "sheetView" and "tabSelected" in attributes:
            edits.tag(at, lambda tag: without_attribute(tag, "tabSelected"))

    scan(part, start)
    return edits.made()
