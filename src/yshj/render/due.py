"""The page of `yshj due`: a due date, and the days on the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from yshj.calendar.clocks import Due
from yshj.errors import Text
from yshj.thresholds.units import Kind, Unit


def due_page(
    start: date | datetime,
    found: Due,
    days: Sequence[tuple[object, Text, bool]],
    unit: Unit,
    lang: str,
) -> str:
    """The due date, and each day on the way with what it is."""
    zh = lang == "zh"
    last = found.last
    shown = (
        f"{last:%Y-%m-%d %H:%M:%S}"
        if isinstance(last, datetime)
        else f"{last} {_weekday(last, zh)}"
    )
    lines = [f"到期：{shown}" if zh else f"due {shown}"]
    if unit.kind is Kind.TIME:
        lines.append(
            "自该时刻起连续计算（民法典第二百零一条）"
            if zh
            else "counted from the moment (Civil Code, art. 201)"
        )
    else:
        text = f"{start} 当日不计入" if zh else f"{start} itself does not count"
        lines.append(text + ("（民法典第二百零一条）" if zh else " (Civil Code, art. 201)"))
    if found.before_roll:
        lines.append(
            f"末日 {found.before_roll} 为休息日，顺延（民法典第二百零三条）"
            if zh
            else f"the last day, {found.before_roll}, is a day off and moves on (art. 203)"
        )
    for day, reason, counted in days:
        assert isinstance(day, date)
        word = ("计入" if zh else "counted") if counted else ("跳过" if zh else "skipped")
        lines.append(f"  {day} {_weekday(day, zh)}  {word}  {reason.in_(lang)}")
    return "".join(line + "\n" for line in lines)


def _weekday(day: date, zh: bool) -> str:
    return "星期" + "一二三四五六日"[day.weekday()] if zh else f"{day:%a}"
