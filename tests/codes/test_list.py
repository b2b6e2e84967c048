"""The list of codes: each number once and for good, each page whole, each code in use."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import yshj
from tests.codes.__main__ import PAGE
from yshj.codes import cases, cells, doubts, engines, every, figures, files, rows, tables, times
from yshj.codes.every import EVERY, RETIRED
from yshj.errors import Code, Text
from yshj.render.code_pages import markdown

PACKAGE = Path(yshj.__file__).parent
MODULES = (cases, cells, doubts, engines, figures, files, rows, tables, times)
# Numbers that were given out, never to mean anything else: a new code is added at the end of this
# list, one that is no longer made stays in it and moves to `RETIRED`.
GIVEN_OUT = (
    *(f"E{n:03}" for n in (*range(1, 27), *range(30, 37), *range(40, 67), *range(70, 75))),
    *("E080", "E081"),
    *(f"D{n:02}" for n in range(1, 8)),
    *(f"E{n:03}" for n in range(90, 95)),
)


def test_no_number_is_lost_or_used_again() -> None:
    assert EVERY.keys() | RETIRED == set(GIVEN_OUT)
    assert not EVERY.keys() & RETIRED


def test_each_number_stands_once() -> None:
    ids = [c.id for module in MODULES for c in vars(module).values() if isinstance(c, Code)]
    assert Counter(ids).most_common(1)[0][1] == 1
    assert set(ids) == set(EVERY)
    inside = {path.stem for path in Path(every.__file__).parent.glob("*.py")}
    assert inside == {module.__name__.rpartition(".")[2] for module in MODULES} | {
        "every",
        "__init__",
    }


def test_each_page_is_whole() -> None:
    for code in EVERY.values():
        for text in (code.title, code.meaning, code.mend):
            assert text.zh, code.id
            assert text.en, code.id
        assert code.before != code.after, code.id
        assert "`" not in code.before + code.after, code.id
    titles = [code.title for code in EVERY.values() if code.id.startswith("E")]
    assert len({one.zh for one in titles}) == len({one.en for one in titles}) == len(titles)


def test_the_page_of_all_codes_is_up_to_date() -> None:
    """`python -m tests.codes` writes it."""
    assert PAGE.read_text(encoding="utf-8") == markdown(EVERY.values())


def test_each_code_is_used() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "codes"
    )
    for module in MODULES:
        for name, code in vars(module).items():
            if isinstance(code, Code) and code is not files.NOT_OPENED:
                assert re.search(rf"\b{name}\b", source), f"{code.id} {name}"


def test_no_refusal_is_made_without_its_code() -> None:
    """In the rooms that read what is submitted a problem's message is never a bare text."""
    for room in ("contract", "intake", "report"):
        for path in (PACKAGE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                    "Problem",
                    "CellFault",
                    "RuleFault",
                    "Fault",
                    "Broken",
                    "BookFault",
                    "Refusal",
                }:
                    assert not any(
                        isinstance(given, ast.Call) and ast.unparse(given.func) == "Text"
                        for given in node.args
                    ), f"{path.name}:{node.lineno}"


def test_what_is_added_stays_one_refusal() -> None:
    made = rows.UNKNOWN_BODY("甲", "a") + Text("乙", "b")
    assert (made.zh, made.en, made.code) == ("甲乙", "ab", "E032")
    placed = made.at(Text("丙", "c"))
    assert (placed.zh, placed.en, placed.code) == ("丙甲乙", "cab", "E032")
