"""Every code can be produced: each by the smallest submission that deserves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest

from tests.workbook.made import error, formula, number, write_book
from yshj.codes.every import EVERY
from yshj.contract.rows import Context
from yshj.errors import InputError
from yshj.intake import amend
from yshj.intake.engine import no_room
from yshj.intake.mapping import read_mapping
from yshj.intake.read import submission
from yshj.intake.sources import Source
from yshj.report.saved import parse

M = "指标,填报单位,期间,数值,计量单位"
P = f"{M},分子,分母,基期值"
C = "指标,填报单位,办件编号,受理时间,办结时间,扣除天数,法定期限,是否延长,是否符合,数值"
FIGURE, SETUP, SHARE = (
    "01-mobile-services,,2021",
    "08-setup-time,金水区",
    "68-assisted-drafting,,2021",
)
TEXTS = {
    "E002": M,
    "E005": f"{M}{'x' * 400_000}",
    "E010": "目标值,填报单位,数\n1,2,3",
    "E011": f"{M},完成值\n{FIGURE},300,个,300",
    "E012": f"{FIGURE},300,个\n{M}\n{FIGURE},300,个",
    "E013": f"{M}\n{FIGURE},300,个\n指标,填报单位,期间,分子,分母\n{SHARE},9,9",
    "E014": f"{M}\n{FIGURE}",
    "E016": "指标,单位,期间,数值,计量单位\n01-mobile-services,金水区,2021,300,个",
    "E020": f"{M}\n{FIGURE},#REF!,个",
    "E024": f"{C}\n{SETUP},4.10105E+20,2021-03-01,2021-03-02,,,,,",
    "E026": f"{M}\n{FIGURE},3\x0000,个",
    "E030": f"{M}\n,金水区,2021,300,个",
    "E031": f"{M}\n01-mobile-servces,,2021,300,个",
    "E032": f"{M}\n01-mobile-services,金水县,2021,300,个",
    "E033": f"{C}\n60-other-trials,金水区,1,2021-03-01,2021-03-02,,6个月,,,",
    "E034": f"{M}\n01-mobile-services,金水区合计,2021,300,个",
    "E035": f"{C}\n08-milestone,,1,2021-03-01,2021-03-02,,,,,",
    "E040": f"{M}\n01-mobile-services,,,300,个",
    "E041": f"{M}\n01-mobile-services,,去年,300,个",
    "E042": f"{M}\n01-mobile-services,,2021.1,300,个",
    "E043": f"{M}\n01-mobile-services,,Mar-21,300,个",
    "E044": f"{M}\n01-mobile-services,,1—6月,30,个\n01-mobile-services,,4—9月,40,个",
    "E045": f"{C}\n{SETUP},1,2021-02-30,2021-03-02,,,,,",
    "E046": f"{C}\n{SETUP},1,2021-03-01 25:00,2021-03-02,,,,,",
    "E047": f"{C}\n{SETUP},1,2021-03-05,2021-03-02,,,,,",
    "E048": f"{C}\n{SETUP},1,,2021-03-02,,,,,",
    "E049": f"{C}\n{SETUP},1,2021-03-01,2030-03-02,,,,,",
    "E050": f"{M}\n{FIGURE},三百,个",
    "E051": f"{C}\n10-permit-steps,,1,,,,,,,",
    "E052": f"{M}\n{FIGURE},9999999999999999,个",
    "E053": f"{M}\n{FIGURE},300,台",
    "E054": f"{M}\n{FIGURE},300,小时",
    "E055": f"{M}\n{FIGURE},300个,件",
    "E056": f"{M}\n41-capital-city,,2021,300,",
    "E057": f"{M}\n{SHARE},0.8,",
    "E058": f"{M}\n{FIGURE},-5,个",
    "E059": f"{P}\n{SHARE},,,9,5,",
    "E060": f"{P}\n{SHARE},,,9,,",
    "E061": f"{P}\n{SHARE},,,9,0,",
    "E062": f"{P}\n{SHARE},10%,,5,9,",
    "E063": f"{P}\n{FIGURE},,,5,9,",
    "E064": f"{P}\n47-clearance-time,,2021,30,小时,,,",
    "E065": f"{P}\n{SHARE},不涉及,,5,9,",
    "E066": f"{M}\n41-capital-city,,2021,3200万,亿元",
    "E070": f"{C}\n{SETUP},,2021-03-01,2021-03-02,,,,,",
    "E071": f"{C}\n{SETUP},1,2021-03-01,2021-03-02,,,也许,,",
    "E072": f"{C}\n60-other-trials,市法院,1,2021-03-01,2021-03-02,,很久,,,",
    "E073": f"{C}\n{SETUP},1,2021-03-01,2021-03-02,三,,,,",
    "E074": f"{C}\n{SETUP},1,2021-03-01,2021-03-02,,,是,,",
    "E080": f"{M}\n{FIGURE},300,个\n{FIGURE},300,个",
    "E081": f"{M}\n{FIGURE},300,个\n{FIGURE},310,个",
}
BYTES = {
    "E003": ("旧.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
    "E004": ("假.xlsx", b"PK\3\4garbage"),
    "E006": ("乱.csv", bytes(range(128, 256)) * 20),
    "E015": ("金水区.csv", f"{M}\n{FIGURE},300,个\n".encode()),
}
ROW: list[object] = ["指标", "填报单位", "期间", "数值", "计量单位"]


def _book(
    path: Path, cell: object, formats: Sequence[str] = (), merges: Sequence[str] = ()
) -> None:
    rows: list[list[object]] = [ROW, ["87-incubators", "金水区", "2021", cell, "家"]]
    rows.append(["87-incubators", "惠济区", "2021", None, "家"])
    write_book(path, rows, formats=formats, merges=merges)


BOOKS: dict[str, Callable[[Path], None]] = {
    "E020": lambda path: _book(path, error("#N/A")),
    "E021": lambda path: _book(path, formula("300+12")),
    "E022": lambda path: _book(path, number(100_000_000, 1), formats=["0!.0,"]),
    "E023": lambda path: _book(path, number(5, 1), formats=['"-"']),
    "E024": lambda path: _book(path, number("410105202103050000017")),
    "E025": lambda path: _book(path, 400, merges=["D2:D3"]),
}
MAPPING = """\
mapping: 甲
table: cases
columns:
  target: {column: 事项, values: {设立: 08-setup-time}}
  case: 编号
  started: 收
  finished: 结
"""


def codes_of(context: Context, path: Path, mapping: str = "") -> set[str]:
    read = None
    if mapping:
        place = path.with_suffix(".yaml")
        place.write_text(mapping, encoding="utf-8")
        read = read_mapping(place, context.catalogue)
    with submission([str(path)], context, mapping=read) as sent:
        problems = sent.problems()
    assert all(one.code in EVERY for one in problems), problems
    assert all(one.tell("zh").endswith(f" [{one.code}]") for one in problems)
    return {str(one.code) for one in problems}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text(context: Context, tmp_path: Path, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{TEXTS[code]}\n", encoding="utf-8")
    assert codes_of(context, path) == {code}


@pytest.mark.parametrize("code", BYTES)
def test_a_file(context: Context, tmp_path: Path, code: str) -> None:
    name, content = BYTES[code]
    (tmp_path / name).write_bytes(content)
    assert codes_of(context, tmp_path / name) == {code}


@pytest.mark.parametrize("code", BOOKS)
def test_a_workbook(context: Context, tmp_path: Path, code: str) -> None:
    path = tmp_path / "a.xlsx"
    BOOKS[code](path)
    assert codes_of(context, path) == {code}


@pytest.mark.parametrize(
    ("code", "header", "row"),
    [("E017", "事项,编号,收", "设立,1,2021-03-01"), ("E018", "事项,编号,收,结", "注销,1,,")],
)
def test_a_mapping(context: Context, tmp_path: Path, code: str, header: str, row: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert codes_of(context, path, MAPPING) == {code}


def test_a_file_that_is_not_there(context: Context, tmp_path: Path) -> None:
    assert codes_of(context, tmp_path / "a.csv") == {"E001"}


def test_a_file_that_changes(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{M}\n{FIGURE},300,个\n", encoding="utf-8")
    stamps = iter(range(100))
    monkeypatch.setattr(Source, "stamp", property(lambda _: (next(stamps),)))
    assert codes_of(context, path) == {"E007"}


def test_no_room() -> None:
    told = no_room(duckdb.OutOfMemoryException("out of memory"))
    assert told is not None
    assert told.code == "E008"


def test_no_report() -> None:
    with pytest.raises(InputError) as raised:
        parse(b"{}", "a.json")
    assert raised.value.problem.code == "E009"


def test_a_column_that_cannot_be_read(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amend, "MOST_TEXTS", 1)
    path = tmp_path / "a.csv"
    rows = [f"{SETUP},{n},A{n},2021-03-02,,,,," for n in range(3)]
    path.write_text("\n".join([C, *rows, ""]), encoding="utf-8")
    assert codes_of(context, path) == {"E019"}


def test_every_code_of_a_refusal_is_produced_here() -> None:
    alone = {"E001", "E007", "E008", "E009", "E017", "E018", "E019"}
    alone |= {"E036"}  # tests/judge/test_years.py: this plan has no name for several years
    refusals = {code for code in EVERY if code.startswith("E")}
    alone |= {"E090", "E091", "E092", "E093", "E094"}  # tests/pushed/test_same_report.py
    assert TEXTS.keys() | BYTES.keys() | BOOKS.keys() | alone == refusals
