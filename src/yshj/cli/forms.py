"""The commands that write what others fill in or read by: `template` and `schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from yshj.catalogue import BUILT_IN
from yshj.cli import options as opt
from yshj.cli.output import language, told


def template(
    body: Annotated[
        str, typer.Option("--body", metavar="BODY", help="A district, zone, agency, or the city.")
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


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="catalogue, rows, measurements, cases, report, validation, targets, waivers, "
            "mapping or calendar; without it all of them in one document.",
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
