"""The catalogue held against the plan's own text, item by item, by the tool's own trace.

The text is not part of this project: `tests.trace.conftest` says where it is looked for.
"""

from __future__ import annotations

import pytest

from tests.trace.conftest import plan_path
from yshj.catalogue.load import load
from yshj.trace.text import read_plan
from yshj.trace.trace import Trace, trace

CATALOGUE = load("zhengzhou-2021")


@pytest.fixture(scope="module")
def traced() -> Trace:
    return trace(read_plan(plan_path()), CATALOGUE)


def test_the_plan_has_the_catalogues_items(traced: Trace) -> None:
    assert [item.number for item in traced.items] == list(CATALOGUE.items) == list(range(1, 101))


@pytest.mark.parametrize("number", CATALOGUE.items)
def test_every_quote_is_verbatim_and_every_figure_accounted_for(number: int, traced: Trace) -> None:
    assert [(one.kind, one.words) for one in traced.items[number - 1].faults] == []
