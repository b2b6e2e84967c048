"""How a word finds its target or its body: by id, or by any of its names."""

from __future__ import annotations

from yshj.catalogue.bodies import Body, fold
from yshj.catalogue.model import Catalogue, Target
from yshj.errors import Text, UsageError, printable


def target_of(catalogue: Catalogue, word: str) -> Target:
    """The target of that id or name."""
    target = catalogue.find(word)
    if target is None:
        shown = printable(word)
        unknown = Text(f"未知的指标“{shown}”", f"unknown target {shown!r}")
        raise UsageError(unknown + catalogue.nearest(word))
    return target


def spoken_of(catalogue: Catalogue, word: str) -> list[Target]:
    """The targets that a word may mean: those of the item of that number; else those whose id,
    name, scope or clause holds it, or whose item's title does, the nearest kind first."""
    if word.isdecimal() and len(word) < 6:
        item = catalogue.items.get(int(word))
        return list(item.targets) if item else []
    sought = fold(word)
    if not sought:
        return []
    found: dict[str, Target] = {}
    for place in range(3):
        for one in catalogue.targets.values():
            title = catalogue.items[one.item].entry.title
            texts = (
                (one.id, one.name.zh, one.name.en),
                (title.zh, title.en),
                (one.quote, one.scope.zh, one.scope.en),
            )
            if any(sought in fold(text) for text in texts[place]):
                found.setdefault(one.id, one)
    return list(found.values())


def body_of(catalogue: Catalogue, word: str) -> Body:
    """The body of any of its names; a blank is the city."""
    body = catalogue.bodies.find(word)
    if body is None:
        shown = printable(word)
        unknown = Text(f"未知的填报单位“{shown}”", f"unknown reporter {shown!r}")
        raise UsageError(unknown + catalogue.bodies.nearest(word))
    return body
