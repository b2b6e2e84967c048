"""`yshj.check`: files and frames in, a report out; nothing printed, nobody exits."""

from __future__ import annotations

import os
from collections.abc import Iterator, KeysView, Mapping, Sequence, ValuesView
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, Literal, Unpack

from yshj.api.report import Report
from yshj.catalogue import BUILT_IN
from yshj.catalogue import load as catalogues
from yshj.catalogue.model import Catalogue
from yshj.errors import Text, UsageError, nearest
from yshj.intake.frames import Frame, frame_of
from yshj.run.check import checked
from yshj.run.options import CheckOptions, options_of
from yshj.run.request import request_of, unfit

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
        raise unfit("plan", plan, Text("目录名称或文件夹", "a name or a folder"))
    return catalogues.load(os.fspath(plan))


def check(
    files_or_frames: FilesOrFrames, *, lang: Language = "en", **options: Unpack[CheckOptions]
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
    * `covers`: what case ledgers hold: `city` (the cases of every body, so that one without a row
      has none), spans of days over which they are complete (`2021-01-01..2021-12-31`), or both.
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
    known = options_of(CheckOptions)
    for name in options:
        if name not in known:
            raise TypeError(f"check() got an unexpected keyword argument {name!r}")
    sent = list(_sent(files_or_frames))
    request = request_of(sent, options, lang, str)
    with checked(request) as found:
        pass
    frames = (one.library for one in sent if isinstance(one, Frame))
    return Report(found.report, request.context.catalogue, next(frames, None))


def _signature() -> Signature:
    """What `help` and an editor show: every option by itself."""
    taken = signature(check)
    first, lang, _ = taken.parameters.values()
    keywords = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=option.default, annotation=kind)
        for name, (kind, option) in options_of(CheckOptions, Catalogue).items()
    ]
    return taken.replace(parameters=[first, *keywords, lang])


check.__signature__ = _signature()  # type: ignore[attr-defined]


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
