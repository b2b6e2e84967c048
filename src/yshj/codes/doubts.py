"""D01 to D07: what looks odd in figures that are accepted. A doubt changes no verdict."""

from __future__ import annotations

from yshj.errors import Code, Text

_ANSWER = Text(
    "核对；数没有错的，在该行“说明”中写明原因，报告会把说明列在旁边。",
    "Check it; if the figure is right, say why in 说明 (remark), and the report shows it beside.",
)
FALLS = Code(
    "D01",
    Text("累计数下降", "a cumulative figure falls"),
    Text("后一期的累计数比前一期小。", "A cumulative figure is lower than the one before it."),
    _ANSWER,
    "1—3月 120 ↵ 1—6月 100",
    "1—3月 120 ↵ 1—6月 240",
)
SAME = Code(
    "D02",
    Text("连续几期数字相同", "the same figure several periods running"),
    Text("像是照抄上一期。", "It looks like a copy of the period before."),
    _ANSWER,
    "93.1 ↵ 93.1 ↵ 93.1",
    "93.1 ↵ 94.0 ↵ 93.6",
)
LEAPS = Code(
    "D03",
    Text("猛增", "a leap"),
    Text(
        "是上一期的十倍以上，可能多写了一位或用错了单位。",
        "Ten times the period before or more: a digit too many, or another unit?",
    ),
    _ANSWER,
    "30 ↵ 3000",
    "30 ↵ 35",
)
LAST_DAY = Code(
    "D04",
    Text("多在最后一日办结", "many cases end on the last day allowed"),
    Text(
        "三分之一以上恰在期限最后一日办结，办结时间可能是补填的。",
        "A third or more end on the very last day: were the dates filled in afterwards?",
    ),
    _ANSWER,
    "10 / 12",
    "2 / 12",
)
EXCLUDED = Code(
    "D05",
    Text("多数扣除了时间", "time is excluded in most cases"),
    Text("半数以上的办件扣除了时间。", "More than half of the cases have time excluded."),
    _ANSWER,
    "9 / 12",
    "1 / 12",
)
COUNT = Code(
    "D06",
    Text("件数与明细不符", "a count that differs from the case files"),
    Text(
        "汇总表的件数与同期办件明细的件数不同。",
        "The count that is reported differs from the case files of the same days.",
    ),
    _ANSWER,
    "100 ≠ 97",
    "97 = 97",
)
SHORTER = Code(
    "D07",
    Text("短期间已达到，长期间却没有", "a shorter period settles what its longer one denies"),
    Text(
        "其中一段时间报的数已够（或已超），包含它的更长期间报的却不够（或没超）。",
        "A period inside a longer one already reaches (or exceeds) what the longer one does not.",
    ),
    _ANSWER,
    "1—6月 320 ↵ 2021 290",
    "1—6月 320 ↵ 2021 610",
)
