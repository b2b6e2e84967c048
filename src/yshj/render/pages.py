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
from yshj.errors import NOTHING, Text
from yshj.render.console import Paper, grid, hyphenated
from yshj.render.law import clock_rules
from yshj.render.phrases import Phrases
from yshj.render.words import limit_of
from yshj.thresholds.numbers import plain
from yshj.thresholds.units import Kind


def target_list(
    catalogue: Catalogue,
    chosen: Sequence[Target],
    say: Phrases,
    width: int,
    colour: bool,
    milestones: bool,
) -> str:
    """Targets by section: id, name, limit, statistic, deadline."""
    paper = Paper(width, colour)
    console = paper.console
    heads = (say(Text("编号", "id")), say.target, say.limit, say.statistic, say.due)
    wanted = {target.id for target in chosen}
    id_width = max(20, width * 30 // 100)
    left_out = 0
    for section in catalogue.sections:
        mine = [t for item in section.items for t in item.targets if t.id in wanted]
        shown = [t for t in mine if milestones or not t.is_milestone]
        left_out += len(mine) - len(shown)
        if not shown:
            continue
        title = Text(f"{section.number}、{section.title.zh}", section.title.en)
        console.print(Rich(say(title), style="bold"))
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
                Rich(say(target.name)),
                Rich(limit_of(target, say)),
                Rich(say(STATISTICS[target.statistic])),
                Rich("" if target.due is None else f"{target.due:%Y-%m}"),
            )
        console.print(table)
        console.print()
    numeric = sum(not t.is_milestone and not t.implied for t in chosen)
    implied = sum(t.implied for t in chosen)
    stones = sum(t.is_milestone for t in chosen)
    total = Text(
        f"{numeric} 个数值指标，{implied} 个隐含指标，{stones} 个里程碑",
        f"{numeric} numeric targets, {implied} implied ones, {stones} milestones",
    )
    if left_out:
        total += Text("（用 -v 列出里程碑）", " (-v lists the milestones)")
    console.print(Rich(say(total), style="dim"))
    return paper.text()


_Fact = tuple[Text, str]  # a term and what is said of it
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
    Statistic.DIFFERENCE: Text("数值−基期值", "value − baseline"),
    Statistic.MILESTONE: Text("在期限当日或之前完成", "completed on or before the deadline"),
}


def explain(catalogue: Catalogue, target: Target, say: Phrases, width: int, colour: bool) -> str:
    """Everything the catalogue says of one target, and what a row needs."""
    paper = Paper(width, colour)
    console = paper.console
    item = catalogue.items[target.item]
    console.print(Rich(f"{target.id}  {say(target.name)}", style="bold"))
    console.print()
    title = f"{target.item}. {say(item.entry.title)}（{item.entry.deadline_quote or '—'}）"
    rows: list[_Fact] = [
        (Text("条款", "clause"), target.quote),
        (Text("事项", "item"), title),
    ]
    if item.entry.lead:
        rows.append((Text("牵头单位", "lead"), _bodies(catalogue, item.entry.lead, say)))
    if item.entry.responsible:
        names = _bodies(catalogue, item.entry.responsible, say)
        rows.append((Text("责任单位", "responsible"), names))
    help_ = say(_STATISTIC_HELP[target.statistic])
    rows += [
        (Text("限值", "limit"), limit_of(target, say)),
        (Text("统计量", "statistic"), f"{say(STATISTICS[target.statistic])}: {help_}"),
        (Text("范围", "scope"), say(target.scope)),
    ]
    rows += _optional(target, say)
    if target.clock is not None:
        rows += _clock(target, target.clock, say)
    rows.append((Text("填报", "reported by"), _reporters(catalogue, target, say)))
    rows += _reading(catalogue, target, say)
    rows.append((Text("所需列", "columns"), columns_of(target, say)))
    if target.interpretation:
        rows.append((Text("解释", "interpretation"), say(target.interpretation)))
    rows_grid = Table.grid(padding=(0, 2, 0, 0))
    rows_grid.add_column(no_wrap=True, style="dim")
    rows_grid.add_column(overflow="fold")
    for head, text in rows:
        rows_grid.add_row(Rich(say(head)), Rich(text))
    console.print(Padding(rows_grid, (0, 0, 0, 2)))
    return paper.text()


def _reading(catalogue: Catalogue, target: Target, say: Phrases) -> list[_Fact]:
    """How the one rule of verdicts reads for a target: who may speak beside, from when, which
    cases, whether a district is judged."""
    rows, found = [], who(catalogue, target)
    beside = [body for body in (*found.leads, *found.beside) if body != found.city]
    if beside:
        names = say.listed(say(Text(body.name, body.en)) for body in beside[:_SHOWN_BESIDE])
        more = len(beside) - _SHOWN_BESIDE
        if more > 0:
            names += say(Text(f" 等 {len(beside)} 个单位", f" and {more} more"))
        rows.append((Text("可另报", "may report"), names))
    if target.when == "by_deadline" and target.due is not None:
        month = f"{target.due:%Y-%m}"
        judged = Text(
            f"自期限当月（{month}）起：此前未达到不算未达标",
            f"from the month of its deadline on ({month}): a miss before does not count",
        )
    elif target.is_milestone:
        judged = Text("完成之日不晚于期限", "the day it was completed, by the deadline")
    elif target.latest:
        judged = Text("最近一期", "the latest period")
    else:
        judged = Text("计划期间全程", "all of the plan's window")
    rows.append((Text("判定期间", "judged"), say(judged)))
    if target.takes_cases:
        cases = Text("受理日在计划期间内", "those that start within the window")
        if target.belongs == "finish":
            cases = Text("办结日在计划期间内", "those that finish within the window")
        rows.append((Text("所计办件", "cases"), say(cases)))
    if target.said_of_the_city and len(found.reporters) > 1:
        whole = Text(
            "合并为全市判定；单个单位计入全市，不单独判",
            "the city as a whole: a body is counted in, not judged by itself",
        )
        rows.append((Text("判定对象", "verdict on"), say(whole)))
    return rows


_SHOWN_BESIDE = 6


def _optional(target: Target, say: Phrases) -> list[_Fact]:
    rows = []
    if target.statutory:
        unit = target.statutory.unit.name(say.lang)
        kind = {
            "statutory": Text("法定", "statutory value"),
            "earlier": Text("原值", "earlier value"),
        }[target.statutory.kind]
        space = "" if unit == "%" else " "
        text = f"{plain(target.statutory.value)}{space}{unit}（{target.statutory.quote}）"
        rows.append((kind, text))
    if target.extension:
        unit = target.extension.unit.name(say.lang)
        text = f"{plain(target.extension.threshold)} {unit}（{target.extension.quote}）"
        rows.append((Text("延长后", "extended"), text))
    if target.due:
        rows.append((Text("期限", "deadline"), str(target.due)))
    if target.hedge:
        told = Text(
            f"“{target.hedge}”：未达到时提醒，不判不达标",
            f"“{target.hedge}”: missing it is a warning, not a failure",
        )
        rows.append((Text("措辞", "hedged"), say(told)))
    if target.implied:
        told = Text("原文无数字，按全有或全无理解", "no figure in the text: all or nothing")
        rows.append((Text("隐含", "implied"), say(told)))
    return rows


def _clock(target: Target, clock: Clock, say: Phrases) -> list[_Fact]:
    rows = []
    if target.starts and target.ends:
        rows.append((Text("起算", "starts"), say(target.starts)))
        rows.append((Text("截止", "ends"), say(target.ends)))
    mean = target.statistic is Statistic.MEAN
    for at, rule in enumerate(clock_rules(clock, target.rolls and not mean, mean)):
        rows.append((NOTHING if at else Text("计时", "clock"), say(rule)))
    return rows


def _bodies(catalogue: Catalogue, names: Sequence[str], say: Phrases) -> str:
    words = []
    for name in names:
        body = catalogue.bodies.find(name)
        known = body is not None and name not in catalogue.plan.groups
        words.append(Text(name, f"{name} ({body.en})" if body and known else name))
    return say.listed(map(say, words))


def _reporters(catalogue: Catalogue, target: Target, say: Phrases) -> str:
    if target.reported_by == "city":
        return say(Text("全市（填报单位留空）", "the whole city (leave the reporter empty)"))
    if target.reported_by == "districts":
        n = len(catalogue.parts)
        return say(Text(f"{n} 个区县（市）和开发区", f"each of the {n} districts and zones"))
    names = [say(_KINDS[word]) if word in _KINDS else word for word in target.reported_by]
    return _bodies(catalogue, names, say)


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
        Statistic.DIFFERENCE: ("value", "baseline", "unit", "cases"),
        Statistic.MEAN: ("value", "unit", "cases"),
    }.get(target.statistic, ("value", "unit"))
    wanted["measurements"] = ("target", "reporter", "period", *figure)
    return wanted


def columns_of(target: Target, say: Phrases) -> str:
    """What a row of either kind fills in, a kind a line."""
    heads = {"cases": Text("办件：", "a case: "), "measurements": Text("汇总：", "a measurement: ")}
    lines = [
        say(heads[kind]) + say.listed(say(_column(one)) for one in columns)
        for kind, columns in needs(target).items()
    ]
    if target.unit.kind is Kind.RATE:
        lines.append(say(Text("分母以万人计", "the denominator is in units of 10,000 people")))
    return "\n".join(lines)


def _column(name: str) -> Text:
    return Text(CHINESE[name], f"{name} ({CHINESE[name]})")
