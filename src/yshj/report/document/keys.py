"""What the document is made of: keys that say what they mean, in objects that are called parts.

A key is declared once, with `key` or `spare`: its type, what an editor says of it, and its place
among the columns of tables. From that follow the JSON that is written and read, the schema, and
the tables.

A key `x` that holds words in the run's language may have a sibling `x_text` with both. A number
that had to be rounded keeps its fraction: `exact: {"x": "13/3"}` in the object that holds `x`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from yshj.errors import Text
from yshj.report.document.values import Exact, number, unrounded

LAST = 1_000  # the place of a column that names none: behind all that do, in the model's order
Place = int | tuple[int, str] | None


@dataclass(frozen=True)
class Head:
    """A column of the workbook: its place, its heading, and how wide it may grow."""

    place: int
    name: Text
    widest: int = 40


@dataclass(frozen=True)
class Told:
    """What is known of a key beside its type.

    `csv` and `frame` are its places among their columns, with its name there if that is not its
    own; None where it is no column of theirs. `against`: what rounding must not cross.
    """

    words: Text | None = None
    always: bool = True
    csv: Place = LAST
    frame: Place = LAST
    sheet: Head | None = None
    against: Literal["limit", "zero"] | None = None


def key(
    zh: str = "", en: str = "", default: Any = ..., alias: str | None = None, **marks: Any
) -> Any:
    """A key that is always written; `default` is what it is in an older report without it.

    `alias` is how it is written, where that is no name in Python.
    """
    return _field(Told(Text(zh, en) if zh else None, **marks), default, alias)


def spare(zh: str = "", en: str = "", **marks: Any) -> Any:
    """A key that is written where there is something to say, and no column unless it says so."""
    no_column = {"csv": None, "frame": None}
    return _field(Told(Text(zh, en) if zh else None, False, **{**no_column, **marks}), None)


def _field(told: Told, default: Any, alias: str | None = None) -> Any:
    made = Field(alias=alias) if default is ... else Field(default=default, alias=alias)
    made.metadata.append(told)
    return made


class derived(property):
    """A column that is computed from keys: `derived.column(csv=19)`."""

    told: Told

    @classmethod
    def column(cls, **marks: Any) -> Callable[[Callable[[Any], Any]], derived]:
        def made(get: Callable[[Any], Any]) -> derived:
            one = cls(get)
            one.told = Told(**{"csv": None, "frame": None, **marks})
            return one

        return made


class Part(BaseModel):
    """An object of the document. Keys that a later version adds do no harm."""

    model_config = ConfigDict(
        extra="ignore", strict=True, frozen=True, validate_by_name=True, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _with_fractions(cls, given: Any) -> Any:
        """Rounded numbers as the fractions that `exact` keeps beside them."""
        if not isinstance(given, dict) or not isinstance(given.get("exact"), dict):
            return given
        data = dict(given)
        for name, words in given["exact"].items():
            if name in cls.model_fields and name in data:
                data[name] = unrounded(number(data[name]), words)
        return data

    def data(self) -> dict[str, Any]:
        """As JSON's kinds of value, but for numbers: they are written digit by digit."""
        found: dict[str, Any] = {}
        rounded: dict[str, str] = {}
        fields = type(self).model_fields
        for name, told in tolds(type(self)).items():
            value = getattr(self, name)
            if not told.always and value in (None, ()):
                continue
            found[fields[name].alias or name] = _as_data(value)
            if isinstance(value, Exact) and value.rounded:
                rounded[name] = f"{value.numerator}/{value.denominator}"
        if rounded:
            found["exact"] = rounded
        return found

    def in_language(self, lang: str) -> Self:
        """With its words in `lang`, where it has them in both languages."""
        changed: dict[str, Any] = {}
        for name in tolds(type(self)):
            value = getattr(self, name)
            both = getattr(self, f"{name}_text", None)
            if both is not None:
                changed[name] = _spoken(both, lang)
            elif isinstance(value, Part):
                changed[name] = value.in_language(lang)
            elif isinstance(value, tuple) and value and isinstance(value[0], Part):
                changed[name] = tuple(one.in_language(lang) for one in value)
        return self.model_copy(update=changed)


def _as_data(value: Any) -> Any:
    if isinstance(value, Part):
        return value.data()
    if isinstance(value, tuple):
        return [_as_data(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _as_data(one) for name, one in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    return value


def _spoken(value: Any, lang: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_spoken(one, lang) for one in value)
    return None if value is None else value.in_(lang)


@cache
def tolds(model: type[Part]) -> dict[str, Told]:
    """What is known of each key of a part, in the order in which they are written."""
    return {
        name: next((one for one in field.metadata if isinstance(one, Told)), Told())
        for name, field in model.model_fields.items()
    }
