"""JUnit XML (xunit-2, junit-10.xsd): a suite a section of the plan, a case a target.

Nobody's case number is in it: failing rows are told by file and row.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from yshj.errors import inert, printable
from yshj.judge.status import Status
from yshj.render.arrange import Labels, by_section
from yshj.render.standing import incomplete, seen, whose
from yshj.render.words import STATUS_WORDS, came_to, describe, limit, remarks
from yshj.render.worst import Fault, faults
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
    lang = report.lang or "en"
    root = ET.Element("testsuites", name=_line(report.catalogue.title))
    for title, mine in by_section(report):
        suite = _suite(root, report, title or report.catalogue.name)
        for one in mine:
            _case(suite, report, one, lang)
    _input(root, report, lang)
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
        *((f"sha256 {one.name}", one.sha256) for one in report.inputs),
    ):
        ET.SubElement(properties, "property", name=_line(name), value=_line(value))
    return suite


def _case(suite: ET.Element, report: Report, result: Result, lang: str) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        classname=_line(f"{report.catalogue.name}.item-{result.item:02d}"),
        name=_line(result.id),
        time="0",
    )
    labels = Labels(report)
    body = "\n".join(_body(result, labels, lang))
    tag = _TAGS.get(result.effective)
    if tag is None:
        ET.SubElement(case, "system-out").text = body
    else:
        reason = _reason(result, labels, lang)
        ET.SubElement(case, tag, type=result.status.value, message=reason).text = body


def _reason(result: Result, labels: Labels, lang: str) -> str:
    """The verdict in one line: `fail: 3 of 1,498 over; worst 3 working days (≤ 1 working day)`."""
    zh = lang == "zh"
    said = remarks(result, lang)
    shown = [one for one in describe(result, result, lang) if one != "–"]
    if lacks := incomplete(result, labels, lang):
        shown.append(lacks)
    if result.status in (Status.FAIL, Status.WARN, Status.AT_RISK, Status.PARTIAL) or not said:
        bounds = limit(result, lang)
        shown.append(f"限值 {bounds}" if zh else f"limit {bounds}")
        said = [*shown, *said]
    if result.effective is Status.WARN:
        hedge = result.hedge
        said.append(f"原文只说“{hedge}”" if zh else f"the plan only says {hedge}")
    word = STATUS_WORDS[result.status].in_(lang)
    return _line(f"{word}：{'；'.join(said)}" if zh else f"{word}: {'; '.join(said)}")


def _body(result: Result, labels: Labels, lang: str) -> list[str]:
    zh = lang == "zh"
    observed = seen(result, labels, lang)
    about = {
        ("指标", "target"): result.name,
        ("条款", "clause"): result.quote,
        ("限值", "limit"): limit(result, lang),
        ("实测", "observed"): ("；" if zh else "; ").join(observed),
        ("n", "n"): f"{result.n:,}",
        ("期限", "deadline"): "–" if result.deadline is None else str(result.deadline),
    }
    passing = result.effective in (Status.WARN, Status.AT_RISK)
    lines = [_reason(result, labels, lang)] if passing else []
    lines += [_line(f"{names[0]}：{x}" if zh else f"{names[1]}: {x}") for names, x in about.items()]
    lines += [_line(f"说明：{one}" if zh else f"note: {one}") for one in remarks(result, lang)]
    shown = result.failures[:_SHOWN_FAILURES]
    for failure in shown:
        place = f"第 {failure.row} 行" if zh else f"row {failure.row}"
        of = whose(failure.reporter, labels)
        place += f" {of}" if of else ""
        lines.append(_line(f"- {failure.file} {place} {came_to(failure, result, lang)}"))
    more = result.failures_total - len(shown)
    if more > 0:
        lines.append(f"另有 {more:,} 行" if zh else f"and {more:,} more")
    return lines


def _input(root: ET.Element, report: Report, lang: str) -> None:
    by_file: dict[str, list[Fault]] = {}
    for fault in faults(report):
        by_file.setdefault(fault.file, []).append(fault)
    if not by_file:
        return
    suite = _suite(root, report, "报送文件" if lang == "zh" else "Input")
    names: dict[str, int] = {}
    for file, found in by_file.items():
        name = _line(file)
        names[name] = names.get(name, 0) + 1
        if names[name] > 1:
            name += f" #{names[name]}"
        kind = _line(f"{report.catalogue.name}.input")
        case = ET.SubElement(suite, "testcase", classname=kind, name=f"input {name}", time="0")
        error = ET.SubElement(case, "error", type="input", message=_refused(found, lang))
        error.text = "\n".join(_faults(found, lang))


def _refused(found: Sequence[Fault], lang: str) -> str:
    rows = sum(one.row is not None for one in found)
    if not rows:
        return _line(found[0].message(lang))
    return f"拒收 {rows:,} 行" if lang == "zh" else f"{rows:,} row{'s' * (rows > 1)} refused"


def _faults(found: Sequence[Fault], lang: str) -> list[str]:
    colon = "：" if lang == "zh" else ": "
    lines = [
        _line(f"{one.place(lang)}{colon}{one.message(lang)}", 2000) for one in found[:_SHOWN_FAULTS]
    ]
    more = len(found) - len(lines)
    if more:
        lines.append(f"另有 {more:,} 处" if lang == "zh" else f"and {more:,} more")
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
