"""A renderer is given a phrasebook: it asks nobody which language it speaks."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import yshj
from yshj.errors import Text
from yshj.render.phrases import Phrases

RENDER = Path(yshj.__file__).parent / "render"
# text that is Chinese whatever the page's language is marked as such in HTML, for readers aloud
MARKED_AS_CHINESE = {"html/arrange.py": 1, "html/target.py": 1}
# schemas are not reports: their words are chosen where one is asked for
ASKED = {"schema.py": {"schema", "everything", "render", "_rows", "_told"}}


def _modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(RENDER).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(RENDER.rglob("*.py"))
    }


@pytest.mark.parametrize(("name", "tree"), _modules().items(), ids=_modules())
def test_no_renderer_chooses_between_languages(name: str, tree: ast.Module) -> None:
    compared = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and any(
            isinstance(one, ast.Constant) and one.value in ("zh", "en") for one in node.comparators
        )
    ]
    assert len(compared) == MARKED_AS_CHINESE.get(name, 0)


@pytest.mark.parametrize(("name", "tree"), _modules().items(), ids=_modules())
def test_no_function_takes_a_language_by_its_code(name: str, tree: ast.Module) -> None:
    if name == "phrases.py":  # whose books are made of it
        return
    taking = {
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and any(one.arg == "lang" for one in (*function.args.args, *function.args.kwonlyargs))
    }
    assert taking == ASKED.get(name, set())


def test_a_phrase_is_in_its_books_language() -> None:
    assert Phrases("zh").more(1200, "处") == "另有 1,200 处"
    assert Phrases("en").more(1200, "处") == "and 1,200 more"
    assert (Phrases("zh").notes, Phrases("en").notes) == ("说明", "Notes")
    assert Phrases("zh")(Text("甲", "a")) == "甲"
    assert Phrases("en").aside("") == ""
