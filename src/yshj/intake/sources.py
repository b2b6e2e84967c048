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

from yshj.codes.files import CHANGED, DAMAGED, EMPTY, NOT_OPENED, OTHER_KIND, TOO_LARGE, not_opened
from yshj.errors import NOTHING, InputError, Problem, Refusal, Text, nearest
from yshj.intake.engine import FULL, folder_is_full

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
                OTHER_KIND(
                    "这是旧版 Excel（.xls）、WPS 表格（.et）或加了密码的工作簿：请在 Excel 或 "
                    "WPS 中另存为不加密码的 .xlsx",
                    "an old Excel workbook (.xls), one of WPS (.et) or one with a password: save "
                    "it as .xlsx without a password in Excel or WPS",
                )
            )
        if head.startswith(b"%PDF"):
            raise self.problem(OTHER_KIND("这是 PDF，不是数据表", "a PDF, not a table of data"))
        if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html|table|\?xml)", head, re.IGNORECASE):
            raise self.problem(
                OTHER_KIND(
                    "这是网页（HTML 或 XML）格式：请用 Excel 打开后另存为 .xlsx",
                    "a web page (HTML or XML): open it in Excel and save it as .xlsx",
                )
            )
        return "text"

    def problem(self, message: Refusal) -> InputError:
        return InputError(Problem(self.name, message))

    def changed(self) -> InputError:
        return self.problem(CHANGED("读取过程中文件被改动", "the file changed while it was read"))

    @property
    def stamp(self) -> tuple[int, ...]:
        """What differs once somebody has written to the file, or put another in its place."""
        try:
            status = self.path.stat()
        except OSError:
            return ()
        return status.st_ino, status.st_size, status.st_mtime_ns


@dataclass(frozen=True)
class Bytes:
    """What one look through a file's bytes tells."""

    sha256: str
    newlines: int
    has_nul: bool
    ends_open: bool  # the last line has no newline
    mixed: bool  # lines end in more than one way
    endless: int | None  # the line that is too long to be one of a table
    is_utf8: bool  # or nobody asked


class Digest:
    """A look through a file's bytes, made beside what the engine reads: each answer waits for it.

    OSError: the file is gone.
    """

    def __init__(self, found: Future[Bytes]) -> None:
        self._found = found

    @property
    def bytes(self) -> Bytes:
        return self._found.result()

    @property
    def sha256(self) -> str:
        return self.bytes.sha256


class Counted:
    """A file's bytes, chunk by chunk: hashed, their lines counted, and if asked for tried as UTF-8,
    which takes as long again."""

    def __init__(self, try_utf8: bool = False) -> None:
        self._hash = hashlib.sha256()
        self._utf8 = codecs.getincrementaldecoder("utf-8")() if try_utf8 else None
        self._is_utf8 = True
        self._newlines = self._returns = self._pairs = self._run = 0
        self._has_nul = False
        self._endless: int | None = None
        self._last = b""

    def add(self, chunk: bytes) -> None:
        self._hash.update(chunk)
        newlines = chunk.count(b"\n")
        self._run = 0 if newlines or b"\r" in chunk else self._run + 1
        if self._run >= LONGEST_RUN and self._endless is None:
            self._endless = self._newlines + 1
        self._newlines += newlines
        if b"\r" in chunk or self._last == b"\r":
            self._returns += chunk.count(b"\r")
            self._pairs += (self._last + chunk).count(b"\r\n")
        self._has_nul = self._has_nul or b"\0" in chunk
        self._last = chunk[-1:]
        self._try(chunk, final=False)

    def all(self) -> Bytes:
        self._try(b"", final=True)
        newlines, returns, pairs = self._newlines, self._returns, self._pairs
        return Bytes(
            sha256=self._hash.hexdigest(),
            newlines=newlines,
            has_nul=self._has_nul,
            ends_open=self._last != b"\n",
            mixed=(newlines > pairs) + (returns > pairs) + (pairs > 0) > 1,
            endless=self._endless,
            is_utf8=self._is_utf8,
        )

    def _try(self, chunk: bytes, final: bool) -> None:
        if self._utf8 is None:
            return
        try:
            self._utf8.decode(chunk, final)
        except UnicodeDecodeError:
            self._utf8, self._is_utf8 = None, False


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
                    NOT_OPENED(
                        "文件夹中没有数据文件（.csv、.xlsx 或 .parquet）",
                        "no data files (.csv, .xlsx or .parquet) in this folder",
                    ),
                )
            found.update(dict.fromkeys(inside))
        elif os.path.lexists(name):
            found[name] = None
        elif matches := _matches(name):
            found.update(dict.fromkeys(matches))
        else:
            text = NOT_OPENED("文件不存在", "no such file") + _beside(name)
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
            raise _fault("<stdin>", NOT_OPENED("标准输入已关闭", "standard input is closed"))
        _copy(sys.stdin.buffer, scratch / "stdin", "<stdin>")
        return _open("<stdin>", scratch / "stdin", scratch)
    return _open(name, Path(name), scratch)


def _open(name: str, path: Path, scratch: Path) -> Source:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _fault(name, NOT_OPENED("不是普通文件", "not a regular file"))
        with path.open("rb") as file:
            head = file.read(2)
    except OSError as fault:
        raise _fault(name, not_opened(fault)) from fault
    if status.st_size == 0:
        raise _fault(name, EMPTY("文件是空的", "the file is empty"))
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
                    raise _fault(name, TOO_LARGE("解压后过大", "too large when unpacked"))
                out.write(chunk)
    except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise _fault(
            name, DAMAGED("压缩文件（gzip）已损坏，请重新压缩", "broken gzip data: pack it again")
        ) from fault
    except OSError as fault:
        if fault.errno in FULL:
            raise InputError(Problem("", folder_is_full())) from fault
        raise _fault(name, not_opened(fault)) from fault
    if size == 0:
        raise _fault(name, EMPTY("文件是空的", "the file is empty"))
    return target


def digest(path: Path, try_utf8: bool = False) -> Digest:
    """Begin to look through a file's bytes, on a thread of its own."""
    found = Future[Bytes]()

    def look() -> None:
        counted = Counted(try_utf8)
        try:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    counted.add(chunk)
            found.set_result(counted.all())
        except OSError as fault:
            found.set_exception(fault)

    threading.Thread(target=look, daemon=True).start()
    return Digest(found)


def looked_through(counted: Counted) -> Digest:
    """What was counted while a file was copied."""
    found = Future[Bytes]()
    found.set_result(counted.all())
    return Digest(found)


def _fault(name: str, message: Refusal) -> InputError:
    return InputError(Problem(name, message))
