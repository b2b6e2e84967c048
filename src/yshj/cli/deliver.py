"""Where a report goes: printed or written in one format, and written in others beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from yshj.cli.output import Colour, emit, no_workbook_on_a_terminal, say, screen, write_whole
from yshj.cli.streams import kept_elsewhere
from yshj.errors import Text, UsageError, nearest, utf8
from yshj.render.formats import FORMATS, ReportFormat, Trait, rendered
from yshj.report.document.report import Report


@dataclass(frozen=True)
class Delivery:
    """What is wanted of a report: `form` to `output` or stdout, and the files of `beside`."""

    form: ReportFormat
    output: Path | None
    beside: tuple[tuple[ReportFormat, Path], ...] = ()
    colour: Colour = Colour.AUTO
    quiet: bool = False
    verbose: int = 0

    @property
    def forms(self) -> set[ReportFormat]:
        return {self.form, *(form for form, _ in self.beside)}

    @property
    def paths(self) -> list[Path]:
        return [path for path in (self.output, *(path for _, path in self.beside)) if path]


def delivery(
    form: ReportFormat,
    output: Path | None,
    reports: Iterable[str],
    colour: Colour,
    quiet: bool,
    verbose: int,
) -> Delivery:
    """The wishes of a command line; UsageError for those that cannot be."""
    if form.has(Trait.BINARY):
        no_workbook_on_a_terminal(output)
    beside = tuple(_beside(word) for word in reports)
    return Delivery(form, output, beside, colour, quiet, verbose)


def _beside(word: str) -> tuple[ReportFormat, Path]:
    """`FORMAT:PATH` as its two parts."""
    form, colon, path = word.partition(":")
    if form not in FORMATS:
        unknown = Text(
            f"--report 应为 格式:路径，格式为 {'、'.join(FORMATS)}",
            f"--report takes FORMAT:PATH, the format one of {', '.join(FORMATS)}",
        )
        raise UsageError(unknown + nearest(form, FORMATS))
    if not colon or not path:
        raise UsageError(Text(f"--report {form} 缺少路径", f"--report {form} lacks its path"))
    return FORMATS[form], Path(path)


def writable(outputs: Iterable[Path], inputs: Collection[Path]) -> None:
    """Output paths must be new words: no input, no two alike, in folders that exist."""
    read = {path.resolve() for path in inputs}
    seen: list[Path] = []
    for path in map(Path.resolve, outputs):
        if path in read:
            raise UsageError(
                Text(f"不能写入输入文件 {path.name}", f"{path.name} is an input: not written over")
            )
        if path in seen:
            raise UsageError(Text(f"{path.name} 写了两次", f"{path.name} is named for two outputs"))
        if not path.parent.is_dir() or path.is_dir():
            raise UsageError(Text(f"无法写入 {path}", f"cannot write {path}: no such folder"))
        seen.append(path)


def deliver(report: Report, wanted: Delivery) -> None:
    """Write and print the report."""
    if report.breakdown and not any(form.has(Trait.BREAKDOWN) for form in wanted.forms):
        names = [form.value for form in ReportFormat if form.has(Trait.BREAKDOWN)]
        shown = Text(
            f"--by 的分列只见于 {'、'.join(names)} 格式",
            f"--by: shown in the formats {', '.join(names)} only",
        )
        say(shown.in_(report.lang or "en"))
    for form, path in wanted.beside:
        write_whole(path, rendered(form, report))
        kept_elsewhere()
    if ReportFormat.GITHUB in wanted.forms:
        from yshj.cli.summary import add_to_summary

        add_to_summary(report)
    content = _content(report, wanted)
    if wanted.output is None:
        emit(content)
    else:
        data = content if isinstance(content, bytes) else utf8(content)
        write_whole(wanted.output, data)


def _content(report: Report, wanted: Delivery) -> str | bytes:
    """The result; a table as the terminal can show it, if that is where it goes."""
    if wanted.form is not ReportFormat.TABLE:
        return rendered(wanted.form, report)
    from yshj.render import table

    shown, to_file = screen(wanted.colour), wanted.output is not None
    return table.render(
        report,
        width=shown.width,
        colour=shown.colour and (not to_file or wanted.colour is Colour.ALWAYS),
        symbols=shown.symbols or to_file,
        verbose=wanted.verbose,
        quiet=wanted.quiet,
    )
