"""The formats of a report, each a function from the report to a file's content."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line lists the formats before it needs a report
    from yshj.report.document.report import Report


class ReportFormat(StrEnum):
    """Each is a module of this package with `render(report)`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    JUNIT = "junit"
    GITHUB = "github"
    XLSX = "xlsx"
    HTML = "html"


def rendered(name: ReportFormat, report: Report) -> bytes:
    """A report as the content of a file; text is UTF-8."""
    content: str | bytes = import_module(f"yshj.render.{name}").render(report)
    return content if isinstance(content, bytes) else content.encode("utf-8")
