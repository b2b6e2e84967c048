"""`yshj targets`, `yshj explain` and `yshj lint`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yshj import strict_yaml
from yshj.calendar import days
from yshj.catalogue.load import load
from yshj.catalogue.waivers import read_waivers
from yshj.cli.options import OutputFormat
from yshj.cli.output import Colour, emit, screen, write_whole
from yshj.errors import Text, UsageError
from yshj.intake.mapping import read_mapping


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
        from yshj.render import json

        text = json.targets(chosen, lang)
    else:
        from yshj.render import pages

        shown = screen(colour)
        text = pages.target_list(
            catalogue, chosen, lang, shown.width, shown.colour, bool(verbose or items)
        )
    if output_file is None:
        emit(text.encode("utf-8") if output_format is OutputFormat.JSON else text)
    else:
        write_whole(output_file, text.encode("utf-8"))


def explain(name: str, word: str, output_format: OutputFormat, lang: str, colour: Colour) -> None:
    """One target's page."""
    catalogue = load(name)
    target = catalogue.find(word)
    if target is None:
        unknown = Text(f"未知的指标“{word}”", f"unknown target {word!r}")
        raise UsageError(unknown + catalogue.nearest(word))
    if output_format is OutputFormat.JSON:
        from yshj.render import json, pages

        emit(json.dump(pages.explained(target, lang)).encode("utf-8"))
        return
    from yshj.render import pages

    shown = screen(colour)
    emit(pages.explain(catalogue, target, lang, shown.width, shown.colour))


def lint(path: str, catalogue_name: str, lang: str) -> None:
    """Check one configuration file or folder; every fault is in the error it raises."""
    place = Path(path)
    kind = _kind(place) if place.is_file() else "catalogue"
    if kind == "catalogue":
        catalogue = load(path)
        n, m = len(catalogue.items), len(catalogue.targets)
        told = Text(f"{n} 个事项，{m} 个指标，没有错误", f"{n} items, {m} targets, no faults")
    elif kind == "waivers":
        n = len(read_waivers(place, load(catalogue_name)))
        told = Text(f"{n} 条豁免，没有错误", f"{n} waivers, no faults")
    elif kind == "mapping":
        mapping = read_mapping(place, load(catalogue_name))
        told = Text(f"映射“{mapping.name}”，没有错误", f"mapping {mapping.name}, no faults")
    else:
        span = days.from_file(place).span()
        told = Text(f"日历 {span}，没有错误", f"calendar {span}, no faults")
    emit(f"{path}: {told.in_(lang)}\n")


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
                "这是目录中的一个分册，请对其所在文件夹运行 lint",
                "this is one file of a catalogue: lint its folder",
            )
        )
    raise UsageError(
        Text(
            f"{place}：不是目标目录、映射、豁免或日历文件",
            f"{place}: not a catalogue, a mapping, a waiver file or a calendar file",
        )
    )
