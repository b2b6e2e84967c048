"""JSON Schema (draft 2020-12) of what is read and written, made from the models themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from yshj.calendar.days import CalendarFile
from yshj.catalogue.entries import ItemEntry, SectionHeadFile
from yshj.catalogue.plan_entry import PlanFile
from yshj.catalogue.waivers import WaiverFile
from yshj.contract.headers import CASE_COLUMNS, COLUMNS, MEASUREMENT_COLUMNS
from yshj.errors import Text
from yshj.intake.mapping_file import MappingFile
from yshj.render.json import dump
from yshj.render.schema_words import COLUMNS as COLUMN_WORDS
from yshj.render.schema_words import KEYS, TITLES
from yshj.report.document.changes import Diff
from yshj.report.document.keys import Part, tolds
from yshj.report.document.report import Report, Validation
from yshj.report.document.target import Explained, Target
from yshj.report.document.traced import Measured, Trace
from yshj.report.document.values import Exact

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES = tuple(TITLES)
Schema = dict[str, Any]


class SectionFile(SectionHeadFile):
    """A section's file."""

    items: tuple[ItemEntry, ...]


def schema(name: str, lang: str) -> Schema:
    """One of `NAMES`; its descriptions are in `lang`."""
    body = _told(_rows(lang) if name == "rows" else _BODIES[name](), lang)
    head = {"$schema": DIALECT, "$id": f"urn:yshj:schema:{name}", "title": TITLES[name].in_(lang)}
    return {**head, **{key: value for key, value in body.items() if key != "title"}}


def everything(lang: str) -> Schema:
    """All of them in one document, each under its name; valid is what one of them allows."""
    found = {name: schema(name, lang) for name in NAMES}
    del found["rows"]["$defs"]  # which stand here under their own names
    return {
        "$schema": DIALECT,
        "$id": "urn:yshj:schema",
        "title": "yshj",
        "anyOf": [{"$ref": one["$id"]} for one in found.values()],
        "$defs": found,
    }


def render(name: str | None, lang: str) -> str:
    """A schema as JSON text; without a name all of them in one."""
    return dump(everything(lang) if name is None else schema(name, lang))


def _of(model: type[BaseModel]) -> Schema:
    found = model.model_json_schema(schema_generator=_AsWritten)
    found.setdefault("$defs", {})[model.__name__] = {
        key: value for key, value in found.items() if key != "$defs"
    }
    return {"$ref": f"#/$defs/{model.__name__}", "$defs": found["$defs"]}


class _AsWritten(GenerateJsonSchema):
    """A part of a document as it is written: every key is required but for those that are spare."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        if issubclass(schema["cls"], Part):
            fields = schema["cls"].model_fields
            written = {name: fields[name].alias or name for name in fields}
            for name, told in tolds(schema["cls"]).items():
                field = found["properties"][written[name]]
                field.pop("default", None)
                if told.words:
                    field["description"] = told.words
            if any(_holds_exact(one.annotation) for one in schema["cls"].model_fields.values()):
                found["properties"]["exact"] = dict(_EXACT)  # whose words are put into a language
            always = [written[name] for name, told in tolds(schema["cls"]).items() if told.always]
            found |= {"required": always} if always else {}
        return found

    def encode_default(self, dft: Any) -> Any:
        if isinstance(dft, BaseModel):  # one built late has no serializer before it is asked for
            type(dft).model_rebuild()
        return super().encode_default(dft)


_EXACT: Schema = {
    "type": "object",
    "additionalProperties": {"type": "string", "pattern": r"^-?\d+/\d+$"},
    "description": Text(
        "因位数所限而舍入的数，其精确分数", "of numbers that had to be rounded, the exact fraction"
    ),
}


def _holds_exact(kind: Any) -> bool:
    return kind is Exact or any(_holds_exact(one) for one in get_args(kind))


def _catalogue() -> Schema:
    """`plan.yaml` is told from a section file by its first key."""
    _, found = models_json_schema([(PlanFile, "validation"), (SectionFile, "validation")])
    return {
        "type": "object",
        "if": {"required": ["plan"]},
        "then": {"$ref": "#/$defs/PlanFile"},
        "else": {"$ref": "#/$defs/SectionFile"},
        "$defs": found["$defs"],
    }


def _rows(lang: str) -> Schema:
    """Told apart by the case's number, like the tables."""
    kinds = {name: schema(name, lang) for name in ("measurements", "cases")}
    return {
        "if": {"anyOf": _any_name("case")},
        "then": {"$ref": kinds["cases"]["$id"]},
        "else": {"$ref": kinds["measurements"]["$id"]},
        "$defs": kinds,
    }


_TEXT: Schema = {"type": ["string", "number", "null"]}
_NOT_BLANK: Schema = {"type": ["string", "number"], "pattern": r"\S"}
_WORD: Schema = {"type": ["string", "null"]}
_CELL: Schema = {"type": ["string", "number", "boolean", "null"]}
_CELLS = {
    **dict.fromkeys(("target", "case"), _NOT_BLANK),
    **dict.fromkeys(("reporter", "unit"), _WORD),
    **dict.fromkeys(("flag", "extended", "evidence"), _CELL),
}


def _row(
    columns: Iterable[str], one_of: Iterable[tuple[str, ...]], none_of: Iterable[str]
) -> Schema:
    """A row as an object of cells, under the English names or the Chinese; others are ignored."""
    properties: Schema = {}
    defs: Schema = {}
    for column in columns:
        defs[column] = {"x-column": column, **_CELLS.get(column, _TEXT)}
        for name in (column, *COLUMNS[column]):
            properties[name] = {"$ref": f"#/$defs/{column}"}
    rules: list[Schema] = [{"oneOf": _any_name("target")}]
    rules += [{"anyOf": [each for name in names for each in _any_name(name)]} for names in one_of]
    rules += [{"not": {"anyOf": _any_name(name)}} for name in none_of]
    return {"type": "object", "properties": properties, "allOf": rules, "$defs": defs}


def _any_name(column: str) -> list[Schema]:
    return [{"required": [name]} for name in (column, *COLUMNS[column])]


def _told(body: Schema, lang: str) -> Schema:
    """With our words for the keys that have some, instead of titles and docstrings."""
    for name, model in body.get("$defs", {}).items():
        if "$id" in model:  # a schema of its own, told already
            continue
        model.pop("description", None)
        if column := model.pop("x-column", None):
            model["description"] = COLUMN_WORDS[column].in_(lang)
        for key, field in model.get("properties", {}).items():
            words = KEYS.get(f"{name}.{key}") or field.get("description")
            if isinstance(words, Text):
                field["description"] = words.in_(lang)
    return {key: _untitled(value) for key, value in body.items() if key != "description"}


def _untitled(part: Any) -> Any:
    """Without the titles that are only a key's own name again."""
    if isinstance(part, list):
        return [_untitled(one) for one in part]
    if not isinstance(part, dict) or "$id" in part:
        return part
    return {
        key: _untitled(value)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str))
    }


_BODIES: dict[str, Callable[[], Schema]] = {
    "catalogue": _catalogue,
    "measurements": lambda: _row(MEASUREMENT_COLUMNS, [("value", "numerator")], ("case",)),
    "cases": lambda: _row(CASE_COLUMNS, [("case",)], ()),
    "report": lambda: _of(Report),
    "validation": lambda: _of(Validation),
    "targets": lambda: TypeAdapter(list[Target]).json_schema(schema_generator=_AsWritten),
    "explain": lambda: _of(Explained),
    "diff": lambda: _of(Diff),
    "trace": lambda: _of(Trace),
    "draft": lambda: _of(Measured),
    "waivers": lambda: _of(WaiverFile),
    "mapping": lambda: _of(MappingFile),
    "calendar": lambda: _of(CalendarFile),
}
