"""Markdown, read as GitHub reads it: nothing hostile becomes markup, a link or a mention."""

from __future__ import annotations

import html
import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import HealthCheck, given

from tests.examples import few
from tests.render.conftest import STATUSES
from tests.render.hostile import CASE, NASTY, painted, texts
from yshj.errors import printable
from yshj.render import markdown
from yshj.render.marks import code, plain, row, table_head
from yshj.report.compose import document_of
from yshj.report.model import Report

# what this package writes itself
OURS = {"h2", "h3", "p", "strong", "details", "summary", "table", "thead", "tbody", "tr", "th"}
OURS |= {"td", "br", "code", "sup", "ul", "ol", "li"}
HEADS = 8


def as_html(text: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


def tags(page: str) -> set[str]:
    return set(re.findall(r"<([a-z0-9]+)", page))


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page))


@pytest.mark.thorough
@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_stays_text(
    every_status: Report, broken: Report, text: str, lang: str
) -> None:
    for report in (every_status, broken):
        shown = markdown.render(document_of(painted(report, text), lang))
        page = as_html(shown)
        assert tags(page) - {"h4"} <= OURS
        assert CASE not in shown
        assert "<a " not in page
        assert not re.search(r"@\w|#\d", words(re.sub("<code>.*?</code>", "", page)))
        for line in shown.splitlines():
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
        cells = [line.count("<td") for line in re.findall(r"<tr>.*?</tr>", page, re.DOTALL)]
        assert set(cells) <= {0, HEADS, 4}


@few(60)
@given(text=texts)
def test_a_cell_shows_what_was_written(text: str) -> None:
    table = table_head(["a", "b"]) + row([plain(text), code(text)]) + row(["last", "row"])
    page = as_html(f"{table}\n- {plain(text)}\n\n{plain('x' + text)}\n")
    assert tags(page) <= {"table", "thead", "tbody", "tr", "th", "td", "code", "ul", "li", "p"}
    running, named = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)[:2]
    assert words(running).replace("\u200b", "") == printable(text, 300).strip()
    assert words(named).replace("\u200b", "") == printable(text, 300)
    item = re.findall(r"<li>(.*?)</li>", page, re.DOTALL)
    assert [words(one).replace("\u200b", "") for one in item] == [printable(text, 300).strip()]


def test_totals_are_those_of_the_rows(sample: Report) -> None:
    shown = markdown.render(document_of(sample, "en"))
    assert "**✗ 8 fail** · ! 2 warn · … 2 partial · ✓ 164 pass · ○ 6 no data" in shown
    lines = shown.splitlines()
    assert sum(line.startswith("| ✗ fail ") for line in lines) == 8
    assert sum(line.startswith("| ! warn ") for line in lines) == 2
    assert sum(line.startswith("| … partial ") for line in lines) == 1
    assert sum(line.startswith("| ✗ partial ") for line in lines) == 1  # due, it counts as fail
    assert sum(line.startswith("| ✓ pass ") for line in lines) == 164
    assert sum(line.startswith("- no data: ") for line in lines) == 6
    assert "### Not passed (12)" in shown
    assert "SYN-" not in shown  # case numbers of the sample
    assert len(shown) < 65_536  # what a comment on GitHub may hold


def test_every_status_has_its_place_and_the_worst_is_first(every_status: Report) -> None:
    shown = markdown.render(document_of(every_status, "en"))
    missed, rest = shown.split("<details><summary>Passed")
    order = re.findall(r"<br><code>([^<]+)</code>", missed)
    assert order == [
        "49-milestone",
        "01-one-stop-matters",
        "95-health-centres-standard",
        "01-mobile-services",
        "87-incubators",
        "44-document-fee",
    ]
    for target in STATUSES.keys() - set(order):
        assert f"<code>{target}</code>" in rest


def test_refused_rows_are_told_without_what_might_be_a_case_number(broken: Report) -> None:
    shown = markdown.render(document_of(broken, "en"))
    assert "### Input with faults (30)" in shown  # 20 and 9 rows, and a file that is not there
    assert shown.count("\n- <code>samples/") == 20
    assert "\n- and 10 more\n" in shown
    assert "“" not in shown
    assert "SYN-" not in shown
    assert "column 指标: &#34;" not in shown
    assert '"08-setup-tme" unknown target' in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_fits_whatever_room_there_is(broken: Report, lang: str) -> None:
    whole = markdown.render(document_of(broken, lang))
    size = len(whole.encode())
    assert markdown.fitted(document_of(broken, lang), size + 300) == whole
    for room in range(0, size + 300, 2_435):
        cut = markdown.fitted(document_of(broken, lang), room)
        assert len(cut.encode()) <= room
        assert cut.count("<details>") == cut.count("</details>")
        assert tags(as_html(cut)) <= OURS
        if room > 1000:
            assert cut.startswith(whole[:100])
        if cut and cut != whole:
            assert ("left out for length" if lang == "en" else "篇幅所限") in cut


@few(25, HealthCheck.too_slow)
@given(text=texts)
def test_a_whole_page_of_it_keeps_its_shape(every_status: Report, text: str) -> None:
    report = painted(every_status, text)
    report.results = report.results[:3]
    page = as_html(markdown.render(document_of(report, "en")))
    assert tags(page) <= OURS
    assert page.count("<details>") == page.count("</details>")
