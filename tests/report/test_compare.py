"""Two reports compared: what regressed is defined exactly; a written report reads back alike."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Judge
from yshj.catalogue.entries import Statistic
from yshj.errors import InputError, Text, UsageError
from yshj.judge.model import Status
from yshj.render import diff
from yshj.render import json as as_json
from yshj.report.compare import Change, Origin, Side, compare, side_of
from yshj.report.saved import parse
from yshj.thresholds.limits import Op

ORIGIN = Origin("old.json", "0" * 64, date(2021, 6, 30), "plan", "c" * 64, "d" * 64)
NOW = replace(ORIGIN, path=None, sha256=None, as_of=date(2021, 12, 31))


def side(word: str, observed: str | None = "10", id: str = "01-x", item: int = 1) -> Side:
    """`pass`, `fail` …; `waived:fail` is waived and would be a fail."""
    status, _, would = word.partition(":")
    return Side(
        id=id,
        item=item,
        name=Text("甲", "x"),
        statistic=Statistic.TOTAL,
        op=Op.AT_LEAST,
        threshold=Decimal(8),
        unit="个",
        status=Status(status),
        observed=None if observed is None else Decimal(observed),
        n=0 if observed is None else 1,
        over=0,
        margin=None if observed is None else Decimal(observed) - 8,
        would_be=Status(would) if would else None,
    )


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
    found = compare(ORIGIN, [side(before)], NOW, [side(after)])
    assert [pair.change for pair in found.pairs] == [change]
    assert bool(found.regressions) is (change is Change.REGRESSED)


def test_a_figure_or_a_limit_that_changed_is_a_change() -> None:
    other = replace(side("pass"), threshold=Decimal(9))
    for now in (side("pass", "11"), replace(side("pass"), n=2), other):
        found = compare(ORIGIN, [side("pass")], NOW, [now])
        assert [pair.change for pair in found.pairs] == [Change.CHANGED]
        assert found.pairs[0].limit_changed is (now is other)


def test_a_target_that_has_gone_is_a_regression_where_it_was_reported() -> None:
    lost = side("fail", id="02-y", item=2)
    silent = side("no_data", None, id="03-z", item=3)
    new = side("fail", id="04-new", item=4)
    found = compare(ORIGIN, [side("pass"), lost, silent], NOW, [side("pass"), new])
    assert [(pair.one.id, pair.change) for pair in found.pairs] == [
        ("02-y", Change.GONE),
        ("03-z", Change.GONE),
        ("04-new", Change.ADDED),
        ("01-x", Change.SAME),
    ]
    assert [pair.one.id for pair in found.regressions] == ["02-y"]


def test_regressions_come_first_then_the_plans_order() -> None:
    ids = ["01-x", "02-y", "03-z"]
    before = [side("pass", id=name, item=at) for at, name in enumerate(ids)]
    after = [side(word, id=ids[at], item=at) for at, word in enumerate(("pass", "fail", "warn"))]
    found = compare(ORIGIN, before, NOW, after)
    assert [pair.one.id for pair in found.pairs] == ["02-y", "03-z", "01-x"]


def test_reports_of_two_plans_or_of_other_bodies_do_not_compare() -> None:
    with pytest.raises(UsageError, match="a report on other"):
        compare(replace(ORIGIN, catalogue="other"), [], NOW, [])
    with pytest.raises(UsageError, match="about 金水区, this about every body"):
        compare(replace(ORIGIN, reporters=("金水区",)), [], NOW, [])
    assert not compare(ORIGIN, [], NOW, []).pairs


def test_what_else_changed_is_noted() -> None:
    assert not compare(ORIGIN, [], NOW, []).notes
    other = replace(
        NOW, catalogue_sha256="e" * 64, calendar_sha256="f" * 64, as_of=date(2021, 3, 31)
    )
    assert [note.en for note in compare(ORIGIN, [], other, []).notes] == [
        "the catalogue changed between the two reports",
        "the calendar changed between the two reports",
        "the later report is as of an earlier day (2021-03-31)",
    ]
    faulty = replace(ORIGIN, faulty=True)
    assert [note.en for note in compare(faulty, [], NOW, []).notes] == [
        "the earlier report had rows or files that were not accepted"
    ]
    assert parse(text(report_exit_code=3), "x").origin.faulty


# --- a report read back -------------------------------------------------------------------------

FIGURES = """\
01-mobile-services,,2021,300,个
82-patent-firms,金水区,2021,27,家
06-milestone,,2021,2021-10-01,
"""


def test_a_written_report_reads_back_alike(judge_csv: Judge) -> None:
    shares = "target,reporter,period,numerator,denominator\n95-health-centres-standard,,2021,2,3\n"
    report = judge_csv([FIGURES, shares], "08-setup-time,金水区,1,2021-03-01,2021-03-05")
    saved = parse(as_json.render(report, "zh").encode(), "old.json")
    mine = [side_of(one.finding) for one in report.results]
    names = [replace(one, name=Text(one.name.zh, one.name.zh)) for one in mine]
    assert list(saved.sides) == names
    thirds = next(one for one in saved.sides if one.id == "95-health-centres-standard")
    assert thirds.observed == Decimal("66.666666666667")  # two of three, in twelve places
    assert (saved.origin.catalogue, saved.origin.as_of) == ("zhengzhou-2021", report.as_of)


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
    (one,) = parse(data, "x").sides
    assert one.observed == Decimal("8.10000000000000000001")
    assert parse(text().decode().encode("utf-16"), "x").sides[0].unit == "个"


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
    (one,) = parse(text().replace(b"8.1,", b"0e999999999,"), "x").sides
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
        saved = parse(text(**changes), "x")
    except InputError:
        return
    found = compare(saved.origin, saved.sides, saved.origin, saved.sides)
    assert all(pair.change is Change.SAME for pair in found.pairs)
    assert json.loads(diff.as_json(found, "9", "en"))["changes"] == []
    assert diff.render(found, "zh")
