"""The ranking of bodies: what was asked of each, what came of it, who shares a place."""

from __future__ import annotations

import re
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yshj
from tests.conftest import Judge
from yshj.catalogue.bodies import BodyKind
from yshj.catalogue.model import Catalogue
from yshj.catalogue.waivers import Waiver
from yshj.render.json import render
from yshj.report.compose import document_of
from yshj.report.document.kinds import By
from yshj.report.document.ranking import Ranked
from yshj.report.document.report import Report
from yshj.report.ranking import ranking
from yshj.report.saved import parse
from yshj.report.selection import Selection

# of each district: one working day, two 亿元; the city's own sum is no verdict on any of them
TIME, CAPITAL, SUM = "08-setup-time", "41-capital-districts", "82-patent-firms"
THREE = Selection(targets=frozenset({TIME, CAPITAL, SUM}))
HEADER = "target,reporter,period,value,unit,reported"


def rows(**of: tuple[str, str, str]) -> str:
    """By district its days, its 亿元 and its firms; a blank is not sent."""
    lines = [HEADER]
    for name, figures in of.items():
        for target, figure, unit in zip(
            (TIME, CAPITAL, SUM), figures, ("工作日", "亿元", "家"), strict=True
        ):
            if figure:
                lines.append(f"{target},{name},2021,{figure},{unit},")
    return "\n".join(lines)


def told(report: Any) -> Report:
    return document_of(report, "zh")


def lines(report: Report, kind: BodyKind = BodyKind.DISTRICT) -> dict[str, Ranked]:
    return {one.reporter: one for one in ranking(report) if one.kind is kind}


def counts(one: Ranked) -> tuple[int | None, ...]:
    return one.asked, one.judged, one.met, one.missed, one.not_sent


def test_what_was_asked_and_what_came_of_it(judge_csv: Judge) -> None:
    sent = rows(中原区=("1", "2", "3"), 二七区=("2", "2", "3"), 金水区=("1", "", ""))
    found = lines(told(judge_csv(sent, selection=THREE)))
    # a firm counted into the city is asked of a district and no verdict on it
    assert counts(found["中原区"]) == (3, 2, 2, 0, 0)
    assert counts(found["二七区"]) == (3, 2, 1, 1, 0)
    assert counts(found["金水区"]) == (3, 1, 1, 0, 2)
    assert counts(found["登封市"]) == (3, 0, 0, 0, 3)
    assert [found[name].short for name in ("中原区", "二七区", "金水区", "登封市")] == [
        *(0, Fraction(1, 3), Fraction(2, 3), 1)
    ]
    assert [found[name].rank for name in ("中原区", "二七区", "金水区")] == [1, 2, 3]
    assert {
        one.rank for name, one in found.items() if name not in ("中原区", "二七区", "金水区")
    } == {4}


def test_a_tie_shares_a_place_and_more_met_comes_first(judge_csv: Judge) -> None:
    """中原区 has met two, 二七区 says that one does not apply: none is missed by either."""
    sent = rows(中原区=("1", "2", "3"), 二七区=("1", "不涉及", "3"), 金水区=("1", "3", "0"))
    found = lines(told(judge_csv(sent, selection=THREE)))
    assert counts(found["二七区"]) == (2, 1, 1, 0, 0)
    assert [found[name].rank for name in ("中原区", "金水区", "二七区")] == [1, 1, 3]


def test_a_place_is_one_among_its_kind(judge_csv: Judge) -> None:
    sent = rows(中原区=("2", "1", ""), 郑东新区=("1", "", "3"))
    report = told(judge_csv(sent, selection=THREE))
    assert lines(report)["中原区"].rank == 1  # the others have sent nothing at all
    zones = lines(report, BodyKind.ZONE)
    assert counts(zones["郑东新区"]) == (2, 1, 1, 0, 0)  # zones have no capital to report
    assert (zones["郑东新区"].rank, zones["郑州高新技术产业开发区"].rank) == (1, 2)


def test_before_the_day_nobody_is_short_of_what_is_not_sent(judge_csv: Judge) -> None:
    sent = rows(中原区=("1", "", ""), 二七区=("2", "", "")).replace("2021", "1—11月")
    found = lines(told(judge_csv(sent, as_of="2021-11-30", selection=THREE)))
    assert not any(one.missed or one.short for one in found.values())
    assert counts(found["二七区"]) == (3, 1, 0, 0, 2)  # at risk: judged, and not missed yet
    assert [found[name].rank for name in ("中原区", "二七区", "金水区")] == [1, 2, 2]


def test_what_is_waived_is_not_asked(judge_csv: Judge) -> None:
    waiver = Waiver(TIME, "金水区", "flood", "Wang", date(2022, 6, 30))
    sent = rows(金水区=("9", "2", "3"), 二七区=("1", "2", "3"))
    found = lines(told(judge_csv(sent, waivers=[waiver], selection=THREE)))
    assert counts(found["金水区"]) == (2, 1, 1, 0, 0)
    assert counts(found["二七区"]) == (3, 2, 2, 0, 0)


def test_the_groups_say_the_same(judge_csv: Judge) -> None:
    sent = rows(中原区=("1", "2", "3"), 二七区=("2", "5", "9"))
    report = told(judge_csv(sent, selection=THREE, by=By.REPORTER))
    assert report.breakdown is not None
    groups = {one.key: one for one in report.breakdown.groups}
    for name, one in lines(report).items():
        group = groups[name]
        assert (group.kind, group.rank, group.short) == (one.kind, one.rank, one.short)
        assert (group.asked, group.judged, group.met) == (one.asked, one.judged, one.met)
        assert (group.missed, group.not_sent, group.late) == (one.missed, one.not_sent, None)
    place = {each.id: each.place for each in groups["二七区"].results}
    # more days are worse, more money and more firms are better
    assert place == {TIME: 2, CAPITAL: 1, SUM: 1}
    assert {each.place for each in groups["金水区"].results} == {None}


def test_other_breakdowns_have_no_ranks(judge_csv: Judge) -> None:
    report = told(judge_csv(rows(中原区=("1", "2", "3")), selection=THREE, by=By.ITEM))
    assert report.breakdown is not None
    assert {one.rank for one in report.breakdown.groups} == {None}
    assert "rank" not in render(report)


def test_a_saved_report_is_ranked_the_same(judge_csv: Judge) -> None:
    sent = rows(中原区=("1", "2", "3"), 二七区=("2", "", "9"))
    report = told(judge_csv(sent, selection=THREE))
    saved = parse(render(report).encode("utf-8"), "r.json").report
    assert ranking(saved) == ranking(report) != ()


def by_a_plan(tmp_path: Path, catalogue: Catalogue, text: str, **said: str) -> dict[str, Ranked]:
    """The districts under a plan whose `plan.yaml` says other words."""
    folder = tmp_path / "plan"
    shutil.copytree(catalogue.folder, folder)
    plan = (folder / "plan.yaml").read_text(encoding="utf-8")
    for name, word in said.items():
        plan = re.sub(rf"(?m)^{name}:.*\n", "", plan) + f"\n{name}: {word}\n"
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    sent = tmp_path / "sent.csv"
    sent.write_text(text, encoding="utf-8")
    found = yshj.check(
        str(sent), plan=folder, as_of="2022-01-20", targets=[TIME, CAPITAL, SUM], by="reporter"
    )
    assert not found.problems
    return lines(found.document)


def test_a_target_weighs_what_the_plan_says(tmp_path: Path, catalogue: Catalogue) -> None:
    sent = rows(中原区=("2", "2", "3"), 二七区=("1", "1", "3"), 金水区=("1", "", "3"))
    found = by_a_plan(tmp_path, catalogue, sent, weights=f"{{{TIME}: 4, {SUM}: 1/2}}")
    # of 4 + 1 + 1/2
    assert found["中原区"].short == Fraction(8, 11)
    assert found["二七区"].short == found["金水区"].short == Fraction(2, 11)
    assert (found["二七区"].met, found["二七区"].rank) == (1, 1)
    assert found["中原区"].rank == 3


def test_what_weighs_nothing_ranks_nobody(tmp_path: Path, catalogue: Catalogue) -> None:
    sent = rows(中原区=("2", "2", "3"))
    weights = f"{{{TIME}: 0, {CAPITAL}: 0, {SUM}: 0}}"
    one = by_a_plan(tmp_path, catalogue, sent, weights=weights)["中原区"]
    assert (one.asked, one.missed, one.rank, one.short) == (3, 1, None, None)


def test_what_was_sent_late_counts_like_what_was_not(tmp_path: Path, catalogue: Catalogue) -> None:
    sent = f"""{HEADER}
{TIME},中原区,2021,1,工作日,2022-01-15
{TIME},二七区,2021,1,工作日,2022-01-16
{TIME},金水区,2021,1,工作日,
{CAPITAL},中原区,2021,2,亿元,2022-01-01
{CAPITAL},二七区,2021,1,亿元,2022-01-16"""
    found = by_a_plan(tmp_path, catalogue, sent, report_within="15")
    assert [found[name].late for name in ("中原区", "二七区", "金水区", "登封市")] == [0, 2, 0, 0]
    assert counts(found["二七区"]) == (3, 2, 1, 1, 1)
    # one firm figure not sent by anybody; what is missed and late is short of once
    assert [found[name].short for name in ("中原区", "二七区", "金水区")] == [
        *(Fraction(1, 3), 1, Fraction(2, 3))
    ]


def test_nobody_is_late_where_the_plan_gives_no_days(judge_csv: Judge) -> None:
    sent = f"{HEADER}\n{TIME},中原区,2021,1,工作日,2022-01-09"
    one = lines(told(judge_csv(sent, selection=THREE)))["中原区"]
    assert (one.late, one.short) == (None, Fraction(2, 3))
