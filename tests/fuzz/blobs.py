"""Bytes that were a table, a workbook or an archive before something happened to them."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.case import Case, Choice
from tests.fuzz.tables import _parquet, as_csv, cases, figures
from tests.workbook.made import error, formula, number, sheet_xml, write_book

NAMES = ["a.csv", "a.xlsx", "a.parquet", "a.csv.gz", "a.xls", "a.ods", "a.zip", "-", "a.json", "a"]


def blob(pick: Choice) -> Case:
    """A table's bytes, cut, flipped, doubled or under a wrong name."""
    made = _bytes(pick)
    for _ in range(pick.randint(0, 4)):
        made = pick.choice(HARM)(pick, made)
    name = pick.choice(NAMES[:-1] if made else NAMES[:3])
    name = "a.csv" if name == "-" else name
    command = pick.choice(["check", "validate"])
    words = (command, name, "--lang", pick.choice(["zh", "en"]), "--as-of", "2021-12-31")
    return Case({name: made}, words[:4] if command == "validate" else words)


def _bytes(pick: Choice) -> bytes:
    rows = pick.choice([figures, cases])(pick)
    with TemporaryDirectory() as folder:
        kind = pick.choice(["csv", "xlsx", "parquet", "gz", "gb18030", "utf-16", "random"])
        if kind == "xlsx":
            made = [[None if not cell else _plain(cell) for cell in row] for row in rows]
            return write_book(Path(folder) / "a.xlsx", sheet=sheet_xml(made)).read_bytes()
        if kind == "parquet":
            _parquet(pick, Path(folder), rows)
            return (Path(folder) / "t.parquet").read_bytes()
    text = as_csv(rows)
    if kind == "random":
        return pick.randbytes(pick.randint(0, 600))
    if kind == "gz":
        return gzip.compress(text.encode())
    return text.encode("utf-8" if kind == "csv" else kind)


def _plain(cell: str) -> str:
    return "".join(char for char in cell if char >= " ")


def _cut(pick: Choice, made: bytes) -> bytes:
    return made[: pick.randint(0, len(made))]


def _flip(pick: Choice, made: bytes) -> bytes:
    changed = bytearray(made)
    for _ in range(pick.randint(1, 20)):
        if changed:
            changed[pick.randrange(len(changed))] = pick.randrange(256)
    return bytes(changed)


def _double(pick: Choice, made: bytes) -> bytes:
    return made * pick.randint(2, 3)


def _insert(pick: Choice, made: bytes) -> bytes:
    at = pick.randint(0, len(made))
    odd = [b'"', b"\x00", b"\r", b"\xff\xfe", b"\xef\xbb\xbf", b"\n\n", b"," * 200, b"PK\x03\x04"]
    return made[:at] + pick.choice(odd) + made[at:]


def _delimiter(pick: Choice, made: bytes) -> bytes:
    return made.replace(b",", pick.choice([b"\t", b";", b"|", b"\xef\xbc\x8c"]))


HARM: list[Callable[[Choice, bytes], bytes]] = [_cut, _flip, _double, _insert, _delimiter]


def workbook(pick: Choice) -> Case:
    """A workbook with error cells, formulas, merges, hidden rows, odd formats and odd parts."""
    rows: list[list[object]] = [
        [None if not cell else _plain(cell) for cell in row]
        for row in pick.choice([figures, cases])(pick)
    ]
    for _ in range(pick.randint(0, 4)):
        row = pick.choice(rows)
        row[pick.randrange(len(row))] = _odd_cell(pick)
    title: list[list[object]] = [["2021年 汇总表"], [], ["填表人：", "某某"]]
    rows = [*title[: pick.randint(0, 3)], *rows]
    with TemporaryDirectory() as folder:
        made = write_book(
            Path(folder) / "a.xlsx",
            sheet=sheet_xml(
                rows,
                merges=_merges(pick),
                hidden_rows=[pick.randint(1, 6)] if pick.random() < 0.2 else [],
                references=pick.random() < 0.9,
            ),
            sheets=[("说明", sheet_xml([["填报说明"]]))] if pick.random() < 0.3 else [],
            formats=["0.00%", "yyyy年m月", "@", 14, "0.0E+00", "[h]:mm"],
            state=pick.choice(["visible", "visible", "visible", "hidden", "veryHidden"]),
        ).read_bytes()
    if pick.random() < 0.3:
        made = _harmed_part(pick, made)
    words = (pick.choice(["check", "validate"]), "a.xlsx", "--lang", pick.choice(["zh", "en"]))
    return Case({"a.xlsx": made}, words)


def _odd_cell(pick: Choice) -> object:
    plain = pick.choice(["#N/A", "#REF!", "#DIV/0!"])
    odd: list[object] = [error(plain), formula("SUM(B2:B9)", 4), formula("A1"), None, 1e308, -0.0]
    odd += [number("1E+400"), number("abc"), number(44256, pick.randint(0, 6)), True, 4.10105e20]
    return pick.choice(odd)


def _merges(pick: Choice) -> list[str]:
    every = ["A1:C1", "A2:A5", "B3:B4", "D2:E2", "A1:XFD1", "Z9", "B2:A1", "A1:A1048577"]
    return pick.sample(every, pick.randint(0, 2)) if pick.random() < 0.4 else []


def _harmed_part(pick: Choice, made: bytes) -> bytes:
    """One part of the package is cut, flipped, gone or twice there."""
    source, target = zipfile.ZipFile(io.BytesIO(made)), io.BytesIO()
    names = source.namelist()
    chosen, kind = pick.choice(names), pick.choice(["cut", "flip", "gone", "empty", "deep"])
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name in names:
            part = source.read(name)
            if name == chosen and kind == "gone":
                continue
            if name == chosen:
                part = {
                    "cut": _cut(pick, part),
                    "flip": _flip(pick, part),
                    "empty": b"",
                    "deep": b"<a>" * 3000,
                }[kind]
            book.writestr(name, part)
    return target.getvalue()
