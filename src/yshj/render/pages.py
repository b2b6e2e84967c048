"""Pages about the catalogue: the list of targets, one target explained."""

from __future__ import annotations

from collections.abc import Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from yshj.calendar.clocks import Clock
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.who import who
from yshj.contract.headers import CHINESE
from yshj.errors import Text
from yshj.render.console import Paper, grid, hyphenated
from yshj.render.law import clock_rules
from yshj.render.words import limit_of
from yshj.thresholds.numbers import plain
from yshj.thresholds.units import Kind


def target_list(
    catalogue: Catalogue,
    chosen: Sequence[Target],
    lang: str,
    width: int,
    colour: bool,
    milestones: bool,
) -> str:
    """Targets by section: id, name, limit, statistic, deadline."""
    paper = Paper(width, colour)
    console = paper.console
    heads = (
        ("编号", "指标", "限值", "统计量", "期限")
        if lang == "zh"
        else ("id", "target", "limit", "statistic", "due")
    )
    wanted = {target.id for target in chosen}
    id_width = max(20, width * 30 // 100)
    left_out = 0
    for section in catalogue.sections:
        mine = [t for item in section.items for t in item.targets if t.id in wanted]
        shown = [t for t in mine if milestones or not t.is_milestone]
        left_out += len(mine) - len(shown)
        if not shown:
            continue
        title = f"{section.number}、{section.title.zh}" if lang == "zh" else section.title.en
        console.print(Rich(title, style="bold"))
        table = grid()
        for at, head in enumerate(heads):
            table.add_column(
                head,
                width=id_width if at == 0 else None,
                ratio={1: 3, 2: 2}.get(at),
                overflow="fold",
                no_wrap=at in (3, 4),
            )
        for target in shown:
            table.add_row(
                Rich(hyphenated(target.id, id_width)),
                Rich(target.name.in_(lang)),
                Rich(limit_of(target, lang)),
                Rich(STATISTICS[target.statistic].in_(lang)),
                Rich("" if target.due is None else f"{target.due:%Y-%m}"),
            )
        console.print(table)
        console.print()
    numeric = sum(not t.is_milestone and not t.implied for t in chosen)
    implied = sum(t.implied for t in chosen)
    stones = sum(t.is_milestone for t in chosen)
    total = (
        f"{numeric} 个数值指标，{implied} 个隐含指标，{stones} 个里程碑"
        if lang == "zh"
        else f"{numeric} numeric targets, {implied} implied ones, {stones} milestones"
    )
    if left_out:
        total += "（用 -v 列出里程碑）" if lang == "zh" else " (-v lists the milestones)"
    console.print(Rich(total, style="dim"))
    return paper.text()


STATISTICS = {
    Statistic.EACH: Text("逐件", "each"),
    Statistic.MEAN: Text("平均", "mean"),
    Statistic.SHARE: Text("比例", "share"),
    Statistic.TOTAL: Text("总量", "total"),
    Statistic.LEVEL: Text("存量", "level"),
    Statistic.CHANGE: Text("变化", "change"),
    Statistic.DIFFERENCE: Text("增减", "difference"),
    Statistic.MILESTONE: Text("里程碑", "milestone"),
}
_STATISTIC_HELP = {
    Statistic.EACH: Text("每一件都须在限值之内", "every case must be within the limit"),
    Statistic.MEAN: Text("总和除以办结件数", "the sum over the number finished"),
    Statistic.SHARE: Text(
        "符合的除以全部，合并计算，不取比例的平均",
        "those that do over all, pooled; never a mean of rates",
    ),
    Statistic.TOTAL: Text("期内累计", "counted over the year"),
    Statistic.LEVEL: Text("最近一期的存量", "the stock at the latest period"),
    Statistic.CHANGE: Text("（数值−基期值）÷基期值", "(value − baseline) ÷ baseline"),
    Statistic.DIFFERENCE: Text("与基期之差，直接填报", "value − baseline, as reported"),
    Statistic.MILESTONE: Text("在期限当日或之前完成", "completed on or before the deadline"),
}


def explain(catalogue: Catalogue, target: Target, lang: str, width: int, colour: bool) -> str:
    """Everything the catalogue says of one target, and what a row needs."""
    paper = Paper(width, colour)
    console = paper.console
    item = catalogue.items[target.item]
    zh = lang == "zh"
    console.print(Rich(f"{target.id}  {target.name.in_(lang)}", style="bold"))
    console.print()
    rows: list[tuple[str, str]] = [
        ("条款" if zh else "clause", target.quote),
        (
            "事项" if zh else "item",
            f"{target.item}. {item.entry.title.in_(lang)}（{item.entry.deadline_quote or '—'}）",
        ),
    ]
    if item.entry.lead:
        rows.append(("牵头单位" if zh else "lead", _bodies(catalogue, item.entry.lead, lang)))
    if item.entry.responsible:
        names = _bodies(catalogue, item.entry.responsible, lang)
        rows.append(("责任单位" if zh else "responsible", names))
    help_ = _STATISTIC_HELP[target.statistic].in_(lang)
    rows += [
        ("限值" if zh else "limit", limit_of(target, lang)),
        ("统计量" if zh else "statistic", f"{STATISTICS[target.statistic].in_(lang)}: {help_}"),
        ("范围" if zh else "scope", target.scope.in_(lang)),
    ]
    rows += _optional(target, lang)
    if target.clock is not None:
        rows += _clock(target, target.clock, lang)
    rows.append(("填报" if zh else "reported by", _reporters(catalogue, target, lang)))
    rows += _reading(catalogue, target, lang)
    rows.append(("所需列" if zh else "columns", columns_of(target, lang)))
    if target.interpretation:
        rows.append(("解释" if zh else "interpretation", target.interpretation.in_(lang)))
    rows_grid = Table.grid(padding=(0, 2, 0, 0))
    rows_grid.add_column(no_wrap=True, style="dim")
    rows_grid.add_column(overflow="fold")
    for head, text in rows:
        rows_grid.add_row(Rich(head), Rich(text))
    console.print(Padding(rows_grid, (0, 0, 0, 2)))
    return paper.text()


def _reading(catalogue: Catalogue, target: Target, lang: str) -> list[tuple[str, str]]:
    """How the one rule of verdicts reads for a target: who may speak beside, from when, which
    cases, whether a district is judged."""
    zh, rows = lang == "zh", []
    found = who(catalogue, target)
    beside = [body for body in (*found.leads, *found.beside) if body != found.city]
    if beside:
        sep = "、" if zh else ", "
        text = sep.join(body.name if zh else body.en for body in beside[:_SHOWN_BESIDE])
        more = len(beside) - _SHOWN_BESIDE
        if more > 0:
            text += f" 等 {len(beside)} 个单位" if zh else f" and {more} more"
        rows.append(("可另报" if zh else "may report", text))
    if target.when == "by_deadline" and target.due is not None:
        month = f"{target.due:%Y-%m}"
        text = (
            f"自期限当月（{month}）起：此前未达到不算未达标"
            if zh
            else f"from the month of its deadline on ({month}): a miss before does not count"
        )
    elif target.is_milestone:
        text = "完成之日不晚于期限" if zh else "the day it was completed, by the deadline"
    elif target.latest:
        text = "最近一期" if zh else "the latest period"
    else:
        text = "计划期间全程" if zh else "all of the plan's window"
    rows.append(("判定期间" if zh else "judged", text))
    if target.takes_cases:
        finish = target.belongs == "finish"
        text = "办结日在计划期间内" if finish else "受理日在计划期间内"
        if not zh:
            text = f"those that {'finish' if finish else 'start'} within the window"
        rows.append(("所计办件" if zh else "cases", text))
    if target.said_of_the_city and len(found.reporters) > 1:
        text = (
            "合并为全市判定；单个单位计入全市，不单独判"
            if zh
            else "the city as a whole: a body is counted in, not judged by itself"
        )
        rows.append(("判定对象" if zh else "verdict on", text))
    return rows


_SHOWN_BESIDE = 6


def _optional(target: Target, lang: str) -> list[tuple[str, str]]:
    zh, rows = lang == "zh", []
    if target.statutory:
        unit = target.statutory.unit.name(lang)
        kind = {
            "statutory": Text("法定", "statutory value"),
            "earlier": Text("原值", "earlier value"),
        }[target.statutory.kind]
        space = "" if unit == "%" else " "
        text = f"{plain(target.statutory.value)}{space}{unit}（{target.statutory.quote}）"
        rows.append((kind.in_(lang), text))
    if target.extension:
        unit = target.extension.unit.name(lang)
        text = f"{plain(target.extension.threshold)} {unit}（{target.extension.quote}）"
        rows.append(("延长后" if zh else "extended", text))
    if target.due:
        rows.append(("期限" if zh else "deadline", str(target.due)))
    if target.hedge:
        text = (
            f"“{target.hedge}”：未达到时提醒，不判不达标"
            if zh
            else f"“{target.hedge}”: missing it is a warning, not a failure"
        )
        rows.append(("措辞" if zh else "hedged", text))
    if target.implied:
        text = "原文无数字，按全有或全无理解" if zh else "no figure in the text: all or nothing"
        rows.append(("隐含" if zh else "implied", text))
    return rows


def _clock(target: Target, clock: Clock, lang: str) -> list[tuple[str, str]]:
    zh = lang == "zh"
    rows = []
    if target.starts and target.ends:
        rows.append(("起算" if zh else "starts", target.starts.in_(lang)))
        rows.append(("截止" if zh else "ends", target.ends.in_(lang)))
    mean = target.statistic is Statistic.MEAN
    for at, rule in enumerate(clock_rules(clock, target.rolls and not mean, mean)):
        rows.append((("计时" if zh else "clock") if at == 0 else "", rule.in_(lang)))
    return rows


def _bodies(catalogue: Catalogue, names: Sequence[str], lang: str) -> str:
    if lang == "zh":
        return "、".join(names)
    words = []
    for name in names:
        body = catalogue.bodies.find(name)
        words.append(f"{name} ({body.en})" if body and name not in catalogue.plan.groups else name)
    return ", ".join(words)


def _reporters(catalogue: Catalogue, target: Target, lang: str) -> str:
    zh = lang == "zh"
    if target.reported_by == "city":
        return "全市（填报单位留空）" if zh else "the whole city (leave the reporter empty)"
    if target.reported_by == "districts":
        n = len(catalogue.parts)
        return f"{n} 个区县（市）和开发区" if zh else f"each of the {n} districts and zones"
    names = [_KINDS[word].in_(lang) if word in _KINDS else word for word in target.reported_by]
    return _bodies(catalogue, names, lang)


_KINDS = {
    "city": Text("全市", "the whole city"),
    "districts": Text("各区县（市）和开发区", "each district and zone"),
    "district": Text("各区县（市）", "each district"),
    "zone": Text("各开发区", "each zone"),
    "agency": Text("各部门和单位", "each agency"),
}
_CASE_NEEDS: dict[Statistic, tuple[str, ...]] = {
    Statistic.EACH: ("value", "unit"),
    Statistic.MEAN: ("value", "unit"),
    Statistic.SHARE: ("flag",),
    Statistic.TOTAL: (),
}


def needs(target: Target) -> dict[str, tuple[str, ...]]:
    """The columns that a row must fill in, as a case file and as a measurement."""
    wanted: dict[str, tuple[str, ...]] = {}
    if target.takes_cases:
        own = _CASE_NEEDS.get(target.statistic, ())
        if target.clock:
            own = ("started", "finished", "excluded")
            own += ("limit",) if target.clock is Clock.CASE_LIMIT else ()
            own += ("extended",) if target.extension else ()
        wanted["cases"] = ("target", "reporter", "case", *own)
    figure: tuple[str, ...] = {
        Statistic.MILESTONE: ("value",),
        Statistic.SHARE: ("numerator", "denominator"),
        Statistic.CHANGE: ("value", "baseline", "unit", "cases"),
        Statistic.MEAN: ("value", "unit", "cases"),
    }.get(target.statistic, ("value", "unit"))
    wanted["measurements"] = ("target", "reporter", "period", *figure)
    return wanted


def columns_of(target: Target, lang: str) -> str:
    """What a row of either kind fills in, a kind a line."""
    zh = lang == "zh"
    heads = {
        "cases": "办件：" if zh else "a case: ",
        "measurements": "汇总：" if zh else "a measurement: ",
    }
    lines = [heads[kind] + _names(columns, zh) for kind, columns in needs(target).items()]
    if target.unit.kind is Kind.RATE:
        lines.append("分母以万人计" if zh else "the denominator is in units of 10,000 people")
    return "\n".join(lines)


def _names(columns: Sequence[str], zh: bool) -> str:
    if zh:
        return "、".join(CHINESE[column] for column in columns)
    return ", ".join(f"{column} ({CHINESE[column]})" for column in columns)
