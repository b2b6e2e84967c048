"""An item's bracket held against the catalogue: who leads, who is responsible, by when."""

from __future__ import annotations

from yshj.catalogue.bodies import fold
from yshj.catalogue.entries import ItemEntry
from yshj.errors import Text
from yshj.trace.accounts import occurrences
from yshj.trace.brackets import Bracket, day_in
from yshj.trace.faults import Fault, FaultKind
from yshj.trace.text import PlanItem


def bracket_faults(text: PlanItem, entry: ItemEntry, bracket: Bracket) -> list[Fault]:
    faults: list[Fault] = []
    number, line = entry.number, text.line(bracket.start)
    for key, zh in (("lead", "牵头单位"), ("responsible", "责任单位")):
        printed: tuple[str, ...] = getattr(bracket, key)
        listed: tuple[str, ...] = getattr(entry, key)
        for names, others, said in (
            (printed, listed, Text(f"{zh}：原文有，目录没有", f"{key}: in the text only")),
            (listed, printed, Text(f"{zh}：目录有，原文没有", f"{key}: in the catalogue only")),
        ):
            other = {fold(name) for name in others}
            faults += [
                Fault(FaultKind.BODIES, number, said, name, line)
                for name in names
                if fold(name) not in other
            ]
        orders = [fold(name) for name in printed], [fold(name) for name in listed]
        if orders[0] != orders[1] and sorted(orders[0]) == sorted(orders[1]):
            message = Text(f"{zh}：顺序与原文不同", f"{key}: not in the order of the text")
            faults.append(Fault(FaultKind.BODIES, number, message, "、".join(printed), line))
    if bracket.readable and bracket.deadline != entry.deadline:
        shown = bracket.deadline_quote or ""
        message = Text(
            f"期限：目录为 {entry.deadline or '无'}，原文为 {bracket.deadline or '无'}",
            f"deadline: {entry.deadline or 'none'} in the catalogue, "
            f"{bracket.deadline or 'none'} in the text",
        )
        faults.append(Fault(FaultKind.DEADLINE, number, message, shown, line))
    elif entry.deadline_quote and not occurrences(entry.deadline_quote, text.text, bracket.start):
        message = Text("期限引文与括注不一致", "the deadline's quote is not in the bracket")
        faults.append(Fault(FaultKind.DEADLINE, number, message, entry.deadline_quote, line))
    for target in entry.targets:
        if target.deadline_quote and target.deadline_quote in text.text:
            day = day_in(target.deadline_quote)
            if day is not None and day != target.deadline:
                message = Text(
                    f"{target.id} 期限：目录为 {target.deadline}，原文为 {day}",
                    f"{target.id} deadline: {target.deadline} in the catalogue, {day} in the text",
                )
                words = target.deadline_quote
                faults.append(Fault(FaultKind.DEADLINE, number, message, words, line, target.id))
    return faults
