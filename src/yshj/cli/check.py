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
from yshj.cli.deliver import Delivery, deliver, writable
from yshj.cli.options import OutputFormat
from yshj.cli.output import emit, say, tell_problems, write_whole
from yshj.cli.progress import watched
from yshj.contract.cells import Mark
from yshj.contract.headers import Table
from yshj.contract.rows import Context
from yshj.errors import Exit, Text, printable
from yshj.intake.mapping import Mapping, read_mapping
from yshj.intake.read import Submission, submission
from yshj.intake.sources import meant
from yshj.intake.text_files import encoding_name
from yshj.observe.evidence import Observations, observe
from yshj.render.formats import Trait
from yshj.render.worst import without_values
from yshj.report.build import build
from yshj.report.compare import against
from yshj.report.compose import document_of, validation
from yshj.report.every_failure import list_every_failure, need_suffix
from yshj.report.model import Report as Judged
from yshj.report.selection import (
    as_of_day,
    baseline_of,
    by_of,
    covers_of,
    fail_on_of,
    need_confirmed,
    needs_baseline,
    selection_of,
)


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
    covers: Sequence[str] = field(default_factory=list)
    fail_on: str = "fail"
    rejected: Path | None = None
    failures: Path | None = None
    output: Path | None = None
    allow_unconfirmed: bool = False
    lang: str = "en"


def check(wish: Wish, wanted: Delivery) -> int:
    """Everything that can be wrong with the wish is found before any input is read."""
    context, encoding, mapping = _prepare(wish, wanted.paths)
    catalogue = context.catalogue
    fail_on = fail_on_of(wish.fail_on)
    by = by_of(wish.by)
    as_of = as_of_day(wish.as_of, catalogue)
    covers = covers_of(wish.covers, catalogue)
    waivers = read_waivers(wish.waivers, catalogue) if wish.waivers else ()
    selection = selection_of(catalogue, wish.targets, wish.items, wish.reporters)
    needs_baseline(fail_on, wish.baseline)
    baseline = baseline_of(wish.baseline, catalogue, selection) if wish.baseline else None
    if not wish.allow_unconfirmed:
        need_confirmed(catalogue, selection)
    with (
        watched(wish.lang) as progress,
        submission(wish.files, context, encoding, progress, mapping) as sent,
    ):
        rows = sum(one.rows for one in sent.inputs)
        progress(Text("判定", "judging"), rows, lambda: -1.0)
        seen = observe(sent, context, as_of)
        judged = build(
            *(__version__, sent, seen, catalogue, context.calendar, as_of),
            *(waivers, selection, fail_on, by, covers),
        )
        found = document_of(judged, wish.lang)
        if baseline is not None:
            found = against(found, baseline, selection.wants)
        _write_rejected(wish, sent)
        if wish.failures is not None:
            progress(Text("写出不达标记录", "writing the failing rows"), rows, lambda: -1.0)
            _write_failures(wish.failures, judged, sent, seen)
    told = without_values(found) if wanted.form.has(Trait.READ_ALONG) else judged.problems
    tell_problems(told, wish.lang, wanted.verbose > 0)
    for note in found.notes:
        say(printable(note, 500))
    deliver(found, wanted)
    return found.exit_code


def validate(wish: Wish, output_format: OutputFormat, verbose: int) -> int:
    """Rows only: how many are good, and what is wrong with the others."""
    context, encoding, mapping = _prepare(wish, [wish.output] if wish.output else [])
    with (
        watched(wish.lang) as progress,
        submission(wish.files, context, encoding, progress, mapping) as sent,
    ):
        problems = sent.problems()
        outcome = validation(
            sent.inputs, problems, context.catalogue.bodies, __version__, wish.lang
        )
        _write_rejected(wish, sent)
    if output_format is OutputFormat.JSON:
        from yshj.render.json import render

        text = render(outcome)
    else:
        from yshj.render.text import validation as lines

        text = lines(outcome.inputs, wish.lang)
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


def _prepare(wish: Wish, outputs: Sequence[Path]) -> tuple[Context, str | None, Mapping | None]:
    settings = (wish.waivers, wish.baseline, wish.mapping, wish.calendar)
    inputs = [*map(Path, meant(wish.files)), *(path for path in settings if path)]
    writable([*outputs, *_outputs(wish)], inputs)
    if wish.failures is not None:
        need_suffix(wish.failures)
    encoding = encoding_name(wish.encoding) if wish.encoding else None
    catalogue = load(wish.catalogue)
    mapping = read_mapping(wish.mapping, catalogue) if wish.mapping else None
    return Context(catalogue, calendar_of(catalogue, wish.calendar)), encoding, mapping


def _outputs(wish: Wish) -> Iterator[Path]:
    yield from (path for path in (wish.rejected, wish.failures) if path)
    if wish.rejected is not None:
        from yshj.render.rejected import part

        yield from (part(wish.rejected, kind) for kind in Table)


def _write_rejected(wish: Wish, sent: Submission) -> None:
    if wish.rejected is None:
        return
    from yshj.render.rejected import render

    for path, text in render(wish.rejected, sent.refused, wish.lang):
        write_whole(path, text.encode("utf-8-sig"))


def _write_failures(path: Path, found: Judged, sent: Submission, seen: Observations) -> None:
    move_whole(path, list_every_failure(found, sent, seen, path))
