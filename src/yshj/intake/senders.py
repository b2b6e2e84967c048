"""Who a table speaks for where its rows do not say: the form's block, the sender, or the city.

A blank reporter is the whole city, unless something else about the table names another body: then
nobody knows, and the table waits for the sender's word.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from yshj.catalogue.bodies import Bodies, Body, fold
from yshj.catalogue.model import Catalogue
from yshj.codes.tables import WHOSE
from yshj.errors import Refusal, Text, UsageError, printable
from yshj.intake.heading import Block

_LONGEST_NAME, _MOST_FOUND = 60, 10_000


class Names:
    """The names of a catalogue that tables are searched for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._found: dict[str, Body | None] = {}

    @property
    def bodies(self) -> Bodies:
        return self._catalogue.bodies

    def is_target(self, text: str) -> bool:
        return self._catalogue.find(text) is not None

    def is_milestone(self, text: str) -> bool:
        target = self._catalogue.find(text)
        return target is not None and target.is_milestone

    def is_body(self, text: str) -> bool:
        return bool(text.strip()) and self.find(text) is not None

    def find(self, text: str) -> Body | None:
        """The body of that name; names that stand in many rows are looked up once."""
        if len(text) > _LONGEST_NAME:
            return None
        if text not in self._found:
            if len(self._found) > _MOST_FOUND:
                self._found.clear()
            self._found[text] = self.bodies.find(text)
        return self._found[text]

    @cached_property
    def _sought(self) -> list[tuple[str, Body | None]]:
        """Every name, the longest first, so that 郑州航空港区 is not 郑州; a title is nobody."""
        title = self._catalogue.plan.title
        found: list[tuple[str, Body | None]] = [(_bare(title.zh), None), (_bare(title.en), None)]
        for body in self.bodies.all:
            found += [(_bare(name), body) for name in (body.name, body.en, *body.aliases)]
        return sorted((one for one in found if len(one[0]) > 1), key=lambda one: -len(one[0]))

    def named(self, text: str) -> Body | None:
        """The body other than the city that a title, a sheet or a file names; the first of them."""
        bare = _bare(text[:2000])
        first: tuple[int, Body] | None = None
        for name, body in self._sought:
            at = bare.find(name)
            if at < 0:
                continue
            bare = bare.replace(name, "\0" * len(name))
            if body is not None and body is not self.bodies.city and (not first or at < first[0]):
                first = at, body
        return first[1] if first else None


def _bare(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


@dataclass
class Reporters:
    """What the rows of a table say of who reports: how many leave it blank, and who differs."""

    blank: int = 0
    filled: int = 0
    differing: int = 0
    differs: tuple[int, str] | None = None  # the first row that names another than the block

    def take(self, row: int, written: str, speaker: Speaker | None) -> str:
        """Count a row; whom it is about, as it says itself or as its table does."""
        if not written:
            self.blank += 1
            return speaker.body.name if speaker and speaker.body else ""
        self.filled += 1
        if speaker is not None and speaker.differs(written):
            self.differing += 1
            self.differs = self.differs or (row, written)
        return written


@dataclass(frozen=True)
class Speaker:
    """Who blank reporters are, so far as the table and the sender say."""

    names: Names
    block: Block | None
    sender: Body | None

    @property
    def body(self) -> Body | None:
        """The body that stands for a blank reporter; None leaves the city."""
        if self.block is not None and self.block.body is not None:
            return self.block.body
        return self.sender

    def differs(self, written: str) -> bool:
        """Whether a row names another body than the form's own word."""
        said = self.block.body if self.block else None
        return said is not None and self.names.find(written) is not said

    def faults(self, reporters: Reporters, about: Iterable[str]) -> Refusal | None:
        """Why a table cannot be read without somebody's word; `about` are its names and titles."""
        if not reporters.blank or self.body is not None:
            return None
        if self.block is not None:
            said = printable(self.block.written)
            return WHOSE(
                f"表上写明填报单位“{said}”，不是已知的单位，而各行填报单位为空：请在表中填写填报单位，"
                "或用 --sender 指明由谁报送",
                f"the form says that {said!r} fills it in, which is no known body, and rows leave "
                "the reporter blank: fill in the reporters, or say who sends it with --sender",
            )
        named = None if reporters.filled else next(filter(None, map(self.names.named, about)), None)
        if named is None:
            return None
        city = self.names.bodies.city
        return WHOSE(
            f"名称或标题中有“{named.name}”，而各行填报单位均为空（空白即{city.name}）：请填写填报单位，"
            f"或用 --sender {named.name}、--sender {city.name} 指明由谁报送",
            f"its name or title speaks of {named.en} ({named.name}), and every reporter is blank, "
            f"which is the whole city: fill in the reporters, or say who sends it with "
            f"--sender {named.name!r} or --sender {city.name!r}",
        )

    def notes(self, reporters: Reporters, counted: bool = True) -> list[Text]:
        """How blank reporters were taken, and rows that differ from the form's word.

        Where the engine filled them in, nobody `counted` them.
        """
        found = []
        n, body = reporters.blank, self.body
        if n and body is None:
            found.append(
                Text(
                    f"{n:,} 行没有填报单位，视为全市",
                    f"{n:,} rows without 填报单位, taken as the whole city",
                )
            )
        elif body is not None and (n or not counted):
            by_block = self.block is not None and self.block.body is not None
            why = Text("据表上所写", "as the form says") if by_block else _BY_SENDER
            rows = Text(f"{n:,} 行没有", f"{n:,} rows") if counted else Text("各行没有", "rows")
            found.append(
                Text(
                    f"{rows.zh}填报单位的，{why.zh}作“{body.name}”",
                    f"{rows.en} without 填报单位, taken as {body.en} ({body.name}), {why.en}",
                )
            )
        if reporters.differs is not None and self.block is not None:
            row, cell = reporters.differs
            found.append(
                Text(
                    f"{reporters.differing:,} 行的填报单位与表上所写“"
                    f"{printable(self.block.written)}”不同，照各行所填：第 {row} 行"
                    f"“{printable(cell)}”",
                    f"{reporters.differing:,} rows name another reporter than the form's "
                    f"{printable(self.block.written)!r} and are read as they stand: row {row} "
                    f"{printable(cell)!r}",
                )
            )
        return found


_BY_SENDER = Text("据 --sender ", "as --sender says")


def name_of_file(path: str) -> str:
    """The part of a file's name that may speak of a body."""
    return os.path.basename(path).partition(".")[0]


def sender_of(word: str, catalogue: Catalogue) -> Body:
    """The body that `--sender` names. UsageError: nobody of that name."""
    found = catalogue.bodies.find(word) if word.strip() else None
    if found is None:
        raise UsageError(
            Text(f"未知的报送单位“{printable(word)}”", f"unknown sender {printable(word)!r}")
            + catalogue.bodies.nearest(word)
        )
    return found
