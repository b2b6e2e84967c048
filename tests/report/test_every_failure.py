"""Every failing row in a file: the same rows as the report counts, each with why it fails."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import EVERYTHING
from yshj.catalogue.waivers import Waiver
from yshj.contract.rows import Context
from yshj.errors import UsageError
from yshj.intake.mapping import read_mapping
from yshj.intake.read import submission
from yshj.observe.evidence import observe
from yshj.report.build import build
from yshj.report.every_failure import list_every_failure, need_suffix
from yshj.report.model import Report
from yshj.report.selection import Selection

HEADER = "target,reporter,case,started,finished\n"
Row = dict[str, str]
List = Callable[..., tuple[Report, list[Row]]]


def asked(query: str) -> duckdb.DuckDBPyRelation:
    found = duckdb.sql(query)
    assert found is not None
    return found


@pytest.fixture
def listed(context: Context, tmp_path: Path) -> List:
    """Judge files given by name and text (or bytes); the report and the rows of the CSV file."""

    def run(
        files: dict[str, str | bytes],
        *,
        as_of: str = "2022-01-10",
        waivers: Sequence[Waiver] = (),
        selection: Selection = EVERYTHING,
        mapping: Path | None = None,
    ) -> tuple[Report, list[Row]]:
        for name, text in files.items():
            data = text if isinstance(text, bytes) else text.encode("utf-8")
            (tmp_path / name).write_bytes(data)
        names = [str(tmp_path / name) for name in files]
        chosen = read_mapping(mapping, context.catalogue) if mapping else None
        day = date.fromisoformat(as_of)
        with submission(names, context, mapping=chosen) as sent:
            seen = observe(sent, context, day)
            law = (context.catalogue, context.calendar, day, waivers, selection)
            report = build("test", sent, seen, *law)
            for kind in ("csv", "parquet"):
                path = tmp_path / f"failures.{kind}"
                path.write_bytes(list_every_failure(report, sent, seen, path).read_bytes())
        text = (tmp_path / "failures.csv").read_text(encoding="utf-8")
        assert text.startswith("\ufefftarget,")
        rows = list(csv.DictReader(io.StringIO(text[1:], newline="")))
        for row in rows:
            row["file"] = Path(row["file"]).name
        assert_it_adds_up(report, rows)
        return report, rows

    return run


def assert_it_adds_up(report: Report, rows: list[Row]) -> None:
    """As many rows a target as the report counts, its worst hundred the report's own."""
    counted = Counter(row["target"] for row in rows)
    for result in report.results:
        target = result.finding.target.id
        assert counted.pop(target, 0) == result.failures_total, target
        mine = [row for row in rows if row["target"] == target][: len(result.failures)]
        for kind in {row["kind"] for row in mine}:  # figures and cases have a hundred each
            of_kind = [row for row in mine if row["kind"] == kind]
            told = [one for one in result.failures if (one.case is not None) == (kind == "case")]
            places = [(Path(one.file).name, str(one.row)) for one in told]
            assert [(row["file"], row["row"]) for row in of_kind] == places[: len(of_kind)]
    assert not counted


def test_a_late_case_says_why(listed: List) -> None:
    _, rows = listed({"c.csv": HEADER + "08-setup-time,金水,A-1,2021-03-05 9:30,2021-03-09\n"})
    assert rows == [
        {
            **{"target": "08-setup-time", "item": "8", "kind": "case", "reporter": "金水区"},
            **{"period": "", "case": "A-1", "file": "c.csv", "row": "2"},
            **{"started": "2021-03-05", "finished": "2021-03-09", "excluded": "0"},
            **{"due": "2021-03-08", "elapsed": "2", "observed": "2", "flag": ""},
            **{"limit": "1", "unit": "工作日", "missed_by": "1"},
        }
    ]


def told(row: Row, *names: str) -> tuple[str, ...]:
    return tuple(row[name] for name in names)


def test_a_case_still_open_is_late_by_now(listed: List) -> None:
    _, rows = listed(
        {
            "c.csv": HEADER + "08-setup-time,金水区,A,2021-03-01,\n"
            "08-setup-time,金水区,B,2021-03-01,2021-03-09\n"
        },
        as_of="2021-03-05",
    )
    names = ("case", "finished", "due", "elapsed", "observed", "missed_by")
    assert [told(row, *names) for row in rows] == [
        ("A", "", "2021-03-02", "4", "", "3"),
        ("B", "", "2021-03-02", "4", "", "3"),  # it finishes after the as-of day
    ]


def test_hours_excluded_time_and_own_limits(listed: List) -> None:
    _, rows = listed(
        {
            "c.csv": "target,reporter,case,started,finished,excluded,limit\n"
            "21-seizure-time,市资源规划局,H,2021-06-05 23:30,2021-06-06 02:30,0.5,\n"
            "60-other-trials,市法院,L,2021-01-04,2021-06-30,2,6个月\n"
        }
    )
    names = ("case", "started", "finished", "excluded", "due", "limit", "unit")
    assert [told(row, *names) for row in rows] == [
        *[
            (
                "H",
                "2021-06-05 23:30:00",
                "2021-06-06 02:30:00",
                "0.5",
                "2021-06-06 01:00:00",
                "1",
                "小时",
            )
        ],
        *[("L", "2021-01-04", "2021-06-30", "2", "2021-04-06", "0.5", "审限")],
    ]
    assert told(rows[0], "elapsed", "missed_by") == ("2.5", "1.5")


def test_fees_flags_and_extended_cases(listed: List) -> None:
    _, rows = listed(
        {
            "fees.csv": "target,case,value\n44-document-fee,F1,0.5元\n44-document-fee,F2,3元\n",
            "flags.csv": "target,reporter,case,flag\n"
            "68-assisted-drafting,市法院,S1,是\n68-assisted-drafting,市法院,S2,否\n",
            "long.csv": "target,reporter,case,started,finished,extended\n"
            "59-pretrial-mediation,市法院,E,2021-03-05,2021-05-07,是\n",
        }
    )
    extended = rows.pop(2)
    assert told(extended, "case", "limit", "unit") == ("E", "2", "个月")
    assert extended["due"] == "2021-05-06"  # 5 May is a day off
    names = ("case", "observed", "flag", "limit", "missed_by")
    assert [told(row, *names) for row in rows] == [
        ("F2", "3", "", "0", "3"),
        ("F1", "0.5", "", "0", "0.5"),
        ("S2", "", "no", "80", ""),
    ]


def test_reported_figures_and_milestones(listed: List) -> None:
    _, rows = listed(
        {
            "m.csv": "target,reporter,period,value,unit\n06-milestone,郑州市,,2021-10-08,\n"
            "08-setup-time,中原区,2021H1,3,工作日\n08-setup-time,金水区,2021,4,工作日\n"
            "42-electronic-processing,郑州市,2021,99.999999999%,\n"
        }
    )
    names = (
        "target",
        "kind",
        "reporter",
        "period",
        "row",
        "finished",
        "due",
        "observed",
        "missed_by",
    )
    assert [told(row, *names) for row in rows] == [
        *[("06-milestone", "measurement", "郑州市", "", "2", "2021-10-08", "2021-09-30", "", "8")],
        *[("08-setup-time", "measurement", "金水区", "2021", "4", "", "", "4", "3")],
        *[("08-setup-time", "measurement", "中原区", "2021-01..2021-06", "3", "", "", "3", "2")],
        (
            *("42-electronic-processing", "measurement", "郑州市", "2021", "5", "", ""),
            *("99.999999999", "0.000000001"),
        ),
    ]


def test_no_digit_is_rounded_across_the_limit(listed: List, tmp_path: Path) -> None:
    top = 999_999_999_999_998
    _, rows = listed(
        {
            "m.csv": "target,reporter,period,numerator,denominator\n"
            f"42-electronic-processing,郑州市,2021,{top},{top + 1}\n"
        }
    )
    assert told(rows[0], "observed", "missed_by") == ("99.999999999999", "0.000000000001")
    packed = asked(f"SELECT observed FROM '{tmp_path / 'failures.parquet'}'").fetchall()
    assert packed == [(Decimal("99.999999999999"),)]


def test_the_worst_first_then_as_the_files_stand(listed: List) -> None:
    late = "08-setup-time,金水区,{},2021-{},2021-{}\n"
    b = HEADER + "".join(late.format(f"b{n}", "04-06", "04-08") for n in range(150))
    a = HEADER + late.format("a0", "03-01", "03-03") + late.format("a1", "06-01", "06-30")
    report, rows = listed({"b.csv": b, "a.csv": a})
    assert [row["case"] for row in rows] == ["a1", "a0", *(f"b{n}" for n in range(150))]
    setup = next(one for one in report.results if one.failures)
    assert [one.case for one in setup.failures] == [row["case"] for row in rows[:100]]


def test_targets_come_in_the_plans_order(listed: List) -> None:
    _, rows = listed(
        {
            "c.csv": HEADER + "60-small-claims,市法院,S,2021-03-01,2021-09-01\n"
            "08-setup-time,金水区,A,2021-03-01,2021-03-03\n",
            "m.csv": "target,reporter,period,value,unit\n08-setup-time,中原区,2021,9,工作日\n"
            "41-capital-districts,中原区,2021,1亿元,\n",
        }
    )
    assert [told(row, "target", "kind") for row in rows] == [
        *[("08-setup-time", "measurement"), ("08-setup-time", "case")],
        *[("41-capital-districts", "measurement"), ("60-small-claims", "case")],
    ]


# --- which rows ---------------------------------------------------------------------------------


def test_rows_read_by_the_model_are_there_and_repeats_are_not(listed: List) -> None:
    lines = [
        *("08-setup-time,金水区,iso,2021-03-05,2021-03-30", "broken,row"),
        *("８-setup,金水区,unknown,2021-03-05,2021-03-30",),
        *("08-setup-time,金水区,offset,2021-03-05T01:00:00+08:00,2021-03-30",),
        *("08-setup-time,金水区,packed,20210305,２０２１-03-30",),
        *("08-setup-time,金水区,packed,20210305,２０２１-03-30",),  # sent twice
        *("08-Setup-Time,郑州市金水区,iso,2021-03-05,2021-03-30",),  # the first, by other names
        *("21-seizure-time,市资源规划局,Z,2021-06-04T01:00:00Z,2021-06-04 12:00",),
        *("21-seizure-time,市资源规划局,P,2021-06-04 9:00,2021-06-04 13:00",),
    ]
    _, rows = listed({"c.csv": HEADER + "\n".join(lines) + "\n"})
    assert [told(row, "case", "row") for row in rows] == [
        *[("iso", "2"), ("offset", "5"), ("packed", "6"), ("P", "10"), ("Z", "9")]
    ]


def test_broken_records_do_not_shift_the_rows(listed: List) -> None:
    lines, expected = [], []
    for n in range(2, 1202):
        if n % 7 == 0 or 500 < n < 520:
            lines.append("too,few")
        elif n % 3:
            lines.append(f"08-setup-time,金水区,late-{n},2021-03-05,2021-03-30")
            expected.append((f"late-{n}", str(n)))
        else:
            lines.append(f"08-setup-time,金水区,met-{n},2021-03-05,2021-03-08")
    _, rows = listed({"c.csv": HEADER + "\n".join(lines)})
    assert [told(row, "case", "row") for row in rows] == expected


def test_what_is_set_aside_or_not_chosen_is_not_there(listed: List) -> None:
    text = HEADER + "".join(
        f"08-setup-time,{name},{name},2021-03-01,2021-03-31\n"
        for name in ("中原区", "金水区", "二七区")
    )
    waiver = Waiver("08-setup-time", "中原区", "flood", "Wang", date(2022, 6, 30))
    _, rows = listed({"c.csv": text}, waivers=[waiver])
    assert [row["reporter"] for row in rows] == ["金水区", "二七区"]
    _, rows = listed({"c.csv": text}, selection=Selection(reporters=frozenset({"二七区"})))
    assert [row["reporter"] for row in rows] == ["二七区"]
    whole = Waiver("08-setup-time", None, "flood", "Wang", date(2022, 6, 30))
    assert listed({"c.csv": text}, waivers=[whole])[1] == []


def test_a_mapped_export_a_packed_and_a_parquet_file(listed: List, tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "mapping: x\ntable: cases\ndate_format: '%d.%m.%Y'\ncolumns:\n"
        "  target: {constant: 08-setup-time}\n  reporter: 区\n  case: 号\n"
        "  started: 收\n  finished: 办\nfilter:\n  - {column: 态, not_in: [撤]}\n",
        encoding="utf-8",
    )
    export = (
        "态,区,号,收,办\n撤,金水区,1,01.03.2021,31.03.2021\n办,金水区,2,01.03.2021,31.03.2021\n"
    )
    _, rows = listed({"e.csv": export}, mapping=mapping)
    assert [told(row, "case", "row", "due") for row in rows] == [("2", "3", "2021-03-02")]

    text = HEADER + "08-setup-time,金水区,Z,2021-03-01,2021-03-31\n"
    duckdb.sql(
        "COPY (SELECT '08-setup-time' AS target, 'P' AS \"case\", '金水区' AS reporter, "
        "DATE '2021-03-01' AS started, DATE '2021-04-30' AS finished) "
        f"TO '{tmp_path / 'in.parquet'}' (FORMAT parquet)"
    )
    files = {
        "z.csv.gz": gzip.compress(text.encode()),
        "p.parquet": (tmp_path / "in.parquet").read_bytes(),
    }
    _, rows = listed(files)
    assert [told(row, "case", "file", "row") for row in rows] == [
        *[("P", "p.parquet", "2"), ("Z", "z.csv.gz", "2")]
    ]


def test_nothing_failing_is_a_header_and_no_rows(listed: List, tmp_path: Path) -> None:
    _, rows = listed({"c.csv": HEADER + "08-setup-time,金水区,A,2021-03-01,2021-03-02\n"})
    assert rows == []
    head = (tmp_path / "failures.csv").read_text(encoding="utf-8-sig")
    assert head == (
        "target,item,kind,reporter,period,case,file,row,started,finished,excluded,due,"
        "elapsed,observed,flag,limit,unit,missed_by\n"
    )
    packed = asked(f"SELECT * FROM '{tmp_path / 'failures.parquet'}'")
    assert packed.columns == head.strip().split(",")
    assert packed.fetchall() == []


# --- the two kinds of file ----------------------------------------------------------------------

HOSTILE = [
    "=cmd|'/C calc'!A",
    "@x",
    "-1*cmd|'/C calc'!A",
    "a\x1b[2Jb",
    'say "hi", twice',
    "-5",
    "x\ny",
]


def test_a_spreadsheet_finds_no_formula_and_parquet_keeps_the_cell(
    listed: List, tmp_path: Path
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER.strip().split(","))
    for number in HOSTILE:
        writer.writerow(["08-setup-time", "金水区", number, "2021-03-01", "2021-03-31"])
    _, rows = listed({"=c.csv": out.getvalue()})
    assert [row["case"] for row in rows] == [
        *("'=cmd|'/C calc'!A", "'@x", "'-1*cmd|'/C calc'!A", "a\\x1b[2Jb", 'say "hi", twice', "-5"),
        "x\ny",
    ]
    table = f"'{tmp_path / 'failures.parquet'}'"
    kept: list[Any] = asked(f'SELECT "case" FROM {table}').fetchall()
    assert kept == [(number,) for number in HOSTILE]


def test_both_kinds_of_file_hold_the_same(listed: List, tmp_path: Path) -> None:
    cases = """60-small-claims,市法院,A,2021-03-01,2021-09-01
08-setup-time,金水区,B,2021-03-01,2021-03-03
"""
    figures = "target,period,reporter,value\n41-capital-districts,2021,中原区,1.5亿元\n"
    listed({"c.csv": HEADER + cases, "m.csv": figures})
    as_text = asked(f"SELECT * FROM read_csv('{tmp_path / 'failures.csv'}', all_varchar = true)")
    packed = asked(f"SELECT * FROM '{tmp_path / 'failures.parquet'}'")
    kinds = dict(zip(packed.columns, map(str, packed.types), strict=True))
    assert {name for name, kind in kinds.items() if kind.startswith("DECIMAL")} == {
        *("excluded", "elapsed", "observed", "limit", "missed_by")
    }
    assert (kinds["row"], kinds["item"]) == ("BIGINT", "INTEGER")
    for one, other in zip(as_text.fetchall(), packed.fetchall(), strict=True):
        for text, cell in zip(one, other, strict=True):
            if isinstance(cell, Decimal):
                assert Decimal(text) == cell
            else:
                assert (text or "") == ("" if cell is None else str(cell))


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.csv.gz", "csv"])
def test_only_two_kinds_of_file_are_written(name: str) -> None:
    with pytest.raises(UsageError, match=r"must end in \.csv or \.parquet"):
        need_suffix(Path(name))
    need_suffix(Path("A.CSV"))
    need_suffix(Path("a.Parquet"))
