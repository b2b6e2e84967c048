"""The page's own words, in both languages."""

from __future__ import annotations

from yshj.errors import Text
from yshj.judge.status import Status
from yshj.render.phrases import Book, phrase

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


class PagePhrases(Book):
    """What the page alone says, beside the phrases that all renderers share."""

    as_of = phrase("判定日", "As of")
    skip = phrase("跳到指标表", "Skip to the targets")
    contents = phrase("目录", "Contents")
    verdict = phrase("结论", "Verdict")
    meaning = phrase("含义", "Meaning")
    attention = phrase("需要关注", "Wants attention")
    attention_none = phrase(
        "没有未达标、有风险、存疑或豁免的指标（期限未到的里程碑见逐项）。",
        "No target is missed, at risk, unclear or waived; milestones still ahead are in the list.",
    )
    overview = phrase("按部分与牵头单位", "By section and lead body")
    by_section = phrase("按部分", "By section")
    by_lead = phrase("按牵头单位", "By lead body")
    by_lead_told = phrase(
        "事项的牵头单位，没有牵头单位的为责任单位；一个指标有几个单位的，各计一次。",
        "The lead bodies of a target's item, or else the responsible ones; a target with several "
        "counts once for each.",
    )
    compared = phrase("与基线相比", "Compared with the baseline")
    change = phrase("变化", "Change")
    before = phrase("基线", "Baseline")
    after = phrase("此次", "Now")
    compared_none = phrase("没有结论改变的指标。", "No target's verdict has turned.")
    progress = phrase("总量进度", "Progress towards totals")
    progress_told = phrase(
        "条形为已完成的比例，实线为目标，虚线为到判定日已过去的时间；条形短于虚线即落后于日历。",
        "The bar is how much is done, the line the target, the dotted line how much of the time is "
        "gone on the as-of day: a bar that ends before it lags behind the calendar.",
    )
    progress_none = phrase("没有已报送的总量指标。", "No total has been reported.")
    done = phrase("完成", "Done")
    gone = phrase("时间过去", "Time gone")
    pace = phrase("进度", "Pace")
    reached = phrase("已达到", "reached")
    ahead = phrase("不落后", "on pace")
    behind = phrase("落后", "behind")
    matrix = phrase("指标与区县（市）、开发区", "Targets by district")
    matrix_told = phrase(
        "由区县（市）、开发区填报的指标。每格为该单位自己的结论和数值；“+”为计入全市、不单独判定；"
        "“…”为尚未报齐；空格表示不由其填报。",
        "The targets that districts report. A cell is the district's own verdict and figure; “+” "
        "is counted into the city and not judged by itself, “…” has not reported everything; "
        "an empty one has nothing to report there.",
    )
    matrix_none = phrase(
        "没有由区县（市）、开发区填报的指标。", "No target here is reported by districts."
    )
    whole = phrase("全市", "City")
    targets = phrase("全部指标", "All targets")
    status = phrase("结论", "Status")
    section = phrase("部分", "Section")
    item = phrase("事项", "Item")
    target = phrase("指标", "Target")
    limit = phrase("限值", "Limit")
    observed = phrase("实测", "Observed")
    chart = phrase("实测与限值", "Against the limit")
    n = phrase("件数", "n")
    n_told = phrase(
        "n 为判定所依据的件数或数值个数；余量为距限值的余地，负数为差额，单位与限值相同。",
        "n is how many cases or figures were judged. The margin is the room left to the limit, "
        "below zero what is missing, in the limit's unit.",
    )
    margin = phrase("余量", "Margin")
    due = phrase("期限", "Due")
    lead = phrase("牵头单位", "Lead body")
    body = phrase("单位", "Body")
    over = phrase("超限", "Over")
    open = phrase("未办结", "Open")
    total = phrase("合计", "All")
    share = phrase("构成", "Make-up")
    key = phrase("图例", "Key to the charts")
    key_observed = phrase("实测", "observed")
    key_limit = phrase("限值", "limit")
    key_room = phrase("限值之内", "within the limit")
    key_statutory = phrase("法定或原值", "statutory or earlier value")
    failures = phrase("不达标的办件与数值", "Failing cases and figures")
    failures_none = phrase("没有不达标的办件或数值。", "No failing case or figure.")
    file = phrase("文件", "File")
    row = phrase("行", "Row")
    case = phrase("办件编号", "Case")
    value = phrase("数值", "Value")
    doubts = phrase("疑点", "Doubts")
    doubts_told = phrase(
        "数字看来反常之处：不是结论，不影响任何状态；填报单位可在“说明”列作答。",
        "What looks odd in the figures: no verdict, and none changes a status. A sender answers in "
        "the column remark (说明).",
    )
    doubt = phrase("疑点", "Doubt")
    remark = phrase("报送单位的说明", "The sender's remark")
    code = phrase("代码", "Code")
    ledgers = phrase("办件起止", "Ledgers")
    missing = phrase("未报送", "What was not reported")
    missing_none = phrase("应报的都已报送。", "Everything due has been reported.")
    who = phrase("缺哪些单位、哪些期间", "Who and what time is missing")
    clauses = phrase("逐项：条款与依据", "Item by item: the clauses")
    clauses_told = phrase(
        "按方案的次序列出其余指标；需要关注的指标见上。点开事项可见条款、范围与各单位数值。",
        "The other targets in the plan's order; those that want attention stand above. Open an "
        "item for clauses, scope and figures by body.",
    )
    clauses_none = phrase("所有指标均见上。", "Every target stands above.")
    clause = phrase("条款", "Clause")
    scope = phrase("范围", "Scope")
    statistic = phrase("统计", "Statistic")
    interpretation = phrase("解释", "Interpretation")
    notes = phrase("说明", "Notes")
    waiver = phrase("豁免", "Waiver")
    statutory = phrase("法定值", "Statutory value")
    earlier = phrase("原值", "Earlier value")
    responsible = phrase("责任单位", "Responsible")
    hedged = phrase("措辞", "Wording")
    reasons = phrase("范围与解释", "Scope and interpretation")
    bodies = phrase("各单位", "By body")
    spread = phrase("办件分布", "Distribution of the cases")
    cases = phrase("件", "cases")
    faults = phrase("有错的行与文件", "Rows and files with faults")
    place = phrase("位置", "Place")
    fault = phrase("错误", "Fault")
    evidence = phrase("依据", "Evidence")
    inputs = phrase("读入的文件", "Files read")
    encoding = phrase("编码", "Encoding")
    rows = phrase("行数", "Rows")
    refused = phrase("拒收", "Refused")
    left_out = phrase("未计入", "Left out")
    basis = phrase("判定所依据", "Judged by")
    plan = phrase("方案", "Plan")
    catalogue = phrase("指标目录", "Catalogue")
    calendar = phrase("工作日历", "Calendar")
    mapping = phrase("映射文件", "Mapping")
    only = phrase("只含填报单位", "Reported by these only")
    tool = phrase("工具", "Tool")
    filter = phrase("筛选", "Filter")
    all_sections = phrase("全部部分", "All sections")
    all_bodies = phrase("全部牵头单位", "All lead bodies")
    all_districts = phrase("全部区县（市）", "All districts")
    all_statuses = phrase("全部结论", "All statuses")
    district = phrase("区县（市）", "District")
    search = phrase("查找", "Find")
    search_hint = phrase("名称或编号", "name or id")
    clear = phrase("清除", "Clear")
    shown = phrase("显示 {0} / {1} 个指标", "{0} of {1} targets shown")
    shown_own = phrase("，结论为所选区县（市）自己的", ", by the chosen district's own verdict")
    colon = phrase("：", ": ")
    more = phrase("另有 {0:,} 行", "and {0:,} more")
    nothing = phrase("没有符合筛选条件的内容。", "Nothing here passes the filter.")
    json = phrase(
        "每个指标至多 100 行见同一次核对的 JSON 报告。",
        "The JSON report of the same check has up to a hundred rows a target.",
    )
