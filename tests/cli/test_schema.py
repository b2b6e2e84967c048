"""The published schemas, held against everything that the program reads and writes."""

from __future__ import annotations

import copy
import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run
from tests.trace.conftest import ORDINANCE
from yshj.contract.rows import CaseRow, MeasurementRow
from yshj.render.schema import NAMES, everything, schema
from yshj.render.schema_words import KEYS

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = sorted((ROOT / "targets/zhengzhou-2021").glob("*.yaml"))
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class _AsEditors(yaml.SafeLoader):
    """YAML as an editor reads it (version 1.2): dates and clock times are text."""


_AsEditors.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if "timestamp" not in tag]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(text: str) -> Any:
    return yaml.load(text, Loader=_AsEditors)


def golden(name: str) -> Any:
    return json.loads((ROOT / "tests/golden" / name).read_text(encoding="utf-8"))


def faults(name: str, data: Any, close: bool = False) -> list[str]:
    """What is wrong with `data`; closed, a key that the schema does not name is wrong too."""
    wanted = schema(name, "en")
    if close:
        wanted = closed(wanted)
    return [
        f"{'.'.join(map(str, one.absolute_path))}: {one.message[:200]}"
        for one in Draft202012Validator(wanted).iter_errors(data)
    ]


def closed(part: Any) -> Any:
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = {key: closed(value) for key, value in part.items()}
    if isinstance(part.get("properties"), dict) and part.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_they_are_schemas(lang: str) -> None:
    for name in NAMES:
        Draft202012Validator.check_schema(schema(name, lang))
    Draft202012Validator.check_schema(everything(lang))


@pytest.mark.parametrize("name", ["check.json", "broken.json"])
def test_a_report_fits_and_has_no_key_that_is_not_told(name: str) -> None:
    assert faults("report", golden(name), close=True) == []


def test_so_do_the_other_kinds_of_json(yshj: Run, tmp_path: Path) -> None:
    assert faults("targets", golden("targets.json"), close=True) == []
    assert faults("diff", golden("diff.json"), close=True) == []
    done = yshj("explain", "08-setup-time", "--output-format", "json")
    assert faults("explain", json.loads(done.out), close=True) == []
    done = yshj("validate", ROOT / "samples/broken.csv", "--output-format", "json")
    assert faults("validation", json.loads(done.out), close=True) == []
    (tmp_path / "old.json").write_bytes((ROOT / "tests/golden/check.json").read_bytes())
    (tmp_path / "w.yaml").write_text(
        "waivers:\n  - {target: 08-setup-time, reporter: 金水区, reason: r, approver: a, "
        "expires: 2022-12-31}\n",
        encoding="utf-8",
    )
    words = ("check", ROOT / "samples/city-2021.csv", ROOT / "samples/cases-2021.csv")
    words += ("--as-of", "2022-01-10", "--output-format", "json")  # type: ignore[assignment]
    done = yshj(*words, "--baseline", "old.json", "--waivers", "w.yaml")
    report = json.loads(done.out)
    assert report["baseline"]["path"] == "old.json"
    assert any(one["waiver"] for one in report["results"])
    assert faults("report", report, close=True) == []
    done = yshj(*words, "--by", "reporter")
    assert json.loads(done.out)["breakdown"]["by"] == "reporter"
    assert faults("report", json.loads(done.out), close=True) == []
    done = yshj(*words, "--reporter", "金水区")
    assert json.loads(done.out)["selection"] == {"reporters": ["金水区"]}
    assert faults("report", json.loads(done.out), close=True) == []


def test_so_does_what_trace_and_draft_say_of_a_text(yshj: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(ORDINANCE, encoding="utf-8")
    assert yshj("draft", "plan.md", "-o", "drafted").code == 0
    (tmp_path / "plan.md").write_text(ORDINANCE.replace("三个工作日", "五个工作日"), "utf-8")
    told = yshj("trace", "plan.md", "--catalogue", "drafted", "--output-format", "json")
    found = json.loads(told.out)
    assert found["exit_code"] == 1
    assert any(item["faults"] for item in found["items"])
    assert faults("trace", found, close=True) == []
    told = yshj("draft", "plan.md", "--measure", "drafted", "--output-format", "json")
    found = json.loads(told.out)
    assert found["wrong"]
    assert faults("draft", found, close=True) == []


def _edit(*path: str | int, to: Any = ...) -> Callable[[Any], None]:
    """A change of one place of a document; without `to` the key is taken out."""

    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        if to is ...:
            del data[path[-1]]
        else:
            data[path[-1]] = to

    return change


@pytest.mark.parametrize(
    "change",
    [
        _edit("schema_version", to=2),
        _edit("results"),
        _edit("results", 0, "status", to="passed"),
        _edit("results", 0, "observed"),
        _edit("results", 0, "observed", to="many"),
        _edit("results", 0, "threshold", to="300"),
        _edit("results", 0, "n", to=-1),
        _edit("results", 0, "deadline", to="December"),
        _edit("results", 0, "reporters", 0, "decides", to="yes"),
        _edit("summary", "pass", to=None),
        _edit("exit_code", to=2),
        _edit("inputs", 0, "sha256", to="abc"),
        _edit("catalogue", to="zhengzhou-2021"),
        _edit("as_of", to=20211231),
    ],
)
def test_a_damaged_report_does_not(change: Callable[[Any], None]) -> None:
    data = copy.deepcopy(golden("check.json"))
    change(data)
    assert faults("report", data) != []


@pytest.mark.parametrize("path", CATALOGUE, ids=lambda path: path.name)
def test_the_catalogue_fits(path: Path) -> None:
    assert faults("catalogue", read_yaml(path.read_text(encoding="utf-8"))) == []


def test_there_is_a_catalogue() -> None:
    assert len(CATALOGUE) == 5


@pytest.mark.parametrize(
    "change",
    [
        _edit("items", 0, "targets", 0, "treshold", to=1),
        _edit("items", 0, "targets", 0, "quote"),
        _edit("items", 0, "targets", 0, "quote", to=" "),
        _edit("items", 0, "targets", 0, "unit", to=" "),
        _edit("items", 0, "targets", 0, "op", to="=>"),
        _edit("items", 0, "targets", 0, "threshold", to="1:30"),
        _edit("items", 0, "targets", 0, "threshold", to=True),
        _edit("items", 0, "targets", 0, "id", to="mobile"),
        _edit("items", 0, "targets", 0, "deadline", to="2021-13"),
        _edit("items", 0, "targets", 0, "statistic", to="median"),
        _edit("items", 0, "targets", 0, "name", to="掌上办"),
        _edit("items", 0, "targets", 0, "implied", to="yes"),
        _edit("items", 0, "number", to="one"),
        _edit("items", 0, "lead"),
        _edit("section"),
    ],
)
def test_a_damaged_section_does_not(change: Callable[[Any], None]) -> None:
    data = read_yaml(CATALOGUE[0].read_text(encoding="utf-8"))
    change(data)
    assert faults("catalogue", data) != []


@pytest.mark.parametrize(
    "change",
    [
        _edit("window", "start"),
        _edit("issued", to="22 February"),
        _edit("bodies", 3, "kind", to="province"),
        _edit("bodys", to=[]),
    ],
)
def test_a_damaged_plan_does_not(change: Callable[[Any], None]) -> None:
    data = read_yaml(CATALOGUE[-1].read_text(encoding="utf-8"))
    change(data)
    assert faults("catalogue", data) != []


def test_the_other_files_fit() -> None:
    for path in sorted((ROOT / "samples").glob("mapping-*.yaml")):
        assert faults("mapping", read_yaml(path.read_text(encoding="utf-8"))) == [], path
    settings = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml[^\n]*\n(.*?)```", settings, re.DOTALL)
    found = {"waivers": 0, "calendar": 0}
    for block in blocks:
        data = read_yaml(block) if "…" not in block else None
        if not isinstance(data, dict):
            continue
        for key, name in (("waivers", "waivers"), ("base", "calendar")):
            if key in data:
                assert faults(name, data) == []
                found[name] += 1
    assert all(found.values())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("waivers", "waivers: [{target: x, reason: r, approver: a}]"),
        ("waivers", "waivers: [{target: x, reason: r, approver: a, expires: soon}]"),
        ("waivers", "waiver: []"),
        ("calendar", "base: statutory\nyears: [20277]"),
        ("calendar", "bases: none"),
        ("mapping", "mapping: x\ntable: case\ncolumns: {target: a}"),
        ("mapping", "mapping: x\ntable: cases\ncolumns: {targt: a}"),
        ("mapping", "mapping: x\ntable: cases\ncolumns: {target: a}\nfilter: [{in: [a]}]"),
    ],
)
def test_damaged_ones_do_not(name: str, text: str) -> None:
    assert faults(name, read_yaml(text)) != []


@pytest.mark.parametrize("name", ["city-2021.csv", "cases-2021.csv", "district-jinshui-2021.csv"])
def test_the_samples_rows_fit(name: str) -> None:
    with (ROOT / "samples" / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    kind = "cases" if name.startswith("cases") else "measurements"
    check = Draft202012Validator(schema(kind, "en"))
    either = Draft202012Validator(schema("rows", "en"))
    assert len(rows) > 5
    for row in rows[:300]:
        assert not list(check.iter_errors(row))
        assert not list(either.iter_errors(row))


CASE = {"target": "08-setup-time", "case": "1", "started": "2021-03-01"}
FIGURE = {"指标": "01-mobile-services", "期间": "2021", "数值": 3}


@pytest.mark.parametrize(
    ("name", "row", "fits"),
    [
        ("cases", CASE, True),
        ("cases", {**CASE, "case": ""}, False),
        ("cases", {**CASE, "case": 17, "备注": "x"}, True),
        ("cases", {"target": "x", "started": "2021-03-01"}, False),
        ("cases", {**CASE, "started": ["2021-03-01"]}, False),
        ("measurements", FIGURE, True),
        ("measurements", {**FIGURE, "target": "x"}, False),  # one column twice
        ("measurements", {"指标": "x", "期间": "2021"}, False),
        ("measurements", {**FIGURE, "指标": " "}, False),
        ("measurements", {**FIGURE, "办件编号": "1"}, False),
        ("measurements", {"target": "x", "numerator": 1, "denominator": 2}, True),
        ("rows", CASE, True),
        ("rows", FIGURE, True),
        ("rows", {"case": "1"}, False),
    ],
)
def test_rows(name: str, row: dict[str, Any], fits: bool) -> None:
    assert (faults(name, row) == []) is fits


def test_the_rows_are_the_models_columns() -> None:
    """In English and in Chinese, none forgotten."""
    for name, model in (("measurements", MeasurementRow), ("cases", CaseRow)):
        columns = set(schema(name, "en")["$defs"])
        assert columns == set(model.model_fields) - {"state", "figure", "facts"}
        assert all(
            _CHINESE.search(one["description"]) for one in schema(name, "zh")["$defs"].values()
        )
        assert len(schema(name, "en")["properties"]) > 2 * len(columns)


def test_no_word_is_for_a_key_that_is_gone() -> None:
    keys = set()
    for name in NAMES:
        for model, body in schema(name, "en").get("$defs", {}).items():
            keys |= {f"{model}.{key}" for key in body.get("properties", {})}
    assert set(KEYS) - keys == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_descriptions_are_in_one_language(lang: str) -> None:
    told = []
    for name in NAMES:
        told += re.findall(
            r'"description": "([^"]+)"', json.dumps(schema(name, lang), ensure_ascii=False)
        )
    assert len(told) > 60
    if lang == "zh":
        assert [one for one in told if not _CHINESE.search(one)] == []
    else:
        quoted = re.compile(
            r"持续推进|一般|争取|力争|逐步|不涉及|零报告|1—6月|截至9月底|是/否|6个月|[,、 ]"
        )
        assert [one for one in told if _CHINESE.search(quoted.sub("", one))] == []


def test_all_in_one_document() -> None:
    check = Draft202012Validator(everything("en"))
    for data in (golden("check.json"), golden("targets.json"), CASE, FIGURE):
        assert not list(check.iter_errors(data))
    for path in CATALOGUE:
        assert not list(check.iter_errors(read_yaml(path.read_text(encoding="utf-8"))))
    assert list(check.iter_errors({"hello": 1}))
    assert list(check.iter_errors([1]))
    ids = re.findall(r'"\$id": "([^"]+)"', json.dumps(everything("en")))
    assert len(ids) == len(set(ids)) == len(NAMES) + 1


def test_the_command(yshj: Run, tmp_path: Path) -> None:
    done = yshj("schema", "report", "--lang", "en")
    assert (done.code, json.loads(done.out)) == (0, schema("report", "en"))
    assert json.loads(yshj("schema", "--lang", "zh").out) == everything("zh")
    done = yshj("schema", "catalog", "-o", "s.json", "--lang", "zh")
    assert (done.code, "是否为“catalogue”" in done.err, list(tmp_path.iterdir())) == (2, True, [])
    assert yshj("schema", "catalogue", "-o", "s.json", "--lang", "zh").code == 0
    assert json.loads((tmp_path / "s.json").read_text("utf-8")) == schema("catalogue", "zh")
