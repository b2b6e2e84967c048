"""A report read back from its JSON, its numbers exact."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from yshj.codes.files import OTHER_CONTENT, TOO_LARGE, not_opened
from yshj.errors import InputError, Problem
from yshj.report.compare import Saved
from yshj.report.document.report import SCHEMA_VERSION, Report

LARGEST = 1 << 30  # bytes; a report of a million refused rows has a third of it


def read(path: Path) -> Saved:
    """The report in the JSON file at `path`; InputError where it cannot be read or is none."""
    try:
        with path.open("rb") as file:
            return parse(file.read(LARGEST + 1), str(path))
    except OSError as fault:
        raise InputError(Problem(str(path), not_opened(fault))) from fault


def parse(data: bytes, name: str) -> Saved:
    """The report in `data`, called `name` in messages.

    UTF-8, or UTF-16 as a Windows shell redirects it. Raises InputError.
    """
    if len(data) > LARGEST:
        raise InputError(Problem(name, TOO_LARGE("文件过大", "the file is too large")))
    try:
        raw = json.loads(data, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, InvalidOperation, RecursionError) as fault:
        raise _no_report(name, "不是 JSON", "not JSON") from fault
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    if type(version) is int and version > SCHEMA_VERSION:
        raise InputError(
            Problem(
                name,
                OTHER_CONTENT(
                    f"报告的 schema_version 为 {version}，此版本的 yshj 只认得 {SCHEMA_VERSION}",
                    f"the report has schema_version {version}; this yshj knows {SCHEMA_VERSION}",
                ),
            )
        )
    if type(version) is not int or version != SCHEMA_VERSION:
        raise _no_report(name, "schema_version", "schema_version")
    try:
        report = Report.model_validate(raw)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _no_report(name, where, f"{where}: {first['msg']}") from fault
    ids = [one.id for one in report.results]
    if len(set(ids)) < len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise _no_report(name, f"{twice} 重复", f"{twice} is there twice")
    return Saved(name, hashlib.sha256(data).hexdigest(), report)


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _no_report(name: str, zh: str, en: str) -> InputError:
    return InputError(
        Problem(
            name,
            OTHER_CONTENT(
                f"不是 yshj check --output-format json 写出的报告（{zh}）",
                f"not a report written by yshj check --output-format json ({en})",
            ),
        )
    )
