"""What the samples say that nobody rolled dice for: exceptions, the ledger's series, the faults.

Every figure, case and date is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

Row = dict[str, str]

YEAR, AFTER_YEAR = "2021年", "2022-01-07"
# periods, and the day their figures were sent
HALVES = {"上半年": "2021-07-07", YEAR: AFTER_YEAR}
QUARTERS = {"一季度": "2021-04-08", "二季度": "2021-07-07", "三季度": "2021-10-12"}
QUARTERS["四季度"] = AFTER_YEAR
UP_TO = {"截至3月底": "2021-04-08", "截至6月底": "2021-07-07", "截至9月底": "2021-10-12"}
UP_TO[YEAR] = AFTER_YEAR
ZONES = {  # as their own clerks write them
    "郑州航空港经济综合实验区": "航空港区",
    "郑州经济技术开发区": "经开区",
    "郑州高新技术产业开发区": "高新区",
}


def over(periods: dict[str, str], **columns: tuple[str, ...]) -> list[Row]:
    """One row for each period, sent on its day, with one cell of each column."""
    return [
        {"period": period, "reported": sent} | {name: cells[at] for name, cells in columns.items()}
        for at, (period, sent) in enumerate(periods.items())
        if all(at < len(cells) for cells in columns.values())
    ]


TOLD: dict[str, list[Row]] = {  # in place of an ordinary figure
    "01-mobile-services": over(UP_TO, value=("62", "141", "228", "312")),
    "01-one-stop-matters": [  # corrected a week later: the later report stands
        {"value": "48", "reported": "2021-12-31"},
        {"value": "52"},
    ],
    "10-permit-time": [{"value": "21.4", "cases": "86"}],
    "17-warehouse-steps": [{"value": "3.8", "cases": "19"}],
    "17-warehouse-time": [{"value": "4.9", "cases": "19"}],
    "22-online-tax": over(HALVES, numerator=("171", "186"), denominator=("198", "199")),
    "41-guarantee-rate": [{"value": "0.85%", "unit": ""}],
    "41-capital-city": [{"value": "6亿元", "unit": ""}],
    "42-electronic-processing": [{"numerator": "5203", "denominator": "5219"}],  # not all
    "47-clearance-time": [{"value": "43.2", "baseline": "112.4", "unit": "小时"}],
    "50-bankruptcy-time": [{"value": "318", "cases": "28"}],  # the case files say otherwise
    "62-services-per-case": over(QUARTERS, value=("2.4", "2.8"), cases=("9120", "11340")),
    "82-patents-per-10k": [{"numerator": "6477件", "denominator": "1260万人", "unit": ""}],
    "87-high-tech-firms": [{"value": "1087"}],  # the districts' own rows add up to 1,084
    "93-village-performances": over(QUARTERS, value=("231", "305", "342", "288")),  # 1,166
}
SUMS = {  # what the districts' figures add up to
    **{"81-ip-stations": 34, "82-patent-firms": 31, "87-innovation-platforms": 108},
    **{"87-high-tech-firms": 1084, "87-incubators": 17, "95-township-hospitals": 7},
    "95-new-health-centres": 13,
}
SHARES = {  # the range of the districts' denominators, and of how many in a hundred are reached
    "13-area-assessment": (3, 9, 100, 100),
    "95-health-centres-standard": (4, 14, 62, 92),  # hedged, and missed
    "98-waste-sorting": (60_000, 420_000, 96, 100),
}
WHOLES = {  # shares of something that there is little of
    **{"08-setup-zones": 22, "42-remote-opening-coverage": 6, "75-inspection-coverage": 412},
    "81-mediation-coverage": 16,
}
MARKS = {
    ("41-capital-districts", "惠济区"): "不涉及",
    ("87-incubators", "上街区"): "零报告",
    ("95-new-health-centres", "惠济区"): "--",
}
LATE = {"06-milestone": "2021-11-12", "49-milestone": "2021-08-20", "97-milestone": "2022-01-14"}
UNTOLD = {
    *("34-online-management", "43-no-repeat-documents", "66-paperless-fees"),
    *("15-milestone", "63-milestone", "90-milestone"),
}
OF_JINSHUI: dict[str, Row] = {  # what the district adds when it reports alone
    "01-mobile-services": {"value": "41"},
    "08-setup-time": {"value": "1"},
    "75-inspection-coverage": {"numerator": "386", "denominator": "388"},
}


@dataclass(frozen=True)
class Series:
    """Cases of one target that take `least` to `most` days, worked or calendar, or minutes."""

    target: str
    reporters: tuple[str, ...]  # none: the districts and zones
    cases: int
    most: int
    counts: str = "worked"
    least: int = 0
    excluded: int = 0
    limit: str = ""
    extended: str = ""


COURT, LABOUR, FINANCE, POWER = ("市法院",), ("市人社局",), ("市财政局",), ("郑州供电公司",)
UTILITIES = ("市自来水公司", "郑州华润燃气公司", "郑州热力公司")
LEDGER = (
    Series("08-setup-time", (), 1_500, 1),
    Series("20-injury-clear", LABOUR, 200, 7, "calendar"),
    Series("20-injury-investigated", LABOUR, 130, 30, "calendar", least=9, excluded=12),
    Series("20-capacity", LABOUR, 130, 30, "calendar", least=12),
    Series("21-seizure-time", ("市不动产登记中心",), 200, 60, "minutes", least=8),
    Series("27-contract-signing", FINANCE, 80, 2),
    Series("27-contract-filing", FINANCE, 80, 2),
    Series("27-payment-review", ("市市级财政国库支付中心",), 110, 2),
    Series("30-power-10kv", POWER, 120, 16, least=5, excluded=10),
    Series("30-power-low-voltage-upstream", POWER, 80, 5, least=1),
    Series("30-power-low-voltage", POWER, 280, 2),
    Series("36-utilities-hookup", UTILITIES, 300, 3),
    Series("44-deposit-refund", ("市公共资源交易中心",), 240, 1),
    Series("50-bankruptcy-time", COURT, 28, 440, "calendar", least=210),
    Series("59-pretrial-mediation", COURT, 160, 28, "calendar", least=3),
    Series("59-pretrial-mediation", COURT, 30, 58, "calendar", least=33, extended="yes"),
    Series("60-small-claims", COURT, 130, 28, "calendar", least=6, excluded=15),
    Series("60-other-trials", COURT, 110, 88, "calendar", least=20, limit="6个月"),
    Series("60-other-trials", COURT, 90, 43, "calendar", least=12, limit="3个月"),
    Series("61-file-transfer", COURT, 60, 30, "calendar", least=8),
    Series("64-appraisal-start", COURT, 50, 30, "calendar", least=4),
    Series("64-report-sent", COURT, 50, 5),
    Series("64-auction-start", COURT, 50, 30, "calendar", least=4),
)
SINGLED_OUT = (  # target, reporter, started, finished, limit
    # over its limit; Sunday 25 April was a make-up workday
    ("08-setup-time", "高新区", "2021-04-23", "2021-04-26", ""),
    ("08-setup-time", "二七区", "2021-09-30", "2021-10-09", ""),
    ("08-setup-time", "航空港区", "2021-02-09", "2021-02-19", ""),
    ("60-other-trials", "市法院", "2021-03-01", "2021-06-08", "6个月"),
    ("60-other-trials", "市法院", "2021-02-22", "2021-05-27", "6个月"),
    ("60-other-trials", "市法院", "2021-07-05", "2021-09-14", "3个月"),
    # within its limit only because the last day was a day off (Civil Code, art. 203)
    ("20-injury-clear", "市人社局", "2021-04-26", "2021-05-06", ""),
    ("20-injury-clear", "市人社局", "2021-02-05", "2021-02-18", ""),
    ("20-capacity", "市人社局", "2021-09-03", "2021-10-08", ""),
    ("59-pretrial-mediation", "市法院", "2021-01-12", "2021-02-18", ""),
    ("60-small-claims", "市法院", "2021-09-02", "2021-10-08", ""),
    ("60-other-trials", "市法院", "2021-07-01", "2021-10-08", "6个月"),
    ("64-appraisal-start", "市法院", "2021-01-15", "2021-02-18", ""),
    # still open
    ("08-setup-time", "中牟县", "2021-12-30", "", ""),
    ("50-bankruptcy-time", "市法院", "2021-03-18", "", ""),
    ("50-bankruptcy-time", "市法院", "2021-06-25", "", ""),
    ("50-bankruptcy-time", "市法院", "2021-08-12", "", ""),
    ("60-other-trials", "市法院", "2021-11-29", "", "6个月"),
)

# One fault a row (two where the fault is a pair), between good rows; the last column says which.
BROKEN = f"""\
指标,填报单位,期间,数值,计量单位,分子,分母,基期值,件数,报送日期,佐证材料
01-mobile-services,,2021,312,个,,,,,2022-01-07,虚构：正常
08-setup-tme,金水区,2021,1,工作日,,,,,2022-01-07,虚构：指标编号写错
87-incubators,金水回族区,2021,2,家,,,,,2022-01-07,虚构：单位名称写错
08-setup-time,中原区,2021,1,日,,,,,2022-01-07,虚构：工作日写成日
22-online-tax,市税务局,2021,0.9,,,,,,2022-01-07,虚构：0.9 还是 90%
87-incubators,二七区,2021,2,家,,,,,2022-01-07,虚构：正常
41-capital-city,,2021,6,,,,,,2022-01-07,虚构：金额没有单位
87-incubators,中牟县,2021,NaN,家,,,,,2022-01-07,虚构：不是数
87-incubators,巩义市,2021,Infinity,家,,,,,2022-01-07,虚构：无穷大
87-incubators,荥阳市,2021,-3,家,,,,,2022-01-07,虚构：负数
87-incubators,新密市,2021,{"9" * 5000},家,,,,,2022-01-07,虚构：5000 位数
87-incubators,新郑市,2021-13,2,家,,,,,2022-01-07,虚构：没有十三月
68-assisted-drafting,市法院,2021-Q1,,,812,,,,2022-01-07,虚构：只有分子
68-assisted-drafting,市法院,2021-Q2,,,913,899,,,2022-01-07,虚构：分子大于分母
68-assisted-drafting,市法院,2021-Q3,,,5,0,,,2022-01-07,虚构：分母为零
68-assisted-drafting,市法院,2021-Q4,,,901,1004,,,2022-01-07,虚构：正常
87-innovation-platforms,金水区,2021,9,家,,,,,2022-01-07,虚构：同一行报两次
87-innovation-platforms,金水区,2021,9,家,,,,,2022-01-07,虚构：同一行报两次
87-innovation-platforms,惠济区,2021,4,家,,,,,,虚构：内容不同又无报送日期
87-innovation-platforms,惠济区,2021,6,家,,,,,,虚构：内容不同又无报送日期
87-innovation-platforms,登封市,2021,3,家,,,,,2022-01-07,虚构：多一格,多出来的
87-innovation-platforms,上街区,2021,1,家
87-innovation-platforms,郑东新区,2021,\x1b[31m[bold]8[/bold]\x1b[0m,家,,,,,2022-01-07,虚构：终端控制字符
87-innovation-platforms,经开区,2021,"=HYPERLINK(""http://example.invalid"",""8"")",家,,,,,2022-01-07,虚构：公式
87-innovation-platforms,高新区,2021,12,家,,,,,2022-01-07,虚构：正常
"""
BROKEN_CASES = """\
target,reporter,case,started,finished,excluded,limit,extended,note
08-setup-time,金水区,SYN-0001,2021-03-01,2021-03-02,,,,good
08-setup-time,金水区,SYN-0002,2021-03-02,2021-03-01,,,,finished before it started
08-setup-time,金水区,SYN-0003,2021-02-29,2021-03-01,,,,a date that does not exist
21-seizure-time,市不动产登记中心,SYN-0004,2021-03-02,2021-03-02,,,,hours without a time of day
30-power-10kv,郑州供电公司,SYN-0005,2021-03-01,2021-03-12,20,,,more excluded than elapsed
30-power-10kv,郑州供电公司,SYN-0006,2021-03-01,2021-03-12,-2,,,negative excluded
30-power-10kv,郑州供电公司,SYN-0007,2021-03-01,2021-03-12,2,,,good
08-setup-time,金水区,,2021-03-03,2021-03-04,,,,no case number
08-setup-time,二七区,SYN-0008,2021-03-03,2021-03-04,,,,sent twice
08-setup-time,二七区,SYN-0008,2021-03-03,2021-03-04,,,,sent twice
08-setup-tim,二七区,SYN-0009,2021-03-03,2021-03-04,,,,unknown target
08-setup-time,二七区,SYN-0010,2021-03-03,2021-03-04\x00,,,,a NUL byte in a cell
08-setup-time,二七区,SYN-0011,2021-03-04,2021-03-05,,,,good
60-other-trials,市法院,SYN-0012,2021-03-01,2021-05-20,,6个月,,good
"""
