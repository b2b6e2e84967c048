"""A catalogue convicts itself: every fault of every file at once, with its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
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
