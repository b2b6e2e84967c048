"""Calendars from outside: a plan's own, one named on the command line, and years nobody knows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run
from yshj.catalogue.load import folder_of

Write = Callable[[str, str], Path]
CASE = "target,reporter,case,started,finished\n08-setup-time,金水区,1,{},{}\n"
# an invented day off on Tuesday 2 March 2021: a case of 1 March is then due on the 3rd
DAYS = "days_off: {2021-03-02: 停办一日}\n"


def _status(yshj: Run, *words: str | Path) -> str:
    whole = ("--covers", "city", "--covers", "2021")  # no other body and no other time is missing
    done = yshj("check", *words, *whole, "--target=08-setup-time", "--output-format=json")
    assert done.code in (0, 1), done.err
    return str(json.loads(done.out)["results"][0]["status"])


def test_a_calendar_on_the_command_line(yshj: Run, table: Write) -> None:
    cases = table("c.csv", CASE.format("2021-03-01", "2021-03-03"))
    assert _status(yshj, cases) == "fail"
    assert _status(yshj, cases, "--calendar", table("days.yaml", DAYS)) == "pass"


def test_a_plans_own_calendar(yshj: Run, table: Write, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(folder_of("zhengzhou-2021"), folder)
    plan = folder / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "calendar: days.yaml\n", encoding="utf-8")
    (folder / "days.yaml").write_text(DAYS, encoding="utf-8")
    cases = table("c.csv", CASE.format("2021-03-01", "2021-03-03"))
    assert _status(yshj, cases, "--catalogue", folder) == "pass"


def test_a_late_as_of_day_alone_is_no_error(yshj: Run, table: Write) -> None:
    cases = table("c.csv", CASE.format("2021-03-01", "2021-03-02"))
    assert _status(yshj, cases, "--as-of", "2035-01-01") == "pass"
    still_open = table("o.csv", CASE.format("2021-03-01", ""))
    assert _status(yshj, still_open, "--as-of", "2035-01-01") == "fail"


def test_a_needed_date_outside_the_years_names_them(yshj: Run, table: Write) -> None:
    only_2021 = table("days.yaml", "base: none\nyears: [2021]\ndays_off: {}\n")
    cases = table("c.csv", CASE.format("2021-12-31", "2022-01-04"))
    done = yshj("check", cases, "--calendar", only_2021)
    assert done.code == 3
    assert "2021" in done.err
    assert "calendar" in done.err


def test_moments_are_in_the_plans_zone(yshj: Run, table: Write) -> None:
    # 23:30 on 1 March in London is 2 March in Zhengzhou, so the case is due on the 3rd
    cases = table("c.csv", CASE.format("2021-03-01T23:30:00Z", "2021-03-03"))
    assert _status(yshj, cases) == "pass"
    assert _status(yshj, table("l.csv", CASE.format("2021-03-01 23:30", "2021-03-03"))) == "fail"
