"""By what an engine groups case files: everything that a verdict or a refusal can depend on.

No date is parsed in the engine, where one bad cell would end the query: columns of times go to
days, columns of text are grouped as they are written and read here, once a distinct text. What
differs from row to row (case numbers, times of day, evidence) is a key only in those rows where
it decides something.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yshj.contract.cells import EARLIEST, LATEST
from yshj.contract.headers import Header
from yshj.intake.engine import SPACES
from yshj.intake.load import MOMENTS

# never less than what `load.odd_case` doubts
ODD_CASE = f"^$|^['{SPACES}]|[{SPACES}]$|[\n\r#计]|otal|[eE][+]|[+.].*[eE][0-9-]|[eE][0-9-].*[+.]"
_DAY = "(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31"
PLAIN_DAY = f"^(199[0-9]|20[0-9][0-9])-({_DAY})$"  # a text that surely is a day of our years
PLAIN_CASE = "1"  # stands for any number that is not odd
NULL, PART = "\x1e", "\x1f"


@dataclass(frozen=True)
class Words:
    """Texts in the column of targets: those that need times of day and values, and those whose
    rows may be no data, so that every cell counts; a blank one is in `blank` if there is any."""

    precise: Collection[str]
    doubtful: Collection[str]
    blank: bool


class Keys:
    """The keys of one table, as expressions of its columns `c0`…, and their cells as SQL.

    `k3` is what column 3 is grouped by; of a moment `k3` is its day and `m3` the moment, where it
    counts. `holds_nul`: the engine's texts may hold a NUL.
    """

    def __init__(
        self, header: Header, schema: Mapping[str, Any], words: Words, holds_nul: bool
    ) -> None:
        import narwhals

        self._nw = narwhals
        self._schema = schema
        self._header = header
        self._roles = {at: name for name, at in header.columns.items()}
        self._nul = holds_nul
        target = self._column("target")
        tests = [target.is_in(list(words.doubtful))] if words.doubtful else []
        tests += [target.is_null()] if words.blank else []
        self._whole = _any(tests)
        tests += [target.is_in(list(words.precise))] if words.precise else []
        self._full = _any(tests)
        self.made: dict[str, Any] = {}
        for at in range(len(header.names)):
            self._add(at)
        self.group = narwhals.concat_str(
            *(narwhals.col(name).cast(narwhals.String).fill_null(NULL) for name in self.made),
            separator=PART,
        )

    def is_moment(self, at: int) -> bool:
        return isinstance(self._schema[f"c{at}"], self._nw.Datetime)

    def _is_text(self, at: int) -> bool:
        return bool(self._schema[f"c{at}"] == self._nw.String)

    def _column(self, name: str) -> Any:
        return self._nw.col(f"c{self._header.columns[name]}")

    def _when(self, *tests: Any) -> Any:
        test = _any([one for one in tests if one is not None])
        return None if test is None else self._nw.when(test)

    def _add(self, at: int) -> None:
        nw, role, cell = self._nw, self._roles.get(at), self._nw.col(f"c{at}")
        has_nul = cell.str.contains("\0", literal=True) if self._nul and self._is_text(at) else None
        made: Any = cell
        if role == "case":
            odd = [cell.is_null()]
            if self._is_text(at):
                odd.append(cell.str.contains(ODD_CASE))
                cell = cell.fill_null("")
            else:
                cell = cell.cast(nw.String).fill_null("")
            made = self._when(*odd, has_nul, self._whole).then(cell)
        elif role in MOMENTS and self.is_moment(at):
            made = cell.cast(nw.Date)
            when = self._when(self._full, self._early(), self._beyond(at))
            self.made[f"m{at}"] = when.then(cell)
        elif role == "value":
            error = cell.str.starts_with("#") if self._is_text(at) else None
            when = self._when(self._full, error, has_nul)
            made = None if when is None else when.then(cell)
        elif role == "reported":
            unread = ~cell.str.contains(PLAIN_DAY) if self._is_text(at) else self._beyond(at)
            made = self._when(self._whole, unread).then(cell)
        elif role in ("evidence", "remark", None):
            when = self._when(self._whole, has_nul if role else None)
            made = None if when is None else when.then(cell)
        if made is not None:
            self.made[f"k{at}"] = made

    def _early(self) -> Any:
        """Whether a case may end before it starts by the time of day."""
        columns = self._header.columns
        if not set(MOMENTS) <= columns.keys():
            return None
        started, finished = map(self._column, MOMENTS)
        kinds = [self._schema[f"c{columns[name]}"] for name in MOMENTS]
        if self._nw.String in kinds:  # which cannot be told here
            return ~started.is_null()
        if not all(isinstance(kind, self._nw.Datetime) for kind in kinds):
            return None
        same: Any = started.cast(self._nw.Date) == finished.cast(self._nw.Date)
        return same & (finished < started)

    def _beyond(self, at: int) -> Any:
        """Whether a day or moment lies outside our years."""
        kind = self._schema[f"c{at}"]
        if kind != self._nw.Date and not isinstance(kind, self._nw.Datetime):
            return ~self._nw.col(f"c{at}").is_null()  # a number: the model says what it thinks
        day = self._nw.col(f"c{at}").cast(self._nw.Date)
        return (day < date(EARLIEST, 1, 1)) | (day > date(LATEST, 12, 31))

    def timed(self, at: int) -> Any:
        """1 where a moment is not midnight."""
        nw, clock = self._nw, self._nw.col(f"c{at}").dt
        parts = [clock.hour(), clock.minute(), clock.second(), clock.microsecond()]
        late = _any([part > 0 for part in parts])
        return nw.when(late).then(nw.lit(1)).otherwise(nw.lit(0))


def _any(tests: list[Any]) -> Any:
    found = None
    for test in tests:
        found = test if found is None else found | test
    return found
