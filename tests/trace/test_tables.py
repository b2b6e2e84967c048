"""Indicator tables, in Markdown and in Word, and texts as they are scraped."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from yshj.catalogue.load import load
from yshj.errors import InputError
from yshj.trace.draft.catalogue import draft_files, draft_items
from yshj.trace.text import PlanText, parse_plan, read_plan
from yshj.trace.trace import trace

HEAD = "滨河市农业发展规划（2023—2027年）"
ROWS = (
    ("序号", "指标", "单位", "2022年", "2025年", "2027年", "属性"),
    ("1", "粮食总产量", "万吨", "312", "320", "≥325", "约束性"),
    ("2", "科技进步贡献率", "%", "62", "65", "67以上", "预期性"),
    ("3", "示范社数量（家）", "", "210", "350", "450", "预期性"),
    ("4", "化肥用量降低比例（%）", "", "—", "〔5〕", "〔8〕", "约束性"),
    ("5", "城镇失业率", "%", "4.8", "<5", "<5", "预期性"),
    ("6", "第二产业占比提高", "个百分点", "1", "3", "5", "预期性"),
)
EXPECTED = [
    ">= 320 万吨 level 2025 粮食总产量",
    ">= 325 万吨 level 2027 粮食总产量（2027年）",
    ">= 65 % share 2025 科技进步贡献率",
    ">= 67 % share 2027 科技进步贡献率（2027年）",
    ">= 350 家 level 2025 示范社数量",
    ">= 450 家 level 2027 示范社数量（2027年）",
    "<= -5 % change 2025 化肥用量降低比例",
    "<= -8 % change 2027 化肥用量降低比例（2027年）",
    "< 5 % share 2025 城镇失业率",
    "< 5 % share 2027 城镇失业率（2027年）",
    ">= 3 个百分点 difference 2025 第二产业占比提高",
    ">= 5 个百分点 difference 2027 第二产业占比提高（2027年）",
]


def markdown() -> str:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    lines.insert(1, "|" + " --- |" * 7)
    return "\n".join(lines)


def found(plan: PlanText) -> list[str]:
    return [
        " ".join((one["op"], one["threshold"], one["unit"], one["statistic"], one.get("for", "-")))
        + f" {one['name']['zh']}"
        for draft in draft_items(plan)
        for one in (target.entry for target in draft.targets)
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n一、总体目标\n主要指标如下：\n{markdown()}\n二、保障\n强化督导。\n",
        f"{HEAD}\n一、总体目标\n稳产保供。\n二、保障\n强化督导。\n附件：主要指标表\n{markdown()}\n",
    ],
)
def test_a_table_is_read_by_its_heads(text: str, tmp_path: Path) -> None:
    plan = parse_plan(text)
    assert found(plan) == EXPECTED
    for name, words in draft_files(plan, "x").items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    catalogue = load(str(tmp_path))
    assert len(catalogue.targets) == len(EXPECTED)
    assert [one for item in trace(plan, catalogue).items for one in item.faults] == []


def word(*parts: str, entity: str = "") -> bytes:
    """A Word document of paragraphs; a part that is a table's row of cells holds tabs."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = []
    for part in parts:
        cells = [f"<w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p>" for cell in part.split("\t")]
        row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
        body.append(cells[0] if len(cells) == 1 else f"<w:tbl><w:tr>{row}</w:tr></w:tbl>")
    xml = f'{entity}<w:document xmlns:w="{w}"><w:body>{"".join(body)}</w:body></w:document>'
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return raw.getvalue()


def test_a_word_document_and_its_table(tmp_path: Path) -> None:
    path = tmp_path / "规划.docx"
    rows = ["\t".join(row) for row in ROWS]
    path.write_bytes(word(HEAD, "一、总体目标", "主要指标如下：", *rows, "二、保障", "督导。"))
    assert found(read_plan(path)) == EXPECTED


def test_a_word_document_that_can_do_harm_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "规划.docx"
    path.write_bytes(word(HEAD, "一、甲。", entity='<!DOCTYPE x [<!ENTITY a "aaaa">]>'))
    with pytest.raises(InputError, match=r"\.docx"):
        read_plan(path)
    path.write_bytes(b"PK\x03\x04 and nothing else")
    with pytest.raises(InputError, match=r"\.docx"):
        read_plan(path)


def test_a_text_on_one_line_is_broken_at_its_heads() -> None:
    items = (
        "一、总体要求坚持稳中求进，统筹推进各项工作，夯实基础。",
        "二、重点任务（一）提升效能。1."
        + "持续优化流程，" * 60
        + "压缩时限。3个工作日内办结。2.减少材料。材料不超过2份。",
        "（二）培育企业。1.新增企业500家。2.一、二审案件分流。培训100人次。三、保障措施强化督导。",
    )
    plan = parse_plan(HEAD + "\n" + "".join(items))
    assert [item.label for item in plan.items] == [
        "（一）1.",
        "（一）2.",
        "（二）1.",
        "（二）2.",
    ]
    assert {line for item in plan.items for _, line in item.places} == {2}  # of the file
    assert [line.split(" ")[1] for line in found(plan)] == ["3", "2", "500", "100"]
