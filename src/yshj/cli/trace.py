"""`yshj trace` and `yshj draft`: a plan's text against its catalogue, or into one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yshj import __version__
from yshj.catalogue.load import load
from yshj.cli.options import OutputFormat
from yshj.cli.output import Colour, emit, say, screen, spare, write_whole
from yshj.errors import Exit, Text, UsageError, os_reason
from yshj.render.phrases import Phrases
from yshj.trace.faults import FaultKind
from yshj.trace.figures import find_figures
from yshj.trace.text import PlanText, read_plan
from yshj.trace.trace import trace as hold


def trace(
    path: Path,
    name: str,
    items: list[int],
    output_format: OutputFormat,
    output_file: Path | None,
    lang: str,
    colour: Colour,
    quiet: bool,
) -> int:
    """Hold the plan at `path` against a catalogue; the exit code says whether they agree."""
    spare(output_file, path)
    catalogue = load(name)
    plan = _read(path, lang)
    found = hold(plan, catalogue)
    by_number = {item.number: item for item in found.items}
    for number in items:
        if number not in by_number:
            raise UsageError(Text(f"没有第 {number} 项", f"the plan has no item {number}"))
    from yshj.render import trace as pages
    from yshj.render import traced

    chosen = [by_number[number] for number in items] or list(found.items)
    # of items that were asked for, what is wrong with the whole plan is not the question
    wrong = any(item.faults for item in chosen) or bool(found.whole and not items)
    shown, words = screen(colour), Phrases(lang)
    coloured = shown.colour and (output_file is None or colour is Colour.ALWAYS)
    symbols = shown.symbols or output_file is not None
    if output_format is OutputFormat.JSON:
        text = traced.trace_json(found, chosen, __version__, words, wrong)
    elif items:
        text = "\n".join(
            pages.item_page(item, words, shown.width, coloured, symbols) for item in chosen
        )
    else:
        text = pages.table(found, words, shown.width, coloured, symbols, quiet)
    if output_file is None:
        emit(text.encode("utf-8") if output_format is OutputFormat.JSON else text)
    else:
        write_whole(output_file, text.encode("utf-8"))
    return int(Exit.TARGET_FAILED if wrong else Exit.OK)


def drafted(
    path: Path,
    folder: Path | None,
    bodies: Path | None,
    look: bool,
    name: str | None,
    output_format: OutputFormat,
    lang: str,
) -> None:
    """Write the draft, show it, or measure it against a hand-made catalogue: what was asked."""
    if (folder is not None or look) == (name is not None):
        raise UsageError(
            Text(
                "用 -o 指定要写入的文件夹、用 --review 查看，或用 --measure 指定对照的目录",
                "give a folder with -o, --review to look, or a catalogue with --measure",
            )
        )
    if folder is not None:
        draft(path, folder, bodies, lang)
    if look:
        review(path, lang)
    if name is not None:
        measured(path, name, output_format, lang)


def draft(path: Path, folder: Path, bodies: Path | None, lang: str) -> None:
    """Write a proposed catalogue, whole or not at all, once it loads and traces."""
    from yshj.trace.draft.catalogue import draft_files

    plan = _read(path, lang)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            Text(f"{folder} 已存在且不是空文件夹", f"{folder} exists and is not an empty folder")
        )
    name = folder.resolve().name
    files = draft_files(plan, name, _districts(bodies))
    with _beside(folder) as work:
        for file, text in files.items():
            write_whole(work / file, text.encode("utf-8"))
        catalogue = load(str(work))
        found = hold(plan, catalogue)
        _put_in_place(work, folder)
    numeric = sum(not t.implied for t in catalogue.targets.values() if not t.is_milestone)
    implied = sum(t.implied for t in catalogue.targets.values())
    told = Text(
        f"{folder}：{len(catalogue.items)} 个事项，{numeric} 个数值指标，{implied} 个隐含指标，"
        "均待人工确认",
        f"{folder}: {len(catalogue.items)} items, {numeric} numeric targets, {implied} implied "
        "ones, all to be confirmed by a person",
    )
    emit(told.in_(lang) + "\n")
    faults = len([one for one in found.faults if one.kind is not FaultKind.UNCONFIRMED])
    if faults:
        say(
            f"对照原文有 {faults} 处不符：yshj trace {path} --catalogue {folder}"
            if lang == "zh"
            else f"{faults} faults: see yshj trace {path} --catalogue {folder}"
        )
    outside = [line for line, words in plan.outside if find_figures(words)]
    if outside:
        lines = ", ".join(str(line) for line in outside[:10]) + (", …" if outside[10:] else "")
        say(
            f"编号事项之外有数字、未起草的行：{lines}"
            if lang == "zh"
            else f"lines outside the numbered items that hold figures, not drafted: {lines}"
        )


def review(path: Path, lang: str) -> None:
    """Print each clause beside what is proposed for it, and the words that made it."""
    from yshj.render import trace as pages
    from yshj.trace.draft.catalogue import draft_items

    shown = screen(Colour.AUTO)
    plan = _read(path, lang)
    emit(pages.review(draft_items(plan), Phrases(lang), shown.width, shown.colour, shown.symbols))


def _districts(path: Path | None) -> tuple[str, ...]:
    """The names of a file, one a line; blank lines and those that begin with # are passed over."""
    if path is None:
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise UsageError(
            Text(f"无法读取 {path}：", f"cannot read {path}: ") + os_reason(fault)
        ) from fault
    except UnicodeDecodeError as fault:
        raise UsageError(Text(f"{path} 不是 UTF-8 文本", f"{path} is not UTF-8 text")) from fault
    lines = (line.strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def measured(path: Path, name: str, output_format: OutputFormat, lang: str) -> None:
    """Print how well a draft of the plan meets a hand-made catalogue."""
    from yshj.render import trace as pages
    from yshj.render import traced
    from yshj.trace.measure import measure

    found = measure(_read(path, lang), load(name))
    if output_format is OutputFormat.JSON:
        emit(traced.measure_json(found, __version__).encode("utf-8"))
    else:
        emit(pages.measure(found, Phrases(lang)))


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A working folder on the same disk, gone again unless it was moved into place."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as fault:
        raise _unwritable(folder, fault) from fault
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _put_in_place(work: Path, folder: Path) -> None:
    try:
        work.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        work.rename(folder)
    except OSError as fault:
        raise _unwritable(folder, fault) from fault


def _unwritable(folder: Path, fault: OSError) -> UsageError:
    return UsageError(Text(f"无法写入 {folder}：", f"cannot write {folder}: ") + os_reason(fault))


def _read(path: Path, lang: str) -> PlanText:
    plan = read_plan(path)
    for note in plan.notes:
        say(note.in_(lang))
    return plan
