"""Mapping files in tests: what one file became, and two mappings to begin with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from yshj.contract.rows import Context
from yshj.errors import Problem
from yshj.intake.mapping import read_mapping
from yshj.intake.measurements import Measured
from yshj.intake.read import submission
from yshj.intake.rows import Refused

CLEAR, INQUIRY = "20-injury-clear", "20-injury-investigated"


# target, body, start, finish, flag, how many rows
Group = tuple[str, str, str | None, str | None, bool | None, int]


@dataclass
class Sent:
    """What one file became, counted in three ways that must add up."""

    rows: int
    left_out: int
    measured: list[Measured]
    cases: int
    refused: list[Refused]
    problems: list[Problem]
    notes: str
    groups: list[Group]

    @property
    def told(self) -> list[str]:
        """What is told behind the file's name, codes left out (`tests/codes` holds them)."""
        return [
            problem.tell("en").partition(", ")[2].removesuffix(f" [{problem.code}]")
            for problem in self.problems
        ]

    @property
    def values(self) -> list[tuple[str, str, int, str | None]]:
        return [
            (one.row.target.id, one.row.reporter.name, one.at, one.cells["value"])
            for one in self.measured
        ]


Send = Callable[..., Sent]


def read_mapped(context: Context, path: Path, mapping: Path, encoding: str | None = None) -> Sent:
    rules = read_mapping(mapping, context.catalogue)
    with submission([str(path)], context, encoding, mapping=rules) as sent:
        groups: list[Group] = []
        for number, body, n in sent.ledger.groups({at: at for at in sent.ledger.facts}):
            target, facts = sent.ledger.facts[number]
            started = None if facts.started is None else str(facts.started)
            finished = None if facts.finished is None else str(facts.finished)
            groups.append((target.id, body.name, started, finished, facts.flag, n))
        groups.sort(key=str)
        return Sent(
            rows=sum(one.rows for one in sent.inputs),
            left_out=sum(one.left_out for one in sent.inputs),
            measured=sent.measured,
            cases=sum(group[-1] for group in groups),
            refused=sent.refused,
            problems=sent.problems(),
            notes="\n".join(note.en for note in sent.notes),
            groups=groups,
        )


LEDGER = f"""\
mapping: 台账
table: cases
columns:
  target:
    column: 类别
    values: {{简单: {CLEAR}, 一般: {INQUIRY}}}
  reporter: {{constant: 市人社局}}
  case: 流水号
  started: 受理
  finished: 办结
"""
FIGURES = """\
mapping: 汇总
table: measurements
period: 2021
columns:
  target: {constant: 87-incubators}
  reporter: 单位
  value: 数
"""
WIDE = """\
mapping: 宽表
table: measurements
period: 2021
columns: {reporter: 单位}
wide:
  - {column: 载体, target: 87-incubators}
  - {column: 3, target: 41-capital-districts, unit: 亿元}
"""
