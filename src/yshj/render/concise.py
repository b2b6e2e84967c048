"""One line a problem, `file:line: id: message`, for editors and hooks. It shows no case number."""

from __future__ import annotations

from collections.abc import Iterator

from yshj.errors import Text, inert, printable
from yshj.judge.status import Status
from yshj.render.arrange import Labels
from yshj.render.standing import seen, whose
from yshj.render.words import STATUS_WORDS, came_to, limit
from yshj.render.worst import Fault, faults, file_of, worst_first
from yshj.report.document.kinds import FailOn
from yshj.report.document.report import Report
from yshj.report.document.result import Result

_SPOKEN = (Status.FAIL, Status.WARN, Status.AT_RISK, Status.UNDETERMINED)
_REFUSED = "refused"  # in place of a target's id


def render(report: Report) -> str:
    """Refused rows, then failing rows, the worst targets first; nothing where nothing is wrong.

    What no row shows (a target that is not complete) is told of the plan, without a line.
    """
    lang, labels = report.lang or "en", Labels(report)
    lines = [_refused(fault, lang) for fault in _each(report)]
    for one in worst_first(report.results):
        if one.effective in _SPOKEN or _is_missing(one, report):
            lines += _missed(one, report, labels, lang)
    return inert("".join(f"{line}\n" for line in lines))


def _each(report: Report) -> Iterator[Fault]:
    """Each fault by itself: a row may have several."""
    for one in faults(report):
        for problem in one.problems:
            yield Fault([problem], one.row, one.quotable, one.whose)


def _is_missing(one: Result, report: Report) -> bool:
    """What `--fail-on missing` fails for beside the misses."""
    return report.fail_on is FailOn.MISSING and (one.status is Status.PARTIAL or one.unreported)


def _refused(fault: Fault, lang: str) -> str:
    place = printable(fault.file, 500)
    if fault.row is not None:
        place += f":{fault.line or fault.row}"
    return f"{place}: {_REFUSED}: {fault.message(lang)}"


def _missed(one: Result, report: Report, labels: Labels, lang: str) -> list[str]:
    colon, comma = Text("：", ": ").in_(lang), Text("，", ", ").in_(lang)
    head = f"{printable(one.id)}: {STATUS_WORDS[one.status].in_(lang)}{colon}"
    name, bound = printable(one.name, 300), printable(limit(one, lang), 100)
    told = Text(f"{name}（限值 {bound}）", f"{name} (limit {bound})").in_(lang)
    lines = []
    for failure in one.failures:
        of = whose(failure.reporter, labels)
        place = f"{printable(file_of(failure.file), 500)}:{failure.line or failure.row}"
        said = colon.join(filter(None, [of, came_to(failure, one, lang)]))
        lines.append(f"{place}: {head}{told}{comma}{said}")
    more = one.failures_total - len(one.failures)
    plan = printable(report.catalogue.name)
    if more > 0:
        rest = Text(f"另有 {more:,} 行", f"and {more:,} more rows").in_(lang)
        lines.append(f"{plan}: {head}{told}{comma}{rest}")
    if not lines:
        came = comma.join(map(printable, seen(one, labels, lang)))
        lines.append(f"{plan}: {head}{told}{comma}{came}")
    return lines
