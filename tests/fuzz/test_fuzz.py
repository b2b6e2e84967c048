"""The fuzzers themselves: a case of each kind, and invariants that see what they are for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Ended
from tests.examples import some
from tests.fuzz import invariants
from tests.fuzz.__main__ import KINDS, case_of, held

FINE = Ended(0, b"fine\n", b"")


@pytest.mark.parametrize(("kind", "seed"), some([(k, s) for s in range(8) for k in KINDS], 7))
def test_a_case_of_each_kind_holds(kind: str, seed: int, tmp_path: Path) -> None:
    assert held(kind, seed, tmp_path / "case") in invariants.CODES


def test_a_seed_is_always_the_same_case() -> None:
    for kind in KINDS:
        if kind != "workbook":  # a package holds the time of day
            assert case_of(kind, 7).files == case_of(kind, 7).files


@pytest.mark.parametrize(
    ("done", "name"),
    [
        (Ended(4, b"", b"a fault\n"), "the_code_is_one_of_the_verdicts"),
        (Ended(1, b"", b"Traceback (most recent call last):\n"), "no_traceback"),
        (Ended(0, "\u202e".encode(), b""), "no_control_characters"),
        (Ended(0, b"", b"\x1b[31m\n"), "no_control_characters"),
        (Ended(3, b"something", b""), "an_error_is_told"),
    ],
)
def test_an_invariant_sees_its_fault(done: Ended, name: str, tmp_path: Path) -> None:
    for invariant in invariants.ALWAYS:
        if invariant.__name__ == name:
            with pytest.raises(AssertionError):
                invariant(tmp_path, done)
        invariant(tmp_path, FINE)


@pytest.mark.parametrize(
    ("name", "half"),
    [
        ("o.json", b'{"results": ['),
        ("o.xlsx", b"PK\x03\x04"),
        ("o.xml", b"<a>"),
        ("o.html", b"<html>"),
        ("yshj-1.tmp", b"x\n"),
    ],
)
def test_half_a_file_is_seen(name: str, half: bytes, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_bytes(half)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever its reader says of half a file
        invariants.no_partial_file(tmp_path, FINE)


@pytest.mark.parametrize(
    "changed",
    [
        lambda report: report["inputs"][0].update(rows_refused=10**6),
        lambda report: report["summary"].update({"pass": 0}),
        lambda report: report["results"][0].update(over=10**9),
    ],
)
def test_rows_that_do_not_add_up_are_seen(changed: Any) -> None:
    report = _golden()
    invariants.rows_are_accounted_for(report)
    changed(report)
    with pytest.raises(AssertionError):
        invariants.rows_are_accounted_for(report)


@pytest.mark.parametrize(
    "changed",
    [
        lambda report: report["results"][3].update(observed="9"),
        lambda report: report["results"][3].update(status="no_data"),
        lambda report: report["inputs"][0].update(rows=1),
        lambda report: report.update(error="gone"),
    ],
)
def test_another_verdict_is_seen(changed: Any) -> None:
    invariants.the_same_verdicts(_golden(), _golden(), "same")
    other = _golden()
    changed(other)
    with pytest.raises(AssertionError):
        invariants.the_same_verdicts(_golden(), other, "changed")


def _golden() -> dict[str, Any]:
    text = (Path(__file__).parents[1] / "golden" / "check.json").read_text("utf-8")
    return dict(json.loads(text))
