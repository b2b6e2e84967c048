"""`plan.yaml` of a drafted catalogue: title, document, dates, bodies, as far as the text says."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from yshj.catalogue.bodies import fold
from yshj.trace.brackets import day_in, is_group
from yshj.trace.draft.emit import HEAD, flow, scalar
from yshj.trace.numerals import WIDTH
from yshj.trace.text import PlanText

_DOCUMENT = re.compile(
    r"[\u4e00-\u9fff]{1,8}\s?[〔\[（(]\s?\d{4}\s?[〕\]）)]\s?\d{1,4}\s?号|第\s?\d+\s?号"
)
_ISSUED = re.compile(r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_YEAR = re.compile(r"(?:19|20)\d\d(?=\s?年|[-—–~～至])")
_CITY = re.compile(
    r"([\u4e00-\u9fff]{1,6}?(?:特别行政区|自治区|自治州|省|市|州|县|区))(?!场|域|块|委)"
)
UNKNOWN_YEAR = 2000


def year_of(plan: PlanText) -> int:
    """The year in the title, else the year that the text names most."""
    found = _YEAR.search(plan.title.translate(WIDTH))
    if found:
        return int(found[0])
    text = plan.preamble + "".join(item.text for item in plan.items)
    years = Counter(_YEAR.findall(text.translate(WIDTH)))
    return int(min(years, key=lambda year: (-years[year], year))) if years else UNKNOWN_YEAR


def city_of(plan: PlanText) -> str:
    found = _CITY.search(plan.title)
    return found[1] if found else "全市"


def plan_yaml(plan: PlanText, name: str, files: list[str]) -> str:
    year = year_of(plan)
    document = _DOCUMENT.search(plan.preamble)
    issued = _issued(plan)
    city = city_of(plan)
    bodies, groups = _bodies(plan, city)
    lines = [
        HEAD,
        f"plan: {scalar(name)}",
        f"title: {flow({'zh': plan.title, 'en': plan.title})}",
        f"document: {scalar(document[0].replace(' ', '') if document else '未写明')}",
        f"issued: {(issued or date(year, 1, 1)).isoformat()}"
        + ("" if issued else "  # not found in the text: put it right"),
        "time_zone: Asia/Shanghai",
        f"window: {{start: {year}-01-01, end: {year}-12-31}}"
        + ("  # no year found: put it right" if year == UNKNOWN_YEAR else ""),
        f"sections: {flow(files)}",
        "# add the districts (kind: district) and zones (kind: zone) that report",
        "adds_up_to_city: [district, zone]",
        "bodies:",
        f"  - {flow({'name': city, 'en': city, 'kind': 'city'})}",
        *(f"  - {flow({'name': body, 'en': body, 'kind': 'agency'})}" for body in bodies),
        f"groups: {flow(groups)}",
    ]
    return "\n".join(lines) + "\n"


def _issued(plan: PlanText) -> date | None:
    found = [day_in(words) for words in _ISSUED.findall(plan.preamble)]
    return next((day for day in reversed(found) if day is not None), None)


def _bodies(plan: PlanText, city: str) -> tuple[list[str], list[str]]:
    """The bodies of all brackets, in order; collective names apart."""
    bodies: dict[str, str] = {fold(city): city}
    groups: dict[str, str] = {}
    for item in plan.items:
        for name in (*item.bracket.lead, *item.bracket.responsible):
            (groups if is_group(name) else bodies).setdefault(fold(name), name)
    return list(bodies.values())[1:], list(groups.values())
