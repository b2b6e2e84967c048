"""SQLite keeps any text in a column of any type: a bad date in a DATE column is still there.

Read by the declared type, such a cell would be blank, or end the query in other words. So every
cell is taken as it is stored.
"""

from __future__ import annotations

from dataclasses import replace

from yshj.intake.frames import Frame


def as_stored(frame: Frame, key: str | None) -> Frame:
    """The frame with every column as text, but for whole numbers in `key`: other cells of it are
    gaps, which is a fault."""
    import narwhals as nw

    table = frame.data.to_native()
    cells = {name: table[name].cast("string") for name in table.columns}
    if key in frame.names:
        name = f"c{frame.names.index(key)}"
        number = table[name]
        cells[name] = (number.typeof() == "integer").ifelse(number.cast("int64"), None)
    return replace(frame, data=nw.from_native(table.select(**cells)))
