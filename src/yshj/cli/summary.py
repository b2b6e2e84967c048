"""The summary of a GitHub step: the report as Markdown, put behind what the step wrote before."""

from __future__ import annotations

import os

from yshj.cli.output import say
from yshj.errors import Text, os_reason
from yshj.report.document.report import Report

VARIABLE = "GITHUB_STEP_SUMMARY"  # names the file, in a step of GitHub Actions and nowhere else


def add_to_summary(report: Report) -> None:
    """Append to the step's summary, where there is one; what hinders that changes no verdict."""
    from yshj.render.github import SUMMARY_BYTES
    from yshj.render.markdown import fitted

    name, lang = os.environ.get(VARIABLE), report.lang or "en"
    if not name:
        return
    try:
        with open(name, "ab") as file:
            before = file.seek(0, os.SEEK_END)
            text = fitted(report, SUMMARY_BYTES - before - 1)
            if text:
                file.write(("\n" if before else "").encode() + text.encode("utf-8"))
    except OSError as fault:
        why = os_reason(fault)
        text = Text(f"未写入步骤摘要：{why.zh}", f"no step summary written: {why.en}").in_(lang)
    else:
        if text:
            return
        text = Text("步骤摘要已满，未写入", "the step summary is full: nothing written").in_(lang)
    say(text)
