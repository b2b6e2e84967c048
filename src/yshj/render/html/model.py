"""What the page's template prints: the report, arranged and put into words, one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from yshj.judge.status import Status
from yshj.render.html.charts import Bullet, Histogram
from yshj.render.html.phrases import MEANINGS
from yshj.render.phrases import Phrases
from yshj.render.words import STATUS_ORDER, STATUS_SIGNS


@dataclass(frozen=True)
class Mark:
    """A status as the page shows it: its word, its sign and its colour by `tone`.

    The two differ from the status where a `partial` counts as something else by now.
    """

    value: str
    word: str
    sign: str
    meaning: str
    order: int
    tone: str


def mark(status: Status, say: Phrases, effective: Status | None = None) -> Mark:
    """The status in words; signed, coloured and ordered as what it counts as."""
    effective = effective or status
    return Mark(
        status.value,
        say.status(status),
        STATUS_SIGNS[effective],
        say(MEANINGS[status]),
        STATUS_ORDER[effective],
        effective.value,
    )


@dataclass(frozen=True)
class Who:
    """A body by the key that the filters know it by; `chinese`: its name is in Chinese only."""

    key: int
    label: str
    chinese: bool


@dataclass(frozen=True)
class BodyRow:
    """One body's figures on one target; `exact` are the JSON's digits."""

    label: str
    mark: Mark
    observed: list[str]
    exact: str
    short: str
    n: int
    over: int
    open: int
    margin: str


@dataclass(frozen=True)
class FailureRow:
    whose: str
    file: str
    row: int
    case: str
    due: str
    value: str
    exact: str


@dataclass(frozen=True)
class Fact:
    """A term and what is said of it; `chinese`: words of the plan. `who` are bodies instead."""

    term: str
    text: str = ""
    chinese: bool = False
    who: tuple[Who, ...] = ()


@dataclass
class TargetView:
    """One target with everything the page says of it. Numbers come with the JSON's digits."""

    key: int
    id: str
    name: str
    item: int
    section: int
    mark: Mark
    limit: str
    observed: list[str]
    exact: str
    n: int
    over: int
    open: int
    bodies_told: str
    margin: str
    margin_exact: str
    due: date | None
    leads: list[Who]
    milestone: bool
    attention: bool
    quote: str
    notes: list[str]
    facts: list[Fact]
    bullet: Bullet | None
    chart_told: str
    histogram: Histogram | None
    spread_told: str
    bodies: list[BodyRow]
    failures: list[FailureRow] = field(default_factory=list)
    failures_total: int = 0
    missing_told: str = ""
    incomplete: str = ""
    ledgers: list[str] = field(default_factory=list)

    @property
    def more_failures(self) -> int:
        return self.failures_total - len(self.failures)


@dataclass(frozen=True)
class Counts:
    """How many targets came to which status, by section or by body."""

    key: int
    label: str
    chinese: bool
    by_status: list[int]
    total: int
    links: list[TargetView]


@dataclass(frozen=True)
class Progress:
    """A total on its way; x and widths are in a drawing of `charts.WIDTH`."""

    target: TargetView
    done: str
    gone: str
    pace: str
    lag: float
    bar: float
    full: float
    now: float


@dataclass(frozen=True)
class DoubtRow:
    """What looks odd, of whom and where, and its sender's answer; `target` is None where the report
    does not list it."""

    code: str
    target: TargetView | None
    whose: str
    place: str
    message: str
    remark: str


@dataclass(frozen=True)
class MatrixRow:
    """One target across the districts; a cell is None where nothing is due."""

    target: TargetView
    cells: list[BodyRow | None]
