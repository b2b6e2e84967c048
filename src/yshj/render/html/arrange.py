"""The report arranged: sections, lead bodies, districts, totals, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yshj.catalogue.bodies import Body, BodyKind
from yshj.catalogue.model import Catalogue
from yshj.judge.model import Finding, Status
from yshj.render.html.charts import WIDTH
from yshj.render.html.model import (
    BodyRow,
    Counts,
    Mark,
    MatrixRow,
    Progress,
    TargetView,
    Who,
    mark,
)
from yshj.render.html.phrases import phrases
from yshj.render.html.target import target_view
from yshj.render.json import as_data
from yshj.report.model import MOST_FAILURES, Report
from yshj.thresholds.numbers import show

_FAILURES_ON_A_PAGE = 400
_LEAST_FAILURES = 3  # of every target that has some
_MOST_NAMES = 4


class Bodies:
    """Keys and labels of the bodies that answer for items, in the order they are met."""

    def __init__(self, catalogue: Catalogue, lang: str) -> None:
        self._catalogue, self._lang = catalogue, lang
        self.known: dict[str, Who] = {}

    def __call__(self, name: str) -> Who:
        """The body of that name or alias; a group of bodies (各开发区) has its own name."""
        group = name in self._catalogue.plan.groups
        body = None if group else self._catalogue.bodies.find(name)
        label = name if body is None else body.label(self._lang)
        chinese = body is None and self._lang != "zh"
        return self.known.setdefault(label, Who(len(self.known), label, chinese))


def views(report: Report, bodies: Bodies, lang: str) -> list[TargetView]:
    """Every target in the plan's order; failing rows as many as a page bears."""
    catalogue = report.catalogue
    section_of = {
        item.number: at for at, one in enumerate(catalogue.sections) for item in one.items
    }
    data = as_data(report, lang)["results"]
    failing = sum(bool(one.failures) for one in report.results)
    shown = max(_LEAST_FAILURES, min(MOST_FAILURES, _FAILURES_ON_A_PAGE // (failing or 1)))
    return [
        target_view(
            key,
            section_of[one.finding.target.item],
            one,
            each,
            catalogue,
            bodies,
            shown,
            lang,
        )
        for key, (one, each) in enumerate(zip(report.results, data, strict=True))
    ]


def present(targets: Iterable[TargetView]) -> list[Mark]:
    """The statuses that occur, what wants an eye first."""
    found = {one.mark.value: one.mark for one in targets}
    return sorted(found.values(), key=lambda one: one.order)


def by_section(catalogue: Catalogue, targets: Sequence[TargetView], lang: str) -> list[Counts]:
    marks = present(targets)
    rows = []
    for at, section in enumerate(catalogue.sections):
        mine = [one for one in targets if one.section == at]
        if mine:
            title = f"{section.number}、{section.title.zh}" if lang == "zh" else section.title.en
            rows.append(_counts(at, title, False, mine, marks))
    return rows


def by_lead(bodies: Bodies, targets: Sequence[TargetView]) -> list[Counts]:
    """Bodies with what wants an eye first; equal ones in the plan's order."""
    marks = present(targets)
    rows = []
    for who in bodies.known.values():
        mine = [one for one in targets if who in one.leads]
        if mine:
            rows.append(_counts(who.key, who.label, who.chinese, mine, marks))
    red = [at for at, one in enumerate(marks) if one.value == Status.FAIL.value]
    return sorted(
        rows,
        key=lambda one: (-sum(one.by_status[at] for at in red), -len(one.links), one.key),
    )


def _counts(
    key: int, label: str, chinese: bool, mine: Sequence[TargetView], marks: Sequence[Mark]
) -> Counts:
    numbers = [sum(one.mark.value == each.value for one in mine) for each in marks]
    links = sorted((one for one in mine if one.attention), key=lambda one: one.mark.order)
    return Counts(key, label, chinese, numbers, len(mine), links)


def districts(catalogue: Catalogue) -> tuple[Body, ...]:
    return catalogue.bodies.of_kinds((BodyKind.DISTRICT, BodyKind.ZONE))


def short_name(body: Body, lang: str) -> str:
    """The shortest name the body goes by, for a column's head."""
    return min((body.name, *body.aliases), key=len) if lang == "zh" else body.en


def matrix(
    report: Report, targets: Sequence[TargetView], columns: Sequence[Body], lang: str
) -> list[MatrixRow]:
    """The targets that any district reported or should have."""
    silent = mark(Status.NO_DATA, lang)
    rows = []
    for view, result in zip(targets, report.results, strict=True):
        finding = result.finding
        sent = {one.body.name: at for at, one in enumerate(finding.by_body)}
        asked = {body.name for body in finding.missing}
        if finding.status is Status.NO_DATA and finding.target.reported_by == "districts":
            asked = {body.name for body in report.catalogue.parts}
        cells: list[BodyRow | None] = []
        for body in columns:
            if body.name in sent:
                cells.append(view.bodies[sent[body.name]])
            elif body.name in asked:
                label = body.label(lang)
                cells.append(BodyRow(label, silent, [], "", "", 0, 0, 0, ""))
            else:
                cells.append(None)
        if any(cells):
            rows.append(MatrixRow(view, cells))
    return rows


def progress(report: Report, targets: Sequence[TargetView], lang: str) -> list[Progress]:
    """Totals that grow towards a floor, the ones furthest behind the calendar first."""
    say, window = phrases(lang), report.catalogue.plan.window
    rows = []
    for view, result in zip(targets, report.results, strict=True):
        target, observed = result.finding.target, result.finding.measure.observed
        if not target.adds_up or target.op.ceiling or target.threshold <= 0:
            continue
        if not isinstance(observed, Fraction):
            continue
        done = observed / Fraction(target.threshold)
        gone = _gone(report.as_of, window.start, target.due or window.end)
        reached = target.limit.holds(observed)
        pace = say.reached if reached else say.ahead if done >= gone else say.behind
        full = WIDTH * 0.8
        rows.append(
            Progress(
                target=view,
                done=show(done * 100, 100, 0),
                gone=show(gone * 100, 100, 0),
                pace=pace,
                lag=float(done - gone) if not reached else 10.0 + float(done),
                bar=round(max(0.0, min(float(done), 1.25)) * full, 1),
                full=full,
                now=round(float(gone) * full, 1),
            )
        )
    return sorted(rows, key=lambda one: (one.lag, one.target.key))


def _gone(as_of: date, start: date, due: date) -> Fraction:
    """How much of the time until the deadline is gone, the as-of day included."""
    share = Fraction((as_of - start).days + 1, max((due - start).days + 1, 1))
    return min(max(share, Fraction(0)), Fraction(1))


@dataclass(frozen=True)
class Missing:
    target: TargetView
    who: str


def missing(report: Report, targets: Sequence[TargetView], lang: str) -> list[Missing]:
    """Targets without data, and those of which some bodies are silent."""
    rows = []
    for view, result in zip(targets, report.results, strict=True):
        finding = result.finding
        if finding.status is Status.NO_DATA or finding.missing:
            rows.append(Missing(view, _silent(report, finding, lang)))
    return sorted(rows, key=lambda one: (one.target.milestone, one.target.key))


def _silent(report: Report, finding: Finding, lang: str) -> str:
    catalogue, bodies = report.catalogue, finding.missing
    if finding.status is Status.NO_DATA:
        bodies = finding.missing or catalogue.expected(finding.target)
    if len(bodies) > _MOST_NAMES and set(bodies) == set(catalogue.parts):
        count = len(bodies)
        return f"全部 {count} 个区县（市）、开发区" if lang == "zh" else f"all {count} districts"
    return ("、" if lang == "zh" else ", ").join(body.label(lang) for body in bodies)


def in_order(targets: Iterable[TargetView]) -> list[TargetView]:
    """What wants an eye first, then the plan's order; of passes, figures before milestones."""
    return sorted(targets, key=lambda one: (one.mark.order, one.milestone, one.key))
