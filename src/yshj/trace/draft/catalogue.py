"""The whole draft: file names and their text."""

from __future__ import annotations

from collections.abc import Sequence

from yshj.trace.draft.emit import section_yaml
from yshj.trace.draft.plan_file import plan_yaml, years_of_plan
from yshj.trace.draft.propose import ItemDraft, Plan, draft_item
from yshj.trace.text import PlanText


def draft_items(plan: PlanText) -> list[ItemDraft]:
    known = Plan(years_of_plan(plan), plan.statute)
    return [draft_item(item, known, past=plan.is_past(item)) for item in plan.items]


def draft_files(plan: PlanText, name: str, districts: Sequence[str] = ()) -> dict[str, str]:
    """The catalogue's files by name: `plan.yaml` and one file for each section with items."""
    items = draft_items(plan)
    files: dict[str, str] = {}
    for at, section in enumerate(plan.sections):
        mine = [one for one in items if one.item.section == at and not one.says_nothing]
        if mine:
            files[f"section-{len(files) + 1:02d}.yaml"] = section_yaml(section, mine)
    return {"plan.yaml": plan_yaml(plan, name, list(files), districts), **files}
