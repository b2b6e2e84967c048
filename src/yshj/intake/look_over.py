"""What is to be known of a table of text, a Parquet file or a frame beside its rows.

Sheets are looked over while their cells are read; here the first rows tell.
"""

from __future__ import annotations

from dataclasses import replace

import duckdb

from yshj.catalogue.bodies import Body
from yshj.errors import InputError, Problem, Text
from yshj.intake.apart import ABOVE, Sieve, Sorter
from yshj.intake.case_apart import as_csv, filled
from yshj.intake.heading import title_notes
from yshj.intake.layout import Layout
from yshj.intake.numbers import Broken
from yshj.intake.senders import Names, Reporters, Speaker, name_of_file
from yshj.intake.tables import RawTable
from yshj.intake.unread import Unread


def look_over(
    con: duckdb.DuckDBPyConnection,
    table: RawTable,
    layout: Layout,
    names: Names,
    sender: Body | None,
    mapped: bool,
) -> None:
    """Set up how the table's rows are sorted and whose they are. InputError: nobody can tell."""
    header, heading = table.header, table.text.heading if table.text else None
    unread = Unread(header, layout, names)
    con.execute(f"CREATE OR REPLACE TEMP TABLE looked_over AS {table.first_rows(con)}")
    places = list(range(len(header.names)))
    for row in con.execute("FROM looked_over").fetchall():
        unread.row(filled(places, row[: len(places)]))
    con.execute("DROP TABLE looked_over")
    fault = unread.fault()
    if fault is not None:
        raise InputError(Problem(table.name, fault))
    table.aside.notes += unread.notes()
    if heading is not None:
        if note := title_notes(heading):
            table.aside.notes.append(note)
        for number, cells in heading.refused:
            at = number - heading.at  # the header is row 1
            table.aside.refused.append(Broken(at, ABOVE, as_csv(list(cells))))
    if not mapped:
        roles = layout.roles(header)
        sorter = Sorter(dict(enumerate(header.names)), roles, names.is_target, names.is_body)
        table.sieve = Sieve(sorter)
    if "reporter" in layout.fixed:
        return
    table.speaker = Speaker(names, heading.block if heading else None, sender)
    if table.speaker.body is not None and not mapped and "reporter" not in header.columns:
        columns = {**header.columns, "reporter": len(header.names)}
        shown = (*header.names, header.written("reporter"))
        table.header = replace(header, columns=columns, names=shown)
        table.adds_reporter = True


def told(table: RawTable, reporters: Reporters) -> None:
    """Tell how rows without a reporter were taken. InputError where nobody can say whose they are.

    The name of a frame is only told: the caller gave it, and can see the frame.
    """
    if table.sheet is not None or table.speaker is None:
        return
    heading = table.text.heading if table.text else None
    titles = [text for _, text in heading.titles] if heading else []
    footers = table.sieve.footers if table.sieve else []
    made = table.pushed is not None or (table.text is not None and table.text.made)
    names = [] if made else [name_of_file(table.name)]
    fault = table.speaker.faults(reporters, [*names, *titles, *footers])
    if fault is not None:
        raise InputError(Problem(table.name, fault))
    table.aside.notes += table.speaker.notes(reporters, counted=False)
    named = table.speaker.names.named(table.name) if made else None
    if named is not None and reporters.blank and not reporters.filled:
        table.aside.notes.append(
            Text(
                f"名称中有“{named.name}”，而各行没有填报单位",
                f"its name speaks of {named.en} ({named.name}), and no row has a reporter",
            )
        )
