"""One target of a catalogue for programs: the JSON of `yshj explain`."""

from __future__ import annotations

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.who import who
from yshj.render.law import clock_rules
from yshj.render.pages import needs
from yshj.render.phrases import Phrases
from yshj.report.document.filled import filled
from yshj.report.document.target import Columns, Explained
from yshj.report.targets import target_of


def explained(catalogue: Catalogue, target: Target, say: Phrases) -> Explained:
    """A target for programs: its data, the events of its clock, its rules, its columns."""
    mean, found = target.statistic is Statistic.MEAN, who(catalogue, target)
    rules = (
        [] if target.clock is None else clock_rules(target.clock, target.rolls and not mean, mean)
    )
    return filled(
        Explained,
        (target_of(target, say.lang), target),
        say.lang,
        clock_rules=rules,
        columns=Columns(**needs(target)),
        reporters=tuple(body.name for body in found.reporters),
        beside=tuple(body.name for body in (*found.leads, *found.beside)),
    )
