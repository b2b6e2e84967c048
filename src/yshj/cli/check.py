"""`yshj check` and `yshj validate`: from wishes to a report and an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from yshj import __version__
from yshj.catalogue import BUILT_IN
from yshj.catalogue.load import calendar_of, load
from yshj.catalogue.model import Catalogue
from yshj.catalogue.waivers import read_waivers
from yshj.cli.options import OutputFormat
from yshj.cli.output import Colour, emit, say, screen, tell_problems, write_whole
from yshj.cli.progress import watched
from yshj.contract.cells import CellFault, moment
from yshj.contract.rows import Context
from yshj.contract.timing import day_of
from yshj.errors import Exit, Text, UsageError, nearest, printable
from yshj.intake.mapping import Mapping, read_mapping
from yshj.intake.read import Submission, submission
from yshj.intake.text_files import encoding_name
from yshj.observe.evidence import observe
from yshj.render.formats import ReportFormat, rendered
from yshj.report.build import Selection, build
from yshj.report.model import FailOn, Report


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
    targets: Sequence[str] = field(default_factory=list)
    items: Sequence[int] = field(default_factory=list)
    reporters: Sequence[str] = field(default_factory=list)
    fail_on: str = "fail"
    rejected: Path | None = None
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
    reports = [_report(word) for word in wish.reports]
    context, encoding, mapping = _prepare(wish, [path for _, path in reports])
    catalogue = context.catalogue
    fail_on = _fail_on(wish.fail_on)
    as_of = _as_of(wish.as_of, catalogue)
    waivers = read_waivers(wish.waivers, catalogue) if wish.waivers else ()
    selection = _selection(wish, catalogue)
    if not wish.allow_unconfirmed:
        _all_confirmed(catalogue, selection)
    with (
        watched(wish.lang) as progress,
        submission(wish.files, context, encoding, progress, mapping) as sent,
    ):
        progress(Text("判定", "judging"), sum(one.rows for one in sent.inputs), lambda: -1.0)
        seen = observe(sent, context, as_of)
        found = build(
            __version__, sent, seen, catalogue, context.calendar, as_of, waivers, selection, fail_on
        )
        _write_rejected(wish, sent)
    tell_problems(found.problems, wish.lang, verbose > 0)
    for note in found.notes:
        say(printable(note.in_(wish.lang), 500))
    for form, path in reports:
        write_whole(path, rendered(form, found, wish.lang))
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
    for note in sent.notes:
        say(printable(note.in_(wish.lang), 500))
    if wish.output is None:
        emit(text.encode("utf-8") if output_format is OutputFormat.JSON else text)
    else:
        write_whole(wish.output, text.encode("utf-8"))
    return int(Exit.INPUT if problems else Exit.OK)


def _prepare(
    wish: Wish, reports: Sequence[Path] = ()
) -> tuple[Context, str | None, Mapping | None]:
    _writable(wish, reports)
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
    outputs = [path.resolve() for path in (wish.output, wish.rejected, *reports) if path]
    inputs = {Path(name).resolve() for name in wish.files if name != "-"}
    for at, path in enumerate(outputs):
        if path in inputs:
            raise UsageError(
                Text(f"不能写入输入文件 {path.name}", f"{path.name} is an input: not written over")
            )
        if path in outputs[:at]:
            raise UsageError(Text(f"{path.name} 写了两次", f"{path.name} is named for two outputs"))
        if not path.parent.is_dir() or path.is_dir():
            raise UsageError(Text(f"无法写入 {path}", f"cannot write {path}: no such folder"))


def _fail_on(word: str) -> FailOn:
    try:
        return FailOn(word)
    except ValueError:
        levels = [level.value for level in FailOn]
        raise UsageError(
            Text(f"--fail-on 应为 {'、'.join(levels)}", f"--fail-on takes {', '.join(levels)}")
            + nearest(word, levels)
        ) from None


def _as_of(word: str | None, catalogue: Catalogue) -> date:
    if word is None:
        return datetime.now(catalogue.zone).date()
    try:
        return day_of(moment(word, catalogue.zone))
    except CellFault as fault:
        raise UsageError(Text("--as-of：", "--as-of: ") + fault.text) from None


def _selection(wish: Wish, catalogue: Catalogue) -> Selection:
    ids = []
    for word in wish.targets:
        target = catalogue.find(word)
        if target is None:
            unknown = Text(f"未知的指标“{word}”", f"unknown target {word!r}")
            raise UsageError(unknown + catalogue.nearest(word))
        ids.append(target.id)
    for number in wish.items:
        if number not in catalogue.items:
            raise UsageError(Text(f"没有第 {number} 项", f"the plan has no item {number}"))
    names = []
    for word in wish.reporters:
        body = catalogue.bodies.find(word)
        if body is None:
            unknown = Text(f"未知的填报单位“{word}”", f"unknown reporter {word!r}")
            raise UsageError(unknown + catalogue.bodies.nearest(word))
        names.append(body.name)
    return Selection(frozenset(ids), frozenset(wish.items), frozenset(names))


def _all_confirmed(catalogue: Catalogue, selection: Selection) -> None:
    """A drafted target judges nobody before a person has looked at it."""
    wanted = (target for target in catalogue.targets.values() if selection.wants(target))
    ids = [target.id for target in wanted if not target.confirmed]
    if ids:
        names = "、".join(ids[:5]) + ("……" if len(ids) > 5 else "")
        raise UsageError(
            Text(
                f"有 {len(ids)} 个指标未经人工确认（{names}）：请核对后删去 confirmed: false，"
                "或使用 --allow-unconfirmed",
                f"{len(ids)} targets are not confirmed by a person ({', '.join(ids[:5])}"
                f"{', ...' if len(ids) > 5 else ''}): check them and drop confirmed: false, "
                "or use --allow-unconfirmed",
            )
        )


def _write_rejected(wish: Wish, sent: Submission) -> None:
    if wish.rejected is None:
        return
    from yshj.render.rejected import render

    for path, text in render(wish.rejected, sent.refused, wish.lang):
        write_whole(path, text.encode("utf-8-sig"))


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
