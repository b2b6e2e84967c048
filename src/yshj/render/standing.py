"""A verdict in words where it stands: met or missed so far, who and what time is missing; whose a
row is; what is doubted; from when to when ledgers run."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, Protocol

from yshj.catalogue.bodies import BodyKind
from yshj.errors import NOTHING, Text, printable
from yshj.judge.status import Status
from yshj.render.phrases import Labels, Phrases, plural
from yshj.render.words import coverage, describe
from yshj.report.document.report import Doubt
from yshj.report.document.result import Failure, Result
from yshj.thresholds.numbers import grouped

ROOM = 60  # columns of a screen that names of bodies may take where nothing says otherwise
EVERYBODY = 1 << 30
_MOST_SPANS = 3
_QUARTERS = "一二三四"
REMARK = Text("报送单位的说明", "the sender's remark")
NO_REMARK = Text("未作说明", "no remark")


class Standing(Protocol):
    """A result, one body's line, or one report's side of a comparison."""

    @property
    def status(self) -> Status: ...
    @property
    def so_far(self) -> Literal["met", "missed"] | None: ...
    @property
    def counts_as(self) -> Status | None: ...


def so_far(one: Standing, say: Phrases) -> str:
    """`met so far`, `missed so far, due: counts as fail`; nothing of what is no `partial`."""
    if one.status is not Status.PARTIAL or one.so_far is None:
        return ""
    if one.so_far == "met":
        return say(Text("目前达标", "met so far"))
    if one.counts_as is None:
        return say(Text("目前未达标", "missed so far"))
    word = say.status(one.counts_as)
    return say(Text(f"目前未达标，已到期，按{word}计", f"missed so far, due: counts as {word}"))


def seen(result: Result, say: Phrases, room: int = ROOM) -> list[str]:
    """What was observed, and of a `partial` who and what is missing, in short lines."""
    lines = [*describe(result, result, say), *years(result, say), coverage(result, say)]
    return [one for one in (*lines, incomplete(result, say, room)) if one]


def seen_in_short(result: Result, say: Phrases) -> list[str]:
    """The same for a narrow column: how many are missing stands in for their names."""
    lines = [*describe(result, result, say), *years(result, say), coverage(result, say)]
    return [one for one in (*lines, *incomplete_in_short(result, say)) if one]


def years(result: Result, say: Phrases) -> list[str]:
    """Each year of a yearly target, a line each: `2023: pass, 105`."""
    found = []
    for one in result.by_year:
        told = [say.status(one.status)]
        if one.observed is not None and not isinstance(one.observed, date):
            told.append(grouped(one.observed, result.threshold))
        told.append(so_far(one, say))
        words = say.comma.join(filter(None, told))
        found.append(say(Text(f"{one.year} 年{words}", f"{one.year}: {words}")))
    return found


def incomplete_in_short(result: Result, say: Phrases) -> list[str]:
    """`met so far`, `14 bodies missing`."""
    told, n = so_far(result, say), len(result.missing)
    lacks = NOTHING
    if result.status is Status.PARTIAL and n:
        lacks = Text(f"缺 {n} 个单位", f"{n} {plural(n, 'body', 'bodies')} missing")
    elif result.status is Status.PARTIAL and result.missing_time:
        lacks = Text("期间未报全", "time is missing")
    return [one for one in (told, say(lacks)) if one]


def incomplete(result: Result, say: Phrases, room: int = ROOM) -> str:
    """`尚未报齐（目前达标）：缺 14 个区县（市）：中原区、二七区，另 12 个`."""
    if result.status is not Status.PARTIAL:
        return ""
    head = say.incomplete + say.aside(so_far(result, say))
    return f"{head}{say.colon}{say.clauses(lacking(result, say, room))}"


def lacking(result: Result, say: Phrases, room: int = ROOM) -> list[str]:
    """Who has not reported at all, then which time is missing of whom."""
    absent, labels = result.missing, say.labels
    found = []
    if absent:
        names = _names(absent, say, room)
        n, kind = len(absent), _kind(absent, labels)
        one_only = Text(f"缺{names}", f"missing: {names}")
        several = Text(f"缺 {n} 个{kind.zh}：{names}", f"{n} {kind.en} missing: {names}")
        found.append(say(one_only if n == 1 else several))
    by_time: dict[tuple[tuple[date, date], ...], list[str]] = {}
    told = {*absent, *(body.part_of for name in absent if (body := labels.find(name)))}
    for name in dict.fromkeys(one.reporter for one in result.missing_time):
        if name not in told:  # a body whose parts sent nothing lacks their time, not its own
            mine = [(one.from_, one.to) for one in result.missing_time if one.reporter == name]
            by_time.setdefault(tuple(mine), []).append(name)
    for spans, bodies in by_time.items():
        names, times = _names(bodies, say, room), _times(spans, say)
        found.append(say(Text(f"缺{times}：{names}", f"{times} missing from {names}")))
    return found


def _names(names: Sequence[str], say: Phrases, room: int) -> str:
    """As many as there is room for, then how many more."""
    shown: list[str] = []
    for name in names:
        label = whose(name, say)
        if shown and _width([*shown, label]) > room:
            break
        shown.append(label)
    text, more = say.listed(shown), len(names) - len(shown)
    return text + say(Text(f"，另 {more} 个", f" and {more} more")) if more else text


def _width(words: Sequence[str]) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for word in words for char in word) + 2 * len(words)


def _kind(names: Sequence[str], labels: Labels) -> Text:
    kinds = {body.kind if (body := labels.find(name)) else None for name in names}
    if kinds == {BodyKind.DISTRICT}:
        return Text("区县（市）", "districts")
    if kinds <= {BodyKind.DISTRICT, BodyKind.ZONE}:
        return Text("区县（市）、开发区", "districts and zones")
    return Text("单位", "bodies")


def _times(spans: Sequence[tuple[date, date]], say: Phrases) -> str:
    text = say.listed(say(span_in_words(*one)) for one in spans[:_MOST_SPANS])
    more = len(spans) - _MOST_SPANS
    if more <= 0:
        return text
    return text + say(Text(f"等 {len(spans)} 段", f" and {more} more spans"))


def span_in_words(first: date, last: date) -> Text:
    """`2021年第四季度`, `2021 Q4`; days where they are no whole months."""
    year = first.year
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if not whole or last.year != year:
        if first == last:
            return Text(str(first), str(first))
        return Text(f" {first} 至 {last} ", f"{first} to {last}")
    one, two = first.month, last.month
    if (one, two) == (1, 12):
        return Text(f"{year}年", str(year))
    if (one, two) in ((1, 6), (7, 12)):
        return Text(f"{year}年{'上' if one == 1 else '下'}半年", f"{year} H{one // 6 + 1}")
    if one % 3 == 1 and two == one + 2:
        return Text(f"{year}年第{_QUARTERS[one // 3]}季度", f"{year} Q{one // 3 + 1}")
    if one == two:
        return Text(f"{year}年{one}月", f"{first:%Y-%m}")
    return Text(f"{year}年{one}月至{two}月", f"{first:%Y-%m} to {last:%Y-%m}")


def ledgers(result: Result, say: Phrases) -> list[str]:
    """`市法院：2021-01-05 至 2021-12-20，120 件`, one a body."""
    lines = []
    for one in result.ledgers:
        cases = say(Text(f"{one.cases:,} 件", f"{one.cases:,} {plural(one.cases, 'case')}"))
        span = []
        if one.first is not None and one.last is not None:
            span = [say(Text(f"{one.first} 至 {one.last}", f"{one.first} to {one.last}"))]
        lines.append(f"{whose(one.reporter, say)}{say.colon}{say.comma.join([*span, cases])}")
    return lines


def whose(name: str | None, say: Phrases) -> str:
    """The body whose row it is, as the report calls it; nothing where that is unknown."""
    return printable(say.labels(name), 60) if name else ""


def row_of(failure: Failure, say: Phrases) -> str:
    """`cases.csv row 161 Jinshui District`: where a failing row stands and whose it is."""
    return f"{failure.file} {say.row(failure.row)} {whose(failure.reporter, say)}".rstrip()


def place_of(doubt: Doubt, say: Phrases) -> str:
    """`city.csv row 12`; nothing of a doubt that is about many cases."""
    if doubt.file is None or doubt.row is None:
        return ""
    return f"{printable(doubt.file, 300)} {say.row(doubt.row)}"


def doubt_lines(
    doubt: Doubt, say: Phrases, mark: Callable[[str], str] = printable
) -> tuple[str, str]:
    """What is doubted, of whom and where; and what its sender says of it. `mark` makes a text from
    a file harmless where the lines are going."""
    head = " ".join(one for one in (doubt.code, whose(doubt.reporter, say)) if one)
    told = f"{head}{say.colon}{doubt.message}{say.aside(place_of(doubt, say))}"
    answer = f"{say(REMARK)}{say.colon}{doubt.remark}" if doubt.remark else say(NO_REMARK)
    return mark(told), mark(answer)
