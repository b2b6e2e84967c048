"""What a report says of the plan: its catalogue and calendar, its sections, items and bodies."""

from __future__ import annotations

from typing import Literal

from yshj.report.document.keys import Part, key, spare
from yshj.report.document.kinds import Kind
from yshj.report.document.values import Both, Count, Day, Many, Sha256, Word


class Tool(Part):
    name: Literal["yshj"] = key()
    version: str = key(default="")


class Window(Part):
    start: Day = key()
    end: Day = key()


class CatalogueOf(Part):
    name: Word = key()
    title: str = key(default="")
    document: str = key(default="")
    sha256: Sha256 = key()
    title_text: Both | None = spare()
    window: Window | None = spare("计划期间，含首尾两日", "the plan's days, both included")
    report_within: Count | None = spare(
        "期限或期间结束后多少日内报送不算逾期",
        "days after a deadline or period within which to report",
    )


class CalendarOf(Part):
    name: str = key(default="")
    years: str = key(default="")
    sha256: Sha256 = key()
    name_text: Both | None = spare()


class Item(Part):
    """An item that the report speaks of."""

    number: Count = key()
    title: str = key()
    title_text: Both | None = spare()
    lead: Many[str] = key("牵头单位，按原文", "the lead bodies as the plan names them")
    responsible: Many[str] = key(
        "责任单位，按原文", "the responsible bodies as the plan names them"
    )

    @property
    def answerable(self) -> tuple[str, ...]:
        """The bodies that answer for the item: its lead bodies, else the responsible ones."""
        return self.lead or self.responsible


class Section(Part):
    """A section of the plan, with those of its items that the report speaks of."""

    number: str = key()
    title: str = key()
    title_text: Both | None = spare()
    items: Many[Item] = key()


class BodyOf(Part):
    """A body of the plan; elsewhere in the report it is called by its `name`."""

    name: Word = key()
    label: str = key("在报告语言中的名称", "its name in the report's language")
    label_text: Both | None = spare()
    short: str = key("短名，用于表头", "a short name, for the head of a column")
    short_text: Both | None = spare()
    kind: Kind = key()
    adds_up: bool = key("其数值是否为全市的一部分", "whether its figures are parts of the city's")
    also: Many[str] = key("方案对它的其他称呼", "what else the plan calls it")
    part_of: str | None = spare("它所属的单位", "the body it is a part of")
