"""Short plain texts: the outcome of a validation."""

from __future__ import annotations

from collections.abc import Sequence

from yshj.errors import Text, printable
from yshj.render.phrases import Phrases
from yshj.report.document.report import Input


def validation(inputs: Sequence[Input], say: Phrases) -> str:
    """One line a table: how many rows are good."""
    lines = []
    for one in inputs:
        good = one.rows - one.refused - one.left_out
        name = printable(one.name)
        told = [
            Text(f"{one.rows:,} 行", f"{one.rows:,} rows"),
            Text(f"合格 {good:,}", f"{good:,} good"),
            Text(f"拒收 {one.refused:,}", f"{one.refused:,} refused"),
        ]
        if one.left_out:
            told.append(Text(f"未计入 {one.left_out:,}", f"{one.left_out:,} left out"))
        lines.append(name + say.colon + say.comma.join(map(say, told)))
    return "".join(line + "\n" for line in lines)
