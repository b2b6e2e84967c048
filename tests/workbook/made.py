"""Workbooks made in the test from their XML, down to the attribute: what no library would write."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Xml(str):
    """A cell as its XML, `{r}` where its reference goes."""


def error(code: str) -> Xml:
    return Xml(f"<c {{r}} t='e'><v>{code}</v></c>")


def formula(text: str, value: object = None, kind: str = "", style: int = 0) -> Xml:
    stored = "" if value is None else f"<v>{value}</v>"
    marked = f" t='{kind}'" if kind else ""
    return Xml(f"<c {{r}} s='{style}'{marked}><f>{escape(text)}</f>{stored}</c>")


def number(value: object, style: int = 0) -> Xml:
    return Xml(f"<c {{r}} s='{style}'><v>{value}</v></c>")


def reference(row: int, column: int) -> str:
    letters, at = "", column + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _cell(cell: object, place: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Xml):
        return cell.format(r=place)
    if isinstance(cell, (int, float)):
        return f"<c {place}><v>{cell!r}</v></c>"
    return f"<c {place} t='inlineStr'><is><t>{escape(str(cell))}</t></is></c>"


def sheet_xml(
    rows: Sequence[Sequence[object]],
    *,
    merges: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    head: str = "",
    references: bool = True,
) -> str:
    """A sheet's XML; a row that is empty is not written at all."""
    written = []
    for at, row in enumerate(rows, start=1):
        if not any(cell is not None for cell in row) and at not in hidden_rows:
            continue
        places = [f'r="{reference(at, n)}"' if references else "" for n in range(len(row))]
        cells = "".join(_cell(cell, place) for cell, place in zip(row, places, strict=True))
        attributes = f' r="{at}"' if references else ""
        attributes += " hidden='1'" if at in hidden_rows else ""
        written.append(f"<row{attributes}>{cells}</row>")
    merged = "".join(f"<mergeCell ref='{ref}'/>" for ref in merges)
    merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return (
        f"<worksheet xmlns='{MAIN}'>{head}<sheetData>{''.join(written)}</sheetData>{merged}"
        "</worksheet>"
    )


def styles_xml(codes: Sequence[str | int]) -> str:
    """Style 0 is General; style n has the n-th code, or the built-in format of that number."""
    formats = "".join(
        f"<numFmt numFmtId='{200 + at}' formatCode={quoteattr(code)}/>"
        for at, code in enumerate(codes)
        if isinstance(code, str)
    )
    ids = [code if isinstance(code, int) else 200 + at for at, code in enumerate(codes)]
    cells = "".join(f"<xf numFmtId='{one}'/>" for one in (0, *ids))
    return (
        f"<styleSheet xmlns='{MAIN}'><numFmts>{formats}</numFmts><cellXfs>{cells}</cellXfs>"
        "</styleSheet>"
    )


def write_book(
    path: Path,
    rows: Sequence[Sequence[object]] = (),
    *,
    sheet: str | bytes | None = None,
    sheets: Sequence[tuple[str, str]] = (),
    formats: Sequence[str | int] = (),
    merges: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    head: str = "",
    references: bool = True,
    state: str = "visible",
    workbook: str = "",
    strings: str | None = None,
    more: dict[str, str | bytes] | None = None,
    name: str = "汇总",
) -> Path:
    """A workbook of one sheet (`rows`, or its XML in `sheet`) and of `sheets`: names and XML."""
    made = sheet or sheet_xml(
        rows, merges=merges, hidden_rows=hidden_rows, head=head, references=references
    )
    every = [(name, made), *sheets]
    listed = "".join(
        f"<sheet name={quoteattr(title)} sheetId='{at}' r:id='rId{at}'"
        f" state='{state if at == 1 else 'visible'}'/>"
        for at, (title, _) in enumerate(every, start=1)
    )
    links = "".join(
        f"<Relationship Id='rId{at}' Type='{REL}/worksheet' Target='worksheets/sheet{at}.xml'/>"
        for at in range(1, len(every) + 1)
    )
    links += f"<Relationship Id='rS' Type='{REL}/styles' Target='styles.xml'/>"
    if strings is not None:
        links += f"<Relationship Id='rT' Type='{REL}/sharedStrings' Target='/xl/strings.xml'/>"
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='a' "
        f"Type='{REL}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{REL}'>{workbook}"
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{PACKAGE}'>{links}</Relationships>",
        "xl/styles.xml": styles_xml(formats),
    }
    for at, (_, xml) in enumerate(every, start=1):
        parts[f"xl/worksheets/sheet{at}.xml"] = xml
    if strings is not None:
        parts["xl/strings.xml"] = f"<sst xmlns='{MAIN}'>{strings}</sst>"
    parts |= more or {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for part, content in parts.items():
            book.writestr(part, content)
    return path
