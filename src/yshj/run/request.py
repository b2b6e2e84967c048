"""What a check is asked for: everything that can be wrong with it is found before it is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import index
from pathlib import Path
from types import NoneType
from typing import Any, SupportsIndex

from yshj.catalogue.bodies import Body
from yshj.catalogue.load import calendar_of, load
from yshj.catalogue.model import Catalogue
from yshj.catalogue.waivers import Waiver, read_waivers
from yshj.contract.rows import Context
from yshj.errors import Text, UsageError, nearest, printable
from yshj.intake.frames import Frame
from yshj.intake.mapping import Mapping as ReadAs
from yshj.intake.mapping import read_mapping
from yshj.intake.pushed.asked import Asked, Repeats
from yshj.intake.pushed.connect import frame_at, is_address
from yshj.intake.senders import sender_of
from yshj.intake.text_files import encoding_name
from yshj.judge.question import Covers
from yshj.report.compare import Saved
from yshj.report.document.kinds import By, FailOn
from yshj.report.selection import (
    Selection,
    as_of_day,
    baseline_of,
    by_of,
    covers_of,
    fail_on_of,
    need_confirmed,
    needs_baseline,
    selection_of,
)
from yshj.run.options import CheckOptions, ReadingOptions, options_of

Spelt = Callable[[str], str]  # a keyword as its caller writes it: `as_of`, `--as-of`
Sent = Sequence[str | Frame]


@dataclass(frozen=True)
class Reading:
    """Files and frames, and how they are to be read."""

    sent: Sent
    context: Context
    encoding: str | None
    mapping: ReadAs | None
    sender: Body | None
    asked: Asked


@dataclass(frozen=True)
class Request(Reading):
    """And how they are to be judged; `lang` is the language of the report's words."""

    lang: str
    as_of: date
    selection: Selection
    fail_on: FailOn
    by: By | None
    covers: Covers
    waivers: Sequence[Waiver]
    baseline: Saved | None


def reading_of(sent: Sent, options: ReadingOptions, spelt: Spelt) -> Reading:
    """What is to be read; a UsageError names an option as its caller writes it."""
    return Reading(*_reading(sent, _values(ReadingOptions, options, spelt), spelt))


def request_of(sent: Sent, options: CheckOptions, lang: str, spelt: Spelt) -> Request:
    """What is to be judged; the same."""
    asked = _values(CheckOptions, options, spelt)
    read = _reading(sent, asked, spelt)
    catalogue = read[1].catalogue
    fail_on = fail_on_of(asked["fail_on"], spelt("fail_on"))
    by = by_of(asked["by"], spelt("by"))
    as_of = as_of_day(asked["as_of"], catalogue, spelt("as_of"))
    covers = covers_of(asked["covers"], catalogue, spelt("covers"))
    waivers = read_waivers(asked["waivers"], catalogue) if asked["waivers"] else ()
    words = (asked["targets"], asked["items"], asked["reporters"])
    selection = selection_of(catalogue, *words)
    needs_baseline(fail_on, asked["baseline"])
    baseline = None
    if asked["baseline"]:
        baseline = baseline_of(asked["baseline"], catalogue, selection, spelt("baseline"))
    if not asked["allow_unconfirmed"]:
        selection = need_confirmed(catalogue, selection, spelt("allow_unconfirmed"))
    return Request(
        *read,
        lang=lang,
        as_of=as_of,
        selection=selection,
        fail_on=fail_on,
        by=by,
        covers=covers,
        waivers=waivers,
        baseline=baseline,
    )


def _reading(
    sent: Sent, asked: Mapping[str, Any], spelt: Spelt
) -> tuple[Sent, Context, str | None, ReadAs | None, Body | None, Asked]:
    encoding = encoding_name(asked["encoding"]) if asked["encoding"] else None
    plan = asked["plan"]
    catalogue = plan if isinstance(plan, Catalogue) else load(plan)
    mapping = read_mapping(asked["mapping"], catalogue) if asked["mapping"] else None
    sender = sender_of(asked["sender"], catalogue) if asked["sender"] else None
    context = Context(catalogue, calendar_of(catalogue, asked["calendar"]))
    sent = [frame_at(o) if isinstance(o, str) and is_address(o) else o for o in sent]
    if asked["key"] and not any(isinstance(one, Frame) and one.stays for one in sent):
        word = spelt("key")
        raise UsageError(Text(f"{word} 只用于数据库中的表", f"{word} is for tables in a database"))
    return sent, context, encoding, mapping, sender, _asked(asked, spelt)


def _asked(asked: Mapping[str, Any], spelt: Spelt) -> Asked:
    word = asked["repeats"]
    if word not in tuple(Repeats):
        wrong = Text(
            f"{spelt('repeats')} 应为 exact、declared 或 off，而不是 {printable(word)}",
            f"{spelt('repeats')} is exact, declared or off, not {printable(word)}",
        )
        raise UsageError(wrong + nearest(word, tuple(Repeats)))
    return Asked(asked["key"], Repeats(word))


def _values(kind: type, given: Mapping[str, Any], spelt: Spelt) -> dict[str, Any]:
    """Every option's value in the type of the command line, its default where it is not given."""
    values = {}
    for name, (_, option) in options_of(kind).items():
        value = given.get(name, option.default)
        if name == "as_of" and isinstance(value, date):
            value = _moment(value)
        if name in _TAKES and not isinstance(value, (str, os.PathLike, Catalogue, NoneType)):
            raise unfit(spelt(name), value, _TAKES[name])
        absent = value is None and option.default is None
        if not (absent or (name == "plan" and isinstance(value, Catalogue))):
            value = _READERS[option.kind](spelt(name), value)
        values[name] = value
    return values


_TAKES = {"as_of": Text("日期", "a date"), "plan": Text("名称或文件夹", "a name or a folder")}


def _moment(given: date) -> str:
    """A day as text, which is read as on the command line."""
    if isinstance(given, datetime):
        return given.isoformat(sep=" ", timespec="microseconds")
    return given.isoformat()


def _path(option: str, given: object) -> Path:
    if not isinstance(given, (str, os.PathLike)):
        raise unfit(option, given, Text("路径", "a path"))
    return Path(given)


def _text(option: str, given: object) -> str:
    if isinstance(given, os.PathLike):
        return str(Path(given))
    if not isinstance(given, str):
        raise unfit(option, given, Text("文字", "text"))
    return given


def _words(option: str, given: object) -> list[str]:
    return [_text(option, one) for one in _each(given)]


def _numbers(option: str, given: object) -> list[int]:
    """Whole numbers of Python, or of the library that a column came from."""
    numbers = []
    for one in _each(given):
        if not isinstance(one, SupportsIndex):
            raise unfit(option, one, Text("整数", "whole numbers"))
        numbers.append(index(one))
    return numbers


def _each(given: object) -> Iterable[object]:
    """One word, or several."""
    return given if isinstance(given, Iterable) and not isinstance(given, str) else [given]


_READERS: dict[Any, Callable[[str, object], Any]] = {
    str: _text,
    Path: _path,
    list[str]: _words,
    list[int]: _numbers,
    bool: lambda _, given: bool(given),
}


def unfit(option: str, given: object, wanted: Text) -> UsageError:
    """An argument of the wrong type."""
    shown = printable(repr(given))
    return UsageError(
        Text(
            f"{option} 应为{wanted.zh}，而不是 {shown}",
            f"{option} takes {wanted.en}, not {shown}",
        )
    )
