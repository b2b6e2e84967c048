"""A workbook made in the test, read through the room's door, and what came of each row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.intake.conftest import accepted_cases
from tests.workbook.made import write_book
from yshj.contract.rows import Context
from yshj.errors import Problem
from yshj.intake.read import submission

M = ["指标", "填报单位", "期间", "数值", "计量单位"]
C = ["指标", "填报单位", "办件编号", "受理时间", "办结时间", "扣除天数"]


@dataclass(frozen=True)
class Came:
    """What came of a submission.

    `figures` are (target, body, period, value) of the accepted measurements; `refused` the cell or
    row, the value and the English message of every problem; `counts` accepted, refused, left out
    and all rows.
    """

    figures: list[tuple[str, str, str, Any]]
    cases: dict[tuple[str, str], int]
    refused: list[tuple[str, str | None, str]]
    problems: list[Problem]
    notes: list[str]
    notes_zh: list[str]
    counts: tuple[int, int, int, int]

    def places(self) -> list[tuple[str, str | None]]:
        return [(place, value) for place, value, _ in self.refused]

    def note(self, words: str) -> str:
        """The one note that holds some words."""
        found = [note for note in self.notes if words in note]
        assert len(found) == 1, self.notes
        return found[0]


Take = Callable[..., Came]


@pytest.fixture
def take(context: Context) -> Take:
    def taken(*paths: Path, sender: str | None = None) -> Came:
        body = context.catalogue.bodies.find(sender) if sender else None
        with submission([str(path) for path in paths], context, sender=body) as sent:
            cases = accepted_cases(sent)
            by_body: dict[tuple[str, str], int] = {}
            for (target, name, _), n in cases.items():
                by_body[target, name] = by_body.get((target, name), 0) + n
            figures = [
                (
                    one.row.target.id,
                    one.row.reporter.name,
                    str(one.row.period),
                    one.row.figure and (one.row.figure.day or one.row.figure.value),
                )
                for one in sent.measured
            ]
            problems = sent.problems()
            refused = sum(one.refused for one in sent.inputs)
            left_out = sum(one.left_out for one in sent.inputs)
            rows = sum(one.rows for one in sent.inputs)
            accepted = len(figures) + cases.total()
            superseded = sum("superseded" in note.en for note in sent.notes)
            assert accepted + refused + left_out + superseded == rows
            for one in problems:
                assert one.message.zh
            return Came(
                sorted(figures, key=str),
                by_body,
                [(p.cell or str(p.row), p.value, p.message.en) for p in problems],
                problems,
                [note.en for note in sent.notes],
                [note.zh for note in sent.notes],
                (accepted, refused, left_out, rows),
            )

    return taken


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def made(*rows: list[object], path: str = "a.xlsx", **how: Any) -> Path:
        return write_book(tmp_path / path, rows, **how)

    return made
