"""The run itself: what was sent is read, observed, judged and told, in this order, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from yshj import __version__
from yshj.errors import Text
from yshj.intake.read import Progress, Submission, silence, submission
from yshj.observe.evidence import Observations, observe
from yshj.report.build import build
from yshj.report.compare import against
from yshj.report.compose import document_of
from yshj.report.document.report import Report
from yshj.report.model import Report as Judged
from yshj.run.request import Request


@dataclass(frozen=True)
class Outcome:
    """A report, and what it was made of, as long as the run lasts."""

    report: Report
    judged: Judged
    sent: Submission
    seen: Observations


@contextmanager
def checked(request: Request, progress: Progress = silence) -> Iterator[Outcome]:
    """The outcome of a request; inside the `with` its refused and failing rows can be asked for."""
    reading = (request.sent, request.context, request.encoding)
    how = (request.mapping, request.sender, request.asked)
    with submission(*reading, progress, *how) as sent:
        progress(Text("判定", "judging"), sum(one.rows for one in sent.inputs), lambda: -1.0)
        seen = observe(sent, request.context, request.as_of)
        judged = build(
            __version__,
            sent,
            seen,
            request.context.catalogue,
            request.context.calendar,
            request.as_of,
            waivers=request.waivers,
            selection=request.selection,
            fail_on=request.fail_on,
            by=request.by,
            covers=request.covers,
        )
        sent.check_unchanged()
        report = document_of(judged, request.lang)
        if request.baseline is not None:
            report = against(report, request.baseline, request.selection.wants)
        yield Outcome(report, judged, sent, seen)
