"""Which cells a spreadsheet may run, and that the engine sees them as we do."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import few
from yshj.contract.formulas import NUMBER, RISKY, as_text, bare, guarded


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+cmd",
        "-cmd",
        "-1+1",
        "-2-3",
        "+1(2)",
        "-1*cmd|'/C calc'!A",
        "-1|cmd!A",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tplain",
        "  =1",
        "\u00a0=1",
        "\ufeff=1",
        "＝1+1",
        "＋a",
        "－a",
        "＠a",
        "﹦1",
        "==",
        "-",
        "--",
        "-A1",
        "+",
        "=",
        "@",
    ],
)
def test_what_could_be_a_formula_becomes_text(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize(
    "cell",
    [
        *("", "a", "1", "-2", "+3", "-0.5", "-1,234.5", "-50%", "-2万元", "-3 工作日", "－２％"),
        *("08-setup-time", "a=b", "1+1", "2021-03-01", ">=", "<=", "'=1", "中-国", "-1e-05"),
    ],
)
def test_numbers_and_other_words_stay(cell: str) -> None:
    assert guarded(cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        *("410105202103050001", "123456789012", "007", "00", "12E5", "1e10", "2021-03", "3-5"),
        *("3/5", "21-3-5", "12/31/21", "=1+1", "@x"),
    ],
)
def test_what_a_spreadsheet_would_rewrite_becomes_text(cell: str) -> None:
    assert as_text(cell) == "'" + cell
    assert bare(as_text(cell)) == cell


@pytest.mark.parametrize(
    "cell",
    [
        *("12345678901", "0", "0.5", "85.7%", "A-1", "2021-03-05", "2021-03-05 10:00", "2021H1"),
        *("08-setup-time", "金水区", "-2", "2021.10", ""),
    ],
)
def test_what_it_would_not_stays(cell: str) -> None:
    assert as_text(cell) == cell


cells = st.text(st.sampled_from("=+-@＝＋－＠\t\r\n 0129.,%eE万x'\"(|\u3000"), max_size=8)


@pytest.mark.thorough
@few(100)
@given(st.lists(cells | st.text(max_size=6), min_size=1, max_size=30))
def test_the_engine_guards_the_same_cells(words: list[str]) -> None:
    words = [word.replace("\0", "").encode("utf-8", "replace").decode() for word in words]
    with duckdb.connect() as con:
        rows = con.execute(
            "SELECT CASE WHEN regexp_full_match(cell, $risky) "
            "AND NOT regexp_full_match(cell, $number) THEN '''' || cell ELSE cell END "
            "FROM (SELECT unnest($words) AS cell)",
            {"risky": RISKY, "number": NUMBER, "words": words},
        ).fetchall()
    assert [cell for (cell,) in rows] == [guarded(word) for word in words]
