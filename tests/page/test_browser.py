"""The page in a real browser: it opens clean, sorts, filters, prints, and can be used by all."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from tests.page.conftest import Open, Opened, Written

pytestmark = pytest.mark.browser
LANGS = ("zh", "en")
ROWS = "#all tbody tr"


def column(seen: Opened, name: str) -> list[str]:
    """A column's values as they are sorted by, of the rows shown, from top to bottom."""
    script = """(rows, name) => rows.filter((row) => !row.hidden).map((row) => {
        const cell = row.querySelector("." + name);
        return cell.dataset.v ?? cell.textContent;
    })"""
    found: list[str] = seen.page.locator(ROWS).evaluate_all(script, name)
    return found


def told(seen: Opened) -> str:
    return str(seen.page.locator("#filter output").inner_text())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [1280, 375])
def test_it_opens_clean(opened: Open, lang: str, width: int) -> None:
    seen = opened(lang, width=width)
    assert seen.complaints == []
    assert len(seen.requests) == 1  # itself
    assert seen.shown(ROWS) == 182
    wide = seen.page.evaluate("document.documentElement.scrollWidth")
    assert wide == width  # nothing sticks out of a small screen


def test_the_policy_is_in_force(opened: Open) -> None:
    seen = opened()
    seen.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.owned = 1";
            document.body.append(script);
            document.body.setAttribute("onclick", "window.owned = 2");
            document.body.click();
        }"""
    )
    assert seen.page.evaluate("window.owned") is None
    assert any("Content Security Policy" in one for one in seen.complaints)


def test_it_is_read_without_its_script(opened: Open) -> None:
    seen = opened("zh", script=False)
    assert seen.shown(ROWS) == 182
    assert seen.shown("#filter") == 0
    seen.page.locator("details.item summary").first.click()
    assert seen.shown("details.item[open] article") >= 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_numbers_are_those_of_the_json(
    opened: Open, written: Callable[..., Written], lang: str
) -> None:
    seen, data = opened(lang), written(lang).data
    rows = seen.page.locator(ROWS).evaluate_all(
        """(rows) => rows.map((row) => [row.dataset.id, row.dataset.status,
            ...["c-seen", "c-n", "c-margin"].map((name) => row.querySelector("." + name).dataset.v),
            row.querySelector(".c-n").innerText])"""
    )
    shown = {id_: rest for id_, *rest in rows}
    assert len(shown) == len(data["results"]) == 182
    for one in data["results"]:
        status, observed, n, margin, n_text = shown[one["id"]]
        assert status == one["status"]
        assert Decimal(n) == one["n"]
        assert n_text.replace(",", "") == (str(one["n"]) if one["n"] else "")
        assert (Decimal(margin) if margin else None) == one["margin"]
        expected = "" if one["observed"] is None else one["observed"]
        day = isinstance(expected, str)
        assert (observed if day else Decimal(observed)) == expected
    tally = seen.page.locator(".key li").evaluate_all(
        "(all) => all.map((one) => [one.className.slice(2), one.querySelector('b').innerText])"
    )
    assert {word: int(n) for word, n in tally} == {
        status: int(n) for status, n in data["summary"].items() if n
    }


def test_columns_sort_both_ways_by_mouse_and_by_keys(opened: Open) -> None:
    seen = opened("en")
    head = seen.page.locator("#all th.c-n")
    button = head.locator("button")
    button.click()
    assert head.get_attribute("aria-sort") == "ascending"
    numbers = [int(one) for one in column(seen, "c-n")]
    assert numbers == sorted(numbers)
    button.focus()
    seen.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    numbers = [int(one) for one in column(seen, "c-n")]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == 4335820
    assert seen.page.evaluate("document.activeElement.textContent") == "n"
    kinds: dict[str, Any] = {"c-section": int, "c-item": int, "c-status": int, "c-due": str}
    for name, kind in kinds.items():
        seen.page.locator(f"#all th.{name} button").click()
        values = [kind(one) for one in column(seen, name) if one]
        assert values == sorted(values)
        assert seen.page.locator("#all th[aria-sort]").count() == 1
    blank = [not one for one in column(seen, "c-due")]
    assert blank == sorted(blank)  # targets without a deadline are last
    margins = seen.page.locator("#all th.c-margin button")
    for _ in range(2):
        margins.click()
        values = [Decimal(one) for one in column(seen, "c-margin") if one]
        assert len(values) > 100
        assert column(seen, "c-margin")[-1] == ""
    assert values == sorted(values, reverse=True)
    seen.page.locator("#all th.c-lead button").click()
    first = column(seen, "c-lead")[0]
    assert first == min(column(seen, "c-lead"), key=str.casefold)
    assert seen.complaints == []


def test_the_matrix_sorts_by_a_districts_status_inside_its_sections(opened: Open) -> None:
    seen = opened("zh")
    head = seen.page.locator(".matrix thead th", has_text="上街")
    head.locator("button").click()
    body = seen.page.locator(".matrix tbody").nth(3)
    assert "四、" in body.locator("tr").first.inner_text()
    at = head.evaluate("(one) => one.cellIndex")
    statuses = body.locator("tr[data-t]").evaluate_all(
        f"(rows) => rows.map((row) => row.cells[{at}].className)"
    )
    assert statuses == ["s-fail", *["s-counted"] * 6]  # 计入全市 is no verdict on a district


def test_filters_hold_everywhere_and_say_how_many(opened: Open) -> None:
    seen = opened("en")
    assert told(seen) == "182 of 182 targets shown"
    seen.choose("status", "fail")
    assert told(seen) == "8 of 182 targets shown"
    assert seen.shown(ROWS) == 8
    assert seen.shown("article") == 8
    assert seen.shown(".failures tbody") == 6  # a sum and a milestone have no row
    assert seen.shown(".matrix tr[data-t]") == 3
    assert seen.shown("details.item") == 0
    seen.choose("section", "1")
    assert sorted(column(seen, "c-item")) == ["41", "42"]
    seen.choose("section", "")
    seen.page.select_option("#filter [name=body]", label="Market Regulation Bureau")
    assert column(seen, "c-item") == ["8"]
    seen.page.locator("#filter button").click()
    seen.page.locator("#filter:not(.some)").wait_for()
    assert seen.shown(ROWS) == 182
    seen.page.fill("#filter [name=text]", "PATENT")
    assert set(column(seen, "c-item")) == {"82"}
    assert seen.shown(ROWS) == 3
    seen.page.fill("#filter [name=text]", "no such thing")
    assert told(seen) == "0 of 182 targets shown"
    assert seen.shown(".none") >= 6
    assert seen.complaints == []


def test_a_district_is_filtered_by_its_own_verdict(
    opened: Open, written: Callable[..., Written]
) -> None:
    seen = opened("zh")
    seen.page.select_option("#filter [name=district]", label="金水区")
    mine = {
        one["id"]: each["status"]
        for one in written("zh").data["results"]
        for each in one["reporters"]
        if each["reporter"] == "金水区"
    }
    ids = seen.page.locator(f"{ROWS}:not([hidden])").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.id)"
    )
    assert set(ids) == set(mine)
    assert "自己" in told(seen)
    assert seen.page.locator("#all th.c-own").inner_text() == "金水区"
    own = seen.page.locator(f"{ROWS}[data-id='98-waste-sorting'] td.c-own")
    assert own.inner_text().split() == ["未达标", "98%"]
    assert seen.page.locator(".matrix thead th:visible").count() == 3
    seen.choose("status", "fail")
    assert seen.shown(ROWS) == sum(status == "fail" for status in mine.values()) == 1
    seen.choose("district", "")
    assert seen.shown(ROWS) == 8


def test_a_link_opens_what_is_folded_and_undoes_a_filter(opened: Open) -> None:
    seen = opened("zh")
    card = seen.page.locator("#t-30-power-10kv")
    assert not card.is_visible()
    seen.page.locator("#all a[href='#t-30-power-10kv']").click()
    card.wait_for(state="visible")
    seen.choose("status", "fail")
    assert not card.is_visible()
    seen.page.evaluate("location.hash = '#t-08-setup-zones'")
    seen.page.locator("#t-08-setup-zones").wait_for(state="visible")
    assert seen.shown(ROWS) == 182
    seen.page.evaluate("location.hash = '#%'")  # no escape sequence, no fault
    assert seen.complaints == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing(opened: Open, lang: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    seen = opened(lang, width=width)
    seen.page.evaluate(  # all hundred items would take a minute and show nothing new
        """for (const one of document.querySelectorAll(
            ".cards details, [data-group]:first-of-type > details.item:nth-of-type(-n+9)"
        )) one.open = true"""
    )
    assert seen.shown("details[open] .facts") >= 8
    found = [
        (one["id"], one["impact"], one["nodes"][0]["html"][:200])
        for one in Axe().run(seen.page).response["violations"]
    ]
    assert found == []


def pages_of(seen: Opened, **options: Any) -> list[str]:
    from pypdf import PdfReader

    pdf = PdfReader(BytesIO(seen.page.pdf(print_background=True, **options)))
    box = pdf.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)  # A4
    return [normalize("NFKC", page.extract_text()) for page in pdf.pages]  # no ligatures


def test_print_keeps_tables_whole(opened: Open, written: Callable[..., Written]) -> None:
    seen = opened("en")
    pages = [re.sub(r"\s+", " ", one) for one in pages_of(seen, prefer_css_page_size=True)]
    squeezed = [one.replace(" ", "") for one in pages]
    start = next(at for at, one in enumerate(squeezed) if "Alltargets182" in one)
    end = next(at for at, one in enumerate(squeezed) if re.search(r"Failingcasesandfigures\d", one))
    assert end - start >= 4
    for at in range(start + 1, end):  # the head again on each page, its sorting buttons too
        assert "Status" in pages[at][:40]
        assert "Againstthelimit" in squeezed[at][:200]
    for one in written("en").data["results"]:
        places = [at for at in range(start, end + 1) if one["id"] in squeezed[at]]
        assert len(places) == 1, one["id"]  # no row is cut
        # its card as well, which is folded on a screen
        assert "".join(squeezed).count(one["id"]) >= 2
    assert not [one for one in pages if "All sections" in one]  # no filters on paper
    assert len(pages) < 60  # the clauses stand close
    heads = {"Progresstowardstotals": "Performancesinvillages", "Targetsbydistrict": "Areascovered"}
    for head, row in heads.items():  # a heading and its words are where its table begins
        assert any(row in one.partition(head)[2] for one in squeezed[1:]), head


def test_nothing_is_cut_off_at_the_papers_edge(opened: Open) -> None:
    for lang in LANGS:
        seen = opened(lang, width=710)  # A4 less its margins
        seen.page.emulate_media(media="print")
        over = seen.page.evaluate(
            """() => [...document.querySelectorAll("table, article, svg, h1, .headline")].filter(
                (one) => one.getBoundingClientRect().right > innerWidth + 1)
                .map((one) => one.tagName + "." + one.className)"""
        )
        assert over == []
        narrow = seen.page.evaluate(
            """() => [...document.querySelectorAll("#all tbody tr:first-child > *")]
                .filter((one) => getComputedStyle(one).display !== "none" && !one.hidden)
                .filter((one) => one.getBoundingClientRect().width < 18).length"""
        )
        assert narrow == 0


def test_hostile_names_do_nothing(
    opened: Open, written: Callable[..., Written], tmp_path: Path
) -> None:
    evil = tmp_path / "<img src=x onerror=owned=1>.csv"
    evil.write_text(
        "target,reporter,case,started,finished\n"
        "08-setup-time,金水区,<script>window.owned=1</script>,2021-03-01,2021-03-05\n"
        '08-setup-time,"<script>window.owned=1</script>",2,2021-03-01,2021-03-02\n',
        encoding="utf-8",
    )
    page = written("en", str(evil), "--as-of", "2021-12-31").path
    seen = opened(path=page)
    assert seen.page.evaluate("window.owned") is None
    assert seen.complaints == []
    assert "<script>window.owned=1</script>" in seen.page.locator(".failures").inner_text()
    assert "<script>window.owned=1</script>" in seen.page.locator(".faults").inner_text()
