"""`plan.yaml` of a drafted catalogue: title, document, dates, bodies, as far as the text says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from yshj.catalogue.bodies import fold
from yshj.catalogue.plan_entry import OPEN_END
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
_SPAN = re.compile(r"((?:19|20)\d\d)\s?年?\s?[-—–~～至到]{1,2}\s?((?:19|20)\d\d)(?=\s?年|[）)）])")
_PERIOD = re.compile(r"(?:规划期|实施期|有效期|期限|周期)[^。；]{0,12}[-—–~～至到][^。；]{0,12}")
_IN_FORCE = re.compile(r"自(\d{4}年\d{1,2}月\d{1,2}日)起(?:施行|实施|执行|生效)")
_FIVE_YEARS = re.compile(r"十([二三四五])五")
_GOAL = re.compile(r"(?:到|至|截至)\s?((?:19|20)\d\d)年")
_GOVERNMENT = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,6}?(?:自治区|自治州|省|市|州|县|区))(?:人民政府|委员会|人民代表大会)"
)
_ADD = "# add the districts (kind: district) and zones (kind: zone) that report"
_SUFFIXES = ("人民政府", "政府", "管委会", "管理委员会")
_ZONE = re.compile(r"(?:新区|开发区|高新区|经开区|示范区|实验区|港区|园区)$")
UNKNOWN_YEAR = 2000


def years_of_plan(plan: PlanText) -> tuple[int, int]:
    """Its first and last year: of the title, of 规划期为2021—2025年, of 自…起施行, of “十四五”.

    A statute is in force without an end (`OPEN_END`); else the year that the text names most, to
    the last one that it sets anything for.
    """
    title = plan.title.translate(WIDTH)
    text = (plan.preamble + "".join(item.text for item in plan.items)).translate(WIDTH)
    for words in (title, *(found[0] for found in _PERIOD.finditer(text))):
        if found := _SPAN.search(words):
            return _ordered(int(found[1]), int(found[2]))
    if force := _force(text):
        return force.year, OPEN_END.year
    if found := _FIVE_YEARS.search(plan.title) or _FIVE_YEARS.search(text[:3000]):
        first = 2011 + 5 * ("二三四五".index(found[1]))
        return first, first + 4
    if (found := _SPAN.search(text[:3000])) and int(found[2]) - int(found[1]) < 30:
        return _ordered(int(found[1]), int(found[2]))
    goals = [int(year) for year in _GOAL.findall(text)]
    if found := _YEAR.search(title):
        return int(found[0]), int(found[0])
    years = Counter(_YEAR.findall(text))
    if not years:
        return UNKNOWN_YEAR, UNKNOWN_YEAR
    issued = _issued(plan)
    most = int(min(years, key=lambda year: (-years[year], year)))
    first = issued.year if issued else min([most, *goals])
    return _ordered(first, max([first, *goals]))


def _ordered(first: int, last: int) -> tuple[int, int]:
    return (first, last) if first <= last else (last, first)


def _force(text: str) -> date | None:
    """自2020年1月1日起施行: the day it takes effect."""
    found = _IN_FORCE.search(text)
    return day_in(found[1]) if found else None


def city_of(plan: PlanText) -> str:
    found = _CITY.search(plan.title) or _GOVERNMENT.search(plan.preamble)
    return found[1] if found else "全市"


def plan_yaml(plan: PlanText, name: str, files: list[str], districts: Sequence[str]) -> str:
    first, last = years_of_plan(plan)
    document = _DOCUMENT.search(plan.preamble)
    issued = _issued(plan)
    city = city_of(plan)
    bodies, groups = _bodies(plan, city)
    bodies = [body for body in bodies if _bare(body) not in map(_bare, districts)]
    lines = [
        HEAD,
        f"plan: {scalar(name)}",
        f"title: {flow({'zh': plan.title})}",
        f"document: {scalar(document[0].replace(' ', '') if document else '未写明')}",
        f"issued: {(issued or date(first, 1, 1)).isoformat()}"
        + ("" if issued else "  # not found in the text: put it right"),
        "time_zone: Asia/Shanghai",
        _window(plan, first, last),
        f"sections: {flow(files)}",
        *(() if districts else (_ADD,)),
        "adds_up_to_city: [district, zone]",
        f"suffixes: {flow(_SUFFIXES)}",
        "bodies:",
        f"  - {flow({'name': city, 'en': city, 'kind': 'city'})}",
        *(f"  - {flow({'name': body, 'en': body, 'kind': _kind(body)})}" for body in districts),
        *(f"  - {flow({'name': body, 'en': body, 'kind': 'agency'})}" for body in bodies),
        f"groups: {flow(groups)}",
    ]
    return "\n".join(lines) + "\n"


def _window(plan: PlanText, first: int, last: int) -> str:
    text = "".join(item.text for item in plan.items).translate(WIDTH)
    if last == OPEN_END.year:
        return f"window: {{start: {(_force(text) or date(first, 1, 1)).isoformat()}}}"
    unknown = "  # no year found: put it right" if first == UNKNOWN_YEAR else ""
    return f"window: {{start: {first}-01-01, end: {last}-12-31}}{unknown}"


def _kind(name: str) -> str:
    return "zone" if _ZONE.search(name) else "district"


def _bare(name: str) -> str:
    """A body's name without the suffix that it may be written with."""
    return next(
        (fold(name).removesuffix(end) for end in _SUFFIXES if fold(name).endswith(end)), fold(name)
    )


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
