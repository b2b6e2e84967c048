"""Each kind of thing that other plans say is read as a careful reader would read it."""

from __future__ import annotations

import pytest

from tests.trace.kinds import KINDS
from yshj.trace.draft.catalogue import draft_items
from yshj.trace.figures import FigureKind
from yshj.trace.text import parse_plan

_IN_WORDS = (FigureKind.WHOLE, FigureKind.RULE)


def drafted(clause: str) -> list[str]:
    text = f"滨河市产业提升行动方案（2024—2027年）\n1. {clause}\n2. 加强督导。\n"
    (draft, _) = draft_items(parse_plan(text))
    return [
        " ".join(
            (
                entry["op"],
                entry["threshold"],
                entry["unit"],
                entry["statistic"],
                entry.get("for", "yearly" if entry.get("yearly") else ""),
            )
        ).strip()
        for entry, figure in ((one.entry, one.spot.figure) for one in draft.targets)
        if figure.kind not in _IN_WORDS
    ]


@pytest.mark.parametrize(("clause", "expected"), KINDS.items())
def test_a_clause_of_its_kind(clause: str, expected: list[str]) -> None:
    assert drafted(clause) == expected
