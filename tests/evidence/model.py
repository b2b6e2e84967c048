"""What was sent, already parsed, and what a judge says of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction

from yshj.calendar.days import WorkCalendar
from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue, Target
from yshj.thresholds.units import PERCENT, Unit


class Said(Enum):
    FIGURE = "figure"
    NOT_APPLICABLE = "不涉及"
    ZERO = "零报告"
    BLANK = ""


@dataclass(frozen=True)
class FigureRow:
    """One row of a measurements table: `start` to `end` are its days, both included.

    A figure is `value` in the target's unit, or `top` and `bottom`: the parts of a share, or of a
    change the amount and its baseline, in `unit`. `cases` is 件数. A milestone has its `day` only.
    """

    target: str
    body: str
    start: date
    end: date
    said: Said = Said.FIGURE
    value: Fraction | None = None
    top: Fraction | None = None
    bottom: Fraction | None = None
    cases: Fraction | None = None
    day: date | None = None
    unit: str = ""


@dataclass(frozen=True)
class CaseRow:
    """One row of a table of cases. `excluded` is in the clock's own unit."""

    target: str
    body: str
    number: str
    started: date | datetime | None
    finished: date | datetime | None = None
    value: Fraction | None = None
    flag: bool | None = None
    excluded: int = 0
    limit: tuple[Decimal, Unit] | None = None
    extended: bool = False


Row = FigureRow | CaseRow


@dataclass(frozen=True)
class Waived:
    """A waiver of one body's rows, or without a body of the whole target."""

    target: str
    body: str | None
    expires: date


@dataclass(frozen=True)
class Submission:
    """Rows and the options they are judged with. `covers` holds `city` or (first, last) days."""

    rows: tuple[Row, ...]
    as_of: date
    covers: tuple[str | tuple[date, date], ...] = ()
    waivers: tuple[Waived, ...] = ()
    reporter: str | None = None

    def without(self, row: Row) -> Submission:
        return replace(self, rows=tuple(one for one in self.rows if one is not row))

    @property
    def covers_city(self) -> bool:
        return "city" in self.covers

    @property
    def covered_spans(self) -> tuple[tuple[date, date], ...]:
        return tuple(one for one in self.covers if not isinstance(one, str))


@dataclass(frozen=True)
class Law:
    """What is given: the plan as data, and the working days."""

    catalogue: Catalogue
    calendar: WorkCalendar


class Verdict(StrEnum):
    """What some evidence says by itself, before anything that is missing."""

    MET = "met"
    MISSED = "missed"
    NOTHING = "nothing to judge"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Outcome:
    """A verdict and the figure shown with it; `shown` False where the words name no figure."""

    verdict: Verdict
    observed: Fraction | date | None = None
    shown: bool = True


@dataclass
class Answer:
    """What is said of one target. `rules` names the steps that led there, for reading."""

    target: str
    status: str = ""
    so_far: str | None = None
    counts_as: str | None = None
    observed: Fraction | date | None = None
    observed_known: bool = True
    refused: list[Row] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    missing_time: list[tuple[str, date, date]] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    would_be: str | None = None
    rules: list[str] = field(default_factory=list)


def is_latest(target: Target) -> bool:
    """Latest target: a level, or a share of which only the latest period counts."""
    if target.statistic is Statistic.LEVEL:
        return True
    return target.statistic is Statistic.SHARE and target.over_periods == "latest"


def is_whole_share(target: Target) -> bool:
    """100 % share: unit %, a floor of 100 or a ceiling of 0, hedged or not."""
    if target.statistic is not Statistic.SHARE or target.unit != PERCENT:
        return False
    if target.op.ceiling:
        return target.threshold == 0
    return target.threshold == 100


def counts_every_miss(target: Target) -> bool:
    """Rule 5: `each` and 100 % shares, of which one miss of anybody decides."""
    return target.statistic is Statistic.EACH or is_whole_share(target)


def is_of_each_body(target: Target) -> bool:
    """A level that every body has to reach."""
    return target.statistic is Statistic.LEVEL and target.over_bodies == "each"


def is_sum(target: Target) -> bool:
    """Rule 15: totals, and levels that are added up."""
    if target.statistic is Statistic.TOTAL:
        return True
    return target.statistic is Statistic.LEVEL and target.over_bodies == "sum"


def is_said_of_city(target: Target) -> bool:
    """Pooled shares but 100 %, means, changes and sums judge no district."""
    if target.statistic is Statistic.SHARE:
        return not is_whole_share(target)
    return target.statistic in (Statistic.MEAN, Statistic.CHANGE) or is_sum(target)
