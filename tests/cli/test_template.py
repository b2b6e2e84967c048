"""Templates: whom they ask for what, and that a filled one is accepted."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import YSHJ, Run
from yshj.catalogue.model import Catalogue, Target
from yshj.contract.headers import Table
from yshj.contract.periods import Period
from yshj.contract.rows import Context
from yshj.intake.read import submission
from yshj.render import template_book
from yshj.render.phrases import Phrases
from yshj.render.template import Template, as_csv, asked
from yshj.thresholds.units import find_unit

pytestmark = pytest.mark.thorough  # the golden files show a case of each in the default run

YEAR = Period(date(2021, 1, 1), date(2021, 12, 31))
DISTRICT = [
    *("08-setup-time", "13-area-assessment", "13-milestone", "41-capital-districts"),
    "81-ip-stations",
    *("82-patent-firms", "83-pledge-growth", "83-financing-amount", "87-innovation-platforms"),
    *("87-high-tech-firms", "87-incubators", "95-health-centres-standard"),
    *("95-township-hospitals", "95-new-health-centres", "98-waste-sorting"),
]


def asked_ids(catalogue: Catalogue, name: str) -> list[str]:
    body = catalogue.bodies.find(name)
    assert body is not None
    return [target.id for target in asked(catalogue, body)]


@pytest.mark.parametrize("name", ["金水区", "郑东新区", "登封市"])
def test_a_district_and_a_zone_are_asked_for_each_districts_targets(
    catalogue: Catalogue, name: str
) -> None:
    wanted = DISTRICT
    if name == "郑东新区":  # a zone: the brackets of these four name no zone that has to report
        wanted = [one for one in DISTRICT if not one.startswith(("41-", "95-"))]
    assert asked_ids(catalogue, name) == wanted


def test_a_bureau_is_asked_for_what_names_it_and_for_the_items_it_leads(
    catalogue: Catalogue,
) -> None:
    assert asked_ids(catalogue, "郑州海关") == ["47-clearance-time"]
    assert asked_ids(catalogue, "市纪委监委") == ["73-full-recording", "73-unlawful-evidence"]
    court = asked_ids(catalogue, "市法院")
    assert {"59-pretrial-mediation", "60-small-claims", "60-milestone"} <= set(court)
    bureau = asked_ids(catalogue, "市市场监管局")
    assert {"08-setup-zones", "08-milestone", "82-patents-per-10k"} <= set(bureau)
    assert "08-setup-time" not in bureau  # each district's own
    assert "60-small-claims" not in bureau


def test_every_target_is_asked_of_somebody(catalogue: Catalogue) -> None:
    found = {one.id for body in catalogue.bodies.all for one in asked(catalogue, body)}
    assert found == set(catalogue.targets)


def template(catalogue: Catalogue, name: str, lang: str = "zh") -> Template:
    body = catalogue.bodies.find(name)
    assert body is not None
    return Template(catalogue, body, asked(catalogue, body), YEAR, Phrases(lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_bodys_empty_template_is_in_order(
    catalogue: Catalogue, context: Context, tmp_path: Path, lang: str
) -> None:
    """No row is refused, no column unknown, and nothing in it is a figure."""
    paths = []
    for at, body in enumerate(catalogue.bodies.all):
        mine = template(catalogue, body.name, lang)
        if mine.targets:
            path = tmp_path / f"{at}.xlsx"
            path.write_bytes(template_book.render(mine, list(Table)))
            text = tmp_path / f"{at}.csv"
            text.write_text(as_csv(mine, Table.MEASUREMENTS), encoding="utf-8-sig", newline="")
            paths += [path, text]
    assert len(paths) > 80
    for path in paths:  # one by one: a target may have two leaders, and CSV repeats XLSX
        with submission([str(path)], context) as sent:
            assert sent.problems() == []
            assert sent.notes == []
            assert [one.row.figure for one in sent.measured] == [None] * len(sent.measured)
            assert sent.measured


# what a clerk would write to meet each target, by hand
def answers(target: Target) -> dict[str, Any]:
    if target.is_milestone:
        return {"value": "2021-06-30"}
    if target.statistic.value == "share" and target.unit.zh == "%":
        return {"numerator": 40, "denominator": 40}
    if target.statistic.value == "share":
        return {"numerator": 9000, "denominator": 1200}
    if target.statistic.value == "change":
        return {"value": "60%" if target.op.value == ">=" else "-60%", "cases": 10}
    if target.unit.zh == "%":
        return {"value": "0.5%"}
    if target.statistic.value == "mean":
        return {"value": float(target.threshold), "cases": 4}
    above = target.op.value in (">", ">=")
    return {"value": 5000 if above and target.unit.zh != "小时/日" else float(target.threshold)}


HEADS = {
    "value": "数值",
    "numerator": "分子",
    "denominator": "分母",
    "cases": "件数",
}


def fill(path: Path, catalogue: Catalogue) -> int:
    """Write the answers into the sheet of figures, as a person with a spreadsheet does."""
    book = openpyxl.load_workbook(path)
    sheet = book["汇总数据"]
    heads = {one.value: one.column for one in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        target = catalogue.targets[sheet.cell(row, heads["指标"]).value]
        for name, value in answers(target).items():
            sheet.cell(row, heads[HEADS[name]]).value = value
    book.save(path)
    return int(sheet.max_row) - 1


@pytest.mark.parametrize("body", ["市法院", "金水区", "全市", "郑州市自来水公司", "市市监局"])
def test_a_filled_workbook_is_accepted(
    yshj: Run, catalogue: Catalogue, tmp_path: Path, body: str
) -> None:
    assert yshj("template", "--body", body, "-o", "t.xlsx", "--lang", "zh").code == 0
    rows = fill(tmp_path / "t.xlsx", catalogue)
    done = yshj("check", "t.xlsx", "--as-of", "2022-01-10", "--output-format", "json")
    report = json.loads(done.out)
    assert report["errors"] == []
    given = [one for one in report["results"] if one["reporters"]]
    assert len(given) == rows
    assert {one["status"] for one in given} <= {"pass", "partial"}, done.err
    assert all(one["n"] for one in given)


def test_a_case_file_in_the_workbook(yshj: Run, tmp_path: Path) -> None:
    yshj("template", "--body", "市法院", "-o", "t.xlsx", "--lang", "zh")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet = book["办件"]
    heads = {one.value: one.column for one in sheet[1]}
    row = {"指标": "59-pretrial-mediation", "填报单位": "市法院", "办件编号": "000123"}
    row |= {"受理时间": datetime(2021, 3, 1), "办结时间": datetime(2021, 3, 31)}  # type: ignore[dict-item]
    for name, value in row.items():
        sheet.cell(2, heads[name]).value = value
    book.save(tmp_path / "t.xlsx")
    done = yshj("check", "t.xlsx", "--as-of", "2022-01-10", "--output-format", "json")
    results = {one["id"]: one for one in json.loads(done.out)["results"]}
    assert done.code == 0
    assert (results["59-pretrial-mediation"]["status"], results["59-pretrial-mediation"]["n"]) == (
        "partial",  # its one case is of March: what follows is missing (evidence, rule 8)
        1,
    )


def test_a_half_filled_one_is_not_taken_for_zeros(yshj: Run, tmp_path: Path) -> None:
    yshj("template", "--body", "市市场监管局", "-o", "t.xlsx", "--lang", "zh")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet = book["汇总数据"]
    heads = {one.value: one.column for one in sheet[1]}
    rows = {sheet.cell(at, 1).value: at for at in range(2, sheet.max_row + 1)}
    sheet.cell(rows["08-setup-zones"], heads["分子"]).value = 22
    sheet.cell(rows["07-setup-services"], heads["数值"]).value = 6
    book.save(tmp_path / "t.xlsx")
    done = yshj("validate", "t.xlsx", "--lang", "zh")
    assert done.code == 3
    assert "分子与分母须同时填报" in done.err
    assert "t.xlsx[汇总数据]：11 行没有数值，按未报处理（第 3、5、6、7、8…… 行）" in done.err
    done = yshj("check", "t.xlsx", "--output-format", "json", "--as-of", "2022-01-10")
    found = {one["id"]: one["status"] for one in json.loads(done.out)["results"]}
    assert found["07-setup-services"] == "pass"
    assert found["82-patents-per-10k"] == found["08-milestone"] == "no_data"


def test_a_per_cent_without_its_sign_is_refused_not_guessed(yshj: Run, tmp_path: Path) -> None:
    yshj("template", "--body", "郑州海关", "-o", "t.csv", "--lang", "zh")
    text = (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    heads, row = list(csv.reader(io.StringIO(text)))
    row[heads.index("数值")] = "-0.6"
    (tmp_path / "t.csv").write_text(
        ",".join(heads) + "\n" + ",".join(f'"{cell}"' for cell in row) + "\n", encoding="utf-8"
    )
    done = yshj("validate", "t.csv", "--lang", "zh")
    assert (done.code, "请写明 %" in done.err) == (3, True)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_drop_downs(catalogue: Catalogue, lang: str) -> None:
    mine = template(catalogue, "市法院", lang)
    book = openpyxl.load_workbook(io.BytesIO(template_book.render(mine, list(Table))))
    figures, cases, guide, lists = book.worksheets
    assert lists.sheet_state == "hidden"
    rules = _drop_downs(figures)
    heads = [one.value for one in figures[1]]
    unit = heads.index("计量单位" if lang == "zh" else "unit") + 1
    for row, target in enumerate(mine.targets, start=2):
        assert words_of(book, rules(row, 1)) == [one.id for one in mine.targets]
        offered = [find_unit(word) for word in words_of(book, rules(row, unit))]
        assert offered
        if target.is_milestone:
            continue
        assert all(one and one.converts_to(target.unit) for one in offered)
        written = figures.cell(row, unit).value
        prefilled = target.unit if written is None else find_unit(written)
        assert prefilled is not None
        assert prefilled.converts_to(target.unit)
    spare = len(mine.targets) + 50
    assert words_of(book, rules(spare, 1)) == [one.id for one in mine.targets]
    assert len(words_of(book, rules(spare, unit))) > 10
    assert words_of(book, _drop_downs(cases)(500, 1)) == [
        one.id for one in mine.targets if one.takes_cases
    ]
    assert [one.value for one in guide["A"]][1 : len(mine.targets) + 1] == [
        one.id for one in mine.targets
    ]
    clauses = [one.value for one in guide[1]].index("原文条款" if lang == "zh" else "clause")
    assert guide.cell(2, clauses + 1).value == mine.targets[0].quote


def _drop_downs(sheet: Any) -> Callable[[int, int], str]:
    def source(row: int, column: int) -> str:
        place = sheet.cell(row, column).coordinate
        (found,) = [one for one in sheet.data_validations.dataValidation if place in one.sqref]
        assert found.type == "list"
        return str(found.formula1)

    return source


def words_of(book: Any, source: str) -> list[str]:
    name, _, area = source.partition("!")
    cells = book[name.strip("'")][area.replace("$", "")]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    return [one.value for (one,) in rows]


def test_it_is_for_a_period(yshj: Run) -> None:
    done = yshj("template", "--body", "金水", "--period", "上半年", "--lang", "zh")
    assert done.out.count("金水区,2021-01..2021-06,") == len(DISTRICT)
    assert yshj("template", "--body", "金水", "--period", "2020").code == 2
    assert yshj("template", "--body", "金水", "--period", "soon").code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--body", "市市场监管"), "是否为“市市场监管局”"),
        (("--body", "市林业局"), "市林业局没有要填报的指标"),
        (("--body", "郑州海关", "--kind", "cases"), "郑州海关的指标都不按办件填报"),
        (("--body", "金水区", "-o", "t.doc"), ".csv 或 .xlsx"),
        (("--body", "金水区", "-o", "no/t.csv"), "无法写入"),
        (("--body", "金水区", "--catalogue", "none"), "没有名为“none”的目标目录"),
    ],
)
def test_what_cannot_be_written(
    yshj: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    done = yshj("template", *words, "--lang", "zh")
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert list(tmp_path.iterdir()) == []


def test_one_kind_alone(yshj: Run, tmp_path: Path) -> None:
    yshj("template", "--body", "市法院", "--kind", "cases", "-o", "c.xlsx", "--lang", "en")
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames == ["Cases", "Guide", "Lists"]
    done = yshj("template", "--body", "市法院", "--kind", "cases", "--lang", "en")
    assert done.out.startswith("\ufefftarget,explanation,reporter,case,started,finished,")
    (tmp_path / "c.csv").write_text(done.out, encoding="utf-8")
    done = yshj("validate", "c.csv", "--lang", "en")
    assert done.err.count("a case needs a number") == len(done.err.splitlines()) > 5


def test_the_same_template_has_the_same_bytes(catalogue: Catalogue) -> None:
    mine = template(catalogue, "市法院")
    assert template_book.render(mine, list(Table)) == template_book.render(mine, list(Table))


@pytest.mark.parametrize(
    "words",
    [
        ("template", "--body", "金水区", "--output-format", "xlsx"),
        ("check", "no-such-file.csv", "--output-format", "xlsx"),
    ],
)
def test_a_workbook_is_not_shown_on_a_terminal(words: tuple[str, ...]) -> None:
    """Before any input is looked for; into a pipe it may go."""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [str(YSHJ), *words, "--lang", "en"], stdout=theirs, stderr=-1, check=False
    )
    os.close(theirs)
    os.close(ours)
    assert (done.returncode, b"write it to a file with -o" in done.stderr) == (2, True)


def test_a_workbook_goes_into_a_pipe() -> None:
    words = [str(YSHJ), "template", "--body", "金水区", "--output-format", "xlsx"]
    out = subprocess.run(words, capture_output=True, check=True).stdout
    assert len(openpyxl.load_workbook(io.BytesIO(out)).sheetnames) == 4
