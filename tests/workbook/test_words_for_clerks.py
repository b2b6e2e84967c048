"""What a refusal asks: the right guess, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.conftest import Take

M = "指标,填报单位,期间,数值,计量单位,基期值"


def told(take: Take, path: Path, row: str) -> tuple[str, str | None]:
    (path / "a.csv").write_text(f"{M}\n{row}\n", encoding="utf-8")
    came = take(path / "a.csv")
    assert len(came.problems) == 1, came.problems
    return came.problems[0].message.zh, came.problems[0].column


@pytest.mark.parametrize(
    ("row", "holds", "lacks"),
    [
        ("87-incubators,,2021,13/,家,", "应为数字", "是否为"),
        ("87-incubators,,2021,13周,,", "未知的计量单位", "天/周"),
        ("87-incubators,金水区法院,2021,4,家,", "金水区人民法院不填报该指标", "是否为"),
        ("87-incubators,金水区合计,2021,4,家,", "合计行", "全市"),
        ("87-incubators,金水县,2021,4,家,", "是否为“金水", "中原"),
        ("41-capital-districts,金水区,2021,3200万,亿元,", "是否为“3200万元”", "不能换算"),
        ("41-capital-districts,金水区,2021,3200万,万元,", "是否为“3200万元”", "不能换算"),
        ("41-capital-districts,金水区,2021,1.2亿,,", "1.2亿", "不能换算"),
    ],
)
def test_guesses(take: Take, tmp_path: Path, row: str, holds: str, lacks: str) -> None:
    zh, _ = told(take, tmp_path, row)
    assert holds in zh
    assert lacks not in zh


def test_an_amount_in_full_is_read(take: Take, tmp_path: Path) -> None:
    rows = ["3200万,元", "3200万元,亿元", "0.32,亿元"]
    names = ["金水区", "中原区", "二七区"]
    lines = [
        f"41-capital-districts,{who},2021,{one}," for who, one in zip(names, rows, strict=True)
    ]
    (tmp_path / "a.csv").write_text("\n".join([M, *lines]) + "\n", encoding="utf-8")
    came = take(tmp_path / "a.csv")
    assert [value for *_, value in came.figures if value] == [came.figures[0][3]] * 2
    assert "the unit column hundred million yuan" in came.refused[0][2]


def test_a_change_needs_what_it_is_compared_with(
    take: Take, tmp_path: Path, context: object
) -> None:
    from yshj.catalogue.entries import Statistic
    from yshj.catalogue.load import load

    change = next(one.id for one in load().targets.values() if one.statistic is Statistic.CHANGE)
    zh, column = told(take, tmp_path, f"{change},,2021,1200,万元,")
    assert "还须填“基期值”" in zh
    assert column == "基期值"


def test_a_blank_template_row_yields(take: Take, tmp_path: Path) -> None:
    """Filled in below, with another period's row beside it, and a blank one that stands alone."""
    lines = [
        "87-incubators,金水区,2021,,家,",
        "87-incubators,金水区,2021,4,家,",
        "87-incubators,中原区,2021,/,家,",
        "87-incubators,中原区,2021,不涉及,家,",
        "87-incubators,二七区,2021,--,家,",
    ]
    (tmp_path / "a.csv").write_text("\n".join([M, *lines]) + "\n", encoding="utf-8")
    came = take(tmp_path / "a.csv")
    assert came.refused == []
    assert [(body, value) for _, body, _, value in came.figures] == [
        ("中原区", None),
        ("二七区", None),
        ("金水区", 4),
    ]
    assert "row 2 left blank and superseded by" in came.note("row 3")


def test_blanks_of_one_target_are_still_told_apart(take: Take, tmp_path: Path) -> None:
    lines = ["87-incubators,金水区,2021,,家,", "87-incubators,金水区,2021,--,家,"]
    (tmp_path / "a.csv").write_text("\n".join([M, *lines]) + "\n", encoding="utf-8")
    assert take(tmp_path / "a.csv").counts == (1, 1, 0, 2)


def test_a_blank_sent_later_takes_a_figure_back(take: Take, tmp_path: Path) -> None:
    """Who dates the blank row says something; an earlier one yields like any other."""
    header = f"{M},报送日期"
    for blank, accepted in (("2021-07-05", None), ("2021-07-01", 4)):
        lines = ["87-incubators,金水区,2021,4,家,,2021-07-02"]
        lines.append(f"87-incubators,金水区,2021,,家,,{blank}")
        (tmp_path / "a.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        assert [value for *_, value in take(tmp_path / "a.csv").figures] == [accepted]
