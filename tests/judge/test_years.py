"""Targets of a plan of several years: those that are `for` some years, and yearly ones (每年)."""

from __future__ import annotations

from pathlib import Path

import pytest

import yshj
from yshj.errors import CatalogueError

PLAN = """\
plan: river-2024
title: {zh: 滨河市三年行动计划, en: Riverside Plan}
document: 滨政〔2024〕1号
issued: 2024-01-05
time_zone: Asia/Shanghai
window: {start: 2024-01-01, end: 2026-12-31}
sections: [1.yaml]
adds_up_to_city: [district]
bodies:
  - {name: 滨河市, en: Riverside, kind: city}
  - {name: 东区, en: East, kind: district}
  - {name: 西区, en: West, kind: district}
"""
SECTION = """\
section: {number: 1, title: {zh: 任务, en: Tasks}}
items:
  - number: 1
    title: {zh: 任务, en: Tasks}
    lead: [东区, 西区]
    responsible: []
    deadline: none
    targets:
"""
COVER = """\
      - id: 01-cover-{year}
        name: {{zh: 覆盖率（{year}年）, en: coverage ({year})}}
        quote: 覆盖率2024年、2025年、2026年分别达到60%、70%、80%
        figure: {value}%
        statistic: share
        op: ">="
        threshold: {value}
        unit: "%"
        scope: {{zh: 全市, en: the city}}
        for: {year}
        reported_by: city
"""
FIRMS = """\
      - id: 01-firms
        name: {zh: 培育企业数, en: firms}
        quote: 每年培育企业10家以上
        figure: 10家
        statistic: total
        over_bodies: sum
        op: ">="
        threshold: 10
        unit: 家
        scope: {zh: 全市, en: the city}
        yearly: true
        reported_by: districts
"""
ROOM = """\
      - id: 01-room
        name: {zh: 人均住房增加, en: room}
        quote: 人均住房提高3平方米
        figure: 3平方米
        statistic: difference
        op: ">="
        threshold: 3
        unit: 平方米
        scope: {zh: 全市, en: the city}
        reported_by: city
"""
HEAD = "指标,填报单位,期间,数值,计量单位,分子,分母,基期值"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path)


def write(folder: Path, firms: str = FIRMS, cover: str = COVER) -> Path:
    made = folder / "river-2024"
    made.mkdir()
    (made / "plan.yaml").write_text(PLAN, encoding="utf-8")
    covers = "".join(
        cover.format(year=year, value=n) for year, n in zip(YEARS, (60, 70, 80), strict=True)
    )
    text = SECTION + covers + firms + ROOM
    (made / "1.yaml").write_text(text, encoding="utf-8")
    return made


YEARS = (2024, 2025, 2026)


def check(plan: Path, *rows: str, as_of: str = "2027-01-10") -> yshj.Report:
    path = plan.parent / "a.csv"
    path.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    return yshj.check([path], plan=str(plan), as_of=as_of)


def statuses(report: yshj.Report) -> dict[str, str]:
    return {one.id: one.status.value for one in report.findings}


def cover(year: object, top: int, name: str = "覆盖率") -> str:
    return f"{name},,{year},,,{top},100,"


def test_each_year_has_its_own_limit(plan: Path) -> None:
    """Not pooled: 65 % is enough for 2024 and too little for 2025."""
    report = check(plan, cover(2024, 65), cover(2025, 65), cover(2026, 85))
    assert not report.problems
    assert statuses(report) == {
        **{"01-cover-2024": "pass", "01-cover-2025": "fail", "01-cover-2026": "pass"},
        **{"01-firms": "no_data", "01-room": "no_data"},
    }


def test_a_year_is_named_by_its_target_too(plan: Path) -> None:
    report = check(plan, cover(2024, 65, "01-cover-2024"), cover(2025, 75, "覆盖率（2025年）"))
    assert statuses(report)["01-cover-2024"] == "pass"
    assert statuses(report)["01-cover-2025"] == "pass"


@pytest.mark.parametrize("period", ["2024..2025", "2024-06..2025-03", ""])
def test_a_name_alone_that_means_no_year(plan: Path, period: str) -> None:
    report = check(plan, cover(period, 65))
    assert [one.code for one in report.problems] == ["E036"]
    assert "01-cover-2024" in report.problems[0].message


def test_a_figure_of_another_year_is_told_and_not_judged(plan: Path) -> None:
    report = check(plan, cover(2025, 99, "01-cover-2024"))
    assert statuses(report)["01-cover-2024"] == "no_data"
    found = {one.id: one for one in report.findings}["01-cover-2024"]
    assert any("2025" in note and "01-cover-2025" in note for note in found.notes)


def test_what_has_not_begun_is_not_asked(plan: Path) -> None:
    report = check(plan, cover(2024, 65), as_of="2024-12-31")
    assert statuses(report)["01-cover-2024"] == "pass"
    assert statuses(report)["01-cover-2026"] == "not_applicable"


def firms(*figures: tuple[str, int, int]) -> list[str]:
    return [f"01-firms,{body},{year},{value},家,,," for body, year, value in figures]


BOTH = [("东区", year, 6) for year in YEARS] + [("西区", year, 5) for year in YEARS]


def test_a_yearly_target_passes_when_each_year_does(plan: Path) -> None:
    report = check(plan, *firms(*BOTH))
    assert statuses(report)["01-firms"] == "pass"
    result = next(one for one in report.to_dict()["results"] if one["id"] == "01-firms")
    assert [(one["year"], one["status"], one["observed"]) for one in result["years"]] == [
        (year, "pass", 11) for year in YEARS
    ]


def test_the_worst_year_decides(plan: Path) -> None:
    """Three years of 33 in all are no excuse for one of 8."""
    rows = [one if one != ("西区", 2025, 5) else ("西区", 2025, 2) for one in BOTH]
    report = check(plan, *firms(*rows))
    assert statuses(report)["01-firms"] == "fail"
    result = next(one for one in report.to_dict()["results"] if one["id"] == "01-firms")
    assert [one["status"] for one in result["years"]] == ["pass", "fail", "pass"]
    assert result["observed"] == 8


def test_a_body_silent_in_one_year_leaves_it_open(plan: Path) -> None:
    rows = [one for one in BOTH if one != ("西区", 2025, 5)]
    report = check(plan, *firms(*rows))
    found = {one.id: one for one in report.findings}["01-firms"]
    assert found.status.value == "partial"


def test_years_that_have_not_begun_are_not_missing(plan: Path) -> None:
    report = check(plan, *firms(("东区", 2024, 6), ("西区", 2024, 5)), as_of="2024-12-31")
    assert statuses(report)["01-firms"] == "pass"


def test_a_figure_over_two_years_is_of_none(plan: Path) -> None:
    report = check(plan, "01-firms,东区,2024-01..2025-12,40,家,,,")
    found = {one.id: one for one in report.findings}["01-firms"]
    assert found.status.value == "no_data"
    assert any("single year" in note or "跨年" in note for note in found.notes)


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("01-room,,2024..2026,33,平方米,,,30", "pass"),
        ("01-room,,2024..2026,32.9,平方米,,,30", "fail"),
        ("01-room,,2024..2026,3,平方米,,,", "pass"),
        ("01-room,,2024..2026,29,平方米,,,30", "fail"),
    ],
)
def test_a_difference_is_value_less_baseline(plan: Path, row: str, status: str) -> None:
    row = row.replace("2024..2026", "2024-01..2026-12")
    assert statuses(check(plan, row))["01-room"] == status


@pytest.mark.parametrize(
    ("firms", "cover", "says"),
    [
        (FIRMS, COVER.replace("for: {year}", "for: 2031"), "window"),
        (
            FIRMS,
            COVER.replace(
                "for: {year}",
                "for: 2024\n        deadline: 2025-06-30\n        deadline_quote: 2024年",
            ),
            "years",
        ),
        (FIRMS.replace("yearly: true", "yearly: maybe"), COVER, "yearly"),
    ],
)
def test_what_a_catalogue_cannot_say(tmp_path: Path, firms: str, cover: str, says: str) -> None:
    made = write(tmp_path, firms, cover)
    with pytest.raises(CatalogueError) as raised:
        yshj.load(str(made))
    assert says in str(raised.value)
