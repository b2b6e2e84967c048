"""Chinese numerals as exact numbers: 十五, 二十二, 两千, 一万二, 百分之九十, 四成, 一半, 二〇二一.

Only runs of numerals that someone else found are read, so that 一家牵头 is never 1家.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

HAN = "零〇一二三四五六七八九十百千万亿两"
_DIGITS = str.maketrans("零〇一二三四五六七八九两", "001234567892")
_POWERS = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "万亿": 10**12}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LONGEST = 20  # characters; what is longer is no number anybody meant
_ARABIC = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)([百千]?(?:万亿|万|亿)?)", re.ASCII)
# digits, the point and signs written full-width; each stays one character, so places do not move
WIDTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}
    | {"．": ".", "％": "%", "／": "/", "＋": "+", "－": "-"}
)


def number(text: str) -> Fraction | None:
    """The number that `text` is: 22, 1,200, 5.5, 500万, 1/2, 十五, 二〇二一, 三分之一, 四成, 半.

    >>> number("百分之九十")
    Fraction(9, 10)
    >>> number("四成五")
    Fraction(9, 20)
    """
    text = text.translate(WIDTH).replace(" ", "")
    arabic = _ARABIC.fullmatch(text)
    if arabic:
        if len(arabic[1]) > _LONGEST:
            return None
        return Fraction(Decimal(arabic[1].replace(",", ""))) * _power(arabic[2])
    if "/" in text:
        upper, _, lower = text.partition("/")
        return _ratio(number(upper), number(lower))
    if "分之" in text:
        lower, _, upper = text.partition("分之")
        return _ratio(number(upper), number(lower))
    if text in ("半", "一半"):
        return Fraction(1, 2)
    tenths = re.fullmatch(r"([一二两三四五六七八九十\d])成([一二三四五六七八九半]?)", text)
    if tenths:
        rest = number(tenths[2]) if tenths[2] not in ("", "半") else None
        extra = Fraction(5, 100) if tenths[2] == "半" else (rest or Fraction(0)) / 100
        whole = number(tenths[1])
        return None if whole is None else whole / 10 + extra
    return _han(text)


def _ratio(upper: Fraction | None, lower: Fraction | None) -> Fraction | None:
    return upper / lower if upper is not None and lower else None


def _power(word: str) -> int:
    if word[:1] in ("百", "千") and len(word) > 1:
        return _POWERS[word[0]] * _POWERS[word[1:]]
    return _POWERS[word]


def _han(text: str) -> Fraction | None:
    """A run of Chinese numerals; digits in a row (二〇二一) are read one by one."""
    whole, point, rest = text.partition("点")
    if not 0 < len(text) <= _LONGEST or not set(whole + rest) <= set(HAN) or "点" in rest:
        return None
    if point:
        value, digits = _han(whole), rest.translate(_DIGITS)
        return value + Fraction(int(digits), 10 ** len(rest)) if value is not None else None
    if not set(text) & set("十百千万亿"):
        return Fraction(int(text.translate(_DIGITS)))
    total, part, digit = 0, 0, None
    for char in text:
        if char in _TENS:
            part += (1 if digit is None else digit) * _TENS[char]
            digit = None
        elif char in _POWERS:
            part += digit or (0 if part or total else 1)
            total = (total + part) * _POWERS[char] if char == "亿" else total + part * _POWERS[char]
            part, digit = 0, None
        elif digit:  # 十五六: two numbers, or none
            return None
        else:
            digit = int(char.translate(_DIGITS))
    return Fraction(total + part + (digit or 0))
