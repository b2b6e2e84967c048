"""A drafted catalogue as YAML text: every scalar quoted, every target with its reasons above it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yshj.trace.draft.naming import title_of
from yshj.trace.draft.propose import ItemDraft
from yshj.trace.text import PlanSection

HEAD = """\
# Drafted by rule from the plan's text; nobody has confirmed it. For each target: read the clause,
# correct what is wrong, put the Chinese and English names right, and drop `confirmed: false`.
# 由规则起草，未经人工确认：逐条对照原文核对后，删去 confirmed: false。
"""
# the order in which a target's keys are written
_ORDER = (
    *("id", "name", "quote", "figure", "statistic", "op", "threshold", "unit", "clock", "starts"),
    *("ends", "scope", "scope_figures", "for", "yearly", "deadline", "deadline_quote", "hedge"),
    *("statutory", "extension", "reported_by", "over_bodies", "implied", "confirmed"),
    "interpretation",
)


def scalar(value: str) -> str:
    """Double-quoted, except plain words and numbers that YAML cannot mistake for anything else."""
    if value and value.isascii() and value.replace("-", "").replace(".", "").isalnum():
        return value
    return json.dumps(value, ensure_ascii=False)


def flow(value: Any) -> str:
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(flow(one) for one in value) + "]"


def section_yaml(section: PlanSection, items: Sequence[ItemDraft]) -> str:
    title = {"zh": section.title or section.number}
    lines = [
        HEAD,
        f"section: {{number: {scalar(section.number)}, title: {flow(title)}}}",
        "items:" if items else "items: []",
    ]
    for item in items:
        lines += _item(item)
    return "\n".join(lines) + "\n"


def _item(draft: ItemDraft) -> Iterator[str]:
    item, bracket = draft.item, draft.item.bracket
    yield ""
    yield f"  - number: {item.number}  # {item.label}"
    yield f"    title: {flow({'zh': title_of(item)})}"
    yield f"    lead: {flow(bracket.lead)}"
    yield f"    responsible: {flow(bracket.responsible)}"
    unread = "" if bracket.readable else "  # its words are no date we can read: put it right"
    yield f"    deadline: {bracket.deadline.isoformat() if bracket.deadline else 'none'}{unread}"
    if bracket.deadline_quote:
        yield f"    deadline_quote: {scalar(bracket.deadline_quote)}"
    if draft.targets:
        yield "    targets:"
        for proposal in draft.targets:
            seen = "; ".join(f"“{words.strip()}” → {means}" for words, means in proposal.because)
            yield f"      # because: {seen}"
            keys = [key for key in _ORDER if key in proposal.entry]
            for at, key in enumerate(keys):
                lead = "      - " if at == 0 else "        "
                yield f"{lead}{key}: {flow(proposal.entry[key])}"
    if draft.not_targets:
        yield "    not_targets:"
        for entry in draft.not_targets:
            for at, key in enumerate(("figure", "quote", "reason")):
                lead = "      - " if at == 0 else "        "
                yield f"{lead}{key}: {flow(entry[key])}"
