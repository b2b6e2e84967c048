"""Which files a command line names: paths, folders, globs, standard input, gzip."""

from __future__ import annotations

import codecs
import glob
import gzip
import hashlib
import os
import re
import shutil
import stat
import sys
import threading
import zlib
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from yshj.errors import NOTHING, InputError, Problem, Text, nearest
from yshj.strict_yaml import unreadable

STDIN = "-"
SUFFIXES = (
    *(".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet", ".csv.gz", ".tsv.gz", ".txt.gz"),
    *(".xls", ".et", ".ods", ".xlsb"),  # refused by name, not passed over in silence
)
LARGEST_UNPACKED = 64 * 1024**3
LARGEST_RATIO = 200  # plain text packs to 1/5 or so; a bomb to 1/1000
_CHUNK = 1 << 20
LONGEST_RUN = 8  # chunks without a line's end: the engine drops such a line without a word


@dataclass(frozen=True)
class Source:
    """One input: `name` as the user wrote it, `path` where its bytes are, plain."""

    name: str
    path: Path

    @property
    def kind(self) -> str:
        """xlsx, parquet or text, by the file's first bytes, not its name.

        What a person would take for a workbook and is none is refused with what to do.
        """
        with self.path.open("rb") as file:
            head = file.read(512)
        if head.startswith(b"PK\x03\x04"):
            return "xlsx"
        if head.startswith(b"PAR1"):
            return "parquet"
        if head.startswith(b"\xd0\xcf\x11\xe0"):  # .xls, .et and encrypted .xlsx
            raise self.problem(
                "这是旧版 Excel（.xls）、WPS 表格（.et）或加了密码的工作簿：请在 Excel 或 WPS 中"
                "另存为不加密码的 .xlsx",
                "an old Excel workbook (.xls), one of WPS (.et) or one with a password: save it as "
                ".xlsx without a password in Excel or WPS",
            )
        if head.startswith(b"%PDF"):
            raise self.problem("这是 PDF，不是数据表", "a PDF, not a table of data")
        if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html|table|\?xml)", head, re.IGNORECASE):
            raise self.problem(
                "这是网页（HTML 或 XML）格式：请用 Excel 打开后另存为 .xlsx",
                "a web page (HTML or XML): open it in Excel and save it as .xlsx",
            )
        return "text"

    def problem(self, zh: str, en: str) -> InputError:
        return InputError(Problem(self.name, Text(zh, en)))

    def changed(self) -> InputError:
        return self.problem("读取过程中文件被改动", "the file changed while it was read")

    @property
    def stamp(self) -> tuple[int, ...]:
        """What differs once somebody has written to the file, or put another in its place."""
        try:
            status = self.path.stat()
        except OSError:
            return ()
        return status.st_ino, status.st_size, status.st_mtime_ns


@dataclass(frozen=True)
class Digest:
    """What one look through a file's bytes tells; `hashed` is their SHA-256, once it is there."""

    hashed: Future[str]
    newlines: int
    has_nul: bool
    ends_open: bool  # the last line has no newline
    mixed: bool  # lines end in more than one way
    endless: int | None  # the line that is too long to be one of a table

    @property
    def sha256(self) -> str:
        """Waits for the hash, where it is not there yet. OSError: the file is gone."""
        return self.hashed.result()


def find(names: Iterable[str]) -> list[str]:
    """The files that `names` mean, each once, folders and globs expanded in order of name.

    A name that exists is that file, whatever characters it has.
    """
    found: dict[str, None] = {}
    for name in names:
        if name == STDIN:
            found[name] = None
        elif os.path.isdir(name):
            inside = _folder(name)
            if not inside:
                raise _fault(
                    name,
                    "文件夹中没有数据文件（.csv、.xlsx 或 .parquet）",
                    "no data files (.csv, .xlsx or .parquet) in this folder",
                )
            found.update(dict.fromkeys(inside))
        elif os.path.lexists(name):
            found[name] = None
        elif matches := _matches(name):
            found.update(dict.fromkeys(matches))
        else:
            text = Text("文件不存在", "no such file") + _beside(name)
            raise InputError(Problem(name, text))
    return each_once(found)


def meant(names: Iterable[str]) -> set[str]:
    """Every file that `names` could be read from, a name that nothing answers to as it stands."""
    files: set[str] = set()
    for name in names:
        try:
            files.update(find([name]))
        except InputError:
            files.add(name)
    return files - {STDIN}


def _beside(name: str) -> Text:
    """The nearest name in the folder where a file is not."""
    try:
        return nearest(os.path.basename(name), os.listdir(os.path.dirname(name) or "."))
    except OSError:
        return NOTHING


def each_once(names: Iterable[str]) -> list[str]:
    """`names` without those that name the same file again."""
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(name if name == STDIN else os.path.realpath(name), name)
    return list(unique.values())


def _matches(pattern: str) -> list[str]:
    """Files a pattern means; below `**`, links to folders are not followed, as in a folder."""
    if "**" not in pattern:
        return sorted(path for path in glob.glob(pattern) if os.path.isfile(path))
    top = Path(Path(pattern).anchor)
    try:
        found = list(top.glob(str(Path(pattern).relative_to(top))))
    except ValueError:  # `a**b`: not a pattern
        return []
    return sorted(str(p) for p in found if p.is_file() and not p.name.startswith((".", "~$")))


def _folder(name: str) -> list[str]:
    """Data files below a folder; links to folders are not followed, so a loop cannot hold us."""
    return sorted(
        os.path.join(place, file)
        for place, folders, files in os.walk(name)
        for file in files
        if file.casefold().endswith(SUFFIXES) and not file.startswith((".", "~$"))
    )


def open_source(name: str, scratch: Path) -> Source:
    """The plain bytes of one input, unpacked or copied into `scratch` where they must be."""
    if name == STDIN:
        if sys.stdin is None:  # closed before the program began
            raise _fault("<stdin>", "标准输入已关闭", "standard input is closed")
        _copy(sys.stdin.buffer, scratch / "stdin", "<stdin>")
        return _open("<stdin>", scratch / "stdin", scratch)
    return _open(name, Path(name), scratch)


def _open(name: str, path: Path, scratch: Path) -> Source:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _fault(name, "不是普通文件", "not a regular file")
        with path.open("rb") as file:
            head = file.read(2)
    except OSError as fault:
        message = unreadable(fault)
        raise _fault(name, message.zh, message.en) from fault
    if status.st_size == 0:
        raise _fault(name, "文件是空的", "the file is empty")
    if head == b"\x1f\x8b":
        target = scratch / f"unpacked-{len(list(scratch.iterdir()))}"
        with gzip.open(path) as packed:
            most = min(LARGEST_UNPACKED, LARGEST_RATIO * status.st_size + (64 << 20))
            return Source(name, _copy(packed, target, name, most))
    return Source(name, _plain_name(path.absolute(), scratch))


def _plain_name(path: Path, scratch: Path) -> Path:
    """A path that the engine can be told: a link stands in for a name that is not Unicode."""
    if not any("\ud800" <= char <= "\udfff" for char in str(path)):
        return path
    link = scratch / f"link-{len(list(scratch.iterdir()))}"
    link.symlink_to(path)
    return link


def _copy(
    stream: BinaryIO | gzip.GzipFile, target: Path, name: str, most: int = LARGEST_UNPACKED
) -> Path:
    size = 0
    try:
        with target.open("wb") as out:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > most or size > shutil.disk_usage(target.parent).free + size - (64 << 20):
                    raise _fault(name, "解压后过大", "too large when unpacked")
                out.write(chunk)
    except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise _fault(
            name, "压缩文件（gzip）已损坏，请重新压缩", "broken gzip data: pack it again"
        ) from fault
    except OSError as fault:
        message = unreadable(fault)
        raise _fault(name, message.zh, message.en) from fault
    if size == 0:
        raise _fault(name, "文件是空的", "the file is empty")
    return target


def digest(path: Path) -> Digest:
    """Count a file's lines in one look; its hash is made beside what the engine reads."""
    hashed = Future[str]()
    threading.Thread(target=_hash, args=(path, hashed), daemon=True).start()
    newlines, has_nul, last = 0, False, b""
    run, endless = 0, None
    returns = pairs = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            run = 0 if b"\n" in chunk or b"\r" in chunk else run + 1
            if run >= LONGEST_RUN and endless is None:
                endless = newlines + 1
            newlines += chunk.count(b"\n")
            if b"\r" in chunk or last.endswith(b"\r"):
                returns += chunk.count(b"\r")
                pairs += (last[-1:] + chunk).count(b"\r\n")
            has_nul = has_nul or b"\0" in chunk
            last = chunk
    mixed = (newlines > pairs) + (returns > pairs) + (pairs > 0) > 1
    ends_open = not last.endswith(b"\n")
    return Digest(hashed, newlines, has_nul, ends_open, mixed, endless)


def _hash(path: Path, hashed: Future[str]) -> None:
    try:
        with path.open("rb") as file:
            hashed.set_result(hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as fault:
        hashed.set_exception(fault)


def is_utf8(path: Path) -> bool:
    """Whether every byte of a file is UTF-8: a look of its own, twice the price of a hash."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _fault(name: str, zh: str, en: str) -> InputError:
    return InputError(Problem(name, Text(zh, en)))
