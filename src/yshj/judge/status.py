"""The statuses, in a file of their own: a report is read and rendered without the judge."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Only `pass` is green. `counted` is said of a part of what only the city is judged on."""

    PASS = "pass"  # noqa: S105 - a verdict
    FAIL = "fail"
    AT_RISK = "at_risk"
    WARN = "warn"
    WAIVED = "waived"
    PARTIAL = "partial"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"
    COUNTED = "counted"
