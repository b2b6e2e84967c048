"""From what was judged to the document: the one place where findings become a report's keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from functools import cache

from yshj.catalogue.bodies import Bodies, Body, BodyKind
from yshj.catalogue.model import Catalogue, Target
from yshj.errors import Exit, Problem, Text
from yshj.intake.read import Input as Read
from yshj.judge.doubts import Doubt as Doubted
from yshj.judge.model import BodyFinding, Finding
from yshj.judge.status import Status
from yshj.report.document import plan
from yshj.report.document.filled import filled
from yshj.report.document.measure import Spread
from yshj.report.document.report import (
    SCHEMA_VERSION,
    Chosen,
    Doubt,
    Error,
    Input,
    MappingOf,
    Report,
    Validation,
)
from yshj.report.document.result import Bodies as Asked
from yshj.report.document.result import (
    Failure,
    LedgerOf,
    MissingTime,
    Reporter,
    Result,
    Waiver,
    WaiverEntry,
    YearOf,
)
from yshj.report.document.values import Exact
from yshj.report.grouped import breakdown_of, figures_of, tally
from yshj.report.model import Failure as Failing
from yshj.report.model import Report as Judged
from yshj.report.model import Result as Found
from yshj.report.spread import spread_of
from yshj.report.targets import statutory_of


def document_of(found: Judged, lang: str) -> Report:
    """The report on what was judged, its words in `lang`."""
    catalogue = found.catalogue
    results = tuple(result_of(one, catalogue, lang) for one in found.results)
    bodies = _bodies(catalogue, results, found.reporters, lang)
    about = filled(
        plan.CatalogueOf,
        (catalogue, catalogue.plan),
        lang,
        window=filled(plan.Window, (catalogue.plan.window,), lang),
    )
    return filled(
        Report,
        (found,),
        lang,
        schema_version=SCHEMA_VERSION,
        tool=_tool(found.version),
        exit_code=int(found.exit_code),
        catalogue=about,
        calendar=filled(
            plan.CalendarOf,
            (found.calendar,),
            lang,
            years=found.calendar.span(),
            sha256=found.calendar.sha256(),
        ),
        inputs=_inputs(found.inputs),
        summary=tally(one.status for one in results),
        results=results,
        errors=_errors(found.problems, catalogue.bodies, lang),
        mapping=found.mapping and filled(MappingOf, (found.mapping,), lang),
        selection=Chosen.model_construct(reporters=found.reporters) if found.reporters else None,
        baseline=None,
        breakdown=found.breakdown and breakdown_of(found, results, bodies, about, lang),
        lang=lang,
        sections=_sections(catalogue, {one.item for one in results}, lang),
        bodies=bodies,
        doubts=_doubts(found.results, lang),
    )


def validation(
    inputs: Sequence[Read],
    problems: Sequence[Problem],
    bodies: Bodies,
    version: str,
    lang: str,
) -> Validation:
    """The outcome of a validation, in a report's words."""
    return Validation.model_construct(
        schema_version=SCHEMA_VERSION,
        tool=_tool(version),
        exit_code=int(Exit.INPUT if problems else Exit.OK),
        inputs=_inputs(inputs),
        errors=_errors(problems, bodies, lang),
    )


def _tool(version: str) -> plan.Tool:
    return plan.Tool.model_construct(name="yshj", version=version)


def _inputs(inputs: Sequence[Read]) -> tuple[Input, ...]:
    return tuple(
        filled(
            *(Input, (one,), "en"),
            path=one.name,
            rows_refused=one.refused,
            rows_left_out=one.left_out,
        )
        for one in inputs
    )


def _errors(problems: Sequence[Problem], bodies: Bodies, lang: str) -> tuple[Error, ...]:
    """There can be a million: each is made by hand."""

    @cache
    def whose(word: str | None) -> str | None:
        body = None if word is None else bodies.find(word)
        return None if body is None else body.name

    return tuple(
        Error.model_construct(
            file=one.file,
            row=one.row,
            line=one.line if one.line is not None else one.row,
            column=one.column,
            value=one.value,
            message=one.message.in_(lang),
            message_text=Text(one.message.zh, one.message.en),
            code=one.code,
            reporter=whose(one.reporter),
            sheet=one.sheet,
            cell=one.cell,
        )
        for one in problems
    )


def result_of(result: Found, catalogue: Catalogue, lang: str) -> Result:
    """One finding with its failing rows."""
    finding = result.finding
    target = finding.target
    return filled(
        Result,
        (finding, *figures_of(finding.measure), target, result),
        lang,
        limit=target.threshold,
        unit=target.unit.zh,
        unit_names=target.unit,
        deadline=target.due,
        hedged=target.hedge is not None,
        statutory=statutory_of(target, lang),
        bodies=_asked(finding, catalogue),
        reporters=tuple(_reporter(one, result, lang) for one in finding.by_body),
        waiver=_waiver(finding, lang),
        failures=tuple(_failure(one, target, lang) for one in result.failures),
        weight=_weight(target, catalogue),
        spread=_spread(finding),
        missing_time=tuple(
            MissingTime.model_construct(reporter=body.name, from_=period.start, to=period.end)
            for body, period in finding.missing_time
        ),
        years=tuple(
            filled(YearOf, (one, one.measure), lang, limit=target.threshold)
            for one in finding.years
        ),
        ledgers=tuple(
            filled(LedgerOf, (one,), lang, reporter=one.body.name) for one in finding.ledgers
        ),
    )


def _spread(finding: Finding) -> Spread | None:
    """Of times only: a page draws them against the calendar's limit."""
    found, target = finding.measure.spread, finding.target
    if found is None or target.clock is None:
        return None
    return spread_of(found, Fraction(target.threshold), target.op)


def _asked(finding: Finding, catalogue: Catalogue) -> Asked:
    silent = finding.status is Status.NO_DATA and not finding.missing
    return Asked.model_construct(
        reported=_names(finding.reported),
        expected=len(finding.expected),
        missing=_names(finding.missing),
        needed=_names(finding.expected),
        asked=_names(catalogue.expected(finding.target)) if silent else None,
    )


def _names(bodies: Iterable[Body]) -> tuple[str, ...]:
    return tuple(body.name for body in bodies)


def _reporter(one: BodyFinding, result: Found, lang: str) -> Reporter:
    return filled(
        Reporter,
        (one, one.body, *figures_of(one.measure)),
        lang,
        limit=result.finding.target.threshold,
        reporter=one.body.name,
        late=True if one.body.name in result.late else None,
    )


def _weight(target: Target, catalogue: Catalogue) -> Exact | None:
    found = catalogue.plan.weights.get(target.id)
    return None if found is None else Exact.of(found, None)


def _waiver(finding: Finding, lang: str) -> Waiver | None:
    if not finding.waivers:
        return None
    entries = tuple(filled(WaiverEntry, (one,), lang) for one in finding.waivers)
    return Waiver.model_construct(would_be=finding.unwaived, entries=entries)


def _failure(one: Failing, target: Target, lang: str) -> Failure:
    line = one.line if one.line is not None else one.row
    return filled(Failure, (one,), lang, limit=target.threshold, line=line)


def _doubts(results: Iterable[Found], lang: str) -> tuple[Doubt, ...]:
    """By code and then in the plan's order."""
    found = [one for result in results for one in result.finding.doubts]
    return tuple(_doubt(one, lang) for one in sorted(found, key=lambda one: one.code))


def _doubt(one: Doubted, lang: str) -> Doubt:
    row = None if one.row is None else one.row.origin
    return Doubt.model_construct(
        code=one.code,
        id=one.target.id,
        reporter=one.body.name,
        period=None if one.period is None else str(one.period),
        file=None if row is None else row.table.name,
        row=None if row is None else row.at,
        message=one.message.in_(lang),
        message_text=one.message,
        remark=one.remark,
    )


def _sections(catalogue: Catalogue, items: Collection[int], lang: str) -> tuple[plan.Section, ...]:
    return tuple(
        filled(
            plan.Section,
            (section,),
            lang,
            items=tuple(
                filled(plan.Item, (item.entry, item), lang)
                for item in section.items
                if item.number in items
            ),
        )
        for section in catalogue.sections
    )


def _bodies(
    catalogue: Catalogue, results: Sequence[Result], reporters: Sequence[str], lang: str
) -> tuple[plan.BodyOf, ...]:
    """Every district and zone, and whoever else the report names, with the names it uses."""
    used: dict[str, set[str]] = {name: set() for name in reporters}
    for one in results:
        told = one.bodies
        for name in (*told.reported, *told.missing, *(told.needed or ()), *(told.asked or ())):
            used.setdefault(name, set())
        for each in one.reporters:
            used.setdefault(each.reporter, set())
        entry = catalogue.items[one.item].entry
        for name in (*entry.lead, *entry.responsible):
            body = None if name in catalogue.plan.groups else catalogue.bodies.find(name)
            if body is not None:
                used.setdefault(body.name, set()).add(name)
    return tuple(
        _body(body, sorted(used.get(body.name, set()) - {body.name}), catalogue, lang)
        for body in catalogue.bodies.all
        if body.name in used or body.kind in (BodyKind.DISTRICT, BodyKind.ZONE)
    )


def _body(body: Body, also: Sequence[str], catalogue: Catalogue, lang: str) -> plan.BodyOf:
    whole = catalogue.bodies.whole(body)
    return filled(
        plan.BodyOf,
        (body,),
        lang,
        label=Text(body.name, body.en),
        short=Text(min((body.name, *body.aliases), key=len), body.en),
        adds_up=body in catalogue.parts,
        also=tuple(also),
        part_of=None if whole is None else whole.name,
    )
