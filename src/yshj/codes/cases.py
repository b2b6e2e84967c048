"""E070 to E074: the cells that only case files have."""

from __future__ import annotations

from yshj.errors import Code, Text

NO_CASE = Code(
    "E070",
    Text("缺少办件编号", "no case number"),
    Text("没有编号就分不清各件，也查不出重复。", "Without numbers cases cannot be told apart."),
    Text("填写办件编号。", "Fill in 办件编号."),
    ",2021-03-05",
    "A1,2021-03-05",
)
FLAG = Code(
    "E071",
    Text("应填 是 或 否", "yes or no"),
    Text(
        "“是否符合”“是否延长”只能填 是 或 否；该填的没填也算错。",
        "是否符合 and 是否延长 take 是 (yes) or 否 (no); where it is needed it may not be blank.",
    ),
    Text("改填 是 或 否。", "Write 是 or 否."),
    "基本符合",
    "是",
)
LIMIT = Code(
    "E072",
    Text("法定期限读不出或没填", "the case's limit is missing or cannot be read"),
    Text(
        "该指标按每件自己的法定期限计算，期限要带单位，且在合理范围内。",
        "The target counts by each case's own limit, which needs a unit and a sensible size.",
    ),
    Text("写成 6个月、30日 或 20个工作日。", "Write 6个月, 30日 or 20个工作日."),
    "6",
    "6个月",
)
EXCLUDED = Code(
    "E073",
    Text("扣除天数不对", "excluded time that cannot be"),
    Text(
        "扣除天数应为不小于 0 的整数，单位与该指标一致，且不多于全部用时。",
        "扣除天数 (excluded) is a whole number from 0 on, in the clock's own unit, and not more "
        "than the case took.",
    ),
    Text("核对扣除天数；没有扣除的留空。", "Check it; leave it blank if nothing is excluded."),
    "30",
    "3",
)
NOT_EXTENDED = Code(
    "E074",
    Text("该指标没有延长期限", "this target knows no extension"),
    Text(
        "“是否延长”填了 是，而该指标不许延长。",
        "是否延长 says 是, and the target has no extension.",
    ),
    Text("填 否 或留空。", "Write 否, or leave it blank."),
    "是",
    "否",
)
