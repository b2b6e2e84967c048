"""An empty table for one body: a row for each figure that it has to report, as CSV or workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from yshj.catalogue.bodies import Body, BodyKind
from yshj.catalogue.model import Catalogue, Target
from yshj.contract.formulas import as_text
from yshj.contract.headers import CASE_COLUMNS, CHINESE, EXPLANATION, MEASUREMENT_COLUMNS, Table
from yshj.contract.periods import Period
from yshj.errors import NOTHING, Text
from yshj.render.pages import needs
from yshj.render.phrases import Phrases
from yshj.render.words import limit_of
from yshj.thresholds.units import PERCENT, Kind

_ORDER = {Table.MEASUREMENTS: MEASUREMENT_COLUMNS, Table.CASES: CASE_COLUMNS}
_RATES = (Kind.PERCENT, Kind.POINTS)
_ALWAYS = ("target", EXPLANATION.en, "reporter", "reported", "evidence")


def asked(catalogue: Catalogue, body: Body) -> list[Target]:
    """The targets that `body` reports, in the plan's order.

    Those that wait for its word, and those of the whole city whose item it answers for: who leads
    an item speaks for the city.
    """
    found = []
    for target in catalogue.targets.values():
        leads = map(catalogue.bodies.find, catalogue.items[target.item].answerable)
        if body in catalogue.expected(target) or (target.reported_by == "city" and body in leads):
            found.append(target)
    return found


@dataclass(frozen=True)
class Template:
    """What one body is asked, for one period; words as `say` has them."""

    catalogue: Catalogue
    body: Body
    targets: Sequence[Target]
    period: Period
    say: Phrases

    def rows(self, table: Table) -> list[Target]:
        """The targets that such a table can show."""
        return [one for one in self.targets if table is Table.MEASUREMENTS or one.takes_cases]

    @cached_property
    def _columns(self) -> dict[Table, tuple[str, ...]]:
        found = {}
        for table in Table:
            wanted = {name for one in self.rows(table) for name in needs(one)[table.value]}
            names = [name for name in _ORDER[table] if name in wanted or name in _ALWAYS]
            names.insert(1, EXPLANATION.en)
            found[table] = tuple(names)
        return found

    def columns(self, table: Table) -> tuple[str, ...]:
        """The columns that these targets need, the explanation behind the target."""
        return self._columns[table]

    def head(self, column: str) -> str:
        """A column's name as a header writes it."""
        if column == EXPLANATION.en:
            return self.say(EXPLANATION)
        return self.say(Text(CHINESE[column], column))

    def filled(self, target: Target, column: str, table: Table) -> str:
        """What stands in a cell already; blank where the body writes, or where nobody has to."""
        if column == EXPLANATION.en:
            return self.explanation(target, table)
        if column not in needs(target)[table.value]:
            return ""
        known = {
            "target": target.id,
            "reporter": self.body.label(self.say.lang),
            "period": str(self.period),
            # A ready “%” would make 0.95%, in silence, of a 0.95 that was to be 95%; without a
            # unit the row is refused, for it could be either.
            "unit": "" if target.unit.kind in _RATES else target.unit.name(self.say.lang),
        }
        return known.get(column, "")

    def to_fill(self, target: Target, table: Table) -> list[str]:
        """The columns that the body writes in this target's row."""
        wanted = needs(target)[table.value]
        return [name for name in wanted if not self.filled(target, name, table)]

    def explanation(self, target: Target, table: Table) -> str:
        """“Time to set up a company ≤ 1 working day: fill in value”: what the row is about."""
        say, names = self.say, [self.head(name) for name in self.to_fill(target, table)]
        whole = target.adds_up and self.body.kind is not BodyKind.CITY  # the sum of many bodies
        city = say(Text("（全市）", " (whole city)") if whole else NOTHING)
        about = f"{say(target.name)}{city} {limit_of(target, say)}"
        fill_in = say(Text("；填 ", ": fill in ")) + say.listed(names)
        return about + fill_in + say.aside(say(hint_of(target, table)))


def hint_of(target: Target, table: Table) -> Text:
    """How the row is written, where that is not plain."""
    if table is Table.CASES:
        return Text("每件一行，没有则删去此行", "a row a case; none: take this row out")
    if target.is_milestone:
        return Text("完成日期，如 2021-06-30", "the day it was completed, such as 2021-06-30")
    if target.unit.kind is Kind.RATE:
        return Text("分母以万人计", "the denominator in units of 10,000 people")
    if target.unit.kind is Kind.POINTS:
        return Text("数值与基期值写明 %，如 65%", "write both with the %, such as 65%")
    if target.unit == PERCENT and "value" in needs(target)["measurements"]:
        return Text("写明 %，如 12.5%", "write the %, such as 12.5%")
    return NOTHING


def as_csv(template: Template, table: Table) -> str:
    """The header and a row a target. A case file's row is copied for each case, or taken out."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    columns = template.columns(table)
    writer.writerow([template.head(name) for name in columns])
    for target in template.rows(table):
        cells = [template.filled(target, name, table) for name in columns]
        writer.writerow([as_text(cell) for cell in cells])
    return out.getvalue()
