"""Files read through the room's door, and what came of them, kept after they are closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Protocol

import pytest

from tests.intake.mapped import Send, Sent, read_mapped
from yshj.contract.rows import Context
from yshj.contract.rules import CaseFacts
from yshj.errors import Problem, Text
from yshj.intake.measurements import Measured
from yshj.intake.read import Input, Submission, submission

Place = tuple[int | None, int | None, str | None, str | None]


@dataclass(frozen=True)
class Read:
    """`cases` counts the accepted case rows by (target, body, facts)."""

    inputs: list[Input]
    problems: list[Problem]
    notes: list[str]
    measured: list[Measured]
    cases: Counter[tuple[str, str, CaseFacts]]
    refused_rows: set[int]

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.inputs)

    @property
    def refused(self) -> int:
        return sum(one.refused for one in self.inputs)

    @property
    def accepted(self) -> int:
        return len(self.measured) + self.cases.total()

    def places(self) -> list[Place]:
        """Row, line, column and value of every problem."""
        return [(p.row, p.line, p.column, p.value) for p in self.problems]

    def only_problem(self) -> str:
        assert len(self.problems) == 1, self.problems
        assert self.problems[0].message.zh
        return self.problems[0].message.en

    def adds_up(self) -> bool:
        """Nothing lost: what was not accepted or refused was left out or superseded, as told."""
        superseded = sum("superseded" in note for note in self.notes)
        left_out = sum(one.left_out for one in self.inputs)
        return self.accepted + superseded + self.refused + left_out == self.rows


class Reader(Protocol):
    def __call__(
        self,
        *files: str | Path,
        encoding: str | None = None,
        progress: Callable[[Text], None] = ...,
    ) -> Read: ...


@pytest.fixture(scope="session")
def read(context: Context) -> Reader:
    def reader(
        *files: str | Path,
        encoding: str | None = None,
        progress: Callable[[Text], None] = lambda _: None,
    ) -> Read:
        names = [str(file) for file in files]
        with submission(names, context, encoding, lambda told, *_: progress(told)) as sent:
            return Read(
                sent.inputs,
                sent.problems(),
                [note.en for note in sent.notes],
                sent.measured,
                accepted_cases(sent),
                {one.row for one in sent.refused},
            )

    return reader


def accepted_cases(sent: Submission) -> Counter[tuple[str, str, CaseFacts]]:
    ledger = sent.ledger
    found: Counter[tuple[str, str, CaseFacts]] = Counter()
    for number, body, n in ledger.groups({number: number for number in ledger.facts}):
        target, facts = ledger.facts[number]
        found[target.id, body.name, facts] += n
    return found


@pytest.fixture
def send(tmp_path: Path, context: Context) -> Send:
    def sent(
        mapping: str, content: str | bytes, name: str = "export.csv", encoding: str | None = None
    ) -> Sent:
        path, rules = tmp_path / name, tmp_path / "mapping.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        rules.write_text(dedent(mapping), encoding="utf-8")
        found = read_mapped(context, path, rules, encoding)
        accepted = len(found.measured) + found.cases
        assert accepted + len(found.refused) + found.left_out == found.rows
        return found

    return sent
