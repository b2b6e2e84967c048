"""A report read back from its JSON: the parts that a comparison needs, numbers exact."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from yshj.catalogue.entries import Statistic
from yshj.errors import Exit, InputError, Problem, Text
from yshj.judge.model import Status
from yshj.report.compare import Origin, Saved, Side
from yshj.report.model import SCHEMA_VERSION
from yshj.strict_yaml import unreadable
from yshj.thresholds.limits import Op

_MOST_DIGITS = 60  # a written number has far fewer; 1e999999999 must not be reckoned with


def _number(value: Any) -> Decimal:
    """A JSON number; `json.loads` has made it an int or a Decimal, never a float."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError("expected a number")
    number = Decimal(value) if value else Decimal(0)  # 0e999999999 is zero too
    if number and (number.adjusted() > _MOST_DIGITS or int(number.as_tuple().exponent) < -90):
        raise ValueError("expected a number of ordinary size")
    return number


def _day(value: Any) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("expected a day such as 2021-12-31")
    return date.fromisoformat(value)


def _observed(value: Any) -> Decimal | date:
    return _day(value) if isinstance(value, str) else _number(value)


_Number = Annotated[Decimal, BeforeValidator(_number)]
_Day = Annotated[date, BeforeValidator(_day)]
_Figure = Annotated[Decimal | date, BeforeValidator(_observed)]
_Word = Annotated[str, Field(min_length=1, max_length=500)]
_Count = Annotated[int, Field(ge=0, lt=10**18)]
_Status = Annotated[Status, Field(strict=False)]


class _Part(BaseModel):
    """Keys that a later minor version adds do no harm."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class _Tool(_Part):
    name: Literal["yshj"]


class _Catalogue(_Part):
    name: _Word
    sha256: _Word


class _Calendar(_Part):
    sha256: _Word


class _Selection(_Part):
    reporters: list[_Word] = []


class _Waiver(_Part):
    would_be: _Status | None


class _Result(_Part):
    id: _Word
    item: int
    name: _Word
    statistic: Annotated[Statistic, Field(strict=False)]
    op: Annotated[Op, Field(strict=False)]
    threshold: _Number
    unit: _Word
    status: _Status
    observed: _Figure | None
    n: _Count
    over: _Count
    margin: _Number | None
    waiver: _Waiver | None

    def side(self) -> Side:
        waiver = self.waiver
        return Side(
            id=self.id,
            item=self.item,
            name=Text(self.name, self.name),
            statistic=self.statistic,
            op=self.op,
            threshold=self.threshold,
            unit=self.unit,
            status=self.status,
            observed=self.observed,
            n=self.n,
            over=self.over,
            margin=self.margin,
            would_be=waiver.would_be if waiver else None,
        )


class _Report(_Part):
    tool: _Tool
    as_of: _Day
    exit_code: int
    catalogue: _Catalogue
    calendar: _Calendar
    selection: _Selection = _Selection()
    results: list[_Result]


def read(path: Path) -> Saved:
    """The report in the JSON file at `path`; InputError where it cannot be read or is none."""
    try:
        return parse(path.read_bytes(), str(path))
    except OSError as fault:
        raise InputError(Problem(str(path), unreadable(fault))) from fault


def parse(data: bytes, name: str) -> Saved:
    """The report in `data`, called `name` in messages.

    UTF-8, or UTF-16 as a Windows shell redirects it. Raises InputError.
    """
    try:
        raw = json.loads(data, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, InvalidOperation, RecursionError) as fault:
        raise _no_report(name, "不是 JSON", "not JSON") from fault
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    if type(version) is int and version > SCHEMA_VERSION:
        raise InputError(
            Problem(
                name,
                Text(
                    f"报告的 schema_version 为 {version}，此版本的 yshj 只认得 {SCHEMA_VERSION}",
                    f"the report has schema_version {version}; this yshj knows {SCHEMA_VERSION}",
                ),
            )
        )
    if type(version) is not int or version != SCHEMA_VERSION:
        raise _no_report(name, "schema_version", "schema_version")
    try:
        report = _Report.model_validate(raw)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _no_report(name, where, f"{where}: {first['msg']}") from fault
    ids = [one.id for one in report.results]
    if len(set(ids)) < len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise _no_report(name, f"{twice} 重复", f"{twice} is there twice")
    origin = Origin(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        as_of=report.as_of,
        catalogue=report.catalogue.name,
        catalogue_sha256=report.catalogue.sha256,
        calendar_sha256=report.calendar.sha256,
        reporters=tuple(sorted(report.selection.reporters)),
        faulty=report.exit_code == Exit.INPUT,
    )
    return Saved(origin, tuple(one.side() for one in report.results))


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _no_report(name: str, zh: str, en: str) -> InputError:
    return InputError(
        Problem(
            name,
            Text(
                f"不是 yshj check --output-format json 写出的报告（{zh}）",
                f"not a report written by yshj check --output-format json ({en})",
            ),
        )
    )
