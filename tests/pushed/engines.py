"""Engines of this machine for the tests: PostgreSQL, DuckDB and SQLite through Ibis."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Rows = Sequence[Sequence[str]]
Kinds = dict[str, str]
Hold = Callable[[Rows, Kinds], Any]  # rows under a header, typed columns, to a table of the engine


def _columns(rows: Rows, kinds: Kinds) -> str:
    named = [f'"{name}" {kinds.get(name, "text")}' for name in rows[0]]
    return ", ".join(["id bigint", *named])


def _cells(rows: Rows) -> list[list[Any]]:
    return [[at, *(cell or None for cell in row)] for at, row in enumerate(rows[1:], start=2)]


@contextmanager
def postgres(folder: Path) -> Iterator[Hold]:
    """A server of its own on a free port, gone at the end."""
    import ibis
    import psycopg

    programs = next(Path("/usr/lib/postgresql").glob("*/bin"))
    data = folder / "data"
    data.mkdir()
    who: list[str] = []
    if os.getuid() == 0:  # which PostgreSQL does not run as
        who = ["runuser", "-u", "postgres", "--"]
        for place in (data, *list(data.parents)[:-2]):
            place.chmod(0o755)
        shutil.chown(data, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = [*who, str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "tester"]
    subprocess.run(
        [*made, "--no-sync", "-E", "UTF8", "--locale=C"],
        check=True,
        cwd="/tmp",
        stdout=subprocess.DEVNULL,
    )
    run = [*who, str(programs / "postgres"), "-D", str(data), "-p", str(port), "-F"]
    server = subprocess.Popen(
        [*run, "-k", str(data), "-h", "127.0.0.1"], cwd="/tmp", stderr=subprocess.DEVNULL
    )
    address = f"postgresql://tester@127.0.0.1:{port}/postgres"
    try:
        for _ in range(200):
            found = subprocess.run(
                [str(programs / "pg_isready"), "-h", "127.0.0.1", "-p", str(port), "-q"],
                check=False,
            )
            if found.returncode == 0:
                break
            assert server.poll() is None, "the server ended"
            subprocess.run(["sleep", "0.1"], check=True)
        own = psycopg.connect(address, autocommit=True)
        con = ibis.connect(address)

        def hold(rows: Rows, kinds: Kinds) -> Any:
            own.execute("DROP TABLE IF EXISTS cases")
            own.execute(f"CREATE TABLE cases ({_columns(rows, kinds)})")
            with own.cursor().copy("COPY cases FROM STDIN") as copy:
                for row in _cells(rows):
                    copy.write_row(row)
            return con.table("cases")

        yield hold
        con.disconnect()
        own.close()
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def duck(folder: Path) -> Iterator[Hold]:
    import ibis

    con = ibis.duckdb.connect(str(folder / "cases.duckdb"))

    def hold(rows: Rows, kinds: Kinds) -> Any:
        con.con.execute(f"CREATE OR REPLACE TABLE cases ({_columns(rows, kinds)})")
        marks = ", ".join("?" * (len(rows[0]) + 1))
        con.con.executemany(f"INSERT INTO cases VALUES ({marks})", _cells(rows))
        return con.table("cases")

    yield hold
    con.disconnect()


@contextmanager
def sqlite(folder: Path) -> Iterator[Hold]:
    """Whose columns hold any text, whatever type they are declared to have."""
    import sqlite3

    import ibis

    path = folder / "cases.sqlite"
    own = sqlite3.connect(path, isolation_level=None)
    con = ibis.sqlite.connect(path)

    def hold(rows: Rows, kinds: Kinds) -> Any:
        own.execute("DROP TABLE IF EXISTS cases")
        own.execute(f"CREATE TABLE cases ({_columns(rows, kinds)})")
        marks = ", ".join("?" * (len(rows[0]) + 1))
        own.executemany(f"INSERT INTO cases VALUES ({marks})", _cells(rows))
        return con.table("cases")

    yield hold
    con.disconnect()
    own.close()
