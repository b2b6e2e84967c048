"""The columns of tables, taken from the keys of the document's parts."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from yshj.report.document.keys import Head, Part, Place, Told, derived, tolds

Getter = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One column: its name, its value in a part, and the type its key was declared with.

    `against` is what a number in it is rounded short of.
    """

    place: int
    name: str
    value: Getter
    kind: Any
    head: Head | None
    against: Literal["limit", "zero"] | None


def columns(model: type[Part], table: Literal["csv", "frame", "sheet"]) -> list[Column]:
    """The columns of a part, each in its place; those that name none last, in the model's order.

    A part inside the part, such as `bodies` of a result, adds its own.
    """
    return sorted(_columns(model, table, lambda part: part), key=lambda one: one.place)


def _columns(model: type[Part], table: str, at: Getter) -> Iterator[Column]:
    hints = {name: field.annotation for name, field in model.model_fields.items()}
    for name, told in (*tolds(model).items(), *_derived(model)):
        kind = bare(hints[name] if name in hints else _returned(model, name))
        place = _place(told, table)
        if isinstance(kind, type) and issubclass(kind, Part):
            if told.always:
                yield from _columns(kind, table, _then(at, name))
        elif place is not None and _is_cell(kind):
            number, title = place if isinstance(place, tuple) else (place, name)
            yield Column(number, title, _then(at, name), kind, told.sheet, told.against)


def _place(told: Told, table: str) -> Place:
    if table == "sheet":
        return told.sheet.place if told.sheet else None
    place: Place = getattr(told, table)
    return place


def _is_cell(kind: Any) -> bool:
    """A table inside a table is none; a list of words is."""
    inside = get_args(kind)[0] if get_origin(kind) is tuple else kind
    return not (isinstance(inside, type) and issubclass(inside, (Part, dict)))


def _derived(model: type[Part]) -> list[tuple[str, Told]]:
    found = {
        name: one.told
        for base in reversed(model.__mro__)
        for name, one in vars(base).items()
        if isinstance(one, derived)
    }
    return list(found.items())


def _returned(model: type[Part], name: str) -> Any:
    get = getattr(model, name).fget
    return get_type_hints(get, include_extras=True)["return"]


def _then(at: Getter, name: str) -> Getter:
    def value(part: Any) -> Any:
        inside = at(part)
        return None if inside is None else getattr(inside, name)

    return value


def bare(kind: Any) -> Any:
    """A type without `| None` and without what is said beside it."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, types.UnionType):
            rest = [one for one in get_args(kind) if one is not type(None)]
            if len(rest) != 1:
                return kind
            kind = rest[0]
        else:
            return kind
