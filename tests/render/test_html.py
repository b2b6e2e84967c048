"""The page: whole in itself, its numbers the JSON's, hostile text no more than text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given

from tests.conftest import Judge
from tests.examples import few, some
from tests.render.conftest import ROOT, STATUSES, Check
from tests.render.hostile import CASE, NASTY, painted, texts
from tests.render.markup import Node, read
from yshj.catalogue.model import Catalogue
from yshj.catalogue.who import who
from yshj.errors import inert, printable
from yshj.intake.mapping import read_mapping
from yshj.render import html
from yshj.render.json import render as as_json
from yshj.report.compose import document_of
from yshj.report.document.result import MOST_FAILURES
from yshj.report.model import Failure, Report
from yshj.report.selection import Selection

LANGS = ("zh", "en")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_TAGS = set(
    re.findall(
        r"\w+",
        """html head meta title style body script a header main section nav form article div p span
        h1 h2 h3 h4 ul li dl dt dd b i strong small code time data blockquote figure figcaption
        svg rect path circle text label select option input button output details summary
        table caption thead tbody tr th td""",
    )
)


def page_of(report: Report, lang: str) -> Node:
    return read(html.render(document_of(report, lang)))


def data_of(report: Report, lang: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        as_json(document_of(report, lang)), parse_float=Decimal, parse_int=Decimal
    )
    return found


def row_of(page: Node, target: str) -> Node:
    return page.one("tr", data_id=target)


def cell(row: Node, column: str) -> Node:
    return next(one for one in row.walk() if column in one.attrs.get("class", "").split())


def _sha(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


# ---- whole in itself


@pytest.mark.parametrize("lang", LANGS)
def test_the_policy_allows_this_style_and_this_script_and_nothing_else(
    sample: Report, lang: str
) -> None:
    page = html.render(document_of(sample, lang))
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert (len(style), len(script)) == (1, 1)
    policy = read(page).one("meta", http_equiv="Content-Security-Policy").attrs["content"]
    rules = dict(one.strip().split(" ", 1) for one in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'sha256-{_sha(style[0])}'",
        "script-src": f"'sha256-{_sha(script[0])}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def assert_whole(page: Node) -> None:
    """No tag but ours, no reference out of the page, nothing that runs, every anchor in place."""
    nodes = list(page.walk())
    assert {one.tag for one in nodes} <= _TAGS
    names = {name for one in nodes for name in one.attrs}
    assert not [name for name in names if name.startswith("on") or name in {"style", "src"}]
    ids = [one.attrs["id"] for one in nodes if "id" in one.attrs]
    assert len(ids) == len(set(ids))
    for one in nodes:
        assert one.attrs.get("href", "#").startswith("#")
        if "href" in one.attrs:
            assert one.attrs["href"][1:] in ids
        for label in one.attrs.get("aria-labelledby", "").split():
            assert label in ids


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_comes_from_outside(sample: Report, broken: Report, lang: str) -> None:
    for report in (sample, broken):
        text = html.render(document_of(report, lang))
        assert_whole(read(text))
        assert "\r" not in text
    text = html.render(
        document_of(sample, lang)
    )  # the broken one holds a formula with an address, as text
    assert not re.search(r"https?:|@import|url\(|\beval\b|innerHTML|fetch\(|XMLHttp", text)


def test_it_is_the_same_twice_and_knows_no_clock(check: Check) -> None:
    one, two = (
        html.render(document_of(check("samples/district-jinshui-2021.csv"), "zh")) for _ in range(2)
    )
    assert one == two
    assert str(date.today()) not in one


def test_only_the_page_loads_its_templates() -> None:
    script = (
        "import sys; from yshj.cli import check; import yshj.render.table; "
        "print('jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"False"]


# ---- its numbers are the JSON's


@pytest.mark.parametrize("lang", LANGS)
def test_every_row_has_the_numbers_of_the_json(
    sample: Report, every_status: Report, lang: str
) -> None:
    for report in (sample, every_status):
        page, data = page_of(report, lang), data_of(report, lang)
        shown = page.all("tr", data_status="pass")
        assert len(shown) == data["summary"]["pass"]
        rows = {one.attrs["data-id"]: one for one in page.all("tr") if "data-id" in one.attrs}
        cards = {one.attrs["id"][2:]: one for one in page.all("article")}
        assert list(cards.keys() ^ rows.keys()) == []
        for one in data["results"]:
            row = rows[one["id"]]
            assert row.attrs["data-status"] == one["status"]
            assert number(cell(row, "c-seen").attrs["data-v"]) == one["observed"]
            assert number(cell(row, "c-margin").attrs["data-v"]) == one["margin"]
            assert Decimal(cell(row, "c-n").attrs["data-v"]) == one["n"]
            assert cell(row, "c-n").words.replace(",", "") == (str(one["n"]) if one["n"] else "")
            assert cell(row, "c-name").one("code").words == one["id"]
            card = cards[one["id"]]
            assert card.one("blockquote").text == one["quote"]
            assert [each.words for each in card.all("th", scope="row")] == (
                names(report, one["reporters"], lang) if len(one["reporters"]) > 1 else []
            )


def number(text: str) -> Decimal | str | None:
    """A figure or a day as the JSON reads; nothing is null."""
    if not text:
        return None
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else Decimal(text)


def names(report: Report, reporters: list[dict[str, Any]], lang: str) -> list[str]:
    bodies = {body.name: body for body in report.catalogue.bodies.all}
    return [bodies[one["reporter"]].label(lang) for one in reporters]


@pytest.mark.parametrize("lang", LANGS)
def test_the_matrix_has_every_districts_own_figure(sample: Report, lang: str) -> None:
    page, data = page_of(sample, lang), data_of(sample, lang)
    matrix = page.one("table", cls="matrix")
    districts = [one.name for one in sample.catalogue.parts]
    heads = matrix.one("thead").all("th")
    assert [one.one("span").attrs.get("title") for one in heads[2:]] == names(
        sample, [{"reporter": name} for name in districts], lang
    )
    rows = {one.one("a").attrs["href"][3:]: one for one in matrix.all("tr") if one.all("a")}
    told = {
        one["id"]: {each["reporter"]: each for each in one["reporters"]} for one in data["results"]
    }
    assert set(rows) == {id_ for id_, by in told.items() if set(by) & set(districts)}
    assert len(rows) == 15  # the milestone of item 13 is its leads': each district has its own
    for id_, row in rows.items():
        assert row.all("th", scope="row")
        for name, shown in zip(districts, row.all("td")[1:], strict=True):
            body = told[id_].get(name)
            if body is None:
                assert shown.words == ""
                continue
            assert shown.attrs["class"] == f"s-{body.get('counts_as') or body['status']}"
            exact = shown.one("data").attrs["value"] if shown.all("data") else figure_in(shown)
            assert number(exact) == body["observed"]
    silent = rows["95-new-health-centres"].all("td")[1:][districts.index("惠济区")]
    assert silent.words in ("未报", "no data")


def figure_in(shown: Node) -> str:
    """The figure behind the status word."""
    return "".join(one for one in shown.children if isinstance(one, str)).strip()


def test_failing_rows_are_those_of_the_json(sample: Report) -> None:
    page, data = page_of(sample, "en"), data_of(sample, "en")
    groups = [one for one in page.one("table", cls="failures").walk() if one.tag == "tbody"]
    for one in data["results"]:
        bodies = [each for each in groups if each.attrs["id"] == f"f-{one['id']}"]
        assert len(bodies) == bool(one["failures_total"])
        rows = bodies[0].all("tr")[1:] if bodies else []
        shown = [[each.words for each in row.all("td")][:5] for row in rows]
        assert shown == [
            [
                *names(sample, [each], "en"),
                *(each["file"], str(each["row"]), each["case"] or "", each["due"] or ""),
            ]
            for each in one["failures"]
        ]
        figures = [row.all("data")[0].attrs["value"] for row in rows if row.all("data")]
        assert [number(each) for each in figures] == [
            each["observed"]
            for each, row in zip(one["failures"], rows, strict=True)
            if row.all("data")
        ]


def test_bodies_by_name_and_what_was_not_reported(sample: Report) -> None:
    page = page_of(sample, "zh")
    missing = {
        one.one("a").words: one.all("td")[2].words
        for one in page.one("table", cls="missing").one("tbody").all("tr")
    }
    assert missing["新增达标社区卫生服务中心数"] == "缺惠济区"
    assert missing["案均电子送达次数"] == "缺2021年下半年：市法院"
    assert len(missing) == 8
    leads = page.all("table", cls="counts")[1]
    rows = {
        one.one("th").words: [each.words for each in one.all("td")[:6]]
        for one in leads.one("tbody").all("tr")
    }
    # items 15, 20 and 63 write one bureau in several ways: it is one row
    assert len(rows) == len(leads.one("tbody").all("tr"))
    assert rows["市教育局"] == [
        "1",
        "1",
        "·",
        "·",
        "·",
        "·",
    ]  # all, fail, warn, partial, pass, none


def test_evidence_and_headline(sample: Report, broken: Report) -> None:
    page = page_of(sample, "en")
    assert page.one("p", cls="headline").words == "8 targets missed"
    assert (
        "164 of 182 targets met; 1 incomplete, counted as missed."
        in page.one("p", cls="lede").words
    )
    told = page.one("main").words
    for digest in (sample.catalogue.sha256, sample.calendar.sha256(), sample.inputs[0].sha256):
        assert digest is not None
        assert digest in told
    assert page.one("header", cls="top").one("time").words == "2021-12-31"
    faulty = page_of(broken, "zh")
    assert f"{len(broken.problems)} 处错误" in faulty.one("p", cls="lede").words
    assert len(faulty.one("table", cls="faults").one("tbody").all("tr")) == len(broken.problems)


# ---- languages


def test_an_english_page_marks_what_is_chinese(sample: Report) -> None:
    page = page_of(sample, "en")
    assert page.one("html").attrs["lang"] == "en"

    def loose(node: Node) -> list[str]:
        found: list[str] = []
        for child in node.children:
            if isinstance(child, str):
                # an English sentence may quote a Chinese word
                chinese = _CHINESE.search(child) and not re.search("[A-Za-z]{3}", child)
                found += [child] if chinese else []
            elif child.attrs.get("lang") != "zh" and child.tag not in {"style", "script"}:
                found += loose(child)
        return found

    assert loose(page.one("body")) == []
    assert page_of(sample, "zh").one("html").attrs["lang"] == "zh"


def test_a_chinese_page_has_no_english_words_of_ours(check: Check) -> None:
    page = page_of(check("samples/city-2021.csv", items=(8, 95)), "zh")
    for words in ("Status", "Limit", "Observed", "district", "targets", "pass"):
        assert words not in page.one("body").one("main").words


# ---- right at the edges


@pytest.mark.parametrize("lang", LANGS)
def test_every_status_has_its_word_and_its_sign(every_status: Report, lang: str) -> None:
    page = page_of(every_status, lang)
    words = {one.attrs["class"]: one.words for one in page.all("span", cls="badge")}
    assert set(words) == {f"badge s-{status.value}" for status in STATUSES.values()}
    assert len(set(words.values())) == len(STATUSES)
    for id_, status in STATUSES.items():
        assert row_of(page, id_).attrs["data-status"] == status.value
    waived = page.one("article", id="t-44-document-fee").words
    assert "系统迁移" in waived
    assert "市政务办" in waived


@pytest.mark.parametrize("lang", LANGS)
def test_no_data_one_target_and_no_target(judge_csv: Judge, lang: str) -> None:
    empty = judge_csv("82-patent-firms,郑州市,2021,,家")
    page = page_of(empty, lang)
    assert_whole(page)
    assert page.one("p", cls="headline").attrs["class"] == "headline s-no_data"
    assert len(page.all("tr", data_status="no_data")) == len(empty.results)
    one = judge_csv(
        "82-patent-firms,郑州市,2021,28,家",
        selection=Selection(targets=frozenset({"82-patent-firms"})),
    )
    page = page_of(one, lang)
    assert_whole(page)
    assert len(page.all("article")) == 1
    assert page.one("p", cls="headline").words in ("全部达标", "The target is met")
    assert_whole(page_of(replace(one, results=[]), lang))


def test_where_every_target_stands_above_the_list_says_so(judge_csv: Judge) -> None:
    wanted = Selection(targets=frozenset({"82-patent-firms"}))
    page = page_of(judge_csv("82-patent-firms,郑州市,2021,27,家", selection=wanted), "en")
    listed = page.one("section", cls="clauses")
    assert [one.words for one in listed.all("p")] == ["Every target stands above."]


def test_only_passes_make_the_headline_green(judge_csv: Judge) -> None:
    wanted = Selection(items=frozenset({82}))
    page = page_of(judge_csv("82-patent-firms,郑州市,2021,28,家", selection=wanted), "en")
    head = page.one("p", cls="headline")
    assert head.words == "No target missed"
    assert head.attrs["class"] == "headline s-no_data"  # the item has others
    row = "82-patent-firms,郑州市,2021H1,27,家"
    page = page_of(judge_csv(row, as_of="2021-09-01", selection=wanted), "en")
    assert page.one("p", cls="headline").attrs["class"] == "headline s-at_risk"


def test_milestones_still_ahead_are_in_the_list_not_on_top(judge_csv: Judge) -> None:
    rows = "82-milestone,郑州市,2021,2021-12-01,\n82-patent-firms,郑州市,2021H1,27,家"
    page = page_of(judge_csv(rows, as_of="2021-09-01"), "zh")
    assert row_of(page, "82-milestone").attrs["data-status"] == "at_risk"
    top = page.all("div", cls="cards")[0]
    assert [one.attrs["id"] for one in top.all("article")] == ["t-82-patent-firms"]
    listed = page.one("section", cls="clauses")
    assert listed.one("article", id="t-82-milestone")


def test_what_a_check_was_narrowed_to_stands_at_the_top(judge_csv: Judge) -> None:
    row = "98-waste-sorting,金水区,2021,100%,"
    wanted = Selection(reporters=frozenset({"金水区", "中原区"}))
    page = page_of(judge_csv(row, selection=wanted), "en")
    told = "Zhongyuan District, Jinshui District"
    assert page.one("p", cls="only").words == f"Reported by these only: {told}"
    assert told in page.one("section", aria_labelledby="evidence").words
    whole = judge_csv(row)
    assert not page_of(whole, "en").all("p", cls="only")
    mapping = read_mapping(ROOT / "samples/mapping-ledger.yaml", whole.catalogue)
    page = page_of(replace(whole, mapping=mapping), "en")
    assert mapping.sha256 in page.one("section", aria_labelledby="evidence").words


def everything(judge_csv: Judge, catalogue: Catalogue) -> Report:
    """Every district reports every target that asks it, else the city does; each misses it, and
    sends files with long names."""
    rows = []
    for target in catalogue.targets.values():
        admitted = who(catalogue, target).admitted
        bodies = [body for body in catalogue.parts if body in admitted]
        for at, body in enumerate(bodies or [catalogue.bodies.city], start=1):
            value = f"{target.threshold + at if target.op.ceiling else target.threshold / 3:.4f}"
            if target.is_milestone:
                rows.append(f"{target.id},{body.name},2021,2022-01-{at:02d},,,,")
            elif target.statistic.value == "share":
                bottom = 1000 if target.unit.zh != "%" else 98765
                rows.append(f"{target.id},{body.name},2021,,,{6543 + at},{bottom},")
            elif target.statistic.value == "change":
                rows.append(f"{target.id},{body.name},2021,{987654 + at},个,,,{1234567}")
            else:
                rows.append(f"{target.id},{body.name},2021,{value},{target.unit.zh},,,")
    head = "target,reporter,period,value,unit,numerator,denominator,baseline\n"
    report = judge_csv(head + "\n".join(rows), as_of="2022-01-20")
    assert report.problems == []
    name = "报送材料/2021年度/" + "很长的文件名" * 20 + ".csv"
    for one in report.results:
        one.failures_total = 12345
        one.failures = [
            Failure(
                name, 10**6 + at, None, None, f"{'案' * 30}-{at}", date(2021, 3, 4), Fraction(22, 7)
            )
            for at in range(MOST_FAILURES)
        ]
    return report


@pytest.mark.thorough
@pytest.mark.parametrize("lang", LANGS)
def test_sixteen_districts_by_every_target_is_still_light(
    judge_csv: Judge, catalogue: Catalogue, lang: str
) -> None:
    report = everything(judge_csv, catalogue)
    text = html.render(document_of(report, lang))
    assert len(text.encode("utf-8")) < 1_500_000
    page = read(text)
    assert_whole(page)
    assert (
        sum(bool(one.all("td")) for one in page.one("table", cls="matrix").all("tr")) == 45
    )  # of the 182 those that a district may report
    assert page.one("div", cls="high").one("table", cls="matrix")  # its head stays in sight
    more = "12,342" if lang == "en" else "另有 12,342 行"
    assert more in page.one("tbody", id="f-08-setup-time").words


# ---- hostile text


@pytest.fixture(scope="module")
def small(check: Check) -> Report:
    return check("samples/city-2021.csv", "samples/cases-2021.csv", items=(8, 60, 95))


@pytest.mark.parametrize(("at", "text"), some(list(enumerate(NASTY))))
def test_hostile_text_stays_text(small: Report, broken: Report, at: int, text: str) -> None:
    lang = LANGS[at % 2]
    assert_hostile_is_text(small, text, lang)
    assert_hostile_is_text(replace(broken, results=broken.results[:3]), text, lang)


@pytest.mark.thorough
@few(15, HealthCheck.too_slow)
@given(text=texts)
def test_any_text_stays_text(small: Report, text: str) -> None:
    assert_hostile_is_text(small, text, "en")


def assert_hostile_is_text(report: Report, text: str, lang: str) -> None:
    shown = html.render(document_of(painted(report, text), lang))
    shown.encode("utf-8")
    page = read(shown)
    assert_whole(page)
    visible = shown.partition("</style>")[2].replace("\n", "")
    assert visible.isprintable() or not text.isprintable()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\ufeff\ufffe]", visible)
    told = inert("\n".join(printable(one, 10**5) for one in text.split("\n")))
    expected = " ".join(told.split())
    assert page.one("h1").words == expected
    plain = html.render(document_of(report, lang))
    known = {one.tag for one in read(plain).walk()}
    assert {one.tag for one in page.walk()} - {"strong", "small"} <= known | _TAGS
    if report.results:
        assert CASE in page.one("main").words


def test_a_district_named_like_a_script(judge_csv: Judge) -> None:
    report = judge_csv("98-waste-sorting,中原区,2021,90%,\n98-waste-sorting,金水区,2021,100%,")
    bodies = report.catalogue.bodies
    for name in ("<script>alert(1)</script>", "javascript:alert(1)", "a\" onload='x"):
        found = bodies.find("中原区")
        assert found is not None
        evil = found.model_copy(update={"name": name, "en": name, "aliases": ()})
        try:
            bodies.all = tuple(evil if one is found else one for one in bodies.all)
            for one in report.results:
                for each in one.finding.by_body:
                    if each.body is found:
                        each.body = evil
            page = page_of(report, "zh")
        finally:
            bodies.all = tuple(found if one is evil else one for one in bodies.all)
            for one in report.results:
                for each in one.finding.by_body:
                    if each.body is evil:
                        each.body = found
        assert_whole(page)
        heads = page.one("table", cls="matrix").one("thead").all("span")
        assert name in [each.words for each in heads]
        options = page.one("select", name="district").all("option")
        assert name in [each.words for each in options]
