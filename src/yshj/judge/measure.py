"""One measure a statistic: from the evidence that decides to a figure and a yes or no.

`holds` is True, False, or None where nobody can say; a measure of nothing (`n` = 0) never holds.
All arithmetic is on fractions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.contract.amounts import Figure
from yshj.errors import Text
from yshj.judge.account import Account
from yshj.judge.measured import AllowedBy, Measure, Spread
from yshj.judge.pooled import added, all_or_none, figures_of, settle_ratio, weighted
from yshj.judge.standing import NONE
from yshj.observe.cases import Outcome, State
from yshj.thresholds.numbers import show
from yshj.thresholds.units import DURATIONS, PERCENT, Kind


def measure(target: Target, accounts: Sequence[Account]) -> Measure:
    """Measure `target` on the evidence that decides it."""
    found = _MEASURES[target.statistic](target, accounts)
    if found.margin is None and isinstance(found.observed, Fraction):
        found.margin = target.limit.margin(found.observed)
    return found


def _outcomes(accounts: Sequence[Account]) -> Counter[Outcome]:
    total: Counter[Outcome] = Counter()
    for one in accounts:
        if one.cases:
            total.update(one.cases)
    return total


def _start(accounts: Sequence[Account]) -> tuple[Measure, Counter[Outcome]]:
    outcomes = _outcomes(accounts)
    judged = (State.DONE, State.OPEN)
    found = Measure(from_cases=any(one.state in judged for one in outcomes))
    found.open = sum(n for one, n in outcomes.items() if one.state is State.OPEN)
    found.rolled = sum(n for one, n in outcomes.items() if one.rolled)
    return found, outcomes


def _each(target: Target, accounts: Sequence[Account]) -> Measure:
    """Every case within the limit; a reported figure is the worst case of its body.

    An overdue case that is still open counts, as bad as it is by now.
    """
    found, outcomes = _start(accounts)
    judged = {one: n for one, n in outcomes.items() if one.state is State.DONE or one.over}
    figures = [one.value for one in figures_of(accounts) if one.value is not None]
    found.n = sum(judged.values()) + len(figures)
    found.over = sum(n for one, n in judged.items() if one.over)
    found.over += sum(not target.limit.holds(value) for value in figures)
    counts: Counter[Fraction] = Counter()
    for one, n in judged.items():
        if one.state is State.DONE and one.figure is not None:
            counts[one.figure] += n
    found.spread = Spread(counts)
    worst = [*figures, *(one.figure for one in judged if one.figure is not None)]
    if worst:
        found.observed = max(worst) if target.op.ceiling else min(worst)
    if isinstance(found.observed, Fraction) and not found.over:
        found.allowed_by = _allowed_by(target, found.observed, judged)
    slack = [one.slack for one in judged if one.slack is not None]
    if slack and not figures:
        found.margin = min(slack)
    if found.n:
        found.holds = found.over == 0
    elif found.open:
        found.notes.append(
            Text("全部办件尚未办结且未到期", "every case is still open and not yet due")
        )
    return found


def _allowed_by(
    target: Target, worst: Fraction, judged: Iterable[Outcome]
) -> tuple[AllowedBy, ...]:
    """Why the worst case is within its own limit though beyond the one that is printed.

    Excluded time is out of the figure already: it is told where no other case took as long.
    """
    cases = [one for one in judged if one.figure == worst]
    if target.limit.holds(worst):
        return ("excluded",) if cases and all(one.excluded for one in cases) else ()
    reasons: dict[AllowedBy, bool] = {
        "rolled": any(one.rolled for one in cases),
        "extended": any(one.extended for one in cases),
        "excluded": any(one.excluded for one in cases),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def _mean(target: Target, accounts: Sequence[Account]) -> Measure:
    """Sum over number: cases finished, and reported means weighted by their 件数."""
    found, outcomes = _start(accounts)
    counts: Counter[Fraction] = Counter()
    for one, n in outcomes.items():
        if one.state is State.DONE and one.figure is not None:
            counts[one.figure] += n
    figures = [one for one in figures_of(accounts) if one.value is not None]
    column = Text("件数（cases）", "cases (件数)")
    if not counts:
        if found.open and not figures:
            found.notes.append(Text("全部办件尚未办结", "every case is still open"))
        return weighted(found, target, figures, column)
    found.spread = Spread(counts)
    cases = sum(counts.values())
    total = sum((figure * n for figure, n in counts.items()), Fraction(0))
    if figures:  # of bodies that sent no case files
        finished = Figure(value=total / cases, weight=Fraction(cases))
        weighted(found, target, [finished, *figures], column)
    else:
        settle_ratio(found, target, total, Fraction(cases))
        found.n = cases
    if found.denominator is None:
        found.n = cases + len(figures)
    _would_closing_turn(found, target, outcomes)
    return found


def _would_closing_turn(found: Measure, target: Target, outcomes: Counter[Outcome]) -> None:
    waiting = {
        one.figure: n
        for one, n in outcomes.items()
        if one.state is State.OPEN and one.figure is not None
    }
    if not waiting or found.numerator is None or found.denominator is None:
        return
    closed = (found.numerator + sum(figure * n for figure, n in waiting.items())) / (
        found.denominator + sum(waiting.values())
    )
    if target.limit.holds(closed) != found.holds:
        mean = show(closed, target.threshold)
        found.notes.append(
            Text(
                f"若未结办件今日全部办结，均值为 {mean}，结论将改变",
                f"closing the open cases today would make the mean {mean} and turn the verdict",
            )
        )


def _share(target: Target, accounts: Sequence[Account]) -> Measure:
    """Pooled: flagged over all, numerators over denominators; never a mean of rates."""
    found, outcomes = _start(accounts)
    judged = {one: n for one, n in outcomes.items() if one.flag is not None and _happened(one)}
    figures = [one for one in figures_of(accounts) if one != NONE]
    found.n = len(figures)
    if judged:
        cases = sum(judged.values())
        yes = sum(n for one, n in judged.items() if one.flag)
        found.n += cases
        found.over = yes if target.op.ceiling else cases - yes
        figures.append(Figure(numerator=Fraction(yes), denominator=Fraction(cases)))
    ratios = [figure for figure in figures if figure.denominator is not None]
    plain = [figure for figure in figures if figure.value is not None]
    if ratios and not plain:
        top = sum((f.numerator or Fraction(0) for f in ratios), Fraction(0))
        bottom = sum((f.denominator or Fraction(0) for f in ratios), Fraction(0))
        if not bottom:
            return found
        settle_ratio(found, target, top, bottom)
        if target.unit == PERCENT:  # so many things were judged; people are not
            found.n = int(bottom)
            if target.full_share:
                found.over = int(top if target.op.ceiling else bottom - top)
        return found
    scale = 100 if target.unit == PERCENT else 1
    values = [f.value for f in plain if f.value is not None]
    values += [
        f.numerator / f.denominator * scale
        for f in ratios
        if f.numerator is not None and f.denominator
    ]
    if len(values) == 1:
        found.observed, found.holds = values[0], target.limit.holds(values[0])
    elif values:
        column = Text(
            "分子、分母（numerator、denominator）", "numerator and denominator (分子, 分母)"
        )
        all_or_none(found, target, values, column)
    return found


def _happened(one: Outcome) -> bool:
    """Whether a case counts where no clock runs: one that finishes later does not yet."""
    return one.state is State.DONE


def _total(target: Target, accounts: Sequence[Account]) -> Measure:
    """The number of cases, open ones too, and the sum of what was reported."""
    found, outcomes = _start(accounts)
    return added(found, target, accounts, sum(outcomes.values()))


def _level(target: Target, accounts: Sequence[Account]) -> Measure:
    """A stock at the latest period: each body must reach it, or it is summed."""
    found = Measure()
    if target.over_bodies != "each":
        return added(found, target, accounts)
    values = [figure.value for figure in figures_of(accounts) if figure.value is not None]
    held = [target.limit.holds(value) for value in values]
    found.n = len(values)
    found.over = held.count(False)
    if values:
        found.observed = max(values) if target.op.ceiling else min(values)
        found.holds = all(held)
    return found


def _change(target: Target, accounts: Sequence[Account]) -> Measure:
    """A change against the baseline: amounts pooled, means pooled by their 件数."""
    column = Text("基期值或件数（baseline、cases）", "baseline or cases (基期值, 件数)")
    figures = [one for one in figures_of(accounts) if one != NONE]
    valued = [one for one in figures if one.value is not None]
    if valued == figures[:1] or any(one.numerator is None for one in figures):
        found = weighted(Measure(), target, valued, column)
        if any(one.value is None for one in figures):
            found.n, found.holds = len(figures), None
            found.notes.append(_no_baseline())
        return found
    found = Measure(n=len(figures))
    before = sum((one.denominator for one in figures if one.denominator), Fraction(0))
    after = sum((one.numerator for one in figures if one.numerator), Fraction(0))
    if before:
        settle_ratio(found, target, (after - before) * 100, before)
    elif figures:
        found.notes.append(_no_baseline())
    return found


def _no_baseline() -> Text:
    return Text("基期值为零，增幅无从计算", "the baseline is 0: no change can be told")


_MEANS = (*DURATIONS, Kind.POINTS, Kind.RATE, Kind.LIMIT_SHARE)


def _difference(target: Target, accounts: Sequence[Account]) -> Measure:
    """Value less baseline: added up where the catalogue says so, else means pooled by 件数.

    Of amounts that nothing weighs (减少3个环节, 增加500人) nobody knows whether they add up.
    """
    if target.over_bodies == "sum":
        return added(Measure(), target, accounts)
    figures = [one for one in figures_of(accounts) if one.value is not None]
    column = Text("件数（cases），或全市的数", "cases (件数), or the city's own figure")
    found = weighted(Measure(), target, figures, column)
    unweighed = len(figures) > 1 and found.denominator is None
    if found.holds is False and unweighed and target.unit.kind not in _MEANS:
        found.holds = None
        found.notes.append(
            Text(
                "各数是否相加无从得知；补报全市的数即可判定",
                "nobody can tell whether these add up: the city's own figure would settle it",
            )
        )
    return found


def _milestone(target: Target, accounts: Sequence[Account]) -> Measure:
    """Completed on or before the deadline: the last of the days reported decides."""
    found = Measure()
    days = [figure.day for figure in figures_of(accounts) if figure.day is not None]
    planned = sum(one.planned for one in accounts)
    found.n = len(days) + planned
    if days and target.due:
        found.observed = max(days)
        found.margin = Fraction((target.due - found.observed).days)
        found.over = sum(day > target.due for day in days)
    if found.n:
        found.over += planned
        found.holds = found.over == 0
    return found


_MEASURES: dict[Statistic, Callable[[Target, Sequence[Account]], Measure]] = {
    Statistic.EACH: _each,
    Statistic.MEAN: _mean,
    Statistic.SHARE: _share,
    Statistic.TOTAL: _total,
    Statistic.LEVEL: _level,
    Statistic.CHANGE: _change,
    Statistic.DIFFERENCE: _difference,
    Statistic.MILESTONE: _milestone,
}
