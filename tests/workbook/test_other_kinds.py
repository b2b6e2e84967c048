"""XLS, ET, ODS, XLSB and documents are refused by name, with what to do; never read by half."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.workbook.conftest import M, Take
from tests.workbook.made import PACKAGE, REL, write_book

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def package(path: Path, **parts: str) -> None:
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx"])
def test_ole_files(take: Take, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(OLE)
    came = take(tmp_path / name)
    zh = came.problems[0].message.zh
    assert ".xls" in zh
    assert ".et" in zh
    assert "另存为不加密码的 .xlsx" in zh


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ODS"),
        ({"xl__workbook_dot_bin": "x"}, "XLSB"),
        ({"word__document_dot_xml": "<x/>"}, "文档"),
        ({"ppt__presentation_dot_xml": "<x/>"}, "文档"),
        ({"a_dot_txt": "x"}, "XLSX"),
    ],
)
def test_other_zips(take: Take, tmp_path: Path, parts: dict[str, str], says: str) -> None:
    path = tmp_path / "a.xlsx"
    package(path, **parts)
    came = take(path)
    assert says in came.problems[0].message.zh
    if says in ("ODS", "XLSB"):
        assert "另存为 .xlsx" in came.problems[0].message.zh


def test_in_a_folder_none_is_passed_over(take: Take, tmp_path: Path) -> None:
    for name in ("a.xls", "b.et", "c.xlsx", "d.xlsm"):
        (tmp_path / name).write_bytes(OLE)
    write_book(tmp_path / "e.xlsm", [M, ["87-incubators", "金水区", 2021, 4, "家"]])
    package(tmp_path / "f.ods", mimetype="x")
    package(tmp_path / "g.xlsb", xl__workbook_dot_bin="x")
    came = take(tmp_path)
    assert came.figures == [("87-incubators", "金水区", "2021", 4)]
    assert [Path(p.file).name for p in came.problems] == [
        *("a.xls", "b.et", "c.xlsx", "d.xlsm", "f.ods", "g.xlsb")
    ]


def test_parts_are_found_through_relationships(take: Take, tmp_path: Path) -> None:
    """Names of parts are nobody's promise, and their case does not matter."""
    write_book(tmp_path / "a.xlsx", [M, ["87-incubators", "金水区", 2021, 4, "家"]])
    moved = {
        "_rels/.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='a' "
        f"Type='{REL}/officeDocument' Target='/Book/Main.XML'/></Relationships>",
        "book/_rels/main.xml.rels": f"<Relationships xmlns='{PACKAGE}'>"
        f"<Relationship Id='rId1' Type='{REL}/worksheet' Target='../Pages/One.xml'/>"
        "</Relationships>",
    }
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name, content in moved.items():
            new.writestr(name, content)
        new.writestr("book\\main.xml", old.read("xl/workbook.xml"))
        new.writestr("PAGES/one.XML", old.read("xl/worksheets/sheet1.xml"))
    assert take(path).figures == [("87-incubators", "金水区", "2021", 4)]


@pytest.mark.parametrize("prefix", ["x:", "main:"])
def test_names_with_a_prefix(take: Take, tmp_path: Path, prefix: str) -> None:
    """As the Open XML SDK writes them; and the strict kind has a namespace of its own."""
    import re

    from tests.workbook.made import MAIN, sheet_xml

    xml = sheet_xml([M, ["87-incubators", "金水区", 2021, 4, "家"]])
    xml = re.sub(r"<(/?)(?=[a-z])", rf"<\1{prefix}", xml)
    xml = xml.replace("xmlns=", f"xmlns:{prefix[:-1]}=")
    path = write_book(tmp_path / "a.xlsx", sheet=xml)
    assert take(path).figures == [("87-incubators", "金水区", "2021", 4)]
    strict = xml.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    path = write_book(tmp_path / "b.xlsx", sheet=strict)
    assert take(path).figures == [("87-incubators", "金水区", "2021", 4)]
