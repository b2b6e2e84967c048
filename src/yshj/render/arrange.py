"""What several renderers ask of a report: results by section, labels of bodies, rows read."""

from __future__ import annotations

from collections.abc import Sequence

from yshj.report.document.plan import BodyOf, Section
from yshj.report.document.report import Report
from yshj.report.document.result import Result


def by_section(report: Report) -> list[tuple[str, list[Result]]]:
    """Titles with the results under them; one without a title where a report knows no sections."""
    if report.sections is None:
        return [("", list(report.results))] if report.results else []
    found = []
    for section in report.sections:
        numbers = {item.number for item in section.items}
        mine = [one for one in report.results if one.item in numbers]
        if mine:
            found.append((titled(section, report.lang), mine))
    return found


def titled(section: Section, lang: str | None) -> str:
    """`一、优化政务服务`; in English the title alone, whose order says its number."""
    return f"{section.number}、{section.title}" if lang == "zh" else section.title


class Labels:
    """The bodies of a report by every name that it uses for them."""

    def __init__(self, report: Report) -> None:
        self.all: Sequence[BodyOf] = report.bodies or ()
        self._by_name = {name: one for one in self.all for name in one.also}
        self._by_name |= {one.name: one for one in self.all}

    def find(self, name: str) -> BodyOf | None:
        return self._by_name.get(name)

    def __call__(self, name: str) -> str:
        """The body's name in the report's language, as far as it is known."""
        body = self.find(name)
        return body.label if body else name


def rows_read(report: Report) -> tuple[int, int]:
    """How many rows were read, and how many of them were refused."""
    rows = sum(one.rows for one in report.inputs)
    return rows, sum(one.rows_refused for one in report.inputs)
