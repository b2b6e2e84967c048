"""E030 to E036, E080 and E081: what a row is about, whose it is, and two rows about one thing."""

from __future__ import annotations

from yshj.errors import Code, Text

NO_TARGET = Code(
    "E030",
    Text("缺少指标", "no target"),
    Text(
        "行里有内容，“指标”一格却是空的，不知道报的是哪个指标。",
        "The row holds something and its 指标 (target) is blank.",
    ),
    Text(
        "填写指标的编号或名称；不是数据的行请删去。",
        "Fill in the target's id or name; take out rows that are no data.",
    ),
    ",金水区,2021,300",
    "01-mobile-services,金水区,2021,300",
)
UNKNOWN_TARGET = Code(
    "E031",
    Text("不认识的指标", "unknown target"),
    Text(
        "“指标”一格不是计划里任何指标的编号或名称，多半是写错或用了简称。",
        "The cell 指标 is neither the id nor the name of a target of the plan: a slip, or a short "
        "form.",
    ),
    Text(
        "照 yshj targets 列出的编号或名称填写；也可用 yshj explain 加几个字来找。",
        "Write an id or name as yshj targets lists them; yshj explain finds one by a few words.",
    ),
    "01-mobile-servces",
    "01-mobile-services",
)
UNKNOWN_BODY = Code(
    "E032",
    Text("不认识的填报单位", "unknown reporter"),
    Text(
        "“填报单位”不是计划里任何单位的名称或通用简称。",
        "The cell 填报单位 is no name of a body that the plan knows.",
    ),
    Text(
        "照计划的写法填写单位名称；全市的数留空。",
        "Write the body's name as the plan has it; leave it blank for the whole city.",
    ),
    "金水县",
    "金水区",
)
STRANGER = Code(
    "E033",
    Text("这个单位不填报该指标", "this body does not report this target"),
    Text(
        "计划规定该指标由别的单位填报，收下会张冠李戴。",
        "The plan has other bodies report this target; the row would be counted as theirs.",
    ),
    Text(
        "改正“填报单位”或“指标”；信息里写有该由谁填报。",
        "Put 填报单位 or 指标 right; the message says who reports it.",
    ),
    "60-other-trials,金水区",
    "60-other-trials,金水区人民法院",
)
TOTALS = Code(
    "E034",
    Text("合计行不是一条数据", "a row of totals is no data"),
    Text(
        "合计、小计与其中各行重复，收下会算两遍。",
        "A total repeats the rows it is made of; counted with them it counts twice.",
    ),
    Text(
        "删去这一行；如果它就是该单位的数，把“合计”二字去掉。",
        "Take the row out; if it is the body's own figure, take the word for a total out.",
    ),
    "金水区合计",
    "金水区",
)
OTHER_TABLE = Code(
    "E035",
    Text("该指标不在这种表里报", "this target belongs to the other kind of table"),
    Text(
        "逐件的办件表里有一个只能按汇总数报的指标。",
        "A table of case files holds a target that is reported as one figure.",
    ),
    Text(
        "把它移到汇总数据表（指标、填报单位、期间、数值）；yshj explain 加指标编号可看要填哪些列。",
        "Move it to a table of measurements (target, reporter, period, value); yshj explain with "
        "its id shows the columns.",
    ),
    "01-mobile-services,,A1,2021-03-01",
    "01-mobile-services,,2021,300",
)
WHICH_YEAR = Code(
    "E036",
    Text("同名的指标有几个年份", "a name that several years share"),
    Text(
        "计划对不同年份各有一个同名的指标，只凭名称和期间不能确定是哪一个。",
        "The plan has a target of that name for each of several years, and name and period do not "
        "say which is meant.",
    ),
    Text(
        "期间写成某一年之内；或在“指标”一格写该年份指标的编号。",
        "Write a period inside one of the years, or the id of that year's target.",
    ),
    "覆盖率,2024-2025",
    "覆盖率,2025",
)
SAME = Code(
    "E080",
    Text("与另一行重复", "the same as another row"),
    Text("两行完全相同，只算第一行。", "Two rows say the same; only the first of them counts."),
    Text(
        "删去后一行；确是两件事的，改正编号或期间。",
        "Take the later row out; if they are two things, put the number or the period right.",
    ),
    "A1,2021-03-01 ↵ A1,2021-03-01",
    "A1,2021-03-01",
)
CONTRADICT = Code(
    "E081",
    Text("与另一行矛盾", "contradicts another row"),
    Text(
        "同一指标、单位、期间（或办件编号）有两行，内容不同，又没有报送日期分出先后，两行都不算。",
        "Two rows about the same target, reporter and period (or case number) differ, and no "
        "报送日期 (reported) says which is later: neither counts.",
    ),
    Text(
        "删去错的一行；或在两行都填写“报送日期”，以最后报送的为准。",
        "Take out the wrong one; or fill in 报送日期 in both, and the latest stands.",
    ),
    "金水区,2021,300 ↵ 金水区,2021,310",
    "金水区,2021,310",
)
