"""E050 to E066: numbers, their units, and the parts of a share."""

from __future__ import annotations

from yshj.errors import Code, Text

NUMBER = Code(
    "E050",
    Text("不是数字", "not a number"),
    Text("该填数的格里有读不成数的文字或符号。", "A cell for a figure holds words or signs."),
    Text("只写数字，单位写在计量单位列。", "Write digits only; the unit has its own column."),
    "三百左右",
    "300",
)
NO_FIGURE = Code(
    "E051",
    Text("缺少数值", "no figure"),
    Text(
        "该指标的每件办件都要有数值，这一格是空的。",
        "Every case file of this target needs a value, and the cell is blank.",
    ),
    Text("填写数值，如 300。", "Fill in the value, such as 300."),
    "A1,",
    "A1,300",
)
SIZE = Code(
    "E052",
    Text("数字过大或小数过长", "a number too large or too long"),
    Text(
        "数字大到不合理，或小数位数过多，多半是多打了几位或填错了列。",
        "The number is absurdly large or has too many decimals: a slip, or the wrong column.",
    ),
    Text("核对数字，改正位数。", "Check the number and its digits."),
    "9999999999999999",
    "9999",
)
UNKNOWN_UNIT = Code(
    "E053",
    Text("不认识的计量单位", "unknown unit"),
    Text(
        "计量单位不是内置的（个、件、%、日、元、万元……），也不是计划用的单位。",
        "The unit is neither built in (个, %, 日, 元, 万元 …) nor one of the plan's own.",
    ),
    Text("用该指标的单位，信息里写有。", "Use the target's unit, which the message names."),
    "300 台",
    "300 个",
)
UNIT_DOES_NOT_FIT = Code(
    "E054",
    Text("单位对不上", "a unit that does not fit"),
    Text(
        "填的单位换算不成该指标的单位（如用小时报个数），或不该带单位的数带了单位。",
        "The unit does not convert into the target's (hours for a count), or a bare count carries "
        "one.",
    ),
    Text("改用该指标的单位。", "Use the target's unit."),
    "300 小时",
    "300 个",
)
TWO_UNITS = Code(
    "E055",
    Text("两处单位不同", "two units"),
    Text(
        "数值里写的单位与“计量单位”列不同，或数值与基期值的单位不同。",
        "The unit in the cell differs from the column 计量单位, or value and baseline differ.",
    ),
    Text("统一成一个单位。", "Write one unit."),
    "300个,件",
    "300,个",
)
NO_UNIT = Code(
    "E056",
    Text("缺少计量单位", "no unit"),
    Text(
        "金额可能是元、万元或亿元，用时可能是小时或分钟，不写明就差很多倍。",
        "Money may be in 元, 万元 or 亿元, a time in hours or minutes: a great difference.",
    ),
    Text("在计量单位列写明。", "Write it into the column 计量单位."),
    "300,",
    "300,万元",
)
PER_CENT_UNCLEAR = Code(
    "E057",
    Text("分不清是比例还是百分数", "a fraction or per cent?"),
    Text(
        "0.97 可能是 97%，也可能是 0.97%，相差一百倍。",
        "0.97 may be 97% or 0.97%, a hundred times apart.",
    ),
    Text("写明 %，如 97%。", "Write the %, such as 97%."),
    "0.97",
    "97%",
)
NEGATIVE = Code(
    "E058",
    Text("不能为负数", "must not be negative"),
    Text("件数、金额、比例不会小于零。", "Counts, amounts and shares are not below zero."),
    Text("核对正负号和公式。", "Check the sign and the formula."),
    "-5",
    "5",
)
MORE_THAN_ALL = Code(
    "E059",
    Text("比例超过 100%", "more than all"),
    Text("比例大于 100%，或分子大于分母。", "A share above 100%, or a numerator above its whole."),
    Text("核对分子、分母是否填反。", "Check whether numerator and denominator are swapped."),
    "100,97",
    "97,100",
)
ONE_PART = Code(
    "E060",
    Text("分子分母缺一", "one part of a share is missing"),
    Text("只填了分子或只填了分母。", "Only one of numerator and denominator is given."),
    Text("两格都填，或改填数值。", "Fill in both, or give the value instead."),
    "97,",
    "97,100",
)
ZERO_DENOMINATOR = Code(
    "E061",
    Text("分母为零", "a denominator of zero"),
    Text("分母是 0，分子不是 0。", "The denominator is 0 and the numerator is not."),
    Text(
        "核对分母；两者都没有的，都填 0。",
        "Check the denominator; if there were none, write 0 in both.",
    ),
    "3,0",
    "3,3",
)
DIFFERS = Code(
    "E062",
    Text("数值与分子÷分母不符", "the value is not numerator ÷ denominator"),
    Text(
        "同时填了数值和分子分母，相差超过半个百分点。",
        "A value stands beside numerator and denominator and differs by more than half a point.",
    ),
    Text("改正其一，或只留分子分母。", "Put one right, or keep the two parts only."),
    "90%,97,100",
    "97%,97,100",
)
NO_PARTS_HERE = Code(
    "E063",
    Text("该指标不报分子分母", "this target takes no numerator"),
    Text(
        "分子分母只用于比例，该指标报一个数。", "Parts are for shares; this target is one figure."
    ),
    Text("把数填在“数值”列。", "Write the figure into 数值 (value)."),
    "分子：300",
    "数值：300",
)
NO_BASELINE = Code(
    "E064",
    Text("缺少基期值", "no baseline"),
    Text(
        "该指标是增减幅度，只报本期的数看不出增减。",
        "The target is a change, which this period's figure alone does not show.",
    ),
    Text(
        "在“基期值”填上年同期的数；或直接填增减百分数。",
        "Fill in 基期值 (baseline), last year's figure; or give the change itself in per cent.",
    ),
    "数值 120 万元",
    "数值 120 万元，基期值 100 万元",
)
WORD_AND_FIGURE = Code(
    "E065",
    Text("不涉及、零报告用得不对", "不涉及 or 零报告 out of place"),
    Text(
        "写了不涉及或零报告，又填了分子分母；或完成事项写了零报告。",
        "A word says that there is nothing, and a numerator or denominator stands beside it; or a "
        "milestone is reported as zero.",
    ),
    Text("只留一种；事项没完成就留空。", "Keep one; leave a milestone blank while it is open."),
    "不涉及,97,100",
    "97,100",
)
AMOUNT_UNCLEAR = Code(
    "E066",
    Text("金额的单位连写，意思不明", "an amount whose unit is unclear"),
    Text(
        "数值写 3200万，计量单位又写亿元，不知是 3200万元 还是别的。",
        "The value says '3200万' and the unit 亿元: is '3200万元' meant?",
    ),
    Text("数值里把单位写全，或只写数字。", "Write the unit in full, or digits only."),
    "3200万,亿元",
    "3200,万元",
)
