"""The part of a check's table that breaks its findings down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render.phrases import Phrases
from yshj.render.standing import so_far
from yshj.render.words import STATUS_ORDER, describe, limit
from yshj.render.wrap import wrapped
from yshj.report.document.kinds import By
from yshj.report.document.report import Entry, Group, Report
from yshj.report.document.result import Result

TITLES = {
    By.REPORTER: Text("按填报单位", "By reporting body"),
    By.PERIOD: Text("按期间（办件按受理月份）", "By period (cases by the month they started in)"),
    By.ITEM: Text("按事项", "By item"),
    By.BODY: Text("按牵头单位", "By lead body"),
}
# what is met, or says nothing, is counted only
_COUNTED = {
    *(Status.PASS, Status.NO_DATA, Status.NOT_APPLICABLE, Status.WAIVED),
    Status.COUNTED,
}
Label = Callable[[Status | Entry, str], Rich]


def part(report: Report, say: Phrases, console: Console, label: Label, verbose: int) -> None:
    """One line a group with a count for each status, then its targets that are not met; by period
    every target's course.

    Groups without any data are counted at the end. `verbose` lists every group and target.
    `label` gives a status its sign and colour, with words behind the sign.
    """
    found = report.breakdown
    if found is None:
        return
    targets = {one.id: one for one in report.results}
    console.print()
    console.print(Rich(say(TITLES[found.by]), style="bold"))
    if found.by is By.PERIOD:
        _courses(found.groups, targets, say, console, label, verbose)
        return
    empty = 0
    for group in found.groups:
        if not verbose and group.count(Status.NO_DATA) == len(group.results):
            empty += 1
            continue
        console.print(_head(found.by, group, label, console.width))
        entries = [one for one in group.results if verbose or one.status not in _COUNTED]
        if entries:
            lines = Table.grid(padding=(0, 1, 0, 0))
            lines.add_column(no_wrap=True)
            lines.add_column(overflow="fold")
            for entry in sorted(entries, key=lambda one: STATUS_ORDER[one.effective]):
                lines.add_row(label(entry, ""), _line(entry, targets.get(entry.id), say))
            console.print(Padding(lines, (0, 0, 0, 2)))
    if empty:
        told = Text(f"另有 {empty} 组没有数据", f"and {empty} more without data")
        console.print(Rich(say(told), style="dim"))


def _courses(
    groups: Sequence[Group],
    targets: Mapping[str, Result],
    say: Phrases,
    console: Console,
    label: Label,
    verbose: int,
) -> None:
    """How many came to what in each period, then every figure's way through them.

    A task has no course: it is listed where it was not met in time, or with `verbose`.
    """
    for group in groups:
        console.print(_head(By.PERIOD, group, label, console.width))
    for id_, target in targets.items():
        seen = [(group, one) for group in groups for one in group.results if one.id == id_]
        if target.is_milestone and not verbose:
            seen = [(group, one) for group, one in seen if one.status is not Status.PASS]
        if not seen:
            continue
        bound = say.aside(limit(target, say))
        console.print()
        for line in wrapped(
            f"{printable(id_)} {printable(target.name, 300)}{bound}", console.width
        ):
            console.print(Rich(line, style="bold"))
        lines = Table.grid(padding=(0, 2, 0, 0))
        for _ in range(3):
            lines.add_column(no_wrap=True)
        room = (
            console.width
            - 2
            - sum(
                max(width) + 2
                for width in zip(
                    *((cell_len(_period(group)), label(one, "").cell_len) for group, one in seen),
                    strict=True,
                )
            )
        )
        for group, one in seen:
            told = say.comma.join(filter(None, (*describe(one, target, say), so_far(one, say))))
            cell = Rich("\n".join(wrapped(told, room)))
            lines.add_row(Rich(_period(group)), label(one, ""), cell)
        console.print(Padding(lines, (0, 0, 0, 2)))


def _period(group: Group) -> str:
    return printable(group.name or group.key, 60)


def _head(by: By, group: Group, label: Label, width: int) -> Rich:
    name = printable(group.name, 300)
    line = Rich(f"{printable(group.key)}. {name}" if by is By.ITEM else name, style="bold")
    shown = [label(status, str(n)) for status in STATUS_ORDER if (n := group.count(status))]
    counts = Rich(" · ").join(shown)
    space = "  " if line.cell_len + 2 + counts.cell_len <= width else "\n  "
    return Rich.assemble(line, space, counts)


def _line(entry: Entry, target: Result | None, say: Phrases) -> Rich:
    if target is None:  # no report of ours, but it can be read
        return Rich(printable(entry.id))
    line = Rich(f"{printable(target.id)} {printable(target.name, 300)}")
    came_to = [one for one in (*describe(entry, target, say), so_far(entry, say)) if one]
    if came_to != ["–"]:
        line.append(say.colon + say.comma.join(came_to))
    return line
