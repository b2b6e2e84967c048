"""JUnit: valid by its schema, a case a target, totals of what is written, nobody's case number."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given

from tests.examples import few
from tests.render.conftest import STATUSES, Check
from tests.render.hostile import CASE, NASTY, painted, texts
from yshj.errors import printable
from yshj.judge.status import Status
from yshj.render import junit
from yshj.report.compose import document_of
from yshj.report.model import Report

SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("schemas") / "junit-10.xsd")
KINDS = {
    Status.PASS: "system-out",
    Status.FAIL: "failure",
    Status.UNDETERMINED: "error",
    Status.WARN: "system-out",
    Status.AT_RISK: "system-out",
    Status.WAIVED: "skipped",
    Status.PARTIAL: "skipped",
    Status.NOT_APPLICABLE: "skipped",
    Status.NO_DATA: "skipped",
}


def read(report: Report, lang: str = "en") -> ET.Element:
    """The report read back, after the schema and the totals have been held to it."""
    text = junit.render(document_of(report, lang))
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    SCHEMA.validate(text)
    root = ET.fromstring(text.encode("utf-8"))
    for suite in [root, *root]:
        assert suite.get("tests") == str(len(suite.findall(".//testcase")))
        assert suite.get("failures") == str(len(suite.findall(".//failure")))
        assert suite.get("errors") == str(len(suite.findall(".//error")))
    for suite in root:
        assert suite.get("skipped") == str(len(suite.findall(".//skipped")))
        assert len(suite.findall("testcase")) > 0
    names = [case.get("name") for case in root.iter("testcase")]
    assert len(names) == len(set(names))
    assert "hostname" not in text
    assert "timestamp" not in text
    return root


def inside(case: ET.Element) -> ET.Element:
    (child,) = case
    return child


def targets(root: ET.Element) -> dict[str, ET.Element]:
    return {
        str(case.get("name")): inside(case)
        for case in root.iter("testcase")
        if ".item-" in str(case.get("classname"))
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sample(sample: Report, lang: str) -> None:
    root = read(sample, lang)
    found = targets(root)
    # as the last line of the table says: 8 fail, 2 warn, 2 partial (one of them due), 164 pass
    assert len(found) == len(list(root.iter("testcase"))) == 182
    assert Counter(one.tag for one in found.values()) == {
        "failure": 9,
        "skipped": 7,
        "system-out": 166,
    }
    assert [suite.get("name", "")[:2] for suite in root] == (
        ["一、", "二、", "三、", "四、"] if lang == "zh" else ["Be", "Ea", "St", "A "]
    )
    assert "SYN-" not in junit.render(document_of(sample, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_status_has_its_kind_and_its_reason(every_status: Report, lang: str) -> None:
    found = targets(read(every_status, lang))
    for id_, status in STATUSES.items():
        assert found[id_].tag == KINDS[status], id_
        text = str(found[id_].text)
        target = every_status.catalogue.targets[id_]
        assert target.quote in text
        assert ("实测：" if lang == "zh" else "observed: ") in text
        if found[id_].tag != "system-out":
            assert found[id_].get("type") == status.value
            assert len(str(found[id_].get("message"))) > 4


def test_reasons_are_the_ones_a_reader_needs(every_status: Report) -> None:
    found = targets(read(every_status))
    message = {id_: str(found[id_].get("message")) for id_ in STATUSES}
    assert message["49-milestone"] == "fail: 2021-08-20; limit ≤ 2021-06-30"
    assert message["44-document-fee"].startswith(
        "waived: waived (系统迁移); without the waiver: at"
    )
    assert "the lead bodies report differently" in message["01-one-stop-matters"]
    assert "15 districts and zones missing: Zhongyuan District" in message["87-incubators"]
    assert "does not apply to: Zhengzhou" in message["05-hotline-hours"]
    assert message["83-financing-amount"].startswith("no data")
    warn = str(found["95-health-centres-standard"].text)
    assert warn.startswith("warn: 71%; limit ≥ 80%; the plan only says 力争\n")
    assert str(found["01-mobile-services"].text).startswith("at risk: 100 items; limit ≥ 300 items")


def test_a_failure_names_file_and_row_only(check: Check) -> None:
    found = targets(read(check("samples/cases-2021.csv", items=(8,))))["08-setup-time"]
    assert found.get("message") == (
        "fail: 3 of 1,498 over; worst 3 working days; limit ≤ 1 working day"
    )
    place = "samples/cases-2021.csv row 163 Zhengzhou Airport Economy Zone"
    assert f"\n- {place} due 2021-02-10, 3 working days" in str(found.text)


def test_input_with_faults_is_an_error_of_its_own(broken: Report) -> None:
    root = read(broken)
    cases = {
        case.get("name"): inside(case)
        for case in root.iter("testcase")
        if str(case.get("classname")).endswith(".input")
    }
    assert {name: one.tag for name, one in cases.items()} == {
        "input samples/not-there.csv": "error",
        "input samples/broken.csv": "error",
        "input samples/broken-cases.csv": "error",
    }
    assert str(cases["input samples/not-there.csv"].get("message")).startswith("no such file")
    assert cases["input samples/broken.csv"].get("message") == "20 rows refused"
    assert cases["input samples/broken-cases.csv"].get("message") == "9 rows refused"
    told = str(cases["input samples/broken-cases.csv"].text)
    assert "row 4 (Jinshui District): column started: there is no such day" in told
    assert "2021-02-29" not in told  # a value of a table of cases might be a case number


def test_nothing_chosen(sample: Report) -> None:
    root = read(replace(sample, results=[]))
    assert (root.get("tests"), len(root)) == ("0", 0)


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_stays_text(every_status: Report, text: str) -> None:
    report = painted(every_status, text)
    written = junit.render(document_of(report, "en"))
    assert CASE not in written
    root = read(report)
    assert {one.tag for one in root.iter()} <= {
        *("testsuites", "testsuite", "properties", "property", "testcase"),
        *("failure", "error", "skipped", "system-out"),
    }
    for line in written.splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


@pytest.mark.thorough
@few(60)
@given(text=texts)
def test_text_comes_back(every_status: Report, text: str) -> None:
    report = painted(every_status, text)
    report.results = [one for one in report.results if one.finding.target.id in STATUSES]
    found = targets(read(report))
    wanted = printable(text, 1000)
    if not re.search(r"##\[|^\s*::", wanted):
        for one in found.values():
            assert f"clause: {wanted}" in str(one.text).splitlines()
            assert f"target: {wanted}" in str(one.text).splitlines()
