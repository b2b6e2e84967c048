"""What a catalogue of any plan may say: years, units as printed, readings agreed to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trace.test_trace import SECTION_YAML, TEXT, held
from yshj.errors import CatalogueError
from yshj.trace.faults import FaultKind


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("deadline: 2022-06\n", "deadline: 2023-06\n", "not inside the plan's window"),
        ("reported_by: city\n", "reported_by: city\n        for: 2025\n", "not inside"),
        ("reported_by: city\n", "reported_by: city\n        for: 二五\n", "expected a year"),
        ("{zh: 网办率, en: Online}", "{zh: 登记时间, en: Online}", "already used"),
        ("{zh: 网办率, en: Online}", "{zh: 网办率, en: time}", "already used"),
        ("unit: 元", "unit: 园", "neither built in nor printed"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in SECTION_YAML
    with pytest.raises(CatalogueError) as fault:
        held(tmp_path, section=SECTION_YAML.replace(old, new, 1))
    assert told in str(fault.value)


def test_a_unit_that_is_the_plans_own_word_and_english_words_that_are_missing(
    tmp_path: Path,
) -> None:
    text = TEXT.replace("实行零收费", "回收农膜不少于30吨")
    section = SECTION_YAML.replace("实行零收费", "回收农膜不少于30吨")
    section = section.replace("figure: 零收费", "figure: 30吨").replace("unit: 元", "unit: 吨")
    section = section.replace("threshold: 0", "threshold: 30").replace(", en: Fee}", "}")
    section = section.replace(
        'statistic: each\n        op: "<="\n        threshold: 30',
        'statistic: total\n        over_bodies: city\n        op: ">="\n        threshold: 30',
    )
    found = held(tmp_path, text, section)
    assert found.faults == ()
    target = found.catalogue.targets["02-fee"]
    assert (target.unit.zh, target.name.en) == ("吨", "收费")


def test_a_reading_agreed_to_covers_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    other = SECTION_YAML.replace("statistic: each", "statistic: mean", 1)
    reads = (
        "reported_by: city\n        reads:\n"
        "          - {word: 压缩至, as: mean, reason: {zh: 按全部办件的平均计, en: a mean}}\n"
    )
    agreed = other.replace("reported_by: city\n", reads, 1)
    assert FaultKind.MEANING in {one.kind for one in held(tmp_path, section=other).faults}
    assert held(tmp_path, section=agreed).faults == ()
    idle = SECTION_YAML.replace("reported_by: city\n", reads, 1)
    assert [
        "agrees to no difference" in one.message.en for one in held(tmp_path, section=idle).faults
    ] == [True]
