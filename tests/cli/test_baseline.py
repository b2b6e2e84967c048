"""Gating on the command line: `--baseline`, `--fail-on regression`, `diff`, waivers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.thorough  # the golden files show a case of each in the default run

HEAD = "target,reporter,period,value,unit\n"
MET = HEAD + "01-mobile-services,,2021,300,个\n"
MISSED = HEAD + "01-mobile-services,,2021,299,个\n"
SILENT = HEAD + "82-patent-firms,,2021,28,家\n"
Write = Callable[[str, str], Path]
Save = Callable[..., Path]
DAY = ("--as-of", "2021-12-31", "--lang", "en")


@pytest.fixture
def save(yshj: Run, table: Write, tmp_path: Path) -> Save:
    """`save("old.json", text, …)` is the JSON report on a submission of that text."""

    def saved(name: str, text: str, *words: str) -> Path:
        table("was.csv", text)
        done = yshj("check", "was.csv", *DAY, "--output-format", "json", "-o", name, *words)
        assert done.code in (0, 1), done.err
        return tmp_path / name

    return saved


def change(path: Path, **keys: Any) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | keys), encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "now", "words", "code"),
    [
        (MET, MET, (), 0),
        (MET, MISSED, (), 1),
        (MISSED, MISSED, (), 0),  # it was not green, and is no worse
        (MISSED, MET, (), 0),
        (MISSED, SILENT, (), 1),  # it was reported, and no longer is
        (SILENT, MISSED, (), 1),  # the other target went silent
        (SILENT, MISSED, ("--target", "01-mobile-services"), 0),  # which was not asked about
        (MET, MISSED, ("--item", "8"), 0),
    ],
)
def test_fail_on_regression(
    yshj: Run, table: Write, save: Save, before: str, now: str, words: tuple[str, ...], code: int
) -> None:
    old = save("old.json", before)
    options = ("--baseline", old, "--fail-on", "regression")
    done = yshj("check", table("m.csv", now), *DAY, *options, *words)
    assert done.code == code, done.out


def test_a_baseline_alone_shows_and_does_not_gate(yshj: Run, table: Write, save: Save) -> None:
    old = save("old.json", MET)
    done = yshj("check", table("m.csv", MISSED), *DAY, "--baseline", old, "--fail-on", "never")
    assert done.code == 0
    assert "✗ 1 regressed · = 181 same" in done.out
    assert done.err.splitlines()[1:] == [f"worse than in {old}: 01-mobile-services"]
    both = yshj("check", table("m.csv", MISSED), *DAY, "--baseline", save("old.json", MISSED))
    assert both.code == 1
    assert "worse than" not in both.err
    assert "= 182 same" in both.out


def test_refused_rows_are_3_whatever_regressed(yshj: Run, table: Write, save: Save) -> None:
    rows = MISSED + "no-such,,2021,1,个\n"
    old = save("old.json", MET)
    done = yshj("check", table("m.csv", rows), *DAY, "--baseline", old, "--fail-on", "regression")
    assert done.code == 3


def test_json_has_the_baseline_only_where_one_was_given(
    yshj: Run, table: Write, save: Save
) -> None:
    old = save("old.json", MET)
    table("m.csv", MISSED)
    words = ("check", "m.csv", *DAY, "--output-format", "json")
    assert "baseline" not in json.loads(yshj(*words).out)
    found = json.loads(yshj(*words, "--baseline", old.name).out)["baseline"]
    assert (found["path"], found["as_of"]) == ("old.json", "2021-12-31")
    assert (found["summary"]["regressed"], found["summary"]["same"]) == (1, 181)
    (only,) = found["changes"]
    assert (only["id"], only["change"]) == ("01-mobile-services", "regressed")
    assert (only["before"]["status"], only["before"]["observed"]) == ("pass", 300)
    assert (only["after"]["status"], only["after"]["margin"]) == ("fail", -1)


def test_figures_that_do_not_end_are_the_same(yshj: Run, table: Write, save: Save) -> None:
    thirds = "target,reporter,period,numerator,denominator\n95-health-centres-standard,,2021,2,3\n"
    old = save("old.json", thirds)
    done = yshj("check", table("m.csv", thirds), *DAY, "--baseline", old, "-q")
    assert "= 182 same" in done.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "no such file"),
        ("", "not JSON"),
        ("{}", "not a report written by yshj check --output-format json"),
        ('{"schema_version": 2}', "has schema_version 2; this yshj knows 1"),
        ("target,reporter\n", "not JSON"),
    ],
)
def test_a_baseline_that_is_none_is_found_before_any_input_is_read(
    yshj: Run, table: Write, text: str | None, says: str
) -> None:
    if text is not None:
        table("old.json", text)
    done = yshj("check", "missing.csv", "--baseline", "old.json", "--lang", "en")
    assert (done.code, "missing.csv" in done.err) == (2, False)
    assert done.err.startswith("--baseline: old.json: ")
    assert says in done.err
    zh = yshj("check", "missing.csv", "--baseline", "old.json", "--lang", "zh").err
    assert zh.startswith("--baseline：old.json：")


def test_regression_needs_a_baseline(yshj: Run) -> None:
    done = yshj("check", "missing.csv", "--fail-on", "regression", "--lang", "en")
    assert (done.code, "--baseline" in done.err, "missing.csv" in done.err) == (2, True, False)


def test_a_baseline_of_another_plan_or_of_other_bodies(yshj: Run, table: Write, save: Save) -> None:
    old = save("old.json", MET)
    change(old, catalogue={"name": "luoyang-2021", "sha256": "0"})
    done = yshj("check", "missing.csv", "--baseline", "old.json", "--lang", "en")
    assert (done.code, done.err) == (
        2,
        "old.json is a report on luoyang-2021: not to be compared with zhengzhou-2021\n",
    )
    one = save("one.json", HEAD + "82-patent-firms,金水区,2021,28,家\n", "--reporter", "金水区")
    assert yshj("check", "missing.csv", "--baseline", one).code == 2
    rows = table("m.csv", HEAD + "82-patent-firms,金水区,2021,28,家\n")
    words = ("--baseline", one, "--fail-on", "regression", "--reporter", "金水")
    assert yshj("check", rows, *DAY, *words).code == 0


def test_the_same_plan_in_another_state_is_noted(yshj: Run, table: Write, save: Save) -> None:
    old = save("old.json", MET)
    change(old, catalogue={"name": "zhengzhou-2021", "sha256": "0"})
    done = yshj("check", table("m.csv", MET), *DAY, "--baseline", old)
    assert done.code == 0
    assert "the catalogue changed between the two reports" in done.out


def test_the_baseline_is_not_written_over(yshj: Run, table: Write, save: Save) -> None:
    old = save("old.json", MET)
    kept = old.read_bytes()
    table("m.csv", MISSED)
    for words in (("-o", "old.json"), ("--report", "json:old.json")):
        assert yshj("check", "m.csv", "--baseline", "old.json", *words).code == 2
    assert old.read_bytes() == kept


# --- diff ---------------------------------------------------------------------------------------


def test_diff_tells_what_differs_and_exits_0(yshj: Run, save: Save) -> None:
    old, new = save("old.json", MET), save("new.json", MISSED)
    done = yshj("diff", "old.json", "new.json", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert "✗ regressed New services on mobile" in done.out
    assert "✗ 1 regressed · = 181 same" in done.out
    assert "✓ 1 改善 · = 181 不变" in yshj("diff", new, old, "--lang", "zh").out
    assert "= 182 same" in yshj("diff", old, old, "--lang", "en").out
    piped = yshj("diff", "old.json", "-", "--lang", "en", stdin=new.read_bytes())
    assert "✗ 1 regressed" in piped.out


def test_diff_of_what_cannot_be_read_is_3(yshj: Run, table: Write, save: Save) -> None:
    old = save("old.json", MET)
    for name in ("missing.json", table("m.csv", MET).name, table("e.json", "").name):
        done = yshj("diff", old, name, "--lang", "en")
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith(f"{name}: ")
        assert yshj("diff", name, old).code == 3


def test_diff_used_wrongly_is_2(yshj: Run, save: Save) -> None:
    old, other = save("old.json", MET), save("other.json", MET)
    kept = old.read_bytes()
    change(other, catalogue={"name": "luoyang-2021", "sha256": "0"})
    assert yshj("diff", old, other).code == 2
    assert yshj("diff", "-", "-", stdin=b"").code == 2
    assert yshj("diff", old).code == 2
    assert yshj("diff", old, old, "-o", old).code == 2
    assert old.read_bytes() == kept


def test_diff_names_what_is_gone_and_added(yshj: Run, save: Save) -> None:
    whole, part = save("whole.json", MET), save("part.json", MET, "--item", "1")
    done = yshj("diff", part, whole, "--lang", "en", "--output-format", "json")
    assert json.loads(done.out)["summary"] == {
        "regressed": 0,
        "gone": 0,
        "improved": 0,
        "changed": 0,
        "added": 179,
        "same": 3,
    }
    assert "– 179 gone · = 3 same" in yshj("diff", whole, part, "--lang", "en").out


def test_hostile_words_of_a_report_stay_words(yshj: Run, save: Save) -> None:
    old = save("old.json", MET)
    data = json.loads(old.read_text(encoding="utf-8"))
    first = data["results"][0]
    first |= {"id": "\x1b[2J[red]x", "name": "a\x1b]0;x\x07\nb[bold]", "unit": "\x1b[31m"}
    old.write_text(json.dumps(data), encoding="utf-8")
    for words in (("diff", old, save("new.json", MET)), ("diff", old, old)):
        done = yshj(*words, "--lang", "en")
        assert done.code == 0
        assert "\x1b" not in done.out + done.err
    assert "[red]x" in yshj("diff", old, save("new.json", MET)).out


# --- waivers ------------------------------------------------------------------------------------

WAIVER = """\
waivers:
  - target: {target}
    reporter: {reporter}
    reason: 系统迁移
    approver: 市政务办
    expires: 2021-12-31
"""
SLOW = HEAD + "08-setup-time,中原区,2021,9,工作日\n08-setup-time,金水区,2021,1,工作日\n"


def waived(table: Write, target: str = "08-setup-time", reporter: str = "中原区") -> Path:
    return table("waivers.yaml", WAIVER.format(target=target, reporter=reporter))


def test_what_is_waived_is_still_judged_and_shown(yshj: Run, table: Write) -> None:
    table("m.csv", SLOW)
    assert yshj("check", "m.csv", *DAY).code == 1
    done = yshj("check", "m.csv", *DAY, "--waivers", waived(table))
    assert (done.code, done.err) == (0, "")
    assert "waived (系统迁移); without the waiver: fail" in done.out
    data = json.loads(
        yshj(
            *("check", "m.csv", *DAY, "--waivers", "waivers.yaml", "--item", "8"),
            *("--output-format", "json"),
        ).out
    )
    one = next(each for each in data["results"] if each["id"] == "08-setup-time")
    # the other districts have sent nothing (evidence, rule 7)
    verdict = (one["status"], one["so_far"], one["waiver"]["would_be"])
    assert verdict == ("partial", "met", "fail")
    assert {each["reporter"]: each["status"] for each in one["reporters"]} == {
        "中原区": "waived",
        "金水区": "pass",
    }


def test_a_waiver_that_is_unused_or_has_expired_is_told(yshj: Run, table: Write) -> None:
    table("m.csv", SLOW)
    waivers = waived(table, reporter="二七区")
    done = yshj("check", "m.csv", *DAY, "--waivers", waivers)
    assert (done.code, done.err) == (1, "waiver not used: 08-setup-time 二七区\n")
    waivers = waived(table)
    words = ("--as-of", "2022-01-01", "--lang", "en", "--waivers", waivers)
    late = yshj("check", "m.csv", *words)
    assert (late.code, late.err) == (1, "waiver expired on 2021-12-31: 08-setup-time 中原区\n")


@pytest.mark.parametrize(
    ("target", "reporter", "says"),
    [
        ("08-setup-tme", "中原区", "did you mean '08-setup-time'?"),
        ("08-setup-time", "中园区", "unknown reporter"),
    ],
)
def test_a_waiver_of_something_unknown_is_2(
    yshj: Run, table: Write, target: str, reporter: str, says: str
) -> None:
    waivers = waived(table, target, reporter)
    for command in (("check", "missing.csv", "--waivers"), ("lint",)):
        done = yshj(*command, waivers, "--lang", "en")
        assert (done.code, "missing.csv" in done.err) == (2, False)
        assert says in done.err
        assert "line " in done.err


def test_a_waiver_takes_a_regression_through_the_gate(yshj: Run, table: Write, save: Save) -> None:
    old = save("old.json", MET)
    table("m.csv", MISSED)
    words = ("check", "m.csv", *DAY, "--baseline", old, "--fail-on", "regression")
    assert yshj(*words).code == 1
    done = yshj(*words, "--waivers", waived(table, "01-mobile-services", "郑州市"))
    assert done.code == 0
    assert "waived (else fail)" in " ".join(done.out.split())


# --- lint of several files ----------------------------------------------------------------------


def test_lint_looks_at_every_path_and_tells_all_faults(yshj: Run, table: Write) -> None:
    table("good.yaml", WAIVER.format(target="08-setup-time", reporter="中原区"))
    table("bad.yaml", WAIVER.format(target="08-setup-tme", reporter="中原区"))
    done = yshj("lint", "nowhere", "bad.yaml", "good.yaml", "good.yaml", "--lang", "en")
    assert (done.code, done.out) == (2, "good.yaml: 1 waivers, no faults\n")
    assert "no catalogue 'nowhere'" in done.err
    assert "bad.yaml, line 2" in done.err
