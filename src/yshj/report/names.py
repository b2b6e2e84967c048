"""How a word finds its target or its body: by id, or by any of its names."""

from __future__ import annotations

from yshj.catalogue.bodies import Body
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


def body_of(catalogue: Catalogue, word: str) -> Body:
    """The body of any of its names; a blank is the city."""
    body = catalogue.bodies.find(word)
    if body is None:
        shown = printable(word)
        unknown = Text(f"未知的填报单位“{shown}”", f"unknown reporter {shown!r}")
        raise UsageError(unknown + catalogue.bodies.nearest(word))
    return body
