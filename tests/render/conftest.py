"""Reports to render: the sample, the broken sample, and one of every status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Judge
from yshj.catalogue.waivers import Waiver
from yshj.contract.rows import Context
from yshj.intake.read import submission
from yshj.judge.status import Status
from yshj.observe.evidence import observe
from yshj.report.build import build
from yshj.report.model import Report
from yshj.report.selection import Selection

ROOT = Path(__file__).resolve().parents[2]
Check = Callable[..., Report]

# one target of each status; the waiver sets aside a fee that would fail
ROWS = """\
82-patent-firms,郑州市,2021H1,28,家
49-milestone,郑州市,2021,2021-08-20,
01-mobile-services,郑州市,1—11月,100,个
95-health-centres-standard,郑州市,2021,71%,
44-document-fee,郑州市,2021H1,5,元
87-incubators,二七区,2021H1,2,家
01-one-stop-matters,市政务办,1—11月,40,件
01-one-stop-matters,市大数据局,1—11月,60,件
05-hotline-hours,郑州市,2021H1,不涉及,
"""
STATUSES = {
    "82-patent-firms": Status.PASS,
    "49-milestone": Status.FAIL,
    "01-mobile-services": Status.AT_RISK,
    "95-health-centres-standard": Status.WARN,
    "44-document-fee": Status.WAIVED,
    "87-incubators": Status.PARTIAL,
    "01-one-stop-matters": Status.UNDETERMINED,
    "05-hotline-hours": Status.NOT_APPLICABLE,
    "83-financing-amount": Status.NO_DATA,
}
WAIVED = Waiver("44-document-fee", None, "系统迁移", "市政务办", date(2021, 12, 31))


@pytest.fixture(scope="session")
def check(context: Context) -> Check:
    """`check("samples/broken.csv")`: the report on files named from the project's root."""

    def checked(*names: str, as_of: str = "2021-12-31", items: tuple[int, ...] = ()) -> Report:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(ROOT)
            day = date.fromisoformat(as_of)
            with submission(names, context) as sent:
                seen = observe(sent, context, day)
                wanted = Selection(items=frozenset(items))
                law = (context.catalogue, context.calendar)
                return build("test", sent, seen, *law, day, selection=wanted)

    return checked


@pytest.fixture(scope="session")
def sample(check: Check) -> Report:
    return check("samples/city-2021.csv", "samples/cases-2021.csv")


@pytest.fixture(scope="session")
def broken(check: Check) -> Report:
    return check("samples/broken.csv", "samples/broken-cases.csv", "samples/not-there.csv")


@pytest.fixture(scope="session")
def every_status(judge_csv: Judge) -> Report:
    """Late November, except for the one hedged target: those are due at the year's end."""
    report = judge_csv(ROWS, as_of="2021-11-30", waivers=[WAIVED])
    year_over = judge_csv(ROWS, as_of="2021-12-31")
    for at, one in enumerate(year_over.results):
        if one.finding.status is Status.WARN:
            report.results[at] = one
    found = {one.finding.target.id: one.finding.status for one in report.results}
    assert {id_: status for id_, status in found.items() if id_ in STATUSES} == STATUSES
    assert set(found.values()) == set(Status) - {Status.COUNTED}  # a line's own word
    return report
