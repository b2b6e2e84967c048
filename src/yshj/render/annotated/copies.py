"""Which copies a run writes: one for each file that was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePath

from yshj.errors import InputError, Text, UsageError, printable
from yshj.intake.read import Submission
from yshj.intake.sources import STDIN
from yshj.intake.workbook.package import BookFault
from yshj.render.annotated.as_book import as_book
from yshj.render.annotated.book import annotate
from yshj.render.annotated.marks import Marked, marked
from yshj.render.phrases import Phrases

SUFFIX = ".xlsx"


def targets(wanted: Path, names: Sequence[str]) -> dict[str, Path]:
    """Where the copy of each of `names` goes: one to `wanted` itself, several into a folder of it.

    UsageError: several files and the name of one.
    """
    is_book = wanted.suffix.casefold() == SUFFIX and not wanted.is_dir()
    if is_book and len(names) > 1:
        message = Text(
            f"--annotate：有 {len(names):,} 个文件，请给一个文件夹，不要给一个 .xlsx",
            f"--annotate: there are {len(names):,} files, so name a folder, not one .xlsx",
        )
        raise UsageError(message)
    if is_book:
        return dict.fromkeys(names, wanted)
    taken: set[str] = set()
    return {name: wanted / _free(name, taken) for name in names}


def _free(name: str, taken: set[str]) -> str:
    """The file's own name with the suffix of a workbook, and a number where it is taken."""
    stem = "stdin" if name == STDIN else PurePath(name).name
    for suffix in (".gz", ".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xlsm"):
        stem = stem.removesuffix(suffix) or stem
    numbered = (stem if at == 1 else f"{stem} ({at})" for at in count(1))
    free = next(one for one in numbered if one.casefold() not in taken)
    taken.add(free.casefold())
    return free + SUFFIX


@dataclass(frozen=True)
class Copy:
    """A copy that was made at `made` and is to go to `target`; `notes` say what it does not keep.

    Where none could be made, `made` is None and the notes say why.
    """

    target: Path
    made: Path | None
    notes: list[Text]


def copies(sent: Submission, wanted: Path, folder: Path, say: Phrases) -> Iterator[Copy]:
    """The copy of every file that was sent, each made in `folder` when it is asked for."""
    files = marked(sent)
    where = targets(wanted, [one.source.name for one in files])
    for file in files:
        target, made = where[file.source.name], folder / "copy.xlsx"
        name = printable(file.source.name, 400)
        try:
            told = _copy(file, made, folder, say)
        except InputError as fault:
            yield Copy(target, None, [fault.text])
        else:
            notes = [Text(f"{name}：{note.zh}", f"{name}: {note.en}") for note in told]
            yield Copy(target, made, notes)


def _copy(file: Marked, made: Path, folder: Path, say: Phrases) -> Sequence[Text]:
    """A workbook in its own form, if it can be read as one; anything else as one of text."""
    with file.source.path.open("rb") as stream:
        is_package = stream.read(4) == b"PK\x03\x04"
    if is_package:
        try:
            return annotate(file.source.path, file.marks, made, say)
        except BookFault:
            pass  # told as a fault of the input already: the list alone is made
    text = folder / "text.xlsx"
    table = file.tables[0] if file.tables else None
    as_book(table, file.source.path, text)
    return annotate(text, file.marks, made, say)
