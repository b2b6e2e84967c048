"""`yshj targets` and `yshj lint`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yshj import strict_yaml
from yshj.calendar import days
from yshj.catalogue.load import load
from yshj.catalogue.waivers import read_waivers
from yshj.cli.options import OutputFormat
from yshj.cli.output import Colour, emit, screen, write_whole
from yshj.errors import CatalogueError, Text, UsageError, utf8
from yshj.render.phrases import Phrases


def targets(
    name: str,
    items: Sequence[int],
    output_format: OutputFormat,
    output_file: Path | None,
    lang: str,
    colour: Colour,
    verbose: int,
) -> None:
    """List targets; the table leaves milestones out unless asked, JSON has them all."""
    catalogue = load(name)
    for number in items:
        if number not in catalogue.items:
            raise UsageError(Text(f"没有第 {number} 项", f"the plan has no item {number}"))
    chosen = [one for one in catalogue.targets.values() if not items or one.item in items]
    if output_format is OutputFormat.JSON:
        from yshj.render.json import dump
        from yshj.report.targets import target_of

        text = dump([target_of(one, lang).data() for one in chosen])
    else:
        from yshj.render import pages

        shown = screen(colour)
        text = pages.target_list(
            catalogue, chosen, Phrases(lang), shown.width, shown.colour, bool(verbose or items)
        )
    if output_file is None:
        emit(utf8(text) if output_format is OutputFormat.JSON else text)
    else:
        write_whole(output_file, utf8(text))


def lint(paths: Sequence[str], catalogue_name: str, lang: str) -> None:
    """Check configuration files and folders, a catalogue once however many of its files are named.

    Every path is looked at; the faults of all are in the error it raises.
    """
    faults: dict[Text, None] = {}
    for path in dict.fromkeys(map(_whole, paths)):
        try:
            told = _checked(path, catalogue_name)
        except UsageError as fault:
            faults[fault.text] = None
        else:
            emit(f"{path}: {told.in_(lang)}\n")
    if faults:
        raise UsageError(
            Text("\n".join(one.zh for one in faults), "\n".join(one.en for one in faults))
        )


def _whole(path: str) -> str:
    """The catalogue's folder for a plan.yaml or a section file that it names; else the path."""
    place = Path(path)
    plan = place.parent / "plan.yaml"
    if not place.is_file() or not plan.is_file():
        return path
    try:
        sections = strict_yaml.read(plan, keep_problems=True).data.get("sections")
    except CatalogueError:  # the catalogue's own fault, told when it is loaded
        return str(place.parent)
    named = isinstance(sections, list) and place.name in sections
    return str(place.parent) if named or place.name == plan.name else path


def _checked(path: str, catalogue_name: str) -> Text:
    """What a faultless file or folder holds; its faults are a UsageError."""
    place = Path(path)
    kind = _kind(place) if place.is_file() else "catalogue"
    if kind == "catalogue":
        inside = place / "plan.yaml"  # a folder, though a built-in catalogue have the same name
        catalogue = load(str(inside) if inside.is_file() else path)
        n, m = len(catalogue.items), len(catalogue.targets)
        told = Text(f"{n} 个事项，{m} 个指标，没有错误", f"{n} items, {m} targets, no faults")
    elif kind == "waivers":
        n = len(read_waivers(place, load(catalogue_name)))
        told = Text(f"{n} 条豁免，没有错误", f"{n} waivers, no faults")
    elif kind == "mapping":
        from yshj.intake.mapping import read_mapping  # which brings the engine

        mapping = read_mapping(place, load(catalogue_name))
        told = Text(f"映射“{mapping.name}”，没有错误", f"mapping {mapping.name}, no faults")
    else:
        span = days.from_file(place).span()
        told = Text(f"日历 {span}，没有错误", f"calendar {span}, no faults")
    return told


def _kind(place: Path) -> str:
    """What a YAML file is, by its top-level keys."""
    keys = set(strict_yaml.read(place).data)
    if "waivers" in keys:
        return "waivers"
    if keys & {"mapping", "columns"}:
        return "mapping"
    if keys & {"days_off", "workdays", "years"}:
        return "calendar"
    if "plan" in keys:
        return "catalogue"
    if "section" in keys:
        raise UsageError(
            Text(
                f"{place}：这是目录的一个分册，但同一文件夹的 plan.yaml 没有列出它",
                f"{place}: a section of a catalogue that no plan.yaml beside it names",
            )
        )
    raise UsageError(
        Text(
            f"{place}：不是目标目录、映射、豁免或日历文件",
            f"{place}: not a catalogue, a mapping, a waiver file or a calendar file",
        )
    )
