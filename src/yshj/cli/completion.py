"""What a shell proposes for a word that is being typed: targets, items, bodies, formats, levels.

Nothing is ever said in the middle of somebody's line: what cannot be loaded proposes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer

from yshj.catalogue import BUILT_IN
from yshj.errors import YshjError
from yshj.render.formats import FORMATS

if TYPE_CHECKING:
    from yshj.catalogue.model import Catalogue

Proposals = list[tuple[str, str]]  # the word, and what it stands for
Complete = Callable[..., Proposals]  # typer gives what is asked for by name


def _catalogue(ctx: typer.Context) -> Catalogue | None:
    from yshj.catalogue.load import load

    try:
        return load(str(ctx.params.get("catalogue") or BUILT_IN))
    except YshjError:
        return None


def _beginning(words: Iterable[tuple[str, str]], incomplete: str) -> Proposals:
    return [(word, told) for word, told in words if word.startswith(incomplete)]


def targets(ctx: typer.Context, incomplete: str) -> Proposals:
    found = _catalogue(ctx)
    every = [(one.id, one.name.zh) for one in found.targets.values()] if found else []
    return _beginning(every, incomplete)


def items(ctx: typer.Context, incomplete: str) -> Proposals:
    found = _catalogue(ctx)
    every = [(str(one.number), one.entry.title.zh) for one in found.items.values()] if found else []
    return _beginning(every, incomplete)


def bodies(ctx: typer.Context, incomplete: str) -> Proposals:
    found = _catalogue(ctx)
    every = [(one.name, one.en) for one in found.bodies.all] if found else []
    return _beginning(every, incomplete)


def explained(ctx: typer.Context, incomplete: str) -> Proposals:
    from yshj.codes.every import EVERY

    codes = [(one.id, one.title.zh) for one in EVERY.values()]
    return _beginning(codes, incomplete) + targets(ctx, incomplete)


def words(*every: str) -> Complete:
    """One of a few words."""

    def one_of_them(incomplete: str) -> Proposals:
        return _beginning(((word, "") for word in every), incomplete)

    return one_of_them


catalogues = words("zhengzhou-2021", "henan-2020")
reports = words(*(f"{name}:" for name in FORMATS))
levels = words("never", "fail", "warn", "missing", "regression")

OF_OPTIONS: dict[str, Complete] = {
    "catalogue": catalogues,
    "target": targets,
    "item": items,
    "reporter": bodies,
    "sender": bodies,
    "by": words("reporter", "period", "item", "body"),
    "covers": words("city"),
    "fail_on": levels,
    "repeats": words("exact", "declared", "off"),
}
"""For the options of a check, by their names on the command line."""
