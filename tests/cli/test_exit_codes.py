"""Exit codes, each through the installed command: 0, 1, 2, 3, 4 and 130."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import YSHJ, Run

HEAD = "target,reporter,period,value,unit\n"
MET = HEAD + "01-mobile-services,,2021,300,个\n"
MISSED = HEAD + "01-mobile-services,,2021,299,个\n"
HEDGED = "target,reporter,period,numerator,denominator\n95-health-centres-standard,,2021,79,100\n"
REFUSED = HEAD + "01-mobile-services,,2021,300,个\n01-mobile-servces,,2021,300,个\n"
Write = Callable[[str, str], Path]


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        (MET, "fail", 0),
        (MET, "warn", 0),
        (MISSED, "fail", 1),
        (MISSED, "never", 0),
        (HEDGED, "fail", 0),
        (HEDGED, "warn", 1),
        (MET, "missing", 1),  # the other targets are not reported
        (REFUSED, "fail", 3),
        (REFUSED, "never", 3),
    ],
)
def test_check(yshj: Run, table: Write, text: str, level: str, code: int) -> None:
    assert yshj("check", table("m.csv", text), "--fail-on", level).code == code


def test_a_failure_beside_a_refused_row_is_3_and_both_are_told(yshj: Run, table: Write) -> None:
    done = yshj("check", table("m.csv", REFUSED.replace("300", "299")))
    assert done.code == 3
    assert "✗ 1 fail" in done.out
    assert "did you mean '01-mobile-services'?" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "m.csv", "--no-such-option"),
        ("check", "m.csv", "--fail-on", "waring"),
        ("check", "m.csv", "--as-of", "2021-02-30"),
        ("check", "m.csv", "--catalogue", "zhengzhou-2020"),
        ("check", "m.csv", "--encoding", "utf-9"),
        ("check", "m.csv", "--target", "08-setup-tim"),
        ("check", "m.csv", "--item", "101"),
        ("check", "m.csv", "--reporter", "火星区"),
        ("check", "m.csv", "--waivers", "missing.yaml"),
        ("check", "m.csv", "--calendar", "missing.yaml"),
        ("check", "m.csv", "--output-file", "no/such/folder/out.txt"),
        ("explain", "08-stup-time"),
        ("lint", "missing"),
        ("due", "yesterday", "--within", "1 working_day"),
        ("no-such-command",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(yshj: Run, table: Write, words: tuple[str, ...]) -> None:
    table("m.csv", MET)
    done = yshj(*words)
    assert done.code == 2
    assert done.err
    assert "Traceback" not in done.err


def test_wrong_usage_is_found_before_any_input_is_read(yshj: Run) -> None:
    done = yshj("check", "missing.csv", "--fail-on", "waring")
    assert (done.code, "missing.csv" in done.err) == (2, False)
    assert "did you mean 'warn'?" in done.err


@pytest.mark.parametrize("name", ["missing.csv", "empty.csv", "folder", "header.csv", "words.csv"])
def test_input_that_cannot_be_used_is_3(yshj: Run, tmp_path: Path, table: Write, name: str) -> None:
    (tmp_path / "folder").mkdir()
    table("empty.csv", "")
    table("header.csv", HEAD)
    table("words.csv", "one,two\n1,2\n")
    done = yshj("check", name)
    assert done.code == 3
    assert name in done.err
    assert "Traceback" not in done.err


def test_other_files_are_judged_beside_one_that_cannot_be_read(yshj: Run, table: Write) -> None:
    done = yshj("check", "missing.csv", table("m.csv", MISSED))
    assert done.code == 3
    assert "✗ 1 fail" in done.out


def test_validate(yshj: Run, table: Write) -> None:
    assert yshj("validate", table("good.csv", MISSED)).code == 0
    done = yshj("validate", table("bad.csv", REFUSED))
    assert (done.code, done.out) == (
        3,
        f"{Path(done.out.split(':')[0])}: 2 rows, 1 good, 1 refused\n",
    )


def test_a_fault_of_the_tool_is_4_and_never_1(yshj: Run, tmp_path: Path, table: Write) -> None:
    # a broken dependency stands for a fault that nobody foresaw
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "duckdb.py").write_text("raise RuntimeError('broken')\n")
    path = table("m.csv", MET)
    done = yshj("check", path, PYTHONPATH=str(tmp_path / "broken"))
    assert done.code == 4
    assert "a fault of the tool" in done.err
    assert "Traceback" not in done.err


def test_interrupted_is_130(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never")
    held = os.open(tmp_path / "never", os.O_RDWR)  # standard input that never ends
    process = subprocess.Popen([str(YSHJ), "check", "-"], stdin=held, stderr=subprocess.PIPE)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    started = time.monotonic()
    _, err = process.communicate(timeout=30)
    os.close(held)
    assert process.returncode == 130
    assert time.monotonic() - started < 5
    assert b"Traceback" not in err


def test_a_reader_that_goes_away_changes_nothing(table: Write) -> None:
    path = table("m.csv", MISSED)
    line = f"'{YSHJ}' check '{path}' -v | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [("-o", "m.csv"), ("--rejected", "m.csv"), ("-o", "x.txt", "--rejected", "x.txt")],
    ids=" ".join,
)
def test_no_input_is_written_over(yshj: Run, table: Write, words: tuple[str, ...]) -> None:
    path = table("m.csv", REFUSED)
    assert yshj("check", "m.csv", *words).code == 2
    assert path.read_text(encoding="utf-8") == REFUSED


@pytest.mark.parametrize("command", ["check", "validate"])
@pytest.mark.parametrize("files", [".", "*.csv", "m.*"])
@pytest.mark.parametrize("words", [("-o", "m.cases.csv"), ("--rejected", "m.csv")], ids=" ".join)
def test_nor_one_that_a_folder_or_a_pattern_means(
    yshj: Run, table: Write, command: str, files: str, words: tuple[str, str]
) -> None:
    path = table("m.cases.csv", REFUSED)
    done = yshj(command, files, *words, "--lang", "en")
    assert done.code == 2
    assert done.err == "m.cases.csv is an input: not written over\n"
    assert path.read_text(encoding="utf-8") == REFUSED


def test_what_lies_outside_the_window_is_counted_aloud(yshj: Run, table: Write) -> None:
    done = yshj("check", table("m.csv", HEAD + "87-incubators,,2020,20,家\n"))
    assert done.code == 0
    assert "1 outside the plan's window, not judged" in done.out
