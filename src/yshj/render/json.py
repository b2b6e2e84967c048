"""JSON: the report for programs. Numbers are exact decimals; words are in one language, or both."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from yshj.report.document.keys import Part
from yshj.report.document.values import Exact
from yshj.thresholds.numbers import plain


def render(report: Part) -> str:
    """A report, or another document of ours, as JSON."""
    return dump(report.data())


def dump(data: Any) -> str:
    """`json.dumps` with two spaces, and exact numbers as their own digits."""
    return "".join(_write(data, 0)) + "\n"


def _write(data: Any, depth: int) -> list[str]:
    if isinstance(data, Exact):
        return [data.digits]
    if isinstance(data, Decimal):
        return [plain(data)]
    if isinstance(data, (dict, list)) and data:
        pad, end = "  " * (depth + 1), "  " * depth
        pairs = data.items() if isinstance(data, dict) else ((None, one) for one in data)
        parts = ["{\n" if isinstance(data, dict) else "[\n"]
        for at, (key, value) in enumerate(pairs):
            parts.append(",\n" + pad if at else pad)
            if key is not None:
                parts.append(_word(key) + ": ")
            parts += _write(value, depth + 1)
        parts.append("\n" + end + ("}" if isinstance(data, dict) else "]"))
        return parts
    return [_word(data)]


# half of a surrogate pair, as in a file name that is no UTF-8; what a GitHub step would obey; and
# what changes a terminal or hides: control characters, directions, what has no width
_ESCAPED = re.compile(
    r"[\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]|(?<=##)\["
)


def _word(data: Any) -> str:
    """Anything that is no list, object or exact number."""
    text = json.dumps(data, ensure_ascii=False)
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else json.dumps(found[0])[1:-1]
