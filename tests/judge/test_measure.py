"""Each statistic of design section 3, over cases and figures, bodies and periods."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import COMPLETE, Find, case_rows, said
from yshj.catalogue.model import Catalogue
from yshj.contract.amounts import Figure
from yshj.contract.periods import Period
from yshj.judge.account import Account
from yshj.judge.measure import measure
from yshj.judge.measured import Spread
from yshj.judge.standing import Standing
from yshj.judge.status import Status
from yshj.observe.cases import Outcome, State
from yshj.observe.figures import Row
from yshj.thresholds.limits import Op

YEAR = Period(date(2021, 1, 1), date(2021, 12, 31))

# --- each ---------------------------------------------------------------------------------------


def test_each_counts_the_cases_over_and_their_spread(finding: Find) -> None:
    # 1 March 2021 is a Monday; five took 0 working days, three 1, then 3 and 6
    days = ["03-01"] * 5 + ["03-02"] * 3 + ["03-04", "03-09"]
    rows = case_rows("08-setup-time", "中原区", *(("03-01", day) for day in days))
    found = finding(cases=rows).measure
    assert (found.n, found.over, found.observed, found.holds) == (10, 2, 6, False)
    assert found.spread is not None
    assert found.spread.rank(Fraction(1, 2)) == 0  # the 5th of 10
    assert found.spread.rank(Fraction(9, 10)) == 3  # the 9th
    assert found.margin == -5  # due on 2 March; 3, 4, 5, 8 and 9 March are the days late


@pytest.mark.parametrize(
    ("figures", "share", "rank"),
    [
        ([1, 2, 3], Fraction(1, 2), 2),  # 1.5 is rounded up to the 2nd
        ([1, 2, 3, 4], Fraction(1, 2), 2),
        (list(range(1, 12)), Fraction(9, 10), 10),  # 9.9: the 10th of 11
        ([7], Fraction(9, 10), 7),
        ([], Fraction(1, 2), None),
    ],
)
def test_percentiles_are_by_nearest_rank(
    figures: list[int], share: Fraction, rank: int | None
) -> None:
    assert Spread(Counter(map(Fraction, figures))).rank(share) == rank


@pytest.mark.parametrize(("worst", "status"), [("1", Status.PASS), ("2", Status.FAIL)])
def test_each_takes_a_reported_worst_case_of_every_period(
    finding: Find, worst: str, status: Status
) -> None:
    row = "08-setup-time,市市场监管局,"
    found = finding(f"{row}2021H1,1,工作日\n{row}2021H2,{worst},工作日")
    assert (found.status, found.measure.n, found.measure.observed) == (status, 2, int(worst))


def test_each_holds_for_every_period_too(finding: Find) -> None:
    found = finding("08-setup-time,中原区,2021-Q1,2,工作日\n08-setup-time,中原区,2021-Q2,1,工作日")
    assert (found.status, found.measure.n, found.measure.over) == (Status.FAIL, 2, 1)


# --- mean ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finished", "mean", "status"),
    [
        (["03-08", "03-09"], Fraction(11, 2), Status.PASS),  # 5 and 6 working days: 5.5
        (["03-08", "03-09", "03-09"], Fraction(17, 3), Status.FAIL),
    ],
)
def test_a_mean_of_cases_is_their_sum_over_their_number(
    finding: Find, finished: list[str], mean: Fraction, status: Status
) -> None:
    rows = case_rows("17-warehouse-time", "郑州市", *(("03-01", day) for day in finished))
    found = finding(cases=rows, covers=COMPLETE)
    assert (found.status, found.measure.observed) == (status, mean)
    assert found.measure.n == len(finished)


def test_means_are_weighted_by_cases(finding: Find) -> None:
    # unweighted 6 would miss 5.5; (4 x 30 + 8 x 10) / 40 = 5
    header = "target,reporter,period,value,unit,cases\n"
    rows = "17-warehouse-time,,2021H1,4,工作日,30\n17-warehouse-time,,2021H2,8,工作日,10"
    found = finding(header + rows)
    assert (found.status, found.measure.observed) == (Status.PASS, 5)


def test_a_mean_over_no_cases_weighs_nothing(finding: Find) -> None:
    header = "target,reporter,period,value,unit,cases\n"
    rows = "17-warehouse-time,,2021H1,4,工作日,30\n17-warehouse-time,,2021H2,8,工作日,0"
    found = finding(header + rows)
    assert (found.status, found.measure.observed) == (Status.PASS, 4)


@pytest.mark.parametrize(
    ("values", "status"),
    [(("4", "5.5"), Status.PASS), (("6", "7"), Status.FAIL), (("4", "7"), Status.UNDETERMINED)],
)
def test_means_without_weights_agree_or_stay_undetermined(
    finding: Find, values: tuple[str, str], status: Status
) -> None:
    one, two = values
    found = finding(
        f"17-warehouse-time,,2021H1,{one},工作日\n17-warehouse-time,,2021H2,{two},工作日"
    )
    assert found.status is status
    assert ("cases (件数) would settle it" in said(found)) is (status is Status.UNDETERMINED)


def test_one_weight_of_two_settles_nothing(finding: Find) -> None:
    header = "target,reporter,period,value,unit,cases\n"
    rows = "17-warehouse-time,,2021H1,4,工作日,30\n17-warehouse-time,,2021H2,8,工作日,"
    assert finding(header + rows).status is Status.UNDETERMINED


# --- share --------------------------------------------------------------------------------------

PARTS = "target,reporter,period,numerator,denominator\n"


def shares(one: str, two: str) -> str:
    """Of two halves of the year."""
    target = "68-assisted-drafting"
    return f"{target},市法院,2021H1,{one}\n{target},市法院,2021H2,{two}"


def test_a_share_is_pooled_and_never_a_mean_of_rates(finding: Find) -> None:
    # rates of 100 % and 50 % have a mean of 75 %; pooled 990 of 1,080 is 91.67 % of 80 %
    rows = shares("900,900", "90,180")
    found = finding(PARTS + rows)
    assert (found.status, found.measure.observed) == (Status.PASS, Fraction(990, 1080) * 100)
    rows = shares("10,10", "600,1000")
    assert finding(PARTS + rows).measure.holds is False  # the mean of the rates is 80 %


def test_a_share_of_cases_is_flagged_over_all(finding: Find) -> None:
    header = "target,reporter,case,flag\n"
    rows = "\n".join(
        f"68-assisted-drafting,市法院,{n},{'否' if n == 5 else '是'}" for n in range(1, 6)
    )
    found = finding(cases=header + rows, covers=COMPLETE)
    assert (found.status, found.measure.observed, found.measure.n) == (Status.PASS, 80, 5)
    assert (found.measure.over, found.measure.margin) == (1, 0)


def test_a_rate_pools_people_and_not_rates(finding: Find) -> None:
    # 60 patents on 10 万人 and 10 on 10: 3.5 for 10,000 people, where the rates are 6 and 1
    rows = "82-patents-per-10k,中原区,2021,60,10\n82-patents-per-10k,金水区,2021,10,10"
    assert finding(PARTS + rows).measure.observed == Fraction(7, 2)
    people = finding(PARTS + "82-patents-per-10k,郑州市,2021,500000,1000000000人")
    assert (people.status, people.measure.observed) == (Status.PASS, 5)


def test_a_share_as_a_value_stands_alone(finding: Find) -> None:
    found = finding("22-online-tax,市税务局,2021,90%,")
    assert (found.status, found.measure.observed, found.measure.n) == (Status.PASS, 90, 1)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        (("80%", "99%"), Status.PASS),
        (("79%", "1.5%"), Status.FAIL),
        (("79%", "99%"), Status.UNDETERMINED),
    ],
)
def test_shares_without_numerators_agree_or_stay_undetermined(
    finding: Find, values: tuple[str, str], status: Status
) -> None:
    one, two = values
    found = finding(
        f"68-assisted-drafting,市法院,2021H1,{one},\n68-assisted-drafting,市法院,2021H2,{two},"
    )
    assert found.status is status
    assert ("numerator and denominator" in said(found)) is (status is Status.UNDETERMINED)


def test_a_share_of_exact_parts_is_not_rounded_up_to_its_limit(finding: Find) -> None:
    found = finding(PARTS + "22-online-tax,市税务局,2021,899999,1000000")
    assert found.status is Status.FAIL
    assert finding(PARTS + "22-online-tax,市税务局,2021,900000,1000000").status is Status.PASS


# --- total --------------------------------------------------------------------------------------


def test_a_total_of_cases_is_their_number(finding: Find) -> None:
    header = "target,reporter,case\n"
    rows = "\n".join(f"82-patent-firms,中原区,{n}" for n in range(28))
    found = finding(cases=header + rows)
    assert (found.status, found.measure.observed, found.measure.n) == (Status.PASS, 28, 28)


def test_totals_are_summed_over_bodies_and_periods(finding: Find) -> None:
    rows = "82-patent-firms,中原区,2021H1,9,家\n82-patent-firms,中原区,2021H2,9,家"
    found = finding(f"{rows}\n82-patent-firms,金水区,2021,10,家")
    assert (found.status, found.measure.observed, found.measure.margin) == (Status.PASS, 28, 0)


@pytest.mark.parametrize("districts", [1, 16])
def test_a_city_alone_total_never_adds_districts_up(
    finding: Find, catalogue: Catalogue, districts: int
) -> None:
    # 16 districts with the same 300 services are not 4,800 services
    names = [body.name for body in catalogue.parts][:districts]
    found = finding("\n".join(f"01-mobile-services,{name},2021,300,个" for name in names))
    assert found.status is Status.NO_DATA  # rule 6: nobody who may decide has reported
    assert [body.name for body in found.expected] == ["郑州市"]
    assert {one.status for one in found.by_body} == {Status.COUNTED}


def test_a_city_alone_total_is_the_citys(finding: Find) -> None:
    rows = "01-mobile-services,郑州市,2021,299,个\n01-mobile-services,中原区,2021,300,个"
    found = finding(rows)
    assert (found.status, found.measure.observed) == (Status.FAIL, 299)


# --- level --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("latest", "status"), [("5", Status.PASS), ("4.9", Status.FAIL)])
def test_a_level_is_the_latest_period(finding: Find, latest: str, status: Status) -> None:
    early = "6" if status is Status.FAIL else "1"
    rows = f"41-capital-city,郑州市,2021-Q1,{early},亿元"
    found = finding(f"{rows}\n41-capital-city,郑州市,2021-Q4,{latest},亿元")
    assert found.status is status
    assert "the latest stands, not 2021-01..2021-03" in said(found)


@pytest.mark.parametrize(("other", "status"), [("2亿元", Status.PASS), ("19999万元", Status.FAIL)])
def test_a_level_of_each_body_must_hold_for_all(
    finding: Find, catalogue: Catalogue, other: str, status: Status
) -> None:
    asked = [body.name for body in catalogue.expected(catalogue.targets["41-capital-districts"])]
    rows = [f"41-capital-districts,{name},2021,20亿元," for name in asked if name != "金水区"]
    assert (
        finding("\n".join([*rows, f"41-capital-districts,金水区,2021,{other},"])).status is status
    )


def test_a_summed_level_adds_the_latest_of_each_body(finding: Find) -> None:
    rows = "81-ip-stations,中原区,2021-Q1,30,家\n81-ip-stations,中原区,2021-Q4,16,家"
    found = finding(f"{rows}\n81-ip-stations,金水区,2021-Q4,14,家")
    assert (found.status, found.measure.observed) == (Status.PASS, 30)


# --- change -------------------------------------------------------------------------------------

CHANGE = "target,reporter,period,value,unit,baseline,cases\n"


@pytest.mark.parametrize(
    ("value", "baseline", "change", "status"),
    [
        ("50", "100", -50, Status.PASS),  # exactly halved
        ("50.01", "100", Fraction(-4999, 100), Status.FAIL),
        ("0", "100", -100, Status.PASS),
        ("150", "100", 50, Status.FAIL),
    ],
)
def test_halving_is_a_change_of_at_most_minus_50(
    finding: Find, value: str, baseline: str, change: Fraction, status: Status
) -> None:
    found = finding(f"{CHANGE}47-clearance-time,郑州海关,2021-12,{value},小时,{baseline},")
    assert (found.status, found.measure.observed) == (status, change)


def test_changes_are_pooled_by_cases(finding: Find) -> None:
    # -60 % on 300 and -30 % on 100 come to -52.5 %
    rows = "47-clearance-time,郑州海关,2021-12-01..2021-12-15,40,小时,100,300\n"
    rows += "47-clearance-time,郑州海关,2021-12-16..2021-12-31,70,小时,100,100"
    found = finding(CHANGE + rows)
    assert (found.status, found.measure.observed) == (Status.PASS, Fraction(-105, 2))
    bare = finding((CHANGE + rows).replace(",300", ",").replace(",100,100", ",100,"))
    assert bare.status is Status.UNDETERMINED


def test_a_change_may_come_as_a_percentage(finding: Find) -> None:
    assert finding("83-pledge-growth,郑州市,2021,40%,").status is Status.PASS
    assert finding("83-pledge-growth,郑州市,2021,39.99%,").status is Status.FAIL


# --- milestone ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "status", "margin"),
    [
        ("2021-09-30", Status.PASS, 0),
        ("2021-10-01", Status.FAIL, -1),
        ("2021-06-30", Status.PASS, 92),
    ],
)
def test_a_milestone_is_met_on_its_last_day(
    finding: Find, day: str, status: Status, margin: int
) -> None:
    # 30 September has 92 days after 30 June; nothing rolls over the holiday that follows
    found = finding(f"06-milestone,郑州市,,{day},")
    assert (found.status, found.measure.margin) == (status, margin)


def test_the_last_of_several_bodies_completes_a_milestone(finding: Find) -> None:
    rows = "06-milestone,市政府办公厅,,2021-09-01,\n06-milestone,市发展改革委,,2021-10-08,"
    found = finding(rows)
    assert (found.status, found.measure.observed) == (Status.FAIL, date(2021, 10, 8))


# --- exact limits, against plain integer arithmetic ---------------------------------------------


def _alone(body: str, figure: Figure, catalogue: Catalogue) -> Account:
    found = catalogue.bodies.find(body)
    assert found is not None
    return Account(found, figures=[Standing(YEAR, figure, Row(YEAR, figure))])


@given(
    share=st.integers(0, 10**9), of=st.integers(1, 10**9), percent=st.sampled_from([80, 90, 100])
)
def test_shares_compare_as_integers(
    catalogue: Catalogue, share: int, of: int, percent: int
) -> None:
    ids = {80: "68-assisted-drafting", 90: "22-online-tax", 100: "62-electronic-first"}
    top, bottom = sorted((share, of))
    figure = Figure(numerator=Fraction(top), denominator=Fraction(bottom))
    found = measure(catalogue.targets[ids[percent]], [_alone("市法院", figure, catalogue)])
    assert found.holds is (100 * top >= percent * bottom)


@given(fen=st.integers(0, 10**6))
def test_a_limit_of_zero_holds_for_zero_only(catalogue: Catalogue, fen: int) -> None:
    figure = Figure(value=Fraction(fen, 100))
    found = measure(catalogue.targets["44-document-fee"], [_alone("郑州市", figure, catalogue)])
    assert found.holds is (fen == 0)


@given(value=st.integers(0, 10**6), base=st.integers(1, 10**6))
def test_negative_limits_compare_as_integers(catalogue: Catalogue, value: int, base: int) -> None:
    figure = Figure(value=Fraction(value - base, base) * 100)
    found = measure(catalogue.targets["47-clearance-time"], [_alone("郑州海关", figure, catalogue)])
    assert found.holds is (2 * value <= base)


@given(parts=st.lists(st.integers(0, 4 * 10**8), min_size=1, max_size=16))
def test_sums_compare_as_integers(catalogue: Catalogue, parts: list[int]) -> None:
    target = catalogue.targets["83-financing-amount"]
    evidence = [
        _alone(body.name, Figure(value=Fraction(yuan, 10**8)), catalogue)
        for body, yuan in zip(catalogue.parts, parts, strict=False)
    ]
    assert target.op is Op.ABOVE  # 突破2亿元
    assert measure(target, evidence).holds is (sum(parts) > 2 * 10**8)


@given(took=st.dictionaries(st.integers(0, 40), st.integers(1, 10**6), min_size=1))
def test_means_compare_as_integers(catalogue: Catalogue, took: dict[int, int]) -> None:
    tally = Counter({Outcome(State.DONE, figure=Fraction(days)): n for days, n in took.items()})
    evidence = Account(catalogue.bodies.city, cases=tally)
    found = measure(catalogue.targets["17-warehouse-time"], [evidence])
    days, cases = sum(day * n for day, n in took.items()), sum(took.values())
    assert found.holds is (2 * days <= 11 * cases)
    assert found.n == cases


def test_a_measure_of_nothing_never_holds(catalogue: Catalogue) -> None:
    for target in catalogue.targets.values():
        for evidence in ([], [Account(catalogue.bodies.city)]):
            found = measure(target, evidence)
            assert (found.holds, found.n, found.observed) == (None, 0, None), target.id
