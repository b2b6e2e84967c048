"""A catalogue convicts itself: every fault of every file at once, with its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from yshj.catalogue.load import folder_of, load
from yshj.errors import CatalogueError

Broken = Callable[..., list[str]]


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    """The built-in catalogue with words of one file replaced; the faults that loading tells."""

    def faults(*changes: tuple[str, str], file: str = "1-government-services.yaml") -> list[str]:
        folder = tmp_path / "plan"
        shutil.copytree(folder_of("zhengzhou-2021"), folder)
        text = (folder / file).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / file).write_text(text, encoding="utf-8")
        with pytest.raises(CatalogueError) as caught:
            load(str(folder))
        for problem in caught.value.problems:
            assert problem.line, problem
            assert problem.message.zh
        return [problem.tell("en") for problem in caught.value.problems]

    return faults


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("threshold: 300", "threshold: 1:30", "expected a plain number"),
        ("threshold: 300", "threshold: yes", "expected a plain number"),
        ("threshold: 300", "threshold: 3e2", "expected a plain number"),
        ("threshold: 300", "threshold: .inf", "expected a plain number"),
        ("threshold: 300", "threshold: -300", "must not be negative"),
        ("threshold: 300", "threshold: 300\n        threshold: 3", "duplicate key 'threshold'"),
        ("unit: 工作日", "unit: 工作曰", "did you mean '工作日'?"),
        ("unit: 工作日", "unit: 天", "needs clock calendar_day"),
        ('op: ">="', 'op: "=>"', "did you mean '>='?"),
        ("statistic: total", "statistic: totl", "did you mean 'total'?"),
        ("id: 04-no-paper", "id: 03-agency-supervision", "already used at"),
        ("hedge: 逐步", "hegde: 逐步", "did you mean 'hedge'?"),
        ("lead: [市市场监管局]", "lead: [市市场监管据]", "did you mean '市市场监管局'?"),
        ("deadline: 2021-12", "deadline: 2021-13", "expected a deadline"),
        ("deadline: 2021-12", "deadline: 2021-02-30", "expected a deadline"),
        ("figure: 300个", 'figure: ""', "must not be empty"),
        ("figure: 300个", "figure: 301个", "is not in the quote"),
        ("number: 2\n", "number: 1\n", "already used at"),
    ],
)
def test_a_fault_is_told_with_its_line(broken: Broken, old: str, new: str, says: str) -> None:
    assert [fault for fault in broken((old, new)) if says in fault]


SHARE = "        scope: {zh: 中介服务平台"  # 03-agency-supervision, which pools its periods
TOTAL = "        scope: {zh: 2021年内新上线掌上办"  # 01-mobile-services


@pytest.mark.parametrize(
    ("before", "line", "says"),
    [
        (SHARE, "when: by_dedline", "did you mean 'by_deadline'?"),
        (SHARE, "belongs: end", "expected one of start, finish"),
        (SHARE, "belong: finish", "did you mean 'belongs'?"),
        (
            TOTAL,
            "when: by_deadline",
            "is for each, mean, share, change or difference over all periods",
        ),
        (TOTAL, "over_periods: latest", "is for a share"),
        (SHARE, "over_periods: latest\n        when: by_deadline", "over all periods"),
    ],
)
def test_what_a_target_cannot_say_of_time(
    broken: Broken, before: str, line: str, says: str
) -> None:
    assert [fault for fault in broken((before, f"        {line}\n{before}")) if says in fault]


def test_by_deadline_needs_a_deadline(broken: Broken) -> None:
    """Item 33 is 持续推进, and its target has no deadline of its own."""
    old = (
        "        reported_by: [郑州供电公司]\n        interpretation:\n          zh: 前一句称“试点”"
    )
    told = broken((old, f"        when: by_deadline\n{old}"), file="2-market-services.yaml")
    assert [fault for fault in told if "neither target nor item has" in fault and ".when" in fault]


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("[市政务办, 火星]", "unknown body"),
        ("[市政务办, distrct]", "did you mean 'district'?"),
        ("[市政务版]", "did you mean '市政务办'?"),
        ("zones", "expected one of"),
        ("district, zone", "expected one of"),
        ("[]", "must not be empty"),
        ("火星", "expected one of"),
    ],
)
def test_who_reports_must_be_somebody(broken: Broken, new: str, says: str) -> None:
    told = broken(("reported_by: city", f"reported_by: {new}"))
    assert [fault for fault in told if says in fault and "reported_by" in fault], told


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ((("{name: 中原区,", "{name: 中原区, part_of: 二七曲,"),), "did you mean '二七'?"),
        ((("{name: 中原区,", "{name: 中原区, part_of: 中原,"),), "cannot be part of itself"),
        (
            (
                ("{name: 中原区,", "{name: 中原区, part_of: 二七区,"),
                ("{name: 二七区,", "{name: 二七区, part_of: 金水区,"),
                ("{name: 金水区,", "{name: 金水区, part_of: 中原区,"),
            ),
            "cannot be part of itself",
        ),
        ((("  各开发区: [zone]", "  各开发区: [zne]"),), "did you mean 'zone'?"),
        ((("report_within: 0", "report_within: -1"),), "whole number"),
        ((("report_within: 0", "report_within: 1.5"),), "whole number"),
        ((("ledger_tail: 92", "ledger_tale: 92"),), "did you mean 'ledger_tail'?"),
        ((("  repeats: 3", "  repeat: 3"),), "did you mean 'repeats'?"),
        ((("  repeats: 3", "  repeats: 1"),), "2"),
        ((("  growth: 10", "  growth: 1"),), "1"),
        ((("day_share: 1/3", "day_share: 1/0"),), "number or fraction"),
        ((("day_share: 1/3", "day_share: 4/3"),), "at most 1"),
        ((("excluded_share: 1/2", "excluded_share: 0"),), "above 0"),
        ((("start: 2021-01-01", "start: 2021-01"),), "expected a day, such as 2021-01-01"),
        ((("start: 2021-01-01", "start: none"),), "expected a day, such as 2021-01-01"),
        ((("issued: 2021-", "issued: 2021-02-30 # "),), "expected a day, such as 2021-01-01"),
        ((("groups:", "weights: {08-setup-tme: 2}\ngroups:"),), "did you mean '08-setup-time'?"),
        ((("groups:", "weights: {08-setup-time: x}\ngroups:"),), "number or fraction"),
    ],
)
def test_faults_of_the_plans_own_file(
    broken: Broken, changes: tuple[tuple[str, str], ...], says: str
) -> None:
    told = broken(*changes, file="plan.yaml")
    assert [fault for fault in told if says in fault], told


def test_the_plans_numbers_are_exact(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(folder_of("zhengzhou-2021"), folder)
    assert load(str(folder)).plan.doubts.last_day_share == Fraction(1, 3)
    path = folder / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        *(("report_within: 0", "report_within: 10"), ("ledger_tail: 92", "ledger_tail: 31")),
        *(("growth: 10 ", "growth: 2.5 "), ("day_share: 1/3", "day_share: 0.1")),
        ("excluded_share: 1/2", "excluded_share: 2/3"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    text += "weights: {08-setup-time: 2.5, 06-milestone: 1/3}\n"
    path.write_text(text, encoding="utf-8")
    plan = load(str(folder)).plan
    assert (plan.report_within, plan.ledger_tail) == (10, 31)
    assert plan.weights == {"08-setup-time": Fraction(5, 2), "06-milestone": Fraction(1, 3)}
    assert (plan.doubts.growth, plan.doubts.growth_from) == (Fraction(5, 2), Fraction(10))
    assert plan.doubts.last_day_share == Fraction(1, 10)
    assert plan.doubts.excluded_share == Fraction(2, 3)


def test_what_a_plan_need_not_say(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(folder_of("zhengzhou-2021"), folder)
    path = folder / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("# How long after a period")], encoding="utf-8")
    plan, written = load(str(folder)).plan, load().plan
    assert (plan.report_within, plan.ledger_tail, plan.weights) == (0, 92, {})
    assert plan.doubts == written.doubts


def test_all_faults_are_told_at_once(broken: Broken) -> None:
    told = "\n".join(
        broken(
            ("threshold: 300", "threshold: 1:30"),
            ("        statistic: total\n", "        statistic: total\n        statistic: mean\n"),
            ("unit: 件\n", "unit: 箱\n"),
            ("id: 04-no-paper", "id: 03-agency-supervision"),
            ("hedge: 逐步", "hegde: 逐步"),
            ("lead: [市市场监管局]", "lead: [市市场监管据]"),
        )
    )
    for words in ("plain number", "duplicate key", "unknown unit", "already used", "hedge", "body"):
        assert words in told


def test_the_built_in_catalogue_has_no_fault() -> None:
    assert (len(load().items), len(load().targets)) == (100, 182)
