"""The formats of a report: one line each, which says all that the rest of the program asks."""

from __future__ import annotations

from enum import Flag, StrEnum, auto
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from yshj.errors import utf8

if TYPE_CHECKING:  # the command line lists the formats before it needs a report
    from yshj.report.document.report import Report


class Trait(Flag):
    """What is true of some formats only."""

    NONE = 0
    BINARY = auto()  # bytes that no terminal shows
    READ_ALONG = auto()  # strangers read it, as a pipeline's log: no case number, nor beside it
    BREAKDOWN = auto()  # shows the groups of `--by`
    EVERY_FAULT = auto()  # lists every refused row itself


class ReportFormat(StrEnum):
    """Each is a module of this package with `render(report)`, which gives text or bytes.

    `suffix` is that of a file in this format, empty where none says it.
    """

    suffix: str
    traits: Trait

    def __new__(cls, name: str, suffix: str, traits: Trait) -> ReportFormat:
        made = str.__new__(cls, name)
        made._value_ = name
        made.suffix, made.traits = suffix, traits
        return made

    TABLE = "table", ".txt", Trait.BREAKDOWN
    JSON = "json", ".json", Trait.BREAKDOWN
    CSV = "csv", ".csv", Trait.NONE
    MARKDOWN = "markdown", ".md", Trait.READ_ALONG
    JUNIT = "junit", ".xml", Trait.READ_ALONG
    GITHUB = "github", "", Trait.READ_ALONG
    CONCISE = "concise", "", Trait.READ_ALONG | Trait.EVERY_FAULT
    XLSX = "xlsx", ".xlsx", Trait.BINARY | Trait.BREAKDOWN
    HTML = "html", ".html", Trait.NONE

    def has(self, trait: Trait) -> bool:
        return trait in self.traits


FORMATS = {one.value: one for one in ReportFormat}
SUFFIXES = {one.suffix: one for one in ReportFormat if one.suffix}


def by_suffix(path: PurePath) -> ReportFormat | None:
    """The format that a file's name tells, if it tells one."""
    return SUFFIXES.get(path.suffix.casefold())


def rendered(name: ReportFormat, report: Report) -> bytes:
    """A report as the content of a file; text is UTF-8."""
    content: str | bytes = import_module(f"yshj.render.{name}").render(report)
    return content if isinstance(content, bytes) else utf8(content)
