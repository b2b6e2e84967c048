"""E010 to E019: a table's header, its rows as a whole, whose it is."""

from __future__ import annotations

from yshj.errors import Code, Text

NO_HEADER = Code(
    "E010",
    Text("找不到表头", "no header"),
    Text(
        "前 20 行里没有一行是合格的表头：至少要有“指标”列，以及“数值”、“分子”或“办件编号”列。",
        "None of the first 20 rows is a valid header: it needs the column 指标 (target) and one of "
        "数值 (value), 分子 (numerator) and 办件编号 (case).",
    ),
    Text(
        "把列名写在一行里，每列一格；可用 yshj template 生成带表头的表。",
        "Write the names of the columns into one row, a cell each; yshj template makes a table "
        "with its header.",
    ),
    "目标,地区,数",
    "指标,填报单位,期间,数值",
)
SAME_COLUMN = Code(
    "E011",
    Text("两列是同一列", "one column twice"),
    Text(
        "表头里有两个列名意思相同（如“数值”和“完成值”），不知该读哪一列。",
        "Two names in the header mean the same column (数值 and 完成值): which is to be read?",
    ),
    Text("只留一列，另一列改名或删去。", "Keep one; rename the other or take it out."),
    "指标,期间,数值,完成值",
    "指标,期间,数值",
)
ABOVE_HEADER = Code(
    "E012",
    Text("数据在表头之上", "data above the header"),
    Text(
        "表头上面有一行像是数据，而没有列名，不知各格是什么。",
        "A row above the header looks like data; without names of columns its cells mean nothing.",
    ),
    Text("把这一行移到表头之下，或删去。", "Move the row below the header, or take it out."),
    "01-mobile-services,,2021,300 ↵ 指标,填报单位,期间,数值",
    "指标,填报单位,期间,数值 ↵ 01-mobile-services,,2021,300",
)
ANOTHER_HEADER = Code(
    "E013",
    Text("表中又出现一个不同的表头", "another header further down"),
    Text(
        "一张表里接了另一张列不同的表，其下各行的列对不上，因此这一行及以下都不读。",
        "Another table with other columns follows in the same table, so this row and all below it "
        "are not read.",
    ),
    Text(
        "把两张表分开，各放一个工作表或文件。表头完全相同的重复行不必删。",
        "Put the two tables into sheets or files of their own. A repeated header that is exactly "
        "the same may stay.",
    ),
    "指标,期间,数值 ↵ … ↵ 指标,办件编号,受理时间",
    "指标,期间,数值 ↵ …",
)
NOT_SPLIT = Code(
    "E014",
    Text("这一行的格数与表头不同", "the row has more or fewer cells than the header"),
    Text(
        "文本文件（CSV）的一行分不成表头那么多格：少了或多了分隔符，或英文双引号没有成对。",
        "A row of a text file (CSV) does not split into as many cells as the header has: a "
        "separator too few or too many, or a quote that is not closed.",
    ),
    Text(
        "在 Excel 中打开并核对这一行，另存为 .xlsx；或在文本中补上逗号、引号。",
        "Open it in Excel, check the row and save as .xlsx; or add the comma or quote in the text.",
    ),
    "01-mobile-services,,2021,1,234,个",
    '01-mobile-services,,2021,"1,234",个',
)
WHOSE = Code(
    "E015",
    Text("不知道是谁报的", "nobody can say whose table it is"),
    Text(
        "文件名、工作表名、标题或表上的“填报单位”写着某个单位，而各行“填报单位”是空的；空的按全市算，"
        "多半不对。",
        "The file's or sheet's name, the title or the form names a body, and every row leaves the "
        "reporter blank, which would make it the whole city: probably not what is meant.",
    ),
    Text(
        "在每行“填报单位”填写单位；或用 --sender 指明由谁报送（确是全市的，写市的名称）。",
        "Fill in 填报单位 in each row; or say who sends it with --sender (the city's name, if it "
        "is the city).",
    ),
    "金水区.xlsx：01-mobile-services,,2021,300",
    "金水区.xlsx：01-mobile-services,金水区,2021,300",
)
UNREAD_BODIES = Code(
    "E016",
    Text("有一列写着单位，但这一列不读", "a column of bodies that is not read"),
    Text(
        "列名不是“填报单位”，里面却是区县或部门的名称；不读它，各区县的数就会算到全市头上。",
        "A column of another name than 填报单位 holds districts or bureaus; left unread, their "
        "figures would count as the whole city's.",
    ),
    Text(
        "列名改为“填报单位”；与填报单位无关的，删去，或在映射文件中写 ignore。",
        "Call the column 填报单位; if it does not say who reports, take it out or name it under "
        "ignore in a mapping.",
    ),
    "指标,单位,期间,数值",
    "指标,填报单位,期间,数值",
)
MAPPED_PLACE = Code(
    "E017",
    Text("映射文件所指的列或工作表不在", "a column or sheet that the mapping names is missing"),
    Text(
        "文件里没有映射文件写的列名、列号或工作表名，或有几列同名。",
        "The file does not have a column or sheet that the mapping names, or has several columns "
        "of that name.",
    ),
    Text(
        "核对文件的表头，改正映射文件中的名称；同名的列用列号。",
        "Check the file's header and put the mapping right; of columns with one name say which by "
        "number.",
    ),
    "columns: {case: 受理编号}",
    "columns: {case: 受理号}",
)
MAPPED_VALUE = Code(
    "E018",
    Text("映射文件没有说这个值是什么", "a value that the mapping does not translate"),
    Text(
        "单元格的值不在映射文件该列的 values 中，或不符合它的 date_format。",
        "The cell's value is not among the mapping's values for that column, or does not fit its "
        "date_format.",
    ),
    Text(
        "在映射文件的 values 中补上这个值，或改正单元格、日期格式。",
        "Add the value to the mapping's values, or put the cell or the date format right.",
    ),
    "values: {已办: 是}",
    "values: {已办: 是, 办结: 是}",
)
UNREADABLE_COLUMN = Code(
    "E019",
    Text("整列读不出", "a whole column that cannot be read"),
    Text(
        "一列里有一百万种以上读不出的写法，整个文件未读：多半是列填错了位置。",
        "A column holds more than a million different texts that cannot be read, so nothing of the "
        "file was read: its content probably belongs to another column.",
    ),
    Text("核对该列的内容与列名是否对应。", "Check that the column holds what its name says."),
    "受理时间：A000001",
    "受理时间：2021-03-05",
)
