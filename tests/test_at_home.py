"""What other machines read of the project: workflows, image, citation, hooks of its own."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

import yshj

ROOT = Path(__file__).resolve().parents[1]


def _yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_every_python_that_the_project_claims_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    claimed = {
        found[1]
        for one in project["classifiers"]
        if (found := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", one))
    }
    tried = set(
        _yaml(".github/workflows/tests.yml")["jobs"]["tests"]["strategy"]["matrix"]["python"]
    )
    assert claimed <= tried
    assert project["requires-python"] == ">=" + min(tried, key=lambda one: int(one[2:]))
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    assert all(f'"{one}"' in noxfile for one in tried)


def test_workflows_may_write_only_what_they_must() -> None:
    for name in ("tests", "release"):
        flow = _yaml(f".github/workflows/{name}.yml")
        assert flow["permissions"] == {"contents": "read"}
    jobs = _yaml(".github/workflows/release.yml")["jobs"]
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert jobs["publish"]["needs"] == "build"
    words = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    assert "secrets." not in words
    assert not re.search(r"run:.*\$\{\{", words)  # a tag's name is no part of a script


def test_the_image_runs_as_nobody_in_particular() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [line.split()[1:-1] for line in lines if re.match(r"COPY (?!--)", line)]
    for path in (path for words in copied for path in words):
        assert (ROOT / path).exists(), path
    last = max(at for at, line in enumerate(lines) if line.startswith("FROM "))
    users = [line.split()[1] for line in lines[last:] if line.startswith("USER ")]
    assert users == ["yshj"]
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{path}" for words in copied for path in words} <= set(kept)


def test_the_citation_names_this_version() -> None:
    cited = _yaml("CITATION.cff")
    assert (cited["version"], cited["license"]) == (yshj.__version__, "MIT")


def test_the_projects_own_hooks_are_those_of_its_checks() -> None:
    hooks = [one for repo in _yaml(".pre-commit-config.yaml")["repos"] for one in repo["hooks"]]
    assert [one["id"] for one in hooks] == [
        *("ruff-check", "ruff-format", "mypy", "lint-catalogues"),
    ]
    assert all(one["language"] == "system" for one in hooks)
