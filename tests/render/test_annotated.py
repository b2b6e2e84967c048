"""The sender's workbook with its faults marked: what is marked, kept, and read again."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from tests import command
from tests.examples import few
from tests.workbook.conftest import C, M
from tests.workbook.made import formula, sheet_xml, write_book
from tests.workbook.test_carriers import as_csv, as_xlsx, came_of, context, rows_of
from yshj.contract.headers import PROBLEMS, PROBLEMS_HEAD
from yshj.intake.read import submission
from yshj.render.annotated.copies import copies
from yshj.render.annotated.styles import RED
from yshj.render.phrases import Phrases

# the workbooks made here from their XML have the least that a workbook can have
pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no default style")
ROWS: list[list[object]] = [
    [*M, "经办人"],
    ["87-incubators", "金水区", "2021", 4, "家", "甲"],
    ["87-incubators", "二七区", "2021", "abc", "家", "乙"],
    ["87-incubators", "火星", "2021", None, "吨", "丙"],
]


def sent(path: Path, *words: str | Path) -> command.Ended:
    return command.run(["validate", path.name, *words, "--lang", "en"], path.parent)


def faults(done: command.Ended) -> list[str]:
    """The faults as they are told, without the file's name."""
    told = done.stderr.decode().splitlines()
    return [re.sub(r"^[\w.]+?(?=[,\[:])", "", line) for line in told]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    sheet.title = "汇总'表"
    for row in ROWS:
        sheet.append(row)
    sheet["B2"].comment = Comment("原有批注", "某某")
    sheet["D3"].comment = Comment("原来的话", "某某")
    sheet["D3"].number_format = "0.00"
    other = made.create_sheet("图表")
    made.defined_names["全部"] = DefinedName("全部", attr_text="图表!$A$1")
    other.defined_names["本表"] = DefinedName("本表", attr_text="图表!$A$2")
    made.active = 1
    path = tmp_path / "a.xlsx"
    made.save(path)
    return path


@pytest.fixture
def copy(book: Path) -> Path:
    done = sent(book, "--annotate", "out.xlsx")
    assert done.returncode == 3
    return book.parent / "out.xlsx"


def test_bad_cells_are_red_and_say_why(copy: Path) -> None:
    opened = openpyxl.load_workbook(copy)
    sheet = opened["汇总'表"]
    red = [c.coordinate for row in sheet for c in row if c.fill.fgColor.rgb == RED]
    assert red == ["D3", "B4", "E4"]
    assert "unknown reporter" in sheet["B4"].comment.text
    assert sheet["B4"].comment.text.endswith("[E032]")
    assert sheet["B4"].comment.author == "yshj"
    assert sheet["D3"].number_format == "0.00"


def test_what_the_sender_has_stays(copy: Path) -> None:
    opened = openpyxl.load_workbook(copy)
    sheet = opened["汇总'表"]
    assert [[c.value for c in row] for row in sheet] == ROWS
    assert sheet["B2"].comment.text == "原有批注"
    assert sheet["D3"].comment.text.startswith("原来的话\nyshj: ")
    assert opened.defined_names["全部"].attr_text == "图表!$A$1"
    assert opened["图表"].defined_names["本表"].attr_text == "图表!$A$2"


def test_a_list_stands_in_front_and_leads_to_each_cell(copy: Path) -> None:
    opened = openpyxl.load_workbook(copy)
    assert opened.sheetnames == [PROBLEMS.en, "汇总'表", "图表"]
    assert opened.active is not None
    assert opened.active.title == PROBLEMS.en
    assert [one.title for one in opened if one.sheet_view.tabSelected] == [PROBLEMS.en]
    rows = [[cell.value for cell in row] for row in opened[PROBLEMS.en]]
    assert rows[0][0] == PROBLEMS_HEAD.en
    assert rows[1][0].startswith("E032 ")
    assert rows[1][0].endswith(": 1, B4")
    assert [row[:3] for row in rows[5:]] == [
        ["汇总'表", "D3", "abc"],
        ["汇总'表", "B4", "火星"],
        ["汇总'表", "E4", "吨"],
    ]
    assert opened[PROBLEMS.en]["B6"].hyperlink.location == "'汇总''表'!D3"


def test_sent_back_unopened_it_says_the_same(book: Path, copy: Path) -> None:
    first, second = sent(book), sent(copy)
    assert faults(first) == faults(second)
    assert first.stdout.replace(b"a.xlsx", b"out.xlsx") == second.stdout


def test_mended_and_sent_again_it_is_clean(copy: Path) -> None:
    opened = openpyxl.load_workbook(copy)
    sheet = opened["汇总'表"]
    sheet["D3"], sheet["B4"], sheet["D4"], sheet["E4"] = 5, "中原区", 6, "家"
    opened.save(copy)
    done = sent(copy, "--annotate", "again.xlsx")
    assert done.returncode == 0, done.stderr
    again = openpyxl.load_workbook(copy.parent / "again.xlsx")
    assert again.sheetnames == [PROBLEMS.en, "汇总'表", "图表"]
    assert "nothing was found wrong" in str(again[PROBLEMS.en]["A2"].value)
    cells = [cell for row in again["汇总'表"] for cell in row]
    assert not [one for one in cells if one.fill.fgColor.rgb == RED]
    assert [one.coordinate for one in cells if one.comment] == ["B2", "D3"]


def test_stored_results_of_formulas_stay(tmp_path: Path) -> None:
    cells: list[list[object]] = [["87-incubators", "金水区", "2021", formula("2+2", 4), "家"]]
    cells += [["no-such", "金水区", "2021", 1, "家"]]
    path = write_book(tmp_path / "a.xlsx", sheet=sheet_xml([[*M], *cells]))
    assert sent(path, "--annotate", "out.xlsx").returncode == 3
    out = tmp_path / "out.xlsx"
    assert "rows, 1 good, 1 refused" in sent(out).stdout.decode()
    assert openpyxl.load_workbook(out)["汇总"]["D2"].value == "=2+2"
    assert openpyxl.load_workbook(out, data_only=True)["汇总"]["D2"].value == 4


@pytest.mark.parametrize("bad", ["=cmd|' /C calc'!A1", "]]><x/>", "\u202e倒", "@SUM(A1)", "<b>&"])
def test_a_hostile_cell_is_text_everywhere(bad: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'{",".join(M)}\n"{bad}",金水区,2021,4,家\n', encoding="utf-8")
    assert sent(path, "--annotate", "out.xlsx").returncode == 3
    opened = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert not [c for s in opened for row in s for c in row if c.data_type == "f"]
    with zipfile.ZipFile(tmp_path / "out.xlsx") as made:
        assert not [n for n in made.namelist() if b"<f>" in made.read(n)]


def test_a_text_file_comes_back_as_a_workbook_of_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    number = "410105199001011234567"
    text = f"{','.join(C)}\n08-setup-time,金水区,{number},2021-03-01,x,\n\n合计,,,,,\n"
    path.write_bytes(text.encode("gb18030"))
    done = sent(path, "--annotate", "out.xlsx")
    assert done.returncode == 3
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["data"]
    assert sheet["C2"].value == number
    assert sheet["E2"].fill.fgColor.rgb == RED
    assert "E2" in sent(tmp_path / "out.xlsx").stderr.decode()


def test_a_fault_of_a_row_is_on_its_first_cell(tmp_path: Path) -> None:
    twice: list[object] = [None, "87-incubators", "金水区", "2021", 4, "家"]
    rows: list[list[object]] = [[None, *M], twice, twice]
    path = write_book(tmp_path / "a.xlsx", sheet=sheet_xml(rows))
    sent(path, "--annotate", "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["汇总"]
    assert [c.coordinate for row in sheet for c in row if c.comment] == ["B3"]


def test_superseded_and_left_out_rows_are_listed(tmp_path: Path) -> None:
    days = [["2021-01-05", 4], ["2021-02-05", 5]]
    rows: list[list[object]] = [[*M, "报送日期"]]
    rows += [["87-incubators", "金水区", "2021", value, "家", day] for day, value in days]
    rows += [["合计", None, None, 9, None, None]]
    path = write_book(tmp_path / "a.xlsx", sheet=sheet_xml(rows))
    assert sent(path, "--annotate", "out.xlsx").returncode == 0
    opened = openpyxl.load_workbook(tmp_path / "out.xlsx")
    told = [str(row[3].value) for row in opened[PROBLEMS.en] if row[3].value][1:]
    assert [line.partition(": ")[0] for line in told] == ["not counted", "not counted"]
    assert any("row 2 is superseded" in line for line in told)
    assert not [c for row in opened["汇总"] for c in row if c.fill.fgColor.rgb == RED]


def test_several_files_go_into_a_folder(book: Path) -> None:
    (book.parent / "b").mkdir()
    (book.parent / "b" / "a.csv").write_text(f"{','.join(M)}\nx,,2021,1,家\n", encoding="utf-8")
    words = ["validate", "a.xlsx", "b/a.csv", "--annotate"]
    assert command.run([*words, "out.xlsx"], book.parent).returncode == 2
    assert command.run([*words, "back"], book.parent).returncode == 3
    made = sorted(path.name for path in (book.parent / "back").iterdir())
    assert made == ["a (2).xlsx", "a.xlsx"]


@pytest.mark.parametrize("path", ["a.xlsx", "."])
def test_an_input_is_never_written_over(book: Path, path: str) -> None:
    before = book.read_bytes()
    assert sent(book, "--annotate", path).returncode == 2
    assert book.read_bytes() == before


def test_macros_are_kept_out_and_that_is_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [[*M], ["x", "金水区", "2021", 4, "家"]]
    more: dict[str, str | bytes] = {"xl/vbaProject.bin": b"macro"}
    path = write_book(tmp_path / "a.xlsm", sheet=sheet_xml(rows), more=more)
    done = sent(path, "--annotate", "out.xlsx")
    assert "macros are kept out" in done.stderr.decode()
    assert "xl/vbaProject.bin" not in zipfile.ZipFile(tmp_path / "out.xlsx").namelist()


def test_what_is_no_workbook_comes_back_as_the_list_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing of a package")
    assert sent(path, "--annotate", "out.xlsx").returncode == 3
    opened = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert str(opened[PROBLEMS.en]["A2"].value).startswith("E004 ")


def test_a_sheet_of_the_senders_own_with_that_name_is_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [[*M], ["87-incubators", "金水区", "2021", 4, "家"]]
    path = write_book(tmp_path / "a.xlsx", sheet=sheet_xml(rows), name="问题清单")
    assert "1 good" in sent(path, "--annotate", "out.xlsx").stdout.decode()
    names = openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames
    assert names == ["Problems", "问题清单"]


@given(rows=rows_of(M))
@few(20)
def test_every_copy_is_read_as_its_original(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for carrier in (as_csv, as_xlsx):
            name = carrier(Path(folder), [M, *rows])
            with submission([name], context()) as one:
                made = [
                    copy.made for copy in copies(one, Path("x.xlsx"), Path(folder), Phrases("zh"))
                ]
            original, again = came_of(name), came_of(str(made[0]))
            assert again[0] == original[0]
            assert again[3] == original[3]
