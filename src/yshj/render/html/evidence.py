"""The verdict in a sentence, the faults, and how many rows stand behind it."""

from __future__ import annotations

from dataclasses import dataclass

from yshj.errors import Text, printable
from yshj.judge.status import Status
from yshj.render.arrange import rows_read
from yshj.render.phrases import Phrases, plural
from yshj.render.words import STATUS_ORDER
from yshj.report.document.report import Error, Report

_SHOWN_FAULTS = 50


@dataclass(frozen=True)
class Headline:
    """`mark` is the status whose colour it has."""

    mark: str
    words: str
    rest: str
    warning: str


def headline(report: Report, say: Phrases) -> Headline:
    """What a reader of one line must know."""
    total = len(report.results)
    missed, met = report.count(Status.FAIL), report.count(Status.PASS)
    due = sum(one.effective is Status.FAIL for one in report.results) - missed
    if missed:
        of = plural(missed, "target")
        status, words = Status.FAIL, Text(f"{missed} 个指标未达标", f"{missed} {of} missed")
    elif due:
        status = Status.FAIL
        words = Text(
            f"{due} 个指标按未达标计",
            f"{due} {plural(due, 'target counts', 'targets count')} as missed",
        )
    elif total == report.count(Status.NO_DATA):
        status, words = Status.NO_DATA, Text("没有可判定的数据", "Nothing to judge")
    elif total == met:
        status = Status.PASS
        words = Text("全部达标", "Every target is met" if total > 1 else "The target is met")
    else:  # only `pass` is green: the colour is that of what else there is
        others = {one.effective for one in report.results} - {Status.PASS}
        status = min(others, key=lambda one: STATUS_ORDER[one])
        words = Text("没有指标未达标", "No target missed")
    of = plural(total, "target")
    rest = Text(f"共 {total} 个指标，{met} 个达标", f"{met} of {total} {of} met")
    if due:
        rest += Text(f"，另 {due} 个未报齐，按未达标计", f"; {due} incomplete, counted as missed")
    rest += Text("。", ".")
    return Headline(status.value, say(words), say(rest), _warning(report, say))


def _warning(report: Report, say: Phrases) -> str:
    """Figures that were refused are not in the verdict, and a reader must know."""
    if not report.faulty:
        return ""
    count = len(report.errors)
    return say(
        Text(
            f"送来的数据有 {count:,} 处错误，有错的行未参与判定。",
            f"The submission has {count:,} {plural(count, 'fault')}: "
            "the rows concerned were not judged.",
        )
    )


def only(report: Report, say: Phrases) -> str:
    """The bodies whose rows alone were judged, nothing where all were."""
    return say.listed(map(say.labels, report.selection.reporters if report.selection else ()))


def told_rows(report: Report, say: Phrases) -> str:
    (rows, refused), n = rows_read(report), len(report.inputs)
    return say(
        Text(
            f"读取 {n} 个表，{rows:,} 行，拒收 {refused:,} 行。",
            f"{n} {plural(n, 'table')}, {rows:,} rows read, {refused:,} refused.",
        )
    )


@dataclass(frozen=True)
class Faults:
    """(place, value, message) of the first faults, and how many more there are."""

    rows: list[tuple[str, str, str]]
    more: str


def faults(report: Report, say: Phrases) -> Faults:
    rows = [
        (one.problem().place(say.lang), printable(one.value or ""), _coded(one))
        for one in report.errors[:_SHOWN_FAULTS]
    ]
    more = len(report.errors) - len(rows)
    return Faults(rows, say.more(more, "处") if more else "")


def _coded(one: Error) -> str:
    return f"{one.message} [{one.code}]" if one.code else one.message
