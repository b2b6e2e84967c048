"""The report arranged: sections, lead bodies, districts, totals, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from yshj.catalogue.bodies import BodyKind
from yshj.errors import Text
from yshj.judge.status import Status
from yshj.render.arrange import titled
from yshj.render.html.charts import WIDTH
from yshj.render.html.model import (
    BodyRow,
    Counts,
    DoubtRow,
    Mark,
    MatrixRow,
    Progress,
    TargetView,
    Who,
    mark,
)
from yshj.render.html.phrases import PagePhrases
from yshj.render.html.target import Plan, target_view
from yshj.render.phrases import Phrases
from yshj.render.standing import EVERYBODY, lacking, place_of, whose
from yshj.render.words import STATUS_ORDER, STATUS_SIGNS
from yshj.report.document.plan import BodyOf
from yshj.report.document.report import Report
from yshj.report.document.result import MOST_FAILURES, Result
from yshj.thresholds.limits import Op
from yshj.thresholds.numbers import show

_FAILURES_ON_A_PAGE = 400
_LEAST_FAILURES = 3  # of every target that has some
_MOST_NAMES = 4


class Answering:
    """Keys and labels of the bodies that answer for items, in the order they are met."""

    def __init__(self, say: Phrases) -> None:
        self._say = say
        self.known: dict[str, Who] = {}

    def __call__(self, name: str) -> Who:
        """The body of that name or alias; a group of bodies (各开发区) has its own name."""
        body = self._say.labels.find(name)
        label = name if body is None else body.label
        chinese = body is None and self._say.lang != "zh"
        return self.known.setdefault(label, Who(len(self.known), label, chinese))


def views(report: Report, who: Answering, say: Phrases) -> list[TargetView]:
    """Every target in the plan's order; failing rows as many as a page bears."""
    sections = report.sections or ()
    section_of = {item.number: at for at, one in enumerate(sections) for item in one.items}
    items = {item.number: item for one in sections for item in one.items}
    plan = Plan(items, report.catalogue.window, who)
    failing = sum(bool(one.failures) for one in report.results)
    shown = max(_LEAST_FAILURES, min(MOST_FAILURES, _FAILURES_ON_A_PAGE // (failing or 1)))
    return [
        target_view(key, section_of.get(one.item, 0), one, plan, shown, say)
        for key, one in enumerate(report.results)
    ]


def present(targets: Iterable[TargetView]) -> list[Mark]:
    """The statuses that occur, what wants an eye first."""
    found = {one.mark.value: one.mark for one in targets}
    return sorted(
        map(_by_itself, found.values()),
        key=lambda one: one.order,
    )


def _by_itself(one: Mark) -> Mark:
    """A status among all of them: signed and coloured as itself, whatever some of it counts as."""
    status = Status(one.value)
    return replace(one, sign=STATUS_SIGNS[status], order=STATUS_ORDER[status], tone=one.value)


def by_section(report: Report, targets: Sequence[TargetView], say: Phrases) -> list[Counts]:
    marks = present(targets)
    titles = [titled(one, say) for one in report.sections or ()]
    rows = []
    for at, title in enumerate(titles or [report.catalogue.title]):
        mine = [one for one in targets if one.section == at]
        if mine:
            rows.append(_counts(at, title, False, mine, marks))
    return rows


def by_lead(who_answers: Answering, targets: Sequence[TargetView]) -> list[Counts]:
    """Bodies with what wants an eye first; equal ones in the plan's order."""
    marks = present(targets)
    rows = []
    for who in who_answers.known.values():
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


def districts(report: Report) -> list[BodyOf]:
    return [one for one in report.bodies or () if one.kind in (BodyKind.DISTRICT, BodyKind.ZONE)]


def matrix(
    report: Report, targets: Sequence[TargetView], columns: Sequence[BodyOf], say: Phrases
) -> list[MatrixRow]:
    """The targets that any district reported or should have."""
    nothing = mark(Status.NO_DATA, say)
    rows = []
    for view, result in zip(targets, report.results, strict=True):
        sent = {one.reporter: at for at, one in enumerate(result.reporters)}
        asked = set(result.missing)
        if result.status is Status.NO_DATA and result.reported_by == "districts":
            asked = {one.name for one in columns if one.adds_up}
        cells: list[BodyRow | None] = []
        for body in columns:
            if body.name in sent:
                cells.append(view.bodies[sent[body.name]])
            elif body.name in asked:
                cells.append(BodyRow(body.label, nothing, [], "", "", 0, 0, 0, ""))
            else:
                cells.append(None)
        if any(cells):
            rows.append(MatrixRow(view, cells))
    return rows


def progress(report: Report, targets: Sequence[TargetView], say: Phrases) -> list[Progress]:
    """Totals that grow towards a floor, the ones furthest behind the calendar first."""
    page, window = PagePhrases(say.lang), report.catalogue.window
    rows: list[Progress] = []
    if window is None:
        return rows
    for view, target in zip(targets, report.results, strict=True):
        observed = target.observed
        if not target.adds_up or target.op.ceiling or target.threshold <= 0:
            continue
        if not isinstance(observed, Fraction):
            continue
        done = observed / Fraction(target.threshold)
        gone = _gone(report.as_of, window.start, target.deadline or window.end)
        reached = observed > target.threshold or (
            observed == target.threshold and target.op is not Op.ABOVE
        )
        pace = page.reached if reached else page.ahead if done >= gone else page.behind
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


def missing(report: Report, targets: Sequence[TargetView], say: Phrases) -> list[Missing]:
    """Targets without data, and those of which some bodies are silent."""
    rows = []
    for view, result in zip(targets, report.results, strict=True):
        if result.status is Status.NO_DATA:
            rows.append(Missing(view, _absent(result, say)))
        elif result.status is Status.PARTIAL or result.missing:
            rows.append(Missing(view, say.clauses(lacking(result, say, EVERYBODY))))
    return sorted(rows, key=lambda one: (one.target.milestone, one.target.key))


def _absent(result: Result, say: Phrases) -> str:
    names = result.missing or result.bodies.asked or ()
    parts = {one.name for one in say.labels.all if one.adds_up}
    if len(names) > _MOST_NAMES and set(names) == parts:
        count = len(names)
        return say(Text(f"全部 {count} 个区县（市）、开发区", f"all {count} districts"))
    return say.listed(map(say.labels, names))


def doubts(report: Report, targets: Sequence[TargetView], say: Phrases) -> list[DoubtRow]:
    """What looks odd, with its sender's answer."""
    views_by_id = {one.id: one for one in targets}
    return [
        DoubtRow(
            code=one.code,
            target=views_by_id.get(one.id),
            whose=whose(one.reporter, say),
            place=place_of(one, say),
            message=one.message,
            remark=one.remark,
        )
        for one in report.doubts
    ]


def in_order(targets: Iterable[TargetView]) -> list[TargetView]:
    """What wants an eye first, then the plan's order; of passes, figures before milestones."""
    return sorted(targets, key=lambda one: (one.mark.order, one.milestone, one.key))
