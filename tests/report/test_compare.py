"""Two reports compared: what regressed is defined exactly; a written report reads back alike."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Judge
from yshj.errors import InputError, UsageError
from yshj.render import diff
from yshj.render import json as as_json
from yshj.render.phrases import Phrases
from yshj.report import compare
from yshj.report.compare import Saved
from yshj.report.compose import document_of
from yshj.report.document.changes import Diff
from yshj.report.document.kinds import Change
from yshj.report.document.report import Report
from yshj.report.saved import parse

Told = dict[str, Any]


def target(word: str, observed: str | None = "10", id: str = "01-x", item: int = 1) -> Told:
    """`pass`, `fail` …; `waived:fail` is waived and would be a fail."""
    status, _, would = word.partition(":")
    figure = None if observed is None else Decimal(observed)
    return {
        "id": id,
        "item": item,
        "name": "x",
        "statistic": "total",
        "op": ">=",
        "threshold": 8,
        "unit": "个",
        "status": status,
        "observed": figure,
        "n": 0 if observed is None else 1,
        "over": 0,
        "margin": None if figure is None else figure - 8,
        "waiver": {"would_be": would} if would else None,
    }


def saved(*targets: Told, as_of: str = "2021-06-30", **changes: Any) -> Saved:
    plan = {"name": "plan", "sha256": "c"}
    data = {
        "schema_version": 1,
        "tool": {"name": "yshj", "version": "9"},
        "as_of": as_of,
        "exit_code": 0,
        "catalogue": plan,
        "calendar": {"sha256": "d"},
        "results": list(targets),
        **changes,
    }
    return Saved("old.json", "0" * 64, Report.model_validate(data))


def later(*targets: Told, **changes: Any) -> Saved:
    return saved(*targets, **{"as_of": "2021-12-31", **changes})


def changed(before: list[Told], after: list[Told]) -> Diff:
    return compare.diff(saved(*before), later(*after), "9")


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("pass", "pass", Change.SAME),
        ("pass", "fail", Change.REGRESSED),
        ("pass", "at_risk", Change.REGRESSED),
        ("pass", "warn", Change.REGRESSED),
        ("pass", "partial", Change.REGRESSED),
        ("pass", "undetermined", Change.REGRESSED),
        ("pass", "not_applicable", Change.REGRESSED),
        ("pass", "no_data", Change.REGRESSED),
        ("fail", "no_data", Change.REGRESSED),
        ("partial", "no_data", Change.REGRESSED),
        ("not_applicable", "no_data", Change.REGRESSED),  # it was answered
        ("no_data", "no_data", Change.SAME),
        ("no_data", "fail", Change.CHANGED),
        ("no_data", "pass", Change.IMPROVED),
        ("fail", "fail", Change.SAME),
        ("at_risk", "fail", Change.CHANGED),  # it did not pass before
        ("warn", "pass", Change.IMPROVED),
        # a waiver accepts what is so; when it is gone, what it covered is compared
        ("pass", "waived:fail", Change.CHANGED),
        ("pass", "waived:no_data", Change.CHANGED),
        ("waived:fail", "fail", Change.CHANGED),
        ("waived:pass", "fail", Change.REGRESSED),
        ("waived:fail", "no_data", Change.REGRESSED),
        ("waived:no_data", "no_data", Change.CHANGED),
        ("waived:fail", "pass", Change.IMPROVED),
        ("waived:pass", "pass", Change.CHANGED),
        # some bodies waived: the status is that of the rest
        ("pass:fail", "fail", Change.REGRESSED),
        ("fail:fail", "pass:fail", Change.IMPROVED),
    ],
)
def test_what_a_change_is(before: str, after: str, change: Change) -> None:
    found = changed([target(before)], [target(after)])
    assert {one: n for one, n in found.summary.items() if n} == {change: 1}
    assert [one.change for one in found.changes] == [change] * (change is not Change.SAME)
    assert bool(found.regressions) is (change is Change.REGRESSED)


def test_a_figure_or_a_limit_that_changed_is_a_change() -> None:
    other = {**target("pass"), "threshold": 9}
    for now in (target("pass", "11"), {**target("pass"), "n": 2}, other):
        (found,) = changed([target("pass")], [now]).changes
        assert found.change is Change.CHANGED
        assert found.limit_changed is (now is other)


def test_a_target_that_has_gone_is_a_regression_where_it_was_reported() -> None:
    lost = target("fail", id="02-y", item=2)
    silent = target("no_data", None, id="03-z", item=3)
    new = target("fail", id="04-new", item=4)
    found = changed([target("pass"), lost, silent], [target("pass"), new])
    assert [(one.id, one.change) for one in found.changes] == [
        ("02-y", Change.GONE),
        ("03-z", Change.GONE),
        ("04-new", Change.ADDED),
    ]
    assert found.summary[Change.SAME] == 1
    assert [one.id for one in found.regressions] == ["02-y"]


def test_regressions_come_first_then_the_plans_order() -> None:
    ids = ["01-x", "02-y", "03-z", "04-a"]
    before = [target("pass", id=name, item=at) for at, name in enumerate(ids)]
    words = ("pass", "fail", "warn", "pass")
    after = [target(word, str(at), id=ids[at], item=at) for at, word in enumerate(words)]
    found = changed(before, after)
    assert [one.id for one in found.changes] == ["02-y", "03-z", "01-x", "04-a"]


def test_a_baseline_is_told_of_what_was_asked_for_only() -> None:
    before = saved(target("pass"), target("pass", id="02-y", item=2))
    found = compare.against(later(target("fail")).report, before, lambda one: one.item == 1)
    assert found.baseline is not None
    assert [one.id for one in found.baseline.changes] == ["01-x"]
    assert found.notes == ("worse than in old.json: 01-x",)


@pytest.mark.parametrize(
    ("fail_on", "before", "now", "code"),
    [
        ("regression", 0, "fail", 1),
        ("regression", 0, "pass", 0),
        ("regression", 3, "fail", 3),  # refused rows come before any verdict
        ("fail", 1, "fail", 1),
    ],
)
def test_the_exit_code_is_the_comparisons_where_regressions_were_asked_for(
    fail_on: str, before: int, now: str, code: int
) -> None:
    report = later(target(now), fail_on=fail_on, exit_code=before).report
    assert compare.against(report, saved(target("pass")), lambda _: True).exit_code == code


def test_reports_of_two_plans_or_of_other_bodies_do_not_compare() -> None:
    other = {"name": "other", "sha256": "c"}
    with pytest.raises(UsageError, match="a report on other"):
        compare.diff(saved(catalogue=other), later(), "9")
    with pytest.raises(UsageError, match="about 金水区, this about every body"):
        compare.diff(saved(selection={"reporters": ["金水区"]}), later(), "9")
    assert not compare.diff(saved(), later(), "9").changes


def test_what_else_changed_is_noted() -> None:
    assert not compare.diff(saved(), later(), "9").notes
    plan = {"name": "plan", "sha256": "e"}
    other = later(catalogue=plan, calendar={"sha256": "f"}, as_of="2021-03-31")
    assert compare.diff(saved(), other, "9").notes == (
        "the catalogue changed between the two reports",
        "the calendar changed between the two reports",
        "the later report is as of an earlier day (2021-03-31)",
    )
    assert compare.diff(saved(exit_code=3), later(), "9").notes == (
        "the earlier report had rows or files that were not accepted",
    )


# --- a report read back -------------------------------------------------------------------------

FIGURES = """\
01-mobile-services,,2021,300,个
82-patent-firms,金水区,2021,27,家
06-milestone,,2021,2021-10-01,
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_written_report_reads_back_alike(judge_csv: Judge, lang: str) -> None:
    shares = "target,reporter,period,numerator,denominator\n95-health-centres-standard,,2021,2,3\n"
    judged = judge_csv([FIGURES, shares], "08-setup-time,金水区,1,2021-03-01,2021-03-05")
    report = document_of(judged, lang)
    written = as_json.render(report)
    read = parse(written.encode(), "old.json").report
    assert read == report
    assert as_json.render(read) == written
    thirds = next(one for one in read.results if one.id == "95-health-centres-standard")
    assert thirds.observed == Fraction(200, 3)
    data = json.loads(written, parse_float=Decimal)
    mine = next(one for one in data["results"] if one["id"] == thirds.id)
    assert mine["observed"] == Decimal("66.666666666667")  # two of three, in twelve places
    assert mine["exact"] == {"observed": "200/3", "margin": "-40/3"}


def test_a_report_is_turned_to_another_language(judge_csv: Judge) -> None:
    judged = judge_csv([FIGURES], "08-setup-time,金水区,1,2021-03-01,2021-03-05")
    english, chinese = (document_of(judged, lang) for lang in ("en", "zh"))
    assert english.in_language("zh") == chinese
    assert chinese.in_language("en") == english
    assert english != chinese


REPORT: dict[str, Any] = {
    "schema_version": 1,
    "tool": {"name": "yshj", "version": "9"},
    "as_of": "2021-12-31",
    "exit_code": 0,
    "catalogue": {"name": "plan", "sha256": "c"},
    "calendar": {"name": "days", "sha256": "d"},
    "results": [
        {
            "id": "01-x",
            "item": 1,
            "name": "x",
            "statistic": "total",
            "op": ">=",
            "threshold": 8,
            "unit": "个",
            "status": "pass",
            "observed": 8.10,
            "n": 1,
            "over": 0,
            "margin": 0.1,
            "waiver": None,
        }
    ],
}


def text(**changes: Any) -> bytes:
    """The report with keys of its only result changed; `report_x` is the report's own key x."""
    own = {key[7:]: value for key, value in changes.items() if key.startswith("report_")}
    inner = {key: value for key, value in changes.items() if not key.startswith("report_")}
    data = {**REPORT, "results": [{**REPORT["results"][0], **inner}], **own}
    return json.dumps(data).encode()


def test_keys_of_a_later_version_do_no_harm_and_numbers_are_exact() -> None:
    data = text(report_extra=1, colour="red").replace(b"8.1,", b"8.10000000000000000001,")
    (one,) = parse(data, "x").report.results
    assert one.observed == Fraction("8.10000000000000000001")
    assert parse(text().decode().encode("utf-16"), "x").report.results[0].unit == "个"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "schema_version"),
        (b"[" * 100_000, "not JSON"),
        (text(report_schema_version=2), "has schema_version 2; this yshj knows 1"),
        (text(report_schema_version=True), "schema_version"),
        (text(report_schema_version="1"), "schema_version"),
        (text(report_tool={"name": "other"}), "tool.name"),
        (text(report_as_of="2021-02-30"), "as_of"),
        (text(report_as_of="20211231"), "as_of"),
        (text(report_results={}), "results"),
        (text(report_results=None), "results"),
        (text(status="great"), "results.0.status"),
        (text(n="1"), "results.0.n"),
        (text(n=-1), "results.0.n"),
        (text(n=1.5), "results.0.n"),
        (text(observed="soon"), "results.0.observed"),
        (text(observed=True), "results.0.observed"),
        (text(margin="3"), "results.0.margin"),
        (text(exact={"observed": 3}), "results.0"),
        (text(exact={"observed": "81/0"}), "results.0"),
        (text(exact={"observed": "9/1"}), "another number"),
        (text(name_text={"zh": "x"}), "results.0.name_text"),
        (text(name=""), "results.0.name"),
        (text().replace(b"8.1,", b"NaN,"), "not JSON"),
        (text().replace(b"8.1,", b"1e999999999,"), "results.0.observed"),
        (text().replace(b"8.1,", b"1e99999999999999999999,"), "not JSON"),
        (text().replace(b"8.1,", b"9" * 5000 + b","), "not JSON"),
        (text().replace(b'"x"', b'"\\ud800"'), "results.0.name"),
        (text(report_results=REPORT["results"] * 2), "01-x is there twice"),
    ],
)
def test_what_is_no_report_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(data, "old.json")
    told = caught.value.problem.tell("en")
    assert told.startswith("old.json: ")
    assert says in told
    assert caught.value.text.zh != caught.value.text.en


def test_a_zero_with_a_giant_exponent_is_zero() -> None:
    (one,) = parse(text().replace(b"8.1,", b"0e999999999,"), "x").report.results
    assert one.observed == 0
    assert len(str(one.observed)) == 1


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)


@given(st.sampled_from([*REPORT, *REPORT["results"][0]]), _JSON)
def test_any_value_in_any_key_is_read_or_refused(key: str, value: Any) -> None:
    changes = {f"report_{key}": value} if key in REPORT else {key: value}
    try:
        read = parse(text(**changes), "x")
    except InputError:
        return
    found = compare.diff(read, read, "9")
    assert json.loads(as_json.render(found))["changes"] == []
    assert diff.render(found, Phrases("zh"))
