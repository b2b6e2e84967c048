"""The same table as a file and as a frame of every library that callers hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

ROOT = Path(__file__).resolve().parents[2]
CITY, CASES = ROOT / "samples/city-2021.csv", ROOT / "samples/cases-2021.csv"
AS_OF = "2021-12-31"
Rows = Sequence[Sequence[str]]


def rows_of(path: Path) -> list[list[str]]:
    """A sample's records; those that cannot be split into the header's cells are left out."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return [row for row in rows if len(row) == len(rows[0])]


def as_csv(rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode("utf-8")


def _columns(rows: Rows) -> dict[str, list[str | None]]:
    return {name: [row[at] or None for row in rows[1:]] for at, name in enumerate(rows[0])}


def _pandas(rows: Rows) -> Any:
    return pd.DataFrame(_columns(rows), dtype="str")


def _pandas_objects(rows: Rows) -> Any:
    return pd.DataFrame(_columns(rows), dtype=object)


def _pandas_arrow(rows: Rows) -> Any:
    return pd.DataFrame(_columns(rows)).astype(pd.ArrowDtype(pa.string()))


def _polars(rows: Rows) -> pl.DataFrame:
    return pl.DataFrame(_columns(rows), schema=dict.fromkeys(rows[0], pl.String))


def _polars_lazy(rows: Rows) -> pl.LazyFrame:
    return _polars(rows).lazy()


def _pyarrow(rows: Rows) -> Any:
    schema = pa.schema([(name, pa.string()) for name in rows[0]])
    return pa.table(_columns(rows), schema=schema)


def _duckdb(rows: Rows) -> duckdb.DuckDBPyRelation:
    return duckdb.connect().from_arrow(_pyarrow(rows))


FRAMES: dict[str, Callable[[Rows], Any]] = {
    "pandas": _pandas,
    "pandas objects": _pandas_objects,
    "pandas arrow": _pandas_arrow,
    "polars": _polars,
    "polars lazy": _polars_lazy,
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
}
