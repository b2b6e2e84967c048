"""What renderers say in one language: the phrases that several of them share, each written once.

What one renderer alone says stands beside its logic as a `Text`, and `say(text)` puts it into the
language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, Self

from yshj.errors import Text
from yshj.judge.status import Status

if TYPE_CHECKING:  # pages about a catalogue need no report
    from yshj.report.document.plan import BodyOf
    from yshj.report.document.report import Report


STATUS_WORDS = {
    Status.PASS: Text("达标", "pass"),
    Status.FAIL: Text("未达标", "fail"),
    Status.AT_RISK: Text("有风险", "at risk"),
    Status.WARN: Text("提醒", "warn"),
    Status.WAIVED: Text("豁免", "waived"),
    Status.PARTIAL: Text("未报齐", "partial"),
    Status.UNDETERMINED: Text("存疑", "unclear"),
    Status.NOT_APPLICABLE: Text("不涉及", "n/a"),
    Status.NO_DATA: Text("未报", "no data"),
    Status.COUNTED: Text("计入全市", "counted"),
}


class Labels:
    """The bodies of a report by every name that it uses for them."""

    def __init__(self, bodies: Sequence[BodyOf] = ()) -> None:
        self.all = bodies
        self._by_name = {name: one for one in bodies for name in one.also}
        self._by_name |= {one.name: one for one in bodies}

    def find(self, name: str) -> BodyOf | None:
        return self._by_name.get(name)

    def __call__(self, name: str) -> str:
        """The body's name in the report's language, as far as it is known."""
        body = self.find(name)
        return body.label if body else name


class InBoth(Protocol):
    """Words in both languages."""

    def in_(self, lang: str, /) -> str: ...


class Counted(Protocol):
    """What is a figure to be reached or a task to be done."""

    @property
    def is_milestone(self) -> bool: ...


class Book:
    """A phrasebook in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, text: InBoth) -> str:
        return text.in_(self.lang)


class phrase:
    """One phrase of a book, which gives it in the book's language."""

    def __init__(self, zh: str, en: str) -> None:
        self.text = Text(zh, en)

    def __get__(self, book: Book, kind: Any = None) -> str:
        return book(self.text)


class Phrases(Book):
    """The phrases that renderers share, and the names of a report's bodies."""

    def __init__(self, lang: str, labels: Labels | None = None) -> None:
        super().__init__(lang)
        self.labels = labels or Labels()

    @classmethod
    def of(cls, report: Report) -> Self:
        """In the report's own language."""
        return cls(report.lang or "en", Labels(report.bodies or ()))

    def status(self, status: Status) -> str:
        return self(STATUS_WORDS[status])

    colon = phrase("：", ": ")
    out_of = phrase("/", " of ")
    comma = phrase("，", ", ")
    semicolon = phrase("；", "; ")
    between = phrase("、", ", ")  # the members of a list

    def listed(self, words: Iterable[str]) -> str:
        return self.between.join(words)

    def clauses(self, words: Iterable[str]) -> str:
        return self.semicolon.join(words)

    def aside(self, words: str) -> str:
        """The words in brackets, as they follow others; nothing of nothing."""
        return self(Text(f"（{words}）", f" ({words})")) if words else ""

    def number(self, title: str, n: int) -> str:
        """A title with how many stand under it."""
        return title + self.aside(f"{n:,}")

    def targets(self, results: Iterable[Counted]) -> str:
        """`5 项指标、3 项任务`, `5 targets and 3 milestones`: figures and tasks apart."""
        return self.figures_and_tasks([one.is_milestone for one in results])

    def figures_and_tasks(self, are_tasks: Sequence[bool]) -> str:
        """The same, where it is known of each whether it is a task."""
        tasks = sum(are_tasks)
        figures = len(are_tasks) - tasks
        parts = []
        if figures or not tasks:
            parts.append(Text(f"{figures} 项指标", f"{figures} {plural(figures, 'target')}"))
        if tasks:
            parts.append(Text(f"{tasks} 项任务", f"{tasks} {plural(tasks, 'milestone')}"))
        return self(Text("、".join(p.zh for p in parts), " and ".join(p.en for p in parts)))

    def row(self, n: int) -> str:
        return self(Text(f"第 {n} 行", f"row {n}"))

    def more(self, n: int, of: str = "行") -> str:
        """What a list leaves out; `of` counts it in Chinese."""
        return self(Text(f"另有 {n:,} {of}", f"and {n:,} more"))

    def as_of(self, day: object) -> str:
        return self(Text(f"判定日 {day}", f"as of {day}"))

    def rows_read(self, rows: int, refused: int) -> str:
        return self(
            Text(
                f"读取 {rows:,} 行，拒收 {refused:,} 行",
                f"{rows:,} rows read, {refused:,} refused",
            )
        )

    def without_waiver(self, would_be: Status) -> str:
        word = self.status(would_be)
        return self(Text(f"不豁免则为：{word}", f"without the waiver: {word}"))

    def over(self, over: int, n: int) -> str:
        return self(Text(f"{over:,}/{n:,} 件超限", f"{over:,} of {n:,} over"))

    target = phrase("指标", "target")
    limit = phrase("限值", "limit")
    observed = phrase("实测", "observed")
    margin = phrase("余量", "margin")
    due = phrase("期限", "due")
    deadline = phrase("期限", "deadline")
    clause = phrase("条款", "clause")
    statistic = phrase("统计量", "statistic")
    catalogue = phrase("目录", "catalogue")
    calendar = phrase("日历", "calendar")
    notes = phrase("说明", "Notes")
    failing_rows = phrase("不达标的办件与数值", "Failing rows")
    incomplete = phrase("尚未报齐", "Not all reported")
    doubts = phrase("疑点（不影响结论）", "Doubts (none changes a verdict)")
    ledgers = phrase("办件起止", "Ledgers, from when to when")
    regressed = phrase("退步：", "regressed: ")


def plural(n: int, one: str, many: str = "") -> str:
    """An English noun as its number wants it."""
    return one if n == 1 else many or one + "s"
