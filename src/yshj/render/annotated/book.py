"""A copy of a workbook with marks in it: the package's parts as they were, but for those marked."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from xml.sax.saxutils import quoteattr

from yshj.errors import Text
from yshj.intake.workbook.book import Book
from yshj.intake.workbook.lists import is_our_list
from yshj.intake.workbook.package import Package
from yshj.intake.workbook.sheet import Sheet
from yshj.render.annotated import comments, listed
from yshj.render.annotated.marks import Kind, Mark
from yshj.render.annotated.sheet import Place, SheetPatch, merged_in, shown_at, unselected
from yshj.render.annotated.styles import EMPTY, Styles
from yshj.render.annotated.xml import (
    MAIN,
    Edits,
    as_utf8,
    prefix_of,
    relations_of,
    scan,
    tag_at,
    with_attribute,
    without_attribute,
)
from yshj.render.phrases import Phrases

MOST_COMMENTS = 5_000
"""On one sheet; cells beyond are red without one, since Excel grows slow."""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NO_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" '
    b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_MACRO_MAIN = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_NO_MACROS = Text("宏不带入标注副本", "macros are kept out of the annotated copy")


def annotate(path: Path, marks: Sequence[Mark], target: Path, say: Phrases) -> list[Text]:
    """Write the workbook at `path` to `target`, marked; what had to be left out of the copy.

    BookFault: no workbook that can be read.
    """
    package = Package(path)
    try:
        making = _Making(package, zipfile.ZipFile(path), marks, say)
        making.mark()
        making.write(target)
    finally:
        package.close()
    return making.told


class _Making:
    """The parts of the copy: `changed` ones and new ones by their names in the zip."""

    def __init__(
        self, package: Package, source: zipfile.ZipFile, marks: Sequence[Mark], say: Phrases
    ) -> None:
        self.source, self.say = source, say
        self.marks = marks
        self.names = {
            name.replace("\\", "/").lstrip("/").casefold(): name for name in source.namelist()
        }
        self.changed: dict[str, bytes | None] = {}  # None: left out
        self.told: list[Text] = []
        self.package = package
        self.book = Book(package)
        root = next(one.part for one in package.links("") if one.kind == "officeDocument")
        self.workbook = self.named(root)
        self.links = {one.kind: one.part for one in package.links(root)}
        self.listing = next((s for s in self.book.sheets if is_our_list(self.book, s)), None)
        data = self.part(self.workbook)
        self.relations = relations_of(data[:2000].decode("utf-8", "replace"))
        self.main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        if self.relations == relations_of(""):
            self.main = MAIN
        self.types: list[str] = []

    # parts

    def named(self, part: str) -> str:
        """A part's name as the zip spells it."""
        return self.names.get(part.casefold(), part)

    def part(self, name: str) -> bytes:
        """A part's bytes in UTF-8, as far as it has been changed by now."""
        held = self.changed.get(name)
        return held if held is not None else as_utf8(self.source.read(name))

    def has(self, name: str) -> bool:
        return name in self.changed or name.casefold() in self.names

    def new_name(self, pattern: str) -> str:
        return next(name for at in count(1) if not self.has(name := pattern.format(at)))

    # the copy

    def mark(self) -> None:
        styles_part = self.links.get("styles")
        name = self.named(styles_part) if styles_part else "xl/styles.xml"
        styles = Styles(self.part(name) if self.has(name) else EMPTY)
        for sheet in self.book.sheets:
            if sheet is not self.listing:
                self.changed[self.named(sheet.part)] = self.sheet(sheet, styles)
        self.list_sheet(styles.listing())
        if not self.has(name):
            self.relate(self.workbook, "styles", name)
            self.type_of(name, f"{_SPREADSHEET}.styles+xml")
        self.changed[name] = styles.made()
        self.without_macros()
        self.add_types()

    def sheet(self, sheet: Sheet, styles: Styles) -> bytes:
        name = self.named(sheet.part)
        part = self.part(name)
        said: dict[Place, list[str]] = {}
        merges = merged_in(part)
        for one in self.marks:
            if one.row is None or one.column is None or one.kind is not Kind.FAULT:
                continue
            if one.sheet in (sheet.name, None):
                words = self.say(one.message) + (f" [{one.code}]" if one.code else "")
                said.setdefault(shown_at(merges, (one.row, one.column)), []).append(words)
        old = self.comments_of(name)
        if not said and old is None and self.listing is None:
            return unselected(part)
        patch = SheetPatch(part, set(said), styles)
        drawing = self.commented(
            name, dict(list(_joined(said))[:MOST_COMMENTS]), patch.drawing, old
        )
        return patch.made(drawing)

    def comments_of(self, sheet: str) -> str | None:
        links = self.package.links(sheet)
        return next((self.named(one.part) for one in links if one.kind == "comments"), None)

    def commented(
        self, sheet: str, said: Mapping[Place, str], drawing: str | None, part: str | None
    ) -> str | None:
        """Write the comments and their boxes; the id of a drawing that the sheet has to name."""
        if not said and part is None:
            return None
        folder = posixpath.dirname(sheet)
        written, gone = comments.comments(self.part(part) if part else None, said)
        if part is None:
            part = self.new_name("xl/comments{}.xml")
            self.relate(sheet, "comments", part)
            self.type_of(part, f"{_SPREADSHEET}.comments+xml")
        self.changed[part] = written.replace(MAIN.encode(), self.main.encode(), 1)
        links = {one.id: one.part for one in self.package.links(sheet)}
        if drawing in links and self.has(self.named(links[drawing])):
            shapes = self.named(links[drawing])
            self.changed[shapes] = comments.boxes(self.part(shapes), said, gone)
            return None
        shapes = self.new_name(posixpath.join(posixpath.dirname(folder), "drawings/yshj{}.vml"))
        self.changed[shapes] = comments.boxes(None, said, set())
        return self.relate(sheet, "vmlDrawing", shapes)

    def list_sheet(self, styles: tuple[int, int]) -> None:
        rows = listed.rows(self.marks, self.say)
        names = {sheet.name: sheet.name for sheet in self.book.sheets}
        alone = next((s.name for s in self.book.sheets if s is not self.listing), "")
        names[""] = alone  # a file of one table, whose marks name no sheet
        content = listed.sheet(rows, styles, names, self.main)
        if self.listing is not None:
            self.changed[self.named(self.listing.part)] = content
            return
        name = self.new_name("xl/worksheets/problems{}.xml")
        self.changed[name] = content
        self.type_of(name, f"{_SPREADSHEET}.worksheet+xml")
        link = self.relate(self.workbook, "worksheet", name)
        title = listed.title(self.say, [sheet.name for sheet in self.book.sheets])
        self.changed[self.workbook] = self.in_front(title, link)

    def in_front(self, title: str, link: str) -> bytes:
        """The workbook's part with one more sheet before the others, which is shown first."""
        part = self.part(self.workbook)
        edits, ids = Edits(part), [0]
        first = 0

        def start(name: str, attributes: Mapping[str, str], at: int, depth: int) -> None:
            nonlocal first
            if name == "sheets" and depth == 1:
                first = at + len(tag_at(part, at))
            elif name == "sheet":
                said = attributes.get("sheetId", "")
                ids.append(int(said) if said.isdecimal() else 0)
            elif name == "workbookView":
                edits.tag(at, lambda tag: without_attribute(tag, "activeTab"))
            elif name == "definedName" and attributes.get("localSheetId", "").isdecimal():
                moved = str(int(attributes["localSheetId"]) + 1)
                edits.tag(at, lambda tag: with_attribute(tag, "localSheetId", moved))

        scan(part, start)
        prefix = prefix_of(part[part.rindex(b"<", 0, first) : first])
        edits.insert(
            first,
            f"<{prefix}sheet xmlns:r={quoteattr(self.relations)} name={quoteattr(title)} "
            f'sheetId="{max(ids) + 1}" r:id="{link}"/>',
        )
        return edits.made()

    # what names parts

    def relate(self, owner: str, kind: str, part: str) -> str:
        """Add a relationship; its id."""
        folder, name = posixpath.split(owner)
        rels = self.named(posixpath.join(folder, "_rels", f"{name}.rels"))
        empty = f'<Relationships xmlns="{_PACKAGE}"/>'.encode()
        held = self.part(rels) if self.has(rels) else empty
        link = next(word for at in count(1) if (word := f"yshj{at}").encode() not in held)
        begun, ended, prefix = _root(held)
        new = (
            f'<{prefix}Relationship Id="{link}" Type="{self.relations}/{kind}" '
            f"Target={quoteattr('/' + part)}/>"
        )
        edits = Edits(held)
        edits.inside(begun, ended, new)
        self.changed[rels] = edits.made()
        return link

    def type_of(self, part: str, kind: str) -> None:
        self.types.append(
            f"Override PartName={quoteattr('/' + part)} ContentType={quoteattr(kind)}"
        )

    def add_types(self) -> None:
        name = self.named(_TYPES)
        part = self.part(name) if self.has(name) else self.untyped()
        if b'"vml"' not in part.lower():
            vml = "application/vnd.openxmlformats-officedocument.vmlDrawing"
            self.types.append(f'Default Extension="vml" ContentType="{vml}"')
        begun, ended, prefix = _root(part)
        edits = Edits(part)
        edits.inside(begun, ended, "".join(f"<{prefix}{one}/>" for one in self.types))
        self.changed[name] = edits.made().replace(
            _MACRO_MAIN.encode(), f"{_SPREADSHEET}.sheet.main+xml".encode()
        )

    def untyped(self) -> bytes:
        """The list of types for a package that has none, which our reader needs not."""
        self.type_of(self.workbook, f"{_SPREADSHEET}.sheet.main+xml")
        for sheet in self.book.sheets:
            self.type_of(self.named(sheet.part), f"{_SPREADSHEET}.worksheet+xml")
        for kind in ("styles", "sharedStrings"):
            if kind in self.links:
                self.type_of(self.named(self.links[kind]), f"{_SPREADSHEET}.{kind}+xml")
        return _NO_TYPES

    def without_macros(self) -> None:
        macros = [name for folded, name in self.names.items() if "vbaproject" in folded]
        if not macros:
            return
        self.told.append(_NO_MACROS)
        for name in macros:
            self.changed[name] = None
        for name in [n for n in self.names.values() if n.endswith((".rels", _TYPES))]:
            held = self.part(name)
            new = re.sub(rb"<[^<>]*vbaProject[^<>]*/>", b"", held)
            if new != held:
                self.changed[name] = new

    def write(self, target: Path) -> None:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
            for name in self.source.namelist():
                held = self.changed.get(name, b"")
                if name in self.changed and held is None:
                    continue
                with self.source.open(name) as old, made.open(name, "w") as new:
                    if name in self.changed:
                        new.write(self.changed.pop(name) or b"")
                        continue
                    while chunk := old.read(1 << 20):
                        new.write(chunk)
            for name, held in self.changed.items():
                if held is not None:
                    made.writestr(name, held)
        self.source.close()


def _joined(said: Mapping[Place, Sequence[str]]) -> Iterator[tuple[Place, str]]:
    for place, words in said.items():
        yield place, "\n".join(dict.fromkeys(words))


def _root(part: bytes) -> tuple[int, int, str]:
    """Where the root's tags begin, and the prefix of its name."""
    found: dict[str, int] = {}

    def start(_: str, __: Mapping[str, str], at: int, depth: int) -> None:
        if depth == 0:
            found["start"] = at

    def end(_: str, at: int, depth: int) -> None:
        if depth == 0:
            found["end"] = at

    scan(part, start, end)
    return found["start"], found["end"], prefix_of(tag_at(part, found["start"]))
