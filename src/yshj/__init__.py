"""yshj (营商环境): do submitted figures meet the numeric targets of a government plan?

    import yshj

    report = yshj.check("submission.csv", as_of="2021-12-31")

`check` returns a `Report` or raises a `YshjError`; nothing is printed. The names below are the
public ones; everything else may change. They are imported when they are first used, so that the
command line starts without the engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from yshj.api.check import check, load
    from yshj.api.report import Report
    from yshj.catalogue.model import Catalogue, Target
    from yshj.errors import (
        CatalogueError,
        InputError,
        OutsideCalendar,
        Text,
        UsageError,
        YshjError,
    )
    from yshj.judge.status import Status
    from yshj.report.document.report import Error as Problem
    from yshj.report.document.report import Input
    from yshj.report.document.result import Failure
    from yshj.report.document.result import Reporter as BodyFinding
    from yshj.report.document.result import Result as Finding

_HOMES = {
    "yshj.api.check": ("check", "load"),
    "yshj.api.report": ("Report",),
    "yshj.catalogue.model": ("Catalogue", "Target"),
    "yshj.errors": (
        *("CatalogueError", "InputError", "OutsideCalendar", "Text", "UsageError", "YshjError"),
    ),
    "yshj.judge.status": ("Status",),
    "yshj.report.document.report": ("Input", "Problem"),
    "yshj.report.document.result": ("BodyFinding", "Failure", "Finding"),
}
_OWN = {"Problem": "Error", "BodyFinding": "Reporter", "Finding": "Result"}  # in their own room
__all__ = [
    "BodyFinding",
    "Catalogue",
    "CatalogueError",
    "Failure",
    "Finding",
    "Input",
    "InputError",
    "OutsideCalendar",
    "Problem",
    "Report",
    "Status",
    "Target",
    "Text",
    "UsageError",
    "YshjError",
    "check",
    "load",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), _OWN.get(name, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
