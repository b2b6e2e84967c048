"""Rule 12: one body's case files beside its figures, and which of the two is measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.amounts import Figure
from yshj.errors import Text
from yshj.judge.standing import NONE, Standing, value_of
from yshj.observe.cases import Outcome, State, Tally
from yshj.thresholds.numbers import show
from yshj.thresholds.units import PERCENT


@dataclass
class Sources:
    """What is measured of one body: `unsure` says why nobody can tell, `notes` what differs."""

    figures: list[Standing]
    cases: Tally
    unsure: Text | None = None
    notes: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Counted:
    """Cases that count, as a figure would say them: how many, and the sum or those that comply."""

    n: int
    amount: Fraction

    def value(self, target: Target) -> Fraction:
        if target.statistic is Statistic.TOTAL:
            return Fraction(self.n)
        scale = 100 if target.statistic is Statistic.SHARE and target.unit == PERCENT else 1
        return self.amount / self.n * scale


def reconciled(
    target: Target, figures: Sequence[Standing], cases: Mapping[date | None, Tally]
) -> Sources:
    """Of `each` both are judged. Else, inside each figure's days, the fuller of the two.

    Cases outside the periods are added. One without a day counts inside the longest of them.
    """
    if target.statistic is Statistic.EACH or not figures or not cases:
        return Sources(list(figures), _sum(cases.values()))
    inside: list[Counter[Outcome]] = [Counter() for _ in figures]
    found = Sources([], Counter())
    longest = max(range(len(figures)), key=lambda at: _days(figures[at]))
    for day, tally in cases.items():
        at = longest if day is None else _holding(figures, day)
        (found.cases if at is None else inside[at]).update(tally)
    for one, tally in zip(figures, inside, strict=True):
        _fuller(target, one, tally, found)
    return found


def _sum(tallies: Iterable[Tally]) -> Tally:
    total: Counter[Outcome] = Counter()
    for one in tallies:
        total.update(one)
    return total


def _days(one: Standing) -> int:
    return (one.period.end - one.period.start).days


def _holding(figures: Sequence[Standing], day: date) -> int | None:
    for at, one in enumerate(figures):
        if one.period.start <= day <= one.period.end:
            return at
    return None


def counted(target: Target, tally: Tally) -> Counted:
    """The cases that count: closed ones for a mean, flagged ones for a share, each for a sum."""
    done = {one: n for one, n in tally.items() if one.state is State.DONE}
    if target.statistic is Statistic.SHARE:
        flagged = {one: n for one, n in done.items() if one.flag is not None}
        yes = sum(n for one, n in flagged.items() if one.flag)
        return Counted(sum(flagged.values()), Fraction(yes))
    if target.statistic is Statistic.TOTAL:
        return Counted(sum(tally.values()), Fraction(sum(tally.values())))
    figures = {one: n for one, n in done.items() if one.figure is not None}
    total = sum((one.figure * n for one, n in figures.items() if one.figure), Fraction(0))
    return Counted(sum(figures.values()), total)


def _fuller(target: Target, one: Standing, tally: Tally, found: Sources) -> None:
    """The ledger if it has as many cases as the figure says, else a figure that can contain it."""
    ledger, figure = counted(target, tally), one.figure
    waiting = {came: n for came, n in tally.items() if came.state is State.OPEN}
    open_cases = Counter({} if target.statistic is Statistic.TOTAL else waiting)
    if not ledger.n:
        found.figures.append(one)
        found.cases.update(open_cases)
        return
    size = size_of(target, figure)
    mine, said = ledger.value(target), value_of(target, figure)
    if said is not None and mine != said:
        found.notes.append(_differs(target, one, ledger, mine, said))
    same_verdict = said is None or target.limit.holds(mine) == target.limit.holds(said)
    if (size is None and same_verdict) or (size is not None and ledger.n >= size):
        found.cases.update(tally)
        return
    found.figures.append(one)
    found.cases.update(open_cases)
    if size is None:
        found.unsure = Text(
            f"{one.period} 填报数与办件结论不同，补报件数（cases 或分子、分母）即可判定",
            f"figure and case files of {one.period} differ in verdict: "
            "the number of cases (件数, or numerator and denominator) would settle it",
        )
    elif not _contains(target, figure, ledger):
        found.unsure = Text(
            f"{one.period} 填报数容不下所报办件，二者须核对",
            f"the figure of {one.period} cannot contain the case files sent: check both",
        )


def size_of(target: Target, figure: Figure) -> Fraction | None:
    """How many cases a figure says it stands for; None where it does not say."""
    if figure == NONE:
        return Fraction(0)
    if target.statistic is Statistic.SHARE:
        return figure.denominator
    return figure.value if target.statistic is Statistic.TOTAL else figure.weight


def _contains(target: Target, figure: Figure, ledger: Counted) -> bool:
    if target.statistic is Statistic.SHARE:
        top, bottom = figure.numerator or Fraction(0), figure.denominator or Fraction(0)
        return top >= ledger.amount and bottom - top >= ledger.n - ledger.amount
    if target.statistic is Statistic.MEAN:
        return (figure.value or Fraction(0)) * (figure.weight or Fraction(0)) >= ledger.amount
    return True


def _differs(
    target: Target, one: Standing, ledger: Counted, mine: Fraction, said: Fraction
) -> Text:
    left, right = show(mine, target.threshold), show(said, target.threshold)
    return Text(
        f"{one.period}：{ledger.n:,} 件办件为 {left}，填报数为 {right}",
        f"{one.period}: {ledger.n:,} case files give {left}, the reported figure is {right}",
    )
