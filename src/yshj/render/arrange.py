"""What several renderers ask of a report: results by section, rows read."""

from __future__ import annotations

from yshj.errors import Text
from yshj.render.phrases import Phrases
from yshj.report.document.plan import Section
from yshj.report.document.report import Report
from yshj.report.document.result import Result


def by_section(report: Report, say: Phrases) -> list[tuple[str, list[Result]]]:
    """Titles with the results under them; one without a title where a report knows no sections."""
    if report.sections is None:
        return [("", list(report.results))] if report.results else []
    found = []
    for section in report.sections:
        numbers = {item.number for item in section.items}
        mine = [one for one in report.results if one.item in numbers]
        if mine:
            found.append((titled(section, say), mine))
    return found


def titled(section: Section, say: Phrases) -> str:
    """`一、优化政务服务`; in English the title alone, whose order says its number."""
    return say(Text(f"{section.number}、{section.title}", section.title))


def rows_read(report: Report) -> tuple[int, int]:
    """How many rows were read, and how many of them were refused."""
    rows = sum(one.rows for one in report.inputs)
    return rows, sum(one.rows_refused for one in report.inputs)
