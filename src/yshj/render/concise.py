"""One line a problem, `file:line: id: message`, for editors and hooks. It shows no case number."""

from __future__ import annotations

from yshj.errors import inert, printable
from yshj.judge.status import Status
from yshj.render.phrases import Phrases
from yshj.render.standing import seen, whose
from yshj.render.words import came_to, limit
from yshj.render.worst import RowProblems, faults, file_of, worst_first
from yshj.report.document.kinds import FailOn
from yshj.report.document.report import Error, Report
from yshj.report.document.result import Result

_SPOKEN = (Status.FAIL, Status.WARN, Status.AT_RISK, Status.UNDETERMINED)
_REFUSED = "refused"  # where a report was saved before its errors had codes


def render(report: Report) -> str:
    """Refused rows, then failing rows, the worst targets first; nothing where nothing is wrong.

    What no row shows (a target that is not complete) is told of the plan, without a line.
    """
    say = Phrases.of(report)
    lines = [
        _refused(fault, problem, say) for fault in faults(report, say) for problem in fault.problems
    ]
    for one in worst_first(report.results):
        if one.effective in _SPOKEN or _is_missing(one, report):
            lines += _missed(one, report, say)
    return inert("".join(f"{line}\n" for line in lines))


def _is_missing(one: Result, report: Report) -> bool:
    """What `--fail-on missing` fails for beside the misses."""
    return report.fail_on is FailOn.MISSING and (one.status is Status.PARTIAL or one.unreported)


def _refused(fault: RowProblems, problem: Error, say: Phrases) -> str:
    """Each fault by itself: a row may have several."""
    place = printable(fault.file, 500)
    if fault.row is not None:
        place += f":{fault.line or fault.row}"
    return f"{place}: {problem.code or _REFUSED}: {fault.told(problem, say)}"


def _missed(one: Result, report: Report, say: Phrases) -> list[str]:
    head = f"{printable(one.id)}: {say.status(one.status)}{say.colon}"
    name, bound = printable(one.name, 300), printable(limit(one, say), 100)
    told = name + say.aside(f"{say.limit} {bound}")
    lines = []
    for failure in one.failures:
        of = whose(failure.reporter, say)
        place = f"{printable(file_of(failure.file), 500)}:{failure.line or failure.row}"
        said = say.colon.join(filter(None, [of, came_to(failure, one, say)]))
        lines.append(f"{place}: {head}{told}{say.comma}{said}")
    more = one.failures_total - len(one.failures)
    plan = printable(report.catalogue.name)
    if more > 0:
        lines.append(f"{plan}: {head}{told}{say.comma}{say.more(more)}")
    if not lines:
        came = say.comma.join(map(printable, seen(one, say)))
        lines.append(f"{plan}: {head}{told}{say.comma}{came}")
    return lines
