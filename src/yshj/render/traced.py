"""What a trace found, and how well a draft did, as documents for programs."""

from __future__ import annotations

from collections.abc import Sequence

from yshj.render.json import render
from yshj.render.phrases import Phrases
from yshj.report.document import traced as document
from yshj.report.document.plan import Tool
from yshj.thresholds.numbers import show
from yshj.trace.faults import Fault
from yshj.trace.measure import Limit, Score
from yshj.trace.trace import ItemTrace, Trace, Traced


def trace_json(
    found: Trace, items: Sequence[ItemTrace], version: str, say: Phrases, wrong: bool
) -> str:
    """The whole trace for programs; `items` are those asked for."""
    return render(
        document.Trace(
            schema_version=1,
            tool=Tool(name="yshj", version=version),
            exit_code=1 if wrong else 0,
            plan=document.TracedPlan(
                path=found.plan.name,
                sha256=found.plan.sha256,
                title=found.plan.title,
                items=len(found.plan.items),
                lines_outside_items=len(found.plan.outside),
            ),
            catalogue=document.TracedBasis(
                name=found.catalogue.name, sha256=found.catalogue.sha256
            ),
            summary={**found.roles(), "faults": len(found.faults)},
            faults=tuple(_fault(fault, say) for fault in found.whole),
            items=tuple(_item(item, say) for item in items),
        )
    )


def _item(item: ItemTrace, say: Phrases) -> document.TracedItem:
    return document.TracedItem(
        item=item.number,
        label=item.plan.label if item.plan else None,
        title=say(item.entry.title) if item.entry else None,
        line=item.plan.line(0) if item.plan else None,
        text=item.plan.text if item.plan else None,
        figures=tuple(_figure(one, say) for one in item.figures),
        faults=tuple(_fault(fault, say) for fault in item.faults),
    )


def _fault(fault: Fault, say: Phrases) -> document.Disagreement:
    return document.Disagreement(
        kind=fault.kind.value,
        words=fault.words,
        line=fault.line,
        target=fault.target,
        message=say(fault.message),
    )


def _figure(one: Traced, say: Phrases) -> document.TracedFigure:
    figure = one.figure
    return document.TracedFigure(
        text=figure.text,
        start=figure.start,
        end=figure.end,
        line=one.line,
        kind=figure.kind.value,
        role=one.role.value if one.role else None,
        accounts=tuple(
            document.Account(
                role=account.role.value,
                target=account.target,
                key_=account.key,
                figure=account.figure,
                quote=account.quote,
                reason=say(account.reason) if account.reason else None,
            )
            for account in one.accounts
        ),
    )


def measure_json(found: Score, version: str) -> str:
    def limits(some: Sequence[Limit]) -> tuple[document.DraftedLimit, ...]:
        return tuple(
            document.DraftedLimit(
                item=one.item,
                op=one.op,
                threshold=f"{one.threshold:f}",
                unit=one.unit,
                words=one.words,
            )
            for one in some
        )

    return render(
        document.Measured(
            schema_version=1,
            tool=Tool(name="yshj", version=version),
            wanted=len(found.wanted),
            proposed=len(found.proposed),
            right=found.right,
            recall=show(found.recall, places=4),
            precision=show(found.precision, places=4),
            missed=limits(found.missed),
            wrong=limits(found.wrong),
        )
    )
