"""What is missed, where and by how much; what is undecided; who has not sent."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.conftest import Judge
from yshj.catalogue.waivers import Waiver
from yshj.judge.status import Status
from yshj.render.json import render
from yshj.report.compose import document_of
from yshj.report.document.report import Report
from yshj.report.misses import Miss, Misses, misses
from yshj.report.saved import parse
from yshj.report.selection import Selection

SUM, CAPITAL, CENTRES = "93-village-performances", "41-capital-districts", "95-new-health-centres"
HEDGED, TASK, OPEN_TASK = "95-health-centres-standard", "06-milestone", "97-milestone"
COURT, TIME = "62-services-per-case", "08-setup-time"


def chosen(*ids: str) -> Selection:
    return Selection(targets=frozenset(ids))


def told(found: Any) -> Report:
    return document_of(found, "zh")


def only(found: Misses) -> Miss:
    assert len(found.rows) == 1
    return found.rows[0]


def test_a_sum_that_falls_short(judge_csv: Judge) -> None:
    sent = f"{SUM},市文化广电和旅游局,2021,1166,场,"
    one = only(misses(told(judge_csv(sent, selection=chosen(SUM)))))
    assert (one.id, one.name, one.status) == (SUM, "舞台艺术进乡村、进社区演出场次", Status.FAIL)
    assert one.gap == 34
    assert one.result.observed == Fraction(1166)
    assert (one.due, one.is_task, one.unfinished, one.cases) == (
        date(2021, 12, 31),
        False,
        False,
        0,
    )
    assert one.lead == ("市文化广电和旅游局",)
    assert [place.reporter for place in one.where] == ["市文化广电和旅游局"]


def test_a_district_is_named_where_it_is_its_own_figure_that_misses(judge_csv: Judge) -> None:
    sent = "\n".join(
        f"{CAPITAL},{name},2021,{figure},亿元,"
        for name, figure in (("中原区", "2"), ("上街区", "1.8"), ("二七区", "1.2"))
    )
    one = only(misses(told(judge_csv(sent, selection=chosen(CAPITAL)))))
    assert [(place.reporter, place.gap, place.over) for place in one.where] == [
        *(("二七区", Fraction(4, 5), 1), ("上街区", Fraction(1, 5), 1))
    ]
    assert one.gap == Fraction(4, 5)


def test_a_part_of_the_city_is_no_place(judge_csv: Judge) -> None:
    sent = "\n".join(f"{CENTRES},{name},2021,1,家," for name in ("中原区", "二七区"))
    found = misses(told(judge_csv(sent, selection=chosen(CENTRES))))
    one = only(found)
    assert (one.status, one.result.status) == (Status.FAIL, Status.PARTIAL)
    assert one.gap == 13
    assert one.where == ()
    assert found.undecided == ()  # it counts as a miss by now: not told twice
    assert [silent.reporter for silent in found.silent] == [
        *("金水区", "上街区", "惠济区", "管城回族区", "中牟县", "巩义市", "荥阳市"),
        *("新密市", "新郑市", "登封市"),
    ]
    (unsent,) = found.silent[0].targets
    assert (unsent.result.id, unsent.whole, unsent.due) == (CENTRES, True, True)
    assert unsent.spans == ((date(2021, 1, 1), date(2021, 12, 31)),)
    assert (found.silent[0].due, found.silent[0].absent) == (1, 1)


def test_cases_are_counted_with_their_district(judge_csv: Judge) -> None:
    cases = """\
08-setup-time,中原区,A1,2021-03-01,2021-03-02,,,
08-setup-time,二七区,B1,2021-03-01,2021-03-03,,,
08-setup-time,二七区,B2,2021-03-01,2021-03-03,,,
08-setup-time,金水区,C1,2021-03-01,2021-03-05,,,
08-setup-time,登封市,D1,2021-12-29,,,,
"""
    one = only(misses(told(judge_csv(cases=cases, selection=chosen(TIME)))))
    assert one.cases == 4
    assert one.gap == 6
    assert [(place.reporter, place.over) for place in one.where] == [
        # the worst first; the open case has run 7 working days by January 10
        *(("登封市", 1), ("金水区", 1), ("二七区", 2))
    ]
    assert {row.reporter for row in one.rows} == {"金水区", "二七区", "登封市"}


def test_tasks_and_figures_are_counted_apart_and_hedged_ones_by_themselves(
    judge_csv: Judge,
) -> None:
    sent = f"""\
{TASK},郑州市,2021,2021-11-12,,
{SUM},市文化广电和旅游局,2021,1166,场,
{HEDGED},郑州市,2021,60%,,
{OPEN_TASK},郑州市,2021,2022-03-01,,
"""
    ids = chosen(TASK, SUM, HEDGED, OPEN_TASK)
    found = misses(told(judge_csv(sent, as_of="2022-01-14", selection=ids)))
    assert (found.figures, found.tasks, len(found.hedged)) == (1, 2, 1)
    # 43 days of 365 are more than 34 of 1,200; hedged words come behind; a task without a day last
    assert [one.id for one in found.rows] == [TASK, SUM, OPEN_TASK, HEDGED]
    assert [one.gap for one in found.rows] == [43, 34, 14, 20]
    assert [one.unfinished for one in found.rows] == [False, False, True, False]
    assert [one.is_task for one in found.rows] == [True, False, True, False]
    assert found.rows[0].where == ()  # the city's own line says nothing of a place


def test_who_leads_answers(judge_csv: Judge) -> None:
    sent = f"{TASK},郑州市,2021,2021-11-12,,\n{SUM},市文化广电和旅游局,2021,1166,场,"
    found = misses(told(judge_csv(sent, selection=chosen(TASK, SUM))))
    assert {name: [one.id for one in rows] for name, rows in found.by_lead().items()} == {
        "市政府办公厅": [TASK],
        "市发展改革委": [TASK],
        "市政务办": [TASK],
        "市文化广电和旅游局": [SUM],
    }


def test_what_time_is_missing_of_a_body(judge_csv: Judge) -> None:
    sent = f"target,reporter,period,value,unit,cases\n{COURT},市法院,2021Q2,2.8,次,100"
    found = misses(told(judge_csv(sent, selection=chosen(COURT))))
    assert found.rows == ()
    assert [one.id for one in found.undecided] == [COURT]
    (silent,) = found.silent
    (unsent,) = silent.targets
    assert (silent.reporter, unsent.whole, silent.absent) == ("市法院", False, 0)
    assert unsent.spans == ((date(2021, 7, 1), date(2021, 12, 31)),)


def test_before_its_day_nothing_is_due(judge_csv: Judge) -> None:
    found = misses(told(judge_csv(as_of="2021-11-30", selection=chosen(CENTRES))))
    assert found.rows == ()
    assert found.undecided == ()
    assert len(found.silent) == 12
    assert {one.due for one in found.silent} == {0}


def test_what_is_at_risk_is_not_missed_yet(judge_csv: Judge) -> None:
    sent = f"{SUM},市文化广电和旅游局,1—11月,1000,场,"
    found = misses(told(judge_csv(sent, as_of="2021-11-30", selection=chosen(SUM))))
    assert [one.id for one in found.at_risk] == [SUM]
    assert found.rows == ()


def test_a_waiver_accepts_a_miss_and_a_silence(judge_csv: Judge) -> None:
    waivers = [
        Waiver(SUM, None, "flood", "Wang", date(2022, 6, 30)),
        Waiver(CENTRES, "金水区", "flood", "Wang", date(2022, 6, 30)),
    ]
    sent = f"{SUM},市文化广电和旅游局,2021,1166,场,"
    report = told(judge_csv(sent, waivers=waivers, selection=chosen(SUM, CENTRES)))
    found = misses(report)
    assert found.rows == ()
    assert "金水区" not in {one.reporter for one in found.silent}
    assert len(found.silent) == 11


def test_a_saved_report_says_the_same(judge_csv: Judge) -> None:
    sent = f"{SUM},市文化广电和旅游局,2021,1166,场,\n{CAPITAL},上街区,2021,1.8,亿元,"
    report = told(judge_csv(sent, selection=chosen(SUM, CAPITAL, CENTRES)))
    saved = parse(render(report).encode("utf-8"), "r.json").report
    assert misses(saved) == misses(report)
    assert len(misses(report).rows) == 2
    assert len(misses(report).silent) == 12
