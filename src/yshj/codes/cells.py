"""E020 to E026: what a spreadsheet made of a cell."""

from __future__ import annotations

from yshj.errors import Code, Text

ERROR = Code(
    "E020",
    Text("单元格是 Excel 的出错值", "the cell holds an error of Excel"),
    Text(
        "公式算不出结果（#N/A、#VALUE!、#DIV/0!、#REF!），或列太窄只显示 ####。出错值不是空白，"
        "也不是数据。",
        "A formula has no result (#N/A, #VALUE!, #DIV/0!, #REF!), or a narrow column shows ####. "
        "An error is neither a blank nor data.",
    ),
    Text(
        "改正公式或把列拉宽，或直接填写应填的内容；没有数据就清空。",
        "Mend the formula or widen the column, or type what belongs there; clear the cell if there "
        "is nothing to report.",
    ),
    "#N/A",
    "金水区",
)
NO_RESULT = Code(
    "E021",
    Text("公式没有结果", "a formula without a result"),
    Text(
        "文件由程序写出，公式从未计算过，文件里只有公式、没有数。",
        "A program wrote the file and never computed it: it holds the formula and no number.",
    ),
    Text(
        "用 Excel 或 WPS 打开、保存后再报；或复制该列，“选择性粘贴”为“数值”。",
        "Open and save it in Excel or WPS; or copy the column and paste it as values.",
    ),
    "=300+12",
    "312",
)
SCALED = Code(
    "E022",
    Text("显示的数与实际的数不同", "the number shown is not the number held"),
    Text(
        "单元格的数字格式把数缩小（如以万显示），看到的与存的不是一个数，不知以哪个为准。",
        "The number format scales the number (shows it in ten thousands, say): what is seen and "
        "what is held differ, and nobody can say which is meant.",
    ),
    Text(
        "选中单元格，格式改为“常规”，核对数和计量单位。",
        "Set the cell's format to General and check the number and its unit.",
    ),
    "10000.0",
    "100000000",
)
CONCEALED = Code(
    "E023",
    Text("内容被格式隐藏", "the format hides what the cell holds"),
    Text(
        "单元格里有内容，数字格式却把它显示为空白或“-”。",
        "The cell holds something, and its number format shows a blank or a dash.",
    ),
    Text(
        "格式改为“常规”，看清内容；确实未报的请清空。",
        "Set the format to General and look at the content; clear the cell if nothing is reported.",
    ),
    "-",
    "0",
)
SHORTENED = Code(
    "E024",
    Text("长号码被 Excel 缩短", "a long number that Excel cut short"),
    Text(
        "Excel 把长号码当作数字，显示成 4.10105E+20，第 15 位以后变成 0，原号码已丢失，几个号码会"
        "变成同一个。",
        "Excel took a long number for a figure and shows 4.10105E+20; digits beyond the 15th are "
        "lost, so that several numbers become one.",
    ),
    Text(
        "先把整列格式设为“文本”，再重新填写或粘贴完整的号码。",
        "Format the whole column as text first, then type or paste the full numbers again.",
    ),
    "4.10105E+20",
    "410105202103050000017",
)
MERGED = Code(
    "E025",
    Text("合并单元格，不知属于哪一格", "merged cells that belong to nobody"),
    Text(
        "数值、日期、办件编号等被合并，或跨列合并，不知内容属于哪一行哪一列（两个区合并的 400 不是 "
        "800）。指标、填报单位、期间、计量单位在一列内合并是可以的。",
        "A figure, date or case number is merged over several rows or columns: whose is it? (400 "
        "merged over two districts is not 800.) Target, reporter, period and unit may be merged "
        "within their column.",
    ),
    Text("取消合并，逐格填写。", "Unmerge the cells and fill in each."),
    "D2:D3 = 400",
    "D2 = 150, D3 = 250",
)
SPOILT = Code(
    "E026",
    Text("单元格内容已损坏", "the cell's content is damaged"),
    Text(
        "单元格里有空字符，或文件里该格的内容残缺，读不出来。",
        "The cell holds NUL characters, or what the file holds of it is incomplete.",
    ),
    Text("清空后重新填写。", "Clear the cell and type it again."),
    "A1\\x00",
    "A1",
)
