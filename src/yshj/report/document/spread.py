"""How the figures of the cases lie: bars of a distribution."""

from __future__ import annotations

from yshj.report.document.keys import Part, key
from yshj.report.document.values import Count, Many, Number


class Bin(Part):
    """One bar of a distribution: how many cases, `place` steps from the limit."""

    place: int = key()
    n: Count = key()


class Spread(Part):
    """How the figures of the cases lie: bars counted from the limit, so that none lies on both
    sides of it. Of a ceiling the bar at place 0 ends with the limit, of a floor it begins there.
    """

    cases: Count = key("件数", "how many cases")
    least: Number = key(against="limit")
    most: Number = key(against="limit")
    step: Number = key("每格的宽度", "the width of a bar")
    whole: bool = key("每格是否为一个整数", "whether a bar is one whole number")
    first: int = key("第一格", "the first place of the scale")
    last: int = key("最后一格", "the last place of the scale")
    gathered: bool = key(
        "最后一格是否包括更远的数值", "whether the last bar holds what lies beyond it too"
    )
    bins: Many[Bin] = key()
