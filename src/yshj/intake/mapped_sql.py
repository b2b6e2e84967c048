"""The SQL of a mapping: known columns over an export's own, and why a row is left out.

Text of a mapping enters as a literal; the export's columns are only ever named by position.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from yshj.contract.cells import MARK_WORDS, TOTALS
from yshj.contract.headers import Table
from yshj.intake.engine import SPACES, literal
from yshj.intake.mapping import MOMENTS
from yshj.intake.mapping import Mapping as MappingOf
from yshj.intake.mapping_file import Place

WRITTEN = "as written: "  # before a known column: the cell that was translated into it
WIDE = WRITTEN + "wide"  # which of the wide columns a row was made of
NO_REASON = "0"
FILTERED, TOTALLED, SKIPPED, EMPTY = 1, 2, 3, 4  # why a row is left out
_ISO = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S")  # how a workbook's own dates are written
_WIDTHS = {chr(code + 0xFEE0): chr(code) for code in range(ord("!"), ord("~") + 1)}


def _spaced(cell: str) -> str:
    """Whether a cell begins or ends with a space: a tenth of the time that a trim takes."""
    return f"regexp_matches(coalesce({cell}, ''), {literal(f'^[{SPACES}]|[{SPACES}]$')})"


def _trim(cell: str) -> str:
    return f"trim({cell}, {literal(SPACES)})"


def _trimmed(cell: str) -> str:
    return f"CASE WHEN {_spaced(cell)} THEN {_trim(cell)} ELSE coalesce({cell}, '') END"


def _among(cell: str, words: Sequence[str]) -> str:
    listed = ", ".join(literal(word.strip()) for word in words)
    return (
        f"CASE WHEN coalesce({cell}, '') IN ({listed}) THEN true "
        f"WHEN {_spaced(cell)} THEN {_trim(cell)} IN ({listed}) ELSE false END"
    )


def reasons(mapping: MappingOf, cell: Mapping[str, str]) -> str:
    """SQL: 0 for a row that is meant, else the reason why it is not."""
    kept = []
    for one in mapping.conditions:
        inside = _among(cell[one.column], one.in_ or one.not_in or ())
        kept.append(f"({inside})" if one.in_ else f"NOT ({inside})")
    every = ", ".join(cell.values())
    whens = [f"WHEN trim(concat({every}), {literal(SPACES)}) = '' THEN {EMPTY}"] if cell else []
    if kept:
        whens.append(f"WHEN NOT ({' AND '.join(kept)}) THEN {FILTERED}")
    totals, skips = [], []
    for name, place in mapping.places.items():
        if place.column is None:
            continue
        at = cell[place.column]
        if name in ("reporter", "case"):
            totals.append(_is_total(at))
        if place.values and place.otherwise == "skip":
            # a cell that cannot be trusted is never passed over
            skips.append(
                f"NOT ({_among(at, list(place.values))} OR contains(coalesce({at}, ''), chr(0)))"
            )
    if totals:
        whens.append(f"WHEN {' OR '.join(totals)} THEN {TOTALLED}")
    if skips:
        whens.append(f"WHEN {' OR '.join(skips)} THEN {SKIPPED}")
    return f"CASE {' '.join(whens)} ELSE 0 END" if whens else NO_REASON


def _is_total(cell: str) -> str:
    """SQL for `cells.is_total`; few cells need more than a look for 计."""
    words = ", ".join(map(literal, TOTALS))
    bare = rf"regexp_replace({cell}, '[\s\p{{Z}}\p{{Cf}}]', '', 'g')"
    return f"(CASE WHEN contains({cell}, '计') THEN {bare} IN ({words}) ELSE false END)"


class Projection:
    """SQL for every known column that a mapping fills."""

    def __init__(self, mapping: MappingOf, cell: Mapping[str, str], own_dates: bool) -> None:
        self.mapping = mapping
        self.cell = cell
        # a workbook and a Parquet file have dates of their own, which no format of text is for
        own = _ISO if own_dates else ()
        self.formats = (*own, *mapping.date_formats)

    def columns(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, place in self.mapping.places.items():
            found[name] = self.one(name, place)
            if place.column is not None and found[name] != self.cell[place.column]:
                found[WRITTEN + name] = self.cell[place.column]
        return found | self.long()

    def one(self, name: str, place: Place) -> str:
        if place.column is None:
            return literal(place.constant or "")
        cell = self.cell[place.column]
        if place.values:
            return _translated(cell, place.values)
        if not self.mapping.date_formats:
            return cell
        if name in MOMENTS:
            return self.date(cell)
        if name == "value" and self.mapping.table is Table.MEASUREMENTS:
            return self.milestone(cell)
        return cell

    def milestone(self, cell: str) -> str:
        """A value that is a date where its row's target is a milestone."""
        place = self.mapping.places.get("target")
        if place is None:
            return cell
        written = [place.constant] if place.constant else list((place.values or {}).values())
        are = [name in self.mapping.milestones for name in written]
        if written and all(are):
            return self.date(cell)
        if written and not any(are):
            return cell
        dated = _among(self.one("target", place), sorted(self.mapping.milestones))
        return f"CASE WHEN {dated} THEN {self.date(cell)} ELSE {cell} END"

    def long(self) -> dict[str, str]:
        """The columns of a wide table, each row as many rows."""
        wide = self.mapping.wide
        if not wide:
            return {}
        values = [
            self.date(self.cell[one.column])
            if one.target in self.mapping.milestones and self.mapping.date_formats
            else self.cell[one.column]
            for one in wide
        ]
        found = {
            "target": _unnested(literal(one.target) for one in wide),
            "value": _unnested(values),
            WIDE: _unnested(literal(str(at)) for at in range(len(wide))),
        }
        if self.mapping.date_formats:
            found[WRITTEN + "value"] = _unnested(self.cell[one.column] for one in wide)
        if any(one.unit for one in wide):
            units = (literal(one.unit.zh) if one.unit else "NULL" for one in wide)
            found["unit"] = _unnested(units)
        return found

    def date(self, cell: str) -> str:
        """A date as the mapping's formats read it, written as every reader knows it."""
        tidy = (
            f"translate({_trimmed(cell)}, {literal(''.join(_WIDTHS))}, "
            f"{literal(''.join(_WIDTHS.values()))})"
        )
        marks = ", ".join(map(literal, MARK_WORDS))
        blank = f"CASE WHEN lower({_trimmed(cell)}) IN ({marks}) THEN {cell} END"
        return (
            f"CASE WHEN {cell} IS NOT NULL THEN coalesce({self.tried(cell)}, {blank}, "
            f"{self.tried(tidy)}, chr(0) || {cell}) END"
        )

    def tried(self, cell: str) -> str:
        return ", ".join(
            f"strftime(try_strptime({cell}, {literal(form)}), {literal(_written(form))})"
            for form in self.formats
        )


def _written(form: str) -> str:
    """How a date read by a format is written: with the time of day if the format has one."""
    if "%f" in form:
        return "%Y-%m-%d %H:%M:%S.%f"
    return "%Y-%m-%d %H:%M:%S" if "%H" in form or "%I" in form else "%Y-%m-%d"


def _translated(cell: str, values: Mapping[str, str]) -> str:
    """SQL for the values' words; any other cell is marked, a blank one stays blank."""
    whens = " ".join(f"WHEN {literal(key)} THEN {literal(word)}" for key, word in values.items())
    trimmed = f"({_trimmed(cell)})"
    other = f"CASE WHEN {trimmed} <> '' THEN chr(0) || {cell} END"
    return f"CASE {cell} {whens} ELSE CASE {trimmed} {whens} ELSE {other} END END"


def _unnested(cells: Iterable[str]) -> str:
    return f"unnest([{', '.join(cells)}])"
