"""What was observed, in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.conftest import Judge, only
from yshj.catalogue.model import Catalogue
from yshj.judge.measured import Measure
from yshj.judge.model import Finding
from yshj.judge.status import Status
from yshj.render.phrases import Phrases
from yshj.render.words import describe
from yshj.report.compose import result_of
from yshj.report.model import Result


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            Measure(n=4120, over=3, observed=Fraction(4)),
            ["3 of 4,120 over", "worst 4 working days"],
        ),
        (Measure(n=5, observed=Fraction(1)), ["worst 1 working day"]),
        (Measure(n=2, over=2), ["2 of 2 over"]),  # both still open
        (Measure(), ["–"]),
    ],
)
def test_each_in_words(catalogue: Catalogue, found: Measure, text: list[str]) -> None:
    finding = Finding(target=catalogue.targets["08-setup-time"], status=Status.FAIL, measure=found)
    result = result_of(Result(finding), catalogue, "en")
    assert describe(result, result, Phrases("en")) == text


def test_a_share_is_not_rounded_up_to_its_limit(catalogue: Catalogue, judge_csv: Judge) -> None:
    rows = (
        "target,reporter,period,numerator,denominator\n22-online-tax,市税务局,2021,899999,1000000"
    )
    result = result_of(only(judge_csv(rows)), catalogue, "en")
    assert describe(result, result, Phrases("en")) == ["89.9999%", "899,999 of 1,000,000"]
