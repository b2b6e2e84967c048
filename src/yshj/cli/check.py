"""`yshj check` and `yshj validate`: from wishes to a report and an exit code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from yshj import __version__
from yshj.api.files import move_whole
from yshj.catalogue import BUILT_IN
from yshj.catalogue.load import calendar_of, load
from yshj.catalogue.waivers import read_waivers
from yshj.cli.options import OutputFormat
from yshj.cli.output import (
    Colour,
    emit,
    no_workbook_on_a_terminal,
    say,
    screen,
    tell_problems,
    write_whole,
)
from yshj.cli.progress import watched
from yshj.cli.summary import add_to_summary
from yshj.contract.cells import Mark
from yshj.contract.headers import Table
from yshj.contract.rows import Context
from yshj.errors import Exit, Text, UsageError, nearest, printable
from yshj.intake.mapping import Mapping, read_mapping
from yshj.intake.read import Submission, submission
from yshj.intake.sources import meant
from yshj.intake.text_files import encoding_name
from yshj.observe.evidence import Observations, observe
from yshj.render.formats import ReportFormat, rendered
from yshj.render.worst import without_values
from yshj.report.build import build
from yshj.report.every_failure import list_every_failure, need_suffix
from yshj.report.model import Report
from yshj.report.selection import (
    as_of_day,
    baseline_of,
    by_of,
    fail_on_of,
    need_confirmed,
    needs_baseline,
    selection_of,
)

# printed in a pipeline, whose log others read too, so that messages beside them name no case
_READ_ALONG = (ReportFormat.GITHUB, ReportFormat.MARKDOWN, ReportFormat.JUNIT)


@dataclass
class Wish:
    """What the command line asked for, before anything is read."""

    files: Sequence[str]
    catalogue: str = BUILT_IN
    as_of: str | None = None
    encoding: str | None = None
    mapping: Path | None = None
    calendar: Path | None = None
    waivers: Path | None = None
    baseline: Path | None = None
    targets: Sequence[str] = field(default_factory=list)
    items: Sequence[int] = field(default_factory=list)
    reporters: Sequence[str] = field(default_factory=list)
    by: str | None = None
    fail_on: str = "fail"
    rejected: Path | None = None
    failures: Path | None = None
    output: Path | None = None
    reports: Sequence[str] = field(default_factory=list)
    allow_unconfirmed: bool = False
    lang: str = "en"


def check(
    wish: Wish,
    output_format: ReportFormat,
    colour: Colour,
    quiet: bool,
    verbose: int,
) -> int:
    """Everything that can be wrong with the wish is found before any input is read."""
    if output_format is ReportFormat.XLSX:
        no_workbook_on_a_terminal(wish.output)
    reports = [_report(word) for word in wish.reports]
    context, encoding, mapping = _prepare(wish, [path for _, path in reports])
    catalogue = context.catalogue
    fail_on = fail_on_of(wish.fail_on)
    by = by_of(wish.by)
    as_of = as_of_day(wish.as_of, catalogue)
    waivers = read_waivers(wish.waivers, catalogue) if wish.waivers else ()
    selection = selection_of(catalogue, wish.targets, wish.items, wish.reporters)
    needs_baseline(fail_on, wish.baseline)
    baseline = baseline_of(wish.baseline, catalogue, selection) if wish.baseline else None
    if not wish.allow_unconfirmed:
        selection = need_confirmed(catalogue, selection)
    with (
        watched(wish.lang) as progress,
        submission(wish.files, context, encoding, progress, mapping) as sent,
    ):
        rows = sum(one.rows for one in sent.inputs)
        progress(Text("判定", "judging"), rows, lambda: -1.0)
        seen = observe(sent, context, as_of)
        found = build(
            *(__version__, sent, seen, catalogue, context.calendar, as_of),
            *(waivers, selection, fail_on, baseline, by),
        )
        _write_rejected(wish, sent)
        if wish.failures is not None:
            progress(Text("写出不达标记录", "writing the failing rows"), rows, lambda: -1.0)
            _write_failures(wish.failures, found, sent, seen)
    told = without_values(found) if output_format in _READ_ALONG else found.problems
    tell_problems(told, wish.lang, verbose > 0)
    for note in found.notes:
        say(printable(note.in_(wish.lang), 500))
    forms = {output_format, *(form for form, _ in reports)}
    if by and not forms & {ReportFormat.TABLE, ReportFormat.JSON}:
        shown = Text(
            "--by 的分列只见于 table 和 json 格式", "--by: shown in the formats table and json only"
        )
        say(shown.in_(wish.lang))
    for form, path in reports:
        write_whole(path, rendered(form, found, wish.lang))
    if ReportFormat.GITHUB in forms:
        add_to_summary(found, wish.lang)
    if output_format is ReportFormat.TABLE:
        content: str | bytes = _table(found, wish, colour, quiet, verbose)
    else:
        content = rendered(output_format, found, wish.lang)
    if wish.output is None:
        emit(content)
    else:
        write_whole(wish.output, content if isinstance(content, bytes) else content.encode("utf-8"))
    return int(found.exit_code)


def validate(wish: Wish, output_format: OutputFormat, verbose: int) -> int:
    """Rows only: how many are good, and what is wrong with the others."""
    context, encoding, mapping = _prepare(wish)
    with (
        watched(wish.lang) as progress,
        submission(wish.files, context, encoding, progress, mapping) as sent,
    ):
        problems = sent.problems()
        _write_rejected(wish, sent)
    if output_format is OutputFormat.JSON:
        from yshj.render.json import validation

        text = validation(sent.inputs, problems, __version__, wish.lang)
    else:
        from yshj.render.text import validation as lines

        text = lines(sent.inputs, wish.lang)
    tell_problems(problems, wish.lang, verbose > 0)
    for note in [*sent.notes, *_blank(sent)]:
        say(printable(note.in_(wish.lang), 500))
    if wish.output is None:
        emit(text.encode("utf-8") if output_format is OutputFormat.JSON else text)
    else:
        write_whole(wish.output, text.encode("utf-8"))
    return int(Exit.INPUT if problems else Exit.OK)


def _blank(sent: Submission) -> list[Text]:
    """Rows without a figure are good, but perhaps forgotten: how many, and the first of them."""
    rows: dict[str, list[int]] = {}
    for one in sent.measured:
        if one.row.state is Mark.NOT_REPORTED:
            rows.setdefault(one.table.name, []).append(one.at)
    notes = []
    for name, at in rows.items():
        few, more = [str(row) for row in at[:5]], len(at) > 5
        notes.append(
            Text(
                f"{name}：{len(at):,} 行没有数值，按未报处理"
                f"（第 {'、'.join(few)}{'……' if more else ''} 行）",
                f"{name}: {len(at):,} rows without a figure, taken as not reported "
                f"(row {', '.join(few)}{', …' if more else ''})",
            )
        )
    return notes


def _prepare(
    wish: Wish, reports: Sequence[Path] = ()
) -> tuple[Context, str | None, Mapping | None]:
    _writable(wish, reports)
    if wish.failures is not None:
        need_suffix(wish.failures)
    encoding = encoding_name(wish.encoding) if wish.encoding else None
    catalogue = load(wish.catalogue)
    mapping = read_mapping(wish.mapping, catalogue) if wish.mapping else None
    return Context(catalogue, calendar_of(catalogue, wish.calendar)), encoding, mapping


def _report(word: str) -> tuple[ReportFormat, Path]:
    """`FORMAT:PATH` as its two parts."""
    form, colon, path = word.partition(":")
    formats = [each.value for each in ReportFormat]
    if form not in formats:
        unknown = Text(
            f"--report 应为 格式:路径，格式为 {'、'.join(formats)}",
            f"--report takes FORMAT:PATH, the format one of {', '.join(formats)}",
        )
        raise UsageError(unknown + nearest(form, formats))
    if not colon or not path:
        raise UsageError(Text(f"--report {form} 缺少路径", f"--report {form} lacks its path"))
    return ReportFormat(form), Path(path)


def _writable(wish: Wish, reports: Sequence[Path]) -> None:
    """Output paths must be new words: no input, no two alike, in folders that exist."""
    settings = (wish.waivers, wish.baseline, wish.mapping, wish.calendar)
    inputs = {Path(name).resolve() for name in meant(wish.files)}
    inputs |= {path.resolve() for path in settings if path}
    seen: list[Path] = []
    for path in map(Path.resolve, _outputs(wish, reports)):
        if path in inputs:
            raise UsageError(
                Text(f"不能写入输入文件 {path.name}", f"{path.name} is an input: not written over")
            )
        if path in seen:
            raise UsageError(Text(f"{path.name} 写了两次", f"{path.name} is named for two outputs"))
        if not path.parent.is_dir() or path.is_dir():
            raise UsageError(Text(f"无法写入 {path}", f"cannot write {path}: no such folder"))
        seen.append(path)


def _outputs(wish: Wish, reports: Sequence[Path]) -> Iterator[Path]:
    yield from (path for path in (wish.output, wish.rejected, wish.failures, *reports) if path)
    if wish.rejected is not None:
        from yshj.render.rejected import part

        yield from (part(wish.rejected, kind) for kind in Table)


def _write_rejected(wish: Wish, sent: Submission) -> None:
    if wish.rejected is None:
        return
    from yshj.render.rejected import render

    for path, text in render(wish.rejected, sent.refused, wish.lang):
        write_whole(path, text.encode("utf-8-sig"))


def _write_failures(path: Path, found: Report, sent: Submission, seen: Observations) -> None:
    move_whole(path, list_every_failure(found, sent, seen, path))


def _table(found: Report, wish: Wish, colour: Colour, quiet: bool, verbose: int) -> str:
    from yshj.render import table

    shown = screen(colour)
    return table.render(
        found,
        wish.lang,
        width=shown.width,
        colour=shown.colour and (wish.output is None or colour is Colour.ALWAYS),
        symbols=shown.symbols or wish.output is not None,
        verbose=verbose,
        quiet=quiet,
    )
