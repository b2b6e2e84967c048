"""The engine's half of a listing: cells made harmless by SQL, records numbered by SQL."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.examples import few
from yshj.intake.listing import harmless
from yshj.render import rejected

ENGINE = duckdb.connect()
RISKY = st.text("=+-@＝＋－＠ \t\r\n\v\0\x1b0123456789.,%元eE|!'\"万\u3000\ufeff", max_size=12)
QUERY = f"SELECT {harmless('c')} FROM (SELECT $1::VARCHAR AS c)"


@pytest.mark.thorough
@few(100)
@given(cell=RISKY | st.text(max_size=20))
@example("=1+1")
@example("-1")
@example("-1*cmd|'/C calc'!A")
@example("-3.5万元")
@example("\0=1")
@example("\t=1")
@example("－１")
@example("-1\n")
@example("")
def test_the_engine_and_the_writer_of_refused_rows_agree(cell: str) -> None:
    assert ENGINE.execute(QUERY, [cell]).fetchone() == (rejected.harmless(cell),)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=cmd|'/C calc'!A", "'=cmd|'/C calc'!A"),
        ("-1*cmd|'/C calc'!A", "'-1*cmd|'/C calc'!A"),
        ("@x", "'@x"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("ab\x1b[2J", "ab\\x1b[2J"),
        ("A-1", "A-1"),
    ],
)
def test_what_harmless_means(cell: str, expected: str) -> None:
    assert ENGINE.execute(QUERY, [cell]).fetchone() == (expected,)


def test_a_cell_that_is_not_there_stays_so() -> None:
    assert ENGINE.execute(QUERY, [None]).fetchone() == (None,)
