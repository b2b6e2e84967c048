"""A process whose streams, folder, memory or time are taken away: its code is still the verdict's.

Contract, section 4. The processes are fresh ones, since what is tried is how one begins and ends.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import YSHJ
from tests.examples import some

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams and signals of POSIX")

PASSING = "指标,填报单位,期间,数值,计量单位\n81-ip-stations,,2021,35,家\n"
FAILING = "指标,填报单位,期间,数值,计量单位\n81-ip-stations,,2021,1,家\n"
REFUSED = "指标,填报单位,期间,数值,计量单位\n81-ip-stations,,2021,x,家\n"
SENT = {"passing.csv": PASSING, "failing.csv": FAILING, "refused.csv": REFUSED}
VERDICTS = {"passing.csv": 0, "failing.csv": 1, "refused.csv": 3}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in SENT.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def shell(line: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line.replace("yshj", str(YSHJ))],
        cwd=folder,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


STREAMS = [
    *(">/dev/null 2>&-", ">/dev/null 2>/dev/full", "-o out.txt >&-", "-o out.txt >/dev/full"),
    *(
        "-o out.txt >&- 2>&-",
        "--report json:o.json >/dev/full",
        "2>/dev/full | head -c 1; exit ${PIPESTATUS[0]}",
    ),
    "2>&1 >/dev/null | head -c 0; exit ${PIPESTATUS[0]}",
]
TRIED = [(name, streams) for streams in STREAMS for name in SENT]


@pytest.mark.parametrize(("name", "streams"), some(TRIED[::-4] + TRIED, 5))
def test_the_code_is_the_verdicts(folder: Path, name: str, streams: str) -> None:
    done = shell(f"yshj check {name} --target 81-ip-stations --as-of 2021-12-31 {streams}", folder)
    assert done.returncode == VERDICTS[name], done.stderr


LOST = [
    *("check refused.csv >&-", "check passing.csv >/dev/full", "--help >/dev/full"),
    *("--version >&-", "targets >/dev/full", "due 2021-03-05 --within '3 working_day' >&-"),
]


@pytest.mark.parametrize("words", some(LOST, 3))
def test_a_result_that_is_lost_is_2_and_told(folder: Path, words: str) -> None:
    done = shell(f"yshj {words}", folder)
    assert done.returncode == 2
    assert "cannot write the result to stdout" in done.stderr


def test_a_closed_stream_takes_no_file_of_ours(folder: Path) -> None:
    """What is written to a closed stderr would else go into whatever file has its number."""
    before = (folder / "refused.csv").read_bytes()
    shell("yshj check refused.csv -o out.txt --rejected back.csv >&- 2>&-", folder)
    assert (folder / "refused.csv").read_bytes() == before
    assert "E0" not in (folder / "out.txt").read_text(encoding="utf-8").split("\n")[0]
    assert shell("yshj check - <&-", folder).returncode == 3


@pytest.mark.parametrize(
    ("name", "code"), some([("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)], 2)
)
def test_a_signal_leaves_nothing_behind(folder: Path, name: str, code: int) -> None:
    (folder / "tmp").mkdir()
    with subprocess.Popen(
        [YSHJ, "check", "-", "--as-of", "2021-12-31"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
    ) as sent:
        assert sent.stdin
        sent.stdin.write(PASSING.encode())
        sent.stdin.flush()
        until = time.monotonic() + 60
        while not list((folder / "tmp").rglob("stdin")):  # it waits for what we have not finished
            assert time.monotonic() < until
            time.sleep(0.05)
        sent.send_signal(getattr(signal, name))
        assert sent.wait(60) == code
    assert list((folder / "tmp").iterdir()) == []


def test_a_hangup_that_the_caller_ignores_is_ignored(folder: Path) -> None:
    line = "trap '' HUP; yshj check passing.csv --target 81-ip-stations --as-of 2021-12-31"
    assert shell(f"{line} & sleep 0.2; kill -HUP $!; wait $!", folder).returncode == 0


def test_names_that_are_no_utf8(folder: Path) -> None:
    sent = folder / "sent"
    sent.mkdir()
    for name in (b"\xff.csv", "测.csv".encode("gbk")):
        Path(os.fsdecode(os.path.join(os.fsencode(sent), name))).write_text(REFUSED, "utf-8")
    forms = ("html", "xlsx", "junit", "json", "csv", "markdown")
    reports = " ".join(f"--report {one}:r.{one}" for one in forms)
    done = shell(f"yshj check sent --rejected back.csv {reports}", folder)
    assert done.returncode == 3, done.stderr
    assert all((folder / f"r.{one}").stat().st_size for one in forms)
    assert "sent/\\xff.csv" in (folder / "back.csv").read_text(encoding="utf-8-sig")
    named = [one["path"] for one in json.loads((folder / "r.json").read_text())["inputs"]]
    assert sorted(map(os.fsencode, named)) == [b"sent/\xb2\xe2.csv", b"sent/\xff.csv"]


@pytest.mark.parametrize("columns", some(["²", "9" * 5000, "٣", "-1", "x"], 2))
def test_a_width_that_is_none(folder: Path, columns: str) -> None:
    assert shell("yshj --help", folder, COLUMNS=columns, LINES=columns).returncode == 0


def test_too_few_addresses_are_told(folder: Path) -> None:
    done = shell("ulimit -v 150000; yshj check passing.csv", folder)
    assert done.returncode == 3
    assert "[E008]" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_link_that_leaves_the_folder_is_refused(folder: Path) -> None:
    (folder / "secret.txt").write_text("user:password\n", encoding="utf-8")
    (folder / "sent/deep").mkdir(parents=True)
    (folder / "sent/a.csv").write_text(PASSING, encoding="utf-8")
    (folder / "sent/p.csv").symlink_to(folder / "secret.txt")
    (folder / "sent/deep/up.csv").symlink_to("../../failing.csv")
    (folder / "sent/b.csv").symlink_to("a.csv")
    (folder / "door").symlink_to("sent")
    for name in ("sent", "'sent/**/*.csv'", "door"):
        done = shell(f"yshj check {name} --target 81-ip-stations --as-of 2021-12-31", folder)
        assert done.returncode == 3, name
        assert "p.csv: a link that leaves the folder" in done.stderr
        assert "password" not in done.stdout + done.stderr
        assert "1 pass" in done.stdout  # the good file beside it is judged, once
    done = shell("yshj validate sent", folder)
    assert "up.csv: a link that leaves the folder" in done.stderr
    assert shell("yshj validate sent/deep/up.csv", folder).returncode == 0  # named by the reader


@pytest.mark.parametrize(
    "form", some(["html", "json", "github", "table", "csv", "markdown", "junit", "concise"], 3)
)
def test_no_name_or_cell_is_a_command_to_a_runner(folder: Path, form: str) -> None:
    sent = folder / "sent"
    sent.mkdir()
    for name in ("n\n::stop-commands::x.csv", "m\n::set-output name=a::b.csv", "##[error]x.csv"):
        (sent / name).write_text(REFUSED + "81-ip-stations,,2021,2,家\n", encoding="utf-8")
    (sent / "cells.csv").write_text(
        '指标,填报单位,期间,数值,计量单位,佐证材料\n87-incubators,"x\n::error::y",2021,1,家,\n'
        '87-incubators,,2021,"1\r::error::z",家,"\n##[command]w"\n',
        encoding="utf-8",
        newline="",
    )
    done = shell(f"yshj check sent --output-format {form} -v --as-of 2021-12-31", folder)
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines()]
    ours = ("::error file=", "::warning", "::error title=", "::notice", "::group", "::endgroup")
    told = [one for one in lines if one.startswith("::") and not one.startswith(ours)]
    assert told == []
    rest = [one for one in lines if not one.startswith(ours)]  # within a command it is data
    assert not [one for one in rest if "##[" in one]
    if form == "json":
        assert any("\n::stop" in one["path"] for one in json.loads(done.stdout)["inputs"])


def test_json_hides_nothing_and_moves_nothing(folder: Path) -> None:
    """Control characters, directions and what has no width are written as \\u…: the same JSON."""
    hidden = "\x7f\x9b\u200b\u200e\u202e\u2066\u2028\ufeff\U000e0041"
    name = f"a{hidden}.csv"
    (folder / name).write_text(REFUSED.replace("家", f"家{hidden}"), encoding="utf-8")
    done = shell("yshj check a*.csv --output-format json", folder)
    assert [one for one in hidden if one in done.stdout] == []
    assert json.loads(done.stdout)["inputs"][0]["path"] == name
