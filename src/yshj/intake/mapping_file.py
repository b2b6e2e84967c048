"""What a mapping's YAML may say: the file as pydantic models, which convict themselves."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from yshj.catalogue.scalars import Entry, UnitName, Words, wrong
from yshj.contract.headers import Table
from yshj.errors import Text, UsageError, nearest
from yshj.intake.layout import FIRST_ROWS
from yshj.intake.text_files import encoding_name

_FORMAT = re.compile(r"(?:[^%\0]|%[YymdHIMSfpbB%])*")
_TABLES = {
    **dict.fromkeys(("measurements", "汇总", "汇总数据"), Table.MEASUREMENTS),
    **dict.fromkeys(("cases", "办件"), Table.CASES),
}


def _one_of(words: dict[str, Any], value: Any) -> Any:
    if not isinstance(value, str) or value not in words:
        zh, en = "、".join(words), ", ".join(words)
        hint = nearest(value, words) if isinstance(value, str) else Text("", "")
        raise wrong(f"应为 {zh} 之一{hint.zh}", f"expected one of {en}{hint.en}")
    return words[value]


def _column(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


def _header_row(value: Any) -> int:
    digits = isinstance(value, str) and re.fullmatch(r"\d{1,6}", value, re.ASCII)
    if not digits or int(value) > FIRST_ROWS:
        raise wrong(
            f"应为表头所在的行号（1 至 {FIRST_ROWS}），没有表头写 0",
            f"expected the row of the header, 1 to {FIRST_ROWS}, or 0 for none",
        )
    return int(value)


def _encoding(value: Any) -> str:
    try:
        return encoding_name(str(value))
    except UsageError as fault:
        raise wrong(fault.text.zh, fault.text.en) from None


def _delimiter(value: Any) -> str:
    if not isinstance(value, str) or len(value) != 1 or value in '"\r\n\0':
        raise wrong('应为一个字符，如 ";" 或 "\\t"', 'expected one character, such as ";" or "\\t"')
    return value


def _formats(value: Any) -> tuple[str, ...]:
    found = tuple(value) if isinstance(value, list) else (value,)
    for one in found:
        parts = one.replace("%%", "") if isinstance(one, str) else ""
        has = [mark in parts for mark in ("%Y", "%y", "%m", "%b", "%B", "%d")]
        whole = (has[0] or has[1]) and any(has[2:5]) and has[5]
        if not isinstance(one, str) or not _FORMAT.fullmatch(one) or not whole:
            raise wrong(
                "应为含年、月、日的日期格式，如 %d.%m.%Y 或 %Y年%m月%d日 %H:%M",
                "expected a date format with year, month and day, such as %d.%m.%Y %H:%M",
            )
        if re.search(r"%Y[^%]*%d[^%]*%m", parts):
            raise wrong(
                "年-日-月 的顺序无法与 年-月-日 区分",
                "year, day, month cannot be told from year, month, day",
            )
    if not found:
        raise wrong("不能为空", "must not be empty")
    return found


def _cell_words(value: Any) -> str:
    """A cell of the export: it may be blank, which is written as ""."""
    if not isinstance(value, str):
        raise wrong('应为文字，空单元格写 ""', 'expected text, "" for a blank cell')
    return value


def _filled(value: Any) -> Any:
    if value in ([], {}):
        raise wrong("不能为空", "must not be empty")
    return value


CellWords = Annotated[str, BeforeValidator(_cell_words, json_schema_input_type=str | int | float)]
CellList = Annotated[tuple[CellWords, ...] | None, BeforeValidator(_filled)]
_OTHERWISE = {"refuse": "refuse", "拒收": "refuse", "skip": "skip", "跳过": "skip"}
Otherwise = Annotated[
    Literal["refuse", "skip"],
    BeforeValidator(
        lambda value: _one_of(_OTHERWISE, value),
        json_schema_input_type=Literal["refuse", "拒收", "skip", "跳过"],
    ),
]


class Place(Entry):
    """Where a known column's cells come from."""

    column: Words | None = None
    constant: Words | None = None
    values: Annotated[dict[CellWords, Words] | None, BeforeValidator(_filled)] = None
    otherwise: Otherwise | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Place:
        if (self.column is None) == (self.constant is None):
            raise wrong("应写 column 或 constant 之一", "needs either column or constant")
        if self.values and self.column is None:
            raise wrong("values 须与 column 同用", "values go with a column")
        if self.otherwise and not self.values:
            raise wrong("otherwise 须与 values 同用", "otherwise goes with values")
        return self


class Condition(Entry):
    column: Words
    in_: CellList = Field(None, alias="in")
    not_in: CellList = None

    @model_validator(mode="after")
    def _either(self) -> Condition:
        if (self.in_ is None) == (self.not_in is None):
            raise wrong("应写 in 或 not_in 之一", "needs either in or not_in")
        return self


class Long(Entry):
    """A column of a wide table: the figures of one target."""

    column: Words
    target: Words
    unit: UnitName | None = None


PlaceCell = Annotated[
    Place | None, BeforeValidator(_column, json_schema_input_type=Place | str | int | None)
]


class Places(Entry):
    """The known columns that the export has, by our names."""

    target: PlaceCell = None
    reporter: PlaceCell = None
    period: PlaceCell = None
    value: PlaceCell = None
    unit: PlaceCell = None
    numerator: PlaceCell = None
    denominator: PlaceCell = None
    baseline: PlaceCell = None
    cases: PlaceCell = None
    reported: PlaceCell = None
    evidence: PlaceCell = None
    remark: PlaceCell = None
    case: PlaceCell = None
    started: PlaceCell = None
    finished: PlaceCell = None
    flag: PlaceCell = None
    excluded: PlaceCell = None
    limit: PlaceCell = None
    extended: PlaceCell = None


class MappingFile(Entry):
    mapping: Words
    table: Annotated[
        Table,
        BeforeValidator(
            lambda value: _one_of(_TABLES, value),
            json_schema_input_type=Literal["measurements", "汇总", "汇总数据", "cases", "办件"],
        ),
    ]
    sheet: Words | None = None
    header: Annotated[int, Field(ge=0, le=FIRST_ROWS), BeforeValidator(_header_row)] | None = None
    encoding: Annotated[str, BeforeValidator(_encoding)] | None = None
    delimiter: Annotated[str, BeforeValidator(_delimiter)] | None = None
    date_format: Annotated[
        tuple[str, ...],
        BeforeValidator(_formats, json_schema_input_type=str | tuple[str, ...]),
    ] = ()
    columns: Places
    filter: tuple[Condition, ...] = ()
    ignore: tuple[Words, ...] = ()  # columns not read, although they name bodies
    wide: Annotated[tuple[Long, ...] | None, BeforeValidator(_filled)] = None
    period: Words | None = None
