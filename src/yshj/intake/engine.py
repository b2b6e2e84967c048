"""The embedded engine, shut off from everything but the files it is told to read."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from yshj.codes.files import CHANGED, DAMAGED, NO_ROOM, OUT_OF_MEMORY
from yshj.errors import InputError, Problem, Refusal, printable

_ERRNO = re.compile(r'"errno"\s*:\s*"(\d+)"')  # how the engine tells the system's reason
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace())  # as str.strip has it


@contextmanager
def engine(
    readable: Iterable[Path], scratch: Path, memory: str | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may read the files in `readable` and those in the folder `scratch`, and
    spill into a folder of its own beyond `memory`, such as 400MB.

    No extensions, no configuration from outside, no other file. The folder is removed on leaving,
    whatever happens.
    """
    _need_addresses()
    with tempfile.TemporaryDirectory(prefix="yshj-") as folder:
        con = duckdb.connect(
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "temp_directory": folder,
                "memory_limit": memory or _enough(),
            }
        )
        try:
            # what is loaded: in memory, and beyond `memory` in the folder
            con.execute("ATTACH ':memory:' AS ledger (COMPRESS)")
            # the engine asks for a name twice: as the pattern it is given and as the file it finds
            paths = [form for path in readable for form in (literal(str(path)), file_literal(path))]
            con.execute(f"SET allowed_paths = [{', '.join(paths)}]")
            con.execute(f"SET allowed_directories = [{literal(folder)}, {literal(str(scratch))}]")
            con.execute("SET enable_external_access = false")
            # joins are written large side first; left to itself the engine would hash the file
            con.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
            # kept for whoever asks `query_progress`; the engine itself prints nothing
            con.execute("SET enable_progress_bar = true")
            con.execute("SET enable_progress_bar_print = false")
            con.execute("SET lock_configuration = true")
            yield con
        except RuntimeError as fault:
            if "interrupted" in str(fault).casefold():  # how the engine tells of a Ctrl-C
                raise KeyboardInterrupt from fault
            raise
        except duckdb.Error as fault:
            if (said := no_room(fault)) is None:
                raise
            raise InputError(Problem("", said)) from fault
        finally:
            con.close()


def engine_fault(fault: duckdb.Error) -> Refusal:
    """What the engine says, in words for whoever sent the file that it was reading."""
    if isinstance(fault, (duckdb.IOException, duckdb.PermissionException)):
        return CHANGED(
            "读取中文件消失或变得不可读", "it vanished or became unreadable while it was read"
        )
    first = str(fault).partition("\n")[0]
    return DAMAGED("文件内容无法解析，可能已损坏", f"the engine cannot read it: {printable(first)}")


def no_room(fault: duckdb.Error) -> Refusal | None:
    """Memory or the run's own folder that is full, and what helps; None for any other fault."""
    told = str(fault)
    number = _ERRNO.search(told)
    full = number is not None and int(number[1]) in FULL
    if full or "max_temp_directory_size" in told:
        return folder_is_full()
    if isinstance(fault, duckdb.OutOfMemoryException):
        return OUT_OF_MEMORY
    return None


def folder_is_full() -> Refusal:
    where = printable(tempfile.gettempdir())
    return NO_ROOM(
        f"临时文件夹 {where} 空间不足：请腾出空间，或用环境变量 TMPDIR 指定别处",
        f"the folder for temporary files, {where}, is full: make room there, or name another "
        "in the variable TMPDIR",
    )


def _enough() -> str:
    """Memory for the reader's buffers on every core; what counts rows needs no more, and spills."""
    return f"{_megabytes()}MB"


def _megabytes() -> int:
    return 250 + 125 * (os.cpu_count() or 1)


def _need_addresses() -> None:
    """Refuse an address space (ulimit -v) in which the engine would end the process by itself."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    least = _megabytes() + 500  # beside its memory, stacks and libraries; tried from 150 MB on
    if limit != resource.RLIM_INFINITY and limit < least * 10**6:
        raise InputError(
            Problem(
                "",
                NO_ROOM(
                    f"允许使用的地址空间不足：至少需要 {least:,} MB（ulimit -v）",
                    f"too little address space is allowed: {least:,} MB are needed (ulimit -v)",
                ),
            )
        )


def literal(text: str) -> str:
    """`text` as a SQL string."""
    return "'" + text.replace("'", "''") + "'"


def file_literal(path: Path) -> str:
    """A path as a SQL string that names that one file: `a[1].csv` is not a pattern."""
    return literal(re.sub(r"([*?\[])", r"[\1]", str(path)))


@contextmanager
def running(
    con: duckdb.DuckDBPyConnection, query: str, given: Sequence[Any] = ()
) -> Iterator[Future[list[Any]]]:
    """A query on another core, which a Ctrl-C stops at once.

    On this one the engine would first finish what it has begun: up to 100,000 rows.
    """
    with ThreadPoolExecutor(1) as other:
        try:
            found = other.submit(lambda: con.execute(query, list(given)).fetchall())
            yield found
            wait([found])  # here, where it can be interrupted
        except KeyboardInterrupt:
            con.interrupt()
            raise


def load_columns(
    con: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, tuple[str, Sequence[Any]]]
) -> None:
    """Make the temporary `table` from named columns of (SQL type, values), in one statement."""
    parts = ", ".join(
        f"unnest(${at}::{kind}[]) AS {name}"
        for at, (name, (kind, _)) in enumerate(columns.items(), start=1)
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {parts}",
        [list(values) for _, values in columns.values()],
    )


def plain_float(name: str) -> str:
    """A float at Excel's 15 significant digits (a short float at its own), as a person writes
    them: 5, not 5.0, and 0.3 where a computation left 0.30000000000000004.

    A number of more than 15 digits before the point is not what was written: it is left as
    4.10105e+17, which is refused.
    """
    text = (
        f"CASE typeof({name}) WHEN 'DOUBLE' THEN format('{{:.15g}}', {name}::DOUBLE) "
        f"ELSE CAST({name} AS VARCHAR) END"
    )
    fine = f"TRY_CAST({text} AS DECIMAL(38, 20))"
    return (
        f"CASE WHEN isnan({name}) THEN NULL "
        f"WHEN abs({name}) >= 1e15 THEN format('{{:.5e}}', {name}::DOUBLE) "
        f"WHEN ends_with({text}, '.0') THEN left({text}, -2) "
        f"WHEN contains({text}, 'e') THEN coalesce("
        f"CASE WHEN {fine} <> 0 THEN rtrim(rtrim(CAST({fine} AS VARCHAR), '0'), '.') END, "
        f"{text}) ELSE {text} END"
    )


def plain_bytes(name: str) -> str:
    """Bytes as the text that they are: how some programs write text into Parquet files."""
    return f"coalesce(TRY(decode({name})), CAST({name} AS VARCHAR))"
