"""A workbook as text, for a golden file: what a reader of its sheets sees, cell by cell."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl


def as_text(data: bytes) -> bytes:
    """Each sheet with its frozen panes, filter, colours, and its cells with their formats."""
    lines: list[str] = []
    for sheet in openpyxl.load_workbook(BytesIO(data)):
        frozen, filtered = sheet.freeze_panes, sheet.auto_filter.ref
        lines.append(f"# {sheet.title} {sheet.dimensions} frozen {frozen} filtered {filtered}")
        for place in sheet.conditional_formatting:
            lines += [f"  {place.sqref} {_rule(rule)}" for rule in place.rules]
        for row in sheet.iter_rows():
            lines += [_cell(one) for one in row if one.value is not None]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _rule(rule: Any) -> str:
    colour = rule.dxf.font.color.rgb
    return f"{rule.operator} {', '.join(rule.formula)} in {colour}"


def _cell(cell: Any) -> str:
    form = "" if cell.number_format == "General" else f" [{cell.number_format}]"
    return f"{cell.coordinate} {cell.data_type}{form} {cell.value}"
