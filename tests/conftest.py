"""A submission written as CSV text, judged from end to end: the report comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests import examples
from yshj.catalogue.load import calendar_of, load
from yshj.catalogue.model import Catalogue
from yshj.catalogue.waivers import Waiver
from yshj.contract.periods import Period
from yshj.contract.rows import Context
from yshj.intake.read import submission
from yshj.judge.model import Finding
from yshj.judge.question import NOTHING_VOUCHED, Covers
from yshj.observe.evidence import observe
from yshj.report.build import build
from yshj.report.document.kinds import By, FailOn
from yshj.report.model import Report, Result
from yshj.report.selection import Selection

MEASUREMENTS = "target,reporter,period,value,unit"
CASES = "target,reporter,case,started,finished"
YEAR_OVER = "2022-01-10"
EVERYTHING = Selection()
# the case files sent are all there are: for tests of what they measure, not of who is missing
COMPLETE = Covers(city=True, periods=(Period(date(2021, 1, 1), date(2021, 12, 31)),))
Rows = str | Sequence[str]
Find = Callable[..., Any]  # gives a Finding, whose figures tests compare with plain numbers


def pytest_configure(config: pytest.Config) -> None:
    examples.begin(config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    examples.also_thorough(items)


class Judge(Protocol):
    """`measurements` and `cases` are rows of one file, or of several; a header may come first."""

    def __call__(
        self,
        measurements: Rows = (),
        cases: Rows = (),
        *,
        as_of: str = YEAR_OVER,
        waivers: Sequence[Waiver] = (),
        selection: Selection = EVERYTHING,
        fail_on: FailOn = FailOn.FAIL,
        by: By | None = None,
        covers: Covers = NOTHING_VOUCHED,
    ) -> Report: ...


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load()


@pytest.fixture(scope="session")
def context(catalogue: Catalogue) -> Context:
    return Context(catalogue, calendar_of(catalogue, None))


def _files(rows: Rows, header: str) -> list[str]:
    texts = [rows] if isinstance(rows, str) else list(rows)
    full = []
    for text in texts:
        lines = [line.strip() for line in text.strip().splitlines()]
        full.append("\n".join(lines if lines[0].startswith("target,") else [header, *lines]) + "\n")
    return full


@pytest.fixture(scope="session")
def judge_csv(context: Context, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    def judged(
        measurements: Rows = (),
        cases: Rows = (),
        *,
        as_of: str = YEAR_OVER,
        waivers: Sequence[Waiver] = (),
        selection: Selection = EVERYTHING,
        fail_on: FailOn = FailOn.FAIL,
        by: By | None = None,
        covers: Covers = NOTHING_VOUCHED,
    ) -> Report:
        folder = tmp_path_factory.mktemp("sent")
        paths: list[Path] = []
        for kind, rows, header in (("m", measurements, MEASUREMENTS), ("c", cases, CASES)):
            for at, text in enumerate(_files(rows, header)):
                paths.append(folder / f"{kind}{at}.csv")
                paths[-1].write_text(text, encoding="utf-8")
        day = date.fromisoformat(as_of)
        with submission([str(path) for path in paths], context) as sent:
            seen = observe(sent, context, day)
            catalogue, calendar = context.catalogue, context.calendar
            law = (catalogue, calendar, day)
            return build(
                "test", sent, seen, *law, waivers, selection, fail_on, by=by, covers=covers
            )

    return judged


@pytest.fixture(scope="session")
def finding(judge_csv: Judge) -> Find:
    """The finding on the one target that a submission is about."""

    def found(*args: object, **options: object) -> Finding:
        report = judge_csv(*args, **options)  # type: ignore[arg-type]
        return only(report).finding

    return found


def only(report: Report) -> Result:
    """The result of the one target with data; a refused row in a test's data is a mistake."""
    assert report.problems == []
    touched = [one for one in report.results if one.finding.by_body]
    assert len(touched) == 1, [one.finding.target.id for one in touched]
    return touched[0]


def result(report: Report, target: str) -> Result:
    return next(one for one in report.results if one.finding.target.id == target)


def said(finding: Finding) -> str:
    """Every note in English, one a line."""
    return "\n".join(note.en for note in finding.notes)


def case_rows(target: str, reporter: str, *times: tuple[str, str]) -> str:
    """One line a case: numbered, with its start and finish as month and day of 2021."""
    return "\n".join(
        f"{target},{reporter},{reporter}-{at},2021-{start},{finish and '2021-' + finish}"
        for at, (start, finish) in enumerate(times, start=1)
    )
