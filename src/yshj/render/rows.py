"""The terminal's table of results: as wide as what stands in it, no figure broken in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text as Rich

from yshj.errors import printable
from yshj.judge.status import Status
from yshj.render.console import grid
from yshj.render.phrases import Phrases
from yshj.render.standing import seen_in_short
from yshj.render.words import STATUS_SIGNS, describe, limit, margin
from yshj.render.wrap import longest_piece, wrapped
from yshj.report.document.result import Result

STYLES = {
    Status.PASS: "green",
    Status.FAIL: "bold red",
    Status.AT_RISK: "yellow",
    Status.WARN: "yellow",
    Status.WAIVED: "blue",
    Status.PARTIAL: "cyan",
    Status.UNDETERMINED: "magenta",
    Status.NOT_APPLICABLE: "dim",
    Status.NO_DATA: "dim",
    Status.COUNTED: "dim",
}
_ROOMY = 62  # columns for name, limit and figure, from which on `n` has a column too
_TIGHT = 44  # below them the month of the deadline has none
_LEAST_NAME = 12


@dataclass(frozen=True)
class _Cells:
    result: Result
    status: str
    name: str
    limit: str
    seen: tuple[str, ...]
    measured: int  # how many lines of `seen` are figures
    n: str
    margin: str
    due: str


@dataclass(frozen=True)
class Shape:
    """The width of each column; no width, no column."""

    status: int
    name: int
    limit: int
    seen: int
    n: int
    margin: int
    due: int


def shape_of(results: Sequence[Result], say: Phrases, symbols: bool, width: int) -> Shape:
    """One shape for all tables of a page, so that their columns stand under each other."""
    rows = [_cells(one, say, symbols) for one in results]

    def widest(head: str, words: Sequence[str]) -> int:
        return max(map(cell_len, (head, *words)))

    status = widest("", [one.status for one in rows])
    room = widest(say.margin, [one.margin for one in rows])
    n = widest("n", [one.n for one in rows])
    due = widest(say.due, [one.due for one in rows])
    rest = width - status - room - 4  # a blank between columns
    if rest - n - due - 2 >= _ROOMY:
        rest -= n + due + 2
    elif rest - due - 1 >= _TIGHT:
        rest, n = rest - due - 1, 0
    else:
        n = due = 0
    bounds = [one.limit for one in rows]
    figures = [line for one in rows for line in one.seen]
    bound = _between(
        *(max(map(longest_piece, bounds), default=0), widest(say.limit, bounds), rest * 3 // 10)
    )
    rest -= bound
    least = min(max(map(longest_piece, figures), default=0), rest - _LEAST_NAME)
    whole = widest(say.observed, figures)
    named = widest(say.target, [_named(one) for one in rows])
    seen = min(whole, max(least, rest - min(named, rest * 55 // 100), cell_len(say.observed)))
    return Shape(status, max(2, min(named, rest - seen)), bound, seen, n, room, due)


def _between(least: int, most: int, wish: int) -> int:
    return max(least, min(most, wish))


def _named(one: _Cells) -> str:
    return f"{one.name} {printable(one.result.id)}"


def results_table(results: Sequence[Result], say: Phrases, symbols: bool, shape: Shape) -> Table:
    """The results in the order given."""
    table = grid(symbols)
    table.expand = False
    columns: tuple[tuple[str, int, JustifyMethod], ...] = (
        ("", shape.status, "left"),
        (say.target, shape.name, "left"),
        (say.limit, shape.limit, "left"),
        (say.observed, shape.seen, "left"),
        ("n", shape.n, "right"),
        (say.margin, shape.margin, "right"),
        (say.due, shape.due, "left"),
    )
    for head, width, side in columns:
        if width:
            table.add_column(head, width=width, no_wrap=True, justify=side, overflow="fold")
    for one in results:
        cells = _row(_cells(one, say, symbols), shape)
        table.add_row(*(cell for cell, (_, width, _) in zip(cells, columns, strict=True) if width))
    return table


def _cells(one: Result, say: Phrases, symbols: bool) -> _Cells:
    word = say.status(one.status)
    return _Cells(
        result=one,
        status=f"{STATUS_SIGNS[one.effective]} {word}" if symbols else word,
        name=printable(one.name, 300),
        limit=limit(one, say),
        seen=tuple(seen_in_short(one, say)),
        measured=len(describe(one, one, say)),
        n=f"{one.n:,}" if one.n else "",
        margin=margin(one, one.status, 1),
        due="" if one.deadline is None else f"{one.deadline:%Y-%m}",
    )


def _row(one: _Cells, shape: Shape) -> tuple[Rich, ...]:
    style = STYLES[one.result.effective]
    bound = wrapped(one.limit, shape.limit)
    seen = _seen(one, shape, style)
    name = wrapped(one.name, shape.name)
    return (
        Rich(one.status, style=style),
        _with_id(name, one.result.id, shape.name, max(len(bound), len(seen))),
        Rich("\n".join(bound)),
        Rich("\n").join(seen),
        Rich(one.n),
        Rich(one.margin),
        Rich(one.due),
    )


def _seen(one: _Cells, shape: Shape, style: str) -> list[Rich]:
    lines = []
    for at, text in enumerate(one.seen):
        figure = style if one.result.status is not Status.PASS else ""
        beside = style if one.result.counts_as else "dim"
        lines += [
            Rich(line, style=figure if at < one.measured else beside)
            for line in wrapped(text, shape.seen)
        ]
    return lines


def _with_id(name: list[str], id_: str, width: int, height: int) -> Rich:
    """The name, and the id where it makes the row no higher."""
    word = printable(id_)
    cell = Rich("\n".join(name))
    if cell_len(name[-1]) + 1 + cell_len(word) <= width:
        cell.append(f" {word}", style="dim")
    elif len(name) < height and cell_len(word) <= width:
        cell.append(f"\n{word}", style="dim")
    return cell
