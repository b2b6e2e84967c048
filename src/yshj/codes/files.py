"""E001 to E009: a file as a whole."""

from __future__ import annotations

from yshj.errors import Code, Refusal, Text, os_reason

NOT_OPENED = Code(
    "E001",
    Text("文件打不开", "the file cannot be opened"),
    Text(
        "找不到这个文件，或没有权限读取，或文件夹里没有数据表。",
        "There is no such file, it may not be read, or the folder holds no tables of data.",
    ),
    Text(
        "核对文件名和所在文件夹；关闭正占用它的程序，或把文件复制到自己的文件夹再检查。",
        "Check the name and the folder; close the program that holds the file, or copy it to a "
        "folder of your own.",
    ),
    "一季度.xslx",
    "一季度.xlsx",
)
EMPTY = Code(
    "E002",
    Text("没有数据", "no data"),
    Text(
        "文件、工作表是空的，或只有表头，或各行都不是数据（空行、合计行、填表人等）。",
        "The file or sheet is empty, has a header only, or holds no row that is data (blank rows, "
        "totals, signatures).",
    ),
    Text(
        "在表头之下填写至少一行数据，保存后再报；不用的空表请删去。",
        "Fill in at least one row below the header and save; take out sheets that are not used.",
    ),
    "指标,填报单位,期间,数值",
    "指标,填报单位,期间,数值 ↵ 01-mobile-services,,2021,300",
)
OTHER_KIND = Code(
    "E003",
    Text("不是能读取的格式", "a format that is not read"),
    Text(
        "只读 .xlsx、.csv 和 .parquet。旧版 Excel（.xls）、WPS 表格（.et）、ODS、XLSB、加了密码的"
        "工作簿、PDF、网页和文档不读，以免读错。",
        "Only .xlsx, .csv and .parquet are read. Old Excel (.xls), WPS (.et), ODS, XLSB, workbooks "
        "with a password, PDF, web pages and documents are not, lest they be misread.",
    ),
    Text(
        "用 Excel 或 WPS 打开，“另存为”选“Excel 工作簿（*.xlsx）”，不设密码。",
        "Open it in Excel or WPS and save it as an Excel workbook (*.xlsx) without a password.",
    ),
    "金水区.xls",
    "金水区.xlsx",
)
DAMAGED = Code(
    "E004",
    Text("文件已损坏", "the file is damaged"),
    Text(
        "文件内部不完整或前后矛盾，可能是传输中断，或由别的程序写坏。",
        "The file is incomplete or contradicts itself: a transfer that broke off, or a program "
        "that wrote it badly.",
    ),
    Text(
        "重新取得原文件；或用 Excel 打开，让它修复，另存为新文件。",
        "Get the original again; or open it in Excel, let it repair the file and save a new one.",
    ),
    "上报.csv.gz（只传了一半）",
    "上报.csv.gz（重新传送）",
)
TOO_LARGE = Code(
    "E005",
    Text("文件过大", "too large"),
    Text(
        "解压后、列数、行长或单元格数超出合理范围：可能是远处误填了一个单元格，也可能是恶意文件。",
        "It unpacks to more, or has more columns, longer lines or more cells than a table needs: a "
        "stray cell far from the data, or a file made to do harm.",
    ),
    Text(
        "在 Excel 中按 Ctrl+End 看最后一个单元格，删去数据以外的行和列再保存；数据确实很多的，分成"
        "几个文件。",
        "Press Ctrl+End in Excel to see the last cell, delete the rows and columns beyond the data "
        "and save; if there is that much data, split it into several files.",
    ),
    "XFD1048576 = 1",
    "XFD1048576 =",
)
ENCODING = Code(
    "E006",
    Text("文字编码读不出", "the text's encoding cannot be read"),
    Text(
        "文本文件既不是完好的 UTF-8，也认不出是 GB18030，或其中有损坏的字节。",
        "A text file is neither sound UTF-8 nor recognised as GB18030, or has broken bytes.",
    ),
    Text(
        "在 Excel 中另存为“CSV UTF-8（逗号分隔）”或 .xlsx；确知编码的，用 --encoding 指明。",
        "Save it from Excel as CSV UTF-8 or as .xlsx; if you know its encoding, name it with "
        "--encoding.",
    ),
    "ÖÐÔ­Çø",
    "中原区",
)
CHANGED = Code(
    "E007",
    Text("读取过程中文件被改动", "the file changed while it was read"),
    Text(
        "检查期间有程序写入或替换了文件，读到的可能新旧混杂，因此不用。",
        "A program wrote to the file or replaced it during the check: what was read may be half "
        "old and half new, so none of it is used.",
    ),
    Text(
        "等文件保存、传送完毕，再检查一次。",
        "Wait until the file is saved or transferred, then check again.",
    ),
    "上报.csv（正在写入）",
    "上报.csv（已写完）",
)
NO_ROOM = Code(
    "E008",
    Text("内存或临时空间不足", "out of memory or of temporary space"),
    Text(
        "检查本身需要的内存或临时文件夹空间不够，不是数据的错。",
        "The check needs more memory or more room for temporary files; the data are not to blame.",
    ),
    Text(
        "分批检查，腾出磁盘空间，或用环境变量 TMPDIR 指定别处。",
        "Check fewer files at once, make room on the disk, or name another folder in the variable "
        "TMPDIR.",
    ),
    "TMPDIR=/tmp",
    "TMPDIR=/data/tmp",
)
OUT_OF_MEMORY = NO_ROOM("内存不足：请分批检查", "out of memory: check fewer files at once")
OTHER_CONTENT = Code(
    "E009",
    Text("不是所要的文件", "not the file that is asked for"),
    Text(
        "该给以前的 JSON 报告或方案正文的地方，给的是别的文件，或由更新的版本写出的报告。",
        "Where an earlier JSON report or the text of a plan is asked for, another file was given, "
        "or a report written by a newer version.",
    ),
    Text(
        "报告须是 yshj check --output-format json 写出、未经改动的；方案须有编号的条目。",
        "A report is one written by yshj check --output-format json, unchanged; a plan has "
        "numbered items.",
    ),
    "--baseline 三月.csv",
    "--baseline 三月.json",
)


def not_opened(fault: OSError) -> Refusal:
    """Why the system does not let a file be read."""
    return NOT_OPENED("无法读取：", "cannot be read: ") + os_reason(fault)
