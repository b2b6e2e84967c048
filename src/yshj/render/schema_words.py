"""What an editor says of a key of a YAML file; a report's keys say it themselves.

By model and field; keys that explain themselves are left out.
"""

from __future__ import annotations

from yshj.errors import Text

KEYS = {
    "PlanFile.plan": Text("计划的名称，与文件夹同名", "the plan's name, that of its folder"),
    "PlanFile.document": Text("文号", "the document's number"),
    "PlanFile.issued": Text("印发日期", "the day it was issued"),
    "PlanFile.time_zone": Text("时区，如 Asia/Shanghai", "such as Asia/Shanghai"),
    "PlanFile.window": Text(
        "计划期间，含首尾两日；办件以受理日、期间以整体落入为准",
        "the days the plan is about, both included: a case belongs by its start, a period by "
        "lying in it",
    ),
    "PlanFile.sections": Text("同一文件夹中的分册文件", "the section files of this folder"),
    "PlanFile.calendar": Text(
        "日历文件，默认用国务院办公厅放假通知",
        "a calendar file; default: the State Council's notices",
    ),
    "PlanFile.adds_up_to_city": Text(
        "哪些类别的单位相加为全市", "the kinds of body that add up to the city"
    ),
    "PlanFile.prefixes": Text("名称前可加的字样", "words accepted before a body's name"),
    "PlanFile.suffixes": Text("名称后可加的字样", "words accepted behind a body's name"),
    "PlanFile.groups": Text(
        "计划中的统称及其所指的单位类别，如“各开发区”：[zone]；未写类别的不指任何单位",
        "the plan's words for several bodies at once, each with the kinds that it stands for; a "
        "name without kinds admits nobody",
    ),
    "PlanFile.report_within": Text(
        "期末或期限之后多少日内报送不算迟",
        "days after a period or deadline in which a report is due",
    ),
    "PlanFile.ledger_tail": Text(
        "最后若干日内有办件的台账视为报到期末",
        "a ledger with a case in the last so many days covers everything up to the end",
    ),
    "PlanFile.doubts": Text("疑点的界限", "from when a figure is doubted"),
    "PlanFile.parts_report": Text(
        "某单位的下属单位填报哪些事项，未列的单位为其全部事项",
        "the items that the parts of a body report; all of its items where it is not named",
    ),
    "PlanFile.weights": Text("指标的权重，未列的为 1", "weights of targets; 1 where none is named"),
    "Doubts.repeats": Text("连续几期数字相同", "so many periods running with the same figure"),
    "Doubts.growth": Text("比上期增长到几倍", "a figure so many times that of the period before"),
    "Doubts.growth_from": Text("上期不少于多少才比较", "where that period's is at least this"),
    "Doubts.last_day_share": Text(
        "压在期限最后一日办结的比例", "the share of cases finished on the last day allowed"
    ),
    "Doubts.last_day_limit": Text("限期不短于几日才看末日", "for limits of so many days and more"),
    "Doubts.excluded_share": Text(
        "有扣除天数的办件超过多少比例", "more than this share of the cases with excluded days"
    ),
    "ItemEntry.lead": Text("牵头单位，按原文", "the lead bodies as the plan names them"),
    "ItemEntry.responsible": Text(
        "责任单位，按原文", "the responsible bodies as the plan names them"
    ),
    "ItemEntry.deadline": Text(
        "2021-12 为当月最后一日；none 为持续推进", "2021-12 is its last day; none for 持续推进"
    ),
    "ItemEntry.deadline_quote": Text("原文中的期限", "the deadline's words in the plan"),
    "ItemEntry.not_targets": Text("不构成指标的数字及理由", "figures that limit nothing, and why"),
    "TargetEntry.id": Text(
        "以事项编号开头，如 08-setup-time", "the item's number first: 08-setup-time"
    ),
    "TargetEntry.quote": Text("所依据的条款，一字不改", "the clause it encodes, verbatim"),
    "TargetEntry.figure": Text(
        "条款中写限值的字样", "the words of the clause that print the limit"
    ),
    "TargetEntry.statistic": Text(
        "each 每件都在限值内；mean 平均；share 比例；total 累计；level 存量；change 变化幅度",
        "each: every case within the limit; mean; share; total; level: the latest stock; change",
    ),
    "TargetEntry.op": Text(
        "不超过 <=，少于 <，不低于 >=，超过 >，等于 ==",
        "<= at most, < below, >= at least, > above, == exactly",
    ),
    "TargetEntry.threshold": Text(
        "限值，按原文的单位", "the limit, in the unit that the plan prints"
    ),
    "TargetEntry.unit": Text("计量单位，按原文", "as the plan prints it"),
    "TargetEntry.clock": Text("时限按什么计算", "what a duration is counted in"),
    "TargetEntry.starts": Text("从何时起算", "what starts the clock"),
    "TargetEntry.ends": Text("到何时为止", "what ends it"),
    "TargetEntry.scope": Text("适用于哪些办件或数量", "what it is about"),
    "TargetEntry.scope_figures": Text(
        "条款中只说明范围的数字", "figures of the clause that only say what it is about"
    ),
    "TargetEntry.deadline": Text(
        "句中自有的期限，先于事项的期限", "the sentence's own deadline, before the item's"
    ),
    "TargetEntry.hedge": Text(
        "弱化字样：一般、争取、力争、逐步；未达到时只提醒",
        "一般, 争取, 力争 or 逐步 said of the result: a miss is a warning",
    ),
    "TargetEntry.statutory": Text("法定值或原有值", "what the law sets, or what stood before"),
    "TargetEntry.extension": Text("经批准延长后的限值", "the limit of an extended case"),
    "TargetEntry.reported_by": Text(
        "由谁填报：city 全市，districts 各区县和开发区，district 只各区县，zone 只各开发区，"
        "或单位名称；可并列",
        "who reports: city; districts (districts and zones), district, zone or agency (each body "
        "of that kind); names; several in a list",
    ),
    "TargetEntry.over_bodies": Text(
        "各单位之间：each 各自达到，sum 相加，city 只看全市",
        "over bodies: each reaches it, sum, or the city's own figure alone (total and level)",
    ),
    "TargetEntry.over_periods": Text(
        "各期之间：latest 取最近一期，pooled 合并", "over periods: the latest, or pooled"
    ),
    "TargetEntry.belongs": Text(
        "办件以受理日（start）还是办结日（finish）归入计划期间",
        "whether a case belongs to the window by its start or its finish",
    ),
    "TargetEntry.when": Text(
        "throughout 全期都须达到；by_deadline 到期限时达到，从期限当月起判定",
        "throughout: all of the window; by_deadline: from the month of the deadline on",
    ),
    "TargetEntry.for": Text(
        "所说的年份：2025 或 2021-2025（一份计划分年定目标时）",
        "the year or years it is about: 2025 or 2021-2025 (where a plan sets several)",
    ),
    "TargetEntry.reads": Text(
        "与原文读法不同而认可的：原文的词（word）、按什么理解（as）、理由（reason）",
        "readings agreed to: the plan's word, what it is taken as, and why",
    ),
    "TargetEntry.rolls": Text(
        "末日遇休息日是否顺延", "whether a last day that is a day off moves on"
    ),
    "TargetEntry.implied": Text(
        "原文无数字，按全有或全无理解", "no figure in the text: all or nothing"
    ),
    "TargetEntry.confirmed": Text(
        "false：由规则起草，未经人工确认", "false: drafted by rule, and nobody has looked yet"
    ),
    "TargetEntry.interpretation": Text(
        "原文不明确处的理解", "what was decided where the plan leaves something open"
    ),
    "Body.kind": Text(
        "city 全市，district 区县（市），zone 开发区，agency 单位", "city, district, zone or agency"
    ),
    "Body.aliases": Text("其他写法", "other ways its name is written"),
    "Body.part_of": Text(
        "所属单位，其数据并入该单位", "the body that it is part of, under which its rows are pooled"
    ),
    "WaiverEntry.target": Text("指标编号或名称", "a target's id or name"),
    "WaiverEntry.reporter": Text(
        "只豁免该单位；省略则豁免整个指标", "this body only; without it the whole target"
    ),
    "WaiverEntry.expires": Text("到期日，当日仍有效", "valid through that day"),
    "MappingFile.mapping": Text("名称，用于提示", "a name, for the notes"),
    "MappingFile.sheet": Text("工作表的名称或序号", "a workbook's sheet, by name or number"),
    "MappingFile.header": Text("表头所在行，0 为没有表头", "the header's row; 0: there is none"),
    "MappingFile.columns": Text(
        "我们的列：导出文件的列名或序号", "our column: the export's column, by name or position"
    ),
    "MappingFile.filter": Text("保留哪些行，须全部满足", "rows that are kept: all conditions hold"),
    "MappingFile.wide": Text("一列一个指标的宽表", "a table with one column a target"),
    "MappingFile.period": Text("全部行的期间", "the period of every row"),
    "CalendarFile.base": Text(
        "statutory 在国务院通知上增改；none 只用本文件",
        "statutory: on top of the State Council's notices; none: only this file",
    ),
    "CalendarFile.days_off": Text("休息日：日期和名称", "days off: their dates and names"),
    "CalendarFile.workdays": Text(
        "调休上班的日期和名称", "make-up workdays: their dates and names"
    ),
}
COLUMNS = {
    "target": Text("指标编号或名称", "a target's id or name"),
    "reporter": Text("填报单位，空白为全市", "a district, zone or agency; blank is the city"),
    "period": Text(
        "期间：2021、2021H1、2021-Q3、2021-09、1—6月、截至9月底",
        "2021, 2021H1, 2021-Q3, 2021-09, 2021-01..2021-06, 1—6月, 截至9月底",
    ),
    "value": Text(
        "数值；里程碑为完成日期；不涉及、零报告、--",
        "the figure; a milestone's is the day it was completed; 不涉及, 零报告, --",
    ),
    "unit": Text("计量单位", "the value's unit"),
    "numerator": Text("分子", "of a share"),
    "denominator": Text("分母", "of a share"),
    "baseline": Text("基期值，用于变化幅度", "for a change"),
    "cases": Text("平均数所代表的件数", "how many cases a mean stands for"),
    "reported": Text(
        "报送日期，两行不同时以后报的为准", "tells which of two differing rows is the later"
    ),
    "evidence": Text("佐证材料，不参与判定", "not judged"),
    "remark": Text("说明，对疑点的答复，不参与判定", "an answer to doubts; not judged"),
    "case": Text("办件编号", "the case's number; it makes this a table of cases"),
    "started": Text("受理时间；按小时计的须写到时刻", "a day, or a moment for targets in hours"),
    "finished": Text("办结时间，未办结留空", "blank while open"),
    "flag": Text("是或否，用于比例", "yes or no (是/否), for a share"),
    "excluded": Text("扣除天数（按小时计的为小时）", "days (hours for hours) that do not count"),
    "limit": Text("本案的法定期限，如 6个月", "the case's own limit, such as 6个月"),
    "extended": Text("是否延长", "yes where the limit was extended"),
}
TITLES = {
    "catalogue": Text("目标目录：plan.yaml 或分册文件", "a catalogue: plan.yaml or a section file"),
    "rows": Text("一行数据：汇总数据或办件", "one row: a measurement or a case"),
    "measurements": Text("汇总数据的一行", "one row of measurements"),
    "cases": Text("办件的一行", "one case file"),
    "report": Text("yshj check 的 JSON 报告", "the JSON report of yshj check"),
    "validation": Text("yshj validate 的 JSON", "the JSON of yshj validate"),
    "targets": Text("yshj targets 的 JSON", "the JSON of yshj targets"),
    "explain": Text("yshj explain 的 JSON", "the JSON of yshj explain"),
    "diff": Text("yshj diff 的 JSON", "the JSON of yshj diff"),
    "trace": Text("yshj trace 的 JSON", "the JSON of yshj trace"),
    "draft": Text("yshj draft --measure 的 JSON", "the JSON of yshj draft --against"),
    "waivers": Text("豁免文件", "a waiver file"),
    "mapping": Text("映射文件", "a mapping file"),
    "calendar": Text("日历文件", "a calendar file"),
}
