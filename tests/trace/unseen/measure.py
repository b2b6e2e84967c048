"""The marks of one text held against its draft."""

from __future__ import annotations

import os
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from yshj.trace.draft.catalogue import draft_items
from yshj.trace.figures import FigureKind
from yshj.trace.text import read_plan

HERE = Path(__file__).parent
MARKS = sorted(HERE.glob("*.yaml"))
TEXTS = Path(os.environ.get("PLAN_TEXTS", Path(__file__).resolve().parents[4] / "shared" / "plan"))
# words without a number are on neither side: 全覆盖, 一律, 免费
_UNCOUNTED = (FigureKind.WHOLE, FigureKind.RULE, FigureKind.ZERO)


@dataclass(frozen=True)
class Measured:
    """`alike` says of how many right ones statistic, year and hedge are right too."""

    wanted: int
    proposed: int
    missed: list[str]
    wrong: list[str]
    alike: tuple[int, int, int]

    def __add__(self, other: Measured) -> Measured:
        alike = tuple(a + b for a, b in zip(self.alike, other.alike, strict=True))
        return Measured(
            self.wanted + other.wanted,
            self.proposed + other.proposed,
            self.missed + other.missed,
            self.wrong + other.wrong,
            (alike[0], alike[1], alike[2]),
        )

    @property
    def right(self) -> int:
        return self.wanted - len(self.missed)

    @property
    def recall(self) -> Fraction:
        return Fraction(self.right, self.wanted)

    @property
    def precision(self) -> Fraction:
        return Fraction(self.right, self.proposed or 1)

    def line(self, name: str) -> str:
        statistic, year, hedge = self.alike
        return (
            f"{name}: recall {float(self.recall):.1%} ({self.right} of {self.wanted}), "
            f"precision {float(self.precision):.1%} ({self.right} of {self.proposed}); of these "
            f"the statistic is right in {statistic}, the year in {year}, the hedge in {hedge}"
        )


def measured(text: Path, marks: Path) -> Measured:
    """Draft `text` and compare with its marks, each matched at most once."""
    plan = read_plan(text)
    left: list[dict[str, Any]] = yaml.safe_load(marks.read_text(encoding="utf-8"))
    wanted, proposed, alike, wrong = len(left), 0, [0, 0, 0], []
    for draft in draft_items(plan):
        for proposal in draft.targets:
            entry, figure = proposal.entry, proposal.spot.figure
            if figure.kind in _UNCOUNTED:
                continue
            proposed += 1
            same = next(
                (
                    mark
                    for mark in left
                    if _stands(mark, draft.item.text, figure.start, figure.end)
                    and (mark["op"], Fraction(str(mark["value"])), mark["unit"])
                    == (entry["op"], Fraction(entry["threshold"]), entry["unit"])
                ),
                None,
            )
            if same is None:
                wrong.append(
                    f"{entry['op']} {entry['threshold']} {entry['unit']}: {entry['quote']}"
                )
                continue
            left.remove(same)
            year = entry.get("for") or entry.get("deadline", "")[:4]
            alike[0] += entry["statistic"] == same["statistic"]
            alike[1] += year == str(same.get("for", ""))
            alike[2] += entry.get("hedge", "") == same.get("hedge", "")
    missed = [f"{one['op']} {one['value']} {one['unit']}: {one['words']}" for one in left]
    return Measured(wanted, proposed, missed, wrong, (alike[0], alike[1], alike[2]))


def _stands(mark: dict[str, Any], text: str, start: int, end: int) -> bool:
    at = text.find(mark["words"])
    if at < 0:
        return False
    low = at + str(mark["words"]).rindex(mark["figure"])
    return low < end and start < low + len(str(mark["figure"]))
