"""The public names: what they are, that they are documented, and that they cost nothing unused."""

from __future__ import annotations

import doctest
import inspect
import json
import subprocess
import sys
from typing import assert_type

import pytest

import yshj
import yshj.api.check
from tests.api.conftest import ROOT

NAMES = [
    *("BodyFinding", "Catalogue", "CatalogueError", "Failure", "Finding", "Input", "InputError"),
    *("OutsideCalendar", "Problem", "Report", "Status", "Target", "Text", "UsageError"),
    *("YshjError", "check", "load"),
]


def test_the_public_names() -> None:
    assert yshj.__all__ == NAMES
    assert set(NAMES) <= set(dir(yshj))


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_documented(name: str) -> None:
    thing = getattr(yshj, name)
    assert not (inspect.getdoc(thing) or "").startswith(f"{name}(")  # a dataclass's own words
    assert len(inspect.getdoc(thing) or "") > 20


def test_every_method_of_the_report_is_documented() -> None:
    for name, member in vars(yshj.Report).items():
        if not name.startswith("_"):
            assert inspect.getdoc(member), name


def test_errors_are_one_tree() -> None:
    assert issubclass(yshj.UsageError, yshj.YshjError)
    assert issubclass(yshj.CatalogueError, yshj.UsageError)
    assert issubclass(yshj.InputError, yshj.YshjError)
    assert issubclass(yshj.OutsideCalendar, yshj.YshjError)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        yshj.chekc  # noqa: B018


def test_importing_it_imports_nothing_heavy() -> None:
    script = (
        "import json, sys; before = set(sys.modules); import yshj; "
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
    mine = [name for name in json.loads(out) if name.startswith("yshj")]
    assert mine == ["yshj"]
    heavy = {"duckdb", "narwhals", "pydantic", "yaml", "pandas", "polars", "typer", "rich"}
    assert not heavy & {name.partition(".")[0] for name in json.loads(out)}


def test_a_check_imports_no_library_of_frames() -> None:
    script = (
        "import sys, yshj; yshj.check('samples/city-2021.csv', as_of='2021-12-31', items=8)"
        ".to_json(); print({'pandas', 'polars', 'pyarrow', 'typer'} & set(sys.modules))"
    )
    words = [sys.executable, "-c", script]
    out = subprocess.run(words, capture_output=True, check=True, cwd=ROOT).stdout
    assert out.decode().strip() == "set()"


def test_the_examples_of_the_documentation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testmod(yshj.api.check)
    assert (done.failed, done.attempted >= 5) == (0, True)


def test_a_callers_types_are_known() -> None:
    """mypy, which reads this too, sees the names although they are imported late."""
    report = yshj.check("no-such.csv", as_of="2021-12-31", items=8)
    assert_type(report, yshj.Report)
    assert_type(report.exit_code, int)
    assert_type(report.findings[0].status, yshj.Status)
    assert_type(yshj.load().targets["08-setup-time"], yshj.Target)
