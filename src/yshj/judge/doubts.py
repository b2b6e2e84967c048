"""Doubts (疑点): what looks odd in the figures sent. None of them changes a verdict.

Each has a code, and is answered by the remark (说明) of the row it is about. Limits are those of
the plan (`plan.yaml`, key `doubts`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from yshj.catalogue.bodies import Body
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.catalogue.plan_entry import Doubts
from yshj.codes import doubts as codes
from yshj.contract.amounts import Figure
from yshj.contract.periods import Period
from yshj.errors import Code, Text
from yshj.judge import days
from yshj.judge.question import Question
from yshj.judge.sources import counted, size_of
from yshj.judge.standing import accepted, value_of
from yshj.observe.cases import Outcome, State
from yshj.observe.evidence import Evidence
from yshj.observe.figures import Row
from yshj.thresholds.numbers import show
from yshj.thresholds.units import Kind

FEW = 3  # cases: of one or two, a share says nothing


@dataclass(frozen=True)
class Doubt:
    """One oddity of one body; `row` is the row it is about, where there is one."""

    code: str
    target: Target
    body: Body
    message: Text
    period: Period | None = None
    row: Row | None = None

    @property
    def remark(self) -> str:
        """What its sender says of it, or nothing."""
        return self.row.origin.row.remark if self.row and self.row.origin else ""


def doubts_of(question: Question, one: Evidence, limits: Doubts) -> list[Doubt]:
    """Everything odd in what one body sent for one target."""
    target = question.target
    if target.is_milestone:
        return []
    rows = [row for row in accepted(question, one.rows) if row.figure is not None]
    found = [*_falls(target, rows), *_running(target, rows, limits), *_shorter(target, rows)]
    found += _counts(target, rows, one)
    found += _cases(target, one, limits)
    return [
        Doubt(code.id, target, one.body, text, None if row is None else row.period, row)
        for code, row, text in found
    ]


Found = tuple[Code, Row | None, Text]


def _figure(row: Row) -> Figure:
    assert row.figure is not None
    return row.figure


def _falls(target: Target, rows: Sequence[Row]) -> Iterator[Found]:
    """A cumulative figure lower than the one before: a count, or a part of a share."""
    chains: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        chains[row.period.start].append(row)
    for chain in chains.values():
        for before, row in pairwise(sorted(chain, key=lambda one: one.period)):
            for early, late in _cumulative(target, _figure(before), _figure(row)):
                if late < early:
                    yield (
                        codes.FALLS,
                        row,
                        Text(
                            f"累计数下降：{before.period} 为 {show(early)}，"
                            f"{row.period} 为 {show(late)}",
                            f"a cumulative figure falls: {show(early)} for {before.period}, "
                            f"{show(late)} for {row.period}",
                        ),
                    )


def _cumulative(target: Target, before: Figure, now: Figure) -> list[tuple[Fraction, Fraction]]:
    """The numbers of two figures that can only grow from one to the next."""
    if target.statistic is Statistic.TOTAL and before.value is not None and now.value is not None:
        return [(before.value, now.value)]
    pairs = [(before.numerator, now.numerator), (before.denominator, now.denominator)]
    if target.statistic is not Statistic.SHARE or target.latest:
        return []
    return [(a, b) for a, b in pairs if a is not None and b is not None][:2]


def _running(target: Target, rows: Sequence[Row], limits: Doubts) -> Iterator[Found]:
    """The same figure several periods running, and one many times that of the period before."""
    runs: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        runs[days.months(row.period)].append(row)
    for some in runs.values():
        same = 1
        for before, row in pairwise(sorted(some, key=lambda one: one.period)):
            early, late = value_of(target, _figure(before)), value_of(target, _figure(row))
            follows = before.period.end + days.ONE_DAY == row.period.start
            if not follows or early is None or late is None:
                same = 1
                continue
            same = same + 1 if early == late else 1
            if same == limits.repeats and not _expected_to_stay(target, late):
                yield (
                    codes.SAME,
                    row,
                    Text(
                        f"连续 {limits.repeats} 期同为 {show(late)}",
                        f"{show(late)} for {limits.repeats} periods running",
                    ),
                )
            if early >= limits.growth_from and late >= early * limits.growth:
                yield (
                    codes.LEAPS,
                    row,
                    Text(
                        f"由 {before.period} 的 {show(early)} 增至 {show(late)}",
                        f"{show(late)} after {show(early)} for {before.period}",
                    ),
                )


def _expected_to_stay(target: Target, value: Fraction) -> bool:
    """A level stays what it is, and so do nothing and all."""
    full = target.unit.kind is Kind.PERCENT and value == 100
    return target.statistic is Statistic.LEVEL or value == 0 or full


def _shorter(target: Target, rows: Sequence[Row]) -> Iterator[Found]:
    """A shorter period that already settles a sum which its longer one denies."""
    if target.statistic is not Statistic.TOTAL:
        return
    for outer in rows:
        for inner in rows:
            if inner.period == outer.period or not outer.period.contains(inner.period):
                continue
            part, whole = _figure(inner).value, _figure(outer).value
            if part is None or whole is None:
                continue
            settles = target.limit.holds(part) is not target.op.ceiling
            if settles and target.limit.holds(whole) is target.op.ceiling:
                yield (
                    codes.SHORTER,
                    outer,
                    Text(
                        f"{inner.period} 已报 {show(part)}，而 {outer.period} 为 {show(whole)}",
                        f"{show(part)} for {inner.period} already, and {show(whole)} "
                        f"for {outer.period}",
                    ),
                )


def _counts(target: Target, rows: Sequence[Row], one: Evidence) -> Iterator[Found]:
    """A count (件数, denominator) that differs from that of the case files of the same days."""
    for row in rows:
        size = size_of(target, _figure(row))
        inside: Counter[Outcome] = Counter()
        for day, tally in one.cases.items():
            if day is not None and row.period.start <= day <= row.period.end:
                inside.update(tally)
        n = counted(target, inside).n
        if size is not None and n and n != size:
            yield (
                codes.COUNT,
                row,
                Text(
                    f"{row.period} 填报 {show(size)} 件，办件明细 {n:,} 件",
                    f"{show(size)} cases are reported for {row.period}, {n:,} case files sent",
                ),
            )


def _cases(target: Target, one: Evidence, limits: Doubts) -> Iterator[Found]:
    """Cases on the last day allowed, and excluded days, where they are many."""
    done = {came: n for came, n in one.tally.items() if came.state is State.DONE}
    total = sum(done.values())
    if total < FEW or target.clock is None:
        return
    last = _many(done, lambda came: came.slack == 0 and not came.over)
    if _has_days(target, limits) and last >= limits.last_day_share * total:
        yield (
            codes.LAST_DAY,
            None,
            Text(
                f"{total:,} 件中 {last:,} 件恰在期限最后一日办结",
                f"{last:,} of {total:,} cases end on the last day allowed",
            ),
        )
    cut = _many(done, lambda came: came.excluded)
    if cut > limits.excluded_share * total and not _excludes(target):
        yield (
            codes.EXCLUDED,
            None,
            Text(
                f"{total:,} 件中 {cut:,} 件扣除了时间",
                f"{cut:,} of {total:,} cases have time excluded",
            ),
        )


def _many(done: dict[Outcome, int], wanted: Callable[[Outcome], bool]) -> int:
    return sum(n for came, n in done.items() if wanted(came))


def _has_days(target: Target, limits: Doubts) -> bool:
    """Whether there are last days to speak of: limits of some days and more, and of months."""
    if target.statistic is not Statistic.EACH:
        return False
    if target.unit.kind in (Kind.MONTH, Kind.LIMIT_SHARE):
        return True
    of_days = target.unit.kind in (Kind.WORKING_DAY, Kind.CALENDAR_DAY)
    return of_days and target.threshold >= limits.last_day_limit


def _excludes(target: Target) -> bool:
    """Whether the interpretation expects time to be excluded."""
    told = target.interpretation
    return told is not None and ("扣除" in told.zh or "excluded" in told.en)


def inside_differs(target: Target, rows: Iterable[Row]) -> list[Text]:
    """Periods that tile a longer one should add up to it; what they add up to where they do not."""
    if target.statistic is not Statistic.TOTAL:
        return []
    told = []
    valued = [row for row in rows if row.figure is not None and row.figure.value is not None]
    for outer in valued:
        inner = [
            row
            for row in valued
            if row.period != outer.period and outer.period.contains(row.period)
        ]
        pieces = [
            row
            for row in inner
            if not any(
                other.period != row.period and row.period.contains(other.period) for other in inner
            )
        ]
        tiled = not days.gaps([row.period for row in pieces], outer.period)
        total = sum((_figure(row).value or Fraction(0) for row in pieces), Fraction(0))
        value = _figure(outer).value or Fraction(0)
        if pieces and tiled and total != value:
            told.append(
                Text(
                    f"{outer.period} 报 {show(value)}，其中各期合计 {show(total)}",
                    f"{outer.period} is reported as {show(value)}, "
                    f"the periods inside it add up to {show(total)}",
                )
            )
    return told
