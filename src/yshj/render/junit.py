"""JUnit XML (xunit-2, junit-10.xsd): a suite a section of the plan, a case a target.

Nobody's case number is in it: failing rows are told by file and row.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from yshj.errors import Text, inert, printable
from yshj.judge.status import Status
from yshj.render.arrange import by_section
from yshj.render.phrases import Phrases, plural
from yshj.render.standing import incomplete, row_of, seen
from yshj.render.words import came_to, describe, limit, remarks
from yshj.render.worst import RowProblems, faults
from yshj.report.document.report import SCHEMA_VERSION, Report
from yshj.report.document.result import Result

_SHOWN_FAILURES = 10
_SHOWN_FAULTS = 100
# what a case that did not simply pass holds; warn and at risk pass, with the reason to read
_TAGS = {
    Status.FAIL: "failure",
    Status.UNDETERMINED: "error",
    Status.WAIVED: "skipped",
    Status.PARTIAL: "skipped",
    Status.NOT_APPLICABLE: "skipped",
    Status.NO_DATA: "skipped",
    Status.COUNTED: "skipped",
}


def render(report: Report) -> str:
    """The report as JUnit XML; input with faults is a suite of its own, a case in error a file."""
    say = Phrases.of(report)
    root = ET.Element("testsuites", name=_line(report.catalogue.title))
    for title, mine in by_section(report, say):
        suite = _suite(root, report, title or report.catalogue.name)
        for one in mine:
            _case(suite, report, one, say)
    _input(root, report, say)
    for suite in root:
        _count(suite)
    _count(root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, report: Report, title: str) -> ET.Element:
    suite = ET.SubElement(root, "testsuite", name=_line(title))
    properties = ET.SubElement(suite, "properties")
    for name, value in (
        ("schema_version", str(SCHEMA_VERSION)),
        ("yshj", report.tool.version),
        ("as_of", str(report.as_of)),
        ("catalogue", report.catalogue.name),
        ("catalogue_sha256", report.catalogue.sha256),
        ("calendar_sha256", report.calendar.sha256),
        *((f"sha256 {one.name}", one.sha256) for one in report.inputs if one.sha256),
    ):
        ET.SubElement(properties, "property", name=_line(name), value=_line(value))
    return suite


def _case(suite: ET.Element, report: Report, result: Result, say: Phrases) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        classname=_line(f"{report.catalogue.name}.item-{result.item:02d}"),
        name=_line(result.id),
        time="0",
    )
    body = "\n".join(_body(result, say))
    tag = _TAGS.get(result.effective)
    if tag is None:
        ET.SubElement(case, "system-out").text = body
    else:
        reason = _reason(result, say)
        ET.SubElement(case, tag, type=result.status.value, message=reason).text = body


def _reason(result: Result, say: Phrases) -> str:
    """The verdict in one line: `fail: 3 of 1,498 over; worst 3 working days (≤ 1 working day)`."""
    said = remarks(result, say)
    shown = [one for one in describe(result, result, say) if one != "–"]
    if lacks := incomplete(result, say):
        shown.append(lacks)
    if result.status in (Status.FAIL, Status.WARN, Status.AT_RISK, Status.PARTIAL) or not said:
        said = [*shown, f"{say.limit} {limit(result, say)}", *said]
    if result.effective is Status.WARN:
        hedge = result.hedge
        said.append(say(Text(f"原文只说“{hedge}”", f"the plan only says {hedge}")))
    return _line(f"{say.status(result.status)}{say.colon}{say.clauses(said)}")


def _body(result: Result, say: Phrases) -> list[str]:
    about = (
        (say.target, result.name),
        (say.clause, result.quote),
        (say.limit, limit(result, say)),
        (say.observed, say.clauses(seen(result, say))),
        ("n", f"{result.n:,}"),
        (say.deadline, "–" if result.deadline is None else str(result.deadline)),
        *((say(Text("说明", "note")), one) for one in remarks(result, say)),
    )
    passing = result.effective in (Status.WARN, Status.AT_RISK)
    lines = [_reason(result, say)] if passing else []
    lines += [_line(f"{name}{say.colon}{value}") for name, value in about]
    shown = result.failures[:_SHOWN_FAILURES]
    for failure in shown:
        lines.append(_line(f"- {row_of(failure, say)} {came_to(failure, result, say)}"))
    more = result.failures_total - len(shown)
    if more > 0:
        lines.append(say.more(more))
    return lines


def _input(root: ET.Element, report: Report, say: Phrases) -> None:
    by_file: dict[str, list[RowProblems]] = {}
    for fault in faults(report, say):
        by_file.setdefault(fault.file, []).append(fault)
    if not by_file:
        return
    suite = _suite(root, report, say(Text("报送文件", "Input")))
    names: dict[str, int] = {}
    for file, found in by_file.items():
        name = _line(file)
        names[name] = names.get(name, 0) + 1
        if names[name] > 1:
            name += f" #{names[name]}"
        kind = _line(f"{report.catalogue.name}.input")
        case = ET.SubElement(suite, "testcase", classname=kind, name=f"input {name}", time="0")
        error = ET.SubElement(case, "error", type="input", message=_refused(found, say))
        error.text = "\n".join(_faults(found, say))


def _refused(found: Sequence[RowProblems], say: Phrases) -> str:
    rows = sum(one.row is not None for one in found)
    if not rows:
        return _line(found[0].message(say))
    return say(Text(f"拒收 {rows:,} 行", f"{rows:,} {plural(rows, 'row')} refused"))


def _faults(found: Sequence[RowProblems], say: Phrases) -> list[str]:
    lines = [
        _line(f"{one.place(say)}{say.colon}{one.message(say)}", 2000)
        for one in found[:_SHOWN_FAULTS]
    ]
    more = len(found) - len(lines)
    if more:
        lines.append(say.more(more, "处"))
    return lines


def _count(suite: ET.Element) -> None:
    """Totals counted from what is written below; the schema has no `skipped` on the root."""
    suite.set("tests", str(sum(1 for _ in suite.iter("testcase"))))
    suite.set("failures", str(sum(1 for _ in suite.iter("failure"))))
    suite.set("errors", str(sum(1 for _ in suite.iter("error"))))
    if suite.tag == "testsuite":
        suite.set("skipped", str(sum(1 for _ in suite.iter("skipped"))))
    suite.set("time", "0")


def _line(text: str, longest: int = 1000) -> str:
    """One line of characters that XML 1.0 allows: all others are escaped as a terminal's are.

    The same text on a step's log is no command to its runner.
    """
    return inert(printable(text, longest))
