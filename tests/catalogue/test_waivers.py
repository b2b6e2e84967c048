"""Waiver files, and what a waiver does to a verdict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Find, Judge, only, said
from yshj.catalogue.model import Catalogue
from yshj.catalogue.waivers import Waiver, read_waivers
from yshj.errors import CatalogueError
from yshj.judge.status import Status
from yshj.report.selection import Selection

ENTRY = """\
waivers:
  - target: 08-setup-time
    reporter: 中原
    reason: 7月暴雨
    approver: 市政务办
    expires: 2022-01-10
"""


def read(tmp_path: Path, catalogue: Catalogue, text: str) -> tuple[Waiver, ...]:
    path = tmp_path / "waivers.yaml"
    path.write_text(text, encoding="utf-8")
    return read_waivers(path, catalogue)


def faults(tmp_path: Path, catalogue: Catalogue, text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(CatalogueError) as caught:
        read(tmp_path, catalogue, text)
    return [(one.line, one.message.en) for one in caught.value.problems]


def waive(target: str, *bodies: str | None, until: date = date(2022, 6, 30)) -> list[Waiver]:
    return [Waiver(target, body, "flood", "Wang", until) for body in bodies]


# --- the file -----------------------------------------------------------------------------------


def test_a_waiver_file_is_read_with_names_made_plain(tmp_path: Path, catalogue: Catalogue) -> None:
    day = date(2022, 1, 10)
    assert read(tmp_path, catalogue, ENTRY) == (
        Waiver("08-setup-time", "中原区", "7月暴雨", "市政务办", day),
    )
    whole = ENTRY.replace("    reporter: 中原\n", "").replace("08-setup-time", "企业开办时间")
    assert read(tmp_path, catalogue, whole) == (
        Waiver("08-setup-time", None, "7月暴雨", "市政务办", day),
    )


def test_unknown_names_are_refused_all_at_once_with_the_nearest_word(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    text = ENTRY.replace("08-setup-time", "08-setup-tme").replace("中原", "金水市")
    assert faults(tmp_path, catalogue, text) == [
        (2, "unknown target; did you mean '08-setup-time'?"),
        (3, "unknown reporter; did you mean '金水'?"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("    reason: 7月暴雨\n", "", 2, "this key is missing"),
        ("approver: 市政务办", 'approver: " "', 5, "must not be empty"),
        ("expires", "expire", 6, "unknown key; did you mean 'expires'?"),
        ("2022-01-10", "2022-02-30", 6, "expected a date: "),
        ("2022-01-10", "none", 6, "expected a date: "),
        ("2022-01-10", "2022-01-10\n    expires: 2099-01-01", 7, "duplicate key 'expires'"),
        ("waivers:", "waiver:", 1, "unknown key; did you mean 'waivers'?"),
    ],
)
def test_a_waiver_that_is_not_whole_is_refused(
    tmp_path: Path, catalogue: Catalogue, old: str, new: str, line: int, message: str
) -> None:
    assert ENTRY.count(old) == 1
    found = faults(tmp_path, catalogue, ENTRY.replace(old, new))
    assert any(at == line and message in text for at, text in found), found


def test_a_waiver_file_that_is_not_there_is_an_error(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueError):
        read_waivers(tmp_path / "none.yaml", catalogue)


# --- the verdict --------------------------------------------------------------------------------

SLOW = "08-setup-time,中原区,2021,9,工作日"
QUICK = "08-setup-time,金水区,2021,1,工作日"


def everybody(catalogue: Catalogue, row: str) -> str:
    """That row of every district and zone but 中原区."""
    return "\n".join(row.format(one.name) for one in catalogue.parts if one.name != "中原区")


def test_a_waived_bodys_rows_are_set_aside_and_the_rest_is_judged(
    finding: Find, catalogue: Catalogue
) -> None:
    others = everybody(catalogue, "08-setup-time,{},2021,1,工作日")
    found = finding(f"{SLOW}\n{others}", waivers=waive("08-setup-time", "中原区"))
    assert (found.status, found.unwaived) == (Status.PASS, Status.FAIL)
    assert (found.measure.n, found.measure.observed) == (15, 1)
    statuses = {one.body.name: one.status for one in found.by_body}
    assert statuses.pop("中原区") is Status.WAIVED
    assert set(statuses.values()) == {Status.PASS}
    assert "set aside by waiver: Zhongyuan District" in said(found)
    assert "中原区" not in [body.name for body in (*found.expected, *found.reported)]


def test_what_is_left_can_fail_by_itself(finding: Find) -> None:
    found = finding(f"{SLOW}\n{QUICK}", waivers=waive("08-setup-time", "金水区"))
    assert (found.status, found.unwaived) == (Status.FAIL, Status.FAIL)


@pytest.mark.parametrize("bodies", [(None,), ("中原区", None), "each of them"])
def test_nothing_left_is_waived(
    finding: Find, catalogue: Catalogue, bodies: tuple[str | None, ...] | str
) -> None:
    blank = "08-setup-time,金水区,2021,,"
    each = bodies if isinstance(bodies, tuple) else [one.name for one in catalogue.parts]
    found = finding(f"{SLOW}\n{blank}", waivers=waive("08-setup-time", *each))
    assert (found.status, found.unwaived) == (Status.WAIVED, Status.FAIL)
    assert found.measure.observed == 9  # what it would have been is still shown


def test_a_sum_no_longer_waits_for_a_waived_body(finding: Find, catalogue: Catalogue) -> None:
    rows = "\n".join(f"82-patent-firms,{body.name},2021,1,家" for body in catalogue.parts)
    found = finding(rows, waivers=waive("82-patent-firms", "中原区"))
    assert (found.status, found.measure.observed) == (Status.FAIL, 15)
    assert (len(found.expected), found.missing) == (15, ())


def test_with_the_citys_row_waived_the_districts_decide(
    judge_csv: Judge, catalogue: Catalogue
) -> None:
    """The city says 1,000 firms, which will do; the districts' 30 each make 480."""
    target = "87-high-tech-firms"
    others = everybody(catalogue, target + ",{},2021,30,家")
    rows = f"{target},郑州市,2021,1000,家\n{target},中原区,2021,30,家\n{others}"
    found = only(judge_csv(rows, waivers=waive(target, "郑州市"))).finding
    assert (found.status, found.unwaived) == (Status.FAIL, Status.PASS)
    assert found.measure.observed == 480
    decides = {each.body.name: each.decides for each in found.by_body}
    assert decides.pop("郑州市") is False
    assert set(decides.values()) == {True}


@pytest.mark.parametrize(
    ("as_of", "status"), [("2022-01-10", Status.WAIVED), ("2022-01-11", Status.FAIL)]
)
def test_a_waiver_is_valid_through_its_last_day(
    judge_csv: Judge, as_of: str, status: Status
) -> None:
    waivers = waive("08-setup-time", None, until=date(2022, 1, 10))
    report = judge_csv(SLOW, as_of=as_of, waivers=waivers)
    assert only(report).finding.status is status
    notes = [note.en for note in report.notes]
    expired = "waiver expired on 2022-01-10: 08-setup-time"
    assert notes == ([] if status is Status.WAIVED else [expired])


@pytest.mark.parametrize(
    ("waiver", "note"),
    [
        (waive("08-setup-time", "金水区"), ["waiver not used: 08-setup-time 金水区"]),
        (waive("06-milestone", None), ["waiver not used: 06-milestone"]),
        (waive("08-setup-time", "中原区"), []),
    ],
)
def test_a_waiver_that_met_no_rows_is_reported(
    judge_csv: Judge, waiver: list[Waiver], note: list[str]
) -> None:
    report = judge_csv(SLOW, waivers=waiver)
    assert [each.en for each in report.notes] == note
    assert (only(report).finding.status is Status.FAIL) == bool(note)


def test_a_waiver_that_spares_a_sum_its_wait_is_used(judge_csv: Judge) -> None:
    rows = "82-patent-firms,金水区,2021,30,家"
    report = judge_csv(rows, waivers=waive("82-patent-firms", "中原区"))
    assert [each.en for each in report.notes] == []
    assert len(only(report).finding.expected) == 15


def test_waivers_of_what_was_not_chosen_are_not_spoken_of(judge_csv: Judge) -> None:
    waivers = waive("06-milestone", None) + waive("08-setup-time", "金水区")
    narrow = Selection(frozenset({"08-setup-time"}), reporters=frozenset({"中原区"}))
    assert judge_csv(SLOW, waivers=waivers, selection=narrow).notes == []


def test_a_target_waived_before_anyone_reports_is_waived(judge_csv: Judge) -> None:
    report = judge_csv(SLOW, waivers=waive("06-milestone", None))
    found = next(one.finding for one in report.results if one.finding.target.id == "06-milestone")
    assert (found.status, found.unwaived) == (Status.WAIVED, Status.NO_DATA)
