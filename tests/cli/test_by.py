"""`--by`: a part of the table and of the JSON report; a wrong word is told at once."""

from __future__ import annotations

import json
import unicodedata

import pytest

from tests.cli.conftest import ROOT, Run

pytestmark = pytest.mark.thorough  # the golden files show a case of each in the default run

SAMPLE = ("samples/city-2021.csv", "samples/cases-2021.csv", "--as-of", "2021-12-31")
WORDS = ("reporter", "period", "item", "body")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "en",
            "--by takes reporter, period, item, body, not \"reprter\"; did you mean 'reporter'?\n",
        ),
        ("zh", "--by 应为 reporter、period、item、body，不是“reprter”；是否为“reporter”？\n"),
    ],
)
def test_a_wrong_word_is_told_before_anything_is_read(yshj: Run, lang: str, told: str) -> None:
    done = yshj("check", "no-such.csv", "--by", "reprter", "--lang", lang)
    assert (done.code, done.out, done.err) == (2, "", told)


@pytest.mark.parametrize("by", WORDS)
def test_the_report_is_the_same_and_a_part_is_added(yshj: Run, by: str) -> None:
    words = ("check", *SAMPLE, "--output-format", "json")
    plain = yshj(*words, cwd=ROOT)
    broken_down = yshj(*words, "--by", by, cwd=ROOT)
    assert broken_down.code == plain.code == 1
    data = json.loads(broken_down.out)
    part = data.pop("breakdown")
    assert data == json.loads(plain.out)
    assert part["by"] == by
    assert part["groups"]
    for group in part["groups"]:
        assert sum(group["summary"].values()) == len(group["results"]) > 0
        for status, count in group["summary"].items():
            assert sum(one["status"] == status for one in group["results"]) == count


def test_items_add_up_to_the_summary(yshj: Run) -> None:
    done = yshj("check", *SAMPLE, "--output-format", "json", "--by", "item", cwd=ROOT)
    data = json.loads(done.out)
    for status, count in data["summary"].items():
        assert sum(one["summary"][status] for one in data["breakdown"]["groups"]) == count


@pytest.mark.parametrize(("columns", "lang"), [(60, "zh"), (80, "en")])
@pytest.mark.parametrize("by", WORDS)
def test_the_table_holds_its_shape(yshj: Run, by: str, columns: int, lang: str) -> None:
    words = ("check", *SAMPLE, "--by", by, "--lang", lang, "-v")
    done = yshj(*words, cwd=ROOT, COLUMNS=str(columns))
    assert len(done.out.splitlines()) > 100
    for line in done.out.splitlines():
        assert sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) <= columns


def test_groups_without_data_are_counted_and_with_v_listed(yshj: Run) -> None:
    words = ("check", SAMPLE[1], *SAMPLE[2:], "--item", "9", "--item", "8", "--by", "item")
    silent = yshj(*words, "--lang", "en", cwd=ROOT).out
    assert "and 1 more without data" in silent
    assert "9. Easier company deregistration" not in silent
    assert "9. Easier company deregistration  ○" in yshj(*words, "--lang", "en", "-v", cwd=ROOT).out


def test_quiet_is_the_summary_alone(yshj: Run) -> None:
    words = ("check", *SAMPLE, "-q", "--lang", "en")
    assert yshj(*words, "--by", "item", cwd=ROOT).out == yshj(*words, cwd=ROOT).out


def test_formats_that_do_not_show_it_say_so(yshj: Run) -> None:
    words = ("check", *SAMPLE, "--item", "8", "--by", "item", "--lang", "en")
    told = "--by: shown in the formats table, "
    assert told in yshj(*words, "--output-format", "csv", cwd=ROOT).err
    assert told not in yshj(*words, "--output-format", "json", cwd=ROOT).err
