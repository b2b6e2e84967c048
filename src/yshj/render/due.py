"""The page of a due date: each day on the way with what it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from yshj.calendar.clocks import Due
from yshj.errors import Text
from yshj.render.phrases import Phrases
from yshj.thresholds.units import Kind, Unit


def due_page(
    start: date | datetime,
    found: Due,
    days: Sequence[tuple[object, Text, bool]],
    unit: Unit,
    say: Phrases,
) -> str:
    """The due date, and each day on the way with what it is."""
    last = found.last
    shown = (
        f"{last:%Y-%m-%d %H:%M:%S}"
        if isinstance(last, datetime)
        else f"{last} {say(_weekday(last))}"
    )
    told = [Text(f"到期：{shown}", f"due {shown}")]
    if unit.kind is Kind.TIME:
        told.append(
            Text(
                "自该时刻起连续计算（民法典第二百零一条）",
                "counted from the moment (Civil Code, art. 201)",
            )
        )
    else:
        told.append(
            Text(
                f"{start} 当日不计入（民法典第二百零一条）",
                f"{start} itself does not count (Civil Code, art. 201)",
            )
        )
    if found.before_roll:
        told.append(
            Text(
                f"末日 {found.before_roll} 为休息日，顺延（民法典第二百零三条）",
                f"the last day, {found.before_roll}, is a day off and moves on (art. 203)",
            )
        )
    lines = [say(one) for one in told]
    for day, reason, counted in days:
        assert isinstance(day, date)
        word = Text("计入", "counted") if counted else Text("跳过", "skipped")
        lines.append(f"  {day} {say(_weekday(day))}  {say(word)}  {say(reason)}")
    return "".join(line + "\n" for line in lines)


def _weekday(day: date) -> Text:
    return Text("星期" + "一二三四五六日"[day.weekday()], f"{day:%a}")
