"""Text as Markdown that means nothing but itself, in a paragraph, a list item or a table cell."""

from __future__ import annotations

import re

from yshj.errors import printable

# An entity is never structure, wherever it stands; a backslash would be in a table or a code span.
_SPECIAL = re.compile(
    r"[&<>\\`*_\[\]|~$]|:(?=[-+/:_a-z])|(?<=www)\.|#|@|^[-+=]|^\d(?=\d*[.)](?:\s|$))", re.I
)
_IN_CODE = re.compile(r"[&<>\\`*_\[\]|~$:#@]|(?<=www)\.", re.I)
_CALLS = re.compile(r"(&#64;|&#35;)(?=\w)")  # @somebody, #12 and a@b.cn become links: part them
_NO_WIDTH = "&#8203;"


def plain(text: str, limit: int = 300) -> str:
    """Running text: no markup, no link, nobody mentioned."""
    return _CALLS.sub(rf"\1{_NO_WIDTH}", _SPECIAL.sub(_entity, printable(text, limit).strip()))


def code(text: str, limit: int = 300) -> str:
    """A name from a file or an id, as code: nothing in it is read as anything."""
    return f"<code>{_IN_CODE.sub(_entity, printable(text, limit))}</code>".replace(
        "&#64;", "&#64;" + _NO_WIDTH
    )


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def row(cells: list[str]) -> str:
    """A line of a table."""
    return "| " + " | ".join(cells) + " |\n"


def table_head(heads: list[str], right: tuple[int, ...] = ()) -> str:
    """The first two lines of a table; the columns `right` are set to the right."""
    rule = ["--:" if at in right else "---" for at in range(len(heads))]
    return row(heads) + row(rule)
