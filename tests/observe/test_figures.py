"""Reported figures: which periods stand on the as-of day, and what the others say beside them."""

from __future__ import annotations

import pytest

from tests.conftest import Find, Judge, result, said
from yshj.errors import Exit
from yshj.judge.status import Status


def firms(*rows: tuple[str, str], body: str = "郑州市") -> str:
    """Rows of a summed total: period and value."""
    return "\n".join(f"82-patent-firms,{body},{period},{value},家" for period, value in rows)


def test_of_cumulative_figures_the_longest_stands(finding: Find) -> None:
    found = finding(firms(("1—3月", "9"), ("2021", "28"), ("截至6月底", "20")))
    assert (found.measure.observed, found.measure.n) == (28, 1)
    assert said(found) == ""


@pytest.mark.parametrize(("half", "falls"), [("20", True), ("19", False), ("18", False)])
def test_a_cumulative_figure_that_falls_is_noted(finding: Find, half: str, falls: bool) -> None:
    found = finding(firms(("1—6月", half), ("1—9月", "19"), ("2021", "28")))
    note = f"a cumulative figure falls: {half} for 2021-01..2021-06, 19 for 2021-01..2021-09"
    assert (found.status, found.measure.observed) == (Status.PASS, 28)
    assert [one.message.en for one in found.doubts] == ([note] if falls else [])


def test_each_cumulative_figure_is_held_against_the_one_before(finding: Find) -> None:
    found = finding(firms(("1—6月", "10"), ("1—9月", "19"), ("2021", "18")))
    told = [one.message.en for one in found.doubts]
    assert told == ["a cumulative figure falls: 19 for 2021-01..2021-09, 18 for 2021"]


@pytest.mark.parametrize(
    ("march", "note"),
    [
        ("4", []),
        ("3", ["2021-01..2021-03 is reported as 10, the periods inside it add up to 9"]),
    ],
)
def test_the_months_inside_are_reconciled(finding: Find, march: str, note: list[str]) -> None:
    months = firms(("2021-01", "3"), ("2021-02", "3"), ("2021-03", march))
    found = finding(f"{months}\n{firms(('1—3月', '10'))}")
    assert found.measure.observed == 10
    assert [line for line in said(found).splitlines() if "add up" in line] == note


def test_months_are_reconciled_with_the_quarter_inside_a_year(finding: Find) -> None:
    months = firms(("2021-01", "3"), ("2021-02", "3"), ("2021-03", "3"))
    found = finding(f"{months}\n{firms(('1—3月', '10'), ('2021', '28'))}")
    assert found.measure.observed == 28
    assert said(found) == "2021-01..2021-03 is reported as 10, the periods inside it add up to 9"


def test_months_that_leave_a_gap_prove_nothing(finding: Find) -> None:
    assert "add up" not in said(finding(firms(("2021-02", "3"), ("2021-03", "3"), ("1—3月", "10"))))


def test_figures_of_neighbouring_periods_add_up(finding: Find) -> None:
    found = finding(firms(("2021-Q1", "9"), ("2021-Q2", "9"), ("2021H2", "10")))
    assert (found.measure.observed, found.measure.n) == (28, 3)


# --- periods that cross -------------------------------------------------------------------------


def test_periods_that_cross_are_all_refused_and_the_rest_is_judged(judge_csv: Judge) -> None:
    mine = firms(("1—6月", "20"), ("2021-06..2021-09", "8"), ("2021-11", "1"))
    report = judge_csv(f"{mine}\n{firms(('2021-06..2021-09', '2'), body='中原区')}")
    assert report.exit_code is Exit.INPUT
    assert report.inputs[0].refused == 2
    assert [(one.row, one.column, one.value) for one in report.problems] == [
        (2, "period", "1—6月"),
        (3, "period", "2021-06..2021-09"),
    ]
    assert "m0.csv row 3 (2021-06..2021-09)" in report.problems[0].message.en
    assert "m0.csv row 2 (2021-01..2021-06)" in report.problems[1].message.en
    assert result(report, "82-patent-firms").finding.measure.observed == 1  # the city's November


@pytest.mark.parametrize(
    "rows",
    [
        firms(("1—6月", "20"), ("2021-04..2021-06", "8")),  # one inside the other
        firms(("1—6月", "20"), ("2021-07", "8")),  # side by side
        firms(("1—6月", "20"), ("2021-06..2021-09", "--")),  # nothing to add up
        "06-milestone,郑州市,2021H1,2021-05-06,\n06-milestone,郑州市,2021-06..2021-09,2021-05-07,",
    ],
)
def test_what_does_not_cross_is_kept(judge_csv: Judge, rows: str) -> None:
    assert judge_csv(rows).problems == []


def test_rows_superseded_no_longer_cross(judge_csv: Judge) -> None:
    header = "target,reporter,period,value,unit,reported\n"
    rows = """82-patent-firms,郑州市,1—6月,20,家,2021-07-01
              82-patent-firms,郑州市,2021-06..2021-09,8,家,2021-07-01"""
    assert len(judge_csv(header + rows).problems) == 2
    taken_back = "82-patent-firms,郑州市,2021-06..2021-09,--,家,2021-07-05"
    assert judge_csv(f"{header}{rows}\n{taken_back}").problems == []


# --- the as-of day and the window ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "observed", "later"),
    [("2021-09-30", 24, 0), ("2021-09-29", 20, 1), ("2021-06-30", 20, 1), ("2021-06-29", None, 2)],
)
def test_a_period_counts_once_it_has_ended(
    finding: Find, as_of: str, observed: int | None, later: int
) -> None:
    found = finding(firms(("1—6月", "20"), ("1—9月", "24")), as_of=as_of)
    assert found.measure.observed == observed
    assert (f"{later} later than the as-of day, not judged" in said(found)) is (later > 0)
    assert (found.status is Status.NO_DATA) is (observed is None)


@pytest.mark.parametrize("period", ["2020", "2020-12..2021-03", "2021-07..2022-01"])
def test_a_period_must_lie_in_the_window(finding: Find, period: str) -> None:
    found = finding(firms((period, "99"), ("2021-05", "1")), as_of="2022-06-30")
    assert found.measure.observed == 1
    assert "1 outside the plan's window, not judged" in said(found)


def test_a_level_takes_the_period_that_ends_last(finding: Find) -> None:
    rows = "41-capital-city,郑州市,1—9月,6,亿元\n41-capital-city,郑州市,2021-12,4,亿元"
    found = finding(rows)
    assert (found.measure.observed, found.status) == (4, Status.FAIL)
    assert finding(rows, as_of="2021-10-08").status is Status.PASS
