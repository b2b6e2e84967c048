"""A verdict in words where it stands: met or missed so far, who and what time is missing; whose a
row is; what is doubted; from when to when ledgers run."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, Protocol

from yshj.catalogue.bodies import BodyKind
from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render.arrange import Labels
from yshj.render.words import STATUS_WORDS, coverage, describe
from yshj.report.document.report import Doubt
from yshj.report.document.result import Result

ROOM = 60  # columns of a screen that names of bodies may take where nothing says otherwise
EVERYBODY = 1 << 30
_MOST_SPANS = 3
_SEPARATORS = Text("、", ", ")
_QUARTERS = "一二三四"
DOUBTS = Text("疑点（不影响结论）", "Doubts (none changes a verdict)")
LEDGERS = Text("办件起止", "Ledgers, from when to when")
INCOMPLETE = Text("尚未报齐", "Not all reported")
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


def so_far(one: Standing, lang: str) -> str:
    """`met so far`, `missed so far, due: counts as fail`; nothing of what is no `partial`."""
    if one.status is not Status.PARTIAL or one.so_far is None:
        return ""
    zh = lang == "zh"
    if one.so_far == "met":
        return "目前达标" if zh else "met so far"
    if one.counts_as is None:
        return "目前未达标" if zh else "missed so far"
    word = STATUS_WORDS[one.counts_as].in_(lang)
    return f"目前未达标，已到期，按{word}计" if zh else f"missed so far, due: counts as {word}"


def seen(result: Result, labels: Labels, lang: str, room: int = ROOM) -> list[str]:
    """What was observed, and of a `partial` who and what is missing, in short lines."""
    lines = [*describe(result, result, lang), coverage(result, lang)]
    return [one for one in (*lines, incomplete(result, labels, lang, room)) if one]


def seen_in_short(result: Result, lang: str) -> list[str]:
    """The same for a narrow column: how many are missing stands in for their names."""
    lines = [*describe(result, result, lang), coverage(result, lang)]
    return [one for one in (*lines, *incomplete_in_short(result, lang)) if one]


def incomplete_in_short(result: Result, lang: str) -> list[str]:
    """`met so far`, `14 bodies missing`."""
    told, n = so_far(result, lang), len(result.missing)
    if result.status is Status.PARTIAL and n:
        lacks = f"缺 {n} 个单位" if lang == "zh" else f"{n} {'bodies' if n > 1 else 'body'} missing"
    elif result.status is Status.PARTIAL and result.missing_time:
        lacks = "期间未报全" if lang == "zh" else "time is missing"
    else:
        lacks = ""
    return [one for one in (told, lacks) if one]


def incomplete(result: Result, labels: Labels, lang: str, room: int = ROOM) -> str:
    """`尚未报齐（目前达标）：缺 14 个区县（市）：中原区、二七区，另 12 个`."""
    if result.status is not Status.PARTIAL:
        return ""
    zh, told, what = lang == "zh", so_far(result, lang), lacking(result, labels, lang, room)
    head = INCOMPLETE.in_(lang)
    if told:
        head += f"（{told}）" if zh else f" ({told})"
    return "：".join([head, "；".join(what)]) if zh else ": ".join([head, "; ".join(what)])


def lacking(result: Result, labels: Labels, lang: str, room: int = ROOM) -> list[str]:
    """Who has not reported at all, then which time is missing of whom."""
    zh, silent = lang == "zh", result.missing
    found = []
    if silent:
        names = _names(silent, labels, lang, room)
        n, kind = len(silent), _kind(silent, labels)
        if n == 1:
            found.append(f"缺{names}" if zh else f"missing: {names}")
        else:
            head = f"缺 {n} 个{kind.zh}：" if zh else f"{n} {kind.en} missing: "
            found.append(head + names)
    by_time: dict[tuple[tuple[date, date], ...], list[str]] = {}
    told = {*silent, *(body.part_of for name in silent if (body := labels.find(name)))}
    for name in dict.fromkeys(one.reporter for one in result.missing_time):
        if name not in told:  # a body whose parts are silent lacks their time, not its own
            mine = [(one.from_, one.to) for one in result.missing_time if one.reporter == name]
            by_time.setdefault(tuple(mine), []).append(name)
    for spans, bodies in by_time.items():
        names, times = _names(bodies, labels, lang, room), _times(spans, lang)
        found.append(f"缺{times}：{names}" if zh else f"{times} missing from {names}")
    return found


def _names(names: Sequence[str], labels: Labels, lang: str, room: int) -> str:
    """As many as there is room for, then how many more."""
    shown: list[str] = []
    for name in names:
        label = printable(labels(name), 60)
        if shown and _width([*shown, label]) > room:
            break
        shown.append(label)
    text, more = _SEPARATORS.in_(lang).join(shown), len(names) - len(shown)
    if not more:
        return text
    return f"{text}，另 {more} 个" if lang == "zh" else f"{text} and {more} more"


def _width(words: Sequence[str]) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for word in words for char in word) + 2 * len(words)


def _kind(names: Sequence[str], labels: Labels) -> Text:
    kinds = {body.kind if (body := labels.find(name)) else None for name in names}
    if kinds == {BodyKind.DISTRICT}:
        return Text("区县（市）", "districts")
    if kinds <= {BodyKind.DISTRICT, BodyKind.ZONE}:
        return Text("区县（市）、开发区", "districts and zones")
    return Text("单位", "bodies")


def _times(spans: Sequence[tuple[date, date]], lang: str) -> str:
    text = _SEPARATORS.in_(lang).join(span_in_words(*one, lang) for one in spans[:_MOST_SPANS])
    if len(spans) <= _MOST_SPANS:
        return text
    more = len(spans) - _MOST_SPANS
    return f"{text}等 {len(spans)} 段" if lang == "zh" else f"{text} and {more} more spans"


def span_in_words(first: date, last: date, lang: str) -> str:
    """`2021年第四季度`, `2021 Q4`; days where they are no whole months."""
    zh, year = lang == "zh", first.year
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if not whole or last.year != year:
        if first == last:
            return str(first)
        return f" {first} 至 {last} " if zh else f"{first} to {last}"
    one, two = first.month, last.month
    if (one, two) == (1, 12):
        return f"{year}年" if zh else str(year)
    if (one, two) in ((1, 6), (7, 12)):
        return f"{year}年{'上' if one == 1 else '下'}半年" if zh else f"{year} H{one // 6 + 1}"
    if one % 3 == 1 and two == one + 2:
        return f"{year}年第{_QUARTERS[one // 3]}季度" if zh else f"{year} Q{one // 3 + 1}"
    if one == two:
        return f"{year}年{one}月" if zh else f"{first:%Y-%m}"
    return f"{year}年{one}月至{two}月" if zh else f"{first:%Y-%m} to {last:%Y-%m}"


def ledgers(result: Result, labels: Labels, lang: str) -> list[str]:
    """`市法院：2021-01-05 至 2021-12-20，120 件`, one a body."""
    zh, lines = lang == "zh", []
    for one in result.ledgers:
        name, cases = printable(labels(one.reporter), 60), f"{one.cases:,}"
        if one.first is None or one.last is None:
            lines.append(f"{name}：{cases} 件" if zh else f"{name}: {cases} cases")
        elif zh:
            lines.append(f"{name}：{one.first} 至 {one.last}，{cases} 件")
        else:
            count = f"{cases} case{'s' * (one.cases != 1)}"
            lines.append(f"{name}: {one.first} to {one.last}, {count}")
    return lines


def whose(name: str | None, labels: Labels) -> str:
    """The body whose row it is, as the report calls it; nothing where that is unknown."""
    return printable(labels(name), 60) if name else ""


def place_of(doubt: Doubt, lang: str) -> str:
    """`city.csv row 12`; nothing of a doubt that is about many cases."""
    if doubt.file is None or doubt.row is None:
        return ""
    row = f"第 {doubt.row} 行" if lang == "zh" else f"row {doubt.row}"
    return f"{printable(doubt.file, 300)} {row}"


def doubt_lines(
    doubt: Doubt, labels: Labels, lang: str, mark: Callable[[str], str] = printable
) -> tuple[str, str]:
    """What is doubted, of whom and where; and what its sender says of it. `mark` makes a text from
    a file harmless where the lines are going."""
    zh = lang == "zh"
    colon = "：" if zh else ": "
    where = place_of(doubt, lang)
    head = " ".join(one for one in (doubt.code, whose(doubt.reporter, labels)) if one)
    told = f"{head}{colon}{doubt.message}"
    if where:
        told += f"（{where}）" if zh else f" ({where})"
    answer = f"{REMARK.in_(lang)}{colon}{doubt.remark}" if doubt.remark else NO_REMARK.in_(lang)
    return mark(told), mark(answer)
