"""The row models: what a valid measurement and a valid case are, and what a clerk is told."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from yshj.contract.amounts import Figure
from yshj.contract.cells import Mark
from yshj.contract.rows import CaseRow, Context, MeasurementRow, RowFault, read_row

# targets of the built-in plan, by what they are
COUNT = "01-mobile-services"  # total, 个
DAYS = "08-setup-time"  # each, 1 工作日
CALENDAR = "20-capacity"  # each, 30 日
HOURS = "21-seizure-time"  # each, 1 小时
MONTHS = "59-pretrial-mediation"  # each, 1 个月, extended 2
OWN_LIMIT = "60-other-trials"  # each, half of the case's own limit
MEAN = "17-warehouse-steps"  # mean, 4 个
SHARE = "22-online-tax"  # share, 90 %
RATE = "82-patents-per-10k"  # share, 件/万人
MONEY = "83-financing-amount"  # total, 亿元
FEE = "33-customer-investment"  # each, 0 元
LEVEL = "81-ip-stations"  # level, 家
CHANGE = "47-clearance-time"  # change, -50 %
MILESTONE = "08-milestone"


def measured(context: Context, target: str, **cells: str | None) -> MeasurementRow:
    row = read_row(MeasurementRow, {"target": target, "period": "2021", **cells}, context)
    assert isinstance(row, MeasurementRow), row
    return row


def value(context: Context, target: str, **cells: str | None) -> Fraction | None:
    figure = measured(context, target, **cells).figure
    return None if figure is None else figure.value


def one_fault(faults: object) -> RowFault:
    assert isinstance(faults, list), faults
    assert len(faults) == 1, faults
    assert faults[0].message.zh
    assert faults[0].message.en
    found: RowFault = faults[0]
    return found


def refused(context: Context, target: str, **cells: str | None) -> RowFault:
    raw = {"target": target, "period": "2021", **cells}
    return one_fault(read_row(MeasurementRow, raw, context))


def case(context: Context, target: str, **cells: str | None) -> CaseRow:
    row = read_row(CaseRow, {"target": target, "case": "A1", **cells}, context)
    assert isinstance(row, CaseRow), row
    return row


# --- units ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "cell", "unit", "expected"),
    [
        (COUNT, "310", None, 310),
        (COUNT, "310", "件", 310),
        (COUNT, "310个", "", 310),
        (COUNT, "0", None, 0),
        (DAYS, "1", None, 1),
        (DAYS, "1", "个工作日", 1),
        (CALENDAR, "30天", None, 30),
        (HOURS, "0.5", "小时", Fraction(1, 2)),
        (HOURS, "30分钟", None, Fraction(1, 2)),
        (MONEY, "2", "亿元", 2),
        (MONEY, "20000万元", None, 2),
        (MONEY, "200,000,000", "元", 2),
        (MONEY, "2亿元", "亿元", 2),
        (FEE, "0元", None, 0),
        (SHARE, "90", None, 90),
        (SHARE, "1.5", None, Fraction(3, 2)),
        (SHARE, "0.9%", None, Fraction(9, 10)),
        (SHARE, "1", "%", 1),
        (SHARE, "900‰", None, 90),
        (SHARE, "100%", None, 100),
        (LEVEL, "零报告", None, 0),
        (CHANGE, "-50", None, -50),
        (CHANGE, "150%", None, 150),
        (RATE, "5", None, 5),
    ],
)
def test_a_value_in_the_targets_own_unit(
    context: Context, target: str, cell: str, unit: str | None, expected: Fraction | int
) -> None:
    assert value(context, target, value=cell, unit=unit) == expected


@pytest.mark.parametrize(
    ("target", "cell", "unit", "column", "says"),
    [
        (MONEY, "2", None, "value", "money needs a unit"),
        (FEE, "0", None, "value", "money needs a unit"),
        (HOURS, "1", None, "value", "write the unit"),
        (SHARE, "0.9", None, "value", "could mean 90% or 0.9%"),
        (SHARE, "1", None, "value", "could mean 100% or 1%"),
        (SHARE, "0", None, "value", "could mean"),
        (DAYS, "1", "日", "unit", "does not convert"),
        (DAYS, "1天", None, "value", "does not convert"),
        (DAYS, "8小时", None, "value", "does not convert"),
        (CALENDAR, "24", "小时", "unit", "does not convert"),
        (CALENDAR, "3个工作日", None, "value", "does not convert"),
        (COUNT, "90%", None, "value", "does not convert"),
        (MONEY, "2亿元", "万元", "value", "the unit column"),
        (COUNT, "3", "工作天", "unit", "did you mean '工作日'"),
        (COUNT, "-1", None, "value", "must not be negative"),
        (SHARE, "100.1%", None, "value", "cannot exceed 100%"),
        (COUNT, "NaN", None, "value", "expected a number"),
        (COUNT, "9" * 5000, None, "value", "below 10^15"),
    ],
)
def test_a_value_that_no_unit_makes_certain(
    context: Context, target: str, cell: str, unit: str | None, column: str, says: str
) -> None:
    fault = refused(context, target, value=cell, unit=unit)
    assert (fault.column, fault.value) == (column, unit if column == "unit" else cell)
    assert says in fault.message.en


# --- marks, shares, changes, milestones ------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "cell", "state", "figure"),
    [
        (COUNT, "--", Mark.NOT_REPORTED, False),
        (COUNT, None, Mark.NOT_REPORTED, False),
        (COUNT, "不涉及", Mark.NOT_APPLICABLE, False),
        (COUNT, "零报告", Mark.ZERO, True),
        (SHARE, "零报告", Mark.ZERO, False),  # none of nothing is no percentage
        (COUNT, "0", None, True),
    ],
)
def test_marks(
    context: Context, target: str, cell: str | None, state: Mark | None, figure: bool
) -> None:
    row = measured(context, target, value=cell)
    assert (row.state, row.figure is not None) == (state, figure)


def test_a_share_by_its_parts_is_exact(context: Context) -> None:
    row = measured(context, SHARE, numerator="899,999", denominator="1000000", value="90%")
    assert row.figure is not None
    assert row.figure == Figure(numerator=Fraction(899_999), denominator=Fraction(1_000_000))


def test_none_of_none_is_a_zero_report(context: Context) -> None:
    row = measured(context, SHARE, numerator="0", denominator="0")
    assert (row.state, row.figure) == (Mark.ZERO, None)


@pytest.mark.parametrize(
    ("target", "cells", "column", "says"),
    [
        (SHARE, {"numerator": "5"}, "denominator", "go together"),
        (SHARE, {"denominator": "5"}, "numerator", "go together"),
        (SHARE, {"numerator": "5", "denominator": "--"}, "denominator", "go together"),
        (SHARE, {"numerator": "5", "denominator": "0"}, "denominator", "is zero"),
        (SHARE, {"numerator": "6", "denominator": "5"}, "numerator", "exceeds"),
        (SHARE, {"numerator": "-1", "denominator": "5"}, "numerator", "negative"),
        (SHARE, {"numerator": "1", "denominator": "-5"}, "denominator", "negative"),
        (SHARE, {"numerator": "90%", "denominator": "5"}, "numerator", "without a unit"),
        (SHARE, {"numerator": "1", "denominator": "2", "value": "90%"}, "value", "differs"),
        (
            SHARE,
            {"numerator": "1", "denominator": "2", "value": "不涉及"},
            "numerator",
            "beside a word",
        ),
        (COUNT, {"numerator": "1", "denominator": "2"}, "numerator", "takes a value"),
    ],
)
def test_parts_that_make_no_share(
    context: Context, target: str, cells: dict[str, str], column: str, says: str
) -> None:
    fault = refused(context, target, **cells)
    assert fault.column == column
    assert says in fault.message.en


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"value": "5", "baseline": "10"}, -50),
        ({"value": "15天", "baseline": "10天"}, 50),
        ({"value": "30分钟", "baseline": "1小时"}, -50),
        ({"value": "0", "baseline": "3"}, -100),
        ({"value": "-50"}, -50),
    ],
)
def test_a_change_from_its_baseline(context: Context, cells: dict[str, str], expected: int) -> None:
    assert value(context, CHANGE, **cells) == expected


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"value": "5", "baseline": "-2"}, "baseline", "negative"),
        ({"value": "-5", "baseline": "2"}, "value", "negative"),
        ({"value": "5天", "baseline": "2"}, "baseline", "differ in unit"),
        ({"value": "5天", "baseline": "2小时"}, "baseline", "differ in unit"),
        ({"value": "5", "baseline": "two"}, "baseline", "expected a number"),
    ],
)
def test_a_change_that_cannot_be_told(
    context: Context, cells: dict[str, str], column: str, says: str
) -> None:
    fault = refused(context, CHANGE, **cells)
    assert fault.column == column
    assert says in fault.message.en


def test_a_mean_is_weighted_by_its_cases(context: Context) -> None:
    figure = measured(context, MEAN, value="3.5", cases="1,200").figure
    assert figure == Figure(value=Fraction(7, 2), weight=Fraction(1200))
    assert refused(context, MEAN, value="3.5", cases="-1").column == "cases"


def test_a_milestone_is_a_day_and_needs_no_period(context: Context) -> None:
    row = measured(context, MILESTONE, value="2021-06-30T23:30:00Z", period=None)
    assert row.figure is not None
    assert row.figure.day == date(2021, 7, 1)
    assert row.period == context.window
    assert "expected a date" in refused(context, MILESTONE, value="完成").message.en


# --- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "body"),
    [
        ("", "郑州市"),
        (None, "郑州市"),
        ("金水", "金水区"),
        ("河南省郑州市金水区人民政府", "金水区"),
        ("Jinshui District", "金水区"),
        ("高新区管委会", "郑州高新技术产业开发区"),
    ],
)
def test_a_reporter_by_any_of_its_names(context: Context, cell: str | None, body: str) -> None:
    assert measured(context, COUNT, value="1", reporter=cell).reporter.name == body


@pytest.mark.parametrize(
    ("cells", "column", "hint"),
    [
        ({"target": "08-setup-tine"}, "target", "'08-setup-time'"),
        ({"target": ""}, "target", "needs a target"),
        ({"reporter": "郑东新曲"}, "reporter", "'郑东新区'"),
        ({"reporter": "某某局"}, "reporter", "unknown reporter"),
        ({"reporter": "合计"}, "reporter", "row of totals"),
        ({"period": "2021Q7"}, "period", "expected a period"),
        ({"period": "--"}, "period", "needs a period"),
        ({"reported": "昨天"}, "reported", "expected a date"),
    ],
)
def test_a_name_or_day_nobody_knows(
    context: Context, cells: dict[str, str], column: str, hint: str
) -> None:
    fault = refused(context, **{"target": COUNT, "value": "1", **cells})
    assert fault.column == column
    assert fault.value == cells[column]
    assert hint in fault.message.en


def test_every_fault_of_a_row_is_told_at_once(context: Context) -> None:
    raw = {"target": "x", "reporter": "y", "period": "z", "unit": "q", "reported": "never"}
    faults = read_row(MeasurementRow, raw, context)
    assert isinstance(faults, list)
    assert {fault.column for fault in faults} == set(raw)
    assert all(fault.message.zh and fault.message.en for fault in faults)
    assert all(fault.message.zh != fault.message.en for fault in faults)


# --- cases -----------------------------------------------------------------------------------


def test_a_finished_case_is_timed(context: Context) -> None:
    facts = case(context, DAYS, started="2021-09-30", finished="2021-10-08").facts
    assert facts is not None
    assert facts.timing is not None
    assert facts.timing.elapsed == 1
    assert facts.inside
    assert not facts.timing.over


def test_a_case_outside_the_window_is_accepted_and_not_timed(context: Context) -> None:
    # nothing is counted, so that a finish beyond the calendar's years does not matter
    facts = case(context, DAYS, started="2022-01-01", finished="2040-01-04").facts
    assert facts is not None
    assert (facts.inside, facts.timing) == (False, None)


@pytest.mark.parametrize(
    ("target", "cells"),
    [
        (DAYS, {"started": "2021-03-01"}),
        (DAYS, {"started": "2021-03-01 10:00", "finished": "2021-03-01"}),
        (DAYS, {"started": "2021-03-01", "finished": "2021-03-03", "excluded": "2工作日"}),
        (CALENDAR, {"started": "2021-03-01", "finished": "2021-03-08", "excluded": "2天"}),
        (MONTHS, {"started": "2021-03-01", "finished": "2021-03-08", "excluded": "2日"}),
        (HOURS, {"started": "2021-03-01 9:00", "finished": "2021-03-01 9:40", "excluded": "0.5"}),
        (
            HOURS,
            {"started": "2021-03-01 9:00", "finished": "2021-03-01 11:00", "excluded": "1小时"},
        ),
        (MONTHS, {"started": "2021-03-01", "finished": "2021-04-30", "extended": "是"}),
        (OWN_LIMIT, {"started": "2021-03-01", "finished": "2021-04-30", "limit": "6个月"}),
        (SHARE, {"flag": "否"}),
        (COUNT, {}),
        (FEE, {"value": "0元"}),
        (MEAN, {"value": "3"}),
    ],
)
def test_cases_that_are_accepted(context: Context, target: str, cells: dict[str, str]) -> None:
    assert case(context, target, **cells).facts is not None


@pytest.mark.parametrize(
    ("target", "cells", "column", "says"),
    [
        (DAYS, {}, "started", "needs the start"),
        (DAYS, {"started": "--"}, "started", "needs the start"),
        (DAYS, {"started": "2021-03-05", "finished": "2021-03-04"}, "finished", "before it"),
        (
            DAYS,
            {"started": "2021-03-05 10:00", "finished": "2021-03-05 09:59"},
            "finished",
            "before it",
        ),
        (DAYS, {"started": "不涉及"}, "started", "expected a date"),
        (DAYS, {"started": "2021-03-05", "excluded": "0.5"}, "excluded", "must be whole"),
        (DAYS, {"started": "2021-03-05", "excluded": "2天"}, "excluded", "working days"),
        (DAYS, {"started": "2021-03-05", "excluded": "8小时"}, "excluded", "working days"),
        (CALENDAR, {"started": "2021-03-05", "excluded": "2工作日"}, "excluded", "in days"),
        (MONTHS, {"started": "2021-03-05", "excluded": "1个月"}, "excluded", "in days"),
        (HOURS, {"started": "2021-03-05 9:00", "excluded": "1天"}, "excluded", "in hours"),
        (HOURS, {"started": "2021-03-05 9:00", "excluded": "30分钟"}, "excluded", "in hours"),
        (DAYS, {"started": "2021-03-05", "excluded": "-1"}, "excluded", "negative"),
        (
            DAYS,
            {"started": "2021-03-01", "finished": "2021-03-02", "excluded": "9"},
            "excluded",
            "more than the whole",
        ),
        (DAYS, {"started": "2021-03-05", "extended": "是"}, "extended", "no extension"),
        (HOURS, {"started": "2021-03-05"}, "started", "time of day"),
        (
            HOURS,
            {"started": "2021-03-05 9:00", "finished": "2021-03-06"},
            "finished",
            "time of day",
        ),
        (OWN_LIMIT, {"started": "2021-03-05"}, "limit", "needs the case's limit"),
        (OWN_LIMIT, {"started": "2021-03-05", "limit": "6"}, "limit", "with its unit"),
        (SHARE, {}, "flag", "needs the flag"),
        (SHARE, {"flag": "maybe"}, "flag", "yes or no"),
        (FEE, {}, "value", "needs a value"),
        (FEE, {"value": "0"}, "value", "money needs a unit"),
        (LEVEL, {"value": "1"}, "target", "reported as a measurement"),
        (MILESTONE, {}, "target", "reported as a measurement"),
        (COUNT, {"case": "\u3000"}, "case", "needs a number"),
        (COUNT, {"case": "A\0B"}, "case", "NUL"),
        (COUNT, {"reported": "soon"}, "reported", "expected a date"),
    ],
)
def test_cases_that_are_refused(
    context: Context, target: str, cells: dict[str, str], column: str, says: str
) -> None:
    raw = {"target": target, "case": "A1", **cells}
    fault = one_fault(read_row(CaseRow, raw, context))
    assert (fault.column, fault.value) == (column, raw.get(column))
    assert says in fault.message.en


def test_a_case_started_in_the_window_needs_a_calendar_for_its_finish(context: Context) -> None:
    raw = {"target": DAYS, "case": "A1", "started": "2021-12-31", "finished": "2031-01-04"}
    fault = one_fault(read_row(CaseRow, raw, context))
    assert fault.column == "finished"
    assert "2026" in fault.message.en


def test_a_case_number_is_text(context: Context) -> None:
    numbers = [case(context, COUNT, case=number).case for number in ("000123", " 123 ", "1.0")]
    assert numbers == ["000123", "123", "1.0"]


def test_times_are_kept_as_written(context: Context) -> None:
    row = case(context, DAYS, started="2021-03-01T23:30:00Z", finished="2021-03-03")
    assert (row.started, row.finished) == (datetime(2021, 3, 2, 7, 30), date(2021, 3, 3))
    assert row.excluded is None
    assert case(context, DAYS, started="2021-03-01", excluded="1").excluded == (Decimal(1), None)
