"""Comments on cells: their texts, and the boxes in which Excel and WPS show them.

ECMA-376 part 1, 18.7 (comments), and part 4 (VML), which is where a box has its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from yshj.intake.workbook.places import cell_name, parse_cell
from yshj.render.annotated.sheet import Place
from yshj.render.annotated.xml import MAIN, Edits, prefix_of, scan, tag_at, text

AUTHOR = "yshj"
_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_X = "urn:schemas-microsoft-com:office:excel"


def comments(part: bytes | None, said: Mapping[Place, str]) -> tuple[bytes, set[Place]]:
    """The part of comments with ours, and the cells where a box of an earlier one is to go.

    The sender's own stay; on a cell that has one, ours is written below it.
    """
    if part is None:
        part = (f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>').encode()
    found = _Found(part)
    edits = found.edits
    ours = str(found.authors)
    added = []
    for place, words in said.items():
        if place in found.kept:
            edits.insert(found.kept[place], _run(f"\n{AUTHOR}: {words}", found.prefix))
        else:
            tag = f"{found.prefix}comment"
            box = f"<{found.prefix}text>{_run(words, found.prefix)}</{found.prefix}text>"
            added.append(f'<{tag} ref="{cell_name(*place)}" authorId="{ours}">{box}</{tag}>')
    edits.inside(*found.author_list, f"<{found.prefix}author>{AUTHOR}</{found.prefix}author>")
    edits.inside(*found.list, "".join(added))
    return edits.made(), found.old | (set(said) - set(found.kept))


def _run(words: str, prefix: str) -> str:
    return f'<{prefix}r><{prefix}t xml:space="preserve">{text(words)}</{prefix}t></{prefix}r>'


class _Found:
    """What a part of comments holds: earlier ones of ours are taken out."""

    def __init__(self, part: bytes) -> None:
        self.part, self.edits = part, Edits(part)
        self.authors = 0
        self.kept: dict[Place, int] = {}  # where the text of a comment ends
        self.old: set[Place] = set()
        self.author_list = self.list = (0, 0)
        self.prefix = ""
        self._ours: set[str] = set()
        self._names: list[str] = []
        self._at: tuple[int, Place | None, bool] = (0, None, False)
        self._starts: dict[str, int] = {}
        self._author_start = 0
        scan(part, self._start, self._end)

    def _start(self, name: str, attributes: Mapping[str, str], at: int, depth: int) -> None:
        tag = tag_at(self.part, at)
        if depth == 0:
            self.prefix = prefix_of(tag)
        elif depth == 1:
            self._starts[name] = at
        elif name == "author":
            self._author_start = at + len(tag)
        elif name == "comment" and depth == 2:
            place = parse_cell(attributes.get("ref", ""))
            self._at = (at, place, attributes.get("authorId", "") in self._ours)

    def _end(self, name: str, at: int, depth: int) -> None:
        if name == "author":
            if self.part[self._author_start : at] == AUTHOR.encode():
                self._ours.add(str(self.authors))
            self.authors += 1
        elif name == "authors":
            self.author_list = (self._starts[name], at)
        elif name == "commentList":
            self.list = (self._starts[name], at)
        elif name == "text" and depth == 3 and self._at[1] is not None and not self._at[2]:
            self.kept[self._at[1]] = at
        elif name == "comment" and self._at[2]:
            start, place, _ = self._at
            self.edits.replace(start, at + len(tag_at(self.part, at)), b"")
            if place is not None:
                self.old.add(place)


def boxes(part: bytes | None, said: Mapping[Place, str], gone: set[Place]) -> bytes:
    """The drawing with a box for each comment; those of `gone` are taken out first."""
    if part is None:
        part = (
            f'<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">'
            '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
            "</xml>"
        ).encode()
    edits = Edits(part)
    taken, end = _taken_out(part, gone, edits)
    shapes = "".join(
        _box(place, 0x10000 + number) for number, place in enumerate(said) if place not in taken
    )
    kind = (
        f'<v:shapetype xmlns:v="{_V}" xmlns:o="{_O}" id="_x0000_t202yshj" '
        'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
        "</v:shapetype>"
    )
    edits.insert(end, shapes and kind + shapes)
    return edits.made()


def _taken_out(part: bytes, gone: set[Place], edits: Edits) -> tuple[set[Place], int]:
    """The cells whose boxes stay, and where the drawing ends."""
    begun, row, column, end = 0, -1, -1, len(part)
    words: list[str] = []
    stay: set[Place] = set()

    def start(name: str, _: Mapping[str, str], at: int, depth: int) -> None:
        nonlocal begun, row, column
        if depth == 1:
            begun, row, column = at, -1, -1
        words[:] = [str(at + len(tag_at(part, at)))] if name in ("Row", "Column") else []

    def ended(name: str, at: int, depth: int) -> None:
        nonlocal row, column, end
        if name in ("Row", "Column") and words:
            said = part[int(words[0]) : at].strip()
            number = int(said) if said.isdigit() else -1
            row, column = (number, column) if name == "Row" else (row, number)
        elif depth == 1 and row >= 0 and column >= 0:
            if (row + 1, column) in gone:
                edits.replace(begun, at + len(tag_at(part, at)), b"")
            else:
                stay.add((row + 1, column))
        elif depth == 0:
            end = at

    scan(part, start, ended)
    return stay, end


def _box(place: Place, number: int) -> str:
    row, column = place[0] - 1, place[1]
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 5}, 15, {row + 5}, 4"
    return (
        f'<v:shape xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}" id="_x0000_s{number}" '
        'type="#_x0000_t202yshj" style="position:absolute;visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
