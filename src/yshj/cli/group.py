"""The commands as a group that starts each of them with its settings.

The command line wins over a `YSHJ_*` variable, that over the file, the file over the default:
click's own `default_map` holds what stands outside the command line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup

from yshj.cli.output import Colour, Lang, language, screen, told
from yshj.cli.sources import in_force
from yshj.errors import CatalogueError, Text

if TYPE_CHECKING:  # `yshj --help` has no need of them
    from yshj.cli.settings import Key, Setting

_META = "yshj.settings"


class Settled(TyperGroup):
    """Commands that know the settings of the file and the environment."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        words = rest[: rest.index("--")] if "--" in rest else rest
        in_force.clear()
        if command is None or ctx.resilient_parsing or {"-h", "--help"} & set(words):
            return name, command, rest  # help is shown whatever the settings
        from yshj.cli.settings import gather, keys_of

        found = gather(keys_of(self.get_command(ctx, "check")), os.environ)
        with told(_language(words, found.settings)):
            if found.problems:
                raise CatalogueError(found.problems)
        own = {
            key.param: found.settings[key.name]
            for key in keys_of(command).values()
            if key.name in found.settings and _fits(key, found.settings[key.name])
        }
        ctx.default_map = {name: {param: setting.value for param, setting in own.items()}}
        ctx.meta[_META] = (found, own)
        in_force.update(
            (key.name, own[key.param])
            for key in keys_of(command).values()
            if key.param in own and not _given(key.name, words)
        )
        if "--show-settings" in words:
            rest = ["-", *rest]  # in place of the files, which are not needed
        return name, command, rest


def _fits(key: Key, setting: Setting) -> bool:
    """A format that only `check` can print leaves the other commands at their own."""
    return not key.words() or setting.value in key.words()


def _given(name: str, words: Sequence[str]) -> bool:
    return any(word == f"--{name}" or word.startswith(f"--{name}=") for word in words)


def _language(words: Sequence[str], settings: Mapping[str, Setting]) -> str:
    """The language of the messages about the settings themselves."""
    for at, word in enumerate(words):
        option, _, value = word.partition("=")
        if option == "--lang":
            value = value or (words[at + 1] if at + 1 < len(words) else "")
            if value in list(Lang):
                return value
    chosen = settings.get("lang")
    return language(Lang(chosen.value) if chosen else None)


def settings_page(ctx: Any, lang: str) -> str:
    """`--show-settings`: every setting of this command, its value and where that comes from."""
    from yshj.cli.settings import keys_of
    from yshj.render.phrases import Phrases
    from yshj.render.settings import Row, page

    found, own = ctx.meta[_META]
    rows = []
    for key in keys_of(ctx.command).values():
        value = ctx.params[key.param]
        source = ctx.get_parameter_source(key.param)
        if source is not None and source.name == "COMMANDLINE":
            origin = Text("命令行", "command line")
        elif key.param in own:
            origin = Text(own[key.param].origin, own[key.param].origin)
        else:
            origin = Text("默认", "default")
        rows.append(Row(key.name, value, origin))
    shown = screen(Colour(ctx.params.get("color") or Colour.AUTO))
    return page(rows, found.file, Phrases(lang), shown.width, shown.colour, shown.symbols)
