"""The second catalogue: an ordinance in force from a day on, held against its own text."""

from __future__ import annotations

import json
from pathlib import Path

from tests import command
from tests.trace.conftest import plan_path
from yshj.catalogue.entries import Statistic
from yshj.catalogue.load import load
from yshj.catalogue.plan_entry import OPEN_END
from yshj.trace.text import read_plan
from yshj.trace.trace import trace

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "henan-2021.csv"


def test_every_limit_stands_in_its_article() -> None:
    """Read off the ordinance by hand: article, comparator, number, unit."""
    found = [
        f"{one.item}: {one.op} {one.threshold} {one.unit.zh}"
        for one in load("henan-2020").targets.values()
        if one.statistic is not Statistic.SHARE
    ]
    assert found == [
        "21: <= 5 工作日",
        "21: <= 8 工作日",
        "39: <= 1 工作日",
        "42: <= 15 工作日",
        "44: <= 1 工作日",
        "44: <= 3 工作日",
        "78: <= 30 日",
        "78: <= 5 日",
    ]


def test_it_has_the_provinces_cities_and_no_end() -> None:
    catalogue = load("henan-2020")
    assert len(catalogue.bodies.all) == 19  # the province, 17 cities and 济源
    assert catalogue.bodies.find("河南省郑州市人民政府") is catalogue.bodies.find("郑州")
    assert catalogue.plan.window.end == OPEN_END


def test_text_and_catalogue_agree() -> None:
    found = trace(read_plan(plan_path("henan-2020")), load("henan-2020"))
    assert found.faults == ()
    assert len(found.items) == 90


def test_the_sample_is_judged() -> None:
    words = ("check", str(SAMPLE), "--catalogue", "henan-2020", "--as-of", "2022-01-31")
    done = command.run([*words, "--output-format", "json"], Path.cwd())
    status = {one["id"]: one["status"] for one in json.loads(done.stdout)["results"]}
    assert status["21-water-gas-power-time"] == "fail"  # 开封市: 6 working days
    assert status["31-electronic-trading"] == "fail"  # 开封市: 398 of 400
    assert status["44-registration-time"] == "fail"  # 洛阳市: 2 working days
    assert done.returncode == 1
