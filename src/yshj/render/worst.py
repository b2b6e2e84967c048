"""What wants an eye first, and what may be said of a row where others read along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yshj.contract.headers import Table
from yshj.errors import Problem, printable, quoted
from yshj.render.arrange import Labels
from yshj.render.words import STATUS_ORDER, STATUS_WORDS
from yshj.report.document.changes import Side
from yshj.report.document.report import Error, Report
from yshj.report.document.result import Result

_SHEET = re.compile(r"(.+\.xlsx)\[[^\[\]]*\]", re.IGNORECASE | re.DOTALL)


def worst_first(results: Iterable[Result]) -> list[Result]:
    """By status, then those furthest from their limit as a share of it, then the plan's order."""
    return sorted(results, key=lambda one: (STATUS_ORDER[one.effective], _distance(one)))


def _distance(result: Result) -> tuple[int, Fraction]:
    """Low where the limit is far away: any miss of a limit of zero is the furthest.

    A milestone has no size to compare a delay with: its days count as shares of a year.
    """
    margin, threshold = result.margin, Fraction(result.threshold)
    if margin is None:
        return 2, Fraction(0)
    if result.is_milestone:
        return 1, margin / 365
    return (1, margin / abs(threshold)) if threshold else (0, margin)


@dataclass(frozen=True)
class Loss:
    """A target that a comparison with a baseline found worse: `regressed: pass → no data`."""

    id: str
    name: str
    words: str


def losses(report: Report, lang: str) -> list[Loss]:
    """What `--fail-on regression` fails for; nothing where no baseline was given."""
    if report.baseline is None:
        return []
    word = "退步：" if lang == "zh" else "regressed: "
    return [
        Loss(
            one.id,
            one.name,
            f"{word}{_status(one.before, lang)} → {_status(one.after, lang)}",
        )
        for one in report.baseline.regressions
    ]


def _status(side: Side | None, lang: str) -> str:
    if side is None:
        return "无此指标" if lang == "zh" else "gone"
    return STATUS_WORDS[side.status].in_(lang)


@dataclass(frozen=True)
class Fault:
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

    def place(self, lang: str) -> str:
        """`a.csv row 3 (Jinshui District)`, with the sheet where there is one."""
        place = printable(self.problems[0].file, 300)
        if self.row is None:
            return place
        place += f" 第 {self.row} 行" if lang == "zh" else f" row {self.row}"
        if not self.whose:
            return place
        return f"{place}（{self.whose}）" if lang == "zh" else f"{place} ({self.whose})"

    def message(self, lang: str) -> str:
        """Each column and what was expected there, on one line."""
        said = (self._told(one, lang) for one in self.problems)
        return ("；" if lang == "zh" else "; ").join(said)

    def _told(self, one: Error, lang: str) -> str:
        words = printable(one.message, 300)
        if not one.column:
            return words
        if self.quotable and one.value is not None:
            words = f"{quoted(one.value, lang)} {words}"
        name = printable(one.column)
        return f"“{name}”列：{words}" if lang == "zh" else f"column {name}: {words}"


def faults(report: Report) -> list[Fault]:
    """Files that cannot be read first, then each refused row once, in order of file and row."""
    kinds, labels = {one.name: one.table for one in report.inputs}, Labels(report)
    by_row: dict[tuple[str, int], list[Error]] = {}
    found = []
    for problem in report.errors:
        if problem.row is None or problem.file not in kinds:
            found.append(Fault([problem], None, quotable=False))
        else:
            by_row.setdefault((problem.file, problem.row), []).append(problem)
    for (file, row), problems in by_row.items():
        whose = problems[0].reporter
        label = printable(labels(whose), 60) if whose else ""
        found.append(Fault(problems, row, kinds[file] is not Table.CASES, label))
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
