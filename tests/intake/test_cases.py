"""Case ledgers as they come out of a file: grouped, and the rest read by the model."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.intake.conftest import Reader
from yshj.contract import cells
from yshj.contract.rows import Context
from yshj.intake.read import submission

HEADER = "target,reporter,case,started,finished\n"


def test_like_cases_are_counted_together(read: Reader, tmp_path: Path) -> None:
    row = "08-setup-time,金水区,A{},2021-03-0{} {}:00,2021-03-05\n"
    days = "".join(row.format(at, 1 + at % 2, 8 + at) for at in range(10))
    (tmp_path / "a.csv").write_text(HEADER + days)
    found = read(tmp_path / "a.csv")
    assert sorted(found.cases.values()) == [5, 5]
    assert {facts.started for _, _, facts in found.cases} == {date(2021, 3, 1), date(2021, 3, 2)}


def test_hours_keep_their_time_of_day(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        HEADER
        + "21-seizure-time,,A,2021-03-01 9:32,2021-03-01 10:00\n"
        + "21-seizure-time,,B,2021-03-01T01:32Z,2021/3/1 10:00\n"  # the same, by the model
        + "21-seizure-time,,C,2021-03-01 9:32,2021-03-01 10:33\n"
    )
    found = read(tmp_path / "a.csv")
    told = {
        facts.finished: (n, facts.timing.over)
        for (_, _, facts), n in found.cases.items()
        if facts.timing
    }
    assert told == {
        datetime(2021, 3, 1, 10, 0): (2, False),
        datetime(2021, 3, 1, 10, 33): (1, True),
    }


@pytest.mark.parametrize(
    "form", ["2021-03-{:02}", "2021年3月{}日", "2021年3月{}日9时5分", "2021.3.{}"]
)
def test_every_date_format_gives_the_same_groups(read: Reader, tmp_path: Path, form: str) -> None:
    rows = "".join(
        f"08-setup-time,金水区,A{at},{form.format(1 + at % 3)},{form.format(9)}\n"
        for at in range(9)
    )
    (tmp_path / "a.csv").write_text(HEADER + rows)
    found = read(tmp_path / "a.csv")
    assert {(facts.started, n) for (_, _, facts), n in found.cases.items()} == {
        (date(2021, 3, day), 3) for day in (1, 2, 3)
    }


def test_moments_with_an_offset_are_told_on_the_plans_clock(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    read = cells.moment

    def moment(text: str, zone: ZoneInfo) -> date | datetime:
        given.append(text)
        return read(text, zone)

    monkeypatch.setattr(cells, "moment", moment)
    moments = {
        "2021-03-01T16:30:00Z": date(2021, 3, 2),
        "2021-03-01T15:30:00Z": date(2021, 3, 1),
        "2021-03-02T00:30:00+08:00": date(2021, 3, 2),
        "2021-03-01T23:30:00-05:00": date(2021, 3, 2),
        "1990-06-30T15:30:00Z": date(1990, 7, 1),  # there was summer time: +09:00
    }
    path = tmp_path / "a.csv"
    rows = [f"08-setup-time,,A{at},{cell},\n" for at, cell in enumerate(moments)]
    path.write_text(HEADER + "".join(rows))
    with submission([str(path)], context) as sent:
        found = sorted(facts.started or date.max for _, facts in sent.ledger.facts.values())
    assert found == sorted(set(moments.values()))
    # all but the one from a year whose clock moved are read as they are loaded
    assert given == ["1990-06-30T15:30:00Z"]


def test_the_bad_rows_of_a_good_file(read: Reader, tmp_path: Path) -> None:
    good = "08-setup-time,金水区,G{},2021-03-01,2021-03-02\n"
    rows = [good.format(at) for at in range(200)]
    for at, bad in (
        (3, "08-setup-tine,金水区,B1,2021-03-01,2021-03-02\n"),
        (50, "08-setup-time,金水曲,B2,2021-03-01,2021-03-02\n"),
        (51, "08-setup-time,金水区,B3,2021-03-05,2021-03-02\n"),
        (52, "08-setup-time,金水区,B4,2021-02-30,2021-03-02\n"),
        (199, "08-setup-time,金水区,,2021-03-01,2021-03-02\n"),
    ):
        rows[at] = bad
    (tmp_path / "a.csv").write_text(HEADER + "".join(rows))
    found = read(tmp_path / "a.csv")
    assert found.places() == [
        (5, 5, "target", "08-setup-tine"),
        (52, 52, "reporter", "金水曲"),
        (53, 53, "finished", "2021-03-02"),
        (54, 54, "started", "2021-02-30"),
        (201, 201, "case", None),
    ]
    assert (found.accepted, found.adds_up()) == (195, True)


@pytest.mark.parametrize(
    ("started", "finished", "reported"),
    [
        ("2021-03-01 10:00", "2021-03-01 9:59", ""),
        ("2021-03-01", "2021-03-02", "soon"),
        ("21-03-01", "2021-03-02", ""),
        ("2021-03-01 24:00", "2021-03-02", ""),
        ("epoch", "infinity", ""),
    ],
)
def test_the_fast_way_is_no_laxer(
    read: Reader, tmp_path: Path, started: str, finished: str, reported: str
) -> None:
    (tmp_path / "a.csv").write_text(
        "target,case,started,finished,reported\n"
        f"08-setup-time,A,{started},{finished},{reported}\n08-setup-time,B,2021-03-01,,\n"
    )
    found = read(tmp_path / "a.csv")
    assert (found.accepted, found.refused, found.adds_up()) == (1, 1, True)
