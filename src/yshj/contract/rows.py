"""The row models: what a valid measurement and a valid case file are.

They are the only definition. The fast way of the intake room reads the same cells with the same
functions and asks the same rules; what it cannot read it hands to these models, which accept the
row or say what is wrong with it, in words for a clerk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from yshj.calendar.days import WorkCalendar
from yshj.catalogue.bodies import Bodies, Body
from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.who import Who, refusal, who
from yshj.codes.cases import NO_CASE
from yshj.codes.cells import SPOILT
from yshj.codes.rows import NO_TARGET, TOTALS, UNKNOWN_BODY, UNKNOWN_TARGET, WHICH_YEAR
from yshj.contract import amounts, cells, figures, rules
from yshj.contract.cells import CellFault, Mark
from yshj.contract.formulas import bare
from yshj.contract.periods import Period, period
from yshj.contract.windows import of_its_year, window_of, years_there_are
from yshj.errors import Refusal, Text
from yshj.thresholds.units import Unit

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """What a row is read against."""

    catalogue: Catalogue
    calendar: WorkCalendar
    _who: dict[str, Who] = field(default_factory=dict, repr=False, compare=False)
    _told: dict[tuple[str, str], Refusal] = field(default_factory=dict, repr=False, compare=False)

    @property
    def zone(self) -> ZoneInfo:
        return self.catalogue.zone

    @property
    def window(self) -> Period:
        return Period(self.catalogue.plan.window.start, self.catalogue.plan.window.end)

    def window_of(self, target: Target) -> Period:
        """The days that a target is about."""
        return window_of(self.catalogue, target) if target.years else self.window

    def who(self, target: Target) -> Who:
        """Who may speak about a target."""
        if target.id not in self._who:
            self._who[target.id] = who(self.catalogue, target)
        return self._who[target.id]

    def stranger(self, target: Target, body: Body) -> Refusal | None:
        """Rule 1: what a row of a body that nobody asks is told, or None of one that may speak."""
        found = self.who(target)
        if body in found.admitted:
            return None
        pair = (target.id, body.name)
        if pair not in self._told:  # for a whole ledger may be a stranger's
            self._told[pair] = refusal(found, body)
        return self._told[pair]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one cell (or, without a column, with the row)."""

    column: str | None
    value: str | None
    message: Refusal


def _read(reader: Callable[[str], T], text: Any) -> T | None:
    """A cell that may be blank."""
    text = None if text is None else bare(text)
    return None if text is None or cells.is_blank(text) else reader(text)


def _context(info: ValidationInfo) -> Context:
    assert isinstance(info.context, Context)
    return info.context


_TARGETS = Text("；用 yshj targets 列出全部指标", "; yshj targets lists them all")
_TOTALS = TOTALS("合计行，不是一条数据，请删去", "a row of totals, not of data: take it out")


def _target(text: Any, info: ValidationInfo) -> Target:
    catalogue = _context(info).catalogue
    if not (text or "").strip():
        raise CellFault(
            NO_TARGET(
                "缺少指标（编号或名称）；空行请删去",
                "a row needs a target, by its id or name; take an empty row out",
            )
        )
    found: Target | None = catalogue.find(text)
    if found is None and (family := catalogue.family(text)):
        years = years_there_are(family)
        raise CellFault(
            WHICH_YEAR(
                f"该名称每个年份各有一个指标，请写明：{years.zh}",
                f"there is a target of that name for each of some years, name one: {years.en}",
            )
        )
    if found is None:
        raise CellFault(
            UNKNOWN_TARGET("未知的指标", "unknown target") + (catalogue.nearest(text) or _TARGETS)
        )
    return found


def _reporter(text: Any, info: ValidationInfo) -> Body:
    bodies = _context(info).catalogue.bodies
    found: Body | None = bodies.find(text or "")
    if found is None and cells.is_total(text):
        raise CellFault(_TOTALS)
    if found is None:
        raise CellFault(
            UNKNOWN_BODY("未知的填报单位", "unknown reporter")
            + (bodies.nearest(text) or _bodies(bodies))
        )
    return found


def _no_stranger(context: Context, target: Target, body: Body) -> None:
    told = context.stranger(target, body)
    if told is not None:
        raise amounts.RuleFault("reporter", told)


def _bodies(bodies: Bodies) -> Text:
    """Some of the names that would be known, where none is near."""
    some = [body for body in bodies.all if body is not bodies.city][:3]
    return Text(
        f"；应如 {'、'.join(body.name for body in some)}，全市留空",
        f"; expected one such as {', '.join(body.en for body in some)}, or blank for the city",
    )


def _moment(text: Any, info: ValidationInfo) -> date | datetime | None:
    return _read(lambda cell: cells.moment(cell, _context(info).zone), text)


def _day(text: Any, info: ValidationInfo) -> date | None:
    when = _moment(text, info)
    return when.date() if isinstance(when, datetime) else when


def _period(text: Any, info: ValidationInfo) -> Period | None:
    return _read(lambda cell: period(cell, _context(info).window), text)


def _unit(text: Any, info: ValidationInfo) -> Unit | None:
    """A unit that the engine knows, or one that the catalogue counts in: its plan's own word."""
    own = _context(info).catalogue.own_units
    return _read(lambda cell: own.get(cell.strip()) or cells.unit(cell), text)


def _kept(text: Any) -> str:
    kept = "" if text is None else str(text).strip()
    if "\0" in kept:
        raise CellFault(
            SPOILT("含有空字符（NUL），请删去", "the cell holds a NUL character: take it out")
        )
    return kept


def _case(text: Any) -> str:
    """A case number is text: `000123` and `123` are two cases."""
    name = bare(_kept(text))
    if not name:
        raise CellFault(NO_CASE("缺少办件编号", "a case needs a number"))
    if cells.is_total(name):
        raise CellFault(_TOTALS)
    if cells.is_shortened(name):
        raise CellFault(cells.SCIENTIFIC)
    return name


TargetCell = Annotated[Target, BeforeValidator(_target)]
ReporterCell = Annotated[Body, BeforeValidator(_reporter)]
MomentCell = Annotated[date | datetime | None, BeforeValidator(_moment)]
DayCell = Annotated[date | None, BeforeValidator(_day)]
PeriodCell = Annotated[Period | None, BeforeValidator(_period)]
UnitCell = Annotated[Unit | None, BeforeValidator(_unit)]
CountCell = Annotated[Decimal | None, BeforeValidator(partial(_read, cells.count))]
FlagCell = Annotated[bool | None, BeforeValidator(partial(_read, cells.flag))]
TextCell = Annotated[str, BeforeValidator(_kept)]


# a column that is not there is read like a blank cell, where blank is not simply nothing
_ABSENT: Any = Field(default="", validate_default=True)


class Row(BaseModel):
    # `Target` and `Body` come from the catalogue, already checked
    model_config = ConfigDict(extra="ignore", frozen=True, arbitrary_types_allowed=True)


class MeasurementRow(Row):
    """One reported figure.

    `state` says what stood in its place, if no figure did; otherwise `figure` is the figure in
    the target's own unit, or the two parts of a share, or a milestone's day.
    """

    target: TargetCell = _ABSENT
    reporter: ReporterCell = _ABSENT
    period: PeriodCell = None
    value: TextCell = ""
    unit: UnitCell = None
    numerator: TextCell = ""
    denominator: TextCell = ""
    baseline: TextCell = ""
    cases: CountCell = None
    reported: DayCell = None
    evidence: TextCell = ""
    remark: TextCell = ""
    state: Mark | None = None
    figure: amounts.Figure | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_its_year(cls, raw: Any, info: ValidationInfo) -> Any:
        """A name that a plan uses for several years means the target of the row's period."""
        context, word = _context(info), (raw.get("target") or "").strip()
        if not context.catalogue.family(word) or cells.is_blank(raw.get("period") or ""):
            return raw
        try:
            about = period(raw["period"], context.window)
        except CellFault:
            return raw  # the period's own reader says so
        found = of_its_year(context.catalogue, word, about)
        if isinstance(found, Refusal):
            raise amounts.RuleFault("period", found)
        return raw if found is None else {**raw, "target": found.id}

    @model_validator(mode="after")
    def _follows_the_rules(self, info: ValidationInfo) -> MeasurementRow:
        context = _context(info)
        if not self._is_blank():
            _no_stranger(context, self.target, self.reporter)
        state, figure, about = figures.measurement(self, context.window, context.zone)
        object.__setattr__(self, "state", state)
        object.__setattr__(self, "figure", figure)
        object.__setattr__(self, "period", about)
        return self

    def _is_blank(self) -> bool:
        """A row that says nothing is told and refuses nobody."""
        return all(map(cells.is_blank, (self.value, self.numerator, self.denominator)))


class CaseRow(Row):
    """One case file. `figure` is its value in the target's own unit, where it has one."""

    target: TargetCell = _ABSENT
    reporter: ReporterCell = _ABSENT
    case: Annotated[str, BeforeValidator(_case)] = _ABSENT
    started: MomentCell = None
    finished: MomentCell = None
    value: TextCell = ""
    unit: UnitCell = None
    flag: FlagCell = None
    excluded: Annotated[
        tuple[Decimal, Unit | None] | None, BeforeValidator(partial(_read, cells.excluded))
    ] = None
    limit: Annotated[
        tuple[Decimal, Unit] | None, BeforeValidator(partial(_read, cells.duration))
    ] = None
    extended: FlagCell = None
    reported: DayCell = None
    evidence: TextCell = ""
    remark: TextCell = ""
    facts: rules.CaseFacts | None = None

    @model_validator(mode="after")
    def _follows_the_rules(self, info: ValidationInfo) -> CaseRow:
        context = _context(info)
        _no_stranger(context, self.target, self.reporter)
        window = context.window_of(self.target)
        object.__setattr__(self, "facts", rules.case(self, window, context.calendar))
        return self


R = TypeVar("R", bound=Row)


def read_row(model: type[R], raw: Mapping[str, str | None], context: Context) -> R | list[RowFault]:
    """The row as the model accepts it, or everything that is wrong with it."""
    errors = [
        RowFault(name, cell, cells.EXCEL_ERROR)
        for name, cell in raw.items()
        if cells.is_error(cell) and name in model.model_fields and name != "evidence"
    ]
    if errors:
        return errors
    try:
        return model.model_validate(raw, context=context)
    except ValidationError as error:
        faults = []
        for found in error.errors(include_url=False, include_input=False):
            told: CellFault | amounts.RuleFault = found["ctx"][
                "error"
            ]  # ours: no reader raises else
            if isinstance(told, amounts.RuleFault):
                column = told.column if told.column in model.model_fields else None
            else:
                column = str(found["loc"][0]) if found["loc"] else None
            text = told.text
            target = context.catalogue.find(raw.get("target") or "")
            if target is not None and isinstance(told, cells.UnknownUnit):
                text += amounts.own_unit(target)
            faults.append(RowFault(column, raw.get(column) if column else None, text))
        return faults
