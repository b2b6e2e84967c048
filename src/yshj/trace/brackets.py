"""The bracket at an item's end: who leads, who is responsible, and by when.

Brackets are irregular: round, square or half-width, closed too early, 完成时间 for 完成时限, bodies
that contain 、 inside quotation marks or parentheses, several brackets in one item.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yshj.catalogue.scalars import last_day
from yshj.trace.numerals import WIDTH, number

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_KEY = re.compile(
    r"(?P<lead>牵头(?:单位|部门|机关)|主办(?:单位|部门))|"
    r"(?P<due>(?:完成|办理|落实|实施|改革|整改)(?:时限|时间|期限|日期)|时间(?:要求|节点|安排)|时限要求)|"
    r"(?P<with>(?:责任|配合|协办|协同|实施|落实|承办|参与|参加)(?:单位|部门|机关))"
)
_KEY_COLON = re.compile(rf"(?:{_KEY.pattern})\s*[：:]")
_SEPARATORS = "、，,；;/"
_SPOKEN = re.compile(
    r"[（(〔\[](?P<words>[^（）()〔〕。]{2,300}?(?:牵头|负责|落实|配合)[^（）()〔〕。]{0,60})[）)〕\]]\s?。?$"
)
_DUTY = re.compile(
    r"(?:等)?(?:按(?:照)?职责(?:分工)?|分别|共同|具体)?(?:负责|配合|参与|落实|组织实施)+$"
)
_LOOSE_DUE = re.compile(
    r"^(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:底|末)?(?:之?前)?完成|^(?:持续|长期)(?:推进|实施|坚持)$"
)
_GROUP = re.compile(r"^(?:各|相关|有关|其他)|各|有关|相关|区县|县区|县（市|成员单位|等$")
_NO_DAY = re.compile(r"持续|长期|常年|全年|常态|按(?:计划|要求|时间)")


@dataclass(frozen=True)
class Bracket:
    """What the bracket says; `start` and `end` are its place in the item's text."""

    start: int
    end: int
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_quote: str | None = None
    spans: tuple[tuple[int, int], ...] = ()  # of each bracket, where an item has several
    readable: bool = True  # whether the words of the deadline are a date or say there is none


def find_bracket(text: str, known: Collection[str] = (), year: int | None = None) -> Bracket:
    """The bracket (or all of them, taken together) of an item; an empty one where there is none.

    `known` are names that hold a separator and are not to be split at it; a date without a year
    is of `year`.
    """
    spans = list(_spans(text))
    if not spans:
        return _spoken(text, known, year)
    lead: list[str] = []
    responsible: list[str] = []
    quote, day, readable = None, None, True
    for start, end in spans:
        for kind, begin, value in _fields(text[start:end]):
            if kind == "due":
                words = value.strip("。，,；;" + _CLOSE + " ")
                stop = text.index(words, start + begin) + len(words)
                quote = text[start + begin : stop]
                day, readable = _deadline(words, year)
            else:
                names = split_bodies(value, known)
                due = next((name for name in names if _LOOSE_DUE.search(name)), None)
                if due and due in text:  # ，6月底前完成 among the bodies
                    names.remove(due)
                    quote = due
                    day, readable = _deadline(due, year)
                (lead if kind == "lead" else responsible).extend(names)
    return Bracket(
        spans[0][0],
        spans[-1][1],
        tuple(dict.fromkeys(lead)),
        tuple(dict.fromkeys(responsible)),
        day,
        quote,
        tuple(spans),
        readable,
    )


def _spoken(text: str, known: Collection[str], year: int | None) -> Bracket:
    """（市甲局牵头，市乙局、各县区按职责分工负责，6月底前完成）: a bracket without headwords."""
    found = _SPOKEN.search(text)
    if not found:
        return Bracket(len(text), len(text))
    lead, responsible, quote, day = [], [], None, None
    for part in re.split(r"[，,；;]", found["words"]):
        if _LOOSE_DUE.search(part):
            quote, (day, _) = part, _deadline(part, year)
        elif "牵头" in part:
            lead += split_bodies(part.partition("牵头")[0], known)
        else:
            responsible += split_bodies(_DUTY.sub("", part), known)
    span = found.span()
    return Bracket(*span, tuple(lead), tuple(responsible), day, quote, (span,))


def _spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for found in _KEY_COLON.finditer(text):
        if spans and found.start() < spans[-1][1]:
            continue
        before = text[: found.start()].rstrip()
        start = len(before) - 1 if before and before[-1] in _OPEN else found.start()
        end = _close(text, start) if start < found.start() else _line_end(text, found.end())
        if spans and not text[spans[-1][1] : start].strip(" ，,。；;" + _CLOSE):
            spans[-1] = (spans[-1][0], max(end, _line_end(text, found.end())))
        else:
            spans.append((start, end))
    return spans


def _close(text: str, start: int) -> int:
    """Where the bracket opened at `start` closes, whichever sign closes it."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if depth == 0:
            return at + 1
    return len(text)


def _line_end(text: str, start: int) -> int:
    """The end of a bracket that was never opened: an unmatched closing sign, or a full stop."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if depth < 0:
            return at + 1
        if depth == 0 and text[at] == "。" and text[at + 1 :].lstrip(_CLOSE + " ")[:1] != "":
            return _line_end(text, at + 1) if _KEY_COLON.match(text, at + 1) else at + 1
    return len(text)


def _fields(words: str) -> list[tuple[str, int, str]]:
    """Each key's kind, its place, and the words up to the next key."""
    keys = list(_KEY_COLON.finditer(words))
    ends = [key.start() for key in keys[1:]] + [len(words)]
    values = (
        words[key.end() : end].rstrip(_OPEN + " ") for key, end in zip(keys, ends, strict=True)
    )
    return [
        (str(key.lastgroup), key.start(), value) for key, value in zip(keys, values, strict=True)
    ]


def split_bodies(words: str, known: Collection[str] = ()) -> list[str]:
    """Names split at 、 and its like, but not inside “” or parentheses; 等 is no part of a name.

    >>> split_bodies("市卫健委、市大数据局等市直机关有关单位")
    ['市卫健委', '市大数据局', '市直机关有关单位']
    """
    words = words.replace(" ", "").replace("　", "")
    held = sorted((name for name in known if any(s in name for s in _SEPARATORS)), key=len)
    names = [""]
    depth, at = 0, 0
    while at < len(words):
        whole = next((name for name in reversed(held) if words.startswith(name, at)), None)
        if whole and not names[-1]:
            names[-1] = whole
            at += len(whole)
            continue
        char = words[at]
        depth += (char in _OPEN + "“《") - (char in _CLOSE + "”》")
        if depth <= 0 and (char in _SEPARATORS or char in "。"):
            names.append("")
            depth = 0
        else:
            names[-1] += char
        at += 1
    parts = [part for name in names for part in _without_etc(name)]
    return [name for name in map(_trimmed, parts) if name]


def is_group(name: str) -> bool:
    """各区县（市）, 有关单位: a collective name, not one body."""
    return bool(_GROUP.search(name))


def _without_etc(name: str) -> list[str]:
    """市大数据局等市直机关 is two names; 市场监管等部门 stays one phrase, cut at 等."""
    head, etc, tail = name.partition("等")
    if not etc or head.endswith(("平", "同", "高", "初", "中")) or tail[:1] in ("级", "院", "学"):
        return [name]
    tail = tail.lstrip("、，")
    return [head] if tail in ("", "单位", "部门", "有关部门", "相关部门") else [head, tail]


def _trimmed(name: str) -> str:
    """A name without the signs that are left of a bracket closed too early."""
    name = name.strip("。.，,；;：: ")
    while name and name[-1] in _CLOSE and _balance(name) < 0:
        name = name[:-1].strip("。.，,；; ")
    return name


def _balance(words: str) -> int:
    return sum((char in _OPEN) - (char in _CLOSE) for char in words)


_DAY = re.compile(
    r"(?P<year>\d{4}|[二〇零一三四五六七八九]{4})年(?:"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日)?"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>上半年)|(?:年?底|年?末|内|全年|下半年)?)"
)


def day_in(words: str) -> date | None:
    """The last day of the date in `words`: 2021年6月底前, 2021年底, 2021年12月31日.

    >>> day_in("2021 年 6 月")
    datetime.date(2021, 6, 30)
    """
    found = _DAY.search(words.translate(WIDTH).replace(" ", ""))
    if not found:
        return None
    if found["month"]:
        month = number(found["month"])
    elif found["quarter"]:
        month = (number(found["quarter"]) or Fraction(0)) * 3
    else:
        month = number("6" if found["half"] else "12")
    year, day = number(found["year"]), number(found["day"]) if found["day"] else None
    if year is None or month is None:
        return None
    text = f"{int(year):04d}-{int(month):02d}"
    return last_day(text if day is None else f"{text}-{int(day):02d}")


def _deadline(words: str, year: int | None) -> tuple[date | None, bool]:
    day = day_in(words)
    if day is None and year is not None:
        bare = words.partition("：")[2] or words.partition(":")[2] or words
        day = day_in(f"{year}年{bare.strip()}") if re.match(r"\s?\d", bare) else None
    return day, day is not None or bool(_NO_DAY.search(words))
