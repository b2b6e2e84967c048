"""Short plain texts: the outcome of a validation."""

from __future__ import annotations

from collections.abc import Sequence

from yshj.errors import printable
from yshj.report.document.report import Input


def validation(inputs: Sequence[Input], lang: str) -> str:
    """One line a table: how many rows are good."""
    lines = []
    for one in inputs:
        good = one.rows - one.refused - one.left_out
        name = printable(one.name)
        if lang == "zh":
            left = f"，未计入 {one.left_out:,}" if one.left_out else ""
            lines.append(f"{name}：{one.rows:,} 行，合格 {good:,}，拒收 {one.refused:,}{left}")
        else:
            left = f", {one.left_out:,} left out" if one.left_out else ""
            lines.append(f"{name}: {one.rows:,} rows, {good:,} good, {one.refused:,} refused{left}")
    return "".join(line + "\n" for line in lines)
