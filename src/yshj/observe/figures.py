"""Reported figures as they were sent: each accepted row with its period, figure or mark."""

from __future__ import annotations

from dataclasses import dataclass

from yshj.contract.amounts import Figure
from yshj.contract.cells import Mark
from yshj.contract.periods import Period
from yshj.intake.measurements import Measured


@dataclass(frozen=True, slots=True)
class Row:
    """One accepted measurement: a figure, or the mark that stands in its place, or both (零报告).

    `origin` is the row it was read from; rows made up in tests have none.
    """

    period: Period
    figure: Figure | None = None
    mark: Mark | None = None
    origin: Measured | None = None

    @property
    def says(self) -> bool:
        """A blank says nothing: neither a figure, nor that there is none."""
        return self.figure is not None or self.mark in (Mark.ZERO, Mark.NOT_APPLICABLE)


def row_of(one: Measured) -> Row:
    assert one.row.period is not None  # the row model has seen to it
    return Row(one.row.period, one.row.figure, one.row.state, one)
