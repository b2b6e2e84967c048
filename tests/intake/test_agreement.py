"""One contract, two speeds: what the fast way accepts the model accepts, with the same facts."""

from __future__ import annotations

import csv
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import few
from tests.intake.conftest import accepted_cases
from yshj.catalogue.model import Target
from yshj.contract.rows import CaseRow, Context, RowFault, read_row
from yshj.contract.rules import CaseFacts
from yshj.contract.timing import day_of
from yshj.errors import NOTHING
from yshj.intake.combinations import needs_more
from yshj.intake.read import submission
from yshj.intake.repeats import Sent, decide

TARGETS = [
    *("08-setup-time", " 08-setup-time", "０８-Setup-Time", "20-capacity", "21-seizure-time"),
    *("59-pretrial-mediation", "60-other-trials", "10-permit-time", "17-warehouse-steps"),
    *("22-online-tax", "01-mobile-services", "33-customer-investment", "41-guarantee-rate"),
    *("08-milestone", "81-ip-stations", "08-setup-tine", "", "--", "08-setup-time\0"),
]
REPORTERS = [
    "",
    "金水区",
    "金水",
    "郑州市金水区人民政府",
    " 金 水 区 ",
    "郑州市",
    "无名",
    "--",
    "it's",
]
CASES = [
    *("A1", " A1", "A1\u3000", "A1\x0b", "A1\x85", "a1", "A2", "（2021）豫01民初1号", "001", "1"),
    *(
        "",
        " ",
        "\u3000" * 5,
        "\xa0\u2003\x0b",
        "\u2028" * 9,
        "A\0",
        'say "hi"',
        "two\nlines",
        "计1",
    ),
]
DATES = ["2021-03-05", "2021-3-5", "2021/3/5", "2021年3月5日", "20210305", "2021.3.5"]
DAYS = ["2021-03-04", "2021-03-08", "2021/03/08", "2021年12月31日", "2020-12-31", "2022-01-04"]
TIMES = [
    *(
        "",
        " 9:32",
        " 09:32:00",
        "T09:32:07",
        "t09:32",
        " 00:00",
        " 23:59:59",
        "  9:05",
        "\u30009:5",
    ),
    *(
        " 24:00",
        " 23:59:60",
        " 9:60",
        " 9",
        ":",
        " 9时5分",
        "9时5分",
        " 9时",
        " 09:00:00.5",
        "9:32",
    ),
]
ZONES = ["", "", "", "", "Z", "z", "+08:00", "+0800", "-05:30", "+08", " Z", "+24:00"]
WRONG = [
    *("21-03-05", "021-3-5", "0021-03-05", "12021-03-05", "2021-02-30", "2021-03/05", "05/03/2021"),
    *(
        "2021- 3-5",
        "2021-3-15:30",
        "epoch",
        "infinity",
        "-infinity",
        "now",
        "44260",
        "2021-03-05\0",
    ),
    *(
        "1989-12-31",
        "2100-12-31",
        "2101-01-01",
        "２０２１-03-05",
        "2021－03－05",
        "不涉及",
        "2021-03-05 BC",
    ),
]
BLANKS = ["", "", " ", "-", "--", "/", "N/A", "n/a", "..", "未报", "\u3000", "—"]
MOMENTS = st.one_of(
    st.sampled_from(DAYS),
    st.builds(
        "{}{}{}{}{}".format,
        st.sampled_from(["", "", "", " ", "\u3000", "\xa0", "\t", "\n"]),
        st.sampled_from(DATES),
        st.sampled_from(TIMES),
        st.sampled_from(ZONES),
        st.sampled_from(["", "", "", " ", "\r\n", "\x0b"]),
    ),
    st.sampled_from(WRONG),
    st.sampled_from(BLANKS),
    st.text("0123456789-/: T年月日时分Z+.", max_size=20),
)
MOSTLY_BLANK = st.sampled_from(BLANKS)
CELLS = {
    "target": st.sampled_from(TARGETS),
    "reporter": st.sampled_from(REPORTERS),
    "case": st.sampled_from(CASES) | st.integers(10, 99).map("B{}".format),
    "started": MOMENTS,
    "finished": MOMENTS,
    "value": st.sampled_from(
        ["", "0元", "0", "3", " ３", "1.5万元", "90%", "0.9", "-1", "NaN", "--"]
    ),
    "unit": MOSTLY_BLANK | st.sampled_from(["元", "个", "%", "工作天"]),
    "flag": st.sampled_from(["是", "否", " YES", "1", "", "--", "maybe"]),
    "excluded": MOSTLY_BLANK
    | st.sampled_from(["0", "1", "１", "1天", "1工作日", "1小时", "0.5", "-1", "x"]),
    "limit": MOSTLY_BLANK | st.sampled_from(["6个月", "30日", " 20工作日 ", "6", "24小时"]),
    "extended": MOSTLY_BLANK | st.sampled_from(["是", "否", "?"]),
    "reported": MOSTLY_BLANK
    | st.sampled_from(["2021-04-01", "2021/4/2 8:00", "soon", "0021-04-01"]),
    "evidence": MOSTLY_BLANK | st.sampled_from(["a.pdf", 'two\n"lines"', "NUL\0", "=1+1"]),
}
Raw = dict[str, str]
GOOD: list[Raw] = [
    {"target": "08-setup-time", "started": "2021-03-04", "finished": "2021-03-05"},
    {"target": "08-setup-time", "started": "2021-03-04 9:32", "finished": "2021-03-05 9:05"},
    {"target": "08-setup-time", "started": "2021-03-05", "finished": "2021-03-12", "excluded": "1"},
    {"target": "20-capacity", "started": "2021/3/4"},
    {"target": "10-permit-time", "started": "2021年3月4日", "finished": "2021年12月31日"},
    {"target": "21-seizure-time", "started": "2021-03-04 9:32", "finished": "2021-03-05 9:05"},
    {"target": "59-pretrial-mediation", "started": "2021-03-05", "extended": "是"},
    {"target": "60-other-trials", "started": "2021-03-05", "limit": "6个月"},
    {"target": "17-warehouse-steps", "value": "3"},
    {"target": "22-online-tax", "flag": "是"},
    {"target": "01-mobile-services"},
    {"target": "33-customer-investment", "value": "0元"},
]


def spoilt(good: Raw, spoil: set[str], cells: Raw) -> Raw:
    """A good row with a case number, and some of its cells as they may come."""
    return {name: cells[name] if name in spoil else good.get(name, "") for name in CELLS}


RAW_ROWS = st.lists(
    st.builds(
        spoilt,
        st.sampled_from(GOOD),
        st.sets(st.sampled_from(list(CELLS)), max_size=3).map(lambda names: names | {"case"}),
        st.fixed_dictionaries(CELLS),
    ),
    min_size=5,
    max_size=30,
)
Key = tuple[str, str, CaseFacts]


def by_the_model(
    rows: list[Raw], context: Context
) -> tuple[Counter[Key], dict[int, list[RowFault]], int]:
    """What is accepted, which rows are refused and why, and how many superseded: no engine.

    Of repeats it is not said why.
    """
    accepted: Counter[Key] = Counter()
    refused: dict[int, list[RowFault]] = {}
    same: dict[tuple[str, str, str], list[tuple[int, CaseRow]]] = defaultdict(list)
    for at, raw in enumerate(rows, start=2):
        row = read_row(CaseRow, {name: cell or None for name, cell in raw.items()}, context)
        if isinstance(row, CaseRow):
            same[row.target.id, row.reporter.name, row.case].append((at, row))
        else:
            refused[at] = row
    superseded = 0
    for group in same.values():
        verdict = decide([Sent(NOTHING, said(row), row.reported) for _, row in group])
        superseded += len(verdict.superseded)
        refused |= {group[at][0]: [] for at in verdict.refused}
        for at, (_, row) in enumerate(group):
            if at not in verdict.refused and at not in verdict.superseded:
                assert row.facts is not None
                accepted[key(row.target, row.reporter.name, row.facts)] += 1
    return accepted, refused, superseded


def said(row: CaseRow) -> tuple[object, ...]:
    return (
        *(row.started, row.finished, row.value, row.unit),
        *(row.flag, row.excluded, row.limit, row.extended),
    )


def key(target: Target, body: str, facts: CaseFacts) -> Key:
    """Facts as both ways tell them: the time of day only where the target asks for it."""
    if not needs_more(target):
        finished = None if facts.finished is None else day_of(facts.finished)
        clock = facts.clock and facts.clock._replace(
            started=day_of(facts.clock.started),
            finished=None if facts.clock.finished is None else day_of(facts.clock.finished),
        )
        facts = facts._replace(finished=finished, clock=clock)
    return target.id, body, facts


def _alike(cells: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name: _one_end(cell) for name, cell in cells.items()}


def _one_end(cell: str | None) -> str | None:
    return cell and cell.replace("\r\n", "\n").replace("\r", "\n")


def _told(faults: Iterable[RowFault]) -> list[RowFault]:
    return [replace(one, value=_one_end(one.value)) for one in faults]


@few(30)
@given(rows=RAW_ROWS)
def test_the_fast_way_and_the_model_agree(context: Context, rows: list[Raw]) -> None:
    accepted, refused, superseded = by_the_model(rows, context)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(CELLS), quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
        with submission([str(path)], context) as sent:
            found = Counter(
                {
                    key(context.catalogue.targets[target], body, facts): n
                    for (target, body, facts), n in accepted_cases(sent).items()
                }
            )
            assert {one.row for one in sent.refused} == refused.keys()
            for one in sent.refused:
                written = {name: cell or None for name, cell in rows[one.row - 2].items()}
                # to the letter, whatever was read of it; a file that mixes line ends is read from
                # a copy in which they are alike
                assert _alike(one.cells) == _alike(written)
                if refused[one.row]:
                    assert _told(one.faults) == _told(refused[one.row])
            assert found == accepted
            assert sent.inputs[0].rows == len(rows)
            assert sent.inputs[0].refused == len(refused)
            assert found.total() + superseded + len(refused) == len(rows)
