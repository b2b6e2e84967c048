"""From a plan's text to its numbered items: whatever their numbering, each as one line.

Plans number their items `1.`, `（一）`, `一、`; statutes `第十二条`. Which of them are the items is
told by where the text stands: the style that carries the most of it. Shallower numbers are
sections, unless they carry text of their own; deeper ones are labels inside an item.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from yshj.codes.files import ENCODING, OTHER_CONTENT, OTHER_KIND, TOO_LARGE, not_opened
from yshj.errors import InputError, Problem, Text
from yshj.trace.brackets import Bracket, find_bracket
from yshj.trace.docx import is_docx, text_of
from yshj.trace.headings import Heading, Style, headings
from yshj.trace.numerals import WIDTH
from yshj.trace.readers.words import PAST_SECTION
from yshj.trace.scraped import broken

LARGEST_PLAN = 16 * 1024 * 1024
_NOISE = re.compile(r"^[—–\-]\s*\d{1,4}\s*[—–\-]$")  # a page number between dashes
_TAIL = re.compile(r"^(附件|附表|附录|抄送|此件|（此件|\(此件)")
_TITLE = re.compile(r"条例|办法|方案|要点|计划|意见|规定|措施|行动|规划|规则|细则|通知")
_YEAR = re.compile(r"(?:19|20)\d\d(?=\s?年)")
_LONGEST_HEADING = 45
# 关于印发X的通知; 《X》已经……同意; 政策解读：《X》
_ISSUED = re.compile(
    r"关于印发《?([^。《》]{4,60}?)》?的通知|《([^》]{4,60})》已经|政策解读：《([^》]{4,60})》"
)
_LONGEST_TITLE = 60
_ABOVE = (Style.HAN,)


@dataclass(frozen=True)
class PlanItem:
    """One numbered item: its text without its number, source line breaks dropped."""

    number: int
    label: str
    text: str
    section: int
    labels: tuple[tuple[int, int], ...]
    places: tuple[tuple[int, int], ...]  # offset in `text`, line of the file
    above: tuple[str, ...] = ()  # the headings it stands under, its section's apart
    year: int | None = None  # the plan's own, for dates without one

    @cached_property
    def bracket(self) -> Bracket:
        return find_bracket(self.text, year=self.year)

    @property
    def is_named(self) -> bool:
        """Whether a bracket says who is responsible, or by when."""
        return bool(self.bracket.spans)

    @cached_property
    def body(self) -> str:
        """The text with the brackets' words put out of sight; places stay the same."""
        text = self.text
        for start, end in self.bracket.spans:
            text = text[:start] + "。" * (end - start) + text[end:]
        return text

    def line(self, offset: int) -> int:
        """The line of the file on which the character at `offset` stands."""
        at = bisect_right(self.places, offset, key=lambda place: place[0])
        return self.places[at - 1][1] if at else 0


@dataclass(frozen=True)
class PlanSection:
    number: str
    title: str


@dataclass(frozen=True)
class PlanText:
    """A plan as read. `outside` are the lines that belong to no item: letters, titles, leads."""

    name: str
    sha256: str
    title: str
    sections: tuple[PlanSection, ...]
    items: tuple[PlanItem, ...]
    outside: tuple[tuple[int, str], ...]
    notes: tuple[Text, ...] = ()

    @property
    def statute(self) -> bool:
        """Whether its items are articles (第十二条)."""
        return sum(item.label.startswith("第") for item in self.items) * 2 > len(self.items)

    def is_past(self, item: PlanItem) -> bool:
        """Whether its section, or its own heading, tells what was reached before the plan."""
        own = item.text[: item.places[1][0]] if len(item.places) > 1 else ""
        heads = [self.sections[item.section].title, *item.above, own if len(own) < 20 else ""]
        return any(PAST_SECTION.search(head.rstrip("。：:")) for head in heads)

    @cached_property
    def by_number(self) -> dict[int, PlanItem]:
        return {item.number: item for item in self.items}

    @cached_property
    def preamble(self) -> str:
        return "\n".join(text for _, text in self.outside)


@dataclass
class _Block:
    """A heading and the lines below it, down to the next heading of an item or a section."""

    heading: Heading
    lines: list[tuple[int, str, int]] = field(default_factory=list)  # line, words, label's length

    @property
    def own(self) -> str:
        return "".join(words for _, words, _ in self.lines)

    @property
    def has_body(self) -> bool:
        text = self.own.rstrip("。：:；;")
        ended = len(self.lines) > 1 and self.own[-1:] in ("。", "；", "）", ")", "〕", "]")
        return ended or len(text) > _LONGEST_HEADING or any(sign in text for sign in "。；")


def read_plan(path: Path) -> PlanText:
    """The plan at `path`. Raises InputError where it cannot be read or has no numbered items."""
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise InputError(Problem(str(path), not_opened(fault))) from fault
    if len(raw) > LARGEST_PLAN:
        raise InputError(Problem(str(path), TOO_LARGE("文件过大", "the file is too large")))
    text, notes = (text_of(raw, str(path)), ()) if is_docx(raw) else _decode(raw, str(path))
    return parse_plan(text, str(path), hashlib.sha256(raw).hexdigest(), notes)


def _decode(raw: bytes, name: str) -> tuple[str, tuple[Text, ...]]:
    """UTF-8 or UTF-16; GB18030 only where it then reads as Chinese sentences, and said aloud."""
    try:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return raw.decode("utf-16"), ()
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if "。" not in text or "的" not in text:
        message = ENCODING(
            "文件不是 UTF-8、UTF-16 或 GB18030 文本", "not UTF-8, UTF-16 or GB18030 text"
        )
        raise InputError(Problem(name, message))
    return text, (Text(f"{name}：按 GB18030 读取", f"{name}: read as GB18030"),)


def parse_plan(
    text: str, name: str = "-", sha256: str = "", notes: tuple[Text, ...] = ()
) -> PlanText:
    if "\0" in text:
        raise InputError(Problem(name, OTHER_KIND("不是文本文件", "not a text file")))
    parts = broken(text)
    lines = [
        (at, words)
        for at, (_, line) in enumerate(parts)
        if (words := line.replace("**", "").strip()) and not _NOISE.match(words)
    ]
    found = _without_letter(headings(lines))
    style = _item_style(lines, found)
    if style is None:
        message = OTHER_CONTENT(
            "没有找到编号事项（1.、（一）、一、或第一条）",
            "no numbered items found (1., （一）, 一、 or 第一条)",
        )
        raise InputError(Problem(name, message))
    blocks, outside = _blocks(lines, found, style)
    plan = _assemble(blocks, outside, style, name, sha256, notes)
    return _in_the_file(plan, [line for line, _ in parts])


def _in_the_file(plan: PlanText, line_of: list[int]) -> PlanText:
    """The plan with lines of the file, where until now its parts were counted."""
    items = tuple(
        replace(item, places=tuple((start, line_of[at]) for start, at in item.places))
        for item in plan.items
    )
    outside = tuple((line_of[at], words) for at, words in plan.outside)
    return replace(plan, items=items, outside=outside)


def _item_style(lines: list[tuple[int, str]], found: dict[int, Heading]) -> Style | None:
    """The style of the items: articles, else the one whose headings carry the most text."""
    carried: dict[Style, int] = {}
    count: dict[Style, int] = {}
    current: Style | None = None
    for at, words in lines:
        heading = found.get(at)
        if heading is not None:
            current = heading.style if heading.style.numbers_items else None
            if current is not None:
                count[current] = count.get(current, 0) + 1
        if current is not None:
            carried[current] = carried.get(current, 0) + len(words)
    if count.get(Style.ARTICLE, 0) >= 2:
        return Style.ARTICLE
    return max(carried, key=lambda style: (carried[style], -style.depth), default=None)


def _blocks(
    lines: list[tuple[int, str]], found: dict[int, Heading], style: Style
) -> tuple[list[_Block], list[tuple[int, str]]]:
    blocks: list[_Block] = []
    outside: list[tuple[int, str]] = []
    current: _Block | None = None
    for at, words in lines:
        heading = found.get(at)
        if heading is not None and heading.style.depth <= style.depth:
            current = _Block(heading, [(at, words[heading.length :], 0)])
            blocks.append(current)
            if heading.style is Style.TITLE:
                outside.append((at, words))
                current = None
        elif current is None or (_TAIL.match(words) and heading is None):
            current = None
            outside.append((at, words))
        else:
            current.lines.append((at, words, heading.length if heading else 0))
    first = next((n for n, block in enumerate(blocks) if block.heading.style is style), 0)
    kept = blocks
    if style is Style.ARTICLE:  # numbers before the first article are of the decree
        above = [b for b in blocks[:first] if b.heading.style in _ABOVE]
        kept = [b for b in blocks[:first] if b.heading.style not in _ABOVE] + blocks[first:]
        outside += [line[:2] for b in above for line in b.lines]
    return kept, sorted(outside)


def _without_letter(found: dict[int, Heading]) -> dict[int, Heading]:
    """The headings without those of a covering letter.

    A letter's numbers (一 to 四, each with its own text) start anew in the plan it brings, whose
    own have items below them.
    """
    numbered = [at for at, heading in found.items() if heading.style.numbers_items]
    top = min((found[at].style for at in numbered), key=lambda style: style.depth, default=None)
    tops = [at for at in numbered if found[at].style is top]
    anew = next((b for a, b in pairwise(tops) if found[b].number <= found[a].number), None)
    if top is None or anew is None:
        return found
    deeper = [at for at in numbered if found[at].style.depth > top.depth]
    if not deeper or deeper[0] < anew:
        return found
    return {at: one for at, one in found.items() if at >= anew or one.style is not top}


def _assemble(
    blocks: list[_Block],
    outside: list[tuple[int, str]],
    style: Style,
    name: str,
    sha256: str,
    notes: tuple[Text, ...],
) -> PlanText:
    title = _title(blocks, outside)
    blocks, outside = _with_tables(blocks, outside)
    sections: list[PlanSection] = []
    chosen: list[tuple[_Block, int, str]] = []
    above: list[tuple[str, ...]] = []
    parent, head = "", ""
    for block in blocks:
        heading = block.heading
        if heading.style is Style.TITLE:
            continue
        if heading.style is style or (heading.style.numbers_items and block.has_body):
            if not sections:
                sections.append(PlanSection("一", title))
            if heading.style is not style:
                parent = heading.label
            inside = parent if heading.style is style else ""
            above.append((head,) if heading.style is style and head else ())
            chosen.append((block, len(sections) - 1, inside + heading.label))
        elif heading.style.depth <= Style.HAN.depth or not sections:
            parent, head = "", ""
            title_here = re.sub(r"[\s　]+", "", block.own)
            sections.append(PlanSection(heading.label.strip("、. "), title_here))
        else:
            parent, head = heading.label, block.own
    printed = [block.heading.number for block, _, _ in chosen]
    alone = all(block.heading.style is style for block, _, _ in chosen)
    runs_on = alone and all(a < b for a, b in pairwise(printed))
    found = _YEAR.search(title.translate(WIDTH))
    year = int(found[0]) if found else None
    items = tuple(
        _item(block, printed[at] if runs_on else at + 1, section, label, above[at], year)
        for at, (block, section, label) in enumerate(chosen)
    )
    return PlanText(name, sha256, title, tuple(sections), items, tuple(outside), notes)


def _with_tables(
    blocks: list[_Block], outside: list[tuple[int, str]]
) -> tuple[list[_Block], list[tuple[int, str]]]:
    """Tables outside the items (附件：主要指标表) as an item of their own, the last."""
    rows = [(at, words) for at, words in outside if words[:1] == "|" and words.count("|") > 2]
    if not rows or not blocks:
        return blocks, outside
    style = max((b.heading.style for b in blocks), key=lambda one: one.depth)
    count = max(b.heading.number for b in blocks if b.heading.style is style)
    table = _Block(Heading(style, count + 1, "附表", 0), [(at, words, 0) for at, words in rows])
    taken = {at for at, _ in rows}
    return [*blocks, table], [line for line in outside if line[0] not in taken]


def _item(
    block: _Block, number: int, section: int, label: str, above: tuple[str, ...], year: int | None
) -> PlanItem:
    text, labels, places = "", [], []
    for line, words, length in block.lines:
        if words:
            places.append((len(text), line))
        if length:
            labels.append((len(text), len(text) + length))
        text += words
    return PlanItem(number, label, text, section, tuple(labels), tuple(places), above, year)


def _title(blocks: list[_Block], outside: list[tuple[int, str]]) -> str:
    """The heading nearest before the items that names a kind of document, else the first line."""
    first = next((b.lines[0][0] for b in blocks if b.heading.style is not Style.TITLE), 0)
    before = [words.lstrip("# ") for at, words in outside if at < first]
    named = [words for words in before if _TITLE.search(words) and len(words) < 60]
    marked = [words.lstrip("# ") for at, words in outside if at < first and words[:1] == "#"]
    last = blocks[-1].own[-200:] if blocks else ""
    printed = "".join(words for _, words in outside) + last
    if issued := _ISSUED.search(printed):
        return (issued[1] or issued[2] or issued[3]).replace(" ", "")
    for choice in ([w for w in marked if w in named], named[:1], before[:1]):
        if choice and (title := choice[-1].replace(" ", "")):
            return title[:_LONGEST_TITLE]
    return "未命名"
