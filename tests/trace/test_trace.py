"""What a trace finds wrong: each fault made once, on a small catalogue and on the built-in one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from yshj.catalogue.load import load
from yshj.catalogue.model import Catalogue
from yshj.trace.accounts import Role
from yshj.trace.faults import FaultKind
from yshj.trace.text import PlanText, parse_plan, read_plan
from yshj.trace.trace import Trace, trace

TEXT = """\
滨河市2022年要点
1. 推行“1+N”服务。将登记由法定10日压缩至3个工作日内，一般2次办结；2022年6月底前网办率
达到90%。（牵头单位：市甲局，责任单位：各县区。完成时限：2022年12月）
2. 实行零收费。（责任单位：市乙局。完成时限：持续推进）
"""
PLAN_YAML = """\
plan: small
title: {zh: 滨河市2022年要点, en: Plan}
document: 滨政〔2022〕1号
issued: 2022-01-01
time_zone: Asia/Shanghai
window: {start: 2022-01-01, end: 2022-12-31}
sections: [one.yaml]
adds_up_to_city: [district]
bodies:
  - {name: 滨河市, en: Binhe, kind: city}
  - {name: 市甲局, en: Bureau A, kind: agency}
  - {name: 市乙局, en: Bureau B, kind: agency}
groups: [各县区]
"""
SECTION_YAML = """\
section: {number: 一, title: {zh: 滨河市2022年要点, en: Plan}}
items:
  - number: 1
    title: {zh: 登记, en: Registration}
    lead: [市甲局]
    responsible: [各县区]
    deadline: 2022-12
    deadline_quote: 完成时限：2022年12月
    targets:
      - id: 01-time
        name: {zh: 登记时间, en: Time}
        quote: 将登记由法定10日压缩至3个工作日内
        figure: 3个工作日内
        statistic: each
        op: "<="
        threshold: 3
        unit: 工作日
        clock: working_day
        starts: {zh: 受理, en: acceptance}
        ends: {zh: 办结, en: completion}
        scope: {zh: 登记, en: registrations}
        statutory: {value: 10, unit: 日, quote: 法定10日, kind: statutory}
        reported_by: city
      - id: 01-online
        name: {zh: 网办率, en: Online}
        quote: 2022年6月底前网办率达到90%
        figure: 90%
        statistic: share
        op: ">="
        threshold: 90
        unit: "%"
        scope: {zh: 事项, en: matters}
        deadline: 2022-06
        deadline_quote: 2022年6月底前
        reported_by: city
    not_targets:
      - figure: “1+N”
        quote: 推行“1+N”服务
        reason: {zh: 名称, en: a name}
      - figure: 2次
        quote: 一般2次办结
        reason: {zh: 举例, en: an example}
  - number: 2
    title: {zh: 收费, en: Fees}
    lead: []
    responsible: [市乙局]
    deadline: none
    deadline_quote: 完成时限：持续推进
    targets:
      - id: 02-fee
        name: {zh: 收费, en: Fee}
        quote: 实行零收费
        figure: 零收费
        statistic: each
        op: "<="
        threshold: 0
        unit: 元
        scope: {zh: 事项, en: matters}
        reported_by: city
"""


def held(folder: Path, text: str = TEXT, section: str = SECTION_YAML) -> Trace:
    (folder / "plan.yaml").write_text(PLAN_YAML, encoding="utf-8")
    (folder / "one.yaml").write_text(section, encoding="utf-8")
    return trace(parse_plan(text), load(str(folder)))


def test_a_catalogue_that_holds(tmp_path: Path) -> None:
    found = held(tmp_path)
    assert found.faults == ()
    became = {one.figure.text: one.role for one in found.items[0].figures}
    assert became == {
        "1": Role.NOT_TARGET,
        "10日": Role.STATUTORY,
        "3个工作日": Role.THRESHOLD,
        "2次": Role.NOT_TARGET,
        "2022年6月底前": Role.DEADLINE,
        "90%": Role.THRESHOLD,
        "2022年12月": Role.DEADLINE,
    }


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("。（牵头单位", "，另有3个工作日内办结的。（牵头单位", FaultKind.UNACCOUNTED),
        ("“1+N”服务", "“1+N”服务、“1+N”专区", FaultKind.UNACCOUNTED),
        ("一般2次办结", "一般两次办结", FaultKind.QUOTE),
        ("压缩至3个工作日内", "压缩至 3个工作日内", FaultKind.QUOTE),
        ("法定10日", "法定的10日", FaultKind.FIGURE),
        ("牵头单位：市甲局", "牵头单位：市甲局、市丙局", FaultKind.BODIES),
        ("责任单位：各县区", "责任单位：各区", FaultKind.BODIES),
        ("完成时限：2022年12月", "完成时限：2022年11月", FaultKind.DEADLINE),
        ("完成时限：2022年12月", "完成时间：2022年12月", FaultKind.DEADLINE),
        ("完成时限：持续推进", "完成时限：2022年12月", FaultKind.DEADLINE),
        ("2. 实行零收费", "3. 实行零收费", FaultKind.NOT_IN_TEXT),
        ("2. 实行零收费", "3. 实行零收费", FaultKind.NOT_IN_CATALOGUE),
        ("实行零收费。", "实行零收费，做到全覆盖。", FaultKind.UNACCOUNTED),
        ("实行零收费。", "实行零收费，减少四成材料。", FaultKind.UNACCOUNTED),
        ("实行零收费。", "实行零收费，十五日办结。", FaultKind.UNACCOUNTED),
        ("实行零收费。", "实行零收费，变更登记当场办结。", FaultKind.UNACCOUNTED),
        ("实行零收费。", "实行零收费。当日受理当日办结。", FaultKind.UNACCOUNTED),
        ("实行零收费。", "实行零收费，次日办结。", FaultKind.UNACCOUNTED),
        ("实行零收费。", "实行零收费，停止收取年检费。", FaultKind.UNACCOUNTED),
        ("实行零收费。", "实行零收费，免除登记费。", FaultKind.UNACCOUNTED),
        ("压缩至3个工作日内", "压缩至3个工作日左右", FaultKind.QUOTE),
        ("将登记由法定10日", "力争将登记由法定10日", FaultKind.MEANING),
        ("将登记由法定10日", "除特殊情形外将登记由法定10日", FaultKind.MEANING),
        ("滨河市2022年要点", "滨河市2023年要点", FaultKind.PLAN),
        ("滨河市2022年要点\n", "滨河市2022年要点\n滨政〔2022〕9号\n", FaultKind.PLAN),
    ],
)
def test_a_change_of_the_text_is_found(tmp_path: Path, old: str, new: str, kind: FaultKind) -> None:
    assert old in TEXT
    found = held(tmp_path, TEXT.replace(old, new))
    assert kind in {fault.kind for fault in found.faults}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("threshold: 3\n", "threshold: 2\n", FaultKind.VALUE),
        ("threshold: 90", "threshold: 95", FaultKind.VALUE),
        ("value: 10", "value: 20", FaultKind.VALUE),
        ("deadline: 2022-06", "deadline: 2022-07", FaultKind.DEADLINE),
        ("deadline: 2022-12", "deadline: 2022-10", FaultKind.DEADLINE),
        ("lead: [市甲局]", "lead: []", FaultKind.BODIES),
        ("figure: 3个工作日内", "figure: 压缩至", FaultKind.UNACCOUNTED),
        ('op: "<="\n        threshold: 3', 'op: ">="\n        threshold: 3', FaultKind.MEANING),
        ('op: "<="\n        threshold: 3', 'op: "<"\n        threshold: 3', FaultKind.MEANING),
        ("statistic: each", "statistic: mean", FaultKind.MEANING),
        ("kind: statutory", "kind: earlier", FaultKind.MEANING),
    ],
)
def test_a_change_of_the_catalogue_is_found(
    tmp_path: Path, old: str, new: str, kind: FaultKind
) -> None:
    assert old in SECTION_YAML
    found = held(tmp_path, section=SECTION_YAML.replace(old, new, 1))
    assert kind in {fault.kind for fault in found.faults}


def test_calendar_days_are_not_taken_for_working_days(tmp_path: Path) -> None:
    section = SECTION_YAML.replace("unit: 工作日", "unit: 日").replace(
        "working_day", "calendar_day"
    )
    kinds = {fault.kind for fault in held(tmp_path, section=section).faults}
    assert kinds == {FaultKind.VALUE, FaultKind.MEANING}


@pytest.fixture(scope="module")
def built_in(zhengzhou: Path) -> tuple[PlanText, Catalogue]:
    return read_plan(zhengzhou), load()


def test_the_built_in_catalogue_and_its_plan_agree(built_in: tuple[PlanText, Catalogue]) -> None:
    plan, catalogue = built_in
    found = trace(plan, catalogue)
    assert [(fault.item, fault.kind, fault.words) for fault in found.faults] == []
    assert [item.number for item in plan.items] == list(range(1, 101))
    assert found.roles()["unaccounted"] == 0


@pytest.mark.parametrize("step", [20, pytest.param(1, marks=pytest.mark.thorough)])
def test_no_account_covers_a_second_place(built_in: tuple[PlanText, Catalogue], step: int) -> None:
    """Any item said twice leaves its figures unaccounted for the second time."""
    plan, catalogue = built_in
    whole = trace(plan, catalogue)
    for item in plan.items[::step]:
        body = item.text[: item.bracket.start]
        counted = [
            one
            for one in whole.items[item.number - 1].figures
            if one.figure.end <= len(body) and one.figure.kind not in ("named", "label")
        ]
        if not counted:
            continue
        twice = replace(item, text=body + item.text)
        items = tuple(twice if one is item else one for one in plan.items)
        found = trace(replace(plan, items=items), catalogue).items[item.number - 1]
        loose = [f for f in found.faults if f.kind is FaultKind.UNACCOUNTED]
        assert loose, item.number
