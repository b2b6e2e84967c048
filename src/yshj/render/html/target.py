"""One result as the page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render.arrange import Labels
from yshj.render.html.charts import Bullet, bullet, histogram
from yshj.render.html.model import BodyRow, Fact, FailureRow, TargetView, Who, mark
from yshj.render.html.phrases import phrases
from yshj.render.standing import EVERYBODY, incomplete, incomplete_in_short, ledgers, so_far, whose
from yshj.render.words import (
    STATUS_WORDS,
    coverage,
    describe,
    due_of,
    limit,
    margin,
    value_of,
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
    labels: Labels
    who: Callable[[str], Who]


def target_view(
    key: int, section: int, result: Result, plan: Plan, shown: int, lang: str
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
        mark=mark(result.status, lang, result.effective),
        limit=limit(result, lang),
        observed=describe(result, result, lang),
        exact=digits(result.observed),
        n=result.n,
        over=result.over,
        open=result.open,
        bodies_told=coverage(result, lang),
        margin=margin(result, result.status, 2),
        margin_exact=digits(result.margin),
        due=result.deadline,
        leads=[plan.who(name) for name in item.answerable] if item else [],
        milestone=result.is_milestone,
        attention=_wants_attention(result),
        quote=result.quote,
        notes=[*_waived(result, lang), *result.notes],
        facts=_facts(result, item, plan.who, lang),
        bullet=drawn,
        chart_told="" if drawn is None else _chart_told(result, lang),
        histogram=spread,
        spread_told="" if spread is None else _spread_told(result, lang),
        bodies=[body_row(one, result, plan.labels, lang) for one in result.reporters],
        failures=[_failure(one, result, plan.labels, lang) for one in result.failures[:shown]],
        failures_total=result.failures_total,
        missing_told=("，" if lang == "zh" else ", ").join(incomplete_in_short(result, lang)),
        incomplete=incomplete(result, plan.labels, lang, EVERYBODY),
        ledgers=ledgers(result, plan.labels, lang),
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


def body_row(one: Reporter, target: Result, labels: Labels, lang: str) -> BodyRow:
    return BodyRow(
        label=labels(one.reporter),
        mark=mark(one.status, lang, one.effective),
        observed=[x for x in (*describe(one, target, lang), so_far(one, lang)) if x],
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


def _waived(result: Result, lang: str) -> list[str]:
    lines = []
    for one in result.waivers:
        if lang == "zh":
            of = f"{one.reporter}，" if one.reporter else ""
            lines.append(f"豁免：{of}{one.reason}（{one.approver}，至 {one.expires}）")
        else:
            of = f"{one.reporter}, " if one.reporter else ""
            lines.append(f"waived: {of}{one.reason} ({one.approver}, through {one.expires})")
    if result.would_be is not None:
        would = STATUS_WORDS[result.would_be].in_(lang)
        lines.append(f"不豁免则为：{would}" if lang == "zh" else f"without the waiver: {would}")
    return lines


def _facts(target: Result, item: Item | None, who: Callable[[str], Who], lang: str) -> list[Fact]:
    """What stands behind the limit, beside its clause."""
    say, facts = phrases(lang), []
    if not target.is_milestone:
        facts.append(Fact(say.statistic, STATISTICS[target.statistic].in_(lang)))
        if target.scope is not None:
            facts.append(Fact(say.scope, target.scope))
    if target.statutory is not None:
        one = target.statutory
        amount = with_unit(plain(one.value), one, lang)
        term = say.statutory if one.kind == "statutory" else say.earlier
        quoted = f"{amount}（{one.quote}）" if lang == "zh" and one.quote else amount
        facts.append(Fact(term, quoted))
    if target.hedge:
        facts.append(Fact(say.hedged, target.hedge, lang != "zh"))
    if target.interpretation:
        facts.append(Fact(say.interpretation, target.interpretation))
    if item and item.lead and item.responsible:
        facts.append(Fact(say.responsible, who=tuple(map(who, item.responsible))))
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


def _chart_told(target: Result, lang: str) -> str:
    """The bullet chart in words, for those who do not see it."""
    lines = (", " if lang == "en" else "，").join(describe(target, target, lang))
    told = f"实测 {lines}，限值 {limit(target, lang)}"
    if lang != "zh":
        told = f"observed {lines}, limit {limit(target, lang)}"
    if _statutory(target) is not None and target.statutory is not None:
        one = target.statutory
        amount = with_unit(plain(one.value), one, lang)
        zh, en = ("法定", "statutory") if one.kind == "statutory" else ("原值", "earlier value")
        told += f"，{zh} {amount}" if lang == "zh" else f", {en} {amount}"
    return told


def _spread_told(target: Result, lang: str) -> str:
    found = target.spread
    assert found is not None
    known = [one for one in (found.least, target.median, target.p90) if isinstance(one, Fraction)]
    if len(known) < 3:
        return f"{found.cases:,}"
    numbers = [grouped(one, target.threshold) for one in known]
    last = with_unit(grouped(found.most, target.threshold), target, lang)
    if lang == "zh":
        least_half = f"最短 {numbers[0]}，中位 {numbers[1]}"
        return f"{found.cases:,} 件：{least_half}，九成在 {numbers[2]} 以内，最长 {last}"
    return (
        f"{found.cases:,} cases: shortest {numbers[0]}, median {numbers[1]}, "
        f"nine in ten within {numbers[2]}, longest {last}"
    )


def _failure(one: Failure, target: Result, labels: Labels, lang: str) -> FailureRow:
    return FailureRow(
        whose=whose(one.reporter, labels),
        file=printable(one.file),
        row=one.row,
        case=printable(one.case, 40) if one.case else "",
        due=due_of(one),
        value=value_of(one, target, lang),
        exact=digits(one.observed),
    )
