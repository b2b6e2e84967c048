"""The same rules for a table of text: its header, rows that are no data, and whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.conftest import Take

M, C = "指标,填报单位,期间,数值,计量单位", "指标,填报单位,办件编号,受理时间,办结时间"
PARKS, SETUP = "87-incubators,金水区,2021,4,家", "08-setup-time,金水区,{},2021-03-01,2021-03-02"
FIGURE = ("87-incubators", "金水区", "2021", 4)
ONE = {("08-setup-time", "金水区"): 1}


def write(path: Path, *lines: str, name: str = "a.csv") -> Path:
    (path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path / name


def test_a_better_header_below_takes_nothing_away(take: Take, tmp_path: Path) -> None:
    """The table of the issue."""
    path = write(
        tmp_path,
        "指标,填报单位,期间,数值,计量单位,",
        "01-mobile-services,,2021,100,个,",
        "81-ip-stations,,2021,10,家,",
        ",,,,,",
        "指标,填报单位,办件编号,受理时间,办结时间,扣除天数",
        "08-setup-time,金水区,A1,2021-03-05,2021-03-08,",
    )
    came = take(path)
    assert [target for target, *_ in came.figures] == ["01-mobile-services", "81-ip-stations"]
    assert [(place, text.partition(",")[0]) for place, _, text in came.refused] == [
        ("5", "another header"),
        ("6", "below another header"),
    ]
    assert came.counts == (2, 2, 1, 5)


def test_another_header_among_cases(take: Take, tmp_path: Path) -> None:
    """The rows below it may look right: 扣除天数 is where 是否延长 was."""
    rows = [f"{SETUP.format(f'A{at}')}," for at in range(4)]
    path = write(tmp_path, f"{C},扣除天数", *rows[:2], f"{C},是否延长", *rows[2:], ",,,,,")
    came = take(path)
    assert came.cases == {("08-setup-time", "金水区"): 2}
    assert came.counts == (2, 3, 1, 6)
    assert [place for place, _ in came.places()] == ["4", "5", "6"]


def test_a_block_of_another_delimiter(take: Take, tmp_path: Path) -> None:
    path = write(tmp_path, M, PARKS, "", f"{C};扣除天数".replace(",", ";"), "a;b;c;d;e;f")
    came = take(path)
    assert came.figures == [FIGURE]
    assert came.counts == (1, 2, 0, 3)


def test_repeated_headers(take: Take, tmp_path: Path) -> None:
    came = take(write(tmp_path, M, PARKS, M, "98-waste-sorting,金水区,2021,97%,"))
    assert came.counts == (2, 0, 1, 3)
    cases = take(write(tmp_path, C, SETUP.format("A"), C, SETUP.format("B"), name="b.csv"))
    assert cases.counts == (2, 0, 1, 3)


@pytest.mark.parametrize("header", [M, C])
def test_what_excel_leaves_behind(take: Take, tmp_path: Path, header: str) -> None:
    row = PARKS if header == M else SETUP.format("A")
    came = take(write(tmp_path, header, row, *[",,,,"] * 3000))
    assert came.counts == (1, 0, 3000, 3001)
    assert "left out: 3,000" in came.note("nothing in the columns")


@pytest.mark.parametrize(
    "foot",
    [
        *(
            "填表人：某某,,,,",
            "填表人：,某某,审核人：,某某,",
            "注：数据截至12月,,,,",
            "合计,,,300,",
        ),
        *(",合计,,300,", "小计,,,,", "联系电话：,0371-1234567,,,", ",填表人：某某,,,"),
    ],
)
def test_footers_and_totals(take: Take, tmp_path: Path, foot: str) -> None:
    assert take(write(tmp_path, M, PARKS, foot)).counts == (1, 0, 1, 2)
    assert take(write(tmp_path, C, SETUP.format("A"), foot)).counts == (1, 0, 1, 2)


def test_in_a_column_that_is_not_read(take: Take, tmp_path: Path) -> None:
    row = SETUP.format("A")
    came = take(
        write(tmp_path, f"序号,{C}", f"1,{row}", "合计,,,,,", "2,,,,,", "填表人：某某,,,,,")
    )
    assert came.counts == (1, 0, 3, 4)


def test_titles_and_data_above_the_header(take: Take, tmp_path: Path) -> None:
    came = take(write(tmp_path, "指标报送表", "", "81-ip-stations,中原区,2021,9,家", M, PARKS))
    assert came.figures == [FIGURE]
    assert "row 1 '指标报送表'" in came.note("above the header")
    assert [(p.row, p.line) for p in came.problems] == [(None, 3)]
    assert came.counts == (1, 1, 0, 2)


@pytest.mark.parametrize("block", ["填报单位：金水区,,,,", "填报单位（盖章）：,金水区,,,"])
def test_a_block_fills_blank_reporters(take: Take, tmp_path: Path, block: str) -> None:
    blank = PARKS.replace("金水区", "")
    came = take(write(tmp_path, block, M, blank, "98-waste-sorting,中原区,2021,97%,"))
    assert came.figures == [FIGURE, ("98-waste-sorting", "中原区", "2021", 97)]
    assert "taken as Jinshui District" in came.note("as the form says")
    assert "row 3 '中原区'" in came.note("another reporter")
    cases = [SETUP.format(at).replace("金水区", who) for at, who in enumerate(("", " ", "中原"))]
    came = take(write(tmp_path, block, C, *cases, name="b.csv"))
    assert came.cases == {("08-setup-time", "金水区"): 2, ("08-setup-time", "中原区"): 1}
    assert "row 4 '中原'" in came.note("another reporter")


def test_a_block_where_no_column_says_who(take: Take, tmp_path: Path) -> None:
    path = write(tmp_path, "填报单位：金水区", "指标,期间,数值,计量单位", "87-incubators,2021,4,家")
    assert take(path).figures == [FIGURE]
    rows = "指标,办件编号,受理时间,办结时间", "08-setup-time,A,2021-03-01,2021-03-02", "x,B,,"
    came = take(write(tmp_path, "填报单位：金水区", *rows, name="b.csv"))
    assert came.cases == ONE
    assert came.places() == [("3", "x")]


@pytest.mark.parametrize("header", [M, C])
def test_a_name_without_a_reporter_waits_for_the_sender(
    take: Take, tmp_path: Path, header: str
) -> None:
    row = (PARKS if header == M else SETUP.format("A")).replace("金水区", "")
    path = write(tmp_path, header, row, name="金水区.csv")
    came = take(path)
    assert came.counts == (0, 0, 0, 0)
    assert "every reporter is blank" in came.refused[0][2]
    for sender, body in (("金水区", "金水区"), ("郑州市", "郑州市")):
        told = take(path, sender=sender)
        assert [name for _, name, *_ in told.figures] + [n for _, n in told.cases] == [body]
        assert "as --sender says" in told.note("without 填报单位")


def test_the_city_is_told_how_often(take: Take, tmp_path: Path) -> None:
    rows = [SETUP.format(at).replace("金水区", "") for at in range(3)]
    came = take(write(tmp_path, C, *rows, SETUP.format("A")))
    assert "3 rows without 填报单位, taken as the whole city" in came.note("whole city")


@pytest.mark.parametrize("name", ["单位", "区县"])
def test_a_column_of_bodies_that_is_not_read(take: Take, tmp_path: Path, name: str) -> None:
    path = write(tmp_path, f"指标,期间,数值,{name}", "87-incubators,2021,4,金水区")
    assert f"column '{name}' holds names of bodies" in take(path).refused[0][2]
    path = write(tmp_path, f"{C},{name}", f"{SETUP.format('A')},中原区", name="b.csv")
    assert f"ignore: [{name}]" in take(path).problems[0].message.zh


def test_columns_without_a_name(take: Take, tmp_path: Path) -> None:
    came = take(write(tmp_path, f"{M},,", f"{PARKS},,", f"{PARKS.replace('2021', '2020')},,x"))
    assert came.counts == (2, 0, 0, 2)
    assert came.note("without a name").endswith(": G")
