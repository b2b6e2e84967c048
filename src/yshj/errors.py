"""What can go wrong, and how it is told.

    YshjError
    ├── UsageError        exit 2: wrong usage, configuration, catalogue, waiver or calendar file
    │   └── CatalogueError    the same, carrying every problem found in a YAML file
    ├── InputError        exit 3: an input that cannot be read at all
    └── OutsideCalendar   a date that is needed and lies outside the calendar's years

A message about data is a `Text`: the same sentence in Chinese and English, written side by side,
so that a message cannot exist in one language only.
"""

from __future__ import annotations

import difflib
import errno
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes, the same for every command."""

    OK = 0
    TARGET_FAILED = 1
    USAGE = 2
    INPUT = 3
    INTERNAL = 4
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en

    def __add__(self, other: Text) -> Text:
        return Text(self.zh + other.zh, self.en + other.en)

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Refusal(Text):
    """Why something that was submitted is refused; made by its `Code` only.

    What is added behind it, such as the nearest valid word, is part of the same refusal.
    """

    code: str

    def __add__(self, other: Text) -> Refusal:
        return Refusal(self.zh + other.zh, self.en + other.en, self.code)

    def at(self, place: Text) -> Refusal:
        """The same, said of a place that stands in front of it."""
        return Refusal(place.zh + self.zh, place.en + self.en, self.code)


@dataclass(frozen=True, slots=True)
class Placed(Text):
    """What is said of a row that is no fault of it: `table` is what messages call its table."""

    table: str
    row: int


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of fault (`E…`) or of doubt (`D…`) and its page: what it means, what to do about it,
    and an example, the cells or the file's name before and after.

    `id` is stable. Called with the words of one instance, it makes the refusal.
    """

    id: str
    title: Text
    meaning: Text
    mend: Text
    before: str
    after: str

    def __call__(self, zh: str, en: str) -> Refusal:
        return Refusal(zh, en, self.id)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one place: in a submitted file or in a YAML file.

    `row` counts records with the header as row 1, in a workbook the rows of the sheet; `line` is
    the physical line. A table's cell has a `column`, and in the workbook's `sheet` a name, `E5`; a
    setting of YAML or TOML has a `key`. `reporter` is whose row it is, as written, None where that
    cannot be known.
    """

    file: str
    message: Text
    row: int | None = None
    line: int | None = None
    column: str | None = None
    value: str | None = None
    key: str | None = None
    sheet: str | None = None
    cell: str | None = None
    reporter: str | None = None

    @property
    def code(self) -> str | None:
        """The refusal's code; None of a setting, which is no submission."""
        return self.message.code if isinstance(self.message, Refusal) else None

    def place(self, lang: str) -> str:
        parts = [printable(self.file, 400)]
        if self.cell:
            parts.append(self.cell)
        elif self.row is not None:
            parts.append(f"第 {self.row} 行" if lang == "zh" else f"row {self.row}")
        if self.line is not None and self.line != self.row:
            physical = "第 {} 行" if self.row is None else "物理行 {}"
            parts.append(physical.format(self.line) if lang == "zh" else f"line {self.line}")
        if self.column:
            name = printable(self.column)
            parts.append(f"“{name}”列" if lang == "zh" else f"column {name}")
        if self.key:
            name = printable(self.key)
            parts.append(f"键“{name}”" if lang == "zh" else f"key {name}")
        return ("，" if lang == "zh" else ", ").join(parts)

    def tell(self, lang: str) -> str:
        """One line: place, the value as written, what was expected, the code."""
        shown = "" if self.value is None else quoted(self.value, lang) + " "
        colon = "：" if lang == "zh" else ": "
        where = f"{self.place(lang)}{colon}" if self.file else ""  # the whole run, no one file
        code = f" [{self.code}]" if self.code else ""
        return f"{where}{shown}{self.message.in_(lang)}{code}"


class YshjError(Exception):
    """The root of every error this package raises on purpose."""

    exit_code = Exit.INTERNAL

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class UsageError(YshjError):
    exit_code = Exit.USAGE


class CatalogueError(UsageError):
    """A YAML file that cannot be used; `problems` lists everything wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            Text(
                "\n".join(problem.tell("zh") for problem in problems),
                "\n".join(problem.tell("en") for problem in problems),
            )
        )
        self.problems = problems


class InputError(YshjError):
    exit_code = Exit.INPUT

    def __init__(self, problem: Problem) -> None:
        super().__init__(Text(problem.tell("zh"), problem.tell("en")))
        self.problem = problem


class OutsideCalendar(YshjError):
    """A date that had to be looked up and is not in the calendar's years."""

    exit_code = Exit.INPUT

    def __init__(self, text: Refusal) -> None:
        super().__init__(text)
        self.text: Refusal = text


_REASONS = {
    errno.ENOENT: Text("文件或文件夹不存在", "no such file or folder"),
    errno.EACCES: Text("没有权限", "permission denied"),
    errno.EPERM: Text("没有权限", "not permitted"),
    errno.EEXIST: Text("已存在", "it exists already"),
    errno.EISDIR: Text("这是文件夹，不是文件", "it is a folder, not a file"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "a part of the path is not a folder"),
    errno.ENOTEMPTY: Text("文件夹不是空的", "the folder is not empty"),
    errno.ENAMETOOLONG: Text("文件名过长", "the name is too long"),
    errno.ELOOP: Text("链接成环", "its links form a loop"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EROFS: Text("磁盘只读", "the disk is read-only"),
    errno.EBUSY: Text("文件正被占用", "the file is in use"),
    errno.EBADF: Text("已关闭", "it is closed"),
    errno.EMFILE: Text("打开的文件过多", "too many open files"),
    errno.EIO: Text("磁盘读写出错", "the disk has a fault"),
}


def os_reason(fault: OSError) -> Text:
    """Why the system refused, in both languages; its own words are in one only."""
    known = _REASONS.get(fault.errno or 0)
    if known is not None:
        return known
    number = fault.errno or type(fault).__name__
    return Text(f"系统错误 {number}", fault.strerror or f"system error {number}")


_BYTE = re.compile("[\udc80-\udcff]")  # as Python has it in a name


def utf8(text: str) -> bytes:
    """Text as bytes; a byte of a file's name that is no UTF-8 as its escape, \\xff."""
    shown = _BYTE.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", text)
    return shown.encode("utf-8", "backslashreplace")


def nearest(word: str, valid: Iterable[str], cutoff: float = 0.5) -> Text:
    """“did you mean X?” for the nearest valid word, or nothing."""
    choices = {choice.casefold(): choice for choice in valid}
    close = difflib.get_close_matches(word[:200].casefold(), choices, n=1, cutoff=cutoff)
    if not close:
        return NOTHING
    best = choices[close[0]]
    return Text(f"；是否为“{best}”？", f"; did you mean {best!r}?")


def printable(text: str, limit: int = 80) -> str:
    """`text` as one harmless line: control, format and bidi characters escaped, long text cut."""
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isprintable():
        return text
    return "".join(_escape(char) for char in text)


_COMMAND = re.compile(r"(?:^|(?<=\r))(\s*):(?=:)|(?<=#)#(?=\[)", re.MULTILINE)


def inert(text: str) -> str:
    """`text` without what the runner of a GitHub step would obey: `::` first in a line, `##[`."""
    return _COMMAND.sub(lambda found: (found[1] or "") + f"\\x{ord(found[0][-1]):02x}", text)


def _escape(char: str) -> str:
    if char.isprintable() or unicodedata.category(char) == "Zs":
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def quoted(value: str, lang: str) -> str:
    return f"“{printable(value)}”" if lang == "zh" else f'"{printable(value)}"'
