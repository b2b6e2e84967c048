"""A status and a measure in words."""

from __future__ import annotations

from datetime import date

from yshj.catalogue.entries import Statistic
from yshj.catalogue.model import Target
from yshj.errors import Text
from yshj.judge.measure import Measure
from yshj.judge.model import Status
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
}
# the order of a page and of a summary: what wants an eye first
STATUS_ORDER = {
    status: place
    for place, status in enumerate(
        (
            *(Status.FAIL, Status.UNDETERMINED, Status.WARN, Status.AT_RISK, Status.PARTIAL),
            *(Status.WAIVED, Status.NOT_APPLICABLE, Status.PASS, Status.NO_DATA),
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
