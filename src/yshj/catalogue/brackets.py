"""Who stands in an item's bracket: 牵头单位 and 责任单位, one by one and by collective name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yshj.catalogue.bodies import Bodies, Body, BodyKind, fold


@dataclass(frozen=True)
class Names:
    """One half of a bracket.

    `bodies` are those named singly, in its order; `kinds` those that a collective name stands for
    (各开发区: zone); `collective` are the names that stand for no kind and so admit nobody.
    """

    bodies: tuple[Body, ...]
    kinds: frozenset[BodyKind]
    collective: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.bodies or self.kinds or self.collective)


def names_of(
    names: Sequence[str], bodies: Bodies, groups: Mapping[str, Sequence[BodyKind]]
) -> Names:
    """`names` as the plan prints them, each a body or one of `groups`."""
    folded = {fold(group): tuple(kinds) for group, kinds in groups.items()}
    single: list[Body] = []
    kinds: set[BodyKind] = set()
    collective: list[str] = []
    for name in names:
        of_group = folded.get(fold(name))
        if of_group is None:
            body = bodies.find(name)
            if body is not None and body not in single:
                single.append(body)
        elif of_group:
            kinds |= set(of_group)
        else:
            collective.append(name)
    return Names(tuple(single), frozenset(kinds), tuple(collective))
