"""Pages for users, and the sessions they show: what is typed on one page, in one folder, in order.

What a fence's first word says is what a test does with it:

* `console`: each line behind `$ ` is run; what it prints, to stdout and stderr, stands below it;
* `sh`: each command is run, and its output is not shown;
* `pycon`: a Python session;
* any other with `title="NAME"`: a file of that name, which later commands find.

A command ends with 0 or 1 unless `$ echo $?` behind it says otherwise.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.command import run

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
_FENCE = re.compile(
    r"^(?P<open>```(?P<word>\w*)(?P<rest>[^\n`]*)\n)(?P<body>.*?)(?P<close>^```$)",
    re.DOTALL | re.MULTILINE,
)
_TITLE = re.compile(r'title="([^"]+)"')
# what only a shell can do: everything else is the command by itself
_OF_THE_SHELL = re.compile(r"[|<>*$&;`]")
_AT_HOME = ("samples", "targets", "ci", "action.yml")


def is_chinese(page: Path) -> bool:
    return ".zh" in page.name


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@dataclass
class Session:
    """A page's own folder, which has what a checkout has."""

    folder: Path
    page: Path
    code: int = 0

    def __post_init__(self) -> None:
        for name in _AT_HOME:
            (self.folder / name).symlink_to(ROOT / name)

    @property
    def env(self) -> dict[str, str]:
        """Nothing of the caller's but where things are: a runner's variables change the output."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        return {
            "PATH": path,
            "HOME": os.environ.get("HOME", str(self.folder)),
            "LANG": "zh_CN.UTF-8" if is_chinese(self.page) else "en_US.UTF-8",
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "PYTHONIOENCODING": "utf-8",
        }

    def said(self, command: str) -> str:
        """What a terminal would show; the exit code is kept for `echo $?`."""
        if command == "echo $?":
            shown, self.code = f"{self.code}\n", 0
            return shown
        if command.startswith("yshj ") and not _OF_THE_SHELL.search(command):
            done = run(shlex.split(command)[1:], self.folder, self.env, as_seen=True)
            self.code, out = done.returncode, done.stdout
        else:
            ended = subprocess.run(
                ["bash", "-c", command],
                cwd=self.folder,
                env=self.env,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                check=False,
            )
            self.code, out = ended.returncode, ended.stdout
        return out.decode("utf-8")

    def told(self, commands: list[str]) -> str:
        """The console block of these commands."""
        lines = []
        for at, command in enumerate(commands):
            out = self.said(command)
            asked = commands[at + 1 : at + 2] == ["echo $?"]
            if not asked and self.code not in (0, 1):
                raise AssertionError(
                    f"{name_of(self.page)}: {command} ended with {self.code}: {out}"
                )
            lines.append(f"$ {command}\n{out}")
        return "".join(lines)

    def written_anew(self) -> str:
        """The page's text with every output as it is now; Python sessions are not run."""
        return _FENCE.sub(self._block, self.page.read_text(encoding="utf-8"))

    def _block(self, found: re.Match[str]) -> str:
        word, body = found["word"], found["body"]
        if word == "console":
            body = self.told([one[2:] for one in body.splitlines() if one.startswith("$ ")])
        elif word == "sh":
            self.told(commands_of(body))
        elif title := _TITLE.search(found["rest"]):
            path = self.folder / title[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        return found["open"] + body + found["close"]


def commands_of(block: str) -> list[str]:
    """The commands of a `sh` block; the lines that install are run by `.ci/run`."""
    joined = block.replace("\\\n", " ")
    lines = [re.sub(r"\s+# .*$", "", one).strip() for one in joined.splitlines()]
    return [one for one in lines if one and not one.startswith(("#", "python3 -m venv"))]


def shown_commands(page: Path) -> list[str]:
    """Every `yshj` command that a page shows to be typed."""
    typed: list[str] = []
    for found in _FENCE.finditer(page.read_text(encoding="utf-8")):
        if found["word"] == "console":
            typed += [one[2:] for one in found["body"].splitlines() if one.startswith("$ ")]
        elif found["word"] == "sh":
            typed += commands_of(found["body"])
    return [one for one in typed if re.search(r"\byshj ", one)]


def python_session(page: Path) -> doctest.DocTest | None:
    text = page.read_text(encoding="utf-8")
    parts = [one["body"] for one in _FENCE.finditer(text) if one["word"] == "pycon"]
    if not parts:
        return None
    return doctest.DocTestParser().get_doctest("".join(parts), {}, page.name, None, 0)
