"""A ledger comes to the same report in every engine as in a file."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yshj
from tests.api.conftest import AS_OF, CASES, ROOT, as_csv, rows_of
from tests.benchmarks.ledger import DISTRICTS
from tests.pushed.engines import Hold, Kinds, Rows, duck, postgres, sqlite
from yshj.catalogue.model import Catalogue
from yshj.intake.pushed import asked, table

# Ibis still calls a name of DuckDB, and an option of pandas, that are to go
pytestmark = [
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The 'future.infer_string' option:DeprecationWarning"),
]
ENGINES = {"postgres": postgres, "duckdb": duck, "sqlite": sqlite}


EACH = [pytest.param(name, marks=pytest.mark.sql) for name in ENGINES]


@pytest.fixture(scope="module", params=EACH)
def hold(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hold]:
    with ENGINES[request.param](tmp_path_factory.mktemp(request.param)) as made:
        yield made


def _plain(report: yshj.Report, name: str = "<frame 1>") -> dict[str, Any]:
    """The report without what a file has and an engine has not: its hash, encoding and lines."""
    data: dict[str, Any] = json.loads(report.to_json().replace(json.dumps(name)[1:-1], "<frame 1>"))
    for one in data["inputs"]:
        one.pop("sha256", None)
        del one["encoding"]
    for one in [*data["errors"], *(row for found in data["results"] for row in found["failures"])]:
        del one["line"]
    return data


def _agree(hold: Hold, rows: Rows, kinds: Kinds, catalogue: Catalogue, path: Path) -> yshj.Report:
    numbered = [["id", *rows[0]]]
    numbered += [[str(at), *row] for at, row in enumerate(rows[1:], start=2)]
    path.write_bytes(as_csv(numbered))
    of_file = yshj.check(path, as_of=AS_OF, plan=catalogue)
    of_engine = yshj.check(hold(rows, kinds), as_of=AS_OF, plan=catalogue, key="id")
    assert _plain(of_engine) == _plain(of_file, str(path))
    return of_engine


@pytest.mark.parametrize("sample", ["cases-2021", "broken-cases"])
def test_a_sample(hold: Hold, sample: str, catalogue: Catalogue, tmp_path: Path) -> None:
    rows = rows_of(ROOT / f"samples/{sample}.csv")
    rows = [[cell.replace("\0", "?") for cell in row] for row in rows]  # PostgreSQL holds none
    report = _agree(hold, rows, {}, catalogue, tmp_path / "rows.csv")
    assert report.inputs[0].rows == len(rows) - 1
    assert report.inputs[0].sha256 is None


_TARGETS = [
    *("08-setup-time", "08-setup-time", " 08-Setup-Time", "企业开办时间"),
    *("21-seizure-time", "60-other-trials", "20-capacity", "01-mobile-services", "x", "", "合计"),
]
_DAYS = ["2021-03-04", "2021-03-05", "2021-03-12", "2021/3/5", "2021-13-01", "2020-12-31", ""]
_TEXTS = {
    "target": st.sampled_from(_TARGETS),
    "reporter": st.sampled_from(["", "金水区", "金水区", "金水", " ", "市法院", "nobody", "合计"]),
    "case": st.integers(1, 12).map("A{}".format)
    | st.sampled_from(
        [
            "",
            " A1",
            "A1 ",
            "'A1",
            "合计",
            "4.1E+20",
            "#N/A",
        ]
    ),
    "started": st.sampled_from([*_DAYS, "2021-03-05 09:30", "2021-03-05 09:30:10", "epoch"]),
    "finished": st.sampled_from([*_DAYS, "2021-03-05 09:05", "2021-03-06 10:00"]),
    "value": st.sampled_from(["", "", "3", "x", "#N/A"]),
    "excluded": st.sampled_from(["", "", "", "1", "三"]),
    "limit": st.sampled_from(["", "6个月", "30日", "?"]),
    "extended": st.sampled_from(["", "", "是", "maybe"]),
    "reported": st.sampled_from(["", "2021-04-01", "2021-04-02", "2021-02-30", "soon"]),
    "evidence": st.sampled_from(["", "a.pdf"]),
    "经办人": st.sampled_from(["", "张三"]),
}
_TYPED = _TEXTS | {
    "started": st.sampled_from(
        [
            "",
            "2021-03-04 09:30:00",
            "2021-03-05 09:30:10",
            "2021-03-05 00:00:00",
            "2020-12-30 10:00:00",
        ]
    ),
    "finished": st.sampled_from(
        [
            "",
            "2021-03-05 09:05:00",
            "2021-03-06 00:00:00",
            "2021-03-05 00:00:00",
            "2021-03-12 11:00:00",
        ]
    ),
    "reported": st.sampled_from(["", "2021-04-01", "2021-04-02"]),
}
TYPED: Kinds = {"started": "timestamp", "finished": "timestamp", "reported": "date"}


def _ledgers(cells: dict[str, Any]) -> st.SearchStrategy[list[list[str]]]:
    row = st.tuples(*cells.values()).map(list)
    return st.lists(row, min_size=1, max_size=60).map(lambda rows: [list(cells), *rows])


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(st.booleans(), st.data())
def test_a_random_dirty_ledger(
    hold: Hold,
    catalogue: Catalogue,
    tmp_path_factory: pytest.TempPathFactory,
    typed: bool,
    data: st.DataObject,
) -> None:
    rows = [list(row) for row in data.draw(_ledgers(_TYPED if typed else _TEXTS))]
    path = tmp_path_factory.mktemp("rows") / "rows.csv"
    if typed:  # as such a column would be written: days, where all are midnight
        for name in ("started", "finished"):
            at = rows[0].index(name)
            if all(row[at][10:] in ("", " 00:00:00") for row in rows[1:]):
                for row in rows[1:]:
                    row[at] = row[at][:10]
    _agree(hold, rows, TYPED if typed else {}, catalogue, path)


def test_many_rows_of_few_groups(hold: Hold, catalogue: Catalogue, tmp_path: Path) -> None:
    """Ties among the worst, cases sent twice, and a row in a hundred refused."""
    rng = random.Random(7)
    rows = [["target", "reporter", "case", "started", "finished"]]
    for at in range(3_000):
        day = f"2021-03-{rng.randint(1, 9):02}"
        finish = rng.choice(["2021-03-09", "2021-03-10", "2021-03-20", "", "soon"] * 20 + ["x"])
        rows.append(
            ["08-setup-time", rng.choice(["金水区", "二七区"]), f"A{at % 2_950}", day, finish]
        )
    report = _agree(hold, rows, {}, catalogue, tmp_path / "rows.csv")
    finding = report.finding("08-setup-time")
    assert finding.over is not None
    assert finding.over > 100


def test_every_body_spelt_in_two_ways(hold: Hold, catalogue: Catalogue, tmp_path: Path) -> None:
    """What is asked of the engine grows with the names, and does not double with each."""
    rows = [["target", "reporter", "case", "started", "finished"]]
    for at, name in enumerate(DISTRICTS):
        for spelt in (name, f"郑州市{name}"):
            rows.append(["08-setup-time", spelt, f"A{at}", "2021-03-04", "2021-03-05"])
    report = _agree(hold, rows, {}, catalogue, tmp_path / "rows.csv")
    assert report.finding("08-setup-time").n == len(DISTRICTS) == 16
    assert len(report.problems) == 16  # each sent twice


def test_nothing_comes_but_through_the_cap(
    hold: Hold, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is collected is collected in one place, and no more than its cap."""
    import narwhals as nw

    sizes: list[int] = []
    plain = nw.LazyFrame.collect

    def counted(self: Any, *given: Any, **options: Any) -> Any:
        found = plain(self, *given, **options)
        sizes.append(len(found))
        return found

    monkeypatch.setattr(nw.LazyFrame, "collect", counted)
    frame = hold(rows_of(CASES), {})
    yshj.check(frame, as_of=AS_OF, plan=catalogue, key="id")
    assert sizes
    monkeypatch.setattr(table, "MOST_GROUPS", 10)
    sizes.clear()
    report = yshj.check(frame, as_of=AS_OF, plan=catalogue, key="id")
    assert [one["code"] for one in report.to_dict()["errors"]] == ["E091"]
    assert report.exit_code == 3
    assert max(sizes) <= max(asked.MOST_NAMES, 11)


def _codes(frame: Any, catalogue: Catalogue, key: str | None = "id") -> list[str]:
    report = yshj.check(frame, as_of=AS_OF, plan=catalogue, key=key)
    assert report.exit_code == 3
    return [one["code"] for one in report.to_dict()["errors"]]


ROWS = [["target", "case", "started"], ["08-setup-time", "A1", ""]]


@pytest.mark.parametrize("key", ["nothing", "case", None])
def test_a_key_that_is_none(hold: Hold, catalogue: Catalogue, key: str | None) -> None:
    assert _codes(hold(ROWS, {}), catalogue, key) == ["E094"]


@pytest.mark.parametrize("hold", EACH[:2], indirect=True)  # SQLite has no such types
def test_what_is_not_read(hold: Hold, catalogue: Catalogue) -> None:
    assert _codes(hold(ROWS, {"started": "timestamptz"}), catalogue) == ["E093"]
    assert _codes(hold(ROWS, {"started": "interval"}), catalogue) == ["E092"]


@pytest.mark.sql
def test_a_column_of_dates_that_holds_other_text(catalogue: Catalogue, tmp_path: Path) -> None:
    """SQLite keeps it, and so must we: read as a date it would be blank, and the case open."""
    rows = [["target", "case", "started", "finished"]]
    rows += [["08-setup-time", "A1", "2021-03-04", "2021-13-05"]]
    rows += [["08-setup-time", "A2", "2021/3/4", "2021-03-05"]]
    with sqlite(tmp_path) as hold:
        kinds = {"started": "DATE", "finished": "DATETIME"}
        report = _agree(hold, rows, kinds, catalogue, tmp_path / "rows.csv")
        told = [(one["row"], one["column"], one["value"]) for one in report.to_dict()["errors"]]
        assert told == [(2, "finished", "2021-13-05")]
        assert report.finding("08-setup-time").n == 1
        frame = hold(rows, kinds)
        frame.get_backend().con.execute("UPDATE cases SET id = 'two' WHERE id = 2")
        assert _codes(frame, catalogue) == ["E094"]


def test_a_table_that_is_gone(hold: Hold, catalogue: Catalogue) -> None:
    frame = hold(ROWS, {})
    frame.get_backend().raw_sql("DROP TABLE cases")
    assert _codes(frame, catalogue) == ["E090"]


@pytest.mark.sql
def test_an_address() -> None:
    for address in ("postgresql://a:secret@host/db?table=cases", "postgresql://host/db"):
        with pytest.raises(yshj.UsageError) as raised:
            yshj.check(address)
        assert "secret" not in str(raised.value)
