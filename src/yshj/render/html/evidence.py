"""The verdict in a sentence, the faults, and how many rows stand behind it."""

from __future__ import annotations

from dataclasses import dataclass

from yshj.errors import printable
from yshj.judge.status import Status
from yshj.render.arrange import Labels, rows_read
from yshj.render.words import STATUS_ORDER
from yshj.report.document.report import Report

_SHOWN_FAULTS = 50


@dataclass(frozen=True)
class Headline:
    """`mark` is the status whose colour it has."""

    mark: str
    words: str
    rest: str
    warning: str


def headline(report: Report, lang: str) -> Headline:
    """What a reader of one line must know."""
    zh, total = lang == "zh", len(report.results)
    missed, met = report.count(Status.FAIL), report.count(Status.PASS)
    silent = report.count(Status.NO_DATA)
    due = sum(one.effective is Status.FAIL for one in report.results) - missed
    if missed:
        of = "targets" if missed > 1 else "target"
        status, words = Status.FAIL, f"{missed} 个指标未达标" if zh else f"{missed} {of} missed"
    elif due:
        of = "targets count" if due > 1 else "target counts"
        status, words = Status.FAIL, f"{due} 个指标按未达标计" if zh else f"{due} {of} as missed"
    elif total == silent:
        status, words = Status.NO_DATA, "没有可判定的数据" if zh else "Nothing to judge"
    elif total == met:
        status = Status.PASS
        words = "全部达标" if zh else "Every target is met" if total > 1 else "The target is met"
    else:  # only `pass` is green: the colour is that of what else there is
        others = {one.effective for one in report.results} - {Status.PASS}
        status = min(others, key=lambda one: STATUS_ORDER[one])
        words = "没有指标未达标" if zh else "No target missed"
    if zh:
        counted = f"，另 {due} 个未报齐，按未达标计" if due else ""
        rest = f"共 {total} 个指标，{met} 个达标{counted}。"
    else:
        counted = f"; {due} incomplete, counted as missed" if due else ""
        rest = f"{met} of {total} {'targets' if total != 1 else 'target'} met{counted}."
    return Headline(status.value, words, rest, _warning(report, zh))


def _warning(report: Report, zh: bool) -> str:
    """Figures that were refused are not in the verdict, and a reader must know."""
    if not report.faulty:
        return ""
    count = len(report.errors)
    if zh:
        return f"送来的数据有 {count:,} 处错误，有错的行未参与判定。"
    faults = "faults" if count != 1 else "fault"
    return f"The submission has {count:,} {faults}: the rows concerned were not judged."


def only(report: Report, lang: str) -> str:
    """The bodies whose rows alone were judged, nothing where all were."""
    names = map(Labels(report), report.selection.reporters if report.selection else ())
    return ("、" if lang == "zh" else ", ").join(names)


def told_rows(report: Report, lang: str) -> str:
    rows, refused = rows_read(report)
    if lang == "zh":
        return f"读取 {len(report.inputs)} 个表，{rows:,} 行，拒收 {refused:,} 行。"
    tables = "tables" if len(report.inputs) != 1 else "table"
    return f"{len(report.inputs)} {tables}, {rows:,} rows read, {refused:,} refused."


@dataclass(frozen=True)
class Faults:
    """(place, value, message) of the first faults, and how many more there are."""

    rows: list[tuple[str, str, str]]
    more: str


def faults(report: Report, lang: str) -> Faults:
    rows = [
        (one.problem().place(lang), printable(one.value or ""), one.message)
        for one in report.errors[:_SHOWN_FAULTS]
    ]
    more = len(report.errors) - len(rows)
    told = f"另有 {more:,} 处" if lang == "zh" else f"and {more:,} more"
    return Faults(rows, told if more else "")
