"""E090 to E094: rows that stay in the engine that holds them."""

from __future__ import annotations

from yshj.errors import Code, Text

FAILED = Code(
    "E090",
    Text("存放数据的引擎出错", "the engine that holds the rows failed"),
    Text(
        "数据库没有算完：连接断开、内存不足、没有权限、没有这张表或这一列等，原因照它的原话。",
        "The database did not finish: a lost connection, its memory, a permission, a "
        "table or column that is not there. The reason is told in its own words.",
    ),
    Text(
        "按引擎所说的原因处理，再检查一次；其中可由查询解决的，先在引擎里建视图。",
        "Mend what the engine names and check again; what a query can mend, mend in a view.",
    ),
    "postgresql://host/db?table=case",
    "postgresql://host/db?table=cases",
)
TOO_MANY = Code(
    "E091",
    Text("取到本机的太多", "too much to bring to this machine"),
    Text(
        "引擎里的数据只按组汇总后取来。组数、单位和指标的写法、重复的办件各有上限；超过的不取，"
        "以免本机内存用尽。",
        "Of rows in an engine only groups are brought here. Groups, spellings of targets and "
        "bodies, and cases sent twice have a limit each; past it nothing is brought, lest this "
        "machine run out of memory.",
    ),
    Text(
        "时间写成文字的列，在引擎里转成时间类型；确知没有重复办件的，用 --repeats declared；"
        "或分批检查。",
        "Make columns of times that are text columns of a time type in the engine; where there "
        "are surely no repeats, say --repeats declared; or check a part at a time.",
    ),
    "started TEXT",
    "started TIMESTAMP",
)
KIND = Code(
    "E092",
    Text("引擎中该列的类型不能读", "a column of a type that is not read"),
    Text(
        "数组、结构、二进制等类型没有一个人会写的样子；指标和填报单位须为文字，办件编号须为文字或整数。",
        "Arrays, structures and bytes are not what a person would write; targets and reporters "
        "are text, case numbers text or whole numbers.",
    ),
    Text("在引擎里用查询或视图转换该列的类型。", "Cast the column in a query or a view."),
    "case DOUBLE",
    "case TEXT",
)
ZONED = Code(
    "E093",
    Text("时间列的时区不是方案的时区", "a column of times in another zone than the plan's"),
    Text(
        "带时区的时间列按会话的时区显示；会话的时区不是方案所在地的时区时，晚上的办件会算到另一天。",
        "A column of times with a zone is shown on the session's clock. Where that is not the "
        "plan's, cases of the evening would fall on another day.",
    ),
    Text(
        "把会话的时区设为方案的时区；或在查询里转换成不带时区的当地时间。",
        "Set the session's zone to the plan's, or make local times without a zone in a query.",
    ),
    "started TIMESTAMP WITH TIME ZONE",
    "started TIMESTAMP",
)
KEY = Code(
    "E094",
    Text("辨认各行的键不能用", "the key that tells rows apart cannot be used"),
    Text(
        "所说的键列不存在，或不是整数，或有空值。",
        "The column named as the key is missing, holds no whole numbers, or has gaps.",
    ),
    Text("另指一列不重复的整数，如主键。", "Name a column of unique whole numbers, such as an id."),
    "key=name",
    "key=id",
)
