"""The report as one document: what is written to JSON, read back, published as a schema, handed to
Python callers, and rendered.

A key of a later release is added at the end of its part, with a default or as `spare`: reports
written before it are still read, and no column of a table moves.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field

from yshj.contract.headers import Table
from yshj.errors import Exit, Problem, Refusal, Text
from yshj.judge.status import Status
from yshj.report.document.changes import Baseline
from yshj.report.document.keys import Head, Part, key, spare
from yshj.report.document.kinds import By, FailOn, State, Tally
from yshj.report.document.measure import Measure
from yshj.report.document.plan import BodyOf, CalendarOf, CatalogueOf, Section, Tool
from yshj.report.document.ranking import Counts
from yshj.report.document.result import Result, SoFar
from yshj.report.document.values import Both, Count, Day, Many, Raw, Sha256, Word

SCHEMA_VERSION = 1


class Input(Part):
    """A table that was read: a file, a sheet of one, or a data frame.

    A frame's `encoding` is its library, its `sha256` that of its rows as CSV: UTF-8, commas, lines
    ending in a line feed, quotes only where they are needed. Rows that stay in a database are in
    no file: their `encoding` is its kind, and they have no `sha256`.
    """

    path: Raw = key()
    sha256: Sha256 | None = spare()
    encoding: str = key()
    table: Annotated[Table, Field(strict=False)] = key()
    rows: Count = key()
    rows_refused: Count = key()
    rows_left_out: Count = key()

    @property
    def name(self) -> str:
        return self.path

    @property
    def refused(self) -> int:
        return self.rows_refused

    @property
    def left_out(self) -> int:
        return self.rows_left_out


class Error(Part):
    """One fault of what was submitted: a refused row, or a file that cannot be read.

    `file` is the file's or the frame's name; `row` counts the header as row 1 and is None for a
    whole file; `line` is the physical line of a text file (the row, where no other is known);
    `column` and `value` are as written; `message` says what was expected. `str(problem)` is the
    line that the command line prints.
    """

    file: Raw = key(frame=1, sheet=Head(1, Text("文件", "file"), 36))
    row: Count | None = key(frame=2, sheet=Head(2, Text("行", "row")))
    line: Count | None = key(frame=3, sheet=Head(3, Text("物理行", "line")))
    column: Raw | None = key(frame=4, sheet=Head(4, Text("列", "column"), 20))
    value: Raw | None = key(frame=5, sheet=Head(5, Text("原值", "value"), 36))
    message: Raw = key(frame=6, sheet=Head(6, Text("问题", "message"), 70))
    message_text: Both | None = spare()
    reporter: Word | None = key(
        "该行所属单位，不明的为 null",
        "whose row it is; null where that is unknown",
        None,
        frame=7,
        sheet=Head(7, Text("填报单位", "reporter"), 20),
    )

    code: Word | None = key(
        "问题的代码，见 yshj explain",
        "the kind of fault, which yshj explain tells about",
        None,
        frame=8,
        sheet=Head(8, Text("代码", "code"), 8),
    )
    sheet: Raw | None = spare("工作表", "the workbook's sheet")
    cell: Raw | None = spare("单元格，如 E5", "the workbook's cell, such as E5")

    def problem(self) -> Problem:
        """The same as the program's own kind of fault, which knows how it is told."""
        both = self.message_text or Text(self.message, self.message)
        if self.code is not None:
            both = Refusal(both.zh, both.en, self.code)
        return Problem(
            *(self.file, both, self.row, self.line, self.column, self.value),
            sheet=self.sheet,
            cell=self.cell,
        )

    def __str__(self) -> str:
        chinese = self.message_text is not None and self.message == self.message_text.zh
        return self.problem().tell("zh" if chinese else "en")


class MappingOf(Part):
    """The file that says how the inputs were read."""

    name: Raw = key()
    sha256: Sha256 = key()


class Chosen(Part):
    """What the check was narrowed to."""

    reporters: Many[Word] = key(default=())


_key = key  # which a group has too


class _Verdict(Part):
    id: Word = key(frame=None)
    status: State = key(frame=4)


class Entry(Measure, _Verdict):
    """One target as one group shows it, on that group's evidence alone."""

    so_far: SoFar | None = spare("尚未报齐时，按已报部分是否达标", "of a `partial`: met or missed")
    counts_as: State | None = spare("期限后按此计", "what it counts as once it is due")
    place: Count | None = spare(
        "按填报单位分列时，本单位数值在同类单位中的位次",
        "broken down by reporter: the place of the body's own figure among bodies of its kind",
    )

    @property
    def effective(self) -> Status:
        """The status that it is coloured and ordered by."""
        return self.counts_as or self.status


class Doubt(Part):
    """One thing that looks odd in what was sent (疑点): no verdict, and no exit code heeds it.

    `file` and `row` say where the figure stands, None of what is said of many cases. `remark` is
    the sender's answer, the row's 说明; empty where there is none.
    """

    code: Word = key(frame=1, sheet=Head(1, Text("代码", "code")))
    id: Word = key(frame=2, sheet=Head(2, Text("编号", "id"), 30))
    reporter: Word = key(frame=3, sheet=Head(4, Text("填报单位", "reporter"), 20))
    period: str | None = key(default=None, frame=4, sheet=Head(5, Text("期间", "period"), 24))
    file: Raw | None = key(default=None, frame=5, sheet=Head(6, Text("文件", "file"), 36))
    row: Count | None = key(default=None, frame=6, sheet=Head(7, Text("行", "row")))
    message: str = key(frame=7, sheet=Head(8, Text("疑点", "doubt"), 60))
    message_text: Both | None = spare()
    remark: Raw = key(
        "报送单位的说明",
        "the sender's answer",
        "",
        frame=8,
        sheet=Head(9, Text("报送单位的说明", "the sender's remark"), 44),
    )


class _Named(Part):
    key: str = _key()
    name: str = _key()
    name_text: Both | None = spare()
    summary: Tally = _key(default={})


class Group(Counts, _Named):
    """`key` is in no language: a body's name, a period, an item's number; "" has no date.

    A body has its counts and its rank beside.
    """

    results: Many[Entry] = _key()

    def count(self, status: Status) -> int:
        return sum(one.status is status for one in self.results)


class Breakdown(Part):
    """Findings by reporting body, period, item or lead body."""

    by: Annotated[By, Field(strict=False)] = key()
    groups: Many[Group] = key()


class Report(Part):
    """A report of `yshj check --output-format json`. `results` are in the plan's order."""

    schema_version: Literal[1] = key()
    tool: Tool = key()
    as_of: Day = key()
    exit_code: Literal[0, 1, 3] = key()
    catalogue: CatalogueOf = key()
    calendar: CalendarOf = key()
    inputs: Many[Input] = key(default=())
    summary: Tally = key(default={})
    results: Many[Result] = key()
    errors: Many[Error] = key(default=())
    notes: Many[str] = key(default=())
    notes_text: Many[Both] | None = spare()
    mapping: MappingOf | None = spare("只在使用 --mapping 时出现", "only with --mapping")
    selection: Chosen | None = spare("只在使用 --reporter 时出现", "only with --reporter")
    baseline: Baseline | None = spare("只在使用 --baseline 时出现", "only with --baseline")
    breakdown: Breakdown | None = spare("只在使用 --by 时出现", "only with --by")
    lang: Literal["zh", "en"] | None = spare("报告的语言", "the language of its words")
    fail_on: Annotated[FailOn, Field(strict=False)] | None = spare(
        "什么使退出码为 1", "what makes the exit code 1"
    )
    sections: Many[Section] | None = spare("计划的各部分", "the plan's sections")
    bodies: Many[BodyOf] | None = spare("报告提到的单位", "the bodies that the report may name")
    doubts: Many[Doubt] = key(
        "疑点：不是结论，不影响状态和退出码",
        "what looks odd: no verdict, and no exit code heeds it",
        (),
    )

    @property
    def faulty(self) -> bool:
        """Whether rows were refused, or files could not be read."""
        return self.exit_code == int(Exit.INPUT)

    def count(self, status: Status) -> int:
        return sum(one.status is status for one in self.results)

    def in_language(self, lang: str) -> Self:
        return super().in_language(lang).model_copy(update={"lang": lang})


class Validation(Part):
    """The outcome of `yshj validate --output-format json`."""

    schema_version: Literal[1] = key()
    tool: Tool = key()
    exit_code: Literal[0, 3] = key()
    inputs: Many[Input] = key()
    errors: Many[Error] = key()
