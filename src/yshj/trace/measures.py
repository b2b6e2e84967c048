"""Measure words and units a numeral may carry, and how a limit's unit is told from them."""

from __future__ import annotations

import re
from fractions import Fraction

from yshj.thresholds.units import Kind, Unit, named_unit

# as printed → the engine's unit, where it prints the same in fewer words
_PLAIN_NAMES = {
    "个工作日": "工作日",
    "个自然日": "自然日",
    "日历天": "自然日",
    "日历日": "自然日",
    "个日历日": "自然日",
    "月": "个月",
    "个小时": "小时",
    "百分点": "个百分点",
}
# what targets are counted in; a word that the engine does not know is the plan's own unit
_UNITS = (
    *_PLAIN_NAMES,
    *("工作日", "自然日", "日", "天", "个月", "小时", "分钟", "个百分点", "%", "‰"),
    *("亿元", "万元", "元", "审限", "亿美元", "万美元", "美元", "亿港元", "港元", "欧元"),
    *(
        "个",
        "件",
        "项",
        "张",
        "部",
        "场",
        "座",
        "份",
        "类",
        "宗",
        "篇",
        "套",
        "处",
        "家",
        "次",
        "户",
    ),
    *(
        "台次",
        "艘次",
        "辆次",
        "户次",
        "家次",
        "人次",
        "车次",
        "班次",
        "架次",
        "项次",
        "件次",
        "场次",
        "批次",
        "例次",
        "单次",
    ),
    *("人", "名", "位", "例", "起", "笔", "单", "批", "种", "条", "支", "所", "间", "台"),
    *(
        "辆",
        "只",
        "款",
        "门",
        "期",
        "趟",
        "列",
        "班",
        "艘",
        "架",
        "栋",
        "幢",
        "口",
        "眼",
        "孔",
        "根",
    ),
    *(
        "头",
        "匹",
        "羽",
        "尾",
        "株",
        "棵",
        "颗",
        "枚",
        "粒",
        "片",
        "块",
        "幅",
        "封",
        "本",
        "卷",
        "册",
    ),
    *("公里", "千米", "米", "平方公里", "平方千米", "平方米", "平米", "立方米", "亩", "公顷", "㎡"),
    *(
        "吨",
        "千克",
        "公斤",
        "克",
        "升",
        "千升",
        "吨标准煤",
        "吨标煤",
        "标方",
        "千瓦时",
        "千瓦",
        "兆瓦",
    ),
    *("千伏安", "兆伏安", "标箱", "标准箱", "箱", "桶", "车", "倍", "人日", "课时", "学时", "学分"),
    *("床", "床位", "张床位", "学位", "个学位", "车位", "泊位", "个泊位", "点位", "站点", "支队伍"),
    *("微克", "毫克", "分贝", "摄氏度", "度", "字节", "比特", "盏"),
    *(
        "kW",
        "kWh",
        "MW",
        "GW",
        "MWh",
        "GWh",
        "TWh",
        "km",
        "Mbps",
        "Gbps",
        "Tbps",
        "TEU",
        "TB",
        "PB",
    ),
)
# counted in other measures: a figure all the same, but nothing that a target is judged in
_OTHERS = (
    *("年", "周年", "周岁", "岁", "周", "星期", "季度", "个季度", "刻钟", "秒", "年度"),
    *(
        "角",
        "分",
        "亿",
        "万",
        "成年",
        "届",
        "级",
        "层",
        "轮",
        "道",
        "档",
        "站",
        "村",
        "镇",
        "县",
        "区",
    ),
    *(
        "市",
        "省",
        "国",
        "方",
        "组",
        "队",
        "步",
        "环节",
        "阶段",
        "系统",
        "平台",
        "中心",
        "窗口",
        "渠道",
    ),
    *("领域", "方面", "部门", "机构", "厘米", "毫米", "千伏", "伏", "折", "号", "版", "页", "字"),
    *("kV", "兆", "M", "m"),
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
    "例": "如外行会",
    "起": "来诉到草价步重施就至",
    "单": "位一独个项元件次",
    "车": "间辆位站",
    "口": "岸径头",
    "根": "据本",
    "升": "级至到高值",
    "克": "服隆",
    "间": "接隔",
    "列": "入为出车席支",
    "班": "级组子列",
    "亩": "产均",
    "头": "部号",
    "封": "闭控",
    "床": "位",
    "倍": "增",
}
# 一个半月: a half more of what the numeral counts
HALVES = {"个半月": "个月", "个半小时": "小时", "个半工作日": "个工作日"}
MEASURES = (*_UNITS, *_OTHERS, *HALVES)


_LATIN = r"[A-Za-zμ][A-Za-z²³]{1,9}(?![A-Za-z0-9+])"


def measure_pattern() -> str:
    """The measure words as one regular expression, the longest first; 元/吨 and 20EFlops too."""
    words = "|".join(
        re.escape(word) + (f"(?![{_BEGINS[word]}])" if word in _BEGINS else "")
        for word in sorted(dict.fromkeys(MEASURES), key=len, reverse=True)
    )
    per = rf"(?:/|每)(?:\d{{0,6}}[百千万亿]?(?:{words}|{_LATIN}))"
    return rf"(?:{words})(?:{per})?|{_LATIN}(?:{per})?"


# units of time that the catalogue has no name for, and what they are in one it has
_LONGER = {
    "年": Unit("年", "years", Kind.MONTH, Fraction(12)),
    "季度": Unit("季度", "quarters", Kind.MONTH, Fraction(3)),
    "个季度": Unit("个季度", "quarters", Kind.MONTH, Fraction(3)),
    "周": Unit("周", "weeks", Kind.CALENDAR_DAY, Fraction(7)),
    "星期": Unit("星期", "weeks", Kind.CALENDAR_DAY, Fraction(7)),
}
_PLAIN = {Kind.MONTH: "个月", Kind.CALENDAR_DAY: "日"}


def unit_of(measure: str) -> Unit | None:
    """The unit that a measure word is; None where targets are judged in no such unit."""
    if measure in _LONGER:
        return _LONGER[measure]
    if not measure or measure in _OTHERS:
        return None
    name = _PLAIN_NAMES.get(measure, measure)
    return named_unit(name)


def in_catalogue_unit(value: Fraction, measure: str) -> tuple[Fraction, str]:
    """A value in a unit that the catalogue can name: 一年 is 12 个月, 两周 14 日."""
    longer = _LONGER.get(measure)
    if longer is not None:
        return value * longer.factor, _PLAIN[longer.kind]
    return value, _PLAIN_NAMES.get(measure, measure)
