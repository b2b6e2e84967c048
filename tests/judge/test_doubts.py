"""Doubts: each with its code, none of them a verdict, answered by the remark of its row."""

from __future__ import annotations

import pytest

from tests.conftest import COMPLETE, Find
from yshj.judge.status import Status

FIRMS = "82-patent-firms,郑州市"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([f"{FIRMS},1—6月,20,家", f"{FIRMS},2021,19,家"], ["D01"]),
        ([f"{FIRMS},2021-0{n},5,家" for n in (1, 2, 3)], ["D02"]),
        ([f"{FIRMS},2021-0{n},5,家" for n in (1, 2)], []),
        ([f"{FIRMS},2021-0{n},0,家" for n in (1, 2, 3)], []),
        ([f"{FIRMS},2021-01,10,家", f"{FIRMS},2021-02,100,家"], ["D03"]),
        ([f"{FIRMS},2021-01,9,家", f"{FIRMS},2021-02,90,家"], []),
        ([f"{FIRMS},2021-05,28,家", f"{FIRMS},2021,27,家"], ["D07"]),
    ],
)
def test_what_looks_odd_has_a_code(finding: Find, rows: list[str], codes: list[str]) -> None:
    assert [one.code for one in finding("\n".join(rows)).doubts] == codes


def test_a_remark_answers_a_doubt_and_no_doubt_is_a_verdict(finding: Find) -> None:
    header = "target,reporter,period,value,unit,remark\n"
    rows = f"{FIRMS},1—6月,40,家,\n{FIRMS},2021,39,家,更正重复统计"
    found = finding(header + rows)
    assert (found.status, [one.remark for one in found.doubts]) == (Status.PASS, ["更正重复统计"])


def test_a_ledger_without_the_other_bodies_is_complete_only_if_vouched_for(finding: Find) -> None:
    cases = "08-setup-time,中原区,1,2021-12-01,2021-12-02"
    assert finding(cases=cases).status is Status.PARTIAL
    assert finding(cases=cases, covers=COMPLETE).status is Status.PASS
