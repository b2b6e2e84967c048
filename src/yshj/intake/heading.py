"""Where a table's header is, and what the rows above it say.

The header is the first row that is a valid header (contract, "Tables as people make them"). What
stands above it is a title, which is told, or a row that looks like data, which is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from yshj.catalogue.bodies import Bodies, Body
from yshj.codes.files import EMPTY
from yshj.contract.headers import Header
from yshj.errors import NOTHING, Refusal, Text, printable
from yshj.intake.layout import Layout

# the labels of a form that say who fills it in; 单位 is as often the unit: 单位：万元
_LABELS = (
    "填报单位|报送单位|上报单位|填报区县|填报部门|报送部门|填报机关|填表单位|单位名称|reporter"
)
_BLOCK = re.compile(
    rf"\s*(?P<label>{_LABELS}|单位|区县)\s*(?:[（(][^）)]*[）)])?\s*(?P<colon>[：:])?(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_STAMP = re.compile(r"[（(](?:公章|盖章|签章|章|加盖公章)[）)]|[_＿\s]+")
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s*[%％‰]?|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?.*")


class Names(Protocol):
    """What a heading is read against."""

    @property
    def bodies(self) -> Bodies: ...

    def is_target(self, text: str) -> bool: ...

    def named(self, text: str) -> Body | None: ...


@dataclass(frozen=True)
class Block:
    """A form's word on who fills it in, `written` as it stands; `body` is None where unknown."""

    written: str
    body: Body | None


@dataclass(frozen=True)
class Heading:
    """`at` is the header's place among the rows that were looked at."""

    at: int
    header: Header
    titles: tuple[tuple[int, str], ...] = ()  # row, its text
    refused: tuple[tuple[int, tuple[str, ...]], ...] = ()  # row, its cells
    block: Block | None = None


def find_header(
    rows: Sequence[tuple[int, Sequence[str]]], layout: Layout, names: Names
) -> Heading | tuple[int, Refusal]:
    """The heading among the first rows of a table: pairs of row number and cells.

    Where no row is a valid header: the row that is nearest to one, and what it lacks.
    """
    filled = [at for at, (_, cells) in enumerate(rows) if any(cell.strip() for cell in cells)]
    if not filled:
        return 1, EMPTY("没有内容", "there is nothing")
    for at in filled:
        header = layout.read(rows[at][1])
        if isinstance(header, Header):
            return _heading(at, header, [rows[place] for place in filled if place < at], names)
    nearest = max(filled, key=lambda at: (layout.known(rows[at][1]), -at))
    reason = layout.read(rows[nearest][1])
    assert isinstance(reason, Refusal)
    return rows[nearest][0], reason


def _heading(
    at: int, header: Header, above: Iterable[tuple[int, Sequence[str]]], names: Names
) -> Heading:
    titles, refused, block = [], [], None
    for number, cells in above:
        block = block or block_of(cells, names.bodies)
        if looks_like_data(cells, names):
            refused.append((number, tuple(cells)))
        else:
            titles.append((number, " ".join(cell.strip() for cell in cells if cell.strip())))
    return Heading(at, header, tuple(titles), tuple(refused), block)


def looks_like_data(cells: Sequence[str], names: Names) -> bool:
    """Whether a row without a header holds what only a row of data would."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < 2 or any(_BLOCK.fullmatch(cell) or is_label(cell) for cell in filled):
        return False
    return any(names.is_target(cell) or _FIGURE.fullmatch(cell.strip()) for cell in filled)


def block_of(cells: Sequence[str], bodies: Bodies) -> Block | None:
    """Who fills the form in, where a row says so in one cell or in two: 填报单位：金水区."""
    filled = [cell for cell in cells if cell.strip()]
    for cell, following in zip(filled, [*filled[1:], ""], strict=True):
        found = _BLOCK.fullmatch(cell)
        if found is None or (found["value"].strip() and not found["colon"]):
            continue
        value = found["value"] if found["value"].strip() else following
        if not found["value"].strip() and is_label(following):
            continue
        written = _STAMP.sub("", value)
        body = bodies.find(written) if written else None
        sure = found["label"] not in ("单位", "区县")
        if written and (body is not None or (sure and found["colon"])):
            return Block(value.strip(), body)
    return None


_FOOT = (
    "填表人|填报人|制表人|制表|经办人|审核人|审核|复核人|复核|审批人|批准人|负责人|单位负责人|分管领导"
    "|分管负责人|主要领导|主要负责人|部门负责人|科室负责人|统计负责人|联系人|联系电话|联系方式|电话|手机"
    "|签字|签名|盖章|公章|填表日期|填表时间|填报日期|填报时间|制表日期|制表时间|报出日期|上报日期"
    "|打印日期|注|备注|说明|附注|注释|附|填表说明|填报说明|数据来源|资料来源|note|notes|remark"
    "|source|preparedby|checkedby|approvedby|telephone|tel|contact"
)
_LABEL = re.compile(
    rf"\s*(?:{_FOOT}|{_LABELS})\s*\d{{0,2}}\s*(?:[（(][^）)]*[）)])?\s*[：:].*"
    rf"|\s*(?:{_FOOT})\s*(?:[（(][^）)]*[）)])?\s*|\s*[（(](?:盖章|公章|签章)[）)]\s*",
    re.IGNORECASE | re.DOTALL,
)


def is_label(cell: str) -> bool:
    """Whether a cell is one of a form's own, about who made it: 填表人：张三, 注：…, 联系电话."""
    plain = "".join(cell.split(" ")).replace("\u3000", "")
    return len(cell) < 2000 and _LABEL.fullmatch(plain) is not None


def title_notes(heading: Heading) -> Text:
    """What is told of the rows above a header; nothing where there are none."""
    if not heading.titles:
        return NOTHING
    rows = "、".join(str(row) for row, _ in heading.titles)
    said = printable(" / ".join(text for _, text in heading.titles), 120)
    return Text(
        f"表头之上第 {rows} 行作标题，未作数据：“{said}”",
        f"above the header, taken as a title and not as data: row {rows.replace('、', ', ')} "
        f"{said!r}",
    )
