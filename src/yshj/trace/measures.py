"""Measure words and units a numeral may carry, and how a limit's unit is told from them."""

from __future__ import annotations

from yshj.thresholds.units import Unit, find_unit

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
MEASURES = (*_UNITS, *_OTHERS)


def unit_of(measure: str) -> Unit | None:
    """The catalogue's unit for a measure word; 个百分点 keeps its own meaning and has none."""
    name = _UNITS.get(measure, "")
    return find_unit(name) if name and name != "个百分点" else None
