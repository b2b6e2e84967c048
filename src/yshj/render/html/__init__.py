"""HTML: the report as one page that needs nothing else.

The page is read without its script, which only sorts and filters. Its Content-Security-Policy
allows exactly the style and the script it carries, by their hashes, and nothing from anywhere.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from yshj.errors import Text, inert, printable
from yshj.judge.status import Status
from yshj.render.html import arrange
from yshj.render.html.compared import compared
from yshj.render.html.evidence import faults, headline, only, told_rows
from yshj.render.html.model import mark
from yshj.render.html.phrases import PagePhrases
from yshj.render.phrases import Phrases
from yshj.render.words import STATUS_SIGNS
from yshj.report.document.report import Report

_LONGEST = 100_000  # nothing is cut: `printable` is asked for its escapes only


def render(report: Report) -> str:
    """The page, the same bytes for the same report."""
    say = Phrases.of(report)
    page = PagePhrases(say.lang)
    bodies = arrange.Answering(say)
    targets = arrange.views(report, bodies, say)
    columns = arrange.districts(report)
    sections = report.sections or ()
    pages = _environment()
    style = pages.get_template("page.css").render(signs=STATUS_SIGNS, labels=_labels(page))
    script = pages.get_template("page.js").render()
    return pages.get_template("page.html").render(
        report=report,
        lang=say.lang,
        say=page,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=policy(style, script),
        headline=headline(report, say),
        statuses=[mark(one, say) for one in Status],
        present=arrange.present(targets),
        tally=[report.count(Status(one.value)) for one in arrange.present(targets)],
        plan=report.catalogue,
        sections=arrange.by_section(report, targets, say),
        numbers=[say(Text(one.number, str(at))) for at, one in enumerate(sections, 1)] or [""],
        titles=defaultdict(
            str, {each.number: each.title for one in sections for each in one.items}
        ),
        leads=arrange.by_lead(bodies, targets),
        targets=arrange.in_order(targets),
        in_plan=targets,
        progress=arrange.progress(report, targets, say),
        districts=[(one.label, one.short) for one in columns],
        matrix=arrange.matrix(report, targets, columns, say),
        missing=arrange.missing(report, targets, say),
        doubts=arrange.doubts(report, targets, say),
        compared=compared(report, say),
        faults=faults(report, say),
        rows_told=told_rows(report, say),
        only=only(report, say),
        notes=report.notes,
    )


def _labels(say: PagePhrases) -> dict[str, str]:
    """The heads of columns, which a small screen shows in every cell."""
    columns = {"limit": say.limit, "seen": say.observed, "n": "n", "margin": say.margin}
    return {**columns, "lead": say.lead, "due": say.due}


def policy(style: str, script: str) -> str:
    """A policy under which only this style and this script are obeyed."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("yshj.render.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )


def _harmless(value: Any) -> Any:
    """Text without control and direction characters, nor what the runner of a GitHub step would
    obey where the page is printed; Jinja escapes its markup afterwards."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    if not value.isprintable():
        value = "\n".join(printable(line, _LONGEST) for line in value.split("\n"))
    return inert(value)
