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
    groups: list[tuple[object, ...]]

    @property
    def told(self) -> list[str]:
        return [problem.tell("en").partition(", ")[2] for problem in self.problems]

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
        con = sent.ledger.store.con
        groups = con.execute(
            "SELECT target, reporter, CAST(s AS VARCHAR), CAST(f AS VARCHAR), flag, sum(n) "
            "FROM grouped GROUP BY ALL HAVING sum(n) > 0 ORDER BY ALL"
        ).fetchall()
        return Sent(
            rows=sum(one.rows for one in sent.inputs),
            left_out=sum(one.left_out for one in sent.inputs),
            measured=sent.measured,
            cases=sum(int(group[-1]) for group in groups),
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
