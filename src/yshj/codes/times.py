"""E040 to E049: periods, dates and times of day."""

from __future__ import annotations

from yshj.errors import Code, Text

NO_PERIOD = Code(
    "E040",
    Text("缺少期间", "no period"),
    Text("没有写这个数是哪一年、哪一季或哪个月的。", "Nothing says what time the figure is about."),
    Text("填写期间，如 2021 或 2021-09。", "Fill in the period, such as 2021 or 2021-09."),
    "01-mobile-services,,,300",
    "01-mobile-services,,2021,300",
)
PERIOD = Code(
    "E041",
    Text("期间读不出", "the period cannot be read"),
    Text(
        "“期间”不是年、半年、季度、月或一段时间，或结束早于开始。",
        "The cell 期间 is no year, half-year, quarter, month or span, or ends before it starts.",
    ),
    Text(
        "写成 2021、2021H1、2021-Q3、2021-09、1—6月 或 截至9月底。",
        "Write 2021, 2021H1, 2021-Q3, 2021-09 or 2021-01..2021-06.",
    ),
    "去年",
    "2021",
)
MONTH_UNCLEAR = Code(
    "E042",
    Text("分不清是 1 月还是 10 月", "January or October?"),
    Text(
        "2021.1 在 Excel 里可能是 2021.10 去掉了末尾的 0，分不清是 1 月还是 10 月。",
        "2021.1 may be a 2021.10 whose last zero Excel dropped: January or October?",
    ),
    Text("写成 2021-01 或 2021-10。", "Write 2021-01 or 2021-10."),
    "2021.1",
    "2021-10",
)
MADE_A_DATE = Code(
    "E043",
    Text("期间被 Excel 改成了日期", "a period that Excel turned into a date"),
    Text(
        "输入的内容像日期，Excel 自动改写了，原来写的已看不到。",
        "What was typed looked like a date, so Excel rewrote it.",
    ),
    Text(
        "把该列设为“文本”格式，再填写期间，如 2021-03。",
        "Format the column as text and type the period again, such as 2021-03.",
    ),
    "Mar-21",
    "2021-03",
)
CROSSING = Code(
    "E044",
    Text("两个期间交叉", "two periods that cross"),
    Text(
        "同一单位、同一指标的两个期间部分重叠（如 1—6月 和 4—9月），重叠的月份会"
        "算两遍，两行都不算。",
        "Two periods of one body and target overlap in part (January to June, April to September): "
        "some months would count twice, so neither row counts.",
    ),
    Text(
        "改成首尾相接的期间，或都从 1 月起累计。",
        "Report periods that follow each other, or that all begin in January.",
    ),
    "1—6月 ↵ 4—9月",
    "1—6月 ↵ 7—9月",
)
DATE = Code(
    "E045",
    Text("日期读不出", "the date cannot be read"),
    Text(
        "该填日期的格里不是日期，或没有这一天（如 2月30日），或年份离谱。",
        "A cell for a date holds none, or a day that does not exist (30 February), or an absurd "
        "year.",
    ),
    Text(
        "写成 2021-03-05、2021/3/5 或 2021年3月5日，需要时刻的写 2021/3/5 9:32。",
        "Write 2021-03-05, 2021/3/5 or 2021年3月5日; with a time of day 2021/3/5 9:32.",
    ),
    "2021-02-30",
    "2021-02-28",
)
TIME_OF_DAY = Code(
    "E046",
    Text("缺少时刻或时刻有误", "the time of day is missing or wrong"),
    Text(
        "该指标按小时计算，须写到几点几分；或时刻、时区不存在。",
        "The target counts hours, so dates need a time of day; or the time or its offset does not "
        "exist.",
    ),
    Text("在日期后写时刻，如 2021-03-05 9:32。", "Write the time, such as 2021-03-05 9:32."),
    "2021-03-05",
    "2021-03-05 9:32",
)
EARLY = Code(
    "E047",
    Text("办结早于受理", "finished before it started"),
    Text("办结时间在受理时间之前。", "办结时间 (finished) lies before 受理时间 (started)."),
    Text("核对两个时间，是否填反或写错年份。", "Check the two: swapped, or a wrong year?"),
    "2021-03-08,2021-03-05",
    "2021-03-05,2021-03-08",
)
NO_START = Code(
    "E048",
    Text("缺少受理时间", "no start"),
    Text(
        "该指标从受理起算用时，没有受理时间就算不出。",
        "The target counts the time from 受理时间 (started), which is blank.",
    ),
    Text("填写受理时间。", "Fill in 受理时间."),
    "A1,,2021-03-08",
    "A1,2021-03-05,2021-03-08",
)
OUTSIDE_CALENDAR = Code(
    "E049",
    Text("日期不在工作日历内", "a date outside the calendar"),
    Text(
        "计算工作日或期限末日要查节假日安排，而那一年的安排还不知道。",
        "Working days and last days need the public holidays of a year that the calendar does not "
        "know.",
    ),
    Text(
        "核对年份；没有写错的，用 --calendar 补充那一年的节假日。",
        "Check the year; if it is right, add that year's days off with --calendar.",
    ),
    "2031-03-05",
    "2021-03-05",
)
