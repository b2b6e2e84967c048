"""The two kinds of table, told apart by their header: English or Chinese, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from yshj.catalogue.bodies import fold
from yshj.codes.tables import NO_HEADER, SAME_COLUMN
from yshj.errors import NOTHING, Refusal, Text, nearest, printable

GUIDE = Text("指标说明", "Guide")  # sheets of our own template that hold no table
LISTS = Text("选项", "Lists")
PROBLEMS = Text("问题清单", "Problems")  # the sheet that an annotated copy has before the others
PROBLEMS_HEAD = Text(
    "问题清单（yshj 标注：改好后可连同本表一起发回，本表不读）",
    "Problems (marked by yshj: mend them and send the file again; this sheet is not read)",
)


class Table(StrEnum):
    MEASUREMENTS = "measurements"
    CASES = "cases"


COLUMNS: dict[str, tuple[str, ...]] = {
    "target": ("指标", "指标编号", "指标名称", "目标", "target_id"),
    "reporter": ("填报单位", "报送单位", "填报区县", "单位名称"),
    "period": ("期间", "报告期", "填报期间", "统计期间"),
    "value": ("数值", "完成值", "指标值"),
    "unit": ("计量单位",),
    "numerator": ("分子",),
    "denominator": ("分母",),
    "baseline": ("基期值", "基期"),
    "cases": ("件数", "办件数"),
    "reported": ("报送日期", "填报日期"),
    "evidence": ("佐证材料", "佐证"),
    "remark": ("说明",),
    "case": ("办件编号", "案件编号", "案号", "办件号", "case_id"),
    "started": ("受理时间", "受理日期", "开始时间", "立案时间"),
    "finished": ("办结时间", "办结日期", "完成时间", "结案时间"),
    "flag": ("是否符合",),
    "excluded": ("扣除天数", "扣除时间"),
    "limit": ("法定期限", "法定审限", "审限"),
    "extended": ("是否延长",),
}
MEASUREMENT_COLUMNS = (
    *("target", "reporter", "period", "value", "unit", "numerator", "denominator"),
    *("baseline", "cases", "reported", "evidence", "remark"),
)
CASE_COLUMNS = (
    *("target", "reporter", "case", "started", "finished", "value", "unit", "flag"),
    *("excluded", "limit", "extended", "reported", "evidence", "remark"),
)
_KNOWN = {fold(word): name for name, words in COLUMNS.items() for word in (name, *words)}
CHINESE = {name: words[0] for name, words in COLUMNS.items()}
# a template's own column, for the eye only: no note says that it is ignored
EXPLANATION = Text("填报说明", "explanation")
FOR_THE_EYE = frozenset((fold(EXPLANATION.zh), fold(EXPLANATION.en)))
_ALIKE = 0.65  # 填报单住 is 填报单位, but 填报人 is a column of its own


@dataclass(frozen=True)
class Header:
    """`columns` says, for each known column, its position; `extra` are the names not known.

    `alike` are names of known columns that the table does not have, which it may mean by another.
    """

    table: Table
    columns: dict[str, int]
    names: tuple[str, ...]
    extra: tuple[str, ...]
    alike: tuple[str, ...] = ()

    def written(self, column: str) -> str:
        """The column's name as the file writes it; one that it lacks, in the file's language."""
        if column in self.columns:
            return self.names[self.columns[column]]
        english = all(self.names[at].isascii() for at in self.columns.values())
        return column if english else CHINESE.get(column, column)

    def hint(self, name: str) -> Text:
        """The column that the one of that name, which is not known, may be meant for."""
        near = nearest(name, self.alike, cutoff=_ALIKE)
        zh, en = near.zh.removeprefix("；"), near.en.removeprefix("; ")
        return Text(f"（{zh}）", f" ({en})") if near else NOTHING


_HEADER = Text(
    "；第一行应为列名，如 指标、填报单位、期间、数值，以逗号、分号或制表符分隔",
    "; expected names of columns such as target, reporter, period, value, parted by commas, "
    "semicolons or tabs",
)


def header_words(cells: Sequence[str]) -> set[str]:
    """The known columns that some cells name."""
    return {name for cell in cells if (name := _KNOWN.get(fold(cell))) is not None}


def known_words(cells: Sequence[str]) -> int:
    return sum(fold(cell) in _KNOWN for cell in cells)


def read_header(cells: Sequence[str]) -> Header | Refusal:
    """The header that `cells` are, or the reason why they are none."""
    found: dict[str, int] = {}
    extra = []
    for at, cell in enumerate(cells):
        name = _KNOWN.get(fold(cell))
        if name is None:
            if fold(cell) and fold(cell) not in FOR_THE_EYE:
                extra.append(cell)
            continue
        if name in found:
            first = cells[found[name]]
            return SAME_COLUMN(
                f"表头中“{printable(first)}”与“{printable(cell)}”是同一列，只能留一列",
                f"columns {printable(first)!r} and {printable(cell)!r} are the same: keep one",
            )
        found[name] = at
    if "target" not in found:
        words = [word for name, others in COLUMNS.items() for word in (name, *others)]
        hint = next((near for cell in cells if (near := nearest(cell, words))), _HEADER)
        return (
            NO_HEADER("表头中没有“指标”（target）列", "the header has no column target (指标)")
            + hint
        )
    table = Table.CASES if "case" in found else Table.MEASUREMENTS
    wanted = CASE_COLUMNS if table is Table.CASES else MEASUREMENT_COLUMNS
    if table is Table.MEASUREMENTS and not {"value", "numerator"} & found.keys():
        return NO_HEADER(
            "表头既没有“办件编号”（case），也没有“数值”（value）或“分子”（numerator）",
            "the header has neither case (办件编号) nor value (数值) or numerator (分子)",
        )
    alike = tuple(word for name in wanted if name not in found for word in (name, *COLUMNS[name]))
    extra += [cells[at] for name, at in found.items() if name not in wanted]
    columns = {name: at for name, at in found.items() if name in wanted}
    return Header(table, columns, tuple(cells), tuple(extra), alike)
