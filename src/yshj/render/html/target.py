"""One result as the page shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue, Target
from yshj.errors import Text, printable
from yshj.judge.measure import Measure
from yshj.judge.model import BodyFinding, Finding, Status
from yshj.render.html.charts import Bullet, bullet, histogram
from yshj.render.html.model import BodyRow, Fact, FailureRow, TargetView, Who, mark
from yshj.render.html.phrases import phrases
from yshj.render.json import dump
from yshj.render.words import STATUS_WORDS, coverage, describe, limit
from yshj.report.model import Failure, Result
from yshj.thresholds.numbers import grouped, plain, show
from yshj.thresholds.units import PERCENT, convert

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


def target_view(
    key: int,
    section: int,
    result: Result,
    data: Mapping[str, Any],
    catalogue: Catalogue,
    who: Callable[[str], Who],
    shown: int,
    lang: str,
) -> TargetView:
    """`data` is the same result in the JSON, whose digits and words are taken as they are."""
    finding = result.finding
    target, found = finding.target, finding.measure
    drawn = _bullet(found, target, catalogue)
    spread = None
    if found.spread is not None and target.clock is not None:
        spread = histogram(found.spread, Fraction(target.threshold), target.op)
    view = TargetView(
        key=key,
        id=target.id,
        name=target.name.in_(lang),
        item=target.item,
        section=section,
        mark=mark(finding.status, lang),
        limit=limit(target, lang),
        observed=describe(found, target, lang),
        exact=digits(data["observed"]),
        n=found.n,
        over=found.over,
        open=found.open,
        bodies_told=coverage(finding, lang),
        margin="" if found.margin is None else show(found.margin, 0, 2),
        margin_exact=digits(data["margin"]),
        due=target.due,
        leads=[who(name) for name in catalogue.items[target.item].answerable],
        milestone=target.is_milestone,
        attention=_wants_attention(finding),
        quote=target.quote,
        notes=[*_waived(finding, lang), *data["notes"]],
        facts=_facts(target, catalogue, who, lang),
        bullet=drawn,
        chart_told="" if drawn is None else _chart_told(found, target, lang),
        histogram=spread,
        spread_told="" if spread is None else _spread_told(found, target, lang),
        bodies=[
            body_row(one, each, target, lang)
            for one, each in zip(finding.by_body, data["reporters"], strict=True)
        ],
        failures_total=result.failures_total,
    )
    each_exact = zip(result.failures[:shown], data["failures"], strict=False)
    view.failures = [_failure(one, each, target, lang) for one, each in each_exact]
    return view


def _wants_attention(finding: Finding) -> bool:
    """In the middle of a year most milestones are ahead: they are in the list, not on top."""
    ahead = finding.status is Status.AT_RISK and finding.target.is_milestone
    return finding.status in _ATTENTION and not ahead


def digits(value: Any) -> str:
    """A value of the JSON as its digits or its date; nothing where it is null."""
    if value is None or isinstance(value, str):
        return value or ""
    return dump(value).strip()


def body_row(one: BodyFinding, data: Mapping[str, Any], target: Target, lang: str) -> BodyRow:
    found = one.measure
    return BodyRow(
        label=one.body.label(lang),
        mark=mark(one.status, lang),
        observed=describe(found, target, lang),
        exact=digits(data["observed"]),
        short=_short(found, target),
        n=found.n,
        over=found.over,
        open=found.open,
        margin="" if found.margin is None else show(found.margin, 0, 2),
    )


def _short(found: Measure, target: Target) -> str:
    """The figure alone, for a small cell: its unit stands at the row's head."""
    if isinstance(found.observed, date):
        return str(found.observed)
    if found.observed is None:
        return f"{found.over:,}/{found.n:,}" if found.over else ""
    sign = "%" if target.unit == PERCENT else ""
    return grouped(found.observed, target.threshold) + sign


def _waived(finding: Finding, lang: str) -> list[str]:
    lines = []
    for one in finding.waivers:
        if lang == "zh":
            of = f"{one.reporter}，" if one.reporter else ""
            lines.append(f"豁免：{of}{one.reason}（{one.approver}，至 {one.expires}）")
        else:
            of = f"{one.reporter}, " if one.reporter else ""
            lines.append(f"waived: {of}{one.reason} ({one.approver}, through {one.expires})")
    if finding.unwaived is not None:
        would = STATUS_WORDS[finding.unwaived].in_(lang)
        lines.append(f"不豁免则为：{would}" if lang == "zh" else f"without the waiver: {would}")
    return lines


def _facts(
    target: Target, catalogue: Catalogue, who: Callable[[str], Who], lang: str
) -> list[Fact]:
    """What stands behind the limit, beside its clause."""
    say, facts = phrases(lang), []
    if not target.is_milestone:
        facts.append(Fact(say.statistic, STATISTICS[target.statistic].in_(lang)))
        facts.append(Fact(say.scope, target.scope.in_(lang)))
    if target.statutory is not None:
        one = target.statutory
        amount = one.unit.with_number(plain(one.value), lang)
        term = say.statutory if one.kind == "statutory" else say.earlier
        facts.append(Fact(term, f"{amount}（{one.quote}）" if lang == "zh" else amount))
    if target.hedge:
        facts.append(Fact(say.hedged, target.hedge, lang != "zh"))
    if target.interpretation:
        facts.append(Fact(say.interpretation, target.interpretation.in_(lang)))
    entry = catalogue.items[target.item].entry
    if entry.lead and entry.responsible:
        facts.append(Fact(say.responsible, who=tuple(map(who, entry.responsible))))
    return facts


def _statutory(target: Target) -> Fraction | None:
    """The statutory value on the limit's own scale, None where the two cannot be compared."""
    if target.statutory is None or not target.statutory.unit.converts_to(target.unit):
        return None
    return convert(target.statutory.value, target.statutory.unit, target.unit)


def _bullet(found: Measure, target: Target, catalogue: Catalogue) -> Bullet | None:
    if target.is_milestone:
        if not isinstance(found.observed, date) or target.due is None:
            return None
        start, end = catalogue.plan.window.start, catalogue.plan.window.end
        at, due = ((day - start).days for day in (found.observed, target.due))
        year = Fraction(max((end - start).days, at, due))
        return bullet(Fraction(at), Fraction(due), target.op, full=year)
    if not isinstance(found.observed, Fraction):
        return None
    shared = target.statistic is Statistic.SHARE and target.unit == PERCENT
    full = Fraction(100) if shared else None
    return bullet(found.observed, Fraction(target.threshold), target.op, _statutory(target), full)


def _chart_told(found: Measure, target: Target, lang: str) -> str:
    """The bullet chart in words, for those who do not see it."""
    lines = (", " if lang == "en" else "，").join(describe(found, target, lang))
    told = f"实测 {lines}，限值 {limit(target, lang)}"
    if lang != "zh":
        told = f"observed {lines}, limit {limit(target, lang)}"
    if _statutory(target) is not None and target.statutory is not None:
        one = target.statutory
        amount = one.unit.with_number(plain(one.value), lang)
        zh, en = ("法定", "statutory") if one.kind == "statutory" else ("原值", "earlier value")
        told += f"，{zh} {amount}" if lang == "zh" else f", {en} {amount}"
    return told


def _spread_told(found: Measure, target: Target, lang: str) -> str:
    assert found.spread is not None
    cases = sum(found.spread.counts.values())
    half, nine = found.spread.rank(Fraction(1, 2)), found.spread.rank(Fraction(9, 10))
    assert half is not None
    assert nine is not None
    least, most = min(found.spread.counts), max(found.spread.counts)
    numbers = [grouped(one, target.threshold) for one in (least, half, nine)]
    last = target.unit.with_number(grouped(most, target.threshold), lang)
    if lang == "zh":
        least_half = f"最短 {numbers[0]}，中位 {numbers[1]}"
        return f"{cases:,} 件：{least_half}，九成在 {numbers[2]} 以内，最长 {last}"
    return (
        f"{cases:,} cases: shortest {numbers[0]}, median {numbers[1]}, "
        f"nine in ten within {numbers[2]}, longest {last}"
    )


def _failure(one: Failure, data: Mapping[str, Any], target: Target, lang: str) -> FailureRow:
    zh = lang == "zh"
    if isinstance(one.observed, Fraction):
        value = target.unit.with_number(grouped(one.observed, target.threshold), lang)
    elif one.observed is not None:
        value = str(one.observed)
    elif target.statistic is Statistic.SHARE:
        value = "不符合" if zh else "not met"
    else:
        value = "尚未办结" if zh else "still open"
    due = f"{one.due:%Y-%m-%d %H:%M}" if isinstance(one.due, datetime) else str(one.due or "")
    return FailureRow(
        file=printable(one.file),
        row=one.row,
        case=printable(one.case, 40) if one.case else "",
        due=due,
        value=value,
        exact=digits(data["observed"]),
    )
