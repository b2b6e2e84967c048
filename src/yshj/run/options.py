"""The options of a check, each in one place: its name, its type, its default, its help.

From here come the options of `yshj check` and `yshj validate` (and so their settings in files and
variables), and the keywords of `yshj.check`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypedDict, get_type_hints

from yshj.catalogue import BUILT_IN

if TYPE_CHECKING:
    from yshj.catalogue.model import Catalogue

File = str | os.PathLike[str]


@dataclass(frozen=True)
class Option:
    """How the command line asks for it. `kind` is the type of its value there, `name` its own name
    where that is not the keyword's: a list is given one word at a time."""

    kind: Any
    help: str
    metavar: str | None = None
    default: Any = None
    name: str | None = None


class ReadingOptions(TypedDict, total=False):
    """How the files are to be read."""

    plan: Annotated[
        File | Catalogue,
        Option(str, "Catalogue of targets.", "NAME|PATH", BUILT_IN, "catalogue"),
    ]
    encoding: Annotated[
        str | None, Option(str, "Encoding of the text files; default: told.", "NAME")
    ]
    mapping: Annotated[
        File | None, Option(Path, "YAML file that says how to read an export.", "PATH")
    ]
    calendar: Annotated[
        File | None, Option(Path, "YAML file of days off and make-up workdays.", "PATH")
    ]
    key: Annotated[
        str | None,
        Option(
            str,
            "Of rows in an engine: the column of whole numbers that tells them apart.",
            "COLUMN",
        ),
    ]
    repeats: Annotated[
        str,
        Option(
            str,
            "Of rows in an engine: look for cases sent twice: exact, declared, off.",
            "WORD",
            "exact",
        ),
    ]
    sender: Annotated[
        str | None, Option(str, "Who sent it: rows without a reporter are this body's.", "BODY")
    ]


class CheckOptions(ReadingOptions, total=False):
    """How they are to be judged."""

    as_of: Annotated[
        date | str | None, Option(str, "Judge as of this day; default: today.", "DATE")
    ]
    waivers: Annotated[File | None, Option(Path, "YAML file of waivers.", "PATH")]
    baseline: Annotated[
        File | None, Option(Path, "An earlier JSON report: compare with it.", "PATH")
    ]
    targets: Annotated[
        str | Iterable[str], Option(list[str], "Only this target (repeat).", "ID", (), "target")
    ]
    items: Annotated[
        int | Iterable[int], Option(list[int], "Only this item (repeat).", "N", (), "item")
    ]
    reporters: Annotated[
        str | Iterable[str],
        Option(list[str], "Only this body's rows (repeat).", "BODY", (), "reporter"),
    ]
    by: Annotated[str | None, Option(str, "Break down: reporter, period, item or body.", "WORD")]
    covers: Annotated[
        str | Iterable[str],
        Option(
            list[str],
            "Case ledgers hold every body's cases (city), all days FROM..TO (repeat).",
            "WHAT",
            (),
        ),
    ]
    fail_on: Annotated[str, Option(str, "never, fail, warn, missing; regression.", "LEVEL", "fail")]
    allow_unconfirmed: Annotated[
        bool, Option(bool, "Judge by drafted targets nobody has confirmed.", default=False)
    ]


def options_of(kind: type, catalogue: Any = Any) -> dict[str, tuple[Any, Option]]:
    """The type and the option of each keyword, in order.

    The class of a catalogue is told by those who have loaded it: `--help` has no need of it.
    """
    hints = get_type_hints(kind, localns={"Catalogue": catalogue}, include_extras=True)
    return {name: (hint.__origin__, hint.__metadata__[0]) for name, hint in hints.items()}
