"""The report a script gets: its findings as objects, dict, frame, page or file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from yshj.api.files import write_whole
from yshj.catalogue.model import Catalogue
from yshj.errors import Text, UsageError, nearest, printable
from yshj.judge.status import Status
from yshj.render import json as as_json
from yshj.render.formats import FORMATS, SUFFIXES, by_suffix, rendered
from yshj.render.phrases import STATUS_WORDS
from yshj.render.words import STATUS_ORDER
from yshj.report.document.report import Doubt, Error, Input
from yshj.report.document.report import Report as Document
from yshj.report.document.result import Result
from yshj.report.names import target_of

Table = Literal["findings", "reporters", "failures", "problems", "breakdown", "doubts"]


class Report:
    """What a check found. A notebook shows it as a table.

    Get one from `yshj.check`. Nothing in it changes, and it needs the files and frames no longer.
    Its words are in the language that `check` was given; methods take another one as `lang`.
    """

    def __init__(self, found: Document, catalogue: Catalogue, library: str | None = None) -> None:
        self._found = found
        self._catalogue = catalogue
        self._library = library

    @property
    def document(self) -> Document:
        """The whole report as one object, with the JSON's keys, its numbers exact."""
        return self._found

    @property
    def as_of(self) -> date:
        """The day that was judged as of."""
        return self._found.as_of

    @property
    def plan(self) -> str:
        """The catalogue's name."""
        return self._found.catalogue.name

    @property
    def exit_code(self) -> int:
        """What the command would exit with: 0 nothing failed, 1 a target failed, 3 problems."""
        return self._found.exit_code

    @property
    def summary(self) -> Mapping[str, int]:
        """How many targets have each status; every status is there."""
        return {status: self._found.count(status) for status in Status}

    @property
    def findings(self) -> tuple[Result, ...]:
        """A finding for every chosen target, in the plan's order."""
        return self._found.results

    def finding(self, target: str) -> Result:
        """The finding on the target of that id or name; UsageError with the nearest otherwise."""
        wanted = target_of(self._catalogue, str(target))
        for one in self.findings:
            if one.id == wanted.id:
                return one
        shown = printable(str(target))
        raise UsageError(
            Text(f"本次未判定指标“{shown}”", f"the target {shown!r} was not among those judged")
        )

    @property
    def problems(self) -> tuple[Error, ...]:
        """Every fault of what was submitted: unreadable files, then refused rows in order."""
        return self._found.errors

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What looks odd in what was sent, with its sender's `remark`; no verdict heeds it."""
        return self._found.doubts

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of the inputs and waivers."""
        return self._found.notes

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The tables that were read: `name`, `sha256`, `encoding`, `table`, `rows`, `refused`.

        A frame's `encoding` is its library, its `sha256` that of its rows as CSV: UTF-8, commas,
        lines ending in a line feed, quotes only where they are needed.
        """
        return self._found.inputs

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The JSON report as Python objects: `report.to_dict() == json.loads(report.to_json())`.

        Numbers are ints, or the floats nearest to the JSON's decimals; `findings` has exact ones.
        """
        data: dict[str, Any] = json.loads(self.to_json(lang))
        return data

    def to_json(self, lang: str | None = None) -> str:
        """The JSON report, letter for letter what `check --output-format json` prints.

        Its decimals are exact: `json.loads(text, parse_float=decimal.Decimal)` keeps them so.
        """
        return as_json.render(self._in(lang))

    def to_frame(
        self, backend: str | None = None, *, of: Table = "findings", lang: str | None = None
    ) -> Any:
        """A data frame of the library that the first frame came from, or of the one named.

        `backend` is `pandas`, `polars`, `pyarrow`, `duckdb` (a relation of DuckDB's default
        connection) or `modin`; with files only it must be named. Its rows are the `findings`, the
        findings by body (`reporters`), the failing `rows` as `failures` (at most 100 a target), the
        `problems`, the `doubts`, or the findings by group that `by` asked for (`breakdown`).
        Figures are floats in the target's unit; `completed` is a milestone's day.
        Raises UsageError for a library that is unknown or not installed.
        """
        from yshj.api.frames import frame

        return frame(self._in(lang), backend or self._library, of)

    def render(self, form: str, lang: str | None = None) -> bytes:
        """The report as the content of a file of a format of `--output-format`; text is UTF-8.

        Raises UsageError for an unknown format.
        """
        if form not in FORMATS:
            unknown = Text(
                f"未知的格式 {form!r}，应为 {'、'.join(FORMATS)}",
                f"unknown format {form!r}: expected one of {', '.join(FORMATS)}",
            )
            raise UsageError(unknown + nearest(str(form), FORMATS))
        return rendered(FORMATS[form], self._in(lang))

    def write(
        self, path: str | os.PathLike[str], form: str | None = None, *, lang: str | None = None
    ) -> None:
        """Write the report to `path`, whole or not at all, in that format or the suffix's.

        Suffixes: `.txt`, `.json`, `.csv`, `.md`, `.xml` (JUnit), `.xlsx`, `.html`. Raises
        UsageError for an unknown format or suffix, and where the file cannot be written.
        """
        target = Path(path)
        if form is None:
            chosen = by_suffix(target)
            if chosen is None:
                raise UsageError(
                    Text(
                        f"无法从“{printable(target.name)}”的扩展名得知格式，请写明",
                        f"the suffix of {printable(target.name)!r} tells no format: name one",
                    )
                    + nearest(target.suffix.casefold(), SUFFIXES)
                )
            form = chosen
        write_whole(target, self.render(form, lang))

    def __repr__(self) -> str:
        summary = self.summary
        counts = sorted(summary, key=lambda status: STATUS_ORDER[Status(status)])
        said = ", ".join(
            f"{summary[status]} {STATUS_WORDS[Status(status)].en}"
            for status in counts
            if summary[status]
        )
        number = len(self._found.errors)
        problems = f", {number} problem{'s' if number > 1 else ''}" if number else ""
        return (
            f"<yshj.Report {printable(self.plan)} as of {self.as_of}: "
            f"{said or 'no targets'}{problems}; exit code {self.exit_code}>"
        )

    def _repr_html_(self) -> str:
        from yshj.api.notebook import page

        return page(self._found)

    def _in(self, lang: str | None) -> Document:
        if lang not in (None, "en", "zh"):
            raise UsageError(
                Text(f"lang 应为 en 或 zh，而不是 {lang!r}", f"lang is en or zh, not {lang!r}")
            )
        same = lang is None or lang == self._found.lang
        return self._found if same else self._found.in_language(str(lang))
