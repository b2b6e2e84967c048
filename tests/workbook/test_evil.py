"""A workbook can do no harm: bounded before it is allocated, refused, the others judged."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbook.conftest import M, Take
from tests.workbook.made import MAIN, Xml, sheet_xml, write_book

ROW = ["87-incubators", "金水区", 2021, 4, "家"]
GOOD = ("87-incubators", "金水区", "2021", 4)
LIMIT = 1 << 30  # of address space beyond what the interpreter and its libraries take

CHECK = """
import resource, sys
import duckdb, pydantic, narwhals
from yshj.api.check import check
before = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (before + {limit}, before + {limit}))
report = check(sys.argv[1:], as_of='2021-12-31')
print([(one['rows'], one['rows_left_out']) for one in report.to_dict()['inputs']])
"""


def far(*references: str) -> str:
    cells = "".join(
        f"<row r='{at}'><c r = '{ref}'><v>1</v></c></row>"
        for at, ref in enumerate(references, start=2)
    )
    return sheet_xml([M]).replace("</sheetData>", cells + "</sheetData>")


@pytest.mark.parametrize(
    "reference",
    [
        *("XFD00001048576", "A99999999", "A1048577", "XFE2", "AAAA2", "2A", "A", "2", "", "A-2"),
        *("A0", "$A$2", "A2:B2", "A2 ", "Ａ2", "A２", "A3"),
    ],
)
def test_a_reference_that_is_none_is_damage(take: Take, tmp_path: Path, reference: str) -> None:
    evil = write_book(tmp_path / "evil.xlsx", sheet=far(reference))
    good = write_book(tmp_path / "good.xlsx", [M, ROW])
    came = take(evil, good)
    assert came.figures == [GOOD]
    assert [Path(one.file).name for one in came.problems] == ["evil.xlsx"]
    assert "is not a cell of a sheet" in came.refused[0][2]


@pytest.mark.parametrize("reference", ["XFD2", "xfd2"])
def test_a_cell_far_to_the_right_is_named(take: Take, tmp_path: Path, reference: str) -> None:
    came = take(write_book(tmp_path / "a.xlsx", sheet=far(reference)))
    assert came.problems[0].cell == "XFD2"
    assert "too large" in came.refused[0][2]


def test_a_cell_far_down_is_a_row_like_any_other(take: Take, tmp_path: Path) -> None:
    rows = "".join(
        f"<row r='{row}'><c r='b{row}' t='inlineStr'><is><t>金水区</t></is></c></row>"
        for row in (500_000, 1_048_576)
    )
    xml = sheet_xml([M, ROW]).replace("</sheetData>", rows + "</sheetData>")
    came = take(write_book(tmp_path / "a.xlsx", sheet=xml))
    assert came.figures == [GOOD]
    assert {place for place, _ in came.places()} == {"A500000", "A1048576"}


@pytest.mark.parametrize("row", ["0", "-1", "1048577", "99999999999999999999", "x", "1.5", ""])
def test_a_row_that_is_none(take: Take, tmp_path: Path, row: str) -> None:
    xml = sheet_xml([M]).replace(
        "</sheetData>", f"<row r='{row}'><c><v>1</v></c></row></sheetData>"
    )
    assert "not a cell of a sheet" in take(write_book(tmp_path / "a.xlsx", sheet=xml)).refused[0][2]


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='2'><c r='A2'><v>1</v></c></row><row r='2'><c r='A2'><v>1</v></c></row>",
        "<row r='3'><c r='A3'><v>1</v></c></row><row r='2'><c r='A2'><v>1</v></c></row>",
        "<row r='2'><c r='A2'><v>1</v></c><c r='A2'><v>2</v></c></row>",
        "<c r='A1'><v>1</v></c>",
    ],
)
def test_two_answers_to_one_question_are_damage(take: Take, tmp_path: Path, rows: str) -> None:
    xml = sheet_xml([M, []]).replace("</sheetData>", rows + "</sheetData>")
    came = take(write_book(tmp_path / "a.xlsx", sheet=xml))
    assert came.counts == (0, 0, 0, 0)
    assert "damaged" in came.refused[0][2]


def test_entities_are_not_expanded(take: Take, tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    doctype = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
    xml = sheet_xml([M, ROW]).replace("金水区", "&amp;l9;").replace("&amp;amp;", "&")
    xml = xml.replace("&amp;l9;", "&l9;")
    came = take(write_book(tmp_path / "a.xlsx", sheet=doctype + xml))
    assert "DOCTYPE" in came.refused[0][2]
    outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    came = take(write_book(tmp_path / "b.xlsx", sheet=outside + xml.replace("&l9;", "&x;")))
    assert "DOCTYPE" in came.refused[0][2]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-7", "cp037", "iso-8859-1"])
def test_other_encodings_than_utf_8(take: Take, tmp_path: Path, encoding: str) -> None:
    """A merged range written in another encoding would not be seen."""
    xml = f"<?xml version='1.0' encoding='{encoding}'?>".encode() + sheet_xml([M, ROW]).encode()
    came = take(write_book(tmp_path / "a.xlsx", sheet=xml))
    assert came.counts == (0, 0, 0, 0)
    assert len(came.problems) == 1


def test_utf_16_is_read_with_its_merged_cells(take: Take, tmp_path: Path) -> None:
    xml = sheet_xml([M, ROW, ["81-ip-stations", None, 2021, 5, "家"]], merges=["B2:B3"])
    xml = "<?xml version='1.0' encoding='UTF-16'?>" + xml
    came = take(write_book(tmp_path / "a.xlsx", sheet=xml.encode("utf-16")))
    assert [body for _, body, _, _ in came.figures] == ["金水区", "金水区"]


@pytest.mark.parametrize(
    "sheet",
    [
        b"<worksheet>" + b" " * (80 << 20),
        b"<worksheet " + b" " * (80 << 20),
        b"<a>" * (27 << 20),
        (f"<worksheet xmlns='{MAIN}'><sheetData><row>" + "<c/>" * (20 << 20)).encode(),
    ],
    ids=["blanks", "one tag", "deep", "cells"],
)
def test_a_bomb_of_one_part(take: Take, tmp_path: Path, sheet: bytes) -> None:
    came = take(write_book(tmp_path / "a.xlsx", sheet=sheet))
    assert came.counts == (0, 0, 0, 0)
    assert len(came.problems) == 1


def test_one_budget_over_all_parts(take: Take, tmp_path: Path) -> None:
    """Each of the sheets would pass alone."""
    xml = sheet_xml([M, ROW]) + " " * (10 << 20)
    sheets = [(f"s{at}", xml) for at in range(8)]
    came = take(write_book(tmp_path / "a.xlsx", [M, ROW], sheets=sheets))
    assert came.refused == [("None", None, "too large when unpacked")]
    assert came.counts == (0, 0, 0, 0)


def test_a_long_string_shared_a_million_times(take: Take, tmp_path: Path) -> None:
    cells = "<c t='s'><v>0</v></c>" * 5
    rows = f"<row>{cells}</row>" * 50_000
    xml = sheet_xml([M]).replace("</sheetData>", rows + "</sheetData>").replace('r="1"', "")
    strings = f"<si><t>{'长' * 30_000}</t></si>"
    came = take(write_book(tmp_path / "a.xlsx", sheet=xml, strings=strings))
    assert came.refused == [("None", None, "too large when unpacked")]


def test_a_string_longer_than_a_cell(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(M, [*ROW[:1], "x" * 40_000, *ROW[2:]], path="a.xlsx"))
    assert "more than 32767 characters" in came.refused[0][2]


@pytest.mark.parametrize("merge", ["A1:XFD1048577", "x", "A1:A99999999", "", "A1:B2:C3"], ids=repr)
def test_a_merged_range_that_is_none(take: Take, book: Callable[..., Path], merge: str) -> None:
    came = take(book(M, ROW, merges=[merge]))
    assert came.counts == (0, 0, 0, 0)


def test_a_merged_range_of_the_whole_sheet(take: Take, book: Callable[..., Path]) -> None:
    came = take(book(M, ROW, merges=["A2:XFD1048576"]))
    assert came.figures == []
    assert {place for place, _ in came.places()} == {"A2", "B2", "C2", "D2", "E2"}


@pytest.mark.parametrize(
    "more",
    [
        {"xl/workbook.xml": "<workbook/>"},
        {"xl/workbook.xml": "not xml"},
        {"xl/_rels/workbook.xml.rels": "<Relationships/>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"},
        {"xl/styles.xml": "<styleSheet"},
        {"_rels/.rels": "<Relationships/>"},
        {"XL/workbook.XML": "<workbook/>"},
    ],
    ids=str,
)
def test_parts_that_are_broken(
    take: Take, book: Callable[..., Path], more: dict[str, str | bytes]
) -> None:
    came = take(book(M, ROW, more=more))
    assert came.counts == (0, 0, 0, 0)
    assert len(came.problems) == 1


def test_a_part_outside_the_package(take: Take, book: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text(sheet_xml([M, ROW]))
    path = book(M, ROW)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("workbook.xml.rels"):
                content = content.replace(b"worksheets/sheet1.xml", b"../../../secret.xml")
            new.writestr(name, content)
    assert "missing" in take(tmp_path / "b.xlsx").refused[0][2]


def test_nul_and_marks_of_our_own_are_text(take: Take, book: Callable[..., Path]) -> None:
    """No cell can pretend to be one that cannot be trusted, nor hide behind one."""
    cell = Xml("<c {r} t='inlineStr'><is><t>_x0000__x0000_error_x0000_A1_x0000_x</t></is></c>")
    came = take(book(M, [*ROW[:1], cell, *ROW[2:]], ROW))
    assert came.figures == [GOOD]
    assert came.places() == [("B2", "_x0000__x0000_error_x0000_A1_x0000_x")]


def test_control_characters_in_words(take: Take, book: Callable[..., Path]) -> None:
    cell = Xml("<c {r} t='inlineStr'><is><t>_x001B_[31m金水区</t></is></c>")
    came = take(book(M, [*ROW[:1], cell, *ROW[2:]]))
    assert "\x1b" not in came.problems[0].tell("zh")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="address space is told by /proc")
def test_nothing_of_a_sheet_s_rectangle_is_allocated(tmp_path: Path) -> None:
    """Three far cells inside the limits, in a process that may not have a gigabyte more."""
    rows = "".join(
        f"<row r='{row}'><c r='BXX{row}'><v>1</v></c></row>" for row in (2, 900_000, 1_048_576)
    )
    xml = sheet_xml([M, ROW]).replace('<row r="2">', '<row r="1000">')
    xml = sheet_xml([M]).replace("</sheetData>", rows + "</sheetData>")
    evil = write_book(tmp_path / "evil.xlsx", sheet=xml)
    good = write_book(tmp_path / "good.xlsx", [M, ROW])
    done = subprocess.run(
        [sys.executable, "-c", CHECK.replace("{limit}", str(LIMIT)), str(evil), str(good)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[(3, 3), (1, 0)]"  # rows of the far cells: left out
