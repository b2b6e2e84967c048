"""The command as a process of its own, forked from a server that has its libraries at hand.

What a user waits for once, imports, a suite would wait for hundreds of times. Everything else is as
in a fresh process: arguments, folder, environment, standard streams, exit code.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

YSHJ = Path(sys.executable).with_name("yshj")  # the installed script, where a test needs just that
_PRELOADED = ["yshj.cli.check", "yshj.render.table", "yshj.render.json", "tests.command"]
_LIMIT = 120


@dataclass(frozen=True)
class Ended:
    returncode: int
    stdout: bytes
    stderr: bytes


def run(
    words: Sequence[str | Path],
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    *,
    as_seen: bool = False,
) -> Ended:
    """Run `yshj` with `words` in the folder `cwd`; without `env`, in this process's environment.

    With `as_seen`, what goes to stderr stands in stdout, where it would stand on a terminal.
    """
    if env is not None and "PYTHONPATH" in env:  # which only a fresh interpreter reads
        done = subprocess.run(
            [YSHJ, *words], cwd=cwd, env=env, input=stdin, capture_output=True, check=False
        )
        return Ended(done.returncode, done.stdout, done.stderr)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder) / name for name in ("stdin", "stdout", "stderr")]
        streams[0].write_bytes(stdin)
        opened = [*map(str, streams)]
        if as_seen:
            opened[2] = opened[1]
        given = dict(os.environ if env is None else env)
        child = context.Process(target=_become, args=([*map(str, words)], str(cwd), given, opened))
        child.start()
        child.join(_LIMIT)
        if child.exitcode is None:
            child.kill()
            raise AssertionError(f"yshj {words} did not end in {_LIMIT} s")
        err = b"" if as_seen else streams[2].read_bytes()
        return Ended(child.exitcode, streams[1].read_bytes(), err)


def _become(words: list[str], cwd: str, env: dict[str, str], streams: list[str]) -> None:
    """In the child: be the command, as the installed script would be."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    for number, (name, mode) in enumerate(zip(streams, ("rb", "ab", "ab"), strict=True)):
        with open(name, mode) as file:
            os.dup2(file.fileno(), number)
    encoding, _, errors = env.get("PYTHONIOENCODING", "utf-8").partition(":")
    sys.stdin = os.fdopen(0, encoding=encoding, closefd=False)
    lines = 1 if streams[1] == streams[2] else -1  # as a terminal has it
    sys.stdout = os.fdopen(
        1, "w", lines, encoding=encoding, errors=errors or "strict", closefd=False
    )
    sys.stderr = os.fdopen(2, "w", encoding=encoding, errors="backslashreplace", closefd=False)
    sys.argv = [str(YSHJ), *words]
    from yshj.cli import main

    code = 0
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())  # which the command has set, and which ends the process
        raise
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
