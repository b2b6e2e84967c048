"""Messages stand in both languages: in the source, and as a clerk reads them about broken files."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

import yshj
from yshj.catalogue.load import folder_of, load
from yshj.catalogue.model import Catalogue
from yshj.contract.cells import MARK_WORDS, TOTALS
from yshj.contract.headers import COLUMNS
from yshj.contract.rows import Context
from yshj.errors import UsageError, YshjError, os_reason
from yshj.intake.mapping import read_mapping
from yshj.intake.read import submission
from yshj.thresholds.units import UNITS

PACKAGE = Path(yshj.__file__).parent
HAN = re.compile("[㐀-䶿一-鿿]")
PROSE = re.compile(r"(?<![\w./:=-])[A-Za-z][a-z]+ [a-z]{2,}(?![\w=:/])")

# Chinese that an English message may hold: what stands in the file that is to be repaired
TERMS = sorted(
    {
        *(word for words in COLUMNS.values() for word in words),
        *(name for unit in UNITS for name in (unit.zh, *unit.aliases)),
        *MARK_WORDS,
        *TOTALS,
        *("是", "否", "年", "截至9月底", "办件", "汇总", "汇总数据", "持续推进", "第一条"),
        *("一、", "（一）", "一般", "争取", "力争", "逐步"),
    },
    key=len,
    reverse=True,
)
# English that a Chinese message may hold: what is typed as it stands
TYPED = re.compile(r"yshj [a-z]+( --[a-z-]+( [a-z]+)?)*|confirmed: false|kind: city")


def without_terms(text: str) -> str:
    """`text` without quoted words and the Chinese words of a file."""
    text = re.sub(r"\"[^\"]*\"|'[^']*'|“[^”]*”", "", text)
    for term in TERMS:
        text = text.replace(term, "")
    return text


def without_typed(text: str) -> str:
    return TYPED.sub("", re.sub(r"“[^”]*”", "", text))


def is_chinese(text: str) -> bool:
    return HAN.search(text) is not None and PROSE.search(without_typed(text)) is None


def is_english(text: str) -> bool:
    return HAN.search(without_terms(text)) is None


# the source


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def literal(node: ast.expr) -> str | None:
    """The words of a string in the source, `{}` where a value goes; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return None


def pairs(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Every pair of a Chinese and an English text: arguments side by side, and choices of lang."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_text(_name(node.func)):
            found = [literal(argument) for argument in node.args[:2]]
            if len(found) == 2 and found[0] is not None and found[1] is not None:
                yield node.lineno, found[0], found[1]
        elif isinstance(node, ast.IfExp) and ast.unparse(node.test) in _CHOICES:
            zh, en = literal(node.body), literal(node.orelse)
            if zh is not None and en is not None:
                yield node.lineno, zh, en


def _is_text(name: str) -> bool:
    """Whether a call makes words in both languages; a refusal is made by its code."""
    return name in {"Text", "wrong"} or name.isupper()


_CHOICES = {"lang == 'zh'", "self.lang == 'zh'", "self._lang == 'zh'"}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_text_of_the_source_has_both_languages(path: Path) -> None:
    for line, zh, en in pairs(ast.parse(path.read_text(encoding="utf-8"))):
        place = f"{path.name}:{line}: {zh!r}, {en!r}"
        assert bool(zh) == bool(en), place
        if re.search("(?<![-A-Za-z])[a-z]{2}", en):  # not signs, options and numbers alone
            assert HAN.search(zh) or zh == en, place
        assert PROSE.search(without_typed(zh)) is None, place
        assert is_english(en), place


def test_the_source_has_many_texts() -> None:
    count = sum(len(list(pairs(ast.parse(path.read_text())))) for path in modules())
    assert count > 400


# words of ours that no language has, and texts for engineers
_NOT_TOLD = {"help", "metavar", "style"}
_STYLE = re.compile(r"(bold|dim) [a-z_]+")
_WHOLE = (ast.FunctionDef, ast.ClassDef, ast.If, ast.For, ast.With, ast.Try, ast.While)


def _statements(node: ast.AST, chosen: bool = False) -> Iterator[tuple[ast.stmt, bool]]:
    """The simple statements below a node, and whether their function asks for the language."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield from _statements(child, _asks(child))
        elif isinstance(child, ast.stmt) and not isinstance(child, _WHOLE):
            yield child, chosen
        else:
            yield from _statements(child, chosen)


def _asks(function: ast.FunctionDef) -> bool:
    tests = [node.test for node in ast.walk(function) if isinstance(node, ast.If)]
    return any("zh" in ast.unparse(test) for test in tests) and bool(
        HAN.search(ast.unparse(function))
    )


def _sentences(statement: ast.stmt) -> Iterator[str]:
    """English sentences of a statement, but for what typer prints as help."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return  # a docstring
    inside_help = {
        inner
        for node in ast.walk(statement)
        if isinstance(node, ast.keyword) and node.arg in _NOT_TOLD
        for inner in ast.walk(node)
    }
    for node in ast.walk(statement):
        if node not in inside_help and isinstance(node, (ast.Constant, ast.JoinedStr)):
            words = literal(node)
            if words and PROSE.search(words) and not _STYLE.fullmatch(words):
                yield words


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if path.parts[len(PACKAGE.parts)] in ("render", "cli")],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_no_english_sentence_is_printed_without_its_chinese(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for statement, chosen in _statements(tree):
        told = [words for words in _sentences(statement) if words not in _IN_ENGLISH]
        if told and not chosen:
            assert HAN.search(ast.unparse(statement)), f"{path.name}:{statement.lineno}: {told}"


_IN_ENGLISH = {
    "nested too deeply",
    r"\(at line (\d+)",
}  # joins what the TOML reader says, which Chinese leaves out


# broken files, as a clerk sends them

M = "指标,填报单位,期间,数值,计量单位"
P = "指标,填报单位,期间,数值,计量单位,分子,分母"
C = "指标,填报单位,办件编号,受理时间,办结时间"
X = f"{C},扣除天数,法定期限,是否延长,是否符合,数值,计量单位,报送日期"
SETUP, SHARE = "08-setup-time,金水区", "68-assisted-drafting,,2021"
# header, row, words that the Chinese message must hold: what is expected, or the nearest word
ROWS = [
    (M, "01-mobile-servces,,2021,300,个", "“01-mobile-services”"),
    (M, "移动端的服务,,2021,300,个", "yshj targets"),
    (M, ",,2021,300,个", "缺少指标"),
    (M, "01-mobile-services,金水县,2021,300,个", "“金水"),
    (M, "01-mobile-services,火星,2021,300,个", "中原区"),
    (M, "01-mobile-services,金水区合计,2021,300,个", "删去"),
    (M, "01-mobile-services,,去年,300,个", "2021-09"),
    (M, "01-mobile-services,,,300,个", "如 2021"),
    (M, "01-mobile-services,,2021-09..2021-03,300,个", "早于"),
    (M, "01-mobile-services,,2021,三百,个", "如 300"),
    (M, "01-mobile-services,,2021,#REF!,个", "出错值"),
    (M, "01-mobile-services,,2021,9999999999999999,个", "10¹⁵"),
    (M, "01-mobile-services,,2021,-5,个", "负数"),
    (M, "01-mobile-services,,2021,300台,", "以“个”计"),
    (M, "01-mobile-services,,2021,300,台", "以“个”计"),
    (M, "01-mobile-services,,2021,300,小时", "“个”"),
    (M, "01-mobile-services,,2021,300个,件", "“件”"),
    (M, f"{SHARE},0.8,", "80%"),
    (M, f"{SHARE},120,%", "100%"),
    (M, "08-setup-time-milestone,,2021,去年,", "未知"),
    (M, "08-milestone,,2021,去年,", "2021-03-05"),
    (P, f"{SHARE},,,5,", "分子与分母"),
    (P, f"{SHARE},,,9,5", "大于分母"),
    (P, f"{SHARE},,,5,0", "分母为零"),
    (P, f"{SHARE},不涉及,,5,9", "不涉及"),
    (P, f"{SHARE},10%,,5,9", "55.56"),
    (P, f"{SHARE},,,五,9", "如 300"),
    (P, f"{SHARE},,,5天,9", "不带单位"),
    (P, "01-mobile-services,,2021,,,5,9", "数值"),
    (C, f"{SETUP},1,2021-02-30,2021-03-02", "没有这一天"),
    (C, f"{SETUP},1,昨天,2021-03-02", "2021-03-05"),
    (C, f"{SETUP},1,2021-03-05,2021-03-02", "2021-03-05"),
    (C, f"{SETUP},1,,2021-03-02", "受理时间"),
    (C, f"{SETUP},,2021-03-01,2021-03-02", "办件编号"),
    (C, f"{SETUP},金水区合计,2021-03-01,2021-03-02", "删去"),
    (C, f"{SETUP},1,1821-03-01,2021-03-02", "1990"),
    (C, f"{SETUP},1,2021-03-01 25:00,2021-03-02", "23:59:59"),
    (C, f"{SETUP},1,2021-03-01T10:00:00+99:00,2021-03-02", "+08:00"),
    (C, f"{SETUP},1,2021-03-01,2030-03-02", "2004"),
    (C, "08-milestone,,1,2021-03-01,2021-03-02", "汇总数据"),
    (X, f"{SETUP},1,2021-03-01,2021-03-02,-1,,,,,,", "负"),
    (X, f"{SETUP},1,2021-03-01,2021-03-02,三,,,,,,", "如 5"),
    (X, f"{SETUP},1,2021-03-01,2021-03-02,3元,,,,,,", "如 5"),
    (X, f"{SETUP},1,2021-03-01,2021-03-02,99999,,,,,,", "10000"),
    (X, f"{SETUP},1,2021-03-01,2021-03-02,1.5,,,,,,", "整数"),
    (X, f"{SETUP},1,2021-03-01,2021-03-02,3小时,,,,,,", "工作日"),
    (X, f"{SETUP},1,2021-03-01,2021-03-02,9,,,,,,", "全部用时"),
    (X, f"{SETUP},1,2021-03-01,2021-03-02,,,是,,,,", "留空"),
    (X, f"{SETUP},1,2021-03-01,2021-03-02,,,也许,,,,", "是 或 否"),
    (X, f"{SETUP},1,2021-03-01,2021-03-02,,,,,,,昨天", "2021-03-05"),
    (X, "60-other-trials,市法院,1,2021-03-01,2021-03-02,,,,,,,", "如 6个月"),
    (X, "60-other-trials,市法院,1,2021-03-01,2021-03-02,,6,,,,,", "如 6个月"),
    (X, "60-other-trials,市法院,1,2021-03-01,2021-03-02,,很久,,,,,", "如 6个月"),
    (X, "60-other-trials,市法院,1,2021-03-01,2021-03-02,,0日,,,,,", "大于 0"),
    (M, "01-mobile-services,,2021,300,个,多", "分隔符"),
    (M, "01-mobile-services,,2021", "分隔符"),
    (M, '01-mobile-services,"金"区,2021,300,个', "双引号"),
    (M, "01-mobile-services,,2021,3\x0000,个", "空字符"),
]


def told(context: Context, *paths: Path) -> list[tuple[str, str]]:
    """Every problem and note of some files, in Chinese and in English."""
    with submission([str(path) for path in paths], context) as sent:
        problems = [(one.tell("zh"), one.tell("en")) for one in sent.problems()]
        return problems + [(note.zh, note.en) for note in sent.notes]


def holds(zh: str, en: str, *names: str) -> None:
    """Both messages are in their language alone, but for names, values and words of the file."""
    for name in names:
        zh, en = zh.replace(name, ""), en.replace(name, "")
    assert is_chinese(zh), zh
    assert is_english(re.sub("column [^:]+:", "", en)), en


@pytest.mark.parametrize(("header", "row", "expected"), ROWS)
def test_a_clerk_can_repair_the_row(
    context: Context, tmp_path: Path, header: str, row: str, expected: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    (zh, en), *_ = told(context, path)
    holds(zh, en, str(path), row)
    assert zh.startswith(f"{path}，第 2 行"), zh
    assert expected in zh.removeprefix(str(path)).partition("：")[2], zh


def workbook(path: Path, *rows: tuple[str, ...]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("汇总")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)


def a_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as document:
        document.writestr("word/document.xml", "<x/>")


def with_bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


GOOD = f"{M}\n01-mobile-services,,2021,300,个\n"
FILES: list[tuple[str, Callable[[Path], object], str]] = [
    ("空.csv", with_bytes(b""), "空"),
    ("表头.csv", with_bytes(f"{M}\n".encode()), "没有数据行"),
    ("无头.csv", with_bytes(b"01-mobile-services,,2021,300\n"), "第一行应为列名"),
    ("错头.csv", with_bytes("指示,单位,时间,数\n1,2,3,4\n".encode()), "“指标”"),
    ("缺列.csv", with_bytes("指标,填报单位,期间\n1,2,3\n".encode()), "“数值”"),
    ("重列.csv", with_bytes("指标,指标名称,数值\n1,2,3\n".encode()), "“指标名称”"),
    ("乱码.csv", with_bytes(bytes(range(128, 256)) * 20), "--encoding"),
    ("坏字节.csv", with_bytes(GOOD.encode("gbk") + b"01,\xff\xff,2021,1,1\n"), "第 3 行"),
    ("坏字节8.csv", with_bytes(GOOD.encode() + b"01,\xff\xff,2021,1,1\n"), "第 3 行"),
    ("坏16.csv", with_bytes(b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\0\xd8\0"), "第 3 行"),
    ("旧版.xls", with_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)), "另存为"),
    ("网页.xls", with_bytes(b"<html><body><table><tr><td>1</td></tr></table>"), "另存为"),
    ("文件.pdf", with_bytes(b"%PDF-1.7\n1 0 obj\n"), "PDF"),
    ("假的.xlsx", with_bytes(b"PK\3\4garbage"), "XLSX"),
    ("文档.xlsx", a_document, "文档"),
    ("空表.xlsx", workbook, "没有数据"),
    ("错表.xlsx", lambda path: workbook(path, ("甲", "乙"), ("1", "2")), "“指标”"),
    ("坏.csv.gz", with_bytes(b"\x1f\x8b\x08\0\0\0"), "gzip"),
    ("坏.parquet", with_bytes(b"PAR1" + bytes(100) + b"PAR1"), "Parquet"),
    ("引号.csv", with_bytes((GOOD + '"' + GOOD * 30).encode()), "双引号"),
    ("夹", Path.mkdir, ".csv"),
    ("没有.csv", lambda path: (path.parent / "没有了.csv").touch(), "“没有了.csv”"),
]


@pytest.mark.parametrize(("name", "make", "expected"), FILES, ids=[file[0] for file in FILES])
def test_a_clerk_can_repair_the_file(
    context: Context, tmp_path: Path, name: str, make: Callable[[Path], object], expected: str
) -> None:
    path = tmp_path / name
    make(path)
    (zh, en), *_ = told(context, path)
    assert zh.startswith(str(path)), zh
    assert expected in zh.removeprefix(str(path)), zh
    holds(zh, en, str(path))


def test_rows_that_contradict_each_other(context: Context, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        "01-mobile-services,,2021,300,个",
        "01-mobile-services,,2021,300,个",
        "87-incubators,,2021,20,家",
        "87-incubators,,2021,21,家",
        "02-x,,2021-01..2021-06,3,个",
    ]
    path.write_text("\n".join([M, *rows, ""]), encoding="utf-8")
    found = told(context, path)
    assert len(found) == 5  # the last tells of rows without a reporter
    for zh, en in found:
        holds(zh, en, str(path))


# configuration files

CONFIGURATION = {
    "calendar": [
        "years: x\n",
        "years: [2027]\ndays_off: {2027-13-01: 元旦}\n",
        "years: [1]\n",
        "years: [9999]\n",
        "year: [2027]\n",
        "base: lunar\nyears: []\n",
        "days_off: [2027-01-01]\n",
        "years: [2027]\ndays_off: {2027-01-02: [a]}\n",
        "years: [2027]\ndays_off: {2027-01-02: 甲}\nworkdays: {2027-01-02: 甲}\n",
        "years: {a: 1}\n",
        "days_off: {1999-01-01: 元旦}\n",
    ],
    "waivers": [
        "waivers: 3\n",
        "waivers: [3]\n",
        "waivers:\n  - target: 08-setup-tim\n",
        "waivers:\n  - {target: 08-setup-tim, reason: '', approver: 甲, expires: 明天}\n",
        "waivers:\n  - {target: [a], reporter: 火星, reason: 甲, approver: 乙, expires: 2021}\n",
        "waivers:\n  - {target: 8, reporter: 金水县, reason: 甲, approver: 乙, expires: 2021-12}\n",
    ],
    "mapping": [
        "mapping: 甲\n",
        "mapping: 甲\ntable: x\ncolumns: 3\n",
        "mapping: 甲\ntable: cases\ncolumns: {target: [a]}\n",
        "mapping: 甲\ntable: cases\ncolumns: {targt: a, case: b}\nheader: 99\n",
        "mapping: 甲\ntable: cases\ncolumns: {target: {values: {a: b}}}\nfilter: {a: b}\n",
        "mapping: 甲\ntable: cases\ncolumns: {target: {column: a, values: 3}, case: b}\n",
        "mapping: 甲\ntable: cases\ncolumns: {target: a, case: b}\nencoding: utf-9\n",
        "mapping: 甲\ntable: cases\ncolumns: {target: a, case: b}\ndate_format: '%Q'\n",
        "mapping: 甲\ntable: cases\ncolumns: {target: a, case: b}\ndelimiter: ab\nwide: 3\n",
        "mapping: 甲\ntable: cases\ncolumns: {target: a, case: b}\nfilter: [{column: a}, 3]\n",
        "mapping: 甲\ntable: measurements\ncolumns: {target: {constant: 8}, unit: {constant: x}}\n",
    ],
}
GARBLED = [
    "years: [2027\n",
    "years: a: b\n",
    "\tyears: 1\n",
    "years: '2027\n",
    'years: "\\q"\n',
    "years: &a [2027]\ndays_off: *a\n",
    "years: @x\n",
    "- a\nb: c\n",
    "years: 1\n  x: 2\n",
    "years\nx: 1\n",
    "years: 1\nyears: 2\n",
    "years: \x07\n",
    "3\n",
    "",
    "years: {<<: 1}\n",
    "? [a]\n: b\n",
    "years: " + "[" * 60 + "\n",
    "years: !!python/object:os.system x\n",
]


def faults(error: YshjError, path: Path) -> None:
    lines = list(zip(error.text.zh.splitlines(), error.text.en.splitlines(), strict=True))
    assert lines
    for zh, en in lines:
        holds(zh, en, str(path), str(path.parent))
        assert "Input should" not in zh + en, zh + en


def linted(path: Path, kind: str, catalogue: Catalogue) -> None:
    from yshj.calendar.days import from_file
    from yshj.catalogue.waivers import read_waivers

    if kind == "calendar":
        from_file(path)
    elif kind == "waivers":
        read_waivers(path, catalogue)
    else:
        read_mapping(path, catalogue)


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind, texts in CONFIGURATION.items() for text in texts]
    + [("calendar", text) for text in GARBLED],
)
def test_a_configuration_file_is_told_in_both(
    catalogue: Catalogue, tmp_path: Path, kind: str, text: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as fault:
        linted(path, kind, catalogue)
    faults(fault.value, path)


# one change of a good catalogue, and what its fault must say in Chinese
CHANGES = [
    ("number: 8", "number: x", "整数"),
    ("number: 8", "number: 0", "1"),
    ("quote: ", "quote: ''", "空"),
    ("op: ", "op: =<", "<="),
    ("threshold: ", "threshold: 1:30", "数字"),
    ("unit: ", "unit: 台", "未知的计量单位"),
    ("statistic: ", "statistic: mode", "each"),
    ("  - id: ", "  - id: Setup", "格式"),
    ("reported_by: ", "reported_by: {a: b}", "reported_by”："),
    ("reported_by: ", "reported_by: 火星", "reported_by”："),
    ("name: ", "name: 3", "键值表"),
    ("targets:", "targets: 3\n    x:", "列表"),
    ("implied: ", "implied: yes", "true"),
    ("deadline: ", "deadline: 2021-13", "2021-12"),
    ("reported_by: ", "reported_by: [distrct]", "district"),
    ("reported_by: ", "reported_by: []", "空"),
    ("reported_by: ", "reported_by: [金水区法院]", "市法院"),
    ("over_bodies: city", "over_bodies: city\n        over_periods: latest", "share"),
    ("over_bodies: city", "over_bodies: city\n        when: by_deadline", "by_deadline"),
    ("over_bodies: city", "over_bodies: city\n        when: by_dedline", "by_deadline"),
    ("belongs: ", "belongs: end", "finish"),
    ("over_bodies: each", "belongs: finish\n        over_bodies: each", "belongs"),
    # of plan.yaml
    ("groups:", "groups: 3\nx:", "键值表"),
    ("report_within: ", "report_within: -1", "整数"),
    ("ledger_tail: ", "ledger_tail: a", "整数"),
    ("  repeats: ", "repeats: 1", "2"),
    ("  growth: ", "growth: 1", "大于 1"),
    ("  last_day_share: ", "last_day_share: 3/2", "1/3"),
    ("  excluded_share: ", "excluded_share: 1/0", "分数"),
    ("groups:", "weights: {08-setup: 1}\ngroups:", "未知的指标"),
    ("groups:", "weights: {08-setup-time: -1}\ngroups:", "分数"),
    ("  - {name: 中原区,", "{name: 中原区, part_of: 火星, en: a, kind: zone}", "未知的单位"),
    ("  - {name: 中原区,", "{name: 中原区, part_of: 中原区, en: a, kind: zone}", "自身"),
]


@pytest.mark.parametrize(("start", "line", "expected"), CHANGES)
def test_a_catalogue_is_told_in_both(tmp_path: Path, start: str, line: str, expected: str) -> None:
    for source in folder_of("zhengzhou-2021").iterdir():
        (tmp_path / source.name).write_bytes(source.read_bytes())
    for path in sorted(tmp_path.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        pattern = re.compile(rf"^( *(?:- )?){re.escape(start.lstrip(' -'))}.*$", re.MULTILINE)
        if pattern.search(text):
            new = line.lstrip(" -")
            path.write_text(pattern.sub(rf"\g<1>{new}", text, count=1), encoding="utf-8")
            break
    with pytest.raises(UsageError) as fault:
        load(str(tmp_path))
    faults(fault.value, tmp_path / "x")
    assert expected in fault.value.text.zh


def test_what_the_system_says_is_said_in_both() -> None:
    for number in range(1, 134):
        text = os_reason(OSError(number, "whatever it says"))
        assert is_chinese(text.zh)
        assert is_english(text.en)
    assert os_reason(OSError("no number")).zh
