"""What a spreadsheet would not leave as it is: the one rule for every table that we write.

Excel reads a CSV cell that begins with one of these signs as a formula, some of them in full width
too, and a formula can call programs and send data away. An apostrophe in front makes it text.
Numbers, with a unit or without, stay as they are.

What looks like a long number, a number with zeros in front, a power of ten or a day of a month it
takes for one, shows it shortened and writes it back so: in CSV such a text gets the apostrophe too,
which is taken off when the cell is read.
"""

from __future__ import annotations

import re

# Both mean the same to Python and, with `regexp_full_match`, to the engine.
_SPACES = " \v\f\u00a0\u200b\u3000\ufeff"
_SIGNS = "-=+@\uff0d\uff1d\uff0b\uff20\ufe63\ufe66\ufe62\ufe6b"
RISKY = rf"(?s)(?:[\t\r\n]|[{_SPACES}]*[{_SIGNS}]).*"
NUMBER = (
    "[-+\uff0d\uff0b]?[0-9\uff10-\uff19]+(?:[,\uff0c][0-9\uff10-\uff19]{3})*"
    "(?:[.\uff0e][0-9\uff10-\uff19]+)?(?:[eE][-+]?[0-9]+)? ?[%\u2030\uff05A-Za-z\u4e00-\u9fff]*"
)
REWRITTEN = (
    "0[0-9]+|[0-9]{12,}|[0-9]+[eE][0-9]+"
    "|[0-9]{1,4}[-/][0-9]{1,2}|[0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{1,2}"
)
_RISKY, _NUMBER, _REWRITTEN = re.compile(RISKY), re.compile(NUMBER), re.compile(REWRITTEN)


def guarded(cell: str) -> str:
    """`cell`, with an apostrophe in front where a spreadsheet might take it for a formula.

    >>> guarded("=1+1"), guarded("-2"), guarded("-1*cmd|'/C calc'!A")
    ("'=1+1", '-2', "'-1*cmd|'/C calc'!A")
    """
    if _RISKY.fullmatch(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def as_text(cell: str) -> str:
    """`cell` for a CSV file: text that a spreadsheet neither runs nor rewrites.

    >>> as_text("410105202103050001"), as_text("007"), as_text("2021-03"), as_text("2021-03-05")
    ("'410105202103050001", "'007", "'2021-03", '2021-03-05')
    """
    return "'" + cell if _REWRITTEN.fullmatch(cell) else guarded(cell)


def bare(cell: str) -> str:
    """A cell as it was before `as_text`; whoever types the apostrophe means the same by it."""
    return cell.removeprefix("'")
