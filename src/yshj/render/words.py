"""A status, a measure, a failing row in words."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.errors import Text, printable
from yshj.judge.measure import Measure
from yshj.judge.model import Finding, Status
from yshj.report.model import Failure
from yshj.thresholds.numbers import grouped

STATUS_WORDS = {
    Status.PASS: Text("达标", "pass"),
    Status.FAIL: Text("未达标", "fail"),
    Status.AT_RISK: Text("有风险", "at risk"),
    Status.WARN: Text("提醒", "warn"),
    Status.WAIVED: Text("豁免", "waived"),
    Status.PARTIAL: Text("部分", "partial"),
    Status.UNDETERMINED: Text("存疑", "unclear"),
    Status.NOT_APPLICABLE: Text("不涉及", "n/a"),
    Status.NO_DATA: Text("未报", "no data"),
    Status.COUNTED: Text("计入全市", "counted"),
}
STATUS_SIGNS = {
    Status.PASS: "✓",
    Status.FAIL: "✗",
    Status.AT_RISK: "!",
    Status.WARN: "!",
    Status.WAIVED: "~",
    Status.PARTIAL: "…",
    Status.UNDETERMINED: "?",
    Status.NOT_APPLICABLE: "–",
    Status.NO_DATA: "○",
    Status.COUNTED: "+",
}
# the order of a page and of a summary: what wants an eye first
STATUS_ORDER = {
    status: place
    for place, status in enumerate(
        (
            *(Status.FAIL, Status.UNDETERMINED, Status.WARN, Status.AT_RISK, Status.PARTIAL),
            *(Status.WAIVED, Status.NOT_APPLICABLE, Status.COUNTED, Status.PASS),
            Status.NO_DATA,
        )
    )
}


def describe(found: Measure, target: Target, lang: str) -> list[str]:
    """What was observed, in short lines: “3 of 4,120 over”, “worst 4 working days”."""
    zh = lang == "zh"
    over, n = f"{found.over:,}", f"{found.n:,}"
    late = f"{over}/{n} 件超限" if zh else f"{over} of {n} over"
    if found.observed is None:  # every case over is still open
        return [late] if found.over and target.statistic is Statistic.EACH else ["–"]
    if isinstance(found.observed, date):
        return [str(found.observed)]
    figure = target.unit.with_number(grouped(found.observed, target.threshold), lang)
    if target.statistic is Statistic.EACH:
        worst = f"{'最长' if target.clock else '最差'} {figure}" if zh else f"worst {figure}"
        if not found.over:
            return [worst]
        return [late, worst]
    if found.numerator is not None and target.statistic is Statistic.SHARE:
        assert found.denominator is not None
        top, bottom = grouped(found.numerator), grouped(found.denominator)
        return [figure, f"{top}/{bottom}" if zh else f"{top} of {bottom}"]
    return [figure]


def limit(target: Target, lang: str) -> str:
    """`≤ 1 working day`; a milestone's is its day."""
    return f"≤ {target.due}" if target.is_milestone else target.limit.describe(lang)


def coverage(finding: Finding, lang: str) -> str:
    """How many of the bodies whose word was needed have reported: “16 of 16 bodies”."""
    expected = finding.expected
    if len(expected) < 2 or finding.status is Status.NO_DATA:
        return ""
    got = sum(body in finding.reported for body in expected)
    return f"已报 {got}/{len(expected)}" if lang == "zh" else f"{got} of {len(expected)} bodies"


def waived(finding: Finding, lang: str) -> list[str]:
    """Why a finding is waived, and what it would be; nothing where it is not."""
    if finding.unwaived is None:
        return []
    would = STATUS_WORDS[finding.unwaived].in_(lang)
    why = "; ".join(waiver.reason for waiver in finding.waivers)
    if lang == "zh":
        return [f"豁免（{why}）；不豁免则为：{would}"]
    return [f"waived ({why}); without the waiver: {would}"]


def remarks(finding: Finding, lang: str) -> list[str]:
    """What a reader must know beside the figures, each a harmless line."""
    lines = (*waived(finding, lang), *(note.in_(lang) for note in finding.notes))
    return [printable(line, 300) for line in lines]


def came_to(failure: Failure, target: Target, lang: str) -> str:
    """What a failing row shows: `due 2021-02-10, 3 working days`; never its case number."""
    zh = lang == "zh"
    if isinstance(failure.observed, Fraction):
        digits = grouped(failure.observed, target.threshold)
        shown = target.unit.with_number(digits, lang)
    elif failure.observed is not None:
        shown = str(failure.observed)
    elif target.statistic is Statistic.SHARE:
        shown = "不符合" if zh else "not met"
    else:
        shown = "尚未办结" if zh else "still open"
    if failure.due is None:
        return shown
    due = f"{failure.due:%Y-%m-%d %H:%M}" if isinstance(failure.due, datetime) else failure.due
    return f"期限 {due}，实际 {shown}" if zh else f"due {due}, {shown}"
