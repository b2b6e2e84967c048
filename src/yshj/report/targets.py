"""Targets of a catalogue as parts of a document."""

from __future__ import annotations

from yshj.catalogue.model import Target
from yshj.errors import Text
from yshj.report.document import target as told
from yshj.report.document.filled import filled
from yshj.report.document.measure import Statutory


def target_of(target: Target, lang: str) -> told.Target:
    """What the catalogue says of one target, in the report's words."""
    return filled(
        told.Target,
        (target,),
        lang,
        names=Text(target.name.zh, target.name.en),
        unit=target.unit.zh,
        deadline=target.due,
        hedged=target.hedge is not None,
        statutory=statutory_of(target, lang),
    )


def statutory_of(target: Target, lang: str) -> Statutory | None:
    """What the law sets, or what stood before."""
    if target.statutory is None:
        return None
    unit = target.statutory.unit
    return filled(Statutory, (target.statutory,), lang, unit=unit.zh, unit_names=unit)
