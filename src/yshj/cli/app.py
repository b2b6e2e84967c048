"""The commands and their options. Heavy rooms are imported by the command that needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yshj import __version__
from yshj.catalogue import BUILT_IN
from yshj.cli import completion, forms
from yshj.cli import options as opt
from yshj.cli.asking import asks
from yshj.cli.group import Settled, settings_page
from yshj.cli.output import Colour, emit, language, told
from yshj.render.formats import ReportFormat
from yshj.run.options import CheckOptions, ReadingOptions

app = typer.Typer(
    name="yshj",
    cls=Settled,
    help="营商环境: check submitted figures against the numeric targets of a government plan.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        emit(f"yshj {__version__}\n")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Every number traced to its clause, time counted as the law counts it."""
    del version


@app.command()
@asks(CheckOptions)
def check(
    ctx: typer.Context,
    files: opt.Files,
    options: CheckOptions,
    output_format: opt.ReportForm = ReportFormat.TABLE,
    output_file: opt.OutputFile = None,
    report: opt.Reports = None,
    rejected: opt.Rejected = None,
    annotate: opt.Annotate = None,
    failures: Annotated[
        Path | None,
        typer.Option("--failures", metavar="PATH", help="Write every failing row (CSV, Parquet)."),
    ] = None,
    lang: opt.Language = None,
    color: opt.Color = Colour.AUTO,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = 0,
    show_settings: opt.ShowSettings = False,
) -> None:
    """Judge submitted files against the plan's targets (核对).

    Exit: 0 nothing failed, 1 a target failed, 2 wrong usage or catalogue, 3 input with faults.
    """
    words = language(lang)
    if show_settings:
        emit(settings_page(ctx, words))
        raise typer.Exit
    from yshj.cli import check as room
    from yshj.cli.deliver import delivery

    with told(words):
        wanted = delivery(output_format, output_file, report or [], color, quiet, verbose)
        besides = room.Besides(rejected, failures, annotate)
        code = room.check(files, options, wanted, besides, words)
    raise typer.Exit(code)


@app.command()
@asks(ReadingOptions)
def validate(
    ctx: typer.Context,
    files: opt.Files,
    options: ReadingOptions,
    output_format: opt.Format = opt.OutputFormat.TABLE,
    output_file: opt.OutputFile = None,
    rejected: opt.Rejected = None,
    annotate: opt.Annotate = None,
    lang: opt.Language = None,
    verbose: opt.Verbose = 0,
    show_settings: opt.ShowSettings = False,
) -> None:
    """Check the rows only, without verdicts: before sending (校验).

    Exit: 0 every row is good, 2 wrong usage or catalogue, 3 input with faults.
    """
    words = language(lang)
    if show_settings:
        emit(settings_page(ctx, words))
        raise typer.Exit
    from yshj.cli import check as room

    with told(words):
        besides = room.Besides(rejected, annotate=annotate)
        asked = (files, options, output_format, output_file, besides, verbose, words)
        code = room.validate(*asked)
    raise typer.Exit(code)


@app.command()
def targets(
    catalogue: opt.CatalogueName = BUILT_IN,
    item: Annotated[
        list[int] | None,
        typer.Option(
            "--item",
            metavar="N",
            help="Only this item (repeat).",
            autocompletion=completion.items,
        ),
    ] = None,
    output_format: opt.Format = opt.OutputFormat.TABLE,
    output_file: opt.OutputFile = None,
    lang: opt.Language = None,
    color: opt.Color = Colour.AUTO,
    verbose: opt.Verbose = 0,
) -> None:
    """List the catalogue's targets (指标清单); -v lists the milestones too."""
    from yshj.cli import catalogue as room

    words = language(lang)
    with told(words):
        room.targets(catalogue, item or [], output_format, output_file, words, color, verbose)


@app.command()
def explain(
    word: Annotated[
        str,
        typer.Argument(
            metavar="WORD",
            help="A code (E032), a target's id or name, an item's number, or words.",
            autocompletion=completion.explained,
        ),
    ],
    catalogue: opt.CatalogueName = BUILT_IN,
    output_format: opt.Format = opt.OutputFormat.TABLE,
    lang: opt.Language = None,
    color: opt.Color = Colour.AUTO,
) -> None:
    """Explain a code of a fault, or a target: its clause, limit, clock and columns (释义).

    Exit: 0 shown, several candidates too, 2 nothing found.
    """
    from yshj.cli import explain as room

    words = language(lang)
    with told(words):
        room.explain(catalogue, word, output_format, words, color)


app.command()(forms.template)


@app.command()
def lint(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATHS...", help="Catalogues, or mapping, waiver and calendar files."
        ),
    ],
    catalogue: opt.CatalogueName = BUILT_IN,
    lang: opt.Language = None,
) -> None:
    """Check catalogues, or mapping, waiver and calendar files (检查配置)."""
    from yshj.cli import catalogue as room

    words = language(lang)
    with told(words):
        room.lint(paths, catalogue, words)


@app.command()
def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A JSON report of `yshj check`, or - for stdin.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A later one.")],
    output_format: opt.Format = opt.OutputFormat.TABLE,
    output_file: opt.OutputFile = None,
    lang: opt.Language = None,
    color: opt.Color = Colour.AUTO,
    verbose: opt.Verbose = 0,
) -> None:
    """Compare two JSON reports of a plan: what regressed, improved, changed (比较两份报告).

    Exit: 0 whatever differs, 2 wrong usage or two plans, 3 a report that cannot be read.
    """
    from yshj.cli import diff as room

    words = language(lang)
    with told(words):
        room.diff(old, new, output_format, output_file, words, color, verbose)


app.command()(forms.render)
app.command()(forms.schema)


@app.command()
def due(
    start: Annotated[str, typer.Argument(metavar="DATE", help="The day (or moment) it started.")],
    within: Annotated[
        str, typer.Option("--within", metavar="LIMIT", help='Such as "1 working_day", 30日, 1个月.')
    ],
    excluded: Annotated[
        int,
        typer.Option("--excluded", metavar="N", min=0, max=5000, help="Days (hours) left out."),
    ] = 0,
    roll: Annotated[
        bool, typer.Option("--roll/--no-roll", help="Move a last day that is a day off (art. 203).")
    ] = True,
    calendar: opt.CalendarFile = None,
    lang: opt.Language = None,
) -> None:
    """Say when a time limit ends, and which days it skips and why (到期日)."""
    from yshj.cli import due as room

    words = language(lang)
    with told(words):
        room.due(start, within, excluded, roll, calendar, words)


@app.command()
def trace(
    plan: opt.PlanFile,
    catalogue: opt.CatalogueName = BUILT_IN,
    item: Annotated[
        list[int] | None,
        typer.Option("--item", metavar="N", help="Show this item, its figures marked (repeat)."),
    ] = None,
    output_format: opt.Format = opt.OutputFormat.TABLE,
    output_file: opt.OutputFile = None,
    lang: opt.Language = None,
    color: opt.Color = Colour.AUTO,
    quiet: opt.Quiet = False,
) -> None:
    """Hold a plan's text against its catalogue: what each figure became (对照原文).

    Exit: 0 they agree, 1 they do not, 2 wrong usage or catalogue, 3 the plan cannot be read.
    """
    from yshj.cli import trace as room

    words = language(lang)
    with told(words):
        code = room.trace(
            plan, catalogue, item or [], output_format, output_file, words, color, quiet
        )
    raise typer.Exit(code)


@app.command()
def draft(
    plan: opt.PlanFile,
    folder: Annotated[
        Path | None,
        typer.Option("--output-dir", "-o", metavar="DIR", help="Write the catalogue here."),
    ] = None,
    measure: Annotated[
        str | None,
        typer.Option(
            "--measure",
            metavar="NAME|PATH",
            help="Write nothing; say how well the draft meets this hand-made catalogue.",
        ),
    ] = None,
    bodies: Annotated[
        Path | None,
        typer.Option("--bodies", metavar="FILE", help="The districts that report, one a line."),
    ] = None,
    review: Annotated[
        bool, typer.Option("--review", help="Show each clause beside what is proposed for it.")
    ] = False,
    output_format: opt.Format = opt.OutputFormat.TABLE,
    lang: opt.Language = None,
) -> None:
    """Propose a catalogue for a plan that has none, for a person to confirm (起草目录).

    Exit: 0 written or measured, 2 wrong usage or a folder in use, 3 the plan cannot be read.
    """
    from yshj.cli import trace as room

    words = language(lang)
    with told(words):
        room.drafted(plan, folder, bodies, review, measure, output_format, words)
