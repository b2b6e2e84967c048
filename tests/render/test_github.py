"""Annotations, read as the runner reads a step's output: its rules, its limits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import given

from tests.conftest import Judge
from tests.examples import few
from tests.render.conftest import ROOT
from tests.render.hostile import CASE, NASTY, painted, texts
from yshj.errors import Problem, Text, inert, printable
from yshj.judge.status import Status
from yshj.render import github
from yshj.render.worst import file_of
from yshj.report.compose import document_of
from yshj.report.document.kinds import FailOn
from yshj.report.model import Report, Result
from yshj.report.selection import Selection


@dataclass(frozen=True)
class Command:
    name: str
    about: dict[str, str]
    message: str


def _unescaped(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for code, sign in pairs:
        text = text.replace(code, sign)
    return text.replace("%25", "%")


def obeyed(line: str) -> Command | None:
    """What a runner takes a line for: `::name key=value,…::data`, blanks before it or not."""
    line = line.lstrip()
    head, end, data = line[2:].partition("::")
    if not line.startswith("::") or not end:
        return None
    name, _, about = head.partition(" ")
    pairs = [pair.partition("=") for pair in about.split(",") if pair]
    lines = (("%0D", "\r"), ("%0A", "\n"))
    keys = {k: _unescaped(v, (*lines, ("%3A", ":"), ("%2C", ","))) for k, _, v in pairs}
    return Command(name, keys, _unescaped(data, lines))


def commands(report: Report, lang: str = "en") -> list[Command]:
    """Every line must be one annotation of ours, at most ten of a kind, errors first."""
    found = []
    for line in re.split(r"\r\n|\r|\n", github.render(document_of(report, lang))):
        if line:
            command = obeyed(line)
            assert command is not None, line
            assert command.about.keys() <= {"file", "line", "title"}
            assert len(command.message) <= 4096
            found.append(command)
    names = [one.name for one in found]
    assert names == sorted(names)
    assert set(names) <= {"error", "warning"}
    assert max(names.count("error"), names.count("warning")) <= 10
    return found


def test_the_sample(sample: Report) -> None:
    found = commands(sample)
    # eight fail, one partial counts as it
    assert [one.name for one in found] == ["error"] * 9 + ["warning"] * 3
    assert all("SYN-" not in one.message for one in found)
    first = found[0]
    assert first.about == {
        "file": "samples/cases-2021.csv",
        "line": "163",
        "title": "fail: 08-setup-time Time to set up a company",
    }
    assert first.message.splitlines()[0] == (
        "3 of 1,498 over; worst 3 working days; 16 of 16 bodies (limit ≤ 1 working day)"
    )
    for one in found:
        if "file" in one.about:
            lines = (ROOT / one.about["file"]).read_text(encoding="utf-8-sig").splitlines()
            target = one.about["title"].split()[1]
            assert lines[int(one.about["line"]) - 1].startswith(target)


def test_which_status_is_what(every_status: Report) -> None:
    found = commands(every_status)
    assert [(one.name, one.about["title"].split(": ")[0]) for one in found] == [
        ("error", "fail"),
        ("warning", "unclear"),
        ("warning", "warn"),
        ("warning", "at risk"),
        ("warning", "partial"),
    ]


def test_nothing_to_say(sample: Report) -> None:
    passed = [one for one in sample.results if one.finding.status is Status.PASS]
    assert github.render(document_of(replace(sample, results=passed), "en")) == ""


def test_what_was_not_reported_is_told_where_it_fails_the_check(judge_csv: Judge) -> None:
    rows, items = "01-mobile-services,,2021,300,个", Selection(items=frozenset({1, 8}))
    assert commands(judge_csv(rows, selection=items)) == []
    report = judge_csv(rows, selection=items, fail_on=FailOn.MISSING)
    assert report.exit_code == 1
    ids = [one.finding.target.id for one in report.results]
    unsent = [each for each in ids[1:] if not each.endswith("-milestone")]
    (told,) = commands(report)
    assert (told.name, told.about) == ("warning", {"title": f"no data: {len(unsent)} targets"})
    assert told.message == ", ".join(unsent)
    everything = judge_csv(rows, fail_on=FailOn.MISSING)
    n = sum(one.finding.unreported for one in everything.results)
    assert commands(everything)[-1].message.endswith(f"and {n - 10} more")


def failing(report: Report, n: int) -> list[Result]:
    """The failed results of the sample, made `n` by telling them again under other names."""
    failed = [one for one in report.results if one.finding.status is Status.FAIL]
    made = []
    for at in range(n):
        one = failed[at % len(failed)]
        target = replace(one.finding.target, id=f"{at:02d}-x")
        made.append(replace(one, finding=replace(one.finding, target=target)))
    return made


def refused(n: int) -> list[Problem]:
    return [Problem("samples/city-2021.csv", Text("错", "wrong"), row=at + 2) for at in range(n)]


@pytest.mark.parametrize(
    ("rows", "targets", "shown"),
    [
        (0, 10, ["t"] * 10),
        (10, 0, ["r"] * 10),
        (0, 11, ["t"] * 9 + ["and 2 more"]),
        (11, 0, ["r"] * 9 + ["and 2 more"]),
        (2, 8, ["r"] * 2 + ["t"] * 8),
        (2, 9, ["r"] * 2 + ["t"] * 7 + ["and 2 more"]),
        (30, 8, ["r"] * 4 + ["t"] * 5 + ["and 29 more"]),
        (30, 2, ["r"] * 7 + ["t"] * 2 + ["and 23 more"]),
        (30, 30, ["r"] * 4 + ["t"] * 5 + ["and 51 more"]),
    ],
)
def test_both_rows_and_targets_are_seen_and_the_rest_is_counted(
    sample: Report, rows: int, targets: int, shown: list[str]
) -> None:
    report = replace(sample, results=failing(sample, targets), problems=refused(rows))
    titles = [one.about["title"] for one in commands(report)]
    kinds = {"fail": "t", "row": "r"}
    assert [kinds.get(re.split(r"[: ]", title)[0], title) for title in titles] == shown


def test_an_unreadable_file_comes_first(broken: Report) -> None:
    found = commands(broken)
    assert found[0].about == {"file": "samples/not-there.csv", "title": "file with faults"}
    assert found[1].about == {
        "file": "samples/broken.csv",
        "line": "3",
        "title": "row 3 refused",
    }
    assert "unknown target; did you mean '08-setup-time'?" in found[1].message


def test_faults_of_one_row_are_one_annotation(judge_csv: Judge) -> None:
    report = judge_csv("08-setup-tim,中原,20x1,a,b\n82-patent-firms,郑州市,2021,28,家")
    (one,) = [each for each in commands(report) if each.name == "error"]
    assert one.about["line"] == "2"
    assert one.message.count("; column ") >= 2


def test_values_of_a_table_of_cases_are_not_told(judge_csv: Judge) -> None:
    report = judge_csv(
        cases=f"08-setup-time,中原区,{CASE},2021-03-01,2021-03-05\n"
        f"08-setup-time,中原区,{CASE}2,{CASE},\n"
        f"{CASE},中原区,9,2021-03-01,2021-03-02\n"
        f"08-setup-time,中原区,{CASE}3\n"
        f"08-setup-time,中原区,{CASE},2021-03-02,2021-03-09"
    )
    assert len(report.problems) >= 4
    said = [f"{one.about['title']} {one.message}" for one in commands(report)]
    assert len(said) >= 4
    assert not [one for one in said if CASE in one]


def test_the_line_is_the_physical_one(judge_csv: Judge) -> None:
    report = judge_csv(
        "target,reporter,period,value,unit,evidence\n"
        '82-patent-firms,郑州市,2021,28,家,"two\nlines"\n'
        "73-unlawful-evidence,郑州市,2021,5,件,\n"
        "no-such,郑州市,2021,5,件,"
    )
    found = commands(report)
    assert [one.about["line"] for one in found] == ["5", "4"]
    assert [one.message.splitlines()[0].split(" row ")[-1][0] for one in found] == ["4", "5"]


def test_a_sheet_is_in_the_words_and_its_file_in_the_place() -> None:
    assert file_of("a/b.xlsx[一月]") == "a/b.xlsx"
    assert file_of("b[1].csv") == "b[1].csv"
    assert file_of("b[1].xlsx") == "b[1].xlsx"


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_no_command(every_status: Report, text: str) -> None:
    report = painted(every_status, text)
    for one in commands(report):
        assert CASE not in one.message + one.about["title"]
        assert printable(one.message.replace("\n", " "), 9999) == one.message.replace("\n", " ")


@few(60)
@given(text=texts)
def test_text_comes_back(every_status: Report, text: str) -> None:
    report = painted(every_status, text)
    report.problems = []
    report.results = [one for one in report.results if one.finding.status is Status.FAIL]
    (one,) = commands(report)
    assert one.about["title"] == f"fail: 49-milestone {printable(text, 1000)}"
    assert f"clause: {printable(text, 600)}" in one.message.split("\n")
    if text and not text.startswith("<"):
        assert one.about["file"] == printable(file_of(text), 4000)


@pytest.mark.parametrize(
    "line",
    [
        "::error::x",
        "  \u3000::add-mask::x",
        "a\n\n  ::stop-commands::x",
        "a\r::error::x",
        "text ##[add-mask]x",
        "###[error]x",
        "::::",
    ],
)
def test_a_step_obeys_nothing_else_that_is_printed(line: str) -> None:
    shown = inert(line)
    assert "##[" not in shown
    assert not any(obeyed(each) for each in re.split(r"\r\n|\r|\n", shown))
    assert inert("a::b #[x] 10::30\n: :") == "a::b #[x] 10::30\n: :"
