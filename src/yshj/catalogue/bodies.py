"""The bodies that report, and the many ways their names are written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import permutations

from pydantic import BaseModel, ConfigDict

from yshj.catalogue.scalars import Words
from yshj.errors import NOTHING, Text, nearest


class BodyKind(StrEnum):
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"
    AGENCY = "agency"


class Body(BaseModel):
    """One body: the city itself, a district or zone of it, or an agency (单位).

    `part_of` names the body under which its rows are pooled: a court of first instance reports as
    part of the city's court. Such a body is one of no kind that `reported_by` asks for.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    en: str
    kind: BodyKind
    aliases: tuple[str, ...] = ()
    part_of: Words | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    def label(self, lang: str) -> str:
        return self.name if lang == "zh" else self.en


@lru_cache(maxsize=4096)  # the same few names stand in millions of rows
def fold(name: str) -> str:
    """A name as it is compared: width and case folded, spaces and invisible marks dropped."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(
        char for char in folded if not char.isspace() and unicodedata.category(char) != "Cf"
    )


class Bodies:
    """Every body of a plan, found by name, alias, English name, with prefixes and suffixes.

    A name exactly as listed wins over one made of a prefix or suffix and another name.
    """

    def __init__(
        self, bodies: Iterable[Body], prefixes: Iterable[str], suffixes: Iterable[str]
    ) -> None:
        self.all = tuple(bodies)
        self.city = next(body for body in self.all if body.kind is BodyKind.CITY)
        self._exact = {
            fold(name): body for body in self.all for name in (body.name, body.en, *body.aliases)
        }
        fronts = [fold(a) for a in ("", *prefixes)]
        fronts += [fold(a + b) for a, b in permutations(prefixes, 2)]
        ends = [fold(end) for end in ("", *suffixes)]
        self._built: dict[str, Body] = {}
        self.clashes: list[tuple[str, Body, Body]] = []
        for name, body in self._exact.items():
            for front in fronts:
                for end in ends:
                    self._add(front + name + end, body)
        self._parts: dict[str, list[Body]] = {}
        for body in self.all:
            if (whole := self.whole(body)) is not None:
                self._parts.setdefault(whole.name, []).append(body)

    def _add(self, form: str, body: Body) -> None:
        other = self._built.setdefault(form, body)
        if other is not body and form not in self._exact:
            self.clashes.append((form, other, body))

    @property
    def names(self) -> list[str]:
        """Every name that is found: as the plan lists it, and folded with prefixes and suffixes."""
        listed = [name for body in self.all for name in (body.name, body.en, *body.aliases)]
        return [*listed, *self._built]

    def find(self, name: str) -> Body | None:
        """The body of that name; a blank name is the whole city."""
        form = fold(name)
        if not form:
            return self.city
        return self._exact.get(form) or self._built.get(form)

    def nearest(self, name: str) -> Text:
        """The name that `name` may be a slip of: 金水县 is; 金水区法庭 is a body of its own."""
        form = fold(name)
        if any(form.startswith(fold(body.name)) for body in self.all if body is not self.city):
            return NOTHING
        return nearest(name, [word for body in self.all for word in body.names])

    def of_kinds(self, kinds: Iterable[BodyKind]) -> tuple[Body, ...]:
        """The bodies of these kinds that stand for themselves (are part of no other)."""
        wanted = set(kinds)
        return tuple(body for body in self.all if body.kind in wanted and body.part_of is None)

    def whole(self, body: Body) -> Body | None:
        """The body that `body` is part of, or None."""
        return None if body.part_of is None else self.find(body.part_of)

    def parts_of(self, body: Body) -> tuple[Body, ...]:
        """The bodies that say they are part of `body`, in the plan's order."""
        return tuple(self._parts.get(body.name, ()))
