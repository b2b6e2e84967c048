"""The charts' geometry, by figures worked out by hand: a drawing is 200 wide, 4 of it edge."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Judge
from yshj.judge.measured import Spread
from yshj.render.html.arrange import Answering, progress, views
from yshj.render.html.charts import WIDTH, Histogram, bullet, histogram
from yshj.render.phrases import Phrases
from yshj.report.compose import document_of
from yshj.report.selection import Selection
from yshj.report.spread import spread_of
from yshj.thresholds.limits import Op

F = Fraction


def drawn_of(figures: dict[Fraction, int], limit: Fraction, op: Op) -> Histogram | None:
    spread = spread_of(Spread(Counter(figures)), limit, op)
    return None if spread is None else histogram(spread, limit, op)


def test_a_share_is_drawn_on_the_whole_scale() -> None:
    drawn = bullet(F(75), F(50), Op.AT_LEAST, full=F(100))
    assert (drawn.zero, drawn.limit, drawn.end) == (4, 100, 148)
    assert drawn.bar == (4, 144)
    assert drawn.room == (100, 100)  # from the limit to the right edge


def test_a_ceiling_has_its_room_below_and_the_law_far_off() -> None:
    drawn = bullet(F(0), F(2), Op.AT_MOST, statutory=F(12))
    assert drawn.room[0] == 0
    assert drawn.room[1] == drawn.limit < 40
    assert drawn.statutory is not None
    assert drawn.limit < drawn.statutory < WIDTH - 4
    assert (drawn.end, drawn.bar) == (4, (4, 0))  # a zero is a dot, not nothing


def test_a_change_runs_below_zero() -> None:
    drawn = bullet(F(-60), F(-50), Op.AT_MOST)
    assert drawn.end is not None
    assert drawn.end < drawn.limit < drawn.zero == WIDTH - 4
    assert drawn.bar is not None
    assert drawn.bar[0] == drawn.end
    assert abs(drawn.bar[1] - (drawn.zero - drawn.end)) < 0.11


@given(
    observed=st.fractions(-(10**15), 10**15),
    limit=st.fractions(-(10**6), 10**15),
    statutory=st.none() | st.fractions(0, 10**6),
    op=st.sampled_from(Op),
)
def test_every_mark_is_inside_the_drawing_and_in_order(
    observed: Fraction, limit: Fraction, statutory: Fraction | None, op: Op
) -> None:
    drawn = bullet(observed, limit, op, statutory)
    assert drawn.end is not None
    marks = [drawn.zero, drawn.end, drawn.limit, drawn.statutory or drawn.zero]
    assert all(0 <= one <= WIDTH for one in marks)
    if observed < limit:
        assert drawn.end <= drawn.limit
    if observed > limit:
        assert drawn.end >= drawn.limit


def test_whole_days_have_a_bar_each() -> None:
    drawn = drawn_of({F(0): 4, F(1): 8, F(3): 1}, F(1), Op.AT_MOST)
    assert drawn is not None
    assert [(one.label, one.n, one.beyond, one.counted) for one in drawn.bins] == [
        ("0", 4, False, False),
        ("1", 8, False, False),
        ("3", 1, True, True),
    ]
    assert [one.height for one in drawn.bins] == [28, 56, 7]
    assert drawn.limit == 100  # after the second of four
    assert [text for _, text in drawn.ticks] == ["0", "3"]


def test_one_far_case_does_not_flatten_the_others() -> None:
    drawn = drawn_of({F(1): 50, F(2): 50, F(3000): 1}, F(2), Op.AT_MOST)
    assert drawn is not None
    assert [(one.label, one.n) for one in drawn.bins] == [("1", 50), ("2", 50), ("≥ 6", 1)]


@given(
    figures=st.dictionaries(st.fractions(0, 10**6), st.integers(1, 10**7), min_size=1, max_size=30),
    limit=st.fractions(0, 1000),
    op=st.sampled_from([Op.AT_MOST, Op.AT_LEAST]),
)
def test_no_bar_lies_on_both_sides_of_the_limit(
    figures: dict[Fraction, int], limit: Fraction, op: Op
) -> None:
    drawn = drawn_of(figures, limit, op)
    assert drawn is not None
    assert len(drawn.bins) <= 110
    assert sum(one.n for one in drawn.bins) == sum(figures.values())
    missed = sum(n for one, n in figures.items() if (one > limit if op.ceiling else one < limit))
    assert sum(one.n for one in drawn.bins if one.beyond) == missed
    assert all(one.x >= 0 and one.x + one.width <= WIDTH for one in drawn.bins)


def test_no_cases_no_histogram() -> None:
    assert drawn_of({}, F(1), Op.AT_MOST) is None


def test_the_law_is_drawn_only_on_the_limits_own_scale(judge_csv: Judge) -> None:
    # item 27: 法定 30日 to sign, 7个工作日 to file; both limits are 2个工作日
    rows = "27-contract-signing,郑州市,2021,2,工作日\n27-contract-filing,郑州市,2021,2,工作日"
    report = document_of(judge_csv(rows), "zh")
    say = Phrases.of(report)
    shown = {one.id: one for one in views(report, Answering(say), say)}
    filing, signing = shown["27-contract-filing"], shown["27-contract-signing"]
    assert filing.bullet is not None
    assert filing.bullet.statutory is not None
    assert filing.chart_told.endswith("7 工作日")
    assert signing.bullet is not None
    assert signing.bullet.statutory is None
    assert any("30 日" in fact.text for fact in signing.facts)


def test_a_total_against_the_calendar(judge_csv: Judge) -> None:
    # 2021-07-02 is day 183 of 365: half the year is gone; 150 of 300 services are half
    wanted = Selection(targets=frozenset({"01-mobile-services", "87-incubators"}))
    rows = "01-mobile-services,郑州市,2021-Q1,147,个\n87-incubators,郑州市,2021-Q1,15,家"
    report = document_of(judge_csv(rows, as_of="2021-07-02", selection=wanted), "en")
    say = Phrases.of(report)
    shown = progress(report, views(report, Answering(say), say), say)
    assert [(one.target.id, one.done, one.gone, one.pace) for one in shown] == [
        ("01-mobile-services", "49", "50", "behind"),
        ("87-incubators", "100", "50", "reached"),
    ]
    assert (shown[0].full, shown[0].bar, shown[0].now) == (160, 78.4, 80.2)
