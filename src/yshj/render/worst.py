"""What wants an eye first, and what may be said of a row where others read along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yshj.contract.headers import Table
from yshj.errors import Problem, Text, printable, quoted
from yshj.render.phrases import Phrases
from yshj.render.standing import whose
from yshj.render.words import STATUS_ORDER
from yshj.report.document.changes import Side
from yshj.report.document.report import Error, Report
from yshj.report.document.result import Result
from yshj.report.misses import distance

_SHEET = re.compile(r"(.+\.xlsx)\[[^\[\]]*\]", re.IGNORECASE | re.DOTALL)


def worst_first(results: Iterable[Result]) -> list[Result]:
    """By status, then those furthest from their limit as a share of it, then the plan's order."""
    return sorted(results, key=lambda one: (STATUS_ORDER[one.effective], distance(one)))


@dataclass(frozen=True)
class Loss:
    """A target that a comparison with a baseline found worse: `regressed: pass → no data`."""

    id: str
    name: str
    words: str


def losses(report: Report, say: Phrases) -> list[Loss]:
    """What `--fail-on regression` fails for; nothing where no baseline was given."""
    if report.baseline is None:
        return []
    return [
        Loss(
            one.id,
            one.name,
            f"{say.regressed}{_status(one.before, say)} → {_status(one.after, say)}",
        )
        for one in report.baseline.regressions
    ]


def _status(side: Side | None, say: Phrases) -> str:
    return say(Text("无此指标", "gone")) if side is None else say.status(side.status)


@dataclass(frozen=True)
class RowProblems:
    """A refused row, or a file that cannot be read (`row` is None), told without case numbers.

    There can be millions: words are made for those that are shown.
    """

    problems: Sequence[Error]
    row: int | None
    quotable: bool  # whether its table has no case numbers: in any other a value might be one
    whose: str = ""

    @property
    def file(self) -> str:
        """As the user gave it, without a sheet."""
        return file_of(self.problems[0].file)

    @property
    def line(self) -> int | None:
        return self.problems[0].line

    def place(self, say: Phrases) -> str:
        """`a.csv row 3 (Jinshui District)`, with the sheet where there is one."""
        place = printable(self.problems[0].file, 300)
        if self.row is None:
            return place
        return f"{place} {say.row(self.row)}{say.aside(self.whose)}"

    def message(self, say: Phrases) -> str:
        """Each column and what was expected there, on one line."""
        return say.clauses(
            self.told(one, say) + (f" [{one.code}]" if one.code else "") for one in self.problems
        )

    def told(self, one: Error, say: Phrases) -> str:
        """One of its problems, without its code."""
        words = printable(one.message, 300)
        if not one.column:
            return words
        if self.quotable and one.value is not None:
            words = f"{quoted(one.value, say.lang)} {words}"
        name = printable(one.column)
        return say(Text(f"“{name}”列：{words}", f"column {name}: {words}"))


def faults(report: Report, say: Phrases) -> list[RowProblems]:
    """Files that cannot be read first, then each refused row once, in order of file and row."""
    kinds = {one.name: one.table for one in report.inputs}
    by_row: dict[tuple[str, int], list[Error]] = {}
    found = []
    for problem in report.errors:
        if problem.row is None or problem.file not in kinds:
            found.append(RowProblems([problem], None, quotable=False))
        else:
            by_row.setdefault((problem.file, problem.row), []).append(problem)
    for (file, row), problems in by_row.items():
        of = whose(problems[0].reporter, say)
        found.append(RowProblems(problems, row, kinds[file] is not Table.CASES, of))
    return found


def without_values(report: Report) -> list[Problem]:
    """The problems as a step's log may tell them: a value stays where it is no case number."""
    kinds = {one.name: one.table for one in report.inputs}
    return [
        (one if kinds.get(one.file) is Table.MEASUREMENTS else _without_value(one)).problem()
        for one in report.errors
    ]


def _without_value(one: Error) -> Error:
    return one.model_copy(update={"value": None})


def file_of(name: str) -> str:
    """The file of a table's name, which may name its sheet too: `a.xlsx[Sheet1]`."""
    sheet = _SHEET.fullmatch(name)
    return sheet[1] if sheet else name
