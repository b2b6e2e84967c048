"""Why a case that took longer than the printed limit is within its own."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from yshj.catalogue.model import Target
from yshj.observe.cases import Outcome

AllowedBy = Literal["rolled", "extended", "excluded"]


def allowed_by(target: Target, worst: Fraction, judged: Iterable[Outcome]) -> tuple[AllowedBy, ...]:
    """Why the worst case is within its own limit though beyond the one that is printed.

    Excluded time is out of the figure already: it is told where no other case took as long.
    """
    cases = [one for one in judged if one.figure == worst]
    if target.limit.holds(worst):
        return ("excluded",) if cases and all(one.excluded for one in cases) else ()
    reasons: dict[AllowedBy, bool] = {
        "rolled": any(one.rolled for one in cases),
        "extended": any(one.extended for one in cases),
        "excluded": any(one.excluded for one in cases),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)
