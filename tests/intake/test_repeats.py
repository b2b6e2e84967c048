"""Rows sent twice: measurements and cases, in one file or over several."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.intake.conftest import Read, Reader
from yshj.errors import Text
from yshj.intake.repeats import Sent, decide

MEASURED = "target,reporter,period,value,reported\n"
CASES = "target,reporter,case,started,finished,reported\n"
TARGET = "01-mobile-services"


def sent(content: str, reported: int | None) -> Sent:
    return Sent(Text("某处", "a place"), content, reported and date(2021, 7, reported))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "refused", "superseded"),
    [
        ([("a", None)], [], []),
        ([("a", None), ("a", None)], [1], []),
        ([("a", 1), ("a", 1), ("a", 1)], [1, 2], []),
        ([("a", None), ("b", None)], [0, 1], []),
        ([("a", 1), ("b", 2)], [], [0]),
        ([("a", 2), ("b", 1)], [], [1]),
        ([("a", 1), ("b", 3), ("c", 2)], [], [0, 2]),
        ([("a", 1), ("b", 2), ("b", 2)], [2], [0]),
        ([("a", 1), ("b", None)], [0, 1], []),
        ([("a", 2), ("b", 2)], [0, 1], []),
        ([("a", 1), ("a", 2)], [], [0]),
    ],
)
def test_which_row_stands(
    rows: list[tuple[str, int | None]], refused: list[int], superseded: list[int]
) -> None:
    verdict = decide([sent(*row) for row in rows])
    assert (sorted(verdict.refused), sorted(verdict.superseded)) == (refused, superseded)
    messages = [*verdict.refused.values(), *verdict.superseded.values()]
    assert all(message.zh and message.en for message in messages)


def values(found: Read) -> list[int]:
    figures = [one.row.figure for one in found.measured]
    return [int(figure.value) for figure in figures if figure and figure.value is not None]


@pytest.mark.parametrize(
    ("rows", "stand", "refused", "notes"),
    [
        (["金水区,2021,5,", "郑州市金水区人民政府,2021,5,"], [5], [3], []),
        (["金水区,2021,5,", "金水,2021,5个,"], [5], [3], []),
        (["金水区,2021,5,", "金水区,2021,6,"], [], [2, 3], []),
        (["金水区,2021,5,2021-07-01", "金水区,2021,6,2021-08-01"], [6], [], ["row 2", "row 3"]),
        (["金水区,2021,5,2021-08-01", "金水区,2021,6,2021-07-01"], [5], [], ["row 3", "row 2"]),
        (["金水区,2021,5,", "金水区,上半年,6,", "二七区,2021,7,"], [5, 6, 7], [], []),
        (["金水区,2021,5,", "金水区,2021-01..2021-12,5,"], [5], [3], []),
        (["金水区,2021,--,", "金水区,2021,5,"], [5], [], ["row 2 left blank", "row 3"]),
    ],
)
def test_measurements_sent_twice(
    read: Reader,
    tmp_path: Path,
    rows: list[str],
    stand: list[int],
    refused: list[int],
    notes: list[str],
) -> None:
    (tmp_path / "m.csv").write_text(MEASURED + "".join(f"{TARGET},{row}\n" for row in rows))
    found = read(tmp_path / "m.csv")
    assert values(found) == stand
    assert [problem.row for problem in found.problems] == refused
    assert all(word in " ".join(found.notes) for word in notes)
    assert len(found.notes) == bool(notes)
    assert found.adds_up()


_BUREAUS = {
    "郑州市金水区人民政府": "郑州市市城建局",
    "金水区": "市城建局",
    "金水": "市城乡建设局",
    "二七区": "市财政局",
}
_OF_THE_BUREAUS = re.compile("|".join(_BUREAUS))


@pytest.mark.parametrize(
    ("rows", "refused", "superseded"),
    [
        (["金水区,A,2021-03-01,2021-03-02,"] * 3, [3, 4], 0),
        (["金水区,A,2021-03-01,,", "郑州市金水区人民政府, A ,2021/3/1,--,"], [3], 0),
        (["金水区,A,2021-03-01,,", "金水区,A,2021-03-01,2021-03-02,"], [2, 3], 0),
        (["金水区,A,2021-03-01,,2021-03-01", "金水,A,2021-03-01,2021-03-02,2021-03-02"], [], 1),
        (["金水区,A,2021-03-01,,", "二七区,A,2021-03-01,,", "金水区,a,2021-03-01,,"], [], 0),
        (["郑州市,A,2021-03-01,,", ",A,2021-03-01,,"], [3], 0),
        (["金水区,1,2021-03-01,,", "金水区,01,2021-03-01,,"], [], 0),
        # a repeat of a row that is itself refused is no repeat
        (["金水区,A,2021-13-01,,", "金水区,A,2021-03-01,,"], [2], 0),
    ],
)
@pytest.mark.parametrize("target", ["08-setup-time", "10-permit-time"])
@pytest.mark.parametrize("files", [1, 2])
def test_cases_sent_twice(
    read: Reader,
    tmp_path: Path,
    rows: list[str],
    refused: list[int],
    superseded: int,
    target: str,
    files: int,
) -> None:
    if target == "10-permit-time":  # which other bodies report
        rows = [_OF_THE_BUREAUS.sub(lambda name: _BUREAUS[name[0]], row) for row in rows]
    lines = [f"{target},{row}\n" for row in rows]
    shares = [lines] if files == 1 else [lines[:1], lines[1:]]
    for at, share in enumerate(shares):
        (tmp_path / f"{at}.csv").write_text(CASES + "".join(share))
    found = read(tmp_path)
    assert found.refused == len(refused)
    assert found.accepted == len(rows) - len(refused) - superseded
    assert found.adds_up()
    if files == 1:
        assert [problem.row for problem in found.problems] == refused


def test_both_rows_of_a_repeat_are_named(read: Reader, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(CASES + "08-setup-time,金水区,A,2021-03-01,,\n")
    found = read(tmp_path)
    assert found.problems[0].file.endswith("b.csv")
    assert found.only_problem().endswith("a.csv row 2")
    assert found.problems[0].value == "A"


@pytest.mark.parametrize("finished", ["", "--", "未报"])
def test_a_repeat_is_taken_out_of_its_own_group(
    read: Reader, tmp_path: Path, finished: str
) -> None:
    """However its cells are written: the groups that are left count what is left."""
    row = f"21-seizure-time,市不动产登记中心,{{}},2021-03-01 9:32,{finished},\n"
    (tmp_path / "a.csv").write_text(CASES + row.format("A") * 3 + row.format("B"))
    found = read(tmp_path / "a.csv")
    assert list(found.cases.values()) == [2]
    assert (found.refused, found.adds_up()) == (2, True)
