"""A table in an engine, opened: what its columns are, which words it holds, how many rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yshj.catalogue.model import Catalogue
from yshj.codes.engines import KEY, KIND, ZONED
from yshj.codes.files import EMPTY
from yshj.contract.cells import is_total
from yshj.contract.headers import Header, header_words
from yshj.errors import InputError, Problem, Refusal, Text, printable
from yshj.intake.combinations import needs_more
from yshj.intake.frames import Frame
from yshj.intake.heading import is_label
from yshj.intake.pushed.asked import MOST_NAMES, Asked
from yshj.intake.pushed.collected import collected, told
from yshj.intake.pushed.keys import Words
from yshj.intake.pushed.sqlite import as_stored

if TYPE_CHECKING:
    import narwhals as nw


@dataclass(frozen=True)
class Opened:
    """`lazy` has columns `c0`…, those that are read of kinds that are read; `key` names the one
    that tells rows apart. `spelt` are the texts of targets and of reporters that are in use."""

    name: str
    lazy: nw.LazyFrame[Any]
    schema: Mapping[str, Any]
    header: Header
    key: str
    rows: int
    spelt: Mapping[str, list[str | None]]
    words: Words

    @property
    def others(self) -> list[int]:
        """Columns that nobody reads, as far as they can be shown."""
        known = set(self.header.columns.values())
        return [
            at
            for at in range(len(self.header.names))
            if at not in known and f"c{at}" in self.schema
        ]


def open_frame(frame: Frame, header: Header, asked: Asked, catalogue: Catalogue) -> Opened:
    """InputError: a column that cannot be read, or nothing there."""
    import narwhals as nw

    if frame.library == "sqlite":
        frame = as_stored(frame, frame.key or asked.key)
    lazy = frame.data.lazy()
    with told(frame.name):
        schema = dict(lazy.collect_schema())
    texts = [name for name, kind in schema.items() if kind in (nw.Categorical, nw.Enum)]
    if texts:
        lazy = lazy.with_columns(*(nw.col(name).cast(nw.String) for name in texts))
    schema |= dict.fromkeys(texts, nw.String())
    zone = str(catalogue.zone)
    for name, at in header.columns.items():
        fault = _unfit(name, header.names[at], schema[f"c{at}"], zone)
        if fault is not None:
            raise InputError(Problem(frame.name, fault, column=header.names[at]))
    shown = {name: kind for name, kind in schema.items() if _is_shown(kind)}
    key = _key(frame, frame.key or asked.key, schema)
    columns = {name: at for name, at in header.columns.items() if name in ("target", "reporter")}
    names = [f"c{at}" for at in columns.values()]
    gaps = nw.len() - nw.col(key).count()
    pairs = collected(
        lazy.group_by(*names).agg(nw.len().alias("n"), gaps.alias("gaps")),
        *(
            MOST_NAMES,
            frame.name,
            Text("种写法", "spellings of targets and bodies"),
        ),
    ).to_pydict()
    if sum(pairs["gaps"]):
        raise InputError(
            Problem(
                frame.name,
                KEY("键列有空值", "the key column has gaps"),
                column=frame.names[int(key[1:])],
            )
        )
    if not pairs["n"]:
        raise InputError(Problem(frame.name, EMPTY("只有列，没有数据行", "columns and no rows")))
    spelt = {name: list(dict.fromkeys(pairs[f"c{at}"])) for name, at in columns.items()}
    return Opened(
        *(frame.name, lazy, shown, header, key, sum(pairs["n"]), spelt),
        words=_words(spelt["target"], catalogue),
    )


def _words(texts: list[str | None], catalogue: Catalogue) -> Words:
    precise, doubtful = [], []
    for text in texts:
        if text is None:
            continue
        found = catalogue.find(text)
        if found is not None:
            precise += [text] if needs_more(found) else []
        elif not text.strip() or header_words([text]) or is_label(text) or is_total(text):
            doubtful.append(text)
    return Words(precise, doubtful, blank=None in texts)


def _is_shown(kind: Any) -> bool:
    import narwhals as nw

    plain = (nw.String, nw.Boolean, nw.Date, nw.Datetime, nw.Decimal)
    return bool(kind.is_numeric()) or isinstance(kind, plain)


def _unfit(name: str, written: str, kind: Any, zone: str) -> Refusal | None:
    """Why a column that is read cannot be."""
    import narwhals as nw

    wanted: tuple[Any, ...] | None = None
    if name in ("target", "reporter"):
        wanted = (nw.String,)
    shown = printable(str(kind))
    whole = bool(kind.is_integer())
    if (wanted and not isinstance(kind, wanted)) or not _is_shown(kind):
        return KIND(
            f"“{printable(written)}”列的类型 {shown} 不能读",
            f"column {printable(written)!r} is of the type {shown}, which is not read",
        )
    if name == "case" and not whole and not isinstance(kind, nw.String):
        return KIND(
            f"办件编号须为文字或整数，而不是 {shown}",
            f"case numbers are text or whole numbers, not {shown}",
        )
    if isinstance(kind, nw.Datetime) and kind.time_zone not in (None, zone):
        has = printable(str(kind.time_zone))
        return ZONED(
            f"“{printable(written)}”列的时区是 {has}，方案的时区是 {zone}",
            f"column {printable(written)!r} is in the zone {has}, the plan in {zone}",
        )
    return None


def _key(frame: Frame, word: str | None, schema: Mapping[str, Any]) -> str:
    """The column that tells rows apart."""
    if word is None:
        message = KEY(
            "须用 --key 指明辨认各行的列", "name the column that tells rows apart with --key"
        )
        raise InputError(Problem(frame.name, message))
    if word not in frame.names:
        message = KEY("没有这个键列", "there is no such key column")
        raise InputError(Problem(frame.name, message, value=word))
    name = f"c{frame.names.index(word)}"
    if not schema[name].is_integer():
        message = KEY("键列须为整数", "the key column must hold whole numbers")
        raise InputError(Problem(frame.name, message, column=word, value=str(schema[name])))
    return name
