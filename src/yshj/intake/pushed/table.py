"""A table in an engine as one of this machine: its groups, and the few rows that are looked at.

A row of the table made here stands for `copies` rows of a group; rows of cases that are sent more
than once stand for themselves, so that repeats are settled as in a file. Who asks for rows of a
group (refused ones, the worst) gets them from the engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import duckdb

from yshj.catalogue.model import Catalogue
from yshj.codes.files import CHANGED
from yshj.contract.headers import Table
from yshj.errors import InputError, Problem, Text
from yshj.intake.engine import SPACES, load_columns
from yshj.intake.frames import cell_text
from yshj.intake.pushed.asked import MOST_GROUPS, MOST_ROWS, MOST_TWICE, SAMPLE_ROWS, Repeats
from yshj.intake.pushed.collected import collected
from yshj.intake.pushed.kept import EngineRow
from yshj.intake.pushed.keys import PART, PLAIN_CASE, Keys
from yshj.intake.pushed.opened import Opened

if TYPE_CHECKING:
    import narwhals as nw


class Pushed:
    """Rows in an engine. Tables here: `groups` of them, `loose` rows, a `sample`, and `rows`."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        opened: Opened,
        keys: Keys,
        catalogue: Catalogue,
        serial: int,
    ) -> None:
        self._con, self._opened, self._keys = con, opened, keys
        self._catalogue = catalogue
        self._name = f"ledger.pushed_{serial}"
        self._days: set[int] = set()  # columns of moments that are all midnight
        self.groups = 0

    @property
    def rows(self) -> str:
        """SQL for what stands for the rows: groups first, by their places."""
        cells = ", ".join(f"c{at}" for at in range(len(self._opened.header.names)))
        return f"SELECT {cells}, row, copies FROM {self._name}_rows ORDER BY is_loose, row"

    @property
    def sample(self) -> str:
        return f"FROM {self._name}_sample"

    def load(self, repeats: Repeats) -> None:
        """Every pass but those for rows of a group. InputError: too much, or the engine failed."""
        self._load_groups()
        self._take("sample", self._first(), SAMPLE_ROWS)
        if self._opened.header.table is not Table.CASES:  # each figure is read by itself
            self._take("loose", self._with_group(), MOST_ROWS)
            self._settle()
            return
        twice = self._twice() if repeats is Repeats.EXACT else None
        if twice is None:
            twice = self._with_group().head(0)
        self._take("loose", twice, MOST_ROWS)
        self._settle()

    # --- passes ----------------------------------------------------------------------------------

    def _load_groups(self) -> None:
        import narwhals as nw

        keys, opened = self._keys, self._opened
        moments = [at for at in range(len(opened.header.names)) if f"k{at}" in keys.made]
        moments = [at for at in moments if keys.is_moment(at)]
        timed = {f"t{at}": keys.timed(at) for at in moments}
        found = [nw.len().alias("n")]
        found += [nw.col(name).max() for name in timed]
        found.append(nw.col("row").min().alias("first"))
        timed["row"] = nw.col(opened.key)
        grouped = (
            opened.lazy.select(
                *(one.alias(name) for name, one in keys.made.items()),
                *(one.alias(name) for name, one in timed.items()),
            )
            .group_by(*keys.made)
            .agg(*found)
            .with_columns(keys.group.alias("gid"))
        )
        arrow = collected(grouped, MOST_GROUPS, opened.name, Text("个组", "groups"))
        if sum(arrow["n"].to_pylist()) != opened.rows:
            raise self._changed()
        self._days = {at for at in moments if not max(arrow[f"t{at}"].to_pylist(), default=0)}
        kinds = self._register(arrow)
        cells = ", ".join(
            f"{self._grouped_cell(at, kinds)} AS c{at}" for at in range(len(opened.header.names))
        )
        self._con.execute(
            f"CREATE OR REPLACE TABLE {self._name}_groups AS SELECT {cells}, n, first, gid "
            "FROM pushed_given ORDER BY first, gid"
        )
        self._con.unregister("pushed_given")
        same = f"SELECT count(*) - count(DISTINCT gid) FROM {self._name}_groups"
        assert self._number(same) == 0, "cells hold our own marks"

    @property
    def _then_case(self) -> str:
        at = self._opened.header.columns.get("case")
        return "" if at is None else f", c{at}"

    def _first(self) -> nw.LazyFrame[Any]:
        return self._with_group().sort("row").head(SAMPLE_ROWS)

    def _with_group(self) -> nw.LazyFrame[Any]:
        """Every row: its cells, its number and its group."""
        import narwhals as nw

        opened, made = self._opened, self._keys.made
        shown = [nw.col(name) for name in opened.schema]
        number = nw.col(opened.key)
        keyed = [one.alias(name) for name, one in made.items()]
        return opened.lazy.select(*shown, number.alias("row"), *keyed).select(
            *shown, "row", self._keys.group.alias("gid")
        )

    def _twice(self) -> nw.LazyFrame[Any] | None:
        """The rows of cases that are sent more than once, of any number that may be the same."""
        import narwhals as nw

        made = [one.alias(f"i{at}") for at, one in enumerate(self._identity())]
        lazy = self._opened.lazy
        again = (
            lazy.select(*made)
            .filter(nw.col("i0") != "")
            .group_by(*(f"i{at}" for at in range(len(made))))
            .agg(nw.len().alias("n"))
            .filter(nw.col("n") > 1)
            .select(_joined(len(made)).alias("identity"))
        )
        what = Text("件重复报送的办件", "cases sent more than once")
        found = collected(again, MOST_TWICE, self._opened.name, what)
        if not found.num_rows:
            return None
        wanted = found["identity"].to_pylist()
        numbers = [one.partition(PART)[0] for one in wanted]
        rows = self._with_group()
        cells = rows.collect_schema().names()
        of_rows = [one.alias(f"i{at}") for at, one in enumerate(self._identity())]
        return (
            rows.with_columns(*of_rows)
            .filter(nw.col("i0").is_in(numbers))
            .filter(_joined(len(made)).is_in(wanted))
            .select(*cells)
        )

    def _identity(self) -> list[nw.Expr]:
        """What makes a case one: its number, its target and its reporter, however spelt."""
        import narwhals as nw

        header, spelt = self._opened.header, self._opened.spelt
        number = nw.col(f"c{header.columns['case']}")
        if self._opened.schema[f"c{header.columns['case']}"] == nw.String:
            number = number.str.replace_all(f"^[{SPACES}]*'?[{SPACES}]*|[{SPACES}]+$", "")
        found = [number.cast(nw.String).fill_null("")]
        targets, bodies = self._catalogue.find, self._catalogue.bodies.find
        meant: dict[str, dict[str | None, str]] = {"target": {}, "reporter": {}}
        for text in spelt["target"]:
            if text is not None and (of := targets(text)) is not None:
                meant["target"][text] = of.id
        for text in spelt.get("reporter", ()):
            if (body := bodies(text or "")) is not None:
                meant["reporter"][text] = body.name
        for name in spelt:
            cell = nw.col(f"c{header.columns[name]}").fill_null("")
            said = {text or "": one for text, one in meant[name].items()}
            # side by side: one inside the other, the query would double with every body
            same = []
            for one in sorted(set(said.values())):
                spellings = sorted(text for text, of in said.items() if of == one)
                if len(spellings) > 1:
                    same.append(nw.when(cell.is_in(spellings)).then(nw.lit(one)))
            found.append(nw.coalesce(*same, cell) if same else cell)
        return found

    # --- what was brought here -------------------------------------------------------------------

    def _number(self, query: str) -> int:
        return int(self._con.execute(query).fetchall()[0][0])

    def _register(self, arrow: Any) -> dict[str, str]:
        self._con.register("pushed_given", arrow)
        described = self._con.execute("DESCRIBE SELECT * FROM pushed_given").fetchall()
        return {row[0]: row[1] for row in described}

    def _text(self, name: str, at: int, kinds: dict[str, str]) -> str:
        return cell_text(name, kinds[name], at in self._days, self._catalogue.zone)

    def _grouped_cell(self, at: int, kinds: dict[str, str]) -> str:
        """SQL for the cell that a group's rows share, or one as good as theirs."""
        if f"k{at}" not in kinds:
            return "NULL::VARCHAR"
        cell = self._text(f"k{at}", at, kinds)
        if f"m{at}" in kinds:
            return f"coalesce({self._text(f'm{at}', at, kinds)}, {cell})"
        if at == self._opened.header.columns.get("case"):  # blank is told from not odd
            return f"coalesce(k{at}, '{PLAIN_CASE}')"
        return cell

    def _take(self, into: str, rows: nw.LazyFrame[Any], most: int) -> None:
        """Make a table of rows of the engine, their cells as text."""
        opened = self._opened
        arrow = collected(rows, most, opened.name, Text("行", "rows"))
        kinds = self._register(arrow)
        cells = ", ".join(
            f"{self._text(f'c{at}', at, kinds) if f'c{at}' in kinds else 'NULL::VARCHAR'} AS c{at}"
            for at in range(len(opened.header.names))
        )
        self._con.execute(
            f"CREATE OR REPLACE TABLE {self._name}_{into} AS SELECT {cells}, row, gid "
            f"FROM pushed_given ORDER BY row, gid{self._then_case}"
        )
        self._con.unregister("pushed_given")

    def _settle(self) -> None:
        """Make the table of groups without their loose rows, and of those."""
        con, name = self._con, self._name
        cells = ", ".join(f"c{at}" for at in range(len(self._opened.header.names)))
        less = f"SELECT gid, count(*) AS n FROM {name}_loose GROUP BY gid"
        con.execute(
            f"CREATE OR REPLACE TABLE {name}_left AS SELECT g.*, g.n - coalesce(l.n, 0) AS copies "
            f"FROM {name}_groups g LEFT JOIN ({less}) l ON g.gid = l.gid"
        )
        lost = f"SELECT count(*) FROM {name}_loose WHERE gid NOT IN (SELECT gid FROM {name}_groups)"
        short = f"SELECT count(*) FROM {name}_left WHERE copies < 0"
        if self._number(lost) or self._number(short):
            raise self._changed()
        con.execute(
            f"CREATE OR REPLACE TABLE {name}_rows AS SELECT {cells}, row_number() OVER "
            f"(ORDER BY first, gid) AS row, copies, gid, false AS is_loose FROM {name}_left "
            f"WHERE copies > 0 UNION ALL SELECT {cells}, row, 1, gid, true FROM {name}_loose"
        )
        con.execute(f"DROP TABLE {name}_groups; DROP TABLE {name}_left")
        self.groups = self._number(f"SELECT count(*) FROM {name}_rows WHERE NOT is_loose")

    # --- rows of groups --------------------------------------------------------------------------

    def fetch(self, groups: Sequence[int], most_each: int) -> list[EngineRow]:
        """Rows of groups, which are known by their places: the first of each, at most so many."""
        import narwhals as nw

        opened, con, name = self._opened, self._con, self._name
        if not groups:
            return []
        load_columns(con, "pushed_wanted", {"place": ("BIGINT", list(groups))})
        found = con.execute(
            f"SELECT r.gid, r.c{opened.header.columns['target']} FROM {name}_rows r "
            "JOIN pushed_wanted w ON r.row = w.place + 1 WHERE NOT r.is_loose"
        ).fetchall()
        gids = [gid for gid, _ in found]
        loose = self._number(
            f"SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM {name}_loose GROUP BY gid)"
        )
        rows = self._with_group().filter(nw.col("gid").is_in(gids))
        rows = rows.with_columns(nw.lit(1).alias("one")).with_columns(
            nw.col("one").cum_sum().over("gid", order_by="row").alias("nth")
        )
        rows = rows.filter(nw.col("nth") <= most_each + loose).drop("one", "nth")
        self._take("fetched", rows, MOST_ROWS)
        case = f"c{opened.header.columns['case']}"
        cells = ", ".join(f"f.c{at}" for at in range(len(opened.header.names)))
        rows_found = con.execute(
            f"SELECT r.row - 1, f.row, {cells} FROM {name}_fetched f "
            f"JOIN {name}_rows r ON f.gid = r.gid AND NOT r.is_loose WHERE NOT EXISTS "
            f"(FROM {name}_loose l WHERE l.gid = f.gid AND l.row = f.row "
            f"AND l.{case} IS NOT DISTINCT FROM f.{case}) "
            f"QUALIFY row_number() OVER (PARTITION BY f.gid ORDER BY f.row, f.{case}) "
            f"<= {most_each} ORDER BY f.row, f.{case}"
        ).fetchall()
        columns = opened.header.columns
        return [
            EngineRow(place, row, {name: cells[at] for name, at in columns.items()})
            for place, row, *cells in rows_found
        ]

    def check_unchanged(self) -> None:
        """InputError where the engine has other rows by now than it had at first."""
        import narwhals as nw

        count = self._opened.lazy.select(nw.len().alias("n"))
        found = collected(count, 1, self._opened.name, Text("行", "rows"))
        if found["n"].to_pylist() != [self._opened.rows]:
            raise self._changed()

    def _changed(self) -> InputError:
        message = CHANGED("检查期间数据有变动", "its rows changed during the check")
        return InputError(Problem(self._opened.name, message))


def _joined(parts: int) -> Any:
    import narwhals as nw

    return nw.concat_str(*(nw.col(f"i{at}") for at in range(parts)), separator=PART)
