"""A verdict where it stands: who and what is missing, whose a row is, why a long case passes."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Judge
from yshj.errors import Text
from yshj.render import github, junit, table
from yshj.render.phrases import Phrases
from yshj.render.standing import incomplete, seen, so_far, span_in_words
from yshj.report.compose import document_of

DISTRICTS = "41-capital-districts,中原区,2021,3亿元,\n41-capital-districts,二七区,2021,2亿元,"
COURT = "target,reporter,period,numerator,denominator\n68-assisted-drafting,市法院,2021-Q1,{},100"
PARTS = "87-incubators,中原区,2021,1,家\n87-incubators,二七区,2021,1,家"


def test_who_is_missing_is_named_as_far_as_there_is_room(judge_csv: Judge) -> None:
    report = document_of(judge_csv(DISTRICTS), "zh")
    (result,) = [one for one in report.results if one.id == "41-capital-districts"]
    say = Phrases.of(report)
    assert incomplete(result, say, 16) == (
        "尚未报齐（目前达标）：缺 10 个区县（市）：金水区、上街区，另 8 个"
    )
    everybody = incomplete(result, say, 1000)
    assert "登封市" in everybody
    assert "另" not in everybody


@pytest.mark.parametrize(
    ("share", "zh"), [(85, "目前达标"), (60, "目前未达标，已到期，按未达标计")]
)
def test_missing_time_is_named_with_its_body(judge_csv: Judge, share: int, zh: str) -> None:
    report = document_of(judge_csv(COURT.format(share)), "zh")
    (result,) = [one for one in report.results if one.id == "68-assisted-drafting"]
    assert so_far(result, Phrases("zh")) == zh
    assert seen(result, Phrases.of(report))[-1] == (f"尚未报齐（{zh}）：缺2021年4月至12月：市法院")


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        ((1, 1), (12, 31), "2021年", "2021"),
        ((7, 1), (12, 31), "2021年下半年", "2021 H2"),
        ((10, 1), (12, 31), "2021年第四季度", "2021 Q4"),
        ((2, 1), (2, 28), "2021年2月", "2021-02"),
        ((2, 1), (4, 30), "2021年2月至4月", "2021-02 to 2021-04"),
        ((2, 1), (2, 27), " 2021-02-01 至 2021-02-27 ", "2021-02-01 to 2021-02-27"),
        ((2, 3), (2, 3), "2021-02-03", "2021-02-03"),
    ],
)
def test_time_in_words(first: tuple[int, int], last: tuple[int, int], zh: str, en: str) -> None:
    days = date(2021, *first), date(2021, *last)
    assert span_in_words(*days) == Text(zh, en)


def test_a_partial_missed_when_due_is_told_as_a_failure(judge_csv: Judge) -> None:
    """Contract section 3: it counts so in JUnit, in annotations and in the order of the table."""
    report = document_of(judge_csv(PARTS), "en")
    assert report.exit_code == 1
    assert '<failure type="partial" message="partial: ' in junit.render(report)
    assert github.render(report).startswith("::error title=partial%3A 87-incubators ")
    shown = table.render(report)
    assert "✗ partial" in shown
    assert "1 partial (1 counts as fail)" in shown


def test_a_part_of_the_citys_sum_is_no_failing_row(judge_csv: Judge) -> None:
    report = document_of(judge_csv(PARTS), "en")
    (result,) = [one for one in report.results if one.id == "87-incubators"]
    assert result.failures == ()
    assert {one.status for one in result.reporters} == {"counted"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        # 26 April to 6 May 2021: the last day, 3 May, was a day off (Civil Code, art. 203)
        ("20-injury-clear,市人社局,A,2021-04-26,2021-05-06,", "最长 10 日（末日顺延）"),
        ("59-pretrial-mediation,,A,2021-11-01,2021-12-20,yes", "（延长）"),
    ],
)
def test_a_long_case_that_passes_says_why(judge_csv: Judge, rows: str, words: str) -> None:
    head = "target,reporter,case,started,finished,extended\n"
    report = document_of(judge_csv((), head + rows), "zh")
    (result,) = [one for one in report.results if one.n]
    assert words in seen(result, Phrases.of(report))[0]
    assert result.over == 0


def test_a_doubt_is_listed_with_its_answer_and_changes_nothing(judge_csv: Judge) -> None:
    head = "target,reporter,period,value,unit,remark\n"
    rows = (
        "01-mobile-services,,2021-01..2021-06,310,个,\n01-mobile-services,,2021,305,个,核减五项\n"
    )
    report = document_of(judge_csv(head + rows), "zh")
    (doubt,) = report.doubts
    assert (doubt.code, doubt.id, doubt.reporter) == ("D01", "01-mobile-services", "郑州市")
    assert (doubt.row, doubt.remark) == (3, "核减五项")
    assert report.exit_code == 0
    shown = table.render(report)
    assert "疑点（不影响结论）" in shown
    assert "报送单位的说明：核减五项" in shown
