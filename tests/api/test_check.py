"""`yshj.check` says what the command says, and raises where the command exits."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import yshj
from tests import command
from tests.api.conftest import AS_OF, CASES, CITY, ROOT
from yshj.catalogue.model import Catalogue

pytestmark = pytest.mark.thorough  # the golden files show a case of each in the default run

BROKEN = ROOT / "samples/broken.csv"


def _command(*words: str | Path) -> tuple[int, str]:
    done = command.run(["check", *words, "--output-format", "json"], Path.cwd())
    return done.returncode, done.stdout.decode("utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("files", "code"), [((CITY, CASES), 1), ((BROKEN,), 3)])
def test_the_dict_is_the_commands_json(files: tuple[Path, ...], code: int, lang: str) -> None:
    ended, printed = _command(*files, "--as-of", AS_OF, "--lang", lang)
    report = yshj.check(list(files), as_of=AS_OF, lang="zh")
    assert report.exit_code == ended == code
    assert report.to_json(lang) == printed
    assert report.to_dict(lang) == json.loads(printed)


def test_every_setting_is_the_commands(tmp_path: Path) -> None:
    waivers = tmp_path / "w.yaml"
    waivers.write_text(
        "waivers:\n  - {target: 08-setup-time, reporter: 金水区, reason: 迁移, approver: 办,"
        " expires: 2021-12-31}\n",
        encoding="utf-8",
    )
    calendar = tmp_path / "c.yaml"
    calendar.write_text("base: statutory\ndays_off: {2021-03-02: 停电}\n", encoding="utf-8")
    before = tmp_path / "before.json"
    before.write_text(yshj.check(CASES, as_of="2021-06-30").to_json(), encoding="utf-8")
    report = yshj.check(
        CASES,
        plan="zhengzhou-2021",
        as_of=AS_OF,
        encoding="utf-8",
        calendar=calendar,
        waivers=waivers,
        baseline=before,
        targets="68-assisted-drafting",
        items=[8, 60],
        by="reporter",
        fail_on="regression",
    )
    words: list[str | Path] = [
        *(CASES, "--as-of", AS_OF, "--encoding", "utf-8", "--calendar", calendar),
        *("--waivers", waivers, "--baseline", before, "--target", "68-assisted-drafting"),
        *(
            "--item",
            "8",
            "--item",
            "60",
            "--by",
            "reporter",
            "--fail-on",
            "regression",
            "--lang",
            "en",
        ),
    ]
    assert (report.exit_code, report.to_json()) == _command(*words)
    assert {"baseline", "breakdown"} <= report.to_dict().keys()
    assert [one.reason for one in report.finding("08-setup-time").waivers] == ["迁移"]


@pytest.mark.parametrize(
    "as_of",
    [
        *(date(2021, 6, 30), datetime(2021, 6, 30, 23, 59), datetime(2021, 6, 29, 20, tzinfo=UTC)),
        *("2021-06-30", "2021年6月30日"),
    ],
)
def test_the_day_in_any_shape(as_of: date | str, catalogue: Catalogue) -> None:
    report = yshj.check(CITY, as_of=as_of, items=8, plan=catalogue)
    assert report.as_of == date(2021, 6, 30)


def test_without_a_day_it_is_today_where_the_plan_is(catalogue: Catalogue) -> None:
    before = datetime.now(catalogue.zone).date()
    report = yshj.check(CITY, items=8, plan=catalogue)
    assert before <= report.as_of <= datetime.now(catalogue.zone).date()


def test_narrowed_to_one_word_or_several(catalogue: Catalogue) -> None:
    one = yshj.check(CASES, as_of=AS_OF, plan=catalogue, targets="08-setup-time", reporters="金水")
    assert [found.id for found in one.findings] == ["08-setup-time"]
    assert [body.reporter for body in one.findings[0].reporters] == ["金水区"]
    several = yshj.check(
        CASES, as_of=AS_OF, plan=catalogue, targets=iter(["08-setup-time"]), items={60}
    )
    assert {found.item for found in several.findings} == {8, 60}
    of_a_column = pd.Series([60, 8])
    for items in (of_a_column, of_a_column[1]):
        found = yshj.check(CASES, as_of=AS_OF, plan=catalogue, items=items)
        assert found.findings[0].item == 8


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"plan": "zhengzou-2021"}, "did you mean 'zhengzhou-2021'"),
        ({"as_of": "soon"}, "as_of: "),
        ({"as_of": 20211231}, "as_of takes a date, not 20211231"),
        ({"encoding": "utf-9"}, "unknown encoding"),
        ({"mapping": "no-such.yaml"}, "no-such.yaml"),
        ({"calendar": "no-such.yaml"}, "no-such.yaml"),
        ({"waivers": "no-such.yaml"}, "no-such.yaml"),
        ({"baseline": "no-such.json"}, "baseline: "),
        ({"targets": "08-setup-tme"}, "did you mean '08-setup-time'"),
        ({"items": 101}, "no item 101"),
        ({"reporters": ["金水曲"]}, "did you mean '金水"),
        ({"by": "reporters"}, "by takes reporter"),
        ({"fail_on": "wran"}, "fail_on takes never"),
        ({"fail_on": "regression"}, "baseline"),
        ({"lang": "fr"}, "lang is en or zh"),
        ({"plan": 5}, "plan takes a name or a folder, not 5"),
        ({"encoding": 5}, "encoding takes text, not 5"),
        ({"mapping": {"target": "x"}}, "mapping takes a path, not {'target': 'x'}"),
        ({"calendar": 2021}, "calendar takes a path"),
        ({"baseline": 5}, "baseline takes a path"),
        ({"targets": 8}, "targets takes text, not 8"),
        ({"reporters": [None]}, "reporters takes text, not None"),
        ({"items": "8"}, "items takes whole numbers, not '8'"),
        ({"items": [8.5]}, "items takes whole numbers, not 8.5"),
        ({"by": ["item"]}, "by takes text, not ['item']"),
        ({"fail_on": None}, "fail_on takes text, not None"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_call_is_told_before_anything_is_read(
    wrong: dict[str, Any], says: str
) -> None:
    with pytest.raises(yshj.UsageError) as told:
        yshj.check("no-such.csv", **wrong)
    assert says in str(told.value)
    assert told.value.text.zh
    assert told.value.exit_code == 2


def test_nothing_given_is_wrong_usage() -> None:
    with pytest.raises(yshj.UsageError, match="no file and no frame"):
        yshj.check([])


def test_a_broken_catalogue_lists_every_fault(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("titel: x\n", encoding="utf-8")
    with pytest.raises(yshj.CatalogueError) as told:
        yshj.load(tmp_path)
    assert len(told.value.problems) > 1


def test_drafted_targets_judge_nobody_unasked(tmp_path: Path) -> None:
    for path in (ROOT / "targets/zhengzhou-2021").iterdir():
        text = path.read_text(encoding="utf-8")
        first = "      - id: 08-setup-time\n"
        text = text.replace(first, first + "        confirmed: false\n")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(yshj.UsageError, match="allow_unconfirmed"):
        yshj.check(CITY, plan=tmp_path, targets="08-setup-time")
    # the confirmed ones are judged, the others named (contract, section 6: for a person to confirm)
    rest = yshj.check(CITY, plan=tmp_path)
    assert "08-setup-time" not in {one.id for one in rest.findings}
    assert any("08-setup-time" in note for note in rest.notes)
    assert yshj.check(CITY, plan=tmp_path, allow_unconfirmed=True).findings
    assert yshj.check(CITY, plan=tmp_path, items=60).findings


def test_what_cannot_be_read_is_a_problem_not_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    report = yshj.check([tmp_path / "empty.csv", "no-such.csv", str(CITY)], as_of=AS_OF)
    assert report.exit_code == 3
    assert [(one.file, one.row) for one in report.problems] == [
        ("no-such.csv", None),
        (str(tmp_path / "empty.csv"), None),
    ]
    assert str(report.problems[0]) == "no-such.csv: no such file [E001]"
    assert report.summary["pass"] > 0


def test_files_come_as_on_the_command_line(tmp_path: Path, catalogue: Catalogue) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(CITY.read_bytes())

    def names(files: Any) -> list[str]:
        found = yshj.check(files, as_of=AS_OF, items=8, plan=catalogue).inputs
        return [Path(one.name).name for one in found]

    assert names(tmp_path) == names(str(tmp_path / "*.csv")) == ["a.csv", "b.csv"]
    assert names(sorted(tmp_path.glob("*.csv"))) == ["a.csv", "b.csv"]
    assert names(tmp_path.glob("a.*")) == ["a.csv"]


def test_nothing_is_printed_and_nothing_left_behind(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    frame = pl.read_csv(CASES, infer_schema=False)
    report = yshj.check([frame, BROKEN, "no-such.csv"], as_of=AS_OF)
    report.to_json()
    report.to_frame()
    report._repr_html_()
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_several_checks_at_once(catalogue: Catalogue) -> None:
    frame = pl.read_csv(CASES, infer_schema=False)
    jobs: list[Callable[[], yshj.Report]] = [
        lambda: yshj.check({"x": frame}, as_of=AS_OF, plan=catalogue),
        lambda: yshj.check({"x": frame.to_pandas()}, as_of="2021-06-30"),
        lambda: yshj.check(CITY, as_of=AS_OF),
    ]
    alone = [job().to_json() for job in jobs]
    with ThreadPoolExecutor(6) as threads:
        together = list(threads.map(lambda job: job().to_json(), jobs * 2))
    assert together == alone * 2
