"""The case files of a submission, and the five questions that are asked of them.

Whoever asks knows combinations by their number, bodies and rows; not how or where rows are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from yshj.catalogue.bodies import Body
from yshj.contract.formulas import bare
from yshj.contract.rows import Context, RowFault
from yshj.errors import InputError, Problem, Text, UsageError
from yshj.intake import listing, twice
from yshj.intake.accepted import Accepted
from yshj.intake.amend import amend
from yshj.intake.case_apart import reporters, set_apart
from yshj.intake.combinations import Facts, needs_more, read_combinations
from yshj.intake.engine import load_columns
from yshj.intake.faults import ALONE, faults_of
from yshj.intake.load import left_out, load_cases, make_names, serial_of
from yshj.intake.rows import Refused
from yshj.intake.senders import Names, Reporters
from yshj.intake.tables import RawTable

Bodies = Mapping[str, Collection[str]]  # by target whose rows are meant, nobody meaning everybody
MOST_TOLD = 300_000  # refused rows that are told one by one


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A case file where it stands, and the number of its combination."""

    table: RawTable
    row: int
    reporter: Body
    case: str | None
    combination: int


class Ledger:
    """Case files, loaded table by table and then settled: what each row shows, and counts for.

    `facts` are those of every combination of cells, by its number.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, context: Context, scratch: Path) -> None:
        self.facts: Facts = {}
        self._con = con
        self._context = context
        self._scratch = scratch
        self._names = Names(context.catalogue)
        self._bodies: dict[str | None, Body] = {}
        self._accepted: Accepted | None = None
        self._repeats = twice.Repeats()

    @property
    def tables(self) -> list[RawTable]:
        return [one.table for one in self._accepted.tables] if self._accepted else []

    def add(self, table: RawTable) -> tuple[int, dict[int, int], Reporters]:
        """Load a table: how many rows that are meant it has, those left out, by the reason, and who
        reports.

        InputError, OSError and the engine's errors leave nothing of it behind.
        """
        if self._accepted is None:
            self._accepted = Accepted(self._con, make_names(self._con, self._context.catalogue))
        accepted = self._accepted
        if accepted.tables and (table.pushed or accepted.tables[0].table.pushed):
            raise InputError(Problem(table.name, ALONE))
        serial = accepted.tables[-1].serial + 1 if accepted.tables else 0
        loaded = load_cases(self._con, table, serial, self._context.zone, self._scratch)
        try:
            loaded = set_apart(self._con, loaded, self._names)
            is_amended = amend(self._con, loaded, self._context)
        except (InputError, duckdb.Error):
            self._con.execute(f"DROP TABLE {loaded.name}")
            self._con.execute(f"DROP TABLE IF EXISTS {loaded.apart}")
            raise
        accepted.tables.append(loaded)
        if is_amended:
            accepted.amended.add(serial)
        without = left_out(self._con, table, loaded.name)
        found = reporters(self._con, loaded)
        return found.blank + found.filled, without, found

    def drop(self, tables: Collection[RawTable]) -> None:
        """Forget tables that were added, which turn out not to count."""
        for one in self._accepted.tables if self._accepted else []:
            if any(one.table is table for table in tables):
                self._con.execute(f"DROP TABLE {one.name}")
                self._con.execute(f"DROP TABLE IF EXISTS {one.amended}")
                self._con.execute(f"DROP TABLE IF EXISTS {one.apart}")
        if self._accepted is not None:
            self._accepted.tables = [
                one
                for one in self._accepted.tables
                if not any(one.table is table for table in tables)
            ]

    def settle(self) -> None:
        """Once everything is loaded: group the rows, read each combination, find what to refuse."""
        if self._accepted is None or not self._accepted.tables:
            self._accepted = None
            return
        accepted, con = self._accepted, self._con
        self._be_precise(accepted)
        keys = ", ".join(f'"{key}"' for key in accepted.keys)
        con.execute(
            f"CREATE TEMP TABLE grouped AS SELECT {keys}, {accepted.counted} AS n "
            f"FROM ({accepted.keyed()}) GROUP BY {keys}"
        )
        shared = [key for key in accepted.keys if key != "reporter"]
        keys = ", ".join(f'"{key}"' for key in shared)
        con.execute(
            "CREATE TEMP TABLE combinations AS SELECT row_number() OVER () AS id, * "
            f"FROM (SELECT DISTINCT {keys} FROM grouped)"
        )
        rows = con.execute(f"SELECT id, {keys} FROM combinations").fetchall()
        with twice.looked_for(accepted, self._context.catalogue):
            self.facts, bad = read_combinations(rows, shared, self._context)
        load_columns(con, "bad", {"id": ("BIGINT", bad)})
        self._find_strangers(accepted)
        self._refuse(accepted)
        self._repeats = twice.settle_repeats(accepted, self._context, MOST_TOLD)
        self._count(accepted)

    def _be_precise(self, accepted: Accepted) -> None:
        names = self._con.execute(
            f"SELECT DISTINCT target FROM ({accepted.rows('target')})"
        ).fetchall()
        find = self._context.catalogue.find
        accepted.precise = [n for (n,) in names if (found := find(n)) and needs_more(found)]

    def _find_strangers(self, accepted: Accepted) -> None:
        """Make the table of targets with bodies that may not speak of them, by names in use."""
        pairs = self._con.execute(
            f"SELECT DISTINCT target, {accepted.reporter} FROM grouped g"
        ).fetchall()
        names = [pair for pair in pairs if self._is_stranger(*pair)]
        columns = {
            name: ("VARCHAR", [pair[at] for pair in names])
            for at, name in enumerate(("target", "reporter"))
        }
        load_columns(self._con, "strangers", columns)

    def _is_stranger(self, target: str, reporter: str | None) -> bool:
        of = self._context.catalogue.find(target)
        body = self._context.catalogue.bodies.find(reporter or "")
        assert of is not None  # or no row would have been loaded under these names
        assert body is not None
        return self._context.stranger(of, body) is not None

    def _count(self, accepted: Accepted) -> None:
        """Make the table of how many rows each combination and reporter has that count."""
        con, reporter = self._con, accepted.reporter
        same = accepted.same("g", "c")
        kept = (
            f"SELECT c.id, {reporter} AS reporter, n FROM grouped g JOIN combinations c ON {same} "
            f"WHERE c.id NOT IN (FROM bad) AND NOT {accepted.stranger}"
        )
        if con.execute("SELECT count(*) FROM gone").fetchone() != (0,):
            less = (
                f"SELECT c.id, {reporter} AS reporter, count(*) AS n FROM ({accepted.keyed()}) g "
                f"JOIN combinations c ON {same} WHERE g.place IN (FROM gone) GROUP BY ALL"
            )
            kept = (
                f"SELECT k.id, k.reporter, k.n - coalesce(l.n, 0) AS n FROM ({kept}) k "
                f"LEFT JOIN ({less}) l ON k.id = l.id "
                "AND k.reporter IS NOT DISTINCT FROM l.reporter WHERE k.n > coalesce(l.n, 0)"
            )
        con.execute(f"CREATE TEMP TABLE counts AS {kept}")
        con.execute("DROP TABLE grouped")
        find = self._context.catalogue.bodies.find
        for (name,) in con.execute("SELECT DISTINCT reporter FROM counts").fetchall():
            body = find(name or "")
            assert body is not None
            self._bodies[name] = body

    def _refuse(self, accepted: Accepted) -> None:
        """Make the table `refused` of rows that are not clean or break a rule."""
        parts = [
            f"SELECT {one.first} + row_id AS place, copies, faulty FROM {one.amended} WHERE refused"
            for one in accepted.tables
            if one.serial in accepted.amended
        ]
        if self._con.execute("SELECT count(*) FROM bad").fetchone() != (0,):
            parts.append(
                f"SELECT g.place, g.copies, [] AS faulty FROM ({accepted.keyed()}) g JOIN "
                "(SELECT * FROM combinations WHERE id IN (FROM bad)) c "
                f"ON {accepted.same('g', 'c')} WHERE NOT {accepted.stranger}"
            )
        if self._con.execute("SELECT count(*) FROM strangers").fetchone() != (0,):
            parts.append(
                "SELECT g.place, g.copies, ['target', 'reporter'] AS faulty "
                f"FROM ({accepted.keyed()}) g "
                f"WHERE {accepted.stranger}"
            )
        rows = " UNION ALL ".join(parts) or (
            "SELECT 0::BIGINT AS place, 1 AS copies, [''] AS faulty WHERE false"
        )
        self._con.execute(f"CREATE TEMP TABLE refused AS {rows}")

    def refused(self) -> Counter[str]:
        """How many rows are refused, by the table's name."""
        found: Counter[str] = Counter()
        if self._accepted is None:
            return found
        names = {one.serial: one.table.name for one in self._accepted.tables}
        serial = serial_of("place")
        for table, n in (("refused", "sum(copies)"), ("again", "count(*)")):
            counted = self._con.execute(f"SELECT {serial}, {n} FROM {table} GROUP BY ALL")
            for number, rows in counted.fetchall():
                found[names[number]] += int(rows)
        found.update(self._accepted.place(place)[0].name for place in self._repeats.differ)
        return found

    # --- the five questions ----------------------------------------------------------------------

    def groups(self, classes: Mapping[int, int]) -> list[tuple[int, Body, int]]:
        """How many rows each body has of each class; `classes` says which a combination is of."""
        if not classes:
            return []
        columns = {"id": ("BIGINT", list(classes)), "class": ("BIGINT", list(classes.values()))}
        load_columns(self._con, "classes", columns)
        found = self._con.execute(
            "SELECT k.class, g.reporter, sum(g.n) FROM counts g JOIN classes k ON g.id = k.id "
            "GROUP BY ALL"
        ).fetchall()
        return [(of, self._bodies[name], int(n)) for of, name, n in found]

    def unclean(self, most: int = MOST_TOLD) -> list[Refused]:
        """The rows that the model refuses, each with its reasons, at most so many."""
        if self._accepted is None:
            return []
        accepted = self._accepted
        query = f"SELECT place, faulty FROM refused ORDER BY place LIMIT {most}"
        faulty = dict(self._con.execute(query).fetchall())
        known: dict[tuple[Any, ...], list[RowFault]] = {}
        here = [place for place in faulty if not accepted.stands_for_others(place)]
        found = [
            accepted.refused(place, faults_of(cells, faulty[place], self._context, known), cells)
            for place, cells in accepted.cells(here).items()
        ]
        found += [
            one.refused(faults_of(one.cells, faulty[one.place], self._context, known))
            for one in accepted.fetched(faulty.keys() - here, most)
        ]
        return found

    def repeats(self) -> tuple[list[Refused], list[Text]]:
        """Cases sent twice: the rows refused for that, and what is told of those superseded."""
        if self._accepted is None:
            return [], []
        return twice.refused_for(self._accepted, self._repeats), self._repeats.notes

    def worst(
        self, ranks: Mapping[int, int], bodies: Bodies, most: int
    ) -> tuple[dict[int, int], list[FoundRow]]:
        """How many rows each combination has, and the first rows of each target.

        `ranks` says how bad a combination is: the lowest of its target first, two of one rank
        equally bad; targets share no rank. Rows are looked up until a target has `most` of them.
        """
        if self._accepted is None or not ranks:
            return {}, []
        con, accepted = self._con, self._accepted
        self._mean(bodies)
        of = [self.facts[number][0].id for number in ranks]
        columns: dict[str, tuple[str, Sequence[Any]]] = {
            "id": ("BIGINT", list(ranks)),
            "of": ("VARCHAR", of),
            "rank": ("BIGINT", list(ranks.values())),
        }
        load_columns(con, "wanted", columns)
        con.execute(
            "CREATE OR REPLACE TEMP TABLE totals AS SELECT w.id, w.rank, w.of, sum(g.n) AS n "
            "FROM counts g JOIN wanted w ON g.id = w.id JOIN meant m ON m.of = w.of "
            "AND m.reporter IS NOT DISTINCT FROM g.reporter GROUP BY ALL"
        )
        con.execute(
            "CREATE OR REPLACE TEMP TABLE worst AS SELECT c.*, t.rank, t.of FROM totals t JOIN "
            "(SELECT rank, coalesce(sum(sum(n)) OVER (PARTITION BY any_value(of) ORDER BY rank "
            "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM totals "
            f"GROUP BY rank) b ON b.rank = t.rank AND b.before < {most} "
            "JOIN combinations c ON c.id = t.id"
        )
        rows = con.execute(
            f"SELECT g.place, m.reporter, g.case_cell, c.id FROM {accepted.found('worst')} "
            f"QUALIFY row_number() OVER (PARTITION BY c.rank, {serial_of('g.place')}, "
            f"{accepted.is_group} ORDER BY g.place) <= {most} ORDER BY g.place"
        ).fetchall()
        groups = {row[0]: row for row in rows if accepted.stands_for_others(row[0])}
        found = [
            FoundRow(*accepted.place(at), self._bodies[name], case, number)
            for at, name, case, number in rows
            if at not in groups
        ]
        for one in accepted.fetched(groups, most):
            _, name, _, number = groups[one.place]
            case = bare(one.cells["case"] or "")
            found.append(FoundRow(one.table, one.row, self._bodies[name], case, number))
        totals = con.execute("SELECT id, n FROM totals").fetchall()
        return {number: int(n) for number, n in totals}, found

    def write(
        self,
        shared: Mapping[int, Mapping[str, Any]],
        figures: Sequence[Mapping[str, Any]],
        bodies: Bodies,
        path: Path,
    ) -> Path:
        """Every row of the combinations in `shared`, and `figures`, in a file to become `path`.

        `shared` holds what all rows of a combination have in common: columns of `listing`.
        """
        if any(table.pushed is not None for table in self.tables):
            raise UsageError(
                Text(
                    "--failures 还不能写出数据库中的记录",
                    "--failures does not yet write rows that are in a database",
                )
            )
        if self._accepted is not None and shared:
            self._mean(bodies)
        return listing.write(self._con, self._accepted, shared, figures, self._scratch, path)

    def _mean(self, bodies: Bodies) -> None:
        """Make the table of whose rows are meant, target by target, by the names they go by."""
        named = [
            (target, name, body.name)
            for target, wanted in bodies.items()
            for name, body in self._bodies.items()
            if (not wanted or body.name in wanted)
            and self._context.stranger(self._context.catalogue.targets[target], body) is None
        ]
        kinds = {"of": "VARCHAR", "reporter": "VARCHAR", "body": "VARCHAR"}
        columns = {
            name: (kind, [row[at] for row in named])
            for at, (name, kind) in enumerate(kinds.items())
        }
        load_columns(self._con, "meant", columns)
