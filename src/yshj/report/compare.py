"""Two reports of one plan compared, target by target.

A target is *regressed* where it passed and no longer does, or had been reported and no longer is;
a waiver accepts either. It has *gone* where the later report does not know it at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue
from yshj.errors import Text, UsageError, printable
from yshj.judge.model import Finding, Status
from yshj.thresholds.limits import Op
from yshj.thresholds.numbers import written


class Change(StrEnum):
    """What became of a target, in the order a reader wants to see it."""

    REGRESSED = "regressed"
    GONE = "gone"
    IMPROVED = "improved"
    CHANGED = "changed"
    ADDED = "added"
    SAME = "same"


@dataclass(frozen=True)
class Side:
    """One target as one report has it.

    `observed` (a day for a milestone) and `margin` are in `unit`, with the digits a report is
    written with, so that a judged target and one read from a file compare alike. `would_be` is
    the status without the waivers, where there are any.
    """

    id: str
    item: int
    name: Text
    statistic: Statistic
    op: Op
    threshold: Decimal
    unit: str
    status: Status
    observed: Decimal | date | None
    n: int
    over: int
    margin: Decimal | None
    would_be: Status | None = None

    @property
    def limit(self) -> tuple[Op, Decimal, str]:
        return self.op, self.threshold, self.unit

    @property
    def figure(self) -> tuple[object, ...]:
        return self.observed, self.n, self.over, self.margin

    @property
    def verdict(self) -> Status:
        """The status, and under a waiver that set everything aside what it would have been."""
        if self.status is Status.WAIVED and self.would_be is not None:
            return self.would_be
        return self.status

    @property
    def reported(self) -> bool:
        return self.verdict is not Status.NO_DATA


@dataclass(frozen=True)
class Origin:
    """Which report it is: its file, as of when, against what. `path` is None for this very run.

    `reporters` are the bodies it was narrowed to, none meaning all; `faulty` input had refused
    rows or files that could not be read.
    """

    path: str | None
    sha256: str | None
    as_of: date
    catalogue: str
    catalogue_sha256: str
    calendar_sha256: str
    reporters: tuple[str, ...] = ()
    faulty: bool = False


@dataclass(frozen=True)
class Saved:
    """A report as it was written: where it is from, and its targets in their order."""

    origin: Origin
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Pair:
    """One target before and after; None where that report does not have it."""

    change: Change
    before: Side | None
    after: Side | None

    @property
    def one(self) -> Side:
        """The side that says which target it is: the later one, if there is one."""
        side = self.after or self.before
        assert side is not None
        return side

    @property
    def regression(self) -> bool:
        """Whether `--fail-on regression` fails for it: a target that was reported and has gone
        from the catalogue counts, or deleting it would be a way through the gate."""
        if self.change is Change.GONE:
            return self.before is not None and self.before.reported
        return self.change is Change.REGRESSED

    @property
    def limit_changed(self) -> bool:
        before, after = self.before, self.after
        return before is not None and after is not None and before.limit != after.limit


@dataclass(frozen=True)
class Comparison:
    """`pairs` has every target of either report: by kind of change, then in the plan's order."""

    old: Origin
    new: Origin
    pairs: Sequence[Pair]
    notes: Sequence[Text]

    def of(self, change: Change) -> list[Pair]:
        return [pair for pair in self.pairs if pair.change is change]

    @property
    def regressions(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.regression]


def side_of(finding: Finding) -> Side:
    """A finding as a report would write it."""
    target, found = finding.target, finding.measure
    observed: Decimal | date | None = None
    if isinstance(found.observed, date):
        observed = found.observed
    elif found.observed is not None:
        observed = Decimal(written(found.observed, target.threshold))
    return Side(
        id=target.id,
        item=target.item,
        name=Text(target.name.zh, target.name.en),
        statistic=target.statistic,
        op=target.op,
        threshold=target.threshold,
        unit=target.unit.zh,
        status=finding.status,
        observed=observed,
        n=found.n,
        over=found.over,
        margin=None if found.margin is None else Decimal(written(found.margin, 0)),
        would_be=finding.unwaived,
    )


def same_plan(old: Origin, plan: str) -> None:
    """Reports of two plans have no target in common: a UsageError."""
    if old.catalogue != plan:
        name, named = old.path, printable(old.catalogue)
        raise UsageError(
            Text(
                f"{name} 是“{named}”的报告，不能与“{printable(plan)}”比较",
                f"{name} is a report on {named}: not to be compared with {printable(plan)}",
            )
        )


def check_comparable(old: Origin, catalogue: Catalogue, reporters: Iterable[str]) -> None:
    """Before a run: whether what it is going to find can be compared with `old`."""
    same_plan(old, catalogue.name)
    same_reporters(old, tuple(sorted(reporters)))


def same_reporters(old: Origin, reporters: tuple[str, ...]) -> None:
    """Figures of some bodies do not compare with figures of others: a UsageError."""
    if old.reporters == reporters:
        return
    two = (old.reporters, reporters)
    one, other = (printable("、".join(words), 200) or "全部单位" for words in two)
    first, second = (printable(", ".join(words), 200) or "every body" for words in two)
    raise UsageError(
        Text(
            f"{old.path} 的填报单位（{one}）与此次（{other}）不同，不能比较",
            f"{old.path} is about {first}, this about {second}: not to be compared",
        )
    )


def compare(old: Origin, before: Sequence[Side], new: Origin, after: Sequence[Side]) -> Comparison:
    """Every target of either report; the caller has left out what it does not ask about."""
    same_plan(old, new.catalogue)
    same_reporters(old, new.reporters)
    earlier = {side.id: side for side in before}
    later = {side.id: side for side in after}
    pairs = [_pair(earlier.get(side.id), side) for side in after]
    pairs += [_pair(side, None) for side in before if side.id not in later]
    order = list(Change)
    pairs.sort(key=lambda pair: (order.index(pair.change), pair.one.item))
    return Comparison(old, new, pairs, _notes(old, new))


def _pair(before: Side | None, after: Side | None) -> Pair:
    return Pair(_change(before, after), before, after)


def _change(before: Side | None, after: Side | None) -> Change:
    if after is None:
        return Change.GONE
    if before is None:
        return Change.ADDED
    if after.status is not Status.WAIVED:
        if before.verdict is Status.PASS and after.status is not Status.PASS:
            return Change.REGRESSED
        if before.reported and not after.reported:
            return Change.REGRESSED
    if after.status is Status.PASS and before.verdict is not Status.PASS:
        return Change.IMPROVED
    same = (before.status, before.limit, before.figure) == (after.status, after.limit, after.figure)
    return Change.SAME if same else Change.CHANGED


def _notes(old: Origin, new: Origin) -> list[Text]:
    """What else is different, so that a change of a figure need not be the figures' doing."""
    notes = []
    if old.catalogue_sha256 != new.catalogue_sha256:
        notes.append(
            Text("两份报告之间目录有改动", "the catalogue changed between the two reports")
        )
    if old.calendar_sha256 != new.calendar_sha256:
        notes.append(Text("两份报告之间日历有改动", "the calendar changed between the two reports"))
    if new.as_of < old.as_of:
        notes.append(
            Text(
                f"后一份报告的判定日（{new.as_of}）反而更早",
                f"the later report is as of an earlier day ({new.as_of})",
            )
        )
    if old.faulty or new.faulty:
        which = [(old.faulty, "前一份", "the earlier"), (new.faulty, "后一份", "the later")]
        zh = "和".join(word for faulty, word, _ in which if faulty)
        en = " and ".join(word for faulty, _, word in which if faulty)
        notes.append(
            Text(
                f"{zh}报告的输入有未接受的行或文件",
                f"{en} report had rows or files that were not accepted",
            )
        )
    return notes
