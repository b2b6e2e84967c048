"""The kinds of value that a report holds: exact numbers, days, figures, words in two languages.

Each is read from what `json.loads(…, parse_float=Decimal)` gives, and refuses anything else.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Self, TypeVar

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from yshj.errors import Text
from yshj.thresholds.numbers import exact, plain, written
from yshj.thresholds.units import find_unit

_MOST_DIGITS = 60  # a written number has far fewer; 1e999999999 must not be reckoned with
_LONGEST_FRACTION = 400
_FRACTION = re.compile(r"-?\d+/\d*[1-9]\d*", re.ASCII)
_MOMENT = r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?"
_T = TypeVar("_T")
Value = Fraction | Decimal | int


class Exact(Fraction):
    """A number of a report: the fraction itself, and the `digits` it is written with."""

    __slots__ = ("digits",)
    digits: str

    def __new__(cls, value: Value, digits: str) -> Self:
        made = super().__new__(cls, value)
        made.digits = digits
        return made

    @classmethod
    def of(cls, value: Value, limit: Value | None) -> Self:
        """All digits where they end within 12 places, else rounded without crossing `limit`."""
        return cls(value, written(value, limit))

    @property
    def rounded(self) -> bool:
        return exact(Decimal(self.digits)) != self

    def __reduce__(self) -> tuple[Any, ...]:
        return Exact, (Fraction(self), self.digits)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __repr__(self) -> str:
        return f"Fraction({self.numerator}, {self.denominator})"


def number(value: Any) -> Exact:
    """A JSON number; `json.loads` has made it an int or a Decimal, never a float."""
    if isinstance(value, Fraction):
        return value if isinstance(value, Exact) else Exact.of(value, None)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError("expected a number")
    read = Decimal(value) if value else Decimal(0)  # 0e999999999 is zero too
    if read and (read.adjusted() > _MOST_DIGITS or int(read.as_tuple().exponent) < -90):
        raise ValueError("expected a number of ordinary size")
    return Exact(read, plain(read))


def unrounded(number: Exact, words: Any) -> Exact:
    """The fraction that `exact` keeps of a number that was rounded."""
    if (
        not isinstance(words, str)
        or len(words) > _LONGEST_FRACTION
        or not _FRACTION.fullmatch(words)
    ):
        raise ValueError("exact: expected a fraction such as 13/3")
    fraction = Fraction(words)
    if abs(fraction - number) > Fraction(1, 10**6):
        raise ValueError("exact: another number than the one written")
    return Exact(fraction, number.digits)


def _printed(value: Any) -> Decimal:
    """A number as a plan prints it."""
    if isinstance(value, Decimal) and value.is_finite() and not value:
        return Decimal(0)
    number(value)
    return Decimal(value)


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("expected a day such as 2021-12-31")
    return date.fromisoformat(value)


def _moment(value: Any) -> date | datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(_MOMENT, value, re.ASCII) and "T" in value:
        return datetime.fromisoformat(value)
    return _day(value)


def _figure(value: Any) -> Exact | date:
    return _day(value) if isinstance(value, (str, date)) else number(value)


def _text(value: Any) -> Text:
    if isinstance(value, Text):
        return value
    zh, en = (value.get("zh"), value.get("en")) if isinstance(value, dict) else (None, None)
    if not isinstance(zh, str) or not isinstance(en, str):
        raise ValueError("expected words in two languages, zh and en")
    return Text(zh, en)


def _raw(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("expected text")
    return value


def _listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def named(unit: str) -> Text:
    """A unit's name in both languages, where a report from before `unit_names` says one only."""
    known = find_unit(unit)
    return Text(known.zh, known.en) if known else Text(unit, unit)


_DAY: dict[str, Any] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
_BOTH: dict[str, Any] = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh", "en"],
}
Number = Annotated[Exact, PlainValidator(number), WithJsonSchema({"type": "number"})]
Printed = Annotated[Decimal, PlainValidator(_printed), WithJsonSchema({"type": "number"})]
Day = Annotated[date, PlainValidator(_day), WithJsonSchema(_DAY)]
Moment = Annotated[
    date | datetime,
    PlainValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": f"^{_MOMENT}$"}),
]
Figure = Annotated[
    Exact | date, PlainValidator(_figure), WithJsonSchema({"anyOf": [{"type": "number"}, _DAY]})
]
Both = Annotated[Text, PlainValidator(_text), WithJsonSchema(_BOTH)]
# names of files and cells as they were written: half of a surrogate pair may be in them
Raw = Annotated[str, PlainValidator(_raw), WithJsonSchema({"type": "string"})]
Word = Annotated[str, Field(min_length=1, max_length=10_000)]
Sha256 = Annotated[
    str,
    Field(min_length=1, max_length=500),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
]
Count = Annotated[int, Field(ge=0, lt=10**18)]
Many = Annotated[tuple[_T, ...], BeforeValidator(_listed)]
