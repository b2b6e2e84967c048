"""`--output-format github` in a step: what is printed, and the step's summary."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

pytestmark = pytest.mark.thorough  # the golden files show a case of each in the default run

SAMPLE = ("samples/city-2021.csv", "samples/cases-2021.csv", "--as-of", "2021-12-31")
WORDS = ("check", *SAMPLE, "--lang", "en")
HEAD = "## Zhengzhou 2021 Work Plan for Improving the Business Environment\n"
LIMIT = 1024 * 1024


def test_a_summary_is_put_behind_what_is_there(yshj: Run, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_text("before\n", encoding="utf-8")
    done = yshj(*WORDS, "--output-format", "github", cwd=ROOT, GITHUB_STEP_SUMMARY=str(path))
    assert done.code == 1
    assert done.out.startswith("::error file=samples/cases-2021.csv,line=163,title=fail%3A 08-")
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"before\n\n{HEAD}")
    assert "SYN-" not in text + done.out


def test_a_report_asks_for_it_too(yshj: Run, tmp_path: Path) -> None:
    path, notes = tmp_path / "summary.md", tmp_path / "notes.txt"
    report = ("--report", f"github:{notes}")
    done = yshj(*WORDS, *report, "-q", cwd=ROOT, GITHUB_STEP_SUMMARY=str(path))
    assert done.code == 1
    assert notes.read_text(encoding="utf-8").count("::error ") == 9
    assert path.read_text(encoding="utf-8").startswith(HEAD)


@pytest.mark.parametrize("form", ["table", "json", "junit", "markdown"])
def test_nothing_else_writes_one(yshj: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "summary.md"
    yshj(*WORDS, "--output-format", form, cwd=ROOT, GITHUB_STEP_SUMMARY=str(path))
    assert not path.exists()


def test_outside_a_step_there_is_none(yshj: Run) -> None:
    words = (*WORDS, "--output-format", "github")
    assert yshj(*words, cwd=ROOT, GITHUB_STEP_SUMMARY="") == yshj(*words, cwd=ROOT)


def test_it_keeps_within_what_the_runner_takes(yshj: Run, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    words = (*WORDS, "--output-format", "github")
    path.write_bytes(b"x" * (LIMIT - 3000))
    yshj(*words, cwd=ROOT, GITHUB_STEP_SUMMARY=str(path))
    assert LIMIT - 3000 < path.stat().st_size <= LIMIT
    assert "left out for length" in path.read_text(encoding="utf-8")
    path.write_bytes(b"x" * LIMIT)
    done = yshj(*words, cwd=ROOT, GITHUB_STEP_SUMMARY=str(path))
    assert path.stat().st_size == LIMIT
    assert done.code == 1
    assert "the step summary is full" in done.err


def test_a_summary_that_cannot_be_written_changes_no_verdict(yshj: Run, tmp_path: Path) -> None:
    words = (*WORDS, "--output-format", "github")
    done = yshj(*words, cwd=ROOT, GITHUB_STEP_SUMMARY=str(tmp_path / "no" / "summary.md"))
    assert done.code == 1
    assert "no step summary written: no such file or folder" in done.err


def test_what_a_file_says_is_no_command_of_the_step(yshj: Run, tmp_path: Path) -> None:
    name = "::error file=a::owned.csv"
    (tmp_path / name).write_text(
        "target,reporter,case,started,finished\n"
        f"08-setup-time,金水区,{'x' * 40} ::error::owned ##[add-mask]1,2021-03-01,2021-03-05\n"
        f"08-setup-time,金水区,{'x ' * 34}::error::owned,2021-03-01,2021-03-05\n"
        "08-setup-time,::error::区,2,2021-03-01,2021-03-02\n",
        encoding="utf-8",
    )
    for form in ("table", "json", "csv", "markdown", "junit", "github"):
        done = yshj("check", name, "--lang", "en", "--output-format", form)
        assert done.code == 3
        for line in (done.out + done.err).splitlines():
            assert "##[" not in line
            ours = line.startswith(("::error ", "::warning ")) and form == "github"
            assert ours or not line.lstrip().startswith("::"), (form, line)
    data = json.loads(yshj("check", name, "--output-format", "json").out)
    cases = [row["case"] for one in data["results"] for row in one["failures"]]
    assert f"{'x' * 40} ::error::owned ##[add-mask]1" in cases
    done = yshj("validate", name, "--lang", "en")
    assert not [line for line in (done.out + done.err).splitlines() if line.startswith("::")]


def test_a_name_that_is_no_unicode_goes_into_every_format(yshj: Run, tmp_path: Path) -> None:
    text = "target,reporter,case,started,finished\n08-setup-time,金水区,1,2021-03-01,2021-03-05\n"
    (tmp_path / os.fsdecode(b"a\xff.csv")).write_text(text, encoding="utf-8")
    for form in ("table", "json", "csv", "markdown", "junit", "github"):
        done = yshj("check", "a*.csv", "--output-format", form, "-o", "out")
        assert (done.code, (tmp_path / "out").stat().st_size > 0) == (1, True), form
    data = json.loads(yshj("check", "a*.csv", "--output-format", "json").out)
    assert data["inputs"][0]["path"] == os.fsdecode(b"a\xff.csv")


def test_what_is_worse_than_the_baseline_is_told(yshj: Run, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    done = yshj(
        *("check", *SAMPLE[:2], "--as-of", "2021-06-30", "--item", "1", "--item", "8"),
        *("--baseline", "tests/golden/december.json", "--fail-on", "regression", "--lang", "en"),
        *("--output-format", "github"),
        cwd=ROOT,
        GITHUB_STEP_SUMMARY=str(path),
    )
    assert done.code == 1
    first = done.out.splitlines()[0]
    assert first.startswith("::warning title=regressed%3A 01-one-stop-matters New life events")
    assert first.endswith("::regressed: pass → no data")
    assert "%0Aregressed: pass → at risk%0A" in done.out
    text = path.read_text(encoding="utf-8")
    assert "### Worse than the baseline (5)\n\n- New services on mobile phones <code>01" in text
