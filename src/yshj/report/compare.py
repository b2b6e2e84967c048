"""Two reports of one plan compared, target by target.

A target is *regressed* where it passed and no longer does, or had been reported and no longer is;
a waiver accepts either. It has *gone* where the later report does not know it at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Catalogue
from yshj.errors import Exit, Text, UsageError, printable
from yshj.judge.status import Status
from yshj.report.document.changes import (
    Baseline,
    Basis,
    Diff,
    Difference,
    Origin,
    Side,
)
from yshj.report.document.filled import filled
from yshj.report.document.kinds import Change, FailOn
from yshj.report.document.plan import Tool
from yshj.report.document.report import SCHEMA_VERSION, Doubt, Report
from yshj.report.document.result import Result
from yshj.report.document.values import Exact


@dataclass(frozen=True)
class Saved:
    """A report as it was read: its file, that file's hash, and what it says."""

    path: str
    sha256: str
    report: Report


def check_comparable(old: Saved, catalogue: Catalogue, reporters: Iterable[str]) -> None:
    """Before a run: whether what it is going to find can be compared with `old`."""
    _same_plan(old, catalogue.name)
    _same_reporters(old, tuple(sorted(reporters)))


def against(report: Report, old: Saved, wants: Callable[[Result], bool]) -> Report:
    """The report with what changed since `old`; `wants` says which of its targets were asked for.

    Where `--fail-on regression` was asked for, the exit code is that of the comparison, unless the
    input has faults.
    """
    found: Baseline = Baseline.model_construct(
        **_origin(old.report, old.path, old.sha256), **_differences(old, report, wants)
    )
    code: int = report.exit_code
    if report.fail_on is FailOn.REGRESSION and not report.faulty:
        code = Exit.TARGET_FAILED.value if found.regressions else Exit.OK.value
    notes = [*(report.notes_text or ()), *_regression_notes(found)]
    changed: dict[str, Any] = {"baseline": found, "exit_code": code, "notes_text": tuple(notes)}
    words = {"notes": tuple(note.in_(report.lang or "en") for note in notes)}
    fallen = tuple(_fallen(report, old, wants))
    changed |= {"doubts": tuple(sorted((*report.doubts, *fallen), key=lambda one: one.code))}
    return report.model_copy(update=changed | words)


def _fallen(report: Report, old: Saved, wants: Callable[[Result], bool]) -> Iterator[Doubt]:
    """Sums of a body that were higher in an earlier report: what is cumulative only grows."""
    if old.report.as_of > report.as_of:
        return
    before = {
        (one.id, each.reporter): each.observed
        for one in old.report.results
        if wants(one) and one.statistic is Statistic.TOTAL
        for each in one.reporters
    }
    for one in report.results:
        for each in one.reporters:
            early, late = before.get((one.id, each.reporter)), each.observed
            if isinstance(early, Exact) and isinstance(late, Exact) and late < early:
                message = Text(
                    f"累计数下降：{printable(old.path)} 为 {early.digits}，现为 {late.digits}",
                    f"a cumulative figure falls: {early.digits} in {printable(old.path)}, "
                    f"{late.digits} now",
                )
                yield Doubt.model_construct(
                    code="D01",
                    id=one.id,
                    reporter=each.reporter,
                    message=message.in_(report.lang or "en"),
                    message_text=message,
                )


def diff(old: Saved, new: Saved, version: str) -> Diff:
    """Every target of either report that is not the same in both."""
    return Diff.model_construct(
        schema_version=SCHEMA_VERSION,
        tool=Tool(name="yshj", version=version),
        exit_code=int(Exit.OK),
        old=Origin.model_construct(**_origin(old.report, old.path, old.sha256)),
        new=Origin.model_construct(**_origin(new.report, new.path, new.sha256)),
        **_differences(old, new.report, lambda _: True),
    )


def _origin(report: Report, path: str, sha256: str) -> dict[str, Any]:
    catalogue = report.catalogue
    return {
        "path": path,
        "sha256": sha256,
        "as_of": report.as_of,
        "catalogue": Basis.model_construct(name=catalogue.name, sha256=catalogue.sha256),
    }


def _differences(old: Saved, new: Report, wants: Callable[[Result], bool]) -> dict[str, Any]:
    _same_plan(old, new.catalogue.name)
    _same_reporters(old, _reporters(new))
    earlier = {one.id: one for one in old.report.results if wants(one)}
    later = {one.id: one for one in new.results}
    lang = new.lang or "en"
    pairs = [_pair(earlier.get(one.id), one, lang) for one in new.results]
    pairs += [_pair(one, None, lang) for one in earlier.values() if one.id not in later]
    order = list(Change)
    pairs.sort(key=lambda one: (order.index(one.change), one.item))
    notes = tuple(_notes(old.report, new))
    return {
        "summary": {each: sum(one.change is each for one in pairs) for each in Change},
        "changes": tuple(one for one in pairs if one.change is not Change.SAME),
        "notes": tuple(note.in_(lang) for note in notes),
        "notes_text": notes,
    }


def _pair(before: Result | None, after: Result | None, lang: str) -> Difference:
    one = after or before
    sides = [None if each is None else filled(Side, (each,), lang) for each in (before, after)]
    change = change_of(*sides)
    return filled(Difference, (one,), lang, change=change, before=sides[0], after=sides[1])


def change_of(before: Side | None, after: Side | None) -> Change:
    """What became of a target that one report has as `before` and the later one as `after`."""
    if after is None:
        return Change.GONE
    if before is None:
        return Change.ADDED
    if after.status is not Status.WAIVED:
        if before.verdict is Status.PASS and after.status is not Status.PASS:
            return Change.REGRESSED
        if before.reported and not after.reported:
            return Change.REGRESSED
    if after.status is Status.PASS and before.verdict is not Status.PASS:
        return Change.IMPROVED
    same = (before.status, before.limit, _figures(before)) == (
        *(after.status, after.limit),
        _figures(after),
    )
    return Change.SAME if same else Change.CHANGED


def _figures(side: Side) -> tuple[object, ...]:
    """What is compared: the digits as they are written, since an older report has no others."""
    figures = (side.observed, side.margin)
    digits = (one.digits if isinstance(one, Exact) else one for one in figures)
    return (*digits, side.n, side.over)


def _same_plan(old: Saved, plan: str) -> None:
    """Reports of two plans have no target in common: a UsageError."""
    name, named = old.path, old.report.catalogue.name
    if named != plan:
        raise UsageError(
            Text(
                f"{name} 是“{printable(named)}”的报告，不能与“{printable(plan)}”比较",
                f"{name} is a report on {printable(named)}: "
                f"not to be compared with {printable(plan)}",
            )
        )


def _reporters(report: Report) -> tuple[str, ...]:
    return tuple(sorted(report.selection.reporters)) if report.selection else ()


def _same_reporters(old: Saved, reporters: tuple[str, ...]) -> None:
    """Figures of some bodies do not compare with figures of others: a UsageError."""
    before = _reporters(old.report)
    if before == reporters:
        return
    one, other = (printable("、".join(x), 200) or "全部单位" for x in (before, reporters))
    first, second = (printable(", ".join(x), 200) or "every body" for x in (before, reporters))
    raise UsageError(
        Text(
            f"{old.path} 的填报单位（{one}）与此次（{other}）不同，不能比较",
            f"{old.path} is about {first}, this about {second}: not to be compared",
        )
    )


def _regression_notes(found: Baseline) -> list[Text]:
    """What is worse than in the baseline, for those formats too that do not show the rest."""
    ids = [printable(one.id) for one in found.regressions]
    if not ids:
        return []
    shown, more = ids[:5], len(ids[5:])
    name = found.path
    return [
        Text(
            f"与 {name} 相比退步：{'、'.join(shown)}{f'等 {len(ids)} 个' if more else ''}",
            f"worse than in {name}: {', '.join(shown)}{f' and {more} more' if more else ''}",
        )
    ]


def _notes(old: Report, new: Report) -> list[Text]:
    """What else is different, so that a change of a figure need not be the figures' doing."""
    notes = []
    if old.catalogue.sha256 != new.catalogue.sha256:
        notes.append(
            Text("两份报告之间目录有改动", "the catalogue changed between the two reports")
        )
    if old.calendar.sha256 != new.calendar.sha256:
        notes.append(Text("两份报告之间日历有改动", "the calendar changed between the two reports"))
    if new.as_of < old.as_of:
        notes.append(
            Text(
                f"后一份报告的判定日（{new.as_of}）反而更早",
                f"the later report is as of an earlier day ({new.as_of})",
            )
        )
    faulty = [old.faulty, new.faulty]
    if any(faulty):
        which = [("前一份", "the earlier"), ("后一份", "the later")]
        named = [words for words, bad in zip(which, faulty, strict=True) if bad]
        notes.append(
            Text(
                f"{'和'.join(zh for zh, _ in named)}报告的输入有未接受的行或文件",
                f"{' and '.join(en for _, en in named)} report had rows or files "
                "that were not accepted",
            )
        )
    return notes
