"""GitHub annotations: what failed, at its file and row, within the runner's limits.

A step shows ten errors and ten warnings; the rest would be dropped in silence, so that the last of
a full set says how many more there are. No case number is in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render.phrases import Phrases, plural
from yshj.render.standing import row_of, seen
from yshj.render.words import came_to, limit, remarks
from yshj.render.worst import Loss, RowProblems, faults, file_of, losses, worst_first
from yshj.report.document.kinds import FailOn
from yshj.report.document.report import Report
from yshj.report.document.result import Result

MOST = 10  # of a kind, in one step
SUMMARY_BYTES = 1 << 20  # what the runner takes as a step's summary
_MOST_TARGETS_FIRST = 5  # places kept for failed targets where refused rows would take them all
_LONGEST = 4000  # the runner cuts a message behind 4096
_SHOWN_FAILURES = 3
_SHOWN_UNREPORTED = 10
_WARNINGS = (Status.UNDETERMINED, Status.WARN, Status.AT_RISK, Status.PARTIAL)
_SPOKEN = (Status.FAIL, *_WARNINGS)


@dataclass(frozen=True)
class _Note:
    """One annotation. `file` is as given; lines of `message` are harmless each by itself."""

    title: str
    message: str
    file: str | None = None
    line: int | None = None


def render(report: Report) -> str:
    """Workflow commands, one a line, and nothing else: errors, then warnings, the worst first."""
    say, ordered = Phrases.of(report), worst_first(report.results)
    lost = {one.id: one for one in losses(report, say)}
    failed, warned = (
        [_target(one, say, lost) for one in ordered if one.effective in kinds]
        for kinds in ((Status.FAIL,), _WARNINGS)
    )
    spoken = {one.id for one in ordered if one.effective in _SPOKEN}
    warned = [_loss(one, say) for one in lost.values() if one.id not in spoken] + warned
    warned += _unreported(report, say)
    errors = _errors(faults(report, say), failed, say)
    lines = [_command("error", one) for one in errors]
    lines += [_command("warning", one) for one in _few(warned, len(warned), say)]
    return "".join(line + "\n" for line in lines)


def _errors(refused: Sequence[RowProblems], failed: Sequence[_Note], say: Phrases) -> list[_Note]:
    """Input with faults comes first, since it may change every verdict, but not alone."""
    kept = min(len(failed), _MOST_TARGETS_FIRST)
    first = len(refused) if len(refused) + kept <= MOST else MOST - 1 - kept
    notes = [_input(one, say) for one in refused[:first]]
    notes += [*failed, *(_input(one, say) for one in refused[first : first + MOST])]
    return _few(notes, len(failed) + len(refused), say)


def _few(notes: Sequence[_Note], total: int, say: Phrases) -> list[_Note]:
    """At most ten of `total`, the last saying how many more there are."""
    if total <= MOST:
        return list(notes)
    more = total - MOST + 1
    where = Text(
        f"此处只列出 {MOST - 1} 条，另有 {more:,} 条见报告",
        f"{MOST - 1} are shown here; {more:,} more are in the report",
    )
    rest = _Note(say.more(more, "条"), say(where))
    return [*notes[: MOST - 1], rest]


def _target(result: Result, say: Phrases, lost: Mapping[str, Loss]) -> _Note:
    lines = [
        say.clauses(seen(result, say)) + say.aside(f"{say.limit} {limit(result, say)}"),
        *([lost[result.id].words] if result.id in lost else []),
        *remarks(result, say),
    ]
    shown = result.failures[:_SHOWN_FAILURES]
    for one in shown:
        lines.append(f"{row_of(one, say)}{say.colon}{came_to(one, result, say)}")
    more = result.failures_total - len(shown)
    if more > 0:
        lines.append(say.more(more))
    lines.append(f"{say.clause}{say.colon}{result.quote}")
    worst = result.failures[0] if result.failures else None
    return _Note(
        f"{say.status(result.status)}{say.colon}{result.id} {result.name}",
        "\n".join(printable(one, 600) for one in lines),
        None if worst is None else file_of(worst.file),
        None if worst is None else worst.line or worst.row,
    )


def _loss(loss: Loss, say: Phrases) -> _Note:
    """A target worse than in the baseline whose status alone would be no annotation."""
    return _Note(f"{say.regressed}{loss.id} {loss.name}", printable(loss.words, 600))


def _unreported(report: Report, say: Phrases) -> list[_Note]:
    """What `--fail-on missing` fails for and no target above tells: all of it in one annotation."""
    ids = [one.id for one in report.results if one.unreported]
    if report.fail_on is not FailOn.MISSING or not ids:
        return []
    shown, n = ids[:_SHOWN_UNREPORTED], len(ids)
    title = Text(f"未报：{n:,} 个指标", f"no data: {n:,} {plural(n, 'target')}")
    told = say.listed(shown)
    if n > len(shown):
        told += say(Text(f"等 {n:,} 个", f" and {n - len(shown):,} more"))
    return [_Note(say(title), printable(told, 2000))]


def _input(fault: RowProblems, say: Phrases) -> _Note:
    title = Text("文件有误", "file with faults")
    if fault.row is not None:
        title = Text(f"拒收第 {fault.row} 行", f"row {fault.row} refused")
    told = f"{fault.place(say)}{say.colon}{fault.message(say)}"
    return _Note(say(title), told, fault.file, fault.line)


def _command(kind: str, note: _Note) -> str:
    """`::error file=a.csv,line=3,title=…::…`, escaped as the runner unescapes it."""
    about = {}
    if note.file and not note.file.startswith("<"):  # standard input is no file
        about["file"] = printable(note.file, _LONGEST)
        if note.line is not None:
            about["line"] = str(note.line)
    about["title"] = printable(note.title, 200)
    shown = ",".join(f"{name}={_property(value)}" for name, value in about.items())
    return f"::{kind} {shown}::{_data(note.message[:_LONGEST])}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
