"""Mapping files: YAML that says how a department's own export is read.

Every fault of a mapping is found before any export is read, with its line and the nearest word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from yshj import strict_yaml
from yshj.catalogue.bodies import fold
from yshj.catalogue.model import Catalogue
from yshj.codes.tables import MAPPED_PLACE
from yshj.contract import cells
from yshj.contract.cells import CellFault
from yshj.contract.headers import CASE_COLUMNS, MEASUREMENT_COLUMNS, Header, Table
from yshj.contract.periods import Period, period
from yshj.errors import CatalogueError, Problem, Refusal, Text, nearest
from yshj.intake.layout import Layout
from yshj.intake.mapping_file import Condition, Long, MappingFile, Place
from yshj.intake.text_header import MOST_COLUMNS
from yshj.strict_yaml import Document, Path_

FILTER = "filter: "  # before the name of a column that only the filter reads
MOMENTS = ("started", "finished", "reported")  # what `date_format` is for, beside milestones


@dataclass(frozen=True)
class Mapping:
    """A mapping without faults: targets are ids, bodies their own names."""

    name: str
    table: Table
    places: dict[str, Place]
    conditions: tuple[Condition, ...]
    wide: tuple[Long, ...]
    date_formats: tuple[str, ...]
    encoding: str | None
    layout: Layout
    milestones: frozenset[str]  # every way to write the target of a date
    sha256: str  # of the file

    def named(self) -> list[str]:
        """The export's columns that it speaks of, each once."""
        spoken = [place.column for place in self.places.values()]
        spoken += [one.column for one in self.conditions]
        spoken += [one.column for one in self.wide]
        return list(dict.fromkeys(name for name in spoken if name is not None))

    def positions(self, names: Sequence[str]) -> dict[str, int] | Refusal:
        """Where the columns that it names stand in a header, or why that header is not meant."""
        found: dict[str, int] = {}
        missing = []
        for spoken in self.named():
            place = position(spoken)
            same = [at for at, name in enumerate(names) if fold(name) == fold(spoken)]
            if place is not None:
                same = [place] if place < len(names) else []
            if len(same) > 1:
                return MAPPED_PLACE(
                    f"有多列名为“{spoken}”，请在映射文件中写列号",
                    f"several columns are called {spoken!r}: the mapping must say which by number",
                )
            if same:
                found[spoken] = same[0]
            else:
                missing.append(spoken)
        if missing:
            return MAPPED_PLACE(
                f"没有映射“{self.name}”所指的列：{'、'.join(missing)}",
                f"no columns {', '.join(missing)}, which the mapping {self.name} names",
            ) + nearest(missing[0], names)
        return found

    def roles(self, header: Header) -> dict[str, int]:
        """Where the columns that are read stand, by our names; others by the export's."""
        at = self.positions(header.names)
        assert not isinstance(at, Refusal)  # or it would not be the header
        found = {f"{FILTER}{one.column}": at[one.column] for one in self.conditions}
        found |= {f"wide: {one.column}": at[one.column] for one in self.wide}
        for name, place in self.places.items():
            if place.column is not None:
                found[name] = at[place.column]
        return found

    def read(self, names: Sequence[str]) -> Header | Refusal:
        """The header of a file that has every column the mapping names."""
        at = self.positions(names)
        return at if isinstance(at, Refusal) else Header(self.table, {}, tuple(names), ())


def position(name: str) -> int | None:
    """The 0-based place that a column of digits means."""
    digits = name.isdecimal() and name.isascii() and len(name) <= 6  # no file has more columns
    return int(name) - 1 if digits else None


def read_mapping(path: Path, catalogue: Catalogue) -> Mapping:
    """The mapping of a YAML file, every fault told at once."""
    document = strict_yaml.read(path)
    file = strict_yaml.model(document, MappingFile)
    check = _Check(document, file, catalogue)
    mapping = check.mapping()
    if check.problems:
        raise CatalogueError(check.problems)
    return mapping


class _Check:
    """What a mapping's models cannot see: how its parts fit, and the words of the catalogue."""

    def __init__(self, document: Document, file: MappingFile, catalogue: Catalogue) -> None:
        self.document = document
        self.file = file
        self.catalogue = catalogue
        self.problems: list[Problem] = []

    def mapping(self) -> Mapping:
        file = self.file
        places = {name: place for name, place in file.columns if place is not None}
        if file.period is not None:
            if "period" in places:
                self.fault(("period",), "期间已由 columns.period 给出", "given by columns.period")
            places["period"] = Place(constant=file.period)
        self.known(places)
        resolved = {name: self.place(name, place) for name, place in places.items()}
        self.complete(places)
        wide = tuple(self.long(at, one, places) for at, one in enumerate(file.wide or ()))
        targets = self.catalogue.targets.values()
        mapping = Mapping(
            name=file.mapping,
            table=file.table,
            places=resolved,
            conditions=file.filter,
            wide=wide,
            date_formats=file.date_format,
            encoding=file.encoding,
            layout=Layout(
                header=file.header,
                delimiter=file.delimiter,
                sheet=file.sheet,
            ),
            sha256=self.document.sha256,
            milestones=frozenset(
                name
                for target in targets
                if target.is_milestone
                for name in (target.id, target.name.zh, target.name.en)
            ),
        )
        return self.laid_out(mapping)

    def laid_out(self, mapping: Mapping) -> Mapping:
        """With a layout that knows the export's header by the columns it names."""
        spoken = mapping.named()
        for name in spoken:
            at = position(name)
            if at is not None and not 0 <= at < MOST_COLUMNS:
                self.fault(
                    self.where(name),
                    f"列号应为 1 至 {MOST_COLUMNS}",
                    f"columns are 1 to {MOST_COLUMNS}",
                    name,
                )
            if at is None and mapping.layout.header == 0:
                self.fault(
                    self.where(name),
                    "没有表头（header: 0）时只能写列号",
                    "without a header (header: 0) a column is a number",
                    name,
                )
        names = {fold(name) for name in spoken if position(name) is None}
        if not names and mapping.layout.header is None:
            self.fault(
                ("columns",),
                "所有列都写列号时，须写 header（没有表头写 0）",
                "with columns by position only, say which row the header is on (0: none)",
            )

        def known(cells: Sequence[str]) -> int:
            return len(names & {fold(cell) for cell in cells})

        layout = replace(
            mapping.layout,
            read=mapping.read,
            known=known,
            roles=mapping.roles,
            ignore=frozenset(fold(name) for name in self.file.ignore),
            fixed=frozenset(name for name, one in mapping.places.items() if one.constant),
        )
        return replace(mapping, layout=layout)

    def where(self, column: str) -> Path_:
        """Where the mapping first speaks of a column of the export."""
        for name, place in self.file.columns:
            if place is not None and place.column == column:
                return ("columns", name)
        filtered = [one.column for one in self.file.filter]
        if column in filtered:
            return ("filter", filtered.index(column), "column")
        wide = [one.column for one in self.file.wide or ()]
        if column in wide:
            return ("wide", wide.index(column), "column")
        return ()

    def fault(self, path: Path_, zh: str, en: str, value: str | None = None) -> None:
        self.problems.append(self.document.problem(path, Text(zh, en), value))

    def known(self, places: dict[str, Place]) -> None:
        """Refuse columns of the other kind of table."""
        known = CASE_COLUMNS if self.file.table is Table.CASES else MEASUREMENT_COLUMNS
        for name in places:
            if name not in known:
                kind = self.file.table.value
                path = ("period",) if name == "period" and self.file.period else ("columns", name)
                self.fault(path, f"{kind} 表没有此列", f"no column of {kind}")

    def complete(self, places: dict[str, Place]) -> None:
        for name in ("target", "value"):
            if self.file.wide and name in places:
                self.fault(("columns", name), "与 wide 重复", "wide says it already")
        missing = [] if self.file.wide or "target" in places else ["target"]
        if self.file.table is Table.CASES and "case" not in places:
            missing.append("case")
        figures = {"value", "numerator"} & places.keys()
        if self.file.table is Table.MEASUREMENTS and not self.file.wide and not figures:
            missing.append("value")
        for name in missing:
            self.fault(("columns",), f"缺少 {name} 列", f"column {name} is missing")

    def long(self, at: int, one: Long, places: dict[str, Place]) -> Long:
        if one.unit and "unit" in places:
            self.fault(("wide", at, "unit"), "与 columns.unit 重复", "columns.unit says it already")
        found = self.target(("wide", at, "target"), one.target)
        if any(one.column == other.column for other in (self.file.wide or ())[:at]):
            self.fault(("wide", at, "column"), "此列已用", "this column is used already")
        return one.model_copy(update={"target": found})

    def target(self, path: Path_, word: str) -> str:
        target = self.catalogue.find(word)
        if target is None:
            text = Text("未知的指标", "unknown target") + self.catalogue.nearest(word)
            self.fault(path, text.zh, text.en, word)
            return word
        if self.file.table is Table.CASES and not target.takes_cases:
            self.fault(path, "该指标不能按办件填报", "this target does not take cases", word)
        return target.id

    def place(self, name: str, place: Place) -> Place:
        """The place with the words that it brings read, as a row's cells would be."""
        if place.constant is not None:
            path: Path_ = ("columns", name, "constant")
            if name == "period" and self.file.period is not None:
                path = ("period",)
            return Place(constant=self.word(name, path, place.constant))
        if not place.values:
            return place
        values: dict[str, str] = {}
        for key, word in place.values.items():
            path = ("columns", name, "values", key)
            if key.strip() in values:
                self.fault(path, "与另一个值只差空格", "differs from another by spaces only", key)
            values[key.strip()] = self.word(name, path, word)
        return place.model_copy(update={"values": values})

    def word(self, name: str, path: Path_, word: str) -> str:
        if name == "target":
            return self.target(path, word)
        if name == "reporter":
            body = self.catalogue.bodies.find(word)
            if body is None:
                text = Text("未知的填报单位", "unknown reporter")
                text += self.catalogue.bodies.nearest(word)
                self.fault(path, text.zh, text.en, word)
            return body.name if body else word
        reader = self.readers().get(name)
        if reader and not cells.is_blank(word):
            try:
                reader(word)
            except CellFault as fault:
                self.fault(path, fault.text.zh, fault.text.en, word)
        return word

    def readers(self) -> dict[str, Callable[[str], object]]:
        zone, window = self.catalogue.zone, self.catalogue.plan.window
        about = Period(window.start, window.end)
        return {
            **dict.fromkeys(MOMENTS, lambda word: cells.moment(word, zone)),
            **dict.fromkeys(("numerator", "denominator", "cases"), cells.count),
            **dict.fromkeys(("flag", "extended"), cells.flag),
            "baseline": cells.number,
            "period": lambda word: period(word, about),
            "unit": cells.unit,
            "excluded": cells.excluded,
            "limit": cells.duration,
        }
