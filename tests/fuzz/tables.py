"""Tables of both kinds, clean and dirty, and the same rows in another order, file or carrier."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from tests.command import Ended
from tests.fuzz.case import Case, Choice, report_of
from tests.fuzz.invariants import rows_are_accounted_for, the_same_verdicts
from tests.workbook.made import sheet_xml, write_book

Rows = list[list[str]]
FIGURES = ["指标", "填报单位", "期间", "数值", "计量单位", "分子", "分母", "备注"]
CASES = ["指标", "填报单位", "办件编号", "受理时间", "办结时间", "扣除天数"]
BODIES = [*("", "金水区", "二七区", "中原", "郑东新区", "管城回族区", "市税务局", "上街区"), "火星"]
TARGETS = {
    "82-patent-firms": "家",
    "87-incubators": "家",
    "87-high-tech-firms": "家",
    "08-setup-time": "工作日",
    "95-new-health-centres": "个",
    "83-financing-amount": "亿元",
}
PERIODS = [*("2021", "2021-03", "2021Q2", "2021H1", "2021-01..2021-09", "2021年5月"), "2022", "?"]
FIGURE = [*("4", "35", "0", "1,200", "97%", "0.5", "12.50", "１２", "1.2万", "半"), "", "--", "x"]
DIRT = [
    *("#N/A", "#REF!", "\x1b[31m红", "=1+1", "'@x", "\u202e倒", "a\nb", 'say "x"', "a,b", "\t"),
    *("9" * 400, "-1", "1e400", "NaN", "∞", "\x00", "\ufeff", "零", "不涉及", "零报告", "🀄"),
]
DAYS = ["2021-03-01", "2021/3/2", "2021年3月5日", "2021-03-05 17:30:00", "2021-13-01", "", "昨天"]


DIRTY = [0, 0, 0.02, 0.3]
"""The share of rows with something wrong: a table that is refused whole shows little."""


def figures(pick: Choice, most: int = 12) -> Rows:
    dirty = pick.choice(DIRTY)
    return [FIGURES, *(_figure(pick, at, dirty) for at in range(pick.randint(0, most)))]


def _figure(pick: Choice, at: int, dirty: float) -> list[str]:
    target = pick.choice(list(TARGETS))
    period, figure = pick.choice(PERIODS[:4]), pick.choice(FIGURE[:4])
    row = [target, pick.choice(BODIES[:5]), period, figure, TARGETS[target], "", "", f"备注 {at}"]
    if pick.random() < dirty:
        odd = [["no-such-target"], BODIES, PERIODS, FIGURE, ["", "个", "亿", *TARGETS.values()]]
        at = pick.randrange(len(odd))
        row[at] = pick.choice([*odd[at], *DIRT])
    return row


def cases(pick: Choice, most: int = 30) -> Rows:
    dirty = pick.choice(DIRTY)
    return [CASES, *(_case(pick, at, dirty) for at in range(pick.randint(0, most)))]


def _case(pick: Choice, at: int, dirty: float) -> list[str]:
    target = "08-setup-time"
    begun, done = pick.choice(DAYS[:3]), pick.choice(["2021-03-08", "2021-06-01", ""])
    row = [target, pick.choice(BODIES[:5]), f"A{at}", begun, done, pick.choice(["", "0", "1"])]
    if pick.random() < dirty:
        odd = [["no-such-target"], BODIES, ["A1", "", "4.1E+20"], DAYS, DAYS, ["三", "-1", "99"]]
        at = pick.randrange(len(odd))
        row[at] = pick.choice([*odd[at], *DIRT])
    return row


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def table(pick: Choice) -> Case:
    """Tables of both kinds, with every output asked for at once."""
    made = [as_csv(one(pick)).encode() for one in (figures, cases)]
    names = [pick.choice(["a.csv", "填报 表.csv", "x/y.csv", "n\n::stop-commands::x.csv"]), "b.csv"]
    asked = pick.choice(["github", "markdown", "table", "concise", "junit", "csv", "html"])
    words = ("check", *names, "--as-of", "2021-12-31", "--output-format", asked)
    suffixes = [("json", "json"), ("xlsx", "xlsx"), ("html", "html"), ("junit", "xml")]
    words += tuple(f"--report={form}:out/o.{suffix}" for form, suffix in suffixes)
    words += ("--rejected", "out/back.csv", "--lang", pick.choice(["zh", "en"]))
    files = {**dict(zip(names, made, strict=True)), "out/keep": b""}
    return Case(files, words, more=_outputs)


def _outputs(folder: Path, done: Ended) -> None:
    if done.returncode != 2:  # usage
        rows_are_accounted_for(json.loads((folder / "out/o.json").read_text("utf-8")))


def carried(pick: Choice) -> Case:
    """One table with no row twice, in another order, file, encoding or carrier."""
    rows = pick.choice([_once(figures(pick, 16), 3), _once(cases(pick), 3)])
    if any("\x00" in cell or "\ufeff" in cell for row in rows for cell in row):
        rows = [[cell.replace("\x00", "").replace("\ufeff", "") for cell in row] for row in rows]
    how = pick.choice(list(CARRIERS))

    def same(folder: Path, _: Ended) -> None:
        (folder / "other").mkdir()
        CARRIERS[how](pick, folder / "other", rows)
        first, second = report_of(folder, "t.csv"), report_of(folder, "other")
        rows_are_accounted_for(first)
        the_same_verdicts(first, second, how)

    words = ("validate", "t.csv")
    return Case({"t.csv": as_csv(rows).encode()}, words, more=same)


def _once(rows: Rows, key: int) -> Rows:
    kept = {tuple(row[:key]): row for row in rows[1:]}
    return [rows[0], *kept.values()]


def _shuffled(pick: Choice, folder: Path, rows: Rows) -> None:
    body = rows[1:]
    pick.shuffle(body)
    (folder / "t.csv").write_bytes(as_csv([rows[0], *body]).encode())


def _split(pick: Choice, folder: Path, rows: Rows) -> None:
    at = pick.randint(1, len(rows))
    parts = [rows[:at], [rows[0], *rows[at:]]]
    for name, part in zip("ab", parts, strict=True):
        if len(part) > 1 or len(rows) == 1:
            (folder / f"{name}.csv").write_bytes(as_csv(part).encode())


def _columns(pick: Choice, folder: Path, rows: Rows) -> None:
    order = list(range(len(rows[0])))
    pick.shuffle(order)
    moved = [[row[at] for at in order] for row in rows]
    (folder / "t.csv").write_bytes(as_csv(moved).encode())


def _encoded(encoding: str) -> Callable[[Choice, Path, Rows], None]:
    def write(_: Choice, folder: Path, rows: Rows) -> None:
        (folder / "t.csv").write_bytes(as_csv(rows).encode(encoding))

    return write


def _gzip(_: Choice, folder: Path, rows: Rows) -> None:
    (folder / "t.csv.gz").write_bytes(gzip.compress(as_csv(rows).encode()))


def _parquet(_: Choice, folder: Path, rows: Rows) -> None:
    frame = pl.DataFrame(rows[1:], schema=dict.fromkeys(rows[0], pl.String), orient="row")
    frame.write_parquet(folder / "t.parquet")


def _xlsx(_: Choice, folder: Path, rows: Rows) -> None:
    shown = [["".join(c for c in cell if c >= " " or c in "\n\t") for cell in row] for row in rows]
    write_book(folder / "t.xlsx", sheet=sheet_xml([[c or None for c in row] for row in shown]))


CARRIERS: dict[str, Callable[[Choice, Path, Rows], None]] = {
    "order of rows": _shuffled,
    "order of columns": _columns,
    "split": _split,
    "utf-8-sig": _encoded("utf-8-sig"),
    "gb18030": _encoded("gb18030"),
    "utf-16": _encoded("utf-16"),
    "gzip": _gzip,
    "parquet": _parquet,
    "xlsx": _xlsx,
}
