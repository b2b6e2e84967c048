"""What the reader of a check can do next: one line, of a command that fits what was found."""

from __future__ import annotations

import re
import shlex

from yshj.errors import Text, printable
from yshj.render.phrases import Phrases
from yshj.render.standing import whose
from yshj.report.document.report import Report
from yshj.report.misses import misses


def next_step(report: Report, say: Phrases) -> str:
    """What to mend, what to look up, or whom to ask; nothing where all is met."""
    told = _step(report, say)
    return say(Text(f"下一步：{told.zh}", f"next: {told.en}")) if told else ""


def _step(report: Report, say: Phrases) -> Text | None:
    if report.errors:
        code = next((one.code for one in report.errors if one.code), None)
        if code is None:
            return Text("改正被拒收的行，再核对一次", "mend the refused rows and check again")
        word = printable(code, 20)
        return Text(
            f"改正被拒收的行，再核对一次；yshj explain {word} 说明怎样改",
            f"mend the refused rows and check again; yshj explain {word} says how",
        )
    found = misses(report)
    if found.rows:
        id_ = _word(found.rows[0].id)
        return Text(
            f"yshj explain {id_} 看条款与口径；--report html:报告.html 出网页",
            f"yshj explain {id_} for clause and rule; --report html:FILE for a page",
        )
    due = [one for one in found.silent if one.due]
    if due:
        most = max(due, key=lambda one: one.due)
        name, word = whose(most.reporter, say), _word(most.reporter)
        return Text(
            f"{name}尚缺 {most.due} 项，yshj template --body {word} -o 填报.xlsx 生成其填报表",
            f"{name} has {most.due} to send; "
            f"yshj template --body {word} -o form.xlsx makes its form",
        )
    return None


def _word(name: str) -> str:
    """A name as a shell takes it for one word."""
    shown = printable(name, 60)
    return shown if re.fullmatch(r"[\w.-]+", shown) else shlex.quote(shown)
