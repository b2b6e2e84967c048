"""Texts that people write for the tool: YAML, plans, reports of an earlier run."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from tests.fuzz.case import Case, Choice
from tests.fuzz.tables import as_csv, cases, figures

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "targets" / "zhengzhou-2021"
SAMPLES = ROOT / "samples"
ODD = [
    *("", "null", "[]", "{}", "- a", "1e999", "0x10", "2021-13-40", "&a [*a]", "!!python/x", "'"),
    *("\t", "]", "yes", ".inf", "~", "? a", "\u202e", "9" * 400, "- - - -", "[" * 400, "%", "|"),
]


def lines_harmed(pick: Choice, text: str) -> str:
    """`text` with some lines dropped, doubled, moved, indented anew, or with an odd value."""
    lines = text.split("\n")
    for _ in range(pick.choice([0, 1, 1, 1, 2, 4])):
        at = pick.randrange(len(lines))
        kind = pick.randrange(6)
        if kind == 0:
            del lines[at : at + pick.randint(1, 3)]
            lines = lines or [""]
        elif kind == 1:
            lines.insert(at, pick.choice(lines))
        elif kind == 2:
            lines[at] = "  " + lines[at]
        elif kind == 3:
            lines[at] = lines[at].split(":")[0] + ": " + pick.choice(ODD)
        elif kind == 4:
            lines[at] = pick.choice(ODD)
        else:
            cut = pick.randint(0, len(lines[at]))
            lines[at] = lines[at][:cut] + pick.choice(ODD) + lines[at][cut:]
    return "\n".join(lines)


def yaml(pick: Choice) -> Case:
    """A catalogue, a mapping, settings or waivers with harmed lines."""
    data = as_csv(figures(pick)).encode()
    kind = pick.choice(["catalogue", "mapping", "settings", "waivers", "calendar"])
    if kind == "catalogue":
        files = {f"c/{path.name}": path.read_bytes() for path in CATALOGUE.glob("*.yaml")}
        name = pick.choice(sorted(files))
        files[name] = lines_harmed(pick, files[name].decode()).encode("utf-8", "replace")
        command = pick.choice(
            [("check", "a.csv"), ("lint",), ("explain", "08-setup-time"), ("targets",)]
        )
        where = ("c",) if command == ("lint",) else ("--catalogue", "c")
        return Case({**files, "a.csv": data}, (*command, *where))
    if kind == "mapping":
        path = pick.choice(sorted(SAMPLES.glob("mapping-*.yaml")))
        export = path.name.replace("mapping", "export").replace(".yaml", "")
        sent = next(p for p in SAMPLES.iterdir() if p.stem == export)
        files = {"m.yaml": lines_harmed(pick, path.read_text("utf-8")).encode("utf-8", "replace")}
        return Case({**files, sent.name: sent.read_bytes()}, ("check", sent.name, "-m", "m.yaml"))
    harmed = lines_harmed(pick, WRITTEN[kind]).encode("utf-8", "replace")
    if kind == "settings":
        return Case({"a.csv": data, "yshj.toml": harmed}, ("check", "a.csv"))
    return Case({"a.csv": data, "s.yaml": harmed}, ("check", "a.csv", f"--{kind}", "s.yaml"))


WRITTEN = {
    "settings": 'catalogue = "zhengzhou-2021"\nlang = "zh"\nfail-on = "warn"\nitem = [8, 30]\n',
    "waivers": (
        "waivers:\n  - target: 08-setup-time\n    reporter: 金水区\n    reason: 系统迁移\n"
        "    approver: 市政府\n    expires: 2021-12-31\n"
    ),
    "calendar": "years: [2027]\ndays_off: {2027-01-01: 元旦}\nworkdays: {2027-01-02: 补班}\n",
}

CLAUSES = [
    *("一、总体要求", "（二）提升效率。", "第三条", "1.企业开办时间压缩至1个工作日。"),
    *("不少于300家", "2025年达到60%以上", "由30日压缩至5日", "|指标|单位|2025年|"),
    *("|---|---|---|", "|粮食|亿斤|≥130|", "责任单位：市发改委、各区县", "完成时限：2021年9月"),
    *("力争年均增长8%左右", "二十条", "百分之百", "提高5个百分点", "1:3", "第九十九条　零发生"),
    *("10000000000000000元", "120%", "翻一番", "（）【】〔〕"),
]


def plan(pick: Choice) -> Case:
    """A plan's text, to be drafted from or held against the catalogue."""
    kind = pick.choice(["made", "random", "one line"])
    clauses = [pick.choice(CLAUSES) for _ in range(pick.randint(0, 40))]
    if kind == "random":
        every = "".join(CLAUSES) + "\n\n　 \t。；，"
        text = "".join(pick.choice(every) for _ in range(pick.randint(0, 600)))
    else:
        text = ("\n" if kind == "made" else pick.choice(["", " ", "。"])).join(clauses)
    if pick.random() < 0.1:
        text = pick.choice(CLAUSES) * 300
    more = pick.choice([("draft", "p.md"), ("trace", "p.md"), ("draft", "p.md", "--review")])
    return Case({"p.md": text.encode()}, more)


@functools.cache
def _report() -> str:
    return (ROOT / "tests/golden/check.json").read_text("utf-8")


def baseline(pick: Choice) -> Case:
    """A report of an earlier run with values that no run of ours writes."""
    document = json.loads(_report())
    for _ in range(pick.randint(0, 3)):
        _change(pick, document)
    text = json.dumps(document, ensure_ascii=False)
    if pick.random() < 0.2:
        text = text[: pick.randrange(len(text))]
    if pick.random() < 0.1:
        text = pick.choice(["[]", "{}", "1", '"', "[" * 100_000, '{"a":' * 5000, "NaN"])
    files = {
        "old.json": text.encode("utf-8", "surrogatepass"),
        "a.csv": as_csv(cases(pick)).encode(),
    }
    commands = [
        ("check", "a.csv", "--baseline", "old.json"),
        ("diff", "old.json", "old.json"),
        ("render", "old.json", "--output-format", pick.choice(["html", "table", "markdown"])),
    ]
    return Case(files, pick.choice(commands))


def _change(pick: Choice, document: object) -> None:
    """One value somewhere in `document` becomes an odd one, or is taken out."""
    at: Any = document
    while isinstance(at, (dict, list)) and at:
        key = pick.choice(list(at)) if isinstance(at, dict) else pick.randrange(len(at))
        inner = at[key]
        if not isinstance(inner, (dict, list)) or not inner or pick.random() < 0.2:
            odd: list[object] = [
                None,
                1e300,
                -1,
                "",
                "x" * 1000,
                [],
                {},
                "2021-99-99",
                "\u202e",
                True,
                "fail",
            ]
            at[key] = pick.choice(odd)
            return
        at = inner
