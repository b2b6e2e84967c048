"""`--failures`: the file is whole or not there, whatever happens; wrong names are told at once."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.cli.conftest import YSHJ, Run

pytestmark = pytest.mark.thorough  # the golden files show a case of each in the default run

HEADER = "target,reporter,case,started,finished\n"
LATE = HEADER + "08-setup-time,金水区,A-1,2021-03-01,2021-03-31\n"
Table = Callable[[str, str], Path]


def asked(query: str) -> duckdb.DuckDBPyRelation:
    found = duckdb.sql(query)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["late.csv", "late.parquet", "LATE.CSV"])
def test_it_is_written_beside_the_report(
    yshj: Run, table: Table, tmp_path: Path, name: str
) -> None:
    table("c.csv", LATE)
    done = yshj("check", "c.csv", "-q", "--failures", name)
    assert (done.code, done.err) == (1, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["c.csv", name])
    read = "read_parquet" if name.endswith("parquet") else "read_csv"
    found = asked(f"SELECT target, \"case\", due::VARCHAR FROM {read}('{tmp_path / name}')")
    assert found.fetchall() == [("08-setup-time", "A-1", "2021-03-02")]


def test_a_wrong_name_is_told_before_anything_is_read(yshj: Run, tmp_path: Path) -> None:
    done = yshj("check", "no-such.csv", "--failures", "late.xlsx")
    assert (done.code, done.err) == (2, "--failures: late.xlsx must end in .csv or .parquet\n")
    zh = yshj("check", "no-such.csv", "--failures", "late.csv.gz", "--lang", "zh")
    assert (zh.code, zh.err) == (2, "--failures：late.csv.gz 应以 .csv 或 .parquet 结尾\n")
    assert list(tmp_path.iterdir()) == []


def test_neither_an_input_nor_another_output_is_written_over(yshj: Run, table: Table) -> None:
    path = table("c.csv", LATE)
    assert yshj("check", "c.csv", "--failures", "c.csv").code == 2
    assert path.read_text(encoding="utf-8") == LATE
    assert yshj("check", "c.csv", "--failures", "o.csv", "--rejected", "o.csv").code == 2
    assert yshj("check", "c.csv", "--failures", "none/o.csv").code == 2


def test_it_is_written_with_refused_rows_too(yshj: Run, table: Table, tmp_path: Path) -> None:
    table("c.csv", LATE + "08-setup-tine,金水区,A-2,2021-03-01,2021-03-31\n")
    assert yshj("check", "c.csv", "--failures", "late.csv").code == 3
    assert "A-1" in (tmp_path / "late.csv").read_text(encoding="utf-8")


def many(path: Path, rows: int) -> None:
    """Late cases with long numbers, so that their listing is larger than the ledger's own rows."""
    duckdb.sql(
        "COPY (SELECT '08-setup-time' AS target, '金水区' AS reporter, "
        "hash(range) || repeat('-' || hash(range + 1), 4) AS \"case\", "
        "'2021-03-01' AS started, '2021-03-31' AS finished "
        f"FROM range({rows})) TO '{path}' (HEADER)"
    )


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    many(tmp_path / "c.csv", 100_000)
    (tmp_path / "late.csv").write_text("old")
    temp = tmp_path / "temp"
    temp.mkdir()
    most = 2_000_000  # bytes a file may have; the listing needs ten times as many
    done = subprocess.run(
        [str(YSHJ), "check", "c.csv", "--failures", "late.csv", "--lang", "en"],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C.UTF-8", "TMPDIR": str(temp)},
        capture_output=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    told = done.stderr.decode("utf-8")
    # the run's folder is full, not the output: "A memory limit or a full run folder is 3"
    assert (done.returncode, done.stdout) == (3, b"")
    assert told.startswith(f"the folder for temporary files, {temp}, is full")
    assert "late.csv" not in told
    assert (tmp_path / "late.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.csv", "late.csv", "temp"]
    assert list(temp.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send")
def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    many(tmp_path / "c.csv", 1_000_000)
    temp = tmp_path / "temp"
    temp.mkdir()
    process = subprocess.Popen(
        [str(YSHJ), "check", "c.csv", "--failures", "late.csv"],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(temp)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 100
    while not list(temp.glob("*/*failures*")):  # the listing has begun
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.csv", "temp"]
    assert list(temp.iterdir()) == []
