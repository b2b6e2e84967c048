"""Measure words and units a numeral may carry, and how a limit's unit is told from them."""

from __future__ import annotations

import re
from fractions import Fraction

from yshj.thresholds.units import Kind, Unit, find_unit

# as printed → the name of the catalogue's unit; "" where the catalogue has none
_UNITS = {
    "个工作日": "工作日",
    "工作日": "工作日",
    "个自然日": "自然日",
    "自然日": "自然日",
    "日历天": "自然日",
    "日历日": "自然日",
    "个日历日": "自然日",
    "日": "日",
    "天": "天",
    "个月": "个月",
    "月": "个月",
    "个小时": "小时",
    "小时": "小时",
    "分钟": "分钟",
    "个百分点": "个百分点",
    "百分点": "个百分点",
    "%": "%",
    "‰": "‰",
    "亿元": "亿元",
    "万元": "万元",
    "元": "元",
    "审限": "审限",
    "户次": "户",
    "家次": "家",
    "人次": "人",
    "人": "人",
    "名": "人",
    "位": "人",
    **{
        word: word
        for word in (
            *("个", "件", "项", "张", "部", "场", "座", "份", "类"),
            *("宗", "篇", "套", "处", "家", "次", "户"),
        )
    },
}
# counted in other measures: a figure all the same, but no unit of the catalogue's
_OTHERS = (
    *("年", "周年", "周岁", "岁", "周", "星期", "季度", "个季度", "刻钟", "秒", "年度"),
    *("亿美元", "万美元", "美元", "角", "分", "亿", "万"),
    *("种", "条", "级", "层", "轮", "道", "间", "台", "辆", "只", "所", "期", "档", "款", "门"),
    *("站", "村", "镇", "县", "区", "市", "省", "国", "方", "支", "组", "队", "批", "步", "倍"),
    *("环节", "阶段", "系统", "平台", "中心", "窗口", "渠道", "领域", "方面", "部门", "机构"),
    *("公里", "千米", "米", "厘米", "毫米", "平方公里", "平方米", "立方米", "亩", "公顷"),
    *("吨", "千克", "公斤", "克", "升", "千伏安", "千瓦时", "千瓦", "万千瓦", "千伏", "伏"),
    *("兆瓦", "兆", "度", "折", "艘", "架", "列", "班", "趟", "标箱", "号", "版", "页", "字"),
    *("颗", "枚", "棵", "株", "头", "匹", "根", "片", "块", "幅", "封", "本", "卷", "册"),
    *("kV", "kW", "km", "MW", "Mbps", "M", "㎡", "m", "TEU"),
)
# a measure word is none where it only begins another word: 3项目标 is 3 项, 12345市民热线 no 市
_BEGINS = {
    "市": "民场政直属级区",
    "省": "级内市政直部份",
    "县": "级域区",
    "区": "域级间位",
    "国": "家际内有务土资企民产外库债",
    "日": "常",
    "天": "然津气",
    "年": "均报检龄",
    "分": "别类级支公局部析布享期为",
    "家": "庭电长乡",
    "人": "民员才力口工社防均事大身行群类文脸",
    "个": "人体性别",
    "部": "门分署委级位",
    "处": "理罚置于长分",
    "门": "槛户店诊",
    "方": "面案式便向法可能",
    "期": "限间满末",
    "次": "性日年数级月",
    "类": "型别",
    "种": "植子",
    "级": "别",
    "名": "称录单义",
    "位": "于置",
    "座": "谈",
    "场": "所景地馆",
    "台": "账阶",
    "条": "件例",
    "步": "骤伐",
    "道": "路德",
    "层": "面次",
    "只": "需要能跑用进收提有在",
    "所": "有需在得属以列",
    "片": "区",
    "度": "假量过",
    "角": "度色洲",
    "元": "旦素",
    "份": "额",
    "户": "籍口型均",
    "宗": "旨",
    "队": "伍",
    "组": "织成建合",
    "支": "持付撑出",
    "批": "准复量",
    "本": "市省条级地",
    "站": "点位",
}
# 一个半月: a half more of what the numeral counts
HALVES = {"个半月": "个月", "个半小时": "小时", "个半工作日": "个工作日"}
MEASURES = (*_UNITS, *_OTHERS, *HALVES)


def measure_pattern() -> str:
    """The measure words as one regular expression, the longest first."""
    return "|".join(
        re.escape(word) + (f"(?![{_BEGINS[word]}])" if word in _BEGINS else "")
        for word in sorted(MEASURES, key=len, reverse=True)
    )


# units of time that the catalogue has no name for, and what they are in one it has
_LONGER = {
    "年": Unit("年", "years", Kind.MONTH, Fraction(12)),
    "季度": Unit("季度", "quarters", Kind.MONTH, Fraction(3)),
    "个季度": Unit("个季度", "quarters", Kind.MONTH, Fraction(3)),
    "周": Unit("周", "weeks", Kind.CALENDAR_DAY, Fraction(7)),
    "星期": Unit("星期", "weeks", Kind.CALENDAR_DAY, Fraction(7)),
}
_PLAIN = {Kind.MONTH: "个月", Kind.CALENDAR_DAY: "日"}


# counters the catalogue has no unit for: 二百台 is kept as 200 个, with a note to look at
COUNTERS = frozenset("台条间辆所支款趟艘架列种期")


def unit_of(measure: str) -> Unit | None:
    """The unit that a measure word is; None where targets are judged in no such unit."""
    name = "个" if measure in COUNTERS else _UNITS.get(measure, "")
    if name and "百分点" not in name:
        return find_unit(name)
    return _LONGER.get(measure)


def in_catalogue_unit(value: Fraction, measure: str) -> tuple[Fraction, str]:
    """A value in a unit that the catalogue can name: 一年 is 12 个月, 两周 14 日."""
    longer = _LONGER.get(measure)
    if longer is not None:
        return value * longer.factor, _PLAIN[longer.kind]
    return value, "个" if measure in COUNTERS else _UNITS.get(measure, measure)
