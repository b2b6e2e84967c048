"""Frames go in as they are, and come to what the same rows in a file would."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import yshj
from tests.api.conftest import AS_OF, CITY, FRAMES, ROOT, Rows, as_csv, rows_of
from tests.examples import few
from yshj.catalogue.model import Catalogue
from yshj.intake.engine import engine
from yshj.intake.frames import frame_of, frame_source, look_at_frame
from yshj.intake.layout import OWN
from yshj.intake.senders import Names

pytestmark = pytest.mark.thorough  # the golden files show a case of each in the default run

SETUP = "08-setup-time"


def _plain(report: yshj.Report, name: str = "<frame 1>") -> dict[str, Any]:
    """The report without what a file has and a frame has not: its encoding and physical lines."""
    text = report.to_json().replace(json.dumps(name)[1:-1], "<frame 1>")
    data: dict[str, Any] = json.loads(text)
    for one in data["inputs"]:
        del one["encoding"], one["sha256"]
    for one in [*data["errors"], *(row for found in data["results"] for row in found["failures"])]:
        del one["line"]
    return data


@pytest.mark.parametrize("sample", ["city-2021", "cases-2021", "broken", "broken-cases"])
def test_a_frame_is_judged_like_the_file(sample: str, catalogue: Catalogue, tmp_path: Path) -> None:
    rows = rows_of(ROOT / f"samples/{sample}.csv")
    path = tmp_path / "rows.csv"
    path.write_bytes(as_csv(rows))
    of_file = _plain(yshj.check(path, as_of=AS_OF, plan=catalogue), str(path))
    hashes = set()
    for library, make in FRAMES.items():
        of_frame = yshj.check(make(rows), as_of=AS_OF, plan=catalogue)
        assert _plain(of_frame) == of_file, library
        assert of_frame.inputs[0].rows == len(rows) - 1
        assert of_frame.inputs[0].encoding == library.partition(" ")[0]
        hashes.add(of_frame.inputs[0].sha256)
    assert len(hashes) == 1  # equal frames have equal hashes


# what breaks tables: quotes, separators, line ends, spaces, signs of other alphabets
_CELL = st.text(st.sampled_from('a1,;"\n\r\t 是%-.é\u3000\0😀'), max_size=6)
_ROW = st.tuples(
    st.sampled_from(["", "01-mobile-services", "x"]),
    st.sampled_from(["", "金水区", "郑州"]) | _CELL,
    st.just("2021") | _CELL,
    st.sampled_from(["1", "2.5", "90%"]) | _CELL,
    st.just("个") | _CELL,
    _CELL,
)


@few(25)
@given(st.lists(_ROW, min_size=1, max_size=8), st.sampled_from(sorted(FRAMES)))
def test_whatever_the_cells_hold(
    tmp_path_factory: pytest.TempPathFactory,
    catalogue: Catalogue,
    rows: list[tuple[str, ...]],
    library: str,
) -> None:
    table: Rows = [("target", "reporter", "period", "value", "unit", "evidence"), *rows]
    path = tmp_path_factory.mktemp("cells") / "rows.csv"
    path.write_bytes(as_csv(table))
    of_file = yshj.check(path, as_of=AS_OF, items=1, plan=catalogue)
    of_frame = yshj.check(FRAMES[library](table), as_of=AS_OF, items=1, plan=catalogue)
    assert _plain(of_frame) == _plain(of_file, str(path))


def _written(native: Any, catalogue: Catalogue, tmp_path: Path) -> list[str]:
    """What a frame's last column becomes."""
    with engine([], tmp_path) as con:
        source = frame_source(frame_of("f", native), tmp_path)
        zone = ZoneInfo("Asia/Shanghai")
        look_at_frame(source, con, Names(catalogue), zone, tmp_path, OWN)
        text = source.path.read_bytes().decode("utf-8")
    return [row[-1] for row in csv.reader(io.StringIO(text, newline=""))][1:]


NINE = datetime(2021, 3, 1, 9, 30)
VALUES: dict[str, tuple[list[Any], list[str]]] = {
    "whole numbers": ([1, None, -3], ["1", "", "-3"]),
    "floats": ([310.0, None, 96.5], ["310", "", "96.5"]),
    "not a number": ([1.0, float("nan"), float("inf")], ["1", "", "inf"]),
    "very small and large": ([1e-5, 1.25e14, 0.1], ["0.00001", "125000000000000", "0.1"]),
    # section 2, "a numeric cell of more than 15 digits" is refused: the text is left for that
    "longer than a float can tell": ([1.25e17, None, 1.0], ["1.25000e+17", "", "1"]),
    "decimals": ([Decimal("1.10"), None, Decimal("90.00")], ["1.10", "", "90.00"]),
    "yes and no": ([True, None, False], ["true", "", "false"]),
    "text": (["90%", "", None], ["90%", "", ""]),
    "bytes": (["是".encode(), None, b"x"], ["是", "", "x"]),
    "days": ([date(2021, 3, 1), None, date(2021, 12, 31)], ["2021-03-01", "", "2021-12-31"]),
    "moments that are days": (
        [datetime(2021, 3, 1), None, datetime(2021, 12, 31)],
        ["2021-03-01", "", "2021-12-31"],
    ),
    "moments": (
        [NINE, datetime(2021, 3, 1), None],
        ["2021-03-01 09:30:00", "2021-03-01 00:00:00", ""],
    ),
    "fractions of a second": (
        [NINE.replace(microsecond=5), None, NINE],
        ["2021-03-01 09:30:00.000005", "", "2021-03-01 09:30:00"],
    ),
    "nothing": ([None, None, None], ["", "", ""]),
}
MAKERS: dict[str, Any] = {
    "pandas": lambda values: pd.DataFrame({"target": ["a", "b", "c"], "v": values}),
    "pandas objects": lambda values: pd.DataFrame(
        {"target": ["a", "b", "c"], "v": pd.Series(values, dtype=object)}
    ),
    "pandas arrow": lambda values: pa.table({"target": ["a", "b", "c"], "v": values}).to_pandas(
        types_mapper=pd.ArrowDtype
    ),
    "polars": lambda values: pl.DataFrame({"target": ["a", "b", "c"], "v": values}),
    "polars objects": lambda values: pl.DataFrame(
        {"target": ["a", "b", "c"], "v": pl.Series(values, dtype=pl.Object)}
    ),
    "pyarrow": lambda values: pa.table({"target": ["a", "b", "c"], "v": values}),
    "duckdb": lambda values: duckdb.connect().from_arrow(
        pa.table({"target": ["a", "b", "c"], "v": values})
    ),
}


@pytest.mark.parametrize("library", MAKERS)
@pytest.mark.parametrize("kind", VALUES)
def test_types_become_what_a_person_types(
    library: str, kind: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    values, expected = VALUES[kind]
    assert _written(MAKERS[library](values), catalogue, tmp_path) == expected


def test_a_column_of_many_kinds(catalogue: Catalogue, tmp_path: Path) -> None:
    mixed = [
        *(1, "a", 2.0, None, np.float32(0.1), np.bool_(True), np.int64(4), pd.NA, pd.NaT),
        *(pd.Timestamp("2021-03-01 09:30"), NINE.replace(tzinfo=timezone(timedelta(hours=8)))),
        *(date(2021, 3, 1), Decimal("NaN"), 1e-7, time(3), "x\ny", "bad \ud800"),
    ]
    expected = [
        *("1", "a", "2", "", "0.1", "true", "4", "", ""),
        *("2021-03-01 09:30:00", "2021-03-01 09:30:00+08:00"),
        *("2021-03-01", "", "0.0000001", "03:00:00", "x\ny", "bad \\ud800"),
    ]
    targets = ["a"] * len(mixed)
    of_pandas = pd.DataFrame({"target": targets, "v": pd.Series(mixed, dtype=object)})
    of_polars = pl.DataFrame({"target": targets, "v": pl.Series(mixed, dtype=pl.Object)})
    assert _written(of_pandas, catalogue, tmp_path) == expected
    assert _written(of_polars, catalogue, tmp_path) == expected


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pd.Series(["k", None], dtype="category"), ["k", ""]),
        (pd.Series([1, None], dtype="category"), ["1", ""]),
        (pd.Series([1, "a"], dtype="category"), ["1", "a"]),
        (pd.Series([1, None], dtype="Int64"), ["1", ""]),
        (pd.Series([True, None], dtype="boolean"), ["true", ""]),
        (pd.Series([0.1, None], dtype="float32"), ["0.1", ""]),
        (pd.Series([1.5, None], dtype="float16"), ["1.5", ""]),
        (pd.Series(pd.period_range("2021-01", periods=2, freq="M")), ["2021-01", "2021-02"]),
        (pd.Series(pd.arrays.SparseArray([0, 1])), ["0", "1"]),
        (pd.Series(["bad \ud800", "b"], dtype=object), ["bad \\ud800", "b"]),
        (pd.Series(["bad \ud800", "b"], dtype=pd.StringDtype("python")), ["bad \\ud800", "b"]),
        (pl.Series(["k", None], dtype=pl.Categorical), ["k", ""]),
        (pl.Series(["k", None], dtype=pl.Enum(["k"])), ["k", ""]),
        (pl.Series([2**100, None], dtype=pl.Int128), [str(2**100), ""]),
        (pl.Series([NINE, None], dtype=pl.Datetime("ns")), ["2021-03-01 09:30:00", ""]),
    ],
    ids=lambda one: str(one.dtype) if hasattr(one, "dtype") else "",
)
def test_rarer_types(
    column: Any, expected: list[str], catalogue: Catalogue, tmp_path: Path
) -> None:
    library: Any = pd if isinstance(column, pd.Series) else pl
    frame = library.DataFrame({"target": ["a", "b"], "v": column})
    assert _written(frame, catalogue, tmp_path) == expected


@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai", "UTC", "America/New_York", "Asia/Kathmandu", "+05:30"]
)
def test_moments_of_a_zone_are_told_on_the_plans_clock(
    zone: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    moments = pa.array([datetime(2021, 3, 1, 8, 30), None], pa.timestamp("us", zone))  # in UTC
    table = pa.table({"target": ["a", "b"], "v": moments})
    frames: list[Any] = [table, table.to_pandas(), table.to_pandas(types_mapper=pd.ArrowDtype)]
    if zone[0].isalpha():
        con = duckdb.connect()
        con.execute(f"SET TimeZone = '{zone}'")
        frames += [pl.DataFrame(table), con.from_arrow(table)]
    for frame in frames:
        assert _written(frame, catalogue, tmp_path) == ["2021-03-01 16:30:00", ""]


def test_a_moment_of_another_zone_is_judged_in_the_plans() -> None:
    """23:30 of 1 March in UTC is 2 March in Zhengzhou: one working day after 1 March."""
    frame = pl.DataFrame(
        {
            "target": [SETUP],
            "reporter": ["金水区"],
            "case": ["A1"],
            "started": [date(2021, 3, 1)],
            "finished": pl.Series([datetime(2021, 3, 1, 23, 30)]).dt.replace_time_zone("UTC"),
        }
    )
    found = yshj.check(frame, as_of=AS_OF, covers=["city", "2021"]).finding(SETUP)
    assert (found.status, found.observed) == (yshj.Status.PASS, Fraction(1))


def _cases(n: int) -> pl.DataFrame:
    start = pl.date(2021, 3, 1)
    return pl.select(at=pl.int_range(n)).select(
        target=pl.lit(SETUP),
        reporter=pl.lit("金水区"),
        case=pl.format("A{}", "at"),
        started=start,
        finished=pl.when(pl.col("at") % 50_000 == 7)
        .then(start + pl.duration(days=4))
        .otherwise(start),
    )


@pytest.mark.parametrize("library", ["polars", "pandas", "pyarrow", "duckdb"])
def test_rows_are_numbered_as_behind_a_header(library: str) -> None:
    table = _cases(200_000)
    makers: dict[str, Callable[[], Any]] = {
        "polars": lambda: table,
        "pandas": lambda: table.to_pandas().set_index("case", drop=False),
        "pyarrow": table.to_arrow,
        "duckdb": lambda: duckdb.connect().from_arrow(table.to_arrow()),
    }
    found = yshj.check(makers[library](), as_of=AS_OF).finding(SETUP)
    assert (found.n, found.over) == (200_000, 4)
    assert {(one.row, one.case) for one in found.failures} == {
        (n * 50_000 + 9, f"A{n * 50_000 + 7}") for n in range(4)
    }


def test_frames_are_left_as_they_were() -> None:
    of_pandas = pd.DataFrame({7: [1, None], "target": pd.Series(["x", 3], dtype=object)})
    of_polars = pl.DataFrame({"target": ["x", None], "value": pl.Series([1, {}], dtype=pl.Object)})
    pandas_before, polars_before = of_pandas.copy(deep=True), of_polars.clone()
    yshj.check([of_pandas, of_polars])
    pd.testing.assert_frame_equal(of_pandas, pandas_before)
    assert of_polars.schema == polars_before.schema
    assert of_polars["value"].to_list() == [1, {}]


def test_names_of_frames() -> None:
    bad = pl.DataFrame({"target": ["nope"], "period": ["2021"], "value": [1]})
    listed = yshj.check([bad, CITY, bad], as_of=AS_OF)
    assert [one.name for one in listed.inputs] == ["<frame 1>", str(CITY), "<frame 2>"]
    assert [one.file for one in listed.problems] == ["<frame 1>", "<frame 2>"]
    named = yshj.check({"2021 报送": bad, "a\x1b[31m": bad})
    assert [one.file for one in named.problems] == ["2021 报送", "a\x1b[31m"]
    assert str(named.problems[0]).startswith("2021 报送, row 2, column target: ")
    assert "\x1b" not in str(named.problems[1])


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        (pl.DataFrame({"a": [1]}), "no column target"),
        (pl.DataFrame({"target": ["x"]}), "neither case"),
        (pl.DataFrame({"target": [], "value": []}), "a header and no rows"),
        (pl.DataFrame(), "no columns"),
        (pd.DataFrame([["x", 1, 2]], columns=["target", "value", "数值"]), "are the same"),
        (pd.DataFrame([["x", 1, 2]], columns=["target", "value", "value"]), "are the same"),
    ],
    ids=["no target", "one column", "no rows", "no columns", "two names", "one name twice"],
)
def test_a_frame_that_is_no_table(frame: Any, says: str) -> None:
    report = yshj.check([frame, CITY], as_of=AS_OF)
    assert report.exit_code == 3
    assert len(report.problems) == 1
    assert report.problems[0].file == "<frame 1>"
    assert says in report.problems[0].message
    assert report.summary["pass"] > 0  # the file beside it is judged all the same


def test_extra_columns_are_noted_and_may_share_a_name() -> None:
    frame = pd.DataFrame(
        [["01-mobile-services", "2021", 310, "个", 1, 2]],
        columns=["target", "period", "value", "unit", "备注", "备注"],
    )
    report = yshj.check(frame, as_of=AS_OF)
    assert report.problems == ()
    assert report.notes[-1] == "<frame 1>: columns ignored: 备注, 备注"


def test_columns_of_a_relation_may_share_a_name_after_a_join() -> None:
    con = duckdb.connect()
    joined = con.sql(
        "SELECT * FROM (VALUES ('01-mobile-services', '2021', 310, '个', 1)) "
        "AS a(target, period, value, unit, 序号) JOIN (VALUES (1, 2)) AS b(序号, 备注) "
        "ON a.序号 = b.序号"
    )
    report = yshj.check(joined, as_of=AS_OF)
    assert report.problems == ()
    assert report.notes[-1] == "<frame 1>: columns ignored: 序号, 序号, 备注"
    twice = con.sql("SELECT '01-mobile-services' AS target, 1 AS value, 2 AS value")
    assert "are the same" in yshj.check(twice, as_of=AS_OF).problems[0].message


def test_a_mapping_reads_a_frame_too(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "mapping: 台账\ntable: cases\nheader: 3\ndelimiter: ';'\nencoding: gb18030\n"
        "date_format: '%d.%m.%Y'\ncolumns:\n  target: {constant: 08-setup-time}\n"
        "  reporter: {constant: 金水区}\n  case: 号\n  started: 始\n  finished: 终\n",
        encoding="utf-8",
    )
    frame = pl.DataFrame(
        {"号": ["1", "2"], "始": [date(2021, 3, 1)] * 2, "终": ["02.03.2021", "05.03.2021"]}
    )
    report = yshj.check(frame, mapping=mapping, as_of=AS_OF)
    assert report.problems == ()
    found = report.finding(SETUP)
    assert (found.n, found.over, found.failures[0].row) == (2, 1, 3)


@pytest.mark.parametrize("given", [3, b"a.csv", {"a": 1}, [None], pl.Series([1]), [["a.csv"]], {}])
def test_what_is_no_frame_is_told(given: Any) -> None:
    with pytest.raises(yshj.UsageError):
        yshj.check(given)
