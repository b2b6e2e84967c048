"""YAML read as text: every scalar is the words that stand there, with its line.

YAML's own typing turns `1:30` into 90, `yes` into True and a date into an object, and keeps the
last of two equal keys. Here nothing is typed until a model says what it is, and equal keys,
aliases and merges are refused. libyaml's parser is used: the pure one is ten times slower.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from yshj.codes.files import not_opened
from yshj.errors import CatalogueError, Problem, Text, nearest

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST_FILE = 8 * 1024 * 1024
DEEPEST = 40
Path_ = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


class Document:
    """A parsed file: `data` of dicts, lists and strings, and the line of each path in it."""

    def __init__(
        self, file: str, data: Any, lines: dict[Path_, int], problems: list[Problem], sha256: str
    ) -> None:
        self.sha256 = sha256  # of the file's bytes
        self.problems = problems  # equal keys, aliases, merges
        self.file = file
        self.data = data
        self._lines = lines

    def line(self, path: Path_) -> int | None:
        """The line of `path`, or of the nearest thing around it that has one."""
        while path not in self._lines and path:
            path = path[:-1]
        return self._lines.get(path)

    def known(self, path: Path_) -> Path_:
        """`path` without the parts by which pydantic tells the branches of a union apart."""
        found: Path_ = ()
        for part in path:
            if (*found, part) in self._lines or not re.fullmatch(r".*\[.*\]", str(part)):
                found = (*found, part)
        return found

    def problem(self, path: Path_, message: Text, value: str | None = None) -> Problem:
        where = ".".join(str(part) for part in path) or None
        return Problem(self.file, message, line=self.line(path), key=where, value=value)


def read(path: Path, keep_problems: bool = False) -> Document:
    """Parse the YAML file at `path`; what is wrong with its syntax is a CatalogueError.

    With `keep_problems`, equal keys, aliases and merges are left in the document's `problems`, so
    that a caller can tell them together with the rest.
    """
    name = str(path)
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise CatalogueError([Problem(name, not_opened(fault))]) from fault
    return parse(raw, name, keep_problems)


def parse(raw: bytes, name: str, keep_problems: bool = False) -> Document:
    if len(raw) > LARGEST_FILE:
        raise CatalogueError([Problem(name, Text("文件过大", "the file is too large"))])
    try:
        text = raw.decode("utf-8-sig")
        _shallow(text, name)
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as fault:
        message = Text("文件不是 UTF-8 编码", "the file is not UTF-8")
        raise CatalogueError([Problem(name, message)]) from fault
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        reason = str(
            getattr(fault, "problem", None) or getattr(fault, "reason", None) or "unreadable"
        )
        hint = next((zh for words, zh in _SYNTAX if words in reason), _SYNTAX[-1][1])
        message = Text(f"YAML 语法错误：{hint}", f"not valid YAML: {reason}")
        if "nesting depth" in reason:  # libyaml's own limit, which PyYAML keeps since 6.0.4
            message = _TOO_DEEP
        at = getattr(fault, "position", None)  # of a sign that no YAML may hold
        line = raw[:at].count(b"\n") + 1 if isinstance(at, int) else None
        line = line if mark is None else mark.line + 1
        raise CatalogueError([Problem(name, message, line=line)]) from fault
    problems: list[Problem] = []
    lines: dict[Path_, int] = {}
    data = None if node is None else _Builder(name, problems, lines).build(node, ())
    if not isinstance(data, dict):
        problems.append(Problem(name, Text("应为键值表", "expected a table of keys"), line=1))
    if not isinstance(data, dict) or (problems and not keep_problems):
        raise CatalogueError(problems)
    return Document(name, data, lines, problems, hashlib.sha256(raw).hexdigest())


def model(document: Document, of: type[M], data: Any = None, at: Path_ = ()) -> M:
    """`data` (default: the whole document) as a model; every fault with its line."""
    try:
        return of.model_validate(document.data if data is None else data)
    except ValidationError as fault:
        raise CatalogueError(
            [_problem(document, of, at, dict(error)) for error in fault.errors(include_url=False)]
        ) from fault


def _problem(document: Document, of: type[BaseModel], at: Path_, error: dict[str, Any]) -> Problem:
    path = document.known((*at, *error["loc"]))
    context = error.get("ctx", {})
    value = error["input"] if isinstance(error["input"], str) else None
    if "text" in context:
        message = context["text"]
    elif error["type"] == "extra_forbidden":
        known = nearest(str(path[-1]), _keys(of, error["loc"][:-1]))
        message = Text("未知的键", "unknown key") + known
    elif error["type"] == "missing":
        message = Text("缺少该键", "this key is missing")
    elif error["type"] in ("enum", "literal_error"):
        expected = str(context["expected"])
        words = expected.replace("'", "").replace(" or ", ", ").split(", ")
        message = Text(f"应为以下之一：{'、'.join(words)}", f"expected one of {', '.join(words)}")
        turned = (value or "")[::-1]  # => for >=
        message += nearest(turned if turned in words else value or "", words)
    else:
        message = _expected(error["type"], context) or Text("格式无效", error["msg"])
    return document.problem(path, message, value)


_SYNTAX = (  # what the parser says, in its own English, and what a reader may do about it
    ("mapping values are not allowed", "此处不能有冒号；文字中有冒号时请加引号，并检查缩进"),
    (
        "found character that cannot start",
        "不能用制表符缩进，也不能以 @、`、% 等符号开头；请加引号",
    ),
    ("tab character", "不能用制表符缩进，请用空格"),
    ("end of stream", "引号没有配对"),
    ("unknown escape", "双引号中的反斜杠须写两次"),
    ("expected ',' or", "方括号或花括号没有配对，或缺少逗号"),
    ("could not find expected ':'", "键后缺少冒号和空格"),
    ("control characters", "含有不能显示的控制字符"),
    ("", "请检查此处的缩进、冒号和引号"),
)
_TYPES = {
    "table": Text("应为键值表", "expected a table of keys"),
    "list": Text("应为列表（- 开头的各行，或 [甲, 乙]）", "expected a list"),
    "int": Text("应为整数", "expected a whole number"),
    "string": Text("应为文字", "expected text"),
}
_KINDS = {
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), "table"),
    **dict.fromkeys(("list_type", "tuple_type", "set_type"), "list"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), "int"),
    "string_type": "string",
}


def _expected(kind: str, context: dict[str, Any]) -> Text | None:
    """What pydantic says in English only, in both languages."""
    if kind in _KINDS:
        return _TYPES[_KINDS[kind]]
    if kind == "greater_than_equal":
        return Text(f"不能小于 {context['ge']}", f"must be at least {context['ge']}")
    if kind == "less_than_equal":
        return Text(f"不能大于 {context['le']}", f"must be at most {context['le']}")
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        return Text(f"应符合格式 {pattern}", f"must match {pattern}")
    return None


def _keys(of: Any, path: Path_) -> list[str]:
    """The field names of the model that stands at `path` inside model `of`."""
    for part in path:
        if isinstance(part, int):
            continue
        field = getattr(of, "model_fields", {}).get(part)
        if field is None:
            return []
        of = _inner(field.annotation)
    fields = getattr(of, "model_fields", {})
    return [field.alias or name for name, field in fields.items()]


def _inner(annotation: Any) -> Any:
    """The model inside `list[Model]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner(argument)
        if found is not None:
            return found
    return None


_TOO_DEEP = Text("嵌套过深", "nested too deeply")


def _shallow(text: str, name: str) -> None:
    """Refuse nesting deep enough to exhaust a recursive parser, before it is called."""
    depth = 0
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, _OPENING):
            depth += 1
        elif isinstance(token, _CLOSING):
            depth -= 1
        if depth > DEEPEST:
            line = token.start_mark.line + 1
            raise CatalogueError([Problem(name, _TOO_DEEP, line=line)])


_OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


class _Builder:
    def __init__(self, name: str, problems: list[Problem], lines: dict[Path_, int]) -> None:
        self.name = name
        self.problems = problems
        self.lines = lines
        self.seen: set[int] = set()

    def build(self, node: Any, path: Path_) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if id(node) in self.seen:
            self.fault(node, Text("不允许使用别名（*）", "aliases (*) are not allowed"))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return None if node.value == "" and not node.style else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, at)) for at, child in enumerate(node.value)]
        return self.table(node, path)

    def table(self, node: Any, path: Path_) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
                self.fault(key_node, Text("键应为文字", "a key must be plain text"))
                continue
            if id(key_node) in self.seen:
                self.fault(key_node, Text("不允许使用别名（*）", "aliases (*) are not allowed"))
                continue
            self.seen.add(id(key_node))
            key = key_node.value
            if key in table:
                self.fault(
                    key_node,
                    Text(f"键“{key}”重复", f"duplicate key {key!r}"),
                )
            table[key] = self.build(value_node, (*path, key))
            self.lines[(*path, key)] = key_node.start_mark.line + 1
        return table

    def fault(self, node: Any, message: Text) -> None:
        self.problems.append(Problem(self.name, message, line=node.start_mark.line + 1))
