"""A status, a measure, a failing row in words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from yshj.catalogue.entries import Statistic
from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render.phrases import Phrases
from yshj.report.document.result import WaiverEntry
from yshj.thresholds.numbers import grouped, in_groups, plain, show
from yshj.thresholds.units import DURATIONS, Kind, Unit, find_unit

if TYPE_CHECKING:  # pages about a catalogue need no report
    from yshj.catalogue.model import Target
    from yshj.report.document.changes import Side
    from yshj.report.document.measure import Measure
    from yshj.report.document.result import Failure, Result


class HasUnit(Protocol):
    """Anything that says its unit in both languages."""

    @property
    def units(self) -> Text: ...


STATUS_SIGNS = {
    Status.PASS: "✓",
    Status.FAIL: "✗",
    Status.AT_RISK: "!",
    Status.WARN: "!",
    Status.WAIVED: "~",
    Status.PARTIAL: "…",
    Status.UNDETERMINED: "?",
    Status.NOT_APPLICABLE: "–",
    Status.NO_DATA: "○",
    Status.COUNTED: "+",
}
# the order of a page and of a summary: what wants an eye first
STATUS_ORDER = {
    status: place
    for place, status in enumerate(
        (
            *(Status.FAIL, Status.UNDETERMINED, Status.WARN, Status.AT_RISK, Status.PARTIAL),
            *(Status.WAIVED, Status.NOT_APPLICABLE, Status.COUNTED, Status.PASS),
            Status.NO_DATA,
        )
    )
}


def describe(found: Measure, target: Result, say: Phrases) -> list[str]:
    """What was observed, in short lines: “3 of 4,120 over”, “worst 4 working days”."""
    late = say.over(found.over, found.n)
    if found.observed is None and target.is_milestone and found.over:
        return [say(Text("尚未完成", "not completed"))]
    if found.observed is None:  # every case over is still open
        return [late] if found.over and target.statistic is Statistic.EACH else ["–"]
    if isinstance(found.observed, date):
        return [str(found.observed)]
    figure = with_unit(grouped(found.observed, target.threshold), target, say)
    if target.statistic is Statistic.EACH:
        worst = worst_of(figure, target, say) + _allowed(found, say)
        if not found.over:
            return [worst]
        return [late, worst]
    if found.numerator is not None and target.statistic is Statistic.SHARE:
        top, bottom = grouped(found.numerator), grouped(found.denominator or 0)
        return [figure, top + say.out_of + bottom]
    return [figure]


def worst_of(figure: str, one: Result | Side, say: Phrases) -> str:
    """The case that came nearest its limit, or furthest beyond it."""
    longest, worst = (
        Text(f"最长 {figure}", f"worst {figure}"),
        Text(f"最差 {figure}", f"worst {figure}"),
    )
    return say(longest if is_timed(one) else worst)


_ALLOWED = {
    "rolled": Text("末日顺延", "the last day moved on"),
    "extended": Text("延长", "extended"),
    "excluded": Text("已扣除", "days excluded"),
}


def _allowed(found: Measure, say: Phrases) -> str:
    """Why the worst case passes beyond the printed limit; nothing where it does not."""
    reasons = [say(_ALLOWED[one]) for one in found.allowed_by or ()]
    return say.aside(say.listed(reasons))


def margin(one: Measure, status: Status, places: int) -> str:
    """The room that was left; a part of the city's figure has no distance from the city's limit."""
    if one.margin is None or status is Status.COUNTED:
        return ""
    return show(one.margin, 0, places)


def with_unit(digits: str, one: HasUnit, say: Phrases) -> str:
    """`2 working days`, `1 working day`, `90%`, `2 亿元`."""
    zh, en = printable(one.units.zh, 60), printable(one.units.en, 60)
    return Unit(zh, en, Kind.COUNT).with_number(digits, say.lang)


def is_timed(one: Result | Side) -> bool:
    """Whether figures are times, of which the worst is the longest; an older report says it by
    its unit only."""
    if one.clock is not None or one.unit_names is not None:
        return one.clock is not None
    unit = find_unit(one.unit)
    return unit is not None and unit.kind in DURATIONS | {Kind.LIMIT_SHARE}


def limit(target: Result, say: Phrases) -> str:
    """`≤ 1 working day`; a milestone's is its day."""
    if target.is_milestone:
        return f"≤ {target.deadline or day_in(target.threshold)}"
    digits = in_groups(plain(target.threshold))
    return f"{target.op.sign} {with_unit(digits, target, say)}"


def limit_of(target: Target, say: Phrases) -> str:
    """The same for a target of a catalogue."""
    return f"≤ {target.due}" if target.is_milestone else target.limit.describe(say.lang)


def day_in(threshold: Decimal) -> str:
    """A milestone's limit, 20211231, as a day."""
    digits = plain(threshold)
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else digits


def coverage(result: Result, say: Phrases) -> str:
    """How many of the bodies whose word was needed have reported: “16 of 16 bodies”."""
    bodies = result.bodies
    if bodies.expected < 2 or result.status is Status.NO_DATA:
        return ""
    return say(
        Text(
            f"已报 {bodies.heard}/{bodies.expected}",
            f"{bodies.heard} of {bodies.expected} bodies",
        )
    )


def waived(result: Result, say: Phrases) -> list[str]:
    """Why a finding is waived, and what it would be; nothing where it is not."""
    if result.would_be is None:
        return []
    why = say.aside("; ".join(waiver.reason for waiver in result.waivers))
    return [say.clauses([say(Text("豁免", "waived")) + why, say.without_waiver(result.would_be)])]


def waiver_in_words(one: WaiverEntry, say: Phrases) -> str:
    """`金水区，系统升级（市政务办，有效至 2021-06-30）`: of whom, why, by whom and until when."""
    of = [one.reporter] if one.reporter else []
    by = Text(f"{one.approver}，有效至 {one.expires}", f"{one.approver}, through {one.expires}")
    return say.comma.join([*of, one.reason]) + say.aside(say(by))


def remarks(result: Result, say: Phrases) -> list[str]:
    """What a reader must know beside the figures, each a harmless line."""
    return [printable(line, 300) for line in (*waived(result, say), *result.notes)]


def value_of(failure: Failure, target: Result, say: Phrases) -> str:
    """What a failing row shows: `3 working days`, a day, or why it shows no figure."""
    if isinstance(failure.observed, Fraction):
        return with_unit(grouped(failure.observed, target.threshold), target, say)
    if failure.observed is not None:
        return str(failure.observed)
    if target.statistic is Statistic.SHARE:
        return say(Text("不符合", "not met"))
    return say(Text("尚未办结", "still open"))


def due_of(failure: Failure) -> str:
    """The last day allowed, or the moment; nothing where there is none."""
    if isinstance(failure.due, datetime):
        return f"{failure.due:%Y-%m-%d %H:%M}"
    return str(failure.due or "")


def came_to(failure: Failure, target: Result, say: Phrases) -> str:
    """What a failing row shows: `due 2021-02-10, 3 working days`; never its case number."""
    shown, due = value_of(failure, target, say), due_of(failure)
    if not due:
        return shown
    return say(Text(f"期限 {due}，实际 {shown}", f"due {due}, {shown}"))
