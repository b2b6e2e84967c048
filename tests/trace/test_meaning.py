"""A catalogue that says something else than its plan is told so, target by target.

The words put into the plan and the changes made in the catalogue are in `mutations.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trace import mutations as m
from yshj.catalogue.entries import ItemEntry, TargetEntry
from yshj.catalogue.load import load
from yshj.trace.text import PlanItem, read_plan

Case = tuple[PlanItem, ItemEntry, TargetEntry]


@pytest.fixture(scope="module")
def cases(zhengzhou: Path) -> list[Case]:
    found = list(m.targets_of(read_plan(zhengzhou), load()))
    assert len(found) == 88
    return found


def test_the_catalogue_as_it_stands_differs_in_nothing(cases: list[Case]) -> None:
    assert [one for case in cases for one in m.seen(case[0], case[1], case[2].id)] == []


def test_a_changed_target_is_seen(cases: list[Case]) -> None:
    """Comparators flipped, strictness, each to mean, hedges dropped, total to level, units."""
    counts: dict[str, int] = {}
    missed = []
    for text, entry, target in cases:
        for name, change in m.of_catalogue(target):
            counts[name] = counts.get(name, 0) + 1
            if not m.seen(text, m.changed(entry, target, change), target.id):
                missed.append((target.id, name))
    assert missed == []
    assert counts["comparator"] == counts["strictness"] == 88
    assert min(counts.values()) >= 5


@pytest.mark.parametrize("words", m.BEFORE)
def test_words_right_before_a_quote_are_seen(cases: list[Case], words: str) -> None:
    for text, entry, target in cases:
        said = {target.hedge, "平均" if target.statistic.value == "mean" else None}
        at = text.text.index(target.quote)
        changed = m.with_words(text, at, words)
        assert m.seen(changed, entry, target.id) or words in said, target.id


@pytest.mark.parametrize("words", m.BEHIND)
def test_words_right_behind_a_quote_are_seen(cases: list[Case], words: str) -> None:
    for text, entry, target in cases:
        at = text.text.index(target.quote) + len(target.quote)
        assert m.seen(m.with_words(text, at, words), entry, target.id), target.id


@pytest.mark.parametrize("words", m.AFTER)
def test_a_sentence_that_takes_some_of_it_back_is_seen(cases: list[Case], words: str) -> None:
    for text, entry, target in cases:
        end = text.text.index(target.quote) + len(target.quote)
        ends = [at for at in (text.text.find(sign, end) for sign in "。；") if at >= 0]
        at = min(ends, default=len(text.text) - 1) + 1
        assert m.seen(m.with_words(text, at, words), entry, target.id), target.id
