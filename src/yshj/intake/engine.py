"""The embedded engine, shut off from everything but the files it is told to read."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from yshj.errors import InputError, Problem, Text


@contextmanager
def engine(readable: Iterable[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may read the files in `readable` and spill into a folder of its own.

    No extensions, no configuration from outside, no other file. The folder is removed on leaving,
    whatever happens.
    """
    with tempfile.TemporaryDirectory(prefix="yshj-") as folder:
        con = duckdb.connect(
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "temp_directory": folder,
            }
        )
        try:
            paths = [str(path) for path in readable]
            con.execute(f"SET allowed_paths = [{', '.join(map(literal, paths))}]")
            con.execute(f"SET allowed_directories = [{literal(folder)}]")
            con.execute("SET enable_external_access = false")
            con.execute("SET lock_configuration = true")
            yield con
        except duckdb.OutOfMemoryException as fault:
            raise InputError(
                Problem(
                    "-", Text("内存或临时磁盘空间不足", "out of memory or temporary disk space")
                )
            ) from fault
        finally:
            con.close()


def literal(text: str) -> str:
    """`text` as a SQL string."""
    return "'" + text.replace("'", "''") + "'"


def file_literal(path: Path) -> str:
    """A path as a SQL string that names that one file: `a[1].csv` is not a pattern."""
    return literal(re.sub(r"([*?\[])", r"[\1]", str(path)))


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
