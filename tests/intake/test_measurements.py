"""Reported figures as they come out of a file."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from tests.intake.conftest import Reader
from yshj.contract.cells import Mark

ROWS = """指标,填报单位,期间,数值,计量单位,分子,分母,备注
01-mobile-services,,2021,310,,,,
83-financing-amount,,2021,"20,000",万元,,,
13-area-assessment,金水区,1—6月,,,899999,1000000,
13-area-assessment,二七区,2021,--,,,,
13-area-assessment,中原区,2021,不涉及,,,,
01-mobile-services,金水区,2021,零报告,,,,"两
行"
13-area-assessment,上街区,2021,0.9,,,,
08-setup-time,上街区,2021,8小时,,,,
13-area-assessment,上街曲,2021年,91%,,,,
"""


def test_a_file_of_measurements(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(ROWS)
    found = read(tmp_path / "m.csv")
    told = [(one.at, one.row.reporter.name, one.row.state) for one in found.measured]
    assert told == [
        (2, "郑州市", None),
        (3, "郑州市", None),
        (4, "金水区", None),
        (5, "二七区", Mark.NOT_REPORTED),
        (6, "中原区", Mark.NOT_APPLICABLE),
        (7, "金水区", Mark.ZERO),
    ]
    figures = [one.row.figure for one in found.measured]
    assert [figure.value for figure in figures if figure] == [310, Fraction(2), None, 0]
    assert found.places() == [
        (8, 9, "数值", "0.9"),
        (9, 10, "数值", "8小时"),
        (10, 11, "填报单位", "上街曲"),
    ]
    assert (found.rows, found.adds_up()) == (9, True)


def test_a_repeat_tells_the_line_it_stands_on(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(
        "target,period,value\n\n01-mobile-services,2021,1\nshort\n01-mobile-services,2021,1\n"
    )
    found = read(tmp_path / "m.csv")
    assert [(row, line) for row, line, _, _ in found.places()] == [(3, 4), (4, 5)]
    assert "row 2" in found.problems[1].message.en
    assert found.adds_up()


def test_periods_that_cross_stand_neither(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(
        "target,period,value\n01-mobile-services,1—6月,1\n01-mobile-services,2021-04..2021-09,1\n"
    )
    found = read(tmp_path / "m.csv")
    assert (found.accepted, [row for row, *_ in found.places()]) == (0, [2, 3])
    assert found.adds_up()
