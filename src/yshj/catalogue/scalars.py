"""The scalars of every YAML file: how each is read, and what an editor's schema says of it.

Every scalar arrives as text (see `strict_yaml`), so `1:30`, `yes` and `1e3` are simply not numbers.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from yshj.errors import Text, nearest
from yshj.thresholds.numbers import NumberFault, bounded, normal
from yshj.thresholds.units import ALL_UNIT_NAMES, UNIT_NAMES, Kind, Unit, named_unit


def wrong(zh: str, en: str) -> PydanticCustomError:
    return PydanticCustomError("yshj", "{en}", {"text": Text(zh, en), "en": en})


def _number(value: Any) -> Decimal:
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", value, re.ASCII):
        raise wrong("应为数字，如 90、2.5 或 -50", "expected a plain number such as 90, 2.5 or -50")
    try:
        return bounded(Decimal(value))
    except NumberFault:
        raise wrong("数字过大或过细", "the number is too large or too fine") from None


def _unit(value: Any) -> Unit:
    """A unit that the engine knows, or a word that its entry must show to be printed."""
    if not isinstance(value, str) or not re.fullmatch(r"\S[^\n]{0,19}", value.strip()):
        raise wrong("未知的计量单位", "unknown unit")
    return named_unit(value)


def _engine_unit(value: Any) -> Unit:
    """A unit that the engine knows: where no plan's words stand beside."""
    unit = _unit(value)
    if fault := unknown_unit(unit, ""):
        raise PydanticCustomError("yshj", "unknown unit", {"text": fault})
    return unit


def unknown_unit(unit: Unit, printed: str) -> Text | None:
    """What is wrong with a unit that is neither the engine's nor printed in `printed`."""
    if unit.kind is not Kind.OWN or unit.zh in "".join(normal(printed).split()):
        return None
    return Text(
        f"未知的计量单位“{unit.zh}”：既不是内置单位，也不见于“{printed}”",
        f"unknown unit {unit.zh!r}: neither built in nor printed in {printed!r}",
    ) + nearest(unit.zh, UNIT_NAMES)


def last_day(value: str) -> date | None:
    """2021-12 → 31 December 2021; 2021-06-30 → that day; anything else → None."""
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", value, re.ASCII)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    if year < 1900 or not 1 <= month <= 12:
        return None
    days = monthrange(year, month)[1]
    day = int(found[3]) if found[3] else days
    return date(year, month, day) if 1 <= day <= days else None


def _deadline(value: Any) -> date | None:
    if value == "none":
        return None
    day = last_day(value) if isinstance(value, str) else None
    if day is None:
        raise wrong(
            "应为期限：2021-12（当月最后一日）、2021-06-30 或 none",
            "expected a deadline: 2021-12 (its last day), 2021-06-30 or none",
        )
    return day


def _whole_day(value: Any) -> date:
    """A day in full: a month has a first day and a last one, and does not say which is meant."""
    written = value if isinstance(value, str) else ""
    if written.count("-") == 2 and (day := last_day(written)):
        return day
    raise wrong("应为某一日，如 2021-01-01", "expected a day, such as 2021-01-01")


def _exact(value: Any) -> Fraction:
    written = value if isinstance(value, str) else ""
    if re.fullmatch(r"\d{1,15}(\.\d{1,9}|/0{0,9}[1-9]\d{0,14})?", written, re.ASCII):
        return Fraction(written)
    raise wrong(
        "应为不小于 0 的数或分数，如 10、0.5 或 1/3",
        "expected a number or fraction of zero or more, such as 10, 0.5 or 1/3",
    )


def _share(value: Any) -> Fraction:
    share = _exact(value)
    if not 0 < share <= 1:
        raise wrong("应大于 0、不超过 1，如 1/3", "expected above 0 and at most 1, such as 1/3")
    return share


def _factor(value: Any) -> Fraction:
    factor = _exact(value)
    if factor <= 1:
        raise wrong("应大于 1，如 10", "expected more than 1, such as 10")
    return factor


def _whole(value: Any) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,5}", value, re.ASCII):
        raise wrong("应为不小于 0 的整数", "expected a whole number of zero or more")
    return int(value)


def _years(value: Any) -> str:
    """2025, or 2021-2025: a year or years, the earlier first."""
    found = (
        re.fullmatch(r"(\d{4})(?:-(\d{4}))?", value, re.ASCII) if isinstance(value, str) else None
    )
    if not found or not (found[2] is None or found[1] < found[2]):
        raise wrong("应为年份：2025 或 2021-2025", "expected a year or years: 2025 or 2021-2025")
    return found[0]


def _flag(value: Any) -> bool:
    if value not in ("true", "false", True, False):
        raise wrong("应为 true 或 false", "expected true or false")
    return value in ("true", True)


def _words(value: Any) -> str:
    if not isinstance(value, str | None):
        raise wrong("应为文字", "expected text")
    if value is None or not value.strip():
        raise wrong("不能为空", "must not be empty")
    return value


# What an editor knows of these: YAML's own types, and the spellings that the readers above accept.
_TYPED_NUMBER = {"type": "number", "exclusiveMinimum": -(10**15), "exclusiveMaximum": 10**15}
_WRITTEN_NUMBER = {"type": "string", "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,9})?$"}
_MONTH, _DAY = "[0-9]{4}-(0[1-9]|1[0-2])", "-(0[1-9]|[12][0-9]|3[01])"
_MONTH_OR_DAY = f"{_MONTH}({_DAY})?"
DAY_SCHEMA = {"type": "string", "pattern": f"^{_MONTH_OR_DAY}$"}

Figure = Annotated[
    Decimal,
    BeforeValidator(_number),
    WithJsonSchema({"anyOf": [_TYPED_NUMBER, _WRITTEN_NUMBER]}),
]
_COUNTING = {"type": "number", "minimum": 0, "exclusiveMaximum": 10**15}
_FRACTION = {"type": "string", "pattern": r"^[0-9]{1,15}(/[0-9]{1,15}|\.[0-9]{1,9})?$"}
Exact = Annotated[
    Fraction, BeforeValidator(_exact), WithJsonSchema({"anyOf": [_COUNTING, _FRACTION]})
]
Factor = Annotated[
    Fraction,
    BeforeValidator(_factor),
    WithJsonSchema({"anyOf": [{**_COUNTING, "exclusiveMinimum": 1}, _FRACTION]}),
]
Share = Annotated[
    Fraction,
    BeforeValidator(_share),
    WithJsonSchema({"anyOf": [{**_COUNTING, "exclusiveMinimum": 0, "maximum": 1}, _FRACTION]}),
]
Whole = Annotated[
    int,
    BeforeValidator(_whole),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 99_999},
                {"type": "string", "pattern": "^[0-9]{1,5}$"},
            ]
        }
    ),
]
UnitName = Annotated[
    Unit,
    BeforeValidator(_engine_unit),
    WithJsonSchema({"type": "string", "enum": list(ALL_UNIT_NAMES)}),
]
PlanUnit = Annotated[
    Unit,
    BeforeValidator(_unit),
    WithJsonSchema({"type": "string", "pattern": r"\S", "examples": list(UNIT_NAMES)}),
]
_YEARS = r"[0-9]{4}(-[0-9]{4})?"
Years = Annotated[
    str,
    BeforeValidator(_years),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_YEARS}$"}),
]
Deadline = Annotated[
    date | None,
    BeforeValidator(_deadline),
    WithJsonSchema({"type": "string", "pattern": f"^(none|{_MONTH_OR_DAY})$"}),
]
Day = Annotated[date, BeforeValidator(_deadline), WithJsonSchema(DAY_SCHEMA)]
WholeDay = Annotated[
    date,
    BeforeValidator(_whole_day),
    WithJsonSchema({"type": "string", "pattern": f"^{_MONTH}{_DAY}$"}),
]
Flag = Annotated[
    bool, BeforeValidator(_flag), WithJsonSchema({"enum": [True, False, "true", "false"]})
]
Words = Annotated[
    str,
    BeforeValidator(_words),
    WithJsonSchema({"type": ["string", "number"], "pattern": r"\S"}),
]


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
