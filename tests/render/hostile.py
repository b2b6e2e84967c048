"""A report in which every text that people write is hostile; and texts to try alone."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from yshj.catalogue.entries import Bilingual
from yshj.catalogue.waivers import Waiver
from yshj.errors import Problem, Text
from yshj.judge.status import Status
from yshj.report.model import Failure, Report

NASTY = (
    "=cmd|' /C calc'!A0",
    "-1*HYPERLINK(1)",
    "::error file=a,line=1::owned",
    "\u3000 ::add-mask::a",
    "x ##[add-mask]owned",
    "a|b||c",
    "<script>alert(1)</script>",
    "]]><x/><!--",
    "&amp;&lt;",
    "two\nlines\r\n::error::owned\r::error::owned",
    "\x1b[31m\x00\x7f\x85\ufffe\ufeff\u202e",
    "@octocat #1 GH-1 http://x.invalid www.x.invalid a@b.cn",
    "![x](javascript:x) [y](http://x.invalid) `c` ``d`` **b** _i_ ~~s~~ $m$ :tada:",
    "say \"yes\", or 'no'; \\| \\` \\",
    "\ud800\udc80",
    "%0A::error::owned %25",
    "1. one",
    "- dash",
    "# head",
    "      five blanks",
    "</details></td></table>",
    "[^1]: note",
    "--",
    "",
)
CASE = "SYN-PERSON-7"  # a case number that only some formats may show

# anything that a YAML file or a CSV cell may hold, weighted towards what has a meaning somewhere
texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.sampled_from("=+-@\t\r\n|<>&;`*_[]()#:!~$\\\"'%,.w1 中\u3000\u200b"), max_size=30),
    st.text(max_size=40),
)


def painted(report: Report, text: str) -> Report:
    """`report` with `text` for every name, quote, note, reason, file, value and message."""
    both = Bilingual.model_construct(zh=text, en=text)
    results = []
    for one in report.results:
        result = deepcopy(one)
        result.finding.target = replace(one.finding.target, name=both, quote=text, hedge=text)
        result.finding.notes = [Text(text, text)]
        result.finding.waivers = (Waiver("x", text, text, text, date(2021, 12, 31)),)
        result.finding.unwaived = Status.FAIL
        result.failures = [Failure(text, 7, 8, None, CASE, date(2021, 3, 1), None)]
        result.failures_total = 2
        results.append(result)
    plan = report.catalogue.plan.model_copy(update={"title": both, "document": text})
    message = Text(text, text)
    return replace(
        report,
        results=results,
        catalogue=replace(report.catalogue, name=text, plan=plan),
        inputs=[replace(one, name=text) for one in report.inputs],
        problems=[
            Problem(text, message),
            Problem(text, message, row=3, line=4, column=text, value=text),
            Problem(text + "!", message, row=5, column=text, value=CASE),
        ],
        notes=[message],
    )
