"""What each clock counts and which articles say so, in words for a clerk."""

from __future__ import annotations

from yshj.calendar.clocks import Clock
from yshj.errors import Text

_FIRST_DAY = Text(
    "开始当日不计入（民法典第二百零一条）", "the first day does not count (Civil Code, art. 201)"
)
_WORKING = Text(
    "只数工作日，含调休上班的周末，按国务院办公厅各年放假通知（行政许可法第八十二条）",
    "working days only, make-up weekends included, by the State Council's yearly notices "
    "(Administrative Licensing Law, art. 82)",
)
_MONTH_END = Text(
    "到期月的对应日为末日，没有对应日的为月末（民法典第二百零二条）",
    "ends on the corresponding day, or the month's last (Civil Code, art. 202)",
)
_ROLLS = Text(
    "末日是休息日的，顺延至其后第一个工作日（民法典第二百零三条）",
    "a last day that is a day off moves to the next working day (Civil Code, art. 203)",
)
_NO_ROLL = Text("末日是休息日的不顺延", "a last day that is a day off does not move")
_HOURS = Text(
    "自该时刻起连续计算，休息日不扣除，须写明时刻（民法典第二百零一条）",
    "runs from the moment, days off included; needs a time of day (Civil Code, art. 201)",
)
_EXCLUDED = Text(
    "行政许可中听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审的时间填入扣除天数（行政许可法第四十五条）",
    "of administrative licences, hearing, tender, auction, inspection, test, quarantine, appraisal "
    "and expert review go into excluded (扣除天数; Administrative Licensing Law, art. 45)",
)
_CORRECTIONS = Text(
    "受理前补正材料不是扣除：以补正后受理之日为受理时间（行政许可法第三十二条）",
    "corrections before acceptance are not excluded time: they move the start "
    "(Administrative Licensing Law, art. 32)",
)
_MEAN = Text(
    "均值按实际用时计算，不顺延；未办结的不计入",
    "a mean is of the time taken: nothing rolls over, open cases stay out",
)
_OWN_LIMIT = Text(
    "限值为本案法定期限乘以该比例；3 个月之半为 1 个月 15 日",
    "the limit is this share of the case's own; half of 3 months is 1 month and 15 days",
)
_EXCLUDED_HOURS = Text(
    "不计入的时间填入扣除天数，以小时计", "time left out goes into excluded (扣除天数), in hours"
)
_OVER_HOURS = Text("晚于到期时刻办结即为超期", "over means finished after the due moment")
_OVER = Text(
    "是否超期以到期日为准；到期当日办结不超期", "over means finished after the due date, not on it"
)


def clock_rules(clock: Clock, rolls: bool, mean: bool) -> list[Text]:
    """The rules a target's clock follows, in the order of counting."""
    if clock is Clock.HOUR:
        return [_HOURS, _EXCLUDED_HOURS, _MEAN if mean else _OVER_HOURS]
    if clock is Clock.WORKING_DAY:
        rules = [_FIRST_DAY, _WORKING]
    else:
        rules = [_FIRST_DAY]
        if clock is Clock.CASE_LIMIT:
            rules.append(_OWN_LIMIT)
        if clock in (Clock.MONTH, Clock.CASE_LIMIT):
            rules.append(_MONTH_END)
        if not mean:
            rules.append(_ROLLS if rolls else _NO_ROLL)
    return [*rules, _EXCLUDED, _CORRECTIONS, _MEAN if mean else _OVER]
