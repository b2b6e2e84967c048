"""The page's own words, in both languages."""

from __future__ import annotations

from types import SimpleNamespace

from yshj.errors import Text
from yshj.judge.status import Status

MEANINGS = {
    Status.PASS: Text("达到限值", "the limit is met"),
    Status.FAIL: Text("未达到，且期限已到或无期限", "missed, its deadline reached or none"),
    Status.AT_RISK: Text("目前未达到，期限未到", "missed so far, its deadline still ahead"),
    Status.WARN: Text("未达到，但原文措辞留有余地", "missed, but the plan's wording is hedged"),
    Status.WAIVED: Text("已豁免", "set aside by a waiver"),
    Status.PARTIAL: Text(
        "尚有单位或期间未报，补报可能改变结论", "bodies or time are missing that could turn it"
    ),
    Status.UNDETERMINED: Text(
        "无法判定，说明中写明缺什么", "nobody can say; the notes name what would settle it"
    ),
    Status.NOT_APPLICABLE: Text("不涉及，或无可判定", "does not apply, or nothing to judge"),
    Status.NO_DATA: Text("未报送", "not reported"),
    Status.COUNTED: Text("计入全市，不单独判定", "counted into the city, not judged by itself"),
}

_PHRASES = {
    "as_of": Text("判定日", "As of"),
    "skip": Text("跳到指标表", "Skip to the targets"),
    "contents": Text("目录", "Contents"),
    "verdict": Text("结论", "Verdict"),
    "meaning": Text("含义", "Meaning"),
    "attention": Text("需要关注", "Wants attention"),
    "attention_none": Text(
        "没有未达标、有风险、存疑或豁免的指标（期限未到的里程碑见逐项）。",
        "No target is missed, at risk, unclear or waived; milestones still ahead are in the list.",
    ),
    "overview": Text("按部分与牵头单位", "By section and lead body"),
    "by_section": Text("按部分", "By section"),
    "by_lead": Text("按牵头单位", "By lead body"),
    "by_lead_told": Text(
        "事项的牵头单位，没有牵头单位的为责任单位；一个指标有几个单位的，各计一次。",
        "The lead bodies of a target's item, or else the responsible ones; a target with several "
        "counts once for each.",
    ),
    "compared": Text("与基线相比", "Compared with the baseline"),
    "change": Text("变化", "Change"),
    "before": Text("基线", "Baseline"),
    "after": Text("此次", "Now"),
    "compared_none": Text("没有结论改变的指标。", "No target's verdict has turned."),
    "progress": Text("总量进度", "Progress towards totals"),
    "progress_told": Text(
        "条形为已完成的比例，实线为目标，虚线为到判定日已过去的时间；条形短于虚线即落后于日历。",
        "The bar is how much is done, the line the target, the dotted line how much of the time is "
        "gone on the as-of day: a bar that ends before it lags behind the calendar.",
    ),
    "progress_none": Text("没有已报送的总量指标。", "No total has been reported."),
    "done": Text("完成", "Done"),
    "gone": Text("时间过去", "Time gone"),
    "pace": Text("进度", "Pace"),
    "reached": Text("已达到", "reached"),
    "ahead": Text("不落后", "on pace"),
    "behind": Text("落后", "behind"),
    "matrix": Text("指标与区县（市）、开发区", "Targets by district"),
    "matrix_told": Text(
        "由区县（市）、开发区填报的指标。每格为该单位自己的结论和数值；“+”为计入全市、不单独判定；"
        "“…”为尚未报齐；空格表示不由其填报。",
        "The targets that districts report. A cell is the district's own verdict and figure; “+” "
        "is counted into the city and not judged by itself, “…” has not reported everything; "
        "an empty one has nothing to report there.",
    ),
    "matrix_none": Text(
        "没有由区县（市）、开发区填报的指标。", "No target here is reported by districts."
    ),
    "whole": Text("全市", "City"),
    "targets": Text("全部指标", "All targets"),
    "status": Text("结论", "Status"),
    "section": Text("部分", "Section"),
    "item": Text("事项", "Item"),
    "target": Text("指标", "Target"),
    "limit": Text("限值", "Limit"),
    "observed": Text("实测", "Observed"),
    "chart": Text("实测与限值", "Against the limit"),
    "n": Text("件数", "n"),
    "n_told": Text(
        "n 为判定所依据的件数或数值个数；余量为距限值的余地，负数为差额，单位与限值相同。",
        "n is how many cases or figures were judged. The margin is the room left to the limit, "
        "below zero what is missing, in the limit's unit.",
    ),
    "margin": Text("余量", "Margin"),
    "due": Text("期限", "Due"),
    "lead": Text("牵头单位", "Lead body"),
    "body": Text("单位", "Body"),
    "over": Text("超限", "Over"),
    "open": Text("未办结", "Open"),
    "total": Text("合计", "All"),
    "share": Text("构成", "Make-up"),
    "key": Text("图例", "Key to the charts"),
    "key_observed": Text("实测", "observed"),
    "key_limit": Text("限值", "limit"),
    "key_room": Text("限值之内", "within the limit"),
    "key_statutory": Text("法定或原值", "statutory or earlier value"),
    "failures": Text("不达标的办件与数值", "Failing cases and figures"),
    "failures_none": Text("没有不达标的办件或数值。", "No failing case or figure."),
    "file": Text("文件", "File"),
    "row": Text("行", "Row"),
    "case": Text("办件编号", "Case"),
    "value": Text("数值", "Value"),
    "doubts": Text("疑点", "Doubts"),
    "doubts_told": Text(
        "数字看来反常之处：不是结论，不影响任何状态；填报单位可在“说明”列作答。",
        "What looks odd in the figures: no verdict, and none changes a status. A sender answers in "
        "the column remark (说明).",
    ),
    "doubt": Text("疑点", "Doubt"),
    "remark": Text("报送单位的说明", "The sender's remark"),
    "code": Text("代码", "Code"),
    "ledgers": Text("办件起止", "Ledgers"),
    "missing": Text("未报送", "What was not reported"),
    "missing_none": Text("应报的都已报送。", "Everything due has been reported."),
    "who": Text("缺哪些单位、哪些期间", "Who and what time is missing"),
    "clauses": Text("逐项：条款与依据", "Item by item: the clauses"),
    "clauses_told": Text(
        "按方案的次序列出其余指标；需要关注的指标见上。点开事项可见条款、范围与各单位数值。",
        "The other targets in the plan's order; those that want attention stand above. Open an "
        "item for clauses, scope and figures by body.",
    ),
    "clauses_none": Text("所有指标均见上。", "Every target stands above."),
    "clause": Text("条款", "Clause"),
    "scope": Text("范围", "Scope"),
    "statistic": Text("统计", "Statistic"),
    "interpretation": Text("解释", "Interpretation"),
    "notes": Text("说明", "Notes"),
    "waiver": Text("豁免", "Waiver"),
    "statutory": Text("法定值", "Statutory value"),
    "earlier": Text("原值", "Earlier value"),
    "responsible": Text("责任单位", "Responsible"),
    "hedged": Text("措辞", "Wording"),
    "reasons": Text("范围与解释", "Scope and interpretation"),
    "bodies": Text("各单位", "By body"),
    "spread": Text("办件分布", "Distribution of the cases"),
    "cases": Text("件", "cases"),
    "faults": Text("有错的行与文件", "Rows and files with faults"),
    "place": Text("位置", "Place"),
    "fault": Text("错误", "Fault"),
    "evidence": Text("依据", "Evidence"),
    "inputs": Text("读入的文件", "Files read"),
    "encoding": Text("编码", "Encoding"),
    "rows": Text("行数", "Rows"),
    "refused": Text("拒收", "Refused"),
    "left_out": Text("未计入", "Left out"),
    "basis": Text("判定所依据", "Judged by"),
    "plan": Text("方案", "Plan"),
    "catalogue": Text("指标目录", "Catalogue"),
    "calendar": Text("工作日历", "Calendar"),
    "mapping": Text("映射文件", "Mapping"),
    "only": Text("只含填报单位", "Reported by these only"),
    "tool": Text("工具", "Tool"),
    "filter": Text("筛选", "Filter"),
    "all_sections": Text("全部部分", "All sections"),
    "all_bodies": Text("全部牵头单位", "All lead bodies"),
    "all_districts": Text("全部区县（市）", "All districts"),
    "all_statuses": Text("全部结论", "All statuses"),
    "district": Text("区县（市）", "District"),
    "search": Text("查找", "Find"),
    "search_hint": Text("名称或编号", "name or id"),
    "clear": Text("清除", "Clear"),
    "shown": Text("显示 {0} / {1} 个指标", "{0} of {1} targets shown"),
    "shown_own": Text("，结论为所选区县（市）自己的", ", by the chosen district's own verdict"),
    "nothing": Text("没有符合筛选条件的内容。", "Nothing here passes the filter."),
    "json": Text(
        "每个指标至多 100 行见同一次核对的 JSON 报告。",
        "The JSON report of the same check has up to a hundred rows a target.",
    ),
}


def phrases(lang: str) -> SimpleNamespace:
    """The words in one language, by name."""
    return SimpleNamespace(**{name: text.in_(lang) for name, text in _PHRASES.items()})
