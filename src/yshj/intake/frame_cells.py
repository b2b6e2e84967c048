"""Columns of a frame that the engine does not read as they are: Python objects, rarer types."""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any


def pandas_columns(frame: Any, every: bool = False) -> Any:
    """A pandas frame whose columns the engine reads as they are; the given one is not changed.

    Columns that hold Python objects become text; with `every`, all columns of text are made anew,
    what is not Unicode in them replaced.
    """
    changed = {
        name: _pandas_text(frame[name], every)
        for name in frame.columns
        if not _known(frame[name].dtype) or (every and frame[name].dtype.kind == "O")
    }
    return frame.assign(**changed) if changed else frame


def _known(dtype: Any) -> bool:
    """Whether the engine reads a column of that type by itself."""
    import pandas

    if isinstance(dtype, pandas.CategoricalDtype):
        return bool(pandas.api.types.infer_dtype(dtype.categories) == "string")
    if isinstance(dtype, (pandas.SparseDtype, pandas.PeriodDtype, pandas.IntervalDtype)):
        return False
    if isinstance(dtype, (pandas.StringDtype, pandas.ArrowDtype, pandas.DatetimeTZDtype)):
        return True
    return dtype.kind in "iubmM" or (dtype.kind == "f" and dtype.itemsize in (4, 8))


def _pandas_text(series: Any, every: bool) -> Any:
    """A column as text; the engine tells the type of Python objects from a few of them only."""
    import pandas

    objects = series.astype(object)
    if not every and pandas.api.types.infer_dtype(objects, skipna=True) in ("string", "empty"):
        with suppress(UnicodeEncodeError):
            return objects.astype("string")
    texts = written(
        None if gone else one for one, gone in zip(objects, objects.isna(), strict=True)
    )
    return pandas.Series(texts, index=series.index, dtype="string")


def polars_columns(frame: Any) -> Any:
    """A Polars frame whose columns the engine reads as they are; the given one is not changed."""
    import polars

    changed = []
    for name, dtype in frame.schema.items():
        if dtype == polars.Object:
            changed.append(polars.Series(name, written(frame[name].to_list()), polars.String))
        elif str(dtype) in ("Null", "Int128", "UInt128"):
            changed.append(frame[name].cast(polars.String))
        elif str(dtype) == "Float16":
            changed.append(frame[name].cast(polars.Float32))
    return frame.with_columns(changed)


def written(values: Iterable[Any]) -> list[str | None]:
    """Each value as the text that a person would type for it, None where there is none.

    Moments without a zone that are all midnight are days.
    """
    found = [None if _is_gap(one) else one for one in values]
    moments = [one for one in found if isinstance(one, datetime)]
    days = all(one.time() == time(0) and one.tzinfo is None for one in moments)
    return [_written(one, days) for one in found]


def _is_gap(value: Any) -> bool:
    return type(value).__name__ in ("NAType", "NaTType")  # of pandas


def _written(value: Any, days: bool) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, Decimal):
        return None if value.is_nan() else format(value, "f")
    if isinstance(value, datetime):
        if hasattr(value, "to_pydatetime"):  # pandas' own moments are finer than a cell may be
            value = value.to_pydatetime(warn=False)
        return str(value.date()) if days else str(value.isoformat(sep=" "))
    if isinstance(value, date):
        return value.isoformat()
    if type(value).__name__ in ("bool", "bool_"):
        return "true" if value else "false"
    if isinstance(value, float) or getattr(getattr(value, "dtype", None), "kind", "") == "f":
        return _float(value)
    return _written(str(value), days)


def _float(value: Any) -> str | None:
    """A float of Python or numpy at 15 significant digits, without an exponent.

    numpy's short floats have fewer and stay as they are. A number of more than 15 digits before
    the point is not what was written, and is left in the form that is refused. All of it as
    `engine.plain_float` does in the engine's own columns.
    """
    number = float(value)
    if math.isnan(number):
        return None
    if math.isinf(number):
        return str(number)
    if abs(number) >= 1e15:
        return format(number, ".5e")
    digits = format(number, ".15g") if isinstance(value, float) else str(value)
    return format(Decimal(digits), "f").removesuffix(".0")
