"""One result as the page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render.html.charts import Bullet, bullet, histogram
from yshj.render.html.model import BodyRow, Fact, FailureRow, TargetView, Who, mark
from yshj.render.html.phrases import PagePhrases
from yshj.render.phrases import Phrases
from yshj.render.standing import (
    EVERYBODY,
    incomplete,
    incomplete_in_short,
    ledgers,
    so_far,
    whose,
    years,
)
from yshj.render.words import (
    coverage,
    describe,
    due_of,
    limit,
    margin,
    value_of,
    waiver_in_words,
    with_unit,
)
from yshj.report.document.measure import Measure
from yshj.report.document.plan import Item, Window
from yshj.report.document.result import Failure, Reporter, Result
from yshj.report.document.values import Exact
from yshj.thresholds.numbers import grouped, plain
from yshj.thresholds.units import PERCENT, convert, find_unit

_ATTENTION = frozenset(
    {
        *(Status.FAIL, Status.WARN, Status.AT_RISK, Status.PARTIAL),
        *(Status.UNDETERMINED, Status.WAIVED),
    }
)
STATISTICS = {
    Statistic.EACH: Text("逐件：每一件都须在限值之内", "each: every case within the limit"),
    Statistic.MEAN: Text("平均：总和除以办结件数", "mean: the sum over the number finished"),
    Statistic.SHARE: Text(
        "比例：符合的除以全部，合并计算", "share: those that do over all, pooled"
    ),
    Statistic.TOTAL: Text("总量：期内累计", "total: counted over the year"),
    Statistic.LEVEL: Text("存量：最近一期", "level: at the latest period"),
    Statistic.CHANGE: Text("变化：与基期相比", "change: against the baseline"),
    Statistic.DIFFERENCE: Text("增减：与基期之差", "difference: value less baseline"),
    Statistic.MILESTONE: Text("里程碑：期限当日或之前完成", "milestone: completed by the deadline"),
}


@dataclass(frozen=True)
class Plan:
    """What the page of one target takes from the report: the plan's items, days and bodies."""

    items: dict[int, Item]
    window: Window | None
    who: Callable[[str], Who]


def target_view(
    key: int, section: int, result: Result, plan: Plan, shown: int, say: Phrases
) -> TargetView:
    drawn = _bullet(result, plan.window)
    spread = None
    if result.spread is not None:
        spread = histogram(result.spread, Fraction(result.threshold), result.op)
    item = plan.items.get(result.item)
    return TargetView(
        key=key,
        id=result.id,
        name=result.name,
        item=result.item,
        section=section,
        mark=mark(result.status, say, result.effective),
        limit=limit(result, say),
        observed=[*describe(result, result, say), *years(result, say)],
        exact=digits(result.observed),
        n=result.n,
        over=result.over,
        open=result.open,
        bodies_told=coverage(result, say),
        margin=margin(result, result.status, 2),
        margin_exact=digits(result.margin),
        due=result.deadline,
        leads=[plan.who(name) for name in item.answerable] if item else [],
        milestone=result.is_milestone,
        attention=_wants_attention(result),
        quote=result.quote,
        notes=[*_waived(result, say), *result.notes],
        facts=_facts(result, item, plan.who, say),
        bullet=drawn,
        chart_told="" if drawn is None else _chart_told(result, say),
        histogram=spread,
        spread_told="" if spread is None else _spread_told(result, say),
        bodies=[body_row(one, result, say) for one in result.reporters],
        failures=[_failure(one, result, say) for one in result.failures[:shown]],
        failures_total=result.failures_total,
        missing_told=say.comma.join(incomplete_in_short(result, say)),
        incomplete=incomplete(result, say, EVERYBODY),
        ledgers=ledgers(result, say),
    )


def _wants_attention(result: Result) -> bool:
    """In the middle of a year most milestones are ahead: they are in the list, not on top."""
    ahead = result.status is Status.AT_RISK and result.is_milestone
    return result.status in _ATTENTION and not ahead


def digits(value: Exact | date | None) -> str:
    """A figure with the JSON's digits, or a day; nothing where there is none."""
    if value is None:
        return ""
    return value.digits if isinstance(value, Exact) else str(value)


def body_row(one: Reporter, target: Result, say: Phrases) -> BodyRow:
    return BodyRow(
        label=say.labels(one.reporter),
        mark=mark(one.status, say, one.effective),
        observed=[x for x in (*describe(one, target, say), so_far(one, say)) if x],
        exact=digits(one.observed),
        short=_short(one, target),
        n=one.n,
        over=one.over,
        open=one.open,
        margin=margin(one, one.status, 2),
    )


def _short(found: Measure, target: Result) -> str:
    """The figure alone, for a small cell: its unit stands at the row's head."""
    if isinstance(found.observed, date):
        return str(found.observed)
    if found.observed is None:
        return f"{found.over:,}/{found.n:,}" if found.over else ""
    sign = "%" if target.unit == PERCENT.zh else ""
    return grouped(found.observed, target.threshold) + sign


def _waived(result: Result, say: Phrases) -> list[str]:
    waived = say(Text("豁免：", "waived: "))
    lines = [waived + waiver_in_words(one, say) for one in result.waivers]
    if result.would_be is not None:
        lines.append(say.without_waiver(result.would_be))
    return lines


def _facts(
    target: Result, item: Item | None, who: Callable[[str], Who], say: Phrases
) -> list[Fact]:
    """What stands behind the limit, beside its clause."""
    page, facts = PagePhrases(say.lang), []
    if not target.is_milestone:
        facts.append(Fact(page.statistic, say(STATISTICS[target.statistic])))
        if target.scope is not None:
            facts.append(Fact(page.scope, target.scope))
    if target.statutory is not None:
        one = target.statutory
        amount = with_unit(plain(one.value), one, say)
        term = page.statutory if one.kind == "statutory" else page.earlier
        quoted = Text(f"{amount}（{one.quote}）" if one.quote else amount, amount)
        facts.append(Fact(term, say(quoted)))
    if target.hedge:
        facts.append(Fact(page.hedged, target.hedge, say.lang != "zh"))
    if target.interpretation:
        facts.append(Fact(page.interpretation, target.interpretation))
    if item and item.lead and item.responsible:
        facts.append(Fact(page.responsible, who=tuple(map(who, item.responsible))))
    return facts


def _statutory(target: Result) -> Fraction | None:
    """The statutory value on the limit's own scale, None where the two cannot be compared."""
    if target.statutory is None:
        return None
    unit, own = find_unit(target.statutory.unit), find_unit(target.unit)
    if unit is None or own is None or not unit.converts_to(own):
        return None
    return convert(target.statutory.value, unit, own)


def _bullet(target: Result, window: Window | None) -> Bullet | None:
    seen = target.observed
    if target.is_milestone:
        if not isinstance(seen, date) or target.deadline is None or window is None:
            return None
        at, due = ((day - window.start).days for day in (seen, target.deadline))
        year = Fraction(max((window.end - window.start).days, at, due))
        return bullet(Fraction(at), Fraction(due), target.op, full=year)
    if not isinstance(seen, Fraction):
        return None
    shared = target.statistic is Statistic.SHARE and target.unit == PERCENT.zh
    full = Fraction(100) if shared else None
    return bullet(seen, Fraction(target.threshold), target.op, _statutory(target), full)


def _chart_told(target: Result, say: Phrases) -> str:
    """The bullet chart in words, for those who do not see it."""
    told = [f"{say.observed} {say.comma.join(describe(target, target, say))}"]
    told.append(f"{say.limit} {limit(target, say)}")
    if _statutory(target) is not None and target.statutory is not None:
        one = target.statutory
        amount = with_unit(plain(one.value), one, say)
        statutory = one.kind == "statutory"
        kind = Text("法定", "statutory") if statutory else Text("原值", "earlier value")
        told.append(f"{say(kind)} {amount}")
    return say.comma.join(told)


def _spread_told(target: Result, say: Phrases) -> str:
    found = target.spread
    assert found is not None
    known = [one for one in (found.least, target.median, target.p90) if isinstance(one, Fraction)]
    if len(known) < 3:
        return f"{found.cases:,}"
    numbers = [grouped(one, target.threshold) for one in known]
    last = with_unit(grouped(found.most, target.threshold), target, say)
    return say(
        Text(
            f"{found.cases:,} 件：最短 {numbers[0]}，中位 {numbers[1]}，"
            f"九成在 {numbers[2]} 以内，最长 {last}",
            f"{found.cases:,} cases: shortest {numbers[0]}, median {numbers[1]}, "
            f"nine in ten within {numbers[2]}, longest {last}",
        )
    )


def _failure(one: Failure, target: Result, say: Phrases) -> FailureRow:
    return FailureRow(
        whose=whose(one.reporter, say),
        file=printable(one.file),
        row=one.row,
        case=printable(one.case, 40) if one.case else "",
        due=due_of(one),
        value=value_of(one, target, say),
        exact=digits(one.observed),
    )
