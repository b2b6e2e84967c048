"""Parts of the document made of objects of the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, get_args

from yshj.errors import Text
from yshj.report.document.columns import bare
from yshj.report.document.keys import Part, tolds
from yshj.report.document.values import Exact

_P = TypeVar("_P", bound=Part)
_NOTHING = object()


def filled(model: type[_P], sources: Sequence[object], lang: str, /, **given: Any) -> _P:
    """A part made of objects of the program: each key is the attribute of its own name.

    The first of `sources` that has it gives it; what has another name or shape is `given`. Words
    (anything with `in_`) come in `lang`, and in both for a `_text`; `limit` is what figures must
    not be rounded across. Nothing is validated: what the program made is what is written.
    """
    limit = given.pop("limit", None)
    both = _in_both(model)
    values: dict[str, Any] = {}
    for name, told in tolds(model).items():
        value = _found(name, sources, given)
        if value is not _NOTHING:
            bound = {"limit": limit, "zero": 0, None: None}[told.against]
            made = _made(value, lang, name in both, bound)
            values[name] = None if made == () and not told.always else made
    return model.model_construct(**values)


def _found(name: str, sources: Sequence[object], given: Mapping[str, Any]) -> Any:
    """What a key is filled from: `x_text` from an `x` that holds both languages, if need be."""
    for word in (name, name.removesuffix("_text")):
        if word in given:
            return given[word]
        for one in sources:
            if hasattr(one, word):
                return getattr(one, word)
    return _NOTHING


@cache
def _in_both(model: type[Part]) -> frozenset[str]:
    """The keys that hold words in both languages."""
    kinds = {name: bare(field.annotation) for name, field in model.model_fields.items()}
    insides = {name: bare((get_args(kind) or (kind,))[0]) for name, kind in kinds.items()}
    return frozenset(name for name, kind in insides.items() if kind is Text)


def _made(value: Any, lang: str, both: bool, limit: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(_made(one, lang, both, limit) for one in value)
    if both and value is not None:
        return Text(value.zh, value.en)
    if hasattr(value, "in_"):
        return value.in_(lang)
    if isinstance(value, Fraction) and not isinstance(value, Exact):
        return Exact.of(value, limit)
    return value
