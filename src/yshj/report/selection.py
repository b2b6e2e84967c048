"""What a check is asked for, as words: read before any input is, for the command line and a call.

Every reader raises UsageError with the nearest valid word. `option` is what the caller calls the
setting: `--as-of` on the command line, `as_of` in a call.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from yshj.catalogue.model import Catalogue, Target
from yshj.catalogue.waivers import Waiver
from yshj.contract.cells import CellFault, moment
from yshj.contract.periods import Period, period
from yshj.contract.timing import day_of
from yshj.errors import InputError, Text, UsageError, nearest, printable, quoted
from yshj.judge.question import Covers
from yshj.report.compare import Saved, check_comparable
from yshj.report.document.kinds import By, FailOn
from yshj.report.document.result import Result
from yshj.report.names import body_of, target_of


@dataclass(frozen=True)
class Selection:
    """Which targets and which bodies a check is about; empty means all.

    `unconfirmed` are drafted targets that no person has looked at: they are listed, not judged.
    """

    targets: frozenset[str] = frozenset()
    items: frozenset[int] = frozenset()
    reporters: frozenset[str] = frozenset()
    unconfirmed: frozenset[str] = frozenset()

    def wants(self, target: Target | Result) -> bool:
        if target.id in self.unconfirmed:
            return False
        if self.targets or self.items:
            return target.id in self.targets or target.item in self.items
        return True

    def covers(self, catalogue: Catalogue, waiver: Waiver) -> bool:
        """Whether a waiver is about anything that was chosen."""
        asked = not self.reporters or waiver.reporter is None or waiver.reporter in self.reporters
        return asked and self.wants(catalogue.targets[waiver.target])


EVERYTHING = Selection()


def fail_on_of(word: str, option: str = "--fail-on") -> FailOn:
    """The level that makes a check fail."""
    try:
        return FailOn(word)
    except ValueError:
        levels = [level.value for level in FailOn]
        raise UsageError(
            Text(
                f"{option} 应为 {'、'.join(levels)}，不是{quoted(word, 'zh')}",
                f"{option} takes {', '.join(levels)}, not {quoted(word, 'en')}",
            )
            + nearest(word, levels)
        ) from None


def by_of(word: str | None, option: str = "--by") -> By | None:
    """What findings are to be broken down by, if anything."""
    try:
        return None if word is None else By(word)
    except ValueError:
        words = [each.value for each in By]
        raise UsageError(
            Text(
                f"{option} 应为 {'、'.join(words)}，不是{quoted(word or '', 'zh')}",
                f"{option} takes {', '.join(words)}, not {quoted(word or '', 'en')}",
            )
            + nearest(word or "", words)
        ) from None


def as_of_day(word: str | None, catalogue: Catalogue, option: str = "--as-of") -> date:
    """The day to judge as of: today in the plan's time zone where none is named."""
    if word is None:
        return datetime.now(catalogue.zone).date()
    try:
        return day_of(moment(word, catalogue.zone))
    except CellFault as fault:
        shown = Text(f"{option}：{quoted(word, 'zh')} ", f"{option}: {quoted(word, 'en')} ")
        raise UsageError(shown + fault.text) from None


def selection_of(
    catalogue: Catalogue, targets: Iterable[str], items: Iterable[int], reporters: Iterable[str]
) -> Selection:
    """The targets (by id or name), items and bodies (by any of their names) that are meant."""
    ids = frozenset(target_of(catalogue, word).id for word in targets)
    numbers = frozenset(items)
    for number in sorted(numbers - catalogue.items.keys()):
        raise UsageError(Text(f"没有第 {number} 项", f"the plan has no item {number}"))
    names = frozenset(body_of(catalogue, word).name for word in reporters)
    return Selection(ids, numbers, names)


def need_confirmed(
    catalogue: Catalogue, selection: Selection, option: str = "--allow-unconfirmed"
) -> Selection:
    """The selection without drafted targets: they judge nobody before a person has looked at them.

    Raises UsageError where no confirmed target is left.
    """
    wanted = [
        target
        for target in catalogue.targets.values()
        if selection.wants(target) and not target.is_milestone
    ]
    ids = [target.id for target in wanted if not target.confirmed]
    if ids and len(ids) == len(wanted):
        names = "、".join(ids[:5]) + ("……" if len(ids) > 5 else "")
        raise UsageError(
            Text(
                f"有 {len(ids)} 个指标未经人工确认（{names}）：请核对后删去 confirmed: false，"
                f"或使用 {option}",
                f"{len(ids)} targets are not confirmed by a person ({', '.join(ids[:5])}"
                f"{', ...' if len(ids) > 5 else ''}): check them and drop confirmed: false, "
                f"or use {option}",
            )
        )
    return replace(selection, unconfirmed=frozenset(ids))


def unconfirmed_notes(selection: Selection) -> list[Text]:
    """The drafted targets that were left out, by name."""
    if not selection.unconfirmed:
        return []
    ids = [printable(one) for one in sorted(selection.unconfirmed)]
    return [
        Text(
            f"{len(ids)} 个指标未经人工确认，没有判定：{'、'.join(ids)}",
            f"{len(ids)} targets are not confirmed by a person and were not judged: "
            f"{', '.join(ids)}",
        )
    ]


def covers_of(words: Iterable[str], catalogue: Catalogue, option: str = "--covers") -> Covers:
    """What the sender vouches for about the ledgers: `city`, and spans of days or periods."""
    window = Period(catalogue.plan.window.start, catalogue.plan.window.end)
    city, spans = False, []
    for word in words:
        if word.strip().casefold() in ("city", "全市"):
            city = True
            continue
        try:
            spans.append(period(word, window))
        except CellFault:
            raise UsageError(
                Text(
                    f"{option} 应为 city（全市）或 起..止（如 2021-01-01..2021-12-31），"
                    f"不是{quoted(word, 'zh')}",
                    f"{option} takes city or FROM..TO such as 2021-01-01..2021-12-31, "
                    f"not {quoted(word, 'en')}",
                )
                + nearest(word, ("city",))
            ) from None
    return Covers(city, tuple(spans))


def needs_baseline(fail_on: FailOn, baseline: object) -> None:
    """A regression is one against something: without it a UsageError."""
    if fail_on is FailOn.REGRESSION and baseline is None:
        raise UsageError(
            Text(
                "--fail-on regression 需要 --baseline：与之比较的报告（JSON）",
                "--fail-on regression needs --baseline: the report (JSON) to compare with",
            )
        )


def baseline_of(
    path: Path, catalogue: Catalogue, selection: Selection, option: str = "--baseline"
) -> Saved:
    """The report to compare with; what is wrong with it is wrong usage, like any other setting."""
    from yshj.report.saved import read  # its models are built where they are wanted

    try:
        saved = read(path)
    except InputError as fault:
        raise UsageError(Text(f"{option}：", f"{option}: ") + fault.text) from None
    check_comparable(saved, catalogue, selection.reporters)
    return saved
