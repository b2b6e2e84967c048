"""Plans in every numbering, and brackets in every shape."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.trace.conftest import ORDINANCE, PLAN
from yshj.errors import InputError
from yshj.trace.brackets import day_in, find_bracket, split_bodies
from yshj.trace.text import parse_plan, read_plan


def test_articles_are_items_and_chapters_sections() -> None:
    plan = parse_plan(ORDINANCE)
    assert [item.number for item in plan.items] == [1, 2, 3, 4, 5, 6]
    assert [(s.number, s.title) for s in plan.sections] == [
        ("第一章", "总则"),
        ("第二章", "政务服务"),
    ]
    assert [item.section for item in plan.items] == [0, 0, 1, 1, 1, 1]
    assert "第一款的规定执行的除外" in plan.items[3].text  # a broken line is one sentence
    assert plan.items[3].line(0) == 18
    assert plan.title == "滨河市优化营商环境条例"


def test_numbers_that_start_anew_are_counted_through() -> None:
    plan = parse_plan(PLAN)
    assert [item.label for item in plan.items] == [
        "一、",
        "（一）1.",
        "（一）2.",
        "（二）1.",
        "三、",
    ]
    assert [item.number for item in plan.items] == [1, 2, 3, 4, 5]
    assert plan.outside[-1] == (27, "附件：任务分解表（共3页）")


@pytest.mark.parametrize(
    "numbers",
    [
        ("1. ", "2. ", "3. "),
        ("1．", "2．", "3．"),
        ("1、", "2、", "3、"),
        ("一、", "二、", "三、"),
        ("（一）", "（二）", "（三）"),
        ("(一)", "(二)", "(三)"),
        ("第一条 ", "第二条 ", "第三条 "),
        ("**1. ", "**2. ", "**3. "),
        ("### 1. ", "### 2. ", "### 3. "),
    ],
)
def test_every_numbering(numbers: tuple[str, ...]) -> None:
    text = "关于提升服务的若干措施\n\n" + "\n\n".join(
        f"{number}办理事项，应当在{at}日内办结。" for at, number in enumerate(numbers, start=5)
    )
    plan = parse_plan(text)
    assert [item.number for item in plan.items] == [1, 2, 3]
    assert plan.items[2].text == "办理事项，应当在7日内办结。"


def test_a_covering_letter_is_not_the_plan() -> None:
    letter = (
        "各县区：\n一、提高认识。各单位要高度重视。\n二、加强督导。每月通报1次。\n\n2022年1月5日\n"
    )
    body = "服务提升要点\n一、提升效能\n1. 压缩时限。3日内办结。\n2. 减少材料。\n"
    body += "二、保障权益\n3. 公开结果。\n"
    plan = parse_plan(letter + body)
    assert [item.number for item in plan.items] == [1, 2, 3]
    assert [section.title for section in plan.sections] == ["提升效能", "保障权益"]
    assert any("每月通报1次" in words for _, words in plan.outside)


def test_a_line_broken_at_a_number_begins_no_item() -> None:
    text = "1. 归并除\n110、119、120以外的热线。\n2. 加快一、\n二、审案卷流转。\n"
    assert [item.number for item in parse_plan(text).items] == [1, 2]


def test_a_missing_item_keeps_the_others_numbers() -> None:
    assert [i.number for i in parse_plan("1. 甲事项。\n3. 丙事项。\n4. 丁。\n").items] == [1, 3, 4]


def test_encodings_are_told_and_nonsense_refused(tmp_path: Path) -> None:
    text = "1. 在三日内办结企业的事项。\n2. 公开。\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        path = tmp_path / encoding
        path.write_bytes(text.encode(encoding))
        plan = read_plan(path)
        assert plan.items[0].text == "在三日内办结企业的事项。"
        assert bool(plan.notes) is (encoding == "gb18030")
    for name, raw in [
        ("empty", b""),
        ("prose", "没有编号的文字。".encode()),
        ("bin", b"\xff\x00\x81"),
    ]:
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(InputError):
            read_plan(tmp_path / name)
    with pytest.raises(InputError):
        read_plan(tmp_path / "absent")


@pytest.mark.parametrize(
    "bracket",
    [
        "（牵头单位：市甲局、市乙局，责任单位：各县区、市丙局（丁中心）。完成时限：2021年12月）",
        "〔牵头单位：市甲局、市乙局，责任单位：各县区、市丙局（丁中心）。完成时限：2021年12月〕",
        "[牵头单位：市甲局、市乙局，责任单位：各县区、市丙局(丁中心)。完成时间：2021年12月]",
        "(牵头单位:市甲局,市乙局;责任单位:各县区,市丙局(丁中心).完成时限:2021年12月)",
        "（牵头单位：市甲局、市乙局，责任单位：各县区、市丙局（丁中心）。）完成时限：2021年12月）",
        "（牵头单位：市甲局、市乙局，责任单位：各县区、市丙局（丁中心），2021年12月底前完成）",
        "牵头单位：市甲局、市乙局；责任单位：各县区、市丙局（丁中心）；完成时限：2021年12月。",
        "（牵头单位：市甲局、市乙局）（责任单位：各县区、市丙局（丁中心））（完成时限：2021年12月）",
    ],
)
def test_irregular_brackets(bracket: str) -> None:
    found = find_bracket(f"推进工作，5日内办结。{bracket}")
    assert found.lead == ("市甲局", "市乙局")
    assert [name.replace("(", "（").replace(")", "）") for name in found.responsible] == [
        "各县区",
        "市丙局（丁中心）",
    ]
    assert found.deadline == date(2021, 12, 31)
    assert found.start == len("推进工作，5日内办结。")


def test_a_bracket_without_headwords() -> None:
    text = "压减时限。（市甲局牵头，市乙局、各县区按职责分工负责，6月底前完成）"
    found = find_bracket(text, year=2022)
    assert (found.lead, found.responsible) == (("市甲局",), ("市乙局", "各县区"))
    assert found.deadline == date(2022, 6, 30)
    assert find_bracket("由其负责的事项（含延续）3日内办结。").lead == ()


def test_bodies_with_separators_inside() -> None:
    assert split_bodies("市“双随机、一公开”联席会议各成员单位、市甲局等") == [
        "市“双随机、一公开”联席会议各成员单位",
        "市甲局",
    ]
    known = ["市科技、文化、旅游局"]
    assert split_bodies("市甲局、市科技、文化、旅游局", known) == ["市甲局", known[0]]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021 年 6 月", date(2021, 6, 30)),
        ("2021年6月底前", date(2021, 6, 30)),
        ("到2021年底", date(2021, 12, 31)),
        ("２０２１年１２月３１日", date(2021, 12, 31)),
        ("二〇二二年二月", date(2022, 2, 28)),
        ("2022年第三季度", date(2022, 9, 30)),
        ("2022年上半年", date(2022, 6, 30)),
        ("持续推进", None),
        ("2021年13月", None),
    ],
)
def test_dates(words: str, day: date | None) -> None:
    assert day_in(words) == day
