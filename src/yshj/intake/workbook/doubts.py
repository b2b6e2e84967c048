"""A cell whose text cannot be taken for what the person meant, and what to tell her.

Such a cell travels among the others as text that no reader accepts, so that its row is refused by
whoever reads it first; `doubt_of` then gives the reason. Text of a workbook holds no NUL of its
own: XML has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from yshj.codes.cells import CONCEALED, MERGED, NO_RESULT, SCALED, SHORTENED, SPOILT
from yshj.contract.cells import EXCEL_ERROR
from yshj.errors import Refusal

_MARK = "\0\0"
_WHERE = re.compile(r"[A-Z]{1,4}[0-9]{1,10}(:[A-Z]{1,4}[0-9]{1,10})?|")


class Why(StrEnum):
    """What happened to a cell."""

    ERROR = "error"
    NO_RESULT = "no result"
    SCALED = "scaled"
    CONCEALED = "concealed"
    SHORTENED = "shortened"
    MERGED = "merged"
    DAMAGED = "damaged"


_WORDS = {
    Why.ERROR: EXCEL_ERROR,
    Why.NO_RESULT: NO_RESULT(
        "是公式，文件里没有存下计算结果：请用 Excel 或 WPS 打开并保存后再报，或直接填写结果",
        "a formula without a stored result: open and save the file in Excel, or type the result",
    ),
    Why.SCALED: SCALED(
        "数字格式使显示的数与单元格里的数不同（如缩小千倍）：请把格式改为“常规”，核对后再报",
        "its number format shows another number than the cell holds (in thousands, say): set the "
        "format to General and check the number",
    ),
    Why.CONCEALED: CONCEALED(
        "单元格里有内容，但数字格式把它显示为空白或“-”：请把格式改为“常规”；未报的请清空",
        "the cell holds something that its format shows as a blank or a dash: set the format to "
        "General, or clear the cell if nothing is reported",
    ),
    Why.SHORTENED: SHORTENED(
        "被 Excel 当作数字，15 位以后的数字已丢失：请把该列设为“文本”格式，重新填写完整的号码",
        "taken for a number by Excel, which keeps 15 digits and lost the rest: format the column "
        "as text and type the whole number again",
    ),
    Why.MERGED: MERGED(
        "{} 是合并单元格，其中的内容属于哪一行、哪一列无从得知：请取消合并，逐格填写",
        "{} are merged, so it cannot be told which row or column the content belongs to: unmerge "
        "them and fill in each cell",
    ),
    Why.DAMAGED: SPOILT(
        "内容已损坏，无法读取：请重新填写", "damaged, it cannot be read: type it again"
    ),
}


@dataclass(frozen=True)
class Doubt:
    """`where` is the cell, `E5`, or the merged range, `E5:E7`; `shown` what is seen there."""

    why: Why
    where: str
    shown: str

    @property
    def text(self) -> Refusal:
        words = _WORDS[self.why]
        return replace(words, zh=words.zh.format(self.where), en=words.en.format(self.where))


def doubted(why: Why, where: str, shown: str) -> str:
    """The text that stands for such a cell."""
    return f"{_MARK}{why.value}\0{where}\0{shown}"


def is_doubted(cell: str) -> bool:
    return cell.startswith(_MARK)


def doubt_of(cell: str | None) -> Doubt | None:
    """What is wrong with a cell, whatever was written in front of it on the way; None: nothing."""
    if not cell or _MARK not in cell:
        return None
    parts = cell.rpartition(_MARK)[2].split("\0", 2)
    if len(parts) < 3 or parts[0] not in list(Why) or not _WHERE.fullmatch(parts[1]):
        return None  # a cell that holds such signs itself: it is read like any other
    return Doubt(Why(parts[0]), parts[1], parts[2])


def as_seen(cell: str) -> str:
    """A cell's text as a person sees it, trusted or not."""
    found = doubt_of(cell)
    return cell if found is None else found.shown
