"""Months and years that Excel makes dates of; 2021.1, which may be October."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.workbook.conftest import C, M, Take
from tests.workbook.made import number

PARKS = "87-incubators"
MARCH = 44256  # 2021-03-01


@pytest.mark.parametrize(
    ("code", "serial", "means"),
    [
        ('yyyy"年"m"月"', MARCH, "2021-03"),
        ('[$-804]yyyy"年"m"月";@', MARCH, "2021-03"),
        ('[DBNum1][$-804]yyyy"年"m"月"', MARCH, "2021-03"),
        ("yyyy年m月", MARCH, "2021-03"),
        ("yyyy-mm", MARCH, "2021-03"),
        ("mmm-yy", MARCH, "2021-03"),
        ("yyyy\\-mm", MARCH + 12, "2021-03"),
        ('yyyy"年"', 44197, "2021"),
        ("yyyy", 44400, "2021"),
        ('m"月"', MARCH, "2021-03"),
        (17, MARCH, "2021-03"),
        (27, MARCH, "2021-03"),
        (57, MARCH, "2021-03"),
        ("yyyy-mm-dd", MARCH, "2021-03-01"),
        (14, MARCH, "2021-03-01"),
        (31, MARCH, "2021-03-01"),
    ],
)
def test_a_period_is_what_the_cell_shows(
    take: Take, book: Callable[..., Path], code: str | int, serial: int, means: str
) -> None:
    came = take(book(M, [PARKS, "", number(serial, 1), 4, "家"], formats=[code]))
    assert came.figures == [(PARKS, "郑州市", means, 4)]


@pytest.mark.parametrize("shown", ["2021.1", "2021.10", " 2021.1 ", "２０２１．１"])
def test_2021_1_is_asked_back_as_text(take: Take, tmp_path: Path, shown: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(M)}\n{PARKS},,{shown},4,家\n", encoding="utf-8")
    came = take(path)
    assert came.figures == []
    assert "could be January or October" in came.refused[0][2]
    assert "2021-01 或 2021-10" in came.problems[0].message.zh


@pytest.mark.parametrize("code", ["0.0", "0.00", "General"])
def test_2021_1_is_asked_back_as_a_number(take: Take, book: Callable[..., Path], code: str) -> None:
    came = take(book(M, [PARKS, "", number("2021.1", 1), 4, "家"], formats=[code]))
    assert came.places() == [("C2", "2021.1")]
    assert "could be January or October" in came.refused[0][2]


@pytest.mark.parametrize(
    ("shown", "means"),
    [("2021.2", "2021-02"), ("2021.11", "2021-11"), ("2021.01", "2021-01"), ("2021-1", "2021-01")],
)
def test_months_that_can_be_told(take: Take, tmp_path: Path, shown: str, means: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(M)}\n{PARKS},,{shown},4,家\n", encoding="utf-8")
    assert take(path).figures == [(PARKS, "郑州市", means, 4)]


def test_a_month_is_no_day(take: Take, book: Callable[..., Path]) -> None:
    """受理时间 2021年3月 says no day, although Excel keeps 1 March behind it."""
    row = ["08-setup-time", "金水区", "A1", number(MARCH, 1), "2021-03-02"]
    came = take(book(C, row, formats=['yyyy"年"m"月"']))
    assert came.places() == [("D2", "2021-03")]


def test_what_excel_makes_of_a_month_in_csv(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(M)}\n{PARKS},,Mar-21,4,家\n", encoding="utf-8")
    assert "did you mean '2021-03'" in take(path).refused[0][2]


@pytest.mark.parametrize(
    ("code", "means"),
    [("yyyy-mm-dd", 1), (14, 1), ('m"月"d"日"', 1), ("yyyy/m/d h:mm", 1), (22, 1), ("General", 1)],
)
def test_a_day_is_a_day_whatever_its_format(
    take: Take, book: Callable[..., Path], code: str | int, means: int
) -> None:
    row = ["08-setup-time", "金水区", "A1", number(MARCH, 1), number(MARCH + 1, 1)]
    came = take(book(C, row, formats=[code]))
    assert came.cases == {("08-setup-time", "金水区"): means}
    assert came.refused == []


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "General"])
def test_days_are_counted_from_1904_where_the_workbook_says_so(
    take: Take, book: Callable[..., Path], code: str
) -> None:
    """The same serial four years later: read as 2017, the case would lie outside the plan."""
    in_1904 = MARCH - 1462
    row = ["08-setup-time", "金水区", "A1", number(in_1904, 1), number(in_1904 + 9, 1)]
    done = ["08-milestone", "", "", number(in_1904, 1)]
    sheets = [("汇总", _sheet(M, done))]
    path = book(C, row, formats=[code], workbook="<workbookPr date1904='1'/>", sheets=sheets)
    came = take(path)
    assert came.cases == {("08-setup-time", "金水区"): 1}
    assert [str(value) for _, _, _, value in came.figures] == ["2021-03-01"]


def _sheet(*rows: Sequence[object]) -> str:
    from tests.workbook.made import sheet_xml

    return sheet_xml(rows)


def test_a_date_beyond_the_calendar_shows_as_hashes(take: Take, book: Callable[..., Path]) -> None:
    row = ["08-setup-time", "金水区", "A1", number(-1, 1), number(9_999_999, 1)]
    came = take(book(C, row, formats=["yyyy-mm-dd"]))
    assert came.places() == [("D2", "########"), ("E2", "########")]


def test_a_date_as_iso_text(take: Take, book: Callable[..., Path]) -> None:
    from tests.workbook.made import Xml

    cell = Xml("<c {r} t='d'><v>2021-03-01T00:00:00</v></c>")
    month = Xml("<c {r} t='d' s='1'><v>2021-03-01</v></c>")
    path = book(M, [PARKS, "", month, 4, "家"], ["08-milestone", "", "", cell], formats=["yyyy-mm"])
    came = take(path)
    assert [(period, str(value)) for _, _, period, value in came.figures] == [
        ("2021", "2021-03-01"),
        ("2021-03", "4"),
    ]
