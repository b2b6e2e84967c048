"""Faults by their code: one line for a kind, with how many there are and where."""

from __future__ import annotations

from collections.abc import Iterable

from yshj.codes.every import EVERY
from yshj.errors import Text
from yshj.render.phrases import Phrases

SHOWN = 8
"""Places that a line names."""


def by_code(faults: Iterable[tuple[str | None, str]], say: Phrases) -> list[str]:
    """Lines such as `E012 计量单位不符：3 处，单元格 E5、E9、G14`, the commonest kind first.

    `faults` are pairs of a code and a place; those without a code stand in no group.
    """
    groups: dict[str, list[str]] = {}
    for code, place in faults:
        if code is not None:
            groups.setdefault(code, []).append(place)
    ordered = sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))
    return [_line(code, places, say) for code, places in ordered]


def _line(code: str, places: list[str], say: Phrases) -> str:
    named = list(dict.fromkeys(place for place in places if place))
    shown = say.listed(named[:SHOWN]) + (say(_AND_MORE) if len(named) > SHOWN else "")
    title = say(EVERY[code].title) if code in EVERY else ""
    line = say(_GROUP).format(code=code, title=title, n=len(places))
    return line + (say.comma + shown if shown else "")


_GROUP = Text("{code} {title}：{n:,} 处", "{code} {title}: {n:,}")
_AND_MORE = Text(" 等", ", …")
