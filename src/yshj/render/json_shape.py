"""The shape of the JSON that `check`, `validate` and `targets` write, for their schemas.

`render.json` writes it by hand, number by number; a test closes the schemas against unknown keys
and holds every kind of report against them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, WithJsonSchema

from yshj.catalogue.bodies import BodyKind
from yshj.catalogue.entries import Statistic
from yshj.contract.headers import Table
from yshj.judge.model import Status
from yshj.report.breakdown import By
from yshj.report.compare import Change
from yshj.thresholds.limits import Op

Number = Annotated[float, WithJsonSchema({"type": "number"})]
_DAY = r"^\d{4}-\d\d-\d\d$"
Day = Annotated[str, Field(pattern=_DAY, json_schema_extra={"format": "date"})]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?$")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]
Row = Annotated[int, Field(ge=0)]


class Shape(BaseModel):
    """Nothing here is read: every key without a default is always written."""


class Tool(Shape):
    name: Literal["yshj"]
    version: str


class CatalogueOf(Shape):
    name: str
    title: str
    document: str
    sha256: Sha256


class CalendarOf(Shape):
    name: str
    years: str
    sha256: Sha256


class InputOf(Shape):
    """A table that was read: a file, or a sheet of one."""

    path: str
    sha256: Sha256
    encoding: str
    table: Table
    rows: Count
    rows_refused: Count
    rows_left_out: Count


class Summary(Shape):
    """How many results have each status."""

    pass_: Annotated[Count, Field(alias="pass")]
    fail: Count
    at_risk: Count
    warn: Count
    waived: Count
    partial: Count
    undetermined: Count
    not_applicable: Count
    no_data: Count


class StatutoryOf(Shape):
    """What the law sets, or what stood before."""

    value: Number
    unit: str
    kind: Literal["statutory", "earlier"]


class MeasureOf(Shape):
    """What was observed; `observed` is in the result's unit, a day for a milestone."""

    observed: Number | Day | None
    n: Count
    over: Count
    open: Count
    rolled: Count
    margin: Number | None
    median: Number | Day | None
    p90: Number | Day | None
    numerator: Number | None
    denominator: Number | None


class BodiesOf(Shape):
    reported: list[str]
    expected: Count
    missing: list[str]


class ReporterOf(MeasureOf):
    """The same by body."""

    reporter: str
    kind: BodyKind
    status: Status
    decides: bool


class WaiverEntryOf(Shape):
    reporter: str | None
    reason: str
    approver: str
    expires: Day


class WaiverOf(Shape):
    would_be: Status | None
    entries: list[WaiverEntryOf]


class FailureOf(Shape):
    file: str
    row: Row
    line: Row
    reporter: str | None
    case: str | None
    due: Moment | None
    observed: Number | Day | None


class MissingTimeOf(Shape):
    reporter: str
    from_: Annotated[Day, Field(alias="from")]
    to: Day


class LedgerOf(Shape):
    """From when to when a body's cases run."""

    reporter: str
    first: Day | None
    last: Day | None
    cases: Count


class ResultOf(MeasureOf):
    """The verdict on one target; a milestone's `threshold` is its day, as 20211231."""

    id: str
    item: Count
    name: str
    statistic: Statistic
    op: Op
    threshold: Number
    unit: str
    status: Status
    statutory: StatutoryOf | None
    deadline: Day | None
    hedged: bool
    bodies: BodiesOf
    so_far: Literal["met", "missed"] | None
    counts_as: Literal["fail", "warn"] | None
    missing_time: list[MissingTimeOf]
    ledgers: list[LedgerOf]
    reporters: list[ReporterOf]
    waiver: WaiverOf | None
    notes: list[str]
    quote: str
    failures_total: Count
    failures: Annotated[list[FailureOf], Field(max_length=100)]


class ErrorOf(Shape):
    """A refused row, or a file that could not be read."""

    file: str
    row: Row | None
    line: Row | None
    column: str | None
    value: str | None
    message: str


class MappingOf(Shape):
    """The file that says how the inputs were read."""

    name: str
    sha256: Sha256


class Selection(Shape):
    """What the check was narrowed to."""

    reporters: list[str]


class BaselineCatalogue(Shape):
    name: str
    sha256: str


class SideOf(Shape):
    status: Status
    would_be: Status | None
    op: Op
    threshold: Number
    unit: str
    observed: Number | Day | None
    n: Count
    over: Count
    margin: Number | None


class ChangeOf(Shape):
    id: str
    item: Count
    name: str
    change: Change
    before: SideOf | None
    after: SideOf | None


class BaselineOf(Shape):
    """The earlier report that this one is compared with."""

    path: str
    sha256: str
    as_of: Day
    catalogue: BaselineCatalogue
    summary: dict[Change, Count]
    changes: list[ChangeOf]
    notes: list[str]


class PartOf(MeasureOf):
    id: str
    status: Status


class GroupOf(Shape):
    key: str
    name: str
    summary: Summary
    results: list[PartOf]


class BreakdownOf(Shape):
    """Findings by reporting body, period, item or lead body."""

    by: By
    groups: list[GroupOf]


class ReportOf(Shape):
    """A report of `yshj check --output-format json`."""

    schema_version: Literal[1]
    tool: Tool
    as_of: Day
    exit_code: Literal[0, 1, 3]
    catalogue: CatalogueOf
    calendar: CalendarOf
    inputs: list[InputOf]
    summary: Summary
    results: list[ResultOf]
    errors: list[ErrorOf]
    notes: list[str]
    mapping: MappingOf | None = None
    selection: Selection | None = None
    baseline: BaselineOf | None = None
    breakdown: BreakdownOf | None = None


class ValidationOf(Shape):
    """The outcome of `yshj validate --output-format json`."""

    schema_version: Literal[1]
    tool: Tool
    exit_code: Literal[0, 3]
    inputs: list[InputOf]
    errors: list[ErrorOf]


class NamesOf(Shape):
    zh: str
    en: str


class TargetOf(Shape):
    """One target of `yshj targets --output-format json`."""

    id: str
    item: Count
    name: str
    names: NamesOf
    statistic: Statistic
    op: Op
    threshold: Number
    unit: str
    clock: str | None
    deadline: Day | None
    hedged: bool
    implied: bool
    confirmed: bool
    statutory: StatutoryOf | None
    scope: str
    reported_by: Literal["city", "districts"] | list[str]
    interpretation: str | None
    quote: str
