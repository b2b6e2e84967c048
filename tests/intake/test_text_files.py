"""Delimited text as it really comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.conftest import Reader
from yshj.errors import UsageError
from yshj.intake.text_files import encoding_name

CHINESE = (
    "指标,填报单位,期间,数值\n01-mobile-services,金水区,2021,310\n01-mobile-services,无名,2021,1\n"
)
ENGLISH = CHINESE.replace("指标,填报单位,期间,数值", "target,reporter,period,value")
BAD_NAME = [(3, 3, "填报单位", "无名")]


@pytest.mark.parametrize(
    ("codec", "name", "note"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8-sig", "utf-8", ""),
        ("utf-16", "utf-16", "byte order mark"),
        ("gb18030", "gb18030", "read as GB18030"),
        ("gbk", "gb18030", "read as GB18030"),
    ],
)
def test_encodings_are_told_and_said_aloud(
    read: Reader, tmp_path: Path, codec: str, name: str, note: str
) -> None:
    (tmp_path / "a.csv").write_bytes(CHINESE.encode(codec))
    found = read(tmp_path / "a.csv")
    assert found.inputs[0].encoding == name
    assert found.measured[0].row.reporter.name == "金水区"
    assert found.places() == BAD_NAME
    assert [note in one for one in found.notes] == [True] * bool(note)


def test_utf16_big_endian(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(("\ufeff" + CHINESE).encode("utf-16-be"))
    assert read(tmp_path / "a.csv").places() == BAD_NAME


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_encoding_by_name(read: Reader, tmp_path: Path, codec: str, mark: str) -> None:
    (tmp_path / "a.csv").write_bytes((mark + CHINESE).encode(codec))
    found = read(tmp_path / "a.csv", encoding=encoding_name(codec))
    assert (found.accepted, found.places(), found.notes) == (1, BAD_NAME, [])


def test_gb18030_is_told_by_its_reporters_where_the_header_is_english(
    read: Reader, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_bytes(ENGLISH.encode("gb18030"))
    assert "read as GB18030" in read(tmp_path / "a.csv").notes[0]


@pytest.mark.parametrize(
    "content",
    [
        "target,reporter,period,value\n01-mobile-services,Café Zürich,2021,3\n".encode("latin-1"),
        ENGLISH.replace("金水区", "某处").encode("gb18030"),
        "指標,填報單位,期間,數值\n01-mobile-services,金水區,2021,310\n".encode("big5"),
        CHINESE.encode("utf-16-le"),
        b"\xff\xfe\xfd" * 10,
    ],
    ids=["latin-1", "gb18030 without a word we know", "big5", "utf-16", "noise"],
)
def test_nothing_is_guessed_in_silence(read: Reader, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    found = read(tmp_path / "a.csv")
    assert found.accepted == 0
    assert found.only_problem()


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "gb18030"])
def test_a_named_encoding_that_is_wrong(read: Reader, tmp_path: Path, name: str) -> None:
    wrong = {"utf-8": "gb18030", "utf-16": "utf-8", "gb18030": "latin-1"}[name]
    text = "指标" if wrong != "latin-1" else "é\xff,"
    (tmp_path / "a.csv").write_bytes(f"target,period,value\n{text}x\n".encode(wrong))
    found = read(tmp_path / "a.csv", encoding=name)
    assert found.accepted == 0
    assert found.only_problem()


def test_bytes_that_turn_bad_far_into_the_file(read: Reader, tmp_path: Path) -> None:
    head = b"target,case,reporter\n" + b"01-mobile-services,A,\n" * 20_000
    last = b"01-mobile-services,Z,\n"
    (tmp_path / "a.csv").write_bytes(head + b"01-mobile-services,B,\xe9\xff\n" + last)
    found = read(tmp_path / "a.csv")
    assert found.rows == 20_002
    bad = found.problems[-1]
    assert (bad.row, bad.line) == (20_002, 20_002)
    assert "not UTF-8" in bad.message.en
    assert found.adds_up()
    (tmp_path / "b.csv").write_bytes(CHINESE.encode("gb18030") * 20_000 + b"\xff\xff\n")
    assert "not gb18030 near byte" in read(tmp_path / "b.csv").only_problem()


@pytest.mark.parametrize(
    ("word", "codec"),
    [("UTF-8", "utf-8"), ("gbk", "gb18030"), ("GB2312", "gb18030"), ("cp936",) * 2],
)
def test_names_of_encodings(word: str, codec: str) -> None:
    assert encoding_name(word) == ("gb18030" if codec == "cp936" else codec)


def test_an_unknown_encoding_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="did you mean 'gb18030'"):
        encoding_name("gb18031")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_delimiters_and_newlines(
    read: Reader, tmp_path: Path, delimiter: str, newline: str, last: str
) -> None:
    text = (CHINESE.rstrip() + last).replace(",", delimiter).replace("\n", newline)
    (tmp_path / "a.csv").write_bytes(text.encode())
    found = read(tmp_path / "a.csv")
    assert (found.accepted, found.places()) == (1, BAD_NAME)


def test_mixed_newlines(read: Reader, tmp_path: Path) -> None:
    rows = ["a,01-mobile-services", "b,x", "c,01-mobile-services", "d,y"]
    text = "case,target\r\n" + "\n".join(rows[:2]) + "\r\n" + "\r\n".join(rows[2:]) + "\n"
    (tmp_path / "a.csv").write_bytes(text.encode())
    found = read(tmp_path / "a.csv")
    assert found.places() == [(3, 3, "target", "x"), (5, 5, "target", "y")]
    assert found.adds_up()


HEADER = "target,case,evidence\n"
GOOD = "01-mobile-services,{},\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # a title, blank lines and a title of two lines above the header
        ("表一\n" + HEADER + "x,1,\n", [(2, 3, "target", "x")]),
        ("\n\n" + HEADER + "x,1,\n", [(2, 4, "target", "x")]),
        ('"表\n一",,\n' + HEADER + "x,1,\n", [(2, 4, "target", "x")]),
        ("表\x0c一\n" + HEADER + "x,1,\n", [(2, 3, "target", "x")]),
        # a header that holds a newline
        ('target,"ca\nse",evidence\nx,1,\n', [(2, 3, "target", "x")]),
        # blank lines and quoted newlines before the row
        (HEADER + "\n\n" + "x,1,\n", [(2, 4, "target", "x")]),
        (HEADER + GOOD.format('"A\n\n1"') + "x,1,\n", [(3, 5, "target", "x")]),
        (HEADER + '01-mobile-services,A,"say ""hi""\n"\nx,1,\n', [(3, 4, "target", "x")]),
        # lines that end in two ways, and as many newlines in cells as there are records
        (
            HEADER.replace("\n", "\r") + '01-mobile-services,A,"1\n2\n"\rx,1,\r',
            [(3, 5, "target", "x")],
        ),
        # records that cannot be split, before and behind
        (
            HEADER + "short\nx,1,\n" + GOOD.format("A") + "a,b,c,d\ny,1,\n",
            [
                (2, None, None, "short"),
                (3, None, "target", "x"),
                (5, None, None, "a,b,c,d"),
                (6, None, "target", "y"),
            ],
        ),
        (
            "表一\n" + HEADER + '\nx,"1\n2",\n\nshort\n\ny,1,\n',
            [(2, 4, "target", "x"), (3, 7, None, "short"), (4, 9, "target", "y")],
        ),
        (HEADER + 'z,"A"1,\nx,2,\n', [(2, None, None, 'z,"A"1,'), (3, None, "target", "x")]),
        # empty cells behind the last column are harmless
        (HEADER + "x,1,,,,\n", [(2, 2, "target", "x")]),
    ],
)
def test_rows_and_physical_lines(
    read: Reader, tmp_path: Path, text: str, places: list[tuple[int, int | None, str, str]]
) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode())
    found = read(tmp_path / "a.csv")
    expected = [(row, line or row, column, value) for row, line, column, value in places]
    assert found.places() == expected
    assert found.adds_up()


def test_columns_nobody_knows_are_ignored_aloud(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("target,case,remarks\n01-mobile-services,A,x\n")
    assert read(tmp_path / "a.csv").notes == [
        f"{tmp_path}/a.csv: 1 rows without 填报单位, taken as the whole city",
        f"{tmp_path}/a.csv: columns ignored: remarks (did you mean 'remark'?)",
    ]


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("tarqet,reporter,period,value", "did you mean 'target'"),
        ("target,period,数值,value", "are the same"),
        ("a,b,c", "no column target"),
        ("target,period", "neither"),
    ],
)
def test_a_header_nobody_knows(read: Reader, tmp_path: Path, header: str, says: str) -> None:
    (tmp_path / "a.csv").write_text(header + "\n1,2,3,4\n")
    found = read(tmp_path / "a.csv")
    problem = found.problems[0]
    assert (len(found.problems), found.rows) == (1, 0)
    assert (problem.row, problem.value) == (1, header)
    assert says in problem.message.en
