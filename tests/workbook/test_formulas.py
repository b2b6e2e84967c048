"""A formula whose result is not in the file is no blank; one whose result is there is that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.workbook.conftest import C, M, Take
from tests.workbook.made import Xml, formula

ON_LOAD = "<calcPr fullCalcOnLoad='1'/>"
SAYS = "a formula without a stored result"


@pytest.mark.parametrize(
    "cell",
    [
        formula("300+12"),
        formula("300+12", ""),
        formula("300+12", "", kind="n"),
        formula("300+12", None, kind="str"),
        Xml("<c {r}><f t='shared' si='0'/></c>"),
        Xml("<c {r}><f/><v/></c>"),
    ],
)
def test_a_formula_without_a_result(take: Take, book: Callable[..., Path], cell: Xml) -> None:
    came = take(book(M, ["87-incubators", "", 2021, cell, "家"], ["81-ip-stations", "", 2021, 9]))
    assert came.figures == [("81-ip-stations", "郑州市", "2021", 9)]
    assert came.refused[0][0] == "D2"
    assert SAYS in came.refused[0][2]


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        (formula("300+12", 312), 312),
        (formula("A1", "312", kind="str"), 312),
        (formula("0*1", 0), 0),
        (Xml("<c {r}><f t='array' ref='D2'>1+1</f><v>2</v></c>"), 2),
    ],
)
def test_a_formula_with_its_result(
    take: Take, book: Callable[..., Path], cell: Xml, means: int
) -> None:
    came = take(book(M, ["87-incubators", "", 2021, cell, "家"]))
    assert came.figures == [("87-incubators", "郑州市", "2021", means)]


def test_an_empty_text_is_a_result(take: Take, book: Callable[..., Path]) -> None:
    """=IF(A1="","",…) gives "", which is as blank as a cell can be."""
    row = ["08-setup-time", "金水区", "A1", "2021-03-01", formula('""', "", kind="str")]
    came = take(book(C, row))
    assert came.cases == {("08-setup-time", "金水区"): 1}


def test_a_blank_that_is_none(take: Take, book: Callable[..., Path]) -> None:
    """办结时间 would be an open case, 扣除天数 no day, 填报单位 the city."""
    rows = [
        ["08-setup-time", formula("B1"), "A1", "2021-03-01", "2021-03-02", 0],
        ["08-setup-time", "金水区", "A2", "2021-03-01", formula("TODAY()"), 0],
        ["08-setup-time", "金水区", "A3", "2021-03-01", "2021-03-02", formula("1+1")],
    ]
    came = take(book(C, *rows))
    assert came.cases == {}
    assert came.places() == [("B2", "=B1"), ("E3", "=TODAY()"), ("F4", "=1+1")]


def test_as_openpyxl_writes_it(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = openpyxl.Workbook()
    made.active.append(M)
    made.active.append(["87-incubators", "", 2021, "=300+12", "家"])
    made.save(path)
    assert take(path).places() == [("D2", "=300+12")]


@pytest.mark.parametrize(("value", "accepted"), [(0, 0), (312, 1)])
def test_as_xlsxwriter_writes_it(take: Take, tmp_path: Path, value: int, accepted: int) -> None:
    """It cannot compute: it writes 0 and asks Excel to compute when it opens the file."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, M)
        sheet.write_row(1, 0, ["87-incubators", "", 2021])
        sheet.write_formula(1, 3, "=300+12", None, value)
        sheet.write(1, 4, "家")
    came = take(path)
    assert came.counts == (accepted, 1 - accepted, 0, 1)


def test_in_a_column_that_nobody_reads_it_is_told(take: Take, book: Callable[..., Path]) -> None:
    came = take(book([*M, "备注"], ["87-incubators", "", 2021, 4, "家", formula("A1")]))
    assert came.counts == (1, 0, 0, 1)
    assert "F2 =A1" in came.note("cannot be trusted")
