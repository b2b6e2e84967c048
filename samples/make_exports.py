"""Make the sample exports that the mapping files read: `python samples/make_exports.py`.

Every figure, case and date is invented. They stand for what departments' own systems write.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).resolve().parent
Cells = Sequence[str | int | date]

# one table of figures, with headers of its own and a row of totals
HEALTH = """\
区县（市）名称,统计时间,已达标中心数,中心总数,填表说明
中原区,2021年,11,13,虚构样本
二七区,2021年,10,12,虚构样本
金水区,2021年,16,19,虚构样本
管城区,2021年,9,11,虚构样本
惠济区,2021年,6,7,虚构样本
上街区,2021年,4,5,虚构样本
合 计,2021年,56,67,
"""

# one column a target, two rows of title, and no unit anywhere
WIDE = """\
郑州市 2021 年区县专项工作统计表（虚构样本）
填表日期：2022-01-10
单位\t专利导航示范企业数\t知识产权工作站数\t新建卫生院数
中原区\t4\t5\t2
二七区\t3\t4\t--
金水区\t9\t8\t3
管城回族区\t2\t4\t2
惠济区\t1\t3\t1
新郑市\t5\t4\t2
荥阳市\t4\t3\t不涉及
巩义市\t3\t4\t2
总计\t31\t35\t12
"""

# a ledger of cases: its own words for kinds and states, German-looking dates, GB18030
LEDGER = """\
流水号;案件类别;当前状态;受理日期;作出决定日期;中止天数;备注
SYN-GS-0001;简单;已办结;06.01.2021;12.01.2021;;虚构样本
SYN-GS-0002;一般;已办结;07.01.2021;04.02.2021;;虚构样本
SYN-GS-0003;简单;已办结;02.02.2021;18.02.2021;;虚构样本
SYN-GS-0004;一般;已办结;15.03.2021;29.04.2021;20;虚构样本
SYN-GS-0005;简单;已撤销;22.03.2021;;;虚构样本
SYN-GS-0006;一般;已办结;28.09.2021;28.10.2021;;虚构样本
SYN-GS-0007;简单;已办结;29.10.2021;05.11.2021;;虚构样本
SYN-GS-0008;咨询;已办结;01.11.2021;01.11.2021;;虚构样本
SYN-GS-0009;简单;在办;29.12.2021;;;虚构样本
SYN-GS-0010;一般;已办结;01.12.2021;30.12.2021;;虚构样本
合计;;;;;20;
"""

# a workbook: a merged title, a note, the header on row 3, a row of totals, a second sheet
BOOK: Sequence[Cells] = (
    ("郑州市科技创新载体认定台账（虚构样本）",),
    ("单位：家",),
    ("序号", "所在区县", "载体类别", "认定数", "登记日期"),
    (1, "金水区", "孵化载体", 5, date(2021, 11, 30)),
    (2, "高新区", "孵化载体", 7, date(2021, 12, 10)),
    (3, "郑东新区", "孵化载体", 4, date(2021, 12, 10)),
    (4, "高新区", "创新平台", 48, date(2021, 12, 10)),
    (5, "金水区", "创新平台", 31, date(2021, 11, 30)),
    (6, "经开区", "创新平台", 27, date(2021, 12, 1)),
    ("", "合计", "", 122, ""),
)


def book(path: Path) -> None:
    """The workbook, the same byte for byte each time."""
    with xlsxwriter.Workbook(str(path)) as made:
        made.set_properties({"created": datetime(2022, 1, 10)})
        made.add_worksheet("说明").write(0, 0, "本表为虚构样本")
        sheet = made.add_worksheet("明细")
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for at, cells in enumerate(BOOK):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, datetime(cell.year, cell.month, cell.day), day)
                else:
                    sheet.write(at, column, cell)
        sheet.merge_range(0, 0, 0, 4, BOOK[0][0])


def main() -> None:
    crlf = "\r\n"
    (HERE / "export-health.csv").write_bytes(HEALTH.replace("\n", crlf).encode("utf-8-sig"))
    (HERE / "export-wide.txt").write_bytes(WIDE.replace("\n", crlf).encode("utf-16"))
    (HERE / "export-ledger.csv").write_bytes(LEDGER.replace("\n", crlf).encode("gb18030"))
    book(HERE / "export-carriers.xlsx")


if __name__ == "__main__":
    main()
