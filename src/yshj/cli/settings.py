"""Settings from outside the command line: `YSHJ_*` variables and the nearest configuration file.

Settable are the options of `check`, but for a few; a setting holds for every command that has the
option. A variable wins over the file. Faults of both are collected, so that all are told at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from yshj.catalogue import BUILT_IN
from yshj.errors import Problem, Text, nearest, os_reason

OWN_FILE = "yshj.toml"
SHARED_FILE = "pyproject.toml"
PREFIX = "YSHJ_"
NOT_SETTINGS = ("YSHJ_DEBUG",)  # read where a fault of the tool is told
NOT_SETTABLE = ("help", "output-file", "show-settings")  # they are about one run
LARGEST_FILE = 1 << 20
_YES = ("true", "yes", "on", "1")
_NO = ("false", "no", "off", "0")


@dataclass(frozen=True)
class Key:
    """One option as a setting: its long name, its parameter, the type of a single value."""

    name: str
    param: str
    kind: type
    many: bool

    @property
    def variable(self) -> str:
        return PREFIX + self.name.replace("-", "_").upper()

    def words(self) -> list[str]:
        """The values to choose from, if there are such."""
        return [word.value for word in self.kind] if issubclass(self.kind, StrEnum) else []


@dataclass(frozen=True)
class Setting:
    """A value as the option takes it, and where it stands: `YSHJ_AS_OF`, `yshj.toml:3`."""

    value: Any
    origin: str


@dataclass
class Found:
    """What the environment and the file say, by key, and everything that is wrong with it."""

    settings: dict[str, Setting] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    file: str | None = None


class _Wrong(ValueError):
    def __init__(self, zh: str, en: str, hint: Text | None = None) -> None:
        super().__init__(en)
        self.text = Text(zh, en) + (hint or Text("", ""))


def keys_of(command: Any) -> dict[str, Key]:
    """The settable options of a typer command, by name."""
    hints = get_type_hints(command.callback)
    keys = {}
    for param in command.params:
        name = next((word[2:] for word in param.opts if word.startswith("--")), None)
        if name is None or name in NOT_SETTABLE or param.name not in hints:
            continue
        kind = hints[param.name]
        if get_origin(kind) is not list and get_args(kind):  # X | None
            kind = get_args(kind)[0]
        many = get_origin(kind) is list
        keys[name] = Key(name, param.name, get_args(kind)[0] if many else kind, many)
    return keys


def gather(keys: Mapping[str, Key], environ: Mapping[str, str]) -> Found:
    """Every setting outside the command line; `keys` are the options that can be set."""
    found = Found()
    place = _nearest_file()
    if place is not None:
        _read_file(found, place, keys)
    _read_variables(found, environ, keys)
    return found


def _read_variables(found: Found, environ: Mapping[str, str], keys: Mapping[str, Key]) -> None:
    """A variable that is set but empty counts as not set."""
    by_variable = {key.variable: key for key in keys.values()}
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name in NOT_SETTINGS:
            continue
        if name not in by_variable:
            option = name.removeprefix(PREFIX).replace("_", "-").lower()
            message = _unknown(option, name, [*by_variable, *NOT_SETTINGS])
            found.problems.append(Problem(name, message))
            continue
        if not environ[name].strip():
            continue
        key = by_variable[name]
        try:
            found.settings[key.name] = Setting(_from_words(key, environ[name].strip()), name)
        except _Wrong as wrong:
            found.problems.append(Problem(name, wrong.text, value=environ[name]))


def _unknown(option: str, word: str, known: list[str]) -> Text:
    if option in NOT_SETTABLE:
        return Text("只能写在命令行上", "can be given on the command line only")
    return Text("未知的设置", "unknown setting") + nearest(word, known)


def _from_words(key: Key, text: str) -> Any:
    """A variable's text as the option's value; the values of a list are parted by spaces."""
    if key.many:
        return [_from_word(key, word) for word in text.split()]
    return _from_word(key, text)


def _from_word(key: Key, text: str) -> Any:
    if key.kind is bool:
        word = text.casefold()
        if word not in (*_YES, *_NO):
            raise _Wrong("应为 true 或 false", "expected true or false")
        return word in _YES
    if key.kind is int:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise _Wrong("应为整数，如 8", "expected a whole number such as 8")
        return int(text)
    return _text(key, text)


def _text(key: Key, text: str) -> str:
    if any(ord(char) < 32 or "\ud800" <= char <= "\udfff" for char in text):
        raise _Wrong("不能含控制字符", "must not hold control characters")
    words = key.words()
    if words and text not in words:
        raise _Wrong(
            f"应为 {'、'.join(words)} 之一",
            f"expected one of {', '.join(words)}",
            nearest(text, words),
        )
    return text


def _nearest_file() -> Path | None:
    """`yshj.toml`, or a `pyproject.toml` that speaks of us, upward from the working folder."""
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return None
    for folder in (here, *here.parents):
        if os.path.isfile(folder / OWN_FILE):
            return folder / OWN_FILE
        shared = folder / SHARED_FILE
        if os.path.isfile(shared) and _has_table(shared):
            return shared
    return None


def _has_table(path: Path) -> bool:
    """Whether a `pyproject.toml` has our table; one that cannot be told is not ours to judge."""
    try:
        text = path.read_bytes()[:LARGEST_FILE].decode("utf-8-sig", "replace")
    except OSError:
        return False
    if "yshj" not in text:
        return False
    data, wrong = _parsed(text)
    if wrong is not None:  # garbled: ours where a head says so
        return _HEAD_OF_TABLE.search(text) is not None
    tool = data.get("tool")
    return isinstance(tool, dict) and "yshj" in tool


_HEAD_OF_TABLE = re.compile(r"^\s*\[\s*tool\s*\.\s*[\"']?yshj[\"']?\s*[.\]]", re.MULTILINE)


def _parsed(text: str) -> tuple[dict[str, Any], tuple[int, str] | None]:
    """The data, or the line of the first fault and the parser's word on it."""
    import tomllib

    try:
        return tomllib.loads(text), None
    except RecursionError:
        return {}, (1, "nested too deeply")
    except ValueError as fault:  # a number of thousands of digits is one too
        at = re.search(r"\(at line (\d+)", str(fault))
        line = int(at[1]) if at else text.rstrip("\n").count("\n") + 1
        return {}, (line, str(fault).partition(" (at ")[0])


def _read_file(found: Found, path: Path, keys: Mapping[str, Key]) -> None:
    name = found.file = os.path.relpath(path)
    try:
        raw = path.read_bytes()
        if len(raw) > LARGEST_FILE:
            found.problems.append(Problem(name, Text("文件过大", "the file is too large")))
            return
        text = raw.decode("utf-8-sig")
    except OSError as fault:
        found.problems.append(
            Problem(name, Text("无法读取：", "cannot be read: ") + os_reason(fault))
        )
        return
    except UnicodeDecodeError:
        message = Text("文件不是 UTF-8 编码", "the file is not UTF-8")
        found.problems.append(Problem(name, message))
        return
    data, wrong = _parsed(text)
    if wrong is not None:
        line, reason = wrong
        message = Text(
            'TOML 语法错误：每行应为 键 = 值，文字须加英文引号，如 lang = "zh"',
            f"not valid TOML: {reason[:1].lower()}{reason[1:]}",
        )
        found.problems.append(Problem(f"{name}:{line}", message))
        return
    table: Any = data
    if path.name == SHARED_FILE:
        table = data["tool"]["yshj"]
        if not isinstance(table, dict):
            message = Text("tool.yshj 应为表", "tool.yshj must be a table")
            found.problems.append(Problem(name, message))
            return
    _read_table(found, table, _Lines(name, text, path.name == SHARED_FILE), path.parent, keys)


def _read_table(
    found: Found,
    table: Mapping[str, Any],
    place: Callable[[str], str],
    folder: Path,
    keys: Mapping[str, Key],
) -> None:
    seen: dict[str, str] = {}
    for word, raw in table.items():
        origin, name = place(word), word.replace("_", "-")
        if name not in keys:
            message = _unknown(name, name, list(keys))
            if name == "tool" and isinstance(raw, dict):
                message = Text(
                    "在 yshj.toml 中，键直接写在文件开头，不写 [tool.yshj]",
                    "in yshj.toml the keys stand at the top, without [tool.yshj]",
                )
            found.problems.append(_key_problem(origin, word, message))
            continue
        if name in seen:
            message = Text(f"与 {seen[name]} 重复", f"the same setting as {seen[name]}")
            found.problems.append(_key_problem(origin, word, message))
            continue
        seen[name] = word
        try:
            found.settings[name] = Setting(_from_toml(keys[name], raw, folder), origin)
        except _Wrong as wrong:
            found.problems.append(_key_problem(origin, word, wrong.text, raw))


def _key_problem(origin: str, key: str, message: Text, raw: Any = None) -> Problem:
    value = raw if isinstance(raw, str) else None
    return Problem(origin, message, value=value, key=key)


def _from_toml(key: Key, raw: Any, folder: Path) -> Any:
    """A value of the file as the option's; paths are written as seen from the file's folder."""
    if key.many:
        if not isinstance(raw, list):
            shown = "[8, 30]" if key.kind is int else '["…", "…"]'
            raise _Wrong(f"应为列表，如 {shown}", f"expected a list such as {shown}")
        return [_one_from_toml(key, one, folder) for one in raw]
    return _one_from_toml(key, raw, folder)


def _one_from_toml(key: Key, raw: Any, folder: Path) -> Any:
    if key.kind is bool:
        if not isinstance(raw, bool):
            raise _Wrong("应为 true 或 false，不加引号", "expected true or false, without quotes")
        return raw
    if key.kind is int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw < 10**9:
            raise _Wrong(
                "应为整数，如 8，不加引号", "expected a whole number such as 8, without quotes"
            )
        return raw
    if key.name == "as-of" and isinstance(raw, date):
        return raw.isoformat()
    if not isinstance(raw, str) and key.words():
        return _text(key, "")  # which names the words to choose from
    if not isinstance(raw, str) or not raw.strip():
        raise _Wrong('应为带引号的文字，如 "…"', 'expected text in quotes, such as "..."')
    return _seen_from_here(key, _text(key, raw), folder)


def _seen_from_here(key: Key, text: str, folder: Path) -> str:
    """`text` with its path, if it has one, as the command line would give it."""
    if key.kind is Path:
        return _path_from_here(text, folder)
    if key.name == "report":  # FORMAT:PATH
        form, colon, path = text.partition(":")
        return form + colon + (path and _path_from_here(path, folder))
    if key.name == "catalogue":  # a name, or a path
        named = text == BUILT_IN or not (folder / text).exists()
        return text if named and "/" not in text else _path_from_here(text, folder)
    return text


def _path_from_here(text: str, folder: Path) -> str:
    return text if Path(text).is_absolute() else os.path.relpath(folder / text)


class _Lines:
    """Where each key of our table stands; without a line where it is written in another shape."""

    def __init__(self, name: str, text: str, shared: bool) -> None:
        self.name = name
        self.lines: dict[str, int] = {}
        inside = not shared
        for number, line in enumerate(text.splitlines(), start=1):
            if line.lstrip().startswith("["):
                inside = bool(_HEAD_OF_TABLE.match(line)) if shared else False
            elif inside and (key := _KEY.match(line)):
                self.lines.setdefault(key[1], number)
            if not shared and (head := _HEAD.match(line)):
                self.lines.setdefault(head[1], number)

    def __call__(self, key: str) -> str:
        return f"{self.name}:{self.lines[key]}" if key in self.lines else self.name


_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
_HEAD = re.compile(r"""\s*\[+\s*["']?([\w-]+)""")
