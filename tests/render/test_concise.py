"""One line a problem: places that an editor jumps to, no case number, nothing a runner obeys."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Judge
from tests.render.hostile import CASE, NASTY, painted
from yshj.errors import inert
from yshj.render import concise
from yshj.report.compose import document_of
from yshj.report.document.kinds import FailOn
from yshj.report.model import Report
from yshj.report.selection import Selection

LINE = re.compile(r"(?P<file>[^:]+)(?::(?P<line>\d+))?: (?P<id>[\w-]+): (?P<message>.+)")


def lines(report: Report, lang: str = "en") -> list[dict[str, str | None]]:
    """Every line in the form that editors read."""
    found = []
    for line in concise.render(document_of(report, lang)).splitlines():
        match = LINE.fullmatch(line)
        assert match is not None, line
        found.append(match.groupdict())
    return found


def test_every_failing_row_of_the_sample_has_its_line(sample: Report) -> None:
    found = lines(sample)
    setup = [one for one in found if one["id"] == "08-setup-time"]
    # the three cases that README's first output shows
    assert [(one["file"], one["line"]) for one in setup] == [
        ("samples/cases-2021.csv", row) for row in ("163", "520", "1202")
    ]
    assert setup[0]["message"] == (
        "fail: Time to set up a company (limit ≤ 1 working day), "
        "Zhengzhou Airport Economy Zone: due 2021-02-10, 3 working days"
    )
    assert {one["id"] for one in found if one["line"] is None} == {
        # a sum that no row misses, one that is missed so far and due, a task that is not done
        *("93-village-performances", "95-new-health-centres", "97-milestone"),
        "95-health-centres-standard",
    }
    assert "SYN-" not in concise.render(document_of(sample, "zh"))


def test_a_refused_row_stands_first_and_each_cell_by_itself(broken: Report) -> None:
    found = lines(broken, "zh")
    refused = found[: len(broken.problems)]
    assert [one["id"] for one in refused[:4]] == ["E001", "E031", "E032", "E054"]
    assert all(str(one["id"]).startswith("E") for one in refused)
    assert not any(str(one["id"]).startswith("E") for one in found[len(refused) :])
    assert (refused[0]["file"], refused[0]["line"]) == ("samples/not-there.csv", None)


def test_who_sends_nothing_is_told_only_where_that_fails(judge_csv: Judge) -> None:
    chosen = Selection(targets=frozenset({"82-patent-firms", "87-incubators"}))
    rows = "87-incubators,二七区,2021,20,家"
    for level, told in ((FailOn.FAIL, []), (FailOn.MISSING, ["82-patent-firms", "87-incubators"])):
        report = judge_csv(rows, as_of="2021-12-30", selection=chosen, fail_on=level)
        assert sorted(str(one["id"]) for one in lines(report)) == told


def test_nothing_wrong_is_no_line(judge_csv: Judge) -> None:
    chosen = Selection(targets=frozenset({"82-patent-firms"}))
    assert lines(judge_csv("82-patent-firms,郑州市,2021,28,家", selection=chosen)) == []


@pytest.mark.parametrize("text", NASTY, ids=repr)
def test_no_text_breaks_a_line_or_is_obeyed(every_status: Report, text: str) -> None:
    report = painted(every_status, text)
    shown = concise.render(document_of(report, "en"))
    assert len(shown.splitlines()) == shown.count("\n")
    assert inert(shown) == shown
    assert CASE not in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", shown)
