"""The sheet in front: what is wrong, grouped by its code, then every place with what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from xml.sax.saxutils import quoteattr

from yshj.codes.every import EVERY
from yshj.contract.headers import PROBLEMS, PROBLEMS_HEAD
from yshj.errors import Text, printable
from yshj.intake.workbook.places import cell_name
from yshj.render.annotated.marks import Kind, Mark
from yshj.render.annotated.xml import text
from yshj.render.grouped import by_code
from yshj.render.phrases import Phrases

MOST_LISTED = 50_000
_HEAD = (
    *(Text("工作表", "sheet"), Text("单元格", "cell"), Text("填的是", "what stands there")),
    *(Text("问题", "what is wrong"), Text("怎么改", "how to mend it"), Text("代码", "code")),
)
_WIDTHS = (14, 9, 22, 44, 44, 8)
_MORE = Text("另有 {0:,} 处未列出", "and {0:,} more, not listed")
_FINE = Text("没有发现问题", "nothing was found wrong")
_NOT_COUNTED = Text("不计入", "not counted")


def rows(marks: Sequence[Mark], say: Phrases) -> list[tuple[str, ...]]:
    """The list as cells of text; a row of one cell is a sentence."""
    faults = [one for one in marks if one.kind is Kind.FAULT]
    made: list[tuple[str, ...]] = [(say(PROBLEMS_HEAD),)]
    made += [(line,) for line in by_code([(one.code, place(one)) for one in faults], say)]
    if not faults:
        made.append((say(_FINE),))
    made.append(tuple(map(say, _HEAD)))
    for one in [*faults, *(mark for mark in marks if mark.kind is not Kind.FAULT)][:MOST_LISTED]:
        code = EVERY.get(one.code or "")
        what = say(one.message)
        if one.kind is not Kind.FAULT:
            what = f"{say(_NOT_COUNTED)}{say.colon}{what}"
        mend = say(code.mend) if code else ""
        value = "" if one.value is None else one.value
        made.append((one.sheet or "", place(one), value, what, mend, one.code or ""))
    if len(marks) > MOST_LISTED:
        made.append((say(_MORE).format(len(marks) - MOST_LISTED),))
    return made


def place(mark: Mark) -> str:
    if mark.row is None:
        return ""
    return cell_name(mark.row, mark.column or 0)


def head_row(marks: Sequence[Mark], say: Phrases) -> int:
    """Which row, from 1, names the columns."""
    return next(at for at, row in zip(count(1), rows(marks, say), strict=False) if len(row) > 1)


def sheet(
    listed: Sequence[Sequence[str]], styles: tuple[int, int], names: Mapping[str, str], main: str
) -> bytes:
    """The list as a sheet's XML. Each place is a link to its cell, under the sheet's name in
    `names`, and nothing in it is a formula."""
    head, cell = styles
    lines, links = [], []
    seen_head = False
    for number, row in enumerate(listed, start=1):
        is_head = len(row) > 1 and not seen_head
        seen_head = seen_head or is_head
        style = head if is_head else cell if len(row) > 1 else 0
        cells = "".join(
            f'<c r="{cell_name(number, at)}" s="{style}" t="inlineStr">'
            f'<is><t xml:space="preserve">{text(words)}</t></is></c>'
            for at, words in enumerate(row)
            if words
        )
        lines.append(f'<row r="{number}">{cells}</row>')
        if len(row) > 1 and not is_head and row[1] and row[0] in names:
            where = names[row[0]].replace("'", "''")
            target = quoteattr(printable(f"'{where}'!{row[1]}", 300))
            links.append(f'<hyperlink ref="B{number}" location={target}/>')
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_WIDTHS, start=1)
    )
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'<worksheet xmlns="{main}"><sheetViews><sheetView tabSelected="1" workbookViewId="0"/>'
        f"</sheetViews><cols>{columns}</cols><sheetData>{''.join(lines)}</sheetData>{linked}"
        "</worksheet>"
    ).encode()


def title(say: Phrases, taken: Sequence[str]) -> str:
    """The list's name, which no other sheet has."""
    name = say(PROBLEMS)
    folded = {one.casefold() for one in taken}
    numbered = (name if at == 1 else f"{name} ({at})" for at in count(1))
    return next(one for one in numbered if one.casefold() not in folded)
