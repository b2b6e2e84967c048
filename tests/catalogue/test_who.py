"""Who reports, who stands in the bracket, and the choices that an interpretation must own up to."""

from __future__ import annotations

from datetime import date

import pytest

from yshj.calendar.clocks import Clock
from yshj.catalogue.bodies import BodyKind
from yshj.catalogue.entries import Statistic
from yshj.catalogue.load import load
from yshj.catalogue.model import Target

CATALOGUE = load("zhengzhou-2021")
TARGETS = [one for one in CATALOGUE.targets.values() if not one.is_milestone]
ZONE, DISTRICT = BodyKind.ZONE, BodyKind.DISTRICT

# Two lead bodies, and the plan does not say whose count it is: the city's stands.
LEFT_TO_THE_CITY = {"01-mobile-services", "01-one-stop-matters"}
# The bracket of item 8 names no districts, but firms are registered in each and the item speaks of
# the halls of both levels (市县两级政务服务大厅).
NOT_IN_THE_BRACKET = {"08-setup-time"}
every_target = pytest.mark.parametrize("target", TARGETS, ids=[one.id for one in TARGETS])


@every_target
def test_what_case_files_can_show_has_somebody_who_holds_them(target: Target) -> None:
    if target.takes_cases and not target.latest and target.id not in LEFT_TO_THE_CITY:
        assert target.reported_by != "city"
    for body in CATALOGUE.expected(target):
        assert body.part_of is None


@every_target
def test_who_reports_stands_in_the_bracket(target: Target) -> None:
    item = CATALOGUE.items[target.item]
    kinds = item.lead.kinds | item.responsible.kinds
    bodies = {*item.lead.bodies, *item.responsible.bodies, CATALOGUE.bodies.city}
    strangers = {
        body.name
        for body in CATALOGUE.expected(target)
        if body not in bodies and body.kind not in kinds
    }
    assert bool(strangers) == (target.id in NOT_IN_THE_BRACKET), strangers


@every_target
def test_every_choice_is_said_where_it_is_made(target: Target) -> None:
    """By the key that undoes it, in both languages."""
    words = target.interpretation
    assert words is not None
    chosen = [
        "finish" if target.belongs == "finish" else "",
        target.when if target.when == "by_deadline" else "",
        # a deadline before the year's end that does not begin anything
        "throughout" if _early(target) and target.when == "throughout" else "",
    ]
    assert all(word in words.zh and word in words.en for word in chosen)


def _early(target: Target) -> bool:
    pooled = target.statistic in (Statistic.EACH, Statistic.MEAN, Statistic.SHARE, Statistic.CHANGE)
    before = target.due is not None and target.due < date(2021, 12, 31)
    return pooled and not target.latest and (before or target.deadline is not None)


def test_what_is_due_early_or_by_a_day_of_its_own() -> None:
    """Items 10, 21, 30, 34, 59 and 62 are due before December; 41, 42, 44 and 47 say a day."""
    early = {one.item for one in TARGETS if _early(one)}
    assert early == {10, 21, 30, 34, 59, 62, 41, 42, 44, 47}
    kept = {one.id for one in TARGETS if _early(one) and one.when == "throughout"}
    assert {number.partition("-")[0] for number in kept} == {"30", "59"}


@every_target
def test_a_last_day_that_rolls_says_by_what_right(target: Target) -> None:
    """By statute (civil procedure) or by our choice, which one line undoes."""
    if target.statistic is Statistic.EACH and target.rolls:
        if target.clock not in (Clock.CALENDAR_DAY, Clock.MONTH, Clock.CASE_LIMIT):
            return
        words = target.interpretation
        assert words is not None
        assert ("民事诉讼法" in words.zh and "Civil Procedure Law" in words.en) or (
            "rolls: false" in words.zh and "rolls: false" in words.en
        )


def test_where_time_is_excluded() -> None:
    """Building works, what the utility does not control, and what the law leaves out of a trial."""
    told = {one.id: one.interpretation for one in TARGETS if one.interpretation}
    expected = {"10-permit-time", "17-warehouse-time", "30-power-10kv"}
    expected |= {"60-small-claims", "60-other-trials"}
    assert {number for number, words in told.items() if "扣除" in words.zh} == expected
    assert {number for number, words in told.items() if "excluded" in words.en} == expected


@pytest.mark.parametrize(
    ("item", "lead", "responsible", "lead_kinds", "kinds", "collective"),
    [
        # as the plan prints them
        (5, ["市政府办公厅"], [], set(), {ZONE, DISTRICT}, ["市政府各部门", "有关单位"]),
        (
            *(13, []),
            [
                *("市资源规划局", "市发展改革委", "市生态环境局", "市应急局", "市水利局"),
                *("市气象局", "市河务局"),
            ],
            *({ZONE, DISTRICT}, set(), []),
        ),
        (20, [], ["市人社局"], set(), set(), []),
        (27, ["市财政局"], ["市市级财政国库支付中心"], set(), set(), ["市直各预算单位"]),
        (
            *(41, ["市金融局"]),
            *(["市财政局", "市投融资决策服务中心"], set(), {ZONE, DISTRICT}, []),
        ),
        (42, ["市发展改革委"], ["市公共资源交易中心"], set(), set(), ["各行业主管部门"]),
        (
            *(75, ["市市场监管局", "市司法局"], ["市大数据局"], set(), {ZONE, DISTRICT}),
            ["市“双随机、一公开”监管工作联席会议各成员单位"],
        ),
        (83, ["市市场监管局"], ["市金融局"], set(), {ZONE, DISTRICT}, []),
        (
            *(91, ["市商务局", "自贸区郑州片区", "市市场监管局", "市物流口岸局"]),
            *(["金水海关", "金水区", "郑东新区", "郑州经济技术开发区"], set(), set(), []),
        ),
        (95, ["市卫健委"], [], set(), {DISTRICT}, ["市直机关有关单位"]),
    ],
)
def test_who_stands_in_a_bracket(
    item: int,
    lead: list[str],
    responsible: list[str],
    lead_kinds: set[BodyKind],
    kinds: set[BodyKind],
    collective: list[str],
) -> None:
    found = CATALOGUE.items[item]
    assert [body.name for body in found.lead.bodies] == lead
    assert [body.name for body in found.responsible.bodies] == responsible
    assert set(found.lead.kinds) == lead_kinds
    assert set(found.responsible.kinds) == kinds
    assert [*found.lead.collective, *found.responsible.collective] == collective


def test_a_milestone_is_the_citys_unless_districts_lead() -> None:
    theirs = [one.id for one in CATALOGUE.targets.values() if one.is_milestone and one.over_bodies]
    assert theirs == ["13-milestone"]
    assert CATALOGUE.expected(CATALOGUE.targets["13-milestone"]) == CATALOGUE.parts
    assert CATALOGUE.expected(CATALOGUE.targets["01-milestone"]) == (CATALOGUE.bodies.city,)


def test_districts_without_zones() -> None:
    asked = CATALOGUE.expected(CATALOGUE.targets["95-township-hospitals"])
    assert [body.name for body in asked] == [
        *("中原区", "二七区", "金水区", "上街区", "惠济区", "管城回族区"),
        *("中牟县", "巩义市", "荥阳市", "新密市", "新郑市", "登封市"),
    ]


COURTS = {
    **{"金水区法院": "金水区人民法院", "郑州市金水区人民法院": "金水区人民法院"},
    **{"河南省郑州市中原区人民法院": "中原区人民法院", "二七法院": "二七区人民法院"},
    **{"管城区法院": "管城回族区人民法院", "中牟县法院": "中牟县人民法院"},
    **{"郑州上街区法院": "上街区人民法院", "惠济区人民法院": "惠济区人民法院"},
    **{"巩义法院": "巩义市人民法院", "荥阳市法院": "荥阳市人民法院"},
    **{"新密市人民法院": "新密市人民法院", "河南省新郑市人民法院": "新郑市人民法院"},
    **{"登封市法院": "登封市人民法院"},
    **{"高新区法院": "郑州高新技术产业开发区人民法院"},
    **{"河南省郑州高新技术产业开发区人民法院": "郑州高新技术产业开发区人民法院"},
    **{"郑州航空港区人民法院": "郑州航空港经济综合实验区人民法院"},
    **{"港区法院": "郑州航空港经济综合实验区人民法院"},
    **{"郑铁法院": "郑州铁路运输法院", "Jinshui District People's Court": "金水区人民法院"},
}


@pytest.mark.parametrize("name", COURTS)
def test_a_court_is_found_and_is_never_its_district(name: str) -> None:
    body = CATALOGUE.bodies.find(name)
    assert body is not None
    assert (body.name, body.part_of) == (COURTS[name], "市法院")


def test_the_courts_are_parts_of_the_citys_court_and_of_nothing_else() -> None:
    bodies = CATALOGUE.bodies
    court = bodies.find("郑州市中级人民法院")
    assert court is not None
    parts = bodies.parts_of(court)
    assert {body.name for body in parts} == set(COURTS.values())
    assert [bodies.whole(body) for body in parts] == [court] * 15
    assert not set(parts) & set(CATALOGUE.parts)
    assert not set(parts) & set(bodies.of_kinds([BodyKind.AGENCY]))
    for district in CATALOGUE.parts:
        assert bodies.whole(district) is None


def test_item_64_counts_from_what_the_provisions_name() -> None:
    """法释〔2018〕15号: article 1, 30 days from the seizure; article 30, from the price on."""
    for name, starts, article in (
        ("64-appraisal-start", "查封、扣押或者冻结", "第一条"),
        ("64-auction-start", "参考价确定", "第三十条"),
    ):
        target = CATALOGUE.targets[name]
        assert target.starts is not None
        assert target.interpretation is not None
        assert starts in target.starts.zh
        assert "法释〔2018〕15号" in target.interpretation.zh
        assert article in target.interpretation.zh


def test_services_are_averaged_over_the_cases_that_qualify() -> None:
    assert "符合电子送达条件" in CATALOGUE.targets["62-services-per-case"].scope.zh


def test_a_full_share_is_known_from_its_limit() -> None:
    full = {"42-electronic-processing", "13-area-assessment", "98-waste-sorting"}
    assert all(CATALOGUE.targets[name].full_share for name in full)
    others = {"95-health-centres-standard", "82-patents-per-10k", "68-assisted-drafting"}
    others |= {"73-unlawful-evidence", "83-pledge-growth"}
    assert not any(CATALOGUE.targets[name].full_share for name in others)
