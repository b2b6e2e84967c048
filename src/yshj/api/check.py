"""`yshj.check`: files and frames in, a report out; nothing printed, nobody exits."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence, ValuesView
from datetime import date, datetime
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex

from yshj import __version__
from yshj.api.report import Report
from yshj.catalogue import BUILT_IN
from yshj.catalogue import load as catalogues
from yshj.catalogue.model import Catalogue
from yshj.catalogue.waivers import read_waivers
from yshj.contract.rows import Context
from yshj.errors import Text, UsageError, nearest, printable
from yshj.intake.frames import Frame, frame_of
from yshj.intake.mapping import read_mapping
from yshj.intake.read import submission
from yshj.intake.text_files import encoding_name
from yshj.observe.evidence import observe
from yshj.report.build import build
from yshj.report.selection import (
    as_of_day,
    baseline_of,
    by_of,
    fail_on_of,
    need_confirmed,
    needs_baseline,
    selection_of,
)

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

    File = str | os.PathLike[str]
    FilesOrFrames = File | IntoFrame | Sequence[File | IntoFrame] | Mapping[str, IntoFrame]

Language = Literal["en", "zh"]


def load(plan: str | os.PathLike[str] = BUILT_IN) -> Catalogue:
    """The catalogue of a plan: its items, and its targets by id.

    `plan` is a built-in catalogue's name or a folder with a `plan.yaml`. Raises CatalogueError with
    everything that is wrong in it, UsageError where there is none.

    >>> target = load().targets["08-setup-time"]
    >>> target.name.en, str(target.op), int(target.threshold), target.unit.zh, str(target.due)
    ('Time to set up a company', '<=', 1, '工作日', '2021-12-31')
    """
    if not isinstance(plan, (str, os.PathLike)):
        raise _unfit("plan", plan, Text("目录名称或文件夹", "a name or a folder"))
    return catalogues.load(os.fspath(plan))


def check(
    files_or_frames: FilesOrFrames,
    *,
    plan: str | os.PathLike[str] | Catalogue = BUILT_IN,
    as_of: date | str | None = None,
    encoding: str | None = None,
    mapping: File | None = None,
    calendar: File | None = None,
    waivers: File | None = None,
    baseline: File | None = None,
    targets: str | Iterable[str] = (),
    items: int | Iterable[int] = (),
    reporters: str | Iterable[str] = (),
    by: str | None = None,
    fail_on: str = "fail",
    allow_unconfirmed: bool = False,
    lang: Language = "en",
) -> Report:
    """Judge files and data frames against a plan's targets.

    `files_or_frames` is one file (a path, folder, glob, or `-` for standard input, as on the
    command line), one frame, a list of both, or a dict of frames by the names they shall be called
    in the report (else `<frame 1>`, `<frame 2>` …). A frame is whatever Narwhals takes: pandas,
    Polars (lazy too), pyarrow, a DuckDB relation, Modin, PySpark and others. Its columns are headed
    like a file's, in English or Chinese; its index is not read; its first row is row 2, as behind a
    header. It is judged as if saved to CSV: floats by their shortest digits, None, NaN and NaT as
    blanks, columns of moments that are all midnight as days, moments with a time zone on the plan's
    clock. The frame is not changed, and may be dropped afterwards; no two checks share anything,
    so several may run at once.

    * `plan`: a built-in catalogue's name, a folder, or a Catalogue from `load`.
    * `as_of`: the day to judge as of, a date or text; today in the plan's time zone if None. What
      is dated later has not happened.
    * `encoding`: of text files; told from their bytes if None. Frames have none.
    * `mapping`, `calendar`, `waivers`: paths of YAML files.
    * `baseline`: path of an earlier JSON report to compare with.
    * `targets` (ids or names), `items` (numbers), `reporters` (names): only these; empty means all.
    * `by`: break the findings down in the JSON and the table: `reporter`, `period`, `item`, `body`.
    * `fail_on`: `never`, `fail`, `warn`, `missing` or `regression`: what makes `exit_code` 1.
    * `allow_unconfirmed`: judge by drafted targets that nobody has confirmed.
    * `lang`: `en` or `zh`, the words of findings, notes and problems.

    Raises UsageError (a wrong argument; CatalogueError for what is wrong in a YAML file, with every
    fault in `problems`) before anything is read, OutsideCalendar where a date is needed that the
    calendar does not know, and InputError where memory or disk run out. A file that cannot be read
    and a row that is refused raise nothing: they are in the report's `problems`, and its exit code
    is 3. What goes wrong inside a lazy frame's own computation is raised as it is.

    >>> report = check("samples/cases-2021.csv", as_of="2021-12-31", items=8)
    >>> report
    <yshj.Report zhengzhou-2021 as of 2021-12-31: 1 fail, 2 no data; exit code 1>
    >>> found = report.finding("08-setup-time")
    >>> str(found.status), found.over, found.n, found.observed, found.unit
    ('fail', 3, 1498, Fraction(3, 1), '工作日')
    """
    if lang not in ("en", "zh"):
        wrong = Text(f"lang 应为 en 或 zh，而不是 {lang!r}", f"lang is en or zh, not {lang!r}")
        raise UsageError(wrong + nearest(str(lang), ("en", "zh")))
    catalogue = plan if isinstance(plan, Catalogue) else load(plan)
    context = Context(catalogue, catalogues.calendar_of(catalogue, _path("calendar", calendar)))
    spelt = encoding_name(_text("encoding", encoding)) if encoding else None
    map_path, waiver_path = _path("mapping", mapping), _path("waivers", waivers)
    baseline_path = _path("baseline", baseline)
    read_as = read_mapping(map_path, catalogue) if map_path else None
    level = fail_on_of(_text("fail_on", fail_on), "fail_on")
    groups = None if by is None else by_of(_text("by", by), "by")
    day = as_of_day(_day(as_of), catalogue, "as_of")
    waived = read_waivers(waiver_path, catalogue) if waiver_path else ()
    selection = selection_of(
        catalogue,
        _words("targets", targets),
        _numbers("items", items),
        _words("reporters", reporters),
    )
    needs_baseline(level, baseline)
    earlier = None
    if baseline_path:
        earlier = baseline_of(baseline_path, catalogue, selection, "baseline")
    if not allow_unconfirmed:
        selection = need_confirmed(catalogue, selection, "allow_unconfirmed")
    sent = list(_sent(files_or_frames))
    with submission(sent, context, spelt, mapping=read_as) as read:
        seen = observe(read, context, day)
        found = build(
            *(__version__, read, seen, catalogue, context.calendar, day),
            *(waived, selection, level, earlier, groups),
        )
    frames = (one.library for one in sent if isinstance(one, Frame))
    return Report(found, lang, next(frames, None))


def _sent(given: Any) -> Iterator[str | Frame]:
    """Files by their names, and frames by theirs, as they were given."""
    if isinstance(given, Mapping):
        for name, frame in given.items():
            if not isinstance(name, str):
                raise UsageError(
                    Text(
                        f"数据框的名称应为文字，而不是 {name!r}",
                        f"a frame's name is text, not {name!r}",
                    )
                )
            yield frame_of(name, frame)
        empty = not given
    elif isinstance(given, (list, tuple, Iterator, KeysView, ValuesView)):
        frames = 0
        empty = True
        for one in given:
            empty = False
            if isinstance(one, (str, os.PathLike)):
                yield os.fspath(one)
            else:
                frames += 1
                yield frame_of(f"<frame {frames}>", one)
    else:
        yield from _sent([given])
        return
    if empty:
        raise UsageError(Text("没有给出文件或数据框", "no file and no frame was given"))


def _path(option: str, given: object) -> Path | None:
    if given is None:
        return None
    if not isinstance(given, (str, os.PathLike)):
        raise _unfit(option, given, Text("路径", "a path"))
    return Path(given)


def _text(option: str, given: object) -> str:
    if not isinstance(given, str):
        raise _unfit(option, given, Text("文字", "text"))
    return given


def _words(option: str, given: object) -> list[str]:
    return [_text(option, one) for one in _each(given)]


def _numbers(option: str, given: object) -> list[int]:
    """Whole numbers of Python, or of the library that a column came from."""
    numbers = []
    for one in _each(given):
        if not isinstance(one, SupportsIndex):
            raise _unfit(option, one, Text("整数", "whole numbers"))
        numbers.append(index(one))
    return numbers


def _each(given: object) -> Iterable[object]:
    """One word, or several."""
    return given if isinstance(given, Iterable) and not isinstance(given, str) else [given]


def _unfit(option: str, given: object, wanted: Text) -> UsageError:
    shown = printable(repr(given))
    return UsageError(
        Text(
            f"{option} 应为{wanted.zh}，而不是 {shown}",
            f"{option} takes {wanted.en}, not {shown}",
        )
    )


def _day(given: object) -> str | None:
    """A day as text, which is read as on the command line."""
    if given is None or isinstance(given, str):
        return given
    if isinstance(given, datetime):
        return given.isoformat(sep=" ", timespec="microseconds")
    if isinstance(given, date):
        return given.isoformat()
    shown = printable(repr(given))
    raise UsageError(Text(f"as_of 应为日期，而不是 {shown}", f"as_of takes a date, not {shown}"))
