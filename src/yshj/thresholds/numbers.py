"""Exact numbers: read from text as written, shown without crossing a limit.

Values are decimals below 10**15 in magnitude; a limit has at most 9 digits after the point, a
submitted figure as many as a computed one may need. Ratios are fractions. Nothing here is ever a
binary float.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

MAX_WHOLE_DIGITS = 15
MAX_PLACES = 9
# 15 digits of a difference that should be nothing, as spreadsheets compute it: 4.44E-16
MOST_PLACES = 30

Number = Decimal | Fraction | int

# 1234.5, 1,234.5 and 1234.5万; grouped digits must be whole groups of three
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?\s*([万亿]*)", re.ASCII)
_POWERS = {"": 0, "万": 4, "亿": 8, "万亿": 12}
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-"})
_WIDE = Context(prec=80, rounding=ROUND_HALF_EVEN)
LONGEST_CELL = 64


class NumberFault(ValueError):
    """Text that is not a number of ours; `kind` says how: 'shape' or 'size'."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def normal(text: str) -> str:
    """Full-width forms folded, every kind of outer space removed, dashes made minus signs."""
    return unicodedata.normalize("NFKC", text).strip().translate(_MINUS)


def parse_number(text: str, places: int = MAX_PLACES) -> tuple[Decimal, str]:
    """The number at the start of `text` and what follows it (a unit, or nothing).

    NumberFault: it is none, or has more than `places` digits after the point.

    >>> parse_number("1,234.5")
    (Decimal('1234.5'), '')
    >>> parse_number("１．２万元")
    (Decimal('1.2'), '万元')
    """
    odd = any(char.isdigit() and not char.isdecimal() for char in text)  # 10² is not 102
    text = normal(text)
    if len(text) > LONGEST_CELL:
        raise NumberFault("size" if text[:LONGEST_CELL].strip("+-0123456789.,") == "" else "shape")
    found = _NUMBER.match(text)
    if not found or odd:
        raise NumberFault("shape")
    sign, whole, part, power = found.groups()
    rest = text[found.end() :].strip()
    if rest.startswith("元") and power in ("万", "亿"):
        # 2亿元 is a number in the unit 亿元, not 200000000 元: the unit is what was printed
        power, rest = "", power + rest
    if power not in _POWERS or any(char.isdigit() or char in ",+-" for char in rest):
        raise NumberFault("shape")
    value = Decimal(f"{sign}{whole.replace(',', '')}.{part or '0'}").scaleb(
        _POWERS[power], context=_WIDE
    )
    return bounded(value, places), rest


def bounded(value: Decimal, places: int = MAX_PLACES) -> Decimal:
    """`value` without trailing zeros, or a fault where it is too large or too fine."""
    if not value.is_finite():
        raise NumberFault("shape")
    value = value.normalize(_WIDE)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if value and (value.adjusted() >= MAX_WHOLE_DIGITS or exponent < -places):
        raise NumberFault("size")
    return value.quantize(Decimal(1), context=_WIDE) if exponent > 0 else value


def exact(value: Number) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(value)


def show(value: Number, limit: Number | None = None, places: int = 2) -> str:
    """`value` in plain digits, never rounded onto or across `limit`.

    >>> show(Fraction(899999, 10000), 90)
    '89.9999'
    >>> show(Fraction(899999, 10000))
    '90'
    """
    wanted = exact(value)
    edge = None if limit is None else exact(limit)
    if wanted == edge:  # no rounding of a third stands on the limit of a third
        return plain(wanted)
    while True:
        rounded = round(wanted, places)
        if edge is None or _side(rounded, edge) == _side(wanted, edge):
            return plain(rounded)
        places += 1


def plain(value: Number) -> str:
    """A terminating number without exponent or trailing zeros; anything else to 12 places."""
    fraction = exact(value)
    if fraction.denominator == 1:
        return str(fraction.numerator)
    digits = format(_WIDE.divide(Decimal(fraction.numerator), Decimal(fraction.denominator)), "f")
    if pow(10, 60, fraction.denominator):  # it does not terminate
        digits = format(Decimal(digits).quantize(Decimal("1e-12"), context=_WIDE), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def written(value: Number, limit: Number | None = None) -> str:
    """The digits a report keeps: all where the decimal ends, else 12 places short of `limit`."""
    digits = plain(value)
    return digits if exact(Decimal(digits)) == exact(value) else show(value, limit, 12)


def grouped(value: Number, limit: Number | None = None) -> str:
    """`show` with thousands separators: 4120 → 4,120."""
    return in_groups(show(value, limit))


def in_groups(digits: str) -> str:
    """Decimal digits with thousands separators."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-") != "0" else digits


def _side(value: Fraction, edge: Fraction) -> int:
    return (value > edge) - (value < edge)
