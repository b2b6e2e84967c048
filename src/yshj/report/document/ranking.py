"""What was asked of a body and what came of it: counted, never scored."""

from __future__ import annotations

from yshj.report.document.keys import Part, spare
from yshj.report.document.kinds import Kind
from yshj.report.document.values import Count, Number, Word


class Counts(Part):
    """How a body stands among the bodies of its kind; the rules are those of `report.ranking`.

    What is neither met, missed nor unsent is counted into the city, still ahead, or undecided.
    """

    kind: Kind | None = spare("单位类别", "the kind of body, within which it is ranked")
    rank: Count | None = spare(
        "在同类单位中的名次，并列的同名次；没有要求其填报的不排名",
        "its place among the bodies of its kind, ties sharing one; none where nothing was asked",
    )
    asked: Count | None = spare(
        "要求其填报的指标数（含里程碑，不涉及和豁免的除外）",
        "the targets asked of it, milestones too; not those that do not apply or are waived",
    )
    judged: Count | None = spare("其中有自身结论的", "of them those with a verdict of its own")
    met: Count | None = spare("其中达标的", "of them those met")
    missed: Count | None = spare(
        "其中未达标的（含措辞留有余地的）", "of them those missed, hedged ones too"
    )
    not_sent: Count | None = spare(
        "其中未报送或期间未报全的", "of them those not sent, or not for all of the time"
    )
    late: Count | None = spare(
        "其中逾期报送的（目录写明 report_within 才计）",
        "of them those sent late, where the plan sets report_within",
    )
    short: Number | None = spare(
        "（未达标 + 已到期未报送）÷ 要求填报，按权重计",
        "(missed + not sent once due) ÷ asked, by weight",
        against="zero",
    )


class Ranked(Counts):
    """One body's line of the ranking."""

    reporter: Word
