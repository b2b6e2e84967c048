"""A yearly target (每年): each year is judged by itself, and the worst of them decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from yshj.catalogue.bodies import Body
from yshj.contract.periods import Period
from yshj.errors import Text
from yshj.judge.model import BodyFinding, Finding, Verdict
from yshj.judge.status import Status
from yshj.observe.evidence import Evidence

# the worst first: what fails a check before what leaves it open, that before what is well
_WORST = {
    status: place
    for place, status in enumerate(
        (
            *(Status.FAIL, Status.WARN, Status.AT_RISK),
            *(Status.UNDETERMINED, Status.PARTIAL, Status.NO_DATA),
            *(Status.WAIVED, Status.COUNTED, Status.PASS, Status.NOT_APPLICABLE),
        )
    )
}


def of_year(
    evidence: Sequence[Evidence], span: Period, spans: Mapping[int, Period]
) -> list[Evidence]:
    """Each body's evidence about one year: figures that lie in it, and the ledger as it is.

    A case without a day is still open: it is of the last year that has begun.
    """
    last = span == max(spans.values())
    return [
        Evidence(
            one.body,
            {day: tally for day, tally in one.cases.items() if day is not None or last},
            [row for row in one.rows if span.contains(row.period)],
        )
        for one in evidence
    ]


def together(parts: Sequence[tuple[Period, Finding]], wanted: Collection[str]) -> Finding:
    """The finding over all years: what the worst year says, and what is missing in any.

    `wanted` are the names of those who have to report: another that is silent in a year is not
    asked about it. Somebody silent in every year is missing, in some years only their time is.
    """
    years = [one for _, one in parts]
    worst = min(years, key=_badness)
    silent = Counter(body for one in years for body in one.missing)
    always = [body for body, n in silent.items() if n == len(years)]
    times = [
        each
        for span, one in parts
        for each in (
            *one.missing_time,
            *((body, span) for body in one.missing if body not in always),
        )
    ]
    unwaived = [one.unwaived or one.status for one in years]
    waivers = tuple(dict.fromkeys(each for one in years for each in one.waivers))
    return replace(
        worst,
        missing=tuple(always),
        missing_time=tuple(sorted(times, key=lambda one: one[1])),
        reported=tuple(dict.fromkeys(body for one in years for body in one.reported)),
        expected=tuple(dict.fromkeys(body for one in years for body in one.expected)),
        notes=[_in_year(one, note) for one in years for note in one.notes],
        by_body=_lines(years, wanted),
        waivers=waivers,
        unwaived=min(unwaived, key=lambda one: _WORST[one]) if waivers else None,
        counting={},
        year=None,
        years=tuple(years),
    )


def _badness(one: Verdict) -> tuple[int, bool]:
    return _WORST[one.effective], one.effective is not one.status


def _in_year(one: Finding, note: Text) -> Text:
    return Text(f"{one.year} 年：{note.zh}", f"{one.year}: {note.en}")


def _lines(years: Sequence[Finding], wanted: Collection[str]) -> list[BodyFinding]:
    """Each body's line: the worst of its years."""
    by_body: dict[Body, list[BodyFinding]] = {}
    for one in years:
        for line in one.by_body:
            by_body.setdefault(line.body, []).append(line)
    found = []
    for body, lines in by_body.items():
        spoke = [one for one in lines if one.status is not Status.NO_DATA]
        asked = lines if body.name in wanted or not spoke else spoke
        found.append(
            replace(
                min(asked, key=_badness),
                decides=any(one.decides for one in lines),
                missing_time=tuple(each for one in lines for each in one.missing_time),
            )
        )
    return found
