"""What the command prints: golden files byte for byte, widths, colour, languages, hostile names.

`python -m tests.cli.test_output` writes the golden files anew: read their difference.
"""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import threading
import unicodedata
from pathlib import Path

import pytest

from tests import command
from tests.cli.conftest import ROOT, YSHJ, Run
from tests.examples import some
from tests.render.sheets import as_text
from yshj import __version__

GOLDEN = ROOT / "tests" / "golden"
SAMPLE = ("samples/city-2021.csv", "samples/cases-2021.csv", "--as-of", "2021-12-31")
FIGURES = (SAMPLE[0], *SAMPLE[2:])
ITEMS = ("--item", "1", "--item", "8", "--item", "60")
JUNE = (*SAMPLE[:2], "--as-of", "2021-06-30", *ITEMS)
DECEMBER = (*SAMPLE, *ITEMS)
REPORTS = ("tests/golden/june.json", "tests/golden/december.json")
BROKEN = ("samples/broken.csv", "samples/broken-cases.csv", "--as-of", "2021-12-31")
SOME = (*SAMPLE, *(word for item in ("8", "60", "61", "95", "97") for word in ("--item", item)))
FEW = ("--item", "8", "--item", "87")
BROKEN_DOWN = ("--item", "6", "--item", "8", "--item", "82")
CASES: dict[str, tuple[tuple[str, ...], int]] = {
    "check.zh.txt": (("check", *SAMPLE, "--lang", "zh"), 1),
    "check.en.txt": (("check", *SAMPLE, "--lang", "en"), 1),
    "check.verbose.en.txt": (("check", *SAMPLE, "--lang", "en", "-v"), 1),
    "check.quiet.zh.txt": (("check", *SAMPLE, "--lang", "zh", "-q"), 1),
    "check.json": (("check", *SAMPLE, "--output-format", "json"), 1),
    "check.june.en.txt": (("check", *SAMPLE[:2], "--as-of", "2021-06-30", "--lang", "en"), 1),
    "district.zh.txt": (
        ("check", "samples/district-jinshui-2021.csv", "--as-of", "2021-12-31", "--lang", "zh"),
        1,
    ),
    "broken.json": (
        ("check", *BROKEN, "--output-format", "json"),
        3,
    ),
    "sample.csv": (("check", *SOME, "--lang", "zh", "--output-format", "csv"), 1),
    "sample.en.md": (("check", *SOME, "--lang", "en", "--output-format", "markdown"), 1),
    "broken.zh.md": (("check", *BROKEN, *FEW, "--lang", "zh", "--output-format", "markdown"), 3),
    "sample.junit.en.xml": (("check", *SOME, "--lang", "en", "--output-format", "junit"), 1),
    "broken.junit.zh.xml": (
        ("check", *BROKEN, *FEW, "--lang", "zh", "--output-format", "junit"),
        3,
    ),
    "sample.xlsx.zh.txt": (("check", *SOME, "--lang", "zh", "--output-format", "xlsx"), 1),
    "broken.xlsx.en.txt": (("check", *BROKEN, *FEW, "--lang", "en", "--output-format", "xlsx"), 3),
    "sample.github.en.txt": (("check", *SAMPLE, "--lang", "en", "--output-format", "github"), 1),
    "sample.concise.en.txt": (("check", *SAMPLE, "--lang", "en", "--output-format", "concise"), 1),
    "broken.concise.zh.txt": (("check", *BROKEN, "--lang", "zh", "--output-format", "concise"), 3),
    "broken.github.zh.txt": (("check", *BROKEN, "--lang", "zh", "--output-format", "github"), 3),
    "by.reporter.en.txt": (("check", *SAMPLE, *BROKEN_DOWN, "--by", "reporter", "--lang", "en"), 1),
    "by.period.zh.txt": (("check", *SAMPLE, *BROKEN_DOWN, "--by", "period", "--lang", "zh"), 1),
    "by.body.en.txt": (("check", *SAMPLE, *BROKEN_DOWN, "--by", "body", "--lang", "en"), 1),
    "by.item.zh.txt": (("check", *SAMPLE, *BROKEN_DOWN, "--by", "item", "--lang", "zh"), 1),
    "by.period.json": (
        ("check", *SAMPLE, "--item", "6", "--by", "period", "--output-format", "json"),
        1,
    ),
    "validate.zh.txt": (("validate", "samples/broken.csv", "--lang", "zh"), 3),
    "targets.en.txt": (("targets", "--lang", "en"), 0),
    "targets.json": (("targets", "--output-format", "json"), 0),
    # two reports, of which the later cases are about
    "june.json": (("check", *JUNE, "--lang", "zh", "--output-format", "json"), 0),
    "december.json": (("check", *DECEMBER, "--lang", "en", "--output-format", "json"), 1),
    "diff.en.txt": (("diff", *REPORTS, "--lang", "en"), 0),
    "diff.zh.txt": (("diff", *reversed(REPORTS), "--lang", "zh"), 0),
    "diff.json": (("diff", *REPORTS, "--lang", "en", "--output-format", "json"), 0),
    "baseline.en.txt": (("check", *DECEMBER, "--baseline", REPORTS[0], "--lang", "en"), 1),
    "baseline.zh.txt": (
        ("check", *JUNE, "--baseline", REPORTS[1], "--fail-on", "regression", "--lang", "zh"),
        1,
    ),
    "baseline.json": (
        (
            *("check", *JUNE[:-4], "--baseline", REPORTS[1], "--lang", "zh"),
            *("--output-format", "json"),
        ),
        0,
    ),
    "template.bureau.zh.csv": (("template", "--body", "市市场监管局", "--lang", "zh"), 0),
    "template.district.en.csv": (("template", "--body", "金水区", "--lang", "en"), 0),
    "template.cases.zh.csv": (
        ("template", "--body", "市法院", "--kind", "cases", "--lang", "zh"),
        0,
    ),
    "schema.catalogue.en.json": (("schema", "catalogue", "--lang", "en"), 0),
    "schema.report.zh.json": (("schema", "report", "--lang", "zh"), 0),
    "schema.cases.en.json": (("schema", "cases", "--lang", "en"), 0),
    "explain.zh.txt": (("explain", "60-other-trials", "--lang", "zh"), 0),
    "explain.en.txt": (("explain", "08-setup-time", "--lang", "en"), 0),
    "page.zh.html": (
        ("check", *SAMPLE, "--item=8", "--item=60", "--output-format=html", "--lang=zh"),
        1,
    ),
}


def _output(words: tuple[str, ...]) -> tuple[int, bytes]:
    env = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = command.run(words, ROOT, env)
    workbook = done.stdout.startswith(b"PK")
    return done.returncode, as_text(done.stdout) if workbook else done.stdout


def _settled(data: bytes) -> bytes:
    """Without the tool's version, which a release changes."""
    data = re.sub(rb'"version": "[^"]+"', b'"version": "-"', data)
    return data.replace(__version__.encode(), b"-")


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    words, code = CASES[name]
    ended, printed = _output(words)
    assert (ended, _settled(printed)) == (code, (GOLDEN / name).read_bytes())


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 120])
def test_it_holds_its_shape(yshj: Run, lang: str, columns: int) -> None:
    done = yshj("check", *SAMPLE, "--lang", lang, cwd=ROOT, COLUMNS=str(columns))
    assert max(map(_width, done.out.splitlines())) <= columns
    assert "\x1b" not in done.out


def test_colour_only_where_wanted(yshj: Run) -> None:
    words = ("check", *FIGURES, "-q")
    assert "\x1b[" not in yshj(*words, cwd=ROOT).out
    assert "\x1b[" in yshj(*words, cwd=ROOT, FORCE_COLOR="1").out
    assert "\x1b[" not in yshj(*words, cwd=ROOT, FORCE_COLOR="1", NO_COLOR="1").out
    assert "\x1b[" in yshj(*words, "--color", "always", cwd=ROOT, NO_COLOR="1").out


def test_the_language_is_the_locales(yshj: Run) -> None:
    assert "达标" in yshj("check", *FIGURES, "-q", cwd=ROOT, LC_ALL="zh_CN.UTF-8").out
    assert "pass" in yshj("check", *FIGURES, "-q", cwd=ROOT, LC_ALL="C.UTF-8").out


@pytest.mark.parametrize("encoding", some(["gbk", "ascii", "cp1252"], 1))
def test_a_console_without_our_signs_gets_plain_words(encoding: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": "80"}
    words = [str(YSHJ), "check", *FIGURES, "--lang", "en"]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"fail" in done.stdout
    assert "✗".encode() not in done.stdout


def test_json_is_utf8_whatever_the_console(yshj: Run) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    words = [str(YSHJ), "targets", "--output-format", "json"]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, check=True)
    assert len(json.loads(done.stdout.decode("utf-8"))) > 170


def test_hostile_text_stays_text(yshj: Run, tmp_path: Path) -> None:
    name = "a[bold]'; DROP TABLE grouped; --\x1b]0;x\x07.csv"
    (tmp_path / name).write_text(
        "target,reporter,case,started,finished\n"
        "08-setup-time,金水区,\x1b[31m[red]1[/red],2021-03-01,2021-03-05\n"
        "08-setup-time,[blink]区\x1b[2J,2,2021-03-01,2021-03-02\n",
        encoding="utf-8",
    )
    done = yshj("check", name, "--lang", "en")
    assert done.code == 3
    assert "\x1b" not in done.out + done.err
    assert "[red]1[/red]" in done.out
    assert "[blink]区" in done.err


def test_a_report_is_written_whole(yshj: Run, tmp_path: Path) -> None:
    done = yshj("check", *(ROOT / name for name in SAMPLE[:2]), "-o", "out.txt", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "8 fail" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_into_and_a_link_stays_a_link(yshj: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link.xml").symlink_to("real.xml")
    got: list[bytes] = []
    reader = threading.Thread(
        target=lambda: got.append((tmp_path / "pipe").read_bytes()), daemon=True
    )
    reader.start()
    words = ("check", ROOT / SAMPLE[0], "--item", "8", "--report", "junit:pipe")
    assert yshj(*words, "--report", "junit:link.xml").code == 0
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    reader.join(timeout=60)
    assert (tmp_path / "link.xml").is_symlink()
    assert got == [(tmp_path / "real.xml").read_bytes()]


def test_all_faults_only_when_asked(yshj: Run, tmp_path: Path) -> None:
    rows = "".join(f"no-such-{n},金水区,2021,1,个\n" for n in range(30))
    (tmp_path / "m.csv").write_text("target,reporter,period,value,unit\n" + rows, encoding="utf-8")
    assert len(yshj("check", "m.csv").err.splitlines()) == 21
    assert "and 10 more faults" in yshj("check", "m.csv").err
    assert len(yshj("check", "m.csv", "-v").err.splitlines()) == 30


def test_rejected_rows_come_back_to_be_repaired(yshj: Run, tmp_path: Path) -> None:
    done = yshj("check", ROOT / "samples/broken.csv", "--rejected", "again.csv", "--lang", "zh")
    assert done.code == 3
    text = (tmp_path / "again.csv").read_bytes()
    assert text.startswith("\ufeff指标,".encode())
    again = yshj("validate", "again.csv")
    assert again.code == 3  # nothing was repaired
    assert "08-setup-time" in again.err


if __name__ == "__main__":
    for file, (words, _) in CASES.items():
        (GOLDEN / file).write_bytes(_settled(_output(words)[1]))
