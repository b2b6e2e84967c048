"""Commands that take the options of a check, which stand in `run.options`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

import typer

from yshj.cli.completion import OF_OPTIONS
from yshj.run.options import Option, options_of

Command = Callable[..., None]


def asks(kind: type) -> Callable[[Command], Command]:
    """In place of its parameter `options`, the command takes each option of `kind` by itself."""

    def made(command: Command) -> Command:
        options = options_of(kind)
        params = {name: _name(name, option) for name, (_, option) in options.items()}

        @functools.wraps(command)
        def asked(**words: Any) -> None:
            given = {name: words.pop(param) for name, param in params.items()}
            known = {name: value for name, value in given.items() if value is not None}
            command(options=known, **words)

        signature = inspect.signature(command)
        hints = get_type_hints(command, include_extras=True)
        taken: list[inspect.Parameter] = []
        for one in signature.parameters.values():
            if one.name == "options":
                taken += [_parameter(params[name], option) for name, (_, option) in options.items()]
            else:
                taken.append(one.replace(annotation=hints[one.name]))
        del asked.__wrapped__  # whose signature it no longer has
        keyword = inspect.Parameter.KEYWORD_ONLY
        kept = [one.replace(kind=keyword) for one in taken]
        asked.__signature__ = inspect.Signature(kept)  # type: ignore[attr-defined]
        asked.__annotations__ = {one.name: one.annotation for one in kept}
        return asked

    return made


def _name(keyword: str, option: Option) -> str:
    return option.name or keyword


def _parameter(param: str, option: Option) -> inspect.Parameter:
    told = typer.Option(
        f"--{param.replace('_', '-')}",
        metavar=option.metavar,
        help=option.help,
        autocompletion=OF_OPTIONS.get(param),
    )
    many = option.default == ()
    empty = option.default is None or many
    return inspect.Parameter(
        param,
        inspect.Parameter.KEYWORD_ONLY,
        default=None if many else option.default,
        annotation=Annotated[option.kind | None if empty else option.kind, told],
    )
