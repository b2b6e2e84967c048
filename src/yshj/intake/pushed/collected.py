"""The one way by which anything comes from an engine to this machine: so many rows and no more."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from yshj.codes.engines import FAILED, TOO_MANY
from yshj.errors import InputError, Problem, Text, UsageError, printable

if TYPE_CHECKING:
    import narwhals as nw

# what engines raise; a library that was never imported raised nothing
_FAULTS = (
    ("pyspark.errors", "PySparkException"),
    ("py4j.protocol", "Py4JError"),
    ("psycopg", "Error"),
    ("sqlite3", "Error"),
    ("duckdb", "Error"),
    ("ibis.common.exceptions", "IbisError"),
    ("pyarrow", "ArrowException"),
    ("narwhals.exceptions", "NarwhalsError"),
)
_LONGEST = 300
_LOST = ("Connection refused", "Connection reset", "server closed the connection", "Broken pipe")
_HEAP = ("OutOfMemoryError", "heap space", "GC overhead")


def collected(frame: nw.LazyFrame[Any], most: int, name: str, what: Text) -> Any:
    """The rows of `frame` as an Arrow table; InputError for more than `most` of them."""
    with told(name):
        found = frame.head(most + 1).collect(backend="pyarrow").to_arrow()
    if found.num_rows > most:
        raise InputError(
            Problem(
                name,
                TOO_MANY(
                    f"{what.zh}超过 {most:,} 个，不取到本机",
                    f"more than {most:,} {what.en}, which are not brought to this machine",
                ),
            )
        )
    return found


@contextmanager
def told(name: str) -> Iterator[None]:
    """What an engine raises, as one sentence about `name`."""
    try:
        yield
    except ModuleNotFoundError as fault:
        missing = fault.name or "pyarrow"
        raise UsageError(
            Text(
                f"读取 {printable(name)} 需要安装 {missing}",
                f"reading {printable(name)} needs {missing}, which is not installed",
            )
        ) from fault
    except OSError as fault:
        raise _failed(name, str(fault)) from fault
    except _raised() as fault:
        raise _failed(name, str(fault)) from fault


def _raised() -> tuple[type[BaseException], ...]:
    return tuple(
        getattr(sys.modules[module], kind) for module, kind in _FAULTS if module in sys.modules
    )


def _failed(name: str, said: str) -> InputError:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    first = printable(lines[0] if lines else "?", _LONGEST)
    if any(word in said for word in _HEAP):
        message = FAILED("引擎内存不足：", "the engine is out of memory: ")
    elif any(word in said for word in _LOST):
        message = FAILED("与引擎的连接断了：", "the connection to the engine is lost: ")
    else:
        message = FAILED("引擎报错：", "the engine says: ")
    return InputError(Problem(name, message + Text(first, first)))
