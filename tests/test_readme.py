"""The README shows what the program prints: every console block is run and compared.

`python -m tests.test_readme` writes the blocks anew.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import run

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"```console\n\$ (?P<command>yshj [^\n]+)\n(?P<output>.*?)```", re.DOTALL)


def output_of(command: str) -> str:
    env = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    done = run(shlex.split(command)[1:], ROOT, env)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode("utf-8")


def blocks() -> list[tuple[str, str]]:
    text = README.read_text(encoding="utf-8")
    return [(found["command"], found["output"]) for found in _BLOCK.finditer(text)]


@pytest.mark.parametrize(("command", "shown"), blocks())
def test_the_readme_shows_the_true_output(command: str, shown: str) -> None:
    assert output_of(command) == shown


def test_the_examples_in_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One session, in a folder that has the samples."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    sessions = re.findall(r"```pycon\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    session = doctest.DocTestParser().get_doctest("".join(sessions), {}, "README", None, 0)
    said: list[str] = []
    done = doctest.DocTestRunner().run(session, out=said.append)
    assert (done.failed, "".join(said)) == (0, "")
    assert done.attempted >= 10


def _options(command: str) -> set[str]:
    env = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}
    done = run([command, "--help"], ROOT, env)
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", done.stdout.decode("utf-8")))


COMMANDS = (
    *("check", "validate", "targets", "explain", "template", "due", "lint"),
    *("diff", "schema", "trace", "draft"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_in_the_readme(command: str) -> None:
    text = README.read_text(encoding="utf-8")
    assert f"`yshj {command}" in text
    assert _options(command) - {"--help"} > set()
    assert [option for option in _options(command) if option not in text] == []


def test_no_command_is_forgotten() -> None:
    words = [str(Path(sys.executable).with_name("yshj")), "--help"]
    done = subprocess.run(words, capture_output=True, check=True).stdout.decode("utf-8")
    listed = set(re.findall(r"^[│ ]*([a-z]+)  ", done, re.MULTILINE))
    assert set(COMMANDS) <= listed


def test_there_are_two_lines_to_run() -> None:
    lines = re.findall(r"^python3 -m venv .*$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) == 2


if __name__ == "__main__":
    README.write_text(
        _BLOCK.sub(
            lambda found: f"```console\n$ {found['command']}\n{output_of(found['command'])}```",
            README.read_text(encoding="utf-8"),
        ),
        encoding="utf-8",
    )
