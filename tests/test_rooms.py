"""The house: which room may import which, what is imported when, what is public."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import yshj

PACKAGE = Path(yshj.__file__).parent
# downhill: each room imports only from those before it
ROOMS = (
    *("errors", "codes", "strict_yaml", "thresholds", "calendar", "catalogue", "trace"),
    *("contract", "intake", "observe", "judge", "report", "render", "run", "api", "cli"),
)


def _modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("yshj.")}


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_downhill(path: Path) -> None:
    place = path.relative_to(PACKAGE).with_suffix("").parts
    if place == ("__init__",):
        return
    mine = ROOMS.index(place[0])
    for name in _imports(path):
        room = _room(name)
        if room == "__version__":
            continue
        assert ROOMS.index(room) <= mine, f"{place} imports {name}, uphill"


def test_no_circles_of_files() -> None:
    """Not even through imports inside functions: a file is understood with those below it."""
    files = {_dotted(path): path for path in _modules()}
    below = {
        name: {
            found for word in _imports(path) if (found := _file_of(word, files)) not in {None, name}
        }
        for name, path in files.items()
    }
    done: set[str | None] = set()
    while ready := {name for name in below if name not in done and below[name] <= done}:
        done |= ready
    assert {name: sorted(map(str, below[name] - done)) for name in below if name not in done} == {}


def _dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _file_of(word: str, files: dict[str, Path]) -> str | None:
    """The file that an imported name lies in."""
    while word and word not in files:
        word = word.rpartition(".")[0]
    return word if word != "yshj" else None  # its version only: see the test of public names


def test_every_room_is_on_the_list() -> None:
    found = {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in _modules()}
    assert found - {"__init__"} == set(ROOMS)


@pytest.mark.parametrize(
    "room",
    ["judge", "observe", "thresholds", "calendar", "trace", "report", "render", "run", "api"],
)
def test_these_rooms_neither_print_nor_exit(room: str) -> None:
    for path in (PACKAGE / room).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"print", "exit", "open", "input"}, path


def test_nothing_catches_everything() -> None:
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                name = ast.unparse(node.type) if node.type else "everything"
                assert name not in {"everything", "Exception", "BaseException"}, path


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import json, sys; from yshj.cli.app import app; "
        "print(json.dumps(sorted(name.partition('.')[0] for name in sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
    heavy = {"duckdb", "narwhals", "pydantic", "yaml", "chinese_calendar", "python_calamine"}
    assert not heavy & set(json.loads(out))


def test_files_keep_to_a_size() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in _modules()}
    assert {path for path, lines in sizes.items() if lines > 350} == set()


def test_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()
