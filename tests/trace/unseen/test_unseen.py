"""What the rules make of plans they were not written beside; the marks are older than the rules."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from tests.trace.conftest import plan_path
from tests.trace.unseen.measure import MARKS, measured


@pytest.fixture(params=MARKS, ids=lambda path: path.stem)
def marks(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_each_mark_stands_once_in_its_text(marks: Path) -> None:
    text = "".join(plan_path(marks.stem).read_text(encoding="utf-8").splitlines())
    listed = yaml.safe_load(marks.read_text(encoding="utf-8"))
    assert {one["words"] for one in listed if text.count(one["words"]) != 1} == set()
    assert all(one["figure"] in one["words"] for one in listed)


def test_recall_and_precision(marks: Path) -> None:
    """The floor of the contract (section 6) is 90 and 90."""
    found = measured(plan_path(marks.stem), marks)
    assert found.recall >= Fraction(9, 10), found.missed
    assert found.precision >= Fraction(9, 10), found.wrong
    assert min(found.alike) >= found.right * Fraction(9, 10)
