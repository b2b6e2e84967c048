"""Findings broken down: by reporting body, by period, by item of the plan, by its lead body."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from yshj.catalogue.model import Catalogue, Target
from yshj.contract.periods import Period
from yshj.errors import Text
from yshj.judge.measured import Measure
from yshj.judge.model import BodyFinding, Finding, SoFar
from yshj.judge.status import Status
from yshj.observe.evidence import Evidence
from yshj.report.document.kinds import By


@dataclass(frozen=True)
class Entry:
    """One target as one group shows it."""

    target: Target
    status: Status
    measure: Measure
    so_far: SoFar | None = None
    counts_as: Status | None = None


@dataclass
class Group:
    """`key` is in no language: a body's name, a period, an item's number; "" has no date."""

    key: str
    name: Text
    entries: list[Entry] = field(default_factory=list)

    def count(self, status: Status) -> int:
        return sum(one.status is status for one in self.entries)


@dataclass(frozen=True)
class Breakdown:
    """Groups in order, none of them empty; `entries` in the plan's order."""

    by: By
    groups: list[Group]


def by_reporter(
    catalogue: Catalogue, findings: Iterable[Finding], reporters: Collection[str]
) -> Breakdown:
    """Each body on its own evidence; `no_data` where a target waits for it and it sent nothing.

    A body from which a target needs nothing has no entry for it. Empty `reporters` is every body.
    """
    groups = {
        body.name: Group(body.name, Text(body.name, body.en)) for body in catalogue.bodies.all
    }
    for finding in findings:
        aside = {one.reporter for one in finding.waivers}
        for one in finding.by_body:
            status = _of_body(finding, one, aside)
            entry = Entry(finding.target, status, one.measure, one.so_far, one.counts_as)
            groups[one.body.name].entries.append(entry)
        heard = {one.body for one in finding.by_body}
        for body in finding.missing:
            if body not in heard:
                status = Status.WAIVED if aside & {None, body.name} else Status.NO_DATA
                groups[body.name].entries.append(Entry(finding.target, status, Measure()))
    chosen = (one for one in groups.values() if not reporters or one.key in reporters)
    return Breakdown(By.REPORTER, [one for one in chosen if one.entries])


def _of_body(finding: Finding, one: BodyFinding, aside: Collection[str | None]) -> Status:
    """A target that is waived whole is waived for each body that the waiver speaks of."""
    if finding.status is Status.WAIVED and (None in aside or one.body.name in aside):
        return Status.WAIVED
    return one.status


def by_item(catalogue: Catalogue, findings: Iterable[Finding]) -> Breakdown:
    """The findings under the items of the plan."""
    groups: dict[int, Group] = {}
    for finding in findings:
        item = catalogue.items[finding.target.item]
        title = item.entry.title
        group = groups.setdefault(item.number, Group(str(item.number), Text(title.zh, title.en)))
        group.entries.append(_whole(finding))
    return Breakdown(By.ITEM, [groups[number] for number in sorted(groups)])


def by_lead(catalogue: Catalogue, findings: Iterable[Finding]) -> Breakdown:
    """The findings under the bodies that lead their item, in the order the plan names them.

    An item that several bodies lead stands under each of them; one that none leads, under the
    bodies responsible for it.
    """
    groups: dict[str, Group] = {}
    for finding in findings:
        for name in dict.fromkeys(catalogue.items[finding.target.item].answerable):
            body = catalogue.bodies.find(name)
            label = Text(body.name, body.en) if body else Text(name, name)
            group = groups.setdefault(label.zh, Group(label.zh, label))
            if finding.target not in [one.target for one in group.entries]:
                group.entries.append(_whole(finding))
    return Breakdown(By.BODY, list(groups.values()))


def _whole(finding: Finding) -> Entry:
    return Entry(
        *(finding.target, finding.status, finding.measure),
        *(finding.so_far, finding.counts_as),
    )


def by_period(
    targets: Sequence[Target],
    evidence: Mapping[Period | None, Mapping[str, Sequence[Evidence]]],
    judge: Callable[[Target, Sequence[Evidence], Period | None], Finding],
) -> Breakdown:
    """Each target judged anew with one period as the window, where that shows anything."""
    groups = []
    for period, by_target in evidence.items():
        word = "" if period is None else str(period)
        group = Group(word, Text(word, word) if word else Text("未写日期", "no date"))
        for target in targets:
            if target.id in by_target:
                group.entries.append(_whole(judge(target, by_target[target.id], period)))
        if group.entries:
            groups.append(group)
    return Breakdown(By.PERIOD, groups)
