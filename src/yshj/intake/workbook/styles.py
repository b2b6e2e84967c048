"""A workbook's styles: for each style of a cell, how it shows a number."""

from __future__ import annotations

from yshj.intake.workbook.formats import BUILT_IN, GENERAL, Format, parse
from yshj.intake.workbook.package import Package, local, new_parser


def read_styles(package: Package, part: str | None) -> list[Format]:
    """The formats of `cellXfs` in order (ECMA-376, part 1, 18.8.10); [General] without a part."""
    codes: dict[int, str] = {}
    ids: list[int] = []
    inside: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        above = inside[-1] if inside else ""
        inside.append(name)
        if name == "numFmt" and above == "numFmts":
            codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", GENERAL)
        elif name == "xf" and above == "cellXfs":
            ids.append(_number(attributes.get("numFmtId")))

    def end(_: str) -> None:
        inside.pop()

    if part is not None:
        parser = new_parser()
        parser.StartElementHandler, parser.EndElementHandler = start, end
        for _ in package.parse(part, parser):
            pass
    made: dict[int, Format] = {}
    for one in ids:
        if one not in made:
            made[one] = parse(codes.get(one) or BUILT_IN.get(one, GENERAL))
    return [made[one] for one in ids] or [parse(GENERAL)]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
