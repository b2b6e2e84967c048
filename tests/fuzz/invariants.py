"""What must hold whatever is sent; each is named by its function and raises `AssertionError`."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.command import Ended

CODES = {0, 1, 2, 3, 130}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]")
_VERDICT = (
    *("id", "status", "observed", "n", "over", "open", "rolled", "margin", "median", "p90"),
    *("numerator", "denominator", "so_far", "counts_as", "failures_total", "missing_time"),
)


def the_code_is_one_of_the_verdicts(_: Path, done: Ended) -> None:
    assert done.returncode in CODES, done.returncode


def no_traceback(_: Path, done: Ended) -> None:
    for stream in (done.stdout, done.stderr):
        assert b"Traceback (most recent call last)" not in stream
        assert b"Error:" not in stream or b'File "' not in stream


def no_control_characters(_: Path, done: Ended) -> None:
    """Text of a file steers no terminal."""
    for stream in (done.stdout, done.stderr):
        found = _CONTROLS.search(stream.decode("utf-8", "replace"))
        assert not found, repr(found)


def an_error_is_told(_: Path, done: Ended) -> None:
    assert done.returncode in (0, 1) or done.stderr.strip(), "it failed without a word"


def no_partial_file(folder: Path, done: Ended) -> None:
    """An output is whole, or there is none; nothing of ours is left beside it."""
    for path in (folder / "out").glob("*.*") if (folder / "out").is_dir() else ():
        _OUTPUTS[path.suffix](path)
    names = {path.name for path in folder.rglob("*")}
    assert not any(name.endswith((".tmp", ".part")) for name in names), names
    del done


def rows_are_accounted_for(report: Mapping[str, Any]) -> None:
    """No input counts more rows refused or left out than it has."""
    for one in report.get("inputs", ()):
        told = one["rows_refused"] + one["rows_left_out"]
        assert 0 <= told <= one["rows"], one
    results = report.get("results", ())
    assert sum(report.get("summary", {}).values()) == len(results)
    for one in results:
        assert len(one["failures"]) <= one["failures_total"], one["id"]
        assert one["over"] <= one["n"], one["id"]


def judged(report: Mapping[str, Any]) -> dict[str, Any]:
    """What a report says of the rows, without where they stood."""
    counts = [
        sum(one[count] for one in report.get("inputs", ()))
        for count in ("rows", "rows_refused", "rows_left_out")
    ]
    results = [{key: one[key] for key in _VERDICT} for one in report.get("results", ())]
    return {"rows": counts, "results": results, "unread": "error" in report}


def the_same_verdicts(first: Mapping[str, Any], second: Mapping[str, Any], how: str) -> None:
    """Row order, splitting, encoding and carrier change no verdict."""
    one, other = judged(first), judged(second)
    assert one["rows"] == other["rows"], (how, one["rows"], other["rows"])
    assert one["unread"] == other["unread"], (how, first, second)
    for mine, yours in zip(one["results"], other["results"], strict=True):
        assert mine == yours, (how, mine, yours)


ALWAYS: tuple[Callable[[Path, Ended], None], ...] = (
    *(the_code_is_one_of_the_verdicts, no_traceback, no_control_characters),
    *(an_error_is_told, no_partial_file),
)


def _whole_json(path: Path) -> None:
    rows_are_accounted_for(json.loads(path.read_text("utf-8")))


def _whole_book(path: Path) -> None:
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None


def _whole_text(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.endswith(("\n", "</html>")), text[-80:]


def _whole_xml(path: Path) -> None:
    ElementTree.parse(path)


_OUTPUTS: dict[str, Callable[[Path], None]] = {
    ".json": _whole_json,
    ".xlsx": _whole_book,
    ".md": _whole_text,
    ".html": _whole_text,
    ".csv": lambda path: None if not path.stat().st_size else _whole_text(path),
    ".xml": _whole_xml,
}
