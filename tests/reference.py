"""The pages of docs/ that are made from the code: what each option does, and each key of the JSON.

`python -m tests.test_readme` writes them, and tests/test_readme.py holds them to the code.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from yshj.cli.app import app
from yshj.errors import Text
from yshj.render.schema import Schema, schema

_MADE = "<!-- made by `python -m tests.test_readme` from the code; do not edit -->\n"
_BLANK: tuple[object, ...] = (None, False, (), [], 0)


def commands() -> dict[str, Callable[..., Any]]:
    """Each command's function by its name, in the order of `yshj --help`."""
    known = {one.name or _called(one.callback): one.callback for one in app.registered_commands}
    return {name: function for name, function in known.items() if function is not None}


def _called(function: Callable[..., Any] | None) -> str:
    assert function is not None
    return function.__name__


def options() -> str:
    lines = [
        *("# 选项 · Options", "", _MADE),
        "命令行优先于环境变量，环境变量优先于配置文件（见[设置](settings.md)）；"
        "`yshj 命令 --help` 列出同样的内容。",
        "",
        "The command line wins over a variable, a variable over the file: see "
        "[settings](settings.md). `yshj COMMAND --help` says the same.",
        "",
    ]
    for name, function in commands().items():
        lines += [f"## yshj {name}", "", *inspect.getdoc(function).splitlines(), ""]  # type: ignore[union-attr]
        lines += ["| | |", "|---|---|"]
        lines += [f"| {_code(told)} | {_cell(what)} |" for told, what in _parameters(function)]
        lines.append("")
    return "\n".join(lines)


def _parameters(function: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        hint = hints[name]
        info = hint.__metadata__[0] if get_origin(hint) is Annotated else None
        if isinstance(info, ArgumentInfo):
            yield info.metavar or name.upper(), info.help or ""
        elif isinstance(info, OptionInfo) and not info.hidden:
            yield _option(name, info, hint), _meaning(info, parameter.default)


def _option(name: str, info: OptionInfo, hint: Any) -> str:
    # in an annotation the first name stands where a default would
    decls = [str(one) for one in (info.default, *(info.param_decls or ()))]
    decls = [one for one in decls if one.startswith("-")]
    names = ", ".join(decls or [f"--{name.replace('_', '-')}"])
    words = "|".join(str(one.value) for one in _choices(hint))
    value = "" if info.count or bool in (get_args(hint)[0], *get_args(get_args(hint)[0])) else words
    return f"{names} {info.metavar or value}".rstrip()


def _choices(hint: Any) -> list[Enum]:
    kinds = [get_args(hint)[0], *get_args(get_args(hint)[0])]
    return [
        one for kind in kinds if inspect.isclass(kind) and issubclass(kind, Enum) for one in kind
    ]


def _meaning(info: OptionInfo, default: object) -> str:
    shown = default.value if isinstance(default, Enum) else default
    told = "" if shown in _BLANK or shown is inspect.Parameter.empty else f" (`{shown}`)"
    return f"{info.help}{told}"


_JSON_TITLE = Text("JSON 报告", "The JSON report")
_JSON_HEAD = Text(
    "`yshj check --output-format json` 与 `yshj validate --output-format json` 写出的文件，"
    "逐键说明，与 `yshj schema report` 同源。标“可无”的键没有内容时不写。"
    "新键可随时增加，`schema_version` 不变；已有的键不改名。[English](json.md)",
    "What `yshj check --output-format json` and `yshj validate --output-format json` write, key "
    "by key, from where `yshj schema report` comes too. A key marked optional is left out where "
    "there is nothing to say. Keys may be added without a new `schema_version`; none is renamed. "
    "[中文](json.zh.md)",
)
_KEY, _TYPE, _WHAT = Text("键", "key"), Text("类型", "type"), Text("含义", "meaning")
_OPTIONAL, _LIST = Text("可无", "optional"), Text("列表", "list of")
_BOTH = Text("中英文", "both languages")
_MAP, _NULL = Text("以名称为键", "by name"), Text("或空", "or null")


def report_keys(lang: str) -> str:
    found: dict[str, Schema] = {}
    for name in ("report", "validation"):
        found |= schema(name, lang)["$defs"]
    order = ["Report", "Result", "Error", "Doubt", "Input", "Validation"]
    names = [*(one for one in order if one in found), *(one for one in found if one not in order)]
    lines = [f"# {_JSON_TITLE.in_(lang)}", "", _MADE, _JSON_HEAD.in_(lang), ""]
    for name in names:
        body = found[name]
        if "enum" in body:
            words = " · ".join(f"`{one}`" for one in body["enum"])
            lines += [f"## {name}", "", *_said(body), words, ""]
        elif body.get("properties"):
            lines += [f"## {name}", "", *_said(body), *_table(body, lang), ""]
    return "\n".join(lines)


def _said(body: Schema) -> list[str]:
    return [body["description"], ""] if body.get("description") else []


def _table(body: Schema, lang: str) -> list[str]:
    required = body.get("required", ())
    rows = [f"| {_KEY.in_(lang)} | {_TYPE.in_(lang)} | {_WHAT.in_(lang)} |", "|---|---|---|"]
    for key, value in body["properties"].items():
        kind = _kind(value, lang) + ("" if key in required else f"; {_OPTIONAL.in_(lang)}")
        rows.append(f"| `{key}` | {kind} | {_cell(value.get('description', ''))} |")
    return rows


def _kind(value: Schema, lang: str) -> str:
    """A value's type in words: a link to its own table, or JSON's name for it."""
    kind = value.get("type")
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        told = f"[{name}](#{name.lower()})"
    elif "anyOf" in value:
        kinds = [_kind(one, lang) for one in value["anyOf"] if one.get("type") != "null"]
        empty = any(one.get("type") == "null" for one in value["anyOf"])
        told = " / ".join(dict.fromkeys(kinds)) + (f" {_NULL.in_(lang)}" if empty else "")
    elif "const" in value or "enum" in value:
        told = " · ".join(f"`{one}`" for one in value.get("enum", [value.get("const")]))
    elif kind == "array" and value.get("items"):
        told = f"{_LIST.in_(lang)} {_kind(value['items'], lang)}"
    elif kind == "object" and set(value.get("properties", ())) == {"zh", "en"}:
        told = f"{{zh, en}} {_BOTH.in_(lang)}"
    elif kind == "object" and value.get("properties"):
        told = "{" + ", ".join(value["properties"]) + "}"
    elif kind == "object" and isinstance(value.get("additionalProperties"), dict):
        told = f"{_MAP.in_(lang)}: {_kind(value['additionalProperties'], lang)}"
    else:
        told = str(value.get("format") or kind or "any")
    return told


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PAGES: dict[str, Callable[[], str]] = {
    "options.md": options,
    "json.md": lambda: report_keys("en"),
    "json.zh.md": lambda: report_keys("zh"),
}
