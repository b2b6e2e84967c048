"""`yshj trace` and `yshj draft` from the command line: exit codes, formats, what is refused."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests import command
from tests.trace.conftest import ORDINANCE


def run(*words: str, **env: str) -> tuple[int, str, str]:
    done = command.run(words, Path.cwd(), {**os.environ, "COLUMNS": "100", **env})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "条例.md"
    path.write_text(ORDINANCE, encoding="utf-8")
    return path


@pytest.fixture
def catalogue(plan: Path) -> Path:
    folder = plan.parent / "drafted"
    assert run("draft", str(plan), "-o", str(folder), "--lang", "en")[0] == 0
    return folder


def confirm(catalogue: Path) -> None:
    """What a person does who has read every clause."""
    for path in catalogue.glob("section-*.yaml"):
        words = path.read_text(encoding="utf-8").replace("        confirmed: false\n", "")
        path.write_text(words, encoding="utf-8")


def test_a_draft_lints_and_is_not_certified(plan: Path, catalogue: Path) -> None:
    """`trace` never certifies a draft (contract, section 6), and a confirmed one holds."""
    assert run("lint", str(catalogue))[0] == 0
    base = ("trace", str(plan), "--catalogue", str(catalogue), "--lang", "en")
    code, out, _ = run(*base)
    assert code == 1
    assert "9 targets nobody has confirmed" in out
    assert "the draft makes it no target: look" in out  # 一万元以上五万元以下
    confirm(catalogue)
    code, out, _ = run(*base)
    assert code == 0
    assert "6 items" in out
    assert "0 faults" in out
    assert not [path for path in plan.parent.iterdir() if path.name.startswith(".")]


def test_a_fault_is_exit_1_in_every_format(plan: Path, catalogue: Path) -> None:
    confirm(catalogue)
    plan.write_text(ORDINANCE.replace("三个工作日", "五个工作日"), encoding="utf-8")
    base = ("trace", str(plan), "--catalogue", str(catalogue))
    code, out, _ = run(*base, "--lang", "zh", "-q")
    assert code == 1
    assert "五个工作日" in out
    code, out, _ = run(*base, "--output-format", "json")
    assert code == 1
    data = json.loads(out)
    assert data["exit_code"] == 1
    kinds = {fault["kind"] for item in data["items"] for fault in item["faults"]}
    assert kinds == {"quote", "unaccounted"}


def test_one_item_with_its_figures_marked(plan: Path, catalogue: Path) -> None:
    base = ("trace", str(plan), "--catalogue", str(catalogue), "--item", "2")
    code, out, _ = run(*base, "--lang", "en", "--color", "never")
    assert code == 0
    assert "[1|一个工作日]" in out
    assert "02-at-most-3-working-days (3 working days)" in out
    code, out, _ = run(*base, "--color", "always")
    assert "\x1b[" in out
    assert "[1|" not in out


def test_what_cannot_be_read_or_is_wrong(plan: Path, catalogue: Path, tmp_path: Path) -> None:
    assert run("trace", str(tmp_path / "absent.md"))[0] == 3
    assert run("draft", str(tmp_path / "absent.md"), "-o", str(tmp_path / "new"))[0] == 3
    assert not (tmp_path / "new").exists()
    assert run("trace", str(plan), "--catalogue", "nowhere")[0] == 2
    assert run("trace", str(plan), "--catalogue", str(catalogue), "--item", "99")[0] == 2
    assert run("draft", str(plan))[0] == 2
    assert run("draft", str(plan), "-o", str(plan))[0] == 2


def test_the_plan_is_not_written_over(plan: Path, catalogue: Path) -> None:
    words = ("trace", str(plan), "--catalogue", str(catalogue), "--lang", "en", "-o", str(plan))
    assert run(*words) == (2, "", "条例.md is an input: not written over\n")
    assert plan.read_text(encoding="utf-8") == ORDINANCE


def test_a_folder_in_use_is_left_alone(plan: Path, catalogue: Path) -> None:
    before = {path.name: path.read_bytes() for path in catalogue.iterdir()}
    code, _, err = run("draft", str(plan), "-o", str(catalogue), "--lang", "en")
    assert code == 2
    assert "not an empty folder" in err
    assert {path.name: path.read_bytes() for path in catalogue.iterdir()} == before
    (plan.parent / "empty").mkdir()
    assert run("draft", str(plan), "-o", str(plan.parent / "empty"))[0] == 0


def test_check_does_not_judge_by_what_nobody_confirmed(catalogue: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent.csv"
    sent.write_text(
        "target,period,value,unit\n02-at-most-1-working-day,2020,1,工作日\n", encoding="utf-8"
    )
    base = ("check", str(sent), "--catalogue", str(catalogue), "--as-of", "2021-01-01")
    code, _, err = run(*base, "--lang", "en")
    assert code == 2
    assert "--allow-unconfirmed" in err
    assert run(*base, "--allow-unconfirmed")[0] == 0
    assert run(*base, "--item", "2")[0] == 2


def test_the_measure_is_printed(zhengzhou: Path) -> None:
    code, out, _ = run("draft", str(zhengzhou), "--measure", "zhengzhou-2021", "--lang", "en")
    assert code == 0
    assert out.startswith("recall ")
    code, out, _ = run(
        "draft", str(zhengzhou), "--measure", "zhengzhou-2021", "--output-format", "json"
    )
    assert json.loads(out)["right"] > 60


def test_a_draft_is_confirmed_one_target_at_a_time(catalogue: Path, tmp_path: Path) -> None:
    """The confirmed ones are judged, the others are listed (issue: confirming is easy)."""
    first = catalogue / "section-01.yaml"
    words = first.read_text(encoding="utf-8")
    first.write_text(words.replace("        confirmed: false\n", "", 1), encoding="utf-8")
    sent = tmp_path / "sent.csv"
    sent.write_text(
        "target,period,value,unit\n02-at-most-1-working-day,2021,2,工作日\n"
        "02-at-most-3-working-days,2021,9,工作日\n",
        encoding="utf-8",
    )
    base = ("check", str(sent), "--catalogue", str(catalogue), "--as-of", "2022-01-01")
    code, out, err = run(*base, "--lang", "en")
    assert code == 1
    assert "8 targets are not confirmed by a person and were not judged" in err
    code, out, _ = run(*base, "--output-format", "json")
    ids = [one["id"] for one in json.loads(out)["results"] if "milestone" not in one["id"]]
    assert ids == ["02-at-most-1-working-day"]


def test_districts_come_from_a_file(plan: Path, tmp_path: Path) -> None:
    names = tmp_path / "区县.txt"
    names.write_text("# 区县\n甲区\n\n乙县\n滨江新区\n", encoding="utf-8")
    folder = tmp_path / "with-bodies"
    assert run("draft", str(plan), "-o", str(folder), "--bodies", str(names))[0] == 0
    written = (folder / "plan.yaml").read_text(encoding="utf-8")
    assert '{name: "甲区", en: "甲区", kind: district}' in written
    assert '{name: "滨江新区", en: "滨江新区", kind: zone}' in written
    sent = tmp_path / "sent.csv"
    sent.write_text(
        "target,reporter,period,value,unit\n02-at-most-1-working-day,甲区人民政府,2021,1,工作日\n",
        encoding="utf-8",
    )
    base = ("check", str(sent), "--catalogue", str(folder), "--allow-unconfirmed", "--lang", "zh")
    code, _, err = run(*base, "--as-of", "2022-01-01")
    # a body by that name is known; the item's bracket does not ask it (evidence, rule 1)
    assert (code, "甲区不填报该指标" in err) == (3, True)
    absent = ("draft", str(plan), "-o", str(tmp_path / "n"), "--bodies", str(tmp_path / "no"))
    assert run(*absent)[0] == 2


def test_clause_and_proposal_stand_side_by_side(plan: Path) -> None:
    code, out, _ = run("draft", str(plan), "--review", "--lang", "en")
    assert code == 0
    assert "02-at-most-1-working-day" in out
    assert "because:" in out
    assert "0x00" not in out
    assert "\\x00" not in out
