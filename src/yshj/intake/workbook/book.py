"""A workbook: its sheets in order, and what their cells refer to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yshj.codes.files import DAMAGED, OTHER_KIND
from yshj.intake.workbook import sheet as sheets
from yshj.intake.workbook.cells import Known
from yshj.intake.workbook.package import NOT_XLSX, BookFault, Package, local, new_parser
from yshj.intake.workbook.sheet import Row, Sheet
from yshj.intake.workbook.strings import read_strings
from yshj.intake.workbook.styles import read_styles

_OTHERS = (
    ("mimetype", "ODS", "an ODS workbook"),
    ("xl/workbook.bin", "XLSB", "an XLSB workbook"),
)


class Book:
    """An open workbook. Every method may raise BookFault."""

    def __init__(self, package: Package) -> None:
        self._package = package
        part = next((one.part for one in package.links("") if one.kind == "officeDocument"), None)
        for name, zh, en in _OTHERS:
            if package.has(name):
                raise BookFault(
                    OTHER_KIND(
                        f"这是 {zh} 格式：请在 Excel 或 WPS 中另存为 .xlsx",
                        f"{en}: save it as .xlsx in Excel or WPS",
                    )
                )
        if package.has("word/document.xml") or package.has("ppt/presentation.xml"):
            raise BookFault(OTHER_KIND("这是文档，不是工作簿", "a document, not a workbook"))
        if part is None or not package.has(part) or part.casefold().endswith(".bin"):
            raise BookFault(NOT_XLSX)
        self._links = package.links(part)
        self.sheets: list[Sheet] = []
        self._in_1904 = self._uncomputed = False
        self._read_workbook(part)
        self._known: Known | None = None

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The sheet's rows that hold anything; its merged ranges are known before the first."""
        if self._known is None:
            self._known = Known(
                read_strings(self._package, self._part("sharedStrings")),
                read_styles(self._package, self._part("styles")),
                self._in_1904,
                self._uncomputed,
                self._package.budget,
            )
        sheets.read_merges(self._package, sheet)
        yield from sheets.read_rows(self._package, sheet, self._known)

    @property
    def in_1904(self) -> bool:
        """Whether days are counted from 1904, as Excel for the Mac once did."""
        return self._in_1904

    def _part(self, kind: str) -> str | None:
        return next((one.part for one in self._links if one.kind == kind), None)

    def _read_workbook(self, part: str) -> None:
        parts = {one.id: one for one in self._links}

        def start(tag: str, attributes: dict[str, str]) -> None:
            name = local(tag)
            if name == "sheet":
                link = next((v for k, v in attributes.items() if local(k) == "id" and " " in k), "")
                at = parts.get(link)
                if at is None:
                    raise BookFault(
                        DAMAGED("文件已损坏：找不到工作表", "damaged: a sheet is not to be found")
                    )
                if at.kind == "worksheet":  # not a chart or a dialog
                    hidden = attributes.get("state", "visible") != "visible"
                    self.sheets.append(Sheet(attributes.get("name", ""), at.part, hidden))
            elif name == "workbookPr":
                self._in_1904 = attributes.get("date1904") in ("1", "true", "on")
            elif name == "calcPr":
                self._uncomputed = attributes.get("fullCalcOnLoad") in ("1", "true", "on")

        parser = new_parser()
        parser.StartElementHandler = start
        for _ in self._package.parse(part, parser):
            pass
        if not self.sheets:
            raise BookFault(NOT_XLSX)


@contextmanager
def open_book(path: Path) -> Iterator[Book]:
    """The workbook at `path`. BookFault: none, or one that nobody should read."""
    package = Package(path)
    try:
        yield Book(package)
    finally:
        package.close()
