"""Options that several commands share, so that each is described once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from yshj.cli import completion
from yshj.cli.output import Colour, Lang
from yshj.render.formats import ReportFormat


class OutputFormat(StrEnum):
    """How every command but `check` can print; a report's formats are `ReportFormat`."""

    TABLE = "table"
    JSON = "json"


class TemplateFormat(StrEnum):
    """What a template can be."""

    CSV = "csv"
    XLSX = "xlsx"


class TableKind(StrEnum):
    """The two kinds of table, as `contract.headers.Table` has them."""

    MEASUREMENTS = "measurements"
    CASES = "cases"


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES...", help="CSV, XLSX or Parquet files, folders, patterns, or - for stdin."
    ),
]
PlanFile = Annotated[
    Path, typer.Argument(metavar="PLAN", help="The plan's text: a text or Markdown file.")
]
CatalogueName = Annotated[
    str,
    typer.Option(
        "--catalogue",
        metavar="NAME|PATH",
        help="Catalogue of targets.",
        autocompletion=completion.catalogues,
    ),
]
Format = Annotated[OutputFormat, typer.Option("--output-format", help="How to print the result.")]
ReportForm = Annotated[
    ReportFormat, typer.Option("--output-format", help="How to print the result.")
]
Reports = Annotated[
    list[str] | None,
    typer.Option(
        "--report",
        metavar="FORMAT:PATH",
        help="Write this too (repeat).",
        autocompletion=completion.reports,
    ),
]
FailOn = Annotated[
    str, typer.Option("--fail-on", metavar="LEVEL", help="never, fail, warn, missing; regression.")
]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output-file", "-o", metavar="PATH", help="Write the result here, not to stdout."
    ),
]
Language = Annotated[
    Lang | None, typer.Option("--lang", help="Language of the words; default: the locale's.")
]
Color = Annotated[Colour, typer.Option("--color", help="Colour on the terminal.")]
CalendarFile = Annotated[
    Path | None,
    typer.Option("--calendar", metavar="PATH", help="YAML file of days off and make-up workdays."),
]
Rejected = Annotated[
    Path | None,
    typer.Option(
        "--rejected", metavar="PATH", help="Write the refused rows, with reasons (CSV, XLSX)."
    ),
]
Annotate = Annotated[
    Path | None,
    typer.Option(
        "--annotate",
        metavar="PATH",
        help="Write the workbook back with its faults marked; a folder for several files.",
    ),
]
ShowSettings = Annotated[
    bool,
    typer.Option("--show-settings", help="Print every setting and where it comes from; no check."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print the summary line only.")]
Verbose = Annotated[
    int,
    typer.Option("--verbose", "-v", count=True, help="List everything: all faults, empty targets."),
]
