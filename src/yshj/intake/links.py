"""Links in what somebody hands in: a folder shows only files that are in it."""

from __future__ import annotations

import os
import re

from yshj.codes.files import NOT_OPENED
from yshj.errors import Problem
from yshj.intake.sources import STDIN

_BEFORE_ITS_SIGNS = re.compile(r"[^*?\[]*")  # the part of a pattern that is a name


def left_by_a_link(name: str, file: str) -> Problem | None:
    """The refusal of a file that `name`, a folder or pattern, holds only as a link out of it.

    Who hands in a folder must not make the reader show it files of the reader's own machine.
    """
    if not os.path.isdir(name):
        if name == STDIN or os.path.lexists(name):
            return None  # named by the reader
        name = os.path.dirname(_BEFORE_ITS_SIGNS.match(name)[0])  # type: ignore[index]
    folder = os.path.realpath(name or ".")
    if os.path.realpath(file).startswith(os.path.join(folder, "")):
        return None
    return Problem(
        file,
        NOT_OPENED(
            "是指向文件夹之外的链接：请把文件本身放入文件夹",
            "a link that leaves the folder: put the file itself there",
        ),
    )
