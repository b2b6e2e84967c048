"""`yshj check` and `yshj validate`: a run, what it writes and says, and its exit code."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yshj import __version__
from yshj.api.files import move_whole, new_folder
from yshj.cli.deliver import Delivery, deliver, writable
from yshj.cli.options import OutputFormat
from yshj.cli.output import emit, say, tell_problems, write_whole
from yshj.cli.progress import watched
from yshj.contract.cells import Mark
from yshj.contract.headers import Table
from yshj.errors import Text, printable, utf8
from yshj.intake.read import Progress, Submission, submission
from yshj.intake.sources import STDIN, meant
from yshj.render.formats import Trait
from yshj.render.phrases import Phrases
from yshj.render.worst import without_values
from yshj.report.compose import validation
from yshj.report.every_failure import list_every_failure, need_suffix
from yshj.run.check import checked
from yshj.run.options import CheckOptions, ReadingOptions
from yshj.run.request import reading_of, request_of


@dataclass(frozen=True)
class Besides:
    """What the command writes beside its result."""

    rejected: Path | None = None
    failures: Path | None = None
    annotate: Path | None = None

    def paths(self, files: Sequence[str]) -> Iterator[Path]:
        """Every file that would be written beside the result, but for those of a new folder."""
        yield from (path for path in (self.rejected, self.failures) if path)
        if self.rejected is not None:
            from yshj.render.rejected import part

            yield from (part(self.rejected, kind) for kind in Table)
        if self.annotate is not None:
            from yshj.render.annotated.copies import targets

            copies = targets(self.annotate, sorted(meant(files)) + [STDIN] * (STDIN in files))
            yield from (path for path in set(copies.values()) if path.parent.is_dir())


def check(
    files: Sequence[str], options: CheckOptions, wanted: Delivery, besides: Besides, lang: str
) -> int:
    """Everything that can be wrong with the wish is found before any input is read."""
    _writable([*wanted.paths, *besides.paths(files)], files, options)
    if besides.failures is not None:
        need_suffix(besides.failures)
    request = request_of(files, options, lang, spelt)
    with watched(lang) as progress, checked(request, progress) as found:
        _write_rejected(besides, found.sent, lang)
        copies = _write_copies(besides, found.sent, lang, progress)
        if besides.failures is not None:
            rows = sum(one.rows for one in found.sent.inputs)
            progress(Text("写出不达标记录", "writing the failing rows"), rows, lambda: -1.0)
            made = list_every_failure(found.judged, found.sent, found.seen, besides.failures)
            move_whole(besides.failures, made)
    report, problems = found.report, found.judged.problems
    along = wanted.form.has(Trait.READ_ALONG)
    if wanted.output or not wanted.form.has(Trait.EVERY_FAULT):
        tell_problems(without_values(report) if along else problems, lang, wanted.verbose > 0)
    for note in [*report.notes, *(copy.in_(lang) for copy in copies)]:
        say(printable(note, 500))
    deliver(report, wanted)
    return report.exit_code


def validate(
    files: Sequence[str],
    options: ReadingOptions,
    output_format: OutputFormat,
    output: Path | None,
    besides: Besides,
    verbose: int,
    lang: str,
) -> int:
    """Rows only: how many are good, and what is wrong with the others."""
    _writable([*([output] if output else []), *besides.paths(files)], files, options)
    asked = reading_of(files, options, spelt)
    how = (asked.sent, asked.context, asked.encoding)
    also = (asked.mapping, asked.sender, asked.asked)
    with watched(lang) as progress, submission(*how, progress, *also) as sent:
        problems = sent.problems()
        outcome = validation(
            sent.inputs, problems, asked.context.catalogue.bodies, __version__, lang
        )
        _write_rejected(besides, sent, lang)
        copies = _write_copies(besides, sent, lang, progress)
    if output_format is OutputFormat.JSON:
        from yshj.render.json import render

        text = render(outcome)
    else:
        from yshj.render.text import validation as lines

        text = lines(outcome.inputs, Phrases(lang))
    tell_problems(problems, lang, verbose > 0)
    for note in [*sent.notes, *_blank(sent), *copies]:
        say(printable(note.in_(lang), 500))
    if output is None:
        emit(utf8(text) if output_format is OutputFormat.JSON else text)
    else:
        write_whole(output, utf8(text))
    return outcome.exit_code


def spelt(keyword: str) -> str:
    """An option as it is written here."""
    return f"--{keyword.replace('_', '-')}"


def _writable(outputs: Iterable[Path], files: Sequence[str], options: Mapping[str, object]) -> None:
    settings = [one for one in options.values() if isinstance(one, Path)]
    writable(outputs, [*map(Path, meant(files)), *settings])


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


def _write_rejected(besides: Besides, sent: Submission, lang: str) -> None:
    if besides.rejected is None:
        return
    from yshj.render.rejected import render

    written = dict(render(besides.rejected, sent.refused, Phrases(lang)))
    for path, content in written.items():
        write_whole(path, content)
    if list(written) != [besides.rejected]:
        names = [printable(str(path)) for path in written]
        told = Text(f"已写出 {'、'.join(names)}", f"written: {', '.join(names)}")
        say(told.in_(lang))


def _write_copies(besides: Besides, sent: Submission, lang: str, progress: Progress) -> list[Text]:
    """The annotated copies; what is to be told of them."""
    if besides.annotate is None:
        return []
    from yshj.render.annotated.copies import copies

    rows = sum(one.rows for one in sent.inputs)
    progress(Text("写出标注副本", "writing annotated copies"), rows, lambda: -1.0)
    notes: list[Text] = []
    with tempfile.TemporaryDirectory(prefix="yshj-") as folder:
        for copy in copies(sent, besides.annotate, Path(folder), Phrases(lang)):
            notes += copy.notes
            if copy.made is not None:
                new_folder(copy.target.parent)
                move_whole(copy.target, copy.made)
    return notes
