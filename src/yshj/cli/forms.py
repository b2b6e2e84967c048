"""The commands that write what others fill in or read: `template`, `render` and `schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from yshj.catalogue import BUILT_IN
from yshj.cli import completion
from yshj.cli import options as opt
from yshj.cli.output import Colour, language, told
from yshj.render.formats import ReportFormat
from yshj.render.schema_words import TITLES


def template(
    body: Annotated[
        str,
        typer.Option(
            "--body",
            metavar="BODY",
            help="A district, zone, agency, or the city.",
            autocompletion=completion.bodies,
        ),
    ],
    catalogue: opt.CatalogueName = BUILT_IN,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="PERIOD", help="Such as 2021H1; default: the plan's."),
    ] = None,
    kind: Annotated[
        opt.TableKind | None,
        typer.Option("--kind", help="Which table; default: CSV measurements, XLSX both."),
    ] = None,
    output_format: Annotated[
        opt.TemplateFormat | None,
        typer.Option("--output-format", help="Default: by the file's name, else CSV."),
    ] = None,
    output_file: opt.OutputFile = None,
    lang: opt.Language = None,
) -> None:
    """Write the table that one body has to fill in, CSV or XLSX (填报模板)."""
    from yshj.cli import template as room

    words = language(lang)
    with told(words):
        room.template(catalogue, body, period, kind, output_format, output_file, words)


def render(
    saved: Annotated[
        str,
        typer.Argument(metavar="REPORT", help="A JSON report of `yshj check`, or - for stdin."),
    ],
    output_format: opt.ReportForm = ReportFormat.TABLE,
    output_file: opt.OutputFile = None,
    report: opt.Reports = None,
    lang: opt.Language = None,
    color: opt.Color = Colour.AUTO,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = 0,
) -> None:
    """Write a saved report in any format, without the submission (重新输出报告).

    Exit: 0 written, whatever its verdict, 2 wrong usage, 3 no report of ours.
    """
    from yshj.cli import render as room
    from yshj.cli.deliver import delivery

    words = language(lang)
    with told(words):
        wanted = delivery(output_format, output_file, report or [], color, quiet, verbose)
        room.render(saved, wanted, words)


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help=f"{', '.join(TITLES)}; without it all of them in one document.",
        ),
    ] = None,
    output_file: opt.OutputFile = None,
    lang: opt.Language = None,
) -> None:
    """Write the JSON Schema of what is read and written, for editors and programs (数据格式)."""
    from yshj.cli import schema as room

    words = language(lang)
    with told(words):
        room.schema(name, output_file, words)
