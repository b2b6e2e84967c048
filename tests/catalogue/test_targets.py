"""Every numeric and implied target against a reading of the plan, and the milestones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yshj.catalogue.load import load

CATALOGUE = load("zhengzhou-2021")
LINES = [
    line
    for line in Path(__file__).with_name("expected.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
WHO = {"全市": "city", "各区县和开发区": "districts", "各区县": ("district",)}
# items whose bracket says 持续推进
WITHOUT_DEADLINE = {33, 39, 40, 41, 73, 74}


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line).partition(" ")[0])
def test_the_catalogue_says_what_the_plan_asks(line: str) -> None:
    number, statistic, limit, due, marks, statutory, who, figure = map(str.strip, line.split("|"))
    target = CATALOGUE.targets[number]
    stated = target.statutory
    assert (
        target.statistic.value,
        f"{target.op.value} {target.threshold.normalize():f} {target.unit.zh}",
        "-" if target.due is None else str(target.due),
        "h" * bool(target.hedge)
        + "i" * target.implied
        + "f" * (target.belongs == "finish")
        + "d" * (target.when == "by_deadline")
        or "-",
        "-" if stated is None else f"{stated.value}{stated.unit.zh}",
        target.reported_by,
        target.figure,
    ) == (statistic, limit, due, marks, statutory, WHO.get(who) or tuple(who.split("、")), figure)


def test_no_target_is_left_out() -> None:
    listed = {line.partition(" ")[0] for line in LINES}
    assert listed == {one.id for one in CATALOGUE.targets.values() if not one.is_milestone}


def test_every_dated_item_has_a_milestone() -> None:
    stones = {one.item for one in CATALOGUE.targets.values() if one.is_milestone}
    assert stones == set(range(1, 101)) - WITHOUT_DEADLINE


@pytest.mark.parametrize(
    ("item", "due"),
    [
        *((6, (2021, 9, 30)), (10, (2021, 10, 31)), (21, (2021, 6, 30)), (30, (2021, 8, 31))),
        *((34, (2021, 11, 30)), (49, (2021, 6, 30)), (59, (2021, 9, 30)), (100, (2021, 12, 31))),
    ],
)
def test_a_month_means_its_last_day(item: int, due: tuple[int, int, int]) -> None:
    stone = CATALOGUE.targets[f"{item:02d}-milestone"]
    assert (stone.due, stone.statistic.value) == (date(*due), "milestone")


def test_the_bodies_of_the_plan() -> None:
    find = CATALOGUE.bodies.find
    assert len(CATALOGUE.parts) == 16
    names = {
        "": "郑州市",
        "郑州市金水区人民政府": "金水区",
        "河南省郑州市中牟县政府": "中牟县",
        "港区": "郑州航空港经济综合实验区",
        "郑州经济技术开发区管委会": "郑州经济技术开发区",
        "高新区": "郑州高新技术产业开发区",
        "管城区": "管城回族区",
        " 金 水 区 ": "金水区",
        "Jinshui District": "金水区",
        "郑州市市场监督管理局": "市市场监管局",
    }
    assert {word: body.name for word in names if (body := find(word))} == names
    assert find("火星区") is None


def test_targets_are_found_by_id_and_by_name() -> None:
    target = CATALOGUE.targets["08-setup-time"]
    for word in ("08-setup-time", "08-SETUP-TIME", "企业开办时间", "Time to set up a company"):
        assert CATALOGUE.find(word) is target
    assert CATALOGUE.find("企业开办") is None
