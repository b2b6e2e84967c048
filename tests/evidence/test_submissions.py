"""The random submissions: valid rows, the same from the same seed, and shrunk to what matters."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.evidence.compare import shrink
from tests.evidence.model import FigureRow, Law, Row, Said, Submission
from tests.evidence.submissions import make
from tests.evidence.who import refused, who
from tests.evidence.written import written
from yshj.catalogue.entries import Statistic
from yshj.contract.cells import Mark
from yshj.contract.periods import Period
from yshj.contract.rows import CaseRow, Context, MeasurementRow, read_row

MARKS = {
    Said.FIGURE: None,
    Said.ZERO: Mark.ZERO,
    Said.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
    Said.BLANK: Mark.NOT_REPORTED,
}


@pytest.fixture(scope="module")
def rows(law: Law) -> list[Row]:
    return [row for number in range(60) for row in make(5, number, law).sent.rows]


def test_the_row_model_reads_what_is_meant(law: Law, rows: list[Row]) -> None:
    context = Context(law.catalogue, law.calendar)
    for row in rows:
        target = law.catalogue.targets[row.target]
        cells = written(row, target)
        if refused(row, target, who(target, law)):  # rule 1: not to be read
            model: type[CaseRow | MeasurementRow] = CaseRow
            if isinstance(row, FigureRow):
                model = MeasurementRow
            assert isinstance(read_row(model, cells, context), list), cells
            continue
        if not isinstance(row, FigureRow):
            case = read_row(CaseRow, cells, context)
            assert isinstance(case, CaseRow), (cells, case)
            assert (case.started, case.finished, case.flag) == (row.started, row.finished, row.flag)
            continue
        if row.bottom == 0 and target.statistic is Statistic.CHANGE:
            continue  # rule 19: a single baseline of 0 is accepted
        read = read_row(MeasurementRow, cells, context)
        assert isinstance(read, MeasurementRow), (cells, read)
        assert (read.reporter.name, read.state) == (row.body, MARKS[row.said])
        if row.said is not Said.FIGURE or target.is_milestone:
            continue
        assert read.period == Period(row.start, row.end)
        assert read.figure is not None
        if row.value is not None:
            assert (read.figure.value, read.figure.weight) == (row.value, row.cases)
        elif target.statistic is Statistic.SHARE:
            assert (read.figure.numerator, read.figure.denominator) == (row.top, row.bottom)


def test_all_kinds_of_rows_are_there(rows: list[Row]) -> None:
    figures = [row for row in rows if isinstance(row, FigureRow)]
    assert {row.said for row in figures} == set(Said)
    assert len(figures) < len(rows)
    assert any(row.cases for row in figures)
    assert any(row.bottom for row in figures)


def test_a_seed_gives_the_same_again(law: Law) -> None:
    assert make(5, 17, law).sent == make(5, 17, law).sent
    assert make(5, 17, law).sent != make(6, 17, law).sent
    assert make(5, 3, law, "08-setup-time").target.id == "08-setup-time"


def test_shrinking_keeps_the_rows_that_matter(law: Law) -> None:
    sent = next(
        one
        for number in range(100)
        if len((one := make(5, number, law, "87-incubators").sent).rows) > 12
    )

    def sum_is_large(fewer: Submission) -> bool:
        values = [row.value or 0 for row in fewer.rows if isinstance(row, FigureRow)]
        return sum(values, Fraction(0)) >= 2

    assert sum_is_large(sent)
    small = shrink(sent, sum_is_large)
    assert sum_is_large(small)
    assert not any(sum_is_large(small.without(row)) for row in small.rows if len(small.rows) > 1)
