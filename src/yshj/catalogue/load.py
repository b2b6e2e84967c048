"""From a folder of YAML to a Catalogue, with every fault of every file listed at once."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from yshj import strict_yaml
from yshj.calendar.days import WorkCalendar, from_file, statutory
from yshj.catalogue import BUILT_IN
from yshj.catalogue.bodies import Bodies, Body, BodyKind, fold
from yshj.catalogue.brackets import names_of
from yshj.catalogue.entries import KINDS, ItemEntry, SectionHeadFile, TargetEntry
from yshj.catalogue.model import Catalogue, Item, Section, Target, milestone
from yshj.catalogue.plan_entry import PlanFile
from yshj.errors import CatalogueError, Problem, Text, UsageError, nearest
from yshj.strict_yaml import Document, Path_


def folder_of(name: str) -> Path:
    """A built-in catalogue's folder by name, or the folder at that path.

    The wheel carries `targets/` inside the package; an editable install finds it beside `src/`.
    """
    package = Path(__file__).resolve().parents[1]
    homes = [package / "targets", package.parents[1] / "targets"]
    built_in = {
        found.parent.name: found.parent
        for home in reversed(homes)
        for found in sorted(home.glob("*/plan.yaml"))
    }
    if name in built_in:
        return built_in[name]
    path = Path(name)
    if path.name == "plan.yaml":
        path = path.parent
    if (path / "plan.yaml").is_file():
        return path
    raise UsageError(
        Text(
            f"没有名为“{name}”的目标目录",
            f"no catalogue {name!r} (a name, or a folder with plan.yaml)",
        )
        + nearest(name, built_in)
    )


def load(name: str = BUILT_IN) -> Catalogue:
    """The catalogue of that name or path. Raises CatalogueError with everything wrong in it.

    A caller that checks many submissions reads it once, until a file of the folder changes.
    """
    folder = folder_of(name)
    files = ((path, path.stat()) for path in sorted(folder.glob("*.yaml")))
    return _load(folder, tuple((path, file.st_mtime_ns, file.st_size) for path, file in files))


@lru_cache(maxsize=4)
def _load(folder: Path, _state: tuple[tuple[Path, int, int], ...]) -> Catalogue:
    document = strict_yaml.read(folder / "plan.yaml")
    plan = strict_yaml.model(document, PlanFile)
    problems = _plan_problems(document, plan)
    if problems:
        raise CatalogueError(problems)
    bodies = Bodies(plan.bodies, plan.prefixes, plan.suffixes)
    problems += [
        document.problem(
            ("bodies",),
            Text(
                f"“{form}”既可指{one.name}又可指{two.name}",
                f"{form!r} could be {one.name} or {two.name}",
            ),
        )
        for form, one, two in bodies.clashes
    ]
    problems += _part_problems(document, plan, bodies)
    digest = hashlib.sha256((folder / "plan.yaml").read_bytes())
    sections: list[Section] = []
    first_seen: dict[str, str] = {}
    for file in plan.sections:
        path = folder / file
        if path.parent != folder or path.suffix != ".yaml":
            message = Text("应为同一目录中的 .yaml 文件", "expected a .yaml file of this folder")
            problems.append(document.problem(("sections",), message, file))
            continue
        try:
            sections.append(_section(path, plan, bodies, first_seen, problems))
            digest.update(path.read_bytes())
        except CatalogueError as fault:
            problems += fault.problems
    catalogue = Catalogue(
        name=folder.name,
        plan=plan,
        bodies=bodies,
        sections=tuple(sections),
        sha256=digest.hexdigest(),
        folder=folder,
    )
    if not problems:  # else a target may be missing from `catalogue`
        problems = _weight_problems(document, catalogue)
    if problems:
        raise CatalogueError(problems)
    return catalogue


def calendar_of(catalogue: Catalogue, override: Path | None) -> WorkCalendar:
    """The calendar a check counts by: the one named, the plan's own, or the built-in."""
    if override is not None:
        return from_file(override)
    if catalogue.plan.calendar is not None:
        return from_file(catalogue.folder / catalogue.plan.calendar)
    return statutory()


def _plan_problems(document: Document, plan: PlanFile) -> list[Problem]:
    problems = []
    cities = [body.name for body in plan.bodies if body.kind is BodyKind.CITY]
    if len(cities) != 1:
        message = Text("应恰有一个 kind: city 的单位", "exactly one body must be of kind city")
        problems.append(document.problem(("bodies",), message))
    names = [body.name for body in plan.bodies]
    for at, body in enumerate(plan.bodies):
        if names.index(body.name) != at:
            message = Text("单位重复", "this body is listed twice")
            problems.append(document.problem(("bodies", at), message, body.name))
    try:
        ZoneInfo(plan.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        message = Text("未知的时区", "unknown time zone")
        problems.append(document.problem(("time_zone",), message, plan.time_zone))
    return problems


def _part_problems(document: Document, plan: PlanFile, bodies: Bodies) -> list[Problem]:
    """A body that is part of none there is, or of itself, if only by way of another."""
    problems = []
    for at, body in enumerate(plan.bodies):
        if body.part_of is None:
            continue
        place = ("bodies", at, "part_of")
        if bodies.whole(body) is None:
            message = Text("未知的单位", "unknown body") + bodies.nearest(body.part_of)
            problems.append(document.problem(place, message, body.part_of))
            continue
        above: list[Body] = []
        one: Body | None = body
        while one is not None and one not in above:
            above.append(one)
            one = bodies.whole(one)
        if one is body:
            message = Text("单位不能是自身的一部分", "a body cannot be part of itself")
            problems.append(document.problem(place, message, body.part_of))
    whole = {body.part_of for body in plan.bodies if body.part_of is not None}
    for name in plan.parts_report:
        if name not in whole:
            message = Text("没有单位写明 part_of 它", "no body says that it is part of it")
            message += nearest(name, whole)
            problems.append(document.problem(("parts_report", name), message, name))
    return problems


def _weight_problems(document: Document, catalogue: Catalogue) -> list[Problem]:
    return [
        document.problem(
            ("weights", word),
            Text("未知的指标", "unknown target") + catalogue.nearest(word),
            word,
        )
        for word in catalogue.plan.weights
        if word not in catalogue.targets
    ]


def _section(
    path: Path, plan: PlanFile, bodies: Bodies, seen: dict[str, str], problems: list[Problem]
) -> Section:
    document = strict_yaml.read(path, keep_problems=True)
    problems += document.problems
    head = strict_yaml.model(document, SectionHeadFile)
    items = []
    for at, raw in enumerate(head.items):
        place = ("items", at)
        _note_ids(document, path, place, raw, seen, problems)
        try:
            entry = strict_yaml.model(document, ItemEntry, raw, place)
        except CatalogueError as fault:  # the other items are looked at all the same
            problems += fault.problems
            continue
        problems += _item_problems(document, place, entry, plan, bodies)
        items.append(_item(entry, plan, bodies))
    return Section(head.section.number, head.section.title, tuple(items))


def _note_ids(
    document: Document,
    path: Path,
    at: Path_,
    raw: Any,
    seen: dict[str, str],
    problems: list[Problem],
) -> None:
    """Item numbers, target ids and names that are used twice, in whatever state the rest is."""
    table = raw if isinstance(raw, dict) else {}
    targets = table.get("targets")
    places: list[tuple[str, Any, Path_]] = [("", table.get("number"), (*at, "number"))]
    for n, target in enumerate(targets if isinstance(targets, list) else []):
        if isinstance(target, dict):
            here = (*at, "targets", n)
            places.append(("", target.get("id"), (*here, "id")))
            name = target.get("name")
            names: dict[str, Any] = name if isinstance(name, dict) else {}
            for lang in sorted(names.keys() & {"zh", "en"}):
                places.append((f"{lang} ", names[lang], (*here, "name", lang)))
    for kind, word, where in places:
        if not isinstance(word, str):
            continue
        key = kind + fold(word) if kind else word
        if key in seen:
            message = Text(f"已在 {seen[key]} 中使用", f"already used at {seen[key]}")
            problems.append(document.problem(where, message, word))
        seen[key] = f"{path.name}:{document.line(where)}"


def _item_problems(
    document: Document, at: tuple[str | int, ...], item: ItemEntry, plan: PlanFile, bodies: Bodies
) -> list[Problem]:
    problems = []
    groups = {fold(group) for group in plan.groups}
    for key in ("lead", "responsible"):
        for position, name in enumerate(getattr(item, key)):
            if fold(name) not in groups and bodies.find(name) is None:
                message = Text("不是 plan.yaml 中的单位", "not a body or group of plan.yaml")
                message += nearest(name, [*plan.groups, *(b.name for b in plan.bodies)])
                problems.append(document.problem((*at, key, position), message, name))
    if not _inside(item.deadline, plan):
        problems.append(document.problem((*at, "deadline"), _OUTSIDE, str(item.deadline)))
    for position, target in enumerate(item.targets):
        place = (*at, "targets", position)
        problems += _time_problems(document, place, target, plan)
        if int(target.id.partition("-")[0]) != item.number:
            message = Text(
                f"编号应以 {item.number:02d}- 开头", f"must begin with {item.number:02d}-"
            )
            problems.append(document.problem((*place, "id"), message, target.id))
        if target.id.endswith("-milestone"):
            message = Text("该编号留给里程碑", "this id is kept for the item's milestone")
            problems.append(document.problem((*place, "id"), message, target.id))
        problems += _reporter_problems(document, (*place, "reported_by"), target, bodies)
        if target.when == "by_deadline" and _own_due(target, item) is None:
            message = Text(
                "by_deadline 须有完成期限（写 for 的，应在其年份内），本指标和本事项都没有",
                "by_deadline needs a deadline (inside the years it is for), which neither target "
                "nor item has",
            )
            problems.append(document.problem((*place, "when"), message, target.when))
    return problems


_OUTSIDE = Text("不在计划的窗口之内", "not inside the plan's window")


def _time_problems(
    document: Document, place: Path_, target: TargetEntry, plan: PlanFile
) -> list[Problem]:
    """A deadline or years outside the plan's window, and a deadline outside the target's years."""
    problems = []
    years = [int(year) for year in (target.for_ or "").split("-") if year]
    if not _inside(target.deadline, plan):
        problems.append(document.problem((*place, "deadline"), _OUTSIDE, str(target.deadline)))
    elif target.deadline and years and not years[0] <= target.deadline.year <= years[-1]:
        message = Text(
            f"不在指标的年份（for: {target.for_}）之内",
            f"not inside the years that the target is for ({target.for_})",
        )
        problems.append(document.problem((*place, "deadline"), message, str(target.deadline)))
    if any(not plan.window.start.year <= year <= plan.window.end.year for year in years):
        message = _OUTSIDE + Text(f"（{plan.window}）", f" ({plan.window})")
        problems.append(document.problem((*place, "for"), message, str(target.for_)))
    return problems


def _own_due(target: TargetEntry, item: ItemEntry) -> date | None:
    """The target's deadline, or its item's where that lies in the years that the target is for."""
    if target.deadline is not None or item.deadline is None or target.for_ is None:
        return target.deadline or item.deadline
    first, _, last = target.for_.partition("-")
    return item.deadline if int(first) <= item.deadline.year <= int(last or first) else None


def _due(target: TargetEntry, item: ItemEntry, plan: PlanFile) -> date | None:
    """Its due day; one that is for some years is due with the last of them."""
    if target.for_ is None:
        return _own_due(target, item)
    last = date(int(target.for_[-4:]), 12, 31)
    return _own_due(target, item) or min(last, plan.window.end)


def _inside(day: date | None, plan: PlanFile) -> bool:
    return day is None or plan.window.start <= day <= plan.window.end


def _reporter_problems(
    document: Document, place: Path_, target: TargetEntry, bodies: Bodies
) -> list[Problem]:
    if isinstance(target.reported_by, str):
        return []
    if not target.reported_by:
        return [document.problem(place, Text("不能为空", "must not be empty"))]
    words = (*KINDS, "districts")
    problems = []
    for at, name in enumerate(target.reported_by):
        body = None if name in words else bodies.find(name)
        if body is not None and body.part_of is not None:
            message = Text(
                f"该单位并入{body.part_of}，应写{body.part_of}",
                f"it reports as part of {body.part_of!r}: name that one",
            )
        elif body is None and name not in words:
            message = Text("未知的单位", "unknown body")
            message += nearest(name, [*words, *(word for one in bodies.all for word in one.names)])
        else:
            continue
        problems.append(document.problem((*place, at), message, name))
    return problems


def _item(entry: ItemEntry, plan: PlanFile, bodies: Bodies) -> Item:
    lead, responsible = (
        names_of(names, bodies, plan.groups) for names in (entry.lead, entry.responsible)
    )
    targets = [
        Target(
            **{name: getattr(target, name) for name in type(target).model_fields},
            item=entry.number,
            due=_due(target, entry, plan),
        )
        for target in entry.targets
    ]
    if entry.deadline is not None:
        targets.append(milestone(entry, lead, plan.adds_up_to_city))
    return Item(entry, tuple(targets), lead, responsible)
